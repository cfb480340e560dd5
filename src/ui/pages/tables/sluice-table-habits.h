/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * sluice_table_habits_follow:
 * @actions: the page's actions "view", "sort", "descending" and "grouped", each with its state
 *
 * Shows tables as they were looked at last, and remembers in the settings how they are from now on, for as long as
 * @actions lives.
 */
void sluice_table_habits_follow (GActionGroup *actions);

G_END_DECLS
