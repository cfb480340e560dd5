/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-journal.h"
#include "sluice-plan.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_DRAFT_KEEPER (sluice_draft_keeper_get_type ())

/**
 * SluiceDraftKeeper:
 *
 * Writes a plan to its journal as it is being made: a second after a choice, from the first thing on that was typed or
 * chosen beyond the kind of source. Writing happens on a thread of the journal's; only what was chosen is copied here.
 * Once the set-up is no draft any more it rests. Main thread only. When the object goes, what is not written yet is
 * written.
 *
 * Properties, read-only: "changed" (gboolean: something was typed or chosen since the object was made), "error"
 * (GError: why the last write failed, or NULL). What failed is written with the next choice, or when it is asked for.
 */
G_DECLARE_FINAL_TYPE (SluiceDraftKeeper, sluice_draft_keeper, SLUICE, DRAFT_KEEPER, GObject)

/**
 * sluice_draft_keeper_new:
 * @plan: a plan
 * @journal: the record that it belongs to
 *
 * Returns: (transfer full): what keeps the plan from now on
 */
SluiceDraftKeeper *sluice_draft_keeper_new (SluicePlan *plan, SluiceJournal *journal);

/**
 * sluice_draft_keeper_get_changed:
 * @self: a keeper
 *
 * Returns: whether something was typed or chosen since it was made
 */
gboolean sluice_draft_keeper_get_changed (SluiceDraftKeeper *self);

/**
 * sluice_draft_keeper_get_error:
 * @self: a keeper
 *
 * Returns: (transfer none) (nullable): why the last write failed: a `G_FILE_ERROR`, or `G_IO_ERROR_BUSY` when another
 *   process has the set-up
 */
const GError *sluice_draft_keeper_get_error (SluiceDraftKeeper *self);

/**
 * sluice_draft_keeper_flush:
 * @self: a keeper
 *
 * Writes at once what is not written yet.
 *
 * Returns: (transfer full): resolves to %TRUE when the disk has it, what is being written included; rejects as
 *   [method@DraftKeeper.get_error] says
 */
DexFuture *sluice_draft_keeper_flush (SluiceDraftKeeper *self);

/**
 * sluice_draft_keeper_stop:
 * @self: a keeper
 *
 * Writes nothing any more: the draft is being discarded.
 */
void sluice_draft_keeper_stop (SluiceDraftKeeper *self);

G_END_DECLS
