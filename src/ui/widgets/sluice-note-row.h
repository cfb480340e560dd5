/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_NOTE_ROW (sluice_note_row_get_type ())

/**
 * SluiceNoteRow:
 *
 * What is written beneath a row in which something is entered: what is wrong with its value, and a caption. It has no part in the keyboard's
 * way through the list, and is hidden while there is nothing to say. The row above it has the CSS class "has-note"
 * meanwhile.
 */
G_DECLARE_FINAL_TYPE (SluiceNoteRow, sluice_note_row, SLUICE, NOTE_ROW, AdwPreferencesRow)

/* @entry: the row that it belongs to; it must stand directly above. (transfer floating) */
GtkWidget *sluice_note_row_new (AdwEntryRow *entry);
/* @row: any other row; @control: what in it has the focus and can be invalid, or @row itself. (transfer floating) */
GtkWidget *sluice_note_row_new_for (GtkWidget *row, GtkWidget *control);
/* @shown: whether the row above is; there is nothing to be seen of a note without its row */
void sluice_note_row_set_shown (SluiceNoteRow *self, gboolean shown);
/* @markup: (nullable): Pango markup */
void sluice_note_row_set_caption (SluiceNoteRow *self, const char *markup);

/**
 * sluice_note_row_set_fault:
 * @self: a note
 * @fault: (nullable): what is wrong, translated
 *
 * Shows it, and makes it the accessible error message of the control, which becomes invalid; %NULL takes both back.
 */
void sluice_note_row_set_fault (SluiceNoteRow *self, const char *fault);

/* Makes the control invalid, or valid again, without a word. */
void sluice_note_row_set_invalid (SluiceNoteRow *self, gboolean invalid);

G_END_DECLS
