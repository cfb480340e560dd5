/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/**
 * sluice_secret_free:
 * @text: (nullable) (transfer full): a text, which may hold a secret
 *
 * Frees @text after overwriting it.
 */
static inline void
sluice_secret_free (gpointer text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

/**
 * SluiceSecretText:
 *
 * For `g_auto (SluiceSecretText)`: a text of the caller's own, which is wiped at the end of its scope.
 */
typedef char *SluiceSecretText;

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (SluiceSecretText, sluice_secret_free, NULL)

G_END_DECLS
