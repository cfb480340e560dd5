/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-ago.h"
#include "sluice-estimate.h"
#include "sluice-facts.h"
#include "sluice-source-table-row.h"
#include "sluice-state-style.h"

struct _SluiceSourceTableRow
{
  AdwActionRow parent_instance;

  GtkLabel *rows;
  GtkImage *state_icon;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (SluiceSourceTableRow, sluice_source_table_row, ADW_TYPE_ACTION_ROW)

/* What the last sync read: not the table's rows, which stand at the end of the row. */
static char *
dup_read (SluiceJob *job)
{
  gint64 n_rows = job != NULL ? sluice_job_get_rows_synced (job) : -1;
  g_autofree char *rows = NULL;

  if (n_rows < 0)
    return NULL;

  rows = sluice_rows_to_string (n_rows);
  if (sluice_job_get_state (job) == SLUICE_STATE_RUNNING)
    /* Translators: how many rows a sync that runs has read so far; %s is a number */
    return g_strdup_printf (ngettext ("%s row read so far", "%s rows read so far", sluice_rows_get_plural (n_rows)),
                            rows);

  /* Translators: how many rows the last sync of a table read, beside “synced 12 minutes ago”; %s is a number */
  return g_strdup_printf (ngettext ("%s row read", "%s rows read", sluice_rows_get_plural (n_rows)), rows);
}

static char *
dup_subtitle (SluiceSourceTable *table, SluiceJob *job, GDateTime *now)
{
  const char *method = sluice_sync_method_get_label (sluice_source_table_get_method (table));
  const char *failure = sluice_source_table_get_latest_error (table);
  GDateTime *synced_at = sluice_source_table_get_last_synced_at (table);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  char *read = NULL;

  if (sluice_source_table_get_state (table) == SLUICE_STATE_FAILED && failure != NULL)
    return g_strdup (failure);

  if (method != NULL)
    g_strv_builder_add (builder, method);
  if (synced_at != NULL)
    {
      g_autofree char *ago = sluice_ago_to_string (synced_at, now);

      /* Translators: when a table was synced last; %s is “12 minutes ago” */
      g_strv_builder_take (builder, g_strdup_printf (_ ("synced %s"), ago));
    }
  if ((read = dup_read (job)) != NULL)
    g_strv_builder_take (builder, read);
  parts = g_strv_builder_end (builder);

  return sluice_facts_join ((const char *const *) parts);
}

void
sluice_source_table_row_update (SluiceSourceTableRow *self, SluiceSourceTable *table, SluiceJob *job, GDateTime *now)
{
  SluiceState state = sluice_source_table_get_state (table);
  const char *label = sluice_source_table_get_label (table);
  gint64 n_rows = sluice_source_table_get_row_count (table);
  g_autofree char *subtitle = dup_subtitle (table, job, now);
  g_autofree char *words = sluice_state_dup_words (state, sluice_source_table_get_status_word (table));
  g_autofree char *rows = n_rows >= 0 ? sluice_rows_to_string (n_rows) : NULL;

  g_return_if_fail (SLUICE_IS_SOURCE_TABLE_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 label != NULL ? label : sluice_source_table_get_name (table));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_label (self->rows, rows != NULL ? rows : "");
  gtk_widget_set_visible (GTK_WIDGET (self->rows), rows != NULL);
  gtk_label_set_label (self->state, words);
  sluice_state_apply (state, self->state_icon, GTK_WIDGET (self->state));
}

static void
sluice_source_table_row_class_init (SluiceSourceTableRowClass *klass)
{
}

static void
sluice_source_table_row_init (SluiceSourceTableRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  self->rows = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "dimmed");
  self->state_icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_margin_start (GTK_WIDGET (self->state_icon), 12);
  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->state, 0);
  gtk_label_set_width_chars (self->state, 11);
  gtk_label_set_ellipsize (self->state, PANGO_ELLIPSIZE_END);
  adw_action_row_add_suffix (row, GTK_WIDGET (self->rows));
  adw_action_row_add_suffix (row, GTK_WIDGET (self->state_icon));
  adw_action_row_add_suffix (row, GTK_WIDGET (self->state));
}

GtkWidget *
sluice_source_table_row_new (void)
{
  return g_object_new (SLUICE_TYPE_SOURCE_TABLE_ROW, NULL);
}
