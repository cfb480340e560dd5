/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-schema-header.h"
#include "sluice-schema-headers.h"

struct _SluiceSchemaHeaders
{
  GObject parent_instance;

  GtkColumnView *column_view; /* borrowed */
  SluiceTableView *view;
  GtkListItemFactory *factory;
  GHashTable *bound; /* of SluiceSchemaHeader: those that show a section */
  guint update_id;
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (SluiceSchemaHeaders, sluice_schema_headers, G_TYPE_OBJECT)

static void
update_cb (gpointer user_data)
{
  SluiceSchemaHeaders *self = user_data;
  GHashTableIter iter;
  gpointer header;

  self->update_id = 0;
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &header, NULL))
    sluice_schema_header_update (header);
}

static void
setup_cb (SluiceSchemaHeaders *self, GtkListHeader *header)
{
  gtk_list_header_set_child (header, sluice_schema_header_new ());
}

static void
bind_cb (SluiceSchemaHeaders *self, GtkListHeader *header)
{
  GtkWidget *child = gtk_list_header_get_child (header);

  g_hash_table_add (self->bound, child);
  sluice_schema_header_show (SLUICE_SCHEMA_HEADER (child), self->view, gtk_list_header_get_start (header),
                             gtk_list_header_get_end (header));
}

static void
unbind_cb (SluiceSchemaHeaders *self, GtkListHeader *header)
{
  GtkWidget *child = gtk_list_header_get_child (header);

  g_hash_table_remove (self->bound, child);
  sluice_schema_header_show (SLUICE_SCHEMA_HEADER (child), NULL, 0, 0);
}

static void
sluice_schema_headers_dispose (GObject *object)
{
  SluiceSchemaHeaders *self = SLUICE_SCHEMA_HEADERS (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->factory);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (sluice_schema_headers_parent_class)->dispose (object);
}

static void
sluice_schema_headers_finalize (GObject *object)
{
  g_hash_table_unref (SLUICE_SCHEMA_HEADERS (object)->bound);

  G_OBJECT_CLASS (sluice_schema_headers_parent_class)->finalize (object);
}

static void
sluice_schema_headers_class_init (SluiceSchemaHeadersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_schema_headers_dispose;
  object_class->finalize = sluice_schema_headers_finalize;
}

static void
sluice_schema_headers_init (SluiceSchemaHeaders *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (self->factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
}

SluiceSchemaHeaders *
sluice_schema_headers_new (GtkColumnView *column_view)
{
  SluiceSchemaHeaders *self = NULL;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (column_view), NULL);

  self = g_object_new (SLUICE_TYPE_SCHEMA_HEADERS, NULL);
  self->column_view = column_view;

  return self;
}

void
sluice_schema_headers_set_view (SluiceSchemaHeaders *self, SluiceTableView *view)
{
  g_return_if_fail (SLUICE_IS_SCHEMA_HEADERS (self));
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (view) && self->view == NULL);

  self->view = g_object_ref (view);
}

void
sluice_schema_headers_set_shown (SluiceSchemaHeaders *self, gboolean shown)
{
  g_return_if_fail (SLUICE_IS_SCHEMA_HEADERS (self));

  self->shown = shown;
  sluice_schema_headers_release (self);
}

void
sluice_schema_headers_hold (SluiceSchemaHeaders *self)
{
  g_return_if_fail (SLUICE_IS_SCHEMA_HEADERS (self));

  gtk_column_view_set_header_factory (self->column_view, NULL);
}

void
sluice_schema_headers_release (SluiceSchemaHeaders *self)
{
  g_return_if_fail (SLUICE_IS_SCHEMA_HEADERS (self));

  gtk_column_view_set_header_factory (self->column_view, self->shown ? self->factory : NULL);
}

void
sluice_schema_headers_queue_update (SluiceSchemaHeaders *self)
{
  g_return_if_fail (SLUICE_IS_SCHEMA_HEADERS (self));

  if (self->update_id != 0 || g_hash_table_size (self->bound) == 0)
    return;

  self->update_id = g_idle_add_once (update_cb, self);
  g_source_set_name_by_id (self->update_id, "[sluice] schema headers");
}
