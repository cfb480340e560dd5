/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-price-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PRICE_ROW (sluice_price_row_get_type ())

/**
 * SluicePriceRow:
 *
 * One tier of a price list: what it says as a row, and what it is as fields within. It changes nothing itself.
 *
 * Signals: "bound-edited" (gint64): somebody wants another upper bound, one between those of its neighbours;
 * "price-edited" (double): another price of a row; "removed": the tier is to go.
 */
G_DECLARE_FINAL_TYPE (SluicePriceRow, sluice_price_row, SLUICE, PRICE_ROW, AdwExpanderRow)

/* (transfer floating) */
GtkWidget *sluice_price_row_new (void);

/**
 * sluice_price_row_show:
 * @self: a row
 * @price_list: a price list
 * @tier: the position of the tier
 *
 * Shows that tier.
 */
void sluice_price_row_show (SluicePriceRow *self, const SluicePriceList *price_list, guint tier);

/**
 * sluice_price_row_edit:
 * @self: a row
 *
 * Unfolds it, and moves the focus to its first field.
 */
void sluice_price_row_edit (SluicePriceRow *self);

G_END_DECLS
