/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-row-filter.h"
#include "sluice-table.h"

G_BEGIN_DECLS

/* What a table can be told beyond method, cursor, key and frequency, which sluice-table.h has.
 *
 * All getters give what counts for the table as it is chosen: a look-back, say, is kept while the method has no use for
 * it, is not given then, and comes back with the method. sluice_table_dup_part_obstacle() says why a part has no use.
 */

/**
 * SluiceChoicePart:
 * @SLUICE_CHOICE_SELECTED: whether it syncs; property "selected"
 * @SLUICE_CHOICE_METHOD: the method; "method"
 * @SLUICE_CHOICE_CURSOR: the cursor field; "cursor"
 * @SLUICE_CHOICE_PRIMARY_KEYS: the key; "primary-keys"
 * @SLUICE_CHOICE_FREQUENCY: how often; "frequency"
 * @SLUICE_CHOICE_TIME_OF_DAY: when in the day; "time-of-day"
 * @SLUICE_CHOICE_LOOK_BACK: how far before the last value it reads again; "look-back"
 * @SLUICE_CHOICE_FULL_REFRESH: how often it is copied whole; "full-refresh-days"
 * @SLUICE_CHOICE_CDC_TABLE_MODE: which tables CDC keeps; "cdc-table-mode"
 * @SLUICE_CHOICE_COLUMNS: which columns; "enabled-columns"
 * @SLUICE_CHOICE_ROW_FILTERS: which rows; "row-filters"
 *
 * The parts of what is chosen for a table, as flags.
 */
typedef enum
{
  SLUICE_CHOICE_NONE = 0,
  SLUICE_CHOICE_SELECTED = 1 << 0,
  SLUICE_CHOICE_METHOD = 1 << 1,
  SLUICE_CHOICE_CURSOR = 1 << 2,
  SLUICE_CHOICE_PRIMARY_KEYS = 1 << 3,
  SLUICE_CHOICE_FREQUENCY = 1 << 4,
  SLUICE_CHOICE_TIME_OF_DAY = 1 << 5,
  SLUICE_CHOICE_LOOK_BACK = 1 << 6,
  SLUICE_CHOICE_FULL_REFRESH = 1 << 7,
  SLUICE_CHOICE_CDC_TABLE_MODE = 1 << 8,
  SLUICE_CHOICE_COLUMNS = 1 << 9,
  SLUICE_CHOICE_ROW_FILTERS = 1 << 10,
  SLUICE_CHOICE_ALL = (1 << 11) - 1,
} SluiceChoicePart;

/**
 * sluice_choice_part_get_label:
 * @part: one part
 *
 * Returns: its translated name: "Cursor"
 */
const char *sluice_choice_part_get_label (SluiceChoicePart part);

/**
 * SluiceCdcTableMode:
 * @SLUICE_CDC_TABLE_CONSOLIDATED: one table with the rows as they are now
 * @SLUICE_CDC_TABLE_CHANGES: a log of changes
 * @SLUICE_CDC_TABLE_BOTH: both
 *
 * Which tables CDC keeps (contract, section 13.4).
 */
typedef enum
{
  SLUICE_CDC_TABLE_CONSOLIDATED,
  SLUICE_CDC_TABLE_CHANGES,
  SLUICE_CDC_TABLE_BOTH,
} SluiceCdcTableMode;

#define SLUICE_CDC_TABLE_LAST SLUICE_CDC_TABLE_BOTH
#define SLUICE_TYPE_CDC_TABLE_MODE (sluice_cdc_table_mode_get_type ())
GType sluice_cdc_table_mode_get_type (void);

/**
 * sluice_cdc_table_mode_to_word:
 * @mode: a mode
 *
 * Returns: the API's word: "cdc_only"
 */
const char *sluice_cdc_table_mode_to_word (SluiceCdcTableMode mode);

/**
 * sluice_cdc_table_mode_from_word:
 * @word: (nullable): a word of the API
 * @mode: (out) (optional): the mode
 *
 * Returns: %FALSE, and @mode untouched, for %NULL and words nobody knows
 */
gboolean sluice_cdc_table_mode_from_word (const char *word, SluiceCdcTableMode *mode);

/**
 * sluice_cdc_table_mode_get_label:
 * @mode: a mode
 *
 * Returns: translated words for a drop-down: "Current rows"
 */
const char *sluice_cdc_table_mode_get_label (SluiceCdcTableMode mode);

/* The contract's limits (sections 9.2 and 11.1). */
#define SLUICE_LOOK_BACK_MAX 5184000
#define SLUICE_FULL_REFRESH_DAYS_MAX 90
#define SLUICE_SECONDS_A_DAY 86400

/**
 * sluice_time_of_day_to_text:
 * @seconds: seconds since midnight in UTC, or -1
 *
 * Returns: (transfer full): "HH:MM:SS" as the API has it; "" for -1
 */
char *sluice_time_of_day_to_text (int seconds);

/**
 * sluice_time_of_day_dup_label:
 * @seconds: seconds since midnight in UTC, from 0
 *
 * Returns: (transfer full): a time of day to be read: "02:00 UTC", translated
 */
char *sluice_time_of_day_dup_label (int seconds);

/**
 * sluice_time_of_day_from_text:
 * @text: (nullable): "HH:MM" or "HH:MM:SS"
 *
 * Returns: seconds since midnight; -1 for %NULL, "" and what is no time of day
 */
int sluice_time_of_day_from_text (const char *text);

/**
 * sluice_look_back_dup_label:
 * @seconds: seconds, or -1
 *
 * Returns: (transfer full): translated words in the greatest unit that fits: "2 days"; "as the server does" for -1
 */
char *sluice_look_back_dup_label (int seconds);

/**
 * sluice_full_refresh_dup_label:
 * @days: days, or 0
 *
 * Returns: (transfer full): translated words: "every 7 days"; "never" for 0
 */
char *sluice_full_refresh_dup_label (guint days);

/**
 * sluice_table_dup_part_obstacle:
 * @self: a table
 * @part: one part
 *
 * Says why a part of the choice has no use for the table as it is chosen, or cannot be chosen at all: why its entry is
 * greyed in an inspector. For the methods there is [method@Table.dup_obstacle].
 *
 * Returns: (transfer full) (nullable): a translated sentence; %NULL when the part can be chosen
 */
char *sluice_table_dup_part_obstacle (SluiceTable *self, SluiceChoicePart part);

/**
 * sluice_table_dup_primary_keys_obstacle:
 * @self: a table
 * @columns: (array zero-terminated=1) (nullable): names of columns, or %NULL for the detected key
 *
 * Returns: (transfer full) (nullable): why they cannot be the key, as a translated sentence; %NULL when they can
 */
char *sluice_table_dup_primary_keys_obstacle (SluiceTable *self, const char *const *columns);

/**
 * sluice_table_dup_frequency_obstacle:
 * @self: a table
 * @frequency: a #SluiceFrequency, or -1 for as the plan says
 *
 * Returns: (transfer full) (nullable): why the table cannot sync so often, as a translated sentence; %NULL when it can
 */
char *sluice_table_dup_frequency_obstacle (SluiceTable *self, int frequency);

/**
 * sluice_table_get_time_of_day:
 * @self: a table
 *
 * Returns: when in the day it syncs, in seconds since midnight in UTC; -1 for as the plan says, and while it syncs more
 *   than once a day
 */
int sluice_table_get_time_of_day (SluiceTable *self);

/**
 * sluice_table_set_time_of_day:
 * @self: a table
 * @seconds: seconds since midnight in UTC, or -1 for as the plan says
 *
 * Gives the table a time of day of its own; does nothing for a table that syncs more than once a day.
 */
void sluice_table_set_time_of_day (SluiceTable *self, int seconds);

/**
 * sluice_table_get_look_back:
 * @self: a table
 *
 * Returns: how many seconds before the last value it reads again; -1 for as the server does, and for other methods than
 *   incremental by a time
 */
int sluice_table_get_look_back (SluiceTable *self);

/**
 * sluice_table_set_look_back:
 * @self: a table
 * @seconds: 0 … `SLUICE_LOOK_BACK_MAX`, or -1 for as the server does
 *
 * Sets the look-back; does nothing beyond the limits or where it has no use. 0 is not the same as -1: some sources have
 * a default of their own, which 0 overrides.
 */
void sluice_table_set_look_back (SluiceTable *self, int seconds);

/**
 * sluice_table_get_full_refresh_days:
 * @self: a table
 *
 * Returns: every how many days it is copied whole besides; 0 for never. Never shorter than the interval at which the
 *   table syncs now.
 */
guint sluice_table_get_full_refresh_days (SluiceTable *self);

/**
 * sluice_table_set_full_refresh_days:
 * @self: a table
 * @days: 1 … `SLUICE_FULL_REFRESH_DAYS_MAX`, or 0 for never
 *
 * Sets the periodic full refresh, which rids the copy of deleted rows; does nothing where
 * [method@Table.dup_full_refresh_obstacle] has a reason.
 */
void sluice_table_set_full_refresh_days (SluiceTable *self, guint days);

/**
 * sluice_table_dup_full_refresh_obstacle:
 * @self: a table
 * @days: a number of days
 *
 * Returns: (transfer full) (nullable): why it cannot be copied whole every so many days, as a translated sentence;
 * %NULL when it can
 */
char *sluice_table_dup_full_refresh_obstacle (SluiceTable *self, guint days);

/**
 * sluice_table_get_cdc_table_mode:
 * @self: a table
 *
 * Returns: which tables CDC keeps; CONSOLIDATED for other methods
 */
SluiceCdcTableMode sluice_table_get_cdc_table_mode (SluiceTable *self);

/**
 * sluice_table_set_cdc_table_mode:
 * @self: a table
 * @mode: a mode
 *
 * Sets which tables CDC keeps; does nothing for other methods.
 */
void sluice_table_set_cdc_table_mode (SluiceTable *self, SluiceCdcTableMode mode);

/**
 * sluice_table_get_enabled_columns:
 * @self: a table
 *
 * Returns: (array zero-terminated=1) (transfer none) (nullable): the columns chosen to sync, in the table's order;
 * %NULL for all, also those that the source gets later. Key and cursor sync whether they are among them or not.
 */
const char *const *sluice_table_get_enabled_columns (SluiceTable *self);

/**
 * sluice_table_set_enabled_columns:
 * @self: a table
 * @columns: (array zero-terminated=1) (nullable): names of columns; an empty list for key and cursor alone; %NULL for
 *   all
 *
 * Chooses columns; does nothing where the source has no choice of columns or a name is unknown. All of them is the same
 * as %NULL.
 */
void sluice_table_set_enabled_columns (SluiceTable *self, const char *const *columns);

/**
 * sluice_table_get_column_enabled:
 * @self: a table
 * @column: the name of a column
 *
 * Returns: whether the column syncs: chosen, or locked
 */
gboolean sluice_table_get_column_enabled (SluiceTable *self, const char *column);

/**
 * sluice_table_set_column_enabled:
 * @self: a table
 * @column: the name of a column
 * @enabled: whether it is to sync
 *
 * Chooses one column; does nothing for one that is locked.
 */
void sluice_table_set_column_enabled (SluiceTable *self, const char *column, gboolean enabled);

/**
 * sluice_table_dup_column_lock:
 * @self: a table
 * @column: the name of a column
 *
 * Returns: (transfer full) (nullable): why the column cannot be left out, as a translated sentence: it is part of the
 *   key, or the cursor; %NULL when it can
 */
char *sluice_table_dup_column_lock (SluiceTable *self, const char *column);

/**
 * sluice_table_count_enabled_columns:
 * @self: a table
 *
 * Returns: how many of its columns sync
 */
guint sluice_table_count_enabled_columns (SluiceTable *self);

/**
 * sluice_table_get_row_filters:
 * @self: a table
 *
 * Returns: (element-type SluiceRowFilter) (transfer none) (nullable): the conditions that all rows must meet, at least
 *   one; %NULL when there are none, and for CDC. Not to be changed.
 */
GPtrArray *sluice_table_get_row_filters (SluiceTable *self);

/**
 * sluice_table_set_row_filters:
 * @self: a table
 * @filters: (element-type SluiceRowFilter) (nullable): filters made for this table; %NULL or empty for none
 *
 * Sets the conditions that all rows must meet; does nothing where the source takes none, or for more than
 * `SLUICE_ROW_FILTERS_MAX`. The filters are referenced, the array is copied.
 */
void sluice_table_set_row_filters (SluiceTable *self, GPtrArray *filters);

/**
 * sluice_table_add_row_filter:
 * @self: a table
 * @filter: a filter made for this table
 *
 * Adds a condition at the end.
 *
 * Returns: %FALSE where the source takes none or there are as many as there can be
 */
gboolean sluice_table_add_row_filter (SluiceTable *self, SluiceRowFilter *filter);

/**
 * sluice_table_remove_row_filter:
 * @self: a table
 * @position: its position among [method@Table.get_row_filters]
 *
 * Takes a condition away.
 */
void sluice_table_remove_row_filter (SluiceTable *self, guint position);

/**
 * sluice_table_reset_choice:
 * @self: a table
 *
 * Puts everything but the selection back to what is recommended.
 */
void sluice_table_reset_choice (SluiceTable *self);

/**
 * sluice_table_dup_choice_text:
 * @self: a table
 *
 * Says what is chosen in one line, without the selection: "Incremental by updated_at · every 6 hours · whole every 7
 * days · 12 of 40 columns · 2 filters". What is as usual is left out.
 *
 * Returns: (transfer full): translated text
 */
char *sluice_table_dup_choice_text (SluiceTable *self);

G_END_DECLS
