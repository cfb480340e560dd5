/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "sluice-region.h"
#include "sluice-sign-in.h"

#define KEY "phx_an-invented-key"
#define WRONG_KEY "Personal API key found in request Authorization header is invalid."

/* A PostHog of the test's own, as far as signing in needs it. */
typedef struct
{
  SoupServer *server;
  char *base_url;
  gboolean knows_key;
  const char *missing_scope; /* refused with a 403 that names it */
  const char *limits;        /* what the key's own record says; NULL: this server tells nobody */
  guint n_requests;
} Host;

typedef struct
{
  Host us;
  Host eu;
} Fixture;

static void
answer (SoupServerMessage *message, guint status, const char *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static void
refuse (SoupServerMessage *message, guint status, const char *detail)
{
  g_autofree char *body =
      g_strdup_printf ("{\"type\":\"authentication_error\",\"code\":\"refused\",\"detail\":\"%s\",\"attr\":null}",
                       detail);

  answer (message, status, body);
}

static void
asked_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Host *host = user_data;
  const char *authorization =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");

  host->n_requests++;
  if (!host->knows_key || g_strcmp0 (authorization, "Bearer " KEY) != 0)
    refuse (message, 401, WRONG_KEY);
  else if (g_str_has_prefix (path, "/api/users/@me"))
    {
      if (g_strcmp0 (host->missing_scope, "user:read") == 0)
        refuse (message, 403, "API key missing required scope 'user:read'");
      else
        answer (message, 200,
                "{\"email\":\"ada@example.com\",\"team\":{\"id\":12,\"name\":\"Shop\"},\"organization\":{\"name\":"
                "\"Acme\",\"teams\":[{\"id\":12,\"name\":\"Shop\",\"project_id\":12},{\"id\":13,\"name\":\"Labs\","
                "\"project_id\":13}]}}");
    }
  else if (g_str_has_prefix (path, "/api/personal_api_keys/@current"))
    answer (message, host->limits != NULL ? 200 : 404, host->limits != NULL ? host->limits : "{}");
  else if (!g_str_has_prefix (path, "/api/projects/12/"))
    refuse (message, 403, "API key does not have access to the requested project: ID 13.");
  else if (g_str_has_suffix (path, "/source_prefix/"))
    {
      if (g_strcmp0 (host->missing_scope, "external_data_source:write") == 0)
        refuse (message, 403, "API key missing required scope 'external_data_source:write'");
      else
        answer (message, 400, "{\"message\":\"Another source of this type already uses the prefix 'sluice_'.\"}");
    }
  else if (g_str_has_suffix (path, "/query/") && g_strcmp0 (host->missing_scope, "query:read") == 0)
    refuse (message, 403, "API key missing required scope 'query:read'");
  else if (g_str_has_suffix (path, "/integrations/") && host->missing_scope != NULL)
    answer (message, 500, NULL);
  else
    answer (message, 200, "{\"count\":0,\"next\":null,\"previous\":null,\"results\":[]}");
}

static void
host_start (Host *host)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  host->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (host->server, NULL, asked_cb, host, NULL);
  soup_server_listen_local (host->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (host->server);
  host->base_url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
host_stop (Host *host)
{
  soup_server_disconnect (host->server);
  g_clear_object (&host->server);
  g_clear_pointer (&host->base_url, g_free);
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  host_start (&fixture->us);
  host_start (&fixture->eu);
  g_setenv ("SLUICE_CLOUD_US", fixture->us.base_url, TRUE);
  g_setenv ("SLUICE_CLOUD_EU", fixture->eu.base_url, TRUE);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  host_stop (&fixture->us);
  host_stop (&fixture->eu);
}

static const GValue *
await (DexFuture *future, GError **error)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  return dex_future_get_value (future, error);
}

static SluiceSignIn *
new_sign_in (const char *base_url)
{
  g_autoptr (SecretValue) key = secret_value_new (KEY, -1, "text/plain");

  return sluice_sign_in_new (base_url, key);
}

static void
find_projects (SluiceSignIn *sign_in, GError **error)
{
  g_autoptr (DexFuture) future = sluice_sign_in_find_projects (sign_in);

  await (future, error);
}

static SluiceAccount *
prove (SluiceSignIn *sign_in, const char *project_id, GError **error)
{
  g_autoptr (DexFuture) future = sluice_sign_in_prove (sign_in, project_id);
  const GValue *value = await (future, error);

  return value != NULL ? g_value_dup_object (value) : NULL;
}

static void
assert_projects (SluiceSignIn *sign_in, const char *expected)
{
  GListModel *projects = sluice_sign_in_get_projects (sign_in);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (SluiceAccount) project = g_list_model_get_item (projects, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sluice_account_get_project_name (project));
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_good_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSignIn) sign_in = new_sign_in (fixture->us.base_url);
  g_autoptr (SluiceAccount) account = NULL;
  g_autoptr (SluiceAccount) again = NULL;
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *kept = NULL;

  fixture->us.knows_key = TRUE;
  find_projects (sign_in, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_sign_in_get_email (sign_in), ==, "ada@example.com");
  assert_projects (sign_in, "Shop, Labs");

  account = prove (sign_in, "12", &error);
  g_assert_no_error (error);
  title = sluice_account_dup_title (account);
  g_assert_cmpstr (title, ==, "Shop · US");

  variant = g_variant_ref_sink (sluice_account_to_variant (account));
  kept = g_variant_print (variant, FALSE);
  g_assert_null (strstr (kept, KEY));
  again = sluice_account_new_from_variant (variant);
  g_assert_true (sluice_account_is_same (account, again));
  g_assert_cmpuint (fixture->eu.n_requests, ==, 0);
}

static void
test_other_region (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSignIn) sign_in = new_sign_in (fixture->us.base_url);
  g_autoptr (SluiceAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture->eu.knows_key = TRUE;
  find_projects (sign_in, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_sign_in_get_base_url (sign_in), ==, fixture->eu.base_url);
  account = prove (sign_in, "12", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_account_get_base_url (account), ==, fixture->eu.base_url);
  g_assert_cmpuint (fixture->us.n_requests, ==, 1);
}

static void
test_wrong_everywhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSignIn) sign_in = new_sign_in (fixture->eu.base_url);
  g_autoptr (GError) error = NULL;

  find_projects (sign_in, &error);
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (error->message, ==, WRONG_KEY);
  g_assert_cmpuint (fixture->us.n_requests, ==, 1);
  g_assert_cmpuint (fixture->eu.n_requests, ==, 1);
}

/* The key of a server of one's own never leaves for the cloud. */
static void
test_own_server_alone (Fixture *fixture, gconstpointer data)
{
  Host own = { .knows_key = FALSE };
  g_autoptr (SluiceSignIn) sign_in = NULL;
  g_autoptr (GError) error = NULL;

  host_start (&own);
  fixture->us.knows_key = fixture->eu.knows_key = TRUE;
  sign_in = new_sign_in (own.base_url);
  find_projects (sign_in, &error);
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (own.n_requests, ==, 1);
  g_assert_cmpuint (fixture->us.n_requests + fixture->eu.n_requests, ==, 0);
  host_stop (&own);
}

/* Without user:read the key is good all the same: the project's number has to be typed. */
static void
test_may_not_be_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSignIn) sign_in = new_sign_in (fixture->us.base_url);
  g_autoptr (SluiceAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture->us.knows_key = TRUE;
  fixture->us.missing_scope = "user:read";
  find_projects (sign_in, &error);
  g_assert_no_error (error);
  g_assert_null (sluice_sign_in_get_email (sign_in));
  assert_projects (sign_in, "");
  g_assert_cmpint (sluice_sign_in_get_scope (sign_in, SLUICE_SCOPE_USER), ==, SLUICE_TRI_NO);
  account = prove (sign_in, "12", &error);
  g_assert_no_error (error);
  g_assert_null (sluice_account_get_project_name (account));
}

static void
test_may_not_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSignIn) sign_in = new_sign_in (fixture->us.base_url);
  g_autoptr (SluiceAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture->us.knows_key = TRUE;
  fixture->us.missing_scope = "external_data_source:write";
  find_projects (sign_in, &error);
  g_assert_no_error (error);
  account = prove (sign_in, "12", &error);
  g_assert_null (account);
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN);
  g_assert_cmpstr (sluice_api_error_get_scope (error), ==, "external_data_source:write");
}

static void
test_other_project (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSignIn) sign_in = new_sign_in (fixture->us.base_url);
  g_autoptr (SluiceAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture->us.knows_key = TRUE;
  account = prove (sign_in, "13", &error);
  g_assert_null (account);
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN);
  g_assert_cmpstr (error->message, ==, "API key does not have access to the requested project: ID 13.");
}

/* A key that is limited to some projects offers those alone. */
static void
test_limited_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSignIn) sign_in = new_sign_in (fixture->us.base_url);
  g_autoptr (GError) error = NULL;

  fixture->us.knows_key = TRUE;
  fixture->us.limits = "{\"scopes\":[\"*\"],\"scoped_teams\":[13]}";
  find_projects (sign_in, &error);
  g_assert_no_error (error);
  assert_projects (sign_in, "Labs");

  fixture->us.limits = "{\"scopes\":[\"*\"],\"scoped_teams\":\"wrong\"}";
  find_projects (sign_in, &error);
  g_assert_no_error (error);
  assert_projects (sign_in, "Shop, Labs");
}

/* What Sluice can do without is found out, and keeps nobody out. */
static void
test_optional_scopes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSignIn) sign_in = new_sign_in (fixture->us.base_url);
  g_autoptr (SluiceAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  fixture->us.knows_key = TRUE;
  fixture->us.missing_scope = "query:read";
  find_projects (sign_in, &error);
  g_assert_no_error (error);
  account = prove (sign_in, "12", &error);
  g_assert_no_error (error);
  g_assert_cmpint (sluice_sign_in_get_scope (sign_in, SLUICE_SCOPE_SOURCES), ==, SLUICE_TRI_YES);
  g_assert_cmpint (sluice_sign_in_get_scope (sign_in, SLUICE_SCOPE_USER), ==, SLUICE_TRI_YES);
  g_assert_cmpint (sluice_sign_in_get_scope (sign_in, SLUICE_SCOPE_QUERY), ==, SLUICE_TRI_NO);
  /* A server's fault says nothing of the key. */
  g_assert_cmpint (sluice_sign_in_get_scope (sign_in, SLUICE_SCOPE_INTEGRATIONS), ==, SLUICE_TRI_UNKNOWN);
}

/* A plain-http address that is not this computer never gets the key. */
static void
test_plain_http (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceSignIn) sign_in = new_sign_in ("http://posthog.example.com");
  g_autoptr (GError) error = NULL;

  find_projects (sign_in, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_origins (void)
{
  const struct
  {
    const char *typed;
    const char *origin;
  } cases[] = {
    { "posthog.example.com", "https://posthog.example.com" },
    { " https://posthog.example.com/ ", "https://posthog.example.com" },
    { "posthog.example.com/project/1", "https://posthog.example.com" },
    { "http://localhost:8000", "http://localhost:8000" },
    { "https://ada:secret@posthog.example.com:8443/x?y#z", "https://posthog.example.com:8443" },
    { "", NULL },
    { "two words", NULL },
    { "ftp://posthog.example.com", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *origin = sluice_region_dup_origin (cases[i].typed);

      g_assert_cmpstr (origin, ==, cases[i].origin);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  ADD ("/sign-in/good-key", test_good_key);
  ADD ("/sign-in/other-region", test_other_region);
  ADD ("/sign-in/wrong-everywhere", test_wrong_everywhere);
  ADD ("/sign-in/own-server-alone", test_own_server_alone);
  ADD ("/sign-in/may-not-be-asked", test_may_not_be_asked);
  ADD ("/sign-in/may-not-write", test_may_not_write);
  ADD ("/sign-in/other-project", test_other_project);
  ADD ("/sign-in/limited-key", test_limited_key);
  ADD ("/sign-in/optional-scopes", test_optional_scopes);
  ADD ("/sign-in/plain-http", test_plain_http);
  g_test_add_func ("/sign-in/origins", test_origins);

  return g_test_run ();
}
