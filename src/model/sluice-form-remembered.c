/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-form-private.h"
#include "sluice-words.h"

/* What keeps a remembered password with the address that it was remembered for. */

static gboolean
collect_secret (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  if (*sluice_form_get_value (self, path) != '\0' && sluice_form_is_secret (self, path))
    g_strv_builder_add (user_data, path);

  return TRUE;
}

char **
sluice_form_list_secrets (SluiceForm *self)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  sluice_form_walk (self, collect_secret, paths);

  return g_strv_builder_end (paths);
}

gboolean
sluice_form_is_address (SluiceForm *self, const char *path)
{
  static const char *const words[] = { "host",   "hostname", "url",      "server", "domain", "subdomain", "account",
                                       "region", "site",     "instance", "store",  "shop",   "endpoint",  NULL };
  SluiceField *field = NULL;
  const char *slash = NULL;
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  field = sluice_form_get_field (self, path);
  if (field == NULL || sluice_form_is_secret (self, path))
    return FALSE;
  if (sluice_field_get_kind (field) == SLUICE_FIELD_KIND_URL)
    return TRUE;

  slash = strrchr (path, '/');
  parts = sluice_words_split (slash != NULL ? slash + 1 : path);
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_strv_contains (words, parts[i]))
      return TRUE;

  return FALSE;
}
