/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-plan-snapshot.h"

G_BEGIN_DECLS

/* How a journal's files reach the disk and come back. For the journal alone. What returns a future is
 * called on the main thread and works on one of its own; the rest may run on any thread. */

#define SLUICE_JOURNAL_STATE_FILE "state.json"
#define SLUICE_JOURNAL_DRAFT_FILE "draft.json"
#define SLUICE_JOURNAL_TABLES_FILE "tables.json"

/**
 * SluiceJournalDisk:
 *
 * The folder of one journal. Counted atomically, so that a write under way outlives its journal.
 */
typedef struct _SluiceJournalDisk SluiceJournalDisk;

SluiceJournalDisk *sluice_journal_disk_new (const char *id);
SluiceJournalDisk *sluice_journal_disk_ref (SluiceJournalDisk *self);
void sluice_journal_disk_unref (SluiceJournalDisk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceJournalDisk, sluice_journal_disk_unref)
const char *sluice_journal_disk_get_path (SluiceJournalDisk *self);

/* FALSE, with the system's words for what is wrong with a path. */
gboolean sluice_journal_disk_set_errno_error (GError **error, int code, const char *path);

/* $XDG_DATA_HOME/sluice/setups (transfer full) */
char *sluice_journal_disk_dup_root (void);

/* Writes the files on a thread of the journals' own: of @plan, NULL to leave those of the plan as they are, and the
 * text of the state. Both are taken. All of them are on the disk before the first takes the place of what was there,
 * the state last: a write that fails changes nothing, and one that would have been the first leaves no folder. Writes
 * of one folder take the order of the calls; one that was overtaken by a newer is left out. Resolves to TRUE. */
DexFuture *sluice_journal_disk_write (SluiceJournalDisk *self, SluicePlanSnapshot *plan, char *state);

/* Says that this process has the set-up until the last reference goes; every write does that too. G_IO_ERROR_BUSY:
 * another process has it. On any thread but the main one: it may wait for a write. */
gboolean sluice_journal_disk_lock (SluiceJournalDisk *self, GError **error);

/* Removes the folder. Resolves to TRUE. */
DexFuture *sluice_journal_disk_remove (SluiceJournalDisk *self);

/* Whether a folder is what the first write left that was cut short, or the removal: it has no state. */
gboolean sluice_journal_disk_is_remains (const char *path);

/* Removes what was left so a minute ago or earlier. Resolves to TRUE, whatever could not be removed. */
DexFuture *sluice_journal_disk_clear_remains (void);

G_END_DECLS
