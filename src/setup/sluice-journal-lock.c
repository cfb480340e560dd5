/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-journal-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _SluiceJournalLock
{
  char *folder;
  int fd;
  guint n_holders;
};

static GMutex mutex;
static GHashTable *locks; /* a folder → its SluiceJournalLock */

static int
open_file (const char *folder, int flags)
{
  g_autofree char *path = g_build_filename (folder, SLUICE_JOURNAL_LOCK_FILE, NULL);

  return g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
}

static gboolean
set_error (GError **error, int code, const char *folder)
{
  if (code == EAGAIN || code == EACCES)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("This set-up is open in another window of Sluice."));
  else
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("“%s”: %s"), folder, g_strerror (code));

  return FALSE;
}

/* A lock of the open file, not of the process, which would lose it with any other file closed. */
static gboolean
lock_file (int fd, const char *folder, GError **error)
{
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  if (fcntl (fd, F_OFD_SETLK, &range) == 0 || errno == EINVAL || errno == ENOLCK || errno == EOPNOTSUPP)
    return TRUE;

  return set_error (error, errno, folder);
}

SluiceJournalLock *
sluice_journal_lock_take (const char *folder, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  SluiceJournalLock *self;
  int fd;

  if (locks == NULL)
    locks = g_hash_table_new (g_str_hash, g_str_equal);
  self = g_hash_table_lookup (locks, folder);
  if (self != NULL)
    {
      self->n_holders++;
      return self;
    }

  fd = open_file (folder, O_CREAT);
  if (fd < 0)
    {
      /* EACCES here is about the folder, not about another's lock. */
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("“%s”: %s"), folder, g_strerror (code));
      return NULL;
    }
  if (!lock_file (fd, folder, error))
    {
      g_close (fd, NULL);
      return NULL;
    }

  self = g_new0 (SluiceJournalLock, 1);
  self->folder = g_strdup (folder);
  self->fd = fd;
  self->n_holders = 1;
  g_hash_table_insert (locks, self->folder, self);

  return self;
}

void
sluice_journal_lock_release (SluiceJournalLock *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (--self->n_holders > 0)
    return;

  g_hash_table_remove (locks, self->folder);
  g_close (self->fd, NULL);
  g_free (self->folder);
  g_free (self);
}

gboolean
sluice_journal_lock_is_here (const char *folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return locks != NULL && g_hash_table_contains (locks, folder);
}

gboolean
sluice_journal_lock_is_elsewhere (const char *folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  gboolean elsewhere;
  int fd;

  if (locks != NULL && g_hash_table_contains (locks, folder))
    return FALSE;
  fd = open_file (folder, 0);
  if (fd < 0)
    return FALSE;

  elsewhere = fcntl (fd, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK;
  g_close (fd, NULL);

  return elsewhere;
}
