/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-treemap.h"

static double
get_area (SluiceRect rect)
{
  return sluice_rect_get_width (&rect) * sluice_rect_get_height (&rect);
}

static double
get_ratio (SluiceRect rect)
{
  const double width = sluice_rect_get_width (&rect);
  const double height = sluice_rect_get_height (&rect);

  return MAX (width / height, height / width);
}

static gboolean
overlaps (SluiceRect a, SluiceRect b)
{
  return MAX (a.x0, b.x0) < MIN (a.x1, b.x1) && MAX (a.y0, b.y0) < MIN (a.y1, b.y1);
}

/* Whatever the weights: all of the area, nothing twice, nothing outside, and each its share. */
static void
assert_covers (const double *weights, guint n_weights, SluiceRect area, const SluiceRect *tiles)
{
  const double all = get_area (area);
  double covered = 0;
  double sum = 0;

  for (guint i = 0; i < n_weights; i++)
    sum += MAX (0, weights[i]);
  for (guint i = 0; i < n_weights; i++)
    {
      g_assert_cmpfloat (tiles[i].x0, >=, area.x0);
      g_assert_cmpfloat (tiles[i].y0, >=, area.y0);
      g_assert_cmpfloat (tiles[i].x1, <=, area.x1);
      g_assert_cmpfloat (tiles[i].y1, <=, area.y1);
      g_assert_cmpfloat_with_epsilon (get_area (tiles[i]), all * MAX (0, weights[i]) / sum, all * 1e-9);
      covered += get_area (tiles[i]);
      for (guint j = 0; j < MIN (i, 400); j++)
        g_assert_false (overlaps (tiles[i], tiles[j]));
    }
  g_assert_cmpfloat_with_epsilon (covered, all, all * 1e-9);
}

static void
assert_rect (SluiceRect rect, double x0, double y0, double x1, double y1)
{
  g_assert_cmpfloat_with_epsilon (rect.x0, x0, 0.01);
  g_assert_cmpfloat_with_epsilon (rect.y0, y0, 0.01);
  g_assert_cmpfloat_with_epsilon (rect.x1, x1, 0.01);
  g_assert_cmpfloat_with_epsilon (rect.y1, y1, 0.01);
}

/* The example of Bruls, Huizing and van Wijk: 6 × 4, weights 6 6 4 3 2 2 1. */
static void
test_published_example (void)
{
  const double weights[] = { 6, 6, 4, 3, 2, 2, 1 };
  SluiceRect tiles[7];

  sluice_treemap_squarify (weights, 7, (SluiceRect) { 0, 0, 6, 4 }, tiles);
  assert_rect (tiles[0], 0, 0, 3, 2);
  assert_rect (tiles[1], 0, 2, 3, 4);
  assert_rect (tiles[2], 3, 0, 3 + 4 / 7.0 * 3, 7 / 3.0);
  assert_rect (tiles[3], 3 + 4 / 7.0 * 3, 0, 6, 7 / 3.0);
  assert_rect (tiles[4], 3, 7 / 3.0, 4.2, 4);
  assert_covers (weights, 7, (SluiceRect) { 0, 0, 6, 4 }, tiles);
}

static void
test_random (void)
{
  for (guint round = 0; round < 200; round++)
    {
      const guint n_weights = (guint) g_test_rand_int_range (1, 200);
      const SluiceRect area = { g_test_rand_double_range (-50, 50), 7, 1000, g_test_rand_double_range (8, 900) };
      g_autofree double *weights = g_new (double, n_weights);
      g_autofree SluiceRect *tiles = g_new (SluiceRect, n_weights);

      for (guint i = 0; i < n_weights; i++)
        weights[i] = exp (g_test_rand_double_range (0, 20));
      sluice_treemap_squarify (weights, n_weights, area, tiles);
      assert_covers (weights, n_weights, area, tiles);
    }
}

/* What the algorithm is for: equal tiles look alike, and no slivers. */
static void
test_squares (void)
{
  double weights[100];
  SluiceRect tiles[100];

  for (guint i = 0; i < 100; i++)
    weights[i] = 1;
  sluice_treemap_squarify (weights, 100, (SluiceRect) { 0, 0, 1000, 600 }, tiles);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpfloat (get_ratio (tiles[i]), <, 1.6);

  for (guint i = 0; i < 100; i++)
    weights[i] = 1000.0 / (i + 1);
  sluice_treemap_squarify (weights, 100, (SluiceRect) { 0, 0, 1000, 600 }, tiles);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpfloat (get_ratio (tiles[i]), <, 3);
}

static void
test_edges_are_shared (void)
{
  double weights[300];
  SluiceRect tiles[300];

  for (guint i = 0; i < 300; i++)
    weights[i] = sqrt (1e9 / (i + 1));
  sluice_treemap_squarify (weights, 300, (SluiceRect) { 0, 0, 893, 571 }, tiles);
  /* Rounded to pixels, they still cover every one of them once. */
  {
    g_autofree guint8 *pixels = g_new0 (guint8, 893 * 571);

    for (guint i = 0; i < 300; i++)
      for (int y = (int) round (tiles[i].y0); y < (int) round (tiles[i].y1); y++)
        for (int x = (int) round (tiles[i].x0); x < (int) round (tiles[i].x1); x++)
          pixels[y * 893 + x]++;
    for (guint i = 0; i < 893 * 571; i++)
      g_assert_cmpuint (pixels[i], ==, 1);
  }
}

static void
test_degenerate (void)
{
  const double odd[] = { 0, NAN, 5, -3, INFINITY, 0 };
  const double zeros[] = { 0, 0 };
  const double huge[] = { 2147483648.0, 1, 1 };
  const SluiceRect area = { 0, 0, 100, 50 };
  SluiceRect tiles[6];

  sluice_treemap_squarify (NULL, 0, area, NULL);

  sluice_treemap_squarify (huge, 1, area, tiles);
  assert_rect (tiles[0], 0, 0, 100, 50);

  sluice_treemap_squarify (zeros, 2, area, tiles);
  g_assert_cmpfloat (get_area (tiles[0]) + get_area (tiles[1]), ==, 0);

  sluice_treemap_squarify (huge, 3, area, tiles);
  assert_covers (huge, 3, area, tiles);
  g_assert_cmpfloat (get_area (tiles[2]), >, 0);

  sluice_treemap_squarify (odd, 6, area, tiles);
  g_assert_cmpfloat_with_epsilon (get_area (tiles[4]), 5000, 1e-6);
  for (guint i = 0; i < 6; i++)
    g_assert_true (tiles[i].x0 >= 0 && tiles[i].x1 <= 100 && tiles[i].y0 >= 0 && tiles[i].y1 <= 50);
}

static void
test_thin (void)
{
  const double weights[] = { 9, 4, 4, 1 };
  const SluiceRect thin[] = { { 0, 0, 1000, 1 }, { 0, 0, 1, 1000 }, { 0, 0, 1000, 0 }, { 5, 5, 1, 1 } };
  SluiceRect tiles[4];

  for (guint i = 0; i < 2; i++)
    {
      sluice_treemap_squarify (weights, 4, thin[i], tiles);
      assert_covers (weights, 4, thin[i], tiles);
    }
  for (guint i = 2; i < G_N_ELEMENTS (thin); i++)
    {
      sluice_treemap_squarify (weights, 4, thin[i], tiles);
      for (guint tile = 0; tile < 4; tile++)
        g_assert_cmpfloat (get_area (tiles[tile]), ==, 0);
    }
}

static void
test_many (void)
{
  const guint n_weights = 100000;
  const SluiceRect area = { 0, 0, 2000, 1200 };
  g_autofree double *weights = g_new (double, n_weights);
  g_autofree SluiceRect *tiles = g_new (SluiceRect, n_weights);

  for (guint i = 0; i < n_weights; i++)
    weights[i] = sqrt (4.6e18 / (i + 1.0));
  sluice_treemap_squarify (weights, n_weights, area, tiles);
  assert_covers (weights, n_weights, area, tiles);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/treemap/published-example", test_published_example);
  g_test_add_func ("/treemap/random", test_random);
  g_test_add_func ("/treemap/squares", test_squares);
  g_test_add_func ("/treemap/edges-are-shared", test_edges_are_shared);
  g_test_add_func ("/treemap/degenerate", test_degenerate);
  g_test_add_func ("/treemap/thin", test_thin);
  g_test_add_func ("/treemap/many", test_many);

  return g_test_run ();
}
