/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-bulk-private.h"
#include "sluice-estimate.h"

static const struct
{
  const char *label;
  const char *phrase;
  const char *negated;
  SluiceBulkOperand operand;
} conditions[] = {
  /* Translators: here and below, what a rule of a bulk edit looks at: first for a drop-down, then as part of a sentence
   * that begins with "If", then its opposite. %s is a name or a number of rows. */
  [SLUICE_BULK_ALWAYS] = { N_ ("Any table"), N_ ("it is any table"), N_ ("it is no table"), SLUICE_BULK_OPERAND_NONE },
  [SLUICE_BULK_HAS_COLUMN] = { N_ ("Has a column named"), N_ ("it has a column %s"), N_ ("it has no column %s"),
                               SLUICE_BULK_OPERAND_TEXT },
  [SLUICE_BULK_HAS_CURSOR] = { N_ ("Has a cursor named"), N_ ("it has a cursor %s"), N_ ("it has no cursor %s"),
                               SLUICE_BULK_OPERAND_TEXT },
  [SLUICE_BULK_NAME_MATCHES] = { N_ ("Name is like"), N_ ("its name is like %s"), N_ ("its name is not like %s"),
                                 SLUICE_BULK_OPERAND_TEXT },
  [SLUICE_BULK_SCHEMA_IS] = { N_ ("Is in the schema"), N_ ("it is in the schema %s"), N_ ("it is not in the schema %s"),
                              SLUICE_BULK_OPERAND_TEXT },
  [SLUICE_BULK_ROWS_UNDER] = { N_ ("Has fewer rows than"), N_ ("it has under %s rows"),
                               N_ ("it is not known to have under %s rows"), SLUICE_BULK_OPERAND_ROWS },
  [SLUICE_BULK_ROWS_FROM] = { N_ ("Has at least as many rows as"), N_ ("it has %s rows or more"),
                              N_ ("it is not known to have %s rows or more"), SLUICE_BULK_OPERAND_ROWS },
  [SLUICE_BULK_ROWS_UNKNOWN] = { N_ ("Rows are unknown"), N_ ("its rows are unknown"), N_ ("its rows are known"),
                                 SLUICE_BULK_OPERAND_NONE },
  [SLUICE_BULK_METHOD_IS] = { N_ ("Method is"), N_ ("its method is %s"), N_ ("its method is not %s"),
                              SLUICE_BULK_OPERAND_METHOD },
  [SLUICE_BULK_SELECTED] = { N_ ("Is selected"), N_ ("it is selected"), N_ ("it is not selected"),
                             SLUICE_BULK_OPERAND_NONE },
  [SLUICE_BULK_SUGGESTED] = { N_ ("Is suggested"), N_ ("it is suggested"), N_ ("it is not suggested"),
                              SLUICE_BULK_OPERAND_NONE },
  [SLUICE_BULK_NEEDS_ATTENTION] = { N_ ("Needs attention"), N_ ("it needs attention"), N_ ("it needs no attention"),
                                    SLUICE_BULK_OPERAND_NONE },
};

static const struct
{
  const char *label;
  SluiceBulkOperand operand;
} actions[] = {
  /* Translators: here and below, what a rule of a bulk edit does, for a drop-down. */
  [SLUICE_BULK_LEAVE] = { N_ ("Leave it as it is"), SLUICE_BULK_OPERAND_NONE },
  [SLUICE_BULK_SELECT] = { N_ ("Select it"), SLUICE_BULK_OPERAND_NONE },
  [SLUICE_BULK_DESELECT] = { N_ ("Deselect it"), SLUICE_BULK_OPERAND_NONE },
  [SLUICE_BULK_RECOMMENDED] = { N_ ("Take the recommended method"), SLUICE_BULK_OPERAND_NONE },
  [SLUICE_BULK_SET_METHOD] = { N_ ("Set the method to"), SLUICE_BULK_OPERAND_METHOD_AND_TEXT },
  [SLUICE_BULK_SET_CURSOR] = { N_ ("Set the cursor to"), SLUICE_BULK_OPERAND_TEXT },
  [SLUICE_BULK_SET_PRIMARY_KEYS] = { N_ ("Set the primary key to"), SLUICE_BULK_OPERAND_TEXT },
  [SLUICE_BULK_SET_FREQUENCY] = { N_ ("Set the frequency to"), SLUICE_BULK_OPERAND_FREQUENCY },
  [SLUICE_BULK_SET_TIME_OF_DAY] = { N_ ("Set the time of day to"), SLUICE_BULK_OPERAND_TIME },
  [SLUICE_BULK_SET_LOOK_BACK] = { N_ ("Set the look-back to"), SLUICE_BULK_OPERAND_SECONDS },
  [SLUICE_BULK_SET_FULL_REFRESH] = { N_ ("Set the periodic full refresh to"), SLUICE_BULK_OPERAND_DAYS },
  [SLUICE_BULK_SET_CDC_TABLE_MODE] = { N_ ("Set the CDC tables to"), SLUICE_BULK_OPERAND_CDC_TABLE_MODE },
};

const char *
sluice_bulk_condition_kind_get_label (SluiceBulkConditionKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (conditions), "");

  return _ (conditions[kind].label);
}

SluiceBulkOperand
sluice_bulk_condition_kind_get_operand (SluiceBulkConditionKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (conditions), SLUICE_BULK_OPERAND_NONE);

  return conditions[kind].operand;
}

const char *
sluice_bulk_action_kind_get_label (SluiceBulkActionKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (actions), "");

  return _ (actions[kind].label);
}

SluiceBulkOperand
sluice_bulk_action_kind_get_operand (SluiceBulkActionKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (actions), SLUICE_BULK_OPERAND_NONE);

  return actions[kind].operand;
}

/* What stands for %s in the phrase of a condition. (transfer full) */
static char *
dup_operand_text (SluiceBulkCondition *self)
{
  switch (conditions[sluice_bulk_condition_get_kind (self)].operand)
    {
    case SLUICE_BULK_OPERAND_TEXT:
      return g_strdup (sluice_bulk_condition_get_text (self));
    case SLUICE_BULK_OPERAND_ROWS:
      return sluice_rows_to_string (sluice_bulk_condition_get_rows (self));
    case SLUICE_BULK_OPERAND_METHOD:
      return g_strdup (sluice_sync_method_get_phrase (sluice_bulk_condition_get_method (self)));
    case SLUICE_BULK_OPERAND_NONE:
    case SLUICE_BULK_OPERAND_METHOD_AND_TEXT:
    case SLUICE_BULK_OPERAND_FREQUENCY:
    case SLUICE_BULK_OPERAND_TIME:
    case SLUICE_BULK_OPERAND_SECONDS:
    case SLUICE_BULK_OPERAND_DAYS:
    case SLUICE_BULK_OPERAND_CDC_TABLE_MODE:
    default:
      return g_strdup ("");
    }
}

char *
sluice_bulk_condition_dup_phrase (SluiceBulkCondition *self)
{
  SluiceBulkConditionKind kind = sluice_bulk_condition_get_kind (self);
  const char *format = sluice_bulk_condition_get_negated (self) ? conditions[kind].negated : conditions[kind].phrase;
  g_autofree char *operand = dup_operand_text (self);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (format), operand);
#pragma GCC diagnostic pop
}

char *
sluice_bulk_condition_dup_fault (SluiceBulkCondition *self)
{
  if (conditions[sluice_bulk_condition_get_kind (self)].operand != SLUICE_BULK_OPERAND_TEXT ||
      *sluice_bulk_condition_get_text (self) != '\0')
    return NULL;

  return g_strdup (_ ("Type a name. * stands for any letters, ? for any one."));
}

static char *
dup_method_phrase (SluiceBulkAction *self)
{
  const char *method = sluice_sync_method_get_phrase (sluice_bulk_action_get_method (self));
  const char *cursor = sluice_bulk_action_get_text (self);

  if (*cursor == '\0' || !sluice_sync_method_needs_cursor (sluice_bulk_action_get_method (self)))
    /* Translators: here and below, what a rule does, as part of a sentence. %s is a sync method. */
    return g_strdup_printf (_ ("set the method to %s"), method);

  /* Translators: a sync method and a column. */
  return g_strdup_printf (_ ("set the method to %s by %s"), method, cursor);
}

static char *
dup_time_phrase (int seconds)
{
  g_autofree char *label = NULL;

  if (seconds < 0)
    return g_strdup (_ ("leave the time of day to the plan"));

  label = sluice_time_of_day_dup_label (seconds);

  /* Translators: %s is a time of day. */
  return g_strdup_printf (_ ("sync it at %s"), label);
}

static char *
dup_keys_phrase (const char *keys)
{
  if (*keys == '\0')
    return g_strdup (_ ("take the detected primary key"));

  /* Translators: %s are names of columns. */
  return g_strdup_printf (_ ("set the primary key to %s"), keys);
}

char *
sluice_bulk_action_dup_phrase (SluiceBulkAction *self)
{
  const char *text = sluice_bulk_action_get_text (self);
  int number = sluice_bulk_action_get_number (self);
  g_autofree char *words = NULL;

  switch (sluice_bulk_action_get_kind (self))
    {
    case SLUICE_BULK_SELECT:
      return g_strdup (_ ("select it"));
    case SLUICE_BULK_DESELECT:
      return g_strdup (_ ("deselect it"));
    case SLUICE_BULK_RECOMMENDED:
      return g_strdup (_ ("take the recommended method"));
    case SLUICE_BULK_SET_METHOD:
      return dup_method_phrase (self);
    case SLUICE_BULK_SET_CURSOR:
      /* Translators: %s is the name of a column. */
      return g_strdup_printf (_ ("set the cursor to %s"), text);
    case SLUICE_BULK_SET_PRIMARY_KEYS:
      return dup_keys_phrase (text);
    case SLUICE_BULK_SET_FREQUENCY:
      /* Translators: %s is "every 6 hours" or "as the plan says". */
      return g_strdup_printf (_ ("sync it %s"), number < 0 || number > (int) SLUICE_FREQUENCY_LAST ?
                                                    _ ("as the plan says") :
                                                    sluice_frequency_get_phrase (number));
    case SLUICE_BULK_SET_TIME_OF_DAY:
      return dup_time_phrase (number);
    case SLUICE_BULK_SET_LOOK_BACK:
      words = sluice_look_back_dup_label (number);
      /* Translators: %s is "2 days", "none" or "as the server does". */
      return g_strdup_printf (_ ("set the look-back to %s"), words);
    case SLUICE_BULK_SET_FULL_REFRESH:
      words = sluice_full_refresh_dup_label (MAX (number, 0));
      /* Translators: %s is "every 7 days" or "never". */
      return g_strdup_printf (_ ("refresh it in full %s"), words);
    case SLUICE_BULK_SET_CDC_TABLE_MODE:
      /* Translators: %s is "Current rows" or the like. */
      return g_strdup_printf (_ ("set the CDC tables to %s"),
                              sluice_cdc_table_mode_get_label (CLAMP (number, 0, (int) SLUICE_CDC_TABLE_LAST)));
    case SLUICE_BULK_LEAVE:
    default:
      return g_strdup (_ ("leave it as it is"));
    }
}

char *
sluice_bulk_action_dup_fault (SluiceBulkAction *self)
{
  if (sluice_bulk_action_get_kind (self) == SLUICE_BULK_SET_CURSOR && *sluice_bulk_action_get_text (self) == '\0')
    return g_strdup (_ ("Type the name of the cursor."));

  return NULL;
}

typedef char *(*DupPhrase) (gpointer item);

/* (transfer full) */
static char *
join_phrases (GListStore *items, DupPhrase dup_phrase, const char *between)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) phrases = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (items)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (items), i);

      g_strv_builder_take (builder, dup_phrase (item));
    }
  phrases = g_strv_builder_end (builder);

  return g_strjoinv (between, phrases);
}

char *
sluice_bulk_rule_dup_text (SluiceBulkRule *self)
{
  GListStore *store;
  g_autofree char *when = NULL;
  g_autofree char *then = NULL;

  g_return_val_if_fail (SLUICE_IS_BULK_RULE (self), NULL);

  store = sluice_bulk_rule_get_conditions (self);
  /* Translators: stands between two conditions of a rule that must both hold. */
  when = join_phrases (store, (DupPhrase) sluice_bulk_condition_dup_phrase, _ (" and "));
  /* Translators: stands between two things that a rule does. */
  then = join_phrases (sluice_bulk_rule_get_actions (self), (DupPhrase) sluice_bulk_action_dup_phrase, _ (", "));
  if (*then == '\0')
    g_set_str (&then, _ ("leave it as it is"));
  if (g_list_model_get_n_items (G_LIST_MODEL (store)) == 0)
    /* Translators: a rule without conditions; %s is what it does: "Any table: select it". */
    return g_strdup_printf (_ ("Any table: %s"), then);

  /* Translators: a rule: "If it has a cursor updated_at: set the method to incremental". */
  return g_strdup_printf (_ ("If %s: %s"), when, then);
}

char *
sluice_bulk_rule_dup_fault (SluiceBulkRule *self)
{
  GListModel *model;

  g_return_val_if_fail (SLUICE_IS_BULK_RULE (self), NULL);

  model = G_LIST_MODEL (sluice_bulk_rule_get_conditions (self));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SluiceBulkCondition) condition = g_list_model_get_item (model, i);
      char *fault = sluice_bulk_condition_dup_fault (condition);

      if (fault != NULL)
        return fault;
    }
  model = G_LIST_MODEL (sluice_bulk_rule_get_actions (self));
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SluiceBulkAction) action = g_list_model_get_item (model, i);
      char *fault = sluice_bulk_action_dup_fault (action);

      if (fault != NULL)
        return fault;
    }

  return NULL;
}
