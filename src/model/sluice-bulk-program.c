/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-advisor.h"
#include "sluice-bulk-private.h"
#include "sluice-table-private.h"

typedef struct
{
  char *folded;
  GPatternSpec *spec; /* NULL for a plain name */
} Pattern;

typedef struct
{
  SluiceBulkConditionKind kind;
  Pattern pattern;
  gint64 rows;
  SluiceSyncMethod method;
  gboolean negated;
} Condition;

typedef struct
{
  SluiceBulkActionKind kind;
  Pattern pattern;
  char *text;
  GStrv names;
  SluiceSyncMethod method;
  int number;
} Action;

typedef struct
{
  GArray *conditions;
  GArray *actions;
  gboolean complete;
} Rule;

struct _SluiceBulkProgram
{
  GArray *rules;
};

static char *
fold (const char *name)
{
  return g_str_is_ascii (name) ? g_ascii_strdown (name, -1) : g_utf8_casefold (name, -1);
}

static void
pattern_init (Pattern *self, const char *text)
{
  self->folded = fold (text);
  self->spec = strpbrk (text, "*?") != NULL ? g_pattern_spec_new (self->folded) : NULL;
}

static void
pattern_clear (Pattern *self)
{
  g_free (self->folded);
  g_clear_pointer (&self->spec, g_pattern_spec_free);
}

static gboolean
matches_folded (const Pattern *self, const char *folded)
{
  return self->spec != NULL ? g_pattern_spec_match_string (self->spec, folded) : g_str_equal (self->folded, folded);
}

/* Folds into @buffer what is short and plain, as nearly every name is. */
static gboolean
fold_short (const char *name, char *buffer, gsize size)
{
  for (gsize i = 0; i < size; i++)
    {
      if ((guchar) name[i] >= 0x80)
        return FALSE;
      buffer[i] = g_ascii_tolower (name[i]);
      if (name[i] == '\0')
        return TRUE;
    }

  return FALSE;
}

/* Looked at for each column of each table: most names differ in the first letter, and none needs memory. */
static gboolean
pattern_matches (const Pattern *self, const char *name)
{
  g_autofree char *folded = NULL;
  char buffer[128];

  if (self->spec == NULL && (guchar) *name < 0x80 && g_ascii_tolower (*name) != *self->folded)
    return FALSE;
  if (fold_short (name, buffer, sizeof buffer))
    return matches_folded (self, buffer);

  folded = fold (name);

  return matches_folded (self, folded);
}

static void
condition_clear (gpointer data)
{
  pattern_clear (&((Condition *) data)->pattern);
}

static void
action_clear (gpointer data)
{
  Action *self = data;

  pattern_clear (&self->pattern);
  g_free (self->text);
  g_strfreev (self->names);
}

static void
rule_clear (gpointer data)
{
  Rule *self = data;

  g_array_unref (self->conditions);
  g_array_unref (self->actions);
}

static void
add_condition (GArray *conditions, SluiceBulkCondition *condition)
{
  Condition compiled = {
    .kind = sluice_bulk_condition_get_kind (condition),
    .rows = sluice_bulk_condition_get_rows (condition),
    .method = sluice_bulk_condition_get_method (condition),
    .negated = sluice_bulk_condition_get_negated (condition),
  };

  pattern_init (&compiled.pattern, sluice_bulk_condition_get_text (condition));
  g_array_append_val (conditions, compiled);
}

/* "id, region": names between commas. */
static GStrv
split_names (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (names, parts[i]);

  return g_strv_builder_end (names);
}

static void
add_action (GArray *actions, SluiceBulkAction *action)
{
  const char *text = sluice_bulk_action_get_text (action);
  Action compiled = {
    .kind = sluice_bulk_action_get_kind (action),
    .text = g_strdup (text),
    .names = split_names (text),
    .method = sluice_bulk_action_get_method (action),
    .number = sluice_bulk_action_get_number (action),
  };

  pattern_init (&compiled.pattern, text);
  g_array_append_val (actions, compiled);
}

static void
add_rule (GArray *rules, SluiceBulkRule *rule)
{
  GListModel *conditions = G_LIST_MODEL (sluice_bulk_rule_get_conditions (rule));
  GListModel *actions = G_LIST_MODEL (sluice_bulk_rule_get_actions (rule));
  g_autofree char *fault = sluice_bulk_rule_dup_fault (rule);
  Rule compiled = { g_array_new (FALSE, FALSE, sizeof (Condition)), g_array_new (FALSE, FALSE, sizeof (Action)),
                    fault == NULL };

  g_array_set_clear_func (compiled.conditions, condition_clear);
  g_array_set_clear_func (compiled.actions, action_clear);
  for (guint i = 0; i < g_list_model_get_n_items (conditions); i++)
    {
      g_autoptr (SluiceBulkCondition) condition = g_list_model_get_item (conditions, i);

      add_condition (compiled.conditions, condition);
    }
  for (guint i = 0; i < g_list_model_get_n_items (actions); i++)
    {
      g_autoptr (SluiceBulkAction) action = g_list_model_get_item (actions, i);

      add_action (compiled.actions, action);
    }
  g_array_append_val (rules, compiled);
}

SluiceBulkProgram *
sluice_bulk_program_new (GListModel *rules)
{
  SluiceBulkProgram *self = g_new0 (SluiceBulkProgram, 1);

  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  g_array_set_clear_func (self->rules, rule_clear);
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (SluiceBulkRule) rule = g_list_model_get_item (rules, i);

      add_rule (self->rules, rule);
    }

  return self;
}

void
sluice_bulk_program_free (SluiceBulkProgram *self)
{
  g_array_unref (self->rules);
  g_free (self);
}

static gboolean
has_column (SluiceTable *table, const Pattern *pattern)
{
  guint n;
  const SluiceColumn *columns = sluice_table_get_columns (table, &n);

  for (guint i = 0; i < n; i++)
    if (pattern_matches (pattern, columns[i].name))
      return TRUE;

  return FALSE;
}

static const char *
find_cursor (SluiceTable *table, const Pattern *pattern)
{
  guint n;
  const SluiceCursor *cursors = sluice_table_get_cursors (table, &n);

  for (guint i = 0; i < n; i++)
    if (pattern_matches (pattern, cursors[i].field))
      return cursors[i].field;

  return NULL;
}

static gboolean
holds (const Condition *self, SluiceTable *table, const SluiceChoice *choice, const char **cursor)
{
  const char *found;

  switch (self->kind)
    {
    case SLUICE_BULK_HAS_COLUMN:
      return has_column (table, &self->pattern);
    case SLUICE_BULK_HAS_CURSOR:
      found = find_cursor (table, &self->pattern);
      if (found != NULL && *cursor == NULL && !self->negated)
        *cursor = found;
      return found != NULL;
    case SLUICE_BULK_NAME_MATCHES:
      return pattern_matches (&self->pattern, sluice_table_get_name (table)) ||
             pattern_matches (&self->pattern, sluice_table_get_display_name (table));
    case SLUICE_BULK_SCHEMA_IS:
      return table->schema_name != NULL && pattern_matches (&self->pattern, table->schema_name);
    case SLUICE_BULK_ROWS_UNDER:
      return table->rows >= 0 && table->rows < self->rows;
    case SLUICE_BULK_ROWS_FROM:
      return table->rows >= 0 && table->rows >= self->rows;
    case SLUICE_BULK_ROWS_UNKNOWN:
      return table->rows < 0;
    case SLUICE_BULK_METHOD_IS:
      return choice->method == self->method;
    case SLUICE_BULK_SELECTED:
      return choice->selected;
    case SLUICE_BULK_SUGGESTED:
      return sluice_advisor_is_suggested (table);
    case SLUICE_BULK_NEEDS_ATTENTION:
      return sluice_advisor_get_warnings (table) != SLUICE_WARNING_NONE;
    case SLUICE_BULK_ALWAYS:
    default:
      return TRUE;
    }
}

static gboolean
fits (const Rule *self, SluiceTable *table, const SluiceChoice *choice, const char **cursor)
{
  *cursor = NULL;
  if (!self->complete)
    return FALSE;

  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = &g_array_index (self->conditions, Condition, i);

      if (holds (condition, table, choice, cursor) == condition->negated)
        return FALSE;
    }

  return TRUE;
}

/* @found is the cursor that a condition found. */
static gboolean
set_method (const Action *self, SluiceTable *table, SluiceChoice *choice, const char *found, char **why)
{
  const char *cursor = found;

  if (!sluice_choice_set_method (choice, table, self->method, why))
    return FALSE;
  if (!sluice_sync_method_needs_cursor (self->method))
    return TRUE;

  if (*self->text != '\0')
    cursor = find_cursor (table, &self->pattern);
  if (*self->text != '\0' && cursor == NULL)
    return sluice_choice_set_cursor (choice, table, self->text, why);

  return cursor == NULL || sluice_choice_set_cursor (choice, table, cursor, why);
}

static gboolean
act (const Action *self, SluiceTable *table, SluiceChoice *choice, const char *found, char **why)
{
  const char *cursor;

  switch (self->kind)
    {
    case SLUICE_BULK_SELECT:
      return sluice_choice_set_selected (choice, table, TRUE, why);
    case SLUICE_BULK_DESELECT:
      return sluice_choice_set_selected (choice, table, FALSE, why);
    case SLUICE_BULK_RECOMMENDED:
      sluice_choice_set_recommended (choice, table);
      return TRUE;
    case SLUICE_BULK_SET_METHOD:
      return set_method (self, table, choice, found, why);
    case SLUICE_BULK_SET_CURSOR:
      cursor = find_cursor (table, &self->pattern);
      return sluice_choice_set_cursor (choice, table, cursor != NULL ? cursor : self->text, why);
    case SLUICE_BULK_SET_PRIMARY_KEYS:
      return sluice_choice_set_primary_keys (choice, table,
                                             self->names[0] != NULL ? (const char *const *) self->names : NULL, why);
    case SLUICE_BULK_SET_FREQUENCY:
      return sluice_choice_set_frequency (choice, table, self->number, why);
    case SLUICE_BULK_SET_TIME_OF_DAY:
      return sluice_choice_set_time_of_day (choice, table, self->number, why);
    case SLUICE_BULK_SET_LOOK_BACK:
      return sluice_choice_set_look_back (choice, table, self->number, why);
    case SLUICE_BULK_SET_FULL_REFRESH:
      return sluice_choice_set_full_refresh_days (choice, table, MAX (self->number, 0), why);
    case SLUICE_BULK_SET_CDC_TABLE_MODE:
      return sluice_choice_set_cdc_table_mode (choice, table, CLAMP (self->number, 0, (int) SLUICE_CDC_TABLE_LAST),
                                               why);
    case SLUICE_BULK_LEAVE:
    default:
      return TRUE;
    }
}

int
sluice_bulk_program_run (SluiceBulkProgram *self, SluiceTable *table, SluiceChoice *choice, char **obstacle)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = &g_array_index (self->rules, Rule, i);
      g_auto (SluiceChoice) changed = { 0 };
      const char *cursor;

      if (!fits (rule, table, choice, &cursor))
        continue;

      sluice_choice_copy (&changed, choice);
      for (guint j = 0; j < rule->actions->len; j++)
        if (!act (&g_array_index (rule->actions, Action, j), table, &changed, cursor, obstacle))
          return i;
      sluice_choice_clear (choice);
      sluice_choice_copy (choice, &changed);

      return i;
    }

  return -1;
}
