/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_words_split:
 * @name: the name of a table or column
 *
 * Splits a name at case changes and punctuation and lower-cases the words (DESIGN 7.1): "SystemModstamp" gives
 * "system", "modstamp"; "updated_at" gives "updated", "at". May run on any thread.
 *
 * Returns: (transfer full): the words, never %NULL
 */
char **sluice_words_split (const char *name);

/**
 * sluice_words_contain:
 * @words: words as sluice_words_split() gives them
 * @phrase: a word, or several with single spaces between
 *
 * Looks for a word or for words that follow each other. A phrase of several words is also found as one word, since some
 * services write "lastmodifieddate".
 *
 * Returns: whether @phrase is there
 */
gboolean sluice_words_contain (const char *const *words, const char *phrase);

/**
 * sluice_words_contain_stem:
 * @words: words as sluice_words_split() gives them
 * @stems: (array zero-terminated=1): words
 *
 * Looks for one of @stems as a word, or run together with what such a word usually stands with, since databases that
 * fold names write "updatedat" and "lastmodified": "last", "row", "record", "system" or "date" before it; "at", "on",
 * "date", "time", "timestamp", "datetime", "ts" or "utc" after it.
 *
 * Returns: whether one is there
 */
gboolean sluice_words_contain_stem (const char *const *words, const char *const *stems);

/**
 * sluice_words_get_last:
 * @words: words as sluice_words_split() gives them
 *
 * Returns: (transfer none) (nullable): the last word, or %NULL if there are none
 */
const char *sluice_words_get_last (const char *const *words);

G_END_DECLS
