/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * sluice_practice_askpass_is_asked:
 *
 * Returns: whether this process was started by OpenSSH to ask for a password
 */
gboolean sluice_practice_askpass_is_asked (void);

/**
 * sluice_practice_askpass_main:
 *
 * Answers OpenSSH with the secret that waits in its standard input. What else it asks, whether a host is to be trusted
 * for example, is not answered. Knows nothing of GLib's main loop, threads or memory.
 *
 * Returns: the exit status
 */
int sluice_practice_askpass_main (void);

/**
 * sluice_practice_askpass_prepare:
 * @launcher: what will start one of OpenSSH's programs
 * @secret: (nullable): the one answer that it may get
 * @error: return location for an error
 *
 * Has a program of OpenSSH ask this program for its password, which goes through a pipe: it stands in no list of
 * processes, in no environment and in no file. Nothing is asked on a terminal.
 *
 * Returns: whether that was possible
 */
gboolean sluice_practice_askpass_prepare (GSubprocessLauncher *launcher, const char *secret, GError **error);

G_END_DECLS
