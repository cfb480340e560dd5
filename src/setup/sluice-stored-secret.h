/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SluiceStoredKind:
 * @SLUICE_STORED_KIND_API_KEY: the key of a project
 * @SLUICE_STORED_KIND_SOURCE: what was remembered of a source
 * @SLUICE_STORED_KIND_SETUP: the secrets of a set-up that is not done
 *
 * What a secret is kept for.
 */
typedef enum
{
  SLUICE_STORED_KIND_API_KEY,
  SLUICE_STORED_KIND_SOURCE,
  SLUICE_STORED_KIND_SETUP,
} SluiceStoredKind;

#define SLUICE_TYPE_STORED_SECRET (sluice_stored_secret_get_type ())

/**
 * SluiceStoredSecret:
 *
 * That a secret is kept, and for what; never the secret itself. Immutable. Made by sluice_keyring_list().
 */
G_DECLARE_FINAL_TYPE (SluiceStoredSecret, sluice_stored_secret, SLUICE, STORED_SECRET, GObject)

/**
 * sluice_stored_secret_get_kind:
 * @self: a stored secret
 *
 * Returns: what it is kept for
 */
SluiceStoredKind sluice_stored_secret_get_kind (SluiceStoredSecret *self);

/**
 * sluice_stored_secret_get_attribute:
 * @self: a stored secret
 * @name: "origin", "project", "setup", "source" or "type", which is the API's name of a source type
 *
 * Returns: (nullable): what the keyring has under that name; %NULL when it has nothing
 */
const char *sluice_stored_secret_get_attribute (SluiceStoredSecret *self, const char *name);

/**
 * sluice_stored_secret_get_label:
 * @self: a stored secret
 *
 * Returns: what Passwords and Keys calls it, "" when that is not known
 */
const char *sluice_stored_secret_get_label (SluiceStoredSecret *self);

/**
 * sluice_stored_secret_dup_title:
 * @self: a stored secret
 *
 * Returns: (transfer full): what it belongs to, without what the label says for those who meet it elsewhere: "Postgres
 * · shop", or a project; "" when that is not known
 */
char *sluice_stored_secret_dup_title (SluiceStoredSecret *self);

/**
 * sluice_stored_secret_get_stored_at:
 * @self: a stored secret
 *
 * Returns: (nullable): when it was stored last; %NULL when only memory has it
 */
GDateTime *sluice_stored_secret_get_stored_at (SluiceStoredSecret *self);

/**
 * sluice_stored_secret_is_of_project:
 * @self: a stored secret
 * @origin: an origin
 * @project: the number of a project
 *
 * Returns: whether it belongs to that project
 */
gboolean sluice_stored_secret_is_of_project (SluiceStoredSecret *self, const char *origin, const char *project);

G_END_DECLS
