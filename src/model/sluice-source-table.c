/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-source.h"

#include "sluice-json.h"
#include "sluice-source-private.h"

struct _SluiceSourceTable
{
  GObject parent_instance;

  char *id;
  char *name;
  char *label;
  char *status_word;
  char *latest_error;
  GDateTime *last_synced_at;
  char *sync_frequency;
  char *sync_time_of_day;
  char *stored_name;
  gint64 row_count;
  SluiceState state;
  SluiceSyncMethod method;
  gboolean should_sync;
  gboolean has_table;
};

G_DEFINE_FINAL_TYPE (SluiceSourceTable, sluice_source_table, G_TYPE_OBJECT)

static void
sluice_source_table_finalize (GObject *object)
{
  SluiceSourceTable *self = SLUICE_SOURCE_TABLE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->label);
  g_free (self->status_word);
  g_free (self->latest_error);
  g_clear_pointer (&self->last_synced_at, g_date_time_unref);
  g_free (self->sync_frequency);
  g_free (self->sync_time_of_day);
  g_free (self->stored_name);

  G_OBJECT_CLASS (sluice_source_table_parent_class)->finalize (object);
}

static void
sluice_source_table_class_init (SluiceSourceTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sluice_source_table_finalize;
}

static void
sluice_source_table_init (SluiceSourceTable *self)
{
  self->row_count = -1;
}

SluiceSourceTable *
sluice_source_table_new_from_json (JsonObject *object, GError **error)
{
  SluiceSourceTable *self;
  const char *id = sluice_json_require_string (object, "id", error);
  const char *name = id != NULL ? sluice_json_require_string (object, "name", error) : NULL;
  JsonObject *stored = sluice_json_get_object (object, "table");

  if (name == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_SOURCE_TABLE, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->label = g_strdup (sluice_json_get_string (object, "label", NULL));
  self->should_sync = sluice_json_get_boolean (object, "should_sync", FALSE);
  self->status_word = g_strdup (sluice_json_get_string (object, "status", NULL));
  self->state = sluice_state_from_word (self->status_word);
  /* For a table these old words mean failed (contract, section 11.2). */
  if (self->state == SLUICE_STATE_CANCELLED)
    self->state = SLUICE_STATE_FAILED;
  self->latest_error = g_strdup (sluice_json_get_string (object, "latest_error", NULL));
  self->last_synced_at = sluice_source_read_time (object, "last_synced_at");
  self->method = sluice_sync_method_from_word (sluice_json_get_string (object, "sync_type", NULL));
  self->sync_frequency = g_strdup (sluice_json_get_string (object, "sync_frequency", NULL));
  self->sync_time_of_day = g_strdup (sluice_json_get_string (object, "sync_time_of_day", NULL));
  self->has_table = stored != NULL;
  self->stored_name = g_strdup (sluice_json_get_string (stored, "name", NULL));
  self->row_count = MAX (sluice_json_get_int (stored, "row_count", -1), -1);

  return self;
}

gboolean
sluice_source_table_get_first_sync_done (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), FALSE);

  return self->has_table && self->last_synced_at != NULL;
}

const char *
sluice_source_table_get_id (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->id;
}

const char *
sluice_source_table_get_name (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->name;
}

const char *
sluice_source_table_get_label (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->label;
}

gboolean
sluice_source_table_get_should_sync (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), FALSE);

  return self->should_sync;
}

const char *
sluice_source_table_get_status_word (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->status_word;
}

SluiceState
sluice_source_table_get_state (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), SLUICE_STATE_NONE);

  return self->state;
}

const char *
sluice_source_table_get_latest_error (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->latest_error;
}

GDateTime *
sluice_source_table_get_last_synced_at (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->last_synced_at;
}

SluiceSyncMethod
sluice_source_table_get_method (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), SLUICE_SYNC_METHOD_NONE);

  return self->method;
}

const char *
sluice_source_table_get_sync_frequency (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->sync_frequency;
}

const char *
sluice_source_table_get_sync_time_of_day (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->sync_time_of_day;
}

const char *
sluice_source_table_get_stored_name (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->stored_name;
}

gint64
sluice_source_table_get_row_count (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), -1);

  return self->row_count;
}
