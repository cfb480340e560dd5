/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-setup.h"

G_BEGIN_DECLS

/**
 * sluice_setup_notice_dup_title:
 * @setup: a set-up
 * @news: what is new
 *
 * Returns: (transfer full): the title of a notification, translated: “Postgres · shop is set up”
 */
char *sluice_setup_notice_dup_title (SluiceSetup *setup, SluiceSetupNews news);

/**
 * sluice_setup_notice_dup_body:
 * @setup: a set-up
 * @news: what is new
 *
 * Returns: (transfer full): its text, translated: what the server says went wrong, how far it is, or what to do
 */
char *sluice_setup_notice_dup_body (SluiceSetup *setup, SluiceSetupNews news);

/**
 * sluice_setup_notice_dup_status:
 * @setup: a set-up
 *
 * Returns: (transfer full): what the system's list of background programs says, translated, in at most 96 characters:
 *   “Postgres · shop: 2 of 4 tables complete”
 */
char *sluice_setup_notice_dup_status (SluiceSetup *setup);

G_END_DECLS
