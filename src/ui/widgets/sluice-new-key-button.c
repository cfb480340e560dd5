/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-error-advice.h"
#include "sluice-new-key-button.h"

struct _SluiceNewKeyButton
{
  GtkButton parent_instance;

  gboolean offered;
};

G_DEFINE_FINAL_TYPE (SluiceNewKeyButton, sluice_new_key_button, GTK_TYPE_BUTTON)

/* A button of an action that is disabled is insensitive: then there is no key to replace. */
static void
update (SluiceNewKeyButton *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->offered && gtk_widget_get_sensitive (GTK_WIDGET (self)));
}

static void
sluice_new_key_button_class_init (SluiceNewKeyButtonClass *klass)
{
}

static void
sluice_new_key_button_init (SluiceNewKeyButton *self)
{
  gtk_button_set_label (GTK_BUTTON (self), _ ("Enter Another _Key"));
  gtk_button_set_use_underline (GTK_BUTTON (self), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.new-key");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect (self, "notify::sensitive", G_CALLBACK (update), NULL);
  update (self);
}

gboolean
sluice_new_key_button_offer (SluiceNewKeyButton *self, const GError *error)
{
  g_return_val_if_fail (SLUICE_IS_NEW_KEY_BUTTON (self), FALSE);

  self->offered = sluice_error_is_about_key (error);
  update (self);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}
