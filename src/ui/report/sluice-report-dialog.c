/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-report-dialog.h"

#include <glib/gi18n.h>

#include "sluice-estimate.h"
#include "sluice-report-file.h"
#include "sluice-report-page.h"
#include "sluice-when.h"

/* “100,000,000 rows” has room in one line. */
#define MOST_ROWS_CHARS 18

struct _SluiceReportDialog
{
  AdwDialog parent_instance;

  SluiceReport *report;
  SluiceClient *client;
  GtkFilter *filter;
  char *wanted; /* what is searched for, folded; NULL for nothing */
  DexFuture *saving;

  AdwNavigationView *navigation;
  GtkEditable *search;
  AdwToggleGroup *which;
  AdwToggle *all;
  AdwToggle *attention;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *headline;
  GtkLabel *facts;
};

G_DEFINE_FINAL_TYPE (SluiceReportDialog, sluice_report_dialog, ADW_TYPE_DIALOG)

/* --- a row --- */

static GtkWidget *
new_label (const char *const *classes, PangoEllipsizeMode ellipsize)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", ellipsize, "hexpand", TRUE, "css-classes", classes,
                       NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *remark = new_label ((const char *[]) { "caption", "warning", NULL }, PANGO_ELLIPSIZE_NONE);
  /* Two numbers go below each other, or nothing was left of a name in a narrow window. */
  GtkWidget *rows =
      g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "justify", GTK_JUSTIFY_RIGHT, "wrap", TRUE, "max-width-chars",
                    MOST_ROWS_CHARS, "css-classes", (const char *[]) { "caption", "numeric", NULL }, NULL);

  gtk_label_set_wrap (GTK_LABEL (remark), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (remark), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (lines), new_label ((const char *[]) { NULL }, PANGO_ELLIPSIZE_MIDDLE));
  gtk_box_append (GTK_BOX (lines), new_label ((const char *[]) { "caption", "dimmed", NULL }, PANGO_ELLIPSIZE_END));
  gtk_box_append (GTK_BOX (lines), remark);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), lines);
  gtk_box_append (GTK_BOX (row), rows);
  gtk_box_append (GTK_BOX (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                                               (const char *[]) { "dimmed", NULL }, NULL));
  gtk_list_item_set_child (item, row);
}

/* What came, of what was expected where that is known and another number. */
static char *
dup_rows (SluiceReportTable *table)
{
  const gint64 synced = sluice_report_table_get_synced (table);
  g_autofree char *text = sluice_rows_to_string (synced);

  if (sluice_report_table_get_discovered (table) < 0 || sluice_report_table_get_discovered (table) == synced)
    return g_strdup_printf (ngettext ("%s row", "%s rows", sluice_rows_get_plural (synced)), text);

  /* Translators: rows that were synced, and how many discovery saw: “1,200 of ≈ 1.2 k rows” */
  return g_strdup_printf (_ ("%s of %s rows"), text, sluice_report_table_get_discovered_text (table));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  SluiceReportTable *table = gtk_list_item_get_item (item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *lines = gtk_widget_get_next_sibling (icon);
  GtkWidget *name = gtk_widget_get_first_child (lines);
  GtkWidget *how = gtk_widget_get_next_sibling (name);
  GtkWidget *remark = gtk_widget_get_next_sibling (how);
  GtkWidget *rows = gtk_widget_get_next_sibling (lines);
  const gboolean fine = sluice_report_table_get_findings (table) == SLUICE_FINDING_NONE;
  const char *stored = sluice_report_table_get_stored_name (table);
  const char *there = sluice_report_table_get_there (table);
  const char *classes[] = { fine ? "success" : "warning", NULL };
  g_autofree char *words = sluice_report_table_dup_remark (table);
  g_autofree char *count = dup_rows (table);
  g_autofree char *facts = *there != '\0' ? g_strjoin (" · ", there, stored, NULL) : g_strdup (stored);
  g_autofree char *spoken = g_strjoin (", ", sluice_report_table_get_name (table), count, there, words, NULL);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), fine ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_css_classes (icon, classes);
  gtk_label_set_text (GTK_LABEL (name), sluice_report_table_get_name (table));
  gtk_label_set_text (GTK_LABEL (how), facts != NULL ? facts : "");
  gtk_widget_set_visible (how, facts != NULL);
  gtk_label_set_text (GTK_LABEL (remark), words != NULL ? words : "");
  gtk_widget_set_visible (remark, words != NULL);
  gtk_label_set_text (GTK_LABEL (rows), count);
  gtk_list_item_set_accessible_label (item, spoken);
}

/* --- all of them --- */

static gboolean
is_wanted (gpointer item, gpointer user_data)
{
  SluiceReportDialog *self = user_data;
  g_autofree char *folded = NULL;

  if (g_strcmp0 (adw_toggle_group_get_active_name (self->which), "attention") == 0 &&
      sluice_report_table_get_findings (item) == SLUICE_FINDING_NONE)
    return FALSE;
  if (self->wanted == NULL)
    return TRUE;
  folded = g_utf8_casefold (sluice_report_table_get_name (item), -1);

  return strstr (folded, self->wanted) != NULL;
}

static void
update_stack (SluiceReportDialog *self)
{
  const guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (self->list)));
  const gboolean searching = self->wanted != NULL;

  gtk_stack_set_visible_child_name (self->stack, n_shown > 0 ? "tables" : searching ? "nothing" : "fine");
}

static void
filter_changed (SluiceReportDialog *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
search_changed_cb (SluiceReportDialog *self)
{
  const char *text = gtk_editable_get_text (self->search);

  g_free (self->wanted);
  self->wanted = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  filter_changed (self);
}

static void
which_changed_cb (SluiceReportDialog *self)
{
  filter_changed (self);
}

static void
activate_cb (SluiceReportDialog *self, guint position)
{
  GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  g_autoptr (SluiceReportTable) table = g_list_model_get_item (shown, position);

  adw_navigation_view_push (self->navigation, sluice_report_page_new (table, self->client));
}

static void
saved_cb (gpointer owner, const GValue *value, const GError *error)
{
  sluice_report_file_tell (GTK_WIDGET (SLUICE_REPORT_DIALOG (owner)->navigation), value, error);
}

static void
save_cb (SluiceReportDialog *self)
{
  dex_clear (&self->saving);
  self->saving = sluice_when (sluice_report_file_save (GTK_WIDGET (self), self->report), self, saved_cb);
}

static void
show (SluiceReportDialog *self)
{
  const guint n_tables = g_list_model_get_n_items (sluice_report_get_tables (self->report));
  const guint n_attention = sluice_report_count (self->report, SLUICE_FINDINGS_ALL);
  /* Translators: which tables are listed, and how many there are */
  g_autofree char *all = g_strdup_printf (_ ("All · %'u"), n_tables);
  /* Translators: which tables are listed, and how many there are */
  g_autofree char *attention = g_strdup_printf (_ ("Needs attention · %'u"), n_attention);
  g_autofree char *headline = sluice_report_dup_headline (self->report);
  g_autofree char *rows = sluice_report_dup_rows (self->report);
  g_autofree char *facts = g_strjoin (" · ", rows, sluice_report_get_schedule (self->report),
                                      sluice_report_get_webhook (self->report), NULL);

  adw_toggle_set_label (self->all, all);
  adw_toggle_set_label (self->attention, attention);
  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->facts, facts);
}

static void
sluice_report_dialog_dispose (GObject *object)
{
  SluiceReportDialog *self = SLUICE_REPORT_DIALOG (object);

  dex_clear (&self->saving);
  /* Its filter asks a button that goes with the template. */
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_REPORT_DIALOG);
  g_clear_object (&self->filter);
  g_clear_object (&self->report);
  g_clear_object (&self->client);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (sluice_report_dialog_parent_class)->dispose (object);
}

static void
sluice_report_dialog_class_init (SluiceReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_report_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/report/sluice-report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceReportDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportDialog, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportDialog, which);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportDialog, all);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportDialog, attention);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportDialog, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportDialog, headline);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportDialog, facts);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, which_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
sluice_report_dialog_init (SluiceReportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
sluice_report_dialog_new (SluiceReport *report, SluiceClient *client)
{
  SluiceReportDialog *self;
  g_autoptr (GtkNoSelection) selection = NULL;
  GtkFilterListModel *filtered;

  g_return_val_if_fail (SLUICE_IS_REPORT (report), NULL);
  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);

  self = g_object_new (SLUICE_TYPE_REPORT_DIALOG, NULL);
  self->report = g_object_ref (report);
  self->client = g_object_ref (client);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (sluice_report_get_tables (report)), g_object_ref (self->filter));
  selection = gtk_no_selection_new (G_LIST_MODEL (filtered));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  show (self);
  update_stack (self);

  return ADW_DIALOG (self);
}
