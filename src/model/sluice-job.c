/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-source.h"

#include "sluice-json.h"

struct _SluiceJob
{
  GObject parent_instance;

  char *id;
  char *table_id;
  char *table_name;
  char *latest_error;
  GDateTime *created_at;
  GDateTime *finished_at;
  gint64 rows_synced;
  SluiceState state;
};

G_DEFINE_FINAL_TYPE (SluiceJob, sluice_job, G_TYPE_OBJECT)

static void
sluice_job_finalize (GObject *object)
{
  SluiceJob *self = SLUICE_JOB (object);

  g_free (self->id);
  g_free (self->table_id);
  g_free (self->table_name);
  g_free (self->latest_error);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->finished_at, g_date_time_unref);

  G_OBJECT_CLASS (sluice_job_parent_class)->finalize (object);
}

static void
sluice_job_class_init (SluiceJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sluice_job_finalize;
}

static void
sluice_job_init (SluiceJob *self)
{
  self->rows_synced = -1;
}

SluiceJob *
sluice_job_new_from_json (JsonObject *object, GError **error)
{
  SluiceJob *self;
  const char *id = sluice_json_require_string (object, "id", error);
  JsonObject *table = sluice_json_get_object (object, "schema");

  if (id == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_JOB, NULL);
  self->id = g_strdup (id);
  self->table_id = g_strdup (sluice_json_get_string (table, "id", NULL));
  self->table_name = g_strdup (sluice_json_get_string (table, "name", NULL));
  self->latest_error = g_strdup (sluice_json_get_string (object, "latest_error", NULL));
  self->created_at = sluice_json_dup_time (object, "created_at");
  self->finished_at = sluice_json_dup_time (object, "finished_at");
  self->rows_synced = MAX (sluice_json_get_int (object, "rows_synced", -1), -1);
  self->state = sluice_state_from_word (sluice_json_get_string (object, "status", NULL));

  return self;
}

const char *
sluice_job_get_id (SluiceJob *self)
{
  g_return_val_if_fail (SLUICE_IS_JOB (self), NULL);

  return self->id;
}

SluiceState
sluice_job_get_state (SluiceJob *self)
{
  g_return_val_if_fail (SLUICE_IS_JOB (self), SLUICE_STATE_NONE);

  return self->state;
}

const char *
sluice_job_get_table_id (SluiceJob *self)
{
  g_return_val_if_fail (SLUICE_IS_JOB (self), NULL);

  return self->table_id;
}

const char *
sluice_job_get_table_name (SluiceJob *self)
{
  g_return_val_if_fail (SLUICE_IS_JOB (self), NULL);

  return self->table_name;
}

gint64
sluice_job_get_rows_synced (SluiceJob *self)
{
  g_return_val_if_fail (SLUICE_IS_JOB (self), -1);

  return self->rows_synced;
}

GDateTime *
sluice_job_get_created_at (SluiceJob *self)
{
  g_return_val_if_fail (SLUICE_IS_JOB (self), NULL);

  return self->created_at;
}

GDateTime *
sluice_job_get_finished_at (SluiceJob *self)
{
  g_return_val_if_fail (SLUICE_IS_JOB (self), NULL);

  return self->finished_at;
}

const char *
sluice_job_get_latest_error (SluiceJob *self)
{
  g_return_val_if_fail (SLUICE_IS_JOB (self), NULL);

  return self->latest_error;
}
