/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_markdown_to_markup:
 * @markdown: (nullable): a caption from the server
 *
 * Turns the Markdown of captions (CommonMark) into Pango markup: bold, italic, code, lists, paragraphs, and links to https
 * addresses. A link to anything else and HTML stand there as text; text from outside can never bring markup of its own,
 * nor fetch anything. What is far too long for a caption is cut.
 *
 * Returns: (transfer full): markup, "" for %NULL
 */
char *sluice_markdown_to_markup (const char *markdown);

/**
 * sluice_markdown_to_markup_with_links:
 * @markdown: (nullable): a text of our own
 * @scheme: (nullable): what the addresses begin with that are linked to besides https, such as “help:”
 *
 * As sluice_markdown_to_markup(), with links that only the caller's label understands.
 *
 * Returns: (transfer full): markup, "" for %NULL
 */
char *sluice_markdown_to_markup_with_links (const char *markdown, const char *scheme);

G_END_DECLS
