/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "sluice-client.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ICON_STORE (sluice_icon_store_get_type ())

/**
 * SluiceIconStore:
 *
 * The icons of one server's source types: fetched when they are asked for, a few at a time, decoded off the main
 * thread, and remembered, those that are none as well. Main thread only.
 */
G_DECLARE_FINAL_TYPE (SluiceIconStore, sluice_icon_store, SLUICE, ICON_STORE, GObject)

/**
 * sluice_icon_store_get_for_client:
 * @client: whose server
 *
 * Returns: (transfer none): the store that belongs to @client and lives as long as it
 */
SluiceIconStore *sluice_icon_store_get_for_client (SluiceClient *client);

/**
 * sluice_icon_store_peek:
 * @self: a store
 * @icon_path: what the catalogue says
 *
 * Returns: (transfer none) (nullable): the icon, if it is there already
 */
GdkTexture *sluice_icon_store_peek (SluiceIconStore *self, const char *icon_path);

/**
 * sluice_icon_store_load:
 * @self: a store
 * @icon_path: what the catalogue says
 *
 * Asks for an icon. Dropping what is returned takes that back, unless somebody else asks too.
 *
 * Returns: (transfer full): a future that resolves to a #GdkTexture, or rejects: then a letter has to do
 */
DexFuture *sluice_icon_store_load (SluiceIconStore *self, const char *icon_path);

G_END_DECLS
