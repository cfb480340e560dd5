/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

#include "sluice-account.h"
#include "sluice-client.h"

G_BEGIN_DECLS

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
 * wrong; the key goes nowhere else. A key that may not be asked (403 naming `user:read`) is no error: then
 * sluice_sign_in_get_identity() is %NULL and the project's number must be typed.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with the server's words
 */
DexFuture *sluice_sign_in_find_projects (SluiceSignIn *self);

/**
 * sluice_sign_in_prove:
 * @self: a sign-in
 * @project_id: the number of a project
 *
 * Proves that the key may read and write the sources of a project; source_prefix is asked, which changes nothing.
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
 * sluice_sign_in_get_identity:
 * @self: a sign-in
 *
 * Returns: (nullable) (transfer none): who the key belongs to, or %NULL when it may not be asked
 */
const SluiceIdentity *sluice_sign_in_get_identity (SluiceSignIn *self);

/**
 * sluice_sign_in_get_key:
 * @self: a sign-in
 *
 * Returns: (transfer none): the key
 */
SecretValue *sluice_sign_in_get_key (SluiceSignIn *self);

G_END_DECLS
