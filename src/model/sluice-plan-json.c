/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-json.h"
#include "sluice-plan-cdc.h"
#include "sluice-plan-private.h"
#include "sluice-plan-snapshot.h"
#include "sluice-table-change.h"
#include "sluice-table-private.h"

#define DRAFT_VERSION 1
/* The contract's limits for patterns of new tables (section 10.1). */
#define PATTERNS_MAX 100
#define PATTERN_LENGTH_MAX 250

const char *
sluice_new_tables_to_word (SluiceNewTables new_tables)
{
  switch (new_tables)
    {
    case SLUICE_NEW_TABLES_ON:
      return "on";
    case SLUICE_NEW_TABLES_PATTERN:
      return "pattern";
    case SLUICE_NEW_TABLES_OFF:
    default:
      return "off";
    }
}

gboolean
sluice_new_tables_from_word (const char *word, SluiceNewTables *new_tables)
{
  for (SluiceNewTables i = SLUICE_NEW_TABLES_OFF; word != NULL && i <= SLUICE_NEW_TABLES_PATTERN; i++)
    if (g_str_equal (sluice_new_tables_to_word (i), word))
      {
        if (new_tables != NULL)
          *new_tables = i;
        return TRUE;
      }

  return FALSE;
}

/* Null for an empty text. */
static void
set_text (JsonObject *object, const char *member, const char *text)
{
  sluice_json_set_string (object, member, *text != '\0' ? text : NULL);
}

JsonNode *
sluice_plan_to_create_body (SluicePlan *self)
{
  SluiceTableList *tables;
  JsonObject *body;
  JsonObject *payload;
  JsonArray *schemas;
  guint size;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);
  g_return_val_if_fail (sluice_plan_get_form (self) != NULL, NULL);

  tables = sluice_plan_get_tables (self);
  size = sluice_table_list_get_size (tables);
  schemas = json_array_sized_new (size);
  for (guint i = 0; i < size; i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      /* The server refuses a table that it does not find. */
      if (sluice_table_get_change (table) != SLUICE_TABLE_REMOVED)
        json_array_add_object_element (schemas, sluice_table_to_create_entry (table));
    }

  payload = sluice_form_to_payload (sluice_plan_get_form (self));
  /* A slot that no table needs would only make the database keep its log. */
  if (sluice_cdc_get_enabled (sluice_plan_get_cdc (self)) &&
      sluice_table_list_count_method (tables, SLUICE_SYNC_METHOD_CDC) > 0)
    sluice_cdc_add_to_payload (sluice_plan_get_cdc (self), payload);
  json_object_set_array_member (payload, "schemas", schemas);

  body = json_object_new ();
  json_object_set_string_member (body, "source_type", sluice_source_type_get_name (sluice_plan_get_source_type (self)));
  set_text (body, "prefix", sluice_plan_get_prefix (self));
  set_text (body, "description", sluice_plan_get_description (self));
  json_object_set_string_member (body, "created_via", "api");
  json_object_set_object_member (body, "payload", payload);

  return sluice_json_take_object (body);
}

static void
schedule_frequency (SluicePlan *self, SluiceTable *planned, SluiceSourceTable *table, JsonObject *entry)
{
  SluiceFrequency frequency = sluice_table_list_get_table_frequency (sluice_plan_get_tables (self), planned);

  if (frequency != sluice_source_table_get_frequency (table))
    json_object_set_string_member (entry, "sync_frequency", sluice_frequency_to_word (frequency));
}

/* Only where a time of day means something, from once a day on. */
static void
schedule_time (SluicePlan *self, SluiceTable *planned, SluiceSourceTable *table, JsonObject *entry)
{
  int wanted = sluice_plan_get_table_time_of_day (self, planned);
  g_autofree char *text = sluice_time_of_day_to_text (wanted);

  if (wanted >= 0 && wanted != sluice_time_of_day_from_text (sluice_source_table_get_sync_time_of_day (table)))
    json_object_set_string_member (entry, "sync_time_of_day", text);
}

static void
schedule_full_refresh (SluiceTable *planned, SluiceSourceTable *table, JsonObject *entry)
{
  guint days = sluice_table_get_full_refresh_days (planned);

  if (days > 0 && days != sluice_source_table_get_full_refresh_days (table))
    json_object_set_int_member (entry, "full_refresh_interval_days", days);
}

/* What create takes, but a server that does not know it passes over in silence. It is sent again only where the server
 * says that there is nothing, since it may write the same thing in another way. */
static void
schedule_what_was_passed_over (SluiceTable *planned, SluiceSourceTable *table, JsonObject *entry)
{
  static const char *const members[] = { "enabled_columns", "row_filters" };
  g_autoptr (JsonObject) sent = sluice_table_to_create_entry (planned);
  const char *mode = sluice_json_get_string (sent, "cdc_table_mode", NULL);

  if (mode != NULL && g_strcmp0 (sluice_source_table_get_cdc_table_mode (table), mode) != 0)
    json_object_set_string_member (entry, "cdc_table_mode", mode);
  if (!sluice_source_table_get_is_full (table))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (sent, members[i]);
      gboolean is_there = i == 0 ? sluice_source_table_get_enabled_columns (table) != NULL :
                                   sluice_source_table_get_row_filters (table) != NULL;

      if (node != NULL && !is_there)
        json_object_set_member (entry, members[i], json_node_copy (node));
    }
}

/* The entry for one table, or NULL if it syncs as planned already or is not of the plan. (transfer full) */
static JsonObject *
schedule_table (SluicePlan *self, SluiceSourceTable *table)
{
  SluiceTableList *tables = sluice_plan_get_tables (self);
  SluiceTable *planned = sluice_table_list_lookup (tables, sluice_source_table_get_name (table));
  g_autoptr (JsonObject) entry = NULL;

  if (planned == NULL || !sluice_table_get_selected (planned) || !sluice_source_table_get_should_sync (table))
    return NULL;

  entry = json_object_new ();
  json_object_set_string_member (entry, "id", sluice_source_table_get_id (table));
  schedule_frequency (self, planned, table, entry);
  schedule_time (self, planned, table, entry);
  schedule_full_refresh (planned, table, entry);
  schedule_what_was_passed_over (planned, table, entry);

  return json_object_get_size (entry) > 1 ? g_steal_pointer (&entry) : NULL;
}

JsonNode *
sluice_plan_to_schedule (SluicePlan *self, GListModel *tables)
{
  JsonArray *array;
  guint n;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (tables), NULL);

  array = json_array_new ();
  n = g_list_model_get_n_items (tables);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SluiceSourceTable) table = g_list_model_get_item (tables, i);
      JsonObject *entry = schedule_table (self, table);

      if (entry != NULL)
        json_array_add_object_element (array, entry);
    }

  return sluice_json_take_array (array);
}

/* Patterns are separated by commas or lines; what is too long or too much is left out. (transfer full) */
static JsonArray *
split_patterns (const char *text)
{
  g_auto (GStrv) patterns = g_strsplit_set (text, ",\n", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; patterns[i] != NULL && json_array_get_length (array) < PATTERNS_MAX; i++)
    {
      g_strstrip (patterns[i]);
      if (*patterns[i] != '\0' && g_utf8_strlen (patterns[i], -1) <= PATTERN_LENGTH_MAX)
        json_array_add_string_element (array, patterns[i]);
    }

  return array;
}

JsonNode *
sluice_plan_to_source_patch (SluicePlan *self)
{
  g_autoptr (JsonArray) patterns = NULL;
  JsonObject *object;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  /* An older server would say yes and do nothing. */
  if (sluice_plan_get_new_tables (self) == SLUICE_NEW_TABLES_OFF ||
      (sluice_plan_get_source_type (self) != NULL &&
       sluice_source_type_get_from_older_server (sluice_plan_get_source_type (self))))
    return NULL;
  if (sluice_plan_get_new_tables (self) == SLUICE_NEW_TABLES_PATTERN)
    {
      /* Without a pattern all new tables would be turned on: the opposite of what was meant. */
      patterns = split_patterns (sluice_plan_get_new_tables_pattern (self));
      if (json_array_get_length (patterns) == 0)
        return NULL;
    }

  object = json_object_new ();
  json_object_set_boolean_member (object, "auto_sync_new_schemas", TRUE);
  if (patterns != NULL)
    json_object_set_array_member (object, "auto_sync_schema_patterns", g_steal_pointer (&patterns));

  return sluice_json_take_object (object);
}

JsonObject *
sluice_plan_draft_settings (SluicePlan *self)
{
  SluiceSourceType *source_type = sluice_plan_get_source_type (self);
  JsonObject *draft = json_object_new ();

  json_object_set_int_member (draft, "version", DRAFT_VERSION);
  if (source_type != NULL)
    {
      json_object_set_string_member (draft, "source_type", sluice_source_type_get_name (source_type));
      json_object_set_member (draft, "form", sluice_form_to_draft (sluice_plan_get_form (self)));
    }
  json_object_set_string_member (draft, "prefix", sluice_plan_get_prefix (self));
  json_object_set_boolean_member (draft, "prefix_edited", sluice_plan_get_prefix_edited (self));
  json_object_set_string_member (draft, "description", sluice_plan_get_description (self));
  json_object_set_string_member (draft, "frequency", sluice_frequency_to_word (sluice_plan_get_frequency (self)));
  json_object_set_string_member (draft, "time_of_day", sluice_plan_get_time_of_day (self));
  json_object_set_string_member (draft, "new_tables", sluice_new_tables_to_word (sluice_plan_get_new_tables (self)));
  json_object_set_string_member (draft, "new_tables_pattern", sluice_plan_get_new_tables_pattern (self));
  json_object_set_boolean_member (draft, "remember", sluice_plan_get_remember (self));
  if (!sluice_cdc_is_untouched (sluice_plan_get_cdc (self)))
    json_object_set_object_member (draft, "cdc", sluice_cdc_to_json (sluice_plan_get_cdc (self)));
  if (sluice_plan_get_opened (self) != NULL)
    json_object_set_object_member (draft, "opened", sluice_opened_plan_to_json (sluice_plan_get_opened (self)));

  return draft;
}

JsonNode *
sluice_plan_to_draft (SluicePlan *self)
{
  g_autoptr (SluicePlanSnapshot) snapshot = NULL;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  snapshot = sluice_plan_snapshot_new (self);

  return sluice_plan_snapshot_to_draft (snapshot);
}

JsonNode *
sluice_plan_tables_to_json (SluicePlan *self)
{
  SluiceTableList *tables;
  JsonObject *object;
  JsonArray *array;
  guint size;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  tables = sluice_plan_get_tables (self);
  size = sluice_table_list_get_size (tables);
  array = json_array_sized_new (size);
  for (guint i = 0; i < size; i++)
    json_array_add_element (array, sluice_table_facts_to_json (sluice_table_list_get (tables, i)));

  object = json_object_new ();
  sluice_json_set_time (object, "discovered_at", sluice_plan_get_discovered_at (self));
  json_object_set_array_member (object, "tables", array);

  return sluice_json_take_object (object);
}

SluiceSourceType *
sluice_plan_find_source_type (GListModel *source_types, const char *name)
{
  guint n = g_list_model_get_n_items (source_types);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (source_types, i);

      if (g_str_equal (sluice_source_type_get_name (source_type), name))
        return g_steal_pointer (&source_type);
    }

  return NULL;
}

static void
load_tables (SluicePlan *self, JsonObject *object)
{
  JsonArray *array = sluice_json_get_array (object, "tables");
  gboolean is_database = sluice_source_type_is_database (sluice_plan_get_source_type (self));
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      SluiceTable *table = sluice_table_new_from_json (sluice_json_array_get_object (array, i), is_database, NULL);

      if (table != NULL)
        g_ptr_array_add (tables, table);
    }
  sluice_table_list_append (sluice_plan_get_tables (self), tables);
}

static void
load_choices (SluicePlan *self, JsonObject *choices)
{
  SluiceTableList *tables = sluice_plan_get_tables (self);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (choices == NULL)
    return;

  sluice_table_list_begin_edit (tables);
  json_object_iter_init (&iter, choices);
  while (json_object_iter_next (&iter, &name, &node))
    {
      SluiceTable *table = sluice_table_list_lookup (tables, name);

      if (table != NULL && JSON_NODE_HOLDS_OBJECT (node))
        sluice_table_load_choice (table, json_node_get_object (node));
    }
  sluice_table_list_end_edit (tables);
}

SluicePlan *
sluice_plan_new_from_draft (JsonNode *draft, JsonNode *tables, GListModel *source_types, GError **error)
{
  g_autoptr (SluicePlan) self = sluice_plan_new ();
  g_autoptr (SluiceSourceType) source_type = NULL;
  g_autoptr (GDateTime) discovered_at = NULL;
  g_autoptr (SluiceOpenedPlan) opened = NULL;
  JsonObject *object = sluice_json_require_object (draft, _ ("the draft"), error);
  JsonObject *facts = tables != NULL && JSON_NODE_HOLDS_OBJECT (tables) ? json_node_get_object (tables) : NULL;
  const char *name = object != NULL ? sluice_json_require_string (object, "source_type", error) : NULL;
  SluiceFrequency frequency;
  SluiceNewTables new_tables;

  g_return_val_if_fail (G_IS_LIST_MODEL (source_types), NULL);

  if (name == NULL)
    return NULL;
  source_type = sluice_plan_find_source_type (source_types, name);
  if (source_type == NULL)
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING, _ ("The source type “%s” is not offered"),
                   name);
      return NULL;
    }

  sluice_plan_set_source_type (self, source_type);
  if (!sluice_form_load_draft (sluice_plan_get_form (self), json_object_get_member (object, "form"), error))
    return NULL;
  discovered_at = sluice_json_dup_time (facts, "discovered_at");
  sluice_plan_restore (self, sluice_json_get_string (object, "prefix", ""),
                       sluice_json_get_boolean (object, "prefix_edited", FALSE), discovered_at);
  sluice_plan_set_description (self, sluice_json_get_string (object, "description", ""));
  if (sluice_frequency_from_word (sluice_json_get_string (object, "frequency", NULL), &frequency))
    sluice_plan_set_frequency (self, frequency);
  sluice_plan_set_time_of_day (self, sluice_json_get_string (object, "time_of_day", ""));
  if (sluice_new_tables_from_word (sluice_json_get_string (object, "new_tables", NULL), &new_tables))
    sluice_plan_set_new_tables (self, new_tables);
  sluice_plan_set_new_tables_pattern (self, sluice_json_get_string (object, "new_tables_pattern", ""));
  sluice_plan_set_remember (self, sluice_json_get_boolean (object, "remember", FALSE));
  sluice_cdc_load_json (sluice_plan_get_cdc (self), sluice_json_get_object (object, "cdc"));
  load_tables (self, facts);
  load_choices (self, sluice_json_get_object (object, "choices"));
  opened = sluice_opened_plan_new_from_json (sluice_json_get_object (object, "opened"));
  sluice_plan_set_opened (self, opened);

  return g_steal_pointer (&self);
}
