/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-help-topic.h"

G_BEGIN_DECLS

/* What the guide says, a table for each of its chapters; only sluice-help-guide.c reads them. Each ends with a topic
 * without an id. */
extern const SluiceHelpTopic sluice_help_start[];
extern const SluiceHelpTopic sluice_help_pages[];
extern const SluiceHelpTopic sluice_help_connecting[];
extern const SluiceHelpTopic sluice_help_syncing[];
extern const SluiceHelpTopic sluice_help_afterwards[];

/* Shorthands for their blocks. */
#define PARAGRAPH(text) { SLUICE_HELP_PARAGRAPH, text, NULL }
#define HEADING(text) { SLUICE_HELP_HEADING, text, NULL }
#define TERM(text, meaning) { SLUICE_HELP_TERM, text, meaning }
#define EXAMPLE(text) { SLUICE_HELP_EXAMPLE, text, NULL }
#define END { SLUICE_HELP_END, NULL, NULL }

G_END_DECLS
