/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-kept-row.h"
#include "sluice-prefix.h"
#include "sluice-source-dialog.h"
#include "sluice-source-table-row.h"
#include "sluice-state-style.h"
#include "sluice-toast.h"
#include "sluice-when.h"

/* More rows than this make the dialog slow to open; the rest is counted in words. */
#define MOST_ROWS 200
/* A sync that was asked for may take a moment to begin: how often to look for it, and after how many seconds. */
#define LOOKS 4
#define LOOK_AGAIN 3

struct _SluiceSourceDialog
{
  AdwDialog parent_instance;

  SluiceWorkspace *workspace;
  SluiceSource *source;
  DexFuture *syncing;
  DexFuture *reading;
  DexFuture *reading_jobs;
  DexFuture *reading_kept;
  GtkWidget *kept_row;
  guint look_id;
  guint looks_left;
  GPtrArray *rows;
  GHashTable *jobs; /* id of a table → its newest job */

  GtkWidget *sync;
  SluiceErrorCard *error_card;
  AdwActionRow *state_row;
  GtkImage *state_icon;
  AdwActionRow *names_row;
  AdwActionRow *description_row;
  AdwPreferencesGroup *kept;
  AdwPreferencesGroup *tables;
};

G_DEFINE_FINAL_TYPE (SluiceSourceDialog, sluice_source_dialog, ADW_TYPE_DIALOG)

/* Rows are kept and told anew, so that a refresh takes neither the focus nor the place in the list away. */
static SluiceSourceTableRow *
require_row (SluiceSourceDialog *self, guint index)
{
  if (index == self->rows->len)
    {
      GtkWidget *row = sluice_source_table_row_new ();

      adw_preferences_group_add (self->tables, row);
      g_ptr_array_add (self->rows, row);
    }

  return g_ptr_array_index (self->rows, index);
}

static void
update_tables (SluiceSourceDialog *self, GDateTime *now)
{
  GListModel *tables = sluice_source_get_tables (self->source);
  guint n_tables = g_list_model_get_n_items (tables);
  guint n_on = sluice_source_get_n_syncing (self->source);
  guint n_rows = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n_tables && n_rows < MOST_ROWS; i++)
    {
      g_autoptr (SluiceSourceTable) table = g_list_model_get_item (tables, i);

      if (sluice_source_table_get_should_sync (table))
        sluice_source_table_row_update (require_row (self, n_rows++), table,
                                        g_hash_table_lookup (self->jobs, sluice_source_table_get_id (table)), now);
    }
  while (self->rows->len > n_rows)
    adw_preferences_group_remove (self->tables, g_ptr_array_steal_index (self->rows, self->rows->len - 1));

  if (n_on > self->rows->len)
    /* Translators: tables of a source; the first number is how many are listed below */
    summary = g_strdup_printf (_ ("The first %'u of %'u tables that are on; %'u are off"), self->rows->len, n_on,
                               n_tables - n_on);
  else
    /* Translators: how many of a source’s tables are on, and how many are off */
    summary = g_strdup_printf (_ ("%'u on, %'u off"), n_on, n_tables - n_on);
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
  g_autoptr (GPtrArray) state_lines = g_ptr_array_new_null_terminated (3, g_free, TRUE);
  const char *unread = sluice_source_get_unread (self->source);
  g_autofree char *state_text = NULL;
  g_autofree char *names = sluice_prefix_dup_stored_name (sluice_source_get_prefix (self->source),
                                                          sluice_source_get_source_type (self->source), "x");

  if (g_str_has_suffix (names, "x"))
    names[strlen (names) - 1] = '\0';
  g_ptr_array_add (state_lines, g_steal_pointer (&words));
  if (state == SLUICE_STATE_FAILED && failure != NULL)
    g_ptr_array_add (state_lines, g_strdup (failure));
  if (unread != NULL)
    /* Translators: %s is the names of facts as the server has them, such as “rows, label” */
    g_ptr_array_add (state_lines,
                     g_strdup_printf (_ ("What the server says of “%s” cannot be read. It counts as unknown."),
                                      unread));
  state_text = g_strjoinv ("\n", (char **) state_lines->pdata);

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

/* Without them the rest still stands: what a sync read is the least of it. */
static void
jobs_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSourceDialog *self = owner;
  GListModel *jobs = NULL;

  if (error != NULL)
    return;

  jobs = g_value_get_object (value);
  g_hash_table_remove_all (self->jobs);
  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (SluiceJob) job = g_list_model_get_item (jobs, i);
      const char *table_id = sluice_job_get_table_id (job);

      if (table_id != NULL && !g_hash_table_contains (self->jobs, table_id))
        g_hash_table_insert (self->jobs, g_strdup (table_id), g_steal_pointer (&job));
    }
  update (self);
}

static void
read_jobs (SluiceSourceDialog *self)
{
  SluiceClient *client = sluice_workspace_get_client (self->workspace);

  dex_clear (&self->reading_jobs);
  self->reading_jobs =
      sluice_when (sluice_client_list_jobs (client, sluice_source_get_id (self->source), NULL, NULL), self, jobs_cb);
}

static void
remove_kept (SluiceSourceDialog *self)
{
  GtkWidget *row = g_steal_pointer (&self->kept_row);

  gtk_widget_set_visible (GTK_WIDGET (self->kept), FALSE);
  /* Its button had the focus. */
  if (row != NULL && gtk_widget_get_visible (self->sync))
    gtk_widget_grab_focus (self->sync);
  if (row != NULL)
    adw_preferences_group_remove (self->kept, row);
}

/* Passwords that were remembered of it, if any. Nobody is asked to unlock the keyring for that. */
static void
kept_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSourceDialog *self = owner;
  GListModel *kept = value != NULL ? g_value_get_object (value) : NULL;

  for (guint i = 0; kept != NULL && i < g_list_model_get_n_items (kept); i++)
    {
      g_autoptr (SluiceStoredSecret) secret = g_list_model_get_item (kept, i);

      if (self->kept_row == NULL &&
          g_strcmp0 (sluice_stored_secret_get_attribute (secret, "source"), sluice_source_get_id (self->source)) == 0)
        {
          self->kept_row = sluice_kept_row_new (sluice_workspace_get_keyring (self->workspace), NULL, secret);
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kept_row), _ ("Its passwords and keys"));
          g_signal_connect_object (self->kept_row, "forgotten", G_CALLBACK (remove_kept), self, G_CONNECT_SWAPPED);
          adw_preferences_group_add (self->kept, self->kept_row);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->kept), self->kept_row != NULL);
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
          read_jobs (self);
          return;
        }
    }
}

static void read_cb (gpointer owner, const GValue *value, const GError *error);

static void
look_cb (gpointer user_data)
{
  SluiceSourceDialog *self = user_data;

  self->look_id = 0;
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_workspace_refresh_sources (self->workspace), self, read_cb);
}

/* Once something runs Home keeps looking, until nothing does. */
static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSourceDialog *self = owner;

  if (error != NULL || sluice_source_get_state (self->source) == SLUICE_STATE_RUNNING || self->looks_left == 0)
    return;

  self->looks_left--;
  g_clear_handle_id (&self->look_id, g_source_remove);
  self->look_id = g_timeout_add_seconds_once (LOOK_AGAIN, look_cb, self);
}

static void
synced_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSourceDialog *self = owner;

  dex_clear (&self->syncing);
  if (error != NULL)
    {
      sluice_error_card_show_error (self->error_card, error->message, sluice_error_get_advice (error), NULL);
      sluice_error_card_offer_new_key (self->error_card, error);
      update (self);
      return;
    }

  sluice_error_card_clear (self->error_card);
  sluice_toast_show (self->sync, _ ("Sync started"));
  update (self);
  self->looks_left = LOOKS;
  g_clear_handle_id (&self->look_id, g_source_remove);
  look_cb (self);
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

  g_clear_handle_id (&self->look_id, g_source_remove);
  dex_clear (&self->syncing);
  dex_clear (&self->reading);
  dex_clear (&self->reading_jobs);
  dex_clear (&self->reading_kept);
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
  g_hash_table_unref (self->jobs);

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
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, sync);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, state_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, state_icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, names_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, kept);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceDialog, tables);
  gtk_widget_class_bind_template_callback (widget_class, sync_clicked_cb);
}

static void
sluice_source_dialog_init (SluiceSourceDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->jobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
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
  read_jobs (self);
  if (sluice_workspace_get_keyring (workspace) != NULL)
    self->reading_kept =
        sluice_when (sluice_keyring_list (sluice_workspace_get_keyring (workspace), FALSE), self, kept_cb);

  return ADW_DIALOG (self);
}
