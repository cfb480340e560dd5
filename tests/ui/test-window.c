/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <libdex.h>

#include "sluice-home-page.h"
#include "sluice-keyring.h"
#include "sluice-sign-in-page.h"
#include "sluice-sign-in.h"
#include "sluice-start-page.h"
#include "sluice-when.h"
#include "sluice-window.h"
#include "tables-common.h"
#include "widget-common.h"

/* Nobody listens there: what Home asks for fails at once. */
#define NOBODY "http://127.0.0.1:1"

/* What the window does with answers of the keyring that come after the person went on to something else. */

typedef struct
{
  GtkWidget *window;
  GType wanted; /* the page that is waited for */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  AdwApplication *application = ADW_APPLICATION (g_application_get_default ());

  fixture->window = GTK_WIDGET (sluice_window_new (application));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  widget_common_close (fixture->window, fixture->window);
}

static gboolean
is_navigation (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_NAVIGATION_VIEW (widget);
}

static AdwNavigationView *
get_navigation (Fixture *fixture)
{
  return ADW_NAVIGATION_VIEW (widget_common_find_folded (fixture->window, is_navigation, NULL));
}

static gboolean
shows_wanted (gpointer data)
{
  Fixture *fixture = data;

  return G_OBJECT_TYPE (adw_navigation_view_get_visible_page (get_navigation (fixture))) == fixture->wanted;
}

static gboolean
shows (Fixture *fixture, GType page)
{
  fixture->wanted = page;

  return shows_wanted (fixture);
}

static void
wait_for_page (Fixture *fixture, GType page)
{
  fixture->wanted = page;
  tables_common_wait (shows_wanted, fixture);
}

/* As if the key had been typed and PostHog had taken it: what comes next is up to the keyring. */
static void
sign_in (Fixture *fixture)
{
  g_autoptr (SecretValue) key = secret_value_new ("phx_test", -1, "text/plain");
  g_autoptr (SluiceSignIn) asked = sluice_sign_in_new (NOBODY, key);
  g_autoptr (SluiceAccount) account = sluice_account_new (NOBODY, "1", "Shop", NULL);

  gtk_widget_activate_action (fixture->window, "win.sign-in", NULL);
  g_assert_true (shows (fixture, SLUICE_TYPE_SIGN_IN_PAGE));
  g_signal_emit_by_name (adw_navigation_view_get_visible_page (get_navigation (fixture)), "signed-in", asked, account);
}

static void
stored_cb (gpointer owner, const GValue *value, const GError *error)
{
  g_assert_no_error (error);
  g_object_set_data (owner, "stored", GINT_TO_POINTER (TRUE));
}

static gboolean
is_stored (gpointer keyring)
{
  return g_object_get_data (keyring, "stored") != NULL;
}

/* Until the keyring has long done what it was asked before now: some keys later. */
static void
wait_for_keyring (void)
{
  g_autoptr (SecretValue) key = secret_value_new ("phx_test", -1, "text/plain");

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (SluiceKeyring) keyring = sluice_keyring_new ();
      g_autoptr (DexFuture) storing =
          sluice_when (sluice_keyring_store_api_key (keyring, NOBODY, "2", "Test", key), keyring, stored_cb);

      tables_common_wait (is_stored, keyring);
    }
}

/* Back while the keyring takes its time: what is begun then is not thrown away by its answer. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture);
  adw_navigation_view_pop (get_navigation (fixture));
  g_assert_true (shows (fixture, SLUICE_TYPE_START_PAGE));
  gtk_widget_activate_action (fixture->window, "win.sign-in", NULL);
  wait_for_keyring ();
  g_assert_true (shows (fixture, SLUICE_TYPE_SIGN_IN_PAGE));
}

/* Whoever waits is let in. */
static void
test_wait (Fixture *fixture, gconstpointer data)
{
  sign_in (fixture);
  wait_for_page (fixture, SLUICE_TYPE_HOME_PAGE);
}

/* Nothing can be begun that the end of signing out would throw away. */
static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = NULL;

  sign_in (fixture);
  wait_for_page (fixture, SLUICE_TYPE_HOME_PAGE);
  gtk_widget_activate_action (fixture->window, "win.sign-out", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_signal_emit_by_name (dialog, "response", "sign-out");
  adw_dialog_force_close (dialog);

  gtk_widget_activate_action (fixture->window, "win.add-source", NULL);
  gtk_widget_activate_action (fixture->window, "win.sign-in", NULL);
  gtk_widget_activate_action (fixture->window, "win.new-key", NULL);
  g_assert_true (shows (fixture, SLUICE_TYPE_HOME_PAGE));
  wait_for_page (fixture, SLUICE_TYPE_START_PAGE);
  gtk_widget_activate_action (fixture->window, "win.sign-in", NULL);
  g_assert_true (shows (fixture, SLUICE_TYPE_SIGN_IN_PAGE));
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;

  /* What is announced makes the "test" context of GTK 4.18 crash. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  application = adw_application_new (APPLICATION_ID ".Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/window/sign-in/back", test_back);
  ADD ("/window/sign-in/wait", test_wait);
  ADD ("/window/sign-out", test_sign_out);
#undef ADD

  return g_test_run ();
}
