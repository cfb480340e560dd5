/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-schedule.h"

#include <glib/gi18n.h>

#include "sluice-json.h"
#include "sluice-table-fault.h"

#define MAX_TRIES 3
#define FIRST_WAIT_MS 2000
/* So many names are read in a line; more are counted. */
#define MAX_NAMES 3
/* A batch of a hundred that is refused for one table is cut in two seven times to find it: enough for several. */
#define MAX_CUTS 40

/* "and 4 more" */
static void
append_more (GString *names, guint n_names)
{
  if (n_names <= MAX_NAMES)
    return;

  g_string_append_c (names, ' ');
  g_string_append_printf (names, ngettext ("and %'u more", "and %'u more", n_names - MAX_NAMES), n_names - MAX_NAMES);
}

typedef struct
{
  SluiceClient *client;
  SluicePlan *plan;
  const char *source_id;
  SluiceScheduleFunc func;
  gpointer user_data;
  SluiceSource *source; /* as it was read last */
  GHashTable *names;    /* id of a table → its name, of that source */
  GHashTable *reasons;  /* name → why the server did not take it */
  guint n_cuts;
  gboolean source_done;
} Sender;

static void
sender_clear (Sender *sender)
{
  g_clear_object (&sender->source);
  g_clear_pointer (&sender->names, g_hash_table_unref);
  g_clear_pointer (&sender->reasons, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sender, sender_clear)

/* What still differs, or NULL. Within a fiber. */
static JsonNode *
read_difference (Sender *sender, GError **error)
{
  GListModel *tables = NULL;

  g_hash_table_remove_all (sender->names);
  g_clear_object (&sender->source);
  sender->source = dex_await_object (sluice_client_get_source (sender->client, sender->source_id), error);
  if (sender->source == NULL)
    return NULL;

  tables = sluice_source_get_tables (sender->source);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceSourceTable) table = g_list_model_get_item (tables, i);

      g_hash_table_insert (sender->names, g_strdup (sluice_source_table_get_id (table)),
                           g_strdup (sluice_source_table_get_name (table)));
    }

  return sluice_plan_to_schedule (sender->plan, tables);
}

/* The name of the table of an entry. */
static const char *
get_name (Sender *sender, JsonArray *entries, guint position)
{
  const char *id = sluice_json_get_string (sluice_json_array_get_object (entries, position), "id", "");
  const char *name = g_hash_table_lookup (sender->names, id);

  return name != NULL ? name : id;
}

static JsonNode *
cut_chunk (JsonArray *entries, guint start, guint end)
{
  JsonArray *chunk = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = start; i < end; i++)
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
announce (Sender *sender, guint n_done, guint n_tables, GError **first)
{
  DexFuture *future = sender->func (n_done, n_tables, sender->user_data);
  GError *error = NULL;

  if (future == NULL || dex_await (future, &error))
    return TRUE;

  keep_first (first, error);

  return FALSE;
}

/* Keeps what the server says of each table. FALSE: it speaks of none in particular. */
static gboolean
take_reasons (Sender *sender, JsonArray *entries, guint start, guint end, const char *message)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (end - start, NULL, TRUE);
  gboolean any = FALSE;

  for (guint i = start; i < end; i++)
    g_ptr_array_add (names, (char *) get_name (sender, entries, i));
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      char *reason = sluice_table_fault_dup_reason (message, (const char *const *) names->pdata, name);

      any |= reason != NULL;
      if (reason != NULL)
        g_hash_table_insert (sender->reasons, g_strdup (name), reason);
    }

  return any;
}

/* A fault of a single field is found before anything is saved, and refuses the whole batch (contract, section 10.8). */
static gboolean
may_be_of_one (Sender *sender, guint n_tables, const GError *error)
{
  return n_tables > 1 && sluice_api_error_get_status (error) == 400 && sender->n_cuts < MAX_CUTS;
}

/* The first fault is kept. FALSE: it must not go on. Within a fiber. */
static gboolean
send_tables (Sender *sender, JsonArray *entries, guint start, guint end, GError **first)
{
  g_autoptr (JsonNode) chunk = cut_chunk (entries, start, end);
  GError *error = NULL;

  if (!announce (sender, start, json_array_get_length (entries), first))
    return FALSE;
  if (dex_await (sluice_client_update_tables (sender->client, sender->source_id, chunk), &error))
    return TRUE;

  if (!take_reasons (sender, entries, start, end, error->message))
    {
      if (may_be_of_one (sender, end - start, error))
        {
          const guint middle = start + (end - start) / 2;

          sender->n_cuts++;
          keep_first (first, error);
          return send_tables (sender, entries, start, middle, first) &&
                 send_tables (sender, entries, middle, end, first);
        }
      for (guint i = start; i < end; i++)
        g_hash_table_insert (sender->reasons, g_strdup (get_name (sender, entries, i)), g_strdup (error->message));
    }
  keep_first (first, error);

  return TRUE;
}

/* Sends all that differs; the first fault is kept and the rest is sent all the same. Within a fiber. */
static void
send_all (Sender *sender, JsonArray *entries, GError **first)
{
  guint n_tables = json_array_get_length (entries);
  g_autoptr (JsonNode) patch = sender->source_done ? NULL : sluice_plan_to_source_patch (sender->plan);
  GError *error = NULL;

  g_hash_table_remove_all (sender->reasons);
  sender->n_cuts = 0;
  if (patch != NULL)
    {
      if (!announce (sender, 0, n_tables, first))
        return;
      if (dex_await (sluice_client_update_source (sender->client, sender->source_id, patch), &error))
        sender->source_done = TRUE;
      else
        keep_first (first, error);
    }
  for (guint start = 0; start < n_tables; start += SLUICE_SCHEDULE_CHUNK)
    if (!send_tables (sender, entries, start, MIN (start + SLUICE_SCHEDULE_CHUNK, n_tables), first))
      return;
}

/* Whether the same request may succeed a moment later. */
static gboolean
may_pass (const GError *error)
{
  guint status = sluice_api_error_get_status (error);

  return sluice_api_error_is_doubtful (error) || status >= 500 || status == 429;
}

static void
fill_left (Sender *sender, JsonArray *entries, GListStore *left)
{
  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      const char *name = get_name (sender, entries, i);
      g_autoptr (SluiceTableFault) fault = sluice_table_fault_new (name, g_hash_table_lookup (sender->reasons, name));

      g_list_store_append (left, fault);
    }
}

static gboolean
is_policy_left (Sender *sender)
{
  g_autoptr (JsonNode) patch = sender->source_done ? NULL : sluice_plan_to_source_patch (sender->plan);

  return patch != NULL;
}

static gboolean
is_all_sent (Sender *sender, JsonArray *entries)
{
  return json_array_get_length (entries) == 0 && !is_policy_left (sender);
}

gboolean
sluice_schedule_send (SluiceClient *client,
                      SluicePlan *plan,
                      const char *source_id,
                      const SluiceClock *clock,
                      SluiceScheduleFunc func,
                      gpointer user_data,
                      GListStore *left,
                      gboolean *policy_left,
                      GError **error)
{
  g_auto (Sender) sender = {
    .client = client,
    .plan = plan,
    .source_id = source_id,
    .func = func,
    .user_data = user_data,
    .names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
  };
  g_autoptr (JsonNode) difference = read_difference (&sender, error);
  guint wait = FIRST_WAIT_MS;

  *policy_left = FALSE;
  for (guint try = 1; difference != NULL && !is_all_sent (&sender, json_node_get_array (difference)); try++)
    {
      guint n_before = json_array_get_length (json_node_get_array (difference));
      g_autoptr (GError) fault = NULL;
      JsonArray *entries;

      send_all (&sender, json_node_get_array (difference), &fault);
      if (fault == NULL)
        return TRUE;

      g_clear_pointer (&difference, json_node_unref);
      difference = read_difference (&sender, error);
      if (difference == NULL)
        return FALSE;
      entries = json_node_get_array (difference);
      if (is_all_sent (&sender, entries))
        return TRUE;
      /* A batch that was refused for one table may have been saved for the others. */
      if (try == MAX_TRIES || (!may_pass (fault) && json_array_get_length (entries) == n_before))
        {
          fill_left (&sender, entries, left);
          *policy_left = is_policy_left (&sender);
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      dex_await (sluice_clock_wait (clock, wait), NULL);
      wait *= 2;
    }

  return difference != NULL;
}

char *
sluice_schedule_dup_problem (GListModel *left, gboolean policy_left)
{
  guint n_left = g_list_model_get_n_items (left);
  g_autoptr (GString) names = g_string_new (NULL);

  if (n_left == 0 && policy_left)
    return g_strdup (_ ("The tables sync as chosen. Those that appear later stay off until this is set."));
  if (n_left == 0)
    return g_strdup (_ ("Until it is set, the source syncs every 6 hours"));

  for (guint i = 0; i < MIN (n_left, MAX_NAMES); i++)
    {
      g_autoptr (SluiceTableFault) fault = g_list_model_get_item (left, i);

      g_string_append_printf (names, "%s%s", i > 0 ? _ (", ") : "", sluice_table_fault_get_name (fault));
    }
  append_more (names, n_left);
  if (policy_left)
    /* Translators: %s is names of tables. */
    return g_strdup_printf (_ ("Not set for: %s. Nor is what becomes of tables that appear later: they stay off."),
                            names->str);

  /* Translators: %s is names of tables. */
  return g_strdup_printf (_ ("Not set for: %s"), names->str);
}

char *
sluice_schedule_dup_reason (GListModel *left, const GError *error)
{
  g_autofree char *reason = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (left); i++)
    {
      g_autoptr (SluiceTableFault) fault = g_list_model_get_item (left, i);
      const char *message = sluice_table_fault_get_message (fault);

      if (message == NULL || (reason != NULL && !g_str_equal (reason, message)))
        return g_strdup (error->message);
      g_set_str (&reason, message);
    }

  return reason != NULL ? g_steal_pointer (&reason) : g_strdup (error->message);
}

static char *
dup_capitalized (const char *text)
{
  const char *rest = *text != '\0' ? g_utf8_next_char (text) : text;
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
        g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "", sluice_table_get_display_name (table));
    }
  append_more (names, *n_names);

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
