/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan-compare.h"
#include "sluice-source.h"
#include "sluice-table.h"

G_BEGIN_DECLS

/**
 * SluiceFindings:
 * @SLUICE_FINDING_NONE: as asked, and it has rows
 * @SLUICE_FINDING_MISSING: asked for, and the source does not have it
 * @SLUICE_FINDING_OFF: asked for, there, and off
 * @SLUICE_FINDING_UNASKED: on, and not asked for
 * @SLUICE_FINDING_OTHERWISE: syncs in another way than asked
 * @SLUICE_FINDING_FAILED: its sync failed or was stopped
 * @SLUICE_FINDING_NEVER: on, and never ran
 * @SLUICE_FINDING_EMPTY: its sync is complete and brought no row
 *
 * What there is to say of a table.
 */
typedef enum
{
  SLUICE_FINDING_NONE = 0,
  SLUICE_FINDING_MISSING = 1 << 0,
  SLUICE_FINDING_OFF = 1 << 1,
  SLUICE_FINDING_UNASKED = 1 << 2,
  SLUICE_FINDING_OTHERWISE = 1 << 3,
  SLUICE_FINDING_FAILED = 1 << 4,
  SLUICE_FINDING_NEVER = 1 << 5,
  SLUICE_FINDING_EMPTY = 1 << 6,
} SluiceFindings;

/* What is not as it was asked for. */
#define SLUICE_FINDINGS_UNLIKE                                                                                         \
  (SLUICE_FINDING_MISSING | SLUICE_FINDING_OFF | SLUICE_FINDING_UNASKED | SLUICE_FINDING_OTHERWISE)
/* Everything that somebody should look at. */
#define SLUICE_FINDINGS_ALL                                                                                            \
  (SLUICE_FINDINGS_UNLIKE | SLUICE_FINDING_FAILED | SLUICE_FINDING_NEVER | SLUICE_FINDING_EMPTY)

#define SLUICE_TYPE_REPORT_TABLE (sluice_report_table_get_type ())

/**
 * SluiceReportTable:
 *
 * What was asked of one table against what there is. Immutable. Properties (read-only, for filters and sorters):
 * "name", "findings" (guint).
 */
G_DECLARE_FINAL_TYPE (SluiceReportTable, sluice_report_table, SLUICE, REPORT_TABLE, GObject)

/**
 * sluice_report_table_new:
 * @asked: (nullable): the table as it was chosen, %NULL for one that nobody chose
 * @there: (nullable): the table of the source, %NULL if it has none of that name
 * @differences: (transfer full) (element-type SluicePlanDifference): what of the choice differs
 * @synced: rows that its first sync brought, -1 for unknown
 *
 * Compares. At least one of @asked and @there is given.
 *
 * Returns: (transfer full): a new table of a report
 */
SluiceReportTable *
sluice_report_table_new (SluiceTable *asked, SluiceSourceTable *there, GPtrArray *differences, gint64 synced);

/**
 * sluice_report_table_get_name:
 * @self: a table of a report
 *
 * Returns: the API's name: "public.orders"
 */
const char *sluice_report_table_get_name (SluiceReportTable *self);

/**
 * sluice_report_table_get_findings:
 * @self: a table of a report
 *
 * Returns: what there is to say of it
 */
SluiceFindings sluice_report_table_get_findings (SluiceReportTable *self);

/**
 * sluice_report_table_get_differences:
 * @self: a table of a report
 *
 * Returns: (transfer none) (element-type SluicePlanDifference): what of its choice differs, the first being what was
 *   asked
 */
GPtrArray *sluice_report_table_get_differences (SluiceReportTable *self);

/**
 * sluice_report_table_get_asked:
 * @self: a table of a report
 *
 * Returns: how it was asked to sync, translated: "Incremental by updated_at"; "" when it was not
 */
const char *sluice_report_table_get_asked (SluiceReportTable *self);

/**
 * sluice_report_table_get_there:
 * @self: a table of a report
 *
 * Returns: how it syncs, translated: "Incremental by updated_at · every 24 hours"; "" when it does not
 */
const char *sluice_report_table_get_there (SluiceReportTable *self);

/**
 * sluice_report_table_get_discovered:
 * @self: a table of a report
 *
 * Returns: rows that discovery or a count saw, -1 for unknown
 */
gint64 sluice_report_table_get_discovered (SluiceReportTable *self);

/**
 * sluice_report_table_get_discovered_text:
 * @self: a table of a report
 *
 * Returns: the same as it is shown: "1,204,331", "≈ 1.2 M", "unknown"
 */
const char *sluice_report_table_get_discovered_text (SluiceReportTable *self);

/**
 * sluice_report_table_get_synced:
 * @self: a table of a report
 *
 * Returns: rows that its first sync brought, -1 for unknown
 */
gint64 sluice_report_table_get_synced (SluiceReportTable *self);

/**
 * sluice_report_table_get_state:
 * @self: a table of a report
 *
 * Returns: where its last sync stands; NONE when it never ran, or is not there
 */
SluiceState sluice_report_table_get_state (SluiceReportTable *self);

/**
 * sluice_report_table_get_state_text:
 * @self: a table of a report
 *
 * Returns: the same in words, translated; "" when there is none
 */
const char *sluice_report_table_get_state_text (SluiceReportTable *self);

/**
 * sluice_report_table_get_error:
 * @self: a table of a report
 *
 * Returns: (nullable): the server's words about its last failure. For the window only: they may quote something
 */
const char *sluice_report_table_get_error (SluiceReportTable *self);

/**
 * sluice_report_table_get_stored_name:
 * @self: a table of a report
 *
 * Returns: (nullable): what the stored table is called, as the server says; %NULL while there is none
 */
const char *sluice_report_table_get_stored_name (SluiceReportTable *self);

/**
 * sluice_report_table_dup_query:
 * @self: a table of a report
 *
 * Returns: (transfer full) (nullable): what reads its first rows; %NULL while there is no stored table
 */
char *sluice_report_table_dup_query (SluiceReportTable *self);

/**
 * sluice_report_table_dup_remark:
 * @self: a table of a report
 *
 * Returns: (transfer full) (nullable): what there is to say of it, a translated line each; %NULL for nothing
 */
char *sluice_report_table_dup_remark (SluiceReportTable *self);

G_END_DECLS
