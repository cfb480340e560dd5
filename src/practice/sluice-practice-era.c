/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-era.h"

#include "sluice-json.h"
#include "sluice-practice-describe.h"

#include <string.h>

/* What a type, a table and so on had then. What is not named here came later. */
static const char *const type_members[] = {
  "name",          "label",   "caption",          "fields",         "iconPath",
  "iconClassName", "docsUrl", "unreleasedSource", "existingSource", NULL
};
static const char *const input_members[] = { "name", "label", "required", "placeholder", NULL };
static const char *const input_types[] = { "text",   "email", "search",   "url", "password",
                                           "number", "time",  "textarea", NULL };
static const char *const found_members[] = {
  "table",     "should_sync", "incremental_fields", "incremental_available", "append_available", "incremental_field",
  "sync_type", NULL
};
static const char *const cursor_members[] = { "label", "type", "field", "field_type", NULL };
static const char *const source_members[] = { "id",
                                              "created_at",
                                              "created_by",
                                              "source_type",
                                              "status",
                                              "prefix",
                                              "latest_error",
                                              "last_run_at",
                                              "schemas",
                                              "job_inputs",
                                              "revenue_analytics_config",
                                              NULL };
static const char *const short_table_members[] = { "id",        "name",         "should_sync",
                                                   "status",    "latest_error", "last_synced_at",
                                                   "sync_type", "table",        NULL };
static const char *const table_members[] = { "id",
                                             "name",
                                             "table",
                                             "should_sync",
                                             "status",
                                             "latest_error",
                                             "last_synced_at",
                                             "sync_type",
                                             "incremental",
                                             "incremental_field",
                                             "incremental_field_type",
                                             "sync_frequency",
                                             "sync_time_of_day",
                                             NULL };
static const char *const cursors_members[] = { "incremental_fields", "incremental_available", "append_available",
                                               "full_refresh_available", NULL };
/* What could be sent of a table. */
static const char *const entry_members[] = {
  "name",           "should_sync",      "sync_type", "incremental_field", "incremental_field_type",
  "sync_frequency", "sync_time_of_day", NULL
};

#define SOURCES "external_data_sources"
#define TABLES "external_data_schemas"

/* Methods apart where they are. All else is as it was. */
static const struct
{
  const char *method;
  const char *pattern;
  SluicePracticeShape shape;
} endpoints[] = {
  { NULL, SOURCES "/wizard", SLUICE_PRACTICE_SHAPE_TYPES },
  { NULL, SOURCES "/database_schema", SLUICE_PRACTICE_SHAPE_DISCOVERY },
  { "POST", SOURCES, SLUICE_PRACTICE_SHAPE_CREATE },
  { "GET", SOURCES, SLUICE_PRACTICE_SHAPE_SOURCES },
  { "DELETE", SOURCES "/*", SLUICE_PRACTICE_SHAPE_SAME },
  { NULL, SOURCES "/*", SLUICE_PRACTICE_SHAPE_SOURCE },
  { NULL, SOURCES "/*/reload", SLUICE_PRACTICE_SHAPE_SAME },
  { NULL, SOURCES "/*/refresh_schemas", SLUICE_PRACTICE_SHAPE_SAME },
  { NULL, TABLES, SLUICE_PRACTICE_SHAPE_TABLES },
  { "DELETE", TABLES "/*", SLUICE_PRACTICE_SHAPE_SAME },
  { NULL, TABLES "/*", SLUICE_PRACTICE_SHAPE_TABLE },
  { NULL, TABLES "/*/incremental_fields", SLUICE_PRACTICE_SHAPE_CURSORS },
  { NULL, TABLES "/*/delete_data", SLUICE_PRACTICE_SHAPE_GONE },
  { NULL, "integrations", SLUICE_PRACTICE_SHAPE_GONE },
  { NULL, "mcp_tools/execute_sql", SLUICE_PRACTICE_SHAPE_GONE },
  { NULL, "api/public_source_configs", SLUICE_PRACTICE_SHAPE_GONE },
};

SluicePracticeShape
sluice_practice_era_get_shape (const char *method, const char *pattern)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    if (g_str_equal (endpoints[i].pattern, pattern) &&
        (endpoints[i].method == NULL || g_str_equal (endpoints[i].method, method)))
      return endpoints[i].shape;

  /* What else hangs on sources came later. */
  return g_str_has_prefix (pattern, SOURCES "/") ? SLUICE_PRACTICE_SHAPE_GONE : SLUICE_PRACTICE_SHAPE_SAME;
}

static JsonObject *
keep (JsonObject *object, const char *const *members)
{
  JsonObject *kept = json_object_new ();

  for (guint i = 0; members[i] != NULL; i++)
    if (json_object_has_member (object, members[i]))
      json_object_set_member (kept, members[i], json_object_dup_member (object, members[i]));

  return kept;
}

typedef JsonObject *(*Make) (JsonObject *object);

static JsonArray *
make_each (JsonArray *array, Make make)
{
  JsonArray *made = json_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    json_array_add_object_element (made, make (sluice_json_array_get_object (array, i)));

  return made;
}

static void
make_member (JsonObject *object, const char *member, Make make)
{
  JsonArray *array = sluice_json_get_array (object, member);

  if (array != NULL)
    json_object_set_array_member (object, member, make_each (array, make));
}

static void
rename_member (JsonObject *object, const char *from, const char *to)
{
  if (object == NULL || !json_object_has_member (object, from))
    return;

  json_object_set_member (object, to, json_object_dup_member (object, from));
  json_object_remove_member (object, from);
}

/* --- what is sent --- */

static JsonObject *
read_entry (JsonObject *entry)
{
  return keep (entry, entry_members);
}

/* The name of the database went by another name, and by that one only. */
static JsonObject *
read_inputs (JsonObject *inputs)
{
  JsonObject *read = json_object_new ();

  sluice_json_copy_members (read, inputs);
  json_object_remove_member (read, "database");
  rename_member (read, "dbname", "database");
  make_member (read, "schemas", read_entry);

  return read;
}

static gboolean
check_entries (SluicePracticeRequest *request, JsonArray *entries)
{
  if (entries == NULL || json_array_get_length (entries) == 0)
    return sluice_practice_reply_message (request, 400, "Schemas not given");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      const char *method =
          sluice_json_get_string (sluice_json_array_get_object (entries, i), "sync_type", "full_refresh");

      if (g_str_equal (method, "xmin") || g_str_equal (method, "webhook"))
        return sluice_practice_reply_message (
            request, 400, "Unknown sync type: %s. Use one of: full_refresh, incremental, append, cdc.", method);
    }

  return TRUE;
}

static void
take_body (SluicePracticeRequest *request, JsonObject *body)
{
  g_clear_pointer (&request->body_node, json_node_unref);
  request->body_node = sluice_json_take_object (body);
  request->body = body;
}

static JsonObject *
read_body (SluicePracticeRequest *request, const char *member)
{
  JsonObject *inner = sluice_json_get_object (request->body, member);
  JsonObject *body = json_object_new ();

  sluice_json_copy_members (body, request->body);
  if (inner != NULL)
    json_object_set_object_member (body, member, read_inputs (inner));

  return body;
}

gboolean
sluice_practice_era_read (SluicePracticeRequest *request, SluicePracticeShape shape)
{
  if (request->body == NULL)
    return TRUE;

  switch (shape)
    {
    case SLUICE_PRACTICE_SHAPE_DISCOVERY:
      take_body (request, read_inputs (request->body));
      return TRUE;
    case SLUICE_PRACTICE_SHAPE_CREATE:
      if (!check_entries (request,
                          sluice_json_get_array (sluice_json_get_object (request->body, "payload"), "schemas")))
        return FALSE;
      take_body (request, read_body (request, "payload"));
      return TRUE;
    case SLUICE_PRACTICE_SHAPE_SOURCE:
      {
        static const char *const known[] = { "job_inputs", "prefix", NULL };
        g_autoptr (JsonObject) body = read_body (request, "job_inputs");

        take_body (request, keep (body, known));
        return TRUE;
      }
    case SLUICE_PRACTICE_SHAPE_TABLE:
      take_body (request, read_entry (request->body));
      return TRUE;
    case SLUICE_PRACTICE_SHAPE_SAME:
    case SLUICE_PRACTICE_SHAPE_GONE:
    case SLUICE_PRACTICE_SHAPE_TYPES:
    case SLUICE_PRACTICE_SHAPE_SOURCES:
    case SLUICE_PRACTICE_SHAPE_TABLES:
    case SLUICE_PRACTICE_SHAPE_CURSORS:
    default:
      return TRUE;
    }
}

/* --- what is answered --- */

static JsonObject *write_field (JsonObject *field);

static JsonObject *
write_option (JsonObject *option)
{
  JsonObject *written = json_object_new ();

  sluice_json_copy_members (written, option);
  make_member (written, "fields", write_field);

  return written;
}

/* A field to type into was an “input”, whatever was to be typed. */
static JsonObject *
write_field (JsonObject *field)
{
  JsonObject *written;

  if (g_strv_contains (input_types, sluice_json_get_string (field, "type", "")))
    {
      written = keep (field, input_members);
      json_object_set_string_member (written, "type", "input");
      if (g_str_equal (sluice_json_get_string (field, "name", ""), "database"))
        json_object_set_string_member (written, "name", "dbname");
      return written;
    }

  written = json_object_new ();
  sluice_json_copy_members (written, field);
  json_object_remove_member (written, "caption");
  json_object_remove_member (written, "secret");
  make_member (written, "fields", write_field);
  make_member (written, "options", write_option);

  return written;
}

static JsonObject *
write_type (JsonObject *type)
{
  JsonObject *written = keep (type, type_members);

  make_member (written, "fields", write_field);
  /* What was not finished was in the catalogue all the same, without a form; what was, did not say so. */
  if (!sluice_json_get_boolean (written, "unreleasedSource", FALSE))
    json_object_remove_member (written, "unreleasedSource");

  return written;
}

static JsonObject *
write_types (JsonObject *types)
{
  JsonObject *written = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, types);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_object_member (written, name, write_type (json_node_get_object (node)));

  return written;
}

static JsonObject *
write_cursor (JsonObject *cursor)
{
  return keep (cursor, cursor_members);
}

static JsonObject *
write_found (JsonObject *table)
{
  JsonObject *written = keep (table, found_members);

  make_member (written, "incremental_fields", write_cursor);

  return written;
}

static JsonObject *
write_short_table (JsonObject *table)
{
  return keep (table, short_table_members);
}

static JsonObject *
write_table (JsonObject *table)
{
  return keep (table, table_members);
}

static JsonObject *
write_source_with (JsonObject *source, Make make)
{
  JsonObject *written = keep (source, source_members);
  JsonObject *inputs = sluice_json_get_object (source, "job_inputs");

  make_member (written, "schemas", make);
  if (inputs != NULL)
    {
      JsonObject *old = json_object_new ();

      sluice_json_copy_members (old, inputs);
      rename_member (old, "database", "dbname");
      json_object_set_object_member (written, "job_inputs", old);
    }

  return written;
}

static JsonObject *
write_listed_source (JsonObject *source)
{
  return write_source_with (source, write_short_table);
}

static JsonObject *
write_source (JsonObject *source)
{
  return write_source_with (source, write_table);
}

static JsonObject *
write_page (JsonObject *page, Make make)
{
  JsonObject *written = json_object_new ();

  sluice_json_copy_members (written, page);
  make_member (written, "results", make);

  return written;
}

/* Create answered with the whole of what it had made. */
static JsonObject *
write_created (SluicePractice *practice, JsonObject *answer)
{
  g_autoptr (JsonObject) source =
      sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_SOURCE, sluice_json_get_string (answer, "id", ""));
  g_autoptr (JsonObject) today = source != NULL ? sluice_practice_describe_source (practice, source, TRUE) : NULL;

  return today != NULL ? write_source (today) : json_object_ref (answer);
}

static JsonObject *
write_object (SluicePractice *practice, JsonObject *answer, SluicePracticeShape shape)
{
  JsonObject *written;

  switch (shape)
    {
    case SLUICE_PRACTICE_SHAPE_TYPES:
      return write_types (answer);
    case SLUICE_PRACTICE_SHAPE_CREATE:
      return write_created (practice, answer);
    case SLUICE_PRACTICE_SHAPE_SOURCE:
      return write_source (answer);
    case SLUICE_PRACTICE_SHAPE_SOURCES:
      return write_page (answer, write_listed_source);
    case SLUICE_PRACTICE_SHAPE_TABLE:
      return write_table (answer);
    case SLUICE_PRACTICE_SHAPE_TABLES:
      return write_page (answer, write_table);
    case SLUICE_PRACTICE_SHAPE_CURSORS:
      written = keep (answer, cursors_members);
      make_member (written, "incremental_fields", write_cursor);
      return written;
    case SLUICE_PRACTICE_SHAPE_SAME:
    case SLUICE_PRACTICE_SHAPE_GONE:
    case SLUICE_PRACTICE_SHAPE_DISCOVERY:
    default:
      return json_object_ref (answer);
    }
}

/* A refusal names fields by the names that the form has. */
static void
write_refusal (SluicePracticeRequest *request, JsonObject *answer)
{
  g_autoptr (GString) message = g_string_new (sluice_json_get_string (answer, "message", ""));
  JsonObject *written;

  if (g_string_replace (message, "'database'", "'dbname'", 0) == 0)
    return;

  written = json_object_new ();
  sluice_json_copy_members (written, answer);
  json_object_set_string_member (written, "message", message->str);
  sluice_practice_reply_object (request, request->status, written);
}

void
sluice_practice_era_write (SluicePractice *practice, SluicePracticeRequest *request, SluicePracticeShape shape)
{
  g_autoptr (JsonNode) root = NULL;
  gsize size = 0;
  const char *data = request->reply != NULL ? g_bytes_get_data (request->reply, &size) : NULL;

  if (shape == SLUICE_PRACTICE_SHAPE_SAME || size == 0 || g_strcmp0 (request->content_type, "application/json") != 0 ||
      (root = sluice_json_parse (data, (gssize) size, NULL)) == NULL)
    return;

  if (JSON_NODE_HOLDS_ARRAY (root))
    sluice_practice_reply_array (request, make_each (json_node_get_array (root), write_found));
  else if (request->status >= 400)
    write_refusal (request, json_node_get_object (root));
  else
    sluice_practice_reply_object (request, request->status,
                                  write_object (practice, json_node_get_object (root), shape));
}
