/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-askpass.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

/* Says what the process is for; no secret. */
#define ROLE "SLUICE_PRACTICE_ASKPASS"

gboolean
sluice_practice_askpass_is_asked (void)
{
  return g_getenv (ROLE) != NULL;
}

int
sluice_practice_askpass_main (void)
{
  char buffer[1024];
  gboolean answered = FALSE;
  ssize_t n;

  /* Set when it wants something else than a secret. */
  if (g_getenv ("SSH_ASKPASS_PROMPT") != NULL)
    return 1;
  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
    if (n > 0)
      answered = write (STDOUT_FILENO, buffer, (size_t) n) == n;
  explicit_bzero (buffer, sizeof buffer);

  return answered ? 0 : 1;
}

/* OpenSSH closes every other descriptor, and reads nothing from this one by itself. */
static int
open_answer (const char *secret, GError **error)
{
  gssize length = secret != NULL ? (gssize) strlen (secret) : 0;
  int fds[2];

  if (!g_unix_open_pipe (fds, FD_CLOEXEC, error))
    return -1;
  /* Never blocks: a pipe holds much more than OpenSSH takes. */
  if (fcntl (fds[1], F_SETFL, O_NONBLOCK) != 0 ||
      write (fds[1], secret != NULL ? secret : "", (gsize) length) != length)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s", g_strerror (errno));
      g_clear_fd (&fds[0], NULL);
    }
  close (fds[1]);

  return fds[0];
}

gboolean
sluice_practice_askpass_prepare (GSubprocessLauncher *launcher, const char *secret, GError **error)
{
  g_autofree char *self = g_strdup_printf ("/proc/%d/exe", (int) getpid ());
  int answer = open_answer (secret, error);

  if (answer < 0)
    return FALSE;
  g_subprocess_launcher_take_stdin_fd (launcher, answer);
  g_subprocess_launcher_setenv (launcher, "SSH_ASKPASS", self, TRUE);
  g_subprocess_launcher_setenv (launcher, "SSH_ASKPASS_REQUIRE", "force", TRUE);
  g_subprocess_launcher_setenv (launcher, ROLE, "1", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "SSH_AUTH_SOCK");
  /* Its words are read, and its shell is to be a plain one. */
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C", TRUE);
  g_subprocess_launcher_setenv (launcher, "SHELL", "/bin/sh", TRUE);

  return TRUE;
}
