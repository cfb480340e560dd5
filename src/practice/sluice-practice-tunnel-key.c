/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-tunnel-key.h"

#include "sluice-pg-error.h"
#include "sluice-practice-askpass.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct _SluicePracticeTunnelKey
{
  int fd;
  gsize length;
  char *path;
};

static gboolean
keep_in_memory (SluicePracticeTunnelKey *self, const char *text, GError **error)
{
  self->length = strlen (text);
  self->fd = memfd_create ("ssh key", MFD_CLOEXEC);
  /* OpenSSH refuses a key that others may read. */
  if (self->fd < 0 || fchmod (self->fd, 0600) != 0 || write (self->fd, text, self->length) != (gssize) self->length)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "The private key could not be kept in memory: %s",
                   g_strerror (errno));
      return FALSE;
    }
  self->path = g_strdup_printf ("/proc/%d/fd/%d", (int) getpid (), self->fd);

  return TRUE;
}

/* ssh itself would only say that the server let nobody in. */
static gboolean
is_readable (SluicePracticeTunnelKey *self, const char *passphrase, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) keygen = NULL;

  if (!sluice_practice_askpass_prepare (launcher, passphrase, error))
    return FALSE;
  keygen = g_subprocess_launcher_spawn (launcher, error, "ssh-keygen", "-y", "-f", self->path, NULL);
  if (keygen == NULL)
    {
      g_prefix_error_literal (error, "The practice server needs OpenSSH's client for SSH tunnels. ");
      return FALSE;
    }
  if (!g_subprocess_wait (keygen, cancellable, error))
    {
      g_subprocess_force_exit (keygen);
      return FALSE;
    }
  if (g_subprocess_get_successful (keygen))
    return TRUE;
  g_set_error_literal (
      error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT,
      passphrase != NULL ?
          "Private key could not be parsed. Check the private key and its passphrase." :
          "Private key could not be parsed. Check that it is complete, with its first and last line; a "
          "key that is protected needs its passphrase.");

  return FALSE;
}

SluicePracticeTunnelKey *
sluice_practice_tunnel_key_new (const SluicePracticeTunnelLogin *login, GCancellable *cancellable, GError **error)
{
  g_autoptr (SluicePracticeTunnelKey) self = g_new0 (SluicePracticeTunnelKey, 1);

  self->fd = -1;
  if (!keep_in_memory (self, login->private_key, error) || !is_readable (self, login->passphrase, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

const char *
sluice_practice_tunnel_key_get_path (SluicePracticeTunnelKey *self)
{
  return self->path;
}

void
sluice_practice_tunnel_key_free (SluicePracticeTunnelKey *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    {
      g_autofree char *zeros = g_malloc0 (self->length);

      /* Whoever still has it open has nothing any more. */
      if (pwrite (self->fd, zeros, self->length, 0) != (gssize) self->length)
        g_debug ("A private key was not overwritten, only freed");
      close (self->fd);
    }
  g_free (self->path);
  g_free (self);
}
