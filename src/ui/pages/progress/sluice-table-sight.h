/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-setup.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_SIGHT (sluice_table_sight_get_type ())

/**
 * SluiceTableSight:
 *
 * Tells a set-up which of its tables are seen, and when somebody begins to look: they are asked for first, and soon.
 */
G_DECLARE_FINAL_TYPE (SluiceTableSight, sluice_table_sight, SLUICE, TABLE_SIGHT, GObject)

/**
 * sluice_table_sight_new:
 * @setup: a set-up
 * @list: a list of its tables' [class@TableProgressRow]s, within a scrolled window; the owner
 *
 * Returns: (transfer full): the sight, for as long as it is kept
 */
SluiceTableSight *sluice_table_sight_new (SluiceSetup *setup, GtkListBox *list);

G_END_DECLS
