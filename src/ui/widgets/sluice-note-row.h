/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_NOTE_ROW (sluice_note_row_get_type ())

/**
 * SluiceNoteRow:
 *
 * What is written beneath a row in which something is entered: what is wrong with its value, a hint, and a caption. It
 * has no part in the keyboard's way through the list, except for the button of a hint, and is hidden while there is
 * nothing to say. The row above it has the CSS class "has-note" meanwhile.
 *
 * Signal "fix": the hint's button was pressed.
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

/**
 * sluice_note_row_set_hint:
 * @self: a note
 * @icon_name: (nullable): the shape that goes with it
 * @css_class: (nullable): its colour, static
 * @hint: (nullable): what there is to know of the value, translated; %NULL takes it back
 * @fix: (nullable): words for a button that mends it
 *
 * Shows a hint, and makes it the accessible description of the control. Its words give way to a fault's.
 */
void sluice_note_row_set_hint (SluiceNoteRow *self,
                               const char *icon_name,
                               const char *css_class,
                               const char *hint,
                               const char *fix);

/* Makes the control invalid, or valid again, without a word. */
void sluice_note_row_set_invalid (SluiceNoteRow *self, gboolean invalid);

G_END_DECLS
