/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-table-view.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SCHEMA_HEADER (sluice_schema_header_get_type ())

/**
 * SluiceSchemaHeader:
 *
 * What stands above the tables of a schema while they are grouped: its name, how much of it is selected, and a check
 * for all of it. The check never touches what is not shown, what cannot be read, nor what the server leaves off by
 * default (DESIGN 7.1): those are for a person to decide one by one.
 */
G_DECLARE_FINAL_TYPE (SluiceSchemaHeader, sluice_schema_header, SLUICE, SCHEMA_HEADER, GtkWidget)

GtkWidget *sluice_schema_header_new (void);

/**
 * sluice_schema_header_show:
 * @self: a header
 * @view: (nullable): the view; %NULL for nothing
 * @start: the first position of the section
 * @end: the one after its last
 *
 * Says what it stands for, and counts anew.
 */
void sluice_schema_header_show (SluiceSchemaHeader *self, SluiceTableView *view, guint start, guint end);

/**
 * sluice_schema_header_update:
 * @self: a header
 *
 * Counts anew what is selected.
 */
void sluice_schema_header_update (SluiceSchemaHeader *self);

G_END_DECLS
