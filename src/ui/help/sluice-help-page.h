/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-help-topic.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_HELP_PAGE (sluice_help_page_get_type ())

/**
 * SluiceHelpPage:
 *
 * A topic of the guide, to be read: headings have the role of headings, the text is one article that has the focus at first
 * and scrolls by the arrow keys, and links to other topics are followed with the keyboard, too.
 *
 * Signals: "follow" (string: the id of a topic): the person goes on there.
 */
G_DECLARE_FINAL_TYPE (SluiceHelpPage, sluice_help_page, SLUICE, HELP_PAGE, AdwNavigationPage)

/**
 * sluice_help_page_new:
 * @topic: what it shows
 *
 * Returns: (transfer floating): a page of a navigation view
 */
AdwNavigationPage *sluice_help_page_new (const SluiceHelpTopic *topic);

/**
 * sluice_help_page_get_topic:
 * @self: a page
 *
 * Returns: (transfer none): what it shows
 */
const SluiceHelpTopic *sluice_help_page_get_topic (SluiceHelpPage *self);

/**
 * sluice_help_page_get_article:
 * @self: a page
 *
 * Returns: (transfer none): what is read and scrolled, and takes the focus
 */
GtkWidget *sluice_help_page_get_article (SluiceHelpPage *self);

G_END_DECLS
