/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-poll.h"

#include "sluice-json.h"
#include "sluice-plan-snapshot.h"

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

static gboolean
syncs_by_webhook (SluiceSourceTable *table)
{
  return sluice_source_table_get_should_sync (table) &&
         sluice_source_table_get_method (table) == SLUICE_SYNC_METHOD_WEBHOOK;
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

/* The tables that were given up. (element-type SluiceTable) */
static GHashTable *
give_up_webhooks (SluiceTableList *tables)
{
  GHashTable *given_up = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (!uses_webhook (table))
        continue;

      give_up_webhook (table);
      g_hash_table_add (given_up, table);
    }

  return given_up;
}

JsonNode *
sluice_plan_poll_instead (SluicePlan *self, GListModel *tables)
{
  g_autoptr (GHashTable) given_up = NULL;
  JsonArray *array;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (tables), NULL);

  given_up = give_up_webhooks (sluice_plan_get_tables (self));
  array = json_array_new ();
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceSourceTable) there = g_list_model_get_item (tables, i);
      SluiceTable *planned =
          sluice_table_list_lookup (sluice_plan_get_tables (self), sluice_source_table_get_name (there));

      /* What an earlier call gave up in the plan may never have reached the source. */
      if (planned != NULL && (g_hash_table_contains (given_up, planned) || syncs_by_webhook (there)))
        json_array_add_object_element (array, write_entry (planned, there));
    }

  return sluice_json_take_array (array);
}

SluicePollPreview
sluice_plan_preview_polling (SluicePlan *self)
{
  SluicePollPreview preview = { 0 };
  g_autoptr (SluicePlanSnapshot) snapshot = NULL;
  g_autoptr (SluicePlan) copy = NULL;
  SluiceTableList *tables;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), preview);

  snapshot = sluice_plan_snapshot_new (self);
  copy = sluice_plan_snapshot_thaw (snapshot);
  tables = sluice_plan_get_tables (copy);
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (!uses_webhook (table))
        continue;

      give_up_webhook (table);
      if (!sluice_table_get_selected (table))
        preview.n_off++;
      else if (sluice_table_get_method (table) == SLUICE_SYNC_METHOD_APPEND)
        preview.n_append++;
      else
        preview.n_full_refresh++;
    }
  preview.month = sluice_table_list_get_month (tables);

  return preview;
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
