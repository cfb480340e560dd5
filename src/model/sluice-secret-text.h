/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Frees text after overwriting it, since it may hold a secret. NULL is fine. */
static inline void
sluice_secret_free (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

typedef char *SluiceSecretText;

/* g_auto (SluiceSecretText): a text of the caller's own that is wiped at the end of its scope. */
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (SluiceSecretText, sluice_secret_free, NULL)

G_END_DECLS
