/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* These would declare the functions that stand here under other names. */
#undef _FORTIFY_SOURCE
#undef _FILE_OFFSET_BITS

#include "failing-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[PATH_MAX];
static char how_path[PATH_MAX];

void
failing_disk_watch (const char *watched, const char *how)
{
  strncpy (folder, watched, sizeof folder - 1);
  strncpy (how_path, how, sizeof how_path - 1);
}

__attribute__ ((constructor)) static void
watch_as_told (void)
{
  const char *watched = getenv ("FAILING_DISK");
  const char *how = getenv ("FAILING_DISK_HOW");

  if (watched != NULL && how != NULL)
    failing_disk_watch (watched, how);
}

/* Nothing of the C library's that may write or open by itself. FALSE: the disk is as it should be. */
static int
read_how (char *how, size_t size)
{
  int fd = (int) syscall (SYS_openat, AT_FDCWD, how_path, O_RDONLY | O_CLOEXEC, 0);
  ssize_t length = fd >= 0 ? read (fd, how, size - 1) : 0;

  if (fd >= 0)
    close (fd);
  how[length > 0 ? length : 0] = '\0';

  return length > 0;
}

static int
is_watched (const char *path)
{
  const size_t length = strlen (folder);

  return length > 0 && path != NULL && strncmp (path, folder, length) == 0 &&
         (path[length] == '/' || path[length] == '\0');
}

static int
is_read_only (const char *path)
{
  char how[NAME_MAX];

  return is_watched (path) && read_how (how, sizeof how) && strcmp (how, "read-only") == 0;
}

static int
is_full (int fd)
{
  char link[64] = "/proc/self/fd/";
  char path[PATH_MAX];
  char how[NAME_MAX];
  char digits[16];
  size_t n_digits = 0;
  size_t end = strlen (link);
  ssize_t length;
  const char *name;

  if (folder[0] == '\0' || fd < 0)
    return 0;

  for (int rest = fd; n_digits == 0 || rest > 0; rest /= 10)
    digits[n_digits++] = (char) ('0' + rest % 10);
  while (n_digits > 0)
    link[end++] = digits[--n_digits];
  length = readlink (link, path, sizeof path - 1);
  if (length <= 0)
    return 0;
  path[length] = '\0';
  if (!is_watched (path) || !read_how (how, sizeof how) || strncmp (how, "full", 4) != 0)
    return 0;

  name = strrchr (path, '/') + 1;

  return how[4] == '\0' || strncmp (name, how + 5, strlen (how + 5)) == 0;
}

static int
open_with (const char *path, int flags, mode_t mode)
{
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0 && is_read_only (path))
    {
      errno = EROFS;
      return -1;
    }

  return (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
}

int
open (const char *path, int flags, ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);

  return open_with (path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);

  return open_with (path, flags, mode);
}

int
mkdir (const char *path, mode_t mode)
{
  struct stat status;

  if (is_read_only (path) && stat (path, &status) != 0)
    {
      errno = EROFS;
      return -1;
    }

  return (int) syscall (SYS_mkdirat, AT_FDCWD, path, mode);
}

ssize_t
write (int fd, const void *bytes, size_t size)
{
  if (is_full (fd))
    {
      errno = ENOSPC;
      return -1;
    }

  return syscall (SYS_write, fd, bytes, size);
}
