/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-size-scope.h"

guint
sluice_size_scope_get_unknown (const SluiceSizeScope *scope, SluiceSizeRanking *ranking, guint *n_unknown)
{
  const SluiceSizeGroup *group = NULL;

  if (scope->group != SLUICE_SIZE_ALL_GROUPS)
    {
      group = sluice_size_ranking_get_group (ranking, scope->group);
      *n_unknown = group->n_unknown;
      return group->first_unknown;
    }

  *n_unknown = sluice_size_ranking_get_n_items (ranking) - sluice_size_ranking_get_n_known (ranking);

  return 0;
}

gboolean
sluice_size_scope_is_empty (const SluiceSizeScope *scope, SluiceSizeRanking *ranking)
{
  guint n_unknown = 0;

  if (scope->group != SLUICE_SIZE_ALL_GROUPS && scope->group >= sluice_size_ranking_get_n_groups (ranking))
    return TRUE;

  sluice_size_scope_get_unknown (scope, ranking, &n_unknown);
  if (scope->unknown)
    return scope->skip >= n_unknown;
  if (scope->skip == 0 && n_unknown > 0)
    return FALSE;
  if (scope->group == SLUICE_SIZE_ALL_GROUPS)
    return scope->skip >= sluice_size_ranking_get_n_known_groups (ranking);

  return scope->skip >= sluice_size_ranking_get_group (ranking, scope->group)->n_known;
}

/* Of whole groups. Those that were skipped show all unknown ones. */
static guint
count_groups (SluiceSizeRanking *ranking, guint skip, guint *n_selected, gint64 *value)
{
  guint n_items = sluice_size_ranking_get_n_known (ranking);
  guint n_groups = 0;
  const guint *groups = sluice_size_ranking_get_groups (ranking, &n_groups);
  guint first = 0;

  if (skip > 0)
    {
      first = sluice_size_ranking_get_group (ranking, groups[skip])->first;
      n_items -= first;
      *n_selected = sluice_size_ranking_count (ranking, first, n_items, FALSE, value);
      return n_items;
    }

  for (guint i = 0; i < n_groups; i++)
    *n_selected += sluice_size_ranking_get_group (ranking, groups[i])->n_selected;
  *value = sluice_size_ranking_get_value (ranking);

  return sluice_size_ranking_get_n_items (ranking);
}

guint
sluice_size_scope_count (const SluiceSizeScope *scope, SluiceSizeRanking *ranking, guint *n_selected, gint64 *value)
{
  const SluiceSizeGroup *group = NULL;
  guint n_items = 0;
  guint first = 0;

  *n_selected = 0;
  *value = 0;
  if (sluice_size_scope_is_empty (scope, ranking))
    return 0;

  if (scope->unknown)
    {
      first = sluice_size_scope_get_unknown (scope, ranking, &n_items) + scope->skip;
      n_items -= scope->skip;
      *n_selected = sluice_size_ranking_count (ranking, first, n_items, TRUE, value);
      return n_items;
    }
  if (scope->group == SLUICE_SIZE_ALL_GROUPS)
    return count_groups (ranking, scope->skip, n_selected, value);

  group = sluice_size_ranking_get_group (ranking, scope->group);
  if (scope->skip == 0)
    {
      *n_selected = group->n_selected;
      *value = group->value;
      return group->n_known + group->n_unknown;
    }

  n_items = group->n_known - scope->skip;
  *n_selected = sluice_size_ranking_count (ranking, group->first + scope->skip, n_items, FALSE, value);

  return n_items;
}

/* The places of the items with values. */
static guint
get_known (const SluiceSizeScope *scope, SluiceSizeRanking *ranking, guint *n_known)
{
  const SluiceSizeGroup *group = NULL;
  guint n_groups = 0;
  const guint *groups = sluice_size_ranking_get_groups (ranking, &n_groups);
  guint first = 0;

  if (scope->group == SLUICE_SIZE_ALL_GROUPS)
    {
      first = sluice_size_ranking_get_group (ranking, groups[scope->skip])->first;
      *n_known = sluice_size_ranking_get_n_known (ranking) - first;
      return first;
    }

  group = sluice_size_ranking_get_group (ranking, scope->group);
  *n_known = group->n_known - MIN (scope->skip, group->n_known);

  return group->first + scope->skip;
}

gboolean
sluice_size_scope_contains (const SluiceSizeScope *scope, SluiceSizeRanking *ranking, guint item)
{
  const gboolean unknown = sluice_size_ranking_get_item (ranking, item)->value < 0;
  guint n_places = 0;
  guint first = 0;

  if (sluice_size_scope_is_empty (scope, ranking) || (scope->unknown && !unknown) ||
      (scope->skip > 0 && unknown && !scope->unknown))
    return FALSE;

  if (unknown)
    {
      first = sluice_size_scope_get_unknown (scope, ranking, &n_places) + scope->skip;
      n_places -= scope->skip;
    }
  else
    first = get_known (scope, ranking, &n_places);

  for (guint i = first; i < first + n_places; i++)
    if ((unknown ? sluice_size_ranking_get_unknown (ranking, i) : sluice_size_ranking_get_known (ranking, i)) == item)
      return TRUE;

  return FALSE;
}
