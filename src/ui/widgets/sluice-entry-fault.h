/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * sluice_entry_fault_mark:
 * @entry: an entry, or a row that is one
 * @invalid: whether there is something wrong with what it holds
 * @message: (nullable): what says so, to be seen; it becomes the entry's accessible error message while it is invalid
 *
 * Makes what is wrong with an entry be seen and heard; #SluiceNoteRow does so for entry rows, and shows the message.
 */
void sluice_entry_fault_mark (GtkEditable *entry, gboolean invalid, GtkWidget *message);

/**
 * sluice_fault_mark:
 * @row: a row in which something is entered or chosen
 * @control: what in it has the focus, or @row itself
 * @invalid: whether there is something wrong
 * @message: (nullable): what says so, to be seen
 *
 * The same for any other row.
 */
void sluice_fault_mark (GtkWidget *row, GtkWidget *control, gboolean invalid, GtkWidget *message);

G_END_DECLS
