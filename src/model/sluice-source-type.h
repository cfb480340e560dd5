/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SOURCE_TYPE (sluice_source_type_get_type ())

/**
 * SluiceSourceType:
 *
 * One entry of the catalogue of sources (contract, section 5.3). Immutable. Its properties have the getters' names:
 * "name", "label", "caption", "category", "featured", …
 */
G_DECLARE_FINAL_TYPE (SluiceSourceType, sluice_source_type, SLUICE, SOURCE_TYPE, GObject)

/**
 * sluice_source_type_new_from_json:
 * @object: one source config
 * @error: return location for an error
 *
 * Reads one source config (contract, section 5.3). A missing or odd optional key is not an error; a missing name is,
 * of `SLUICE_JSON_ERROR`.
 *
 * Returns: (transfer full) (nullable): a new source type, or %NULL
 */
SluiceSourceType *sluice_source_type_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_source_type_list_from_json:
 * @node: the answer
 * @error: return location for an error
 *
 * Reads a whole wizard answer. Entries that cannot be read are passed over.
 *
 * Returns: (transfer full) (nullable): a #GListStore of #SluiceSourceType, featured first, then by label; %NULL if
 *   @node is no object
 */
GListModel *sluice_source_type_list_from_json (JsonNode *node, GError **error);

/**
 * sluice_source_type_get_name:
 * @self: a source type
 *
 * Returns: the name, which is what `source_type` means in the API
 */
const char *sluice_source_type_get_name (SluiceSourceType *self);

/**
 * sluice_source_type_get_label:
 * @self: a source type
 *
 * Returns: the label, or the name where there is none
 */
const char *sluice_source_type_get_label (SluiceSourceType *self);

/**
 * sluice_source_type_get_caption:
 * @self: a source type
 *
 * Returns: (nullable): help in Markdown
 */
const char *sluice_source_type_get_caption (SluiceSourceType *self);

/**
 * sluice_source_type_get_category:
 * @self: a source type
 *
 * Returns: (nullable): the category: "Databases"
 */
const char *sluice_source_type_get_category (SluiceSourceType *self);

/**
 * sluice_source_type_get_docs_url:
 * @self: a source type
 *
 * Returns: (nullable): where it is documented; to be opened only if https
 */
const char *sluice_source_type_get_docs_url (SluiceSourceType *self);

/**
 * sluice_source_type_get_icon_path:
 * @self: a source type
 *
 * Returns: (nullable): the path of its picture on the host
 */
const char *sluice_source_type_get_icon_path (SluiceSourceType *self);

/**
 * sluice_source_type_get_release_status:
 * @self: a source type
 *
 * Returns: (nullable): "alpha", "beta", "ga" or another word
 */
const char *sluice_source_type_get_release_status (SluiceSourceType *self);

/**
 * sluice_source_type_get_disabled_reason:
 * @self: a source type
 *
 * Returns: (nullable): why it cannot be connected, in the server's words
 */
const char *sluice_source_type_get_disabled_reason (SluiceSourceType *self);

/**
 * sluice_source_type_get_permissions_caption:
 * @self: a source type
 *
 * Returns: (nullable): the rights that the credential needs, in Markdown
 */
const char *sluice_source_type_get_permissions_caption (SluiceSourceType *self);

/**
 * sluice_source_type_get_featured:
 * @self: a source type
 *
 * Returns: whether it is shown first
 */
gboolean sluice_source_type_get_featured (SluiceSourceType *self);

/**
 * sluice_source_type_get_unreleased:
 * @self: a source type
 *
 * Returns: whether it is "coming soon": shown greyed, never connectable
 */
gboolean sluice_source_type_get_unreleased (SluiceSourceType *self);

/**
 * sluice_source_type_get_readable:
 * @self: a source type
 *
 * Returns: %FALSE if there was something in its description that could not be read; then it is disabled, too
 */
gboolean sluice_source_type_get_readable (SluiceSourceType *self);

/**
 * sluice_source_type_get_from_older_server:
 * @self: a source type
 *
 * Tells whether a server described it that lags by a year or so: it says nothing of what servers of today say of every
 * type (contract, sections 5.3 and 19). Such a server knows no look-back, no periodic full refresh, no choice of
 * columns and rows, and no policy for new tables.
 *
 * Returns: whether the window offers none of these
 */
gboolean sluice_source_type_get_from_older_server (SluiceSourceType *self);

/**
 * sluice_source_type_get_preview:
 * @self: a source type
 *
 * Returns: whether it is alpha or behind a feature flag: hidden until asked for
 */
gboolean sluice_source_type_get_preview (SluiceSourceType *self);

/**
 * sluice_source_type_get_oauth:
 * @self: a source type
 *
 * Returns: whether an account is, or can be, connected in the browser (a field of the type "oauth")
 */
gboolean sluice_source_type_get_oauth (SluiceSourceType *self);

/**
 * sluice_source_type_get_supports_column_selection:
 * @self: a source type
 *
 * Returns: whether columns can be chosen per table
 */
gboolean sluice_source_type_get_supports_column_selection (SluiceSourceType *self);

/**
 * sluice_source_type_get_supports_row_filters:
 * @self: a source type
 *
 * Tells whether rows can be filtered before they are synced. Only SQL sources can (contract, section 11.6); the
 * catalogue does not say so itself, but of the databases those can whose columns can be chosen.
 *
 * Returns: whether they can
 */
gboolean sluice_source_type_get_supports_row_filters (SluiceSourceType *self);

/**
 * sluice_source_type_get_fields:
 * @self: a source type
 *
 * Returns: (transfer none) (element-type SluiceField): the form's fields
 */
GPtrArray *sluice_source_type_get_fields (SluiceSourceType *self);

/**
 * sluice_source_type_get_webhook_fields:
 * @self: a source type
 *
 * Returns: (transfer none) (element-type SluiceField): the fields of the webhook step; empty for none
 */
GPtrArray *sluice_source_type_get_webhook_fields (SluiceSourceType *self);

/**
 * sluice_source_type_get_webhook_setup_caption:
 * @self: a source type
 *
 * Returns: (nullable): how a webhook is made by hand, in Markdown
 */
const char *sluice_source_type_get_webhook_setup_caption (SluiceSourceType *self);

/**
 * sluice_source_type_get_webhook_manual_only:
 * @self: a source type
 *
 * Returns: whether the service has no way for PostHog to make a webhook, so that a person has to
 */
gboolean sluice_source_type_get_webhook_manual_only (SluiceSourceType *self);

/**
 * sluice_source_type_is_database:
 * @self: a source type
 *
 * Tells whether it is a database in the advisor's sense (rule 8).
 *
 * Returns: whether its category is "Databases"; where the server has no categories, Sluice knows the databases by name
 */
gboolean sluice_source_type_is_database (SluiceSourceType *self);

/**
 * sluice_source_type_has_own_host:
 * @self: a source type
 *
 * Tells whether PostHog connects to a computer of the person's own, in front of which a firewall may stand, and not to
 * a service that is there for everybody, such as BigQuery or Snowflake.
 *
 * Returns: whether its form asks for a host, or for a connection string and no account
 */
gboolean sluice_source_type_has_own_host (SluiceSourceType *self);

/**
 * sluice_source_type_has_cdc:
 * @self: a source type
 *
 * Tells whether the type knows change data capture (contract, section 13); whether a project does, discovery says.
 *
 * Returns: %TRUE for Postgres and its kin, unless the server is older than the endpoint that checks what it takes
 */
gboolean sluice_source_type_has_cdc (SluiceSourceType *self);

/**
 * sluice_source_type_is_connectable:
 * @self: a source type
 *
 * Returns: whether a person may pick it: released and not disabled
 */
gboolean sluice_source_type_is_connectable (SluiceSourceType *self);

/**
 * sluice_source_type_match:
 * @self: a source type
 * @needle: (nullable): what was typed
 *
 * Tells how well it fits a search. "database" fits all databases; keywords such as "sql server" count; a slip in the
 * spelling and letters in order but apart fit weakly. Case and accents do not matter.
 *
 * Returns: a #SluiceSearchFit: 0 for no fit, more for a better one; 1 for %NULL and empty text
 */
guint sluice_source_type_match (SluiceSourceType *self, const char *needle);

G_END_DECLS
