/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-cdc.h"

#include "sluice-advisor.h"
#include "sluice-json.h"
#include "sluice-table.h"

gboolean
sluice_plan_is_cdc_off_for_project (SluicePlan *self)
{
  SluiceTableList *tables;
  guint size;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), FALSE);

  tables = sluice_plan_get_tables (self);
  size = sluice_table_list_get_size (tables);
  for (guint i = 0; i < size; i++)
    if (sluice_table_get_cdc_available (sluice_table_list_get (tables, i)) != SLUICE_TRI_UNKNOWN)
      return FALSE;

  return size > 0;
}

gboolean
sluice_plan_takes_cdc (SluicePlan *self)
{
  SluiceSourceType *source_type;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), FALSE);

  source_type = sluice_plan_get_source_type (self);
  if (source_type == NULL || !sluice_source_type_has_cdc (source_type))
    return FALSE;

  return sluice_cdc_get_enabled (sluice_plan_get_cdc (self)) || !sluice_plan_is_cdc_off_for_project (self);
}

GPtrArray *
sluice_plan_list_cdc_tables (SluicePlan *self)
{
  GPtrArray *chosen = g_ptr_array_new ();
  SluiceTableList *tables;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), chosen);

  tables = sluice_plan_get_tables (self);
  /* Nearly always there are none. */
  if (sluice_table_list_count_method (tables, SLUICE_SYNC_METHOD_CDC) == 0)
    return chosen;
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (sluice_table_get_selected (table) && sluice_table_get_method (table) == SLUICE_SYNC_METHOD_CDC)
        g_ptr_array_add (chosen, table);
    }

  return chosen;
}

/* The settings and the tables, as they are sent. */
static void
add_what_is_asked (SluicePlan *self, JsonObject *body)
{
  g_autoptr (GPtrArray) tables = sluice_plan_list_cdc_tables (self);
  JsonArray *names = json_array_sized_new (tables->len);

  sluice_cdc_add_to_check (sluice_plan_get_cdc (self), body);
  for (guint i = 0; i < tables->len; i++)
    json_array_add_string_element (names, sluice_table_get_name (g_ptr_array_index (tables, i)));
  json_object_set_array_member (body, "tables", names);
}

JsonNode *
sluice_plan_to_cdc_check_body (SluicePlan *self)
{
  JsonNode *body;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);
  g_return_val_if_fail (sluice_plan_get_form (self) != NULL, NULL);

  body = sluice_form_to_flat (sluice_plan_get_form (self));
  add_what_is_asked (self, json_node_get_object (body));

  return body;
}

char *
sluice_plan_dup_cdc_fingerprint (SluicePlan *self)
{
  JsonObject *asked = json_object_new ();
  g_autoptr (JsonNode) node = sluice_json_take_object (asked);
  g_autofree char *text = NULL;
  g_autofree char *form = NULL;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  add_what_is_asked (self, asked);
  text = sluice_json_to_text (node);
  form =
      sluice_plan_get_form (self) != NULL ? sluice_form_dup_fingerprint (sluice_plan_get_form (self)) : g_strdup ("");

  return g_strconcat (form, "\n", text, NULL);
}

/* Whether there is anything that a check could be about. */
static gboolean
is_asked_for (SluicePlan *self)
{
  return sluice_cdc_get_enabled (sluice_plan_get_cdc (self)) ||
         sluice_table_list_count_method (sluice_plan_get_tables (self), SLUICE_SYNC_METHOD_CDC) > 0;
}

void
sluice_plan_take_cdc_check (SluicePlan *self, SluiceCdcCheck *check)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));
  g_return_if_fail (SLUICE_IS_CDC_CHECK (check));

  sluice_cdc_set_check (sluice_plan_get_cdc (self), check);
}

void
sluice_plan_recommend_cdc (SluicePlan *self)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  if (sluice_cdc_get_enabled (sluice_plan_get_cdc (self)) && sluice_plan_get_cdc_ready (self))
    sluice_table_list_set_near_real_time (sluice_plan_get_tables (self), TRUE);
}

/* The last answer, if it is about what would be asked now. (transfer none) (nullable) */
static SluiceCdcCheck *
get_check (SluicePlan *self)
{
  SluiceCdcCheck *check = sluice_cdc_get_check (sluice_plan_get_cdc (self));
  g_autofree char *fingerprint = check != NULL ? sluice_plan_dup_cdc_fingerprint (self) : NULL;

  return check != NULL && g_strcmp0 (sluice_cdc_check_get_fingerprint (check), fingerprint) == 0 ? check : NULL;
}

gboolean
sluice_plan_get_cdc_ready (SluicePlan *self)
{
  SluiceCdcCheck *check;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), FALSE);

  if (!is_asked_for (self))
    return TRUE;
  check = get_check (self);

  return check != NULL && sluice_cdc_check_get_valid (check);
}

GListModel *
sluice_plan_list_cdc_requirements (SluicePlan *self)
{
  SluiceCdcCheck *check;
  g_autoptr (GPtrArray) tables = NULL;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);
  g_return_val_if_fail (sluice_plan_get_form (self) != NULL, NULL);

  check = get_check (self);
  if (check == NULL)
    return NULL;
  tables = sluice_plan_list_cdc_tables (self);

  return sluice_cdc_requirement_list (check, sluice_plan_get_cdc (self), sluice_plan_get_form (self), tables);
}

void
sluice_plan_leave_cdc (SluicePlan *self)
{
  SluiceTableList *tables;

  g_return_if_fail (SLUICE_IS_PLAN (self));

  tables = sluice_plan_get_tables (self);
  sluice_cdc_set_enabled (sluice_plan_get_cdc (self), FALSE);
  sluice_table_list_begin_edit (tables);
  sluice_table_list_set_near_real_time (tables, FALSE);
  /* Those that were not chosen, too: selecting one later must not bring it back. */
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (sluice_table_get_method (table) == SLUICE_SYNC_METHOD_CDC)
        sluice_table_set_method (table, sluice_advisor_recommend (table).method);
    }
  sluice_table_list_end_edit (tables);
}
