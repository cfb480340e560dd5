/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-size-data.h"
#include "sluice-size-layout.h"

G_BEGIN_DECLS

/*
 * What the size map says, on its tiles and instead of them. All translated and (transfer full).
 */

/* On a tile: "audit_log", "public", "and 9,412 smaller tables", "Rows unknown". */
char *sluice_size_dup_title (SluiceSizeData *data, const SluiceSizeTile *tile);
/* Below that: "48,003,120 rows", "10 tables, 4 selected". */
char *sluice_size_dup_detail (SluiceSizeData *data, const SluiceSizeTile *tile);
/* The same where that has no room: "48,003,120". (nullable): NULL when there is nothing shorter */
char *sluice_size_dup_short_detail (SluiceSizeData *data, const SluiceSizeTile *tile);
/* For a screen reader: "audit_log, public, 48,003,120 rows, Append on created_at, 82 % of all". */
char *sluice_size_dup_name (SluiceSizeData *data, const SluiceSizeTile *tile);
/* Pango markup: all of that in lines, and what a click does. */
char *sluice_size_markup_tooltip (SluiceSizeData *data, const SluiceSizeTile *tile);
/* What is on the map: "All tables", "public", "9,412 smaller tables". */
char *sluice_size_dup_scope_title (SluiceSizeData *data, const SluiceSizeScope *scope);
/* The map in words: which tables are the largest, how many have no count, how many are selected. */
char *sluice_size_dup_summary (SluiceSizeData *data);

G_END_DECLS
