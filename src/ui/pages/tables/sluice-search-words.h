/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/* A word of a search is a bit. */
#define SLUICE_MAX_SEARCH_WORDS 32

/**
 * sluice_search_fold:
 * @text: any text
 *
 * Returns: (transfer full): @text as it is searched: without upper case, and with accents taken apart
 */
char *sluice_search_fold (const char *text);

/**
 * sluice_search_split:
 * @search: (nullable): what was typed
 *
 * Returns: (transfer full): the folded words of it, at most %SLUICE_MAX_SEARCH_WORDS; empty for none
 */
GStrv sluice_search_split (const char *search);

/**
 * sluice_search_highlight:
 * @attributes: where to add to
 * @text: what is shown, from @offset bytes on
 * @offset: where @text begins in what the attributes are for, in bytes
 * @words: folded words
 * @color: the background of what matches
 * @alpha: how much of it
 *
 * Marks where the words stand in a text.
 *
 * Returns: the words that were found, a bit each
 */
guint32 sluice_search_highlight (PangoAttrList *attributes,
                                 const char *text,
                                 gsize offset,
                                 const char *const *words,
                                 const PangoColor *color,
                                 guint16 alpha);

G_END_DECLS
