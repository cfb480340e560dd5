/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-tunnel.h"

#include "sluice-pg-error.h"
#include "sluice-practice-askpass.h"
#include "sluice-practice-guard.h"
#include "sluice-practice-tunnel-key.h"
#include "sluice-practice-tunnel-words.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib-unix.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* ssh's own limit for the way to the server, and ours for all of it, with a login that takes its time. */
#define CONNECT_SECONDS "15"
#define OPEN_SECONDS 40

/* Between finding a free port and ssh taking it somebody else may. */
#define TRIES 5

/* ssh's last words come when its connections are already closed. */
#define LAST_WORDS_MS 1000

#define MOST_SAID (64 * 1024)

struct _SluicePracticeTunnel
{
  char *ssh_host;
  guint ssh_port;
  char *host; /* the database's, as the SSH server knows it */
  guint port;
  guint local_port;
  GSubprocess *guard;
  int lifetime; /* a pipe: ssh ends at its end */
  int ready;    /* a pipe: a line when the port is there, the end when ssh has ended */
  int said;     /* memory: ssh's standard error, which so never blocks it */
  off_t opened; /* how much of it was said until then */
};

static char *known_hosts;

void
sluice_practice_tunnel_remember_hosts_in (const char *path)
{
  g_set_str (&known_hosts, path);
}

static gboolean
fail_for_errno (GError **error)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "The SSH tunnel could not be opened: %s",
               g_strerror (errno));

  return FALSE;
}

static char *
read_said (SluicePracticeTunnel *self, off_t from)
{
  g_autofree char *text = g_malloc0 (MOST_SAID + 1);
  gssize length = pread (self->said, text, MOST_SAID, from);

  return length > 0 ? g_steal_pointer (&text) : g_strdup ("");
}

static guint
find_free_port (GError **error)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  guint port = 0;

  if (fd >= 0 && bind (fd, (struct sockaddr *) &address, size) == 0 &&
      getsockname (fd, (struct sockaddr *) &address, &size) == 0)
    port = ntohs (address.sin_port);
  else
    fail_for_errno (error);
  g_clear_fd (&fd, NULL);

  return port;
}

/* What stands before a host's keys in the file. */
static char *
name_of_host (const SluicePracticeTunnelLogin *login)
{
  g_autofree char *host = g_ascii_strdown (login->host, -1);

  return login->port == 22 ? g_steal_pointer (&host) : g_strdup_printf ("[%s]:%u", host, login->port);
}

/* ssh by itself takes another key of another kind for the first one. */
static gboolean
is_known (const SluicePracticeTunnelLogin *login)
{
  g_autofree char *name = name_of_host (login);
  g_autofree char *start = g_strconcat (name, " ", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (known_hosts, &text, NULL, NULL))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], start))
      return TRUE;

  return FALSE;
}

static void
add (GStrvBuilder *argv, const char *option, char *value)
{
  g_strv_builder_add (argv, option);
  g_strv_builder_take (argv, value);
}

static void
add_login (GStrvBuilder *argv, const SluicePracticeTunnelLogin *login, SluicePracticeTunnelKey *key)
{
  if (key != NULL)
    g_strv_builder_add_many (argv, "-oPreferredAuthentications=publickey", "-oPasswordAuthentication=no",
                             "-oKbdInteractiveAuthentication=no", "-oIdentitiesOnly=yes", NULL);
  else
    g_strv_builder_add_many (argv, "-oPreferredAuthentications=password,keyboard-interactive",
                             "-oPubkeyAuthentication=no", NULL);
  if (key != NULL)
    add (argv, "-i", g_strdup (sluice_practice_tunnel_key_get_path (key)));
  if (login->user != NULL)
    add (argv, "-l", g_strdup (login->user));
  add (argv, "-p", g_strdup_printf ("%u", login->port));
}

/* Nothing from the person's own configuration: what is filled in is what is tried. */
static GStrv
command_line (SluicePracticeTunnel *self, const SluicePracticeTunnelLogin *login, SluicePracticeTunnelKey *key)
{
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_autofree char *ssh = g_find_program_in_path ("ssh");
  const char *bracket = strchr (self->host, ':') != NULL ? "[" : "";
  g_autoptr (GString) hosts = g_string_new (known_hosts);

  g_strv_builder_add_many (argv, "/proc/self/exe", SLUICE_PRACTICE_GUARD, "0", "0", "", ssh, "-N", "-F", "none",
                           "-oExitOnForwardFailure=yes", "-oConnectTimeout=" CONNECT_SECONDS,
                           "-oServerAliveInterval=15", "-oServerAliveCountMax=3", "-oNumberOfPasswordPrompts=1",
                           "-oIdentityAgent=none", "-oForwardAgent=no", "-oForwardX11=no", "-oControlPath=none",
                           "-oGSSAPIAuthentication=no", "-oHostbasedAuthentication=no", "-oUpdateHostKeys=no",
                           "-oVerifyHostKeyDNS=no", "-oCheckHostIP=no", "-oHashKnownHosts=no",
                           "-oGlobalKnownHostsFile=/dev/null", "-oLogLevel=INFO", NULL);
  g_string_replace (hosts, "%", "%%", 0);
  g_strv_builder_take (argv, g_strdup_printf ("-oUserKnownHostsFile=\"%s\"", hosts->str));
  g_strv_builder_add (argv, is_known (login) ? "-oStrictHostKeyChecking=yes" : "-oStrictHostKeyChecking=accept-new");
  /* Run when all is set up: how ssh says that it is ready. */
  g_strv_builder_add_many (argv, "-oPermitLocalCommand=yes", "-oLocalCommand=echo ready", NULL);
  add_login (argv, login, key);
  add (argv, "-L",
       g_strdup_printf ("127.0.0.1:%u:%s%s%s:%u", self->local_port, bracket, self->host, *bracket != '\0' ? "]" : "",
                        self->port));
  add (argv, "--", g_strdup (login->host));

  return g_strv_builder_end (argv);
}

static gboolean
take_pipe (int *ours, int *theirs, int our_end, GError **error)
{
  int fds[2];

  if (!g_unix_open_pipe (fds, FD_CLOEXEC, error))
    return FALSE;
  *ours = fds[our_end];
  *theirs = fds[1 - our_end];

  return TRUE;
}

static gboolean
start (SluicePracticeTunnel *self, const SluicePracticeTunnelLogin *login, SluicePracticeTunnelKey *key, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_auto (GStrv) argv = NULL;
  int lifetime, ready, said;

  self->local_port = find_free_port (error);
  self->said = memfd_create ("ssh says", MFD_CLOEXEC);
  if (self->local_port == 0 || (self->said < 0 && !fail_for_errno (error)) ||
      !sluice_practice_askpass_prepare (launcher, sluice_practice_tunnel_login_get_secret (login), error) ||
      !take_pipe (&self->lifetime, &lifetime, 1, error))
    return FALSE;
  g_subprocess_launcher_take_fd (launcher, lifetime, 3);
  if (!take_pipe (&self->ready, &ready, 0, error))
    return FALSE;
  g_subprocess_launcher_take_stdout_fd (launcher, ready);
  said = dup (self->said);
  if (said < 0)
    return fail_for_errno (error);
  g_subprocess_launcher_take_stderr_fd (launcher, said);

  argv = command_line (self, login, key);
  self->guard = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, error);

  return self->guard != NULL;
}

/* Lets go of ssh and waits for it. */
static void
stop (SluicePracticeTunnel *self)
{
  g_clear_fd (&self->lifetime, NULL);
  if (self->guard != NULL)
    g_subprocess_wait (self->guard, NULL, NULL);
  g_clear_object (&self->guard);
  g_clear_fd (&self->ready, NULL);
  g_clear_fd (&self->said, NULL);
}

/* Waits for the next thing on the pipe: 1 for a line, 0 for its end, -1 for neither in time, or with the error set. */
static int
wait_for_pipe (SluicePracticeTunnel *self, int timeout_ms, GCancellable *cancellable, GError **error)
{
  const gint64 deadline = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  GPollFD fds[2] = { { .fd = self->ready, .events = G_IO_IN | G_IO_HUP } };
  gboolean cancels = g_cancellable_make_pollfd (cancellable, &fds[1]);
  char buffer[64];
  int n;

  do
    n = g_poll (fds, cancels ? 2 : 1, (int) MAX ((deadline - g_get_monotonic_time ()) / 1000, 0));
  while (n < 0 && errno == EINTR);
  if (cancels)
    g_cancellable_release_fd (cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || fds[0].revents == 0)
    return -1;

  return read (self->ready, buffer, sizeof buffer) > 0 ? 1 : 0;
}

/* Whether to go on trying is in @taken. */
static gboolean
try_to_open (SluicePracticeTunnel *self,
             const SluicePracticeTunnelLogin *login,
             SluicePracticeTunnelKey *key,
             gboolean *taken,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *said = NULL;
  g_autofree char *why = NULL;
  int happened;

  *taken = FALSE;
  if (!start (self, login, key, error))
    return FALSE;
  happened = wait_for_pipe (self, OPEN_SECONDS * 1000, cancellable, &local_error);
  if (happened > 0)
    {
      self->opened = lseek (self->said, 0, SEEK_END);
      return TRUE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  said = read_said (self, 0);
  *taken = sluice_practice_tunnel_port_was_taken (said);
  why = happened == 0 ? sluice_practice_tunnel_why_not_opened (said, login, known_hosts) :
                        g_strdup_printf ("The SSH tunnel through %s, port %u, could not be opened: no answer within %d "
                                         "seconds",
                                         login->host, login->port, OPEN_SECONDS);
  g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT, why);

  return FALSE;
}

SluicePracticeTunnel *
sluice_practice_tunnel_open (const SluicePracticeTunnelLogin *login,
                             const char *host,
                             guint port,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (SluicePracticeTunnel) self = g_new0 (SluicePracticeTunnel, 1);
  g_autoptr (SluicePracticeTunnelKey) key = NULL;
  g_autofree char *ssh = g_find_program_in_path ("ssh");
  gboolean taken = TRUE;

  self->lifetime = self->ready = self->said = -1;
  self->ssh_host = g_strdup (login->host);
  self->ssh_port = login->port;
  self->host = g_strdup (host);
  self->port = port;
  if (ssh == NULL)
    {
      g_set_error_literal (
          error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT,
          "The practice server needs OpenSSH's client, ssh, for SSH tunnels, and it is not installed.");
      return NULL;
    }
  if (login->private_key != NULL && !(key = sluice_practice_tunnel_key_new (login, cancellable, error)))
    return NULL;

  for (guint i = 0; taken && i < TRIES; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (try_to_open (self, login, key, &taken, cancellable, &local_error))
        return g_steal_pointer (&self);
      stop (self);
      if (!taken || i + 1 == TRIES)
        g_propagate_error (error, g_steal_pointer (&local_error));
    }

  return NULL;
}

guint
sluice_practice_tunnel_get_port (SluicePracticeTunnel *self)
{
  return self->local_port;
}

char *
sluice_practice_tunnel_explain (SluicePracticeTunnel *self)
{
  g_autofree char *said = read_said (self, self->opened);
  char *why = sluice_practice_tunnel_why_not_reached (said, self->host, self->port);
  g_autofree char *words = NULL;

  if (why != NULL || wait_for_pipe (self, LAST_WORDS_MS, NULL, NULL) != 0)
    return why;
  g_free (said);
  said = read_said (self, self->opened);
  words = sluice_practice_tunnel_last_words (said);

  return g_strdup_printf ("The SSH tunnel through %s, port %u, broke off: %s", self->ssh_host, self->ssh_port, words);
}

void
sluice_practice_tunnel_free (SluicePracticeTunnel *self)
{
  if (self == NULL)
    return;
  stop (self);
  g_free (self->ssh_host);
  g_free (self->host);
  g_free (self);
}
