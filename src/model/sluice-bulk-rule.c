/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-bulk-rule.h"

#include <glib/gi18n.h>

#include "sluice-bulk-private.h"

G_DEFINE_ENUM_TYPE (SluiceBulkConditionKind,
                    sluice_bulk_condition_kind,
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_ALWAYS, "always"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_HAS_COLUMN, "has-column"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_HAS_CURSOR, "has-cursor"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_NAME_MATCHES, "name-matches"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SCHEMA_IS, "schema-is"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_ROWS_UNDER, "rows-under"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_ROWS_FROM, "rows-from"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_ROWS_UNKNOWN, "rows-unknown"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_METHOD_IS, "method-is"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SELECTED, "selected"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SUGGESTED, "suggested"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_NEEDS_ATTENTION, "needs-attention"))
G_DEFINE_ENUM_TYPE (SluiceBulkActionKind,
                    sluice_bulk_action_kind,
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_LEAVE, "leave"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SELECT, "select"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_DESELECT, "deselect"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_RECOMMENDED, "recommended"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SET_METHOD, "method"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SET_CURSOR, "cursor"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SET_PRIMARY_KEYS, "primary-keys"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SET_FREQUENCY, "frequency"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SET_TIME_OF_DAY, "time-of-day"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SET_LOOK_BACK, "look-back"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SET_FULL_REFRESH, "full-refresh"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BULK_SET_CDC_TABLE_MODE, "cdc-table-mode"))

struct _SluiceBulkCondition
{
  GObject parent_instance;

  SluiceBulkConditionKind kind;
  char *text;
  gint64 rows;
  SluiceSyncMethod method;
  gboolean negated;
};

struct _SluiceBulkAction
{
  GObject parent_instance;

  SluiceBulkActionKind kind;
  char *text;
  SluiceSyncMethod method;
  int number;
};

struct _SluiceBulkRule
{
  GObject parent_instance;

  GListStore *conditions;
  GListStore *actions;
};

G_DEFINE_FINAL_TYPE (SluiceBulkCondition, sluice_bulk_condition, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (SluiceBulkAction, sluice_bulk_action, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (SluiceBulkRule, sluice_bulk_rule, G_TYPE_OBJECT)

typedef enum
{
  CONDITION_KIND = 1,
  CONDITION_TEXT,
  CONDITION_ROWS,
  CONDITION_METHOD,
  CONDITION_NEGATED,
} SluiceBulkConditionProps;

static GParamSpec *condition_properties[CONDITION_NEGATED + 1];

typedef enum
{
  ACTION_KIND = 1,
  ACTION_TEXT,
  ACTION_METHOD,
  ACTION_NUMBER,
} SluiceBulkActionProps;

static GParamSpec *action_properties[ACTION_NUMBER + 1];

typedef enum
{
  RULE_TEXT = 1,
} SluiceBulkRuleProps;

static GParamSpec *rule_properties[RULE_TEXT + 1];

static guint rule_changed;

static gboolean
set_number (gint64 *number, gint64 value)
{
  gboolean changed = *number != value;

  *number = value;

  return changed;
}

static void
sluice_bulk_condition_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceBulkCondition *self = SLUICE_BULK_CONDITION (object);

  switch ((SluiceBulkConditionProps) property_id)
    {
    case CONDITION_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case CONDITION_TEXT:
      g_value_set_string (value, self->text);
      break;
    case CONDITION_ROWS:
      g_value_set_int64 (value, self->rows);
      break;
    case CONDITION_METHOD:
      g_value_set_enum (value, self->method);
      break;
    case CONDITION_NEGATED:
      g_value_set_boolean (value, self->negated);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_bulk_condition_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SluiceBulkCondition *self = SLUICE_BULK_CONDITION (object);
  gboolean changed = FALSE;
  gint64 number;

  switch ((SluiceBulkConditionProps) property_id)
    {
    case CONDITION_KIND:
      number = self->kind;
      changed = set_number (&number, g_value_get_enum (value));
      self->kind = number;
      break;
    case CONDITION_TEXT:
      changed = g_set_str (&self->text, g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
      break;
    case CONDITION_ROWS:
      changed = set_number (&self->rows, g_value_get_int64 (value));
      break;
    case CONDITION_METHOD:
      number = self->method;
      changed = set_number (&number, g_value_get_enum (value));
      self->method = number;
      break;
    case CONDITION_NEGATED:
      number = self->negated;
      changed = set_number (&number, g_value_get_boolean (value));
      self->negated = number;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
  if (changed)
    g_object_notify_by_pspec (object, pspec);
}

static void
sluice_bulk_condition_finalize (GObject *object)
{
  g_free (SLUICE_BULK_CONDITION (object)->text);

  G_OBJECT_CLASS (sluice_bulk_condition_parent_class)->finalize (object);
}

static void
sluice_bulk_condition_class_init (SluiceBulkConditionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_bulk_condition_get_property;
  object_class->set_property = sluice_bulk_condition_set_property;
  object_class->finalize = sluice_bulk_condition_finalize;

  condition_properties[CONDITION_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, SLUICE_TYPE_BULK_CONDITION_KIND, SLUICE_BULK_ALWAYS, writable);
  condition_properties[CONDITION_TEXT] = g_param_spec_string ("text", NULL, NULL, "", writable);
  condition_properties[CONDITION_ROWS] = g_param_spec_int64 ("rows", NULL, NULL, 0, G_MAXINT64, 0, writable);
  condition_properties[CONDITION_METHOD] =
      g_param_spec_enum ("method", NULL, NULL, SLUICE_TYPE_SYNC_METHOD, SLUICE_SYNC_METHOD_FULL_REFRESH, writable);
  condition_properties[CONDITION_NEGATED] = g_param_spec_boolean ("negated", NULL, NULL, FALSE, writable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (condition_properties), condition_properties);
}

static void
sluice_bulk_condition_init (SluiceBulkCondition *self)
{
  self->text = g_strdup ("");
  self->method = SLUICE_SYNC_METHOD_FULL_REFRESH;
}

SluiceBulkCondition *
sluice_bulk_condition_new (SluiceBulkConditionKind kind)
{
  return g_object_new (SLUICE_TYPE_BULK_CONDITION, "kind", kind, NULL);
}

SluiceBulkConditionKind
sluice_bulk_condition_get_kind (SluiceBulkCondition *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CONDITION (self), SLUICE_BULK_ALWAYS);

  return self->kind;
}

const char *
sluice_bulk_condition_get_text (SluiceBulkCondition *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CONDITION (self), "");

  return self->text;
}

gint64
sluice_bulk_condition_get_rows (SluiceBulkCondition *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CONDITION (self), 0);

  return self->rows;
}

SluiceSyncMethod
sluice_bulk_condition_get_method (SluiceBulkCondition *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CONDITION (self), SLUICE_SYNC_METHOD_NONE);

  return self->method;
}

gboolean
sluice_bulk_condition_get_negated (SluiceBulkCondition *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CONDITION (self), FALSE);

  return self->negated;
}

static void
sluice_bulk_action_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceBulkAction *self = SLUICE_BULK_ACTION (object);

  switch ((SluiceBulkActionProps) property_id)
    {
    case ACTION_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case ACTION_TEXT:
      g_value_set_string (value, self->text);
      break;
    case ACTION_METHOD:
      g_value_set_enum (value, self->method);
      break;
    case ACTION_NUMBER:
      g_value_set_int (value, self->number);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* What leaves things to the plan or the server. */
static int
get_first_number (SluiceBulkActionKind kind)
{
  switch (sluice_bulk_action_kind_get_operand (kind))
    {
    case SLUICE_BULK_OPERAND_FREQUENCY:
    case SLUICE_BULK_OPERAND_TIME:
    case SLUICE_BULK_OPERAND_SECONDS:
      return -1;
    case SLUICE_BULK_OPERAND_NONE:
    case SLUICE_BULK_OPERAND_TEXT:
    case SLUICE_BULK_OPERAND_ROWS:
    case SLUICE_BULK_OPERAND_METHOD:
    case SLUICE_BULK_OPERAND_METHOD_AND_TEXT:
    case SLUICE_BULK_OPERAND_DAYS:
    case SLUICE_BULK_OPERAND_CDC_TABLE_MODE:
    default:
      return 0;
    }
}

static void
set_action_number (SluiceBulkAction *self, int number)
{
  if (self->number == number)
    return;

  self->number = number;
  g_object_notify_by_pspec (G_OBJECT (self), action_properties[ACTION_NUMBER]);
}

static void
sluice_bulk_action_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SluiceBulkAction *self = SLUICE_BULK_ACTION (object);

  switch ((SluiceBulkActionProps) property_id)
    {
    case ACTION_KIND:
      if (self->kind != (SluiceBulkActionKind) g_value_get_enum (value))
        {
          self->kind = g_value_get_enum (value);
          set_action_number (self, get_first_number (self->kind));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case ACTION_TEXT:
      if (g_set_str (&self->text, g_value_get_string (value) != NULL ? g_value_get_string (value) : ""))
        g_object_notify_by_pspec (object, pspec);
      break;
    case ACTION_METHOD:
      if (self->method != (SluiceSyncMethod) g_value_get_enum (value))
        {
          self->method = g_value_get_enum (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case ACTION_NUMBER:
      set_action_number (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_bulk_action_finalize (GObject *object)
{
  g_free (SLUICE_BULK_ACTION (object)->text);

  G_OBJECT_CLASS (sluice_bulk_action_parent_class)->finalize (object);
}

static void
sluice_bulk_action_class_init (SluiceBulkActionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_bulk_action_get_property;
  object_class->set_property = sluice_bulk_action_set_property;
  object_class->finalize = sluice_bulk_action_finalize;

  action_properties[ACTION_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, SLUICE_TYPE_BULK_ACTION_KIND, SLUICE_BULK_LEAVE, writable);
  action_properties[ACTION_TEXT] = g_param_spec_string ("text", NULL, NULL, "", writable);
  action_properties[ACTION_METHOD] =
      g_param_spec_enum ("method", NULL, NULL, SLUICE_TYPE_SYNC_METHOD, SLUICE_SYNC_METHOD_FULL_REFRESH, writable);
  action_properties[ACTION_NUMBER] = g_param_spec_int ("number", NULL, NULL, -1, G_MAXINT, 0, writable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (action_properties), action_properties);
}

static void
sluice_bulk_action_init (SluiceBulkAction *self)
{
  self->text = g_strdup ("");
  self->method = SLUICE_SYNC_METHOD_FULL_REFRESH;
}

SluiceBulkAction *
sluice_bulk_action_new (SluiceBulkActionKind kind)
{
  return g_object_new (SLUICE_TYPE_BULK_ACTION, "kind", kind, NULL);
}

SluiceBulkActionKind
sluice_bulk_action_get_kind (SluiceBulkAction *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_ACTION (self), SLUICE_BULK_LEAVE);

  return self->kind;
}

const char *
sluice_bulk_action_get_text (SluiceBulkAction *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_ACTION (self), "");

  return self->text;
}

SluiceSyncMethod
sluice_bulk_action_get_method (SluiceBulkAction *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_ACTION (self), SLUICE_SYNC_METHOD_NONE);

  return self->method;
}

int
sluice_bulk_action_get_number (SluiceBulkAction *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_ACTION (self), 0);

  return self->number;
}

static void
tell_changed (SluiceBulkRule *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), rule_properties[RULE_TEXT]);
  g_signal_emit (self, rule_changed, 0);
}

static void
items_changed_cb (SluiceBulkRule *self, guint position, guint removed, guint added, GListModel *model)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      /* One that was only moved is not told twice. */
      g_signal_handlers_disconnect_by_func (item, tell_changed, self);
      g_signal_connect_object (item, "notify", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
    }
  tell_changed (self);
}

static void
sluice_bulk_rule_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == RULE_TEXT)
    g_value_take_string (value, sluice_bulk_rule_dup_text (SLUICE_BULK_RULE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
sluice_bulk_rule_finalize (GObject *object)
{
  SluiceBulkRule *self = SLUICE_BULK_RULE (object);

  g_object_unref (self->conditions);
  g_object_unref (self->actions);

  G_OBJECT_CLASS (sluice_bulk_rule_parent_class)->finalize (object);
}

static void
sluice_bulk_rule_class_init (SluiceBulkRuleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_bulk_rule_get_property;
  object_class->finalize = sluice_bulk_rule_finalize;

  rule_properties[RULE_TEXT] = g_param_spec_string ("text", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (rule_properties), rule_properties);
  rule_changed =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_bulk_rule_init (SluiceBulkRule *self)
{
  self->conditions = g_list_store_new (SLUICE_TYPE_BULK_CONDITION);
  self->actions = g_list_store_new (SLUICE_TYPE_BULK_ACTION);
  g_signal_connect_object (self->conditions, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actions, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

SluiceBulkRule *
sluice_bulk_rule_new (void)
{
  return g_object_new (SLUICE_TYPE_BULK_RULE, NULL);
}

GListStore *
sluice_bulk_rule_get_conditions (SluiceBulkRule *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_RULE (self), NULL);

  return self->conditions;
}

GListStore *
sluice_bulk_rule_get_actions (SluiceBulkRule *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_RULE (self), NULL);

  return self->actions;
}
