/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plain-text.h"

void
sluice_plain_text_describe_group (AdwPreferencesGroup *group, const char *text)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (ADW_IS_PREFERENCES_GROUP (group));

  markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;
  adw_preferences_group_set_description (group, markup);
}

void
sluice_plain_text_describe_page (AdwStatusPage *page, const char *text)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (ADW_IS_STATUS_PAGE (page));

  markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;
  adw_status_page_set_description (page, markup);
}
