/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The moments at which a set-up can be ended by force: before and after each request, each write to the disk and each
 * call of the keyring. The functions that do these things are wrapped when the program is linked, so nothing of what is
 * tested knows of it. Each moment is printed as "point NAME"; the one that $SLUICE_KILL_AT names is the last thing that
 * the program does, and at those that $SLUICE_PAUSE_AT names, separated by "|", it prints "paused NAME" and does
 * nothing more until a line comes on its standard input. */

/**
 * set_up_point:
 * @format: how to write its name
 *
 * The program has come to a moment. On any thread.
 */
void set_up_point (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * set_up_point_count:
 * @what: what is done
 *
 * Returns: how often it has been done with this call, from 1. On any thread.
 */
guint set_up_point_count (const char *what);

/* Prints a line that no other thread's gets into. */
void set_up_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
