/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-compare.h"

#include <glib/gi18n.h>

#include "sluice-choice-private.h"
#include "sluice-form-private.h"
#include "sluice-json.h"
#include "sluice-plan-import-private.h"
#include "sluice-plan-private.h"
#include "sluice-table-edit.h"
#include "sluice-table-private.h"

struct _SluicePlanDifference
{
  GObject parent_instance;

  SluiceDifferenceKind kind;
  char *name;
  char *part;
  char *first;
  char *second;
};

typedef enum
{
  DIFFERENCE_KIND = 1,
  DIFFERENCE_NAME,
  DIFFERENCE_PART,
  DIFFERENCE_FIRST,
  DIFFERENCE_SECOND,
} SluicePlanDifferenceProps;

static GParamSpec *properties[DIFFERENCE_SECOND + 1];

G_DEFINE_ENUM_TYPE (SluiceDifferenceKind,
                    sluice_difference_kind,
                    G_DEFINE_ENUM_VALUE (SLUICE_DIFFERENCE_SETTING, "setting"),
                    G_DEFINE_ENUM_VALUE (SLUICE_DIFFERENCE_ONLY_FIRST, "only-first"),
                    G_DEFINE_ENUM_VALUE (SLUICE_DIFFERENCE_ONLY_SECOND, "only-second"),
                    G_DEFINE_ENUM_VALUE (SLUICE_DIFFERENCE_TABLE, "table"))
G_DEFINE_FINAL_TYPE (SluicePlanDifference, sluice_plan_difference, G_TYPE_OBJECT)

/* What one side has of a table. */
typedef struct
{
  int planned_time; /* of day in seconds, for a table that has none; -1 for none */
  SluiceTable *table;
  SluiceChoice choice;
} Side;

static void
sluice_plan_difference_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluicePlanDifference *self = SLUICE_PLAN_DIFFERENCE (object);

  switch ((SluicePlanDifferenceProps) property_id)
    {
    case DIFFERENCE_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case DIFFERENCE_NAME:
      g_value_set_string (value, self->name);
      break;
    case DIFFERENCE_PART:
      g_value_set_string (value, self->part);
      break;
    case DIFFERENCE_FIRST:
      g_value_set_string (value, self->first);
      break;
    case DIFFERENCE_SECOND:
      g_value_set_string (value, self->second);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_plan_difference_finalize (GObject *object)
{
  SluicePlanDifference *self = SLUICE_PLAN_DIFFERENCE (object);

  g_free (self->name);
  g_free (self->part);
  g_free (self->first);
  g_free (self->second);

  G_OBJECT_CLASS (sluice_plan_difference_parent_class)->finalize (object);
}

static void
sluice_plan_difference_class_init (SluicePlanDifferenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_plan_difference_get_property;
  object_class->finalize = sluice_plan_difference_finalize;

  properties[DIFFERENCE_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, SLUICE_TYPE_DIFFERENCE_KIND, SLUICE_DIFFERENCE_SETTING, readable);
  properties[DIFFERENCE_NAME] = g_param_spec_string ("name", NULL, NULL, "", readable);
  properties[DIFFERENCE_PART] = g_param_spec_string ("part", NULL, NULL, "", readable);
  properties[DIFFERENCE_FIRST] = g_param_spec_string ("first", NULL, NULL, "", readable);
  properties[DIFFERENCE_SECOND] = g_param_spec_string ("second", NULL, NULL, "", readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_plan_difference_init (SluicePlanDifference *self)
{
}

static void
add (GPtrArray *differences,
     SluiceDifferenceKind kind,
     const char *name,
     const char *part,
     const char *first,
     const char *second)
{
  SluicePlanDifference *self = g_object_new (SLUICE_TYPE_PLAN_DIFFERENCE, NULL);

  self->kind = kind;
  self->name = g_strdup (name);
  self->part = g_strdup (part);
  self->first = g_strdup (first);
  self->second = g_strdup (second);
  g_ptr_array_add (differences, self);
}

static void
compare_texts (GPtrArray *differences, const char *name, const char *first, const char *second)
{
  if (g_strcmp0 (first, second) != 0)
    add (differences, SLUICE_DIFFERENCE_SETTING, name, "", first, second);
}

static GListModel *
take_differences (GPtrArray *differences)
{
  g_autoptr (GPtrArray) owned = differences;
  GListStore *store = g_list_store_new (SLUICE_TYPE_PLAN_DIFFERENCE);

  g_list_store_splice (store, 0, 0, owned->pdata, owned->len);

  return G_LIST_MODEL (store);
}

static char *
dup_time (const Side *side)
{
  int seconds = sluice_choice_get_planned_time_of_day (&side->choice, side->table, side->planned_time);

  return seconds < 0 ? g_strdup (_ ("any time")) : sluice_time_of_day_dup_label (seconds);
}

static char *
dup_columns (const Side *side)
{
  g_autoptr (GPtrArray) columns = NULL;

  if (sluice_choice_get_enabled_columns (&side->choice, side->table) == NULL)
    return g_strdup (_ ("all columns"));

  columns = sluice_choice_list_columns (&side->choice, side->table);
  g_ptr_array_add (columns, NULL);

  return g_strjoinv (_ (", "), (GStrv) columns->pdata);
}

/* A part as far as it counts, whole: two that read the same are the same. (transfer full) */
static char *
dup_part (const Side *side, SluiceChoicePart part)
{
  if (part == SLUICE_CHOICE_FREQUENCY)
    return g_strdup (sluice_frequency_get_phrase (sluice_choice_get_frequency (&side->choice, side->table)));
  if (part == SLUICE_CHOICE_TIME_OF_DAY)
    return dup_time (side);
  if (part == SLUICE_CHOICE_COLUMNS)
    return dup_columns (side);
  if (part == SLUICE_CHOICE_ROW_FILTERS)
    return sluice_choice_dup_filters_text (&side->choice, side->table);
  /* Nothing is merged by the key of other methods. */
  if (part == SLUICE_CHOICE_PRIMARY_KEYS && !sluice_sync_method_needs_key (side->choice.method))
    return g_strdup ("");

  return sluice_choice_dup_part_text (&side->choice, side->table, part);
}

static char *
dup_whole (const Side *side)
{
  return sluice_choice_dup_text (&side->choice, side->table, SLUICE_CHOICE_ALL & ~SLUICE_CHOICE_SELECTED);
}

/* Compares @parts of a table. A side that does not sync it is NULL. */
static void
compare_table (GPtrArray *differences, const char *name, const Side *first, const Side *second, SluiceChoicePart parts)
{
  g_autofree char *whole = NULL;

  if (first == NULL || second == NULL)
    {
      if (first == NULL && second == NULL)
        return;
      whole = dup_whole (first != NULL ? first : second);
      add (differences, first != NULL ? SLUICE_DIFFERENCE_ONLY_FIRST : SLUICE_DIFFERENCE_ONLY_SECOND, name, "",
           first != NULL ? whole : "", first != NULL ? "" : whole);
      return;
    }

  for (guint part = SLUICE_CHOICE_METHOD; part < SLUICE_CHOICE_ALL; part <<= 1)
    {
      g_autofree char *a = (parts & part) != 0 ? dup_part (first, part) : NULL;
      g_autofree char *b = (parts & part) != 0 ? dup_part (second, part) : NULL;

      if (g_strcmp0 (a, b) != 0)
        add (differences, SLUICE_DIFFERENCE_TABLE, name, sluice_choice_part_get_label (part), a, b);
    }
}

/* What @plan has of a table, lent; FALSE if it does not sync it. */
static gboolean
get_side (Side *side, SluicePlan *plan, SluiceTable *table)
{
  if (table == NULL || !table->selected)
    return FALSE;

  side->planned_time = sluice_time_of_day_from_text (sluice_plan_get_time_of_day (plan));
  side->table = table;
  sluice_choice_lend (&side->choice, table);

  return TRUE;
}

static void
compare_forms (GPtrArray *differences, SluicePlan *first, SluicePlan *second)
{
  g_autoptr (JsonObject) values = sluice_form_dup_draft_values (sluice_plan_get_form (first));
  g_autoptr (JsonObject) others = sluice_form_dup_draft_values (sluice_plan_get_form (second));
  JsonObjectIter iter;
  const char *path;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &path, &node))
    compare_texts (differences, path, sluice_json_get_string (values, path, ""),
                   sluice_json_get_string (others, path, ""));
}

static char *
dup_new_tables_text (SluiceNewTables new_tables, const char *pattern)
{
  if (new_tables == SLUICE_NEW_TABLES_ON)
    /* Translators: what happens to tables that come later */
    return g_strdup (_ ("turned on"));
  if (new_tables == SLUICE_NEW_TABLES_PATTERN)
    /* Translators: what happens to tables that come later; %s is a pattern such as "sales_*" */
    return g_strdup_printf (_ ("turned on if named like %s"), pattern);

  /* Translators: what happens to tables that come later */
  return g_strdup (_ ("left off"));
}

static char *
dup_planned_new_tables_text (SluicePlan *plan)
{
  return dup_new_tables_text (sluice_plan_get_new_tables (plan), sluice_plan_get_new_tables_pattern (plan));
}

static void
compare_settings (GPtrArray *differences, SluicePlan *first, SluicePlan *second)
{
  g_autofree char *a = dup_planned_new_tables_text (first);
  g_autofree char *b = dup_planned_new_tables_text (second);

  compare_texts (differences, _ ("Source type"), sluice_source_type_get_label (sluice_plan_get_source_type (first)),
                 sluice_source_type_get_label (sluice_plan_get_source_type (second)));
  compare_forms (differences, first, second);
  compare_texts (differences, _ ("Prefix"), sluice_plan_get_prefix (first), sluice_plan_get_prefix (second));
  compare_texts (differences, _ ("Description"), sluice_plan_get_description (first),
                 sluice_plan_get_description (second));
  compare_texts (differences, _ ("New tables"), a, b);
}

GListModel *
sluice_plan_compare (SluicePlan *first, SluicePlan *second)
{
  GPtrArray *differences;
  SluiceTableList *a;
  SluiceTableList *b;
  Side one;
  Side other;

  g_return_val_if_fail (SLUICE_IS_PLAN (first) && sluice_plan_get_source_type (first) != NULL, NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (second) && sluice_plan_get_source_type (second) != NULL, NULL);

  differences = g_ptr_array_new_with_free_func (g_object_unref);
  a = sluice_plan_get_tables (first);
  b = sluice_plan_get_tables (second);
  sluice_table_list_finish_edit (a);
  sluice_table_list_finish_edit (b);
  compare_settings (differences, first, second);
  for (guint i = 0; i < sluice_table_list_get_size (a); i++)
    {
      SluiceTable *table = sluice_table_list_get (a, i);
      gboolean in_first = get_side (&one, first, table);
      gboolean in_second = get_side (&other, second, sluice_table_list_lookup (b, table->name));

      compare_table (differences, table->name, in_first ? &one : NULL, in_second ? &other : NULL, SLUICE_CHOICE_ALL);
    }
  for (guint i = 0; i < sluice_table_list_get_size (b); i++)
    {
      SluiceTable *table = sluice_table_list_get (b, i);

      if (sluice_table_list_lookup (a, table->name) == NULL && get_side (&other, second, table))
        compare_table (differences, table->name, NULL, &other, SLUICE_CHOICE_ALL);
    }

  return take_differences (differences);
}

/* What a file has of the settings, as far as it names them. */
static void
compare_settings_with_file (GPtrArray *differences, SluicePlan *plan, JsonObject *file)
{
  g_autoptr (JsonObject) values = sluice_form_dup_draft_values (sluice_plan_get_form (plan));
  JsonObject *others = sluice_json_get_object (file, "form");
  SluiceNewTables new_tables;
  g_autofree char *mine = dup_planned_new_tables_text (plan);
  JsonObjectIter iter;
  const char *path;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &path, &node))
    {
      const char *value = sluice_json_get_string (values, path, "");

      compare_texts (differences, path, value, sluice_json_get_string (others, path, value));
    }
  compare_texts (differences, _ ("Prefix"), sluice_plan_get_prefix (plan),
                 sluice_json_get_string (file, "prefix", sluice_plan_get_prefix (plan)));
  compare_texts (differences, _ ("Description"), sluice_plan_get_description (plan),
                 sluice_json_get_string (file, "description", sluice_plan_get_description (plan)));
  if (sluice_new_tables_from_word (sluice_json_get_string (file, "new_tables", NULL), &new_tables))
    {
      g_autofree char *text = dup_new_tables_text (new_tables, sluice_json_get_string (file, "new_tables_pattern", ""));

      compare_texts (differences, _ ("New tables"), mine, text);
    }
}

/* What the file wants for a table, lent; FALSE if it does not sync it. A table without a frequency or a time of its own
 * has those of the file. */
static gboolean
get_file_side (Side *side, const SluicePlanMatch *match, SluicePlan *plan, JsonObject *file)
{
  const char *time = sluice_json_get_string (file, "time_of_day", sluice_plan_get_time_of_day (plan));
  SluiceFrequency frequency;

  if (match == NULL || !match->choice.selected)
    return FALSE;

  side->planned_time = sluice_time_of_day_from_text (time);
  side->table = match->table;
  side->choice = match->choice;
  if (side->choice.frequency < 0 && side->choice.method != SLUICE_SYNC_METHOD_CDC &&
      sluice_frequency_from_word (sluice_json_get_string (file, "frequency", NULL), &frequency))
    side->choice.frequency = frequency;

  return TRUE;
}

static void
add_only_there (GPtrArray *differences, GPtrArray *only_there)
{
  for (guint i = 0; i < only_there->len; i++)
    {
      const SluicePlanMissing *missing = g_ptr_array_index (only_there, i);

      add (differences, SLUICE_DIFFERENCE_ONLY_SECOND, missing->name, "", "",
           sluice_sync_method_get_label (missing->method));
    }
}

GListModel *
sluice_plan_compare_with_import (SluicePlan *plan, SluicePlanImport *import)
{
  GPtrArray *differences;
  g_autoptr (GHashTable) matches = g_hash_table_new (NULL, NULL);
  SluiceTableList *tables;
  JsonObject *file;
  GArray *array;

  g_return_val_if_fail (SLUICE_IS_PLAN (plan) && sluice_plan_get_source_type (plan) != NULL, NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN_IMPORT (import), NULL);

  differences = g_ptr_array_new_with_free_func (g_object_unref);
  tables = sluice_plan_get_tables (plan);
  file = sluice_plan_import_get_settings (import);
  array = sluice_plan_import_get_matches (import);
  sluice_table_list_finish_edit (tables);
  for (guint i = 0; i < array->len; i++)
    {
      SluicePlanMatch *match = &g_array_index (array, SluicePlanMatch, i);

      g_hash_table_insert (matches, match->table, match);
    }
  compare_settings_with_file (differences, plan, file);
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);
      Side first;
      Side second;
      gboolean in_plan = get_side (&first, plan, table);
      gboolean in_file = get_file_side (&second, g_hash_table_lookup (matches, table), plan, file);

      compare_table (differences, table->name, in_plan ? &first : NULL, in_file ? &second : NULL, SLUICE_CHOICE_ALL);
    }
  add_only_there (differences, sluice_plan_import_get_only_there (import));

  return take_differences (differences);
}

/* What a source has of a table, as a draft would say it. (transfer full) */
static JsonObject *
source_table_to_json (SluiceSourceTable *table)
{
  JsonObject *object = json_object_new ();
  SluiceFrequency frequency = sluice_source_table_get_frequency (table);

  json_object_set_boolean_member (object, "selected", sluice_source_table_get_should_sync (table));
  sluice_json_set_string (object, "method", sluice_sync_method_to_word (sluice_source_table_get_method (table)));
  sluice_json_set_string (object, "cursor", sluice_source_table_get_cursor (table));
  sluice_json_set_strv (object, "primary_keys", sluice_source_table_get_primary_keys (table));
  sluice_json_set_string (object, "frequency", sluice_frequency_to_word (frequency));
  sluice_json_set_string (object, "time_of_day", sluice_source_table_get_sync_time_of_day (table));
  json_object_set_int_member (object, "look_back", sluice_source_table_get_look_back (table));
  json_object_set_int_member (object, "full_refresh_days", sluice_source_table_get_full_refresh_days (table));
  sluice_json_set_string (object, "cdc_table_mode", sluice_source_table_get_cdc_table_mode (table));
  sluice_json_set_strv (object, "enabled_columns", sluice_source_table_get_enabled_columns (table));
  if (sluice_source_table_get_row_filters (table) != NULL)
    json_object_set_array_member (object, "row_filters", json_array_ref (sluice_source_table_get_row_filters (table)));

  return object;
}

static void
compare_with_source_table (GPtrArray *differences, SluicePlan *plan, SluiceSourceTable *there)
{
  const char *name = sluice_source_table_get_name (there);
  SluiceTable *table = sluice_table_list_lookup (sluice_plan_get_tables (plan), name);
  gboolean is_on = sluice_source_table_get_should_sync (there);
  SluiceSyncMethod method = sluice_source_table_get_method (there);
  g_autoptr (JsonObject) object = NULL;
  SluiceChoicePart parts = SLUICE_CHOICE_METHOD | SLUICE_CHOICE_FREQUENCY;
  Side first;
  Side second = { .planned_time = -1, .table = table };
  gboolean in_plan = get_side (&first, plan, table);

  if (table == NULL)
    {
      if (is_on)
        add (differences, SLUICE_DIFFERENCE_ONLY_SECOND, name, "", "", sluice_sync_method_get_label (method));
      return;
    }

  object = source_table_to_json (there);
  sluice_choice_init_recommended (&second.choice, table);
  sluice_choice_load_json (&second.choice, table, object, NULL);
  /* The source may do what the plan's discovery thinks impossible. */
  second.choice.method = method;
  if (sluice_source_table_get_is_full (there))
    parts = SLUICE_CHOICE_ALL;
  compare_table (differences, name, in_plan ? &first : NULL, is_on ? &second : NULL, parts);
  sluice_choice_clear (&second.choice);
}

/* Fields may come back as other types, so only texts are compared, without regard to case. */
static void
compare_inputs (GPtrArray *differences, SluicePlan *plan, SluiceSource *source)
{
  g_autoptr (JsonObject) values = sluice_form_dup_draft_values (sluice_plan_get_form (plan));
  JsonObjectIter iter;
  const char *path;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &path, &node))
    {
      const char *mine = sluice_json_get_string (values, path, "");
      const char *there = sluice_source_get_input (source, path);

      if (there != NULL && g_ascii_strcasecmp (mine, there) != 0)
        add (differences, SLUICE_DIFFERENCE_SETTING, path, "", mine, there);
    }
}

GListModel *
sluice_plan_compare_with_source (SluicePlan *plan, SluiceSource *source)
{
  GPtrArray *differences;
  SluiceTableList *tables;
  GListModel *there;
  g_autoptr (GHashTable) names = NULL;
  Side side;

  g_return_val_if_fail (SLUICE_IS_PLAN (plan) && sluice_plan_get_source_type (plan) != NULL, NULL);
  g_return_val_if_fail (SLUICE_IS_SOURCE (source), NULL);

  differences = g_ptr_array_new_with_free_func (g_object_unref);
  tables = sluice_plan_get_tables (plan);
  there = sluice_source_get_tables (source);
  names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sluice_table_list_finish_edit (tables);
  compare_texts (differences, _ ("Source type"), sluice_source_type_get_name (sluice_plan_get_source_type (plan)),
                 sluice_source_get_source_type (source));
  compare_inputs (differences, plan, source);
  compare_texts (differences, _ ("Prefix"), sluice_plan_get_prefix (plan), sluice_source_get_prefix (source));
  for (guint i = 0; i < g_list_model_get_n_items (there); i++)
    {
      g_autoptr (SluiceSourceTable) table = g_list_model_get_item (there, i);

      g_hash_table_add (names, g_strdup (sluice_source_table_get_name (table)));
      compare_with_source_table (differences, plan, table);
    }
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (!g_hash_table_contains (names, table->name) && get_side (&side, plan, table))
        compare_table (differences, table->name, &side, NULL, SLUICE_CHOICE_ALL);
    }

  return take_differences (differences);
}

SluiceDifferenceKind
sluice_plan_difference_get_kind (SluicePlanDifference *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_DIFFERENCE (self), SLUICE_DIFFERENCE_SETTING);

  return self->kind;
}

const char *
sluice_plan_difference_get_name (SluicePlanDifference *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_DIFFERENCE (self), "");

  return self->name;
}

const char *
sluice_plan_difference_get_part (SluicePlanDifference *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_DIFFERENCE (self), "");

  return self->part;
}

const char *
sluice_plan_difference_get_first (SluicePlanDifference *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_DIFFERENCE (self), "");

  return self->first;
}

const char *
sluice_plan_difference_get_second (SluicePlanDifference *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_DIFFERENCE (self), "");

  return self->second;
}
