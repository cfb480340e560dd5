/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-played.h"

#include "sluice-json.h"
#include "sluice-practice-catalogue.h"
#include "sluice-practice-connect.h"
#include "sluice-practice-discovery.h"
#include "sluice-practice-names.h"
#include "sluice-practice-store.h"
#include "sluice-practice-tunnel-login.h"

#define KEY "id"
#define NAME "name"
/* Rows in memory at a time. */
#define CHUNK_ROWS 2000
#define SAID "Played by the practice server: its rows are invented."

/* The shop of a type without tables of its own in the catalogue. */
static const char *const shop[] = { "customers", "orders", "events" };

gboolean
sluice_practice_is_played (const char *source_type)
{
  return !g_str_equal (source_type, "Postgres");
}

static gboolean
holds_wrong (JsonNode *node)
{
  JsonObjectIter iter;
  JsonNode *value;

  if (JSON_NODE_HOLDS_VALUE (node))
    return json_node_get_value_type (node) == G_TYPE_STRING && g_str_equal (json_node_get_string (node), "wrong");
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, NULL, &value))
    if (holds_wrong (value))
      return TRUE;

  return FALSE;
}

static gboolean
is_private (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_str_equal (host, "localhost") || (address != NULL && g_inet_address_get_is_site_local (address));
}

gboolean
sluice_practice_played_check (JsonObject *values, GError **error)
{
  JsonObjectIter iter;
  JsonNode *value;
  const char *host = sluice_json_get_string (values, "host", "");
  g_autoptr (SluicePracticeTunnelLogin) login = NULL;

  if (!sluice_practice_check_host (host, error))
    return FALSE;
  /* The tunnel is played as well, but for what is plainly not filled in. */
  if (sluice_practice_tunnel_is_on (values) && !(login = sluice_practice_tunnel_login_new (values, error)))
    return FALSE;
  if (is_private (host))
    {
      g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT,
                           "This host points to an internal or private IP address, which PostHog can't reach. Use a "
                           "host that's reachable from the public internet.");
      return FALSE;
    }

  json_object_iter_init (&iter, values);
  while (json_object_iter_next (&iter, NULL, &value))
    if (holds_wrong (value))
      {
        g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_LOGIN,
                             "We couldn't validate those credentials. Check they're correct and have the required "
                             "access, then try again.");
        return FALSE;
      }

  return TRUE;
}

static void
add_column (SluicePgTable *table, const char *name, const char *type, SluicePgColumnClass column_class)
{
  if (sluice_pg_table_get_column (table, name) == NULL)
    sluice_pg_table_add_column (table, name, type, column_class)->indexed = TRUE;
}

/* Some hundred rows, always the same number for the same name. */
static gint64
count_rows (const char *name)
{
  return 40 + g_str_hash (name) % 400;
}

static SluicePgTable *
make_table (const char *name)
{
  SluicePgTable *table = sluice_pg_table_new ("", name);

  table->readable = TRUE;
  table->estimate = count_rows (name);
  table->comment = g_strdup (SAID);
  add_column (table, KEY, "bigint", SLUICE_PG_CLASS_INTEGER);

  return table;
}

static void
add_cursor (SluicePgTable *table, JsonObject *field)
{
  const char *name = sluice_json_get_string (field, "field", "");
  const char *type = sluice_json_get_string (field, "field_type", "");

  if (g_str_equal (type, "integer"))
    add_column (table, name, "bigint", SLUICE_PG_CLASS_INTEGER);
  else if (g_str_equal (type, "date"))
    add_column (table, name, "date", SLUICE_PG_CLASS_DATE);
  else
    add_column (table, name, "timestamp with time zone", SLUICE_PG_CLASS_TIMESTAMP);
}

/* A table of the catalogue has the columns that it names: its keys and its cursors. */
static SluicePgTable *
read_table (JsonObject *object)
{
  SluicePgTable *table = make_table (sluice_json_get_string (object, "table", ""));
  JsonArray *fields = sluice_json_get_array (object, "incremental_fields");
  g_auto (GStrv) keys = sluice_json_dup_strv (object, "detected_primary_keys");

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    add_column (table, keys[i], "text", SLUICE_PG_CLASS_STRING);
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    add_cursor (table, sluice_json_array_get_object (fields, i));
  add_column (table, NAME, "text", SLUICE_PG_CLASS_STRING);

  return table;
}

GPtrArray *
sluice_practice_played_tables (const char *source_type)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_pg_table_free);
  g_autoptr (JsonArray) known = sluice_practice_catalogue_dup_tables (source_type);

  for (guint i = 0; known != NULL && i < json_array_get_length (known); i++)
    g_ptr_array_add (tables, read_table (sluice_json_array_get_object (known, i)));
  for (guint i = 0; known == NULL && i < G_N_ELEMENTS (shop); i++)
    {
      SluicePgTable *table = make_table (shop[i]);

      add_column (table, NAME, "text", SLUICE_PG_CLASS_STRING);
      add_column (table, "updated_at", "timestamp with time zone", SLUICE_PG_CLASS_TIMESTAMP);
      g_ptr_array_add (tables, table);
    }

  return tables;
}

/* How many rows a table had at the beginning. */
static gint64
get_base (SluicePracticeConduct *conduct, JsonObject *source, const char *name)
{
  gint64 rows;

  return sluice_practice_conduct_has (conduct, source, name, SLUICE_PRACTICE_ROWS, &rows) ? rows : count_rows (name);
}

static JsonArray *
describe_shop (SluicePracticeConduct *conduct, JsonObject *source, gboolean estimate_rows)
{
  g_autoptr (GPtrArray) tables = sluice_practice_played_tables (sluice_json_get_string (source, "source_type", ""));
  JsonArray *described;

  for (guint i = 0; i < tables->len; i++)
    {
      SluicePgTable *table = g_ptr_array_index (tables, i);

      table->estimate = get_base (conduct, source, table->name);
    }
  described = sluice_practice_describe_tables (NULL, tables, "", SLUICE_PRACTICE_CDC_OFF, estimate_rows, NULL);
  for (guint i = 0; i < json_array_get_length (described); i++)
    json_object_set_null_member (sluice_json_array_get_object (described, i), "xmin_available");

  return described;
}

JsonArray *
sluice_practice_played_describe (SluicePracticeConduct *conduct, JsonObject *source, gboolean estimate_rows)
{
  g_autoptr (JsonArray) known =
      sluice_practice_catalogue_dup_tables (sluice_json_get_string (source, "source_type", ""));
  JsonArray *described;

  if (known == NULL)
    return describe_shop (conduct, source, estimate_rows);

  described = json_array_new ();
  for (guint i = 0; i < json_array_get_length (known); i++)
    {
      JsonObject *copy = json_object_new ();
      JsonObjectIter iter;
      const char *member;
      JsonNode *value;

      /* What was parsed does not change. */
      json_object_iter_init_ordered (&iter, sluice_json_array_get_object (known, i));
      while (json_object_iter_next_ordered (&iter, &member, &value))
        json_object_set_member (copy, member, json_node_copy (value));
      if (estimate_rows)
        json_object_set_int_member (copy, "rows",
                                    get_base (conduct, source, sluice_json_get_string (copy, "table", "")));
      json_array_add_object_element (described, copy);
    }

  return described;
}

static char *
invent_value (const SluicePgTable *table, const SluicePgColumn *column, gint64 number)
{
  g_autoptr (GDateTime) begin = g_date_time_new_utc (2025, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) time = g_date_time_add_hours (begin, (int) number);

  switch (column->class_)
    {
    case SLUICE_PG_CLASS_INTEGER:
    case SLUICE_PG_CLASS_NUMERIC:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    case SLUICE_PG_CLASS_TIMESTAMP:
      return g_date_time_format (time, "%Y-%m-%d %H:%M:%S+00");
    case SLUICE_PG_CLASS_DATE:
      return g_date_time_format (time, "%Y-%m-%d");
    case SLUICE_PG_CLASS_BOOLEAN:
      return g_strdup (number % 2 == 0 ? "t" : "f");
    case SLUICE_PG_CLASS_STRING:
    case SLUICE_PG_CLASS_OTHER:
    default:
      return g_strdup_printf ("invented %s %" G_GINT64_FORMAT, table->name, number);
    }
}

/* No rows yet. */
static SluicePgResult *
make_rows (const SluicePgTable *table)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < table->columns->len; i++)
    g_ptr_array_add (names, ((SluicePgColumn *) g_ptr_array_index (table->columns, i))->name);

  return sluice_pg_result_new ((const char *const *) names->pdata, names->len);
}

static void
invent_row (const SluicePgTable *table, SluicePgResult *rows, gint64 number)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < table->columns->len; i++)
    g_ptr_array_add (values, invent_value (table, g_ptr_array_index (table->columns, i), number));
  sluice_pg_result_add_row (rows, (const char *const *) values->pdata, values->len);
}

static SluicePgTable *
steal_table (const char *source_type, const char *name, GError **error)
{
  g_autoptr (GPtrArray) tables = sluice_practice_played_tables (source_type);

  for (guint i = 0; i < tables->len; i++)
    if (g_str_equal (((SluicePgTable *) g_ptr_array_index (tables, i))->name, name))
      return g_ptr_array_steal_index (tables, i);
  g_set_error (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_QUERY, "There is no table %s.", name);

  return NULL;
}

/* One played sync. */
typedef struct
{
  const SluicePracticeStage *stage;
  JsonObject *schema;
  SluicePracticePace *pace;
  const SluicePgTable *table;
  SluicePracticeWriter *writer;
  gint64 base;     /* rows of the beginning */
  gint64 n_events; /* how many of the service's events a whole reading covered */
  gboolean fresh;  /* whether all is read */
} Sync;

/* Invented rows of these numbers, some at a time. */
static gboolean
write_range (Sync *self, gint64 first, gint64 last, GError **error)
{
  gint64 chunk = sluice_practice_pace_get_chunk (self->pace, CHUNK_ROWS);

  for (gint64 number = first; number <= last; number += chunk)
    {
      g_autoptr (SluicePgResult) rows = make_rows (self->table);
      gint64 end = MIN (number + chunk - 1, last);

      for (gint64 i = number; i <= end; i++)
        invent_row (self->table, rows, i);
      if (!sluice_practice_writer_write (self->writer, rows, error) ||
          !sluice_practice_pace_take (self->pace, (guint) (end - number + 1), error))
        return FALSE;
    }

  return TRUE;
}

/* What was delivered, as often as it was, beside what a whole reading had already. */
static gboolean
write_deliveries (Sync *self, GPtrArray *deliveries, GError **error)
{
  for (guint i = 0; i < deliveries->len; i++)
    {
      gint64 number = sluice_json_get_int (g_ptr_array_index (deliveries, i), "number", 0);

      if (number > self->n_events && !write_range (self, self->base + number, self->base + number, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_rows (Sync *self, GPtrArray *deliveries, GError **error)
{
  gboolean only = sluice_json_get_boolean (self->schema, "webhook_only", FALSE);

  if (!sluice_practice_pace_take (self->pace, 0, error))
    return FALSE;
  if (self->fresh && !only && !write_range (self, 1, self->base + self->n_events, error))
    return FALSE;

  return write_deliveries (self, deliveries, error) &&
         sluice_practice_writer_finish (self->writer, sluice_json_get_string (self->schema, "id", ""), "played", NULL,
                                        error);
}

static void
remove_all (SluicePracticeStore *store, GPtrArray *objects)
{
  for (guint i = 0; i < objects->len; i++)
    sluice_practice_store_remove (store, sluice_json_get_string (g_ptr_array_index (objects, i), "id", ""));
}

static JsonObject *
make_outcome (Sync *self, const char *stored)
{
  JsonObject *outcome = json_object_new ();
  JsonObject *described = json_object_new ();
  g_autofree char *now = sluice_practice_now ();

  json_object_set_string_member (described, "name", stored);
  json_object_set_int_member (described, "row_count",
                              sluice_practice_warehouse_count_rows (self->stage->warehouse, stored));
  json_object_set_array_member (described, "columns", sluice_practice_stored_columns (self->table->columns));
  json_object_set_object_member (outcome, "table", described);
  if (self->fresh)
    json_object_set_string_member (outcome, "last_full_refresh_at", now);
  json_object_set_int_member (outcome, "n_events", self->n_events);
  json_object_set_int_member (outcome, "rows_synced", (gint64) self->pace->rows);

  return outcome;
}

JsonObject *
sluice_practice_played_sync (const SluicePracticeStage *stage,
                             JsonObject *source,
                             JsonObject *schema,
                             SluicePracticePace *pace,
                             GError **error)
{
  const char *source_type = sluice_json_get_string (source, "source_type", "");
  const char *name = sluice_json_get_string (schema, "name", "");
  gboolean by_webhook = g_strcmp0 (sluice_json_get_string (schema, "sync_type", NULL), "webhook") == 0;
  g_autofree char *stored =
      sluice_practice_stored_name (sluice_json_get_string (source, "prefix", NULL), source_type, name);
  g_autoptr (SluicePgTable) table = steal_table (source_type, name, error);
  g_autoptr (GPtrArray) deliveries = NULL;
  g_autoptr (SluicePracticeWriter) writer = NULL;
  Sync sync = { .stage = stage, .schema = schema, .pace = pace, .table = table };

  if (table == NULL)
    return NULL;
  sync.base = get_base (stage->conduct, source, name);
  sync.fresh = !by_webhook || sluice_json_get_object (schema, "table") == NULL;
  deliveries = sluice_practice_store_list (stage->store, SLUICE_PRACTICE_DELIVERY,
                                           sluice_json_get_string (schema, "id", ""), FALSE);
  if (!sync.fresh || sluice_json_get_boolean (schema, "webhook_only", FALSE))
    sync.n_events = sluice_json_get_int (schema, "n_events", 0);
  else
    sync.n_events = sluice_practice_vendor_get_n_events (stage->vendor, source_type, name);
  writer = sluice_practice_writer_new (stage->warehouse, stored, table->columns, NULL, sync.fresh, error);
  sync.writer = writer;
  if (writer == NULL || !write_rows (&sync, deliveries, error))
    return NULL;
  remove_all (stage->store, deliveries);

  return make_outcome (&sync, stored);
}

gboolean
sluice_practice_played_has_more (const SluicePracticeStage *stage, const char *schema_id)
{
  g_autoptr (GPtrArray) deliveries =
      sluice_practice_store_list (stage->store, SLUICE_PRACTICE_DELIVERY, schema_id, FALSE);

  return deliveries->len > 0;
}
