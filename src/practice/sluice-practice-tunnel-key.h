/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-tunnel-login.h"

G_BEGIN_DECLS

/**
 * SluicePracticeTunnelKey:
 *
 * A private key where OpenSSH can read it: in memory that looks like a file of this process, and in no folder.
 */
typedef struct _SluicePracticeTunnelKey SluicePracticeTunnelKey;

/**
 * sluice_practice_tunnel_key_new:
 * @login: a login with a private key
 * @cancellable: (nullable): cancels it
 * @error: return location for an error whose message is what the server says
 *
 * Puts the key there, and has OpenSSH read it: a key that is none, and one that its passphrase does not open, is an
 * error. Blocks.
 *
 * Returns: (transfer full): the key, or %NULL
 */
SluicePracticeTunnelKey *
sluice_practice_tunnel_key_new (const SluicePracticeTunnelLogin *login, GCancellable *cancellable, GError **error);

/**
 * sluice_practice_tunnel_key_get_path:
 * @self: a key
 *
 * Returns: the name by which programs of the same user can read it, as long as @self lives
 */
const char *sluice_practice_tunnel_key_get_path (SluicePracticeTunnelKey *self);

/**
 * sluice_practice_tunnel_key_free:
 * @self: (nullable): a key
 *
 * Wipes and frees @self.
 */
void sluice_practice_tunnel_key_free (SluicePracticeTunnelKey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeTunnelKey, sluice_practice_tunnel_key_free)

G_END_DECLS
