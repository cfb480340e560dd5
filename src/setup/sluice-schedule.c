/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-schedule.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

#define MAX_TRIES 3
#define FIRST_WAIT_MS 2000
/* So many names are read in a line; more are counted. */
#define MAX_NAMES 3

typedef struct
{
  SluiceClient *client;
  SluicePlan *plan;
  const char *source_id;
  SluiceScheduleFunc func;
  gpointer user_data;
  gboolean source_done;
} Sender;

/* What still differs, or NULL. Within a fiber. */
static JsonNode *
read_difference (Sender *sender, SluiceSource **source, GError **error)
{
  g_clear_object (source);
  *source = dex_await_object (sluice_client_get_source (sender->client, sender->source_id), error);
  if (*source == NULL)
    return NULL;

  return sluice_plan_to_schedule (sender->plan, sluice_source_get_tables (*source));
}

static JsonNode *
cut_chunk (JsonArray *entries, guint start)
{
  JsonArray *chunk = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = start; i < json_array_get_length (entries) && i < start + SLUICE_SCHEDULE_CHUNK; i++)
    json_array_add_element (chunk, json_node_copy (json_array_get_element (entries, i)));
  json_node_take_array (node, chunk);

  return node;
}

static void
keep_first (GError **first, GError *error)
{
  if (*first == NULL)
    *first = error;
  else
    g_error_free (error);
}

/* Within a fiber. FALSE: it must not go on. */
static gboolean
announce (Sender *sender, guint n_done, guint n_tables, GError **error)
{
  DexFuture *future = sender->func (n_done, n_tables, sender->user_data);

  return future == NULL || dex_await (future, error);
}

/* Sends all that differs; the first fault is kept and the rest is sent all the same. Within a fiber. */
static gboolean
send_all (Sender *sender, JsonArray *entries, GError **first)
{
  guint n_tables = json_array_get_length (entries);
  g_autoptr (JsonNode) patch = sender->source_done ? NULL : sluice_plan_to_source_patch (sender->plan);
  GError *error = NULL;

  if (patch != NULL)
    {
      if (!announce (sender, 0, n_tables, first))
        return FALSE;
      if (dex_await (sluice_client_update_source (sender->client, sender->source_id, patch), &error))
        sender->source_done = TRUE;
      else
        keep_first (first, g_steal_pointer (&error));
    }
  for (guint start = 0; start < n_tables; start += SLUICE_SCHEDULE_CHUNK)
    {
      g_autoptr (JsonNode) chunk = cut_chunk (entries, start);

      if (!announce (sender, start, n_tables, first))
        return FALSE;
      if (!dex_await (sluice_client_update_tables (sender->client, sender->source_id, chunk), &error))
        keep_first (first, g_steal_pointer (&error));
    }

  return TRUE;
}

/* Whether the same request may succeed a moment later. */
static gboolean
may_pass (const GError *error)
{
  guint status = sluice_api_error_get_status (error);

  return sluice_api_error_is_doubtful (error) || status >= 500 || status == 429;
}

static char **
dup_names_left (GListModel *tables, JsonArray *entries)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      const char *id = sluice_json_get_string (sluice_json_array_get_object (entries, i), "id", "");

      for (guint j = 0; j < g_list_model_get_n_items (tables); j++)
        {
          g_autoptr (SluiceSourceTable) table = g_list_model_get_item (tables, j);

          if (g_strcmp0 (sluice_source_table_get_id (table), id) == 0)
            g_strv_builder_add (builder, sluice_source_table_get_name (table));
        }
    }

  return g_strv_builder_end (builder);
}

static gboolean
is_all_sent (Sender *sender, JsonArray *entries)
{
  g_autoptr (JsonNode) patch = sender->source_done ? NULL : sluice_plan_to_source_patch (sender->plan);

  return patch == NULL && json_array_get_length (entries) == 0;
}

gboolean
sluice_schedule_send (SluiceClient *client,
                      SluicePlan *plan,
                      const char *source_id,
                      const SluiceClock *clock,
                      SluiceScheduleFunc func,
                      gpointer user_data,
                      char ***left,
                      GError **error)
{
  Sender sender = { client, plan, source_id, func, user_data, FALSE };
  g_autoptr (SluiceSource) source = NULL;
  g_autoptr (JsonNode) difference = read_difference (&sender, &source, error);
  guint wait = FIRST_WAIT_MS;

  *left = NULL;
  for (guint try = 1; difference != NULL && !is_all_sent (&sender, json_node_get_array (difference)); try++)
    {
      guint n_before = json_array_get_length (json_node_get_array (difference));
      g_autoptr (GError) fault = NULL;
      JsonArray *entries;

      if (send_all (&sender, json_node_get_array (difference), &fault) && fault == NULL)
        return TRUE;

      g_clear_pointer (&difference, json_node_unref);
      difference = read_difference (&sender, &source, error);
      if (difference == NULL)
        return FALSE;
      entries = json_node_get_array (difference);
      if (is_all_sent (&sender, entries))
        return TRUE;
      /* A batch that was refused for one table may have been saved for the others. */
      if (try == MAX_TRIES || (!may_pass (fault) && json_array_get_length (entries) == n_before))
        {
          *left = dup_names_left (sluice_source_get_tables (source), entries);
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      dex_await (sluice_clock_wait (clock, wait), NULL);
      wait *= 2;
    }

  return difference != NULL;
}

static char *
dup_capitalized (const char *text)
{
  const char *rest = g_utf8_next_char (text);
  g_autofree char *first = g_utf8_strup (text, rest - text);

  return g_strconcat (first, rest, NULL);
}

/* "order_items, customers", "a, b, c and 4 more"; counts the tables. */
static char *
dup_names (SluiceTableList *tables, SluiceFrequency frequency, guint *n_names)
{
  GString *names = g_string_new (NULL);

  *n_names = 0;
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (!sluice_table_get_selected (table) || sluice_table_list_get_table_frequency (tables, table) != frequency)
        continue;
      if (++*n_names <= MAX_NAMES)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", sluice_table_get_display_name (table));
    }
  if (*n_names > MAX_NAMES)
    {
      g_string_append_c (names, ' ');
      g_string_append_printf (names, ngettext ("and %'u more", "and %'u more", *n_names - MAX_NAMES),
                              *n_names - MAX_NAMES);
    }

  return g_string_free_and_steal (names);
}

char *
sluice_schedule_dup_detail (SluicePlan *plan)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  guint n_selected = sluice_table_list_get_n_selected (tables);

  for (int frequency = 0; frequency <= SLUICE_FREQUENCY_LAST; frequency++)
    {
      g_autofree char *phrase = sluice_plan_dup_schedule_text (plan, frequency);
      guint n_names;
      g_autofree char *names = dup_names (tables, frequency, &n_names);

      if (n_names > 0 && n_names == n_selected)
        g_ptr_array_add (parts, g_steal_pointer (&phrase));
      else if (n_names > 0)
        /* Translators: the first %s is "every 6 hours", the second names of tables. */
        g_ptr_array_add (parts, g_strdup_printf (_ ("%s: %s"), phrase, names));
    }
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (" · ", (char **) parts->pdata);

  return dup_capitalized (joined);
}
