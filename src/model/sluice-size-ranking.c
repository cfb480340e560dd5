/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-size-ranking.h"

struct _SluiceSizeRanking
{
  GArray *items; /* of SluiceSizeItem */
  guint n_groups;
  guint n_known_groups;
  guint n_known;
  gint64 value;
  SluiceSizeGroup *groups; /* by number */
  guint *group_order;      /* numbers of the groups that have items */
  guint n_ordered;
  guint *known;   /* items, by place */
  guint *unknown; /* items, by place */
  double *weights;
  double *sums;
};

/* An item while it is sorted: what is compared lies beside it. */
typedef struct
{
  gint64 value;
  guint item;
} Ranked;

static const SluiceSizeItem *
get_item (SluiceSizeRanking *self, guint item)
{
  return &g_array_index (self->items, SluiceSizeItem, item);
}

static double
get_weight (gint64 value)
{
  return sqrt ((double) MAX (1, value));
}

static gint64
add (gint64 a, gint64 b)
{
  return a > G_MAXINT64 - b ? G_MAXINT64 : a + b;
}

static void
count_groups (SluiceSizeRanking *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const SluiceSizeItem *item = get_item (self, i);
      SluiceSizeGroup *group = &self->groups[item->group];

      group->n_selected += item->selected ? 1 : 0;
      if (item->value < 0)
        {
          group->n_unknown++;
          continue;
        }
      group->n_known++;
      group->value = add (group->value, item->value);
      group->weight += get_weight (item->value);
      self->value = add (self->value, item->value);
      self->n_known++;
    }
}

static int
compare_groups (gconstpointer a, gconstpointer b, gpointer user_data)
{
  SluiceSizeRanking *self = user_data;
  const guint one = *(const guint *) a;
  const guint other = *(const guint *) b;

  if (self->groups[one].weight != self->groups[other].weight)
    return self->groups[one].weight > self->groups[other].weight ? -1 : 1;

  return one < other ? -1 : one > other;
}

static void
order_groups (SluiceSizeRanking *self)
{
  guint first = 0;
  guint first_unknown = 0;

  for (guint i = 0; i < self->n_groups; i++)
    {
      if (self->groups[i].n_known > 0)
        self->n_known_groups++;
      if (self->groups[i].n_known + self->groups[i].n_unknown > 0)
        self->group_order[self->n_ordered++] = i;
    }
  /* Those without values weigh nothing and come last. */
  g_sort_array (self->group_order, self->n_ordered, sizeof (guint), compare_groups, self);

  for (guint i = 0; i < self->n_ordered; i++)
    {
      SluiceSizeGroup *group = &self->groups[self->group_order[i]];

      group->first = first;
      group->first_unknown = first_unknown;
      first += group->n_known;
      first_unknown += group->n_unknown;
    }
}

static int
compare_ranked (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Ranked *one = a;
  const Ranked *other = b;

  if (one->value != other->value)
    return one->value > other->value ? -1 : 1;

  return one->item < other->item ? -1 : one->item > other->item;
}

static void
order_items (SluiceSizeRanking *self)
{
  g_autofree Ranked *ranked = g_new (Ranked, (gsize) self->n_known + 1);
  g_autofree guint *next = g_new (guint, (gsize) self->n_groups + 1);
  g_autofree guint *next_unknown = g_new (guint, (gsize) self->n_groups + 1);

  for (guint i = 0; i < self->n_groups; i++)
    {
      next[i] = self->groups[i].first;
      next_unknown[i] = self->groups[i].first_unknown;
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      const SluiceSizeItem *item = get_item (self, i);

      if (item->value < 0)
        self->unknown[next_unknown[item->group]++] = i;
      else
        ranked[next[item->group]++] = (Ranked) { item->value, i };
    }
  for (guint i = 0; i < self->n_groups; i++)
    g_sort_array (ranked + self->groups[i].first, self->groups[i].n_known, sizeof (Ranked), compare_ranked, NULL);

  self->sums[0] = 0;
  for (guint i = 0; i < self->n_known; i++)
    {
      self->known[i] = ranked[i].item;
      self->weights[i] = get_weight (ranked[i].value);
      self->sums[i + 1] = self->sums[i] + self->weights[i];
    }
}

SluiceSizeRanking *
sluice_size_ranking_new (GArray *items, guint n_groups)
{
  SluiceSizeRanking *self = g_new0 (SluiceSizeRanking, 1);

  self->items = items;
  self->n_groups = n_groups;
  self->groups = g_new0 (SluiceSizeGroup, (gsize) n_groups + 1);
  self->group_order = g_new (guint, (gsize) n_groups + 1);
  count_groups (self);
  order_groups (self);

  self->known = g_new (guint, (gsize) self->n_known + 1);
  self->unknown = g_new (guint, (gsize) items->len - self->n_known + 1);
  self->weights = g_new (double, (gsize) self->n_known + 1);
  self->sums = g_new (double, (gsize) self->n_known + 1);
  order_items (self);

  return self;
}

void
sluice_size_ranking_free (SluiceSizeRanking *self)
{
  g_array_unref (self->items);
  g_free (self->groups);
  g_free (self->group_order);
  g_free (self->known);
  g_free (self->unknown);
  g_free (self->weights);
  g_free (self->sums);
  g_free (self);
}

guint
sluice_size_ranking_get_n_items (SluiceSizeRanking *self)
{
  return self->items->len;
}

guint
sluice_size_ranking_get_n_known (SluiceSizeRanking *self)
{
  return self->n_known;
}

gint64
sluice_size_ranking_get_value (SluiceSizeRanking *self)
{
  return self->value;
}

const SluiceSizeItem *
sluice_size_ranking_get_item (SluiceSizeRanking *self, guint item)
{
  g_return_val_if_fail (item < self->items->len, NULL);

  return get_item (self, item);
}

void
sluice_size_ranking_set_selected (SluiceSizeRanking *self, guint item, gboolean selected)
{
  SluiceSizeItem *changed = NULL;

  g_return_if_fail (item < self->items->len);

  changed = &g_array_index (self->items, SluiceSizeItem, item);
  if (changed->selected == !!selected)
    return;

  changed->selected = !!selected;
  self->groups[changed->group].n_selected += selected ? 1 : -1;
}

const guint *
sluice_size_ranking_get_groups (SluiceSizeRanking *self, guint *n_groups)
{
  *n_groups = self->n_ordered;

  return self->group_order;
}

guint
sluice_size_ranking_get_n_groups (SluiceSizeRanking *self)
{
  return self->n_groups;
}

guint
sluice_size_ranking_get_n_known_groups (SluiceSizeRanking *self)
{
  return self->n_known_groups;
}

const SluiceSizeGroup *
sluice_size_ranking_get_group (SluiceSizeRanking *self, guint group)
{
  g_return_val_if_fail (group < self->n_groups, NULL);

  return &self->groups[group];
}

guint
sluice_size_ranking_get_known (SluiceSizeRanking *self, guint place)
{
  g_return_val_if_fail (place < self->n_known, G_MAXUINT);

  return self->known[place];
}

const double *
sluice_size_ranking_get_weights (SluiceSizeRanking *self, guint place)
{
  g_return_val_if_fail (place <= self->n_known, NULL);

  return self->weights + place;
}

const double *
sluice_size_ranking_get_sums (SluiceSizeRanking *self, guint place)
{
  g_return_val_if_fail (place <= self->n_known, NULL);

  return self->sums + place;
}

guint
sluice_size_ranking_get_unknown (SluiceSizeRanking *self, guint place)
{
  g_return_val_if_fail (place < self->items->len - self->n_known, G_MAXUINT);

  return self->unknown[place];
}

/* The group whose item at its place in @taken is the largest; G_MAXUINT when all are used up. */
static guint
find_largest_head (SluiceSizeRanking *self, const guint *taken)
{
  guint best = G_MAXUINT;
  guint best_item = 0;

  for (guint i = 0; i < self->n_known_groups; i++)
    {
      const SluiceSizeGroup *group = &self->groups[self->group_order[i]];
      guint item = 0;

      if (taken[i] == group->n_known)
        continue;
      item = self->known[group->first + taken[i]];
      if (best == G_MAXUINT || get_item (self, item)->value > get_item (self, best_item)->value)
        {
          best = i;
          best_item = item;
        }
    }

  return best;
}

guint
sluice_size_ranking_get_largest (SluiceSizeRanking *self, guint *items, guint n_items)
{
  g_autofree guint *taken = g_new0 (guint, (gsize) self->n_known_groups + 1);
  guint n_found = 0;

  for (; n_found < MIN (n_items, self->n_known); n_found++)
    {
      const guint head = find_largest_head (self, taken);

      items[n_found] = self->known[self->groups[self->group_order[head]].first + taken[head]];
      taken[head]++;
    }

  return n_found;
}

guint
sluice_size_ranking_count (SluiceSizeRanking *self, guint place, guint n_places, gboolean unknown, gint64 *value)
{
  guint n_selected = 0;
  gint64 sum = 0;

  for (guint i = place; i < place + n_places; i++)
    {
      const SluiceSizeItem *item = get_item (self, unknown ? self->unknown[i] : self->known[i]);

      n_selected += item->selected;
      sum = add (sum, MAX (0, item->value));
    }
  if (value != NULL)
    *value = sum;

  return n_selected;
}
