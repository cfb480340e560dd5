/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PRACTICE_PROCESS (sluice_practice_process_get_type ())

/**
 * SluicePracticeProcess:
 *
 * A sluice-practice server that runs as long as this object: it inherits a pipe and ends when that closes, also when
 * this process is killed (DESIGN 11). Its key and the sample database's password are kept in memory only and wiped when
 * the object goes. Main thread only.
 *
 * Properties: "client" (SluiceClient, NULL until it is ready), "running".
 * Signal "exited" (const char *message): it ended by itself after it had been ready; @message is translated and ends in
 * what it wrote to standard error last.
 */
G_DECLARE_FINAL_TYPE (SluicePracticeProcess, sluice_practice_process, SLUICE, PRACTICE_PROCESS, GObject)

/**
 * sluice_practice_process_is_confined:
 *
 * Returns: whether Sluice runs in a Flatpak's sandbox, which has neither a PostgreSQL server nor an SSH client to
 * start: a practice server there has no sample database, connects to what it is told and opens no tunnel
 */
gboolean sluice_practice_process_is_confined (void);

/**
 * sluice_practice_process_new:
 *
 * Returns: (transfer full): a server that is not started yet
 */
SluicePracticeProcess *sluice_practice_process_new (void);

/**
 * sluice_practice_process_start:
 * @self: a practice process
 * @arguments: (nullable) (array zero-terminated=1): more arguments for it
 *
 * Starts `BINDIR/sluice-practice`, or the program that `SLUICE_PRACTICE` names, with `--sample-database`, unless it is
 * confined, and @arguments. Dropping the future does not stop it: letting go of @self does. A second call gives the
 * first one's future, unless that one failed or the server has ended since.
 *
 * Returns: (transfer full): resolves to the [class@Client] of its project; rejects with a `G_IO_ERROR` (or
 *   `G_SPAWN_ERROR`) whose message is what it wrote to standard error
 */
DexFuture *sluice_practice_process_start (SluicePracticeProcess *self, const char *const *arguments);

/**
 * sluice_practice_process_get_client:
 * @self: a practice process
 *
 * Returns: (transfer none) (nullable): the account on the server, %NULL until it is ready
 */
SluiceClient *sluice_practice_process_get_client (SluicePracticeProcess *self);

/**
 * sluice_practice_process_has_sample:
 * @self: a practice process
 *
 * Returns: whether there is a sample database to fill in
 */
gboolean sluice_practice_process_has_sample (SluicePracticeProcess *self);

/**
 * sluice_practice_process_fill_form:
 * @self: a practice process
 * @form: a Postgres form
 *
 * Fills host, port, database, user and password with the sample database's. Without one it does nothing.
 */
void sluice_practice_process_fill_form (SluicePracticeProcess *self, SluiceForm *form);

G_END_DECLS
