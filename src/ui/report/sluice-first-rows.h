/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-client.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FIRST_ROWS (sluice_first_rows_get_type ())

/**
 * SluiceFirstRows:
 *
 * The first rows of a stored table, asked for on a click: nobody's data comes to the screen unasked. Where the server
 * refuses, its words stand there, and the query above can be run elsewhere.
 */
G_DECLARE_FINAL_TYPE (SluiceFirstRows, sluice_first_rows, SLUICE, FIRST_ROWS, AdwBin)

/**
 * sluice_first_rows_offer:
 * @self: a widget
 * @client: the account
 * @table: what the table is called, for its accessible name
 * @query: what reads its first rows
 *
 * Offers to read them.
 */
void sluice_first_rows_offer (SluiceFirstRows *self, SluiceClient *client, const char *table, const char *query);

G_END_DECLS
