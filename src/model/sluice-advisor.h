/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table.h"

G_BEGIN_DECLS

/**
 * SluiceAdvice:
 * @rule: the number of the rule of DESIGN 7.1 that decided, 1 … 12
 * @method: the recommended method; NONE for rule 1
 * @cursor: (nullable): the recommended cursor field, interned with the table's
 *
 * What the advisor recommends for one table. Pure: it depends on the facts alone.
 */
typedef struct
{
  guint rule;
  SluiceSyncMethod method;
  const char *cursor;
} SluiceAdvice;

/**
 * SluiceWarnings:
 *
 * What deserves a look before a table is synced as chosen (DESIGN 7.1).
 */
typedef enum
{
  SLUICE_WARNING_NONE = 0,
  SLUICE_WARNING_NULLABLE_CURSOR = 1 << 0,
  SLUICE_WARNING_UNINDEXED_CURSOR = 1 << 1,
  SLUICE_WARNING_ONLY_CREATED_CURSOR = 1 << 2,
  SLUICE_WARNING_NO_KEY = 1 << 3,
  SLUICE_WARNING_ROW_SECURITY = 1 << 4,
  SLUICE_WARNING_LARGE = 1 << 5,
  SLUICE_WARNING_LARGE_FULL_REFRESH = 1 << 6,
  SLUICE_WARNING_UNKNOWN_ROWS = 1 << 7,
  SLUICE_WARNING_SECRETS = 1 << 8,
  SLUICE_WARNING_DUPLICATE = 1 << 9,
  /* The server said something of it that cannot be read */
  SLUICE_WARNING_UNREAD = 1 << 10,
  /* What was chosen was not possible any more at the last look: sluice_table_get_lost_parts() */
  SLUICE_WARNING_CHOICE_LOST = 1 << 11,
} SluiceWarnings;

/* What is worth knowing of a table that nobody has chosen. */
#define SLUICE_WARNINGS_BEFOREHAND (SLUICE_WARNING_LARGE | SLUICE_WARNING_UNREAD)

/* From this many rows on a table is Large. */
#define SLUICE_LARGE_ROWS G_GINT64_CONSTANT (1000000)
/* Below this many rows a full refresh is the simplest thing. */
#define SLUICE_SMALL_ROWS G_GINT64_CONSTANT (50000)
/* From this many rows a month on a full refresh is flagged: what SLUICE_SMALL_ROWS bring every 24 hours. */
#define SLUICE_COSTLY_ROWS (SLUICE_SMALL_ROWS * 30)
/* A table that is read in full beside another method is flagged in the same way, but not for doing so this seldom. */
#define SLUICE_SELDOM_DAYS 30

/**
 * sluice_advisor_recommend:
 * @table: a table
 *
 * Gives the method and the cursor field that fit the table best: the first rule of DESIGN 7.1 that fits decides.
 *
 * Returns: the advice; its cursor belongs to @table
 */
SluiceAdvice sluice_advisor_recommend (SluiceTable *table);

/**
 * sluice_advisor_dup_reason:
 * @table: a table
 *
 * Says why the table's method is the recommended one, or what the chosen method means when it is another.
 *
 * Returns: (transfer full): translated sentences with the names of columns in them: "updated_at catches late
 *   changes."
 */
char *sluice_advisor_dup_reason (SluiceTable *table);

/**
 * sluice_advisor_get_headline:
 * @table: a table
 *
 * Says in a few words what the chosen method does for this table, to stand above
 * [func@advisor_dup_reason].
 *
 * Returns: translated words: "xmin finds every change"
 */
const char *sluice_advisor_get_headline (SluiceTable *table);

/**
 * sluice_advisor_get_warnings:
 * @table: a table
 *
 * Gives what deserves a look in the choice as it stands, whether the table is selected or not. DUPLICATE is among it
 * once [func@duplicates_mark] has looked through the sources there are.
 *
 * Returns: the warnings; none for a table that cannot be read
 */
SluiceWarnings sluice_advisor_get_warnings (SluiceTable *table);

/**
 * sluice_advisor_get_costly:
 * @table: a table
 *
 * Tells whether full refreshes of the table, be they its method or beside it, bring `SLUICE_COSTLY_ROWS` a month:
 * LARGE_FULL_REFRESH alone, for who asks often.
 *
 * Returns: whether they do
 */
gboolean sluice_advisor_get_costly (SluiceTable *table);

/**
 * sluice_warnings_get_first:
 * @warnings: some warnings
 *
 * Gives the one that a cell with room for one should show.
 *
 * Returns: one flag, or NONE
 */
SluiceWarnings sluice_warnings_get_first (SluiceWarnings warnings);

/**
 * sluice_warning_get_label:
 * @warning: one flag
 *
 * Returns: a few translated words for a cell: "Unindexed cursor"
 */
const char *sluice_warning_get_label (SluiceWarnings warning);

/**
 * sluice_warning_get_explanation:
 * @warning: one flag
 *
 * Returns: a translated sentence that says what it means and what can be done
 */
const char *sluice_warning_get_explanation (SluiceWarnings warning);

/**
 * sluice_warning_dup_explanation:
 * @warning: one flag
 * @table: a table that has it
 *
 * As [func@warning_get_explanation], with the names and figures of the table: its cursor, its rows, what a full refresh
 * brings a month, which other source syncs it.
 *
 * Returns: (transfer full): translated sentences that say what it means and what can be done
 */
char *sluice_warning_dup_explanation (SluiceWarnings warning, SluiceTable *table);

/**
 * sluice_advisor_is_suggested:
 * @table: a table
 *
 * Tells whether Select Suggested would take the table: on by the server's default, readable, not by webhook only, not
 * looking like secrets, below `SLUICE_LARGE_ROWS` rows. Unknown rows do not keep it out here.
 *
 * Returns: whether it would
 */
gboolean sluice_advisor_is_suggested (SluiceTable *table);

G_END_DECLS
