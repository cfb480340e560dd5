/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-sign-out-dialog.h"

#include <glib/gi18n.h>

#include "sluice-check.h"
#include "sluice-when.h"

struct _SluiceSignOutDialog
{
  AdwAlertDialog parent_instance;

  SluiceAccount *account;
  GListStore *others; /* what the keyring has of the project besides its key */
  DexFuture *reading;

  GtkWidget *forget;
};

G_DEFINE_FINAL_TYPE (SluiceSignOutDialog, sluice_sign_out_dialog, ADW_TYPE_ALERT_DIALOG)

/* Of a locked keyring that is not known, and nobody is asked to unlock it for that. */
static void
listed_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSignOutDialog *self = owner;
  GListModel *kept = value != NULL ? g_value_get_object (value) : NULL;
  g_autofree char *label = NULL;
  guint n_others;

  for (guint i = 0; kept != NULL && i < g_list_model_get_n_items (kept); i++)
    {
      g_autoptr (SluiceStoredSecret) secret = g_list_model_get_item (kept, i);

      if (sluice_stored_secret_get_kind (secret) != SLUICE_STORED_KIND_API_KEY &&
          sluice_stored_secret_is_of_project (secret, sluice_account_get_base_url (self->account),
                                              sluice_account_get_project_id (self->account)))
        g_list_store_append (self->others, secret);
    }
  n_others = g_list_model_get_n_items (G_LIST_MODEL (self->others));
  if (n_others == 0)
    return;

  label =
      g_strdup_printf (ngettext ("Also forget the passwords of %'u source that are kept on this computer",
                                 "Also forget the passwords of %'u sources that are kept on this computer", n_others),
                       n_others);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->forget), label);
  gtk_widget_set_visible (self->forget, TRUE);
}

static void
sluice_sign_out_dialog_dispose (GObject *object)
{
  SluiceSignOutDialog *self = SLUICE_SIGN_OUT_DIALOG (object);

  dex_clear (&self->reading);
  g_clear_object (&self->others);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (sluice_sign_out_dialog_parent_class)->dispose (object);
}

static void
sluice_sign_out_dialog_class_init (SluiceSignOutDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_sign_out_dialog_dispose;
}

static void
sluice_sign_out_dialog_init (SluiceSignOutDialog *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (self);
  GtkWidget *label = NULL;

  self->others = g_list_store_new (SLUICE_TYPE_STORED_SECRET);
  self->forget = sluice_check_new ();
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->forget), "");
  label = gtk_widget_get_last_child (self->forget);
  if (GTK_IS_LABEL (label))
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_visible (self->forget, FALSE);

  adw_alert_dialog_set_body (dialog,
                             _ ("Its key is removed from the keyring. In PostHog the key stays valid until it is "
                                "deleted there, and sources go on syncing."));
  adw_alert_dialog_set_extra_child (dialog, self->forget);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "sign-out", _ ("_Sign Out"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "sign-out", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
}

AdwDialog *
sluice_sign_out_dialog_new (SluiceAccounts *accounts, SluiceAccount *account)
{
  SluiceSignOutDialog *self = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (accounts), NULL);
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (account), NULL);

  self = g_object_new (SLUICE_TYPE_SIGN_OUT_DIALOG, NULL);
  self->account = g_object_ref (account);
  title = sluice_account_dup_title (account);
  /* Translators: a question; %s is a project: “Shop · EU” */
  adw_alert_dialog_format_heading (ADW_ALERT_DIALOG (self), _ ("Sign Out of %s?"), title);
  self->reading = sluice_when (sluice_keyring_list (sluice_accounts_get_keyring (accounts), FALSE), self, listed_cb);

  return ADW_DIALOG (self);
}

GListModel *
sluice_sign_out_dialog_get_forgotten (SluiceSignOutDialog *self)
{
  g_return_val_if_fail (SLUICE_IS_SIGN_OUT_DIALOG (self), NULL);

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->forget)) ? G_LIST_MODEL (self->others) : NULL;
}
