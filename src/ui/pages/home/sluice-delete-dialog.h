/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * sluice_delete_dialog_new:
 * @name: what a source is called: “Postgres · shop”
 *
 * Asks whether to delete a source, which is possible only once its name was typed. Its response "delete" says so.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *sluice_delete_dialog_new (const char *name);

G_END_DECLS
