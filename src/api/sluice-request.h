/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-client.h"
#include "sluice-transport.h"

G_BEGIN_DECLS

/**
 * SluiceRequestFlags:
 * @SLUICE_REQUEST_LONG: waits for the customer's own system (contract, section 1.8)
 * @SLUICE_REQUEST_COLLECTION: reads the whole of a collection: when there is none, there is none of its name (1.2)
 * @SLUICE_REQUEST_SITE: not below a project
 * @SLUICE_REQUEST_ANONYMOUS: without the key
 *
 * How a request is sent.
 */
typedef enum
{
  SLUICE_REQUEST_NONE = 0,
  SLUICE_REQUEST_LONG = 1 << 0,
  SLUICE_REQUEST_COLLECTION = 1 << 1,
  SLUICE_REQUEST_SITE = 1 << 2,
  SLUICE_REQUEST_ANONYMOUS = 1 << 3,
} SluiceRequestFlags;

/**
 * SluiceReadFunc:
 * @root: the parsed body of a 2xx answer
 * @error: return location for an error, of any domain
 *
 * Makes what a call resolves to out of its answer. Runs on a worker.
 *
 * Returns: (transfer full) (nullable): a future, or %NULL with @error set
 */
typedef DexFuture *(*SluiceReadFunc) (JsonNode *root, GError **error);

/**
 * SluiceRequest:
 *
 * One call of the API with the rules of sending it: which are repeated, when, and what becomes an error. It holds its
 * client. The text of its body is wiped with it.
 */
typedef struct _SluiceRequest SluiceRequest;

/* The path is the segments that follow, up to NULL, each escaped. @body (nullable) is kept, not copied. */
SluiceRequest *sluice_request_new (SluiceClient *client,
                                   const char *method,
                                   SluiceRequestFlags flags,
                                   JsonNode *body,
                                   ...) G_GNUC_NULL_TERMINATED;
void sluice_request_free (SluiceRequest *self);
/* Below this name, whatever the client takes its server to have: “projects” or “environments”. Static. */
void sluice_request_set_root (SluiceRequest *self, const char *root);
/* What only newer servers can do: on others it fails with SLUICE_API_ERROR_UNSUPPORTED, the next time without asking.
 * @source_id: of which source (nullable), which must be there for that. */
void sluice_request_set_ability (SluiceRequest *self, SluiceAbility ability, const char *source_id);
/* What stands behind the question mark, already escaped. */
void sluice_request_set_query (SluiceRequest *self, const char *query);
/* Path and query as the server gave them, instead of segments. */
void sluice_request_set_target (SluiceRequest *self, const char *target);

/* In a fiber on the main thread: sends until there is a 2xx answer or no hope, and gives the answer with its body still
 * to be read; or the body, with reading it being part of each try. (transfer full) both */
SluiceExchange *sluice_request_open (SluiceRequest *self, GError **error);
GBytes *sluice_request_fetch (SluiceRequest *self, GError **error);
/* What the answer that was fetched says about keeping it; NULL for nothing. */
const char *sluice_request_get_cache_control (SluiceRequest *self);
/* Where it goes, on a server of today. (transfer full) */
char *sluice_request_dup_url (SluiceRequest *self);
/* A text that is sent as it is, in place of a body. */
void sluice_request_set_payload (SluiceRequest *self, GBytes *payload);
/* The document that @body is, or what is wrong with the answer, said of the answer. On a worker. (transfer full) */
JsonNode *sluice_request_parse (GBytes *body, GError **error);
/* Parses @body on a worker. (transfer full) */
DexFuture *sluice_request_read (SluiceRequest *self, GBytes *body, SluiceReadFunc read);
/* The whole of it: takes @self, which must have a path; @read NULL means that success has no body to look at, and
 * resolves to TRUE. (transfer full) */
DexFuture *sluice_request_run (SluiceRequest *self, SluiceReadFunc read);
SluiceClient *sluice_request_get_client (SluiceRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRequest, sluice_request_free)

G_END_DECLS
