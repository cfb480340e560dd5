/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-guard.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define LIFETIME_FD 3
#define FIRST_COMMAND_ARG 5

void
sluice_practice_become_user (uid_t uid, gid_t gid)
{
  if (uid != 0 && (setgroups (1, &gid) != 0 || setgid (gid) != 0 || setuid (uid) != 0))
    _exit (126);
}

static void
redirect (const char *path)
{
  int log = open (path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
  int null = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  dup2 (null, STDIN_FILENO);
  dup2 (log, STDOUT_FILENO);
  dup2 (log, STDERR_FILENO);
}

static void
run_command (pid_t guard, char **argv)
{
  uid_t uid = (uid_t) strtoul (argv[2], NULL, 10);
  gid_t gid = (gid_t) strtoul (argv[3], NULL, 10);

  close (LIFETIME_FD);
  if (*argv[4] != '\0')
    redirect (argv[4]);
  signal (SIGINT, SIG_DFL);
  signal (SIGTERM, SIG_DFL);
  signal (SIGHUP, SIG_DFL);
  signal (SIGPIPE, SIG_DFL);
  sluice_practice_become_user (uid, gid);
  /* After the change of user, which clears it. SIGINT is PostgreSQL's fast shutdown. */
  prctl (PR_SET_PDEATHSIG, SIGINT);
  if (getppid () != guard || chdir ("/") != 0)
    _exit (126);
  execv (argv[FIRST_COMMAND_ARG], argv + FIRST_COMMAND_ARG);
  _exit (127);
}

/* Waits for the child to end. Returns whether it did. */
static int
wait_for_child (pid_t child, int child_fd, int milliseconds)
{
  struct pollfd fd = { .fd = child_fd, .events = POLLIN };

  while (poll (&fd, 1, milliseconds) < 0 && errno == EINTR)
    ;

  return waitpid (child, NULL, WNOHANG) == child;
}

static void
end_child (pid_t child, int child_fd)
{
  kill (child, SIGINT);
  if (wait_for_child (child, child_fd, 5000))
    return;
  kill (child, SIGQUIT);
  if (wait_for_child (child, child_fd, 2000))
    return;
  kill (child, SIGKILL);
  wait_for_child (child, child_fd, -1);
}

int
sluice_practice_guard_main (int argc, char **argv)
{
  struct pollfd fds[2] = { { .fd = LIFETIME_FD, .events = POLLIN } };
  pid_t guard = getpid ();
  pid_t child;

  if (argc <= FIRST_COMMAND_ARG)
    return 2;
  /* The end of the pipe is what ends a guard, not the terminal's keys. */
  setpgid (0, 0);
  signal (SIGINT, SIG_IGN);
  signal (SIGTERM, SIG_IGN);
  signal (SIGHUP, SIG_IGN);
  signal (SIGPIPE, SIG_IGN);

  child = fork ();
  if (child == 0)
    run_command (guard, argv);
  if (child < 0)
    return 1;
  fds[1].fd = (int) syscall (SYS_pidfd_open, child, 0);
  fds[1].events = POLLIN;
  while (1)
    {
      if (poll (fds, 2, -1) < 0 && errno != EINTR)
        break;
      if (fds[1].revents != 0 && waitpid (child, NULL, WNOHANG) == child)
        return 1;
      if (fds[0].revents != 0)
        break;
    }
  end_child (child, fds[1].fd);

  return 0;
}
