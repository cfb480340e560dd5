/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-preferences.h"

#include "sluice-assumptions-page.h"
#include "sluice-prices-page.h"

struct _SluicePreferences
{
  AdwPreferencesDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (SluicePreferences, sluice_preferences, ADW_TYPE_PREFERENCES_DIALOG)

static void
sluice_preferences_class_init (SluicePreferencesClass *klass)
{
  g_type_ensure (SLUICE_TYPE_ASSUMPTIONS_PAGE);
  g_type_ensure (SLUICE_TYPE_PRICES_PAGE);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/sluice_app/Sluice/preferences/sluice-preferences.ui");
}

static void
sluice_preferences_init (SluicePreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
sluice_preferences_new (void)
{
  return g_object_new (SLUICE_TYPE_PREFERENCES, NULL);
}
