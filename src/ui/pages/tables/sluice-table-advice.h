/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-remedy.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_ADVICE (sluice_table_advice_get_type ())

/**
 * SluiceTableAdvice:
 *
 * What the advisor says about one table, as cards: what is flawed or unknown first, each with the buttons that mend it,
 * then why it syncs as it does. Counting rows is the page's action "tables.count-rows"; its button is there when the
 * action is.
 *
 * Signal "choose-key": a person is to choose the key. Signal "applied": a remedy was applied, and the cards are new.
 */
G_DECLARE_FINAL_TYPE (SluiceTableAdvice, sluice_table_advice, SLUICE, TABLE_ADVICE, AdwBin)

/**
 * sluice_table_advice_show:
 * @self: the cards
 * @table: (nullable): a table, or %NULL for none
 *
 * Makes the cards of the choice as it stands.
 */
void sluice_table_advice_show (SluiceTableAdvice *self, SluiceTable *table);

G_END_DECLS
