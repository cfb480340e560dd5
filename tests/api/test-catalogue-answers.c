/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fixture.h"
#include "sluice-answer-cache.h"

#define WIZARD_PATH "/api/projects/12345/external_data_sources/wizard/"
#define PUBLIC_PATH "/api/public_source_configs/"
#define WIZARD "{\"Postgres\":{\"name\":\"Postgres\",\"label\":null,\"category\":\"Databases\",\"fields\":[]}}"
#define TWO "{\"Postgres\":{\"name\":\"Postgres\",\"fields\":[]},\"Stripe\":{\"name\":\"Stripe\",\"fields\":[]}}"
#define KEEP "Cache-Control: private, max-age=600"
#define ICON "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
#define ICON_PATH "/static/services/stripe.png"

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), DEVELOPMENT_BUILD ? "sluice-devel" : "sluice", "answers", NULL);
}

/* (element-type utf8) */
static GPtrArray *
list_kept (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    /* While it is being written it has another name. */
    if (strlen (name) == 64)
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));

  return paths;
}

static guint
count_kept (void)
{
  g_autoptr (GPtrArray) paths = list_kept ();

  return paths->len;
}

/* Nobody waits for it to be written; the worker's end wakes the main loop. */
static void
await_kept (guint n_files)
{
  while (count_kept () != n_files)
    g_main_context_iteration (NULL, TRUE);
  test_settle ();
}

static void
await_fresh (const char *url)
{
  gboolean fresh = FALSE;

  while (!fresh)
    {
      g_autoptr (SluiceKeptAnswer) kept = test_await_boxed (sluice_answer_cache_load (url), NULL);

      fresh = kept != NULL && kept->fresh;
    }
}

static guint
list (TestFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) types = test_await_object (sluice_client_list_source_types (fixture->client), &error);

  g_assert_no_error (error);

  return g_list_model_get_n_items (types);
}

static char *
fetch (SluiceClient *client, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = test_await_boxed (sluice_client_fetch_icon (client, path), error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static void
assert_icon (TestFixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = fetch (fixture->client, ICON_PATH, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* A megabyte is not sent again for ten minutes, nor after another start; and nobody else reads what was kept. */
static void
test_kept (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceClient) again = NULL;
  g_autoptr (SluiceClient) other = NULL;
  g_autoptr (GListModel) types = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autofree char *folder = dup_folder ();
  g_autofree char *contents = NULL;
  gsize size = 0;
  GStatBuf about;

  test_server_answer (fixture->server, 200, KEEP, WIZARD);
  test_server_answer (fixture->server, 200, KEEP, TWO);
  g_assert_cmpuint (list (fixture), ==, 1);
  await_kept (1);
  g_assert_cmpuint (list (fixture), ==, 1);
  again = sluice_client_new (fixture->server->url, "12345", TEST_KEY, NULL);
  types = test_await_object (sluice_client_list_source_types (again), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 1);
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);

  paths = list_kept ();
  g_assert_cmpint (g_stat (g_ptr_array_index (paths, 0), &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_get_contents (g_ptr_array_index (paths, 0), &contents, &size, NULL));
  g_assert_null (memmem (contents, size, TEST_KEY, strlen (TEST_KEY)));

  /* Another project has a catalogue of its own. */
  other = sluice_client_new (fixture->server->url, "7", TEST_KEY, NULL);
  g_clear_object (&types);
  types = test_await_object (sluice_client_list_source_types (other), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 2);
  await_kept (2);
}

/* What the header does not allow is not kept; nor half a catalogue, nor one with our key in it. */
static void
test_not_kept (TestFixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *headers;
    const char *body;
  } cases[] = {
    { NULL, WIZARD },
    { "Cache-Control: no-store, max-age=600", WIZARD },
    { "Cache-Control: no-cache, max-age=600", WIZARD },
    { "Cache-Control: max-age=0", WIZARD },
    { "Cache-Control: max-age=-5", WIZARD },
    { "Cache-Control: max-age=soon", WIZARD },
    { "Cache-Control: =,;\"", WIZARD },
    { KEEP, "{\"Postgres\":{\"name\":\"Postgres\",\"fields\":5}}" },
    { KEEP, "{}" },
    { KEEP, "{\"Postgres\":{\"name\":\"Postgres\",\"fields\":[],\"caption\":\"" TEST_KEY "\"}}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    test_server_answer (fixture->server, 200, cases[i].headers, cases[i].body);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      list (fixture);
      g_assert_cmpuint (fixture->server->requests->len, ==, i + 1);
    }
  test_settle ();
  g_assert_cmpuint (count_kept (), ==, 0);
}

/* A file in the cache may be anything by now. */
static void
test_spoilt_files (TestFixture *fixture, gconstpointer user_data)
{
  static const char *const contents[] = { "", "x", "{\"A\":5}", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" };
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GBytes) no_json = g_bytes_new_static ("no JSON", 7);
  g_autoptr (SluiceKeeping) keeping = sluice_keeping_new ("max-age=600", NULL, NULL, NULL);
  g_autofree char *url = g_strconcat (fixture->server->url, WIZARD_PATH, NULL);

  test_server_answer (fixture->server, 200, KEEP, WIZARD);
  list (fixture);
  await_kept (1);
  paths = list_kept ();
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      await_fresh (url);
      g_assert_true (g_file_set_contents (g_ptr_array_index (paths, 0), contents[i], -1, NULL));
      g_assert_cmpuint (list (fixture), ==, 1);
      g_assert_cmpuint (fixture->server->requests->len, ==, i + 2);
    }

  await_fresh (url);
  g_assert_true (test_await (sluice_answer_cache_store (url, no_json, keeping), NULL));
  g_assert_cmpuint (list (fixture), ==, 1);
  g_assert_cmpuint (fixture->server->requests->len, ==, G_N_ELEMENTS (contents) + 2);
}

/* Where the cache cannot be written, everything works, only more slowly. */
static void
test_no_cache_folder (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *above = g_path_get_dirname (parent);

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (parent, "in the way", -1, NULL));
  test_server_answer (fixture->server, 200, KEEP, WIZARD);
  g_assert_cmpuint (list (fixture), ==, 1);
  g_assert_cmpuint (list (fixture), ==, 1);
  g_assert_cmpuint (fixture->server->requests->len, ==, 2);
  test_settle ();
}

/* The catalogue for everybody: without the key, though the client has one. */
static void
test_public (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) anonymous = sluice_client_new_anonymous (fixture->server->url, &error);
  g_autoptr (GListModel) types = NULL;
  g_autoptr (GListModel) more = NULL;

  g_assert_no_error (error);
  test_server_answer (fixture->server, 200, NULL, TWO);
  types = test_await_object (sluice_client_list_public_source_types (anonymous), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 2);
  more = test_await_object (sluice_client_list_public_source_types (fixture->client), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      TestRequest *request = test_server_get_request (fixture->server, i);

      g_assert_cmpstr (request->path, ==, PUBLIC_PATH);
      g_assert_null (request->authorization);
    }

  g_assert_null (sluice_client_new_anonymous ("http://example.com", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* An older server of one's own. */
static void
test_no_public (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceClient) anonymous = sluice_client_new_anonymous (fixture->server->url, NULL);
  g_autoptr (GError) error = NULL;

  test_server_answer (fixture->server, 404, "Content-Type: text/html", "<html><title>Page not found</title></html>");
  g_assert_null (test_await_object (sluice_client_list_public_source_types (anonymous), &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);
}

/* Not asked for again as long as the server says; then asked after, not fetched again. */
static void
test_icon (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *url = g_strconcat (fixture->server->url, ICON_PATH, NULL);
  g_autoptr (SluiceKeptAnswer) kept = NULL;
  TestRequest *request;

  test_server_answer (fixture->server, 200,
                      "Content-Type: image/png\nETag: \"one\"\nLast-Modified: Tue, 01 Sep 2026 10:00:00 GMT\n"
                      "Cache-Control: max-age=0",
                      ICON);
  test_server_answer (fixture->server, 304, "Cache-Control: max-age=600", "");
  test_server_answer (fixture->server, 200, NULL, "another");
  assert_icon (fixture, ICON);
  request = test_server_get_request (fixture->server, 0);
  g_assert_cmpstr (request->path, ==, ICON_PATH);
  g_assert_null (request->authorization);
  g_assert_null (request->if_none_match);
  await_kept (1);

  assert_icon (fixture, ICON);
  request = test_server_get_request (fixture->server, 1);
  g_assert_cmpstr (request->if_none_match, ==, "\"one\"");
  g_assert_cmpstr (request->if_modified_since, ==, "Tue, 01 Sep 2026 10:00:00 GMT");
  g_assert_null (request->authorization);
  await_fresh (url);
  kept = test_await_boxed (sluice_answer_cache_load (url), NULL);
  g_assert_cmpstr (kept->etag, ==, "\"one\"");

  assert_icon (fixture, ICON);
  g_assert_cmpuint (fixture->server->requests->len, ==, 2);
}

/* It changed: the new one replaces the one that was kept. */
static void
test_icon_changed (TestFixture *fixture, gconstpointer user_data)
{
  test_server_answer (fixture->server, 200, "ETag: \"one\"", ICON);
  test_server_answer (fixture->server, 200, "ETag: \"two\"\nCache-Control: no-store", "another");
  test_server_answer (fixture->server, 404, NULL, "");
  assert_icon (fixture, ICON);
  await_kept (1);
  assert_icon (fixture, "another");
  /* That one must not be kept, and the old one is no use any more. */
  await_kept (0);
}

/* Whoever the catalogue or the server points to: only the host that was chosen is asked. */
static void
test_icon_elsewhere (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (TestServer) other = test_server_new ();
  g_autofree char *absolute = g_strconcat (other->url, "/x.png", NULL);
  g_autofree char *relative = g_strconcat ("//", strstr (other->url, "://") + 3, "/x.png", NULL);
  g_autofree char *with_user = g_strdup_printf ("http://evil@%s/x.png", strstr (fixture->server->url, "://") + 3);
  g_autofree char *location = g_strconcat ("Location: ", other->url, "/x.png", NULL);
  const char *const paths[] = {
    absolute,   relative, with_user, "file:///etc/passwd", "data:image/png;base64,AAAA", "javascript:alert(1)",
    "https://["
  };
  g_autoptr (GError) error = NULL;

  test_server_answer (other, 200, NULL, ICON);
  test_server_answer (fixture->server, 302, location, "");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) own_error = NULL;

      g_test_message ("%s", paths[i]);
      g_assert_null (fetch (fixture->client, paths[i], &own_error));
      g_assert_nonnull (own_error);
    }
  g_assert_cmpuint (fixture->server->requests->len, ==, 0);

  g_assert_null (fetch (fixture->client, ICON_PATH, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (fixture->server->requests->len, ==, 1);
  g_assert_cmpuint (other->requests->len, ==, 0);
  g_assert_cmpuint (count_kept (), ==, 0);
}

/* 20 MB is no icon: it is not read to its end, and not kept. */
static void
test_icon_too_large (TestFixture *fixture, gconstpointer user_data)
{
  g_autofree char *text = g_strnfill (20 * 1000 * 1000, 'x');
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  test_server_answer_bytes (fixture->server, 200, body);
  g_assert_null (fetch (fixture->client, ICON_PATH, &error));
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
  test_settle ();
  g_assert_cmpuint (count_kept (), ==, 0);
}

static void
test_icon_failures (TestFixture *fixture, gconstpointer user_data)
{
  static const guint statuses[] = { 401, 403, 404, 429, 500, 503, 204, 206 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    test_server_answer (fixture->server, statuses[i], KEEP, "no");
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch (fixture->client, ICON_PATH, &error));
      g_assert_nonnull (error);
      /* An ornament is not worth a second try. */
      g_assert_cmpuint (fixture->server->requests->len, ==, i + 1);
    }
  test_settle ();
  g_assert_cmpuint (count_kept (), ==, 0);
}

static void
assert_keeping (const char *cache_control, const char *age, gint64 max_age)
{
  g_autoptr (SluiceKeeping) keeping = sluice_keeping_new (cache_control, age, "\"e\"", NULL);

  g_assert_nonnull (keeping);
  g_assert_cmpint (keeping->max_age, ==, max_age);
}

static void
test_keeping (void)
{
  g_autoptr (SluiceKeeping) odd = sluice_keeping_new ("max-age=5", NULL, "a\r\nHost: evil", "\xff");

  assert_keeping ("private, max-age=600", NULL, 600);
  assert_keeping ("Max-Age=600, Public", "200", 400);
  assert_keeping ("max-age=600", "700", 0);
  assert_keeping ("max-age=600", "-9", 600);
  assert_keeping ("max-age=99999999", NULL, 7 * 24 * 60 * 60);
  assert_keeping ("max-age=99999999999999999999", NULL, 0);
  assert_keeping ("max-age", NULL, 0);
  assert_keeping ("no-cache, max-age=600", NULL, 0);
  assert_keeping (NULL, NULL, 0);
  g_assert_null (sluice_keeping_new (NULL, NULL, NULL, NULL));
  g_assert_null (sluice_keeping_new ("no-store, max-age=5", NULL, "\"e\"", NULL));
  g_assert_null (odd->etag);
  g_assert_null (odd->last_modified);
}

/* It does not grow for ever: each start of the practice server has an address of its own. */
static void
test_prune (TestFixture *fixture, gconstpointer user_data)
{
  g_autoptr (SluiceKeeping) keeping = sluice_keeping_new ("max-age=600", NULL, NULL, NULL);
  g_autofree char *text = g_malloc0 (7 * 1024 * 1024);
  g_autoptr (GBytes) body = g_bytes_new_static (text, 7 * 1024 * 1024);
  g_autoptr (GBytes) huge = NULL;
  g_autofree char *huge_text = g_malloc0 (9 * 1024 * 1024);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://example.com/%u", i);

      g_assert_true (test_await (sluice_answer_cache_store (url, body, keeping), NULL));
    }
  g_assert_cmpuint (count_kept (), <=, 7);
  g_assert_cmpuint (count_kept (), >=, 6);

  huge = g_bytes_new_static (huge_text, 9 * 1024 * 1024);
  g_assert_true (test_await (sluice_answer_cache_store ("https://example.com/huge", huge, keeping), NULL));
  g_assert_false (test_await (sluice_answer_cache_load ("https://example.com/huge"), NULL));
}

static void
add_tests (void)
{
  TEST_ADD ("/catalogue-answers/kept", test_kept);
  TEST_ADD ("/catalogue-answers/not-kept", test_not_kept);
  TEST_ADD ("/catalogue-answers/spoilt-files", test_spoilt_files);
  TEST_ADD ("/catalogue-answers/no-cache-folder", test_no_cache_folder);
  TEST_ADD ("/catalogue-answers/public", test_public);
  TEST_ADD ("/catalogue-answers/no-public", test_no_public);
  TEST_ADD ("/catalogue-answers/icon", test_icon);
  TEST_ADD ("/catalogue-answers/icon-changed", test_icon_changed);
  TEST_ADD ("/catalogue-answers/icon-elsewhere", test_icon_elsewhere);
  TEST_ADD ("/catalogue-answers/icon-too-large", test_icon_too_large);
  TEST_ADD ("/catalogue-answers/icon-failures", test_icon_failures);
  g_test_add_func ("/catalogue-answers/keeping", test_keeping);
  TEST_ADD ("/catalogue-answers/prune", test_prune);
}

int
main (int argc, char *argv[])
{
  return test_run (argc, argv, add_tests);
}
