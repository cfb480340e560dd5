/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan.h"
#include "sluice-price-list.h"

G_BEGIN_DECLS

/**
 * sluice_phrase_first_load:
 * @tables: the tables of a plan
 *
 * The first load in words: "1,455,394 rows", "at least 1,455,394 rows", "unknown until counted".
 *
 * Returns: (transfer full): translated text
 */
char *sluice_phrase_first_load (SluiceTableList *tables);

/**
 * sluice_phrase_unknown:
 * @n_tables: how many selected tables have no count
 *
 * Returns: (transfer full) (nullable): "2 tables of unknown size are not in it", translated; %NULL for none
 */
char *sluice_phrase_unknown (guint n_tables);

/**
 * sluice_phrase_free_rows:
 * @prices: a price list
 *
 * Returns: (transfer full) (nullable): "1 M rows a month are free, and the first 7 days", translated; %NULL if nothing
 *   is free
 */
char *sluice_phrase_free_rows (const SluicePriceList *prices);

/**
 * sluice_phrase_shared_rows:
 * @prices: prices
 * @plan: what is set up, or was
 * @sources: the project's sources, of #SluiceSource; the one that came of @plan is not counted
 *
 * Returns: (transfer full) (nullable): that the free rows are taken to be for one source alone, as a whole sentence;
 *   %NULL when there is no other that could use them
 */
char *sluice_phrase_shared_rows (const SluicePriceList *prices, SluicePlan *plan, GListModel *sources);

/**
 * sluice_phrase_prices:
 * @prices: a price list
 *
 * Returns: (transfer full): "An estimate by prices of September 2026", translated
 */
char *sluice_phrase_prices (const SluicePriceList *prices);

/**
 * sluice_phrase_tables:
 * @n_tables: how many
 *
 * Returns: (transfer full): "1 table", "12 tables", translated
 */
char *sluice_phrase_tables (guint n_tables);

/**
 * sluice_phrase_code:
 * @text: the name of a stored table, or a query
 *
 * Where a long name wraps, Pango puts a hyphen that is not in it: for SQL that would be another name.
 *
 * Returns: (transfer full): @text as markup that wraps without hyphens
 */
char *sluice_phrase_code (const char *text);

/**
 * sluice_phrase_names:
 * @names: (array zero-terminated=1): names of tables
 * @at_most: how many to name
 *
 * Names some and counts the others: "orders, customers and 3 more".
 *
 * Returns: (transfer full): translated text
 */
char *sluice_phrase_names (const char *const *names, guint at_most);

/**
 * sluice_phrase_duration:
 * @seconds: a length of time
 *
 * Returns: (transfer full): "0:02", "1:12", "1:02:03"
 */
char *sluice_phrase_duration (gint64 seconds);

/**
 * sluice_phrase_local_time:
 * @seconds: seconds since midnight in UTC, from 0
 *
 * Returns: (transfer full): that time of day as it is on this computer's clock today: "03:30"
 */
char *sluice_phrase_local_time (int seconds);

/**
 * sluice_phrase_time_of_day:
 * @time_of_day: "HH:MM" in UTC
 *
 * Says a time of day in UTC as it is on this computer's clock today.
 *
 * Returns: (transfer full): "02:00 UTC is 03:00 here", translated; %NULL when @time_of_day is no time
 */
char *sluice_phrase_time_of_day (const char *time_of_day);

G_END_DECLS
