/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How long “Copied” stays: to be read, and gone before the next one is copied. */
#define SLUICE_COPIED_SECONDS 2

#define SLUICE_TYPE_COPY_BUTTON (sluice_copy_button_get_type ())

/**
 * SluiceCopyButton:
 *
 * A button that copies a text, and says so for a moment. Whoever owns it connects to "clicked" and gives the text,
 * which may be a secret and is not kept here. Property "caption": what it says while nothing was copied, with an
 * underscore before the letter of its key; “_Copy” at first.
 */
G_DECLARE_FINAL_TYPE (SluiceCopyButton, sluice_copy_button, SLUICE, COPY_BUTTON, GtkButton)

/**
 * sluice_copy_button_name:
 * @self: a button
 * @name: what it copies, as in “Copy the query”
 *
 * Says what it copies where there are several: as its tooltip, and to a screen reader in the place of its caption.
 */
void sluice_copy_button_name (SluiceCopyButton *self, const char *name);

/**
 * sluice_copy_button_copy:
 * @self: a button
 * @text: what goes to the clipboard
 *
 * Copies @text and says “Copied”, also to a screen reader.
 */
void sluice_copy_button_copy (SluiceCopyButton *self, const char *text);

G_END_DECLS
