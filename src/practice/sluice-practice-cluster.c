/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-cluster.h"

#include "sluice-practice-guard.h"

#include <glib/gstdio.h>
#include <glib-unix.h>
#include <pwd.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEBIAN_PROGRAMS "/usr/lib/postgresql"

static gboolean
has_programs (const char *bindir)
{
  g_autofree char *initdb = g_build_filename (bindir, "initdb", NULL);
  g_autofree char *postgres = g_build_filename (bindir, "postgres", NULL);

  return g_file_test (initdb, G_FILE_TEST_IS_EXECUTABLE) && g_file_test (postgres, G_FILE_TEST_IS_EXECUTABLE);
}

/* Debian keeps the programs of every version in a folder of its own, none of them on the path. */
static char *
find_versioned_programs (void)
{
  g_autoptr (GDir) dir = g_dir_open (DEBIAN_PROGRAMS, 0, NULL);
  g_autofree char *best = NULL;
  double best_version = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *bindir = g_build_filename (DEBIAN_PROGRAMS, name, "bin", NULL);
      double version = g_ascii_strtod (name, NULL);

      if (version > best_version && has_programs (bindir))
        {
          best_version = version;
          g_set_str (&best, bindir);
        }
    }

  return g_steal_pointer (&best);
}

static char *
find_programs (GError **error)
{
  g_autofree char *bindir = find_versioned_programs ();
  g_autofree char *program = bindir == NULL ? g_find_program_in_path ("initdb") : NULL;

  if (bindir != NULL)
    return g_steal_pointer (&bindir);
  if (program != NULL)
    bindir = g_path_get_dirname (program);
  else if (g_spawn_command_line_sync ("pg_config --bindir", &bindir, NULL, NULL, NULL))
    g_strchomp (bindir);
  if (bindir != NULL && has_programs (bindir))
    return g_steal_pointer (&bindir);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       "The sample database needs PostgreSQL's initdb and postgres, which are not installed");

  return NULL;
}

/* Whether a user can reach into a folder: tried by a child, since only the kernel knows. */
static gboolean
can_reach (uid_t uid, gid_t gid, const char *dir)
{
  pid_t child = fork ();
  int status = 1;

  if (child == 0)
    {
      sluice_practice_become_user (uid, gid);
      _exit (access (dir, X_OK) == 0 ? 0 : 1);
    }
  while (child > 0 && waitpid (child, &status, 0) < 0 && errno == EINTR)
    ;

  return child > 0 && WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static gboolean
find_user (SluicePracticeCluster *self, GError **error)
{
  const struct passwd *entry;

  if (geteuid () != 0)
    return TRUE;
  entry = getpwnam ("postgres");
  if (entry == NULL)
    entry = getpwnam ("nobody");
  if (entry == NULL || entry->pw_uid == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "PostgreSQL refuses to run as root, and there is no user “postgres” or “nobody”");
      return FALSE;
    }
  self->uid = entry->pw_uid;
  self->gid = entry->pw_gid;

  return TRUE;
}

static gboolean
make_home (SluicePracticeCluster *self, const char *state_dir, const char *known_home, GError **error)
{
  if (known_home != NULL && g_file_test (known_home, G_FILE_TEST_IS_DIR))
    self->home = g_strdup (known_home);
  else if (self->uid == 0 || can_reach (self->uid, self->gid, state_dir))
    self->home = g_build_filename (state_dir, "postgres", NULL);
  else
    {
      /* It persists, unless a test session, which ends with its files, says where those belong. */
      const char *tmp = g_getenv ("TMPDIR");

      self->home = g_build_filename (tmp != NULL ? tmp : "/var/tmp", "sluice-practice-XXXXXX", NULL);
      if (g_mkdtemp (self->home) == NULL)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", self->home, g_strerror (errno));
          return FALSE;
        }
      self->is_stray = TRUE;
    }
  if (g_mkdir_with_parents (self->home, 0700) != 0 || (self->uid != 0 && chown (self->home, self->uid, self->gid) != 0))
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", self->home, g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}

SluicePracticeCluster *
sluice_practice_cluster_new (const char *state_dir, const char *known_home, GError **error)
{
  g_autoptr (SluicePracticeCluster) self = g_new0 (SluicePracticeCluster, 1);

  self->bindir = find_programs (error);
  if (self->bindir == NULL || !find_user (self, error) || !make_home (self, state_dir, known_home, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
sluice_practice_cluster_keep (SluicePracticeCluster *self)
{
  self->is_stray = FALSE;
}

void
sluice_practice_cluster_free (SluicePracticeCluster *self)
{
  if (self == NULL)
    return;
  if (self->is_stray)
    g_rmdir (self->home);
  g_free (self->bindir);
  g_free (self->home);
  g_free (self);
}

gboolean
sluice_practice_cluster_exists (SluicePracticeCluster *self)
{
  g_autofree char *version = g_build_filename (self->home, "data", "PG_VERSION", NULL);

  return g_file_test (version, G_FILE_TEST_EXISTS);
}

static void
child_setup (gpointer user_data)
{
  const SluicePracticeCluster *self = user_data;

  sluice_practice_become_user (self->uid, self->gid);
}

/* Runs a program as the cluster's user. */
static gboolean
run_program (SluicePracticeCluster *self, const char *const *argv, GError **error)
{
  g_autofree char *errors = NULL;
  int status = 0;

  if (!g_spawn_sync (self->home, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, child_setup, self, NULL, &errors,
                     &status, error))
    return FALSE;
  if (g_spawn_check_wait_status (status, NULL))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s failed: %s", argv[0], errors);

  return FALSE;
}

/* A real file of the right owner: the password must not stand in the list of processes. */
static char *
write_password (SluicePracticeCluster *self, const char *password, GError **error)
{
  g_autofree char *path = g_build_filename (self->home, "password", NULL);

  if (!g_file_set_contents_full (path, password, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return NULL;
  if (self->uid != 0 && chown (path, self->uid, self->gid) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
      g_unlink (path);
      return NULL;
    }

  return g_steal_pointer (&path);
}

gboolean
sluice_practice_cluster_init (SluicePracticeCluster *self, const char *owner, const char *password, GError **error)
{
  g_autofree char *data = g_build_filename (self->home, "data", NULL);
  g_autofree char *initdb = g_build_filename (self->bindir, "initdb", NULL);
  g_autofree char *password_file = NULL;
  g_autofree char *password_arg = NULL;
  const char *remove[] = { "/bin/rm", "-rf", data, NULL };
  const char *make[] = { initdb,
                         "-D",
                         data,
                         "-U",
                         owner,
                         NULL,
                         "--auth=scram-sha-256",
                         "--encoding=UTF8",
                         "--locale=C.UTF-8",
                         "--no-sync",
                         "--no-instructions",
                         NULL };
  gboolean made;

  if (!run_program (self, remove, error))
    return FALSE;
  password_file = write_password (self, password, error);
  if (password_file == NULL)
    return FALSE;
  password_arg = g_strconcat ("--pwfile=", password_file, NULL);
  make[5] = password_arg;
  made = run_program (self, make, error);
  g_unlink (password_file);

  return made;
}

GSubprocess *
sluice_practice_cluster_run (SluicePracticeCluster *self, guint port, int *lifetime_fd, GError **error)
{
  g_autofree char *data = g_build_filename (self->home, "data", NULL);
  g_autofree char *log = g_build_filename (self->home, "postgres.log", NULL);
  g_autofree char *postgres = g_build_filename (self->bindir, "postgres", NULL);
  g_autofree char *uid = g_strdup_printf ("%u", self->uid);
  g_autofree char *gid = g_strdup_printf ("%u", self->gid);
  g_autofree char *port_text = g_strdup_printf ("%u", port);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr (GSubprocess) guard = NULL;
  const char *argv[] = { "/proc/self/exe", SLUICE_PRACTICE_GUARD, uid, gid, log, postgres, "-D", data, "-p", port_text,
                         "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
                         /* Practice data: speed over surviving a power cut. */
                         "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c",
                         "max_wal_size=2GB", "-c", "wal_level=logical", "-c", "jit=off", "-c",
                         "maintenance_work_mem=128MB", "-c", "shared_buffers=128MB", "-c", "max_connections=40", "-c",
                         "autovacuum_naptime=1h", "-c", "lc_messages=C", NULL };
  int pipe_fds[2];

  if (!g_unix_open_pipe (pipe_fds, FD_CLOEXEC, error))
    return NULL;
  g_subprocess_launcher_take_fd (launcher, pipe_fds[0], 3);
  guard = g_subprocess_launcher_spawnv (launcher, argv, error);
  if (guard == NULL)
    {
      close (pipe_fds[1]);
      return NULL;
    }
  *lifetime_fd = pipe_fds[1];

  return g_steal_pointer (&guard);
}
