/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "play-private.h"

#include "sluice-draft.h"
#include "sluice-json.h"
#include "sluice-transport.h"

#define SOURCES "/api/projects/7/external_data_sources/"
#define TABLES "/api/projects/7/external_data_schemas/"

static const char source_type_text[] =
    "{\"name\": \"Postgres\", \"label\": \"Postgres\", \"category\": \"Databases\", \"fields\": ["
    "{\"type\": \"text\", \"name\": \"host\", \"label\": \"Host\", \"required\": true, \"placeholder\": \"\"},"
    "{\"type\": \"number\", \"name\": \"port\", \"label\": \"Port\", \"required\": true, \"placeholder\": \"5432\"},"
    "{\"type\": \"text\", \"name\": \"database\", \"label\": \"Database\", \"required\": true, \"placeholder\": \"\"},"
    "{\"type\": \"text\", \"name\": \"user\", \"label\": \"User\", \"required\": true, \"placeholder\": \"\"},"
    "{\"type\": \"password\", \"name\": \"password\", \"label\": \"Password\", \"required\": true, \"secret\": true,"
    " \"placeholder\": \"\"}],"
    "\"webhookFields\": [{\"type\": \"password\", \"name\": \"signing_secret\", \"label\": \"Signing secret\", \"required\": "
    "false, \"secret\": true, \"placeholder\": \"\"}]}";

static void
request_free (gpointer data)
{
  PlayRequest *request = data;

  g_clear_pointer (&request->body, json_node_unref);
  g_clear_pointer (&request->state, json_node_unref);
  g_free (request->query);
  g_free (request);
}

static void
table_free (gpointer data)
{
  PlayTable *table = data;

  g_free (table->name);
  g_free (table->id);
  g_free (table->sync_type);
  g_free (table->frequency);
  g_free (table);
}

JsonNode *
play_read_state (Play *play)
{
  g_autofree char *folder = sluice_journal_dup_path (sluice_setup_get_journal (play->setup));
  g_autofree char *path = g_build_filename (folder, "state.json", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? sluice_json_parse (text, -1, NULL) : NULL;
}

static void
record (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  PlayRequest *request = g_new0 (PlayRequest, 1);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  request->ask = ask;
  request->body = sluice_json_parse (text, size, NULL);
  request->state = play_read_state (play);
  request->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  request->at = play->now;
  g_ptr_array_add (play->requests, request);
}

void
play_answer (SoupServerMessage *message, guint status, const char *json)
{
  /* In the place of an answer that is there already. */
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json, strlen (json));
}

void
play_drop (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

gboolean
play_refuse_create (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_CREATE)
    return FALSE;

  play_answer (message, 400, "{\"message\": \"" PLAY_REFUSAL "\"}");

  return TRUE;
}

gboolean
play_make_and_drop (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_CREATE)
    return FALSE;

  play_behave (play, ask, message);
  play_drop (message);

  return TRUE;
}

gboolean
play_drop_create (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_CREATE)
    return FALSE;

  play_drop (message);

  return TRUE;
}

void
play_add_stranger (Play *play, const char *id, const char *prefix, const char *author, const char *tables)
{
  g_hash_table_replace (play->strangers, g_strdup (id),
                        g_strdup_printf ("{\"id\": \"%s\", \"source_type\": \"Postgres\", \"prefix\": \"%s\", "
                                         "\"created_by\": \"%s\", \"status\": \"Running\", \"schemas\": %s}",
                                         id, prefix, author, tables));
}

/* In short, as a list tells: no more than what tells one from another. */
static void
list_new (Play *play, GString *text)
{
  GHashTableIter iter;
  const char *stranger;

  if (play->source_id != NULL && !play->hidden)
    g_string_append_printf (
        text,
        "{\"id\": \"%s\", \"source_type\": \"Postgres\", \"prefix\": \"%s\", \"created_by\": \"" PLAY_AUTHOR
        "\", \"status\": \"Running\", \"schemas\": []}, ",
        play->source_id, play->prefix);
  g_hash_table_iter_init (&iter, play->strangers);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &stranger))
    g_string_append_printf (text, "%s, ", stranger);
}

static void
list_sources (Play *play, SoupServerMessage *message)
{
  GString *text = g_string_new ("{\"count\": 1, \"next\": null, \"previous\": null, \"results\": [");

  list_new (play, text);

  for (guint i = 0; i < play->others->len; i++)
    g_string_append_printf (text,
                            "{\"id\": \"%s\", \"source_type\": \"%s\", \"status\": \"Completed\", \"schemas\": []}, ",
                            (char *) g_ptr_array_index (play->others, i),
                            g_str_has_prefix (g_ptr_array_index (play->others, i), "pg") ? "Postgres" : "Stripe");
  if (g_str_has_suffix (text->str, ", "))
    g_string_truncate (text, text->len - 2);
  g_string_append (text, "]}");
  play_answer (message, 200, text->str);
  g_string_free (text, TRUE);
}

static void
create_source (Play *play, JsonObject *body, SoupServerMessage *message)
{
  JsonArray *schemas = sluice_json_get_array (sluice_json_get_object (body, "payload"), "schemas");

  g_ptr_array_set_size (play->tables, 0);
  for (guint i = 0; i < json_array_get_length (schemas); i++)
    {
      JsonObject *schema = sluice_json_array_get_object (schemas, i);
      PlayTable *table = g_new0 (PlayTable, 1);

      table->name = g_strdup (sluice_json_get_string (schema, "name", NULL));
      table->id = g_strdup_printf ("id-%u", i);
      table->should_sync = sluice_json_get_boolean (schema, "should_sync", FALSE);
      table->sync_type = g_strdup (sluice_json_get_string (schema, "sync_type", NULL));
      table->frequency = g_strdup ("6hour");
      g_ptr_array_add (play->tables, table);
    }
  g_set_str (&play->source_id, "new-source");
  g_set_str (&play->prefix, sluice_json_get_string (body, "prefix", ""));
  play_answer (message, 201, "{\"id\": \"new-source\"}");
}

static void
append_text (GString *text, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "\"%s\": \"%s\", ", name, value);
  else
    g_string_append_printf (text, "\"%s\": null, ", name);
}

static void
append_table (GString *text, PlayTable *table)
{
  g_string_append_c (text, '{');
  append_text (text, "id", table->id);
  append_text (text, "name", table->name);
  append_text (text, "sync_type", table->sync_type);
  append_text (text, "sync_frequency", table->frequency);
  append_text (text, "status", table->status);
  append_text (text, "latest_error", table->error);
  append_text (text, "last_synced_at", table->stored ? "2026-09-02T10:00:00Z" : NULL);
  if (table->stored)
    g_string_append_printf (text,
                            "\"table\": {\"id\": \"x\", \"name\": \"postgres_%s\", \"row_count\": %" G_GINT64_FORMAT
                            "}, ",
                            strrchr (table->name, '.') + 1, table->rows);
  else
    g_string_append (text, "\"table\": null, ");
  g_string_append_printf (text, "\"should_sync\": %s}", table->should_sync ? "true" : "false");
}

static void
get_source (Play *play, SoupServerMessage *message)
{
  g_autofree char *id = g_path_get_basename (g_uri_get_path (soup_server_message_get_uri (message)));
  const char *stranger = g_hash_table_lookup (play->strangers, id);
  GString *text;

  if (stranger != NULL || play->source_id == NULL)
    {
      play_answer (message, stranger != NULL ? 200 : 404, stranger != NULL ? stranger : "{\"detail\": \"Not found.\"}");
      return;
    }

  text =
      g_string_new ("{\"id\": \"new-source\", \"source_type\": \"Postgres\", \"status\": \"Running\", \"schemas\": [");

  play->n_readings++;
  if (play->advance != NULL)
    play->advance (play);
  for (guint i = 0; i < play->tables->len; i++)
    {
      if (i > 0)
        g_string_append (text, ", ");
      append_table (text, g_ptr_array_index (play->tables, i));
    }
  g_string_append (text, "]}");
  play_answer (message, 200, text->str);
  g_string_free (text, TRUE);
}

static void
update_tables (Play *play, JsonObject *body, SoupServerMessage *message)
{
  JsonArray *entries = sluice_json_get_array (body, "schemas");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = sluice_json_array_get_object (entries, i);

      for (guint j = 0; j < play->tables->len; j++)
        {
          PlayTable *table = g_ptr_array_index (play->tables, j);

          if (!g_str_equal (table->id, sluice_json_get_string (entry, "id", "")))
            continue;
          g_set_str (&table->frequency, sluice_json_get_string (entry, "sync_frequency", table->frequency));
          g_set_str (&table->sync_type, sluice_json_get_string (entry, "sync_type", table->sync_type));
          table->should_sync = sluice_json_get_boolean (entry, "should_sync", table->should_sync);
        }
    }
  play_answer (message, 200, "[]");
}

/* Whether a job is asked for. @before: (out) (nullable): only those older */
static GHashTable *
read_query (const char *query, char **before)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GUriParamsIter iter;
  char *name, *value;

  g_uri_params_iter_init (&iter, query != NULL ? query : "", -1, "&", G_URI_PARAMS_NONE);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      if (g_str_equal (name, "schemas"))
        g_hash_table_add (names, g_strdup (value));
      else if (g_str_equal (name, "before"))
        g_set_str (before, value);
      g_free (name);
      g_free (value);
    }

  return names;
}

/* A table's job is a second younger than that of the table before it; newest first, at most 50. */
static void
list_jobs (Play *play, SoupServerMessage *message)
{
  GString *text = g_string_new ("[");
  g_autofree char *before = NULL;
  g_autoptr (GHashTable) names = read_query (g_uri_get_query (soup_server_message_get_uri (message)), &before);
  guint n_jobs = 0;

  for (guint i = play->tables->len; i > 0 && n_jobs < 50; i--)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i - 1);
      g_autofree char *created_at = g_strdup_printf ("2026-09-02T10:%02u:%02uZ", (i - 1) / 60 % 60, (i - 1) % 60);

      if (table->status == NULL || (before != NULL && strcmp (created_at, before) >= 0) ||
          (g_hash_table_size (names) > 0 && !g_hash_table_contains (names, table->name)))
        continue;
      n_jobs++;
      g_string_append_printf (text,
                              "%s{\"id\": \"job-%u-%u\", \"created_at\": \"%s\", \"status\": \"%s\", "
                              "\"rows_synced\": %" G_GINT64_FORMAT ", \"schema\": {\"id\": \"%s\", \"name\": \"%s\"}}",
                              text->len > 1 ? ", " : "", i - 1, table->n_jobs, created_at, table->status, table->rows,
                              table->id, table->name);
    }
  g_string_append_c (text, ']');
  play_answer (message, 200, text->str);
  g_string_free (text, TRUE);
}

/* The table that a path names: ".../external_data_schemas/ID/" and what comes after it. */
static PlayTable *
find_table (Play *play, SoupServerMessage *message)
{
  g_auto (GStrv) parts = g_strsplit (g_uri_get_path (soup_server_message_get_uri (message)) + strlen (TABLES), "/", 2);

  for (guint i = 0; i < play->tables->len; i++)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i);

      if (g_str_equal (table->id, parts[0]))
        return table;
    }
  g_assert_not_reached ();
}

static void
patch_table (Play *play, JsonObject *body, SoupServerMessage *message)
{
  PlayTable *table = find_table (play, message);
  GString *text = g_string_new (NULL);

  table->should_sync = sluice_json_get_boolean (body, "should_sync", table->should_sync);
  append_table (text, table);
  play_answer (message, 200, text->str);
  g_string_free (text, TRUE);
}

void
play_begin_again (PlayTable *table)
{
  table->status = "Running";
  table->error = NULL;
  table->rows = 0;
  table->n_jobs++;
}

static void
reload_table (Play *play, SoupServerMessage *message)
{
  PlayTable *table = find_table (play, message);

  table->n_reloads++;
  if (!table->begins_late)
    play_begin_again (table);
  play_answer (message, 200, "");
}

static void
cancel_table (Play *play, SoupServerMessage *message)
{
  PlayTable *table = find_table (play, message);

  if (g_strcmp0 (table->status, "Running") != 0)
    {
      play_answer (message, 400, "{\"detail\": \"No running sync to cancel.\"}");
      return;
    }
  table->status = "Failed";
  table->error = "Sync cancelled by user";
  play_answer (message, 200, "");
}

static void
check_prefix (Play *play, JsonObject *body, SoupServerMessage *message)
{
  const char *wanted = sluice_json_get_string (body, "prefix", "");
  g_autofree char *told = g_strdup_printf ("\"prefix\": \"%s\"", wanted);
  GHashTableIter iter;
  const char *stranger;
  gboolean taken = play->source_id != NULL && g_str_equal (play->prefix, wanted);

  g_hash_table_iter_init (&iter, play->strangers);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &stranger))
    taken |= strstr (stranger, told) != NULL;
  if (taken)
    play_answer (message, 400, "{\"message\": \"" PLAY_PREFIX_TAKEN "\"}");
  else
    play_answer (message, 200, "");
}

void
play_behave (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  PlayRequest *request = g_ptr_array_index (play->requests, play->requests->len - 1);
  JsonObject *body = request->body != NULL ? json_node_get_object (request->body) : NULL;

  switch (ask)
    {
    case PLAY_LIST:
      list_sources (play, message);
      break;

    case PLAY_CREATE:
      create_source (play, body, message);
      break;

    case PLAY_GET:
    case PLAY_PATCH:
      get_source (play, message);
      break;

    case PLAY_BULK:
      update_tables (play, body, message);
      break;

    case PLAY_JOBS:
      list_jobs (play, message);
      break;

    case PLAY_ME:
      play_answer (message, 200, "{\"email\": \"" PLAY_AUTHOR "\"}");
      break;

    case PLAY_PREFIX:
      check_prefix (play, body, message);
      break;

    case PLAY_DELETE:
      g_clear_pointer (&play->source_id, g_free);
      soup_server_message_set_status (message, 204, NULL);
      break;

    case PLAY_WEBHOOK_INFO:
      play_tell_webhook (play, message);
      break;

    case PLAY_WEBHOOK_CREATE:
      play_create_webhook (play, message);
      break;

    case PLAY_WEBHOOK_INPUTS:
      play->webhook.has_secret = TRUE;
      play_answer (message, 200, "{\"success\": true}");
      break;

    case PLAY_TABLE_PATCH:
      patch_table (play, body, message);
      break;

    case PLAY_TABLE_RELOAD:
      reload_table (play, message);
      break;

    case PLAY_TABLE_CANCEL:
      cancel_table (play, message);
      break;

    default:
      g_assert_not_reached ();
    }
}

static PlayAsk
get_table_ask (gboolean get, const char *path)
{
  g_assert_false (get);
  if (g_str_has_suffix (path, "/reload/"))
    return PLAY_TABLE_RELOAD;

  return g_str_has_suffix (path, "/cancel/") ? PLAY_TABLE_CANCEL : PLAY_TABLE_PATCH;
}

static PlayAsk
get_ask (const char *method, const char *path)
{
  gboolean get = g_str_equal (method, "GET");

  if (g_str_equal (path, "/api/users/@me/"))
    return PLAY_ME;
  if (g_str_equal (path, SOURCES "source_prefix/"))
    return PLAY_PREFIX;
  if (g_str_equal (path, SOURCES))
    return get ? PLAY_LIST : PLAY_CREATE;
  if (g_str_equal (path, SOURCES "new-source/jobs/"))
    return PLAY_JOBS;
  if (g_str_equal (path, SOURCES "new-source/webhook_info/"))
    return PLAY_WEBHOOK_INFO;
  if (g_str_equal (path, SOURCES "new-source/create_webhook/"))
    return PLAY_WEBHOOK_CREATE;
  if (g_str_equal (path, SOURCES "new-source/update_webhook_inputs/"))
    return PLAY_WEBHOOK_INPUTS;
  if (g_str_equal (path, SOURCES "new-source/bulk_update_schemas/"))
    return PLAY_BULK;

  if (g_str_has_prefix (path, TABLES))
    return get_table_ask (get, path);

  /* Nothing else is ever asked. */
  g_assert_true (g_str_has_prefix (path, SOURCES) && !g_str_has_suffix (path, "jobs/"));
  if (g_str_equal (method, "DELETE"))
    return PLAY_DELETE;

  return get ? PLAY_GET : PLAY_PATCH;
}

static void
handler (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Play *play = user_data;
  PlayAsk ask = get_ask (soup_server_message_get_method (message), path);

  record (play, ask, message);
  if (play->hook == NULL || !play->hook (play, ask, message))
    play_behave (play, ask, message);
}

static gint64
fake_now (gpointer data)
{
  return ((Play *) data)->now;
}

static DexFuture *
fake_wait (guint milliseconds, gpointer data)
{
  Play *play = data;

  play->now += milliseconds * G_GINT64_CONSTANT (1000);
  g_array_append_val (play->waits, milliseconds);
  /* A set-up that never ends would run for ever. */
  g_assert_cmpuint (play->waits->len, <, 1000);

  return dex_future_new_true ();
}

static DexFuture *
no_delay (guint milliseconds)
{
  return dex_future_new_true ();
}

static void
listen (Play *play)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  play->server = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_add_handler (play->server, NULL, handler, play, NULL);
  soup_server_listen_local (play->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (play->server);
  play->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static SluicePlan *
make_plan (void)
{
  SluicePlan *plan = sluice_plan_new ();
  g_autoptr (JsonNode) node = sluice_json_parse (source_type_text, -1, NULL);
  g_autoptr (SluiceSourceType) source_type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);
  SluiceForm *form;

  sluice_plan_set_source_type (plan, source_type);
  form = sluice_plan_get_form (plan);
  sluice_form_set_value (form, "host", "db.example.com");
  sluice_form_set_value (form, "database", "shop");
  sluice_form_set_value (form, "user", "reader");
  sluice_form_set_value (form, "password", PLAY_PASSWORD);

  return plan;
}

void
play_set_up (Play *play, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  const SluiceClock clock = { fake_now, fake_wait, play };

  sluice_transport_set_delay_func (no_delay);
  play->requests = g_ptr_array_new_with_free_func (request_free);
  play->others = g_ptr_array_new_with_free_func (g_free);
  play->tables = g_ptr_array_new_with_free_func (table_free);
  play->strangers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  play->waits = g_array_new (FALSE, FALSE, sizeof (guint));
  play->now = G_USEC_PER_SEC;
  listen (play);
  play->plan = make_plan ();
  play->client = sluice_client_new (play->url, "7", PLAY_KEY, &error);
  g_assert_no_error (error);
  play->setup = sluice_setup_new (play->client, play->plan, NULL);
  sluice_setup_set_clock (play->setup, &clock);
}

void
play_take_up (Play *play, SluiceJournal *journal)
{
  const SluiceClock clock = { fake_now, fake_wait, play };

  play->setup = sluice_setup_new_for_journal (play->client, play->plan, NULL, journal);
  sluice_setup_set_clock (play->setup, &clock);
}

void
play_give_keyring (Play *play, SluiceKeyring *keyring)
{
  const SluiceClock clock = { fake_now, fake_wait, play };

  g_clear_object (&play->setup);
  play->setup = sluice_setup_new (play->client, play->plan, keyring);
  sluice_setup_set_clock (play->setup, &clock);
}

void
play_tear_down (Play *play, gconstpointer user_data)
{
  play_finish (play);
  g_assert_finalize_object (play->setup);
  g_clear_object (&play->plan);
  g_clear_object (&play->client);
  soup_server_disconnect (play->server);
  g_clear_object (&play->server);
  g_clear_pointer (&play->requests, g_ptr_array_unref);
  g_clear_pointer (&play->others, g_ptr_array_unref);
  g_clear_pointer (&play->tables, g_ptr_array_unref);
  g_clear_pointer (&play->waits, g_array_unref);
  g_clear_pointer (&play->strangers, g_hash_table_unref);
  g_clear_pointer (&play->prefix, g_free);
  g_clear_pointer (&play->source_id, g_free);
  g_clear_pointer (&play->url, g_free);
  sluice_transport_set_delay_func (NULL);
}

static SluiceTable *
make_table (const char *name, guint n_rows, const char *more)
{
  g_autofree char *text = g_strdup_printf (
      "{\"table\": \"public.%s\", %s\"rows\": %u, \"should_sync_default\": true, \"incremental_available\": true, "
      "\"append_available\": true, \"xmin_available\": true, \"detected_primary_keys\": [\"id\"], "
      "\"primary_key_detection_supported\": true, \"incremental_fields\": [{\"field\": \"updated_at\", \"label\": "
      "\"updated_at\", \"type\": \"timestamp\", \"field_type\": \"timestamp\", \"nullable\": false, \"is_indexed\": true}], "
      "\"available_columns\": [{\"field\": \"id\", \"label\": \"id\", \"type\": \"bigint\", \"nullable\": false}]}",
      name, more, n_rows);
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);
  g_autoptr (GError) error = NULL;
  SluiceTable *table = sluice_table_new_from_json (json_node_get_object (node), TRUE, &error);

  g_assert_no_error (error);

  return table;
}

static void
discover (Play *play, GPtrArray *tables)
{
  sluice_plan_begin_discovery (play->plan);
  sluice_plan_append_discovered (play->plan, tables);
  sluice_plan_finish_discovery (play->plan);
}

void
play_discover (Play *play, guint n_rows, ...)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  const char *name;
  va_list args;

  va_start (args, n_rows);
  while ((name = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (tables, make_table (name, n_rows, ""));
  va_end (args);
  discover (play, tables);
}

void
play_discover_webhooks (Play *play, ...)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  const char *name;
  va_list args;

  va_start (args, play);
  while ((name = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (names, (char *) name);
  va_end (args);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (tables, make_table (g_ptr_array_index (names, i), 100,
                                         i + 1 < names->len ? "\"supports_webhooks\": true, " :
                                                              "\"supports_webhooks\": true, \"webhook_only\": true, "));
  discover (play, tables);
}

void
play_discover_many (Play *play, guint n_tables, gboolean selected)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_tables; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%04u", i);

      g_ptr_array_add (tables, make_table (name, 10, ""));
    }
  discover (play, tables);
  for (guint i = 0; i < n_tables; i++)
    sluice_table_set_selected (sluice_table_list_get (sluice_plan_get_tables (play->plan), i), selected);
}

SluiceTable *
play_get_planned (Play *play, const char *name)
{
  SluiceTable *table = sluice_table_list_lookup (sluice_plan_get_tables (play->plan), name);

  g_assert_nonnull (table);

  return table;
}

PlayTable *
play_get_table (Play *play, const char *name)
{
  for (guint i = 0; i < play->tables->len; i++)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i);

      if (g_str_equal (table->name, name))
        return table;
    }
  g_assert_not_reached ();
}

void
play_complete_all (Play *play)
{
  for (guint i = 0; i < play->tables->len; i++)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i);

      table->status = table->should_sync ? "Completed" : NULL;
      table->stored = table->should_sync;
      table->rows = 100;
    }
}

guint
play_count (Play *play, PlayAsk ask)
{
  guint n = 0;

  for (guint i = 0; i < play->requests->len; i++)
    n += ((PlayRequest *) g_ptr_array_index (play->requests, i))->ask == ask;

  return n;
}

PlayRequest *
play_get_request (Play *play, PlayAsk ask, guint index)
{
  for (guint i = 0; i < play->requests->len; i++)
    {
      PlayRequest *request = g_ptr_array_index (play->requests, i);

      if (request->ask == ask && index-- == 0)
        return request;
    }
  g_assert_not_reached ();
}

const char *
play_get_state_on_disk (PlayRequest *request, const char *member)
{
  g_assert_nonnull (request->state);

  return sluice_json_get_string (json_node_get_object (request->state), member, NULL);
}

static DexFuture *
pass_on (DexFuture *completed, gpointer user_data)
{
  return dex_ref (completed);
}

DexFuture *
play_chain (DexFuture *future)
{
  return dex_future_finally (future, pass_on, NULL, NULL);
}

/* Chained, so that a future that ends on a thread wakes the main context. (transfer full) */
static DexFuture *
await_end (DexFuture *future)
{
  DexFuture *chained = play_chain (future);

  while (dex_future_is_pending (chained))
    g_main_context_iteration (NULL, TRUE);

  return chained;
}

gboolean
play_await (DexFuture *future, GError **error)
{
  g_autoptr (DexFuture) ended = await_end (future);

  return dex_future_get_value (ended, error) != NULL;
}

gpointer
play_await_object (DexFuture *future, GError **error)
{
  g_autoptr (DexFuture) ended = await_end (future);
  const GValue *value = dex_future_get_value (ended, error);

  return value != NULL ? g_value_dup_object (value) : NULL;
}

gboolean
play_run (Play *play, GError **error)
{
  return play_await (sluice_setup_run (play->setup), error);
}

void
play_finish (Play *play)
{
  while (sluice_setup_get_busy (play->setup))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
play_restart (Play *play)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) journals = NULL;
  g_autoptr (SluiceJournal) journal = NULL;
  g_autoptr (GListStore) types = g_list_store_new (SLUICE_TYPE_SOURCE_TYPE);
  SluicePlan *plan;

  g_list_store_append (types, sluice_plan_get_source_type (play->plan));
  play_finish (play);
  g_assert_finalize_object (g_steal_pointer (&play->setup));
  journals = play_await_object (sluice_journal_list_unfinished (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (journals), ==, 1);
  journal = g_list_model_get_item (journals, 0);
  plan = play_await_object (sluice_draft_load (journal, G_LIST_MODEL (types)), &error);
  g_assert_no_error (error);
  g_clear_object (&play->plan);
  play->plan = plan;
  play_take_up (play, journal);
}

SluiceStage *
play_get_stage (Play *play, SluiceStageKind kind)
{
  return sluice_setup_get_stage (play->setup, kind);
}

int
play_main (int argc, char **argv, void (*add_tests) (void))
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  add_tests ();

  return g_test_run ();
}
