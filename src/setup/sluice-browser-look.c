/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-browser-look.h"

typedef const char *(*GetText) (gpointer item);

/* One of the two lists. */
typedef struct
{
  GHashTable *known; /* id → stamp; NULL until it was seen for the first time */
  char *refusal;     /* in the server's words, once it is known not to be given */
} List;

struct _SluiceBrowserLook
{
  SluiceClient *client;
  char *source_type;
  char *kind;
  List accounts;
  List credentials;
  SluiceIntegration *integration;
  SluiceStoredCredential *credential;
};

SluiceBrowserLook *
sluice_browser_look_new (SluiceClient *client, const char *source_type, const char *kind)
{
  SluiceBrowserLook *self = g_new0 (SluiceBrowserLook, 1);

  self->client = g_object_ref (client);
  self->source_type = g_strdup (source_type);
  self->kind = g_strdup (kind);

  return self;
}

static void
list_clear (List *list)
{
  g_clear_pointer (&list->known, g_hash_table_unref);
  g_clear_pointer (&list->refusal, g_free);
}

void
sluice_browser_look_free (SluiceBrowserLook *self)
{
  list_clear (&self->accounts);
  list_clear (&self->credentials);
  g_clear_object (&self->integration);
  g_clear_object (&self->credential);
  g_clear_object (&self->client);
  g_free (self->source_type);
  g_free (self->kind);
  g_free (self);
}

static const char *
get_integration_id (gpointer item)
{
  return sluice_integration_get_id (item);
}

static const char *
get_integration_stamp (gpointer item)
{
  return sluice_integration_get_stamp (item);
}

static const char *
get_credential_id (gpointer item)
{
  return sluice_stored_credential_get_id (item);
}

static const char *
get_credential_stamp (gpointer item)
{
  return sluice_stored_credential_get_stamp (item);
}

static void
remember (List *list, GListModel *items, GetText get_id, GetText get_stamp)
{
  if (list->known != NULL)
    return;

  list->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      g_hash_table_replace (list->known, g_strdup (get_id (item)), g_strdup (get_stamp (item)));
    }
}

/* 2 for what was not there, 1 for what is not as it was. */
static guint
get_newness (List *list, const char *id, const char *stamp)
{
  const char *before = g_hash_table_lookup (list->known, id);

  return before == NULL ? 2 : !g_str_equal (before, stamp);
}

/* A server may say of a list that it is not there or not for this key, or write it in a way that nobody knows: then it
 * is not asked for again. Anything else may be otherwise the next time. */
static gboolean
is_final (const GError *error)
{
  return g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_FORBIDDEN) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNSUPPORTED) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID) ||
         g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
}

/* Once a list was read, half an answer is one that got lost. */
static gboolean
take_refusal (List *list, GError **error)
{
  if (!is_final (*error) ||
      (list->known != NULL && g_error_matches (*error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL)))
    return FALSE;

  list->refusal = g_strdup ((*error)->message);
  g_clear_error (error);

  return TRUE;
}

static gint64
get_number (SluiceIntegration *integration)
{
  return g_ascii_strtoll (sluice_integration_get_id (integration), NULL, 10);
}

/* What is not there yet before what changed, and then the newest: the greatest number. */
static void
find_integration (SluiceBrowserLook *self, GListModel *items)
{
  guint best = 0;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SluiceIntegration) item = g_list_model_get_item (items, i);
      const guint newness =
          get_newness (&self->accounts, sluice_integration_get_id (item), sluice_integration_get_stamp (item));

      if (sluice_integration_get_broken (item) || newness == 0 || newness < best ||
          (newness == best && get_number (item) < get_number (self->integration)))
        continue;
      best = newness;
      g_set_object (&self->integration, item);
    }
}

/* They come newest first. */
static void
find_credential (SluiceBrowserLook *self, GListModel *items)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; self->credential == NULL && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SluiceStoredCredential) item = g_list_model_get_item (items, i);

      if (get_newness (&self->credentials, sluice_stored_credential_get_id (item),
                       sluice_stored_credential_get_stamp (item)) > 0 &&
          sluice_stored_credential_is_usable (item, self->source_type, now))
        g_set_object (&self->credential, item);
    }
}

static DexFuture *
list_accounts (SluiceBrowserLook *self)
{
  return self->kind != NULL && self->accounts.refusal == NULL ?
             sluice_client_list_integrations (self->client, self->kind) :
             NULL;
}

static DexFuture *
list_credentials (SluiceBrowserLook *self)
{
  return self->credentials.refusal == NULL ? sluice_client_list_stored_credentials (self->client, self->source_type) :
                                             NULL;
}

/* NULL with no error for a list that is passed over, or when nobody wants to know any more. */
static GListModel *
read_list (List *list, DexFuture *call, DexFuture *stop, GError **error)
{
  g_autoptr (GListModel) items = NULL;
  GError *fault = NULL;

  if (call == NULL)
    return NULL;

  /* Stopped or not, the call comes to its end: sluice-browser-connection.c says why. */
  dex_future_disown (dex_ref (call));
  items = dex_await_object (dex_future_first (call, dex_ref (stop), NULL), &fault);
  if (!dex_future_is_pending (stop))
    {
      g_clear_error (&fault);
      return NULL;
    }
  if (items == NULL && !take_refusal (list, &fault))
    g_propagate_error (error, fault);

  return g_steal_pointer (&items);
}

gboolean
sluice_browser_look_run (SluiceBrowserLook *self, DexFuture *stop, GError **error)
{
  GError *first_fault = NULL;
  GError *second_fault = NULL;
  DexFuture *accounts_call = list_accounts (self);
  /* Both are asked for at once. */
  DexFuture *credentials_call = list_credentials (self);
  g_autoptr (GListModel) accounts = read_list (&self->accounts, accounts_call, stop, &first_fault);
  g_autoptr (GListModel) credentials = read_list (&self->credentials, credentials_call, stop, &second_fault);

  g_clear_object (&self->integration);
  g_clear_object (&self->credential);
  if (accounts != NULL)
    {
      remember (&self->accounts, accounts, get_integration_id, get_integration_stamp);
      find_integration (self, accounts);
    }
  if (credentials != NULL)
    {
      remember (&self->credentials, credentials, get_credential_id, get_credential_stamp);
      find_credential (self, credentials);
    }

  if (first_fault == NULL)
    first_fault = g_steal_pointer (&second_fault);
  g_clear_error (&second_fault);
  if (first_fault != NULL)
    g_propagate_error (error, first_fault);

  return first_fault == NULL;
}

SluiceIntegration *
sluice_browser_look_get_integration (SluiceBrowserLook *self)
{
  return self->integration;
}

SluiceStoredCredential *
sluice_browser_look_get_credential (SluiceBrowserLook *self)
{
  return self->credential;
}

gboolean
sluice_browser_look_sees_accounts (SluiceBrowserLook *self)
{
  return self->kind != NULL && self->accounts.refusal == NULL;
}

const char *
sluice_browser_look_get_obstacle (SluiceBrowserLook *self)
{
  if (sluice_browser_look_sees_accounts (self) || self->credentials.refusal == NULL)
    return NULL;

  return self->accounts.refusal != NULL ? self->accounts.refusal : self->credentials.refusal;
}
