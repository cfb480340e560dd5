/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-discovery.h"

#include "sluice-json.h"

/* A relation of up to 64 MiB counts in a fraction of a second; a view is tried, since nothing says how large it is. */
#define COUNT_PAGES 8192
#define COUNT_MS 300
#define COUNT_ALL_US (1 * G_USEC_PER_SEC)

const char *
sluice_practice_candidate_type (const SluicePgColumn *column)
{
  if (column == NULL)
    return NULL;
  switch (column->class_)
    {
    case SLUICE_PG_CLASS_INTEGER:
      return "integer";
    case SLUICE_PG_CLASS_NUMERIC:
      return "numeric";
    case SLUICE_PG_CLASS_TIMESTAMP:
      return "timestamp";
    case SLUICE_PG_CLASS_DATE:
      return "date";
    case SLUICE_PG_CLASS_BOOLEAN:
    case SLUICE_PG_CLASS_STRING:
    case SLUICE_PG_CLASS_OTHER:
    default:
      return NULL;
    }
}

static gboolean
has_word (const char *name, const char *const *words)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* Lower comes first: what tells a change, then what tells a birth, then other times, dates, the key, other numbers. */
static guint
candidate_rank (const SluicePgTable *table, const SluicePgColumn *column)
{
  static const char *const update_words[] = { "updat", "modif", "chang", NULL };
  static const char *const create_words[] = { "creat", "insert", NULL };
  gboolean in_key =
      table->primary_key != NULL && g_strv_contains ((const char *const *) table->primary_key, column->name);

  if (column->class_ == SLUICE_PG_CLASS_TIMESTAMP)
    return has_word (column->name, update_words) ? 0 : has_word (column->name, create_words) ? 1 : 2;
  if (column->class_ == SLUICE_PG_CLASS_DATE)
    return 3;
  if (column->class_ == SLUICE_PG_CLASS_INTEGER)
    return in_key ? 4 : 5;

  return 6;
}

static JsonObject *
describe_candidate (const SluicePgColumn *column)
{
  JsonObject *field = json_object_new ();

  json_object_set_string_member (field, "label", column->name);
  json_object_set_string_member (field, "type", sluice_practice_candidate_type (column));
  json_object_set_string_member (field, "field", column->name);
  json_object_set_string_member (field, "field_type", sluice_practice_candidate_type (column));
  json_object_set_boolean_member (field, "nullable", column->nullable);
  json_object_set_boolean_member (field, "is_indexed", column->indexed);

  return field;
}

static JsonArray *
describe_candidates (const SluicePgTable *table)
{
  JsonArray *fields = json_array_new ();

  if (!table->readable)
    return fields;
  for (guint rank = 0; rank <= 6; rank++)
    for (guint i = 0; i < table->columns->len; i++)
      {
        const SluicePgColumn *column = g_ptr_array_index (table->columns, i);

        if (sluice_practice_candidate_type (column) != NULL && candidate_rank (table, column) == rank)
          json_array_add_object_element (fields, describe_candidate (column));
      }

  return fields;
}

static JsonArray *
describe_columns (const SluicePgTable *table)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; table->readable && i < table->columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (table->columns, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", column->name);
      json_object_set_string_member (object, "label", column->name);
      json_object_set_string_member (object, "type", column->type);
      json_object_set_boolean_member (object, "nullable", column->nullable);
      json_array_add_object_element (columns, object);
    }

  return columns;
}

JsonArray *
sluice_practice_columns_for_schema (const SluicePgTable *table)
{
  JsonArray *columns = json_array_new ();

  for (guint i = 0; table->readable && i < table->columns->len; i++)
    {
      const SluicePgColumn *column = g_ptr_array_index (table->columns, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", column->name);
      json_object_set_string_member (object, "data_type", column->type);
      json_object_set_boolean_member (object, "is_nullable", column->nullable);
      json_array_add_object_element (columns, object);
    }

  return columns;
}

void
sluice_practice_describe_fields (const SluicePgTable *table, SluicePracticeCdcOffer cdc, JsonObject *reply)
{
  JsonArray *fields = describe_candidates (table);
  gboolean has_candidate = json_array_get_length (fields) > 0;
  gboolean has_key = table->readable && table->primary_key != NULL;
  gboolean stored = table->kind == SLUICE_PG_TABLE || table->kind == SLUICE_PG_PARTITIONED_TABLE;

  json_object_set_array_member (reply, "incremental_fields", fields);
  json_object_set_boolean_member (reply, "incremental_available", has_candidate);
  json_object_set_boolean_member (reply, "append_available", has_candidate);
  if (cdc == SLUICE_PRACTICE_CDC_OFF)
    json_object_set_null_member (reply, "cdc_available");
  else
    json_object_set_boolean_member (reply, "cdc_available", cdc == SLUICE_PRACTICE_CDC_POSSIBLE && has_key && stored);
  json_object_set_boolean_member (reply, "xmin_available", has_key && stored);
  json_object_set_boolean_member (reply, "supports_webhooks", FALSE);
  json_object_set_boolean_member (reply, "webhook_only", FALSE);
  json_object_set_array_member (reply, "available_columns", describe_columns (table));
  if (has_key)
    {
      JsonArray *keys = json_array_new ();

      for (guint i = 0; table->primary_key[i] != NULL; i++)
        json_array_add_string_element (keys, table->primary_key[i]);
      json_object_set_array_member (reply, "detected_primary_keys", keys);
    }
  else
    json_object_set_null_member (reply, "detected_primary_keys");
  json_object_set_boolean_member (reply, "primary_key_detection_supported", TRUE);
}

/* How many rows; -1 when nobody knows. */
static gint64
estimate_rows (SluicePgConnection *connection, const SluicePgTable *table, gint64 deadline, GCancellable *cancellable)
{
  if (!table->readable)
    return -1;
  if (table->estimate >= 0 && !table->row_security)
    return table->estimate;
  if (table->kind == SLUICE_PG_FOREIGN_TABLE || table->pages > COUNT_PAGES || g_get_monotonic_time () > deadline)
    return -1;

  return sluice_pg_catalogue_count_rows (connection, table->schema, table->name, COUNT_MS, cancellable, NULL);
}

static JsonObject *
describe_table (const SluicePgTable *table, const char *schema, SluicePracticeCdcOffer cdc, gint64 rows)
{
  JsonObject *object = json_object_new ();
  g_autofree char *name = sluice_practice_table_name (table, schema);
  JsonArray *fields;

  json_object_set_string_member (object, "table", name);
  json_object_set_null_member (object, "label");
  json_object_set_boolean_member (object, "should_sync", FALSE);
  /* The real server takes a base table by default; a view repeats what other tables hold. */
  json_object_set_boolean_member (object, "should_sync_default",
                                  table->kind == SLUICE_PG_TABLE || table->kind == SLUICE_PG_PARTITIONED_TABLE);
  sluice_practice_describe_fields (table, cdc, object);
  fields = sluice_json_get_array (object, "incremental_fields");
  json_object_set_string_member (object, "incremental_field",
                                 sluice_json_get_string (sluice_json_array_get_object (fields, 0), "field", NULL));
  json_object_set_null_member (object, "sync_type");
  if (rows >= 0)
    json_object_set_int_member (object, "rows", rows);
  else
    json_object_set_null_member (object, "rows");
  json_object_set_string_member (object, "description", table->comment);
  json_object_set_string_member (object, "permission_error",
                                 table->readable ? NULL : "The user has no SELECT permission on this table.");
  json_object_set_string_member (object, "rls_warning",
                                 table->row_security ?
                                     "Row-level security is on for this table, so rows the user can't see won't sync." :
                                     NULL);

  return object;
}

JsonArray *
sluice_practice_describe_tables (SluicePgConnection *connection,
                                 GPtrArray *tables,
                                 const char *schema,
                                 SluicePracticeCdcOffer cdc,
                                 gboolean estimate,
                                 GCancellable *cancellable)
{
  JsonArray *array = json_array_new ();
  gint64 deadline = g_get_monotonic_time () + COUNT_ALL_US;

  for (guint i = 0; i < tables->len; i++)
    {
      const SluicePgTable *table = g_ptr_array_index (tables, i);
      gint64 rows = estimate ? estimate_rows (connection, table, deadline, cancellable) : -1;

      json_array_add_object_element (array, describe_table (table, schema, cdc, rows));
    }

  return array;
}
