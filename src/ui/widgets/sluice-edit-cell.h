/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-sync-method.h"
#include "sluice-text-cell.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_EDIT_CELL (sluice_edit_cell_get_type ())

/**
 * SluiceEditCell:
 *
 * A word in a table that can be pressed to edit it: with the pointer, with Return or Space, or through its action
 * "cell.edit" by assistive technology, which sees a button. Lighter than a flat button, of which hundreds would be
 * alive at once: pointer and keyboard are looked after once for all, see [func@EditCell.serve].
 *
 * Signal "edit": it was pressed.
 */
G_DECLARE_FINAL_TYPE (SluiceEditCell, sluice_edit_cell, SLUICE, EDIT_CELL, SluiceTextCell)

GtkWidget *sluice_edit_cell_new (gboolean with_dot);
/* @label is what stands there; @what, what it is the value of: assistive technology says "Method: Incremental". */
void sluice_edit_cell_set_label (SluiceEditCell *self, const char *what, const char *label);
/* The dot's colour; for a cell that has one. */
void sluice_edit_cell_set_method (SluiceEditCell *self, SluiceSyncMethod method);
/* FALSE: it cannot be pressed nor focused. TRUE at first. */
void sluice_edit_cell_set_editable (SluiceEditCell *self, gboolean editable);

/* Lets the edit cells anywhere within @view be pressed with pointer and keyboard. */
void sluice_edit_cell_serve (GtkWidget *view);

G_END_DECLS
