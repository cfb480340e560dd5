/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-source.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SOURCE_ROW (sluice_source_row_get_type ())

/**
 * SluiceSourceRow:
 *
 * A source on Home: what it is, how much it has copied and how it stands, in words, colour and shape.
 *
 * Signal "opened": its details are asked for.
 */
G_DECLARE_FINAL_TYPE (SluiceSourceRow, sluice_source_row, SLUICE, SOURCE_ROW, AdwActionRow)

/* (transfer floating) */
GtkWidget *sluice_source_row_new (void);
SluiceSource *sluice_source_row_get_source (SluiceSourceRow *self);

/**
 * sluice_source_row_update:
 * @self: a row
 * @source: the source as it was read last
 * @narrow: whether there is no room for columns, so that the state goes into the second line
 * @now: the present, for "12 minutes ago"
 */
void sluice_source_row_update (SluiceSourceRow *self, SluiceSource *source, gboolean narrow, GDateTime *now);

G_END_DECLS
