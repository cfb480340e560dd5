/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-size-motion.h"

/* More tiles than this appear at once: each step would take longer than a frame. */
#define MOST_MOVING 300
#define MOVE_TIME 200

struct _SluiceSizeMotion
{
  GtkWidget *canvas;
  void (*step) (GtkWidget *canvas);
  AdwAnimation *animation;
  GHashTable *frames; /* key → SluiceRect: where tiles were; NULL: nothing is to move */
  SluiceRect *from;   /* where each tile comes from; NULL: at rest */
};

static void
step_cb (double value, gpointer user_data)
{
  SluiceSizeMotion *self = user_data;

  self->step (self->canvas);
}

static void
done_cb (SluiceSizeMotion *self)
{
  g_clear_pointer (&self->from, g_free);
  self->step (self->canvas);
}

SluiceSizeMotion *
sluice_size_motion_new (GtkWidget *canvas, void (*step) (GtkWidget *canvas))
{
  SluiceSizeMotion *self = g_new0 (SluiceSizeMotion, 1);

  self->canvas = canvas;
  self->step = step;
  self->animation =
      adw_timed_animation_new (canvas, 0, 1, MOVE_TIME, adw_callback_animation_target_new (step_cb, self, NULL));
  g_signal_connect_swapped (self->animation, "done", G_CALLBACK (done_cb), self);

  return self;
}

void
sluice_size_motion_free (SluiceSizeMotion *self)
{
  g_signal_handlers_disconnect_by_data (self->animation, self);
  g_clear_pointer (&self->from, g_free);
  adw_animation_pause (self->animation);
  g_object_unref (self->animation);
  g_clear_pointer (&self->frames, g_hash_table_unref);
  g_free (self);
}

void
sluice_size_motion_remember (SluiceSizeMotion *self, SluiceSizeScene *scene)
{
  const guint n_tiles = sluice_size_scene_get_n_tiles (scene);

  g_clear_pointer (&self->frames, g_hash_table_unref);
  if (n_tiles == 0 || n_tiles > MOST_MOVING || !gtk_widget_get_mapped (self->canvas) ||
      !adw_get_enable_animations (self->canvas))
    return;

  self->frames = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < n_tiles; i++)
    {
      const SluiceRect frame = sluice_size_motion_get_frame (self, scene, i);

      g_hash_table_insert (self->frames, sluice_size_scene_get_key (scene, i), g_memdup2 (&frame, sizeof frame));
    }
}

/* Tiles that were not there grow from their middle. */
void
sluice_size_motion_start (SluiceSizeMotion *self, SluiceSizeScene *scene)
{
  g_autoptr (GHashTable) frames = g_steal_pointer (&self->frames);
  const guint n_tiles = sluice_size_scene_get_n_tiles (scene);

  sluice_size_motion_stop (self);
  if (frames == NULL || n_tiles == 0 || n_tiles > MOST_MOVING)
    return;

  self->from = g_new (SluiceRect, n_tiles);
  for (guint i = 0; i < n_tiles; i++)
    {
      const SluiceRect *frame = &sluice_size_scene_get_tile (scene, i)->frame;
      const SluiceRect *before = g_hash_table_lookup (frames, sluice_size_scene_get_key (scene, i));
      const double x = (frame->x0 + frame->x1) / 2;
      const double y = (frame->y0 + frame->y1) / 2;

      self->from[i] = before != NULL ? *before : (SluiceRect) { x, y, x, y };
    }
  adw_animation_play (self->animation);
}

void
sluice_size_motion_stop (SluiceSizeMotion *self)
{
  g_clear_pointer (&self->from, g_free);
  adw_animation_reset (self->animation);
}

gboolean
sluice_size_motion_is_moving (SluiceSizeMotion *self)
{
  return self->from != NULL;
}

SluiceRect
sluice_size_motion_get_frame (SluiceSizeMotion *self, SluiceSizeScene *scene, guint number)
{
  const SluiceRect to = sluice_size_scene_get_tile (scene, number)->frame;
  const SluiceRect *from = self->from != NULL ? &self->from[number] : NULL;
  double progress = 0;

  if (from == NULL)
    return to;

  progress = adw_animation_get_value (self->animation);

  return (SluiceRect) { from->x0 + (to.x0 - from->x0) * progress, from->y0 + (to.y0 - from->y0) * progress,
                        from->x1 + (to.x1 - from->x1) * progress, from->y1 + (to.y1 - from->y1) * progress };
}
