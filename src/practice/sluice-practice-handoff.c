/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-handoff.h"

#include "sluice-json.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-config.h"
#include "sluice-practice-routes.h"

#define CREDENTIAL_HOURS 24
/* Those that were connected before anybody came have numbers below. */
#define FIRST_NEW_NUMBER 101

static GMutex numbers;

/* In a list of fields, and in those within options and groups. */
static JsonObject *
find_oauth (JsonArray *fields, GString *path)
{
  const gsize length = path->len;

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_array_get_object (fields, i);
      JsonArray *options = sluice_json_get_array (field, "options");
      JsonObject *found;

      g_string_truncate (path, length);
      g_string_append_printf (path, "%s%s", length > 0 ? "/" : "", sluice_json_get_string (field, "name", ""));
      if (g_str_equal (sluice_json_get_string (field, "type", ""), "oauth"))
        return field;
      for (guint j = 0; options != NULL && j < json_array_get_length (options); j++)
        {
          JsonObject *option = sluice_json_array_get_object (options, j);
          const gsize here = path->len;

          g_string_append_printf (path, "/%s", sluice_json_get_string (option, "value", ""));
          if ((found = find_oauth (sluice_json_get_array (option, "fields"), path)) != NULL)
            return found;
          g_string_truncate (path, here);
        }
    }
  g_string_truncate (path, length);

  return NULL;
}

JsonObject *
sluice_practice_find_oauth (JsonObject *type, char **path)
{
  g_autoptr (GString) found_at = g_string_new (NULL);
  JsonObject *field = find_oauth (sluice_json_get_array (type, "fields"), found_at);

  if (path != NULL)
    *path = field != NULL ? g_string_free_and_steal (g_steal_pointer (&found_at)) : NULL;

  return field;
}

void
sluice_practice_get_connect_link (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *source_type = sluice_practice_request_get_query (request, "source_type");
  JsonObject *type = sluice_practice_require_type (practice, request, source_type);
  g_autofree char *escaped = NULL;
  g_autofree char *url = NULL;
  JsonObject *reply;

  if (type == NULL)
    return;

  escaped = g_uri_escape_string (source_type, NULL, FALSE);
  url = g_strdup_printf ("%s/project/%" G_GINT64_FORMAT "/data-warehouse/connect?kind=%s", request->base_url,
                         request->project, escaped);
  reply = json_object_new ();
  json_object_set_string_member (reply, "source_type", source_type);
  json_object_set_string_member (reply, "auth_method",
                                 sluice_practice_find_oauth (type, NULL) != NULL ? "oauth" : "credentials");
  json_object_set_string_member (reply, "connect_url", url);
  json_object_set_string_member (
      reply, "instructions", "Open the link. The page plays what the service would ask: choose Connect or Decline.");
  sluice_practice_reply_object (request, 200, reply);
}

/* One account of whatever kind is asked for was connected before anybody came; its number stays the same, so that a
 * source that was made with it is still right later. */
static gint64
get_first_number (const char *kind)
{
  static const char *const kinds[] = { "stripe", "hubspot", "salesforce", "google-ads", "github" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], kind))
      return 71 + i;

  return 70;
}

static JsonObject *
describe_account (gint64 number, const char *kind, const char *name, const char *created_at, const char *refreshed_at)
{
  JsonObject *account = json_object_new ();
  JsonObject *config = json_object_new ();

  json_object_set_string_member (config, "refreshed_at", refreshed_at);
  json_object_set_int_member (account, "id", number);
  json_object_set_string_member (account, "kind", kind);
  json_object_set_string_member (account, "display_name", name);
  json_object_set_null_member (account, "icon_url");
  json_object_set_object_member (account, "config", config);
  json_object_set_string_member (account, "created_at", created_at);
  json_object_set_null_member (account, "created_by");
  json_object_set_string_member (account, "errors", "");

  return account;
}

GPtrArray *
sluice_practice_list_accounts (SluicePractice *practice, const char *project, const char *kind)
{
  g_autoptr (GPtrArray) stored = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_ACCOUNT, project, TRUE);
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  const gint64 first = get_first_number (kind);
  gboolean has_first = !practice->accounts;

  for (guint i = 0; i < stored->len; i++)
    {
      JsonObject *account = stored->pdata[i];
      const gint64 number = sluice_json_get_int (account, "number", 0);

      if (!g_str_equal (sluice_json_get_string (account, "kind", ""), kind))
        continue;
      has_first |= number == first;
      g_ptr_array_add (accounts, describe_account (number, kind, sluice_json_get_string (account, "name", ""),
                                                   sluice_json_get_string (account, "created_at", ""),
                                                   sluice_json_get_string (account, "refreshed_at", "")));
    }
  if (!has_first)
    {
      g_autofree char *name = g_strdup_printf ("Practice account (%s)", kind);

      g_ptr_array_add (accounts, describe_account (first, kind, name, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"));
    }

  return accounts;
}

void
sluice_practice_list_integrations (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *kind = sluice_practice_request_get_query (request, "kind");
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autoptr (GPtrArray) accounts = NULL;
  JsonArray *page = json_array_new ();
  guint limit, offset;

  if (kind != NULL && *kind != '\0')
    accounts = sluice_practice_list_accounts (practice, project, kind);
  sluice_practice_request_get_page (request, practice->page_size, &limit, &offset);
  for (guint i = offset; accounts != NULL && i < accounts->len && i - offset < limit; i++)
    json_array_add_object_element (page, json_object_ref (accounts->pdata[i]));
  sluice_practice_reply_page (request, page, accounts != NULL ? accounts->len : 0, limit, offset);
}

static JsonObject *
find_account (GPtrArray *accounts, gint64 number)
{
  for (guint i = 0; i < accounts->len; i++)
    if (sluice_json_get_int (accounts->pdata[i], "id", 0) == number)
      return accounts->pdata[i];

  return NULL;
}

static gint64
take_number (SluicePractice *practice)
{
  g_autoptr (GPtrArray) stored = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_ACCOUNT, NULL, FALSE);
  gint64 number = FIRST_NEW_NUMBER;

  for (guint i = 0; i < stored->len; i++)
    number = MAX (number, sluice_json_get_int (stored->pdata[i], "number", 0) + 1);

  return number;
}

static gboolean
refresh_account (SluicePractice *practice, const char *project, gint64 number, const char *now)
{
  g_autoptr (GPtrArray) stored = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_ACCOUNT, project, FALSE);
  g_autoptr (JsonObject) changes = json_object_new ();

  json_object_set_string_member (changes, "refreshed_at", now);
  for (guint i = 0; i < stored->len; i++)
    if (sluice_json_get_int (stored->pdata[i], "number", 0) == number)
      return sluice_practice_store_patch (practice->store, sluice_json_get_string (stored->pdata[i], "id", ""),
                                          changes);

  return FALSE;
}

gint64
sluice_practice_connect_account (SluicePractice *practice,
                                 const char *project,
                                 const char *kind,
                                 const char *name,
                                 gint64 number)
{
  G_MUTEX_AUTO_LOCK (&numbers, locker);
  g_autoptr (GPtrArray) accounts = sluice_practice_list_accounts (practice, project, kind);
  JsonObject *known = find_account (accounts, number);
  g_autoptr (JsonObject) account = json_object_new ();
  g_autofree char *now = sluice_practice_now ();

  if (known != NULL && refresh_account (practice, project, number, now))
    return number;
  if (known == NULL)
    number = take_number (practice);
  json_object_set_int_member (account, "number", number);
  json_object_set_string_member (account, "kind", kind);
  json_object_set_string_member (account, "name",
                                 known != NULL ? sluice_json_get_string (known, "display_name", "") : name);
  json_object_set_string_member (account, "created_at",
                                 known != NULL ? sluice_json_get_string (known, "created_at", now) : now);
  json_object_set_string_member (account, "refreshed_at", now);
  g_free (sluice_practice_store_insert (practice->store, SLUICE_PRACTICE_ACCOUNT, project, account));

  return number;
}

static JsonObject *
describe_credential (JsonObject *credential)
{
  JsonObject *described = json_object_new ();

  json_object_set_string_member (described, "credential_id", sluice_json_get_string (credential, "id", ""));
  json_object_set_string_member (described, "source_type", sluice_json_get_string (credential, "source_type", ""));
  json_object_set_string_member (described, "created_at", sluice_json_get_string (credential, "created_at", ""));
  json_object_set_string_member (described, "expires_at", sluice_json_get_string (credential, "expires_at", ""));

  return described;
}

JsonObject *
sluice_practice_store_credential (SluicePractice *practice,
                                  const char *project,
                                  const char *source_type,
                                  JsonObject *payload)
{
  g_autoptr (JsonObject) credential = json_object_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, CREDENTIAL_HOURS);
  g_autofree char *created_at = sluice_practice_now ();
  g_autofree char *expires_at = g_date_time_format (later, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *id = NULL;

  json_object_set_string_member (credential, "source_type", source_type);
  json_object_set_string_member (credential, "created_at", created_at);
  json_object_set_string_member (credential, "expires_at", expires_at);
  id = sluice_practice_store_insert (practice->store, SLUICE_PRACTICE_CREDENTIAL, project, credential);
  sluice_practice_vault_store (practice->vault, id, payload);
  json_object_set_string_member (credential, "id", id);

  return describe_credential (credential);
}

static gboolean
is_alive (JsonObject *credential)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) expires_at = sluice_json_dup_time (credential, "expires_at");

  return expires_at != NULL && g_date_time_compare (expires_at, now) > 0;
}

void
sluice_practice_list_stored_credentials (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *wanted = sluice_practice_request_get_query (request, "source_type");
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autoptr (GPtrArray) credentials =
      sluice_practice_store_list (practice->store, SLUICE_PRACTICE_CREDENTIAL, project, TRUE);
  JsonArray *reply = json_array_new ();

  for (guint i = 0; i < credentials->len; i++)
    {
      JsonObject *credential = credentials->pdata[i];

      if (is_alive (credential) &&
          (wanted == NULL || g_str_equal (sluice_json_get_string (credential, "source_type", ""), wanted)))
        json_array_add_object_element (reply, describe_credential (credential));
    }
  sluice_practice_reply_array (request, reply);
}

void
sluice_practice_store_credentials (SluicePractice *practice, SluicePracticeRequest *request)
{
  const char *source_type = sluice_json_get_string (request->body, "source_type", NULL);
  JsonObject *payload = sluice_json_get_object (request->body, "payload");
  JsonObject *type = sluice_practice_require_type (practice, request, source_type);
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autofree char *faults = NULL;

  if (type == NULL)
    return;
  if (payload == NULL)
    sluice_practice_reply_fault (request, 400, "required", "payload", "This field is required.");
  else if ((faults = sluice_practice_config_check (type, payload)) != NULL)
    sluice_practice_reply_message (request, 400, "Invalid source config: %s", faults);
  else
    sluice_practice_reply_object (request, 201,
                                  sluice_practice_store_credential (practice, project, source_type, payload));
}

JsonObject *
sluice_practice_use_credential (SluicePractice *practice,
                                SluicePracticeRequest *request,
                                const char *source_type,
                                JsonObject *payload)
{
  const char *id = sluice_json_get_string (payload, "credential_id", NULL);
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autoptr (JsonObject) credential = NULL;
  g_autoptr (JsonObject) values = NULL;
  JsonObject *merged;

  if (id == NULL)
    return json_object_ref (payload);

  credential = sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_CREDENTIAL, id);
  if (credential != NULL && is_alive (credential) &&
      g_str_equal (sluice_json_get_string (credential, "parent", ""), project))
    values = sluice_practice_vault_lookup (practice->vault, id);
  if (values == NULL)
    {
      sluice_practice_reply_message (request, 400, "Stored credential '%s' not found or expired", id);
      return NULL;
    }
  if (!g_str_equal (sluice_json_get_string (credential, "source_type", ""), source_type))
    {
      sluice_practice_reply_message (request, 400, "Stored credential '%s' is for '%s', not '%s'", id,
                                     sluice_json_get_string (credential, "source_type", ""), source_type);
      return NULL;
    }

  merged = json_object_new ();
  sluice_json_copy_members (merged, payload);
  json_object_remove_member (merged, "credential_id");
  sluice_json_copy_members (merged, values);

  return merged;
}

void
sluice_practice_forget_credential (SluicePractice *practice, JsonObject *payload)
{
  const char *id = sluice_json_get_string (payload, "credential_id", NULL);

  if (id == NULL)
    return;
  sluice_practice_store_remove (practice->store, id);
  sluice_practice_vault_forget (practice->vault, id);
}
