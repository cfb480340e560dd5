/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-api-error.h"
#include "sluice-plan.h"
#include "sluice-source-type.h"
#include "sluice-source.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CLIENT (sluice_client_get_type ())

/**
 * SluiceClient:
 *
 * One account: a base URL, a project and a personal API key; one method per endpoint. All methods are called on the main
 * thread and return futures that reject with #SLUICE_API_ERROR. Dropping the last chained future cancels the request.
 * Reading is retried with back-off and honours Retry-After; what changes the world is sent once, except after a 429.
 * Redirects are not followed; the key goes to its own origin only. The key is wiped when the client goes.
 *
 * Properties: "base-url", "project-id", "project-name" (nullable).
 */
G_DECLARE_FINAL_TYPE (SluiceClient, sluice_client, SLUICE, CLIENT, GObject)

/* @base_url is an origin; plain http is refused except to loopback (G_IO_ERROR_INVALID_ARGUMENT, translated). */
SluiceClient *sluice_client_new (const char *base_url, const char *project_id, const char *api_key, GError **error);
const char *sluice_client_get_base_url (SluiceClient *self);
const char *sluice_client_get_project_id (SluiceClient *self);
const char *sluice_client_get_project_name (SluiceClient *self);
void sluice_client_set_project_name (SluiceClient *self, const char *project_name);

/**
 * SluiceIdentity:
 *
 * Who a key belongs to and what it may reach (contract, section 3.1). Boxed.
 */
typedef struct _SluiceIdentity SluiceIdentity;
#define SLUICE_TYPE_IDENTITY (sluice_identity_get_type ())
GType sluice_identity_get_type (void);
SluiceIdentity *sluice_identity_copy (const SluiceIdentity *self);
void sluice_identity_free (SluiceIdentity *self);
const char *sluice_identity_get_email (const SluiceIdentity *self);
const char *sluice_identity_get_organization_name (const SluiceIdentity *self);
guint sluice_identity_get_n_projects (const SluiceIdentity *self);
const char *sluice_identity_get_project_id (const SluiceIdentity *self, guint index);
const char *sluice_identity_get_project_name (const SluiceIdentity *self, guint index);
/* The current project's id, NULL if there is none */
const char *sluice_identity_get_current_project_id (const SluiceIdentity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceIdentity, sluice_identity_free)

/* Resolves to a SluiceIdentity (boxed) */
DexFuture *sluice_client_get_identity (SluiceClient *self);
/* GET wizard: resolves to a GListModel of SluiceSourceType; parsed off the main thread */
DexFuture *sluice_client_list_source_types (SluiceClient *self);
/* POST source_prefix: resolves to TRUE; rejects with INVALID and the server's words when the prefix is needed or taken */
DexFuture *sluice_client_check_prefix (SluiceClient *self, const char *source_type, const char *prefix);

/**
 * SluiceTablesFunc:
 * @tables: (element-type SluiceTable): some more tables, in the server's order
 * @user_data: the data
 *
 * Called on the main thread for each batch of a discovery.
 */
typedef void (*SluiceTablesFunc) (GPtrArray *tables, gpointer user_data);

/* POST database_schema with a flat body (it holds secrets and is wiped as far as it is ours). The array is read as it
 * streams; batches come through @func before the future resolves to the number of tables (int). Client time-out 150 s. */
DexFuture *sluice_client_discover_tables (SluiceClient *self, JsonNode *flat_body, gboolean is_database,
                                          SluiceTablesFunc func, gpointer user_data, GDestroyNotify user_data_destroy);
/* POST: resolves to the new source's id (string). Sent once. */
DexFuture *sluice_client_create_source (SluiceClient *self, JsonNode *body);
/* All pages; resolves to a GListModel of SluiceSource, newest first */
DexFuture *sluice_client_list_sources (SluiceClient *self);
DexFuture *sluice_client_get_source (SluiceClient *self, const char *source_id);                     /* SluiceSource */
DexFuture *sluice_client_update_source (SluiceClient *self, const char *source_id, JsonNode *patch); /* SluiceSource */
DexFuture *sluice_client_list_tables (SluiceClient *self);                                           /* GListModel of SluiceSourceTable */
/* PATCH bulk_update_schemas with an array of entries, in one request; GListModel of SluiceSourceTable */
DexFuture *sluice_client_update_tables (SluiceClient *self, const char *source_id, JsonNode *entries);
DexFuture *sluice_client_reload_source (SluiceClient *self, const char *source_id); /* TRUE */
DexFuture *sluice_client_reload_table (SluiceClient *self, const char *table_id);   /* TRUE */
/* GET jobs, newest first, at most 50; @before and @tables may be NULL. GListModel of SluiceJob */
DexFuture *sluice_client_list_jobs (SluiceClient *self, const char *source_id, GDateTime *before,
                                    const char *const *tables);
/* POST query: resolves to a SluiceQueryResult (boxed) */
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
SluiceQueryResult *sluice_query_result_copy (const SluiceQueryResult *self);
void sluice_query_result_free (SluiceQueryResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceQueryResult, sluice_query_result_free)

G_END_DECLS
