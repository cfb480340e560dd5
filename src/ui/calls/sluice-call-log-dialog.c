/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-call-log-dialog.h"

#include <glib/gi18n.h>

#include "sluice-call-log.h"
#include "sluice-call-page.h"
#include "sluice-call-phrases.h"
#include "sluice-copy-button.h"
#include "sluice-debug-info.h"

struct _SluiceCallLogDialog
{
  AdwDialog parent_instance;

  SluiceCallLog *log;
  GtkFilter *filter;

  AdwNavigationView *navigation;
  AdwToggleGroup *which;
  AdwToggle *all;
  AdwToggle *failed;
  GtkStack *stack;
  GtkListView *list;
  SluiceCopyButton *copy;
};

G_DEFINE_FINAL_TYPE (SluiceCallLogDialog, sluice_call_log_dialog, ADW_TYPE_DIALOG)

/* --- a row --- */

static GtkWidget *
new_line (const char *const *classes, PangoEllipsizeMode ellipsize)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", ellipsize, "css-classes", classes, NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *target = new_line ((const char *[]) { "monospace", "call-target", NULL }, PANGO_ELLIPSIZE_MIDDLE);
  GtkWidget *facts = new_line ((const char *[]) { "caption", "dimmed", "numeric", NULL }, PANGO_ELLIPSIZE_END);
  GtkWidget *message = new_line ((const char *[]) { "caption", "error", NULL }, PANGO_ELLIPSIZE_END);

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), target);
  gtk_box_append (GTK_BOX (lines), facts);
  gtk_box_append (GTK_BOX (lines), message);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                                               (const char *[]) { "dimmed", NULL }, NULL));
  gtk_list_item_set_child (item, row);
}

static char *
dup_facts (SluiceCall *call)
{
  g_autofree char *time = sluice_call_dup_time (call, FALSE);
  g_autofree char *outcome = sluice_call_dup_outcome (call);
  g_autofree char *duration = sluice_call_dup_duration (call);
  g_autofree char *size = g_format_size (sluice_call_get_received (call));

  if (*duration == '\0')
    return g_strjoin (" · ", time, outcome, NULL);

  return g_strjoin (" · ", time, outcome, duration, sluice_call_get_status (call) != 0 ? size : NULL, NULL);
}

static void
update_row (GtkListItem *item)
{
  SluiceCall *call = gtk_list_item_get_item (item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *target = gtk_widget_get_first_child (gtk_widget_get_next_sibling (icon));
  GtkWidget *facts = gtk_widget_get_next_sibling (target);
  GtkWidget *message = gtk_widget_get_next_sibling (facts);
  const char *classes[] = { sluice_call_get_css_class (call), NULL };
  const char *words = sluice_call_get_message (call);
  g_autofree char *line = g_strdup_printf ("%s %s", sluice_call_get_method (call), sluice_call_get_target (call));
  g_autofree char *text = dup_facts (call);
  g_autofree char *first = words != NULL ? g_strndup (words, strcspn (words, "\r\n")) : NULL;
  g_autofree char *spoken = sluice_call_dup_spoken (call);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), sluice_call_get_icon_name (call));
  gtk_widget_set_css_classes (icon, classes);
  gtk_label_set_text (GTK_LABEL (target), line);
  gtk_label_set_text (GTK_LABEL (facts), text);
  gtk_label_set_text (GTK_LABEL (message), first != NULL ? first : "");
  gtk_widget_set_visible (message, first != NULL && *first != '\0');
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
bind_cb (SluiceCallLogDialog *self, GtkListItem *item)
{
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::state", G_CALLBACK (update_row), item,
                           G_CONNECT_SWAPPED);
  update_row (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), update_row, item);
}

/* --- all of them --- */

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  SluiceCallLogDialog *self = user_data;

  return g_strcmp0 (adw_toggle_group_get_active_name (self->which), "failed") != 0 ||
         sluice_call_get_state (item) == SLUICE_CALL_FAILED;
}

static guint
count_failed (SluiceCallLogDialog *self)
{
  guint n_failed = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->log)); i++)
    {
      g_autoptr (SluiceCall) call = g_list_model_get_item (G_LIST_MODEL (self->log), i);

      n_failed += sluice_call_get_state (call) == SLUICE_CALL_FAILED;
    }

  return n_failed;
}

static void
update (SluiceCallLogDialog *self)
{
  const guint n_calls = g_list_model_get_n_items (G_LIST_MODEL (self->log));
  const guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (self->list)));
  /* Translators: which calls are listed, and how many there are */
  g_autofree char *all = g_strdup_printf (_ ("All · %'u"), n_calls);
  /* Translators: which calls are listed, and how many there are */
  g_autofree char *failed = g_strdup_printf (_ ("Failed · %'u"), count_failed (self));

  adw_toggle_set_label (self->all, all);
  adw_toggle_set_label (self->failed, failed);
  gtk_stack_set_visible_child_name (self->stack, n_shown > 0 ? "calls" : n_calls == 0 ? "nothing" : "none-failed");
}

static void
calls_changed_cb (SluiceCallLogDialog *self)
{
  /* A call that is there may have failed since. */
  if (g_strcmp0 (adw_toggle_group_get_active_name (self->which), "failed") == 0)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
which_changed_cb (SluiceCallLogDialog *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
activate_cb (SluiceCallLogDialog *self, guint position)
{
  g_autoptr (SluiceCall) call = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  adw_navigation_view_push (self->navigation, sluice_call_page_new (call));
}

static void
copy_cb (SluiceCallLogDialog *self)
{
  g_autofree char *info = sluice_debug_info_dup (GTK_WIDGET (self));
  g_autofree char *calls = sluice_call_log_dup_text (self->log);
  g_autofree char *text = g_strjoin ("\n", info, calls, NULL);

  sluice_copy_button_copy (self->copy, text);
}

static void
sluice_call_log_dialog_dispose (GObject *object)
{
  SluiceCallLogDialog *self = SLUICE_CALL_LOG_DIALOG (object);

  /* Its filter asks a button that goes with the template. */
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CALL_LOG_DIALOG);
  g_clear_object (&self->filter);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (sluice_call_log_dialog_parent_class)->dispose (object);
}

static void
sluice_call_log_dialog_class_init (SluiceCallLogDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_call_log_dialog_dispose;

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/calls/sluice-call-log-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCallLogDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallLogDialog, which);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallLogDialog, all);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallLogDialog, failed);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallLogDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallLogDialog, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallLogDialog, copy);
  gtk_widget_class_bind_template_callback (widget_class, which_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
sluice_call_log_dialog_init (SluiceCallLogDialog *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkFilterListModel *filtered;

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_copy_button_name (self->copy, _ ("Copy all calls for whoever helps"));

  self->log = g_object_ref (sluice_call_log_get_default ());
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->log)), g_object_ref (self->filter));
  selection = gtk_no_selection_new (G_LIST_MODEL (filtered));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->log, "calls-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

AdwDialog *
sluice_call_log_dialog_new (void)
{
  return g_object_new (SLUICE_TYPE_CALL_LOG_DIALOG, NULL);
}
