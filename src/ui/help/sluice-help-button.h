/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_HELP_BUTTON (sluice_help_button_get_type ())

/**
 * SluiceHelpButton:
 *
 * A small button beside what raises a question, such as “What is a cursor?”: it opens the guide there, and the question is
 * its tooltip and its accessible name. Property: "topic", an id of sluice_help_find().
 */
G_DECLARE_FINAL_TYPE (SluiceHelpButton, sluice_help_button, SLUICE, HELP_BUTTON, GtkButton)

/**
 * sluice_help_button_set_topic:
 * @self: a button
 * @topic: (nullable): the id of the topic that it leads to; %NULL hides it
 */
void sluice_help_button_set_topic (SluiceHelpButton *self, const char *topic);

/**
 * sluice_help_button_get_topic:
 * @self: a button
 *
 * Returns: (transfer none) (nullable): the id of the topic that it leads to
 */
const char *sluice_help_button_get_topic (SluiceHelpButton *self);

G_END_DECLS
