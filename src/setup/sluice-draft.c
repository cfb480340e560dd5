/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-draft.h"

#include "sluice-journal-disk.h"
#include "sluice-json.h"
#include "sluice-worker.h"

/* Both files as they were read. A node belongs to one thread at a time: the worker's first, then the main thread's. */
typedef struct
{
  char *folder;
  JsonNode *draft;
  JsonNode *tables;
} Reading;

typedef struct
{
  Reading *reading;
  GListModel *source_types;
} Load;

static void
reading_clear (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->draft, json_node_unref);
  g_clear_pointer (&reading->tables, json_node_unref);
  g_free (reading->folder);
}

static void
reading_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, reading_clear);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  reading_unref (load->reading);
  g_object_unref (load->source_types);
  g_free (load);
}

static JsonNode *
read_node (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, error) ? sluice_json_parse (text, length, error) : NULL;
}

static DexFuture *
read_work (gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GError) error = NULL;

  reading->draft = read_node (reading->folder, SLUICE_JOURNAL_DRAFT_FILE, &error);
  if (reading->draft != NULL)
    reading->tables = read_node (reading->folder, SLUICE_JOURNAL_TABLES_FILE, &error);
  if (reading->tables == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static DexFuture *
read_cb (DexFuture *completed, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (GError) error = NULL;
  SluicePlan *plan =
      sluice_plan_new_from_draft (load->reading->draft, load->reading->tables, load->source_types, &error);

  if (plan == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (plan);
}

DexFuture *
sluice_draft_load (SluiceJournal *journal, GListModel *source_types)
{
  Load *load;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (source_types), NULL);

  load = g_new0 (Load, 1);
  load->reading = g_atomic_rc_box_new0 (Reading);
  load->reading->folder = sluice_journal_dup_path (journal);
  load->source_types = g_object_ref (source_types);

  /* Who drops the future ends neither the thread nor what it reads into. */
  return dex_future_then (sluice_worker_run (read_work, g_atomic_rc_box_acquire (load->reading), reading_unref),
                          read_cb, load, load_free);
}
