/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-catalogue.h"
#include "sluice-practice-conduct.h"
#include "sluice-practice-store.h"
#include "sluice-practice-syncer.h"
#include "sluice-practice-vault.h"
#include "sluice-practice-vendor.h"
#include "sluice-practice-warehouse.h"

G_BEGIN_DECLS

/**
 * SluicePractice:
 * @key: the generated API key
 * @estimate_rows: whether discovery says how many rows a table has
 * @cdc: whether the project has change data capture
 * @accounts: whether an account of every kind is connected already
 * @old: whether it speaks as a server of 2025 did
 * @page_size: how many items a page has when a request does not say
 * @catalogue: the source types
 * @store: sources, tables, jobs, log lines
 * @vault: secrets of sources
 * @warehouse: the rows that were synced
 * @syncer: runs syncs
 * @conduct: what special was asked for
 * @vendor: the services that webhooks come from
 * @webhook_mutex: held while a delivery function is made
 * @stopping: cancelled when the server ends
 *
 * What the answers are made from. Made on the main thread before the first request; after that every thread reads it.
 */
typedef struct
{
  char *key;
  gboolean estimate_rows;
  gboolean cdc;
  gboolean accounts;
  gboolean old;
  guint page_size;
  SluicePracticeCatalogue *catalogue;
  SluicePracticeStore *store;
  SluicePracticeVault *vault;
  SluicePracticeWarehouse *warehouse;
  SluicePracticeSyncer *syncer;
  SluicePracticeConduct *conduct;
  SluicePracticeVendor *vendor;
  GMutex webhook_mutex;
  GCancellable *stopping;
} SluicePractice;

/**
 * sluice_practice_new:
 * @state_dir: a folder that exists
 * @key: the generated API key
 * @error: return location for an error
 *
 * Opens the state in @state_dir. What the last run left half-done is tidied up: a source whose creation was cut off is
 * removed, as a failed creation leaves nothing behind, and a sync that was running has failed.
 *
 * Returns: (transfer full): a practice workspace, or %NULL
 */
SluicePractice *sluice_practice_new (const char *state_dir, const char *key, GError **error);

/**
 * sluice_practice_free:
 * @self: (nullable): a practice workspace
 *
 * Stops the running syncs, drops the replication slots that the server made, and frees @self.
 */
void sluice_practice_free (SluicePractice *self);

/**
 * sluice_practice_drop_slot:
 * @self: a practice workspace
 * @source: a source as the store has it
 *
 * Drops slot and publication of the source, if it has any that the server made. Blocks.
 */
void sluice_practice_drop_slot (SluicePractice *self, JsonObject *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePractice, sluice_practice_free)

G_END_DECLS
