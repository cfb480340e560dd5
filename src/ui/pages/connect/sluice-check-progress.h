/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-form.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CHECK_PROGRESS (sluice_check_progress_get_type ())

/**
 * SluiceCheckProgress:
 *
 * Says while a connection is checked who is waited for, for how long, what has come of it, and after a while why it may
 * take longer. Hidden while nothing is checked.
 */
G_DECLARE_FINAL_TYPE (SluiceCheckProgress, sluice_check_progress, SLUICE, CHECK_PROGRESS, AdwPreferencesGroup)

/**
 * sluice_check_progress_start:
 * @self: the progress
 * @form: what is checked
 *
 * Begins to count the seconds. A screen reader is told when it takes long.
 */
void sluice_check_progress_start (SluiceCheckProgress *self, SluiceForm *form);

/**
 * sluice_check_progress_set_n_tables:
 * @self: the progress
 * @n_tables: how many tables have come
 *
 * Says how far it is.
 */
void sluice_check_progress_set_n_tables (SluiceCheckProgress *self, guint n_tables);

/**
 * sluice_check_progress_say:
 * @self: the progress
 * @words: a static translated sentence
 *
 * Says what is done, where that is not listing tables.
 */
void sluice_check_progress_say (SluiceCheckProgress *self, const char *words);

/**
 * sluice_check_progress_stop:
 * @self: the progress
 *
 * Hides it.
 *
 * Returns: how long it was, in seconds; 0 if nothing was checked
 */
gint64 sluice_check_progress_stop (SluiceCheckProgress *self);

G_END_DECLS
