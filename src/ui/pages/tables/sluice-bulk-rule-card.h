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
 *
 * Returns: (transfer floating): a card that edits it
 */
GtkWidget *sluice_bulk_rule_card_new (SluiceBulkRule *rule);
/* (transfer none) */
SluiceBulkRule *sluice_bulk_rule_card_get_rule (SluiceBulkRuleCard *self);

/**
 * sluice_bulk_rule_card_set_place:
 * @self: a card
 * @position: which of the rules it is, from 0
 * @n_rules: how many there are
 *
 * Says where the rule stands. The focus is never on a button that cannot be pressed any more.
 */
void sluice_bulk_rule_card_set_place (SluiceBulkRuleCard *self, guint position, guint n_rules);

/* Gives the focus to the button that removes the rule. */
void sluice_bulk_rule_card_focus_remove (SluiceBulkRuleCard *self);

G_END_DECLS
