/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"
#include "sluice-table-change-private.h"
#include "sluice-table-private.h"

/* A source that offers more is not believed; it also bounds what one hostile entry may cost. */
#define MAX_COLUMNS 10000

static SluiceTri
read_tri (JsonObject *object, const char *member)
{
  /* Two fallbacks tell an answer from its absence. */
  gboolean when_true = sluice_json_get_boolean (object, member, TRUE);
  gboolean when_false = sluice_json_get_boolean (object, member, FALSE);

  if (when_true != when_false)
    return SLUICE_TRI_UNKNOWN;

  return when_true ? SLUICE_TRI_YES : SLUICE_TRI_NO;
}

/* As the tolerant getters; @odd becomes TRUE when what is there is something else. */
static const char *
read_text (JsonObject *object, const char *member, gboolean *odd)
{
  const char *text = sluice_json_get_string (object, member, NULL);

  *odd |= text == NULL && sluice_json_is_other (object, member, G_TYPE_STRING);

  return text;
}

static SluiceTri
read_nested_tri (JsonObject *object, const char *member, gboolean *odd)
{
  SluiceTri tri = read_tri (object, member);

  *odd |= tri == SLUICE_TRI_UNKNOWN && sluice_json_is_other (object, member, G_TYPE_BOOLEAN);

  return tri;
}

static char *
intern (const char *text)
{
  return text != NULL ? g_ref_string_new_intern (text) : NULL;
}

/* Whether all that is said of them can be read. */
static gboolean
read_cursors (SluiceTable *self, JsonObject *object)
{
  JsonArray *array = sluice_json_get_array (object, "incremental_fields");
  guint length = array != NULL ? MIN (json_array_get_length (array), MAX_COLUMNS) : 0;
  guint n = 0;
  gboolean odd = FALSE;

  if (length == 0)
    return TRUE;

  self->cursors = g_new0 (SluiceCursor, length);
  for (guint i = 0; i < length; i++)
    {
      JsonObject *element = sluice_json_array_get_object (array, i);
      const char *field = sluice_json_get_string (element, "field", NULL);
      const char *type = read_text (element, "type", &odd);
      const char *field_type = read_text (element, "field_type", &odd);
      const char *label = read_text (element, "label", &odd);

      if (field == NULL)
        continue;

      self->cursors[n].field = intern (field);
      self->cursors[n].label = intern (label != NULL ? label : field);
      self->cursors[n].type = intern (type != NULL ? type : field_type != NULL ? field_type : "");
      self->cursors[n].field_type = intern (field_type != NULL ? field_type : type != NULL ? type : "");
      self->cursors[n].nullable = read_nested_tri (element, "nullable", &odd);
      self->cursors[n].indexed = read_nested_tri (element, "is_indexed", &odd);
      n++;
    }
  self->n_cursors = n;

  return !odd;
}

static gboolean
read_columns (SluiceTable *self, JsonObject *object)
{
  JsonArray *array = sluice_json_get_array (object, "available_columns");
  guint length = array != NULL ? MIN (json_array_get_length (array), MAX_COLUMNS) : 0;
  guint n = 0;
  guint id_column;
  gboolean odd = FALSE;

  if (length == 0)
    return TRUE;

  self->columns = g_new0 (SluiceColumn, length);
  for (guint i = 0; i < length; i++)
    {
      JsonObject *element = sluice_json_array_get_object (array, i);
      const char *field = sluice_json_get_string (element, "field", NULL);
      const char *type = read_text (element, "type", &odd);

      if (field == NULL)
        continue;

      self->columns[n].name = intern (field);
      self->columns[n].type = intern (type != NULL ? type : "");
      self->columns[n].nullable = read_nested_tri (element, "nullable", &odd);
      id_column = sluice_table_number_id_column (field);
      /* Of two spellings the plain one. */
      if (id_column == 1 || self->id_column == 0)
        self->id_column = id_column;
      n++;
    }
  self->n_columns = n;

  return !odd;
}

/* Only a database's names carry a schema; a dot in a vendor's name means nothing. */
static void
read_schema_name (SluiceTable *self)
{
  const char *dot = self->is_database ? strchr (self->name, '.') : NULL;

  if (dot != NULL && dot > self->name && dot[1] != '\0')
    {
      g_autofree char *schema_name = g_strndup (self->name, dot - self->name);

      self->schema_name = intern (schema_name);
    }
}

/* How the journal says where rows come from; the server never does. */
static const char *const rows_origin_words[] = {
  [SLUICE_ROWS_ESTIMATED] = "estimated",
  [SLUICE_ROWS_COUNTED] = "counted",
  [SLUICE_ROWS_BY_HAND] = "by-hand",
  [SLUICE_ROWS_PASTED] = "pasted",
  [SLUICE_ROWS_PASTED_ESTIMATE] = "pasted-estimate",
  [SLUICE_ROWS_SYNCED] = "synced",
};

static void
read_rows (SluiceTable *self, JsonObject *object)
{
  gint64 rows = sluice_json_get_int (object, "rows", -1);
  const char *word = sluice_json_get_string (object, "rows_origin", NULL);

  self->rows = MAX (rows, -1);
  self->rows_origin = rows >= 0 ? SLUICE_ROWS_FROM_SERVER : SLUICE_ROWS_UNKNOWN;
  for (guint i = SLUICE_ROWS_ESTIMATED; rows >= 0 && word != NULL && i < G_N_ELEMENTS (rows_origin_words); i++)
    if (g_str_equal (rows_origin_words[i], word))
      {
        self->rows_origin = i;
        self->rows_at = MAX (sluice_json_get_int (object, "rows_at", 0), 0);
      }
}

/* What each fact can be; all can also be null or absent. */
static const struct
{
  const char *member;
  enum
  {
    TEXT,
    BOOLEAN,
    INTEGER,
    TEXTS,
    FIELDS, /* objects that have a name */
  } kind;
} facts[] = {
  { "label", TEXT },
  { "description", TEXT },
  { "permission_error", TEXT },
  { "rls_warning", TEXT },
  { "incremental_field", TEXT },
  { "should_sync_default", BOOLEAN },
  { "webhook_only", BOOLEAN },
  { "supports_webhooks", BOOLEAN },
  { "incremental_available", BOOLEAN },
  { "append_available", BOOLEAN },
  { "primary_key_detection_supported", BOOLEAN },
  { "cdc_available", BOOLEAN },
  { "xmin_available", BOOLEAN },
  { "rows", INTEGER },
  { "detected_primary_keys", TEXTS },
  { "incremental_fields", FIELDS },
  { "available_columns", FIELDS },
};

static gboolean
is_value (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
is_list (JsonNode *node, gboolean of_fields)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (of_fields ? sluice_json_get_string (sluice_json_array_get_object (array, i), "field", NULL) == NULL :
                    sluice_json_array_get_string (array, i) == NULL)
      return FALSE;

  return array != NULL;
}

static gboolean
fits (JsonNode *node, guint kind)
{
  switch (kind)
    {
    case TEXT:
      return is_value (node, G_TYPE_STRING);
    case BOOLEAN:
      return is_value (node, G_TYPE_BOOLEAN);
    case INTEGER:
      return is_value (node, G_TYPE_INT64);
    default:
      return is_list (node, kind == FIELDS);
    }
}

static void
mark_unread (SluiceTable *self, const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (g_str_equal (facts[i].member, member))
      self->unread |= 1u << i;
}

static void
read_unread (SluiceTable *self, JsonObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      JsonNode *node = json_object_get_member (object, facts[i].member);

      if (node == NULL || JSON_NODE_HOLDS_NULL (node) || fits (node, facts[i].kind))
        continue;
      self->unread |= 1u << i;
      /* Whatever the reason is, there is one; unless it is a plain no. */
      if (g_str_equal (facts[i].member, "permission_error") &&
          !(is_value (node, G_TYPE_BOOLEAN) && !json_node_get_boolean (node)))
        self->permission_error = intern (_ ("The server says that this table cannot be read, but not legibly why."));
    }
}

char *
sluice_table_dup_unread (SluiceTable *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (4, NULL, TRUE);

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if ((self->unread & 1u << i) != 0)
      g_ptr_array_add (names, (char *) facts[i].member);

  return names->len > 0 ? g_strjoinv (", ", (char **) names->pdata) : NULL;
}

SluiceTable *
sluice_table_new_from_json (JsonObject *object, gboolean is_database, GError **error)
{
  SluiceTable *self;
  g_auto (GStrv) keys = NULL;
  const char *name = sluice_json_require_string (object, "table", error);

  if (name == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_TABLE, NULL);
  self->is_database = !!is_database;
  /* Until a list knows better. */
  self->takes_columns = self->is_database;
  self->takes_row_filters = self->is_database;
  self->takes_rereads = TRUE;
  self->name = intern (name);
  self->label = intern (sluice_json_get_string (object, "label", NULL));
  self->description = g_strdup (sluice_json_get_string (object, "description", NULL));
  self->permission_error = intern (sluice_json_get_string (object, "permission_error", NULL));
  self->rls_warning = intern (sluice_json_get_string (object, "rls_warning", NULL));
  self->suggested_cursor = intern (sluice_json_get_string (object, "incremental_field", NULL));
  self->should_sync_default = sluice_json_get_boolean (object, "should_sync_default", TRUE);
  self->webhook_only = sluice_json_get_boolean (object, "webhook_only", FALSE);
  self->supports_webhooks = sluice_json_get_boolean (object, "supports_webhooks", FALSE);
  self->incremental_available = sluice_json_get_boolean (object, "incremental_available", FALSE);
  self->append_available = sluice_json_get_boolean (object, "append_available", FALSE);
  self->key_detection_supported = sluice_json_get_boolean (object, "primary_key_detection_supported", FALSE);
  self->cdc_available = read_tri (object, "cdc_available");
  self->xmin_available = read_tri (object, "xmin_available");
  keys = sluice_json_dup_strv (object, "detected_primary_keys");
  self->detected_keys = sluice_table_intern_strv ((const char *const *) keys);
  read_schema_name (self);
  read_rows (self, object);
  if (!read_cursors (self, object))
    mark_unread (self, "incremental_fields");
  if (!read_columns (self, object))
    mark_unread (self, "available_columns");
  read_unread (self, object);

  self->delta = sluice_table_delta_from_json (sluice_json_get_object (object, "delta"));

  sluice_advisor_read_traits (self);
  sluice_table_take_recommendation (self);

  return self;
}

static void
set_tri (JsonObject *object, const char *member, SluiceTri value)
{
  if (value == SLUICE_TRI_UNKNOWN)
    json_object_set_null_member (object, member);
  else
    json_object_set_boolean_member (object, member, value == SLUICE_TRI_YES);
}

static JsonArray *
cursors_to_json (SluiceTable *self)
{
  JsonArray *array = json_array_sized_new (self->n_cursors);

  for (guint i = 0; i < self->n_cursors; i++)
    {
      const SluiceCursor *cursor = &self->cursors[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", cursor->field);
      json_object_set_string_member (object, "label", cursor->label);
      json_object_set_string_member (object, "type", cursor->type);
      json_object_set_string_member (object, "field_type", cursor->field_type);
      if (cursor->nullable != SLUICE_TRI_UNKNOWN)
        set_tri (object, "nullable", cursor->nullable);
      if (cursor->indexed != SLUICE_TRI_UNKNOWN)
        set_tri (object, "is_indexed", cursor->indexed);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
columns_to_json (SluiceTable *self)
{
  JsonArray *array = json_array_sized_new (self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    {
      const SluiceColumn *column = &self->columns[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "field", column->name);
      json_object_set_string_member (object, "label", column->name);
      json_object_set_string_member (object, "type", column->type);
      set_tri (object, "nullable", column->nullable);
      json_array_add_object_element (array, object);
    }

  return array;
}

void
sluice_table_latest_init (SluiceTableLatest *self, SluiceTable *table)
{
  *self = (SluiceTableLatest) {
    .rows = table->rows,
    .rows_at = table->rows_at,
    .delta = sluice_table_delta_copy (table->delta),
    .synced_by = table->synced_by != NULL ? g_ref_string_acquire (table->synced_by) : NULL,
    .rows_origin = table->rows_origin,
    .near_real_time = table->near_real_time,
    .takes_columns = table->takes_columns,
    .takes_row_filters = table->takes_row_filters,
    .takes_rereads = table->takes_rereads,
  };
}

void
sluice_table_latest_clear (SluiceTableLatest *self)
{
  g_clear_pointer (&self->delta, sluice_table_delta_free);
  g_clear_pointer (&self->synced_by, g_ref_string_release);
}

JsonNode *
sluice_table_facts_to_json (SluiceTable *self)
{
  g_auto (SluiceTableLatest) latest = { 0 };

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  sluice_table_latest_init (&latest, self);

  return sluice_table_facts_at_to_json (self, &latest);
}

JsonNode *
sluice_table_facts_at_to_json (SluiceTable *self, const SluiceTableLatest *latest)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "table", self->name);
  sluice_json_set_string (object, "label", self->label);
  json_object_set_boolean_member (object, "should_sync", FALSE);
  json_object_set_boolean_member (object, "should_sync_default", self->should_sync_default);
  json_object_set_array_member (object, "incremental_fields", cursors_to_json (self));
  json_object_set_boolean_member (object, "incremental_available", self->incremental_available);
  json_object_set_boolean_member (object, "append_available", self->append_available);
  set_tri (object, "cdc_available", self->cdc_available);
  set_tri (object, "xmin_available", self->xmin_available);
  sluice_json_set_string (object, "incremental_field", self->suggested_cursor);
  json_object_set_null_member (object, "sync_type");
  if (latest->rows >= 0)
    json_object_set_int_member (object, "rows", latest->rows);
  else
    json_object_set_null_member (object, "rows");
  if (latest->rows_origin > SLUICE_ROWS_FROM_SERVER)
    {
      json_object_set_string_member (object, "rows_origin", rows_origin_words[latest->rows_origin]);
      json_object_set_int_member (object, "rows_at", latest->rows_at);
    }
  json_object_set_boolean_member (object, "supports_webhooks", self->supports_webhooks);
  json_object_set_boolean_member (object, "webhook_only", self->webhook_only);
  sluice_json_set_string (object, "description", self->description);
  json_object_set_array_member (object, "available_columns", columns_to_json (self));
  sluice_json_set_strv (object, "detected_primary_keys", self->detected_keys);
  json_object_set_boolean_member (object, "primary_key_detection_supported", self->key_detection_supported);
  sluice_json_set_string (object, "permission_error", self->permission_error);
  sluice_json_set_string (object, "rls_warning", self->rls_warning);
  /* Not of the server either: how it differs from the look before. */
  if (latest->delta != NULL)
    json_object_set_object_member (object, "delta", sluice_table_delta_to_json (latest->delta));

  return sluice_json_take_object (object);
}

JsonObject *
sluice_table_to_create_entry (SluiceTable *self)
{
  JsonObject *object;
  const SluiceCursor *cursor;
  g_auto (SluiceChoice) choice = { 0 };

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "name", self->name);
  json_object_set_boolean_member (object, "should_sync", self->selected);
  sluice_json_set_string (object, "sync_type", self->selected ? sluice_sync_method_to_word (self->method) : NULL);
  if (!self->selected)
    return object;

  cursor = sluice_table_find_cursor (self, sluice_table_get_cursor (self));
  if (cursor != NULL)
    {
      json_object_set_string_member (object, "incremental_field", cursor->field);
      json_object_set_string_member (object, "incremental_field_type", cursor->field_type);
    }
  if (sluice_sync_method_needs_key (self->method) && sluice_table_get_primary_keys (self) != NULL)
    sluice_json_set_strv (object, "primary_key_columns", sluice_table_get_primary_keys (self));
  sluice_choice_init (&choice, self);
  sluice_choice_add_to_entry (&choice, self, object);

  return object;
}
