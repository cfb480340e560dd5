/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-prefix.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-source.h"

/* Lower-cased and without the underscores around it: what decides whether two prefixes collide in SQL. */
static char *
fold_prefix (const char *prefix)
{
  const char *start = prefix + strspn (prefix, "_");
  gsize length = strlen (start);

  while (length > 0 && start[length - 1] == '_')
    length--;

  return g_utf8_strdown (start, length);
}

/* Finds a source of the type whose folded prefix is @folded. Direct connections have names instead of prefixes, and no
 * stored tables. (transfer full) */
static SluiceSource *
find_source (const char *source_type, const char *folded, GListModel *sources)
{
  guint n = sources != NULL ? g_list_model_get_n_items (sources) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);
      g_autofree char *other = fold_prefix (sluice_source_get_prefix (source));

      if (!sluice_source_get_is_direct (source) && g_str_equal (sluice_source_get_source_type (source), source_type) &&
          (folded == NULL || g_str_equal (other, folded)))
        return g_steal_pointer (&source);
    }

  return NULL;
}

static gboolean
is_taken (const char *source_type, const char *folded, GListModel *sources)
{
  g_autoptr (SluiceSource) source = find_source (source_type, folded, sources);

  return source != NULL;
}

/* "Shop-EU 2" becomes "shop_eu_2": without a digit at the start nor underscores around it, "" if nothing is left. */
static char *
make_bare_prefix (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autoptr (GString) result = g_string_new (NULL);

  for (const char *at = lower; *at != '\0'; at = g_utf8_next_char (at))
    {
      gboolean fits = g_ascii_islower (*at) || g_ascii_isdigit (*at);

      if (fits && (result->len > 0 || !g_ascii_isdigit (*at)))
        g_string_append_c (result, *at);
      else if (!fits && result->len > 0 && result->str[result->len - 1] != '_')
        g_string_append_c (result, '_');
    }
  /* Room for a number and underscores after it. */
  g_string_truncate (result, MIN (result->len, SLUICE_PREFIX_MAX - 12));
  while (result->len > 0 && result->str[result->len - 1] == '_')
    g_string_truncate (result, result->len - 1);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

static char *
find_bare_prefix (SluiceForm *form)
{
  static const char *const paths[] = { "database",  "database_name", "dataset_id",      "dataset",
                                       "subdomain", "site_name",     "shopify_store_id" };
  const char *host = sluice_form_get_value (form, "host");
  g_autofree char *first_label = g_strndup (host, strcspn (host, "."));
  char *bare;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      bare = make_bare_prefix (sluice_form_get_value (form, paths[i]));
      if (*bare != '\0')
        return bare;
      g_free (bare);
    }

  bare = make_bare_prefix (first_label);
  if (*bare != '\0')
    return bare;
  g_free (bare);

  return g_strdup ("source");
}

char *
sluice_prefix_suggest (SluiceForm *form, GListModel *sources)
{
  const char *source_type;
  g_autofree char *bare = NULL;
  g_autofree char *numbered = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);

  source_type = sluice_source_type_get_name (sluice_form_get_source_type (form));
  if (!is_taken (source_type, NULL, sources))
    return g_strdup ("");

  bare = find_bare_prefix (form);
  numbered = g_strdup (bare);
  for (guint i = 2; is_taken (source_type, numbered, sources); i++)
    {
      g_free (numbered);
      numbered = g_strdup_printf ("%s_%u", bare, i);
    }

  return g_strconcat (numbered, "_", NULL);
}

static gboolean
is_well_formed (const char *folded)
{
  if (g_ascii_isdigit (*folded))
    return FALSE;

  return folded[strspn (folded, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 128)
      return FALSE;

  return TRUE;
}

char *
sluice_prefix_dup_fault (const char *prefix, const char *source_type, GListModel *sources)
{
  g_autofree char *folded = NULL;
  g_autoptr (SluiceSource) other = NULL;

  g_return_val_if_fail (prefix != NULL, NULL);
  g_return_val_if_fail (source_type != NULL, NULL);

  if (*prefix == '\0')
    {
      if (!sluice_prefix_is_needed (source_type, sources))
        return NULL;
      /* Translators: %s is a type of source: “Postgres”. */
      return g_strdup_printf (_ ("Another %s source has no prefix, so this one needs one."), source_type);
    }

  folded = fold_prefix (prefix);
  if (*folded == '\0')
    return g_strdup (_ ("A prefix cannot consist of underscores only."));
  if (!is_ascii (prefix) || !is_well_formed (folded))
    return g_strdup (_ ("Use only letters, digits and underscores, and begin with a letter."));
  if (strlen (prefix) > SLUICE_PREFIX_MAX)
    return g_strdup_printf (ngettext ("A prefix has at most %d character.", "A prefix has at most %d characters.",
                                      SLUICE_PREFIX_MAX),
                            SLUICE_PREFIX_MAX);

  other = find_source (source_type, folded, sources);
  if (other == NULL)
    return NULL;
  if (g_str_equal (sluice_source_get_prefix (other), prefix))
    /* Translators: the first %s is a type of source, the second a prefix. */
    return g_strdup_printf (_ ("Another %s source already has the prefix “%s”."), source_type, prefix);

  /* Translators: the first %s is a type of source, the others are prefixes that are nearly alike. */
  return g_strdup_printf (_ ("Another %s source has the prefix “%s”; in SQL it is the same as “%s”."), source_type,
                          sluice_source_get_prefix (other), prefix);
}

gboolean
sluice_prefix_is_needed (const char *source_type, GListModel *sources)
{
  g_return_val_if_fail (source_type != NULL, FALSE);

  return is_taken (source_type, "", sources);
}

char *
sluice_prefix_dup_stored_name (const char *prefix, const char *source_type, const char *table)
{
  g_autoptr (GString) name = NULL;

  g_return_val_if_fail (prefix != NULL, NULL);
  g_return_val_if_fail (source_type != NULL, NULL);
  g_return_val_if_fail (table != NULL, NULL);

  name = g_string_new (table);
  g_string_replace (name, "/", "_", 0);
  g_string_replace (name, ".", "__", 0);
  g_string_prepend_c (name, '_');
  g_string_prepend (name, source_type);
  g_string_prepend (name, prefix);

  return g_utf8_strdown (name->str, name->len);
}

char *
sluice_prefix_dup_query_name (const char *prefix, const char *source_type, const char *table)
{
  g_autofree char *folded = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (prefix != NULL, NULL);
  g_return_val_if_fail (source_type != NULL, NULL);
  g_return_val_if_fail (table != NULL, NULL);

  folded = fold_prefix (prefix);
  name =
      *folded != '\0' ? g_strjoin (".", source_type, folded, table, NULL) : g_strjoin (".", source_type, table, NULL);

  return g_utf8_strdown (name, -1);
}
