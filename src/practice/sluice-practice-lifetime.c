/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-lifetime.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LOCK_PATIENCE_SECONDS 10

struct _SluicePracticeLifetime
{
  GMainLoop *loop;
  GSource *sources[4];
  int lock;
  int parent;
};

static gboolean
signal_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/* Nobody writes into the pipe; what is read is thrown away until its end. */
static gboolean
pipe_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char buffer[64];
  gssize n = read (fd, buffer, sizeof buffer);

  if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN)))
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
parent_cb (int fd, GIOCondition condition, gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static void
add_source (SluicePracticeLifetime *self, guint place, GSource *source, GSourceFunc callback)
{
  g_source_set_callback (source, callback, self->loop, NULL);
  g_source_attach (source, NULL);
  self->sources[place] = source;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A server that was just let go still stops its database: whoever starts the next one need not know. */
static gboolean
wait_for_lock (int lock)
{
  gint64 end = g_get_monotonic_time () + LOCK_PATIENCE_SECONDS * G_USEC_PER_SEC;
  guint tick = g_timeout_add (50, tick_cb, NULL);
  gboolean taken;

  while (!(taken = flock (lock, LOCK_EX | LOCK_NB) == 0) && errno == EWOULDBLOCK && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);

  return taken;
}

static gboolean
take_lock (SluicePracticeLifetime *self, const char *state_dir, GError **error)
{
  g_autofree char *path = g_build_filename (state_dir, "lock", NULL);

  self->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock >= 0 && wait_for_lock (self->lock))
    return TRUE;
  if (self->lock >= 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, "Another practice server uses %s", state_dir);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path, g_strerror (errno));

  return FALSE;
}

/* A descriptor of the parent and not its number: a number may already be another's. */
static void
watch_parent (SluicePracticeLifetime *self)
{
  pid_t parent = getppid ();

  if (parent <= 1)
    return;
  self->parent = (int) syscall (SYS_pidfd_open, parent, 0);
  if (self->parent < 0)
    return;
  add_source (self, 3, g_unix_fd_source_new (self->parent, G_IO_IN), G_SOURCE_FUNC (parent_cb));
  if (getppid () != parent)
    g_main_loop_quit (self->loop);
}

SluicePracticeLifetime *
sluice_practice_lifetime_new (GMainLoop *loop, const char *state_dir, int fd, GError **error)
{
  g_autoptr (SluicePracticeLifetime) self = g_new0 (SluicePracticeLifetime, 1);

  self->loop = g_main_loop_ref (loop);
  self->lock = -1;
  self->parent = -1;
  if (!take_lock (self, state_dir, error))
    return NULL;
  add_source (self, 0, g_unix_signal_source_new (SIGINT), signal_cb);
  add_source (self, 1, g_unix_signal_source_new (SIGTERM), signal_cb);
  add_source (self, 2, g_unix_signal_source_new (SIGHUP), signal_cb);
  if (fd < 0)
    watch_parent (self);
  else if (fcntl (fd, F_SETFD, FD_CLOEXEC) == 0)
    add_source (self, 3, g_unix_fd_source_new (fd, G_IO_IN | G_IO_HUP | G_IO_ERR), G_SOURCE_FUNC (pipe_cb));
  else
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "--lifetime-fd %d: %s", fd, g_strerror (errno));
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
sluice_practice_lifetime_free (SluicePracticeLifetime *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    if (self->sources[i] != NULL)
      {
        g_source_destroy (self->sources[i]);
        g_source_unref (self->sources[i]);
      }
  if (self->parent >= 0)
    close (self->parent);
  if (self->lock >= 0)
    close (self->lock);
  g_main_loop_unref (self->loop);
  g_free (self);
}
