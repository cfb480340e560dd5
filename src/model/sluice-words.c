/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-words.h"

#include <string.h>

/* Whether a word begins at @at: after a small letter or digit comes a capital ("updatedAt"), or a run of capitals ends
 * in the capital of the next word ("HTTPStatus"). */
static gboolean
is_case_change (const char *at, gunichar before)
{
  gunichar here = g_utf8_get_char (at);
  gunichar next = g_utf8_get_char (g_utf8_next_char (at));

  if (!g_unichar_isupper (here))
    return FALSE;

  return !g_unichar_isupper (before) || g_unichar_islower (next);
}

static void
take_word (GStrvBuilder *builder, const char *start, const char *end)
{
  if (end > start)
    g_strv_builder_take (builder, g_utf8_strdown (start, end - start));
}

char **
sluice_words_split (const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *start = name;
  const char *at;
  gunichar before = 0;

  for (at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar here = g_utf8_get_char (at);

      if (!g_unichar_isalnum (here) && !g_unichar_ismark (here))
        {
          take_word (builder, start, at);
          start = g_utf8_next_char (at);
          here = 0;
        }
      else if (before != 0 && is_case_change (at, before))
        {
          take_word (builder, start, at);
          start = at;
        }
      before = here;
    }
  take_word (builder, start, at);

  return g_strv_builder_end (builder);
}

/* Whether @phrase is the words from @words on: with its spaces between words, or with none at all. */
static gboolean
begins_with_phrase (const char *const *words, const char *phrase)
{
  const char *rest = phrase;

  for (; *words != NULL; words++)
    {
      gsize length = strlen (*words);

      if (strncmp (rest, *words, length) != 0)
        return FALSE;
      rest += length;
      if (*rest == '\0')
        return TRUE;
      if (*rest != ' ')
        return FALSE;
      rest++;
    }

  return FALSE;
}

static gboolean
is_phrase_without_spaces (const char *word, const char *phrase)
{
  for (; *phrase != '\0'; phrase++)
    {
      if (*phrase == ' ')
        continue;
      if (*word != *phrase)
        return FALSE;
      word++;
    }

  return *word == '\0';
}

gboolean
sluice_words_contain (const char *const *words, const char *phrase)
{
  for (; *words != NULL; words++)
    if (begins_with_phrase (words, phrase) || is_phrase_without_spaces (*words, phrase))
      return TRUE;

  return FALSE;
}

/* Whether @word is one of @stems with at most one of the usual endings. */
static gboolean
is_stem_with_ending (const char *word, const char *const *stems)
{
  static const char *const endings[] = { "", "at", "on", "date", "time", "timestamp", "datetime", "ts", "utc", NULL };

  for (; *stems != NULL; stems++)
    if (g_str_has_prefix (word, *stems) && g_strv_contains (endings, word + strlen (*stems)))
      return TRUE;

  return FALSE;
}

gboolean
sluice_words_contain_stem (const char *const *words, const char *const *stems)
{
  static const char *const beginnings[] = { "", "last", "row", "record", "system", "date" };

  for (; *words != NULL; words++)
    for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
      if (g_str_has_prefix (*words, beginnings[i]) && is_stem_with_ending (*words + strlen (beginnings[i]), stems))
        return TRUE;

  return FALSE;
}

const char *
sluice_words_get_last (const char *const *words)
{
  const char *last = NULL;

  for (; *words != NULL; words++)
    last = *words;

  return last;
}
