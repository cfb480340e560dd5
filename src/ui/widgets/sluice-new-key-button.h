/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_NEW_KEY_BUTTON (sluice_new_key_button_get_type ())

/**
 * SluiceNewKeyButton:
 *
 * “Enter Another Key”, beside an error that another API key mends: it activates win.new-key, after which whatever was
 * being done goes on. Hidden until it is offered.
 */
G_DECLARE_FINAL_TYPE (SluiceNewKeyButton, sluice_new_key_button, SLUICE, NEW_KEY_BUTTON, GtkButton)

/**
 * sluice_new_key_button_offer:
 * @self: a button in a window
 * @error: (nullable): what is shown beside it
 *
 * Shows the button if @error is about the key and there is one to replace: the practice workspace makes its own. Hides
 * it otherwise.
 *
 * Returns: whether it is shown
 */
gboolean sluice_new_key_button_offer (SluiceNewKeyButton *self, const GError *error);

G_END_DECLS
