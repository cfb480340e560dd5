/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TABLE_REFRESH (sluice_table_refresh_get_type ())

/**
 * SluiceTableRefresh:
 *
 * Reads the source's tables again while the choices stay: says how far it is, what is new, different or gone, or why it
 * did not work. Hidden while there is nothing to say.
 */
G_DECLARE_FINAL_TYPE (SluiceTableRefresh, sluice_table_refresh, SLUICE, TABLE_REFRESH, AdwBin)

/* Once. */
void sluice_table_refresh_set_session (SluiceTableRefresh *self, SluiceSession *session);

/**
 * sluice_table_refresh_start:
 * @self: a refresh
 *
 * Asks the source again, unless that is under way. What is there stays as it is until the answer is complete, and when
 * there is none.
 */
void sluice_table_refresh_start (SluiceTableRefresh *self);

/**
 * sluice_table_refresh_stop:
 * @self: a refresh
 *
 * Stops asking, because the page is left.
 */
void sluice_table_refresh_stop (SluiceTableRefresh *self);

G_END_DECLS
