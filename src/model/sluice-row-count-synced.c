/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-count-synced.h"

#include "sluice-duplicates.h"
#include "sluice-table.h"

static GHashTable *
collect_stored (SluiceSource *source)
{
  GHashTable *stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GListModel *tables = sluice_source_get_tables (source);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      SluiceSourceTable *table = g_list_model_get_item (tables, i);

      g_hash_table_replace (stored,
                            sluice_duplicates_dup_full_name (sluice_source_get_input (source, "schema"),
                                                             sluice_source_table_get_name (table)),
                            table);
    }

  return stored;
}

static gint64
look_up (GHashTable *stored, SluiceForm *form, SluiceTable *table)
{
  g_autofree char *name =
      sluice_duplicates_dup_full_name (sluice_form_get_value (form, "schema"), sluice_table_get_name (table));
  SluiceSourceTable *same = g_hash_table_lookup (stored, name);

  return same != NULL ? sluice_source_table_get_row_count (same) : -1;
}

GArray *
sluice_row_count_synced_read (SluiceSource *source, SluiceForm *form, GPtrArray *tables, guint *n_known)
{
  GArray *rows;
  /* NULL: another origin, of whose tables none can be the same. */
  g_autoptr (GHashTable) stored = NULL;
  guint known = 0;

  g_return_val_if_fail (SLUICE_IS_SOURCE (source), NULL);
  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);
  g_return_val_if_fail (tables != NULL, NULL);

  rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), tables->len);
  if (sluice_duplicates_is_same_origin (form, source))
    stored = collect_stored (source);
  for (guint i = 0; i < tables->len; i++)
    {
      const gint64 n_rows = stored != NULL ? look_up (stored, form, g_ptr_array_index (tables, i)) : -1;

      known += n_rows >= 0;
      g_array_append_val (rows, n_rows);
    }
  if (n_known != NULL)
    *n_known = known;

  return rows;
}
