/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-tunnel-login.h"

G_BEGIN_DECLS

/**
 * sluice_practice_tunnel_port_was_taken:
 * @said: what ssh wrote to standard error
 *
 * Returns: whether it failed for nothing but a port of this computer that somebody else had taken in between
 */
gboolean sluice_practice_tunnel_port_was_taken (const char *said);

/**
 * sluice_practice_tunnel_why_not_opened:
 * @said: what ssh wrote to standard error
 * @login: how it was to log in
 * @known_hosts: name of the file with the keys of hosts
 *
 * Returns: (transfer full): why there is no tunnel, in words for a person
 */
char *sluice_practice_tunnel_why_not_opened (const char *said,
                                             const SluicePracticeTunnelLogin *login,
                                             const char *known_hosts);

/**
 * sluice_practice_tunnel_why_not_reached:
 * @said: what ssh wrote to standard error
 * @host: the database's host
 * @port: its port
 *
 * Returns: (transfer full) (nullable): why the SSH server could not reach the database, or %NULL when ssh does not say
 * so
 */
char *sluice_practice_tunnel_why_not_reached (const char *said, const char *host, guint port);

/**
 * sluice_practice_tunnel_last_words:
 * @said: what ssh wrote to standard error
 *
 * Returns: (transfer full): its last line that tells something, or "ssh ended without a word"
 */
char *sluice_practice_tunnel_last_words (const char *said);

G_END_DECLS
