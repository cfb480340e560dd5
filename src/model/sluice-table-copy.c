/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-private.h"

static void
share_facts (SluiceTable *self, SluiceTable *origin)
{
  self->is_database = origin->is_database;
  self->key_detection_supported = origin->key_detection_supported;
  self->should_sync_default = origin->should_sync_default;
  self->webhook_only = origin->webhook_only;
  self->supports_webhooks = origin->supports_webhooks;
  self->incremental_available = origin->incremental_available;
  self->append_available = origin->append_available;
  self->id_column = origin->id_column;
  self->n_cursors = origin->n_cursors;
  self->n_columns = origin->n_columns;
  self->cursors = origin->cursors;
  self->columns = origin->columns;
  self->detected_keys = origin->detected_keys;
  self->permission_error = origin->permission_error;
  self->rls_warning = origin->rls_warning;
  self->traits = origin->traits;
  self->unread = origin->unread;
  self->cdc_available = origin->cdc_available;
  self->xmin_available = origin->xmin_available;
  self->name = origin->name;
  self->label = origin->label;
  self->schema_name = origin->schema_name;
  self->description = origin->description;
  self->suggested_cursor = origin->suggested_cursor;
  self->origin = g_object_ref (origin);
}

static void
take_latest (SluiceTable *self, const SluiceTableLatest *latest)
{
  self->rows = latest->rows;
  self->rows_at = latest->rows_at;
  self->rows_origin = latest->rows_origin;
  self->delta = sluice_table_delta_copy (latest->delta);
  self->synced_by = latest->synced_by != NULL ? g_ref_string_acquire (latest->synced_by) : NULL;
  self->near_real_time = latest->near_real_time;
  self->takes_columns = latest->takes_columns;
  self->takes_row_filters = latest->takes_row_filters;
  self->takes_rereads = latest->takes_rereads;
}

SluiceTable *
sluice_table_new_copy (SluiceTable *origin, const SluiceChoice *choice, const SluiceTableLatest *latest)
{
  SluiceTable *self = g_object_new (SLUICE_TYPE_TABLE, NULL);

  share_facts (self, origin);
  take_latest (self, latest);
  self->cursor = choice->cursor;
  self->extras = sluice_choice_extras_ref (choice->extras);
  self->time_of_day = choice->time_of_day;
  self->look_back = choice->look_back;
  self->selected = choice->selected;
  self->method = choice->method;
  self->frequency = choice->frequency;
  self->full_refresh_days = choice->full_refresh_days;
  self->cdc_table_mode = choice->cdc_table_mode;

  return self;
}
