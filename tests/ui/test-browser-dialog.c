/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <libdex.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sluice-browser-dialog.h"
#include "sluice-field-factory.h"
#include "sluice-json.h"
#include "tables-common.h"
#include "widget-common.h"

/* The window that waits for the browser, with a clock of the test's own. */

#define OLD "{\"id\":72,\"kind\":\"hubspot\",\"display_name\":\"Acme\",\"config\":{},\"errors\":\"\"}"
#define NEW "{\"id\":101,\"kind\":\"hubspot\",\"display_name\":\"Shop & <sons>\",\"config\":{},\"errors\":\"\"}"
#define LIST(entries) "{\"results\":[" entries "]}"

typedef struct
{
  SoupServer *server;
  const char *accounts;
  const char *fault; /* what connect_link answers with a 400; NULL: the link */
  SluiceClient *client;
  SluiceForm *form;
  SluiceFieldEditor *editor;
  GtkWidget *window;
  SluiceBrowserDialog *dialog;
  char *connected; /* what the dialog said at its end */
  gint64 now;
  DexPromise *pending;
} Fixture;

static void
asked_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *body = "[]";

  if (g_str_has_suffix (path, "/connect_link/"))
    body = "{\"connect_url\":\"https://us.posthog.com/x\",\"instructions\":\"Open <the> link & sign in.\"}";
  else if (g_str_has_suffix (path, "/@me/"))
    body = "{\"email\":\"ada@example.com\",\"organization\":{\"teams\":[{\"id\":12,\"name\":\"Shop <1> & Co\"}]}}";
  else if (g_str_has_suffix (path, "/integrations/"))
    body = fixture->accounts;
  soup_server_message_set_status (message, 200, NULL);
  if (fixture->fault != NULL && g_str_has_suffix (path, "/connect_link/"))
    {
      soup_server_message_set_status (message, 400, NULL);
      body = fixture->fault;
    }
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static gint64
clock_now (gpointer data)
{
  return ((Fixture *) data)->now;
}

static DexFuture *
clock_wait (guint milliseconds, gpointer data)
{
  Fixture *fixture = data;

  dex_clear (&fixture->pending);
  fixture->pending = dex_promise_new ();

  return DEX_FUTURE (dex_ref (fixture->pending));
}

static void
connected_cb (Fixture *fixture, const char *what)
{
  g_set_str (&fixture->connected, what);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char type[] =
      "{\"name\":\"Hubspot\",\"fields\":[{\"type\":\"oauth\",\"name\":\"o\",\"label\":\"Account\",\"kind\":\"hubspot\","
      "\"required\":true},{\"type\":\"text\",\"name\":\"t\"}]}";
  const SluiceClock clock = { clock_now, clock_wait, fixture };
  g_autoptr (JsonNode) node = sluice_json_parse (type, -1, NULL);
  g_autoptr (SluiceSourceType) source_type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);
  g_autoslist (GUri) uris = NULL;
  g_autofree char *url = NULL;
  SluiceField *field = g_ptr_array_index (sluice_source_type_get_fields (source_type), 0);

  fixture->accounts = LIST (OLD);
  fixture->fault = data;
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, asked_cb, fixture, NULL);
  g_assert_true (soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (fixture->server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  fixture->client = sluice_client_new (url, "12", "phx_an-invented-key", NULL);
  fixture->form = sluice_form_new (source_type);
  fixture->editor = sluice_field_editor_new (fixture->form, field, NULL, fixture->client);
  fixture->window = g_object_new (ADW_TYPE_WINDOW, "default-width", 360, "default-height", 640, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->dialog = sluice_browser_dialog_new (fixture->editor, &clock);
  g_signal_connect_swapped (fixture->dialog, "connected", G_CALLBACK (connected_cb), fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (ADW_DIALOG (fixture->dialog), adw_window_get_content (ADW_WINDOW (fixture->window)));
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (fixture->dialog));
  tables_common_wait (is_gone, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->editor);
  g_clear_object (&fixture->form);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->client);
  g_free (fixture->connected);
  dex_clear (&fixture->pending);
}

static gboolean
says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
wait_for_text (Fixture *fixture, const char *text)
{
  widget_common_wait_for (GTK_WIDGET (fixture->dialog), says, text);
}

static void
press (Fixture *fixture, const char *label)
{
  g_signal_emit_by_name (widget_common_wait_for (GTK_WIDGET (fixture->dialog), is_button, label), "clicked");
}

static gboolean
has_pause (gpointer data)
{
  Fixture *fixture = data;

  return fixture->pending != NULL && dex_future_is_pending (DEX_FUTURE (fixture->pending));
}

static void
tick (Fixture *fixture, gint64 seconds)
{
  g_autoptr (DexPromise) pending = NULL;

  tables_common_wait (has_pause, fixture);
  fixture->now += seconds * G_USEC_PER_SEC;
  pending = dex_ref (fixture->pending);
  dex_promise_resolve_boolean (pending, TRUE);
}

static void
wait_in_browser (Fixture *fixture)
{
  wait_for_text (fixture, "Go On in the Browser");
  sluice_browser_connection_wait (sluice_browser_dialog_get_connection (fixture->dialog));
  wait_for_text (fixture, "Waiting for You in the Browser");
}

/* Names and words of others are text, whatever is in them. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  wait_for_text (fixture, "Go On in the Browser");
  wait_for_text (fixture, "ada@example.com");
  wait_for_text (fixture, "Shop <1> & Co");
  wait_for_text (fixture, "Open <the> link & sign in.");
  g_assert_nonnull (widget_common_find (GTK_WIDGET (fixture->dialog), is_button, "Open Browser"));
}

/* What was typed is as it was. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  SluiceBrowserConnection *connection = NULL;

  sluice_form_set_value (fixture->form, "o", "72");
  sluice_form_set_value (fixture->form, "t", "typed");
  wait_in_browser (fixture);
  connection = g_object_ref (sluice_browser_dialog_get_connection (fixture->dialog));
  fixture->accounts = LIST (NEW "," OLD);
  adw_dialog_close (ADW_DIALOG (fixture->dialog));
  tables_common_wait (is_gone, fixture);
  g_assert_cmpint (sluice_browser_connection_get_state (connection), ==, SLUICE_BROWSER_CANCELLED);
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "o"), ==, "72");
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "t"), ==, "typed");
  g_assert_null (fixture->connected);
  g_object_unref (connection);
}

static void
test_connected (Fixture *fixture, gconstpointer data)
{
  wait_in_browser (fixture);
  sluice_form_set_value (fixture->form, SLUICE_FORM_CREDENTIAL, "c-1");
  fixture->accounts = LIST (NEW "," OLD);
  tick (fixture, 3);
  tables_common_wait (is_gone, fixture);
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "o"), ==, "101");
  g_assert_cmpstr (sluice_form_get_value (fixture->form, SLUICE_FORM_CREDENTIAL), ==, "");
  g_assert_cmpstr (fixture->connected, ==, "Shop & <sons> is connected");
}

/* It ends in time, says so, and can be taken back. */
static void
test_timed_out (Fixture *fixture, gconstpointer data)
{
  wait_in_browser (fixture);
  tick (fixture, 16 * 60);
  wait_for_text (fixture, "Nothing Has Come From the Browser");
  g_assert_null (widget_common_find (GTK_WIDGET (fixture->dialog), says, "Waiting for You"));
  press (fixture, "I Have Connected It");
  wait_for_text (fixture, "Nothing new has reached PostHog yet.");
  press (fixture, "Keep Waiting");
  wait_for_text (fixture, "Waiting for You in the Browser");
  fixture->accounts = LIST (NEW "," OLD);
  press (fixture, "I Have Connected It");
  tables_common_wait (is_gone, fixture);
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "o"), ==, "101");
}

/* The server's words verbatim, and a way on. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  wait_for_text (fixture, "This Did Not Work");
  wait_for_text (fixture, "Unknown source_type <b>'Hubspot'</b>");
  fixture->fault = NULL;
  press (fixture, "Try Again");
  wait_for_text (fixture, "Go On in the Browser");
}

/* The window goes while somebody waits. */
static void
test_window_goes (Fixture *fixture, gconstpointer data)
{
  wait_in_browser (fixture);
}

#define ADD(path, data, func) g_test_add ("/browser-dialog/" path, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("words", NULL, test_words);
  ADD ("cancel", NULL, test_cancel);
  ADD ("connected", NULL, test_connected);
  ADD ("timed-out", NULL, test_timed_out);
  ADD ("failed", "{\"message\":\"Unknown source_type <b>'Hubspot'</b>\"}", test_failed);
  ADD ("window-goes", NULL, test_window_goes);

  return g_test_run ();
}
