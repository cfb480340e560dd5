/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceSizeItem:
 * @value: how many rows; below 0 for unknown
 * @group: the number of its group, from 0
 * @selected: whether it is selected
 *
 * One table, as far as the size map is concerned.
 */
typedef struct
{
  gint64 value;
  guint32 group;
  guint8 selected;
} SluiceSizeItem;

/**
 * SluiceSizeGroup:
 * @first: where its items begin in the ranking
 * @n_known: how many items have a value
 * @first_unknown: where its others begin among all that have none
 * @n_unknown: how many have none
 * @n_selected: how many of all are selected
 * @value: the sum of the values, at most %G_MAXINT64
 * @weight: the sum of the weights
 *
 * What a group, a database's schema, adds up to.
 */
typedef struct
{
  guint first;
  guint n_known;
  guint first_unknown;
  guint n_unknown;
  guint n_selected;
  gint64 value;
  double weight;
} SluiceSizeGroup;

/**
 * SluiceSizeRanking:
 *
 * Items by size: groups from the heaviest to the lightest, in each its items from the largest to the smallest, equal
 * ones as they came. An item's weight is the square root of its value, so that small tables can be seen beside large
 * ones; 0 counts as 1, since an empty table is a table. Apart from which items are selected it never changes; made on
 * any thread, then used on one.
 */
typedef struct _SluiceSizeRanking SluiceSizeRanking;

/* 100,000 items take some ten milliseconds. Takes @items (element-type SluiceSizeItem), whose groups are all below
 * @n_groups. (transfer full) */
SluiceSizeRanking *sluice_size_ranking_new (GArray *items, guint n_groups);
void sluice_size_ranking_free (SluiceSizeRanking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceSizeRanking, sluice_size_ranking_free)

/* How many items there are, and how many of them have a value. */
guint sluice_size_ranking_get_n_items (SluiceSizeRanking *self);
guint sluice_size_ranking_get_n_known (SluiceSizeRanking *self);
/* The sum of all values, at most G_MAXINT64 */
gint64 sluice_size_ranking_get_value (SluiceSizeRanking *self);
const SluiceSizeItem *sluice_size_ranking_get_item (SluiceSizeRanking *self, guint item);
/* Tells that an item was selected or no longer is. */
void sluice_size_ranking_set_selected (SluiceSizeRanking *self, guint item, gboolean selected);

/* Groups with items, those with values first and from the heaviest on, as numbers of groups. (transfer none) */
const guint *sluice_size_ranking_get_groups (SluiceSizeRanking *self, guint *n_groups);
/* How many groups have an item with a value: the first ones of those. */
guint sluice_size_ranking_get_n_known_groups (SluiceSizeRanking *self);
/* How many numbers of groups there may be. */
guint sluice_size_ranking_get_n_groups (SluiceSizeRanking *self);
const SluiceSizeGroup *sluice_size_ranking_get_group (SluiceSizeRanking *self, guint group);

/* By place: 0 is the largest item of the heaviest group; up to the number of known items. */
guint sluice_size_ranking_get_known (SluiceSizeRanking *self, guint place);
/* The weights of the items at @place and after, and the sums of all weights before each place, one more than items. */
const double *sluice_size_ranking_get_weights (SluiceSizeRanking *self, guint place);
const double *sluice_size_ranking_get_sums (SluiceSizeRanking *self, guint place);
/* By place among those without a value, group by group. */
guint sluice_size_ranking_get_unknown (SluiceSizeRanking *self, guint place);

/**
 * sluice_size_ranking_get_largest:
 * @self: a ranking
 * @items: (array length=n_items) (out caller-allocates): the largest items of all groups
 * @n_items: how many are wanted
 *
 * Returns: how many there are, at most @n_items
 */
guint sluice_size_ranking_get_largest (SluiceSizeRanking *self, guint *items, guint n_items);

/**
 * sluice_size_ranking_count:
 * @self: a ranking
 * @place: the first place
 * @n_places: how many places
 * @unknown: whether places are among those without a value
 * @value: (out) (optional): the sum of their values, at most %G_MAXINT64
 *
 * Looks at each of them.
 *
 * Returns: how many of them are selected
 */
guint sluice_size_ranking_count (SluiceSizeRanking *self, guint place, guint n_places, gboolean unknown, gint64 *value);

G_END_DECLS
