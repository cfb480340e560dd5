/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * sluice_dialog_keys_serve:
 * @window: a window
 *
 * Has the keys for the guide and the call log do the same in the dialogs of @window as elsewhere: the accelerators of an
 * application do not reach those.
 */
void sluice_dialog_keys_serve (AdwApplicationWindow *window);

G_END_DECLS
