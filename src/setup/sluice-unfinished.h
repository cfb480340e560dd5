/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-journal.h"
#include "sluice-source.h"

G_BEGIN_DECLS

/* What became on the server of a set-up that was left unfinished. Nothing is sent. */

/**
 * sluice_unfinished_find_source:
 * @journal: the record of a set-up, of the project that @sources are of
 * @sources: all sources of the project, as they were read last
 *
 * By its id where the record has that. Where the answer to create was lost, the only source of that type and prefix
 * that was not there before: it may be somebody else's, so nothing but to look at it may follow.
 *
 * Returns: (transfer full) (nullable): its source; %NULL when there is none, or more than one could be it
 */
SluiceSource *sluice_unfinished_find_source (SluiceJournal *journal, GListModel *sources);

/**
 * sluice_unfinished_is_over:
 * @journal: the record of a set-up
 * @source: what [func@unfinished_find_source] gave for it
 *
 * Returns: whether nothing of the set-up is left to do: the source is certainly the one that it made, its schedule was
 *   sent, its webhook is registered or not needed, and each of its tables that sync has had its first load, or has
 *   failed in it, which the source itself says
 */
gboolean sluice_unfinished_is_over (SluiceJournal *journal, SluiceSource *source);

G_END_DECLS
