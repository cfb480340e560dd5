/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-bulk-rule.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_BULK_RULE_CARD (sluice_bulk_rule_card_get_type ())

/**
 * SluiceBulkRuleCard:
 *
 * One rule for many tables: its conditions and actions, each a row, and what is still missing.
 *
 * Signals: "move" (int by): the rule is wanted before (-1) or after (1) its neighbour. "removed": it is to go.
 */
G_DECLARE_FINAL_TYPE (SluiceBulkRuleCard, sluice_bulk_rule_card, SLUICE, BULK_RULE_CARD, AdwBin)

/**
 * sluice_bulk_rule_card_new:
 * @rule: a rule
 * @position: which it is, from 0
 * @n_rules: how many there are
 *
 * Returns: (transfer floating): a card that edits it
 */
GtkWidget *sluice_bulk_rule_card_new (SluiceBulkRule *rule, guint position, guint n_rules);

G_END_DECLS
