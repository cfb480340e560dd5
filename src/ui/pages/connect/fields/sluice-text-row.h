/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TEXT_ROW (sluice_text_row_get_type ())

/**
 * SluiceTextRow:
 *
 * A row with several lines of text. A secret is shown only while it is typed: once the focus has left it, the text is
 * taken out of the row, which then says how many lines there are and asks for the text when it is to be shown again.
 *
 * Signals: "changed": the person changed the text. "left": the focus has left it. "reveal": the person wants to see the
 * secret, which is put in with sluice_text_row_set_text().
 */
G_DECLARE_FINAL_TYPE (SluiceTextRow, sluice_text_row, SLUICE, TEXT_ROW, AdwPreferencesRow)

/* (transfer floating) */
GtkWidget *sluice_text_row_new (const char *title, gboolean secret);
/* (transfer full): may be a secret, to be wiped */
char *sluice_text_row_dup_text (SluiceTextRow *self);

/**
 * sluice_text_row_set_text:
 * @self: a row
 * @text: the text
 * @reveal: whether to show a secret; else only how many lines it has
 *
 * Shows a text. Nothing is emitted.
 */
void sluice_text_row_set_text (SluiceTextRow *self, const char *text, gboolean reveal);

/* Where text is typed. (transfer none) */
GtkWidget *sluice_text_row_get_view (SluiceTextRow *self);

G_END_DECLS
