/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-refocus.h"

typedef struct
{
  AdwBreakpointBin *bin; /* owns this */
  GtkWidget *within;     /* the bin or in it; NULL once it is gone */
  SluiceRefocusFunc func;
  gboolean had_focus;
} Watch;

static void
watch_free (gpointer data)
{
  Watch *self = data;

  g_clear_weak_pointer (&self->within);
  g_free (self);
}

static gboolean
next_frame_cb (GtkWidget *widget, GdkFrameClock *frame_clock, gpointer user_data)
{
  Watch *self = user_data;

  if (self->had_focus && self->within != NULL)
    self->func (self->bin);
  self->had_focus = FALSE;

  return G_SOURCE_REMOVE;
}

static void
mapped_cb (Watch *self)
{
  if (self->had_focus)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->bin), next_frame_cb, self, NULL);
}

static void
current_breakpoint_cb (Watch *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->bin));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->had_focus = focus != NULL && self->within != NULL && gtk_widget_is_ancestor (focus, self->within);
}

void
sluice_refocus_after_breakpoint (AdwBreakpointBin *bin, GtkWidget *within, SluiceRefocusFunc func)
{
  Watch *self = NULL;

  g_return_if_fail (ADW_IS_BREAKPOINT_BIN (bin));
  g_return_if_fail (GTK_IS_WIDGET (within));
  g_return_if_fail (func != NULL);

  self = g_new0 (Watch, 1);
  self->bin = bin;
  g_set_weak_pointer (&self->within, within);
  self->func = func;
  g_object_set_data_full (G_OBJECT (bin), "sluice-refocus", self, watch_free);
  g_signal_connect_swapped (bin, "notify::current-breakpoint", G_CALLBACK (current_breakpoint_cb), self);
  g_signal_connect_swapped (adw_breakpoint_bin_get_child (bin), "map", G_CALLBACK (mapped_cb), self);
}
