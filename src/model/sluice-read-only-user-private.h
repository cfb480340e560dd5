/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"

G_BEGIN_DECLS

/* What a user is made from; "" for what is not typed. */
typedef struct
{
  SluiceForm *form;     /* borrowed */
  const char *password; /* borrowed */
  char *role;           /* as the database knows it */
  char *database;
  char *schema; /* a dataset, or a database where those are one thing */
  char *project;
} SluiceReaderCase;

/* (transfer full): what to run */
char *sluice_reader_write_postgres (const SluiceReaderCase *each);
char *sluice_reader_write_redshift (const SluiceReaderCase *each);
char *sluice_reader_write_mysql (const SluiceReaderCase *each);
char *sluice_reader_write_mssql (const SluiceReaderCase *each);
char *sluice_reader_write_clickhouse (const SluiceReaderCase *each);
char *sluice_reader_write_snowflake (const SluiceReaderCase *each);
char *sluice_reader_write_bigquery (const SluiceReaderCase *each);
char *sluice_reader_write_mongodb (const SluiceReaderCase *each);

/* Whether a database of Azure is spoken to, whose logins live in the database. */
gboolean sluice_reader_is_azure (const SluiceReaderCase *each);
/* Whether a pair of keys stands in for the password. */
gboolean sluice_reader_has_key_pair (const SluiceReaderCase *each);

G_END_DECLS
