/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-treemap.h"

/* More than any count, and far enough from the end of numbers that a sum of them stays finite. */
#define HEAVIEST 1e150

double
sluice_rect_get_width (const SluiceRect *self)
{
  return MAX (0, self->x1 - self->x0);
}

double
sluice_rect_get_height (const SluiceRect *self)
{
  return MAX (0, self->y1 - self->y0);
}

static double
get_weight (const double *weights, guint i)
{
  return weights[i] > 0 ? MIN (weights[i], HEAVIEST) : 0;
}

/* How far from a square the worst tile of a row is, 1 for all squares: its tiles have @sum together, along @side. */
static double
get_worst_ratio (double sum, double least, double most, double side)
{
  const double square = side * side;

  if (least <= 0 || square <= 0)
    return INFINITY;

  return MAX (square * most / (sum * sum), sum * sum / (square * least));
}

/* Where the row that begins at @start ends: before the tile that would make its worst one worse. @scale makes weights
 * areas. */
static guint
find_row_end (const double *weights, guint start, guint n_weights, double side, double scale)
{
  double least = get_weight (weights, start) * scale;
  double most = least;
  double sum = least;
  double worst = get_worst_ratio (sum, least, most, side);
  guint end = start + 1;

  for (; end < n_weights; end++)
    {
      const double weight = get_weight (weights, end) * scale;
      double ratio = 0;

      least = MIN (least, weight);
      most = MAX (most, weight);
      ratio = get_worst_ratio (sum + weight, least, most, side);
      if (ratio > worst)
        break;

      sum += weight;
      worst = ratio;
    }

  return end;
}

/* Lays tiles from @start to @end along the short side of @free and takes their room from it. @left has, for each tile,
 * the sum of its own weight and of all that come after it. */
static void
lay_row (const double *left, guint start, guint end, SluiceRect *free, SluiceRect *tiles)
{
  const gboolean upright = free->x1 - free->x0 >= free->y1 - free->y0;
  const double row = left[start] - left[end];
  const double share = left[end] > 0 ? row / left[start] : 1;
  SluiceRect strip = *free;

  if (upright)
    free->x0 = strip.x1 = share < 1 ? free->x0 + (free->x1 - free->x0) * share : free->x1;
  else
    free->y0 = strip.y1 = share < 1 ? free->y0 + (free->y1 - free->y0) * share : free->y1;

  for (guint i = start; i < end; i++)
    {
      /* The last one takes what is left, so that rounding leaves no gap. */
      const double done = i + 1 < end && row > 0 ? (left[start] - left[i + 1]) / row : 1;

      tiles[i] = strip;
      if (i > start && upright)
        tiles[i].y0 = tiles[i - 1].y1;
      else if (i > start)
        tiles[i].x0 = tiles[i - 1].x1;
      if (done < 1 && upright)
        tiles[i].y1 = strip.y0 + (strip.y1 - strip.y0) * done;
      else if (done < 1)
        tiles[i].x1 = strip.x0 + (strip.x1 - strip.x0) * done;
    }
}

void
sluice_treemap_squarify (const double *weights, guint n_weights, SluiceRect area, SluiceRect *tiles)
{
  g_autofree double *left = g_new (double, (gsize) n_weights + 1);
  guint start = 0;

  /* From the last one on: as the small ones are added first, none of them is lost beside the large ones. */
  left[n_weights] = 0;
  for (guint i = n_weights; i > 0; i--)
    left[i - 1] = left[i] + get_weight (weights, i - 1);

  while (start < n_weights && left[start] > 0)
    {
      const double width = sluice_rect_get_width (&area);
      const double height = sluice_rect_get_height (&area);
      guint end = start + 1;

      if (get_weight (weights, start) > 0)
        {
          end = find_row_end (weights, start, n_weights, MIN (width, height), width * height / left[start]);
          lay_row (left, start, end, &area, tiles);
        }
      else
        tiles[start] = (SluiceRect) { area.x0, area.y0, area.x0, area.y0 };
      start = end;
    }

  for (; start < n_weights; start++)
    tiles[start] = (SluiceRect) { area.x1, area.y1, area.x1, area.y1 };
}
