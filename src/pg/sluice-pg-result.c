/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-pg-result.h"

#include <libpq-fe.h>
#include <string.h>

SluicePgResult *
sluice_pg_result_new (const char *const *names, guint n_names)
{
  PGresult *self = PQmakeEmptyPGresult (NULL, PGRES_TUPLES_OK);
  g_autofree PGresAttDesc *columns = g_new0 (PGresAttDesc, n_names);

  for (guint i = 0; i < n_names; i++)
    columns[i].name = (char *) names[i];
  /* It copies the names; it fails only without memory. */
  if (self == NULL || !PQsetResultAttrs (self, (int) n_names, columns))
    g_error ("No memory for rows");

  return self;
}

void
sluice_pg_result_add_row (SluicePgResult *self, const char *const *values, guint n_values)
{
  const int row = PQntuples (self);

  for (guint i = 0; i < n_values; i++)
    if (!PQsetvalue (self, row, (int) i, (char *) values[i], values[i] != NULL ? (int) strlen (values[i]) : -1))
      g_error ("No memory for rows");
}

void
sluice_pg_result_free (SluicePgResult *self)
{
  PQclear (self);
}

guint
sluice_pg_result_get_n_rows (const SluicePgResult *self)
{
  return (guint) PQntuples (self);
}

guint
sluice_pg_result_get_n_columns (const SluicePgResult *self)
{
  return (guint) PQnfields (self);
}

const char *
sluice_pg_result_get_text (const SluicePgResult *self, guint row, guint column)
{
  return PQgetisnull (self, (int) row, (int) column) ? NULL : PQgetvalue (self, (int) row, (int) column);
}

gsize
sluice_pg_result_get_length (const SluicePgResult *self, guint row, guint column)
{
  return (gsize) PQgetlength (self, (int) row, (int) column);
}

gint64
sluice_pg_result_get_int (const SluicePgResult *self, guint row, guint column)
{
  const char *text = sluice_pg_result_get_text (self, row, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

gboolean
sluice_pg_result_get_boolean (const SluicePgResult *self, guint row, guint column)
{
  return g_strcmp0 (sluice_pg_result_get_text (self, row, column), "t") == 0;
}
