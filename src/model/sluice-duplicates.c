/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-duplicates.h"

#include <string.h>

#include "sluice-table-private.h"

/* The fields, over all types of the catalogue, that say which database or account is meant. */
static const struct
{
  const char *name;
  gboolean names_place; /* by itself; the others only tell two of the same place apart */
  gboolean folds_case;
} identities[] = {
  { "host", TRUE, TRUE },
  { "port", FALSE, TRUE },
  { "database", FALSE, FALSE },
  { "account_id", TRUE, TRUE },
  { "subdomain", TRUE, TRUE },
  { "site_name", TRUE, TRUE },
  { "shopify_store_id", TRUE, TRUE },
  { "stripe_account_id", TRUE, FALSE },
  { "hubspot_integration_id", TRUE, FALSE },
  { "salesforce_integration_id", TRUE, FALSE },
  { "customer_id", TRUE, FALSE },
  { "repositories", TRUE, TRUE },
  { "repository", TRUE, TRUE },
  { "spreadsheet_url", TRUE, FALSE },
};

static gboolean
is_equal (const char *a, const char *b, gboolean fold)
{
  return fold ? g_ascii_strcasecmp (a, b) == 0 : g_str_equal (a, b);
}

/* "db.example.com." is the same host without its last dot. */
static char *
dup_trimmed (const char *value)
{
  char *trimmed = g_strstrip (g_strdup (value));
  gsize length = strlen (trimmed);

  if (length > 1 && trimmed[length - 1] == '.')
    trimmed[length - 1] = '\0';

  return trimmed;
}

gboolean
sluice_duplicates_is_same_origin (SluiceForm *form, SluiceSource *source)
{
  gboolean is_named = FALSE;
  const char *type;

  g_return_val_if_fail (SLUICE_IS_FORM (form), FALSE);
  g_return_val_if_fail (SLUICE_IS_SOURCE (source), FALSE);

  type = sluice_source_type_get_name (sluice_form_get_source_type (form));
  if (sluice_source_get_is_direct (source) || !g_str_equal (type, sluice_source_get_source_type (source)))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    {
      const char *input = sluice_source_get_input (source, identities[i].name);
      g_autofree char *ours = dup_trimmed (sluice_form_get_value (form, identities[i].name));
      g_autofree char *theirs = dup_trimmed (input != NULL ? input : "");

      if (*ours == '\0' || *theirs == '\0')
        continue;
      if (!is_equal (ours, theirs, identities[i].folds_case))
        return FALSE;

      is_named |= identities[i].names_place;
    }

  return is_named;
}

char *
sluice_duplicates_dup_full_name (const char *schema, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return schema != NULL && *schema != '\0' ? g_strjoin (".", schema, name, NULL) : g_strdup (name);
}

static const char *
find_title (GHashTable *titles, const char *schema, SluiceTable *table)
{
  g_autofree char *name = NULL;

  if (g_hash_table_size (titles) == 0)
    return NULL;

  name = sluice_duplicates_dup_full_name (schema, sluice_table_get_name (table));

  return g_hash_table_lookup (titles, name);
}

static void
add_tables (GHashTable *titles, SluiceSource *source)
{
  GListModel *tables = sluice_source_get_tables (source);
  g_autofree char *title = sluice_source_dup_title (source);
  const guint n_tables = g_list_model_get_n_items (tables);

  for (guint i = 0; i < n_tables; i++)
    {
      g_autoptr (SluiceSourceTable) table = g_list_model_get_item (tables, i);

      if (sluice_source_table_get_should_sync (table))
        g_hash_table_replace (titles,
                              sluice_duplicates_dup_full_name (sluice_source_get_input (source, "schema"),
                                                               sluice_source_table_get_name (table)),
                              g_ref_string_new_intern (title));
    }
}

/* What is synced already: from full names to the titles of the sources. */
static GHashTable *
collect_titles (SluiceForm *form, GListModel *sources)
{
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ref_string_release);
  const guint n_sources = sources != NULL ? g_list_model_get_n_items (sources) : 0;

  for (guint i = 0; i < n_sources; i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (sluice_duplicates_is_same_origin (form, source))
        add_tables (titles, source);
    }

  return titles;
}

void
sluice_duplicates_mark (SluiceTableList *tables, SluiceForm *form, GListModel *sources)
{
  g_autoptr (GHashTable) titles = NULL;
  const char *schema;

  g_return_if_fail (SLUICE_IS_TABLE_LIST (tables));
  g_return_if_fail (SLUICE_IS_FORM (form));
  g_return_if_fail (sources == NULL || G_IS_LIST_MODEL (sources));

  titles = collect_titles (form, sources);
  schema = sluice_form_get_value (form, "schema");
  sluice_table_list_begin_edit (tables);
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      sluice_table_set_synced_by (table, find_title (titles, schema, table));
    }
  sluice_table_list_end_edit (tables);
}
