/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-journal-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sluice-journal-lock.h"
#include "sluice-json.h"
#include "sluice-worker.h"

/* So old is no folder whose first write is still under way, here or in another process. */
#define REMAINS_SECONDS 60

struct _SluiceJournalDisk
{
  gatomicrefcount refs;
  char *path;
  int asked;
  /* Guards the folder and what follows. */
  GMutex mutex;
  GHashTable *written; /* the name of a file → the number of the write that it holds */
  int removed;
  SluiceJournalLock *lock; /* from the first write on */
};

typedef struct
{
  SluiceJournalDisk *disk;
  int number;
  SluicePlanSnapshot *plan; /* NULL: none to be written */
  char *state;              /* NULL: remove the folder */
} Write;

static void
write_free (gpointer data)
{
  Write *write = data;

  g_clear_pointer (&write->plan, sluice_plan_snapshot_unref);
  g_free (write->state);
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

  g_clear_pointer (&self->lock, sluice_journal_lock_release);
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

gboolean
sluice_journal_disk_set_errno_error (GError **error, int code, const char *path)
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
    return sluice_journal_disk_set_errno_error (error, errno, path);

  code = fsync (fd) == 0 ? 0 : errno;
  close (fd);

  /* Some file systems cannot sync a folder; there it is as safe as it can be. */
  return code == 0 || code == EINVAL || code == ENOTSUP ? TRUE :
                                                          sluice_journal_disk_set_errno_error (error, code, path);
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
    return sluice_journal_disk_set_errno_error (error, errno, path);

  parent = g_path_get_dirname (path);
  if (g_str_equal (parent, path))
    return sluice_journal_disk_set_errno_error (error, ENOENT, path);

  return make_folder (parent, error) && make_folder (path, error);
}

static gboolean
is_overtaken (Write *write, const char *name)
{
  /* Each text is all there is to say, so an older one must not come back over a newer. */
  return write->number < GPOINTER_TO_INT (g_hash_table_lookup (write->disk->written, name));
}

/* One file of a write: what is to be said, on its way beside what was said before. */
typedef struct
{
  const char *name;
  char *path;
  char *next_path;
} NextFile;

static void
next_file_free (gpointer data)
{
  NextFile *file = data;

  g_free (file->path);
  g_free (file->next_path);
  g_free (file);
}

/* @files takes it, also when the write fails. */
static gboolean
write_next (Write *write, GPtrArray *files, const char *name, const char *text, GError **error)
{
  NextFile *file = g_new0 (NextFile, 1);

  file->name = name;
  file->path = g_build_filename (write->disk->path, name, NULL);
  file->next_path = g_strconcat (file->path, ".next", NULL);
  g_ptr_array_add (files, file);

  return g_file_set_contents_full (file->next_path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/* What there is to say of many tables is put into words here, where nobody waits for it. */
static gboolean
write_next_plan (Write *write, GPtrArray *files, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *tables = NULL;

  if (write->plan == NULL || is_overtaken (write, SLUICE_JOURNAL_TABLES_FILE))
    return TRUE;

  node = sluice_plan_snapshot_to_draft (write->plan);
  draft = sluice_json_to_text (node);
  tables = sluice_plan_snapshot_tables_to_text (write->plan);

  return write_next (write, files, SLUICE_JOURNAL_DRAFT_FILE, draft, error) &&
         write_next (write, files, SLUICE_JOURNAL_TABLES_FILE, tables, error);
}

/* Takes no room any more, so a full disk stops none of it half way. */
static gboolean
put_in_place (Write *write, GPtrArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      NextFile *file = g_ptr_array_index (files, i);

      if (g_rename (file->next_path, file->path) != 0)
        return sluice_journal_disk_set_errno_error (error, errno, file->path);
      g_hash_table_replace (write->disk->written, g_strdup (file->name), GINT_TO_POINTER (write->number));
    }

  return sync_folder (write->disk->path, error);
}

/* All of it or nothing: what was there before stays until everything that is to take its place is on the disk. */
static gboolean
write_files (Write *write, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (next_file_free);

  if (write_next_plan (write, files, error) &&
      (is_overtaken (write, SLUICE_JOURNAL_STATE_FILE) ||
       write_next (write, files, SLUICE_JOURNAL_STATE_FILE, write->state, error)) &&
      put_in_place (write, files, error))
    return TRUE;

  for (guint i = 0; i < files->len; i++)
    g_unlink (((NextFile *) g_ptr_array_index (files, i))->next_path);

  return FALSE;
}

/* Nobody writes to, or removes, what another process works on. */
static gboolean
lock (SluiceJournalDisk *self, GError **error)
{
  if (self->lock == NULL)
    self->lock = sluice_journal_lock_take (self->path, error);

  return self->lock != NULL;
}

/* A set-up of which nothing was ever written leaves nothing behind, as no later run could make sense of it. */
static void
remove_unwritten (SluiceJournalDisk *self)
{
  g_autofree char *state = g_build_filename (self->path, SLUICE_JOURNAL_STATE_FILE, NULL);
  g_autofree char *lock_file = g_build_filename (self->path, SLUICE_JOURNAL_LOCK_FILE, NULL);

  if (g_access (state, F_OK) == 0)
    return;

  if (self->lock != NULL)
    g_unlink (lock_file);
  g_clear_pointer (&self->lock, sluice_journal_lock_release);
  g_rmdir (self->path);
}

/* The folder of all set-ups, as people write it. */
static char *
dup_shown_root (void)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  const char *home = g_get_home_dir ();
  const gsize length = strlen (home);

  return g_str_has_prefix (root, home) && root[length] == '/' ? g_strconcat ("~", root + length, NULL) :
                                                                g_steal_pointer (&root);
}

/* What the system says, and where: people are told of it, to whom the name of a file on its way says nothing. */
static GError *
shorten_error (GError *error)
{
  static const int codes[] = { ENOSPC, EROFS, EACCES, EPERM, EIO, ENOTDIR, EEXIST };

  for (guint i = 0; error->domain == G_FILE_ERROR && i < G_N_ELEMENTS (codes); i++)
    if (error->code == (int) g_file_error_from_errno (codes[i]))
      {
        g_autofree char *root = dup_shown_root ();

        g_error_free (error);
        /* Translators: the system's words for what is wrong, then a path. */
        return g_error_new (G_FILE_ERROR, g_file_error_from_errno (codes[i]), _ ("%s (%s)"), g_strerror (codes[i]),
                            root);
      }

  return error;
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
  if (make_folder (write->disk->path, &error) && lock (write->disk, &error) && write_files (write, &error))
    return dex_future_new_true ();

  remove_unwritten (write->disk);

  return dex_future_new_for_error (shorten_error (g_steal_pointer (&error)));
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
sluice_journal_disk_write (SluiceJournalDisk *self, SluicePlanSnapshot *plan, char *state)
{
  Write *write = write_new (self);

  write->plan = plan;
  write->state = state;

  return sluice_worker_run (write_work, write, write_free);
}

static gboolean
remove_name (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_unlink (path) != 0 && errno != ENOENT)
    return sluice_journal_disk_set_errno_error (error, errno, path);

  return TRUE;
}

static gboolean
remove_folder (const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  const char *name;

  if (dir == NULL)
    return g_access (path, F_OK) != 0 && errno == ENOENT ? TRUE :
                                                           sluice_journal_disk_set_errno_error (error, errno, path);

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_equal (name, SLUICE_JOURNAL_STATE_FILE) && !remove_name (path, name, error))
      return FALSE;

  /* The state goes last: cut short, the folder still says what it is. */
  if (!remove_name (path, SLUICE_JOURNAL_STATE_FILE, error))
    return FALSE;
  if (g_rmdir (path) != 0 && errno != ENOENT)
    return sluice_journal_disk_set_errno_error (error, errno, path);

  return sync_folder (parent, error);
}

static DexFuture *
remove_work (gpointer user_data)
{
  Write *write = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&write->disk->mutex);
  g_autoptr (GError) error = NULL;

  if (g_file_test (write->disk->path, G_FILE_TEST_IS_DIR) && !lock (write->disk, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

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

gboolean
sluice_journal_disk_lock (SluiceJournalDisk *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return lock (self, error);
}

gboolean
sluice_journal_disk_is_remains (const char *path)
{
  g_autofree char *state = g_build_filename (path, SLUICE_JOURNAL_STATE_FILE, NULL);
  GStatBuf status;

  return g_lstat (state, &status) != 0 && errno == ENOENT && g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode);
}

static gboolean
is_old (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) == 0 && status.st_mtime < g_get_real_time () / G_USEC_PER_SEC - REMAINS_SECONDS;
}

static void
clear_folder (const char *path)
{
  SluiceJournalLock *lock;

  if (!sluice_journal_disk_is_remains (path) || !is_old (path) || sluice_journal_lock_is_here (path) ||
      (lock = sluice_journal_lock_take (path, NULL)) == NULL)
    return;

  remove_folder (path, NULL);
  sluice_journal_lock_release (lock);
}

static DexFuture *
clear_work (gpointer user_data)
{
  g_autofree char *root = sluice_journal_disk_dup_root ();
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (root, name, NULL);

      if (g_uuid_string_is_valid (name))
        clear_folder (path);
    }

  return dex_future_new_true ();
}

DexFuture *
sluice_journal_disk_clear_remains (void)
{
  return sluice_worker_run (clear_work, NULL, NULL);
}
