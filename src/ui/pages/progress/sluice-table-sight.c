/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-sight.h"

#include "sluice-table-progress-row.h"

/* Scrolling comes to rest before anything is worked out. */
#define REST_MS 200

struct _SluiceTableSight
{
  GObject parent_instance;

  SluiceSetup *setup;
  GtkListBox *list; /* owns this */
  GtkWidget *scrolled;
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (SluiceTableSight, sluice_table_sight, G_TYPE_OBJECT)

static gboolean
is_in_sight (SluiceTableSight *self, GtkWidget *row)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (row, self->scrolled, &bounds) && bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < gtk_widget_get_height (self->scrolled);
}

/* NULL-terminated; none while the page is not on the screen. */
static GPtrArray *
list_names (SluiceTableSight *self)
{
  GPtrArray *names = g_ptr_array_new_null_terminated (16, NULL, TRUE);
  GtkWidget *row = NULL;

  if (self->scrolled == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return names;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (SLUICE_IS_TABLE_PROGRESS_ROW (row) && is_in_sight (self, row))
      g_ptr_array_add (names, (char *) sluice_table_progress_row_get_table_name (SLUICE_TABLE_PROGRESS_ROW (row)));

  return names;
}

static void
tell (SluiceTableSight *self)
{
  g_autoptr (GPtrArray) names = list_names (self);

  sluice_setup_set_visible_tables (self->setup, (const char *const *) names->pdata);
}

static void
rest_cb (gpointer user_data)
{
  SluiceTableSight *self = user_data;

  self->rest_id = 0;
  tell (self);
}

static void
scrolled_cb (SluiceTableSight *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add_once (REST_MS, rest_cb, self);
}

static void
active_cb (SluiceTableSight *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window) && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    sluice_setup_look (self->setup);
}

static void
connect_once (SluiceTableSight *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->list));

  if (self->scrolled != NULL)
    return;

  self->scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
  if (self->scrolled != NULL)
    g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)),
                             "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_object (root, "notify::is-active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
}

static void
map_cb (SluiceTableSight *self)
{
  connect_once (self);
  /* Rows have their places after the first frame only. */
  scrolled_cb (self);
  sluice_setup_look (self->setup);
}

static void
sluice_table_sight_dispose (GObject *object)
{
  SluiceTableSight *self = SLUICE_TABLE_SIGHT (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  if (self->setup != NULL)
    sluice_setup_set_visible_tables (self->setup, NULL);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (sluice_table_sight_parent_class)->dispose (object);
}

static void
sluice_table_sight_class_init (SluiceTableSightClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_table_sight_dispose;
}

static void
sluice_table_sight_init (SluiceTableSight *self)
{
}

SluiceTableSight *
sluice_table_sight_new (SluiceSetup *setup, GtkListBox *list)
{
  SluiceTableSight *self;

  g_return_val_if_fail (SLUICE_IS_SETUP (setup), NULL);
  g_return_val_if_fail (GTK_IS_LIST_BOX (list), NULL);

  self = g_object_new (SLUICE_TYPE_TABLE_SIGHT, NULL);
  self->setup = g_object_ref (setup);
  self->list = list;
  g_signal_connect_object (list, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "unmap", G_CALLBACK (tell), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  if (gtk_widget_get_mapped (GTK_WIDGET (list)))
    map_cb (self);

  return self;
}
