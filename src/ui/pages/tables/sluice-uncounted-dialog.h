/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * sluice_uncounted_dialog_new:
 * @n_tables: how many suggested tables have unknown rows
 *
 * Asks whether tables are to be selected too whose rows nobody has counted. The responses are "cancel" and "select".
 *
 * Returns: (transfer floating): a new #AdwAlertDialog
 */
AdwDialog *sluice_uncounted_dialog_new (guint n_tables);

G_END_DECLS
