/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-phrases.h"
#include "sluice-size-phrases.h"
#include "sluice-table-cells.h"
#include "sluice-table-choice.h"
#include "sluice-table-rows.h"

/* How many tables the summary names. */
#define N_NAMED 10

/* (transfer full): "1,250,000 rows", or the same a month */
static char *
dup_value (SluiceSizeData *data, gint64 value)
{
  g_autofree char *rows = sluice_rows_to_string (value);

  if (sluice_size_data_get_measure (data) == SLUICE_SIZE_BY_MONTH)
    /* Translators: %s is a number of rows in the locale's form */
    return g_strdup_printf (ngettext ("%s row a month", "%s rows a month", sluice_rows_get_plural (value)), rows);

  return g_strdup_printf (ngettext ("%s row", "%s rows", sluice_rows_get_plural (value)), rows);
}

/* (transfer full): "82 % of all" */
static char *
dup_share (SluiceSizeData *data, gint64 value)
{
  const double all = (double) sluice_size_ranking_get_value (sluice_size_data_get_ranking (data));
  const int percent = all > 0 ? (int) (100 * (double) value / all + 0.5) : 100;

  if (percent == 0)
    return g_strdup_printf (_ ("less than %d %% of all"), 1);

  /* Translators: how much of the rows of all tables a table has */
  return g_strdup_printf (_ ("%d %% of all"), percent);
}

static SluiceRowRange
get_month (SluiceSizeData *data, SluiceTable *table)
{
  SluiceTableList *tables = sluice_table_view_get_tables (sluice_size_data_get_view (data));

  return sluice_estimate_month (table, sluice_table_list_get_frequency (tables));
}

static char *
dup_month (SluiceSizeData *data, SluiceTable *table)
{
  g_autofree char *range = sluice_row_range_to_string (get_month (data, table));

  /* Translators: %s is a number of rows as a range, such as “≈ 38 k – 190 k”, or “unknown” */
  return g_strdup_printf (_ ("%s rows a month"), range);
}

/* Adds to @text, which it takes, how many are selected, if any are. */
static char *
add_selected (char *text, guint n_selected)
{
  g_autofree char *owned = text;

  if (n_selected == 0)
    return g_steal_pointer (&owned);

  /* Translators: “10 tables, 4 selected”, “1,250,000 rows, 4 selected” */
  return g_strdup_printf (ngettext ("%s, %'u selected", "%s, %'u selected", n_selected), owned, n_selected);
}

static char *
dup_group (SluiceSizeData *data, guint group)
{
  const char *name = sluice_size_data_get_group_name (data, group);

  return g_strdup (name != NULL ? name : _ ("Without a schema"));
}

static char *
dup_rest (const SluiceSizeTile *tile)
{
  if (tile->scope.unknown)
    /* Translators: the last of a row of tables: how many there are that have no room */
    return g_strdup_printf (ngettext ("and %'u more", "and %'u more", tile->n_items), tile->n_items);
  if (tile->scope.group == SLUICE_SIZE_ALL_GROUPS)
    return g_strdup_printf (ngettext ("and %'u smaller schema", "and %'u smaller schemas", tile->n_items),
                            tile->n_items);

  return g_strdup_printf (ngettext ("and %'u smaller table", "and %'u smaller tables", tile->n_items), tile->n_items);
}

char *
sluice_size_dup_title (SluiceSizeData *data, const SluiceSizeTile *tile)
{
  switch (tile->kind)
    {
    case SLUICE_SIZE_TILE_ITEM:
      return g_strdup (sluice_table_get_display_name (sluice_size_data_get_table (data, tile->item)));
    case SLUICE_SIZE_TILE_GROUP:
      return dup_group (data, tile->scope.group);
    case SLUICE_SIZE_TILE_REST:
      return dup_rest (tile);
    case SLUICE_SIZE_TILE_UNKNOWN:
    default:
      /* Translators: over tables whose rows nobody has counted */
      return g_strdup (_ ("Rows unknown"));
    }
}

/* Tables without a count stand together under words that say so. */
static char *
dup_table_detail (SluiceSizeData *data, SluiceTable *table)
{
  if (sluice_table_get_rows (table) < 0)
    return sluice_table_cells_dup_method_phrase (table);
  if (sluice_size_data_get_measure (data) == SLUICE_SIZE_BY_MONTH && sluice_table_get_selectable (table))
    return dup_month (data, table);

  return sluice_table_cells_dup_rows_phrase (table);
}

char *
sluice_size_dup_detail (SluiceSizeData *data, const SluiceSizeTile *tile)
{
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (data);
  guint n_selected = 0;
  guint n_items = 0;
  gint64 value = 0;

  if (tile->kind == SLUICE_SIZE_TILE_ITEM)
    return dup_table_detail (data, sluice_size_data_get_table (data, tile->item));
  if (tile->kind == SLUICE_SIZE_TILE_UNKNOWN)
    return sluice_phrase_tables (tile->n_items);

  n_items = sluice_size_scope_count (&tile->scope, ranking, &n_selected, &value);

  return add_selected (tile->kind == SLUICE_SIZE_TILE_REST && !tile->scope.unknown ? dup_value (data, value) :
                                                                                     sluice_phrase_tables (n_items),
                       n_selected);
}

char *
sluice_size_dup_short_detail (SluiceSizeData *data, const SluiceSizeTile *tile)
{
  SluiceTable *table = NULL;
  guint n_selected = 0;
  guint n_items = 0;
  gint64 value = 0;

  if (tile->kind != SLUICE_SIZE_TILE_ITEM)
    {
      n_items = sluice_size_scope_count (&tile->scope, sluice_size_data_get_ranking (data), &n_selected, &value);
      return tile->kind == SLUICE_SIZE_TILE_REST ? dup_value (data, value) : sluice_phrase_tables (n_items);
    }

  table = sluice_size_data_get_table (data, tile->item);
  if (sluice_table_get_rows (table) < 0)
    return sluice_table_get_selectable (table) ?
               g_strdup (sluice_sync_method_get_label (sluice_table_get_method (table))) :
               NULL;
  if (sluice_size_data_get_measure (data) == SLUICE_SIZE_BY_ROWS || !sluice_table_get_selectable (table))
    return sluice_table_dup_rows_text (table);

  return sluice_row_range_to_string (get_month (data, table));
}

static char *
join (const char *separator, char *first, char *second, char *third)
{
  g_autofree char *one = first;
  g_autofree char *two = second;
  g_autofree char *three = third;

  return g_strjoin (separator, one, two, three, NULL);
}

char *
sluice_size_dup_name (SluiceSizeData *data, const SluiceSizeTile *tile)
{
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (data);
  guint n_selected = 0;
  guint n_items = 0;
  gint64 value = 0;

  if (tile->kind == SLUICE_SIZE_TILE_ITEM)
    {
      SluiceTable *table = sluice_size_data_get_table (data, tile->item);
      char *label = sluice_table_cells_dup_row_label (table);

      value = sluice_size_ranking_get_item (ranking, tile->item)->value;
      return join (C_ ("read out", ", "), label, value >= 0 ? dup_share (data, value) : NULL, NULL);
    }

  n_items = sluice_size_scope_count (&tile->scope, ranking, &n_selected, &value);

  return join (C_ ("read out", ", "), sluice_size_dup_title (data, tile),
               add_selected (sluice_phrase_tables (n_items), n_selected),
               tile->scope.unknown ? NULL : dup_value (data, value));
}

static void
add_table_lines (SluiceSizeData *data, const SluiceSizeTile *tile, GStrvBuilder *lines)
{
  SluiceTable *table = sluice_size_data_get_table (data, tile->item);
  const gint64 value = sluice_size_ranking_get_item (sluice_size_data_get_ranking (data), tile->item)->value;

  g_strv_builder_take (lines, join (" · ", sluice_table_cells_dup_rows_phrase (table),
                                    value >= 0 ? dup_share (data, value) : NULL, NULL));
  g_strv_builder_take (lines, sluice_table_cells_dup_method_phrase (table));
  if (!sluice_table_get_selectable (table))
    {
      g_strv_builder_take (lines, sluice_table_dup_part_obstacle (table, SLUICE_CHOICE_SELECTED));
      return;
    }

  g_strv_builder_take (lines, dup_month (data, table));
  if (sluice_table_get_selected (table))
    g_strv_builder_add (lines, _ ("Selected"));
}

char *
sluice_size_markup_tooltip (SluiceSizeData *data, const SluiceSizeTile *tile)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *title = sluice_size_dup_title (data, tile);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_selected = 0;
  gint64 value = 0;

  if (tile->kind == SLUICE_SIZE_TILE_ITEM)
    {
      g_set_str (&title, sluice_table_get_name (sluice_size_data_get_table (data, tile->item)));
      add_table_lines (data, tile, builder);
    }
  else
    {
      const guint n_items =
          sluice_size_scope_count (&tile->scope, sluice_size_data_get_ranking (data), &n_selected, &value);

      g_strv_builder_take (builder, add_selected (sluice_phrase_tables (n_items), n_selected));
      if (!tile->scope.unknown)
        g_strv_builder_take (builder, dup_value (data, value));
      g_strv_builder_add (builder, tile->kind == SLUICE_SIZE_TILE_REST ? _ ("Not to scale: press to look into it") :
                                                                         _ ("Press to zoom in"));
    }
  lines = g_strv_builder_end (builder);
  text = g_strjoinv ("\n", lines);

  return g_markup_printf_escaped ("<b>%s</b>\n%s", title, text);
}

char *
sluice_size_dup_scope_title (SluiceSizeData *data, const SluiceSizeScope *scope)
{
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (data);
  guint n_selected = 0;
  gint64 value = 0;
  const guint n_items = sluice_size_scope_count (scope, ranking, &n_selected, &value);

  if (scope->unknown)
    return g_strdup_printf (ngettext ("%'u table with unknown rows", "%'u tables with unknown rows", n_items), n_items);
  if (scope->group != SLUICE_SIZE_ALL_GROUPS && scope->skip == 0)
    return dup_group (data, scope->group);
  if (scope->group == SLUICE_SIZE_ALL_GROUPS && scope->skip > 0)
    {
      const guint n_groups = sluice_size_ranking_get_n_known_groups (ranking) - scope->skip;

      return g_strdup_printf (ngettext ("%'u smaller schema", "%'u smaller schemas", n_groups), n_groups);
    }
  if (scope->skip > 0)
    return g_strdup_printf (ngettext ("%'u smaller table", "%'u smaller tables", n_items), n_items);

  return g_strdup (_ ("All tables"));
}

/* Summary */

static const char *
get_name (SluiceSizeData *data, guint item)
{
  return sluice_table_get_display_name (sluice_size_data_get_table (data, item));
}

static char *
dup_largest (SluiceSizeData *data, guint item)
{
  const gint64 value = sluice_size_ranking_get_item (sluice_size_data_get_ranking (data), item)->value;
  g_autofree char *number = dup_value (data, value);
  g_autofree char *share = dup_share (data, value);

  /* Translators: a table, how many rows it has, and what part of all rows that is: “audit_log is the largest with
   * 48,003,120 rows, 82 % of all.” */
  return g_strdup_printf (_ ("%s is the largest with %s, %s."), get_name (data, item), number, share);
}

/* The tables after the largest one, by name and number. */
static char *
dup_others (SluiceSizeData *data, const guint *items, guint n_items)
{
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (data);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 1; i < n_items; i++)
    {
      g_autofree char *number = sluice_rows_to_string (sluice_size_ranking_get_item (ranking, items[i])->value);

      if (i > 1)
        g_string_append (names, _ (", "));
      /* Translators: in a list of tables: a name and how many rows it has */
      g_string_append_printf (names, _ ("%s (%s)"), get_name (data, items[i]), number);
    }

  /* Translators: a list of tables with their numbers of rows, from the largest on, after the largest of all */
  return g_strdup_printf (_ ("It is followed by %s."), names->str);
}

static char *
dup_remainder (SluiceSizeData *data, const guint *items, guint n_items)
{
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (data);
  const guint n_others = sluice_size_ranking_get_n_known (ranking) - n_items;
  gint64 value = sluice_size_ranking_get_value (ranking);
  g_autofree char *number = NULL;

  for (guint i = 0; i < n_items; i++)
    value -= MIN (value, sluice_size_ranking_get_item (ranking, items[i])->value);
  number = dup_value (data, value);

  /* Translators: %'u is a number of tables; %s such as “1,250,000 rows” */
  return g_strdup_printf (ngettext ("%'u smaller table has %s.", "%'u smaller tables have %s together.", n_others),
                          n_others, number);
}

/* Takes both. */
static char *
add_sentence (char *text, char *sentence)
{
  g_autofree char *before = text;
  g_autofree char *after = sentence;

  if (before == NULL)
    return g_steal_pointer (&after);

  /* Translators: two sentences after each other */
  return g_strdup_printf (C_ ("sentences", "%s %s"), before, after);
}

static char *
dup_selected (SluiceSizeRanking *ranking)
{
  const SluiceSizeScope all = SLUICE_SIZE_SCOPE_ALL;
  const guint n_items = sluice_size_ranking_get_n_items (ranking);
  guint n_selected = 0;
  gint64 value = 0;

  sluice_size_scope_count (&all, ranking, &n_selected, &value);

  /* Translators: how many of the tables on the map are selected */
  return g_strdup_printf (ngettext ("%'u of %'u table is selected.", "%'u of %'u tables are selected.", n_items),
                          n_selected, n_items);
}

char *
sluice_size_dup_summary (SluiceSizeData *data)
{
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (data);
  guint items[N_NAMED];
  guint n_items = 0;
  guint n_unknown = 0;
  char *text = NULL;

  if (ranking == NULL || sluice_size_ranking_get_n_items (ranking) == 0)
    return g_strdup (_ ("There is no table to show."));

  n_items = sluice_size_ranking_get_largest (ranking, items, N_NAMED);
  n_unknown = sluice_size_ranking_get_n_items (ranking) - sluice_size_ranking_get_n_known (ranking);
  if (n_items > 0)
    text = add_sentence (text, dup_largest (data, items[0]));
  if (n_items > 1)
    text = add_sentence (text, dup_others (data, items, n_items));
  if (sluice_size_ranking_get_n_known (ranking) > n_items)
    text = add_sentence (text, dup_remainder (data, items, n_items));
  if (n_unknown > 0)
    text = add_sentence (text, g_strdup_printf (ngettext ("The rows of %'u table are unknown.",
                                                          "The rows of %'u tables are unknown.", n_unknown),
                                                n_unknown));

  return add_sentence (text, dup_selected (ranking));
}
