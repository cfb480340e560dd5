/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan.h"
#include "sluice-report-table.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REPORT (sluice_report_get_type ())

/**
 * SluiceReport:
 *
 * What was asked for against what there is, once the first syncs have ended: tables, methods, cursors, frequency, rows.
 * Immutable. It may be made on one thread and given to another.
 */
G_DECLARE_FINAL_TYPE (SluiceReport, sluice_report, SLUICE, REPORT, GObject)

/**
 * sluice_report_new:
 * @plan: what was asked for
 * @source: what there is, with full tables
 * @synced: (nullable) (element-type utf8 gint64): rows that the first sync of each table brought, by the API's name;
 *   of others the stored rows count
 * @webhook: (nullable): how the webhook stands, translated, in words of our own; %NULL where none is needed
 * @at: when @source was read
 *
 * Compares.
 *
 * Returns: (transfer full): a new report
 */
SluiceReport *
sluice_report_new (SluicePlan *plan, SluiceSource *source, GHashTable *synced, const char *webhook, GDateTime *at);

/**
 * sluice_report_get_tables:
 * @self: a report
 *
 * Returns: (transfer none): a list model of [class@ReportTable]: those that were asked for, in their order, then those
 *   that are on unasked
 */
GListModel *sluice_report_get_tables (SluiceReport *self);

/**
 * sluice_report_get_settings:
 * @self: a report
 *
 * Returns: (transfer none): a list model of [class@PlanDifference]: what of the source itself is not as asked
 */
GListModel *sluice_report_get_settings (SluiceReport *self);

/**
 * sluice_report_count:
 * @self: a report
 * @findings: one or more findings
 *
 * Returns: how many tables have any of @findings
 */
guint sluice_report_count (SluiceReport *self, SluiceFindings findings);

/**
 * sluice_report_get_agrees:
 * @self: a report
 *
 * Returns: whether everything is as it was asked for; a table that failed or is empty is so, too
 */
gboolean sluice_report_get_agrees (SluiceReport *self);

/**
 * sluice_report_get_title:
 * @self: a report
 *
 * Returns: the source: "Postgres · shop"
 */
const char *sluice_report_get_title (SluiceReport *self);

/**
 * sluice_report_get_file_name:
 * @self: a report
 *
 * Returns: a name to save it under: "postgres-shop-verified.md"
 */
const char *sluice_report_get_file_name (SluiceReport *self);

/**
 * sluice_report_get_source_id:
 * @self: a report
 *
 * Returns: the id of the source
 */
const char *sluice_report_get_source_id (SluiceReport *self);

/**
 * sluice_report_get_prefix:
 * @self: a report
 *
 * Returns: the prefix of the source, "" for none
 */
const char *sluice_report_get_prefix (SluiceReport *self);

/**
 * sluice_report_get_schedule:
 * @self: a report
 *
 * Returns: how often it was asked to sync, translated
 */
const char *sluice_report_get_schedule (SluiceReport *self);

/**
 * sluice_report_get_webhook:
 * @self: a report
 *
 * Returns: (nullable): how the webhook stands, translated; %NULL where none is needed
 */
const char *sluice_report_get_webhook (SluiceReport *self);

/**
 * sluice_report_get_at:
 * @self: a report
 *
 * Returns: (transfer none): when the source was read
 */
GDateTime *sluice_report_get_at (SluiceReport *self);

/**
 * sluice_report_dup_headline:
 * @self: a report
 *
 * Returns: (transfer full): translated: "All 4 tables are as chosen", "2 of 5 tables not as chosen"
 */
char *sluice_report_dup_headline (SluiceReport *self);

/**
 * sluice_report_dup_rows:
 * @self: a report
 *
 * Returns: (transfer full): translated: "Rows discovered: 1,455,394 · synced: 1,455,394"; a sum that lacks some says so
 */
char *sluice_report_dup_rows (SluiceReport *self);

/**
 * sluice_report_dup_attention:
 * @self: a report
 *
 * Returns: (transfer full) (nullable): translated: "1 failed · 2 have never run · 1 is empty", %NULL for none
 */
char *sluice_report_dup_attention (SluiceReport *self);

/**
 * SluiceReportFormat:
 * @SLUICE_REPORT_MARKDOWN: with headings and a table
 * @SLUICE_REPORT_PLAIN: for whoever reads it as it is
 *
 * How a report is written.
 */
typedef enum
{
  SLUICE_REPORT_MARKDOWN,
  SLUICE_REPORT_PLAIN,
} SluiceReportFormat;

/**
 * sluice_report_to_text:
 * @self: a report
 * @format: how
 *
 * Writes the report for people, with every table and a query for each. There are no secrets in it: nothing that was
 * typed into the form, and none of the server's words about a failure, which may quote something. May run on any thread.
 *
 * Returns: (transfer full): translated text, with numbers as the locale writes them
 */
char *sluice_report_to_text (SluiceReport *self, SluiceReportFormat format);

G_END_DECLS
