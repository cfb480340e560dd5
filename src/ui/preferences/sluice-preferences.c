/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-preferences.h"

#include "sluice-assumptions-page.h"
#include "sluice-passwords-page.h"
#include "sluice-prices-page.h"

struct _SluicePreferences
{
  AdwPreferencesDialog parent_instance;

  SluicePasswordsPage *passwords;
};

G_DEFINE_FINAL_TYPE (SluicePreferences, sluice_preferences, ADW_TYPE_PREFERENCES_DIALOG)

static void
sluice_preferences_class_init (SluicePreferencesClass *klass)
{
  g_type_ensure (SLUICE_TYPE_ASSUMPTIONS_PAGE);
  g_type_ensure (SLUICE_TYPE_PASSWORDS_PAGE);
  g_type_ensure (SLUICE_TYPE_PRICES_PAGE);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/sluice_app/Sluice/preferences/sluice-preferences.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), SluicePreferences, passwords);
}

static void
sluice_preferences_init (SluicePreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
sluice_preferences_new (SluiceAccounts *accounts)
{
  SluicePreferences *self = NULL;

  g_return_val_if_fail (accounts == NULL || SLUICE_IS_ACCOUNTS (accounts), NULL);

  self = g_object_new (SLUICE_TYPE_PREFERENCES, NULL);
  if (accounts != NULL)
    sluice_passwords_page_set_accounts (self->passwords, accounts);
  else
    adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->passwords));

  return ADW_DIALOG (self);
}
