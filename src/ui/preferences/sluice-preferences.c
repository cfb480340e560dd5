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
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (SluicePreferences, sluice_preferences, ADW_TYPE_PREFERENCES_DIALOG)

static void
page_cb (SluicePreferences *self)
{
  const char *name = adw_preferences_dialog_get_visible_page_name (ADW_PREFERENCES_DIALOG (self));

  if (name != NULL)
    g_settings_set_string (self->settings, "preferences-page", name);
}

/* Where one was the last time. */
static void
follow_page (SluicePreferences *self)
{
  static const char *const names[] = { "estimates", "prices", "passwords", NULL };
  g_autofree char *name = g_settings_get_string (self->settings, "preferences-page");

  if (g_strv_contains (names, name))
    adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (self), name);
  g_signal_connect (self, "notify::visible-page-name", G_CALLBACK (page_cb), NULL);
}

static void
sluice_preferences_dispose (GObject *object)
{
  SluicePreferences *self = SLUICE_PREFERENCES (object);

  g_signal_handlers_disconnect_by_func (self, page_cb, NULL);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sluice_preferences_parent_class)->dispose (object);
}

static void
sluice_preferences_class_init (SluicePreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_preferences_dispose;
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
  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
sluice_preferences_new (SluiceAccounts *accounts)
{
  SluicePreferences *self = NULL;

  g_return_val_if_fail (accounts == NULL || SLUICE_IS_ACCOUNTS (accounts), NULL);

  self = g_object_new (SLUICE_TYPE_PREFERENCES, NULL);
  if (accounts != NULL)
    {
      sluice_passwords_page_set_accounts (self->passwords, accounts);
      follow_page (self);
    }
  else
    adw_preferences_dialog_remove (ADW_PREFERENCES_DIALOG (self), ADW_PREFERENCES_PAGE (self->passwords));

  return ADW_DIALOG (self);
}
