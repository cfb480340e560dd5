/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-size-scene.h"

G_BEGIN_DECLS

/**
 * SluiceSizeMotion:
 *
 * How tiles come from where they were to where they are, unless the person asked for less motion or there are so many
 * that it would stutter.
 */
typedef struct _SluiceSizeMotion SluiceSizeMotion;

/* @canvas is drawn; @step is called with it whenever it should be. Not referenced. */
SluiceSizeMotion *sluice_size_motion_new (GtkWidget *canvas, void (*step) (GtkWidget *canvas));
void sluice_size_motion_free (SluiceSizeMotion *self);

/* Before another layout: remembers where tiles are. After it: begins to move them there. */
void sluice_size_motion_remember (SluiceSizeMotion *self, SluiceSizeScene *scene);
void sluice_size_motion_start (SluiceSizeMotion *self, SluiceSizeScene *scene);
/* All is where it belongs. */
void sluice_size_motion_stop (SluiceSizeMotion *self);
gboolean sluice_size_motion_is_moving (SluiceSizeMotion *self);
/* Where a tile is now, with all it has around it. */
SluiceRect sluice_size_motion_get_frame (SluiceSizeMotion *self, SluiceSizeScene *scene, guint number);

G_END_DECLS
