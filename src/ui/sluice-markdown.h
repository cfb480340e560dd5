/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_markdown_to_markup:
 * @markdown: (nullable): a caption from the server
 *
 * Turns the little Markdown that captions have into Pango markup: bold, code, and links to https addresses. Everything
 * else stands as it is, escaped; text from outside can never bring markup of its own.
 *
 * Returns: (transfer full): markup, "" for %NULL
 */
char *sluice_markdown_to_markup (const char *markdown);

G_END_DECLS
