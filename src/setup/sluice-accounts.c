/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-accounts.h"

#include <glib/gi18n.h>

#include "sluice-client.h"
#include "sluice-fiber.h"

struct _SluiceAccounts
{
  GObject parent_instance;

  GSettings *settings;
  SluiceKeyring *keyring;
  GPtrArray *accounts;
  SluiceAccount *current;
};

static GType
sluice_accounts_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_ACCOUNT;
}

static guint
sluice_accounts_get_n_items (GListModel *model)
{
  return SLUICE_ACCOUNTS (model)->accounts->len;
}

static gpointer
sluice_accounts_get_item (GListModel *model, guint position)
{
  SluiceAccounts *self = SLUICE_ACCOUNTS (model);

  return position < self->accounts->len ? g_object_ref (g_ptr_array_index (self->accounts, position)) : NULL;
}

static void
sluice_accounts_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_accounts_get_item_type;
  iface->get_n_items = sluice_accounts_get_n_items;
  iface->get_item = sluice_accounts_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceAccounts,
                               sluice_accounts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sluice_accounts_model_init))

typedef enum
{
  PROP_CURRENT = 1,
} SluiceAccountsProps;

static GParamSpec *properties[PROP_CURRENT + 1];

/* --- GSettings --- */

static void
write_accounts (SluiceAccounts *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" SLUICE_ACCOUNT_VARIANT_TYPE));
  for (guint i = 0; i < self->accounts->len; i++)
    g_variant_builder_add_value (&builder, sluice_account_to_variant (g_ptr_array_index (self->accounts, i)));
  g_settings_set_value (self->settings, "accounts", g_variant_builder_end (&builder));
}

static void
write_current (SluiceAccounts *self)
{
  g_settings_set (self->settings, "current-account", "(ss)",
                  self->current != NULL ? sluice_account_get_base_url (self->current) : "",
                  self->current != NULL ? sluice_account_get_project_id (self->current) : "");
}

static SluiceAccount *
find (SluiceAccounts *self, const char *base_url, const char *project_id, guint *position)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      SluiceAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_str_equal (sluice_account_get_base_url (account), base_url) &&
          g_str_equal (sluice_account_get_project_id (account), project_id))
        {
          if (position != NULL)
            *position = i;
          return account;
        }
    }

  return NULL;
}

static void
read_settings (SluiceAccounts *self)
{
  g_autoptr (GVariant) accounts = g_settings_get_value (self->settings, "accounts");
  g_autofree char *base_url = NULL;
  g_autofree char *project_id = NULL;
  GVariantIter iter;
  GVariant *child = NULL;

  g_variant_iter_init (&iter, accounts);
  while ((child = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr (SluiceAccount) account = sluice_account_new_from_variant (child);

      if (find (self, sluice_account_get_base_url (account), sluice_account_get_project_id (account), NULL) == NULL)
        g_ptr_array_add (self->accounts, g_steal_pointer (&account));
      g_variant_unref (child);
    }

  g_settings_get (self->settings, "current-account", "(ss)", &base_url, &project_id);
  g_set_object (&self->current, find (self, base_url, project_id, NULL));
}

/* --- the flows --- */

typedef struct
{
  SluiceAccounts *self;
  SluiceAccount *account;
  SecretValue *key;
  GListModel *also;
} Flow;

static void
flow_free (gpointer data)
{
  Flow *flow = data;

  g_clear_object (&flow->self);
  g_clear_object (&flow->account);
  g_clear_object (&flow->also);
  g_clear_pointer (&flow->key, secret_value_unref);
  g_free (flow);
}

static DexFuture *
spawn (SluiceAccounts *self, DexFiberFunc func, SluiceAccount *account, SecretValue *key, GListModel *also)
{
  Flow *flow = g_new0 (Flow, 1);

  flow->self = g_object_ref (self);
  flow->account = g_object_ref (account);
  flow->key = key != NULL ? secret_value_ref (key) : NULL;
  g_set_object (&flow->also, also);

  return sluice_fiber_spawn (func, flow, flow_free);
}

static DexFuture *
new_client (SluiceAccount *account, SecretValue *key)
{
  g_autoptr (GError) error = NULL;
  const char *text = secret_value_get_text (key);
  SluiceClient *client = sluice_client_new (sluice_account_get_base_url (account),
                                            sluice_account_get_project_id (account), text != NULL ? text : "", &error);

  if (client == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  sluice_client_set_project_name (client, sluice_account_get_project_name (account));

  return dex_future_new_take_object (client);
}

static void
keep_account (SluiceAccounts *self, SluiceAccount *account)
{
  guint position = self->accounts->len;
  guint n_removed = 0;

  if (find (self, sluice_account_get_base_url (account), sluice_account_get_project_id (account), &position) != NULL)
    {
      n_removed = 1;
      g_ptr_array_remove_index (self->accounts, position);
    }
  g_ptr_array_insert (self->accounts, (int) position, g_object_ref (account));
  write_accounts (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, 1);
}

static DexFuture *
add_fiber (gpointer user_data)
{
  Flow *flow = user_data;
  g_autofree char *title = sluice_account_dup_title (flow->account);
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  /* Translators: what the item is called in the program for passwords and keys; %s is a project: “Shop · EU” */
  label = g_strdup_printf (_ ("PostHog API key for %s (Sluice)"), title);
  if (!dex_await (sluice_keyring_store_api_key (flow->self->keyring, sluice_account_get_base_url (flow->account),
                                                sluice_account_get_project_id (flow->account), label, flow->key),
                  &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  keep_account (flow->self, flow->account);
  sluice_accounts_set_current (flow->self, flow->account);

  return new_client (flow->account, flow->key);
}

static DexFuture *
open_fiber (gpointer user_data)
{
  Flow *flow = user_data;
  g_autoptr (GError) error = NULL;

  flow->key =
      dex_await_boxed (sluice_keyring_lookup_api_key (flow->self->keyring, sluice_account_get_base_url (flow->account),
                                                      sluice_account_get_project_id (flow->account)),
                       &error);
  if (flow->key == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return new_client (flow->account, flow->key);
}

static DexFuture *
remove_fiber (gpointer user_data)
{
  Flow *flow = user_data;
  SluiceAccounts *self = flow->self;
  const char *base_url = sluice_account_get_base_url (flow->account);
  const char *project_id = sluice_account_get_project_id (flow->account);
  g_autoptr (GError) error = NULL;
  guint position = 0;

  for (guint i = 0; flow->also != NULL && i < g_list_model_get_n_items (flow->also); i++)
    {
      g_autoptr (SluiceStoredSecret) secret = g_list_model_get_item (flow->also, i);

      if (!dex_await (sluice_keyring_forget (self->keyring, secret), &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
  if (!dex_await (sluice_keyring_remove_api_key (self->keyring, base_url, project_id), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (self->current != NULL && sluice_account_is_same (self->current, flow->account))
    sluice_accounts_set_current (self, NULL);
  if (find (self, base_url, project_id, &position) != NULL)
    {
      g_ptr_array_remove_index (self->accounts, position);
      write_accounts (self);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }

  return dex_future_new_true ();
}

/* --- the object --- */

static void
sluice_accounts_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceAccounts *self = SLUICE_ACCOUNTS (object);

  switch ((SluiceAccountsProps) prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_accounts_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((SluiceAccountsProps) prop_id)
    {
    case PROP_CURRENT:
      sluice_accounts_set_current (SLUICE_ACCOUNTS (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_accounts_dispose (GObject *object)
{
  SluiceAccounts *self = SLUICE_ACCOUNTS (object);

  g_clear_object (&self->current);
  g_clear_object (&self->keyring);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sluice_accounts_parent_class)->dispose (object);
}

static void
sluice_accounts_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_ACCOUNTS (object)->accounts);

  G_OBJECT_CLASS (sluice_accounts_parent_class)->finalize (object);
}

static void
sluice_accounts_class_init (SluiceAccountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_accounts_get_property;
  object_class->set_property = sluice_accounts_set_property;
  object_class->dispose = sluice_accounts_dispose;
  object_class->finalize = sluice_accounts_finalize;

  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, SLUICE_TYPE_ACCOUNT,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_accounts_init (SluiceAccounts *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

SluiceAccounts *
sluice_accounts_new (GSettings *settings, SluiceKeyring *keyring)
{
  SluiceAccounts *self = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (SLUICE_IS_KEYRING (keyring), NULL);

  self = g_object_new (SLUICE_TYPE_ACCOUNTS, NULL);
  self->settings = g_object_ref (settings);
  self->keyring = g_object_ref (keyring);
  read_settings (self);

  return self;
}

SluiceKeyring *
sluice_accounts_get_keyring (SluiceAccounts *self)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (self), NULL);

  return self->keyring;
}

SluiceAccount *
sluice_accounts_get_current (SluiceAccounts *self)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (self), NULL);

  return self->current;
}

void
sluice_accounts_set_current (SluiceAccounts *self, SluiceAccount *account)
{
  g_return_if_fail (SLUICE_IS_ACCOUNTS (self));
  g_return_if_fail (account == NULL || SLUICE_IS_ACCOUNT (account));

  if (!g_set_object (&self->current, account))
    return;

  write_current (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

DexFuture *
sluice_accounts_add (SluiceAccounts *self, SluiceAccount *account, SecretValue *key)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return spawn (self, add_fiber, account, key, NULL);
}

DexFuture *
sluice_accounts_open (SluiceAccounts *self, SluiceAccount *account)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (account), NULL);

  return spawn (self, open_fiber, account, NULL, NULL);
}

gboolean
sluice_accounts_has (SluiceAccounts *self, SluiceAccount *account)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (account), FALSE);

  return find (self, sluice_account_get_base_url (account), sluice_account_get_project_id (account), NULL) != NULL;
}

SluiceAccount *
sluice_accounts_find (SluiceAccounts *self, const char *base_url, const char *project_id)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (self), NULL);

  return base_url != NULL && project_id != NULL ? find (self, base_url, project_id, NULL) : NULL;
}

DexFuture *
sluice_accounts_remove (SluiceAccounts *self, SluiceAccount *account)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (account), NULL);

  return spawn (self, remove_fiber, account, NULL, NULL);
}

DexFuture *
sluice_accounts_sign_out (SluiceAccounts *self, SluiceAccount *account, GListModel *also)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (self), NULL);
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (also == NULL || G_IS_LIST_MODEL (also), NULL);

  return spawn (self, remove_fiber, account, NULL, also);
}
