/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-load-news.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-stage.h"
#include "sluice-table-progress.h"

/* What ends within so many seconds is said together. */
#define GATHER_SECONDS 2

/* More tables than this are counted, and not named. */
#define MAX_NAMES 3

#define MAX_COUNTED 100

struct _SluiceLoadNews
{
  GObject parent_instance;

  SluiceSetup *setup;
  GtkWidget *page;   /* owns this */
  GPtrArray *tables; /* those that are followed */
  GPtrArray *ended;  /* since something was said */
  guint say_id;
};

G_DEFINE_FINAL_TYPE (SluiceLoadNews, sluice_load_news, G_TYPE_OBJECT)

static char *
dup_line (SluiceTableProgress *table)
{
  /* Translators: the name of a table, then the state that it has come to: “orders: Completed” */
  return g_strdup_printf (_ ("%s: %s"), sluice_table_progress_get_name (table),
                          sluice_state_get_label (sluice_table_progress_get_state (table)));
}

static char *
dup_text (SluiceLoadNews *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (self->ended->len > MAX_NAMES)
    return g_strdup (sluice_stage_get_detail (sluice_setup_get_stage (self->setup, SLUICE_STAGE_FIRST_LOAD)));

  for (guint i = 0; i < self->ended->len; i++)
    g_strv_builder_take (builder, dup_line (g_ptr_array_index (self->ended, i)));
  lines = g_strv_builder_end (builder);

  return g_strjoinv (". ", lines);
}

static void
say_cb (gpointer user_data)
{
  SluiceLoadNews *self = user_data;
  g_autofree char *text = dup_text (self);

  self->say_id = 0;
  if (text != NULL && gtk_widget_get_mapped (self->page))
    sluice_announce (GTK_WIDGET (self->page), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  g_ptr_array_set_size (self->ended, 0);
}

/* Of many tables nobody counts at each, or counting would take longer than loading. */
static gboolean
have_all_ended (SluiceLoadNews *self)
{
  if (self->tables->len > MAX_COUNTED)
    return FALSE;

  for (guint i = 0; i < self->tables->len; i++)
    if (!sluice_table_progress_get_settled (g_ptr_array_index (self->tables, i)))
      return FALSE;

  return TRUE;
}

static void
settled_cb (SluiceLoadNews *self, GParamSpec *pspec, SluiceTableProgress *table)
{
  if (!sluice_table_progress_get_settled (table) || g_ptr_array_find (self->ended, table, NULL))
    return;

  g_ptr_array_add (self->ended, g_object_ref (table));
  /* Before it is said that the whole load is complete. */
  if (have_all_ended (self))
    {
      g_clear_handle_id (&self->say_id, g_source_remove);
      say_cb (self);
    }
  else if (self->say_id == 0)
    self->say_id = g_timeout_add_seconds_once (GATHER_SECONDS, say_cb, self);
}

static void
leave_tables (SluiceLoadNews *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->tables, i), settled_cb, self);
  g_ptr_array_set_size (self->tables, 0);
}

static void
tables_changed_cb (SluiceLoadNews *self)
{
  GListModel *tables = sluice_setup_get_tables (self->setup);

  leave_tables (self);
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      SluiceTableProgress *table = g_list_model_get_item (tables, i);

      g_ptr_array_add (self->tables, table);
      g_signal_connect_object (table, "notify::settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
sluice_load_news_dispose (GObject *object)
{
  SluiceLoadNews *self = SLUICE_LOAD_NEWS (object);

  g_clear_handle_id (&self->say_id, g_source_remove);
  leave_tables (self);
  g_ptr_array_set_size (self->ended, 0);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (sluice_load_news_parent_class)->dispose (object);
}

static void
sluice_load_news_finalize (GObject *object)
{
  SluiceLoadNews *self = SLUICE_LOAD_NEWS (object);

  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->ended);

  G_OBJECT_CLASS (sluice_load_news_parent_class)->finalize (object);
}

static void
sluice_load_news_class_init (SluiceLoadNewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_load_news_dispose;
  object_class->finalize = sluice_load_news_finalize;
}

static void
sluice_load_news_init (SluiceLoadNews *self)
{
  self->tables = g_ptr_array_new_with_free_func (g_object_unref);
  self->ended = g_ptr_array_new_with_free_func (g_object_unref);
}

SluiceLoadNews *
sluice_load_news_new (SluiceSetup *setup, GtkWidget *page)
{
  SluiceLoadNews *self = NULL;

  g_return_val_if_fail (SLUICE_IS_SETUP (setup), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);

  self = g_object_new (SLUICE_TYPE_LOAD_NEWS, NULL);
  self->setup = g_object_ref (setup);
  self->page = page;
  g_signal_connect_object (sluice_setup_get_tables (setup), "items-changed", G_CALLBACK (tables_changed_cb), self,
                           G_CONNECT_SWAPPED);
  tables_changed_cb (self);

  return self;
}
