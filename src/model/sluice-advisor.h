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
} SluiceWarnings;

/* From this many rows on a table is Large. */
#define SLUICE_LARGE_ROWS G_GINT64_CONSTANT (1000000)
/* Below this many rows a full refresh is the simplest thing. */
#define SLUICE_SMALL_ROWS G_GINT64_CONSTANT (50000)

SluiceAdvice sluice_advisor_recommend (SluiceTable *table);
/* Why, in plain translated words: "updated_at catches late changes". For the table's method as chosen now when it is the
 * recommended one, else what the chosen method means. (transfer full) */
char *sluice_advisor_dup_reason (SluiceTable *table);
/* For the choice as it stands, whether selected or not. */
SluiceWarnings sluice_advisor_get_warnings (SluiceTable *table);
/* The most important warning of a set as one flag; NONE for none. */
SluiceWarnings sluice_warnings_get_first (SluiceWarnings warnings);
/* A few translated words for a cell ("Large", "Cursor not indexed"), and a sentence that says what it means and what
 * can be done. @warning is one flag. */
const char *sluice_warning_get_label (SluiceWarnings warning);
const char *sluice_warning_get_explanation (SluiceWarnings warning);
/* Whether Select Suggested would take it, its rows being known (DESIGN 7.1, last paragraph). With unknown rows this is
 * TRUE if only the unknown rows keep it from being taken. */
gboolean sluice_advisor_is_suggested (SluiceTable *table);

G_END_DECLS
