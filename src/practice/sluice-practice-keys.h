/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluicePracticeKey:
 * @label: what the key is called
 * @scopes: what it may do
 * @project: (nullable): the one project that it is limited to, 0 for all
 * @is_member: whether its owner is no admin of the project
 * @user: the e-mail address of its owner
 *
 * A personal API key that the practice server takes.
 */
typedef struct
{
  const char *label;
  GStrv scopes;
  gint64 project;
  gboolean is_member;
  const char *user;
} SluicePracticeKey;

/* The two projects that there are. The second one is there to be forbidden. */
#define SLUICE_PRACTICE_PROJECT G_GINT64_CONSTANT (12345)
#define SLUICE_PRACTICE_OTHER_PROJECT G_GINT64_CONSTANT (67890)

/* Who the keys belong to, and who only one does: somebody else in the same project. */
#define SLUICE_PRACTICE_USER "practice@example.com"
#define SLUICE_PRACTICE_COLLEAGUE "colleague@example.com"

/**
 * sluice_practice_keys_describe:
 *
 * Returns: (transfer full): a table of the keys for `--help`, each named by what follows the main key
 */
char *sluice_practice_keys_describe (void);

/**
 * sluice_practice_key_find:
 * @main_key: the generated key
 * @presented: what a request came with
 *
 * Looks up a key. The others are the main key with a word at its end, so that nobody who was not given the main key
 * knows any of them.
 *
 * Returns: (transfer full) (nullable): the key, or %NULL when there is none like it
 */
SluicePracticeKey *sluice_practice_key_find (const char *main_key, const char *presented);

/**
 * sluice_practice_key_has_scope:
 * @self: a key
 * @scope: a scope, as `external_data_source:read`
 *
 * Returns: whether @self may do that; to write includes to read
 */
gboolean sluice_practice_key_has_scope (const SluicePracticeKey *self, const char *scope);

/**
 * sluice_practice_key_free:
 * @self: (nullable): a key
 *
 * Frees @self.
 */
void sluice_practice_key_free (SluicePracticeKey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeKey, sluice_practice_key_free)

G_END_DECLS
