/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-source.h"

G_BEGIN_DECLS

/* How a state looks: the icon's name and the class that colours it. Never NULL, and never enough without the word. */
const char *sluice_state_get_icon_name (SluiceState state);
const char *sluice_state_get_css_class (SluiceState state);

/**
 * sluice_state_dup_words:
 * @state: a state
 * @word: (nullable): the server's word, for a state that nobody knows
 *
 * Returns: (transfer full): the state for people, translated where it is known
 */
char *sluice_state_dup_words (SluiceState state, const char *word);

/* Gives @image the icon of @state, and @image and @label (nullable) its colour. */
void sluice_state_apply (SluiceState state, GtkImage *image, GtkWidget *label);

G_END_DECLS
