/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-editor.h"
#include "sluice-form-paste.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECT_PASTE (sluice_connect_paste_get_type ())

/**
 * SluiceConnectPaste:
 *
 * Connection strings that come to the page: into a field, from a button, or by Ctrl+V where no text has the focus. What
 * was filled in can be undone from the note that says so.
 *
 * A connection string of another kind of database can be had there, by a click.
 *
 * Signals: "filled": the form was filled in, or is again as it was before. "other-type" (#SluiceSourceType): the person
 * wants that kind of source instead; its form is then filled in.
 */
G_DECLARE_FINAL_TYPE (SluiceConnectPaste, sluice_connect_paste, SLUICE, CONNECT_PASTE, GObject)

/* @page: what it is about; @button: the button for it: while it cannot be pressed, neither key nor Undo do anything.
 * Neither is kept. (transfer full) */
SluiceConnectPaste *sluice_connect_paste_new (GtkWidget *page, GtkWidget *button);

/* @form: (nullable): the form that the page shows; what was pasted into the one before can no longer be undone */
void sluice_connect_paste_set_form (SluiceConnectPaste *self, SluiceForm *form);

/* What of the last one could not be used, and why, translated; NULL when all was. (nullable) */
const char *sluice_connect_paste_get_left_out (SluiceConnectPaste *self);

/* @text: a connection string; @editor: (nullable): where it came in, and where what is wrong with it is said */
void sluice_connect_paste_take (SluiceConnectPaste *self, const char *text, SluiceFieldEditor *editor);

/* @types: of #SluiceSourceType: those that can be offered instead */
void sluice_connect_paste_set_types (SluiceConnectPaste *self, GListModel *types);

/* @text: what was dropped: a connection string or not, which is then said */
void sluice_connect_paste_offer (SluiceConnectPaste *self, const char *text);

/* Takes what is in the clipboard, and wipes what it read. */
void sluice_connect_paste_read (SluiceConnectPaste *self);

G_END_DECLS
