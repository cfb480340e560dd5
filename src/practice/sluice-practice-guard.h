/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* The first argument of a process that is a guard. */
#define SLUICE_PRACTICE_GUARD "--guard"

/**
 * sluice_practice_guard_main:
 * @argc: number of arguments
 * @argv: program, `--guard`, user id, group id, log file or nothing to leave input and output as they are, then the
 *   command to run
 *
 * Runs a command as a child and ends it as soon as descriptor 3, a pipe, reaches its end: so PostgreSQL and SSH tunnels
 * go with the practice server however that ends. When the guard itself is killed, the kernel tells the command to stop.
 * Knows nothing of GLib's main loop, threads or memory.
 *
 * Returns: the exit status
 */
int sluice_practice_guard_main (int argc, char **argv);

/**
 * sluice_practice_become_user:
 * @uid: user id, or 0 to stay who one is
 * @gid: group id
 *
 * Gives up root. For a child between fork() and exec().
 */
void sluice_practice_become_user (uid_t uid, gid_t gid);

G_END_DECLS
