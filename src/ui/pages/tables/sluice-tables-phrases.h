/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan.h"

G_BEGIN_DECLS

/**
 * SluiceSuggestion:
 * @n_tables: tables with known rows
 * @rows: their rows
 * @n_unknown: how many more there are whose rows are unknown
 *
 * What Select Suggested would add, as sluice_table_list_preview_suggested() tells it.
 */
typedef struct
{
  guint n_tables;
  gint64 rows;
  guint n_unknown;
} SluiceSuggestion;

/* What it would add now. */
SluiceSuggestion sluice_tables_get_suggestion (SluiceTableList *tables);
/* "shop · read 2 minutes ago". (transfer full) */
char *sluice_tables_phrase_origin (SluicePlan *plan);
/* Pango markup: "<b>4 of 14</b> tables · first load <b>1,455,394</b> rows · <b>≈ 80 k – 257 k</b> a month". With @lines
 * the month stands in a line of its own. (transfer full) */
char *sluice_tables_markup_totals (SluiceTableList *tables, gboolean lines);
/* Before: "Selects 9 more tables with 52,000 rows". (transfer full) */
char *sluice_tables_phrase_suggestion (const SluiceSuggestion *suggestion);
/* After: "9 tables with 52,000 rows added". (transfer full) */
char *sluice_tables_phrase_suggested (const SluiceSuggestion *suggestion);

G_END_DECLS
