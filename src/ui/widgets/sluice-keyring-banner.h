/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-keyring.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_KEYRING_BANNER (sluice_keyring_banner_get_type ())

/**
 * SluiceKeyringBanner:
 *
 * Shows while the keyring keeps somebody waiting: its prompt may be behind the window, and nobody need answer it. Its
 * button goes on without the keyring.
 */
G_DECLARE_FINAL_TYPE (SluiceKeyringBanner, sluice_keyring_banner, SLUICE, KEYRING_BANNER, AdwBin)

/**
 * sluice_keyring_banner_set_keyring:
 * @self: a banner
 * @keyring: (nullable): the keyring to watch
 */
void sluice_keyring_banner_set_keyring (SluiceKeyringBanner *self, SluiceKeyring *keyring);

G_END_DECLS
