/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_ago_to_string:
 * @then: a moment
 * @now: the present
 *
 * Says how long ago something was, in the one unit that matters: "just now", "12 minutes ago", "3 days ago"; from a
 * month on the date by the locale. A moment in the future, as another computer's clock may give, is "just now".
 *
 * Returns: (transfer full): translated words for the middle of a sentence
 */
char *sluice_ago_to_string (GDateTime *then, GDateTime *now);

G_END_DECLS
