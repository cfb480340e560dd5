/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-secret.h"

#include <string.h>
#include <sys/random.h>

char *
sluice_practice_secret_new (gsize n_bytes)
{
  g_autofree guint8 *bytes = g_malloc (n_bytes);
  GString *text = g_string_new (NULL);

  g_assert (n_bytes <= 256);
  if (getrandom (bytes, n_bytes, 0) != (gssize) n_bytes)
    g_error ("The kernel gave no random bytes");
  for (gsize i = 0; i < n_bytes; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  explicit_bzero (bytes, n_bytes);

  return g_string_free_and_steal (text);
}

char *
sluice_practice_secret_load (const char *path, const char *prefix, GError **error)
{
  g_autofree char *random = NULL;
  g_autofree char *secret = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &secret, &length, NULL) && g_str_has_prefix (secret, prefix) &&
      length >= strlen (prefix) + 32 && strlen (secret) == length)
    return g_steal_pointer (&secret);

  g_free (secret);
  random = sluice_practice_secret_new (20);
  secret = g_strconcat (prefix, random, NULL);
  if (!g_file_set_contents_full (path, secret, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return NULL;

  return g_steal_pointer (&secret);
}
