/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceSearchIndex:
 *
 * What one entry of a catalogue can be found by, folded once: a search looks at every entry at each keystroke.
 * Immutable, so any thread may read it.
 */
typedef struct _SluiceSearchIndex SluiceSearchIndex;

/**
 * SluiceSearchFit:
 *
 * How well a search fits, from best to weakest. The last two are guesses: only worth showing when there is nothing
 * better.
 */
typedef enum
{
  SLUICE_SEARCH_FIT_NONE = 0,
  SLUICE_SEARCH_FIT_ANYTHING = 1, /* nothing was searched for */
  SLUICE_SEARCH_FIT_LETTERS = 50,
  SLUICE_SEARCH_FIT_TYPO = 100,
  SLUICE_SEARCH_FIT_CAPTION = 200,
  SLUICE_SEARCH_FIT_CATEGORY = 400,
  SLUICE_SEARCH_FIT_INSIDE = 500,
  SLUICE_SEARCH_FIT_KEYWORD_START = 600,
  SLUICE_SEARCH_FIT_INITIALS = 650,
  SLUICE_SEARCH_FIT_WORD_START = 700,
  SLUICE_SEARCH_FIT_START = 800,
  SLUICE_SEARCH_FIT_KEYWORD = 900,
  SLUICE_SEARCH_FIT_EXACT = 1000,
} SluiceSearchFit;

/**
 * sluice_search_index_new:
 * @name: the entry's name in the API
 * @label: the name people know
 * @category: (nullable): its category
 * @caption: (nullable): what is said of it
 * @keywords: (nullable): more words
 *
 * Returns: (transfer full): the index
 */
SluiceSearchIndex *sluice_search_index_new (const char *name,
                                            const char *label,
                                            const char *category,
                                            const char *caption,
                                            const char *const *keywords);
void sluice_search_index_free (SluiceSearchIndex *self);

/**
 * sluice_search_index_match:
 * @self: an index
 * @needle: (nullable): what was typed
 *
 * Looks for @needle as a whole and, where it has several words, for each of them in any order; the weakest counts then.
 * Case, accents and what stands between words do not matter; a letter or two may be wrong, left out, too many or
 * swapped in a word of four letters and more.
 *
 * Returns: a #SluiceSearchFit, or a little less where a guess is less sure
 */
guint sluice_search_index_match (SluiceSearchIndex *self, const char *needle);

G_END_DECLS
