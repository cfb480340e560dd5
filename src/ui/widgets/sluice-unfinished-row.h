/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-journal.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_UNFINISHED_ROW (sluice_unfinished_row_get_type ())

/**
 * SluiceUnfinishedRow:
 *
 * A set-up on Home that was left unfinished: what was being set up, how far it came and when. One that has nothing on
 * the server can be discarded.
 *
 * Signal "discard": that is asked for.
 */
G_DECLARE_FINAL_TYPE (SluiceUnfinishedRow, sluice_unfinished_row, SLUICE, UNFINISHED_ROW, AdwActionRow)

/* (transfer floating) */
GtkWidget *sluice_unfinished_row_new (void);
SluiceJournal *sluice_unfinished_row_get_journal (SluiceUnfinishedRow *self);

/**
 * sluice_unfinished_row_update:
 * @self: a row
 * @journal: the set-up as it was read last
 * @now: the present, for "12 minutes ago"
 */
void sluice_unfinished_row_update (SluiceUnfinishedRow *self, SluiceJournal *journal, GDateTime *now);

G_END_DECLS
