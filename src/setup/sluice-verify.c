/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-schedule.h"
#include "sluice-table-change.h"

/* So many differences are read in a line; more are counted. */
#define MAX_DIFFERENCES 4

static GHashTable *
index_by_name (GListModel *tables)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      SluiceSourceTable *table = g_list_model_get_item (tables, i);

      g_hash_table_replace (index, g_strdup (sluice_source_table_get_name (table)), table);
    }

  return index;
}

/* What is unlike the choice, translated; NULL when nothing is. */
static char *
dup_difference (SluiceTable *chosen, SluiceSourceTable *table)
{
  const char *name = sluice_table_get_name (chosen);
  gboolean selected = sluice_table_get_selected (chosen);

  /* A table that is off and not listed syncs as little as one that is listed. */
  if (table == NULL)
    /* Translators: %s is the name of a table. */
    return selected ? g_strdup_printf (_ ("“%s” is missing"), name) : NULL;
  if (selected != sluice_source_table_get_should_sync (table))
    return g_strdup_printf (selected ? _ ("“%s” is off") : _ ("“%s” is on"), name);
  if (selected && sluice_source_table_get_method (table) != sluice_table_get_method (chosen))
    /* Translators: the name of a table, then the method it has, then the one that was chosen. */
    return g_strdup_printf (_ ("“%s” syncs by “%s”, not “%s”"), name,
                            sluice_sync_method_get_label (sluice_source_table_get_method (table)),
                            sluice_sync_method_get_label (sluice_table_get_method (chosen)));

  return NULL;
}

/* Tables that discovery did not see are off unless later tables were to be turned on. */
static void
add_unexpected (SluicePlan *plan, GHashTable *index, GPtrArray *differences)
{
  GHashTableIter iter;
  const char *name;
  SluiceSourceTable *table;

  if (sluice_plan_get_new_tables (plan) != SLUICE_NEW_TABLES_OFF)
    return;

  g_hash_table_iter_init (&iter, index);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &table))
    if (sluice_source_table_get_should_sync (table) &&
        sluice_table_list_lookup (sluice_plan_get_tables (plan), name) == NULL)
      g_ptr_array_add (differences, g_strdup_printf (_ ("“%s” is on"), name));
}

static char *
join_differences (GPtrArray *differences)
{
  GString *text = g_string_new (NULL);
  guint n_more;

  for (guint i = 0; i < MIN (differences->len, MAX_DIFFERENCES); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", (const char *) g_ptr_array_index (differences, i));
  if (differences->len > MAX_DIFFERENCES)
    {
      n_more = differences->len - MAX_DIFFERENCES;
      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("and %'u more", "and %'u more", n_more), n_more);
    }

  return g_string_free_and_steal (text);
}

static char *
dup_agreement (guint n_on, guint n_off)
{
  g_autofree char *on = g_strdup_printf (ngettext ("%'u table on", "%'u tables on", n_on), n_on);
  g_autofree char *off = NULL;

  if (n_off == 0)
    /* Translators: %s is "4 tables on". */
    return g_strdup_printf (_ ("%s, as chosen"), on);

  /* Translators: follows "4 tables on, ". */
  off = g_strdup_printf (ngettext ("%'u off", "%'u off", n_off), n_off);

  /* Translators: "4 tables on", then "10 off". */
  return g_strdup_printf (_ ("%s, %s, as chosen"), on, off);
}

gboolean
sluice_verify_source (SluicePlan *plan, SluiceSource *source, char **detail)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  g_autoptr (GHashTable) index = index_by_name (sluice_source_get_tables (source));
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);
  guint n_tables = 0;
  guint n_on = 0;

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *chosen = sluice_table_list_get (tables, i);
      char *difference;

      /* One that is gone was not sent. */
      if (sluice_table_get_change (chosen) == SLUICE_TABLE_REMOVED)
        continue;

      difference = dup_difference (chosen, g_hash_table_lookup (index, sluice_table_get_name (chosen)));
      n_tables++;
      n_on += sluice_table_get_selected (chosen);
      if (difference != NULL)
        g_ptr_array_add (differences, difference);
    }
  add_unexpected (plan, index, differences);

  *detail = differences->len == 0 ? dup_agreement (n_on, n_tables - n_on) : join_differences (differences);

  return differences->len == 0;
}

gboolean
sluice_verify_holds (SluicePlan *plan, SluiceSource *source)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  g_autoptr (GHashTable) index = index_by_name (sluice_source_get_tables (source));

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *chosen = sluice_table_list_get (tables, i);
      SluiceSourceTable *table = g_hash_table_lookup (index, sluice_table_get_name (chosen));
      g_autofree char *difference = NULL;

      if (sluice_table_get_change (chosen) == SLUICE_TABLE_REMOVED)
        continue;

      difference = dup_difference (chosen, table);
      if (table == NULL || difference != NULL)
        return FALSE;
    }

  return TRUE;
}
