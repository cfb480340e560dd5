/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-conduct.h"
#include "sluice-practice-store.h"
#include "sluice-practice-vault.h"
#include "sluice-practice-vendor.h"
#include "sluice-practice-warehouse.h"

G_BEGIN_DECLS

/**
 * SluicePracticeSyncer:
 *
 * Runs syncs on two threads of its own; more wait for their turn. Its functions may be called on any thread.
 */
typedef struct _SluicePracticeSyncer SluicePracticeSyncer;

/**
 * sluice_practice_syncer_new:
 * @store: where sources, tables and jobs are
 * @vault: where passwords are
 * @warehouse: where rows go
 * @vendor: the services behind played sources
 * @conduct: what special was asked for
 *
 * Returns: (transfer full): a syncer; all of these have to live as long
 */
SluicePracticeSyncer *sluice_practice_syncer_new (SluicePracticeStore *store,
                                                  SluicePracticeVault *vault,
                                                  SluicePracticeWarehouse *warehouse,
                                                  SluicePracticeVendor *vendor,
                                                  SluicePracticeConduct *conduct);

/**
 * sluice_practice_syncer_free:
 * @self: (nullable): a syncer
 *
 * Stops what runs, waits for it, and frees @self.
 */
void sluice_practice_syncer_free (SluicePracticeSyncer *self);

/**
 * sluice_practice_syncer_start:
 * @self: a syncer
 * @schema_id: id of a table
 *
 * Makes a job that syncs a table. A table whose sync already runs is left alone.
 */
void sluice_practice_syncer_start (SluicePracticeSyncer *self, const char *schema_id);

/**
 * sluice_practice_syncer_schedule:
 * @self: a syncer
 * @schema_id: id of a table
 *
 * Starts the sync of a table that was switched on, as sluice_practice_syncer_start() does when somebody asks for it;
 * except for a table that is never scheduled.
 */
void sluice_practice_syncer_schedule (SluicePracticeSyncer *self, const char *schema_id);

/**
 * sluice_practice_syncer_cancel:
 * @self: a syncer
 * @schema_id: id of a table
 *
 * Stops the sync of a table; its job fails with `Sync cancelled by user`.
 *
 * Returns: whether one was running
 */
gboolean sluice_practice_syncer_cancel (SluicePracticeSyncer *self, const char *schema_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeSyncer, sluice_practice_syncer_free)

G_END_DECLS
