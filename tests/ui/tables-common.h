/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-list.h"

G_BEGIN_DECLS

/* A table as database_schema would list it: @columns and @cursors are space-separated names. (transfer full) */
SluiceTable *tables_common_new_table (const char *name, gint64 rows, const char *columns, const char *cursors);
/* One that its user may not read. (transfer full) */
SluiceTable *tables_common_new_unreadable (const char *name);
/* Appends tables as one batch; NULL-terminated. Takes them. */
void tables_common_append (SluiceTableList *tables, SluiceTable *first, ...) G_GNUC_NULL_TERMINATED;
/* Runs the main loop until @condition is true of @data; fails the test when that takes ten seconds. */
void tables_common_wait (gboolean (*condition) (gpointer data), gpointer data);

G_END_DECLS
