/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-filter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"
#include "sluice-table-private.h"

/* As much of a value as a sentence can hold. */
#define QUOTED_LENGTH 60

struct _SluiceRowFilter
{
  GObject parent_instance;

  char *column;
  GStrv values;
  SluiceFilterOperator op;
  SluiceColumnClass class_;
};

G_DEFINE_QUARK (sluice - row - filter - error, sluice_row_filter_error)
G_DEFINE_ENUM_TYPE (SluiceFilterOperator,
                    sluice_filter_operator,
                    G_DEFINE_ENUM_VALUE (SLUICE_FILTER_EQUAL, "equal"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FILTER_NOT_EQUAL, "not-equal"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FILTER_LESS, "less"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FILTER_LESS_OR_EQUAL, "less-or-equal"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FILTER_GREATER, "greater"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FILTER_GREATER_OR_EQUAL, "greater-or-equal"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FILTER_IN, "in"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FILTER_NOT_IN, "not-in"))
G_DEFINE_FINAL_TYPE (SluiceRowFilter, sluice_row_filter, G_TYPE_OBJECT)

typedef enum
{
  PROP_COLUMN = 1,
  PROP_OPERATOR,
  PROP_TEXT,
} SluiceRowFilterProps;

static GParamSpec *properties[PROP_TEXT + 1];

static const struct
{
  const char *word;
  const char *label;
  const char *phrase;
} operators[] = {
  /* Translators: here and below, how a row filter compares a column with a value, in a drop-down. */
  [SLUICE_FILTER_EQUAL] = { "=", N_ ("is"), "%s = %s" },
  [SLUICE_FILTER_NOT_EQUAL] = { "!=", N_ ("is not"), "%s ≠ %s" },
  [SLUICE_FILTER_LESS] = { "<", N_ ("is less than"), "%s < %s" },
  [SLUICE_FILTER_LESS_OR_EQUAL] = { "<=", N_ ("is at most"), "%s ≤ %s" },
  [SLUICE_FILTER_GREATER] = { ">", N_ ("is greater than"), "%s > %s" },
  [SLUICE_FILTER_GREATER_OR_EQUAL] = { ">=", N_ ("is at least"), "%s ≥ %s" },
  /* Translators: the first %s is a column, the second a list of values. */
  [SLUICE_FILTER_IN] = { "IN", N_ ("is one of"), N_ ("%s is one of %s") },
  /* Translators: the first %s is a column, the second a list of values. */
  [SLUICE_FILTER_NOT_IN] = { "NOT IN", N_ ("is none of"), N_ ("%s is none of %s") },
};

const char *
sluice_filter_operator_to_word (SluiceFilterOperator op)
{
  g_return_val_if_fail ((guint) op < G_N_ELEMENTS (operators), NULL);

  return operators[op].word;
}

gboolean
sluice_filter_operator_from_word (const char *word, SluiceFilterOperator *op)
{
  static const struct
  {
    const char *word;
    SluiceFilterOperator op;
  } aliases[] = { { "==", SLUICE_FILTER_EQUAL }, { "<>", SLUICE_FILTER_NOT_EQUAL } };
  g_autofree char *stripped = word != NULL ? g_strstrip (g_strdup (word)) : NULL;
  int found = -1;

  for (guint i = 0; stripped != NULL && i < G_N_ELEMENTS (operators); i++)
    if (g_ascii_strcasecmp (operators[i].word, stripped) == 0)
      found = i;
  for (guint i = 0; stripped != NULL && i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (aliases[i].word, stripped))
      found = aliases[i].op;

  if (found >= 0 && op != NULL)
    *op = found;

  return found >= 0;
}

const char *
sluice_filter_operator_get_label (SluiceFilterOperator op)
{
  g_return_val_if_fail ((guint) op < G_N_ELEMENTS (operators), NULL);

  return _ (operators[op].label);
}

gboolean
sluice_filter_operator_takes_list (SluiceFilterOperator op)
{
  return op == SLUICE_FILTER_IN || op == SLUICE_FILTER_NOT_IN;
}

gboolean
sluice_filter_operator_fits (SluiceFilterOperator op, SluiceColumnClass class_)
{
  if (class_ == SLUICE_COLUMN_CLASS_UNKNOWN)
    return FALSE;

  return class_ != SLUICE_COLUMN_CLASS_BOOLEAN || op == SLUICE_FILTER_EQUAL || op == SLUICE_FILTER_NOT_EQUAL;
}

static void
sluice_row_filter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceRowFilter *self = SLUICE_ROW_FILTER (object);

  switch ((SluiceRowFilterProps) property_id)
    {
    case PROP_COLUMN:
      g_value_set_string (value, self->column);
      break;
    case PROP_OPERATOR:
      g_value_set_enum (value, self->op);
      break;
    case PROP_TEXT:
      g_value_take_string (value, sluice_row_filter_dup_text (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_row_filter_finalize (GObject *object)
{
  SluiceRowFilter *self = SLUICE_ROW_FILTER (object);

  g_free (self->column);
  g_strfreev (self->values);

  G_OBJECT_CLASS (sluice_row_filter_parent_class)->finalize (object);
}

static void
sluice_row_filter_class_init (SluiceRowFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_row_filter_get_property;
  object_class->finalize = sluice_row_filter_finalize;

  properties[PROP_COLUMN] = g_param_spec_string ("column", NULL, NULL, NULL, readable);
  properties[PROP_OPERATOR] =
      g_param_spec_enum ("operator", NULL, NULL, SLUICE_TYPE_FILTER_OPERATOR, SLUICE_FILTER_EQUAL, readable);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_row_filter_init (SluiceRowFilter *self)
{
}

/* The start of a value, for a sentence: a whole novel may have been pasted. (transfer full) */
static char *
dup_start (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (valid, -1) <= QUOTED_LENGTH)
    return g_steal_pointer (&valid);

  start = g_utf8_substring (valid, 0, QUOTED_LENGTH);

  return g_strconcat (start, "…", NULL);
}

static const char *
get_value_fault (SluiceColumnClass class_)
{
  switch (class_)
    {
    case SLUICE_COLUMN_CLASS_INTEGER:
      /* Translators: here and below, %s is what somebody typed as the value of a row filter. */
      return _ ("“%s” is not a whole number.");
    case SLUICE_COLUMN_CLASS_NUMERIC:
      return _ ("“%s” is not a number. Write it like 9.90, with a point and no thousands separators.");
    case SLUICE_COLUMN_CLASS_BOOLEAN:
      return _ ("“%s” is neither true nor false.");
    case SLUICE_COLUMN_CLASS_DATE:
      return _ ("“%s” is not a date. Write it like 2026-09-30.");
    case SLUICE_COLUMN_CLASS_TIMESTAMP:
      return _ ("“%s” is not a point in time. Write it like 2026-09-30 or 2026-09-30T10:00:00Z.");
    case SLUICE_COLUMN_CLASS_STRING:
    case SLUICE_COLUMN_CLASS_UNKNOWN:
    default:
      return _ ("“%s” is not text.");
    }
}

/* Adds a value to @values in its normal form. */
static gboolean
add_value (GStrvBuilder *values, SluiceColumnClass class_, const char *text, GError **error)
{
  char *value = sluice_column_class_normalize (class_, text);
  g_autofree char *start = NULL;

  if (value != NULL)
    {
      g_strv_builder_take (values, value);
      return TRUE;
    }

  start = dup_start (text);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, SLUICE_ROW_FILTER_ERROR, SLUICE_ROW_FILTER_ERROR_VALUE, get_value_fault (class_), start);
#pragma GCC diagnostic pop

  return FALSE;
}

static void
set_value_error (GError **error, const char *message)
{
  g_set_error_literal (error, SLUICE_ROW_FILTER_ERROR, SLUICE_ROW_FILTER_ERROR_VALUE, message);
}

/* The end of a list's element: the next comma that does not stand in quotes. */
static const char *
find_comma (const char *text, gboolean *open)
{
  *open = FALSE;
  for (; *text != '\0' && (*text != ',' || *open); text++)
    if (*text == '\'')
      *open = !*open;

  return text;
}

/* Takes the quotes off an element: "'it''s'" becomes "it's". (transfer full) */
static char *
unquote (const char *text, gsize length)
{
  g_autofree char *element = g_strstrip (g_strndup (text, length));
  gsize n = strlen (element);
  GString *plain;

  if (n < 2 || element[0] != '\'' || element[n - 1] != '\'')
    return g_steal_pointer (&element);

  plain = g_string_new_len (element + 1, n - 2);
  g_string_replace (plain, "''", "'", 0);

  return g_string_free_and_steal (plain);
}

/* The elements of a list as it is typed; none for blank text. (transfer full) */
static GStrv
split_list (const char *text, GError **error)
{
  g_autoptr (GStrvBuilder) elements = g_strv_builder_new ();

  for (const char *c = text; *text != '\0'; c++)
    {
      gboolean open;
      const char *end = find_comma (c, &open);

      if (open)
        {
          set_value_error (error, _ ("A quote is not closed. Write a quote within quotes twice: 'it''s'."));
          return NULL;
        }
      g_strv_builder_take (elements, unquote (c, end - c));
      c = end;
      if (*c == '\0')
        break;
    }

  return g_strv_builder_end (elements);
}

/* Checks the elements of a list. (transfer full) */
static GStrv
normalize_list (SluiceColumnClass class_, const char *const *elements, GError **error)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  guint n = g_strv_length ((GStrv) elements);

  if (n == 0 || (n == 1 && *elements[0] == '\0'))
    {
      set_value_error (error, _ ("Type one value at least; separate several by commas."));
      return NULL;
    }
  if (n > SLUICE_ROW_FILTER_VALUES_MAX)
    {
      g_set_error (error, SLUICE_ROW_FILTER_ERROR, SLUICE_ROW_FILTER_ERROR_VALUE,
                   _ ("A list takes at most %d values; this one has %u."), SLUICE_ROW_FILTER_VALUES_MAX, n);
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    {
      if (*elements[i] == '\0')
        {
          set_value_error (error, _ ("The list has an empty value. Look for two commas in a row."));
          return NULL;
        }
      if (!add_value (values, class_, elements[i], error))
        return NULL;
    }

  return g_strv_builder_end (values);
}

static GStrv
normalize_one (SluiceColumnClass class_, const char *text, GError **error)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0' && class_ != SLUICE_COLUMN_CLASS_STRING)
    {
      set_value_error (error, _ ("Type a value to compare with."));
      return NULL;
    }

  return add_value (values, class_, text, error) ? g_strv_builder_end (values) : NULL;
}

static const SluiceColumn *
find_column (SluiceTable *table, const char *name)
{
  guint n_columns;
  const SluiceColumn *columns = sluice_table_get_columns (table, &n_columns);

  for (guint i = 0; i < n_columns; i++)
    if (g_str_equal (columns[i].name, name))
      return &columns[i];

  return NULL;
}

char *
sluice_row_filter_dup_column_obstacle (SluiceTable *table, const char *column)
{
  const SluiceColumn *found;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);
  g_return_val_if_fail (column != NULL, NULL);

  found = find_column (table, column);
  if (found == NULL)
    /* Translators: %s is the name of a column. */
    return g_strdup_printf (_ ("The table has no column %s."), column);
  if (sluice_column_class_from_type (found->type) != SLUICE_COLUMN_CLASS_UNKNOWN)
    return NULL;
  if (*found->type == '\0')
    /* Translators: %s is the name of a column. */
    return g_strdup_printf (_ ("The source does not tell the type of %s, so rows cannot be filtered by it."), column);

  /* Translators: %s is the name of a column, then its type in the database's words: "jsonb". */
  return g_strdup_printf (_ ("%s is of type %s, by which rows cannot be filtered."), column, found->type);
}

/* Takes @values if it is not NULL. */
static SluiceRowFilter *
make_filter (const char *column, SluiceFilterOperator op, SluiceColumnClass class_, GStrv values)
{
  SluiceRowFilter *self;

  if (values == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_ROW_FILTER, NULL);
  self->column = g_strdup (column);
  self->op = op;
  self->class_ = class_;
  self->values = values;

  return self;
}

static gboolean
check_column (SluiceTable *table, const char *column, SluiceColumnClass *class_, GError **error)
{
  g_autofree char *obstacle = sluice_row_filter_dup_column_obstacle (table, column);

  if (obstacle != NULL)
    {
      g_set_error_literal (error, SLUICE_ROW_FILTER_ERROR, SLUICE_ROW_FILTER_ERROR_COLUMN, obstacle);
      return FALSE;
    }
  *class_ = sluice_column_class_from_type (find_column (table, column)->type);

  return TRUE;
}

SluiceRowFilter *
sluice_row_filter_new (SluiceTable *table,
                       const char *column,
                       SluiceFilterOperator op,
                       const char *text,
                       GError **error)
{
  SluiceColumnClass class_;
  g_auto (GStrv) elements = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);
  g_return_val_if_fail (column != NULL && text != NULL, NULL);
  g_return_val_if_fail ((guint) op <= SLUICE_FILTER_LAST, NULL);

  if (!check_column (table, column, &class_, error))
    return NULL;
  if (!sluice_filter_operator_takes_list (op))
    return make_filter (column, op, class_, normalize_one (class_, text, error));

  elements = split_list (text, error);
  if (elements == NULL)
    return NULL;

  return make_filter (column, op, class_, normalize_list (class_, (const char *const *) elements, error));
}

/* A JSON value as it would be typed; NULL for what is no value. (transfer full) */
static char *
node_to_text (JsonNode *node)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  double number;

  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_DOUBLE)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      number = json_node_get_double (node);
      g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
      if (g_ascii_strtod (buffer, NULL) != number)
        g_ascii_dtostr (buffer, sizeof buffer, number);
      return g_strdup (buffer);
    }

  return NULL;
}

/* The elements of a list as JSON has it. (transfer full) */
static GStrv
array_to_elements (JsonArray *array)
{
  g_autoptr (GStrvBuilder) elements = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      char *text = node_to_text (json_array_get_element (array, i));

      g_strv_builder_take (elements, text != NULL ? text : g_strdup (""));
    }

  return g_strv_builder_end (elements);
}

SluiceRowFilter *
sluice_row_filter_new_from_json (SluiceTable *table, JsonObject *object, GError **error)
{
  const char *column = sluice_json_get_string (object, "column", NULL);
  JsonNode *value = object != NULL ? json_object_get_member (object, "value") : NULL;
  g_autofree char *text = NULL;
  SluiceFilterOperator op;
  SluiceColumnClass class_;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);

  if (column == NULL)
    {
      g_set_error_literal (error, SLUICE_ROW_FILTER_ERROR, SLUICE_ROW_FILTER_ERROR_COLUMN,
                           _ ("A row filter names no column."));
      return NULL;
    }
  if (!sluice_filter_operator_from_word (sluice_json_get_string (object, "operator", NULL), &op))
    {
      g_set_error (error, SLUICE_ROW_FILTER_ERROR, SLUICE_ROW_FILTER_ERROR_OPERATOR,
                   /* Translators: %s is the name of a column. */
                   _ ("A row filter on %s compares in a way that is not known."), column);
      return NULL;
    }
  if (value != NULL && JSON_NODE_HOLDS_ARRAY (value) && sluice_filter_operator_takes_list (op))
    {
      g_auto (GStrv) elements = array_to_elements (json_node_get_array (value));

      return check_column (table, column, &class_, error) ?
                 make_filter (column, op, class_, normalize_list (class_, (const char *const *) elements, error)) :
                 NULL;
    }

  text = node_to_text (value);
  if (text == NULL)
    {
      g_set_error (error, SLUICE_ROW_FILTER_ERROR, SLUICE_ROW_FILTER_ERROR_VALUE,
                   /* Translators: %s is the name of a column. */
                   _ ("A row filter on %s has no value."), column);
      return NULL;
    }

  return sluice_row_filter_new (table, column, op, text, error);
}

/* (transfer full) */
static JsonNode *
value_to_node (SluiceColumnClass class_, const char *value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  gint64 number;

  if (class_ == SLUICE_COLUMN_CLASS_BOOLEAN)
    json_node_set_boolean (node, g_str_equal (value, "true"));
  else if (class_ == SLUICE_COLUMN_CLASS_INTEGER &&
           g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
    json_node_set_int (node, number);
  else
    json_node_set_string (node, value);

  return node;
}

JsonObject *
sluice_row_filter_to_json (SluiceRowFilter *self)
{
  JsonObject *object;

  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "column", self->column);
  json_object_set_string_member (object, "operator", operators[self->op].word);
  if (sluice_filter_operator_takes_list (self->op))
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; self->values[i] != NULL; i++)
        json_array_add_element (array, value_to_node (self->class_, self->values[i]));
      json_object_set_array_member (object, "value", array);
    }
  else
    {
      json_object_set_member (object, "value", value_to_node (self->class_, self->values[0]));
    }

  return object;
}

const char *
sluice_row_filter_get_column (SluiceRowFilter *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (self), NULL);

  return self->column;
}

SluiceFilterOperator
sluice_row_filter_get_operator (SluiceRowFilter *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (self), SLUICE_FILTER_EQUAL);

  return self->op;
}

SluiceColumnClass
sluice_row_filter_get_class (SluiceRowFilter *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (self), SLUICE_COLUMN_CLASS_UNKNOWN);

  return self->class_;
}

const char *const *
sluice_row_filter_get_values (SluiceRowFilter *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (self), NULL);

  return (const char *const *) self->values;
}

/* Quotes an element of a list where it would be read as something else. (transfer full) */
static char *
quote (const char *value)
{
  g_autofree char *stripped = g_strstrip (g_strdup (value));
  g_autoptr (GString) quoted = NULL;

  if (strpbrk (value, ",'") == NULL && g_str_equal (stripped, value))
    return g_steal_pointer (&stripped);

  quoted = g_string_new (value);
  g_string_replace (quoted, "'", "''", 0);
  g_string_prepend_c (quoted, '\'');
  g_string_append_c (quoted, '\'');

  return g_string_free_and_steal (g_steal_pointer (&quoted));
}

char *
sluice_row_filter_dup_text (SluiceRowFilter *self)
{
  GString *text;

  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (self), NULL);

  if (!sluice_filter_operator_takes_list (self->op))
    return g_strdup (self->values[0]);

  text = g_string_new (NULL);
  for (guint i = 0; self->values[i] != NULL; i++)
    {
      g_autofree char *quoted = quote (self->values[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", quoted);
    }

  return g_string_free_and_steal (text);
}

char *
sluice_row_filter_dup_phrase (SluiceRowFilter *self)
{
  g_autofree char *text = sluice_row_filter_dup_text (self);

  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (self), NULL);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (sluice_filter_operator_takes_list (self->op) ? _ (operators[self->op].phrase) :
                                                                         operators[self->op].phrase,
                          self->column, text);
#pragma GCC diagnostic pop
}

gboolean
sluice_row_filter_equal (SluiceRowFilter *self, SluiceRowFilter *other)
{
  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_ROW_FILTER (other), FALSE);

  return self->op == other->op && g_str_equal (self->column, other->column) &&
         g_strv_equal ((const char *const *) self->values, (const char *const *) other->values);
}
