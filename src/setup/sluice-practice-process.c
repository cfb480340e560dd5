/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-process.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib-unix.h>
#include <gio/gio.h>
#include <string.h>

#include "sluice-json.h"
#include "sluice-secret-text.h"

/* The ready line holds an address, a key and a login: a few hundred bytes. */
#define LINE_MAX_BYTES 16384
/* As much of standard error as a person reads. */
#define TAIL_MAX_BYTES 2048
/* A first start makes a database cluster, which takes seconds on an idle machine and much longer on a busy one. */
#define START_SECONDS 180
/* After the server is gone a grandchild may still hold its standard error open: then what came so far must do. */
#define TAIL_GRACE_MS 500
/* The number under which the server inherits its end of the lifetime pipe. */
#define LIFETIME_FD 3

typedef struct
{
  char *host;
  char *port;
  char *database;
  char *user;
  char *password;
} Sample;

struct _SluicePracticeProcess
{
  GObject parent_instance;

  GSubprocess *subprocess;
  GCancellable *cancellable;
  DexPromise *start;
  SluiceClient *client;
  Sample *sample;

  char *line;
  gsize line_length;
  GString *tail;
  int lifetime_fd;
  guint deadline_id;
  guint grace_id;

  guint exited : 1;
  guint stderr_closed : 1;
};

enum
{
  PROP_CLIENT = 1,
  PROP_RUNNING,
  N_PROPS
};

enum
{
  SIGNAL_EXITED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluicePracticeProcess, sluice_practice_process, G_TYPE_OBJECT)

static void
sample_free (Sample *sample)
{
  g_free (sample->host);
  g_free (sample->port);
  g_free (sample->database);
  g_free (sample->user);
  sluice_secret_free (sample->password);
  g_free (sample);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)

static void
wipe_line (SluicePracticeProcess *self)
{
  if (self->line != NULL)
    explicit_bzero (self->line, LINE_MAX_BYTES);
  g_clear_pointer (&self->line, g_free);
  self->line_length = 0;
}

/* What reads a pipe holds the object weakly: otherwise the object would live as long as the server, and the server
 * lives as long as the object. */
typedef struct
{
  GWeakRef owner;
  GInputStream *stream;
  void (*take) (SluicePracticeProcess *self, const char *data, gssize length);
  char buffer[4096];
} Reader;

static void
reader_free (Reader *reader)
{
  explicit_bzero (reader->buffer, sizeof reader->buffer);
  g_weak_ref_clear (&reader->owner);
  g_clear_object (&reader->stream);
  g_free (reader);
}

static void reader_cb (GObject *object, GAsyncResult *result, gpointer user_data);

static void
reader_next (Reader *reader, GCancellable *cancellable)
{
  g_input_stream_read_async (reader->stream, reader->buffer, sizeof reader->buffer, G_PRIORITY_DEFAULT, cancellable,
                             reader_cb, reader);
}

static void
reader_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reader *reader = user_data;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);
  g_autoptr (SluicePracticeProcess) self = g_weak_ref_get (&reader->owner);

  if (self != NULL)
    reader->take (self, reader->buffer, length);
  if (self != NULL && length > 0)
    reader_next (reader, self->cancellable);
  else
    reader_free (reader);
}

static void
read_pipe (SluicePracticeProcess *self,
           GInputStream *stream,
           void (*take) (SluicePracticeProcess *, const char *, gssize))
{
  Reader *reader = g_new0 (Reader, 1);

  g_weak_ref_init (&reader->owner, self);
  reader->stream = g_object_ref (stream);
  reader->take = take;
  reader_next (reader, self->cancellable);
}

static gboolean
get_running (SluicePracticeProcess *self)
{
  return self->subprocess != NULL && !self->exited;
}

/* Lets the server end: it reads the end of the file. */
static void
close_lifetime (SluicePracticeProcess *self)
{
  g_clear_fd (&self->lifetime_fd, NULL);
}

static void
fail_start (SluicePracticeProcess *self, GError *error)
{
  DexPromise *start = g_steal_pointer (&self->start);

  g_clear_handle_id (&self->deadline_id, g_source_remove);
  wipe_line (self);
  close_lifetime (self);
  if (start == NULL)
    {
      g_error_free (error);
      return;
    }
  dex_promise_reject (start, error);
  dex_unref (start);
}

static char *
dup_number_or_text (JsonObject *object, const char *member)
{
  gint64 number = sluice_json_get_int (object, member, -1);

  if (number >= 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return g_strdup (sluice_json_get_string (object, member, NULL));
}

static Sample *
read_sample (JsonObject *object)
{
  g_autoptr (Sample) sample = NULL;

  if (object == NULL)
    return NULL;

  sample = g_new0 (Sample, 1);
  sample->host = g_strdup (sluice_json_get_string (object, "host", ""));
  sample->port = dup_number_or_text (object, "port");
  sample->database = g_strdup (sluice_json_get_string (object, "database", ""));
  sample->user = g_strdup (sluice_json_get_string (object, "user", ""));
  sample->password = g_strdup (sluice_json_get_string (object, "password", ""));

  return g_steal_pointer (&sample);
}

static SluiceClient *
read_ready_line (SluicePracticeProcess *self, GError **error)
{
  g_autoptr (JsonNode) node = sluice_json_parse (self->line, self->line_length, error);
  g_autofree char *project_id = NULL;
  JsonObject *object;
  const char *url, *key;
  SluiceClient *client;

  if (node == NULL || (object = sluice_json_require_object (node, _ ("the answer"), error)) == NULL ||
      (url = sluice_json_require_string (object, "url", error)) == NULL ||
      (key = sluice_json_require_string (object, "key", error)) == NULL)
    return NULL;

  project_id = dup_number_or_text (object, "project_id");
  if (project_id == NULL)
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING, _ ("“%s” is missing"), "project_id");
      return NULL;
    }
  client = sluice_client_new (url, project_id, key, error);
  if (client != NULL)
    self->sample = read_sample (sluice_json_get_object (object, "sample_database"));

  return client;
}

static void
take_ready_line (SluicePracticeProcess *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->deadline_id, g_source_remove);
  self->client = read_ready_line (self, &error);
  wipe_line (self);
  if (self->client == NULL)
    {
      fail_start (self, g_steal_pointer (&error));
      return;
    }
  dex_promise_resolve_object (self->start, g_object_ref (self->client));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENT]);
}

static void
take_stdout (SluicePracticeProcess *self, const char *data, gssize length)
{
  const char *end;

  /* Later output has no meaning, but is read so that the pipe never fills. */
  if (length <= 0 || self->line == NULL)
    return;

  length = MIN ((gsize) length, LINE_MAX_BYTES - self->line_length);
  memcpy (self->line + self->line_length, data, length);
  self->line_length += length;
  end = memchr (self->line, '\n', self->line_length);
  if (end != NULL)
    {
      self->line_length = end - self->line;
      take_ready_line (self);
    }
  else if (self->line_length == LINE_MAX_BYTES)
    {
      fail_start (self, g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                     _ ("The practice server’s first line is longer than it can be.")));
    }
}

/* Translated, and ends in what the server wrote last; at the end only, since the two are read apart. */
static char *
dup_exit_message (SluicePracticeProcess *self, const char *lead)
{
  g_autofree char *tail = g_utf8_make_valid (self->tail->str, self->tail->len);

  g_strstrip (tail);

  return *tail != '\0' ? g_strdup_printf ("%s\n%s", lead, tail) : g_strdup (lead);
}

static void
settle_exit (SluicePracticeProcess *self)
{
  g_autoptr (SluicePracticeProcess) alive = g_object_ref (self);
  g_autofree char *message = NULL;

  g_clear_handle_id (&self->grace_id, g_source_remove);
  g_clear_object (&self->subprocess);
  close_lifetime (self);
  if (self->client == NULL)
    {
      message = dup_exit_message (self, _ ("The practice server could not start."));
      fail_start (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, message));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
      return;
    }

  message = dup_exit_message (self, _ ("The practice server has ended."));
  dex_clear (&self->start);
  g_clear_object (&self->client);
  g_clear_pointer (&self->sample, sample_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENT]);
  g_signal_emit (self, signals[SIGNAL_EXITED], 0, message);
}

static void
grace_cb (gpointer user_data)
{
  SluicePracticeProcess *self = user_data;

  self->grace_id = 0;
  settle_exit (self);
}

static void
take_stderr (SluicePracticeProcess *self, const char *data, gssize length)
{
  if (length <= 0)
    {
      self->stderr_closed = TRUE;
      if (self->exited && self->grace_id != 0)
        settle_exit (self);
      return;
    }

  g_string_append_len (self->tail, data, length);
  if (self->tail->len > TAIL_MAX_BYTES)
    g_string_erase (self->tail, 0, self->tail->len - TAIL_MAX_BYTES);
}

static void
waited_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *owner = user_data;
  g_autoptr (SluicePracticeProcess) self = g_weak_ref_get (owner);

  g_weak_ref_clear (owner);
  g_free (owner);
  if (!g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL) || self == NULL)
    return;

  self->exited = TRUE;
  if (self->stderr_closed)
    settle_exit (self);
  else
    self->grace_id = g_timeout_add_once (TAIL_GRACE_MS, grace_cb, self);
}

static void
deadline_cb (gpointer user_data)
{
  SluicePracticeProcess *self = user_data;

  self->deadline_id = 0;
  fail_start (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                         _ ("The practice server did not get ready in time.")));
}

/* In a sandbox libsecret keeps secrets in a file below the folder of data, which it reads once: two processes that
 * write to the same one are in each other's way, and what the second has is not stored. */
static void
set_own_keyring (GSubprocessLauncher *launcher)
{
  g_autofree char *data_dir = g_build_filename (g_get_user_data_dir (), "sluice-practice", NULL);

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data_dir, TRUE);
}

static gboolean
spawn (SluicePracticeProcess *self, const char *const *arguments, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *fd_text = g_strdup_printf ("%d", LIFETIME_FD);
  const char *program = g_getenv ("SLUICE_PRACTICE");
  int fds[2];

  g_ptr_array_add (argv, (char *) (program != NULL ? program : BINDIR "/sluice-practice"));
  g_ptr_array_add (argv, (char *) "--lifetime-fd");
  g_ptr_array_add (argv, fd_text);
  if (!sluice_practice_process_is_confined ())
    g_ptr_array_add (argv, (char *) "--sample-database");
  for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) arguments[i]);
  g_ptr_array_add (argv, NULL);

  /* Our end is closed on exec: no other child of ours can keep the server alive. */
  if (!g_unix_open_pipe (fds, O_CLOEXEC, error))
    return FALSE;
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  if (sluice_practice_process_is_confined ())
    set_own_keyring (launcher);
  g_subprocess_launcher_take_fd (launcher, fds[0], LIFETIME_FD);
  self->lifetime_fd = fds[1];
  self->subprocess = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, error);
  if (self->subprocess == NULL)
    close_lifetime (self);

  return self->subprocess != NULL;
}

static void
watch (SluicePracticeProcess *self)
{
  GWeakRef *owner = g_new0 (GWeakRef, 1);

  self->exited = FALSE;
  self->stderr_closed = FALSE;
  g_string_truncate (self->tail, 0);
  self->line = g_malloc0 (LINE_MAX_BYTES);
  self->line_length = 0;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->deadline_id = g_timeout_add_seconds_once (START_SECONDS, deadline_cb, self);
  read_pipe (self, g_subprocess_get_stdout_pipe (self->subprocess), take_stdout);
  read_pipe (self, g_subprocess_get_stderr_pipe (self->subprocess), take_stderr);
  g_weak_ref_init (owner, self);
  g_subprocess_wait_async (self->subprocess, self->cancellable, waited_cb, owner);
}

static void
sluice_practice_process_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluicePracticeProcess *self = SLUICE_PRACTICE_PROCESS (object);

  switch (prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, self->client);
      break;

    case PROP_RUNNING:
      g_value_set_boolean (value, get_running (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_practice_process_dispose (GObject *object)
{
  SluicePracticeProcess *self = SLUICE_PRACTICE_PROCESS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->deadline_id, g_source_remove);
  g_clear_handle_id (&self->grace_id, g_source_remove);
  if (self->client == NULL && self->start != NULL)
    fail_start (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The practice server was let go"));
  dex_clear (&self->start);
  close_lifetime (self);
  wipe_line (self);
  g_clear_object (&self->subprocess);
  g_clear_object (&self->client);
  g_clear_pointer (&self->sample, sample_free);

  G_OBJECT_CLASS (sluice_practice_process_parent_class)->dispose (object);
}

static void
sluice_practice_process_finalize (GObject *object)
{
  SluicePracticeProcess *self = SLUICE_PRACTICE_PROCESS (object);

  g_string_free (self->tail, TRUE);

  G_OBJECT_CLASS (sluice_practice_process_parent_class)->finalize (object);
}

static void
sluice_practice_process_class_init (SluicePracticeProcessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_practice_process_get_property;
  object_class->dispose = sluice_practice_process_dispose;
  object_class->finalize = sluice_practice_process_finalize;

  properties[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, SLUICE_TYPE_CLIENT,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_EXITED] = g_signal_new ("exited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sluice_practice_process_init (SluicePracticeProcess *self)
{
  self->lifetime_fd = -1;
  self->tail = g_string_new (NULL);
}

gboolean
sluice_practice_process_is_confined (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

SluicePracticeProcess *
sluice_practice_process_new (void)
{
  return g_object_new (SLUICE_TYPE_PRACTICE_PROCESS, NULL);
}

DexFuture *
sluice_practice_process_start (SluicePracticeProcess *self, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (SLUICE_IS_PRACTICE_PROCESS (self), NULL);

  if (self->start != NULL)
    return DEX_FUTURE (dex_ref (self->start));
  if (self->subprocess != NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_BUSY, "%s", _ ("The practice server is still ending."));
  if (!spawn (self, arguments, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  self->start = dex_promise_new ();
  watch (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  return DEX_FUTURE (dex_ref (self->start));
}

SluiceClient *
sluice_practice_process_get_client (SluicePracticeProcess *self)
{
  g_return_val_if_fail (SLUICE_IS_PRACTICE_PROCESS (self), NULL);

  return self->client;
}

gboolean
sluice_practice_process_has_sample (SluicePracticeProcess *self)
{
  g_return_val_if_fail (SLUICE_IS_PRACTICE_PROCESS (self), FALSE);

  return self->sample != NULL;
}

void
sluice_practice_process_fill_form (SluicePracticeProcess *self, SluiceForm *form)
{
  g_return_if_fail (SLUICE_IS_PRACTICE_PROCESS (self));
  g_return_if_fail (SLUICE_IS_FORM (form));

  if (self->sample == NULL)
    return;

  sluice_form_set_value (form, "host", self->sample->host);
  sluice_form_set_value (form, "port", self->sample->port != NULL ? self->sample->port : "");
  sluice_form_set_value (form, "database", self->sample->database);
  sluice_form_set_value (form, "user", self->sample->user);
  sluice_form_set_value (form, "password", self->sample->password);
}
