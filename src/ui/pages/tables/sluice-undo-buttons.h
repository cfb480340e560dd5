/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-table-history.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_UNDO_BUTTONS (sluice_undo_buttons_get_type ())

/**
 * SluiceUndoButtons:
 *
 * Undo and redo, each saying what it would do. Their actions "undo" and "redo" are in the group of
 * sluice_undo_buttons_get_actions(), which belongs under the name "history" on whatever has the keys for them.
 *
 * Signal "done" (const char *message): a step was undone or done again; translated, to be read out.
 */
G_DECLARE_FINAL_TYPE (SluiceUndoButtons, sluice_undo_buttons, SLUICE, UNDO_BUTTONS, GtkWidget)

/* Once. */
void sluice_undo_buttons_set_history (SluiceUndoButtons *self, SluiceTableHistory *history);
GActionGroup *sluice_undo_buttons_get_actions (SluiceUndoButtons *self);

/**
 * sluice_undo_buttons_offer:
 * @self: the buttons
 * @from: a widget under the toast overlay
 * @text: what was done last
 *
 * Says what was done, with an Undo that goes when something else was done or undone since: it would undo that.
 */
void sluice_undo_buttons_offer (SluiceUndoButtons *self, GtkWidget *from, const char *text);

G_END_DECLS
