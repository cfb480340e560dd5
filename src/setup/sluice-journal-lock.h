/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SLUICE_JOURNAL_LOCK_FILE "lock"

/**
 * SluiceJournalLock:
 *
 * Says that this process has a set-up, so that no other one runs it. It is the system's lock on a file in the set-up's
 * folder, and goes with the process however that ends. Whoever takes it in the same process shares it. For the journal
 * alone; its functions may run on any thread.
 */
typedef struct _SluiceJournalLock SluiceJournalLock;

/* G_IO_ERROR_BUSY, translated: another process has it. A file system that has no locks keeps nobody out. */
SluiceJournalLock *sluice_journal_lock_take (const char *folder, GError **error);
void sluice_journal_lock_release (SluiceJournalLock *self);
/* Whether another process has it. Takes nothing. */
gboolean sluice_journal_lock_is_elsewhere (const char *folder);
/* Whether this process has it. */
gboolean sluice_journal_lock_is_here (const char *folder);

G_END_DECLS
