/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ACCOUNT (sluice_account_get_type ())

/**
 * SluiceAccount:
 *
 * A project that a person has signed in to: where it is and what it is called. Its key is in the keyring and nowhere
 * else. Immutable. Properties: "base-url", "project-id", "project-name", "organization-name".
 */
G_DECLARE_FINAL_TYPE (SluiceAccount, sluice_account, SLUICE, ACCOUNT, GObject)

/**
 * SLUICE_ACCOUNT_VARIANT_TYPE:
 *
 * An account in GSettings: base URL, project id, project name, organization name.
 */
#define SLUICE_ACCOUNT_VARIANT_TYPE "(ssss)"

/**
 * sluice_account_new:
 * @base_url: an origin, without a slash at the end
 * @project_id: the number of the project
 * @project_name: (nullable): its name; %NULL when it could not be learnt
 * @organization_name: (nullable): the name of its organization
 *
 * Returns: (transfer full): a new account
 */
SluiceAccount *sluice_account_new (const char *base_url,
                                   const char *project_id,
                                   const char *project_name,
                                   const char *organization_name);

/**
 * sluice_account_new_from_variant:
 * @variant: of type %SLUICE_ACCOUNT_VARIANT_TYPE
 *
 * Returns: (transfer full): the account that was kept
 */
SluiceAccount *sluice_account_new_from_variant (GVariant *variant);

/**
 * sluice_account_to_variant:
 * @self: an account
 *
 * Returns: (transfer floating): the account for GSettings; it holds no secret
 */
GVariant *sluice_account_to_variant (SluiceAccount *self);

const char *sluice_account_get_base_url (SluiceAccount *self);
const char *sluice_account_get_project_id (SluiceAccount *self);

/**
 * sluice_account_get_project_name:
 * @self: an account
 *
 * Returns: (nullable): the project's name, or %NULL when it is unknown
 */
const char *sluice_account_get_project_name (SluiceAccount *self);

/**
 * sluice_account_dup_title:
 * @self: an account
 *
 * Returns: (transfer full): what tells it from others: "Shop · EU", "Project 12 · posthog.example.com", translated
 */
char *sluice_account_dup_title (SluiceAccount *self);

/**
 * sluice_account_is_same:
 * @self: an account
 * @other: another
 *
 * Returns: whether both are the same project of the same server
 */
gboolean sluice_account_is_same (SluiceAccount *self, SluiceAccount *other);

G_END_DECLS
