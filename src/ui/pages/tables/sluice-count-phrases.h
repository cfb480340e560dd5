/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-row-count-paste.h"
#include "sluice-row-counter.h"

G_BEGIN_DECLS

/* What the pages of “Count Rows” say, translated. (transfer full) */

/* "12 tables set · 2 keep a better count · 1 failed" */
char *sluice_count_phrase_tally (const SluiceRowTally *tally);
/* "Counting orders…", and of all: "3 of 12 tables" */
char *sluice_count_phrase_current (SluiceTable *table);
char *sluice_count_phrase_progress (const SluiceRowTally *tally);
/* "11 tables matched · 2 without a number · 1 not a table of this source" */
char *sluice_count_phrase_paste (const SluiceRowCountPaste *paste);
/* "14 tables, 12 of them without a count" */
char *sluice_count_phrase_scope (guint n_tables, guint n_uncounted);

G_END_DECLS
