/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_markdown_escape:
 * @text: a name or a value, whatever is in it
 *
 * Returns: (transfer full): @text such that Markdown shows it as it is, in one line, in a table too
 */
char *sluice_markdown_escape (const char *text);

G_END_DECLS
