/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-change.h"

G_BEGIN_DECLS

/* So many names are kept of each kind; more are counted. A table may have ten thousand columns. */
#define SLUICE_DELTA_NAMES 20

typedef struct
{
  GPtrArray *names; /* of char * */
  guint n;
} SluiceDeltaNames;

/* How a table differs from the discovery before. */
typedef struct
{
  SluiceTableChange change;
  gboolean was_selected; /* of a removed one */
  SluiceDeltaNames columns_added;
  SluiceDeltaNames columns_removed;
  SluiceDeltaNames columns_retyped; /* "total: integer → numeric" */
  gboolean key_changed;
  gboolean cursors_changed;
  gboolean became_unreadable;
  gboolean became_readable;
  gboolean row_security_changed;
  guint methods_gone; /* a bit for each SluiceSyncMethod */
  guint methods_new;
  SluiceChoicePart lost;
  char *was; /* the choice that is not possible any more, as a text */
} SluiceTableDelta;

SluiceTableDelta *sluice_table_delta_new (SluiceTableChange change);
/* What a person would want to know about; NULL if there is nothing. */
SluiceTableDelta *sluice_table_delta_compare (SluiceTable *old, SluiceTable *new);
/* Of NULL, NULL. (transfer full) */
SluiceTableDelta *sluice_table_delta_copy (const SluiceTableDelta *other);
void sluice_table_delta_free (SluiceTableDelta *self);
/* As the journal keeps it. */
JsonObject *sluice_table_delta_to_json (const SluiceTableDelta *self);
SluiceTableDelta *sluice_table_delta_from_json (JsonObject *object);

/* Whether two discoveries say the same, to the letter, the rows apart. */
gboolean sluice_table_has_same_words (SluiceTable *self, SluiceTable *other);

/* Takes @delta, or NULL for none, and tells everybody. A removed table is not selected while it is. In sluice-table.c.
 */
void sluice_table_set_delta (SluiceTable *self, SluiceTableDelta *delta);

/* What the list has from now on, in this order, as one change of the model; those that are in it already stay what they
 * are. Takes @tables, which holds references. In sluice-table-list.c. */
void sluice_table_list_replace (SluiceTableList *self, GPtrArray *tables);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceTableDelta, sluice_table_delta_free)

G_END_DECLS
