/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceConnectionString:
 *
 * A connection string taken apart; what it does not say is %NULL. The password is wiped when it is freed.
 */
typedef struct
{
  char *scheme;
  char *host;
  char *port;
  char *database;
  char *user;
  char *password;
  char *schema;
} SluiceConnectionString;

/* Parses URLs with percent-decoding ("postgres://", "postgresql://", …) and libpq's "host=… port=…" form. The error is
 * translated, says which part is odd and never quotes the text: it holds a secret. */
SluiceConnectionString *sluice_connection_string_parse (const char *text, GError **error);
gboolean sluice_connection_string_looks_like (const char *text);
void sluice_connection_string_free (SluiceConnectionString *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceConnectionString, sluice_connection_string_free)

G_END_DECLS
