/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PRACTICE_PROCESS (sluice_practice_process_get_type ())

/**
 * SluicePracticeProcess:
 *
 * A sluice-practice server that runs as long as this object: it inherits a pipe and ends when that closes. Its key is
 * kept in memory only.
 *
 * Properties: "client" (SluiceClient, NULL until it is ready), "running".
 * Signal "exited" (const char *message): it ended by itself.
 */
G_DECLARE_FINAL_TYPE (SluicePracticeProcess, sluice_practice_process, SLUICE, PRACTICE_PROCESS, GObject)

SluicePracticeProcess *sluice_practice_process_new (void);
/* Starts BINDIR/sluice-practice (or $SLUICE_PRACTICE) with --sample-database and @arguments. Resolves to the SluiceClient
 * of its project; rejects with what it wrote to standard error when it cannot start. */
DexFuture *sluice_practice_process_start (SluicePracticeProcess *self, const char *const *arguments);
SluiceClient *sluice_practice_process_get_client (SluicePracticeProcess *self);
/* Whether there is a sample database to fill in */
gboolean sluice_practice_process_has_sample (SluicePracticeProcess *self);
/* Fills a Postgres form with the sample database's host, port, database, user, password. */
void sluice_practice_process_fill_form (SluicePracticeProcess *self, SluiceForm *form);

G_END_DECLS
