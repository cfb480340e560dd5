/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-size-ranking.h"

G_BEGIN_DECLS

#define SLUICE_SIZE_ALL_GROUPS G_MAXUINT

/**
 * SluiceSizeScope:
 * @group: the number of a group, or `SLUICE_SIZE_ALL_GROUPS`
 * @skip: how many of the first are left out, since another map shows them: items of the group, groups, or unknown items
 * @unknown: only the items without a value
 *
 * What of a ranking is on the map.
 */
typedef struct
{
  guint group;
  guint skip;
  gboolean unknown;
} SluiceSizeScope;

/* Everything. */
#define SLUICE_SIZE_SCOPE_ALL ((SluiceSizeScope) { SLUICE_SIZE_ALL_GROUPS, 0, FALSE })

/**
 * sluice_size_scope_is_empty:
 * @scope: a scope
 * @ranking: a ranking, perhaps newer than the scope
 *
 * Returns: whether nothing would be on the map
 */
gboolean sluice_size_scope_is_empty (const SluiceSizeScope *scope, SluiceSizeRanking *ranking);

/**
 * sluice_size_scope_count:
 * @scope: a scope
 * @ranking: a ranking
 * @n_selected: (out): how many of them are selected
 * @value: (out): the sum of the known values
 *
 * Returns: how many items are in the scope
 */
guint
sluice_size_scope_count (const SluiceSizeScope *scope, SluiceSizeRanking *ranking, guint *n_selected, gint64 *value);

/**
 * sluice_size_scope_contains:
 * @scope: a scope
 * @ranking: a ranking
 * @item: an item
 *
 * Looks at each item of the scope.
 *
 * Returns: whether the item is in the scope
 */
gboolean sluice_size_scope_contains (const SluiceSizeScope *scope, SluiceSizeRanking *ranking, guint item);

/**
 * sluice_size_scope_get_unknown:
 * @scope: a scope
 * @ranking: a ranking
 * @n_unknown: (out): how many there are
 *
 * Finds the items without a value in the groups of a scope, skipped or not.
 *
 * Returns: the first one's place among all that have none
 */
guint sluice_size_scope_get_unknown (const SluiceSizeScope *scope, SluiceSizeRanking *ranking, guint *n_unknown);

G_END_DECLS
