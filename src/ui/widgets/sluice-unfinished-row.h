/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-journal.h"

G_BEGIN_DECLS

/**
 * sluice_unfinished_row_new:
 * @journal: a set-up that was left unfinished
 * @now: the present, for "12 minutes ago"
 *
 * A row that says what was being set up, how far it came and when. It only shows: nothing is sent again.
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *sluice_unfinished_row_new (SluiceJournal *journal, GDateTime *now);

G_END_DECLS
