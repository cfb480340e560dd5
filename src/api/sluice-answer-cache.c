/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-answer-cache.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sluice-worker.h"

/* A new number when the format of a file changes: files of others are not read. */
#define FORMAT_VERSION 1
#define FORMAT "(usssxxay)"

#define LONGEST_AGE (7 * 24 * 60 * 60)
#define OLDEST_FILE (30 * 24 * 60 * 60)
#define MAX_TOTAL_SIZE (48 * 1024 * 1024)
#define MAX_FILE_SIZE (16 * 1024 * 1024)

G_DEFINE_BOXED_TYPE (SluiceKeptAnswer, sluice_kept_answer, sluice_kept_answer_ref, sluice_kept_answer_unref)

static void
kept_answer_clear (gpointer data)
{
  SluiceKeptAnswer *self = data;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->last_modified, g_free);
}

SluiceKeptAnswer *
sluice_kept_answer_ref (SluiceKeptAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
sluice_kept_answer_unref (SluiceKeptAnswer *self)
{
  g_atomic_rc_box_release_full (self, kept_answer_clear);
}

/* What goes back into a header has to be one line of text. */
static char *
dup_validator (const char *value)
{
  if (value == NULL || *value == '\0' || strlen (value) > 512 || strpbrk (value, "\r\n") != NULL ||
      !g_utf8_validate (value, -1, NULL))
    return NULL;

  return g_strdup (value);
}

static gint64
parse_seconds (const char *text)
{
  guint64 seconds = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return 0;

  return (gint64) seconds;
}

SluiceKeeping *
sluice_keeping_new (const char *cache_control, const char *age, const char *etag, const char *last_modified)
{
  g_autoptr (GHashTable) directives = soup_header_parse_param_list (cache_control != NULL ? cache_control : "");
  g_autoptr (SluiceKeeping) self = NULL;

  if (g_hash_table_contains (directives, "no-store"))
    return NULL;

  self = g_new0 (SluiceKeeping, 1);
  self->etag = dup_validator (etag);
  self->last_modified = dup_validator (last_modified);
  if (!g_hash_table_contains (directives, "no-cache"))
    self->max_age = parse_seconds (g_hash_table_lookup (directives, "max-age")) - parse_seconds (age);
  self->max_age = CLAMP (self->max_age, 0, LONGEST_AGE);
  if (self->max_age == 0 && self->etag == NULL && self->last_modified == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
sluice_keeping_free (SluiceKeeping *self)
{
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), DEVELOPMENT_BUILD ? "sluice-devel" : "sluice", "answers", NULL);
}

static char *
dup_path (const char *folder, const char *url)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, url, -1);

  return g_build_filename (folder, name, NULL);
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static SluiceKeptAnswer *
read_answer (const char *url, GBytes *bytes)
{
  g_autoptr (GVariantType) type = g_variant_type_new (FORMAT);
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new_from_bytes (type, bytes, FALSE));
  g_autoptr (GVariant) body = NULL;
  const char *own_url, *etag, *last_modified;
  const gint64 now = get_now ();
  gint64 stored, max_age;
  SluiceKeptAnswer *self;
  guint32 version;

  g_variant_get (variant, "(u&s&s&sxx@ay)", &version, &own_url, &etag, &last_modified, &stored, &max_age, &body);
  if (version != FORMAT_VERSION || !g_str_equal (own_url, url))
    return NULL;

  self = g_atomic_rc_box_new0 (SluiceKeptAnswer);
  self->body = g_variant_get_data_as_bytes (body);
  self->etag = dup_validator (etag);
  self->last_modified = dup_validator (last_modified);
  /* A clock that was set back must not make it last for ever. */
  self->fresh = stored <= now && now - stored < CLAMP (max_age, 0, LONGEST_AGE);

  return self;
}

static DexFuture *
load_work (gpointer data)
{
  const char *url = data;
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = dup_path (folder, url);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *contents = NULL;
  SluiceKeptAnswer *answer;
  GStatBuf about;
  gsize size = 0;
  GError *error = NULL;

  if (g_stat (path, &about) == 0 && (!S_ISREG (about.st_mode) || about.st_size > MAX_FILE_SIZE))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "This is no kept answer.");
  if (!g_file_get_contents (path, &contents, &size, &error))
    return dex_future_new_for_error (error);

  bytes = g_bytes_new_take (g_steal_pointer (&contents), size);
  if ((answer = read_answer (url, bytes)) == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "This is no kept answer.");

  return dex_future_new_take_boxed (SLUICE_TYPE_KEPT_ANSWER, answer);
}

DexFuture *
sluice_answer_cache_load (const char *url)
{
  return sluice_worker_run (load_work, g_strdup (url), g_free);
}

typedef struct
{
  char *path;
  gint64 size;
  gint64 changed;
} File;

static void
clear_file (gpointer data)
{
  File *file = data;

  g_free (file->path);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const File *one = a;
  const File *other = b;

  return (one->changed < other->changed) - (one->changed > other->changed);
}

/* Newest first. */
static GArray *
list_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GArray *files = g_array_new (FALSE, FALSE, sizeof (File));
  const char *name;

  g_array_set_clear_func (files, clear_file);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      File file = { .path = g_build_filename (folder, name, NULL) };
      GStatBuf about;

      if (g_stat (file.path, &about) == 0 && S_ISREG (about.st_mode))
        {
          file.size = about.st_size;
          file.changed = about.st_mtime;
        }
      g_array_append_val (files, file);
    }
  g_array_sort (files, compare_files);

  return files;
}

static void
prune (const char *folder)
{
  g_autoptr (GArray) files = list_files (folder);
  const gint64 now = get_now ();
  gint64 total = 0;

  for (guint i = 0; i < files->len; i++)
    {
      const File *file = &g_array_index (files, File, i);

      total += file->size;
      if (total > MAX_TOTAL_SIZE || now - file->changed > OLDEST_FILE)
        g_unlink (file->path);
    }
}

typedef struct
{
  char *url;
  GBytes *body;
  gint64 max_age;
  char *etag;
  char *last_modified;
  gboolean forget;
} Storing;

static void
storing_free (Storing *self)
{
  g_free (self->url);
  g_bytes_unref (self->body);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}

static DexFuture *
store_work (gpointer data)
{
  Storing *self = data;
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = dup_path (folder, self->url);
  g_autoptr (GVariant) variant = NULL;
  GError *error = NULL;

  if (self->forget || g_bytes_get_size (self->body) > MAX_FILE_SIZE / 2)
    {
      g_unlink (path);
      return dex_future_new_true ();
    }

  g_mkdir_with_parents (folder, 0700);
  prune (folder);
  variant = g_variant_ref_sink (
      g_variant_new ("(usssxx@ay)", FORMAT_VERSION, self->url, self->etag != NULL ? self->etag : "",
                     self->last_modified != NULL ? self->last_modified : "", get_now (), self->max_age,
                     g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, self->body, TRUE)));
  if (!g_file_set_contents_full (path, g_variant_get_data (variant), (gssize) g_variant_get_size (variant),
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

DexFuture *
sluice_answer_cache_store (const char *url, GBytes *body, SluiceKeeping *keeping)
{
  Storing *storing = g_new0 (Storing, 1);

  storing->url = g_strdup (url);
  storing->body = g_bytes_ref (body);
  storing->forget = keeping == NULL;
  if (keeping != NULL)
    {
      storing->max_age = keeping->max_age;
      storing->etag = g_strdup (keeping->etag);
      storing->last_modified = g_strdup (keeping->last_modified);
    }

  return sluice_worker_run (store_work, storing, (GDestroyNotify) storing_free);
}
