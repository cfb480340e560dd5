/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-ago.h"
#include "sluice-estimate.h"
#include "sluice-facts.h"
#include "sluice-prefix.h"
#include "sluice-source-row.h"
#include "sluice-state-style.h"
#include "sluice-type-letter.h"

struct _SluiceSourceRow
{
  AdwActionRow parent_instance;

  SluiceSource *source;

  SluiceTypeLetter *letter;
  GtkWidget *rows_column;
  GtkLabel *rows;
  GtkWidget *state;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkWidget *open;
};

G_DEFINE_FINAL_TYPE (SluiceSourceRow, sluice_source_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* "shop_postgres_…": how the names of its tables begin. */
static char *
dup_names (SluiceSource *source)
{
  g_autofree char *name =
      sluice_prefix_dup_stored_name (sluice_source_get_prefix (source), sluice_source_get_source_type (source), "x");

  if (g_str_has_suffix (name, "x"))
    name[strlen (name) - 1] = '\0';

  return g_strconcat (name, "…", NULL);
}

static char *
dup_synced (SluiceSource *source, GDateTime *now)
{
  GListModel *tables = sluice_source_get_tables (source);
  GDateTime *last = sluice_source_get_last_run_at (source);
  g_autofree char *ago = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceSourceTable) table = g_list_model_get_item (tables, i);
      GDateTime *synced = sluice_source_table_get_last_synced_at (table);

      if (synced != NULL && (last == NULL || g_date_time_compare (synced, last) > 0))
        last = synced;
    }
  if (last == NULL)
    return sluice_source_get_state (source) == SLUICE_STATE_RUNNING ? g_strdup (_ ("first load")) : NULL;

  ago = sluice_ago_to_string (last, now);
  /* Translators: when a source was synced last; %s is “12 minutes ago” */
  return g_strdup_printf (_ ("synced %s"), ago);
}

static char *
dup_state_words (SluiceSource *source)
{
  guint n_failed = sluice_source_get_n_failed (source);

  if (n_failed > 0)
    return g_strdup_printf (ngettext ("%'u table failing", "%'u tables failing", n_failed), n_failed);

  return sluice_state_dup_words (sluice_source_get_state (source), sluice_source_get_status_word (source));
}

static char *
dup_subtitle (SluiceSource *source, const char *state, gboolean narrow, GDateTime *now)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *names = dup_names (source);
  g_autofree char *synced = dup_synced (source, now);
  guint n_tables = g_list_model_get_n_items (sluice_source_get_tables (source));

  if (narrow)
    g_strv_builder_add (builder, state);
  else
    g_strv_builder_add (builder, names);
  /* Translators: how many of a source’s tables are on, and how many it has */
  g_strv_builder_take (builder, g_strdup_printf (ngettext ("%'u of %'u table", "%'u of %'u tables", n_tables),
                                                 sluice_source_get_n_syncing (source), n_tables));
  if (synced != NULL)
    g_strv_builder_add (builder, synced);
  if (sluice_source_get_unread (source) != NULL)
    g_strv_builder_add (builder, _ ("Partly unreadable"));
  parts = g_strv_builder_end (builder);

  return sluice_facts_join ((const char *const *) parts);
}

static void
open_clicked_cb (SluiceSourceRow *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
sluice_source_row_dispose (GObject *object)
{
  SluiceSourceRow *self = SLUICE_SOURCE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_SOURCE_ROW);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (sluice_source_row_parent_class)->dispose (object);
}

static void
sluice_source_row_class_init (SluiceSourceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_source_row_dispose;

  signals[SIGNAL_OPENED] =
      g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_TYPE_LETTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/widgets/sluice-source-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceRow, letter);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceRow, rows_column);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceRow, rows);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceRow, state);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourceRow, open);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
sluice_source_row_init (SluiceSourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_source_row_new (void)
{
  return g_object_new (SLUICE_TYPE_SOURCE_ROW, NULL);
}

SluiceSource *
sluice_source_row_get_source (SluiceSourceRow *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_ROW (self), NULL);

  return self->source;
}

void
sluice_source_row_update (SluiceSourceRow *self, SluiceSource *source, gboolean narrow, GDateTime *now)
{
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *details = NULL;
  const char *type = NULL;
  gint64 n_rows;

  g_return_if_fail (SLUICE_IS_SOURCE_ROW (self));
  g_return_if_fail (SLUICE_IS_SOURCE (source));

  g_set_object (&self->source, source);
  type = sluice_source_get_source_type (source);
  title = sluice_source_dup_title (source);
  state = dup_state_words (source);
  subtitle = dup_subtitle (source, state, narrow, now);
  n_rows = sluice_source_get_rows (source);
  rows = sluice_rows_to_short_string (n_rows);

  sluice_type_letter_set_name (self->letter, type, title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_label (self->rows, rows);
  gtk_label_set_label (self->state_label, state);
  sluice_state_apply (sluice_source_get_n_failed (source) > 0 ? SLUICE_STATE_FAILED : sluice_source_get_state (source),
                      self->state_icon, GTK_WIDGET (self->state_label));

  gtk_widget_set_visible (self->rows_column, !narrow && n_rows > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->state_label), !narrow);
  gtk_widget_set_size_request (self->state, narrow ? -1 : 150, -1);
  gtk_widget_set_tooltip_text (self->state, sluice_source_get_latest_error (source));

  /* Translators: the name of the button that opens a source’s details; %s is the source */
  details = g_strdup_printf (_ ("Details of %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL, details, -1);
}
