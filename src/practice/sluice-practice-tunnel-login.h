/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluicePracticeTunnelLogin:
 * @host: the SSH server's name or address
 * @port: its port
 * @user: (nullable): the name to log in with
 * @password: (nullable): its password, or %NULL to log in with a key
 * @private_key: (nullable): a private key as text that OpenSSH reads, or %NULL to log in with a password
 * @passphrase: (nullable): what opens @private_key
 * @require_tls: whether the database's connection has to be encrypted inside the tunnel, too
 *
 * What is filled in for an SSH tunnel (contract, 5.4).
 */
typedef struct
{
  char *host;
  guint port;
  char *user;
  char *password;
  char *private_key;
  char *passphrase;
  gboolean require_tls;
} SluicePracticeTunnelLogin;

/**
 * sluice_practice_tunnel_is_on:
 * @values: the values of a form
 *
 * Returns: whether the form's SSH tunnel is switched on
 */
gboolean sluice_practice_tunnel_is_on (JsonObject *values);

/**
 * sluice_practice_tunnel_login_new:
 * @values: the values of a form whose tunnel is switched on
 * @error: return location for an error whose message is what the server says
 *
 * Reads what is filled in for the tunnel and says what is missing or wrong in the contract's words (6.1). Whether the
 * private key is one is not looked at.
 *
 * Returns: (transfer full): how to log in, or %NULL
 */
SluicePracticeTunnelLogin *sluice_practice_tunnel_login_new (JsonObject *values, GError **error);

/**
 * sluice_practice_tunnel_login_get_secret:
 * @self: a login
 *
 * Returns: (nullable): the password or the passphrase, whichever ssh will ask for
 */
const char *sluice_practice_tunnel_login_get_secret (const SluicePracticeTunnelLogin *self);

/**
 * sluice_practice_tunnel_login_free:
 * @self: (nullable): a login
 *
 * Frees @self and wipes its secrets.
 */
void sluice_practice_tunnel_login_free (SluicePracticeTunnelLogin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeTunnelLogin, sluice_practice_tunnel_login_free)

G_END_DECLS
