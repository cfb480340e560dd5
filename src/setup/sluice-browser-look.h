/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-client.h"

G_BEGIN_DECLS

/**
 * SluiceBrowserLook:
 *
 * What is connected and what was entered, as it was seen first, and what is new since. See #SluiceBrowserConnection.
 */
typedef struct _SluiceBrowserLook SluiceBrowserLook;

/* @kind: (nullable): no accounts are looked at without one */
SluiceBrowserLook *sluice_browser_look_new (SluiceClient *client, const char *source_type, const char *kind);
void sluice_browser_look_free (SluiceBrowserLook *self);

/**
 * sluice_browser_look_run:
 * @self: what was seen
 * @stop: a future that ends when nobody wants to know any more; nothing is said to be new then
 * @error: return location for an error of the API
 *
 * Asks for both lists, within a fiber. The first time what is there is remembered; afterwards what differs is new. A
 * list that the server or the key does not give is passed over: see sluice_browser_look_get_obstacle().
 *
 * Returns: %FALSE when a list could not be read this time
 */
gboolean sluice_browser_look_run (SluiceBrowserLook *self, DexFuture *stop, GError **error);

/* What the last run found. (transfer none) (nullable) */
SluiceIntegration *sluice_browser_look_get_integration (SluiceBrowserLook *self);
SluiceStoredCredential *sluice_browser_look_get_credential (SluiceBrowserLook *self);
/* Whether accounts can be looked at. */
gboolean sluice_browser_look_sees_accounts (SluiceBrowserLook *self);
/* Why neither list can be looked at, in the server's words; NULL while one can. (transfer none) */
const char *sluice_browser_look_get_obstacle (SluiceBrowserLook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceBrowserLook, sluice_browser_look_free)

G_END_DECLS
