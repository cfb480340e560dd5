/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

#include <locale.h>

#include "sluice-client-private.h"
#include "sluice-json.h"
#include "sluice-transport.h"

static GArray *waits;
static gboolean forever;

static DexFuture *
note_wait (guint msec)
{
  g_array_append_val (waits, msec);
  if (forever)
    return dex_future_new_infinite ();

  /* What the real one ends in. */
  return dex_future_new_reject (DEX_ERROR, DEX_ERROR_TIMED_OUT, "Over");
}

void
test_fixture_set_up (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  waits = fixture->waits = g_array_new (FALSE, FALSE, sizeof (guint));
  forever = FALSE;
  sluice_transport_set_delay_func (note_wait);
  fixture->server = test_server_new ();
  fixture->client = sluice_client_new (fixture->server->url, "12345", TEST_KEY, &error);
  g_assert_no_error (error);
  /* As after a first look at the sources; how that goes is a test of its own. */
  sluice_client_settle_root (fixture->client, "projects", TRUE);
}

void
test_fixture_tear_down (TestFixture *fixture, gconstpointer user_data)
{
  test_settle ();
  g_assert_finalize_object (fixture->client);
  g_clear_pointer (&fixture->server, test_server_free);
  g_clear_pointer (&fixture->waits, g_array_unref);
  sluice_transport_set_delay_func (NULL);
  sluice_transport_set_timeouts (0, 0);
}

void
test_fixture_wait_forever (TestFixture *fixture)
{
  forever = TRUE;
}

JsonNode *
test_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = sluice_json_parse (text, -1, &error);

  g_assert_no_error (error);

  return node;
}

void
test_assert_request (TestFixture *fixture,
                     guint index,
                     const char *method,
                     const char *path,
                     const char *query,
                     const char *body)
{
  TestRequest *request = test_server_get_request (fixture->server, index);

  g_assert_cmpstr (request->method, ==, method);
  g_assert_cmpstr (request->path, ==, path);
  g_assert_cmpstr (request->query, ==, query);
  g_assert_cmpstr (request->body, ==, body != NULL ? body : "");
  g_assert_cmpstr (request->content_type, ==, body != NULL ? "application/json" : NULL);
  g_assert_cmpstr (request->authorization, ==, "Bearer " TEST_KEY);
  g_assert_cmpstr (request->user_agent, ==, "Sluice/" PACKAGE_VERSION);
}

void
test_assert_error (const GError *error, int code)
{
  g_assert_error (error, SLUICE_API_ERROR, code);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strstr (error->message, TEST_KEY));
  g_assert_null (strstr (error->message, TEST_SECRET));
}

/* @rest counts down to the node that is replaced. */
static JsonNode *
copy_spoiled (JsonNode *node, JsonNode *replacement, int *rest)
{
  JsonNode *copy;

  if ((*rest)-- == 0)
    return json_node_copy (replacement);

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_object_new ();
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &member))
        json_object_set_member (object, name, copy_spoiled (member, replacement, rest));
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, object);
      return copy;
    }

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        json_array_add_element (array, copy_spoiled (json_array_get_element (json_node_get_array (node), i),
                                                     replacement, rest));
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, array);
      return copy;
    }

  return json_node_copy (node);
}

GPtrArray *
test_spoil (const char *text)
{
  static const char *const replacements[] = { "null", "true",   "-7", "1e300", "\"x\"", "\"\"",
                                              "[]",   "[null]", "{}", "[[]]",  "[{}]",  "9223372036854775807" };
  g_autoptr (JsonNode) root = test_parse (text);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (replacements); i++)
    {
      g_autoptr (JsonNode) replacement = test_parse (replacements[i]);

      for (int place = 0;; place++)
        {
          int rest = place;
          g_autoptr (JsonNode) spoiled = copy_spoiled (root, replacement, &rest);

          if (rest >= 0)
            break;
          g_ptr_array_add (texts, sluice_json_to_text (spoiled));
        }
    }

  return texts;
}

int
test_run (int argc, char **argv, void (*add_tests) (void))
{
  setlocale (LC_ALL, "");
  /* The system's proxy is none of a test's business, and its settings are not in the isolated folders. */
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  add_tests ();

  return g_test_run ();
}
