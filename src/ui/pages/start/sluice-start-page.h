/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_START_PAGE (sluice_start_page_get_type ())

/**
 * SluiceStartPage:
 *
 * What stands in the window before there is a workspace: a welcome with the ways in, the wait for a workspace, or why
 * there is none. Its buttons activate "win.practice", "win.sign-in", "win.browse" and "win.retry".
 */
G_DECLARE_FINAL_TYPE (SluiceStartPage, sluice_start_page, SLUICE, START_PAGE, AdwNavigationPage)

/* (transfer floating) */
SluiceStartPage *sluice_start_page_new (void);
void sluice_start_page_show_welcome (SluiceStartPage *self);
/* @title: what is waited for; @description: (nullable): how long that may take. Both for people. */
void sluice_start_page_show_progress (SluiceStartPage *self, const char *title, const char *description);
/* @title: what is the matter; @message: why, in the system's words. Both for people. */
void sluice_start_page_show_failure (SluiceStartPage *self, const char *title, const char *message);

G_END_DECLS
