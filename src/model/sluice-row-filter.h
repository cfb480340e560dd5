/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-column-class.h"
#include "sluice-table.h"

G_BEGIN_DECLS

/* The contract's limits (section 11.6). */
#define SLUICE_ROW_FILTERS_MAX 20
#define SLUICE_ROW_FILTER_VALUES_MAX 1000

/**
 * SLUICE_ROW_FILTER_ERROR:
 *
 * The domain of errors about a row filter that cannot be. Their messages are translated sentences for the person who
 * typed it.
 */
#define SLUICE_ROW_FILTER_ERROR (sluice_row_filter_error_quark ())

/**
 * SluiceRowFilterError:
 * @SLUICE_ROW_FILTER_ERROR_COLUMN: there is no such column, or its type cannot be filtered by
 * @SLUICE_ROW_FILTER_ERROR_OPERATOR: there is no such operator
 * @SLUICE_ROW_FILTER_ERROR_VALUE: the value is missing or not of the column's class
 *
 * Which of the three entries is at fault.
 */
typedef enum
{
  SLUICE_ROW_FILTER_ERROR_COLUMN,
  SLUICE_ROW_FILTER_ERROR_OPERATOR,
  SLUICE_ROW_FILTER_ERROR_VALUE,
} SluiceRowFilterError;

GQuark sluice_row_filter_error_quark (void);

/**
 * SluiceFilterOperator:
 *
 * How a row filter compares (contract, section 11.6). IN and NOT_IN take a list of values, the others one value.
 */
typedef enum
{
  SLUICE_FILTER_EQUAL,
  SLUICE_FILTER_NOT_EQUAL,
  SLUICE_FILTER_LESS,
  SLUICE_FILTER_LESS_OR_EQUAL,
  SLUICE_FILTER_GREATER,
  SLUICE_FILTER_GREATER_OR_EQUAL,
  SLUICE_FILTER_IN,
  SLUICE_FILTER_NOT_IN,
} SluiceFilterOperator;

#define SLUICE_FILTER_LAST SLUICE_FILTER_NOT_IN
#define SLUICE_TYPE_FILTER_OPERATOR (sluice_filter_operator_get_type ())
GType sluice_filter_operator_get_type (void);

/**
 * sluice_filter_operator_to_word:
 * @op: an operator
 *
 * Returns: the API's word: ">=", "NOT IN"
 */
const char *sluice_filter_operator_to_word (SluiceFilterOperator op);

/**
 * sluice_filter_operator_from_word:
 * @word: (nullable): a word of the API, or one of its aliases "==" and "<>", in any case
 * @op: (out) (optional): the operator
 *
 * Returns: %FALSE, and @op untouched, for %NULL and words nobody knows
 */
gboolean sluice_filter_operator_from_word (const char *word, SluiceFilterOperator *op);

/**
 * sluice_filter_operator_get_label:
 * @op: an operator
 *
 * Returns: translated words for a drop-down: "is one of"
 */
const char *sluice_filter_operator_get_label (SluiceFilterOperator op);

/**
 * sluice_filter_operator_takes_list:
 * @op: an operator
 *
 * Returns: whether it takes a list of values: %TRUE for IN and NOT_IN
 */
gboolean sluice_filter_operator_takes_list (SluiceFilterOperator op);

/**
 * sluice_filter_operator_fits:
 * @op: an operator
 * @class_: the class of a column
 *
 * Tells whether it makes sense to offer the operator. The server takes all of them for every class.
 *
 * Returns: %FALSE for UNKNOWN, and for other than "is" and "is not" of true and false
 */
gboolean sluice_filter_operator_fits (SluiceFilterOperator op, SluiceColumnClass class_);

#define SLUICE_TYPE_ROW_FILTER (sluice_row_filter_get_type ())

/**
 * SluiceRowFilter:
 *
 * One condition that rows must meet to be synced: a column, an operator and a value, or several. Immutable, and only
 * ever made valid for its table. Properties: "column", "operator" (#SluiceFilterOperator), "text" (the value as it was
 * typed), all read-only.
 */
G_DECLARE_FINAL_TYPE (SluiceRowFilter, sluice_row_filter, SLUICE, ROW_FILTER, GObject)

/**
 * sluice_row_filter_new:
 * @table: the table it is for
 * @column: the name of one of its columns
 * @op: an operator
 * @text: the value as typed; for IN and NOT_IN values separated by commas, each optionally in single quotes with `''`
 *   for a quote inside: `eu, 'new york', 'it''s'`
 * @error: return location for a `SLUICE_ROW_FILTER_ERROR`
 *
 * Checks what was typed against the class of the column.
 *
 * Returns: (transfer full) (nullable): a new filter, or %NULL
 */
SluiceRowFilter *sluice_row_filter_new (SluiceTable *table,
                                        const char *column,
                                        SluiceFilterOperator op,
                                        const char *text,
                                        GError **error);

/**
 * sluice_row_filter_new_from_json:
 * @table: the table it is for
 * @object: (nullable): a filter as the API has it: `{"column", "operator", "value"}`
 * @error: return location for a `SLUICE_ROW_FILTER_ERROR`
 *
 * Reads a filter of a draft, of a plan or of a source. Numbers and booleans may come as such or as text.
 *
 * Returns: (transfer full) (nullable): a new filter, or %NULL
 */
SluiceRowFilter *sluice_row_filter_new_from_json (SluiceTable *table, JsonObject *object, GError **error);

/**
 * sluice_row_filter_to_json:
 * @self: a row filter
 *
 * Returns: (transfer full): the filter as the API takes it, its value typed by the class: whole numbers as numbers
 *   where JSON can hold them, fractions as text so that no digit is lost, lists as arrays
 */
JsonObject *sluice_row_filter_to_json (SluiceRowFilter *self);

/**
 * sluice_row_filter_get_column:
 * @self: a row filter
 *
 * Returns: the name of the column
 */
const char *sluice_row_filter_get_column (SluiceRowFilter *self);

/**
 * sluice_row_filter_get_operator:
 * @self: a row filter
 *
 * Returns: the operator
 */
SluiceFilterOperator sluice_row_filter_get_operator (SluiceRowFilter *self);

/**
 * sluice_row_filter_get_class:
 * @self: a row filter
 *
 * Returns: the class of the column
 */
SluiceColumnClass sluice_row_filter_get_class (SluiceRowFilter *self);

/**
 * sluice_row_filter_get_values:
 * @self: a row filter
 *
 * Returns: (array zero-terminated=1): the values in their normal form; one unless the operator takes a list
 */
const char *const *sluice_row_filter_get_values (SluiceRowFilter *self);

/**
 * sluice_row_filter_dup_text:
 * @self: a row filter
 *
 * Returns: (transfer full): the value as it can be typed again: `eu, 'new york'`
 */
char *sluice_row_filter_dup_text (SluiceRowFilter *self);

/**
 * sluice_row_filter_dup_phrase:
 * @self: a row filter
 *
 * Returns: (transfer full): the filter as a translated phrase: "amount ≥ 100", "region is one of eu, us"; plain text,
 *   not markup
 */
char *sluice_row_filter_dup_phrase (SluiceRowFilter *self);

/**
 * sluice_row_filter_equal:
 * @self: a row filter
 * @other: another
 *
 * Returns: whether both let the same rows through by the same words
 */
gboolean sluice_row_filter_equal (SluiceRowFilter *self, SluiceRowFilter *other);

/**
 * sluice_row_filter_dup_column_obstacle:
 * @table: a table
 * @column: the name of a column
 *
 * Says why rows cannot be filtered by a column, whatever the value.
 *
 * Returns: (transfer full) (nullable): a translated sentence; %NULL when they can
 */
char *sluice_row_filter_dup_column_obstacle (SluiceTable *table, const char *column);

G_END_DECLS
