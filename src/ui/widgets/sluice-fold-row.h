/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_FOLD_ROW (sluice_fold_row_get_type ())

/**
 * SluiceFoldRow:
 *
 * An expander row that assistive technology can unfold: GTK 4.18 gives a plain one no action. Ours is "fold.toggle".
 */
G_DECLARE_FINAL_TYPE (SluiceFoldRow, sluice_fold_row, SLUICE, FOLD_ROW, AdwExpanderRow)

GtkWidget *sluice_fold_row_new (void);

G_END_DECLS
