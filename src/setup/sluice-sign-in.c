/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-region.h"
#include "sluice-sign-in.h"

struct _SluiceSignIn
{
  GObject parent_instance;

  char *base_url;
  SecretValue *key;
  SluiceIdentity *identity;
};

G_DEFINE_FINAL_TYPE (SluiceSignIn, sluice_sign_in, G_TYPE_OBJECT)

static void
sluice_sign_in_finalize (GObject *object)
{
  SluiceSignIn *self = SLUICE_SIGN_IN (object);

  g_free (self->base_url);
  secret_value_unref (self->key);
  g_clear_pointer (&self->identity, sluice_identity_free);

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

/* Asks one origin. TRUE also when the key is good but may not be asked whose it is. */
static gboolean
ask_origin (SluiceSignIn *self, const char *base_url, GError **error)
{
  g_autoptr (SluiceClient) client = new_client (self, base_url, "@current", error);
  g_autoptr (SluiceIdentity) identity = NULL;
  g_autoptr (GError) local_error = NULL;

  if (client == NULL)
    return FALSE;

  identity = dex_await_boxed (sluice_client_get_identity (client), &local_error);
  if (identity == NULL && (!g_error_matches (local_error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN) ||
                           g_strcmp0 (sluice_api_error_get_scope (local_error), "user:read") != 0))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_clear_pointer (&self->identity, sluice_identity_free);
  self->identity = g_steal_pointer (&identity);
  g_set_str (&self->base_url, base_url);

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

  return dex_scheduler_spawn (NULL, 0, find_projects_fiber, g_object_ref (self), g_object_unref);
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

static const char *
find_project_name (const SluiceIdentity *identity, const char *project_id)
{
  for (guint i = 0; identity != NULL && i < sluice_identity_get_n_projects (identity); i++)
    if (g_str_equal (sluice_identity_get_project_id (identity, i), project_id))
      return sluice_identity_get_project_name (identity, i);

  return NULL;
}

static DexFuture *
prove_fiber (gpointer user_data)
{
  Proof *proof = user_data;
  SluiceSignIn *self = proof->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = new_client (self, self->base_url, proof->project_id, &error);
  g_autoptr (GListModel) sources = NULL;

  if (client == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!(sources = dex_await_object (sluice_client_list_sources (client), &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* A refusal of the prefix itself says that the key may ask. */
  if (!dex_await (sluice_client_check_prefix (client, "Postgres", "sluice_"), &error) &&
      !g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (
      sluice_account_new (self->base_url, proof->project_id, find_project_name (self->identity, proof->project_id),
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

  return dex_scheduler_spawn (NULL, 0, prove_fiber, proof, proof_free);
}

const char *
sluice_sign_in_get_base_url (SluiceSignIn *self)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);

  return self->base_url;
}

const SluiceIdentity *
sluice_sign_in_get_identity (SluiceSignIn *self)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);

  return self->identity;
}

SecretValue *
sluice_sign_in_get_key (SluiceSignIn *self)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_IN (self), NULL);

  return self->key;
}
