/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-size-layout.h"

static const SluiceSizeRoom room = { .width = 900,
                                     .height = 570,
                                     .header = 24,
                                     .padding = 3,
                                     .least = 16,
                                     .most = 800 };

/* The tables of the picture, in no order; all in one schema unless they say otherwise. */
static const SluiceSizeItem shop[] = {
  { 1250000, 0, 1 }, { 48003120, 0, 0 }, { 161880, 0, 1 }, { -1, 0, 0 }, { 42310, 0, 1 },
  { 1204, 0, 1 },    { 9120441, 0, 0 },  { 249, 0, 0 },    { 88, 0, 0 }, { 5120, 0, 0 },
  { 311, 1, 0 },     { 1826, 2, 0 },     { 88214, 0, 0 },  { -1, 1, 0 }, { 0, 2, 0 },
};

static SluiceSizeRanking *
rank (const SluiceSizeItem *items, guint n_items, guint n_groups)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (SluiceSizeItem));

  g_array_append_vals (array, items, n_items);

  return sluice_size_ranking_new (array, n_groups);
}

/* Rows that fall from table to table, some tables alike. */
static SluiceSizeRanking *
rank_many (guint n_items, guint n_groups, double steepness)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (SluiceSizeItem));

  for (guint i = 0; i < n_items; i++)
    {
      const SluiceSizeItem item = { (gint64) (5e8 / pow (i / 3 + 1.0, steepness)), i % n_groups, i % 5 == 0 };

      g_array_append_val (array, item);
    }

  return sluice_size_ranking_new (array, n_groups);
}

static double
get_area (SluiceRect rect)
{
  return sluice_rect_get_width (&rect) * sluice_rect_get_height (&rect);
}

static gboolean
overlaps (SluiceRect a, SluiceRect b)
{
  return MAX (a.x0, b.x0) < MIN (a.x1, b.x1) && MAX (a.y0, b.y0) < MIN (a.y1, b.y1);
}

/* Whatever is on the map: nothing lies over anything else or outside, nothing is drawn without a size. */
static void
assert_sound (SluiceSizeLayout *layout, const SluiceSizeRoom *within)
{
  guint n_tiles = 0;
  const SluiceSizeTile *tiles = sluice_size_layout_get_tiles (layout, &n_tiles);

  g_assert_cmpuint (n_tiles, <=, 2 * within->most);
  for (guint i = 0; i < n_tiles; i++)
    {
      g_assert_cmpfloat (get_area (tiles[i].rect), >, 0);
      g_assert_true (tiles[i].frame.x0 >= 0 && tiles[i].frame.x1 <= within->width + 1e-9);
      g_assert_true (tiles[i].frame.y0 >= 0 && tiles[i].frame.y1 <= within->height + 1e-9);
      for (guint j = 0; j < i; j++)
        g_assert_false (overlaps (tiles[i].rect, tiles[j].rect));
    }
}

/* How many items the tiles stand for, whether shown or not. */
static guint
count_items (SluiceSizeLayout *layout, SluiceSizeRanking *ranking)
{
  guint n_tiles = 0;
  const SluiceSizeTile *tiles = sluice_size_layout_get_tiles (layout, &n_tiles);
  guint n_items = 0;

  for (guint i = 0; i < n_tiles; i++)
    {
      guint n_selected = 0;
      gint64 value = 0;

      if (tiles[i].kind == SLUICE_SIZE_TILE_ITEM)
        n_items++;
      else if (tiles[i].kind == SLUICE_SIZE_TILE_REST)
        n_items += sluice_size_scope_count (&tiles[i].scope, ranking, &n_selected, &value);
      else if (tiles[i].kind == SLUICE_SIZE_TILE_GROUP && !sluice_size_tile_is_open (&tiles[i]))
        n_items += sluice_size_ranking_get_group (ranking, tiles[i].scope.group)->n_known;
    }

  return n_items;
}

static const SluiceSizeTile *
find_item (SluiceSizeLayout *layout, guint item)
{
  guint n_tiles = 0;
  const SluiceSizeTile *tiles = sluice_size_layout_get_tiles (layout, &n_tiles);

  for (guint i = 0; i < n_tiles; i++)
    if (tiles[i].kind == SLUICE_SIZE_TILE_ITEM && tiles[i].item == item)
      return &tiles[i];

  return NULL;
}

static const SluiceSizeTile *
find_kind (SluiceSizeLayout *layout, SluiceSizeTileKind kind)
{
  guint n_tiles = 0;
  const SluiceSizeTile *tiles = sluice_size_layout_get_tiles (layout, &n_tiles);

  for (guint i = 0; i < n_tiles; i++)
    if (tiles[i].kind == kind)
      return &tiles[i];

  return NULL;
}

static void
test_ranking (void)
{
  g_autoptr (SluiceSizeRanking) ranking = rank (shop, G_N_ELEMENTS (shop), 3);
  const guint expected[] = { 1, 6, 0, 2, 12, 4, 9, 11, 5, 10 };
  guint largest[20];
  guint n_groups = 0;
  const guint *groups = sluice_size_ranking_get_groups (ranking, &n_groups);
  gint64 value = 0;

  g_assert_cmpuint (n_groups, ==, 3);
  g_assert_cmpuint (groups[0], ==, 0);
  g_assert_cmpuint (groups[1], ==, 2);
  g_assert_cmpuint (sluice_size_ranking_get_n_items (ranking), ==, 15);
  g_assert_cmpuint (sluice_size_ranking_get_n_known (ranking), ==, 13);
  g_assert_cmpint (sluice_size_ranking_get_value (ranking), ==, 58674763);

  /* The largest of all, across groups. */
  g_assert_cmpuint (sluice_size_ranking_get_largest (ranking, largest, 10), ==, 10);
  g_assert_cmpmem (largest, sizeof expected, expected, sizeof expected);
  g_assert_cmpuint (sluice_size_ranking_get_largest (ranking, largest, 20), ==, 13);

  g_assert_cmpuint (sluice_size_ranking_get_group (ranking, 0)->n_selected, ==, 4);
  sluice_size_ranking_set_selected (ranking, 1, TRUE);
  sluice_size_ranking_set_selected (ranking, 1, TRUE);
  g_assert_cmpuint (sluice_size_ranking_get_group (ranking, 0)->n_selected, ==, 5);
  g_assert_cmpuint (sluice_size_ranking_count (ranking, 0, 3, FALSE, &value), ==, 2);
  g_assert_cmpint (value, ==, 48003120 + 9120441 + 1250000);
}

static void
test_huge_values (void)
{
  const SluiceSizeItem items[] = {
    { G_GINT64_CONSTANT (1) << 62, 0, 0 }, { G_MAXINT64, 0, 0 }, { 0, 0, 0 }, { 1, 0, 0 }
  };
  g_autoptr (SluiceSizeRanking) ranking = rank (items, 4, 1);
  g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);

  g_assert_cmpint (sluice_size_ranking_get_value (ranking), ==, G_MAXINT64);
  assert_sound (layout, &room);
  /* A table of one row beside one of 2^62 can still be hit, and so can an empty one. */
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (get_area (find_item (layout, i)->rect), >=, 0.99 * room.least * room.least);
}

/* Areas are square roots of rows. */
static void
test_proportional (void)
{
  const SluiceSizeItem items[] = { { 100, 0, 0 }, { 10000, 0, 0 }, { 2500, 0, 0 }, { 2500, 0, 0 } };
  g_autoptr (SluiceSizeRanking) ranking = rank (items, 4, 1);
  g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);
  const double unit = room.width * room.height / (10 + 100 + 50 + 50);

  g_assert_cmpfloat_with_epsilon (get_area (find_item (layout, 0)->rect), 10 * unit, 0.01);
  g_assert_cmpfloat_with_epsilon (get_area (find_item (layout, 1)->rect), 100 * unit, 0.01);
  g_assert_cmpfloat_with_epsilon (get_area (find_item (layout, 2)->rect), 50 * unit, 0.01);
  /* The largest at the upper left; of equal ones the first comes first. */
  g_assert_cmpfloat (find_item (layout, 1)->rect.x0, ==, 0);
  g_assert_cmpuint (sluice_size_layout_find (layout, 1, 1), ==, 0);
  assert_sound (layout, &room);
}

static void
test_unknown (void)
{
  g_autoptr (SluiceSizeRanking) ranking = rank (shop, G_N_ELEMENTS (shop), 3);
  g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);
  const SluiceSizeTile *header = find_kind (layout, SLUICE_SIZE_TILE_UNKNOWN);

  assert_sound (layout, &room);
  g_assert_cmpuint (count_items (layout, ranking), ==, 15);
  g_assert_nonnull (header);
  g_assert_cmpuint (header->n_items, ==, 2);
  /* In a strip of their own at the foot, alike, and larger than nothing. */
  g_assert_cmpfloat (find_item (layout, 3)->rect.y0, ==, header->rect.y1);
  g_assert_cmpfloat_with_epsilon (get_area (find_item (layout, 3)->rect), get_area (find_item (layout, 13)->rect),
                                  0.01);
  g_assert_cmpfloat (find_item (layout, 1)->rect.y1, <=, header->rect.y0);
  /* A header is no target: it does nothing. */
  g_assert_cmpuint (sluice_size_layout_find (layout, 10, header->rect.y0 + 1), ==, G_MAXUINT);
}

static void
test_all_unknown (void)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (SluiceSizeItem));
  SluiceSizeRanking *ranking = NULL;
  SluiceSizeLayout *layout = NULL;
  const SluiceSizeTile *rest = NULL;
  guint n_selected = 0;
  gint64 value = 0;

  for (guint i = 0; i < 100000; i++)
    {
      const SluiceSizeItem item = { -1, i % 7, 1 };

      g_array_append_val (items, item);
    }
  ranking = rank ((const SluiceSizeItem *) (gpointer) items->data, 100000, 7);
  layout = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);
  assert_sound (layout, &room);
  g_assert_cmpuint (count_items (layout, ranking), ==, 100000);

  /* The others can be reached by zooming into them. */
  rest = find_kind (layout, SLUICE_SIZE_TILE_REST);
  g_assert_cmpuint (sluice_size_scope_count (&rest->scope, ranking, &n_selected, &value), ==, rest->n_items);
  g_assert_cmpuint (n_selected, ==, rest->n_items);
  {
    g_autoptr (SluiceSizeLayout) deeper = sluice_size_layout_new (ranking, rest->scope, &room);

    assert_sound (deeper, &room);
    g_assert_cmpuint (count_items (deeper, ranking), ==, rest->n_items);
  }
  sluice_size_layout_free (layout);
  sluice_size_ranking_free (ranking);
}

static void
test_groups (void)
{
  g_autoptr (SluiceSizeRanking) ranking = rank_many (60, 3, 1.0);
  g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);
  guint n_tiles = 0;
  const SluiceSizeTile *tiles = sluice_size_layout_get_tiles (layout, &n_tiles);
  guint n_groups = 0;
  SluiceRect frame = { 0, 0, 0, 0 };

  assert_sound (layout, &room);
  g_assert_cmpuint (count_items (layout, ranking), ==, 60);
  for (guint i = 0; i < n_tiles; i++)
    {
      if (tiles[i].kind == SLUICE_SIZE_TILE_GROUP)
        {
          n_groups++;
          frame = tiles[i].frame;
          g_assert_cmpfloat (tiles[i].rect.y1 - tiles[i].rect.y0, ==, room.header);
          continue;
        }
      /* What belongs to it is inside of it, under its header. */
      g_assert_true (tiles[i].rect.x0 >= frame.x0 && tiles[i].rect.x1 <= frame.x1);
      g_assert_true (tiles[i].rect.y0 >= frame.y0 + room.header && tiles[i].rect.y1 <= frame.y1);
    }
  g_assert_cmpuint (n_groups, ==, 3);

  /* Zoomed into one, its tables are all there is, without a header. */
  {
    const SluiceSizeScope scope = tiles[0].scope;
    g_autoptr (SluiceSizeLayout) zoomed = sluice_size_layout_new (ranking, scope, &room);

    assert_sound (zoomed, &room);
    g_assert_cmpuint (count_items (zoomed, ranking), ==, 20);
    g_assert_null (find_kind (zoomed, SLUICE_SIZE_TILE_GROUP));
  }
}

static void
test_many_groups (void)
{
  g_autoptr (SluiceSizeRanking) ranking = rank_many (20000, 5000, 0.8);
  g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);
  const SluiceSizeTile *rest = NULL;
  guint n_tiles = 0;
  const SluiceSizeTile *tiles = sluice_size_layout_get_tiles (layout, &n_tiles);

  assert_sound (layout, &room);
  g_assert_cmpuint (count_items (layout, ranking), ==, 20000);
  rest = &tiles[n_tiles - 1];
  g_assert_cmpint (rest->kind, ==, SLUICE_SIZE_TILE_REST);
  g_assert_cmpuint (rest->scope.group, ==, SLUICE_SIZE_ALL_GROUPS);
  g_assert_cmpuint (rest->n_items, >, 4000);
  {
    g_autoptr (SluiceSizeLayout) deeper = sluice_size_layout_new (ranking, rest->scope, &room);

    assert_sound (deeper, &room);
    g_assert_nonnull (find_kind (deeper, SLUICE_SIZE_TILE_GROUP));
  }
}

/* So many that most are smaller than a pixel: the largest are there, in proportion, and the others in one tile. */
static void
test_many (void)
{
  static const double steepnesses[] = { 0, 0.5, 1.2, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (steepnesses); i++)
    {
      g_autoptr (SluiceSizeRanking) ranking = rank_many (100000, 1, steepnesses[i]);
      g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);
      const SluiceSizeTile *rest = find_kind (layout, SLUICE_SIZE_TILE_REST);
      guint n_tiles = 0;
      const SluiceSizeTile *tiles = sluice_size_layout_get_tiles (layout, &n_tiles);
      const double first = get_area (tiles[0].rect) / sluice_size_ranking_get_weights (ranking, 0)[0];

      assert_sound (layout, &room);
      g_assert_cmpuint (n_tiles, <=, room.most);
      g_assert_cmpuint (n_tiles, >, 10);
      g_assert_cmpuint (count_items (layout, ranking), ==, 100000);
      g_assert_nonnull (rest);
      g_assert_cmpfloat (get_area (rest->rect), <=, room.width * room.height * 0.1251);
      for (guint tile = 0; tile + 1 < n_tiles; tile++)
        {
          g_assert_cmpfloat (get_area (tiles[tile].rect), >=, 0.99 * room.least * room.least);
          g_assert_cmpfloat_with_epsilon (get_area (tiles[tile].rect),
                                          first * sluice_size_ranking_get_weights (ranking, 0)[tile], 0.01);
        }
    }
}

/* Zooming into what is too small, again and again, comes to the smallest table in the end. */
static void
test_every_table_is_reached (void)
{
  g_autoptr (SluiceSizeRanking) ranking = rank_many (10000, 1, 1.0);
  SluiceSizeScope scope = SLUICE_SIZE_SCOPE_ALL;
  guint n_seen = 0;

  for (guint depth = 0; depth < 100; depth++)
    {
      g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, scope, &room);
      const SluiceSizeTile *rest = find_kind (layout, SLUICE_SIZE_TILE_REST);
      guint n_tiles = 0;

      sluice_size_layout_get_tiles (layout, &n_tiles);
      n_seen += n_tiles - (rest != NULL ? 1 : 0);
      if (rest == NULL)
        break;
      scope = rest->scope;
    }
  g_assert_cmpuint (n_seen, ==, 10000);
}

static void
test_small_rooms (void)
{
  static const double sizes[][2] = {
    { 0, 0 }, { 1, 1 }, { 900, 3 }, { 3, 570 }, { 40, 40 }, { 900, 30 }, { 200, 120 }
  };
  g_autoptr (SluiceSizeRanking) one = rank (shop, 1, 1);
  g_autoptr (SluiceSizeRanking) some = rank (shop, G_N_ELEMENTS (shop), 3);
  g_autoptr (SluiceSizeRanking) none = rank (shop, 0, 0);
  g_autoptr (SluiceSizeRanking) many = rank_many (5000, 9, 1.0);
  SluiceSizeRanking *rankings[] = { one, some, none, many };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rankings); j++)
      {
        SluiceSizeRoom small = room;
        g_autoptr (SluiceSizeLayout) layout = NULL;

        small.width = sizes[i][0];
        small.height = sizes[i][1];
        layout = sluice_size_layout_new (rankings[j], SLUICE_SIZE_SCOPE_ALL, &small);
        assert_sound (layout, &small);
        if (i > 0)
          g_assert_cmpuint (count_items (layout, rankings[j]), ==, sluice_size_ranking_get_n_items (rankings[j]));
      }
}

/* A filter may take away what was zoomed into. */
static void
test_stale_scopes (void)
{
  g_autoptr (SluiceSizeRanking) ranking = rank (shop, 10, 1);
  const SluiceSizeScope stale[] = {
    { 3, 0, FALSE }, { 0, 9, FALSE }, { 0, 1, TRUE }, { SLUICE_SIZE_ALL_GROUPS, 1, FALSE }, { 7, 2, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (stale); i++)
    {
      g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, stale[i], &room);
      guint n_tiles = 0;

      sluice_size_layout_get_tiles (layout, &n_tiles);
      g_assert_true (sluice_size_scope_is_empty (&stale[i], ranking));
      g_assert_cmpuint (n_tiles, ==, 0);
    }
  g_assert_false (sluice_size_scope_is_empty (&(SluiceSizeScope) { 0, 8, FALSE }, ranking));
}

static void
test_mirror (void)
{
  g_autoptr (SluiceSizeRanking) ranking = rank (shop, G_N_ELEMENTS (shop), 3);
  g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);
  const SluiceRect before = find_item (layout, 1)->rect;

  sluice_size_layout_mirror (layout);
  assert_sound (layout, &room);
  g_assert_cmpfloat (find_item (layout, 1)->rect.x1, ==, room.width - before.x0);
  g_assert_cmpfloat (find_item (layout, 1)->rect.y0, ==, before.y0);
}

static guint
go (SluiceSizeLayout *layout, guint from, SluiceSizeDirection direction)
{
  guint n_tiles = 0;
  const SluiceRect *rect = &sluice_size_layout_get_tiles (layout, &n_tiles)[from].rect;
  double x = (rect->x0 + rect->x1) / 2;
  double y = (rect->y0 + rect->y1) / 2;

  return sluice_size_layout_move (layout, from, direction, &x, &y);
}

/* Arrow keys: into the neighbour, straight back, stop at the edge. */
static void
test_move (void)
{
  const SluiceSizeItem items[] = { { 90000, 0, 0 }, { 10000, 0, 0 }, { 10000, 0, 0 }, { 10000, 0, 0 } };
  g_autoptr (SluiceSizeRanking) ranking = rank (items, 4, 1);
  g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);
  double x = 225;
  double y = 60;
  guint at = 0;

  g_assert_cmpuint (go (layout, 0, SLUICE_SIZE_LEFT), ==, G_MAXUINT);
  g_assert_cmpuint (go (layout, 0, SLUICE_SIZE_UP), ==, G_MAXUINT);
  at = sluice_size_layout_move (layout, 0, SLUICE_SIZE_RIGHT, &x, &y);
  g_assert_cmpuint (at, ==, 1);
  at = sluice_size_layout_move (layout, at, SLUICE_SIZE_LEFT, &x, &y);
  g_assert_cmpuint (at, ==, 0);
  g_assert_cmpfloat (y, ==, 60);
  g_assert_cmpuint (go (layout, 1, SLUICE_SIZE_DOWN), !=, G_MAXUINT);
}

static void
assert_all_reached (SluiceSizeLayout *layout)
{
  guint n_tiles = 0;
  const SluiceSizeTile *tiles = sluice_size_layout_get_tiles (layout, &n_tiles);
  g_autofree gboolean *reached = g_new0 (gboolean, n_tiles + 1);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint start = sluice_size_layout_find (layout, 1, 1);

  g_array_append_val (queue, start);
  reached[start] = TRUE;
  for (guint i = 0; i < queue->len; i++)
    for (SluiceSizeDirection direction = SLUICE_SIZE_LEFT; direction <= SLUICE_SIZE_DOWN; direction++)
      {
        const guint next = go (layout, g_array_index (queue, guint, i), direction);

        if (next != G_MAXUINT && !reached[next])
          {
            reached[next] = TRUE;
            g_array_append_val (queue, next);
          }
      }
  for (guint i = 0; i < n_tiles; i++)
    g_assert_true (reached[i] || tiles[i].kind == SLUICE_SIZE_TILE_UNKNOWN);
}

static void
test_arrows_reach_all (void)
{
  g_autoptr (SluiceSizeRanking) some = rank (shop, G_N_ELEMENTS (shop), 3);
  g_autoptr (SluiceSizeLayout) layout = sluice_size_layout_new (some, SLUICE_SIZE_SCOPE_ALL, &room);

  assert_all_reached (layout);
  for (guint i = 1; i < 40; i++)
    {
      g_autoptr (SluiceSizeRanking) ranking = rank_many (i * i, 1 + i % 4, i / 20.0);
      g_autoptr (SluiceSizeLayout) other = sluice_size_layout_new (ranking, SLUICE_SIZE_SCOPE_ALL, &room);

      assert_all_reached (other);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/size-layout/ranking", test_ranking);
  g_test_add_func ("/size-layout/huge-values", test_huge_values);
  g_test_add_func ("/size-layout/proportional", test_proportional);
  g_test_add_func ("/size-layout/unknown", test_unknown);
  g_test_add_func ("/size-layout/all-unknown", test_all_unknown);
  g_test_add_func ("/size-layout/groups", test_groups);
  g_test_add_func ("/size-layout/many-groups", test_many_groups);
  g_test_add_func ("/size-layout/many", test_many);
  g_test_add_func ("/size-layout/every-table-is-reached", test_every_table_is_reached);
  g_test_add_func ("/size-layout/small-rooms", test_small_rooms);
  g_test_add_func ("/size-layout/stale-scopes", test_stale_scopes);
  g_test_add_func ("/size-layout/mirror", test_mirror);
  g_test_add_func ("/size-layout/move", test_move);
  g_test_add_func ("/size-layout/arrows-reach-all", test_arrows_reach_all);

  return g_test_run ();
}
