/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluicePgTarget:
 * @host: one host name or address; never a list and never a socket's folder
 * @port: a TCP port
 * @database: name of the database
 * @user: name of the role
 * @password: its password
 * @encrypted: only over TLS; else that is preferred
 *
 * Where to connect, and as whom.
 */
typedef struct
{
  char *host;
  guint port;
  char *database;
  char *user;
  char *password;
  gboolean encrypted;
} SluicePgTarget;

/**
 * sluice_pg_target_new:
 * @host: one host name or address
 * @port: a TCP port
 * @database: name of the database
 * @user: name of the role
 * @password: (nullable): its password
 *
 * Returns: (transfer full): a new target that holds copies
 */
SluicePgTarget *
sluice_pg_target_new (const char *host, guint port, const char *database, const char *user, const char *password);

/**
 * sluice_pg_target_free:
 * @self: (nullable): a target
 *
 * Frees @self and wipes its password.
 */
void sluice_pg_target_free (SluicePgTarget *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePgTarget, sluice_pg_target_free)

G_END_DECLS
