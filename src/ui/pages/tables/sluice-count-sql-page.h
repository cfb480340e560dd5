/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-form.h"
#include "sluice-table-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_COUNT_SQL_PAGE (sluice_count_sql_page_get_type ())

/**
 * SluiceCountSqlPage:
 *
 * A query to copy, and its result pasted back: what of it fits which table is shown before anything is set.
 *
 * Signal "take" (GPtrArray of SluiceTable, GArray of gint64, SluiceRowsOrigin as int): the person wants these numbers.
 */
G_DECLARE_FINAL_TYPE (SluiceCountSqlPage, sluice_count_sql_page, SLUICE, COUNT_SQL_PAGE, AdwNavigationPage)

AdwNavigationPage *sluice_count_sql_page_new (SluiceTableList *tables, SluiceForm *form);

/**
 * sluice_count_sql_page_set_scope:
 * @self: a page
 * @tables: (element-type SluiceTable): the tables to count
 *
 * Writes the query anew. The one that counts every row is of these tables only, the other one of all there are.
 */
void sluice_count_sql_page_set_scope (SluiceCountSqlPage *self, GPtrArray *tables);

G_END_DECLS
