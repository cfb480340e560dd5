/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"
#include "sluice-source.h"
#include "sluice-table-list.h"

G_BEGIN_DECLS

/**
 * sluice_duplicates_is_same_origin:
 * @form: the form of a set-up
 * @source: a source that exists
 *
 * Tells whether both lead to the same database, or the same account of a service. Of a source only what is no secret is
 * known (contract, section 10.1, "job_inputs"): where that does not name the place, nothing is claimed. A database
 * reached under two names, such as a replica's, counts as two.
 *
 * Returns: whether they surely do
 */
gboolean sluice_duplicates_is_same_origin (SluiceForm *form, SluiceSource *source);

/**
 * sluice_duplicates_mark:
 * @tables: the tables of a set-up
 * @form: its form
 * @sources: (nullable): a list model of the [class@Source]s there are; %NULL for none
 *
 * Marks each table that one of @sources syncs already, which the advisor then warns of, and takes the mark from all
 * others: as one edit. A direct connection syncs nothing.
 */
void sluice_duplicates_mark (SluiceTableList *tables, SluiceForm *form, GListModel *sources);

/**
 * sluice_duplicates_dup_full_name:
 * @schema: (nullable): the schema that the form of the source names, or ""
 * @name: the name of a table
 *
 * Makes names of tables comparable across sources: they carry their schema only where the form left it empty (contract,
 * section 8.1).
 *
 * Returns: (transfer full): the name with its schema
 */
char *sluice_duplicates_dup_full_name (const char *schema, const char *name);

G_END_DECLS
