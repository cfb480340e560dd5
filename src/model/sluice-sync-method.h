/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SluiceSyncMethod:
 * @SLUICE_SYNC_METHOD_NONE: nothing chosen yet, or nothing possible
 * @SLUICE_SYNC_METHOD_FULL_REFRESH: the whole table each time
 * @SLUICE_SYNC_METHOD_INCREMENTAL: new and changed rows, merged by primary key
 * @SLUICE_SYNC_METHOD_APPEND: new rows only, never merged
 * @SLUICE_SYNC_METHOD_XMIN: what Postgres itself says has changed
 * @SLUICE_SYNC_METHOD_CDC: Postgres' logical replication
 * @SLUICE_SYNC_METHOD_WEBHOOK: the vendor pushes changes
 *
 * How a table is kept up to date (contract, section 8.3).
 */
typedef enum
{
  SLUICE_SYNC_METHOD_NONE,
  SLUICE_SYNC_METHOD_FULL_REFRESH,
  SLUICE_SYNC_METHOD_INCREMENTAL,
  SLUICE_SYNC_METHOD_APPEND,
  SLUICE_SYNC_METHOD_XMIN,
  SLUICE_SYNC_METHOD_CDC,
  SLUICE_SYNC_METHOD_WEBHOOK,
} SluiceSyncMethod;

#define SLUICE_TYPE_SYNC_METHOD (sluice_sync_method_get_type ())
GType sluice_sync_method_get_type (void);

/**
 * sluice_sync_method_to_word:
 * @method: a method
 *
 * Returns: (nullable): the API's word, such as "full_refresh", or %NULL for NONE
 */
const char *sluice_sync_method_to_word (SluiceSyncMethod method);

/**
 * sluice_sync_method_from_word:
 * @word: (nullable): a word of the API
 *
 * Returns: the method; NONE for %NULL and for words nobody knows
 */
SluiceSyncMethod sluice_sync_method_from_word (const char *word);

/**
 * sluice_sync_method_get_label:
 * @method: a method
 *
 * Returns: the translated name as a table cell shows it: "Incremental"
 */
const char *sluice_sync_method_get_label (SluiceSyncMethod method);

/**
 * sluice_sync_method_get_phrase:
 * @method: a method
 *
 * Returns: the translated name within a sentence: "incremental"
 */
const char *sluice_sync_method_get_phrase (SluiceSyncMethod method);

/**
 * sluice_sync_method_get_description:
 * @method: a method
 *
 * Returns: one translated sentence that says what the method does
 */
const char *sluice_sync_method_get_description (SluiceSyncMethod method);

/**
 * sluice_sync_method_needs_cursor:
 * @method: a method
 *
 * Tells whether the method reads from a cursor field on.
 *
 * Returns: %TRUE for incremental and append
 */
gboolean sluice_sync_method_needs_cursor (SluiceSyncMethod method);

/**
 * sluice_sync_method_needs_key:
 * @method: a method
 *
 * Tells whether the method merges by a primary key.
 *
 * Returns: %TRUE for incremental, xmin and CDC
 */
gboolean sluice_sync_method_needs_key (SluiceSyncMethod method);

/**
 * sluice_sync_method_takes_full_refreshes:
 * @method: a method
 *
 * Tells whether a table that syncs by the method can be read in full now and then (contract, section 11.4): those that
 * leave deleted rows.
 *
 * Returns: %TRUE for incremental, append and xmin
 */
gboolean sluice_sync_method_takes_full_refreshes (SluiceSyncMethod method);

G_END_DECLS
