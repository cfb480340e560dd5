/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Words that are not ours, such as a name or what a server says, in places that read markup and cannot be told not to:
 * an ampersand there would leave them empty. */

/* @text: (nullable): what stands under the group's title */
void sluice_plain_text_describe_group (AdwPreferencesGroup *group, const char *text);
/* @text: (nullable): what stands under the page's title */
void sluice_plain_text_describe_page (AdwStatusPage *page, const char *text);

G_END_DECLS
