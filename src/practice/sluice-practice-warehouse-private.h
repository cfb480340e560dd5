/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-warehouse.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* For the other files that write to the warehouse. */

struct _SluicePracticeWarehouse
{
  GMutex mutex; /* one writer's transaction at a time; readers have connections of their own */
  char *path;
  sqlite3 *db;
};

/* All with the mutex held. */
gboolean sluice_practice_warehouse_set_error (SluicePracticeWarehouse *self, GError **error);
gboolean sluice_practice_warehouse_execute (SluicePracticeWarehouse *self, const char *sql, GError **error);
gboolean sluice_practice_warehouse_add_new_columns (SluicePracticeWarehouse *self,
                                                    const char *name,
                                                    GPtrArray *columns,
                                                    GError **error);
/* Which table stands under @name and how far it was read. */
gboolean sluice_practice_warehouse_remember (SluicePracticeWarehouse *self,
                                             const char *id,
                                             const char *name,
                                             const char *scope,
                                             const char *cursor,
                                             GError **error);

G_END_DECLS
