/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "secret-search.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
add_base64 (GPtrArray *writings, const char *secret, gsize offset)
{
  /* Where it stands in a longer text shifts its letters; those at both ends depend on what is beside it. */
  g_autofree char *padded = g_strdup_printf ("%.*s%s", (int) offset, "xx", secret);
  g_autofree char *text = g_base64_encode ((const guchar *) padded, strlen (padded));
  gsize length = strlen (text);

  g_assert_cmpuint (length, >, 12);
  g_ptr_array_add (writings, g_strndup (text + 4, length - 8));
}

/* (element-type utf8) (transfer full) */
static GPtrArray *
list_writings (const char *secret)
{
  GPtrArray *writings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), secret);
  g_autofree char *json = json_to_string (node, FALSE);
  g_autoptr (GString) escaped = g_string_new (NULL);
  g_autoptr (GString) hex = g_string_new (NULL);
  g_autofree gunichar *characters = g_utf8_to_ucs4_fast (secret, -1, NULL);

  for (const char *c = secret; *c != '\0'; c++)
    g_string_append_printf (hex, "%02x", (guchar) *c);
  /* As a JSON writer does it that keeps to ASCII. */
  for (const gunichar *c = characters; *c != 0; c++)
    if (*c < 0x80)
      g_string_append_printf (escaped, *c == '"' || *c == '\\' ? "\\%c" : "%c", (char) *c);
    else
      g_string_append_printf (escaped, "\\u%04x", *c);

  g_ptr_array_add (writings, g_strdup (secret));
  g_ptr_array_add (writings, g_uri_escape_string (secret, NULL, FALSE));
  g_ptr_array_add (writings, g_strndup (json + 1, strlen (json) - 2));
  g_ptr_array_add (writings, g_string_free (g_steal_pointer (&escaped), FALSE));
  g_ptr_array_add (writings, g_string_free (g_steal_pointer (&hex), FALSE));
  for (gsize offset = 0; offset < 3; offset++)
    add_base64 (writings, secret, offset);

  return writings;
}

static guint
search_file (const char *path, GPtrArray *writings)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (guint i = 0; i < writings->len; i++)
    {
      const char *writing = g_ptr_array_index (writings, i);

      if (memmem (text, length, writing, strlen (writing)) != NULL)
        {
          g_autofree char *message = g_strdup_printf ("%s holds a secret (writing %u)", path, i);

          g_assertion_message (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, message);
        }
    }

  return 1;
}

static guint
search (const char *path, GPtrArray *writings)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n_files = 0;

  if (dir == NULL)
    return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? search_file (path, writings) : 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      n_files += search (child, writings);
    }

  return n_files;
}

guint
secret_search (const char *path, const char *secret)
{
  g_autoptr (GPtrArray) writings = list_writings (secret);

  return search (path, writings);
}
