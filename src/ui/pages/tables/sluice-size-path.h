/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-size-data.h"

G_BEGIN_DECLS

/**
 * SluiceSizePath:
 *
 * The way from the whole map to what is shown of it, a scope a step. Schemas are remembered by name, as their numbers
 * are others in another ranking.
 */
typedef struct _SluiceSizePath SluiceSizePath;

SluiceSizePath *sluice_size_path_new (void);
void sluice_size_path_free (SluiceSizePath *self);

/* How many steps; 0 for the whole map. */
guint sluice_size_path_get_depth (SluiceSizePath *self);
/* What is shown after @depth steps. */
SluiceSizeScope sluice_size_path_get_scope (SluiceSizePath *self, guint depth);
void sluice_size_path_push (SluiceSizePath *self, SluiceSizeData *data, SluiceSizeScope scope);
void sluice_size_path_cut (SluiceSizePath *self, guint depth);
/* There is another ranking: goes as far as there is something to show. TRUE if that is less far. */
gboolean sluice_size_path_follow (SluiceSizePath *self, SluiceSizeData *data);

G_END_DECLS
