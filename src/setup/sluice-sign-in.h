/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

#include "sluice-account.h"
#include "sluice-client.h"

G_BEGIN_DECLS

/**
 * SluiceScope:
 * @SLUICE_SCOPE_USER: `user:read`: which projects there are
 * @SLUICE_SCOPE_SOURCES: `external_data_source:write`: to read and make sources
 * @SLUICE_SCOPE_INTEGRATIONS: `integration:read`: to choose an account that is connected already; optional
 * @SLUICE_SCOPE_QUERY: `query:read`: to look at the first rows that arrived; optional
 *
 * What a key can be allowed to do that matters here (contract, section 1.5).
 */
typedef enum
{
  SLUICE_SCOPE_SOURCES,
  SLUICE_SCOPE_USER,
  SLUICE_SCOPE_INTEGRATIONS,
  SLUICE_SCOPE_QUERY,
} SluiceScope;

#define SLUICE_N_SCOPES (SLUICE_SCOPE_QUERY + 1)

/**
 * sluice_scope_get_word:
 * @scope: a scope
 *
 * Returns: the word that PostHog has for it, such as "user:read"
 */
const char *sluice_scope_get_word (SluiceScope scope);

/**
 * sluice_scope_get_optional:
 * @scope: a scope
 *
 * Returns: whether Sluice does its main job without it
 */
gboolean sluice_scope_get_optional (SluiceScope scope);

#define SLUICE_TYPE_SIGN_IN (sluice_sign_in_get_type ())

/**
 * SluiceSignIn:
 *
 * Proves a personal API key before anything is kept (contract, section 3.3): who it belongs to, which projects it
 * reaches, and whether it may read and write sources there.
 */
G_DECLARE_FINAL_TYPE (SluiceSignIn, sluice_sign_in, SLUICE, SIGN_IN, GObject)

/**
 * sluice_sign_in_new:
 * @base_url: an origin
 * @key: a personal API key
 *
 * Returns: (transfer full): a sign-in that has not asked anything yet
 */
SluiceSignIn *sluice_sign_in_new (const char *base_url, SecretValue *key);

/**
 * sluice_sign_in_find_projects:
 * @self: a sign-in
 *
 * Asks who the key belongs to. A key that a cloud region refuses is tried on the other region before it is called
 * wrong; the key goes nowhere else. A key that may not be asked (403 naming `user:read`) is no error: then there may be
 * no project to choose from, and its number must be typed. A key that is limited to some projects has those only.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with the server's words
 */
DexFuture *sluice_sign_in_find_projects (SluiceSignIn *self);

/**
 * sluice_sign_in_prove:
 * @self: a sign-in
 * @project_id: the number of a project
 *
 * Proves that the key may read and write the sources of a project: source_prefix is asked, which changes nothing. What
 * it may do besides is found out too, and is no error when missing: sluice_sign_in_get_scope().
 *
 * Returns: (transfer full): a future that resolves to a #SluiceAccount, or rejects with the server's words
 */
DexFuture *sluice_sign_in_prove (SluiceSignIn *self, const char *project_id);

/**
 * sluice_sign_in_get_base_url:
 * @self: a sign-in
 *
 * Returns: the origin that takes the key: the other region's when the one that was asked first refused it
 */
const char *sluice_sign_in_get_base_url (SluiceSignIn *self);

/**
 * sluice_sign_in_get_scope:
 * @self: a sign-in
 * @scope: a scope
 *
 * Returns: whether the key has it, as far as is known now
 */
SluiceTri sluice_sign_in_get_scope (SluiceSignIn *self, SluiceScope scope);

/**
 * sluice_sign_in_get_lack:
 * @self: a sign-in
 *
 * Returns: (nullable): what the key may not do of what is useful but not needed, in the person's language, or %NULL
 */
const char *sluice_sign_in_get_lack (SluiceSignIn *self);

/**
 * sluice_sign_in_get_email:
 * @self: a sign-in
 *
 * Returns: (nullable) (transfer none): whose key it is, or %NULL when it may not be asked
 */
const char *sluice_sign_in_get_email (SluiceSignIn *self);

/**
 * sluice_sign_in_get_projects:
 * @self: a sign-in
 *
 * Returns: (transfer none): a list of [class@Account], the projects that the key reaches, the person's current one
 *   first; empty when they cannot be known. Always the same object.
 */
GListModel *sluice_sign_in_get_projects (SluiceSignIn *self);

/**
 * sluice_sign_in_get_key:
 * @self: a sign-in
 *
 * Returns: (transfer none): the key
 */
SecretValue *sluice_sign_in_get_key (SluiceSignIn *self);

G_END_DECLS
