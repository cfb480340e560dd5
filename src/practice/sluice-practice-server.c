/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-server.h"

#include "sluice-json.h"
#include "sluice-practice-exchange.h"
#include "sluice-practice-routes.h"
#include "sluice-practice-secret.h"

#include <string.h>

/* A discovery may wait for a database for a long time; the other threads go on answering. */
#define N_THREADS 12

struct _SluicePracticeServer
{
  SluicePractice *practice;
  SoupServer *soup;
  GThreadPool *pool;
  GMutex mutex; /* over the rules: requests to change them are answered by a thread */
  GPtrArray *rules;
  GPtrArray *exchanges; /* those under way, borrowed; the main thread's */
  char *url;
  char *token;
};

static gboolean
answered_cb (gpointer user_data)
{
  SluicePracticeExchange *exchange = user_data;
  SluicePracticeServer *self = exchange->user_data;

  g_ptr_array_remove_fast (self->exchanges, exchange);
  sluice_practice_exchange_send (exchange);

  return G_SOURCE_REMOVE;
}

static gboolean
is_own_path (SluicePracticeRequest *request)
{
  return g_str_has_prefix (request->path, "/_practice/");
}

static void
reply_rules (SluicePracticeServer *self, SluicePracticeRequest *request)
{
  JsonObject *reply = json_object_new ();
  JsonArray *rules = json_array_new ();

  for (guint i = 0; i < self->rules->len; i++)
    json_array_add_string_element (rules, ((SluicePracticeRule *) g_ptr_array_index (self->rules, i))->text);
  json_object_set_array_member (reply, "rules", rules);
  sluice_practice_reply_object (request, 200, reply);
}

/* Puts other rules in the place of those that are there; a fault leaves them as they are. */
static gboolean
replace_rules (SluicePracticeServer *self, SluicePracticeRequest *request)
{
  g_auto (GStrv) texts = sluice_json_dup_strv (request->body, "rules");
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_practice_rule_free);

  if (texts == NULL)
    return sluice_practice_reply_message (request, 400, "“rules” is not a list");
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      SluicePracticeRule *rule = sluice_practice_rule_parse (texts[i], &error);

      if (rule == NULL)
        return sluice_practice_reply_message (request, 400, "%s", error->message);
      g_ptr_array_add (rules, rule);
    }
  g_ptr_array_unref (self->rules);
  self->rules = g_steal_pointer (&rules);

  return TRUE;
}

static void
reply_conduct (SluicePractice *practice, SluicePracticeRequest *request)
{
  JsonObject *reply = json_object_new ();
  g_auto (GStrv) rules = sluice_practice_conduct_dup_rules (practice->conduct);

  sluice_json_set_strv (reply, "rules", (const char *const *) rules);
  sluice_practice_reply_object (request, 200, reply);
}

static gboolean
replace_conduct (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_auto (GStrv) rules = sluice_json_dup_strv (request->body, "rules");
  g_autoptr (GError) error = NULL;

  if (rules == NULL)
    return sluice_practice_reply_message (request, 400, "“rules” is not a list");

  return sluice_practice_conduct_set_rules (practice->conduct, (const char *const *) rules, &error) ||
         sluice_practice_reply_message (request, 400, "%s", error->message);
}

/* What a test may look at and change; behind the token, which only who started the server has. */
static void
answer_own (SluicePracticeServer *self, SluicePracticeRequest *request)
{
  g_autofree char *expected = g_strconcat ("Bearer ", self->token, NULL);
  const char *id = request->path + strlen ("/_practice/sources/");

  if (g_strcmp0 (request->authorization, expected) != 0)
    sluice_practice_reply_fault (request, 401, "not_authenticated", NULL, "The token is missing or wrong.");
  else if (g_str_equal (request->path, "/_practice/misbehave"))
    {
      G_MUTEX_AUTO_LOCK (&self->mutex, locker);

      if (g_str_equal (request->method, "GET") ||
          (sluice_practice_request_parse_body (request) && replace_rules (self, request)))
        reply_rules (self, request);
    }
  else if (g_str_has_prefix (request->path, "/_practice/sources/"))
    {
      g_autoptr (JsonObject) source = sluice_practice_store_dup (self->practice->store, SLUICE_PRACTICE_SOURCE, id);
      JsonArray *sent = source != NULL ? sluice_json_get_array (source, "schemas_sent") : NULL;

      if (sent != NULL)
        sluice_practice_reply_array (request, json_array_ref (sent));
      else
        sluice_practice_reply_not_found (request);
    }
  else if (g_str_equal (request->path, "/_practice/conduct"))
    {
      if (g_str_equal (request->method, "GET") ||
          (sluice_practice_request_parse_body (request) && replace_conduct (self->practice, request)))
        reply_conduct (self->practice, request);
    }
  else if (g_str_has_prefix (request->path, "/_practice/vendor/"))
    sluice_practice_answer_vendor (self->practice, request, request->path + strlen ("/_practice/vendor/"));
  else
    sluice_practice_reply_not_found (request);
}

/* The main key with that end is another one of the table, or none. */
static void
swap_key (SluicePracticeServer *self, SluicePracticeExchange *exchange)
{
  g_autofree char *named = NULL;

  if (exchange->fault != SLUICE_PRACTICE_FAULT_KEY && exchange->fault != SLUICE_PRACTICE_FAULT_REVOKE)
    return;

  named = g_strconcat ("Bearer ", self->practice->key, exchange->argument, NULL);
  if (exchange->fault == SLUICE_PRACTICE_FAULT_KEY)
    g_set_str (&exchange->request->authorization, named);
  else if (g_strcmp0 (exchange->request->authorization, named) == 0)
    g_set_str (&exchange->request->authorization, "Bearer revoked");
}

static void
work (gpointer data, gpointer user_data)
{
  SluicePracticeExchange *exchange = data;
  SluicePracticeServer *self = user_data;

  swap_key (self, exchange);
  if (exchange->fault == SLUICE_PRACTICE_FAULT_STATUS || exchange->fault == SLUICE_PRACTICE_FAULT_BODY ||
      exchange->fault == SLUICE_PRACTICE_FAULT_REDIRECT)
    sluice_practice_exchange_spoil (exchange);
  else if (is_own_path (exchange->request))
    answer_own (self, exchange->request);
  else if (exchange->fault != SLUICE_PRACTICE_FAULT_DROP_BEFORE)
    sluice_practice_route (self->practice, exchange->request);
  if (exchange->fault == SLUICE_PRACTICE_FAULT_STATUS_AFTER)
    sluice_practice_exchange_spoil (exchange);
  g_idle_add_full (G_PRIORITY_DEFAULT, answered_cb, exchange, NULL);
}

static gboolean
delayed_cb (gpointer user_data)
{
  SluicePracticeExchange *exchange = user_data;
  SluicePracticeServer *self = exchange->user_data;

  g_thread_pool_push (self->pool, exchange, NULL);

  return G_SOURCE_REMOVE;
}

static void
request_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  SluicePracticeServer *self = user_data;
  SluicePracticeExchange *exchange = sluice_practice_exchange_new (message, self->url, self);

  g_ptr_array_add (self->exchanges, exchange);
  if (!is_own_path (exchange->request))
    {
      const SluicePracticeRule *rule;
      G_MUTEX_AUTO_LOCK (&self->mutex, locker);

      rule = sluice_practice_rules_match (self->rules, exchange->request->method, exchange->request->path);
      if (rule != NULL)
        {
          exchange->fault = rule->fault;
          exchange->number = rule->number;
          exchange->argument = g_strdup (rule->argument);
        }
    }
  if (exchange->fault == SLUICE_PRACTICE_FAULT_DELAY)
    g_timeout_add ((guint) (MIN (exchange->number, 86400.0) * 1000), delayed_cb, exchange);
  else
    g_thread_pool_push (self->pool, exchange, NULL);
}

SluicePracticeServer *
sluice_practice_server_new (SluicePractice *practice, guint port, GError **error)
{
  g_autoptr (SluicePracticeServer) self = g_new0 (SluicePracticeServer, 1);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoslist (GUri) uris = NULL;

  self->practice = practice;
  g_mutex_init (&self->mutex);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_practice_rule_free);
  self->exchanges = g_ptr_array_new ();
  self->token = sluice_practice_secret_new (16);
  self->pool = g_thread_pool_new (work, self, N_THREADS, FALSE, NULL);
  self->soup = soup_server_new ("server-header", "sluice-practice ", NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  if (!soup_server_listen (self->soup, address, 0, error))
    return NULL;
  uris = soup_server_get_uris (self->soup);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));

  return g_steal_pointer (&self);
}

void
sluice_practice_server_free (SluicePracticeServer *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->practice->stopping);
  for (guint i = 0; i < self->exchanges->len; i++)
    {
      SluicePracticeExchange *exchange = g_ptr_array_index (self->exchanges, i);

      g_cancellable_cancel (exchange->request->cancellable);
    }
  g_thread_pool_free (self->pool, FALSE, TRUE);
  /* What was answered meanwhile waits for the main thread, which is here: it is freed and not sent. */
  while (self->exchanges->len > 0)
    {
      SluicePracticeExchange *exchange = g_ptr_array_index (self->exchanges, 0);

      g_ptr_array_remove_index_fast (self->exchanges, 0);
      while (g_source_remove_by_user_data (exchange))
        ;
      sluice_practice_exchange_free (exchange);
    }
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_ptr_array_unref (self->exchanges);
  g_ptr_array_unref (self->rules);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self->token);
  g_free (self);
}

const char *
sluice_practice_server_get_url (SluicePracticeServer *self)
{
  return self->url;
}

const char *
sluice_practice_server_get_token (SluicePracticeServer *self)
{
  return self->token;
}

gboolean
sluice_practice_server_add_rule (SluicePracticeServer *self, const char *text, GError **error)
{
  SluicePracticeRule *rule = sluice_practice_rule_parse (text, error);
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  if (rule == NULL)
    return FALSE;
  g_ptr_array_add (self->rules, rule);

  return TRUE;
}
