/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-poll.h"

#include "sluice-json.h"

static gboolean
uses_webhook (SluiceTable *table)
{
  return sluice_table_get_selected (table) && sluice_table_get_method (table) == SLUICE_SYNC_METHOD_WEBHOOK;
}

static void
give_up_webhook (SluiceTable *table)
{
  if (sluice_table_get_webhook_only (table))
    sluice_table_set_selected (table, FALSE);
  else if (sluice_table_can_use (table, SLUICE_SYNC_METHOD_APPEND))
    sluice_table_set_method (table, SLUICE_SYNC_METHOD_APPEND);
  else
    sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
}

static SluiceSourceTable *
find_by_name (GListModel *tables, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceSourceTable) table = g_list_model_get_item (tables, i);

      if (g_strcmp0 (sluice_source_table_get_name (table), name) == 0)
        return g_steal_pointer (&table);
    }

  return NULL;
}

/* What is sent for a table that is off says no more than that. */
static JsonObject *
write_entry (SluiceTable *planned, SluiceSourceTable *table)
{
  JsonObject *entry = sluice_table_to_create_entry (planned);

  json_object_remove_member (entry, "name");
  if (!sluice_table_get_selected (planned))
    json_object_remove_member (entry, "sync_type");
  json_object_set_string_member (entry, "id", sluice_source_table_get_id (table));

  return entry;
}

JsonNode *
sluice_plan_poll_instead (SluicePlan *self, GListModel *tables)
{
  SluiceTableList *planned;
  JsonArray *array;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (tables), NULL);

  planned = sluice_plan_get_tables (self);
  array = json_array_new ();
  for (guint i = 0; i < sluice_table_list_get_size (planned); i++)
    {
      SluiceTable *table = sluice_table_list_get (planned, i);
      g_autoptr (SluiceSourceTable) there = NULL;

      if (!uses_webhook (table))
        continue;

      there = find_by_name (tables, sluice_table_get_name (table));
      give_up_webhook (table);
      if (there != NULL)
        json_array_add_object_element (array, write_entry (table, there));
    }

  return sluice_json_take_array (array);
}

guint
sluice_plan_count_webhook_only (SluicePlan *self)
{
  SluiceTableList *tables;
  guint n = 0;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), 0);

  tables = sluice_plan_get_tables (self);
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      n += uses_webhook (table) && sluice_table_get_webhook_only (table);
    }

  return n;
}
