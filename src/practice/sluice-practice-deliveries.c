/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-events.h"
#include "sluice-practice-webhooks-private.h"

/* Whoever signs with it is known as the service. No secret is ever wrong, except the word “wrong”. */
gboolean
sluice_practice_webhooks_has_right_secret (SluicePractice *practice, JsonObject *source)
{
  JsonObject *inputs = sluice_json_get_object (sluice_json_get_object (source, "webhook"), "inputs");
  JsonArray *fields = sluice_practice_webhooks_get_fields (practice, source);

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_array_get_object (fields, i);
      JsonObject *input = sluice_json_get_object (inputs, sluice_json_get_string (field, "name", ""));

      if (sluice_json_get_boolean (field, "required", FALSE) && !sluice_json_get_boolean (input, "right", FALSE))
        return FALSE;
    }

  return TRUE;
}

/* The source whose deliveries go to that address. (transfer full) (nullable) */
static JsonObject *
find_source (SluicePractice *practice, const char *url)
{
  g_autoptr (GPtrArray) sources = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SOURCE, NULL, FALSE);

  for (guint i = 0; i < sources->len; i++)
    if (g_strcmp0 (sluice_practice_webhooks_get_url (g_ptr_array_index (sources, i)), url) == 0)
      return json_object_ref (g_ptr_array_index (sources, i));

  return NULL;
}

/* What PostHog does with one delivery: only what is signed, and wanted by a table, gets in. */
static gboolean
deliver (SluicePractice *practice, JsonObject *source, const char *table, gint64 number)
{
  g_autoptr (GPtrArray) tables = source != NULL ? sluice_practice_webhooks_list_tables (practice, source) : NULL;

  if (source == NULL || !sluice_practice_webhooks_has_right_secret (practice, source))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    {
      JsonObject *schema = g_ptr_array_index (tables, i);
      const char *id = sluice_json_get_string (schema, "id", "");
      g_autoptr (JsonObject) delivery = NULL;
      g_autofree char *delivery_id = NULL;

      if (!g_str_equal (sluice_json_get_string (schema, "name", ""), table))
        continue;
      delivery = json_object_new ();
      json_object_set_int_member (delivery, "number", number);
      delivery_id = sluice_practice_store_insert (practice->store, SLUICE_PRACTICE_DELIVERY, id, delivery);
    }

  return TRUE;
}

/* Has the table's sync take in what came. */
static void
start_tables (SluicePractice *practice, JsonObject *source, const char *table)
{
  g_autoptr (GPtrArray) tables = source != NULL ? sluice_practice_webhooks_list_tables (practice, source) : NULL;

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    if (g_str_equal (sluice_json_get_string (g_ptr_array_index (tables, i), "name", ""), table))
      sluice_practice_syncer_start (practice->syncer, sluice_json_get_string (g_ptr_array_index (tables, i), "id", ""));
}

void
sluice_practice_webhooks_retry (SluicePractice *practice, JsonObject *source)
{
  g_autoptr (GPtrArray) refused =
      sluice_practice_vendor_steal_refused (practice->vendor, sluice_practice_webhooks_get_url (source));

  for (guint i = 0; i < refused->len; i++)
    {
      JsonObject *refusal = g_ptr_array_index (refused, i);
      const char *table = sluice_json_get_string (refusal, "table", "");
      gint64 number = sluice_json_get_int (refusal, "number", 0);

      sluice_practice_vendor_count_delivery (practice->vendor, sluice_json_get_string (refusal, "endpoint", ""), table,
                                             number, deliver (practice, source, table, number));
      start_tables (practice, source, table);
    }
}

static gboolean
hears_of (JsonObject *endpoint, const char *source_type, const char *table)
{
  g_auto (GStrv) events = sluice_practice_event_names (source_type, table);

  return g_strcmp0 (sluice_json_get_string (endpoint, "status", NULL), "enabled") == 0 &&
         sluice_practice_vendor_hears (endpoint, events[0]);
}

guint
sluice_practice_webhooks_emit (SluicePractice *practice, const char *source_type, const char *table, guint count)
{
  g_autoptr (GPtrArray) endpoints = sluice_practice_vendor_list (practice->vendor, source_type, NULL);
  guint n_taken = 0;

  for (guint n = 0; n < count; n++)
    {
      gint64 number = sluice_practice_vendor_count_event (practice->vendor, source_type, table);

      for (guint i = 0; i < endpoints->len; i++)
        {
          JsonObject *endpoint = g_ptr_array_index (endpoints, i);
          g_autoptr (JsonObject) source = NULL;
          gboolean taken;

          if (!hears_of (endpoint, source_type, table))
            continue;
          source = find_source (practice, sluice_json_get_string (endpoint, "url", ""));
          taken = deliver (practice, source, table, number);
          sluice_practice_vendor_count_delivery (practice->vendor, sluice_json_get_string (endpoint, "id", ""), table,
                                                 number, taken);
          n_taken += taken ? 1 : 0;
        }
    }
  for (guint i = 0; i < endpoints->len; i++)
    {
      g_autoptr (JsonObject) source =
          find_source (practice, sluice_json_get_string (g_ptr_array_index (endpoints, i), "url", ""));

      start_tables (practice, source, table);
    }

  return n_taken;
}
