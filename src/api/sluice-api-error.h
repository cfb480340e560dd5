/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SLUICE_API_ERROR:
 *
 * The one domain for what goes wrong between Sluice and PostHog. The message is the server's own words, verbatim, where
 * it sent any (contract, section 2: message, detail, error, first of errors, reason).
 */
#define SLUICE_API_ERROR (sluice_api_error_quark ())

/**
 * SluiceApiError:
 * @SLUICE_API_ERROR_NETWORK: no answer: name, route, refused or broken connection
 * @SLUICE_API_ERROR_TIMEOUT: no answer in time, or a gateway's 504
 * @SLUICE_API_ERROR_TLS: the certificate does not verify
 * @SLUICE_API_ERROR_UNAUTHORIZED: 401: the key is wrong, revoked, or of the other region
 * @SLUICE_API_ERROR_FORBIDDEN: 403: see sluice_api_error_get_scope()
 * @SLUICE_API_ERROR_NOT_FOUND: 404
 * @SLUICE_API_ERROR_INVALID: other 4xx: the values are refused; see sluice_api_error_get_field()
 * @SLUICE_API_ERROR_RATE_LIMITED: 429: see sluice_api_error_get_retry_after()
 * @SLUICE_API_ERROR_SERVER: 5xx
 * @SLUICE_API_ERROR_PROTOCOL: an answer that is not understood: HTML, half a document, wrong types, a redirect, too much
 *
 * Few codes, each meaning a different next step. A cancelled call is G_IO_ERROR_CANCELLED and silent.
 */
typedef enum
{
  SLUICE_API_ERROR_NETWORK,
  SLUICE_API_ERROR_TIMEOUT,
  SLUICE_API_ERROR_TLS,
  SLUICE_API_ERROR_UNAUTHORIZED,
  SLUICE_API_ERROR_FORBIDDEN,
  SLUICE_API_ERROR_NOT_FOUND,
  SLUICE_API_ERROR_INVALID,
  SLUICE_API_ERROR_RATE_LIMITED,
  SLUICE_API_ERROR_SERVER,
  SLUICE_API_ERROR_PROTOCOL,
} SluiceApiError;

GQuark sluice_api_error_quark (void);

/* What else an error of this domain knows; all take errors of other domains as well and then give the "nothing" value.
 * The HTTP status, 0 when there was no answer; the scope of a 403 that names one; the "attr" of a refused value; seconds
 * to wait, 0 if not said. Strings belong to the error. */
guint sluice_api_error_get_status (const GError *error);
const char *sluice_api_error_get_scope (const GError *error);
const char *sluice_api_error_get_field (const GError *error);
guint sluice_api_error_get_retry_after (const GError *error);
/* Whether the call may have changed the world although it failed: no answer, cut, timed out, 502, 504 (contract 9.6). */
gboolean sluice_api_error_is_doubtful (const GError *error);
/* For the client, which knows what was sent. Does nothing to errors of other domains. */
void sluice_api_error_set_doubtful (GError *error, gboolean doubtful);
/* G_IO_ERROR_CANCELLED or DEX_ERROR_FIBER_CANCELLED: nothing to say to anybody. */
gboolean sluice_error_is_cancelled (const GError *error);

/* For the client and its tests: the error of an HTTP answer that is not 2xx. @content_type, @reason and @retry_after may
 * be NULL. A body that is not JSON gives status and reason only. (transfer full) */
GError *sluice_api_error_new_for_answer (guint status, const char *reason, const char *content_type,
                                         const char *retry_after, GBytes *body);
/* Maps errors of GIO, libsoup, TLS, libdex and JSON to this domain; cancelled stays cancelled. (transfer full) both */
GError *sluice_api_error_take (GError *error);

G_END_DECLS
