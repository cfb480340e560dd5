/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-api-error.h"
#include "sluice-cdc-check.h"
#include "sluice-connect-link.h"
#include "sluice-integration.h"
#include "sluice-log-line.h"
#include "sluice-plan.h"
#include "sluice-reached-account.h"
#include "sluice-source-type.h"
#include "sluice-source.h"
#include "sluice-stored-credential.h"
#include "sluice-webhook.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CLIENT (sluice_client_get_type ())

/**
 * SluiceClient:
 *
 * One account: a base URL, a project and a personal API key; one method per endpoint. All methods are called on the
 * main thread and return futures that reject with #SLUICE_API_ERROR. Dropping the last chained future cancels the
 * request. Reading is retried with back-off and honours Retry-After; what changes the world is sent once, except after
 * a 429. Redirects are not followed; the key goes to its own origin only. The key is wiped when the client goes.
 *
 * Properties: "base-url", "project-id", "project-name" (nullable).
 */
G_DECLARE_FINAL_TYPE (SluiceClient, sluice_client, SLUICE, CLIENT, GObject)

/**
 * sluice_client_new:
 * @base_url: an origin, such as `https://us.posthog.com`; plain http is refused except to loopback
 * @project_id: a project, or `@current`
 * @api_key: a personal API key, which is copied
 * @error: return location for a `G_IO_ERROR_INVALID_ARGUMENT`, translated
 *
 * Makes a client. Nothing is sent.
 *
 * Returns: (transfer full) (nullable): a client
 */
SluiceClient *sluice_client_new (const char *base_url, const char *project_id, const char *api_key, GError **error);

/**
 * sluice_client_new_anonymous:
 * @base_url: an origin, as of sluice_client_new()
 * @error: return location for a `G_IO_ERROR_INVALID_ARGUMENT`, translated
 *
 * Makes a client without a key or a project, for what a server tells anybody: sluice_client_list_public_source_types()
 * and sluice_client_fetch_icon(). Nothing is sent.
 *
 * Returns: (transfer full) (nullable): a client
 */
SluiceClient *sluice_client_new_anonymous (const char *base_url, GError **error);

/**
 * sluice_client_set_api_key:
 * @self: a client
 * @api_key: a personal API key, which is copied
 * @error: return location for a `G_IO_ERROR_INVALID_ARGUMENT`, translated
 *
 * Goes on with another key, for instance once the first was revoked. What is under way keeps the one it has.
 *
 * Returns: whether it is a key
 */
gboolean sluice_client_set_api_key (SluiceClient *self, const char *api_key, GError **error);

/**
 * sluice_client_get_base_url:
 * @self: a client
 *
 * Where the client sends to.
 *
 * Returns: the origin in lower case, without a slash or a port of its own
 */
const char *sluice_client_get_base_url (SluiceClient *self);

/**
 * sluice_client_get_project_id:
 * @self: a client
 *
 * Which project the client speaks of.
 *
 * Returns: the id as it was given
 */
const char *sluice_client_get_project_id (SluiceClient *self);

/**
 * sluice_client_get_project_name:
 * @self: a client
 *
 * The name to show for the project.
 *
 * Returns: (nullable): the name, if it was set
 */
const char *sluice_client_get_project_name (SluiceClient *self);

/**
 * sluice_client_set_project_name:
 * @self: a client
 * @project_name: (nullable): a name
 *
 * Sets the name to show for the project. Nothing is sent.
 */
void sluice_client_set_project_name (SluiceClient *self, const char *project_name);

/**
 * SluiceAbility:
 * @SLUICE_ABILITY_NONE: what every server can do
 * @SLUICE_ABILITY_CHECK_PREFIX: say whether a prefix is free
 * @SLUICE_ABILITY_CHECK_CDC: check what near-real-time needs
 * @SLUICE_ABILITY_CONNECT_LINK: name the page on which a source is connected
 * @SLUICE_ABILITY_INTEGRATIONS: list connected accounts
 * @SLUICE_ABILITY_STORED_CREDENTIALS: list what was typed in the browser
 * @SLUICE_ABILITY_ACCOUNTS: list what a connected account reaches
 * @SLUICE_ABILITY_UPDATE_MANY: change many tables in one request
 * @SLUICE_ABILITY_JOBS: list the runs of a source
 * @SLUICE_ABILITY_WEBHOOKS: tell about a source's webhook and register it
 *
 * What a server that lags by a year or more cannot do (contract, section 19). A call that needs it rejects with
 * `SLUICE_API_ERROR_UNSUPPORTED`, or does it in another way where it says so.
 */
typedef enum
{
  SLUICE_ABILITY_NONE,
  SLUICE_ABILITY_CHECK_PREFIX,
  SLUICE_ABILITY_CHECK_CDC,
  SLUICE_ABILITY_CONNECT_LINK,
  SLUICE_ABILITY_INTEGRATIONS,
  SLUICE_ABILITY_STORED_CREDENTIALS,
  SLUICE_ABILITY_ACCOUNTS,
  SLUICE_ABILITY_UPDATE_MANY,
  SLUICE_ABILITY_JOBS,
  SLUICE_ABILITY_WEBHOOKS,
} SluiceAbility;

/**
 * sluice_client_lacks:
 * @self: a client
 * @ability: what the server may be too old for
 *
 * Whether an answer has shown that the server cannot do this. Nothing is sent, now or when it is asked for again.
 *
 * Returns: %FALSE while nobody knows
 */
gboolean sluice_client_lacks (SluiceClient *self, SluiceAbility ability);

/**
 * SluiceIdentity:
 *
 * Who a key belongs to and what it may reach (contract, section 3.1). Boxed.
 */
typedef struct _SluiceIdentity SluiceIdentity;
#define SLUICE_TYPE_IDENTITY (sluice_identity_get_type ())
GType sluice_identity_get_type (void);

/**
 * sluice_identity_copy:
 * @self: an identity
 *
 * Copies an identity, which never changes.
 *
 * Returns: (transfer full): a copy
 */
SluiceIdentity *sluice_identity_copy (const SluiceIdentity *self);

/**
 * sluice_identity_free:
 * @self: (transfer full) (nullable): an identity
 *
 * Frees an identity.
 */
void sluice_identity_free (SluiceIdentity *self);

/**
 * sluice_identity_get_email:
 * @self: an identity
 *
 * Whose key it is.
 *
 * Returns: the address, which belongs to @self
 */
const char *sluice_identity_get_email (const SluiceIdentity *self);

/**
 * sluice_identity_get_organization_name:
 * @self: an identity
 *
 * The user's current organization.
 *
 * Returns: (nullable): its name
 */
const char *sluice_identity_get_organization_name (const SluiceIdentity *self);

/**
 * sluice_identity_get_n_projects:
 * @self: an identity
 *
 * How many projects are known: those of the current organization only.
 *
 * Returns: the number
 */
guint sluice_identity_get_n_projects (const SluiceIdentity *self);

/**
 * sluice_identity_get_project_id:
 * @self: an identity
 * @index: which project
 *
 * A project.
 *
 * Returns: its id, which belongs to @self
 */
const char *sluice_identity_get_project_id (const SluiceIdentity *self, guint index);

/**
 * sluice_identity_get_project_name:
 * @self: an identity
 * @index: which project
 *
 * A project to show.
 *
 * Returns: its name, or the id where there is none
 */
const char *sluice_identity_get_project_name (const SluiceIdentity *self, guint index);

/**
 * sluice_identity_get_current_project_id:
 * @self: an identity
 *
 * The user's current project.
 *
 * Returns: (nullable): its id, which belongs to @self
 */
const char *sluice_identity_get_current_project_id (const SluiceIdentity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceIdentity, sluice_identity_free)

/**
 * sluice_client_get_identity:
 * @self: a client
 *
 * Asks who the key belongs to (contract, section 3.1).
 *
 * Returns: (transfer full): a future that resolves to a #SluiceIdentity (boxed)
 */
DexFuture *sluice_client_get_identity (SluiceClient *self);

/**
 * sluice_client_list_key_projects:
 * @self: a client
 *
 * Asks which projects the key is limited to (contract, section 3.1a). Not every server says.
 *
 * Returns: (transfer full): a future that resolves to a #GStrv (boxed) of project ids; an empty one when the key is
 *   limited to none
 */
DexFuture *sluice_client_list_key_projects (SluiceClient *self);

/**
 * sluice_client_check_integrations:
 * @self: a client
 *
 * Asks whether the key may read which accounts are connected (contract, section 15.2; scope `integration:read`).
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *sluice_client_check_integrations (SluiceClient *self);

/**
 * sluice_client_list_integrations:
 * @self: a client
 * @kind: a kind of account, such as "hubspot"
 *
 * Asks which accounts of a kind are connected (contract, section 15.2; scope `integration:read`): the newest hundred.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceIntegration
 */
DexFuture *sluice_client_list_integrations (SluiceClient *self, const char *kind);

/**
 * sluice_client_get_connect_link:
 * @self: a client
 * @source_type: a source type
 *
 * Asks for the page on which a person connects a source of that type in the browser (contract, section 15.1). An older
 * server has none: `SLUICE_API_ERROR_UNSUPPORTED`.
 *
 * Returns: (transfer full): a future that resolves to a #SluiceConnectLink; an address that is not safe to open is a
 *   %SLUICE_API_ERROR_PROTOCOL
 */
DexFuture *sluice_client_get_connect_link (SluiceClient *self, const char *source_type);

/**
 * sluice_client_list_stored_credentials:
 * @self: a client
 * @source_type: a source type
 *
 * Asks what the key's owner has entered in the browser in the last 24 hours for a source of that type and not used yet
 * (contract, section 15.3). An older server lists none: `SLUICE_API_ERROR_UNSUPPORTED`.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceStoredCredential, newest first
 */
DexFuture *sluice_client_list_stored_credentials (SluiceClient *self, const char *source_type);

/**
 * sluice_client_list_oauth_accounts:
 * @self: a client
 * @source_type: a source type
 * @integration_id: the id of a connected account
 * @search: (nullable): what names or values hold
 *
 * Asks which accounts a connection reaches (contract, section 15.4). Rejects with %SLUICE_API_ERROR_FORBIDDEN for those
 * who are no admins of the project, and with `SLUICE_API_ERROR_UNSUPPORTED` on an older server.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceReachedAccount
 */
DexFuture *sluice_client_list_oauth_accounts (SluiceClient *self,
                                              const char *source_type,
                                              const char *integration_id,
                                              const char *search);

/**
 * sluice_client_list_credential_accounts:
 * @self: a client
 * @flat_body: source type, and the fields that the account select names (contract, section 15.5); kept until the call
 *   ends, its text is wiped
 *
 * Asks which accounts credentials reach. The contract does not know the request for certain, so any answer but a list
 * means that the account has to be typed.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceReachedAccount
 */
DexFuture *sluice_client_list_credential_accounts (SluiceClient *self, JsonNode *flat_body);

/**
 * sluice_client_list_source_types:
 * @self: a client
 *
 * Reads the catalogue of sources (contract, section 5.1). It is kept on disk, for this server and project, for as long
 * as its header says, and read from there meanwhile; a catalogue in which something could not be read is not kept.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceSourceType
 */
DexFuture *sluice_client_list_source_types (SluiceClient *self);

/**
 * sluice_client_list_public_source_types:
 * @self: a client, of which only the server matters: no key is sent
 *
 * Reads the catalogue that a server shows to anybody (contract, section 5.2), kept as
 * sluice_client_list_source_types() keeps it. An older server of one's own answers with %SLUICE_API_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceSourceType
 */
DexFuture *sluice_client_list_public_source_types (SluiceClient *self);

/**
 * sluice_client_fetch_icon:
 * @self: a client, of which only the server matters: no key is sent
 * @icon_path: what sluice_source_type_get_icon_path() says
 *
 * Fetches an icon from the client's own host, and from no other whatever the path or a redirect says, of 1 MiB at most.
 * It is kept on disk for as long as its headers say, and then asked after. What comes need not be an image.
 *
 * Returns: (transfer full): a future that resolves to #GBytes
 */
DexFuture *sluice_client_fetch_icon (SluiceClient *self, const char *icon_path);

/**
 * sluice_client_check_prefix:
 * @self: a client
 * @source_type: a source type
 * @prefix: (nullable): a prefix; %NULL is none
 *
 * Asks whether the prefix may be used (contract, section 7.1). Rejects with `SLUICE_API_ERROR_INVALID` and the server's
 * words when one is needed or this one is taken. An older server cannot be asked: then the prefix is held against those
 * of the sources that it lists, and the words are Sluice's. Changes nothing.
 *
 * Returns: (transfer full): a future that resolves to whether the server itself said so (boolean)
 */
DexFuture *sluice_client_check_prefix (SluiceClient *self, const char *source_type, const char *prefix);

/**
 * SluiceTablesFunc:
 * @tables: (element-type SluiceTable): some more tables, in the server's order
 * @user_data: the data
 *
 * Called on the main thread for each batch of a discovery.
 */
typedef void (*SluiceTablesFunc) (GPtrArray *tables, gpointer user_data);

/**
 * sluice_client_discover_tables:
 * @self: a client
 * @flat_body: source type and fields (contract, section 8.1); kept until the call ends, its text is wiped
 * @is_database: whether the source type is a database, for the advisor
 * @func: called for each batch, on the main thread, from the main loop
 * @user_data: its data
 * @user_data_destroy: (nullable): frees @user_data when the call has ended or was dropped
 *
 * Checks the credentials and lists the tables. With a `credential_id` in @flat_body, which this endpoint does not take,
 * nothing is checked: the tables are those that the public catalogue names for the type (contract, section 5.2), and
 * where it names none the call rejects with `G_IO_ERROR_NOT_SUPPORTED` and words for the person. The array is read as
 * it streams; all batches have come when the future resolves. After a rejection, those that came are not the whole.
 * Silence may last 150 s.
 *
 * Returns: (transfer full): a future that resolves to the number of tables (int)
 */
DexFuture *sluice_client_discover_tables (SluiceClient *self,
                                          JsonNode *flat_body,
                                          gboolean is_database,
                                          SluiceTablesFunc func,
                                          gpointer user_data,
                                          GDestroyNotify user_data_destroy);

/**
 * sluice_client_check_cdc:
 * @self: a client
 * @flat_body: source type, fields, settings and tables (contract, section 13.1); kept until the call ends, its text is
 *   wiped
 *
 * Asks the server to look whether near-real-time is possible for a source that does not exist yet. Rejects with
 * `SLUICE_API_ERROR_INVALID` and the server's words when it could not look, with `SLUICE_API_ERROR_UNSUPPORTED` when
 * the server is too old for it. Changes nothing.
 *
 * Returns: (transfer full): a future that resolves to a #SluiceCdcCheck
 */
DexFuture *sluice_client_check_cdc (SluiceClient *self, JsonNode *flat_body);

/**
 * sluice_client_create_source:
 * @self: a client
 * @body: the text of what section 9.1 of the contract says; kept until the call ends. It holds secrets: whoever made it
 *   has it wiped when it is freed
 *
 * Creates a source. Sent once, except after a 429; see sluice_api_error_is_doubtful().
 *
 * Returns: (transfer full): a future that resolves to the new source's id (string)
 */
DexFuture *sluice_client_create_source (SluiceClient *self, GBytes *body);

/**
 * sluice_client_list_sources:
 * @self: a client
 *
 * Lists all sources, from all pages (contract, section 10.1).
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceSource, newest first
 */
DexFuture *sluice_client_list_sources (SluiceClient *self);

/**
 * sluice_client_get_source:
 * @self: a client
 * @source_id: a source's id
 *
 * Reads one source with all of its tables (contract, section 10.1).
 *
 * Returns: (transfer full): a future that resolves to a #SluiceSource
 */
DexFuture *sluice_client_get_source (SluiceClient *self, const char *source_id);

/**
 * sluice_client_update_source:
 * @self: a client
 * @source_id: a source's id
 * @patch: an object of what is to change (contract, section 10.4)
 *
 * Changes a source.
 *
 * Returns: (transfer full): a future that resolves to the changed #SluiceSource
 */
DexFuture *sluice_client_update_source (SluiceClient *self, const char *source_id, JsonNode *patch);

/**
 * sluice_client_delete_source:
 * @self: a client
 * @source_id: a source's id
 *
 * Deletes a source with its tables, schedules and webhook (contract, section 10.5). One that is gone already rejects
 * with %SLUICE_API_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *sluice_client_delete_source (SluiceClient *self, const char *source_id);

/**
 * sluice_client_get_webhook_info:
 * @self: a client
 * @source_id: a source's id
 *
 * Asks how a source's webhook stands, on PostHog's side and the service's (contract, section 12.1). An older server, on
 * which this and the next three calls are not, gives `SLUICE_API_ERROR_UNSUPPORTED`.
 *
 * Returns: (transfer full): a future that resolves to a #SluiceWebhook
 */
DexFuture *sluice_client_get_webhook_info (SluiceClient *self, const char *source_id);

/**
 * sluice_client_create_webhook:
 * @self: a client
 * @source_id: a source's id
 * @inputs: (nullable): an object of texts, one for each field of the webhook's form that is known; kept until the call
 *   ends, its text is wiped
 *
 * Has a webhook made for a source (contract, section 12.2). Sent once, except after a 429: the service may make a
 * second one, which would deliver everything twice, so ask sluice_client_get_webhook_info() first, and again after an
 * error that is doubtful. That the service refused is no rejection.
 *
 * Returns: (transfer full): a future that resolves to a #SluiceWebhookCreation
 */
DexFuture *sluice_client_create_webhook (SluiceClient *self, const char *source_id, JsonNode *inputs);

/**
 * sluice_client_update_webhook_inputs:
 * @self: a client
 * @source_id: a source's id
 * @inputs: an object of texts, at least one; kept until the call ends, its text is wiped
 *
 * Saves what a person entered into the webhook's form (contract, section 12.3). Where the values were saved but the
 * service refused them, it rejects with an error for which sluice_api_error_is_kept() is true.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *sluice_client_update_webhook_inputs (SluiceClient *self, const char *source_id, JsonNode *inputs);

/**
 * sluice_client_delete_webhook:
 * @self: a client
 * @source_id: a source's id
 *
 * Removes a source's webhook on both sides (contract, section 12.4). Rejects with %SLUICE_API_ERROR_INVALID and the
 * server's words while a table still comes by webhook: switch those first.
 *
 * Returns: (transfer full): a future that resolves to a #SluiceWebhookRemoval
 */
DexFuture *sluice_client_delete_webhook (SluiceClient *self, const char *source_id);

/**
 * sluice_client_list_tables:
 * @self: a client
 *
 * Lists the tables of all sources, from all pages (contract, section 11.1).
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceSourceTable
 */
DexFuture *sluice_client_list_tables (SluiceClient *self);

/**
 * sluice_client_update_tables:
 * @self: a client
 * @source_id: a source's id
 * @entries: an array of entries, each with an id (contract, section 10.8)
 *
 * Changes tables of one source in one request, or on an older server one by one. After an error some may have been
 * saved: read the source again.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of the changed #SluiceSourceTable
 */
DexFuture *sluice_client_update_tables (SluiceClient *self, const char *source_id, JsonNode *entries);

/**
 * sluice_client_reload_source:
 * @self: a client
 * @source_id: a source's id
 *
 * Starts a sync of every table that is on (contract, section 10.6).
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *sluice_client_reload_source (SluiceClient *self, const char *source_id);

/**
 * sluice_client_reload_table:
 * @self: a client
 * @table_id: the id of a source's table
 *
 * Starts a sync of one table (contract, section 11.5).
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *sluice_client_reload_table (SluiceClient *self, const char *table_id);

/**
 * sluice_client_resync_table:
 * @self: a client
 * @table_id: the id of a source's table
 *
 * Throws away what was synced of a table, its cursor too, and starts a sync of all of it (contract, section 11.5). Only
 * on a person's word.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *sluice_client_resync_table (SluiceClient *self, const char *table_id);

/**
 * sluice_client_cancel_table:
 * @self: a client
 * @table_id: the id of a source's table
 *
 * Stops the sync of a table that runs (contract, section 11.5): it then has failed. Rejects with
 * %SLUICE_API_ERROR_INVALID and the server's words when none does. Read the table afterwards.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *sluice_client_cancel_table (SluiceClient *self, const char *table_id);

/**
 * sluice_client_update_table:
 * @self: a client
 * @table_id: the id of a source's table
 * @patch: an object of what is to change (contract, section 11.4)
 *
 * Changes a table. To switch it to webhooks has the source's webhook registered.
 *
 * Returns: (transfer full): a future that resolves to the changed #SluiceSourceTable
 */
DexFuture *sluice_client_update_table (SluiceClient *self, const char *table_id, JsonNode *patch);

/**
 * sluice_client_set_table_syncing:
 * @self: a client
 * @table_id: the id of a source's table
 * @syncing: whether it is to sync
 *
 * Pauses a table, which keeps its settings and its rows, or goes on with it.
 *
 * Returns: (transfer full): a future that resolves to the changed #SluiceSourceTable
 */
DexFuture *sluice_client_set_table_syncing (SluiceClient *self, const char *table_id, gboolean syncing);

/**
 * sluice_client_list_logs:
 * @self: a client
 * @table_id: the id of a source's table
 * @before: (nullable): only those written before
 * @run_id: (nullable): only those of one run
 *
 * Lists what the server wrote while it synced a table (contract, section 16.2), of the last seven days. Lines that
 * cannot be read are passed over.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceLogLine, newest first, at most 200
 */
DexFuture *sluice_client_list_logs (SluiceClient *self, const char *table_id, GDateTime *before, const char *run_id);

/**
 * sluice_client_list_jobs:
 * @self: a client
 * @source_id: a source's id
 * @before: (nullable): only those created before
 * @tables: (nullable) (array zero-terminated=1): only those of tables with these names
 *
 * Lists runs (contract, section 16.1). An older server tells of none: `SLUICE_API_ERROR_UNSUPPORTED`.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceJob, newest first, at most 50
 */
DexFuture *
sluice_client_list_jobs (SluiceClient *self, const char *source_id, GDateTime *before, const char *const *tables);

/**
 * sluice_client_query:
 * @self: a client
 * @sql: a SELECT
 *
 * Asks the warehouse (contract, section 16.4). The key needs `query:read`.
 *
 * Returns: (transfer full): a future that resolves to a #SluiceQueryResult (boxed)
 */
DexFuture *sluice_client_query (SluiceClient *self, const char *sql);

/**
 * SluiceQueryResult:
 * @columns: the column names
 * @rows: (element-type GStrv): the values as text; NULL is "NULL"
 *
 * The answer to a query. Boxed.
 */
typedef struct
{
  char **columns;
  GPtrArray *rows;
} SluiceQueryResult;
#define SLUICE_TYPE_QUERY_RESULT (sluice_query_result_get_type ())
GType sluice_query_result_get_type (void);

/**
 * sluice_query_result_copy:
 * @self: a result
 *
 * Copies a result; the rows are shared.
 *
 * Returns: (transfer full): a copy
 */
SluiceQueryResult *sluice_query_result_copy (const SluiceQueryResult *self);

/**
 * sluice_query_result_free:
 * @self: (transfer full) (nullable): a result
 *
 * Frees a result.
 */
void sluice_query_result_free (SluiceQueryResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceQueryResult, sluice_query_result_free)

G_END_DECLS
