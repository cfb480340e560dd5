/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-target.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SluicePracticeSample:
 *
 * A private PostgreSQL with a shop in it. Its port, its passwords and its rows are kept from one start to the next. It
 * ends when the program ends, however that comes about.
 */
typedef struct _SluicePracticeSample SluicePracticeSample;

/**
 * sluice_practice_sample_start:
 * @state_dir: folder of the state
 * @rows: how many rows the largest table gets when the shop is made
 * @error: return location for an error
 *
 * Starts the sample database, making it at the first start. Blocks for some seconds.
 *
 * Returns: (transfer full): the running database, or %NULL
 */
SluicePracticeSample *sluice_practice_sample_start (const char *state_dir, guint rows, GError **error);

/**
 * sluice_practice_sample_get_target:
 * @self: a sample database
 *
 * Returns: (transfer none): how to connect to it as the role that may read
 */
const SluicePgTarget *sluice_practice_sample_get_target (SluicePracticeSample *self);

/**
 * sluice_practice_sample_free:
 * @self: (nullable): a sample database
 *
 * Shuts it down, waits until it is, and frees @self.
 */
void sluice_practice_sample_free (SluicePracticeSample *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeSample, sluice_practice_sample_free)

G_END_DECLS
