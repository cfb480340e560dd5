/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-edit.h"

G_BEGIN_DECLS

typedef struct _SluiceTableEdit SluiceTableEdit;

/* What to do with the one at @position. */
typedef void (*SluiceTableEditStep) (guint position, gpointer user_data);

/* Calls @step for 0 … @n - 1 in pieces, as one edit of the list, then @done. */
void sluice_table_edit_run (SluiceTableList *list,
                            guint n,
                            SluiceTableEditStep step,
                            gpointer user_data,
                            GDestroyNotify done);
/* Whether somebody's edit is open, other than one in pieces between two of them. */
gboolean sluice_table_list_get_in_edit (SluiceTableList *self);
/* Drops what is left of an edit, as its list is going. */
void sluice_table_edit_cancel (SluiceTableEdit *self);

/* In sluice-table-list.c: */

/* Where the list keeps the edit that is under way. */
SluiceTableEdit **sluice_table_list_peek_edit (SluiceTableList *self);
/* So many tables may change in the edit that is open: of many is told at its end only. */
void sluice_table_list_expect_changes (SluiceTableList *self, guint n);
guint sluice_table_list_get_edit_depth (SluiceTableList *self);
void sluice_table_list_notify_busy (SluiceTableList *self);

G_END_DECLS
