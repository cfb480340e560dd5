/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-handoff.h"
#include "sluice-practice-routes.h"

#include <string.h>

/* What a connection reaches (contract, 15.4): as many as one has to search in. */

#define NO_ADMIN                                                                                                       \
  "You need admin access to this project to list the accounts this connection can reach. Ask an admin to finish the "  \
  "setup, or fill in the account yourself."
#define N_CUSTOMERS 40

static const char *const repositories[] = { "acme/shop",      "acme/site", "acme/billing",
                                            "acme/warehouse", "acme/app",  "acme/infra",
                                            "ada/engine-one", "ada/notes", "ada/poetry" };
static const char *const shops[] = {
  "Acme", "Northwind", "Contoso", "Globex", "Initech", "Umbrella", "Hooli", "Wonka"
};

static void
add (JsonArray *accounts,
     const char *search,
     const char *value,
     const char *name,
     const char *secondary,
     const char *group,
     const char *badge,
     gboolean primary)
{
  g_autofree char *all = g_strdup_printf ("%s %s %s", value, name, secondary != NULL ? secondary : "");
  g_autofree char *folded = g_utf8_casefold (all, -1);
  g_autofree char *wanted = g_utf8_casefold (search != NULL ? search : "", -1);
  JsonArray *badges = NULL;
  JsonObject *account;

  if (strstr (folded, wanted) == NULL)
    return;
  badges = json_array_new ();
  if (badge != NULL)
    json_array_add_string_element (badges, badge);
  account = json_object_new ();
  json_object_set_string_member (account, "value", value);
  json_object_set_string_member (account, "display_name", name);
  json_object_set_boolean_member (account, "is_primary", primary);
  json_object_set_array_member (account, "badges", badges);
  sluice_json_set_string (account, "group", group);
  sluice_json_set_string (account, "secondary_text", secondary);
  json_array_add_object_element (accounts, account);
}

static void
add_customers (JsonArray *accounts, const char *search)
{
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      const guint number = 1000000 + i * 7919;
      g_autofree char *value = g_strdup_printf ("123%07u", number);
      g_autofree char *written = g_strdup_printf ("123-%03u-%04u", number / 10000, number % 10000);
      g_autofree char *name = i < G_N_ELEMENTS (shops) ?
                                  g_strdup (shops[i]) :
                                  g_strdup_printf ("%s %u", shops[i % G_N_ELEMENTS (shops)], i / 8 + 1);

      add (accounts, search, value, name, written, NULL, i == 0 ? "manager" : NULL, i == 0);
    }
}

static void
add_repositories (JsonArray *accounts, const char *search)
{
  for (guint i = 0; i < G_N_ELEMENTS (repositories); i++)
    {
      g_auto (GStrv) parts = g_strsplit (repositories[i], "/", 2);

      add (accounts, search, repositories[i], repositories[i], NULL, parts[0], i % 3 == 2 ? "private" : NULL, FALSE);
    }
}

static gboolean
has_account_select (JsonObject *type)
{
  JsonArray *fields = sluice_json_get_array (type, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    if (g_str_equal (sluice_json_get_string (sluice_json_array_get_object (fields, i), "type", ""),
                     "oauth-account-select"))
      return TRUE;

  return FALSE;
}

static gboolean
is_connected (SluicePractice *practice, SluicePracticeRequest *request, JsonObject *type, const char *number)
{
  g_autofree char *project = sluice_practice_project_parent (request);
  JsonObject *field = sluice_practice_find_oauth (type, NULL);
  g_autoptr (GPtrArray) accounts = NULL;
  gint64 wanted;

  if (field == NULL || number == NULL || !g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &wanted, NULL))
    return FALSE;
  accounts = sluice_practice_list_accounts (practice, project, sluice_json_get_string (field, "kind", ""));
  for (guint i = 0; i < accounts->len; i++)
    if (sluice_json_get_int (accounts->pdata[i], "id", 0) == wanted)
      return TRUE;

  return FALSE;
}

void
sluice_practice_list_oauth_accounts (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *source_type = sluice_practice_request_get_query (request, "source_type");
  g_autofree char *number = sluice_practice_request_get_query (request, "integration_id");
  g_autofree char *search = sluice_practice_request_get_query (request, "search");
  JsonObject *type = NULL;
  JsonArray *accounts;
  JsonObject *reply;

  if (request->key->is_member)
    {
      sluice_practice_reply_fault (request, 403, "permission_denied", NULL, "%s", NO_ADMIN);
      return;
    }
  if ((type = sluice_practice_require_type (practice, request, source_type)) == NULL)
    return;
  if (!has_account_select (type))
    {
      sluice_practice_reply_invalid (request, "source_type", "%s has no accounts to choose from.", source_type);
      return;
    }
  if (!is_connected (practice, request, type, number))
    {
      sluice_practice_reply_invalid (request, "integration_id", "There is no such connected account.");
      return;
    }

  accounts = json_array_new ();
  if (g_str_equal (source_type, "GoogleAds"))
    add_customers (accounts, search);
  else
    add_repositories (accounts, search);
  reply = json_object_new ();
  json_object_set_array_member (reply, "accounts", accounts);
  sluice_practice_reply_object (request, 200, reply);
}
