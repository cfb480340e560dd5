/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-reached-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-announce.h"
#include "sluice-api-error.h"
#include "sluice-check.h"
#include "sluice-error-advice.h"
#include "sluice-plain-text.h"
#include "sluice-press-row.h"
#include "sluice-reached-account.h"
#include "sluice-when.h"

/* Rows cost: who has more accounts than this searches for theirs. */
#define MAX_ROWS 200
/* Without a keystroke for so long, the server is asked. */
#define TYPING_MS 400

struct _SluiceReachedDialog
{
  AdwDialog parent_instance;

  gboolean multiple;
  gboolean searches;
  GHashTable *chosen; /* of values */
  GPtrArray *order;   /* the same in their order, kept or new */
  GListModel *accounts;
  GError *error;
  DexFuture *listing;
  guint typing_id;
  SluiceReachedFunc func;
  gpointer user_data;
  GDestroyNotify destroy;

  GtkWidget *choose;
  GtkEditable *search;
  GtkStack *stack;
  AdwStatusPage *nothing;
  AdwStatusPage *refused;
  GtkWidget *type_instead;
  GtkListBox *list;
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (SluiceReachedDialog, sluice_reached_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
matches (SluiceReachedAccount *account, const char *wanted)
{
  g_autofree char *details = sluice_reached_account_dup_details (account);
  g_autofree char *all = g_strjoin (" ", sluice_reached_account_get_name (account), details,
                                    sluice_reached_account_get_value (account), NULL);
  g_autofree char *folded = g_utf8_casefold (all, -1);

  return strstr (folded, wanted) != NULL;
}

static void
set_chosen (SluiceReachedDialog *self, const char *value, gboolean chosen)
{
  if (g_hash_table_contains (self->chosen, value) == chosen)
    return;
  if (chosen)
    {
      g_hash_table_add (self->chosen, g_strdup (value));
      g_ptr_array_add (self->order, g_strdup (value));
      return;
    }
  g_hash_table_remove (self->chosen, value);
  for (guint i = 0; i < self->order->len; i++)
    if (g_str_equal (self->order->pdata[i], value))
      g_ptr_array_remove_index (self->order, i--);
}

static void
emit_chosen (SluiceReachedDialog *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->order->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (const char *) self->order->pdata[i]);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, text->str);
  adw_dialog_close (ADW_DIALOG (self));
}

static SluiceReachedAccount *
get_account (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "account");
}

static void
check_toggled_cb (GtkCheckButton *check, GtkWidget *row)
{
  SluiceReachedDialog *self = SLUICE_REACHED_DIALOG (gtk_widget_get_ancestor (row, SLUICE_TYPE_REACHED_DIALOG));

  if (self != NULL)
    set_chosen (self, sluice_reached_account_get_value (get_account (row)), gtk_check_button_get_active (check));
}

static void
add_check (SluiceReachedDialog *self, GtkWidget *row, SluiceReachedAccount *account)
{
  GtkWidget *check = sluice_check_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_hash_table_contains (self->chosen, sluice_reached_account_get_value (account)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sluice_reached_account_get_name (account), -1);
  g_signal_connect (check, "toggled", G_CALLBACK (check_toggled_cb), row);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
}

static void
row_activated_cb (SluiceReachedDialog *self, GtkWidget *row)
{
  g_hash_table_remove_all (self->chosen);
  g_ptr_array_set_size (self->order, 0);
  set_chosen (self, sluice_reached_account_get_value (get_account (row)), TRUE);
  emit_chosen (self);
}

static GtkWidget *
new_row (SluiceReachedDialog *self, SluiceReachedAccount *account)
{
  GtkWidget *row = self->multiple ? adw_action_row_new () : sluice_press_row_new (NULL, NULL);
  g_autofree char *details = sluice_reached_account_dup_details (account);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sluice_reached_account_get_name (account));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  g_object_set_data_full (G_OBJECT (row), "account", g_object_ref (account), g_object_unref);
  if (self->multiple)
    add_check (self, row, account);
  else
    {
      g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
      if (g_hash_table_contains (self->chosen, sluice_reached_account_get_value (account)))
        {
          GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

          gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Chosen"), -1);
          adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
        }
    }

  return row;
}

/* How many there are beyond those that are shown. */
static guint
fill_list (SluiceReachedDialog *self)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (self->search), -1);
  guint n_shown = 0;
  guint n_more = 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++)
    {
      g_autoptr (SluiceReachedAccount) account = g_list_model_get_item (self->accounts, i);

      if (!matches (account, g_strstrip (wanted)))
        continue;
      if (n_shown == MAX_ROWS)
        n_more++;
      else
        {
          gtk_list_box_append (self->list, new_row (self, account));
          n_shown++;
        }
    }

  return n_shown > 0 ? n_more : G_MAXUINT;
}

static void
show_list (SluiceReachedDialog *self)
{
  const guint n_more = fill_list (self);
  g_autofree char *more = NULL;

  if (n_more == G_MAXUINT)
    {
      const gboolean searching = *gtk_editable_get_text (self->search) != '\0';

      adw_status_page_set_title (self->nothing,
                                 searching ? _ ("Nothing Found") : _ ("There Is Nothing to Choose From"));
      adw_status_page_set_description (self->nothing, _ ("It can be typed in the form as well."));
      gtk_stack_set_visible_child_name (self->stack, self->listing != NULL ? "loading" : "nothing");
      return;
    }
  /* Translators: below a list of the first 200 */
  more = g_strdup_printf (ngettext ("%u more: search for it", "%u more: search for yours", n_more), n_more);
  gtk_label_set_label (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
show_refusal (SluiceReachedDialog *self)
{
  const gboolean is_admins = g_error_matches (self->error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN) &&
                             sluice_api_error_get_scope (self->error) == NULL;
  /* The server’s words say by themselves what to do. */
  const char *advice = is_admins ? NULL : sluice_error_get_advice (self->error);
  g_autofree char *text = g_strjoin ("\n\n", self->error->message, advice, NULL);

  sluice_plain_text_describe_page (self->refused, text);
  gtk_stack_set_visible_child_name (self->stack, "refused");
  gtk_widget_grab_focus (self->type_instead);
  sluice_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
update (SluiceReachedDialog *self)
{
  /* Where there is nothing, there is nothing to search in. */
  gtk_widget_set_visible (GTK_WIDGET (self->search), self->error == NULL);
  if (self->error != NULL)
    show_refusal (self);
  else if (self->accounts == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    show_list (self);
}

static void
listed_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceReachedDialog *self = owner;

  dex_clear (&self->listing);
  if (sluice_error_is_cancelled (error))
    return;
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  else
    g_set_object (&self->accounts, g_value_get_object (value));
  update (self);
}

static void
load (SluiceReachedDialog *self)
{
  const char *search = self->searches ? gtk_editable_get_text (self->search) : "";

  if (self->func == NULL)
    return;
  g_clear_error (&self->error);
  dex_clear (&self->listing);
  self->listing = sluice_when (self->func (search, self->user_data), self, listed_cb);
  update (self);
}

static void
reload_clicked_cb (SluiceReachedDialog *self)
{
  g_clear_object (&self->accounts);
  load (self);
  /* What was pressed may be gone with the refusal. */
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static gboolean
typed_cb (gpointer user_data)
{
  SluiceReachedDialog *self = user_data;

  self->typing_id = 0;
  load (self);

  return G_SOURCE_REMOVE;
}

/* What is there is searched at once; what the server has besides comes a moment later. */
static void
search_changed_cb (SluiceReachedDialog *self)
{
  update (self);
  g_clear_handle_id (&self->typing_id, g_source_remove);
  if (!self->searches || self->error != NULL)
    return;
  self->typing_id = g_timeout_add (TYPING_MS, typed_cb, self);
  g_source_set_name_by_id (self->typing_id, "[sluice] search accounts");
}

static void
choose_clicked_cb (SluiceReachedDialog *self)
{
  emit_chosen (self);
}

static void
sluice_reached_dialog_dispose (GObject *object)
{
  SluiceReachedDialog *self = SLUICE_REACHED_DIALOG (object);

  g_clear_handle_id (&self->typing_id, g_source_remove);
  dex_clear (&self->listing);
  g_clear_object (&self->accounts);
  if (self->destroy != NULL)
    g_clear_pointer (&self->user_data, self->destroy);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_REACHED_DIALOG);

  G_OBJECT_CLASS (sluice_reached_dialog_parent_class)->dispose (object);
}

static void
sluice_reached_dialog_finalize (GObject *object)
{
  SluiceReachedDialog *self = SLUICE_REACHED_DIALOG (object);

  g_clear_error (&self->error);
  g_hash_table_unref (self->chosen);
  g_ptr_array_unref (self->order);

  G_OBJECT_CLASS (sluice_reached_dialog_parent_class)->finalize (object);
}

static void
sluice_reached_dialog_class_init (SluiceReachedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_reached_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_reached_dialog_finalize;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sluice_app/Sluice/pages/connect/oauth/sluice-reached-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceReachedDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, SluiceReachedDialog, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceReachedDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceReachedDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, SluiceReachedDialog, refused);
  gtk_widget_class_bind_template_child (widget_class, SluiceReachedDialog, type_instead);
  gtk_widget_class_bind_template_child (widget_class, SluiceReachedDialog, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceReachedDialog, more);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reload_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
sluice_reached_dialog_init (SluiceReachedDialog *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->order = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceReachedDialog *
sluice_reached_dialog_new (const char *label, gboolean multiple, gboolean searches, const char *value)
{
  SluiceReachedDialog *self = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (label != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_REACHED_DIALOG, "title", label, NULL);
  self->multiple = !!multiple;
  self->searches = !!searches;
  gtk_widget_set_visible (self->choose, multiple);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  lines = g_strsplit (value, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      set_chosen (self, lines[i], TRUE);

  return self;
}

void
sluice_reached_dialog_list_with (SluiceReachedDialog *self,
                                 SluiceReachedFunc func,
                                 gpointer user_data,
                                 GDestroyNotify destroy)
{
  g_return_if_fail (SLUICE_IS_REACHED_DIALOG (self));
  g_return_if_fail (func != NULL);

  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
  load (self);
}
