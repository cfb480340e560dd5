/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ERROR_CARD (sluice_error_card_get_type ())

/**
 * SluiceErrorCard:
 *
 * What went wrong, on top of the page where it can be mended: the server's own words verbatim, and beneath them what
 * usually mends it. Hidden while there is nothing to say. Property "action-label": the text of a button, NULL for none.
 *
 * Signal "activated": the button was pressed.
 */
G_DECLARE_FINAL_TYPE (SluiceErrorCard, sluice_error_card, SLUICE, ERROR_CARD, AdwBin)

GtkWidget *sluice_error_card_new (void);

/**
 * sluice_error_card_show_error:
 * @self: a card
 * @words: what the server or the system said, verbatim
 * @advice: (nullable): what to do about it, translated
 * @action_label: (nullable): the text of a button that leads to where it can be mended
 *
 * Shows the card and announces both to a screen reader.
 */
void
sluice_error_card_show_error (SluiceErrorCard *self, const char *words, const char *advice, const char *action_label);

/**
 * sluice_error_card_offer_new_key:
 * @self: a card that shows an error
 * @error: that error
 *
 * Adds “Enter Another Key” if @error is about the key: see sluice_new_key_button_offer().
 */
void sluice_error_card_offer_new_key (SluiceErrorCard *self, const GError *error);

/**
 * sluice_error_card_clear:
 * @self: a card
 *
 * Hides the card.
 */
void sluice_error_card_clear (SluiceErrorCard *self);

G_END_DECLS
