/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libdex.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "bench-answer.h"
#include "bench-loop.h"
#include "bench-page.h"
#include "bench.h"
#include "sluice-table-view.h"

/*
 * What 10,000 tables of 20 columns take in memory, beside the same facts packed.
 *
 * Packed are the facts that the model keeps, one after another in one block, with nothing between them: a string is its
 * bytes and a zero, each time it occurs; yes, no or unknown is a byte, a number of rows eight, a length two. There is
 * nothing in it to find a fact by, no choice, and no room for a change.
 *
 * What the model takes is what malloc() has handed out more than before, in the process as a whole: by its own books,
 * with what it adds to each block. The answer has been freed by then.
 */

#define N_TABLES 10000

#define LIMIT_MEMORY 3.0

static void
pack_string (GByteArray *packed, const char *string)
{
  const char *text = string != NULL ? string : "";

  g_byte_array_append (packed, (const guint8 *) text, strlen (text) + 1);
}

static void
pack_byte (GByteArray *packed, int value)
{
  const guint8 byte = (guint8) value;

  g_byte_array_append (packed, &byte, sizeof byte);
}

static void
pack_length (GByteArray *packed, guint value)
{
  const guint16 length = (guint16) value;

  g_byte_array_append (packed, (const guint8 *) &length, sizeof length);
}

static void
pack_columns (GByteArray *packed, SluiceTable *table)
{
  guint n_columns;
  const SluiceColumn *columns = sluice_table_get_columns (table, &n_columns);

  g_assert_cmpuint (n_columns, ==, BENCH_N_COLUMNS);
  pack_length (packed, n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      pack_string (packed, columns[i].name);
      pack_string (packed, columns[i].type);
      pack_byte (packed, columns[i].nullable);
    }
}

/* A label that is the name again is no fact. */
static void
pack_cursors (GByteArray *packed, SluiceTable *table)
{
  guint n_cursors;
  const SluiceCursor *cursors = sluice_table_get_cursors (table, &n_cursors);

  pack_length (packed, n_cursors);
  for (guint i = 0; i < n_cursors; i++)
    {
      pack_string (packed, cursors[i].field);
      pack_string (packed, g_str_equal (cursors[i].label, cursors[i].field) ? NULL : cursors[i].label);
      pack_string (packed, cursors[i].type);
      pack_string (packed, cursors[i].field_type);
      pack_byte (packed, cursors[i].nullable);
      pack_byte (packed, cursors[i].indexed);
    }
}

static void
pack_keys (GByteArray *packed, SluiceTable *table)
{
  const char *const *keys = sluice_table_get_detected_keys (table);
  const guint n_keys = keys != NULL ? g_strv_length ((char **) keys) : 0;

  pack_length (packed, n_keys);
  for (guint i = 0; i < n_keys; i++)
    pack_string (packed, keys[i]);
}

static void
pack_table (GByteArray *packed, SluiceTable *table)
{
  const gint64 rows = sluice_table_get_rows (table);

  /* The schema and the name without it are parts of the name. */
  pack_string (packed, sluice_table_get_name (table));
  pack_string (packed, sluice_table_get_description (table));
  pack_string (packed, sluice_table_get_permission_error (table));
  pack_string (packed, sluice_table_get_rls_warning (table));
  pack_string (packed, sluice_table_get_suggested_cursor (table));
  g_byte_array_append (packed, (const guint8 *) &rows, sizeof rows);
  pack_byte (packed, sluice_table_get_should_sync_default (table));
  pack_byte (packed, sluice_table_get_webhook_only (table));
  pack_byte (packed, sluice_table_get_supports_webhooks (table));
  pack_byte (packed, sluice_table_get_incremental_available (table));
  pack_byte (packed, sluice_table_get_append_available (table));
  pack_byte (packed, sluice_table_get_key_detection_supported (table));
  pack_byte (packed, sluice_table_get_cdc_available (table));
  pack_byte (packed, sluice_table_get_xmin_available (table));
  pack_columns (packed, table);
  pack_cursors (packed, table);
  pack_keys (packed, table);
}

static gsize
get_packed (SluiceTableList *tables)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    pack_table (packed, sluice_table_list_get (tables, i));

  return packed->len;
}

/* What is in use: malloc's heaps, and what it has mapped for large blocks. */
static gsize
get_heap (void)
{
  struct mallinfo2 info;

  malloc_trim (0);
  info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

static void
append_tables (SluicePlan *plan)
{
  g_autoptr (GPtrArray) tables = bench_tables_new (0, N_TABLES);

  sluice_table_list_append (sluice_plan_get_tables (plan), tables);
}

static gboolean
is_answered (gpointer view)
{
  return !sluice_table_view_get_busy (view);
}

/* With the keys that a search looks at and a sort goes by, which are no facts but follow from them. */
static gsize
get_heap_with_view (SluiceTableList *tables)
{
  g_autoptr (SluiceTableView) view = sluice_table_view_new (tables);
  BenchLoop loop = { 0 };

  sluice_table_view_set_sort (view, SLUICE_TABLE_SORT_NAME, FALSE);
  sluice_table_view_set_search (view, "customer");
  g_assert_true (sluice_table_view_get_busy (view));
  bench_loop_run (&loop, is_answered, view);
  bench_loop_settle (&loop);
  g_assert_cmpuint (sluice_table_view_get_size (view), <, N_TABLES);

  return get_heap ();
}

int
main (int argc, char *argv[])
{
  g_autoptr (SluicePlan) plan = NULL;
  SluiceTableList *tables;
  double packed;
  gsize before;
  gsize taken;
  gsize taken_with_view;

  dex_init ();
  before = get_heap ();
  plan = bench_plan_new ();
  append_tables (plan);
  taken = get_heap () - before;

  tables = sluice_plan_get_tables (plan);
  g_assert_cmpuint (sluice_table_list_get_size (tables), ==, N_TABLES);
  packed = (double) get_packed (tables);
  taken_with_view = get_heap_with_view (tables) - before;
  printf ("# %u tables of %u columns, packed: %.0f bytes\n", N_TABLES, BENCH_N_COLUMNS, packed);
  printf ("# the same in the model: %" G_GSIZE_FORMAT " bytes\n", taken);
  printf ("# with what searching and sorting goes by: %" G_GSIZE_FORMAT " bytes\n", taken_with_view);
  bench_tell_figure ("memory for 10,000 tables", taken / packed, LIMIT_MEMORY, "× packed");
  bench_tell_figure ("memory for 10,000 tables, with what searching and sorting goes by", taken_with_view / packed,
                     LIMIT_MEMORY, "× packed");

  return bench_finish ();
}
