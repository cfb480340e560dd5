/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-help-topic.h"

G_BEGIN_DECLS

/* What a link to another topic begins with, in the text of a topic. */
#define SLUICE_HELP_SCHEME "help:"

/**
 * sluice_help_list_chapters:
 * @n_chapters: (out): how many
 *
 * Returns: (array length=n_chapters) (transfer none): the whole guide, in the order of its index
 */
const SluiceHelpChapter *sluice_help_list_chapters (guint *n_chapters);

/**
 * sluice_help_find:
 * @id: an id, or what links to a topic, “help:ID”
 *
 * Returns: (transfer none) (nullable): the topic of that id
 */
const SluiceHelpTopic *sluice_help_find (const char *id);

/**
 * sluice_help_search:
 * @text: what was typed
 *
 * Looks for topics that hold all words of @text, in the person's language and whatever their case. Those that have them in
 * their title come first, then those that are about them, then those that only mention them.
 *
 * Returns: (element-type SluiceHelpTopic) (transfer container): the topics found; none when nothing was typed
 */
GPtrArray *sluice_help_search (const char *text);

/**
 * sluice_help_topic_get_question:
 * @self: a topic
 *
 * Returns: (transfer none): the question that it answers, or else its title, in the person's language
 */
const char *sluice_help_topic_get_question (const SluiceHelpTopic *self);

G_END_DECLS
