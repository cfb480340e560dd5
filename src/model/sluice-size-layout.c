/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-size-layout.h"

/* How much of an area may go into making small tiles large enough: not so much that sizes deceive. A schema's header
 * says what is in it anyway. */
#define RAISED_ITEMS_SHARE 0.1
#define RAISED_GROUPS_SHARE 0.2
/* How much of an area goes to all that is too small, at most; and to the words in it, in an area that is small itself.
 */
#define REST_SHARE 0.125
#define REST_WORDS_SHARE 0.3
/* In squares of the least side: what a group with its header needs. */
#define GROUP_SQUARES 16
/* Where only a few are small they get more than the least, so that they do not end as slivers beside a giant: so many
 * times as much, at most. */
#define GENEROUS_ITEMS 5.0
#define GENEROUS_GROUPS 10.0
/* How much of the height goes to the unknown ones when there are known ones. */
#define UNKNOWN_SHARE 0.18
/* Cells of unknown ones, in least sides: with room for a name, and at the smallest. */
#define CELL_WIDTH 7
#define CELL_HEIGHT 2.5
#define SMALL_CELL_WIDTH 4
#define SMALL_CELL_HEIGHT 1.5

struct _SluiceSizeLayout
{
  GArray *tiles; /* of SluiceSizeTile */
  double width;
};

typedef struct
{
  SluiceSizeLayout *layout;
  SluiceSizeRanking *ranking;
  const SluiceSizeRoom *room;
} Builder;

/* What of a list of descending weights is shown, and how. */
typedef struct
{
  guint n_shown;
  double least; /* a lighter one is drawn as if it weighed this */
  double rest;  /* the height of the tile for all others; 0 for none */
} Fit;

static double
get_area (const SluiceRect *rect)
{
  return sluice_rect_get_width (rect) * sluice_rect_get_height (rect);
}

/* A list of descending weights with the sums before each, and the area that they share. */
typedef struct
{
  const double *weights;
  const double *sums;
  guint n_weights;
  SluiceRect rect;
  double area;
  double rest_area; /* what a tile that tells about many needs */
  double least;     /* the area of the smallest tile */
  double generous;  /* how many times that small ones may have */
  double raised;    /* how much of the area may go into that */
} Share;

/* What the first @n_shown weigh. */
static double
get_sum (const Share *share, guint n_shown)
{
  return share->sums[n_shown] - share->sums[0];
}

/* Shows all, light ones raised to @least_area. FALSE if that takes too much. */
static gboolean
fit_all (const Share *share, double least_area, Fit *fit)
{
  guint n_plain = share->n_weights;
  double plain_area = share->area;

  while (n_plain > 0 && plain_area > 0 &&
         share->weights[n_plain - 1] * plain_area < least_area * get_sum (share, n_plain))
    {
      n_plain--;
      plain_area -= least_area;
    }

  if (n_plain == 0 || share->area - plain_area > share->area * share->raised)
    return FALSE;

  *fit = (Fit) { share->n_weights, 0, 0 };
  if (n_plain > 0 && plain_area > 0)
    fit->least = least_area * get_sum (share, n_plain) / plain_area;

  return TRUE;
}

/* Pixels for each unit of weight when @n_shown are shown and the others are one tile. */
static double
get_scale (const Share *share, guint n_shown)
{
  const double shown = get_sum (share, n_shown);
  const double scale = MAX (share->area / get_sum (share, share->n_weights), share->area * (1 - REST_SHARE) / shown);

  return MIN (scale, (share->area - share->rest_area) / shown);
}

/* Shows as many as can be hit. The scale only falls with their number and so do the weights, which allows bisection. */
static Fit
fit_some (const Share *share, guint most)
{
  const double height = sluice_rect_get_height (&share->rect);
  guint low = 1;
  guint high = MAX (1, MIN (most, share->n_weights) - 1);

  while (low < high)
    {
      const guint middle = (low + high + 1) / 2;

      if (share->weights[middle - 1] * get_scale (share, middle) >= share->least)
        low = middle;
      else
        high = middle - 1;
    }
  /* “and 1 smaller table” would take more room than the table. */
  if (share->n_weights - low == 1 && low > 1)
    low--;

  return (Fit) { low, 0, height - height * get_sum (share, low) * get_scale (share, low) / share->area };
}

static Fit
fit_share (const Share *share, guint most)
{
  Fit fit = { 0, 0, 0 };

  if (share->n_weights == 0 || !(share->area > 0))
    return fit;
  for (double times = share->generous; times >= 1 && share->n_weights <= most; times--)
    if (fit_all (share, times * share->least, &fit))
      return fit;
  if (share->n_weights <= 2)
    return (Fit) { share->n_weights, 0, 0 };

  return fit_some (share, MAX (2, most));
}

/* Where the tiles are that @fit shows; and, at the foot, the one for all others. (transfer full) */
static SluiceRect *
lay_share (const Share *share, const Fit *fit, SluiceRect *rest)
{
  g_autofree double *weights = g_new (double, (gsize) fit->n_shown + 1);
  SluiceRect *rects = g_new (SluiceRect, (gsize) fit->n_shown + 1);
  SluiceRect area = share->rect;

  *rest = share->rect;
  area.y1 = rest->y0 = share->rect.y1 - fit->rest;
  for (guint i = 0; i < fit->n_shown; i++)
    weights[i] = MAX (share->weights[i], fit->least);
  sluice_treemap_squarify (weights, fit->n_shown, area, rects);

  return rects;
}

static Share
get_share (const Builder *self, const double *weights, const double *sums, guint n_weights, SluiceRect rect)
{
  const double area = get_area (&rect);

  return (Share) {
    .weights = weights,
    .sums = sums,
    .n_weights = n_weights,
    .rect = rect,
    .area = area,
    .rest_area = MIN (area * REST_WORDS_SHARE, self->room->header * sluice_rect_get_width (&rect)),
    .least = self->room->least * self->room->least,
    .generous = GENEROUS_ITEMS,
    .raised = RAISED_ITEMS_SHARE,
  };
}

static void
add_tile (Builder *self, SluiceSizeTile tile)
{
  tile.frame = tile.rect;
  g_array_append_val (self->layout->tiles, tile);
}

static void
lay_items (Builder *self, guint number, guint skip, SluiceRect area, guint most)
{
  const SluiceSizeGroup *group = sluice_size_ranking_get_group (self->ranking, number);
  const guint first = group->first + skip;
  const guint n_items = group->n_known - skip;
  const Share share = get_share (self, sluice_size_ranking_get_weights (self->ranking, first),
                                 sluice_size_ranking_get_sums (self->ranking, first), n_items, area);
  const Fit fit = fit_share (&share, most);
  SluiceRect rest;
  g_autofree SluiceRect *rects = lay_share (&share, &fit, &rest);

  for (guint i = 0; i < fit.n_shown; i++)
    add_tile (self, (SluiceSizeTile) {
                        .kind = SLUICE_SIZE_TILE_ITEM,
                        .rect = rects[i],
                        .item = sluice_size_ranking_get_known (self->ranking, first + i),
                    });
  if (fit.rest > 0)
    add_tile (self, (SluiceSizeTile) {
                        .kind = SLUICE_SIZE_TILE_REST,
                        .rect = rest,
                        .scope = { number, skip + fit.n_shown, FALSE },
                        .n_items = n_items - fit.n_shown,
                    });
}

static void
lay_group (Builder *self, guint number, SluiceRect frame, guint most)
{
  const SluiceSizeGroup *group = sluice_size_ranking_get_group (self->ranking, number);
  const double padding = self->room->padding;
  const SluiceRect inner = { frame.x0 + padding, frame.y0 + self->room->header, frame.x1 - padding,
                             frame.y1 - padding };
  SluiceSizeTile tile = {
    .kind = SLUICE_SIZE_TILE_GROUP,
    .rect = frame,
    .frame = frame,
    .scope = { number, 0, FALSE },
    .n_items = group->n_known + group->n_unknown,
  };
  const gboolean open = inner.x1 - inner.x0 >= 2 * self->room->least && inner.y1 - inner.y0 >= self->room->least;

  if (open)
    tile.rect.y1 = inner.y0;
  g_array_append_val (self->layout->tiles, tile);
  if (open)
    lay_items (self, number, 0, inner, most);
}

static void
lay_groups (Builder *self, guint skip, SluiceRect area)
{
  const guint n_groups = sluice_size_ranking_get_n_known_groups (self->ranking) - skip;
  guint n_ordered = 0;
  const guint *groups = sluice_size_ranking_get_groups (self->ranking, &n_ordered) + skip;
  g_autofree double *weights = g_new (double, (gsize) n_groups + 1);
  g_autofree double *sums = g_new (double, (gsize) n_groups + 1);
  g_autofree SluiceRect *rects = NULL;
  SluiceRect rest;
  Share share;
  Fit fit;

  sums[0] = 0;
  for (guint i = 0; i < n_groups; i++)
    {
      weights[i] = sluice_size_ranking_get_group (self->ranking, groups[i])->weight;
      sums[i + 1] = sums[i] + weights[i];
    }
  share = get_share (self, weights, sums, n_groups, area);
  share.least *= GROUP_SQUARES;
  share.generous = GENEROUS_GROUPS;
  share.raised = RAISED_GROUPS_SHARE;
  fit = fit_share (&share, self->room->most);
  rects = lay_share (&share, &fit, &rest);

  for (guint i = 0; i < fit.n_shown; i++)
    lay_group (self, groups[i], rects[i], MAX (2, (guint) (self->room->most * get_area (&rects[i]) / share.area)));
  if (fit.rest > 0)
    add_tile (self, (SluiceSizeTile) {
                        .kind = SLUICE_SIZE_TILE_REST,
                        .rect = rest,
                        .scope = { SLUICE_SIZE_ALL_GROUPS, skip + fit.n_shown, FALSE },
                        .n_items = n_groups - fit.n_shown,
                    });
}

/* Equal cells in rows, the last row filled too. */
static SluiceRect
get_cell (const SluiceRect *area, guint n_cells, guint n_columns, guint cell)
{
  const guint n_rows = (n_cells + n_columns - 1) / n_columns;
  const guint row = cell / n_columns;
  const guint column = cell % n_columns;
  const guint in_row = row + 1 < n_rows ? n_columns : n_cells - row * n_columns;
  const double width = area->x1 - area->x0;
  const double height = area->y1 - area->y0;

  return (SluiceRect) { area->x0 + width * column / in_row, area->y0 + height * row / n_rows,
                        column + 1 < in_row ? area->x0 + width * (column + 1) / in_row : area->x1,
                        row + 1 < n_rows ? area->y0 + height * (row + 1) / n_rows : area->y1 };
}

static guint
count_cells (double size, double cell)
{
  return MAX (1, (guint) (MAX (0, size) / cell));
}

static void
lay_unknown (Builder *self, SluiceSizeScope scope, SluiceRect area)
{
  const double least = self->room->least;
  const double width = sluice_rect_get_width (&area);
  const double height = sluice_rect_get_height (&area);
  guint n_unknown = 0;
  const guint first = sluice_size_scope_get_unknown (&scope, self->ranking, &n_unknown) + scope.skip;
  guint n_columns = count_cells (width, CELL_WIDTH * least);
  guint n_cells = n_unknown - scope.skip;
  guint n_shown = n_cells;

  if (n_columns * count_cells (height, CELL_HEIGHT * least) < n_cells)
    n_columns = count_cells (width, SMALL_CELL_WIDTH * least);
  n_cells = MIN (n_cells, n_columns * count_cells (height, SMALL_CELL_HEIGHT * least));
  n_cells = MIN (n_cells, self->room->most);
  if (n_cells < n_shown)
    n_shown = n_cells - 1;
  n_columns = MIN (n_columns, n_cells);

  for (guint i = 0; i < n_shown; i++)
    add_tile (self, (SluiceSizeTile) {
                        .kind = SLUICE_SIZE_TILE_ITEM,
                        .rect = get_cell (&area, n_cells, n_columns, i),
                        .item = sluice_size_ranking_get_unknown (self->ranking, first + i),
                    });
  if (n_shown < n_cells)
    add_tile (self, (SluiceSizeTile) {
                        .kind = SLUICE_SIZE_TILE_REST,
                        .rect = get_cell (&area, n_cells, n_columns, n_shown),
                        .scope = { scope.group, scope.skip + n_shown, TRUE },
                        .n_items = n_unknown - scope.skip - n_shown,
                    });
}

/* Cuts the strip for the unknown ones off the foot of @area: as high as they want, up to a share when there are known
 * ones; all of it when there are none. */
static SluiceRect
cut_strip (Builder *self, guint n_unknown, gboolean any_known, SluiceRect *area)
{
  const double least = self->room->least;
  const double height = sluice_rect_get_height (area);
  const guint n_columns = count_cells (sluice_rect_get_width (area), CELL_WIDTH * least);
  const guint n_rows = (n_unknown + n_columns - 1) / n_columns;
  const double wanted = self->room->header + n_rows * CELL_HEIGHT * least;
  double strip = MIN (wanted, MAX (height * UNKNOWN_SHARE, self->room->header + CELL_HEIGHT * least));
  SluiceRect cut = *area;

  if (any_known)
    {
      strip = MIN (strip, height / 2);
      area->y1 = cut.y0 = area->y1 - strip;
    }

  return cut;
}

static void
lay_strip (Builder *self, SluiceSizeScope scope, SluiceRect area)
{
  SluiceSizeTile header = { .kind = SLUICE_SIZE_TILE_UNKNOWN, .rect = area, .frame = area, .scope = scope };

  sluice_size_scope_get_unknown (&scope, self->ranking, &header.n_items);
  if (sluice_rect_get_height (&area) >= self->room->header + self->room->least)
    {
      area.y0 += self->room->header;
      header.rect.y1 = area.y0;
      g_array_append_val (self->layout->tiles, header);
    }
  lay_unknown (self, scope, area);
}

static void
lay_known (Builder *self, SluiceSizeScope scope, SluiceRect area)
{
  const guint n_known_groups = sluice_size_ranking_get_n_known_groups (self->ranking);
  guint n_groups = 0;
  const guint *groups = sluice_size_ranking_get_groups (self->ranking, &n_groups);

  if (scope.group == SLUICE_SIZE_ALL_GROUPS && n_known_groups > 1)
    lay_groups (self, scope.skip, area);
  else if (n_known_groups > 0)
    lay_items (self, scope.group == SLUICE_SIZE_ALL_GROUPS ? groups[0] : scope.group, scope.skip, area,
               self->room->most);
}

SluiceSizeLayout *
sluice_size_layout_new (SluiceSizeRanking *ranking, SluiceSizeScope scope, const SluiceSizeRoom *room)
{
  SluiceSizeLayout *self = g_new0 (SluiceSizeLayout, 1);
  Builder builder = { self, ranking, room };
  SluiceRect area = { 0, 0, room->width, room->height };
  guint n_known = 0;
  guint n_unknown = 0;

  self->tiles = g_array_new (FALSE, FALSE, sizeof (SluiceSizeTile));
  self->width = room->width;
  if (sluice_size_scope_is_empty (&scope, ranking) || !(room->width > 0) || !(room->height > 0))
    return self;

  if (scope.unknown)
    {
      lay_unknown (&builder, scope, area);
      return self;
    }

  sluice_size_scope_get_unknown (&scope, ranking, &n_unknown);
  n_known = scope.group == SLUICE_SIZE_ALL_GROUPS ? sluice_size_ranking_get_n_known (ranking) :
                                                    sluice_size_ranking_get_group (ranking, scope.group)->n_known;
  if (n_unknown > 0 && scope.skip == 0)
    {
      const SluiceRect strip = cut_strip (&builder, n_unknown, n_known > 0, &area);

      if (n_known > 0)
        lay_known (&builder, scope, area);
      scope.unknown = TRUE;
      lay_strip (&builder, scope, strip);
    }
  else
    lay_known (&builder, scope, area);

  return self;
}

void
sluice_size_layout_free (SluiceSizeLayout *self)
{
  g_array_unref (self->tiles);
  g_free (self);
}

const SluiceSizeTile *
sluice_size_layout_get_tiles (SluiceSizeLayout *self, guint *n_tiles)
{
  *n_tiles = self->tiles->len;

  return (const SluiceSizeTile *) (gpointer) self->tiles->data;
}

static void
mirror_rect (SluiceRect *rect, double width)
{
  const double x0 = rect->x0;

  rect->x0 = width - rect->x1;
  rect->x1 = width - x0;
}

void
sluice_size_layout_mirror (SluiceSizeLayout *self)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      SluiceSizeTile *tile = &g_array_index (self->tiles, SluiceSizeTile, i);

      mirror_rect (&tile->rect, self->width);
      mirror_rect (&tile->frame, self->width);
    }
}

gboolean
sluice_size_tile_is_open (const SluiceSizeTile *self)
{
  return self->kind == SLUICE_SIZE_TILE_GROUP && self->rect.y1 < self->frame.y1;
}

guint
sluice_size_layout_find (SluiceSizeLayout *self, double x, double y)
{
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const SluiceSizeTile *tile = &g_array_index (self->tiles, SluiceSizeTile, i);
      const SluiceRect *rect = &tile->rect;

      if (tile->kind != SLUICE_SIZE_TILE_UNKNOWN && x >= rect->x0 && x < rect->x1 && y >= rect->y0 && y < rect->y1)
        return i;
    }

  return G_MAXUINT;
}

/* How far @at is outside of an interval, which is open at its end. */
static double
get_distance (double at, double from, double to)
{
  return at < from ? from - at : at >= to ? at - to : 0;
}

/* How far it is to @to in a direction, and how far aside: lines are better than detours. Infinite when it lies
 * elsewhere. Half a pixel makes up for rounding. */
static double
get_way (const SluiceRect *from, const SluiceRect *to, SluiceSizeDirection direction, double x, double y)
{
  const double behind = 0.5;
  double ahead = 0;
  double aside = 0;

  switch (direction)
    {
    case SLUICE_SIZE_LEFT:
      ahead = from->x0 - to->x1;
      break;
    case SLUICE_SIZE_RIGHT:
      ahead = to->x0 - from->x1;
      break;
    case SLUICE_SIZE_UP:
      ahead = from->y0 - to->y1;
      break;
    case SLUICE_SIZE_DOWN:
    default:
      ahead = to->y0 - from->y1;
      break;
    }
  if (ahead < -behind)
    return INFINITY;

  aside = direction == SLUICE_SIZE_LEFT || direction == SLUICE_SIZE_RIGHT ? get_distance (y, to->y0, to->y1) :
                                                                            get_distance (x, to->x0, to->x1);

  return MAX (0, ahead) + 4 * aside;
}

guint
sluice_size_layout_move (SluiceSizeLayout *self, guint from, SluiceSizeDirection direction, double *x, double *y)
{
  const SluiceRect *start = NULL;
  const SluiceRect *end = NULL;
  double shortest = INFINITY;
  guint found = G_MAXUINT;

  g_return_val_if_fail (from < self->tiles->len, G_MAXUINT);

  start = &g_array_index (self->tiles, SluiceSizeTile, from).rect;
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const SluiceSizeTile *tile = &g_array_index (self->tiles, SluiceSizeTile, i);
      const double way = get_way (start, &tile->rect, direction, *x, *y);

      if (i != from && tile->kind != SLUICE_SIZE_TILE_UNKNOWN && way < shortest)
        {
          shortest = way;
          found = i;
        }
    }
  if (found == G_MAXUINT)
    return found;

  end = &g_array_index (self->tiles, SluiceSizeTile, found).rect;
  if (direction == SLUICE_SIZE_LEFT || direction == SLUICE_SIZE_RIGHT)
    {
      *x = (end->x0 + end->x1) / 2;
      if (get_distance (*y, end->y0, end->y1) > 0)
        *y = (end->y0 + end->y1) / 2;
    }
  else
    {
      *y = (end->y0 + end->y1) / 2;
      if (get_distance (*x, end->x0, end->x1) > 0)
        *x = (end->x0 + end->x1) / 2;
    }

  return found;
}
