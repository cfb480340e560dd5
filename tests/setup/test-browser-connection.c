/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "sluice-browser-connection.h"
#include "sluice-transport.h"
#include "wait.h"

#define KEY "phx_an-invented-key"
#define SOURCES "/api/projects/12/external_data_sources/"
#define LINK                                                                                                           \
  "{\"source_type\":\"Hubspot\",\"auth_method\":\"oauth\",\"connect_url\":\"https://us.posthog.com/connect\"}"
#define ACCOUNT(id, name, config)                                                                                      \
  "{\"id\":" id ",\"kind\":\"hubspot\",\"display_name\":\"" name "\",\"config\":" config ",\"errors\":\"\"}"
#define BROKEN                                                                                                         \
  "{\"id\":80,\"kind\":\"hubspot\",\"display_name\":\"Gone\",\"config\":{},\"errors\":\"TOKEN_REFRESH_FAILED\"}"
#define LIST(entries) "{\"count\":1,\"next\":null,\"previous\":null,\"results\":[" entries "]}"
#define OLD ACCOUNT ("72", "Acme", "{\"refreshed_at\":1}")
#define CREDENTIAL(id)                                                                                                 \
  "{\"credential_id\":\"" id "\",\"source_type\":\"Hubspot\",\"created_at\":\"2026-09-02T10:15:00Z\"}"
#define NO_SCOPE                                                                                                       \
  "{\"type\":\"authentication_error\",\"code\":\"permission_denied\",\"detail\":\"API key missing required scope "     \
  "'integration:read'\",\"attr\":null}"

/* How one endpoint answers. */
typedef struct
{
  guint status;
  const char *body;
  const char *retry_after;
  gboolean holds;
  guint n_requests;
} Answer;

typedef struct
{
  SoupServer *server;
  SluiceClient *client;
  SluiceBrowserConnection *connection;
  Answer user;
  Answer link;
  Answer accounts;
  Answer credentials;
  GPtrArray *held; /* SoupServerMessage */

  gint64 now;
  GArray *waits; /* guint, milliseconds */
  DexPromise *pending;
  guint n_told;
} Fixture;

static void
give (SoupServerMessage *message, const Answer *answer)
{
  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->retry_after != NULL)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After",
                                 answer->retry_after);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer->body, strlen (answer->body));
}

static void
asked_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixture *fixture = user_data;
  Answer *answer = NULL;

  if (g_str_equal (path, "/api/users/@me/"))
    answer = &fixture->user;
  else if (g_str_equal (path, SOURCES "connect_link/"))
    answer = &fixture->link;
  else if (g_str_equal (path, SOURCES "stored_credentials/"))
    answer = &fixture->credentials;
  else if (g_str_equal (path, "/api/projects/12/integrations/"))
    answer = &fixture->accounts;
  g_assert_nonnull (answer);
  answer->n_requests++;
  if (!answer->holds)
    {
      give (message, answer);
      return;
    }
  soup_server_message_pause (message);
  g_ptr_array_add (fixture->held, g_object_ref (message));
}

static gint64
clock_now (gpointer data)
{
  return ((Fixture *) data)->now;
}

/* Time stands still until tick() lets it go on. */
static DexFuture *
clock_wait (guint milliseconds, gpointer data)
{
  Fixture *fixture = data;

  g_array_append_val (fixture->waits, milliseconds);
  dex_clear (&fixture->pending);
  fixture->pending = dex_promise_new ();

  return DEX_FUTURE (dex_ref (fixture->pending));
}

static DexFuture *
no_delay (guint milliseconds)
{
  return dex_future_new_true ();
}

static void
told_cb (Fixture *fixture)
{
  fixture->n_told++;
}

static void
set_up_for (Fixture *fixture, const char *kind)
{
  const SluiceClock clock = { clock_now, clock_wait, fixture };

  fixture->connection = sluice_browser_connection_new (fixture->client, "Hubspot", kind, &clock);
  g_signal_connect_swapped (fixture->connection, "notify", G_CALLBACK (told_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoslist (GUri) uris = NULL;
  g_autofree char *url = NULL;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, asked_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (fixture->server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  fixture->client = sluice_client_new (url, "12", KEY, NULL);
  fixture->user = (Answer) { .status = 200,
                             .body = "{\"email\":\"ada@example.com\",\"organization\":{\"name\":\"Acme\",\"teams\":"
                                     "[{\"id\":12,\"name\":\"Shop\"}]}}" };
  fixture->link = (Answer) { .status = 200, .body = LINK };
  fixture->accounts = (Answer) { .status = 200, .body = LIST (OLD) };
  fixture->credentials = (Answer) { .status = 200, .body = "[]" };
  fixture->held = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->waits = g_array_new (FALSE, FALSE, sizeof (guint));
  sluice_transport_set_delay_func (no_delay);
  set_up_for (fixture, data != NULL ? data : "hubspot");
}

static void
settle (void)
{
  for (guint i = 0; i < 50; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

static gboolean
is_alone (gpointer data)
{
  return G_OBJECT (((Fixture *) data)->connection)->ref_count == 1;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sluice_browser_connection_cancel (fixture->connection);
  wait_until (is_alone, fixture);
  g_assert_finalize_object (fixture->connection);
  sluice_transport_set_delay_func (NULL);
  soup_server_disconnect (fixture->server);
  g_ptr_array_unref (fixture->held);
  g_clear_object (&fixture->server);
  settle ();
  g_clear_object (&fixture->client);
  g_array_unref (fixture->waits);
  dex_clear (&fixture->pending);
}

typedef struct
{
  Fixture *fixture;
  SluiceBrowserState state;
} Wanted;

static gboolean
is_in_state (gpointer data)
{
  const Wanted *wanted = data;

  return sluice_browser_connection_get_state (wanted->fixture->connection) == wanted->state;
}

static void
wait_for_state (Fixture *fixture, SluiceBrowserState state)
{
  Wanted wanted = { fixture, state };

  wait_until (is_in_state, &wanted);
}

static gboolean
has_pause (gpointer data)
{
  Fixture *fixture = data;

  return fixture->pending != NULL && dex_future_is_pending (DEX_FUTURE (fixture->pending));
}

/* Lets the time pass that is waited for now. */
static guint
tick (Fixture *fixture)
{
  g_autoptr (DexPromise) pending = NULL;
  guint last;

  wait_until (has_pause, fixture);
  last = g_array_index (fixture->waits, guint, fixture->waits->len - 1);
  fixture->now += (gint64) last * 1000;
  pending = dex_ref (fixture->pending);
  dex_promise_resolve_boolean (pending, TRUE);

  return last;
}

static gboolean
has_looked (gpointer data)
{
  Fixture *fixture = data;

  return has_pause (fixture) && !sluice_browser_connection_get_looking (fixture->connection);
}

static void
open (Fixture *fixture)
{
  sluice_browser_connection_start (fixture->connection);
  wait_for_state (fixture, SLUICE_BROWSER_READY);
  sluice_browser_connection_wait (fixture->connection);
  wait_for_state (fixture, SLUICE_BROWSER_WAITING);
  wait_until (has_pause, fixture);
}

static void
assert_account (Fixture *fixture, const char *id)
{
  wait_for_state (fixture, SLUICE_BROWSER_CONNECTED);
  g_assert_nonnull (sluice_browser_connection_get_integration (fixture->connection));
  g_assert_cmpstr (sluice_integration_get_id (sluice_browser_connection_get_integration (fixture->connection)), ==, id);
  g_assert_null (sluice_browser_connection_get_credential (fixture->connection));
}

static void
assert_note (Fixture *fixture, const char *words)
{
  const char *note = sluice_browser_connection_get_note (fixture->connection);

  g_assert_nonnull (note);
  if (strstr (note, words) == NULL)
    g_error ("“%s” is not in “%s”", words, note);
  g_assert_null (strstr (note, KEY));
}

/* One is told whom to sign in as and where before anything opens; then it goes on by itself. */
static void
test_new_account (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  g_assert_cmpstr (sluice_browser_connection_get_email (fixture->connection), ==, "ada@example.com");
  g_assert_cmpstr (sluice_browser_connection_get_project (fixture->connection), ==, "Shop");
  g_assert_cmpstr (sluice_connect_link_get_url (sluice_browser_connection_get_link (fixture->connection)), ==,
                   "https://us.posthog.com/connect");
  tick (fixture);
  wait_until (has_pause, fixture);
  g_assert_cmpint (sluice_browser_connection_get_state (fixture->connection), ==, SLUICE_BROWSER_WAITING);

  fixture->accounts.body = LIST (ACCOUNT ("101", "Shop", "{}") "," ACCOUNT ("102", "Newest", "{}") "," OLD);
  tick (fixture);
  assert_account (fixture, "102");
}

/* Connecting the same account again adds none. */
static void
test_account_again (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  fixture->accounts.body = LIST (ACCOUNT ("72", "Acme", "{\"refreshed_at\":2}"));
  tick (fixture);
  assert_account (fixture, "72");
}

/* An account that came but does not work is none. */
static void
test_broken_account (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  fixture->accounts.body = LIST (BROKEN "," OLD);
  tick (fixture);
  wait_until (has_pause, fixture);
  g_assert_cmpint (sluice_browser_connection_get_state (fixture->connection), ==, SLUICE_BROWSER_WAITING);
}

/* A credential alone will do, after a moment in which its account may show. */
static void
test_credential (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  fixture->credentials.body = "[" CREDENTIAL ("c-1") "]";
  tick (fixture);
  g_assert_cmpuint (tick (fixture), ==, 2000);
  wait_for_state (fixture, SLUICE_BROWSER_CONNECTED);
  g_assert_null (sluice_browser_connection_get_integration (fixture->connection));
  g_assert_cmpstr (sluice_stored_credential_get_id (sluice_browser_connection_get_credential (fixture->connection)), ==,
                   "c-1");
}

static void
test_account_after_credential (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  fixture->credentials.body = "[" CREDENTIAL ("c-1") "]";
  tick (fixture);
  wait_until (has_pause, fixture);
  fixture->accounts.body = LIST (ACCOUNT ("101", "Shop", "{}") "," OLD);
  tick (fixture);
  assert_account (fixture, "101");
}

/* What was there before the browser opened is not new: neither an account nor a credential. */
static void
test_nothing_new (Fixture *fixture, gconstpointer data)
{
  fixture->credentials.body = "[" CREDENTIAL ("c-0") "]";
  open (fixture);
  tick (fixture);
  tick (fixture);
  wait_until (has_pause, fixture);
  g_assert_cmpint (sluice_browser_connection_get_state (fixture->connection), ==, SLUICE_BROWSER_WAITING);
  g_assert_null (sluice_browser_connection_get_note (fixture->connection));
}

/* A look ends in a pause, or the waiting ends with it. */
static gboolean
has_paused_or_ended (gpointer data)
{
  Fixture *fixture = data;

  return has_pause (fixture) || sluice_browser_connection_get_state (fixture->connection) != SLUICE_BROWSER_WAITING;
}

/* Looking gets rarer, and ends after a quarter of an hour; then only the person's wish is heard. */
static void
test_never (Fixture *fixture, gconstpointer data)
{
  guint n_requests;

  open (fixture);
  while (sluice_browser_connection_get_state (fixture->connection) == SLUICE_BROWSER_WAITING)
    {
      tick (fixture);
      wait_until (has_paused_or_ended, fixture);
    }
  g_assert_cmpint (sluice_browser_connection_get_state (fixture->connection), ==, SLUICE_BROWSER_TIMED_OUT);
  g_assert_cmpint (fixture->now, >=, 15 * 60 * G_USEC_PER_SEC);
  g_assert_cmpint (fixture->now, <, 16 * 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (g_array_index (fixture->waits, guint, 0), ==, 3000);
  g_assert_cmpuint (g_array_index (fixture->waits, guint, fixture->waits->len - 1), ==, 15000);
  g_assert_cmpuint (fixture->accounts.n_requests, <, 90);

  n_requests = fixture->accounts.n_requests;
  settle ();
  g_assert_cmpuint (fixture->accounts.n_requests, ==, n_requests);
  sluice_browser_connection_look (fixture->connection, TRUE);
  while (sluice_browser_connection_get_looking (fixture->connection))
    g_main_context_iteration (NULL, TRUE);
  assert_note (fixture, "Nothing new has reached PostHog yet.");
  g_assert_cmpint (sluice_browser_connection_get_state (fixture->connection), ==, SLUICE_BROWSER_TIMED_OUT);

  /* It can be taken back. */
  sluice_browser_connection_wait (fixture->connection);
  g_assert_cmpint (sluice_browser_connection_get_state (fixture->connection), ==, SLUICE_BROWSER_WAITING);
  fixture->accounts.body = LIST (ACCOUNT ("101", "Shop", "{}") "," OLD);
  wait_for_state (fixture, SLUICE_BROWSER_CONNECTED);
}

/* “I have connected it” looks at once, and says so when there is nothing. */
static void
test_look (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  sluice_browser_connection_look (fixture->connection, TRUE);
  g_assert_true (sluice_browser_connection_get_looking (fixture->connection));
  wait_until (has_looked, fixture);
  assert_note (fixture, "choose it from the list");
  g_assert_cmpint (fixture->now, ==, 0);

  fixture->accounts.body = LIST (ACCOUNT ("101", "Shop", "{}") "," OLD);
  sluice_browser_connection_look (fixture->connection, TRUE);
  assert_account (fixture, "101");
  g_assert_false (sluice_browser_connection_get_looking (fixture->connection));
  g_assert_null (sluice_browser_connection_get_note (fixture->connection));
}

/* Coming back to the window ten times in a second is no ten requests. */
static void
test_glances (Fixture *fixture, gconstpointer data)
{
  guint n_requests;

  open (fixture);
  tick (fixture);
  wait_until (has_pause, fixture);
  n_requests = fixture->accounts.n_requests;
  for (guint i = 0; i < 10; i++)
    {
      sluice_browser_connection_look (fixture->connection, FALSE);
      settle ();
    }
  g_assert_cmpuint (fixture->accounts.n_requests, ==, n_requests);
  fixture->now += 3 * G_USEC_PER_SEC;
  fixture->accounts.body = LIST (ACCOUNT ("101", "Shop", "{}") "," OLD);
  sluice_browser_connection_look (fixture->connection, FALSE);
  assert_account (fixture, "101");
}

/* The key may not see accounts: what was entered still shows, and is not waited with for an account. */
static void
test_no_scope (Fixture *fixture, gconstpointer data)
{
  fixture->accounts.status = 403;
  fixture->accounts.body = NO_SCOPE;
  open (fixture);
  g_assert_null (sluice_browser_connection_get_note (fixture->connection));
  fixture->credentials.body = "[" CREDENTIAL ("c-1") "]";
  tick (fixture);
  wait_for_state (fixture, SLUICE_BROWSER_CONNECTED);
  g_assert_nonnull (sluice_browser_connection_get_credential (fixture->connection));
  g_assert_cmpuint (fixture->accounts.n_requests, ==, 1);
}

/* An older server stores no credentials. */
static void
test_old_server (Fixture *fixture, gconstpointer data)
{
  fixture->credentials.status = 404;
  fixture->credentials.body = "{\"type\":\"invalid_request\",\"code\":\"not_found\",\"detail\":\"Not found.\"}";
  open (fixture);
  tick (fixture);
  wait_until (has_pause, fixture);
  fixture->accounts.body = LIST (ACCOUNT ("101", "Shop", "{}") "," OLD);
  tick (fixture);
  assert_account (fixture, "101");
  g_assert_cmpuint (fixture->credentials.n_requests, ==, 1);
}

/* Where neither can be seen the person is told before and while they wait, in the server's words. */
static void
test_blind (Fixture *fixture, gconstpointer data)
{
  fixture->accounts.status = 403;
  fixture->accounts.body = NO_SCOPE;
  fixture->credentials.status = 404;
  fixture->credentials.body = "{\"type\":\"invalid_request\",\"code\":\"not_found\",\"detail\":\"Not found.\"}";
  open (fixture);
  assert_note (fixture, "API key missing required scope 'integration:read'");
  assert_note (fixture, "enter the number of the connected account");
  sluice_browser_connection_look (fixture->connection, TRUE);
  wait_until (has_looked, fixture);
  assert_note (fixture, "integration:read");
  g_assert_cmpuint (fixture->accounts.n_requests, ==, 1);
}

/* Nobody vouches for the shape of the lists: one that cannot be read is one that is not given. */
static void
test_malformed (Fixture *fixture, gconstpointer data)
{
  static const char *const bodies[] = { "", "[]", "{}", "{\"results\":7}", "{\"results\":[{\"id\":\"x\"}]}", "{} {}" };
  const SluiceClock clock = { clock_now, clock_wait, fixture };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      fixture->accounts.body = bodies[i];
      fixture->credentials.body = "[]";
      open (fixture);
      fixture->credentials.body = "[" CREDENTIAL ("c-1") "]";
      tick (fixture);
      wait_for_state (fixture, SLUICE_BROWSER_CONNECTED);
      g_assert_nonnull (sluice_browser_connection_get_credential (fixture->connection));
      wait_until (is_alone, fixture);
      g_assert_finalize_object (fixture->connection);
      fixture->connection = sluice_browser_connection_new (fixture->client, "Hubspot", "hubspot", &clock);
    }
}

/* Half an answer later on is only one that got lost, and is said until the next whole one. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  fixture->accounts.body = "{\"results\":[";
  tick (fixture);
  wait_until (has_pause, fixture);
  assert_note (fixture, "Sluice keeps trying.");
  fixture->accounts.body = LIST (OLD);
  tick (fixture);
  wait_until (has_pause, fixture);
  g_assert_null (sluice_browser_connection_get_note (fixture->connection));
  fixture->accounts.body = LIST (ACCOUNT ("101", "Shop", "{}") "," OLD);
  tick (fixture);
  assert_account (fixture, "101");
}

/* A server that asks for two minutes gets them. */
static void
test_rate_limit (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  fixture->accounts.status = 429;
  fixture->accounts.retry_after = "120";
  fixture->accounts.body =
      "{\"type\":\"throttled_error\",\"code\":\"throttled\",\"detail\":\"Request was throttled.\"}";
  tick (fixture);
  wait_until (has_pause, fixture);
  g_assert_cmpuint (g_array_index (fixture->waits, guint, fixture->waits->len - 1), ==, 120000);
  assert_note (fixture, "Request was throttled.");
  fixture->accounts = (Answer) { .status = 200, .body = LIST (ACCOUNT ("101", "Shop", "{}") "," OLD) };
  tick (fixture);
  assert_account (fixture, "101");
}

/* A key that is revoked meanwhile ends it, and one can begin again. */
static void
test_revoked (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  fixture->accounts.status = 401;
  fixture->accounts.body = "{\"detail\":\"Personal API key found in request Authorization header is invalid.\"}";
  tick (fixture);
  wait_for_state (fixture, SLUICE_BROWSER_FAILED);
  g_assert_error (sluice_browser_connection_get_error (fixture->connection), SLUICE_API_ERROR,
                  SLUICE_API_ERROR_UNAUTHORIZED);
  fixture->accounts = (Answer) { .status = 200, .body = LIST (OLD) };
  open (fixture);
  g_assert_null (sluice_browser_connection_get_error (fixture->connection));
}

/* Without a page, or without knowing what there is, nothing is opened. */
static void
test_no_page (Fixture *fixture, gconstpointer data)
{
  fixture->link.status = 400;
  fixture->link.body = "{\"message\":\"Unknown source_type 'Hubspot'\"}";
  sluice_browser_connection_start (fixture->connection);
  wait_for_state (fixture, SLUICE_BROWSER_FAILED);
  g_assert_cmpstr (sluice_browser_connection_get_error (fixture->connection)->message, ==,
                   "Unknown source_type 'Hubspot'");

  fixture->link = (Answer) { .status = 200, .body = "{\"connect_url\":\"javascript:alert(1)\"}" };
  sluice_browser_connection_start (fixture->connection);
  wait_for_state (fixture, SLUICE_BROWSER_FAILED);

  fixture->link.body = LINK;
  fixture->accounts.status = 500;
  sluice_browser_connection_start (fixture->connection);
  wait_for_state (fixture, SLUICE_BROWSER_FAILED);
  g_assert_null (sluice_browser_connection_get_link (fixture->connection));

  fixture->accounts.status = 200;
  open (fixture);
}

/* A key that does not say whose it is keeps nobody from going on. */
static void
test_no_user (Fixture *fixture, gconstpointer data)
{
  fixture->user.status = 403;
  fixture->user.body = "{\"detail\":\"API key missing required scope 'user:read'\"}";
  sluice_client_set_project_name (fixture->client, "Shop");
  g_assert_finalize_object (g_steal_pointer (&fixture->connection));
  set_up_for (fixture, "hubspot");
  open (fixture);
  g_assert_null (sluice_browser_connection_get_email (fixture->connection));
  g_assert_cmpstr (sluice_browser_connection_get_project (fixture->connection), ==, "Shop");
}

static gboolean
is_held (gpointer data)
{
  return ((Fixture *) data)->held->len > 0;
}

/* An answer that comes after *Cancel* changes nothing, whatever it says, and the request is let go of. */
static void
test_late_answer (Fixture *fixture, gconstpointer data)
{
  const Answer late = { .status = 200, .body = LIST (ACCOUNT ("101", "Shop", "{}") "," OLD) };
  guint n_told;

  open (fixture);
  fixture->accounts.holds = TRUE;
  tick (fixture);
  wait_until (is_held, fixture);
  sluice_browser_connection_cancel (fixture->connection);
  g_assert_cmpint (sluice_browser_connection_get_state (fixture->connection), ==, SLUICE_BROWSER_CANCELLED);
  n_told = fixture->n_told;
  give (fixture->held->pdata[0], &late);
  soup_server_message_unpause (fixture->held->pdata[0]);
  wait_until (is_alone, fixture);
  settle ();
  g_assert_cmpint (sluice_browser_connection_get_state (fixture->connection), ==, SLUICE_BROWSER_CANCELLED);
  g_assert_null (sluice_browser_connection_get_integration (fixture->connection));
  g_assert_cmpuint (fixture->n_told, ==, n_told);
}

static void
test_cancel_anywhere (Fixture *fixture, gconstpointer data)
{
  Answer *const answers[] = { &fixture->user, &fixture->link, &fixture->accounts, &fixture->credentials };
  const SluiceClock clock = { clock_now, clock_wait, fixture };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      answers[i]->holds = TRUE;
      sluice_browser_connection_start (fixture->connection);
      wait_until (is_held, fixture);
      sluice_browser_connection_cancel (fixture->connection);
      wait_until (is_alone, fixture);
      answers[i]->holds = FALSE;
      g_ptr_array_set_size (fixture->held, 0);
      g_assert_finalize_object (fixture->connection);
      fixture->connection = sluice_browser_connection_new (fixture->client, "Hubspot", "hubspot", &clock);
    }
}

/* Cancelled at the very moment at which the wait ends. */
static void
test_cancel_in_time (Fixture *fixture, gconstpointer data)
{
  guint n_requests;

  open (fixture);
  n_requests = fixture->accounts.n_requests;
  tick (fixture);
  sluice_browser_connection_cancel (fixture->connection);
  wait_until (is_alone, fixture);
  settle ();
  g_assert_cmpint (sluice_browser_connection_get_state (fixture->connection), ==, SLUICE_BROWSER_CANCELLED);
  g_assert_cmpuint (fixture->accounts.n_requests, <=, n_requests + 1);
}

/* Where only secrets are entered no accounts are asked for. */
static void
test_credentials_only (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->connection));
  set_up_for (fixture, NULL);
  open (fixture);
  sluice_browser_connection_look (fixture->connection, TRUE);
  wait_until (has_looked, fixture);
  assert_note (fixture, "then look again.");
  fixture->credentials.body = "[" CREDENTIAL ("c-1") "]";
  tick (fixture);
  wait_for_state (fixture, SLUICE_BROWSER_CONNECTED);
  g_assert_nonnull (sluice_browser_connection_get_credential (fixture->connection));
  g_assert_cmpuint (fixture->accounts.n_requests, ==, 0);
}

#define ADD(path, func) g_test_add ("/browser-connection/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  ADD ("new-account", test_new_account);
  ADD ("account-again", test_account_again);
  ADD ("broken-account", test_broken_account);
  ADD ("credential", test_credential);
  ADD ("account-after-credential", test_account_after_credential);
  ADD ("nothing-new", test_nothing_new);
  ADD ("never", test_never);
  ADD ("look", test_look);
  ADD ("glances", test_glances);
  ADD ("no-scope", test_no_scope);
  ADD ("old-server", test_old_server);
  ADD ("blind", test_blind);
  ADD ("malformed", test_malformed);
  ADD ("lost-answer", test_lost_answer);
  ADD ("rate-limit", test_rate_limit);
  ADD ("revoked", test_revoked);
  ADD ("no-page", test_no_page);
  ADD ("no-user", test_no_user);
  ADD ("late-answer", test_late_answer);
  ADD ("cancel-anywhere", test_cancel_anywhere);
  ADD ("cancel-in-time", test_cancel_in_time);
  ADD ("credentials-only", test_credentials_only);

  return g_test_run ();
}
