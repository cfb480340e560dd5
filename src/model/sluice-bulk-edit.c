/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-bulk-edit.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-bulk-private.h"
#include "sluice-json.h"

#define FORMAT_VERSION 1

struct _SluiceBulkEdit
{
  GObject parent_instance;

  GListStore *rules;
};

static guint edit_changed;

static GType
sluice_bulk_edit_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_BULK_RULE;
}

static guint
sluice_bulk_edit_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SLUICE_BULK_EDIT (model)->rules));
}

static gpointer
sluice_bulk_edit_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (SLUICE_BULK_EDIT (model)->rules), position);
}

static void
sluice_bulk_edit_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_bulk_edit_get_item_type;
  iface->get_n_items = sluice_bulk_edit_get_n_items;
  iface->get_item = sluice_bulk_edit_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceBulkEdit,
                               sluice_bulk_edit,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sluice_bulk_edit_model_init))

static void
tell_changed (SluiceBulkEdit *self)
{
  g_signal_emit (self, edit_changed, 0);
}

static void
items_changed_cb (SluiceBulkEdit *self, guint position, guint removed, guint added, GListModel *model)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
sluice_bulk_edit_finalize (GObject *object)
{
  g_object_unref (SLUICE_BULK_EDIT (object)->rules);

  G_OBJECT_CLASS (sluice_bulk_edit_parent_class)->finalize (object);
}

static void
sluice_bulk_edit_class_init (SluiceBulkEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sluice_bulk_edit_finalize;

  edit_changed =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_bulk_edit_init (SluiceBulkEdit *self)
{
  self->rules = g_list_store_new (SLUICE_TYPE_BULK_RULE);
  g_signal_connect_object (self->rules, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
}

SluiceBulkEdit *
sluice_bulk_edit_new (void)
{
  return g_object_new (SLUICE_TYPE_BULK_EDIT, NULL);
}

static void
add_simple_rule (SluiceBulkEdit *self, SluiceBulkCondition *condition, SluiceSyncMethod method)
{
  g_autoptr (SluiceBulkRule) rule = sluice_bulk_rule_new ();
  g_autoptr (SluiceBulkAction) action = sluice_bulk_action_new (SLUICE_BULK_SET_METHOD);

  g_object_set (action, "method", method, NULL);
  g_list_store_append (sluice_bulk_rule_get_conditions (rule), condition);
  g_list_store_append (sluice_bulk_rule_get_actions (rule), action);
  sluice_bulk_edit_add (self, rule);
}

SluiceBulkEdit *
sluice_bulk_edit_new_example (void)
{
  SluiceBulkEdit *self = sluice_bulk_edit_new ();
  g_autoptr (SluiceBulkCondition) updated = sluice_bulk_condition_new (SLUICE_BULK_HAS_CURSOR);
  g_autoptr (SluiceBulkCondition) small = sluice_bulk_condition_new (SLUICE_BULK_ROWS_UNDER);

  g_object_set (updated, "text", "updated_at", NULL);
  g_object_set (small, "rows", SLUICE_SMALL_ROWS, NULL);
  add_simple_rule (self, updated, SLUICE_SYNC_METHOD_INCREMENTAL);
  add_simple_rule (self, small, SLUICE_SYNC_METHOD_FULL_REFRESH);

  return self;
}

void
sluice_bulk_edit_add (SluiceBulkEdit *self, SluiceBulkRule *rule)
{
  g_return_if_fail (SLUICE_IS_BULK_EDIT (self));
  g_return_if_fail (SLUICE_IS_BULK_RULE (rule));

  g_signal_connect_object (rule, "changed", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->rules, rule);
  tell_changed (self);
}

void
sluice_bulk_edit_remove (SluiceBulkEdit *self, guint position)
{
  g_autoptr (SluiceBulkRule) rule = NULL;

  g_return_if_fail (SLUICE_IS_BULK_EDIT (self));

  rule = g_list_model_get_item (G_LIST_MODEL (self->rules), position);
  if (rule == NULL)
    return;

  g_signal_handlers_disconnect_by_func (rule, tell_changed, self);
  g_list_store_remove (self->rules, position);
  tell_changed (self);
}

void
sluice_bulk_edit_move (SluiceBulkEdit *self, guint from, guint to)
{
  g_autoptr (SluiceBulkRule) rule = NULL;
  guint n;

  g_return_if_fail (SLUICE_IS_BULK_EDIT (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->rules));
  if (from >= n || to >= n || from == to)
    return;

  rule = g_list_model_get_item (G_LIST_MODEL (self->rules), from);
  g_list_store_remove (self->rules, from);
  g_list_store_insert (self->rules, to, rule);
  tell_changed (self);
}

SluiceBulkPreview *
sluice_bulk_edit_preview (SluiceBulkEdit *self, SluiceTableList *list, GPtrArray *tables)
{
  g_return_val_if_fail (SLUICE_IS_BULK_EDIT (self), NULL);
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (list), NULL);
  g_return_val_if_fail (tables != NULL, NULL);

  return sluice_bulk_preview_new (list, tables, sluice_bulk_program_new (G_LIST_MODEL (self->rules)));
}

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static gboolean
read_kind (GType type, JsonObject *object, int *kind, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const char *nick = sluice_json_require_string (object, "kind", error);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (nick == NULL)
    return FALSE;
  if (value == NULL)
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE, _ ("“%s” is not known to this version"), nick);
      return FALSE;
    }
  *kind = value->value;

  return TRUE;
}

static JsonObject *
condition_to_json (SluiceBulkCondition *condition)
{
  JsonObject *object = json_object_new ();
  SluiceBulkConditionKind kind = sluice_bulk_condition_get_kind (condition);
  SluiceBulkOperand operand = sluice_bulk_condition_kind_get_operand (kind);

  json_object_set_string_member (object, "kind", get_nick (SLUICE_TYPE_BULK_CONDITION_KIND, kind));
  if (operand == SLUICE_BULK_OPERAND_TEXT)
    json_object_set_string_member (object, "text", sluice_bulk_condition_get_text (condition));
  else if (operand == SLUICE_BULK_OPERAND_ROWS)
    json_object_set_int_member (object, "rows", sluice_bulk_condition_get_rows (condition));
  else if (operand == SLUICE_BULK_OPERAND_METHOD)
    json_object_set_string_member (object, "method",
                                   sluice_sync_method_to_word (sluice_bulk_condition_get_method (condition)));
  if (sluice_bulk_condition_get_negated (condition))
    json_object_set_boolean_member (object, "negated", TRUE);

  return object;
}

static SluiceBulkCondition *
condition_from_json (JsonObject *object, GError **error)
{
  SluiceSyncMethod method = sluice_sync_method_from_word (sluice_json_get_string (object, "method", NULL));
  SluiceBulkCondition *condition;
  int kind;

  if (!read_kind (SLUICE_TYPE_BULK_CONDITION_KIND, object, &kind, error))
    return NULL;

  condition = sluice_bulk_condition_new (kind);
  g_object_set (condition, "text", sluice_json_get_string (object, "text", ""), "rows",
                MAX (sluice_json_get_int (object, "rows", 0), 0), "negated",
                sluice_json_get_boolean (object, "negated", FALSE), NULL);
  if (method != SLUICE_SYNC_METHOD_NONE)
    g_object_set (condition, "method", method, NULL);

  return condition;
}

static JsonObject *
action_to_json (SluiceBulkAction *action)
{
  JsonObject *object = json_object_new ();
  SluiceBulkActionKind kind = sluice_bulk_action_get_kind (action);
  SluiceBulkOperand operand = sluice_bulk_action_kind_get_operand (kind);

  json_object_set_string_member (object, "kind", get_nick (SLUICE_TYPE_BULK_ACTION_KIND, kind));
  if (operand == SLUICE_BULK_OPERAND_METHOD_AND_TEXT)
    json_object_set_string_member (object, "method",
                                   sluice_sync_method_to_word (sluice_bulk_action_get_method (action)));
  if (operand == SLUICE_BULK_OPERAND_METHOD_AND_TEXT || operand == SLUICE_BULK_OPERAND_TEXT)
    json_object_set_string_member (object, "text", sluice_bulk_action_get_text (action));
  else if (operand != SLUICE_BULK_OPERAND_NONE)
    json_object_set_int_member (object, "number", sluice_bulk_action_get_number (action));

  return object;
}

static SluiceBulkAction *
action_from_json (JsonObject *object, GError **error)
{
  SluiceSyncMethod method = sluice_sync_method_from_word (sluice_json_get_string (object, "method", NULL));
  SluiceBulkAction *action;
  int kind;

  if (!read_kind (SLUICE_TYPE_BULK_ACTION_KIND, object, &kind, error))
    return NULL;

  action = sluice_bulk_action_new (kind);
  g_object_set (action, "text", sluice_json_get_string (object, "text", ""), "number",
                (int) CLAMP (sluice_json_get_int (object, "number", sluice_bulk_action_get_number (action)), -1,
                             G_MAXINT),
                NULL);
  if (method != SLUICE_SYNC_METHOD_NONE)
    g_object_set (action, "method", method, NULL);

  return action;
}

JsonNode *
sluice_bulk_edit_to_json (SluiceBulkEdit *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *rules = json_array_new ();

  g_return_val_if_fail (SLUICE_IS_BULK_EDIT (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (SluiceBulkRule) rule = g_list_model_get_item (G_LIST_MODEL (self), i);
      GListModel *conditions = G_LIST_MODEL (sluice_bulk_rule_get_conditions (rule));
      GListModel *actions = G_LIST_MODEL (sluice_bulk_rule_get_actions (rule));
      JsonObject *written = json_object_new ();
      JsonArray *when = json_array_new ();
      JsonArray *then = json_array_new ();

      for (guint j = 0; j < g_list_model_get_n_items (conditions); j++)
        {
          g_autoptr (SluiceBulkCondition) condition = g_list_model_get_item (conditions, j);

          json_array_add_object_element (when, condition_to_json (condition));
        }
      for (guint j = 0; j < g_list_model_get_n_items (actions); j++)
        {
          g_autoptr (SluiceBulkAction) action = g_list_model_get_item (actions, j);

          json_array_add_object_element (then, action_to_json (action));
        }
      json_object_set_array_member (written, "when", when);
      json_object_set_array_member (written, "then", then);
      json_array_add_object_element (rules, written);
    }
  json_object_set_int_member (object, "version", FORMAT_VERSION);
  json_object_set_array_member (object, "rules", rules);

  return sluice_json_take_object (object);
}

static SluiceBulkRule *
rule_from_json (JsonObject *object, GError **error)
{
  g_autoptr (SluiceBulkRule) rule = sluice_bulk_rule_new ();
  JsonArray *when = sluice_json_get_array (object, "when");
  JsonArray *then = sluice_json_get_array (object, "then");

  if (when == NULL || then == NULL)
    {
      g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING,
                           _ ("A rule has no “when” or no “then”"));
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (when); i++)
    {
      g_autoptr (SluiceBulkCondition) condition = condition_from_json (sluice_json_array_get_object (when, i), error);

      if (condition == NULL)
        return NULL;
      g_list_store_append (sluice_bulk_rule_get_conditions (rule), condition);
    }
  for (guint i = 0; i < json_array_get_length (then); i++)
    {
      g_autoptr (SluiceBulkAction) action = action_from_json (sluice_json_array_get_object (then, i), error);

      if (action == NULL)
        return NULL;
      g_list_store_append (sluice_bulk_rule_get_actions (rule), action);
    }

  return g_steal_pointer (&rule);
}

SluiceBulkEdit *
sluice_bulk_edit_new_from_json (JsonNode *node, GError **error)
{
  g_autoptr (SluiceBulkEdit) self = sluice_bulk_edit_new ();
  JsonObject *object = sluice_json_require_object (node, _ ("the list of rules"), error);
  JsonArray *rules = sluice_json_get_array (object, "rules");

  if (object == NULL)
    return NULL;

  for (guint i = 0; rules != NULL && i < json_array_get_length (rules); i++)
    {
      g_autoptr (SluiceBulkRule) rule = rule_from_json (sluice_json_array_get_object (rules, i), error);

      if (rule == NULL)
        return NULL;
      sluice_bulk_edit_add (self, rule);
    }

  return g_steal_pointer (&self);
}
