/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-client.h"

G_BEGIN_DECLS

/* For the other files of this layer. */

/* "Bearer KEY"; belongs to the client, which wipes it; NULL for one without a key */
const char *sluice_client_get_authorization (SluiceClient *self);
/* "projects", or "environments" on an old server (contract, section 1.2); whether that is known, and sources were seen
 * there: of a project that is not there nobody needs to look twice. @root is static. */
const char *sluice_client_get_root (SluiceClient *self);
gboolean sluice_client_get_root_settled (SluiceClient *self);
gboolean sluice_client_get_root_found (SluiceClient *self);
void sluice_client_settle_root (SluiceClient *self, const char *root, gboolean found);
void sluice_client_note_lack (SluiceClient *self, SluiceAbility ability);

/* Scheme, host and, unless it is the scheme's own, port, in lower case; NULL unless it is http or https and has a host.
 * (transfer full) */
char *sluice_uri_dup_origin (GUri *uri);

/* Of an answer to GET users/@me/; of an answer to POST query. See #SluiceReadFunc. */
DexFuture *sluice_identity_read (JsonNode *root, GError **error);
DexFuture *sluice_query_result_read (JsonNode *root, GError **error);

/**
 * SluiceItemFunc:
 * @object: an entry
 * @error: return location for an error
 *
 * Makes an object out of an entry of a list. Runs on a worker.
 *
 * Returns: (transfer full): the object, or %NULL
 */
typedef gpointer (*SluiceItemFunc) (JsonObject *object, GError **error);

/* The tables that the catalogue for anybody names, told as sluice_client_discover_tables() tells them; rejects with
 * `G_IO_ERROR_NOT_SUPPORTED` when it names none. (transfer full) */
DexFuture *sluice_client_list_public_tables (SluiceClient *self,
                                             const char *source_type,
                                             gboolean is_database,
                                             SluiceTablesFunc func,
                                             gpointer user_data,
                                             GDestroyNotify user_data_destroy);

/* An array of objects as a GListModel; NULL with @error set when one cannot be read. (transfer full) */
GListModel *sluice_list_from_json (JsonNode *root, GType item_type, SluiceItemFunc make_item, GError **error);
/* An answer that is such an array: resolves to the #GListModel. See #SluiceReadFunc. */
DexFuture *sluice_list_read (JsonNode *root, GType item_type, SluiceItemFunc make_item, GError **error);
/* One more parameter of a query, escaped. */
void sluice_query_append (GString *query, const char *name, const char *value);
/* GET of all pages of a collection below the project: a GListModel. An entry that comes twice, because one was added
 * while the pages were read, is there once. @get_id tells. */
DexFuture *sluice_client_list_pages (SluiceClient *self,
                                     const char *collection,
                                     GType item_type,
                                     SluiceItemFunc make_item,
                                     const char *(*get_id) (gpointer item));

G_END_DECLS
