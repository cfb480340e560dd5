/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SluiceColumnClass:
 * @SLUICE_COLUMN_CLASS_UNKNOWN: no class: JSON, arrays, bytes, intervals, words nobody knows, or no type at all
 * @SLUICE_COLUMN_CLASS_INTEGER: whole numbers
 * @SLUICE_COLUMN_CLASS_NUMERIC: numbers with a fraction
 * @SLUICE_COLUMN_CLASS_STRING: text; UUIDs and enumerations too
 * @SLUICE_COLUMN_CLASS_BOOLEAN: true and false
 * @SLUICE_COLUMN_CLASS_DATE: days
 * @SLUICE_COLUMN_CLASS_TIMESTAMP: points in time
 *
 * What kind of values a column holds, as far as a row filter cares (contract, section 11.6).
 */
typedef enum
{
  SLUICE_COLUMN_CLASS_UNKNOWN,
  SLUICE_COLUMN_CLASS_INTEGER,
  SLUICE_COLUMN_CLASS_NUMERIC,
  SLUICE_COLUMN_CLASS_STRING,
  SLUICE_COLUMN_CLASS_BOOLEAN,
  SLUICE_COLUMN_CLASS_DATE,
  SLUICE_COLUMN_CLASS_TIMESTAMP,
} SluiceColumnClass;

#define SLUICE_TYPE_COLUMN_CLASS (sluice_column_class_get_type ())
GType sluice_column_class_get_type (void);

/**
 * sluice_column_class_from_type:
 * @type: (nullable): a column's type in the source's own words, such as "character varying(255)"
 *
 * Knows the words of Postgres and its kin, MySQL, SQL Server, Snowflake, BigQuery, Redshift and ClickHouse. Case,
 * lengths and precisions do not matter, nor ClickHouse's `Nullable ()` and `LowCardinality ()`. May run on any thread.
 *
 * Returns: the class; UNKNOWN for what the server cannot filter by
 */
SluiceColumnClass sluice_column_class_from_type (const char *type);

/**
 * sluice_column_class_get_label:
 * @class_: a class
 *
 * Returns: the translated name: "whole number"
 */
const char *sluice_column_class_get_label (SluiceColumnClass class_);

/**
 * sluice_column_class_get_example:
 * @class_: a class
 *
 * Returns: what a value looks like, for a placeholder: "2026-09-30"; "" for UNKNOWN
 */
const char *sluice_column_class_get_example (SluiceColumnClass class_);

/**
 * sluice_column_class_normalize:
 * @class_: a class
 * @text: a value as somebody typed it
 *
 * Reads a value of the class and gives it in the one way that the server is sent: "+007" becomes "7", "TRUE" "true",
 * "2026-09-30 10:00" "2026-09-30T10:00:00". A timestamp may be a plain date, which means midnight. Text stays as it is.
 *
 * Returns: (transfer full) (nullable): the value; %NULL if it is none of the class
 */
char *sluice_column_class_normalize (SluiceColumnClass class_, const char *text);

G_END_DECLS
