/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * sluice_help_context_get_topic:
 * @window: (nullable): a window
 *
 * Says what the person is looking at: the dialog on top or, where that has no topic of its own, the page beneath.
 *
 * Returns: (transfer none) (nullable): the id of the topic of the guide that it is about
 */
const char *sluice_help_context_get_topic (GtkWindow *window);

G_END_DECLS
