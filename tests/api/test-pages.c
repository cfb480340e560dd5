/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

#define PATH "/api/projects/12345/external_data_sources/"

static char *
make_page (guint first, guint n_sources, const char *next)
{
  g_autoptr (GString) text = g_string_new ("{\"count\":5,\"previous\":null,\"next\":");

  g_string_append_printf (text, next != NULL ? "\"%s\",\"results\":[" : "null,\"results\":[", next);
  for (guint i = 0; i < n_sources; i++)
    g_string_append_printf (text, "%s{\"id\":\"s-%u\",\"source_type\":\"Postgres\",\"schemas\":[]}", i > 0 ? "," : "",
                            first + i);
  g_string_append (text, "]}");

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
answer_page (TestFixture *fixture, guint first, guint n_sources, const char *next)
{
  g_autofree char *page = make_page (first, n_sources, next);

  test_server_answer (fixture->server, 200, NULL, page);
}

static void
assert_sources (TestFixture *fixture, guint n_sources)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) sources = test_await_object (sluice_client_list_sources (fixture->client), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (sources), ==, n_sources);
  for (guint i = 0; i < n_sources; i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);
      g_autofree char *id = g_strdup_printf ("s-%u", i);

      g_assert_cmpstr (sluice_source_get_id (source), ==, id);
    }
}

static void
test_none (TestFixture *fixture, gconstpointer user_data)
{
  answer_page (fixture, 0, 0, NULL);
  assert_sources (fixture, 0);
  test_assert_request (fixture, 0, "GET", PATH, "limit=100&offset=0", NULL);
}

static void
test_follow (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *second = g_strdup_printf ("%s" PATH "?limit=2&offset=2", fixture->server->url);
  g_autofree char *third = g_strdup_printf ("%s" PATH "?cursor=a%%20b", fixture->server->url);

  answer_page (fixture, 0, 2, second);
  answer_page (fixture, 2, 2, third);
  answer_page (fixture, 4, 1, NULL);
  assert_sources (fixture, 5);
  g_assert_cmpuint (fixture->server->requests->len, ==, 3);
  test_assert_request (fixture, 1, "GET", PATH, "limit=2&offset=2", NULL);
  test_assert_request (fixture, 2, "GET", PATH, "cursor=a%20b", NULL);
}

/* Behind a proxy the address is another; and it may be anybody's: the key does not go there. */
static void
test_other_origin (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (TestServer) other = test_server_new ();
  g_autofree char *elsewhere = g_strdup_printf ("%s" PATH "?limit=2&offset=2", other->url);
  g_autofree char *tls = g_strdup_printf ("https%s" PATH "?limit=2&offset=2", fixture->server->url + 4);

  test_server_answer (other, 200, NULL, "{}");
  answer_page (fixture, 0, 2, elsewhere);
  answer_page (fixture, 2, 2, tls);
  answer_page (fixture, 4, 1, NULL);
  assert_sources (fixture, 5);
  g_assert_cmpuint (other->requests->len, ==, 0);
  test_assert_request (fixture, 1, "GET", PATH, "limit=100&offset=2", NULL);
  test_assert_request (fixture, 2, "GET", PATH, "limit=100&offset=4", NULL);
}

static void
test_odd_next (TestFixture *fixture, gconstpointer user_data)
{
  static const char *const nexts[] = { "", "/relative", "javascript:alert(1)", "https://", "http://u:p@127.0.0.1:1/" };

  for (guint i = 0; i < G_N_ELEMENTS (nexts); i++)
    {
      test_server_reset (fixture->server);
      answer_page (fixture, 0, 2, nexts[i]);
      answer_page (fixture, 2, 1, NULL);
      assert_sources (fixture, 3);
      test_assert_request (fixture, 1, "GET", PATH, "limit=100&offset=2", NULL);
    }
}

/* Whatever it is, there is more. */
static void
test_unreadable_next (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 200, NULL, "{\"count\":5,\"next\":7,\"results\":[]}");
  g_assert_false (test_await (sluice_client_list_sources (fixture->client), &error));
  test_assert_error (error, SLUICE_API_ERROR_PROTOCOL);
  g_assert_cmpstr (error->message, ==, "The answer cannot be used: “next” is not text.");
}

/* One was made while the pages were read, so that the last of a page came again. */
static void
test_twice (TestFixture *fixture, gconstpointer user_data)
{
  answer_page (fixture, 0, 3, "https://other.example/");
  answer_page (fixture, 2, 2, NULL);
  assert_sources (fixture, 4);
}

/* Neither a circle nor pages without end hold a call for ever. */
static void
test_endless (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *same = g_strdup_printf ("%s" PATH "?page=1", fixture->server->url);

  answer_page (fixture, 0, 2, same);
  assert_sources (fixture, 2);
  g_assert_cmpuint (fixture->server->requests->len, ==, 2);

  test_server_reset (fixture->server);
  answer_page (fixture, 0, 2, "https://other.example/");
  answer_page (fixture, 2, 0, "https://other.example/");
  assert_sources (fixture, 2);
  g_assert_cmpuint (fixture->server->requests->len, ==, 2);
}

static void
test_later_page_fails (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Half a list would be taken for the whole. */
  answer_page (fixture, 0, 2, "https://other.example/");
  test_server_answer (fixture->server, 500, NULL, "{\"detail\":\"Sorry.\"}");
  g_assert_false (test_await (sluice_client_list_sources (fixture->client), &error));
  test_assert_error (error, SLUICE_API_ERROR_SERVER);
  g_assert_cmpstr (error->message, ==, "Sorry.");
}

static void
test_tables (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) tables = NULL;

  test_server_answer (fixture->server, 200, NULL,
                      "{\"count\":1,\"next\":null,\"results\":[{\"id\":\"t-1\",\"name\":\"orders\"}]}");
  tables = test_await_object (sluice_client_list_tables (fixture->client), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (tables), ==, 1);
  test_assert_request (fixture, 0, "GET", "/api/projects/12345/external_data_schemas/", "limit=100&offset=0", NULL);
}

static void
add_tests (void)
{
  TEST_ADD ("/pages/none", test_none);
  TEST_ADD ("/pages/follow", test_follow);
  TEST_ADD ("/pages/other-origin", test_other_origin);
  TEST_ADD ("/pages/odd-next", test_odd_next);
  TEST_ADD ("/pages/unreadable-next", test_unreadable_next);
  TEST_ADD ("/pages/twice", test_twice);
  TEST_ADD ("/pages/endless", test_endless);
  TEST_ADD ("/pages/later-page-fails", test_later_page_fails);
  TEST_ADD ("/pages/tables", test_tables);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
