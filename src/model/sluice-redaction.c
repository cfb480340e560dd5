/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-redaction.h"

#include <string.h>

#include "sluice-json.h"
#include "sluice-redaction-view-private.h"
#include "sluice-secret-text.h"

#define MASK "***"
/* Shorter ones are found in every other word. */
#define SHORT_LENGTH 4
/* A part of a longer secret, such as a line of a key, that says something by itself. */
#define LINE_LENGTH 8

typedef enum
{
  NEEDLE_TEXT,
  NEEDLE_BASE64,
} NeedleKind;

typedef struct
{
  NeedleKind kind;
  char *text;
} Needle;

struct _SluiceRedaction
{
  GPtrArray *needles;
};

static void
needle_free (Needle *self)
{
  sluice_secret_free (self->text);
  g_free (self);
}

SluiceRedaction *
sluice_redaction_new (void)
{
  SluiceRedaction *self = g_new0 (SluiceRedaction, 1);

  self->needles = g_ptr_array_new_with_free_func ((GDestroyNotify) needle_free);

  return self;
}

void
sluice_redaction_free (SluiceRedaction *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->needles);
  g_free (self);
}

/* --- what is looked for --- */

static void
take_needle (SluiceRedaction *self, NeedleKind kind, char *text)
{
  Needle *needle = g_new0 (Needle, 1);

  needle->kind = kind;
  needle->text = text;
  g_ptr_array_add (self->needles, needle);
}

static void
add_hex (SluiceRedaction *self, const char *secret)
{
  for (guint upper = 0; upper < 2; upper++)
    {
      GString *hex = g_string_sized_new (2 * strlen (secret) + 1);

      for (const char *c = secret; *c != '\0'; c++)
        g_string_append_printf (hex, upper ? "%02X" : "%02x", (guchar) *c);
      take_needle (self, NEEDLE_TEXT, g_string_free_and_steal (hex));
    }
}

/* What stands before a secret shifts its letters, and those at both ends depend on what is beside it. */
static void
add_base64 (SluiceRedaction *self, const char *secret)
{
  gsize length = strlen (secret);

  for (gsize offset = 0; offset < 3; offset++)
    {
      g_auto (SluiceSecretText) padded = g_strdup_printf ("%.*s%s", (int) offset, "xx", secret);
      g_auto (SluiceSecretText) encoded = g_base64_encode ((const guchar *) padded, offset + length);
      gsize begin = (offset * 8 + 5) / 6;
      gsize end = (offset + length) * 8 / 6;

      take_needle (self, NEEDLE_BASE64, g_strndup (encoded + begin, end - begin));
      /* In addresses it has two other letters. */
      g_strdelimit (encoded, "+", '-');
      g_strdelimit (encoded, "/", '_');
      take_needle (self, NEEDLE_BASE64, g_strndup (encoded + begin, end - begin));
    }
}

static void
add_text (SluiceRedaction *self, const char *secret)
{
  take_needle (self, NEEDLE_TEXT, g_strdup (secret));
  if (strlen (secret) < SHORT_LENGTH)
    return;

  add_hex (self, secret);
  add_base64 (self, secret);
}

static void
add_lines (SluiceRedaction *self, const char *secret)
{
  g_auto (GStrv) lines = strpbrk (secret, "\r\n") != NULL ? g_strsplit_set (secret, "\r\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      /* “-----BEGIN PRIVATE KEY-----” is none. */
      if (strlen (lines[i]) >= LINE_LENGTH && !g_str_has_prefix (lines[i], "-----"))
        add_text (self, lines[i]);
      explicit_bzero (lines[i], strlen (lines[i]));
    }
}

/* “postgresql://user:password@host/…” */
static void
add_password_of_address (SluiceRedaction *self, const char *secret)
{
  const char *authority = strstr (secret, "://");
  g_auto (SluiceSecretText) user_info = NULL;
  g_auto (SluiceSecretText) decoded = NULL;
  const char *end;
  char *password;

  if (authority == NULL)
    return;
  authority += strlen ("://");
  if ((end = g_strrstr_len (authority, strcspn (authority, "?#"), "@")) == NULL)
    return;

  user_info = g_strndup (authority, end - authority);
  if ((password = strchr (user_info, ':')) == NULL || *++password == '\0')
    return;
  add_text (self, password);
  if ((decoded = g_uri_unescape_string (password, NULL)) != NULL && strcmp (decoded, password) != 0)
    add_text (self, decoded);
}

void
sluice_redaction_add (SluiceRedaction *self, const char *secret)
{
  g_auto (SluiceSecretText) stripped = NULL;
  g_autoptr (JsonNode) document = NULL;

  g_return_if_fail (self != NULL);

  if (secret == NULL)
    return;
  stripped = g_strstrip (g_strdup (secret));
  if (*stripped == '\0')
    return;

  add_text (self, stripped);
  add_lines (self, stripped);
  add_password_of_address (self, stripped);
  if (*stripped == '{' && (document = sluice_json_parse (stripped, -1, NULL)) != NULL)
    sluice_redaction_add_json (self, document);
}

static gboolean
is_harmless (const char *name)
{
  static const char *const names[] = {
    "auth_type",
    "auto_sync_new_schemas",
    "auto_sync_schema_patterns",
    "client_email",
    "database",
    "dbname",
    "description",
    "enabled",
    "host",
    "hostname",
    "id",
    "incremental_field",
    "incremental_field_type",
    "kind",
    "name",
    "port",
    "prefix",
    "project_id",
    "query",
    "region",
    "schema",
    "selection",
    "source_type",
    "ssl_mode",
    "sync_frequency",
    "sync_time_of_day",
    "sync_type",
    "token_uri",
    "type",
    "user",
    "username",
    NULL,
  };

  return g_strv_contains (names, name);
}

static void
add_node (SluiceRedaction *self, const char *name, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    sluice_redaction_add_json (self, node);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      add_node (self, name, json_array_get_element (json_node_get_array (node), i));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING && !is_harmless (name))
    sluice_redaction_add (self, json_node_get_string (node));
}

void
sluice_redaction_add_json (SluiceRedaction *self, JsonNode *root)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_if_fail (self != NULL);
  g_return_if_fail (root != NULL);

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      add_node (self, "", root);
      return;
    }
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    /* The choices of ten thousand tables: names and words of the API. */
    if (!g_str_equal (name, "schemas") && !g_str_equal (name, "tables"))
      add_node (self, name, node);
}

/* --- finding it --- */

static gboolean
is_word (guchar byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || byte >= 0x80;
}

static gboolean
is_base64 (guchar byte)
{
  return g_ascii_isalnum (byte) || strchr ("+/-_=", byte) != NULL;
}

static gboolean
stands_alone (SluiceRedactionView *view, gsize begin, gsize end)
{
  return (begin == 0 || !is_word (view->bytes[begin - 1])) && (end == view->length || !is_word (view->bytes[end]));
}

/* Its ends hold bits of the secret, too. */
static void
widen (SluiceRedactionView *view, gsize *begin, gsize *end)
{
  while (*begin > 0 && view->bytes[*begin - 1] != '\0' && is_base64 (view->bytes[*begin - 1]))
    (*begin)--;
  while (*end < view->length && view->bytes[*end] != '\0' && is_base64 (view->bytes[*end]))
    (*end)++;
}

static void
mark (gboolean *marks, SluiceRedactionView *view, const Needle *needle)
{
  gsize length = strlen (needle->text);
  const guchar *found = view->bytes;

  while (length > 0 && (found = memmem (found, view->bytes + view->length - found, needle->text, length)) != NULL)
    {
      gsize begin = found - view->bytes;
      gsize end = begin + length;

      found++;
      if (length < SHORT_LENGTH && !stands_alone (view, begin, end))
        continue;
      if (needle->kind == NEEDLE_BASE64)
        widen (view, &begin, &end);
      for (guint i = view->starts[begin]; i < view->ends[end - 1]; i++)
        marks[i] = TRUE;
    }
}

char *
sluice_redaction_apply (SluiceRedaction *self, const char *text)
{
  gsize length;
  g_autofree gboolean *marks = NULL;
  GString *redacted;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  marks = g_new0 (gboolean, length + 1);
  for (guint i = 0; i < sluice_redaction_view_count (); i++)
    {
      g_autoptr (SluiceRedactionView) view = sluice_redaction_view_new (text, i);

      for (guint k = 0; k < self->needles->len; k++)
        mark (marks, view, g_ptr_array_index (self->needles, k));
    }

  redacted = g_string_sized_new (length + 1);
  for (gsize i = 0; i < length; i++)
    if (!marks[i])
      g_string_append_c (redacted, text[i]);
    else if (i == 0 || !marks[i - 1])
      g_string_append (redacted, MASK);

  return g_string_free_and_steal (redacted);
}
