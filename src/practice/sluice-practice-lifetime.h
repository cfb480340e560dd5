/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SluicePracticeLifetime:
 *
 * Ends the main loop with whoever started the program, and holds the folder of the state for as long.
 */
typedef struct _SluicePracticeLifetime SluicePracticeLifetime;

/**
 * sluice_practice_lifetime_new:
 * @loop: the main loop
 * @state_dir: a folder that only one server may use at a time
 * @fd: an inherited pipe, or -1 to watch the parent process
 * @error: return location for an error
 *
 * From now on @loop ends at the end of the pipe, or with the parent, or on SIGINT, SIGTERM or SIGHUP.
 *
 * Returns: (transfer full): what holds on to it, or %NULL
 */
SluicePracticeLifetime *sluice_practice_lifetime_new (GMainLoop *loop, const char *state_dir, int fd, GError **error);

/**
 * sluice_practice_lifetime_free:
 * @self: (nullable): a lifetime
 *
 * Lets go.
 */
void sluice_practice_lifetime_free (SluicePracticeLifetime *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeLifetime, sluice_practice_lifetime_free)

G_END_DECLS
