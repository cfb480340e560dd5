/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-ago.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-estimate.h"
#include "sluice-prefix.h"
#include "sluice-source-dialog.h"
#include "sluice-state-style.h"
#include "sluice-when.h"

/* More rows than this make the dialog slow to open; the rest is counted in words. */
#define MOST_ROWS 200

struct _SluiceSourceDialog
{
  AdwDialog parent_instance;

  SluiceWorkspace *workspace;
  SluiceSource *source;
  DexFuture *syncing;
  DexFuture *reading;
  GPtrArray *rows;

  AdwToastOverlay *toasts;
  GtkWidget *sync;
  SluiceErrorCard *error_card;
  AdwActionRow *state_row;
  GtkImage *state_icon;
  AdwActionRow *names_row;
  AdwActionRow *description_row;
  AdwPreferencesGroup *tables;
};

G_DEFINE_FINAL_TYPE (SluiceSourceDialog, sluice_source_dialog, ADW_TYPE_DIALOG)

static char *
dup_table_subtitle (SluiceSourceTable *table, GDateTime *now)
{
  const char *method = sluice_sync_method_get_label (sluice_source_table_get_method (table));
  const char *failure = sluice_source_table_get_latest_error (table);
  GDateTime *synced_at = sluice_source_table_get_last_synced_at (table);
  g_autofree char *ago = synced_at != NULL ? sluice_ago_to_string (synced_at, now) : NULL;
  g_autofree char *synced = NULL;

  if (sluice_source_table_get_state (table) == SLUICE_STATE_FAILED && failure != NULL)
    return g_strdup (failure);
  if (ago == NULL)
    return g_strdup (method);

  /* Translators: when a table was synced last; %s is “12 minutes ago” */
  synced = g_strdup_printf (_ ("synced %s"), ago);
  return method != NULL ? g_strjoin (" · ", method, synced, NULL) : g_steal_pointer (&synced);
}

static GtkWidget *
create_table_row (SluiceSourceTable *table, GDateTime *now)
{
  SluiceState state = sluice_source_table_get_state (table);
  const char *label = sluice_source_table_get_label (table);
  gint64 n_rows = sluice_source_table_get_row_count (table);
  g_autofree char *subtitle = dup_table_subtitle (table, now);
  g_autofree char *words = sluice_state_dup_words (state, sluice_source_table_get_status_word (table));
  g_autofree char *rows = NULL;
  GtkWidget *row = NULL;
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *state_label = gtk_label_new (words);
  GtkWidget *rows_label = NULL;

  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                      label != NULL ? label : sluice_source_table_get_name (table), "subtitle", subtitle, NULL);
  if (n_rows >= 0)
    {
      rows = sluice_rows_to_string (n_rows);
      rows_label = gtk_label_new (rows);
      gtk_widget_add_css_class (rows_label, "numeric");
      gtk_widget_add_css_class (rows_label, "dimmed");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), rows_label);
    }
  sluice_state_apply (state, GTK_IMAGE (icon), state_label);
  gtk_widget_set_margin_start (icon, 12);
  gtk_label_set_xalign (GTK_LABEL (state_label), 0);
  gtk_label_set_width_chars (GTK_LABEL (state_label), 11);
  gtk_label_set_ellipsize (GTK_LABEL (state_label), PANGO_ELLIPSIZE_END);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), state_label);

  return row;
}

static void
update_tables (SluiceSourceDialog *self, GDateTime *now)
{
  GListModel *tables = sluice_source_get_tables (self->source);
  guint n_tables = g_list_model_get_n_items (tables);
  guint n_on = sluice_source_get_n_syncing (self->source);
  g_autofree char *summary = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->tables, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < n_tables && self->rows->len < MOST_ROWS; i++)
    {
      g_autoptr (SluiceSourceTable) table = g_list_model_get_item (tables, i);
      GtkWidget *row = NULL;

      if (!sluice_source_table_get_should_sync (table))
        continue;
      row = create_table_row (table, now);
      adw_preferences_group_add (self->tables, row);
      g_ptr_array_add (self->rows, row);
    }

  if (n_on > self->rows->len)
    /* Translators: tables of a source; the first number is how many are listed below */
    summary = g_strdup_printf (_ ("The first %u of %u tables that are on; %u are off"), self->rows->len, n_on,
                               n_tables - n_on);
  else
    /* Translators: how many of a source’s tables are on, and how many are off */
    summary = g_strdup_printf (_ ("%u on, %u off"), n_on, n_tables - n_on);
  adw_preferences_group_set_description (self->tables, summary);
}

static void
update (SluiceSourceDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  SluiceState state = sluice_source_get_state (self->source);
  const char *description = sluice_source_get_description (self->source);
  const char *failure = sluice_source_get_latest_error (self->source);
  g_autofree char *title = sluice_source_dup_title (self->source);
  g_autofree char *words = sluice_state_dup_words (state, sluice_source_get_status_word (self->source));
  g_autofree char *state_text = NULL;
  g_autofree char *names = sluice_prefix_dup_stored_name (sluice_source_get_prefix (self->source),
                                                          sluice_source_get_source_type (self->source), "x");

  if (g_str_has_suffix (names, "x"))
    names[strlen (names) - 1] = '\0';
  state_text = g_strjoin ("\n", words, state == SLUICE_STATE_FAILED ? failure : NULL, NULL);

  adw_dialog_set_title (ADW_DIALOG (self), title);
  adw_action_row_set_subtitle (self->state_row, state_text);
  sluice_state_apply (state, self->state_icon, NULL);
  adw_action_row_set_subtitle (self->names_row, names);
  adw_action_row_set_subtitle (self->description_row, description != NULL ? description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->description_row), description != NULL && *description != '\0');
  gtk_widget_set_visible (self->sync, !sluice_source_get_is_direct (self->source) &&
                                          sluice_source_get_n_syncing (self->source) > 0);
  update_tables (self, now);
}

/* The list was read again: find ours in it. */
static void
sources_changed_cb (SluiceSourceDialog *self)
{
  GListModel *sources = sluice_workspace_get_sources (self->workspace);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (g_str_equal (sluice_source_get_id (source), sluice_source_get_id (self->source)))
        {
          g_set_object (&self->source, source);
          update (self);
          return;
        }
    }
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
}

static void
synced_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSourceDialog *self = owner;

  dex_clear (&self->syncing);
  if (error != NULL)
    {
      sluice_error_card_show_error (self->error_card, error->message, sluice_error_get_advice (error), NULL);
      update (self);
      return;
    }

  sluice_error_card_clear (self->error_card);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Sync started")));
  update (self);
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_workspace_refresh_sources (self->workspace), self, read_cb);
}

static void
sync_clicked_cb (SluiceSourceDialog *self)
{
  SluiceClient *client = sluice_workspace_get_client (self->workspace);

  /* Not insensitive meanwhile: that would take the focus, and with it Escape, away. */
  if (self->syncing != NULL)
    return;

  self->syncing =
      sluice_when (sluice_client_reload_source (client, sluice_source_get_id (self->source)), self, synced_cb);
}

static void
sluice_source_dialog_dispose (GObject *object)
{
  SluiceSourceDialog *self = SLUICE_SOURCE_DIALOG (object);

  dex_clear (&self->syncing);
  dex_clear (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_SOURCE_DIALOG);
  g_clear_object (&self->source);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sluice_source_dialog_parent_class)->dispose (object);
}

static void
sluice_source_dialog_finalize (GObject *object)
{
  SluiceSourceDialog *self = SLUICE_SOURCE_DIALOG (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (sluice_source_dialog_parent_class)->finalize (object);
}

static void
sluice_source_dialog_class_init (SluiceSourceDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_source_dialog_dispose;
  object_class->finalize = sluice_source_dialog_finalize;

  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/home/sluice-source-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, sync);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, state_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, state_icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, names_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, tables);
  gtk_widget_class_bind_template_callback (widget_class, sync_clicked_cb);
}

static void
sluice_source_dialog_init (SluiceSourceDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
sluice_source_dialog_new (SluiceWorkspace *workspace, SluiceSource *source)
{
  SluiceSourceDialog *self = NULL;

  g_return_val_if_fail (SLUICE_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (SLUICE_IS_SOURCE (source), NULL);

  self = g_object_new (SLUICE_TYPE_SOURCE_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->source = g_object_ref (source);
  g_signal_connect_object (sluice_workspace_get_sources (workspace), "items-changed", G_CALLBACK (sources_changed_cb),
                           self, G_CONNECT_SWAPPED);
  update (self);

  return ADW_DIALOG (self);
}
