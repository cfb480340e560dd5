/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-cdc-requirement.h"
#include "sluice-table.h"

G_BEGIN_DECLS

/* A table, and how SQL names it and its schema: both quoted. */
typedef struct
{
  SluiceTable *table; /* borrowed */
  char *schema;       /* nullable */
  char *sql_name;
  GPtrArray *forms; /* in what forms it may be named: as the API does, and as SQL does, with the marks that it needs */
} SluiceCdcTable;

void sluice_cdc_table_free (SluiceCdcTable *self);

/* What the SQL of a requirement is made from. */
typedef struct
{
  SluiceCdc *cdc;
  SluiceForm *form;
  GPtrArray *tables;  /* of SluiceCdcTable */
  const char *reason; /* the server's words */
} SluiceCdcCase;

/* @name as it stands in SQL, always in double quotes, and @text as a literal. (transfer full) */
char *sluice_cdc_quote_identifier (const char *name);
char *sluice_cdc_quote_literal (const char *text);
/* The table's name in SQL. Where the database’s schemas are not told apart from their tables but by a dot, and there
 * are several, what @words quote decides. (transfer full) */
SluiceCdcTable *sluice_cdc_table_new (SluiceTable *table, SluiceForm *form, const char *words);
/* What an administrator can run to meet @need, NULL for what no SQL can mend. (transfer full) (nullable) */
char *sluice_cdc_dup_sql (SluiceCdcNeed need, const SluiceCdcCase *each);

G_END_DECLS
