/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-names.h"

#include <string.h>

static char *
flatten (const char *table)
{
  g_auto (GStrv) parts = g_strsplit (table, ".", -1);
  char *joined = g_strjoinv ("__", parts);

  return g_strdelimit (joined, "/", '_');
}

static char *
strip_underscores (const char *prefix)
{
  const char *start = prefix != NULL ? prefix : "";
  const char *end = start + strlen (start);

  while (*start == '_')
    start++;
  while (end > start && end[-1] == '_')
    end--;

  return g_strndup (start, (gsize) (end - start));
}

char *
sluice_practice_stored_name (const char *prefix, const char *source_type, const char *table)
{
  g_autofree char *flat = flatten (table);
  g_autofree char *name = g_strconcat (prefix != NULL ? prefix : "", source_type, "_", flat, NULL);

  return g_utf8_strdown (name, -1);
}

GStrv
sluice_practice_dotted_names (const char *prefix, const char *source_type, const char *table)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *bare = strip_underscores (prefix);
  g_autofree char *flat = flatten (table);
  const char *tables[] = { flat, strchr (table, '.') != NULL ? table : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (tables) && tables[i] != NULL; i++)
    {
      g_autofree char *name = *bare != '\0' ? g_strconcat (source_type, ".", bare, ".", tables[i], NULL) :
                                              g_strconcat (source_type, ".", tables[i], NULL);

      g_strv_builder_take (names, g_utf8_strdown (name, -1));
    }

  return g_strv_builder_end (names);
}

const char *
sluice_practice_check_prefix (const char *prefix)
{
  g_autofree char *bare = strip_underscores (prefix);

  if (*bare == '\0')
    return "Prefix cannot consist of only underscores";
  if (!g_regex_match_simple ("^[A-Za-z_][A-Za-z0-9_]*\\z", bare, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    return "Prefix must contain only letters, numbers, and underscores, and start with a letter or underscore";

  return NULL;
}

gboolean
sluice_practice_prefix_is_reserved (const char *prefix)
{
  g_autofree char *bare = strip_underscores (prefix);

  return g_ascii_strcasecmp (bare, "posthog") == 0;
}
