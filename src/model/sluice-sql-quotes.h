/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceSqlQuotes:
 * @SLUICE_SQL_LITERAL: standard SQL's text: 'o''hara'
 * @SLUICE_SQL_POSTGRES_LITERAL: PostgreSQL's text, which says so where it has a backslash
 * @SLUICE_SQL_BACKSLASH_LITERAL: text in which a quote is doubled and a backslash too, for dialects where it escapes
 * @SLUICE_SQL_ESCAPED_LITERAL: text in which both are escaped with a backslash
 * @SLUICE_SQL_UNICODE_LITERAL: SQL Server's text: N'o''hara'
 * @SLUICE_SQL_IDENTIFIER: standard SQL's name: "a""b"
 * @SLUICE_SQL_BACKTICKS: MySQL's name: `a``b`
 * @SLUICE_SQL_ESCAPED_BACKTICKS: a name in backticks, with backslashes before them: ClickHouse, BigQuery
 * @SLUICE_SQL_BRACKETS: SQL Server's name: [a]]b]
 *
 * How a dialect writes a text or a name.
 */
typedef enum
{
  SLUICE_SQL_LITERAL,
  SLUICE_SQL_POSTGRES_LITERAL,
  SLUICE_SQL_BACKSLASH_LITERAL,
  SLUICE_SQL_ESCAPED_LITERAL,
  SLUICE_SQL_UNICODE_LITERAL,
  SLUICE_SQL_IDENTIFIER,
  SLUICE_SQL_BACKTICKS,
  SLUICE_SQL_ESCAPED_BACKTICKS,
  SLUICE_SQL_BRACKETS,
} SluiceSqlQuotes;

/**
 * sluice_sql_quote:
 * @quotes: in which manner
 * @text: a text or a name
 *
 * Writes @text so that the dialect takes it for nothing but that text or name, whatever is in it.
 *
 * Returns: (transfer full): the text with its quotes
 */
char *sluice_sql_quote (SluiceSqlQuotes quotes, const char *text);

/**
 * sluice_sql_dup_snowflake_name:
 * @name: a name as it was typed
 *
 * A plain name means the one in capitals, as it does in Snowflake wherever it is typed without quotes.
 *
 * Returns: (transfer full): the name to put between quotes
 */
char *sluice_sql_dup_snowflake_name (const char *name);

G_END_DECLS
