/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-tunnel-login.h"

G_BEGIN_DECLS

/**
 * SluicePracticeTunnel:
 *
 * An SSH tunnel to one database, opened by OpenSSH's client: a port of loopback on this side. It ends with the practice
 * server, however that ends. Its functions block and are meant for a worker thread.
 */
typedef struct _SluicePracticeTunnel SluicePracticeTunnel;

/**
 * sluice_practice_tunnel_remember_hosts_in:
 * @path: name of a file, which need not exist
 *
 * Says where the keys of SSH servers are kept: that of a server which is seen for the first time is trusted and written
 * there, and from then on it has to be the same. To be called before the first tunnel is opened, on the main thread.
 */
void sluice_practice_tunnel_remember_hosts_in (const char *path);

/**
 * sluice_practice_tunnel_open:
 * @login: how to log in to the SSH server
 * @host: the database's host, as that server knows it
 * @port: the database's port
 * @cancellable: (nullable): cancels it
 * @error: return location for an error whose message is what the server says
 *
 * Logs in, and waits until the port on this side is there. Whether the database can be reached from the SSH server
 * shows when something connects to it.
 *
 * Returns: (transfer full): the tunnel, or %NULL
 */
SluicePracticeTunnel *sluice_practice_tunnel_open (const SluicePracticeTunnelLogin *login,
                                                   const char *host,
                                                   guint port,
                                                   GCancellable *cancellable,
                                                   GError **error);

/**
 * sluice_practice_tunnel_get_port:
 * @self: a tunnel
 *
 * Returns: the port of 127.0.0.1 that leads to the database
 */
guint sluice_practice_tunnel_get_port (SluicePracticeTunnel *self);

/**
 * sluice_practice_tunnel_explain:
 * @self: a tunnel whose connection broke
 *
 * Says why, if the tunnel is at fault: it broke off, or the SSH server could not reach the database. Waits a moment for
 * ssh's last words.
 *
 * Returns: (transfer full) (nullable): the reason
 */
char *sluice_practice_tunnel_explain (SluicePracticeTunnel *self);

/**
 * sluice_practice_tunnel_free:
 * @self: (nullable): a tunnel
 *
 * Ends @self, waits for its processes, and frees it.
 */
void sluice_practice_tunnel_free (SluicePracticeTunnel *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeTunnel, sluice_practice_tunnel_free)

G_END_DECLS
