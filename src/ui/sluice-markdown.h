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

G_END_DECLS
