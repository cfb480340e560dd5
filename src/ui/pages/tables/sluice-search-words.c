/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-search-words.h"

#include <string.h>

char *
sluice_search_fold (const char *text)
{
  g_autofree char *folded = NULL;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  folded = g_utf8_casefold (text, -1);
  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

GStrv
sluice_search_split (const char *search)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *folded = sluice_search_fold (search != NULL ? search : "");
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n\r", -1);
  guint n_words = 0;

  for (guint i = 0; parts[i] != NULL && n_words < SLUICE_MAX_SEARCH_WORDS; i++)
    if (*parts[i] != '\0')
      {
        g_strv_builder_add (words, parts[i]);
        n_words++;
      }

  return g_strv_builder_end (words);
}

/* The text folded letter by letter, and for each byte of that where its letter stood. */
static char *
fold_with_places (const char *text, GArray *places)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      g_autofree char *letter = g_strndup (c, (gsize) (g_utf8_next_char (c) - c));
      g_autofree char *folded_letter = sluice_search_fold (letter);
      const guint place = (guint) (c - text);

      g_string_append (folded, folded_letter);
      while (places->len < folded->len)
        g_array_append_val (places, place);
    }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static void
mark (PangoAttrList *attributes, gsize start, gsize end, const PangoColor *color, guint16 alpha)
{
  PangoAttribute *background = pango_attr_background_new (color->red, color->green, color->blue);
  PangoAttribute *transparency = pango_attr_background_alpha_new (alpha);

  background->start_index = transparency->start_index = (guint) start;
  background->end_index = transparency->end_index = (guint) end;
  pango_attr_list_insert (attributes, background);
  pango_attr_list_insert (attributes, transparency);
}

guint32
sluice_search_highlight (PangoAttrList *attributes,
                         const char *text,
                         gsize offset,
                         const char *const *words,
                         const PangoColor *color,
                         guint16 alpha)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = fold_with_places (text, places);
  const guint end_of_text = (guint) strlen (text);
  guint32 found = 0;

  g_array_append_val (places, end_of_text);
  for (guint i = 0; words[i] != NULL && i < SLUICE_MAX_SEARCH_WORDS; i++)
    {
      const gsize length = strlen (words[i]);

      for (const char *match = strstr (folded, words[i]); match != NULL; match = strstr (match + length, words[i]))
        {
          const guint start = g_array_index (places, guint, match - folded);
          guint last = (guint) (match - folded) + (guint) length;

          /* To the end of a letter, not into the middle of what it was taken apart into. */
          while (last < places->len - 1 && last > 0 &&
                 g_array_index (places, guint, last) == g_array_index (places, guint, last - 1))
            last++;
          mark (attributes, offset + start, offset + g_array_index (places, guint, last), color, alpha);
          found |= 1u << i;
        }
    }

  return found;
}
