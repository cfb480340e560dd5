/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-sql-quotes.h"

#include <string.h>

#include "sluice-secret-text.h"

/* What is doubled, and what is escaped with a backslash. */
static const struct
{
  const char *open;
  const char *close;
  const char *doubled;
  const char *escaped;
} manners[] = {
  [SLUICE_SQL_LITERAL] = { "'", "'", "'", "" },
  [SLUICE_SQL_POSTGRES_LITERAL] = { "'", "'", "'", "" },
  /* A backslash is doubled: it escapes unless the server was told otherwise, and then it only finds nothing. */
  [SLUICE_SQL_BACKSLASH_LITERAL] = { "'", "'", "'\\", "" },
  [SLUICE_SQL_ESCAPED_LITERAL] = { "'", "'", "", "'\\" },
  [SLUICE_SQL_UNICODE_LITERAL] = { "N'", "'", "'", "" },
  [SLUICE_SQL_IDENTIFIER] = { "\"", "\"", "\"", "" },
  [SLUICE_SQL_BACKTICKS] = { "`", "`", "`", "" },
  [SLUICE_SQL_ESCAPED_BACKTICKS] = { "`", "`", "", "`\\" },
  [SLUICE_SQL_BRACKETS] = { "[", "]", "]", "" },
};

static char *
quote (SluiceSqlQuotes quotes, const char *text)
{
  /* Large enough from the start: it may be a password, of which growing would leave pieces behind. */
  GString *quoted = g_string_sized_new (2 * strlen (text) + sizeof "N''");

  g_string_append (quoted, manners[quotes].open);
  for (const char *c = text; *c != '\0'; c++)
    {
      if (strchr (manners[quotes].doubled, *c) != NULL)
        g_string_append_c (quoted, *c);
      else if (strchr (manners[quotes].escaped, *c) != NULL)
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *c);
    }
  g_string_append (quoted, manners[quotes].close);

  return g_string_free_and_steal (quoted);
}

char *
sluice_sql_quote (SluiceSqlQuotes quotes, const char *text)
{
  g_return_val_if_fail (quotes < G_N_ELEMENTS (manners), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  /* Whether a backslash escapes in PostgreSQL's plain form is a setting: in this one it always does. */
  if (quotes == SLUICE_SQL_POSTGRES_LITERAL && strchr (text, '\\') != NULL)
    {
      g_auto (SluiceSecretText) quoted = quote (SLUICE_SQL_BACKSLASH_LITERAL, text);

      return g_strconcat ("E", quoted, NULL);
    }

  return quote (quotes, text);
}

static gboolean
is_plain_name (const char *name)
{
  return (g_ascii_isalpha (*name) || *name == '_') &&
         name[strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_$")] == '\0';
}

char *
sluice_sql_dup_snowflake_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return is_plain_name (name) ? g_ascii_strup (name, -1) : g_strdup (name);
}
