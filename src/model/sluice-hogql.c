/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-hogql.h"

#include "sluice-sql-quotes.h"

#define FIRST_ROWS 10

static gboolean
is_plain (const char *name)
{
  if (*name == '\0' || g_ascii_isdigit (*name))
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '_' && *c != '$')
      return FALSE;

  return TRUE;
}

char *
sluice_hogql_dup_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return is_plain (name) ? g_strdup (name) : sluice_sql_quote (SLUICE_SQL_ESCAPED_BACKTICKS, name);
}

char *
sluice_hogql_dup_first_rows (const char *stored_name)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (stored_name != NULL, NULL);

  name = sluice_hogql_dup_name (stored_name);

  return g_strdup_printf ("SELECT * FROM %s LIMIT %d", name, FIRST_ROWS);
}
