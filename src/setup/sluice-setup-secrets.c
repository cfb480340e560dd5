/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-setup-secrets.h"

#include <glib/gi18n.h>

#include "sluice-fiber.h"
#include "sluice-secret-text.h"

SecretValue *
sluice_setup_secrets_take (SluicePlan *plan)
{
  SluiceForm *form = sluice_plan_get_form (plan);
  char *text = form != NULL ? sluice_form_dup_secrets (form) : NULL;
  SecretValue *secrets;

  if (text == NULL)
    return NULL;

  secrets = secret_value_new (text, -1, "text/plain");
  sluice_secret_free (text);

  return secrets;
}

DexFuture *
sluice_setup_secrets_store (SluiceKeyring *keyring, SluiceJournal *journal, SecretValue *secrets)
{
  g_autofree char *label = NULL;

  if (keyring == NULL || secrets == NULL)
    return dex_future_new_false ();

  /* Translators: what the secrets of a set-up are called in the program for passwords and keys; %s is a source:
   * “Postgres · shop” */
  label = g_strdup_printf (_ ("%s (Sluice set-up)"), sluice_journal_get_title (journal));

  return sluice_keyring_store_setup (keyring, sluice_journal_get_base_url (journal),
                                     sluice_journal_get_project_id (journal), sluice_journal_get_id (journal),
                                     sluice_journal_get_source_type (journal), label, secrets);
}

gboolean
sluice_setup_secrets_recall (SluiceKeyring *keyring, SluiceJournal *journal, SluicePlan *plan, GError **error)
{
  SluiceForm *form = sluice_plan_get_form (plan);
  g_autoptr (SecretValue) typed = sluice_setup_secrets_take (plan);
  g_autoptr (SecretValue) kept = NULL;

  /* What is typed counts more than what is kept. */
  if (typed != NULL || !sluice_form_has_secret_fields (form))
    return TRUE;

  if (keyring != NULL)
    kept = dex_await_boxed (sluice_keyring_lookup_setup (keyring, sluice_journal_get_id (journal)), NULL);
  if (kept != NULL && secret_value_get_text (kept) != NULL &&
      sluice_form_load_secrets (form, secret_value_get_text (kept), NULL))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("This computer does not have the source’s passwords and keys any more. Enter them again."));

  return FALSE;
}

DexFuture *
sluice_setup_secrets_remember (SluiceKeyring *keyring, SluiceJournal *journal, SecretValue *secrets)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (sluice_journal_get_source_id (journal) != NULL, NULL);

  if (keyring == NULL || secrets == NULL)
    return dex_future_new_false ();

  /* Translators: what the secrets of a source are called in the program for passwords and keys; %s is a source:
   * “Postgres · shop” */
  label = g_strdup_printf (_ ("%s (Sluice source)"), sluice_journal_get_title (journal));

  return sluice_keyring_store_source (keyring, sluice_journal_get_base_url (journal),
                                      sluice_journal_get_project_id (journal), sluice_journal_get_source_id (journal),
                                      sluice_journal_get_source_type (journal), label, secrets);
}

DexFuture *
sluice_setup_secrets_erase (SluiceKeyring *keyring, SluiceJournal *journal)
{
  return keyring != NULL ? sluice_keyring_remove_setup (keyring, sluice_journal_get_id (journal)) :
                           dex_future_new_true ();
}

typedef struct
{
  SluiceKeyring *keyring;
  SluiceJournal *journal;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  g_clear_object (&ending->keyring);
  g_clear_object (&ending->journal);
  g_free (ending);
}

static Ending *
ending_new (SluiceKeyring *keyring, SluiceJournal *journal)
{
  Ending *ending = g_new0 (Ending, 1);

  g_set_object (&ending->keyring, keyring);
  g_set_object (&ending->journal, journal);

  return ending;
}

/* FALSE when the keyring may still have them. Within a fiber. */
static gboolean
erase (SluiceKeyring *keyring, SluiceJournal *journal, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (dex_await (sluice_setup_secrets_erase (keyring, journal), &fault) || sluice_keyring_error_is_absent (fault))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static DexFuture *
end_fiber (gpointer user_data)
{
  Ending *ending = user_data;
  g_autoptr (GError) error = NULL;
  gboolean recorded = sluice_journal_get_state (ending->journal) == SLUICE_SETUP_STATE_DONE &&
                      !sluice_journal_get_remember (ending->journal);

  /* What is over is not to be remembered once more by a later run. */
  sluice_journal_set_remember (ending->journal, FALSE);
  if (!recorded)
    recorded = dex_await (sluice_journal_enter (ending->journal, SLUICE_SETUP_STATE_DONE, NULL, NULL), &error);
  /* Another process works on it and needs its secrets. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return dex_future_new_for_error (g_steal_pointer (&error));

  g_clear_error (&error);
  if (erase (ending->keyring, ending->journal, &error))
    return sluice_journal_discard (ending->journal);

  return recorded ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
sluice_setup_secrets_end (SluiceKeyring *keyring, SluiceJournal *journal)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);

  return sluice_fiber_spawn (end_fiber, ending_new (keyring, journal), ending_free);
}

/* FALSE when the keyring has secrets that are to be remembered and does not show them. Within a fiber. */
static gboolean
carry_over (SluiceKeyring *keyring, SluiceJournal *journal, GError **error)
{
  g_autoptr (SecretValue) secrets = NULL;
  g_autoptr (GError) fault = NULL;

  if (!sluice_journal_get_remember (journal) || sluice_journal_get_source_id (journal) == NULL)
    return TRUE;

  secrets = dex_await_boxed (sluice_keyring_lookup_setup (keyring, sluice_journal_get_id (journal)), &fault);
  if (secrets != NULL)
    return dex_await_boolean (sluice_setup_secrets_remember (keyring, journal, secrets), error);
  /* Not found, or no keyring at all: there is nothing to lose. */
  if (sluice_keyring_error_is_absent (fault))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

static DexFuture *
finish_fiber (gpointer user_data)
{
  Ending *ending = user_data;
  g_autoptr (GError) error = NULL;

  if (ending->keyring != NULL)
    {
      if (dex_await_boolean (sluice_keyring_is_locked (ending->keyring), NULL))
        return dex_future_new_true ();
      if (!carry_over (ending->keyring, ending->journal, &error))
        return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
    }

  return sluice_setup_secrets_end (ending->keyring, ending->journal);
}

DexFuture *
sluice_setup_secrets_finish (SluiceKeyring *keyring, SluiceJournal *journal)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);

  return sluice_fiber_spawn (finish_fiber, ending_new (keyring, journal), ending_free);
}

static DexFuture *
clean_up_fiber (gpointer user_data)
{
  Ending *ending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) journals = NULL;

  dex_await (sluice_journal_clear_remains (), NULL);
  journals = dex_await_object (sluice_journal_list_done (), &error);
  if (journals == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < g_list_model_get_n_items (journals); i++)
    {
      g_autoptr (SluiceJournal) journal = g_list_model_get_item (journals, i);

      dex_await (sluice_setup_secrets_finish (ending->keyring, journal), NULL);
    }

  return dex_future_new_true ();
}

DexFuture *
sluice_setup_secrets_clean_up (SluiceKeyring *keyring)
{
  g_return_val_if_fail (SLUICE_IS_KEYRING (keyring), NULL);

  return sluice_fiber_spawn (clean_up_fiber, ending_new (keyring, NULL), ending_free);
}
