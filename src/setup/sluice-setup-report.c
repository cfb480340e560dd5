/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-fiber.h"
#include "sluice-plan-work.h"
#include "sluice-registration-words.h"
#include "sluice-setup-private.h"

typedef struct
{
  SluiceSource *source;
  GHashTable *synced;
  char *webhook;
  GDateTime *at;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_object (&self->source);
  g_clear_pointer (&self->synced, g_hash_table_unref);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self->webhook);
  g_free (self);
}

/* What the watch saw: a later sync brings less. (key: API name) (value: gint64 *) */
static GHashTable *
list_synced (SluiceSetup *self)
{
  GHashTable *synced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tables)); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (G_LIST_MODEL (self->tables), i);
      const gint64 rows = sluice_table_progress_get_rows (progress);

      if (rows >= 0)
        g_hash_table_insert (synced, g_strdup (sluice_table_progress_get_table_name (progress)),
                             g_memdup2 (&rows, sizeof rows));
    }

  return synced;
}

/* The source was read for this, and nobody else looks at it. */
static DexFuture *
report_work (SluicePlan *plan, gpointer data)
{
  Reading *reading = data;

  return dex_future_new_take_object (
      sluice_report_new (plan, reading->source, reading->synced, reading->webhook, reading->at));
}

static DexFuture *
report_fiber (gpointer user_data)
{
  SluiceSetup *self = user_data;
  SluiceRegistration *registration = self->registration;
  Reading *reading;
  GError *error = NULL;
  SluiceSource *source = dex_await_object (sluice_client_get_source (self->client, self->source_id), &error);

  if (source == NULL)
    return dex_future_new_for_error (error);

  reading = g_new0 (Reading, 1);
  reading->source = source;
  reading->synced = list_synced (self);
  reading->at = g_date_time_new_now_utc ();
  if (registration != NULL && sluice_registration_get_needed (registration))
    reading->webhook = sluice_registration_words_dup_own (registration);

  return sluice_plan_work_run (self->plan, report_work, reading, (GDestroyNotify) reading_free);
}

DexFuture *
sluice_setup_read_report (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);
  g_return_val_if_fail (self->source_id != NULL, NULL);

  return sluice_fiber_spawn (report_fiber, g_object_ref (self), g_object_unref);
}
