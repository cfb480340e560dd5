/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-journal-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "sluice-worker.h"

struct _SluiceJournalDisk
{
  gatomicrefcount refs;
  char *path;
  int asked;
  /* Guards the folder and what follows. */
  GMutex mutex;
  GHashTable *written; /* the name of a file → the number of the write that it holds */
  int removed;
};

typedef struct
{
  char *name;
  char *text;
} File;

typedef struct
{
  SluiceJournalDisk *disk;
  int number;
  GPtrArray *files; /* NULL: remove the folder */
} Write;

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->name);
  g_free (file->text);
  g_free (file);
}

static void
write_free (gpointer data)
{
  Write *write = data;

  g_clear_pointer (&write->files, g_ptr_array_unref);
  sluice_journal_disk_unref (write->disk);
  g_free (write);
}

char *
sluice_journal_disk_dup_root (void)
{
  return g_build_filename (g_get_user_data_dir (), DEVELOPMENT_BUILD ? "sluice-devel" : "sluice", "setups", NULL);
}

SluiceJournalDisk *
sluice_journal_disk_new (const char *id)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  SluiceJournalDisk *self = g_new0 (SluiceJournalDisk, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  self->path = g_build_filename (root, id, NULL);
  self->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

SluiceJournalDisk *
sluice_journal_disk_ref (SluiceJournalDisk *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
sluice_journal_disk_unref (SluiceJournalDisk *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_mutex_clear (&self->mutex);
  g_hash_table_unref (self->written);
  g_free (self->path);
  g_free (self);
}

const char *
sluice_journal_disk_get_path (SluiceJournalDisk *self)
{
  return self->path;
}

static gboolean
set_errno_error (GError **error, int code, const char *path)
{
  /* Translators: the first %s is a path, the second the system's words for what is wrong. */
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("“%s”: %s"), path, g_strerror (code));

  return FALSE;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int code;

  if (fd < 0)
    return set_errno_error (error, errno, path);

  code = fsync (fd) == 0 ? 0 : errno;
  close (fd);

  /* Some file systems cannot sync a folder; there it is as safe as it can be. */
  return code == 0 || code == EINVAL || code == ENOTSUP ? TRUE : set_errno_error (error, code, path);
}

/* Makes the folder so that it is still there after a power cut: each new name is synced in the folder that holds it. */
static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *parent = NULL;

  if (g_mkdir (path, 0700) == 0)
    {
      parent = g_path_get_dirname (path);
      return sync_folder (parent, error);
    }
  if (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (errno != ENOENT)
    return set_errno_error (error, errno, path);

  parent = g_path_get_dirname (path);
  if (g_str_equal (parent, path))
    return set_errno_error (error, ENOENT, path);

  return make_folder (parent, error) && make_folder (path, error);
}

static gboolean
write_file (Write *write, const File *file, GError **error)
{
  SluiceJournalDisk *disk = write->disk;
  g_autofree char *path = g_build_filename (disk->path, file->name, NULL);
  int written = GPOINTER_TO_INT (g_hash_table_lookup (disk->written, file->name));

  /* Each text is all there is to say, so an older one must not come back over a newer. */
  if (write->number < written)
    return TRUE;
  if (!g_file_set_contents_full (path, file->text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600, error))
    return FALSE;
  g_hash_table_replace (disk->written, g_strdup (file->name), GINT_TO_POINTER (write->number));

  return TRUE;
}

static DexFuture *
write_work (gpointer user_data)
{
  Write *write = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&write->disk->mutex);
  g_autoptr (GError) error = NULL;

  /* What was asked for before the folder was discarded must not bring it back. */
  if (write->number < write->disk->removed)
    return dex_future_new_true ();
  if (!make_folder (write->disk->path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  for (guint i = 0; i < write->files->len; i++)
    if (!write_file (write, g_ptr_array_index (write->files, i), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static Write *
write_new (SluiceJournalDisk *disk)
{
  Write *write = g_new0 (Write, 1);

  write->disk = sluice_journal_disk_ref (disk);
  write->number = g_atomic_int_add (&disk->asked, 1) + 1;

  return write;
}

DexFuture *
sluice_journal_disk_write (SluiceJournalDisk *self, const char *name, char *text, ...)
{
  Write *write = write_new (self);
  va_list args;

  write->files = g_ptr_array_new_with_free_func (file_free);
  va_start (args, text);
  while (name != NULL)
    {
      File *file = g_new0 (File, 1);

      file->name = g_strdup (name);
      file->text = text;
      g_ptr_array_add (write->files, file);
      name = va_arg (args, const char *);
      text = name != NULL ? va_arg (args, char *) : NULL;
    }
  va_end (args);

  return sluice_worker_run (write_work, write, write_free);
}

static gboolean
remove_name (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_unlink (path) != 0 && errno != ENOENT)
    return set_errno_error (error, errno, path);

  return TRUE;
}

static gboolean
remove_folder (const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  const char *name;

  if (dir == NULL)
    return g_access (path, F_OK) != 0 && errno == ENOENT ? TRUE : set_errno_error (error, errno, path);

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, SLUICE_JOURNAL_STATE_FILE) && !remove_name (path, name, error))
      return FALSE;

  /* The state goes last: cut short, the folder still says what it is. */
  if (!remove_name (path, SLUICE_JOURNAL_STATE_FILE, error))
    return FALSE;
  if (g_rmdir (path) != 0 && errno != ENOENT)
    return set_errno_error (error, errno, path);

  return sync_folder (parent, error);
}

static DexFuture *
remove_work (gpointer user_data)
{
  Write *write = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&write->disk->mutex);
  g_autoptr (GError) error = NULL;

  write->disk->removed = MAX (write->disk->removed, write->number);
  if (!remove_folder (write->disk->path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

DexFuture *
sluice_journal_disk_remove (SluiceJournalDisk *self)
{
  return sluice_worker_run (remove_work, write_new (self), write_free);
}
