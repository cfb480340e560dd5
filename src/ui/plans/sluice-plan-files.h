/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

#include "sluice-opened-plan.h"
#include "sluice-plan.h"

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
 * sluice_plan_file_choose_new:
 * @parent: a widget of the window that asks
 * @title: the title of the dialog, translated
 * @name: the name that is proposed
 *
 * Asks where to save a text. Main thread only, and not on a fiber: it builds a dialog.
 *
 * Returns: (transfer full): a future as [func@plan_file_choose] gives it
 */
DexFuture *sluice_plan_file_choose_new (GtkWidget *parent, const char *title, const char *name);

/**
 * sluice_plan_file_read:
 * @file: a file
 * @plan: a plan with a source type
 *
 * Reads a file for a plan, in the background: one of 100,000 tables has some tens of megabytes. What is far too large
 * to be a plan is not read at all. Main thread only.
 *
 * Returns: (transfer full): a future that resolves to a #SluicePlanImport, which can be applied to @plan; rejected with
 *   a `SLUICE_PLAN_IMPORT_ERROR` or a `G_IO_ERROR`
 */
DexFuture *sluice_plan_file_read (GFile *file, SluicePlan *plan);

/**
 * sluice_plan_file_open:
 * @file: a file
 *
 * Reads a file that a new set-up is to begin with, in the background. What is no file, or far too large to be a plan, is
 * not read at all. Main thread only.
 *
 * Returns: (transfer full): a future that resolves to a #SluiceOpenedPlan; rejected with a `SLUICE_PLAN_IMPORT_ERROR` or
 *   a `G_IO_ERROR`
 */
DexFuture *sluice_plan_file_open (GFile *file);

/**
 * sluice_plan_file_import:
 * @opened: an opened plan
 * @plan: a plan of its type, whose tables are known
 *
 * As [func@plan_file_read], of what was read before. Main thread only.
 *
 * Returns: (transfer full): a future that resolves to a #SluicePlanImport
 */
DexFuture *sluice_plan_file_import (SluiceOpenedPlan *opened, SluicePlan *plan);

/**
 * sluice_plan_file_compare:
 * @file: a file
 * @plan: a plan with a source type
 *
 * Compares a plan with a file, in the background as [func@plan_file_read]. Main thread only.
 *
 * Returns: (transfer full): a future that resolves to a #SluicePlanComparison; rejected as there
 */
DexFuture *sluice_plan_file_compare (GFile *file, SluicePlan *plan);

/**
 * sluice_plan_file_write:
 * @file: where to
 * @text: (transfer full): a future of the text to be saved (#GBytes: a text of tens of megabytes is not copied around)
 *
 * Saves a text. Main thread only.
 *
 * Returns: (transfer full): a future that resolves to @file; rejected as @text, or with a `G_IO_ERROR`
 */
DexFuture *sluice_plan_file_write (GFile *file, DexFuture *text);

G_END_DECLS
