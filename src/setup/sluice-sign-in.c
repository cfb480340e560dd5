/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-fiber.h"
#include "sluice-json.h"
#include "sluice-region.h"
#include "sluice-sign-in.h"

struct _SluiceSignIn
{
  GObject parent_instance;

  char *base_url;
  SecretValue *key;
  SluiceIdentity *identity;
  GListStore *projects;
  SluiceTri scopes[SLUICE_N_SCOPES];
};

G_DEFINE_FINAL_TYPE (SluiceSignIn, sluice_sign_in, G_TYPE_OBJECT)

static const struct
{
  const char *word;
  gboolean optional;
} scopes[SLUICE_N_SCOPES] = {
  [SLUICE_SCOPE_SOURCES] = { "external_data_source:write", FALSE },
  [SLUICE_SCOPE_USER] = { "user:read", FALSE },
  [SLUICE_SCOPE_INTEGRATIONS] = { "integration:read", TRUE },
  [SLUICE_SCOPE_QUERY] = { "query:read", TRUE },
};

const char *
sluice_scope_get_word (SluiceScope scope)
{
  g_return_val_if_fail ((guint) scope < SLUICE_N_SCOPES, NULL);

  return scopes[scope].word;
}

gboolean
sluice_scope_get_optional (SluiceScope scope)
{
  g_return_val_if_fail ((guint) scope < SLUICE_N_SCOPES, FALSE);

  return scopes[scope].optional;
}

static void
sluice_sign_in_finalize (GObject *object)
{
  SluiceSignIn *self = SLUICE_SIGN_IN (object);

  g_free (self->base_url);
  secret_value_unref (self->key);
  g_clear_pointer (&self->identity, sluice_identity_free);
  g_object_unref (self->projects);

  G_OBJECT_CLASS (sluice_sign_in_parent_class)->finalize (object);
}

static void
sluice_sign_in_class_init (SluiceSignInClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_sign_in_finalize;
}

static void
sluice_sign_in_init (SluiceSignIn *self)
{
  self->projects = g_list_store_new (SLUICE_TYPE_ACCOUNT);
  for (guint scope = 0; scope < SLUICE_N_SCOPES; scope++)
    self->scopes[scope] = SLUICE_TRI_UNKNOWN;
}

SluiceSignIn *
sluice_sign_in_new (const char *base_url, SecretValue *key)
{
  SluiceSignIn *self = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_SIGN_IN, NULL);
  self->base_url = g_strdup (base_url);
  self->key = secret_value_ref (key);

  return self;
}

static SluiceClient *
new_client (SluiceSignIn *self, const char *base_url, const char *project_id, GError **error)
{
  return sluice_client_new (base_url, project_id, secret_value_get_text (self->key), error);
}

/* --- whose key it is --- */

static const char *
get_other_region (const char *base_url)
{
  switch (sluice_region_from_base_url (base_url))
    {
    case SLUICE_REGION_US:
      return sluice_region_get_base_url (SLUICE_REGION_EU);
    case SLUICE_REGION_EU:
      return sluice_region_get_base_url (SLUICE_REGION_US);
    case SLUICE_REGION_OWN:
    default:
      return NULL;
    }
}

/* What an answer says of a scope. A refusal for another reason says nothing. */
static void
learn_scope (SluiceSignIn *self, SluiceScope scope, const GError *error)
{
  if (error == NULL)
    self->scopes[scope] = SLUICE_TRI_YES;
  else if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN) &&
           sluice_api_error_get_scope (error) != NULL)
    self->scopes[scope] = SLUICE_TRI_NO;
}

static void
add_project (SluiceSignIn *self, const char *id, const char *name)
{
  g_autoptr (SluiceAccount) project = NULL;
  const char *current = self->identity != NULL ? sluice_identity_get_current_project_id (self->identity) : NULL;
  const char *organization = self->identity != NULL ? sluice_identity_get_organization_name (self->identity) : NULL;

  /* Where a server gives no name, there is the number in its place. */
  project = sluice_account_new (self->base_url, id, g_strcmp0 (name, id) != 0 ? name : NULL, organization);
  if (g_strcmp0 (id, current) == 0)
    g_list_store_insert (self->projects, 0, project);
  else
    g_list_store_append (self->projects, project);
}

static const char *
find_project_name (SluiceSignIn *self, const char *project_id)
{
  for (guint i = 0; self->identity != NULL && i < sluice_identity_get_n_projects (self->identity); i++)
    if (g_str_equal (sluice_identity_get_project_id (self->identity, i), project_id))
      return sluice_identity_get_project_name (self->identity, i);

  return NULL;
}

/* @limits: the projects that the key is limited to; none when it is not, NULL when nobody said. */
static void
fill_projects (SluiceSignIn *self, const char *const *limits)
{
  g_list_store_remove_all (self->projects);
  if (limits != NULL && limits[0] != NULL)
    for (guint i = 0; limits[i] != NULL; i++)
      add_project (self, limits[i], find_project_name (self, limits[i]));
  else
    for (guint i = 0; self->identity != NULL && i < sluice_identity_get_n_projects (self->identity); i++)
      add_project (self, sluice_identity_get_project_id (self->identity, i),
                   sluice_identity_get_project_name (self->identity, i));
}

/* Asks one origin. TRUE also when the key is good but may not be asked whose it is. */
static gboolean
ask_origin (SluiceSignIn *self, const char *base_url, GError **error)
{
  g_autoptr (SluiceClient) client = new_client (self, base_url, "@current", error);
  g_autoptr (SluiceIdentity) identity = NULL;
  g_autoptr (GError) local_error = NULL;
  g_auto (GStrv) limits = NULL;

  if (client == NULL)
    return FALSE;

  identity = dex_await_boxed (sluice_client_get_identity (client), &local_error);
  if (identity == NULL && (!g_error_matches (local_error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN) ||
                           g_strcmp0 (sluice_api_error_get_scope (local_error), scopes[SLUICE_SCOPE_USER].word) != 0))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  learn_scope (self, SLUICE_SCOPE_USER, local_error);
  g_clear_pointer (&self->identity, sluice_identity_free);
  self->identity = g_steal_pointer (&identity);
  g_set_str (&self->base_url, sluice_client_get_base_url (client));

  /* Not every server tells; then the person's own projects are shown, and a wrong one is refused when it is proved. */
  limits = dex_await_boxed (sluice_client_list_key_projects (client), NULL);
  fill_projects (self, (const char *const *) limits);

  return TRUE;
}

static DexFuture *
find_projects_fiber (gpointer user_data)
{
  SluiceSignIn *self = user_data;
  const char *other = get_other_region (self->base_url);
  g_autoptr (GError) error = NULL;

  if (ask_origin (self, self->base_url, &error))
    return dex_future_new_true ();
  if (other != NULL && g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNAUTHORIZED) &&
      ask_origin (self, other, NULL))
    return dex_future_new_true ();

  return dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
sluice_sign_in_find_projects (SluiceSignIn *self)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);

  return sluice_fiber_spawn (find_projects_fiber, g_object_ref (self), g_object_unref);
}

/* --- what it may do --- */

typedef struct
{
  SluiceSignIn *self;
  char *project_id;
} Proof;

static void
proof_free (gpointer data)
{
  Proof *proof = data;

  g_clear_object (&proof->self);
  g_free (proof->project_id);
  g_free (proof);
}

static void
ignore_tables (GPtrArray *tables, gpointer user_data)
{
}

/* What may only be asked with the right to write, and changes nothing. */
static DexFuture *
ask_to_write (SluiceClient *client)
{
  g_autoptr (JsonNode) nothing = NULL;

  if (!sluice_client_lacks (client, SLUICE_ABILITY_CHECK_PREFIX))
    return sluice_client_check_prefix (client, "Postgres", "sluice_");

  /* An older server: to list the tables of nothing takes the same right, and is refused for saying nothing. */
  nothing = sluice_json_take_object (json_object_new ());

  return sluice_client_discover_tables (client, nothing, FALSE, ignore_tables, NULL, NULL);
}

/* A refusal of the values says that the key may ask. */
static gboolean
may_write (SluiceClient *client, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (dex_await (ask_to_write (client), &local_error) ||
      g_error_matches (local_error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Whether the key may read and write sources there. */
static gboolean
prove_sources (SluiceSignIn *self, SluiceClient *client, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GListModel) sources = dex_await_object (sluice_client_list_sources (client), &local_error);

  /* The second time it is asked in the way that this server has. */
  if (sources != NULL && may_write (client, &local_error) && sluice_client_lacks (client, SLUICE_ABILITY_CHECK_PREFIX))
    may_write (client, &local_error);

  learn_scope (self, SLUICE_SCOPE_SOURCES, local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
learn_optional_scopes (SluiceSignIn *self, SluiceClient *client)
{
  g_autoptr (DexFuture) integrations = sluice_client_check_integrations (client);
  g_autoptr (DexFuture) query = sluice_client_query (client, "SELECT 1");
  g_autoptr (GError) no_integrations = NULL;
  g_autoptr (GError) no_query = NULL;

  dex_await (dex_ref (integrations), &no_integrations);
  learn_scope (self, SLUICE_SCOPE_INTEGRATIONS, no_integrations);
  dex_await (dex_ref (query), &no_query);
  learn_scope (self, SLUICE_SCOPE_QUERY, no_query);
}

static DexFuture *
prove_fiber (gpointer user_data)
{
  Proof *proof = user_data;
  SluiceSignIn *self = proof->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = new_client (self, self->base_url, proof->project_id, &error);

  if (client == NULL || !prove_sources (self, client, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  learn_optional_scopes (self, client);

  return dex_future_new_take_object (
      sluice_account_new (self->base_url, proof->project_id, find_project_name (self, proof->project_id),
                          self->identity != NULL ? sluice_identity_get_organization_name (self->identity) : NULL));
}

DexFuture *
sluice_sign_in_prove (SluiceSignIn *self, const char *project_id)
{
  Proof *proof = NULL;

  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);
  g_return_val_if_fail (project_id != NULL, NULL);

  proof = g_new0 (Proof, 1);
  proof->self = g_object_ref (self);
  proof->project_id = g_strdup (project_id);

  return sluice_fiber_spawn (prove_fiber, proof, proof_free);
}

const char *
sluice_sign_in_get_base_url (SluiceSignIn *self)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);

  return self->base_url;
}

SluiceTri
sluice_sign_in_get_scope (SluiceSignIn *self, SluiceScope scope)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), SLUICE_TRI_UNKNOWN);
  g_return_val_if_fail ((guint) scope < SLUICE_N_SCOPES, SLUICE_TRI_UNKNOWN);

  return self->scopes[scope];
}

const char *
sluice_sign_in_get_lack (SluiceSignIn *self)
{
  gboolean no_query, no_integrations;

  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);

  no_query = sluice_sign_in_get_scope (self, SLUICE_SCOPE_QUERY) == SLUICE_TRI_NO;
  no_integrations = sluice_sign_in_get_scope (self, SLUICE_SCOPE_INTEGRATIONS) == SLUICE_TRI_NO;
  if (no_query && no_integrations)
    return _ ("The key may neither query nor see connected accounts: Sluice does without.");
  if (no_query)
    return _ ("The key may not query: the first rows cannot be shown here.");

  return no_integrations ? _ ("The key may not see connected accounts: connect them in the browser.") : NULL;
}

const char *
sluice_sign_in_get_email (SluiceSignIn *self)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);

  return self->identity != NULL ? sluice_identity_get_email (self->identity) : NULL;
}

GListModel *
sluice_sign_in_get_projects (SluiceSignIn *self)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);

  return G_LIST_MODEL (self->projects);
}

SecretValue *
sluice_sign_in_get_key (SluiceSignIn *self)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);

  return self->key;
}
