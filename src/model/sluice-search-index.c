/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-search-index.h"

#include <string.h>

/* From so many letters on one may be wrong, and two: with less, everything resembles everything. */
#define ONE_SLIP_FROM 4
#define TWO_SLIPS_FROM 8
/* Longer words are no names, and comparing costs the product of the lengths. */
#define LONGEST_WORD 32

struct _SluiceSearchIndex
{
  char *name;
  char *label;
  char *category;
  char *caption;
  char **keywords;
  char *squeezed_name; /* letters and digits only: "googleads" */
  char *squeezed_label;
  char *initials; /* "ga4" of "Google Analytics 4" */
  char **words;   /* of all names and keywords, which is where slips are looked for */
};

/* Lower case, and without the marks over letters. */
static char *
fold (const char *text)
{
  g_autofree char *normal = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL) : NULL;
  g_autofree char *lower = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
  GString *bare = g_string_new (NULL);

  for (const char *at = lower; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (bare, g_utf8_get_char (at));

  return g_string_free_and_steal (bare);
}

static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      g_string_append_unichar (squeezed, g_utf8_get_char (text));

  return g_string_free_and_steal (squeezed);
}

static gboolean
begins_word (const char *text, const char *at)
{
  return at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

static char *
make_initials (const char *text)
{
  GString *initials = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)) && begins_word (text, at))
      g_string_append_unichar (initials, g_utf8_get_char (at));

  return g_string_free_and_steal (initials);
}

static void
add_words (GStrvBuilder *words, const char *text)
{
  const char *begin = NULL;

  for (const char *at = text;; at = g_utf8_next_char (at))
    {
      const gboolean inside = *at != '\0' && g_unichar_isalnum (g_utf8_get_char (at));

      if (inside && begin == NULL)
        begin = at;
      if (!inside && begin != NULL)
        {
          g_strv_builder_take (words, g_strndup (begin, at - begin));
          begin = NULL;
        }
      if (*at == '\0')
        break;
    }
}

SluiceSearchIndex *
sluice_search_index_new (const char *name,
                         const char *label,
                         const char *category,
                         const char *caption,
                         const char *const *keywords)
{
  SluiceSearchIndex *self = g_new0 (SluiceSearchIndex, 1);
  g_autoptr (GStrvBuilder) folded_keywords = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  self->name = fold (name);
  self->label = fold (label);
  self->category = fold (category);
  self->caption = fold (caption);
  self->squeezed_name = squeeze (self->name);
  self->squeezed_label = squeeze (self->label);
  self->initials = make_initials (self->label);
  add_words (words, self->label);
  add_words (words, self->name);
  for (guint i = 0; keywords != NULL && keywords[i] != NULL; i++)
    {
      g_autofree char *keyword = fold (keywords[i]);

      add_words (words, keyword);
      g_strv_builder_take (folded_keywords, g_steal_pointer (&keyword));
    }
  self->keywords = g_strv_builder_end (folded_keywords);
  self->words = g_strv_builder_end (words);

  return self;
}

void
sluice_search_index_free (SluiceSearchIndex *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->category, g_free);
  g_clear_pointer (&self->caption, g_free);
  g_clear_pointer (&self->squeezed_name, g_free);
  g_clear_pointer (&self->squeezed_label, g_free);
  g_clear_pointer (&self->initials, g_free);
  g_clear_pointer (&self->keywords, g_strfreev);
  g_clear_pointer (&self->words, g_strfreev);
  g_free (self);
}

static gboolean
starts_a_word (const char *text, const char *word)
{
  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    if (begins_word (text, found))
      return TRUE;

  return FALSE;
}

static gboolean
has_letters_in_order (const char *text, const char *letters)
{
  for (; *letters != '\0'; letters = g_utf8_next_char (letters))
    {
      text = g_utf8_strchr (text, -1, g_utf8_get_char (letters));
      if (text == NULL)
        return FALSE;
      text = g_utf8_next_char (text);
    }

  return TRUE;
}

/* How many letters are wrong, left out, too many or swapped between what was typed and the word, or the part of the
 * word that it is as far as it was typed (optimal string alignment). More than @limit is @limit + 1. */
static guint
count_slips (const char *typed, const char *word, guint limit)
{
  gunichar letters[LONGEST_WORD];
  guint rows[3][LONGEST_WORD + 1];
  guint length = 0;
  guint best = limit + 1;
  guint i = 1;
  gunichar before = 0;

  for (const char *at = word; *at != '\0' && length < LONGEST_WORD; at = g_utf8_next_char (at))
    letters[length++] = g_utf8_get_char (at);
  for (guint j = 0; j <= length; j++)
    rows[0][j] = j;

  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at), i++)
    {
      const gunichar letter = g_utf8_get_char (at);
      const guint *above = rows[(i + 2) % 3];
      const guint *two_above = rows[(i + 1) % 3];
      guint *row = rows[i % 3];

      row[0] = i;
      best = row[0];
      for (guint j = 1; j <= length; j++)
        {
          row[j] = MIN (MIN (above[j] + 1, row[j - 1] + 1), above[j - 1] + (letter != letters[j - 1] ? 1 : 0));
          if (i > 1 && j > 1 && letter == letters[j - 2] && before == letters[j - 1])
            row[j] = MIN (row[j], two_above[j - 2] + 1);
          best = MIN (best, row[j]);
        }
      if (best > limit + 1)
        break;
      before = letter;
    }

  return MIN (best, limit + 1);
}

/* What was typed with a slip in it; or a word with something behind it, as "postgresql" is to "Postgres". */
static guint
fit_of_typo (SluiceSearchIndex *self, const char *word)
{
  const gsize length = (gsize) g_utf8_strlen (word, -1);
  const guint limit = length >= TWO_SLIPS_FROM ? 2 : 1;
  guint fewest = limit + 1;

  if (length < ONE_SLIP_FROM || length > LONGEST_WORD)
    return SLUICE_SEARCH_FIT_NONE;

  for (guint i = 0; self->words[i] != NULL; i++)
    if (strlen (self->words[i]) + limit >= length)
      fewest = MIN (fewest, count_slips (word, self->words[i], limit));

  return fewest <= limit ? SLUICE_SEARCH_FIT_TYPO - 10 * fewest : SLUICE_SEARCH_FIT_NONE;
}

static guint
fit_of_name (const char *text, const char *squeezed_text, const char *word, const char *squeezed_word)
{
  if (g_str_equal (text, word) || g_str_equal (squeezed_text, squeezed_word))
    return SLUICE_SEARCH_FIT_EXACT;
  if (g_str_has_prefix (text, word) || g_str_has_prefix (squeezed_text, squeezed_word))
    return SLUICE_SEARCH_FIT_START;
  if (starts_a_word (text, word))
    return SLUICE_SEARCH_FIT_WORD_START;
  if (strstr (text, word) != NULL)
    return SLUICE_SEARCH_FIT_INSIDE;

  return SLUICE_SEARCH_FIT_NONE;
}

static guint
fit_of_keywords (SluiceSearchIndex *self, const char *word)
{
  guint best = SLUICE_SEARCH_FIT_NONE;

  for (guint i = 0; self->keywords[i] != NULL; i++)
    {
      if (g_str_equal (self->keywords[i], word))
        return SLUICE_SEARCH_FIT_KEYWORD;
      if (starts_a_word (self->keywords[i], word))
        best = SLUICE_SEARCH_FIT_KEYWORD_START;
    }

  return best;
}

/* The best fit of one word, or of the whole of what was typed. */
static guint
fit_of_word (SluiceSearchIndex *self, const char *word)
{
  const gsize length = (gsize) g_utf8_strlen (word, -1);
  g_autofree char *squeezed = squeeze (word);
  guint best;

  /* What has no letter and no digit fits as it stands, or not at all. */
  if (*squeezed == '\0')
    return strstr (self->label, word) != NULL ? SLUICE_SEARCH_FIT_INSIDE : SLUICE_SEARCH_FIT_NONE;

  best = MAX (fit_of_name (self->label, self->squeezed_label, word, squeezed),
              fit_of_name (self->name, self->squeezed_name, word, squeezed));
  best = MAX (best, fit_of_keywords (self, word));
  if (best < SLUICE_SEARCH_FIT_INITIALS && length >= 2 && g_str_equal (self->initials, squeezed))
    best = SLUICE_SEARCH_FIT_INITIALS;
  if (best < SLUICE_SEARCH_FIT_CATEGORY && starts_a_word (self->category, word))
    best = SLUICE_SEARCH_FIT_CATEGORY;
  if (best < SLUICE_SEARCH_FIT_CAPTION && length >= 3 && starts_a_word (self->caption, word))
    best = SLUICE_SEARCH_FIT_CAPTION;
  if (best < SLUICE_SEARCH_FIT_TYPO)
    best = MAX (best, fit_of_typo (self, word));
  if (best < SLUICE_SEARCH_FIT_LETTERS && length >= 2 &&
      (has_letters_in_order (self->label, word) || has_letters_in_order (self->name, word)))
    best = SLUICE_SEARCH_FIT_LETTERS;

  return best;
}

guint
sluice_search_index_match (SluiceSearchIndex *self, const char *needle)
{
  g_autofree char *folded = fold (needle);
  g_auto (GStrv) words = NULL;
  guint whole;
  guint weakest = SLUICE_SEARCH_FIT_EXACT;

  g_strstrip (folded);
  if (*folded == '\0')
    return SLUICE_SEARCH_FIT_ANYTHING;

  whole = fit_of_word (self, folded);
  if (whole > SLUICE_SEARCH_FIT_TYPO || strchr (folded, ' ') == NULL)
    return whole;

  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      weakest = MIN (weakest, fit_of_word (self, words[i]));

  return MAX (whole, weakest);
}
