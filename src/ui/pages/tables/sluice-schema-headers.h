/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-table-view.h"

G_BEGIN_DECLS

/**
 * SluiceSchemaHeaders:
 *
 * The rows above the tables of each schema in a column view: it makes them while the tables are grouped, and keeps what
 * they say up to date. Main thread only.
 */

#define SLUICE_TYPE_SCHEMA_HEADERS (sluice_schema_headers_get_type ())
G_DECLARE_FINAL_TYPE (SluiceSchemaHeaders, sluice_schema_headers, SLUICE, SCHEMA_HEADERS, GObject)

/**
 * sluice_schema_headers_new:
 * @column_view: (transfer none): where they are; it has to outlive them
 *
 * Returns: (transfer full): headers that are not shown yet
 */
SluiceSchemaHeaders *sluice_schema_headers_new (GtkColumnView *column_view);

/**
 * sluice_schema_headers_set_view:
 * @self: headers
 * @view: (transfer none): the tables that @column_view shows
 *
 * To be called once.
 */
void sluice_schema_headers_set_view (SluiceSchemaHeaders *self, SluiceTableView *view);

/**
 * sluice_schema_headers_set_shown:
 * @self: headers
 * @shown: whether there are any
 *
 * Makes the header rows, or takes all of them off at once.
 */
void sluice_schema_headers_set_shown (SluiceSchemaHeaders *self, gboolean shown);

/**
 * sluice_schema_headers_hold:
 * @self: headers
 *
 * Takes the header rows off until [method@SchemaHeaders.release]: for a change of which columns are visible. When a
 * column appears, GTK 4.18 gives a cell of it to every row of the list, header rows included, which nothing ever takes
 * from them again.
 */
void sluice_schema_headers_hold (SluiceSchemaHeaders *self);

/**
 * sluice_schema_headers_release:
 * @self: headers
 *
 * Makes the header rows anew if they are shown.
 */
void sluice_schema_headers_release (SluiceSchemaHeaders *self);

/**
 * sluice_schema_headers_queue_update:
 * @self: headers
 *
 * Has every header count its tables anew, once after a change, however many tables it was.
 */
void sluice_schema_headers_queue_update (SluiceSchemaHeaders *self);

G_END_DECLS
