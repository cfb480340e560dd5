/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-pg-target.h"
#include "sluice-secret-text.h"

SluicePgTarget *
sluice_pg_target_new (const char *host, guint port, const char *database, const char *user, const char *password)
{
  SluicePgTarget *self;

  g_return_val_if_fail (host != NULL && database != NULL && user != NULL, NULL);

  self = g_new0 (SluicePgTarget, 1);
  self->host = g_strdup (host);
  self->port = port;
  self->database = g_strdup (database);
  self->user = g_strdup (user);
  self->password = g_strdup (password);

  return self;
}

void
sluice_pg_target_free (SluicePgTarget *self)
{
  if (self == NULL)
    return;
  sluice_secret_free (self->password);
  g_free (self->host);
  g_free (self->database);
  g_free (self->user);
  g_free (self);
}
