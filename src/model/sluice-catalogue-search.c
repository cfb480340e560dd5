/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-catalogue-search.h"

#include <string.h>

#include "sluice-search-index.h"

/* A type that fits, and how well. */
typedef struct
{
  SluiceSourceType *source_type;
  guint fit;
  guint position;
  gboolean preview; /* and not wanted */
} Match;

struct _SluiceCatalogueSearch
{
  GArray *matches;
};

static void
clear_match (gpointer data)
{
  Match *match = data;

  g_clear_object (&match->source_type);
}

static int
compare_flags (gboolean one, gboolean other)
{
  return one == other ? 0 : (one ? -1 : 1);
}

/* Whether the server offers it at all. */
static gboolean
is_offered (SluiceSourceType *source_type)
{
  return !sluice_source_type_get_unreleased (source_type) &&
         sluice_source_type_get_disabled_reason (source_type) == NULL;
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *one = a;
  const Match *other = b;
  int result;

  if (one->fit != other->fit)
    return one->fit > other->fit ? -1 : 1;
  /* With nothing typed the catalogue's order is the order. */
  if (one->fit > SLUICE_SEARCH_FIT_ANYTHING)
    {
      result = compare_flags (is_offered (one->source_type), is_offered (other->source_type));
      if (result != 0)
        return result;
    }
  result = compare_flags (sluice_source_type_get_featured (one->source_type),
                          sluice_source_type_get_featured (other->source_type));
  if (result != 0)
    return result;

  return one->position < other->position ? -1 : 1;
}

/* Guesses are worth something only where nothing is sure; a preview that is hidden makes nothing sure. */
static void
drop_guesses (SluiceCatalogueSearch *self)
{
  guint n_sure = 0;

  for (guint i = 0; i < self->matches->len; i++)
    {
      const Match *match = &g_array_index (self->matches, Match, i);

      n_sure += match->fit > SLUICE_SEARCH_FIT_TYPO && !match->preview ? 1 : 0;
    }
  if (n_sure == 0)
    return;

  /* They are sorted. */
  for (guint i = 0; i < self->matches->len; i++)
    if (g_array_index (self->matches, Match, i).fit <= SLUICE_SEARCH_FIT_TYPO)
      {
        g_array_set_size (self->matches, i);
        break;
      }
}

SluiceCatalogueSearch *
sluice_catalogue_search_new (GListModel *types, const char *needle, gboolean with_previews)
{
  SluiceCatalogueSearch *self = g_new0 (SluiceCatalogueSearch, 1);

  g_return_val_if_fail (G_IS_LIST_MODEL (types), NULL);

  self->matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_array_set_clear_func (self->matches, clear_match);
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (types, i);
      Match match = { .fit = sluice_source_type_match (source_type, needle), .position = i };

      if (match.fit == SLUICE_SEARCH_FIT_NONE)
        continue;
      match.preview = !with_previews && sluice_source_type_get_preview (source_type);
      match.source_type = g_steal_pointer (&source_type);
      g_array_append_val (self->matches, match);
    }
  g_array_sort (self->matches, compare_matches);
  drop_guesses (self);

  return self;
}

void
sluice_catalogue_search_free (SluiceCatalogueSearch *self)
{
  g_clear_pointer (&self->matches, g_array_unref);
  g_free (self);
}

static gboolean
is_in_category (const Match *match, const char *category)
{
  return category == NULL || g_strcmp0 (sluice_source_type_get_category (match->source_type), category) == 0;
}

GPtrArray *
sluice_catalogue_search_dup_types (SluiceCatalogueSearch *self, const char *category)
{
  GPtrArray *types = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->matches->len; i++)
    {
      const Match *match = &g_array_index (self->matches, Match, i);

      if (!match->preview && is_in_category (match, category))
        g_ptr_array_add (types, g_object_ref (match->source_type));
    }

  return types;
}

static guint
count (SluiceCatalogueSearch *self, const char *category, gboolean previews)
{
  guint n = 0;

  for (guint i = 0; i < self->matches->len; i++)
    {
      const Match *match = &g_array_index (self->matches, Match, i);

      n += match->preview == previews && is_in_category (match, category) ? 1 : 0;
    }

  return n;
}

guint
sluice_catalogue_search_count (SluiceCatalogueSearch *self, const char *category)
{
  return count (self, category, FALSE);
}

guint
sluice_catalogue_search_count_previews (SluiceCatalogueSearch *self, const char *category)
{
  return count (self, category, TRUE);
}

static int
compare_categories (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  const guint n_one = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, one));
  const guint n_other = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, other));

  if (n_one != n_other)
    return n_one > n_other ? -1 : 1;

  return g_utf8_collate (one, other);
}

char **
sluice_catalogue_dup_categories (GListModel *types)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char **names = NULL;
  guint n_names = 0;

  g_return_val_if_fail (G_IS_LIST_MODEL (types), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (types, i);
      const char *category = sluice_source_type_get_category (source_type);

      if (category != NULL && *category != '\0')
        g_hash_table_insert (counts, g_strdup (category),
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, category)) + 1));
    }
  names = (char **) g_hash_table_get_keys_as_array (counts, &n_names);
  g_sort_array (names, n_names, sizeof *names, compare_categories, counts);

  return g_strdupv (names);
}
