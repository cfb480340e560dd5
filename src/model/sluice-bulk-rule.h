/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-choice.h"

G_BEGIN_DECLS

/**
 * SluiceBulkConditionKind:
 * @SLUICE_BULK_ALWAYS: every table: "else"
 * @SLUICE_BULK_HAS_COLUMN: it has a column of that name ("text")
 * @SLUICE_BULK_HAS_CURSOR: it has a column of that name that a method can read from ("text")
 * @SLUICE_BULK_NAME_MATCHES: its name matches the pattern, with or without its schema ("text")
 * @SLUICE_BULK_SCHEMA_IS: it stands in that schema of the database ("text")
 * @SLUICE_BULK_ROWS_UNDER: its rows are known and fewer ("rows")
 * @SLUICE_BULK_ROWS_FROM: its rows are known and as many or more ("rows")
 * @SLUICE_BULK_ROWS_UNKNOWN: nobody has counted its rows
 * @SLUICE_BULK_METHOD_IS: that method is chosen ("method")
 * @SLUICE_BULK_SELECTED: it is selected
 * @SLUICE_BULK_SUGGESTED: Select Suggested would take it
 * @SLUICE_BULK_NEEDS_ATTENTION: it has warnings
 *
 * What a rule looks at. Names may have * and ? in them, and upper and lower case are the same.
 */
typedef enum
{
  SLUICE_BULK_ALWAYS,
  SLUICE_BULK_HAS_COLUMN,
  SLUICE_BULK_HAS_CURSOR,
  SLUICE_BULK_NAME_MATCHES,
  SLUICE_BULK_SCHEMA_IS,
  SLUICE_BULK_ROWS_UNDER,
  SLUICE_BULK_ROWS_FROM,
  SLUICE_BULK_ROWS_UNKNOWN,
  SLUICE_BULK_METHOD_IS,
  SLUICE_BULK_SELECTED,
  SLUICE_BULK_SUGGESTED,
  SLUICE_BULK_NEEDS_ATTENTION,
} SluiceBulkConditionKind;

#define SLUICE_BULK_CONDITION_LAST SLUICE_BULK_NEEDS_ATTENTION
#define SLUICE_TYPE_BULK_CONDITION_KIND (sluice_bulk_condition_kind_get_type ())
GType sluice_bulk_condition_kind_get_type (void);

/**
 * SluiceBulkOperand:
 * @SLUICE_BULK_OPERAND_NONE: nothing
 * @SLUICE_BULK_OPERAND_TEXT: "text": an entry
 * @SLUICE_BULK_OPERAND_ROWS: "rows": a number of rows
 * @SLUICE_BULK_OPERAND_METHOD: "method": a drop-down of methods
 * @SLUICE_BULK_OPERAND_METHOD_AND_TEXT: "method", and "text" for its cursor, which may stay empty
 * @SLUICE_BULK_OPERAND_FREQUENCY: "number": a #SluiceFrequency, -1 for as the plan says
 * @SLUICE_BULK_OPERAND_TIME: "number": seconds since midnight in UTC, -1 for as the plan says
 * @SLUICE_BULK_OPERAND_SECONDS: "number": seconds, -1 for as the server does
 * @SLUICE_BULK_OPERAND_DAYS: "number": days, 0 for never
 * @SLUICE_BULK_OPERAND_CDC_TABLE_MODE: "number": a #SluiceCdcTableMode
 *
 * Which property a condition or an action takes, and so which entry it needs beside it.
 */
typedef enum
{
  SLUICE_BULK_OPERAND_NONE,
  SLUICE_BULK_OPERAND_TEXT,
  SLUICE_BULK_OPERAND_ROWS,
  SLUICE_BULK_OPERAND_METHOD,
  SLUICE_BULK_OPERAND_METHOD_AND_TEXT,
  SLUICE_BULK_OPERAND_FREQUENCY,
  SLUICE_BULK_OPERAND_TIME,
  SLUICE_BULK_OPERAND_SECONDS,
  SLUICE_BULK_OPERAND_DAYS,
  SLUICE_BULK_OPERAND_CDC_TABLE_MODE,
} SluiceBulkOperand;

/**
 * sluice_bulk_condition_kind_get_label:
 * @kind: a kind
 *
 * Returns: translated words for a drop-down: "Has a cursor named"
 */
const char *sluice_bulk_condition_kind_get_label (SluiceBulkConditionKind kind);

/**
 * sluice_bulk_condition_kind_get_operand:
 * @kind: a kind
 *
 * Returns: what it takes
 */
SluiceBulkOperand sluice_bulk_condition_kind_get_operand (SluiceBulkConditionKind kind);

#define SLUICE_TYPE_BULK_CONDITION (sluice_bulk_condition_get_type ())

/**
 * SluiceBulkCondition:
 *
 * One condition of a rule. Properties, all of them to be bound to entries: "kind" (#SluiceBulkConditionKind), "text",
 * "rows" (gint64), "method" (#SluiceSyncMethod), "negated" (whether it must not hold). Those that the kind does not
 * take are kept and ignored.
 */
G_DECLARE_FINAL_TYPE (SluiceBulkCondition, sluice_bulk_condition, SLUICE, BULK_CONDITION, GObject)

/**
 * sluice_bulk_condition_new:
 * @kind: a kind
 *
 * Returns: (transfer full): a new condition
 */
SluiceBulkCondition *sluice_bulk_condition_new (SluiceBulkConditionKind kind);

/**
 * sluice_bulk_condition_get_kind:
 * @self: a condition
 *
 * Returns: what it looks at
 */
SluiceBulkConditionKind sluice_bulk_condition_get_kind (SluiceBulkCondition *self);

/**
 * sluice_bulk_condition_get_text:
 * @self: a condition
 *
 * Returns: the name or pattern it looks for, "" until typed
 */
const char *sluice_bulk_condition_get_text (SluiceBulkCondition *self);

/**
 * sluice_bulk_condition_get_rows:
 * @self: a condition
 *
 * Returns: the number of rows it compares with
 */
gint64 sluice_bulk_condition_get_rows (SluiceBulkCondition *self);

/**
 * sluice_bulk_condition_get_method:
 * @self: a condition
 *
 * Returns: the method it looks for
 */
SluiceSyncMethod sluice_bulk_condition_get_method (SluiceBulkCondition *self);

/**
 * sluice_bulk_condition_get_negated:
 * @self: a condition
 *
 * Returns: whether it must not hold
 */
gboolean sluice_bulk_condition_get_negated (SluiceBulkCondition *self);

/**
 * SluiceBulkActionKind:
 * @SLUICE_BULK_LEAVE: leave it as it is
 * @SLUICE_BULK_SELECT: select it
 * @SLUICE_BULK_DESELECT: deselect it
 * @SLUICE_BULK_RECOMMENDED: the recommended method and cursor
 * @SLUICE_BULK_SET_METHOD: a method; its cursor is the one named, else the one a condition found, else the advisor's
 * @SLUICE_BULK_SET_CURSOR: a cursor; the first candidate that matches the name
 * @SLUICE_BULK_SET_PRIMARY_KEYS: a key: columns separated by commas; empty for the detected one
 * @SLUICE_BULK_SET_FREQUENCY: a frequency
 * @SLUICE_BULK_SET_TIME_OF_DAY: a time of day
 * @SLUICE_BULK_SET_LOOK_BACK: a look-back
 * @SLUICE_BULK_SET_FULL_REFRESH: a periodic full refresh
 * @SLUICE_BULK_SET_CDC_TABLE_MODE: which tables CDC keeps
 *
 * What a rule does with a table.
 */
typedef enum
{
  SLUICE_BULK_LEAVE,
  SLUICE_BULK_SELECT,
  SLUICE_BULK_DESELECT,
  SLUICE_BULK_RECOMMENDED,
  SLUICE_BULK_SET_METHOD,
  SLUICE_BULK_SET_CURSOR,
  SLUICE_BULK_SET_PRIMARY_KEYS,
  SLUICE_BULK_SET_FREQUENCY,
  SLUICE_BULK_SET_TIME_OF_DAY,
  SLUICE_BULK_SET_LOOK_BACK,
  SLUICE_BULK_SET_FULL_REFRESH,
  SLUICE_BULK_SET_CDC_TABLE_MODE,
} SluiceBulkActionKind;

#define SLUICE_BULK_ACTION_LAST SLUICE_BULK_SET_CDC_TABLE_MODE
#define SLUICE_TYPE_BULK_ACTION_KIND (sluice_bulk_action_kind_get_type ())
GType sluice_bulk_action_kind_get_type (void);

/**
 * sluice_bulk_action_kind_get_label:
 * @kind: a kind
 *
 * Returns: translated words for a drop-down: "Set the method to"
 */
const char *sluice_bulk_action_kind_get_label (SluiceBulkActionKind kind);

/**
 * sluice_bulk_action_kind_get_operand:
 * @kind: a kind
 *
 * Returns: what it takes
 */
SluiceBulkOperand sluice_bulk_action_kind_get_operand (SluiceBulkActionKind kind);

#define SLUICE_TYPE_BULK_ACTION (sluice_bulk_action_get_type ())

/**
 * SluiceBulkAction:
 *
 * One thing that a rule does. Properties, all of them to be bound to entries: "kind" (#SluiceBulkActionKind), "text",
 * "method" (#SluiceSyncMethod), "number" (int). Those that the kind does not take are kept and ignored; another kind
 * starts with a "number" that leaves things to plan and server.
 */
G_DECLARE_FINAL_TYPE (SluiceBulkAction, sluice_bulk_action, SLUICE, BULK_ACTION, GObject)

/**
 * sluice_bulk_action_new:
 * @kind: a kind
 *
 * Returns: (transfer full): a new action
 */
SluiceBulkAction *sluice_bulk_action_new (SluiceBulkActionKind kind);

/**
 * sluice_bulk_action_get_kind:
 * @self: an action
 *
 * Returns: what it does
 */
SluiceBulkActionKind sluice_bulk_action_get_kind (SluiceBulkAction *self);

/**
 * sluice_bulk_action_get_text:
 * @self: an action
 *
 * Returns: the name or names it sets, "" until typed
 */
const char *sluice_bulk_action_get_text (SluiceBulkAction *self);

/**
 * sluice_bulk_action_get_method:
 * @self: an action
 *
 * Returns: the method it sets
 */
SluiceSyncMethod sluice_bulk_action_get_method (SluiceBulkAction *self);

/**
 * sluice_bulk_action_get_number:
 * @self: an action
 *
 * Returns: the frequency, seconds, days or mode it sets
 */
int sluice_bulk_action_get_number (SluiceBulkAction *self);

#define SLUICE_TYPE_BULK_RULE (sluice_bulk_rule_get_type ())

/**
 * SluiceBulkRule:
 *
 * When all conditions hold for a table, all actions are done, in their order. Without a condition it holds for every
 * table. Property "text": the rule as a sentence, notified as it changes. Signal "changed": any part of it did.
 */
G_DECLARE_FINAL_TYPE (SluiceBulkRule, sluice_bulk_rule, SLUICE, BULK_RULE, GObject)

/**
 * sluice_bulk_rule_new:
 *
 * Returns: (transfer full): a rule without conditions and actions
 */
SluiceBulkRule *sluice_bulk_rule_new (void);

/**
 * sluice_bulk_rule_get_conditions:
 * @self: a rule
 *
 * Returns: (transfer none): a #GListStore of #SluiceBulkCondition, to be changed as one likes
 */
GListStore *sluice_bulk_rule_get_conditions (SluiceBulkRule *self);

/**
 * sluice_bulk_rule_get_actions:
 * @self: a rule
 *
 * Returns: (transfer none): a #GListStore of #SluiceBulkAction, to be changed as one likes
 */
GListStore *sluice_bulk_rule_get_actions (SluiceBulkRule *self);

/**
 * sluice_bulk_rule_dup_text:
 * @self: a rule
 *
 * Returns: (transfer full): the rule as a translated sentence: "If it has a cursor named updated_at: set the method to
 *   incremental"
 */
char *sluice_bulk_rule_dup_text (SluiceBulkRule *self);

/**
 * sluice_bulk_rule_dup_fault:
 * @self: a rule
 *
 * Says what is still missing. A rule with a fault fits no table.
 *
 * Returns: (transfer full) (nullable): a translated sentence: "Type the name of a column."; %NULL when nothing is
 */
char *sluice_bulk_rule_dup_fault (SluiceBulkRule *self);

G_END_DECLS
