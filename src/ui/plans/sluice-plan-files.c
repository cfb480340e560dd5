/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-files.h"

#include <glib/gi18n.h>

#include "sluice-fiber.h"
#include "sluice-plan-comparison.h"
#include "sluice-plan-import.h"
#include "sluice-plan-work.h"
#include "sluice-worker.h"

/* A plan of 100,000 tables has some tens of megabytes. */
#define MOST_BYTES (256 * 1024 * 1024)

typedef struct
{
  GFile *file;
  DexFuture *text;
} Writing;

static void
writing_free (Writing *self)
{
  g_object_unref (self->file);
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

/* Plans were called .json before they had a name of their own. (transfer full) */
static GListStore *
new_filters (void)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Plans"));
  gtk_file_filter_add_mime_type (filter, SLUICE_PLAN_CONTENT_TYPE);
  gtk_file_filter_add_suffix (filter, SLUICE_PLAN_EXTENSION);
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);

  return filters;
}

DexFuture *
sluice_plan_file_choose (GtkWidget *parent, const char *title)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  g_autoptr (GListStore) filters = NULL;
  DexPromise *promise = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  promise = dex_promise_new_cancellable ();
  dialog = gtk_file_dialog_new ();
  filters = new_filters ();
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, get_window (parent), dex_promise_get_cancellable (promise), opened_cb,
                        dex_ref (promise));

  return DEX_FUTURE (promise);
}

/* Reading */

typedef struct
{
  GFile *file;
  SluicePlan *plan;
  SluicePlanWork work; /* what is done with the file's bytes */
} Reading;

static void
reading_free (Reading *self)
{
  g_object_unref (self->file);
  g_object_unref (self->plan);
  g_free (self);
}

/* The document is freed here too: no other thread ever sees it. */
static SluicePlanImport *
make_import (SluicePlan *plan, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) root = sluice_plan_import_parse (text, (gssize) length, error);

  return root != NULL ? sluice_plan_import_new (plan, root, error) : NULL;
}

static DexFuture *
import_work (SluicePlan *plan, gpointer data)
{
  GError *error = NULL;
  SluicePlanImport *import = make_import (plan, data, &error);

  return import != NULL ? dex_future_new_take_object (import) : dex_future_new_for_error (error);
}

static DexFuture *
compare_work (SluicePlan *plan, gpointer data)
{
  GError *error = NULL;
  g_autoptr (SluicePlanImport) import = make_import (plan, data, &error);

  if (import == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_object (sluice_plan_comparison_new (sluice_plan_compare_with_import (plan, import),
                                                                 sluice_plan_import_get_notes (import)));
}

/* A pipe or a device would never end. (transfer full) (nullable) */
static GBytes *
await_contents (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info =
      dex_await_object (dex_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                             G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT),
                        error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    g_set_error_literal (error, SLUICE_PLAN_IMPORT_ERROR, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN,
                         _ ("This is a folder, not a plan."));
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error_literal (error, SLUICE_PLAN_IMPORT_ERROR, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN,
                         _ ("This is not a file that can be read."));
  else if (g_file_info_get_size (info) > MOST_BYTES)
    g_set_error_literal (error, SLUICE_PLAN_IMPORT_ERROR, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN,
                         _ ("The file is too large to be a plan."));
  else
    return dex_await_boxed (dex_file_load_contents_bytes (file), error);

  return NULL;
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *self = data;
  GError *error = NULL;
  GBytes *bytes = await_contents (self->file, &error);

  if (bytes == NULL)
    return dex_future_new_for_error (error);

  return sluice_plan_work_run (self->plan, self->work, bytes, (GDestroyNotify) g_bytes_unref);
}

static DexFuture *
read_for (GFile *file, SluicePlan *plan, SluicePlanWork work)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->file = g_object_ref (file);
  reading->plan = g_object_ref (plan);
  reading->work = work;

  return sluice_fiber_spawn (read_fiber, reading, (GDestroyNotify) reading_free);
}

DexFuture *
sluice_plan_file_read (GFile *file, SluicePlan *plan)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  return read_for (file, plan, import_work);
}

DexFuture *
sluice_plan_file_compare (GFile *file, SluicePlan *plan)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  return read_for (file, plan, compare_work);
}

DexFuture *
sluice_plan_file_import (SluiceOpenedPlan *opened, SluicePlan *plan)
{
  g_return_val_if_fail (opened != NULL, NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  return sluice_plan_work_run (plan, import_work, g_bytes_ref (sluice_opened_plan_get_text (opened)),
                               (GDestroyNotify) g_bytes_unref);
}

/* Opening */

typedef struct
{
  GBytes *text;
  char *name;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_bytes_unref (self->text);
  g_free (self->name);
  g_free (self);
}

static DexFuture *
parse_fiber (gpointer data)
{
  Opening *self = data;
  GError *error = NULL;
  SluiceOpenedPlan *opened = sluice_opened_plan_new (self->text, self->name, &error);

  return opened != NULL ? dex_future_new_take_boxed (SLUICE_TYPE_OPENED_PLAN, opened) :
                          dex_future_new_for_error (error);
}

static DexFuture *
open_fiber (gpointer data)
{
  GFile *file = data;
  g_autofree char *basename = g_file_get_basename (file);
  Opening *opening = NULL;
  GError *error = NULL;
  GBytes *text = await_contents (file, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    {
      g_clear_error (&error);
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                                    _ ("Nothing can be read from that place. Save the plan on this computer and open "
                                       "it there."));
    }
  if (text == NULL)
    return dex_future_new_for_error (error);

  opening = g_new0 (Opening, 1);
  opening->text = text;
  opening->name = g_filename_display_name (basename != NULL ? basename : "");

  return sluice_worker_run (parse_fiber, opening, opening_free);
}

DexFuture *
sluice_plan_file_open (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return sluice_fiber_spawn (open_fiber, g_object_ref (file), g_object_unref);
}

/* Saving */

static DexFuture *
write_fiber (gpointer data)
{
  Writing *self = data;
  GError *error = NULL;
  g_autoptr (GBytes) text = dex_await_boxed (g_steal_pointer (&self->text), &error);

  if (text == NULL ||
      !dex_await (dex_file_replace_contents_bytes (self->file, text, NULL, FALSE, G_FILE_CREATE_NONE), &error))
    return dex_future_new_for_error (error);

  return dex_future_new_take_object (g_object_ref (self->file));
}

DexFuture *
sluice_plan_file_write (GFile *file, DexFuture *text)
{
  Writing *writing = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (DEX_IS_FUTURE (text), NULL);

  writing = g_new0 (Writing, 1);
  writing->file = g_object_ref (file);
  writing->text = text;

  return sluice_fiber_spawn (write_fiber, writing, (GDestroyNotify) writing_free);
}

DexFuture *
sluice_plan_file_choose_new (GtkWidget *parent, const char *title, const char *name)
{
  g_autoptr (GtkFileDialog) dialog = NULL;
  DexPromise *promise = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  promise = dex_promise_new_cancellable ();
  dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  if (g_str_has_suffix (name, "." SLUICE_PLAN_EXTENSION))
    {
      g_autoptr (GListStore) filters = new_filters ();

      gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
    }
  gtk_file_dialog_save (dialog, get_window (parent), dex_promise_get_cancellable (promise), save_chosen_cb,
                        dex_ref (promise));

  return DEX_FUTURE (promise);
}
