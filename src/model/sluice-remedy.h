/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-advisor.h"

G_BEGIN_DECLS

/**
 * SluiceRemedyKind:
 * @SLUICE_REMEDY_CURSOR: take another cursor
 * @SLUICE_REMEDY_METHOD: take another method, with its cursor
 * @SLUICE_REMEDY_KEY: take a column as the key, and the method that it allows
 * @SLUICE_REMEDY_FREQUENCY: sync less often
 * @SLUICE_REMEDY_FULL_REFRESH: read all rows again now and then, or less often than now
 * @SLUICE_REMEDY_DESELECT: leave the table out
 * @SLUICE_REMEDY_ACCEPT: dismiss the mark of a table that is different since the last look
 * @SLUICE_REMEDY_COUNT_ROWS: a person counts the rows: see [method@Remedy.apply]
 * @SLUICE_REMEDY_CHOOSE_KEY: a person chooses the key
 * @SLUICE_REMEDY_COPY_SQL: a person runs [method@Remedy.get_sql] in the database
 *
 * What a remedy does.
 */
typedef enum
{
  SLUICE_REMEDY_CURSOR,
  SLUICE_REMEDY_METHOD,
  SLUICE_REMEDY_KEY,
  SLUICE_REMEDY_FREQUENCY,
  SLUICE_REMEDY_FULL_REFRESH,
  SLUICE_REMEDY_DESELECT,
  SLUICE_REMEDY_ACCEPT,
  SLUICE_REMEDY_COUNT_ROWS,
  SLUICE_REMEDY_CHOOSE_KEY,
  SLUICE_REMEDY_COPY_SQL,
} SluiceRemedyKind;

#define SLUICE_TYPE_REMEDY (sluice_remedy_get_type ())

/**
 * SluiceRemedy:
 *
 * What one click would do about a warning of a table (DESIGN 7.1). Immutable; it goes with the choice as it stood when
 * it was listed.
 */
G_DECLARE_FINAL_TYPE (SluiceRemedy, sluice_remedy, SLUICE, REMEDY, GObject)

/**
 * sluice_advisor_list_remedies:
 * @table: a table
 *
 * Lists what can be done about the warnings of the choice as it stands, the most important warning first and the best
 * remedy of each first. Unknown rows can be counted whatever the method is; and where the choice is not the
 * recommended one, the last remedy, of no warning, takes that.
 *
 * Returns: (transfer full) (element-type SluiceRemedy): the remedies, none for a table that cannot be read
 */
GPtrArray *sluice_advisor_list_remedies (SluiceTable *table);

/**
 * sluice_remedy_get_warning:
 * @self: a remedy
 *
 * Returns: the one warning that it is about; NONE for the recommended choice
 */
SluiceWarnings sluice_remedy_get_warning (SluiceRemedy *self);

/**
 * sluice_remedy_get_kind:
 * @self: a remedy
 *
 * Returns: what it does
 */
SluiceRemedyKind sluice_remedy_get_kind (SluiceRemedy *self);

/**
 * sluice_remedy_get_label:
 * @self: a remedy
 *
 * Returns: translated words for a button, with names of columns in them: "Use changed_at"
 */
const char *sluice_remedy_get_label (SluiceRemedy *self);

/**
 * sluice_remedy_get_sql:
 * @self: a remedy
 *
 * Returns: (nullable): a statement for the database, with its names quoted; %NULL unless it is a COPY_SQL
 */
const char *sluice_remedy_get_sql (SluiceRemedy *self);

/**
 * sluice_remedy_apply:
 * @self: a remedy
 * @table: the table that it was listed for
 *
 * Does it, as one edit of the table's list.
 *
 * Returns: %FALSE if it takes a person: COUNT_ROWS, CHOOSE_KEY and COPY_SQL
 */
gboolean sluice_remedy_apply (SluiceRemedy *self, SluiceTable *table);

G_END_DECLS
