/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-journal.h"
#include "sluice-source.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_UNFINISHED_ROW (sluice_unfinished_row_get_type ())

/**
 * SluiceUnfinishedRow:
 *
 * A set-up on Home that was left unfinished: what was being set up, how far it came and when. It can be resumed, unless
 * another process has it, and begun anew where its source was deleted. One that has nothing on the server can be
 * discarded; one whose source is there can be opened, and left or deleted.
 *
 * Signals: "resume": to be gone on with; "discard": to be discarded, left or deleted; "opened": its source is to be
 * shown.
 */
G_DECLARE_FINAL_TYPE (SluiceUnfinishedRow, sluice_unfinished_row, SLUICE, UNFINISHED_ROW, AdwActionRow)

/* (transfer floating) */
GtkWidget *sluice_unfinished_row_new (void);
SluiceJournal *sluice_unfinished_row_get_journal (SluiceUnfinishedRow *self);
/* (transfer none) (nullable) */
SluiceSource *sluice_unfinished_row_get_source (SluiceUnfinishedRow *self);
gboolean sluice_unfinished_row_get_gone (SluiceUnfinishedRow *self);

/**
 * sluice_unfinished_row_update:
 * @self: a row
 * @journal: the set-up as it was read last
 * @source: (nullable): what came of it
 * @gone: whether its source was there, and is no more
 * @project: (nullable): which project it is of, when that is not the one that is open
 * @now: the present, for "12 minutes ago"
 */
void sluice_unfinished_row_update (SluiceUnfinishedRow *self,
                                   SluiceJournal *journal,
                                   SluiceSource *source,
                                   gboolean gone,
                                   const char *project,
                                   GDateTime *now);

/**
 * sluice_unfinished_row_set_busy:
 * @self: a row
 * @busy: whether it is being resumed
 *
 * Shows that it is being resumed, and keeps it from being pressed again.
 */
void sluice_unfinished_row_set_busy (SluiceUnfinishedRow *self, gboolean busy);

G_END_DECLS
