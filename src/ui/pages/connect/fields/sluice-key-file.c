/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-key-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-form.h"
#include "sluice-json.h"
#include "sluice-worker.h"

/* A key file has two or three kilobytes. What is checked again at each keystroke must stay small. */
#define MAX_BYTES (64 * 1024)

typedef struct
{
  GFile *file;
  SluiceField *field;
} Reading;

static SluiceKeyText *
key_text_ref (SluiceKeyText *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

static void
key_text_unref (SluiceKeyText *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  explicit_bzero (self->text, MAX_BYTES + 1);
  g_free (self->text);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (SluiceKeyText, sluice_key_text, key_text_ref, key_text_unref)

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_object_unref (self->file);
  g_object_unref (self->field);
  g_free (self);
}

/* A pipe or a device would never end, and opening it may never come back. */
static gboolean
check_file (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("This is not a file that can be read."));
  else if (g_file_info_get_size (info) > MAX_BYTES)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The file is too large to be a key file."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
read_text (GFile *file, char *text, gsize *length, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), text, MAX_BYTES + 1, length, NULL, error))
    return FALSE;
  /* It may have grown since it was looked at. */
  if (*length > MAX_BYTES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The file is too large to be a key file."));
      return FALSE;
    }
  text[*length] = '\0';

  return TRUE;
}

static gboolean
check_text (SluiceField *field, const char *text, gsize length, GError **error)
{
  const gboolean is_upload = sluice_field_get_kind (field) == SLUICE_FIELD_KIND_FILE_UPLOAD;
  g_autofree char *fault = NULL;

  /* What is no text at all may still be a kind of key that is known. */
  if (sluice_field_get_key_fault (field, text) != NULL)
    fault = g_strdup (sluice_field_get_key_fault (field, text));
  else if (strlen (text) != length || !g_utf8_validate (text, (gssize) length, NULL))
    fault = g_strdup (is_upload ? _ ("The file does not hold a JSON object.") : _ ("The file does not hold text."));
  else if (is_upload)
    fault = sluice_field_dup_file_fault (field, text, (gssize) length);
  if (fault != NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, fault);

  return fault == NULL;
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *self = data;
  SluiceKeyText *key = g_new0 (SluiceKeyText, 1);
  GError *error = NULL;
  gsize length = 0;

  g_atomic_ref_count_init (&key->ref_count);
  key->text = g_malloc0 (MAX_BYTES + 1);
  if (check_file (self->file, &error) && read_text (self->file, key->text, &length, &error) &&
      check_text (self->field, key->text, length, &error))
    return dex_future_new_take_boxed (SLUICE_TYPE_KEY_TEXT, key);
  key_text_unref (key);

  return dex_future_new_for_error (error);
}

DexFuture *
sluice_key_file_read (GFile *file, SluiceField *field)
{
  Reading *reading = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (SLUICE_IS_FIELD (field), NULL);

  reading = g_new0 (Reading, 1);
  reading->file = g_object_ref (file);
  reading->field = g_object_ref (field);

  return sluice_worker_run (read_fiber, reading, reading_free);
}

char *
sluice_key_file_dup_names (const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  node = sluice_json_parse (text, -1, NULL);
  object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return g_strdup (sluice_json_get_string (object, "client_email", sluice_json_get_string (object, "project_id", "")));
}
