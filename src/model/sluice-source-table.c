/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-source.h"

#include "sluice-json.h"

/* What a table does until it is told otherwise (contract, section 9.5). */
#define DEFAULT_FREQUENCY SLUICE_FREQUENCY_6HOUR
#define DEFAULT_CDC_FREQUENCY SLUICE_FREQUENCY_5MIN

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
  char *cursor;
  char *cdc_table_mode;
  GStrv primary_keys;
  GStrv enabled_columns;
  JsonArray *row_filters;
  gint64 row_count;
  int look_back;
  guint full_refresh_days;
  SluiceState state;
  SluiceSyncMethod method;
  gboolean should_sync;
  gboolean has_table;
  gboolean is_full;
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
  g_free (self->cursor);
  g_free (self->cdc_table_mode);
  g_strfreev (self->primary_keys);
  g_strfreev (self->enabled_columns);
  g_clear_pointer (&self->row_filters, json_array_unref);

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
  self->look_back = -1;
}

/* What only the full form has. */
static void
read_settings (SluiceSourceTable *self, JsonObject *object)
{
  JsonArray *filters = sluice_json_get_array (object, "row_filters");
  gint64 look_back = sluice_json_get_int (object, "incremental_field_lookback_seconds", -1);
  gint64 days = sluice_json_get_int (object, "full_refresh_interval_days", 0);

  self->is_full = json_object_has_member (object, "enabled_columns");
  self->cursor = g_strdup (sluice_json_get_string (object, "incremental_field", NULL));
  self->cdc_table_mode = g_strdup (sluice_json_get_string (object, "cdc_table_mode", NULL));
  self->primary_keys = sluice_json_dup_strv (object, "primary_key_columns");
  self->enabled_columns = sluice_json_dup_strv (object, "enabled_columns");
  self->look_back = CLAMP (look_back, -1, G_MAXINT);
  self->full_refresh_days = CLAMP (days, 0, G_MAXINT);
  if (filters != NULL && json_array_get_length (filters) > 0)
    self->row_filters = json_array_ref (filters);
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
  self->last_synced_at = sluice_json_dup_time (object, "last_synced_at");
  self->method = sluice_sync_method_from_word (sluice_json_get_string (object, "sync_type", NULL));
  self->sync_frequency = g_strdup (sluice_json_get_string (object, "sync_frequency", NULL));
  self->sync_time_of_day = g_strdup (sluice_json_get_string (object, "sync_time_of_day", NULL));
  read_settings (self, object);
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

SluiceFrequency
sluice_source_table_get_frequency (SluiceSourceTable *self)
{
  SluiceFrequency frequency;

  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), DEFAULT_FREQUENCY);

  if (sluice_frequency_from_word (self->sync_frequency, &frequency))
    return frequency;

  return self->method == SLUICE_SYNC_METHOD_CDC ? DEFAULT_CDC_FREQUENCY : DEFAULT_FREQUENCY;
}

const char *
sluice_source_table_get_sync_time_of_day (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->sync_time_of_day;
}

gboolean
sluice_source_table_get_is_full (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), FALSE);

  return self->is_full;
}

const char *
sluice_source_table_get_cursor (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->cursor;
}

const char *const *
sluice_source_table_get_primary_keys (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return (const char *const *) self->primary_keys;
}

int
sluice_source_table_get_look_back (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), -1);

  return self->look_back;
}

guint
sluice_source_table_get_full_refresh_days (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), 0);

  return self->full_refresh_days;
}

const char *
sluice_source_table_get_cdc_table_mode (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->cdc_table_mode;
}

const char *const *
sluice_source_table_get_enabled_columns (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return (const char *const *) self->enabled_columns;
}

JsonArray *
sluice_source_table_get_row_filters (SluiceSourceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TABLE (self), NULL);

  return self->row_filters;
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
