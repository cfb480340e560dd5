/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "set-up-points.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sluice-keyring.h"

static GMutex mutex;
static GHashTable *counts;

static gboolean
is_named (const char *variable, const char *name)
{
  g_auto (GStrv) names = g_strsplit (g_getenv (variable) != NULL ? g_getenv (variable) : "", "|", -1);

  return g_strv_contains ((const char *const *) names, name);
}

static void
write_line (const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  gsize length = strlen (text);

  if (write (STDOUT_FILENO, text, length) != (gssize) length)
    _exit (99);
}

void
set_up_say (const char *format, ...)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  write_line (line);
}

static void
read_line (void)
{
  char byte;

  do
    if (read (STDIN_FILENO, &byte, 1) != 1)
      _exit (98);
  while (byte != '\n');
}

void
set_up_point (const char *format, ...)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *name = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strconcat ("point ", name, NULL);
  write_line (line);
  if (is_named ("SLUICE_KILL_AT", name))
    raise (SIGKILL);
  if (!is_named ("SLUICE_PAUSE_AT", name))
    return;

  g_free (line);
  line = g_strconcat ("paused ", name, NULL);
  write_line (line);
  read_line ();
}

guint
set_up_point_count (const char *what)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint count;

  if (counts == NULL)
    counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, what)) + 1;
  g_hash_table_replace (counts, g_strdup (what), GUINT_TO_POINTER (count));

  return count;
}

/* "write state.json 2" (transfer full) */
static char *
dup_name (const char *verb, const char *what)
{
  g_autofree char *name = g_strdup_printf ("%s %s", verb, what);

  return g_strdup_printf ("%s %u", name, set_up_point_count (name));
}

/* --- the disk --- */

/* The name of a set-up's file or of its folder; NULL for what is none of a set-up's. (transfer full) */
static char *
dup_record_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  if (strstr (path, "/setups/") == NULL)
    return NULL;

  return g_strdup (g_uuid_string_is_valid (name) ? "folder" : name);
}

gboolean __real_g_file_set_contents_full (const char *path,
                                          const char *contents,
                                          gssize length,
                                          GFileSetContentsFlags flags,
                                          int mode,
                                          GError **error);
gboolean __wrap_g_file_set_contents_full (const char *path,
                                          const char *contents,
                                          gssize length,
                                          GFileSetContentsFlags flags,
                                          int mode,
                                          GError **error);

gboolean
__wrap_g_file_set_contents_full (const char *path,
                                 const char *contents,
                                 gssize length,
                                 GFileSetContentsFlags flags,
                                 int mode,
                                 GError **error)
{
  g_autofree char *what = dup_record_name (path);
  g_autofree char *name = what != NULL ? dup_name ("prepare", what) : NULL;
  gboolean written;

  if (name != NULL)
    set_up_point ("%s: before", name);
  written = __real_g_file_set_contents_full (path, contents, length, flags, mode, error);
  if (name != NULL)
    set_up_point ("%s: after", name);

  return written;
}

/* An operation on a path that gives 0 or -1, and @mode where it takes one. */
#define WRAP(function, verb, parameters, arguments)                                                                    \
  int __real_##function parameters;                                                                                    \
  int __wrap_##function parameters;                                                                                    \
                                                                                                                       \
  int __wrap_##function parameters                                                                                     \
  {                                                                                                                    \
    g_autofree char *what = dup_record_name (path);                                                                    \
    g_autofree char *name = what != NULL ? dup_name (verb, what) : NULL;                                               \
    int result;                                                                                                        \
                                                                                                                       \
    if (name != NULL)                                                                                                  \
      set_up_point ("%s: before", name);                                                                               \
    result = __real_##function arguments;                                                                              \
    if (name != NULL)                                                                                                  \
      {                                                                                                                \
        int code = errno;                                                                                              \
                                                                                                                       \
        set_up_point ("%s: after", name);                                                                              \
        errno = code;                                                                                                  \
      }                                                                                                                \
                                                                                                                       \
    return result;                                                                                                     \
  }

/* What was prepared takes the place of what was there. */
WRAP (rename, "write", (const char *next, const char *path), (next, path))
WRAP (mkdir, "make", (const char *path, mode_t mode), (path, mode))
WRAP (g_unlink, "remove", (const char *path), (path))
WRAP (g_rmdir, "remove", (const char *path), (path))

/* --- the network --- */

/* "POST external_data_sources/ID/create_webhook" (transfer full) */
static char *
dup_request_name (SoupMessage *message)
{
  g_auto (GStrv) parts = g_strsplit (g_uri_get_path (soup_message_get_uri (message)), "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_null_terminated (8, NULL, TRUE);
  g_autofree char *path = NULL;

  /* "", "api", "projects", NUMBER, … */
  for (guint i = g_strv_length (parts) > 4 && g_str_equal (parts[2], "projects") ? 4 : 1; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (kept, g_uuid_string_is_valid (parts[i]) ? (char *) "ID" : parts[i]);
  path = g_strjoinv ("/", (char **) kept->pdata);

  return dup_name (soup_message_get_method (message), path);
}

static void
wrote_body_cb (SoupMessage *message, const char *name)
{
  set_up_point ("%s: sent", name);
}

static void
got_headers_cb (SoupMessage *message, const char *name)
{
  set_up_say ("status %u %s", soup_message_get_status (message), name);
  set_up_point ("%s: answered", name);
}

static void
got_body_data_cb (SoupMessage *message, guint size, gpointer user_data)
{
  guint so_far = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (message), "size"));

  g_object_set_data (G_OBJECT (message), "size", GUINT_TO_POINTER (so_far + size));
}

static void
got_body_cb (SoupMessage *message, const char *name)
{
  goffset promised = soup_message_headers_get_content_length (soup_message_get_response_headers (message));

  if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (message), "size")) < promised)
    set_up_say ("cut %s", name);
  set_up_point ("%s: read", name);
}

static void
watch (SoupMessage *message, const char *signal, GCallback callback, const char *name)
{
  g_signal_connect_data (message, signal, callback, g_strdup (name), (GClosureNotify) (void (*) (void)) g_free,
                         G_CONNECT_DEFAULT);
}

void __real_soup_session_send_async (SoupSession *session,
                                     SoupMessage *message,
                                     int priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void __wrap_soup_session_send_async (SoupSession *session,
                                     SoupMessage *message,
                                     int priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

void
__wrap_soup_session_send_async (SoupSession *session,
                                SoupMessage *message,
                                int priority,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *name = dup_request_name (message);

  set_up_point ("%s: before", name);
  watch (message, "wrote-body", G_CALLBACK (wrote_body_cb), name);
  watch (message, "got-headers", G_CALLBACK (got_headers_cb), name);
  g_signal_connect (message, "got-body-data", G_CALLBACK (got_body_data_cb), NULL);
  watch (message, "got-body", G_CALLBACK (got_body_cb), name);
  __real_soup_session_send_async (session, message, priority, cancellable, callback, user_data);
}

/* --- the keyring --- */

static DexFuture *
kept_cb (DexFuture *completed, gpointer user_data)
{
  set_up_point ("%s: after", (const char *) user_data);

  return dex_ref (completed);
}

#define WRAP_KEYRING(function, verb, parameters, arguments)                                                            \
  DexFuture *__real_##function parameters;                                                                             \
  DexFuture *__wrap_##function parameters;                                                                             \
                                                                                                                       \
  DexFuture *__wrap_##function parameters                                                                              \
  {                                                                                                                    \
    char *name = dup_name ("keyring", verb);                                                                           \
                                                                                                                       \
    set_up_point ("%s: before", name);                                                                                 \
                                                                                                                       \
    return dex_future_finally (__real_##function arguments, kept_cb, name, g_free);                                    \
  }

WRAP_KEYRING (sluice_keyring_store_setup,
              "keeps secrets",
              (SluiceKeyring * self,
               const char *origin,
               const char *project,
               const char *setup,
               const char *type,
               const char *label,
               SecretValue *secrets),
              (self, origin, project, setup, type, label, secrets))
WRAP_KEYRING (sluice_keyring_store_source,
              "remembers secrets",
              (SluiceKeyring * self,
               const char *origin,
               const char *project,
               const char *source,
               const char *type,
               const char *label,
               SecretValue *secrets),
              (self, origin, project, source, type, label, secrets))
WRAP_KEYRING (sluice_keyring_remove_setup, "erases secrets", (SluiceKeyring * self, const char *setup), (self, setup))
