/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-journal.h"

G_BEGIN_DECLS

/**
 * sluice_draft_load:
 * @journal: the record of a set-up that was left unfinished
 * @source_types: a list of [class@SourceType]: the catalogue of now
 *
 * Reads draft.json and tables.json of a set-up back into a plan. It holds no secret, and does not count as checked. The
 * reading is done on a worker. Main thread only.
 *
 * Returns: (transfer full): resolves to a [class@Plan]; rejects with a `G_FILE_ERROR` when a file cannot be read, with
 * a [error@JsonError] when it is not what Sluice writes, or its source type is not in the catalogue any more
 */
DexFuture *sluice_draft_load (SluiceJournal *journal, GListModel *source_types);

G_END_DECLS
