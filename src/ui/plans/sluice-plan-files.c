/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-files.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-plan-import.h"
#include "sluice-worker.h"

/* A plan of 100,000 tables has some tens of megabytes. */
#define MOST_BYTES (256 * 1024 * 1024)

typedef struct
{
  DexFuture *file;
  DexFuture *text;
} Saving;

static void
saving_free (Saving *self)
{
  dex_clear (&self->file);
  dex_clear (&self->text);
  g_free (self);
}

/* Which file */

static GtkWindow *
get_window (GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
settle (DexPromise *promise, GFile *file, GError *error)
{
  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else
    dex_promise_reject (promise, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  settle (promise, file, error);
}

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  settle (promise, file, error);
}

DexFuture *
sluice_plan_file_choose (GtkWidget *parent, const char *title)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autoptr (GtkFileFilter) filter = NULL;
  g_autoptr (GListStore) filters = NULL;
  DexPromise *promise = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  promise = dex_promise_new_cancellable ();
  dialog = gtk_file_dialog_new ();
  filter = gtk_file_filter_new ();
  filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  gtk_file_filter_set_name (filter, _ ("Plans"));
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, get_window (parent), dex_promise_get_cancellable (promise), opened_cb,
                        dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* Reading */

static DexFuture *
parse_fiber (gpointer data)
{
  GError *error = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (data, &length);
  JsonNode *root = sluice_plan_import_parse (text, (gssize) length, &error);

  return root != NULL ? dex_future_new_take_boxed (JSON_TYPE_NODE, root) : dex_future_new_for_error (error);
}

static DexFuture *
read_fiber (gpointer data)
{
  GFile *file = data;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  info = dex_await_object (dex_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                                                G_PRIORITY_DEFAULT),
                           &error);
  if (info == NULL)
    return dex_future_new_for_error (error);
  if (g_file_info_get_size (info) > MOST_BYTES)
    return dex_future_new_reject (SLUICE_PLAN_IMPORT_ERROR, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN, "%s",
                                  _ ("The file is too large to be a plan."));

  bytes = dex_await_boxed (dex_file_load_contents_bytes (file), &error);
  if (bytes == NULL)
    return dex_future_new_for_error (error);

  return sluice_worker_run (parse_fiber, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
}

DexFuture *
sluice_plan_file_read (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return dex_scheduler_spawn (NULL, 0, read_fiber, g_object_ref (file), g_object_unref);
}

/* Saving */

static DexFuture *
save_fiber (gpointer data)
{
  Saving *self = data;
  GError *error = NULL;
  g_autoptr (GFile) file = dex_await_object (dex_ref (self->file), &error);
  g_autofree char *text = file != NULL ? dex_await_string (dex_ref (self->text), &error) : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL)
    return dex_future_new_for_error (error);

  bytes = g_bytes_new (text, strlen (text));
  if (!dex_await (dex_file_replace_contents_bytes (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_object (g_steal_pointer (&file));
}

DexFuture *
sluice_plan_file_save (GtkWidget *parent, const char *title, const char *name, DexFuture *text)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  DexPromise *promise = NULL;
  Saving *saving = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (DEX_IS_FUTURE (text), NULL);

  promise = dex_promise_new_cancellable ();
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_window (parent), dex_promise_get_cancellable (promise), save_chosen_cb,
                        dex_ref (promise));
  saving = g_new0 (Saving, 1);
  saving->file = DEX_FUTURE (promise);
  saving->text = text;

  return dex_scheduler_spawn (NULL, 0, save_fiber, saving, (GDestroyNotify) saving_free);
}
