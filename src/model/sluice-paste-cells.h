/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_paste_cells_read:
 * @text: what was pasted
 *
 * Takes the printed result of a query apart, whatever printed it: columns between tabs, commas or semicolons (with
 * quotes, as in CSV), bars with or without borders (psql, mysql, bq, snowsql, clickhouse-client), dashes under the
 * header (sqlcmd), or at least a last word after white space. Borders, and lines that have fewer than two columns, such
 * as "(12 rows)", are left out. May run on any thread.
 *
 * Returns: (transfer full) (element-type GStrv): the lines, each with two or more cells, without white space around
 */
GPtrArray *sluice_paste_cells_read (const char *text);

G_END_DECLS
