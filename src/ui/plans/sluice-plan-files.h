/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * sluice_plan_file_choose:
 * @parent: a widget of the window that asks
 * @title: the title of the dialog, translated
 *
 * Asks which file of a plan to read. Main thread only, and not on a fiber: it builds a dialog.
 *
 * Returns: (transfer full): a future that resolves to a #GFile; rejected with `GTK_DIALOG_ERROR_DISMISSED` when the
 *   person wants none
 */
DexFuture *sluice_plan_file_choose (GtkWidget *parent, const char *title);

/**
 * sluice_plan_file_read:
 * @file: a file
 *
 * Reads a plan, in the background: one of 100,000 tables has some tens of megabytes. What is far too large to be a plan
 * is not read at all. Main thread only.
 *
 * Returns: (transfer full): a future that resolves to a #JsonNode, what [ctor@PlanImport.new] takes; rejected with a
 *   `SLUICE_PLAN_IMPORT_ERROR` or a `G_IO_ERROR`
 */
DexFuture *sluice_plan_file_read (GFile *file);

/**
 * sluice_plan_file_save:
 * @parent: a widget of the window that asks
 * @title: the title of the dialog, translated
 * @name: the name that is proposed
 * @text: (transfer full): a future of the text to be saved (string)
 *
 * Asks where to save a text, and saves it. Main thread only, and not on a fiber: it builds a dialog.
 *
 * Returns: (transfer full): a future that resolves to the #GFile; rejected as [func@plan_file_choose] is, or with a
 *   `G_IO_ERROR`
 */
DexFuture *sluice_plan_file_save (GtkWidget *parent, const char *title, const char *name, DexFuture *text);

G_END_DECLS
