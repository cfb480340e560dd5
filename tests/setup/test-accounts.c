/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs in tests/ui/session: a session bus with a real, unlocked gnome-keyring-daemon. */
#include "config.h"

#include "keyring-common.h"
#include "sluice-accounts.h"
#include "sluice-client.h"

#define KEY "phx_an-invented-key"

typedef struct
{
  GSettings *settings;
  SluiceKeyring *keyring;
  SluiceAccounts *accounts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = g_settings_new (APPLICATION_ID);
  g_settings_reset (fixture->settings, "accounts");
  g_settings_reset (fixture->settings, "current-account");
  fixture->keyring = sluice_keyring_new ();
  fixture->accounts = sluice_accounts_new (fixture->settings, fixture->keyring);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->accounts));
  g_assert_finalize_object (g_steal_pointer (&fixture->keyring));
  g_clear_object (&fixture->settings);
}

static SluiceAccount *
add (Fixture *fixture, const char *project, const char *name)
{
  SluiceAccount *account = sluice_account_new ("https://eu.posthog.com", project, name, "Acme");
  g_autoptr (SecretValue) key = keyring_new_secret (KEY);
  g_autoptr (GError) error = NULL;

  keyring_await (sluice_accounts_add (fixture->accounts, account, key), &error);
  g_assert_no_error (error);

  return account;
}

/* What another program sees of the key of a project. */
static char *
dup_seen_by_another_process (const char *project)
{
  return keyring_dup_seen_by_another_process ("kind", "api-key", "origin", "https://eu.posthog.com", "project", project,
                                              NULL);
}

/* The next start finds project and key; the settings, which anybody may read, never hold the key. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceAccount) account = add (fixture, "12", "Shop");
  g_autoptr (SluiceKeyring) next_keyring = sluice_keyring_new ();
  g_autoptr (SluiceAccounts) next_run = sluice_accounts_new (fixture->settings, next_keyring);
  g_autoptr (GVariant) kept = g_settings_get_value (fixture->settings, "accounts");
  g_autofree char *text = g_variant_print (kept, FALSE);
  g_autofree char *seen = dup_seen_by_another_process ("12");
  g_autoptr (GError) error = NULL;

  g_assert_true (sluice_account_is_same (sluice_accounts_get_current (next_run), account));
  g_assert_cmpstr (sluice_account_get_project_name (sluice_accounts_get_current (next_run)), ==, "Shop");
  g_assert_null (strstr (text, KEY));
  g_assert_cmpstr (seen, ==, KEY);
  g_assert_true (keyring_await (sluice_accounts_open (next_run, account), &error));
  g_assert_no_error (error);
}

static void
test_open_client (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceAccount) account = add (fixture, "12", "Shop");
  g_autoptr (DexFuture) future = sluice_accounts_open (fixture->accounts, account);
  const GValue *value = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (future, NULL);
  g_assert_nonnull (value);
  g_assert_cmpstr (sluice_client_get_base_url (g_value_get_object (value)), ==, "https://eu.posthog.com");
  g_assert_cmpstr (sluice_client_get_project_id (g_value_get_object (value)), ==, "12");
  g_assert_cmpstr (sluice_client_get_project_name (g_value_get_object (value)), ==, "Shop");
}

/* A project that is signed in to again is there once, with its new name and key. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceAccount) first = add (fixture, "12", NULL);
  g_autoptr (SluiceAccount) other = add (fixture, "13", "Labs");
  g_autoptr (SluiceAccount) again = add (fixture, "12", "Shop");
  g_autoptr (SluiceAccount) item = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->accounts)), ==, 2);
  item = g_list_model_get_item (G_LIST_MODEL (fixture->accounts), 0);
  g_assert_cmpstr (sluice_account_get_project_name (item), ==, "Shop");
  g_assert_true (sluice_accounts_get_current (fixture->accounts) == again);
}

/* Signing out leaves nothing: no key that another program finds, no project in the settings. */
static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceAccount) account = add (fixture, "12", "Shop");
  g_autoptr (SluiceAccount) other = add (fixture, "13", "Labs");
  g_autoptr (SluiceAccounts) next_run = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *others = NULL;
  g_autoptr (GError) error = NULL;

  sluice_accounts_set_current (fixture->accounts, account);
  g_assert_true (keyring_await (sluice_accounts_remove (fixture->accounts, account), &error));
  g_assert_no_error (error);
  seen = dup_seen_by_another_process ("12");
  g_assert_cmpstr (seen, ==, "");
  others = dup_seen_by_another_process ("13");
  g_assert_cmpstr (others, ==, KEY);

  next_run = sluice_accounts_new (fixture->settings, fixture->keyring);
  g_assert_null (sluice_accounts_get_current (next_run));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (next_run)), ==, 1);
  g_assert_false (keyring_await (sluice_accounts_open (fixture->accounts, account), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* What somebody else wrote into the settings breaks nothing. */
static void
test_strange_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SluiceAccounts) accounts = NULL;
  g_autoptr (SluiceAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  g_settings_set_value (fixture->settings, "accounts",
                        g_variant_new_parsed ("[('not an address', '', '', ''), ('not an address', '', '', '')]"));
  g_settings_set (fixture->settings, "current-account", "(ss)", "https://nowhere.invalid", "1");
  accounts = sluice_accounts_new (fixture->settings, fixture->keyring);
  g_assert_null (sluice_accounts_get_current (accounts));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (accounts)), ==, 1);
  account = g_list_model_get_item (G_LIST_MODEL (accounts), 0);
  g_assert_false (keyring_await (sluice_accounts_open (accounts, account), &error));
  g_assert_nonnull (error);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  ADD ("/accounts/kept", test_kept);
  ADD ("/accounts/open-client", test_open_client);
  ADD ("/accounts/once", test_once);
  ADD ("/accounts/signed-out", test_signed_out);
  ADD ("/accounts/strange-settings", test_strange_settings);

  return g_test_run ();
}
