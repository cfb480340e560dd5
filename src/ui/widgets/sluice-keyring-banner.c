/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-keyring-banner.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"

struct _SluiceKeyringBanner
{
  AdwBin parent_instance;

  SluiceKeyring *keyring;
  AdwBanner *banner;
};

G_DEFINE_FINAL_TYPE (SluiceKeyringBanner, sluice_keyring_banner, ADW_TYPE_BIN)

static void
waiting_cb (SluiceKeyringBanner *self)
{
  const gboolean waiting = self->keyring != NULL && sluice_keyring_get_waiting (self->keyring);

  /* Its title is its name too, whether it is revealed or not. */
  adw_banner_set_title (self->banner, waiting ? _ ("Waiting for the keyring: it may be asking for its password") : "");
  adw_banner_set_revealed (self->banner, waiting);
  /* Other pages have one too. */
  if (waiting && gtk_widget_get_mapped (GTK_WIDGET (self)))
    sluice_announce (GTK_WIDGET (self), adw_banner_get_title (self->banner),
                     GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
go_on_cb (SluiceKeyringBanner *self)
{
  sluice_keyring_go_on (self->keyring);
}

static void
sluice_keyring_banner_dispose (GObject *object)
{
  SluiceKeyringBanner *self = SLUICE_KEYRING_BANNER (object);

  if (self->keyring != NULL)
    g_signal_handlers_disconnect_by_data (self->keyring, self);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (sluice_keyring_banner_parent_class)->dispose (object);
}

static void
sluice_keyring_banner_class_init (SluiceKeyringBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_keyring_banner_dispose;
}

static void
sluice_keyring_banner_init (SluiceKeyringBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_button_label (self->banner, _ ("Go On Without It"));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (go_on_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

void
sluice_keyring_banner_set_keyring (SluiceKeyringBanner *self, SluiceKeyring *keyring)
{
  g_return_if_fail (SLUICE_IS_KEYRING_BANNER (self));
  g_return_if_fail (keyring == NULL || SLUICE_IS_KEYRING (keyring));

  if (self->keyring != NULL)
    g_signal_handlers_disconnect_by_data (self->keyring, self);
  g_set_object (&self->keyring, keyring);
  if (keyring != NULL)
    g_signal_connect_object (keyring, "notify::waiting", G_CALLBACK (waiting_cb), self, G_CONNECT_SWAPPED);
  waiting_cb (self);
}
