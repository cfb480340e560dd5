/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-check-progress.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-estimate.h"
#include "sluice-phrases.h"

/* From this many seconds on it says why a check may take long. */
#define SLOW_AFTER 5

struct _SluiceCheckProgress
{
  AdwPreferencesGroup parent_instance;

  SluiceForm *form;
  gint64 began_at;
  guint n_tables;
  const char *words; /* static */
  guint tick_id;

  AdwActionRow *row;
  GtkLabel *elapsed;
};

G_DEFINE_FINAL_TYPE (SluiceCheckProgress, sluice_check_progress, ADW_TYPE_PREFERENCES_GROUP)

static gint64
get_seconds (SluiceCheckProgress *self)
{
  return (g_get_monotonic_time () - self->began_at) / G_USEC_PER_SEC;
}

static const char *
get_slow_words (SluiceCheckProgress *self)
{
  if (self->words == NULL && sluice_form_get_field (self->form, "schema") != NULL)
    return _ ("With thousands of tables this takes up to two minutes. Naming one schema under “Optional”, or a user "
              "who sees fewer tables, makes it faster.");

  return _ ("Some sources take up to two minutes to answer.");
}

static void
update (SluiceCheckProgress *self)
{
  g_autofree char *elapsed = sluice_phrase_duration (get_seconds (self));
  g_autofree char *from = sluice_form_dup_summary (self->form);
  g_autofree char *count = sluice_rows_to_string (self->n_tables);
  g_autofree char *now = NULL;
  g_autofree char *subtitle = NULL;

  if (self->words != NULL)
    now = g_strdup (self->words);
  else if (self->n_tables > 0)
    /* Translators: while the list of tables arrives; %s is a number such as “1,204” */
    now = g_strdup_printf (ngettext ("%s table so far", "%s tables so far", self->n_tables), count);
  else
    /* Translators: %s is a source, such as “shop on db.example.com” */
    now = g_strdup_printf (_ ("PostHog is connecting to %s and listing its tables"), from);
  subtitle = g_strjoin ("\n", now, get_seconds (self) >= SLOW_AFTER ? get_slow_words (self) : NULL, NULL);
  adw_action_row_set_subtitle (self->row, subtitle);
  gtk_label_set_label (self->elapsed, elapsed);
}

static gboolean
tick_cb (gpointer user_data)
{
  SluiceCheckProgress *self = user_data;

  update (self);
  if (get_seconds (self) == SLOW_AFTER)
    sluice_announce (GTK_WIDGET (self), get_slow_words (self), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

  return G_SOURCE_CONTINUE;
}

static void
sluice_check_progress_dispose (GObject *object)
{
  SluiceCheckProgress *self = SLUICE_CHECK_PROGRESS (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->form);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CHECK_PROGRESS);

  G_OBJECT_CLASS (sluice_check_progress_parent_class)->dispose (object);
}

static void
sluice_check_progress_class_init (SluiceCheckProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_check_progress_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/connect/sluice-check-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCheckProgress, row);
  gtk_widget_class_bind_template_child (widget_class, SluiceCheckProgress, elapsed);
}

static void
sluice_check_progress_init (SluiceCheckProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sluice_check_progress_start (SluiceCheckProgress *self, SluiceForm *form)
{
  g_return_if_fail (SLUICE_IS_CHECK_PROGRESS (self));
  g_return_if_fail (SLUICE_IS_FORM (form));

  g_set_object (&self->form, form);
  self->n_tables = 0;
  self->words = NULL;
  self->began_at = g_get_monotonic_time ();
  g_clear_handle_id (&self->tick_id, g_source_remove);
  self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
  g_source_set_name_by_id (self->tick_id, "[sluice] check");
  update (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
sluice_check_progress_set_n_tables (SluiceCheckProgress *self, guint n_tables)
{
  g_return_if_fail (SLUICE_IS_CHECK_PROGRESS (self));

  self->n_tables = n_tables;
  if (self->tick_id != 0)
    update (self);
}

void
sluice_check_progress_say (SluiceCheckProgress *self, const char *words)
{
  g_return_if_fail (SLUICE_IS_CHECK_PROGRESS (self));

  self->words = words;
  if (self->tick_id != 0)
    update (self);
}

gint64
sluice_check_progress_stop (SluiceCheckProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_CHECK_PROGRESS (self), 0);

  if (self->tick_id == 0)
    return 0;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  return get_seconds (self);
}
