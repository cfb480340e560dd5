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
 * @SLUICE_API_ERROR_UNSUPPORTED: the server is older than what was asked of it (contract, section 19)
 * @SLUICE_API_ERROR_PROTOCOL: an answer that is not understood: HTML, half a document, wrong types, a redirect, too
 * much
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
  SLUICE_API_ERROR_UNSUPPORTED,
} SluiceApiError;

GQuark sluice_api_error_quark (void);

/**
 * sluice_api_error_get_status:
 * @error: (nullable): an error of any domain
 *
 * What the answer was.
 *
 * Returns: the HTTP status, or 0 when there was no answer or it is no error of ours
 */
guint sluice_api_error_get_status (const GError *error);

/**
 * sluice_api_error_get_scope:
 * @error: (nullable): an error of any domain
 *
 * Which right the key lacks, when a 403 names one (contract, section 2.1).
 *
 * Returns: (nullable): a scope such as `external_data_source:write`, which belongs to @error
 */
const char *sluice_api_error_get_scope (const GError *error);

/**
 * sluice_api_error_get_field:
 * @error: (nullable): an error of any domain
 *
 * Which value was refused: the "attr" of the answer, nested parts joined by `__` (contract, section 2).
 *
 * Returns: (nullable): the name of a field, which belongs to @error
 */
const char *sluice_api_error_get_field (const GError *error);

/**
 * sluice_api_error_get_proxy:
 * @error: (nullable): an error of any domain
 *
 * Whether it was not the server that failed, but the proxy on the way to it.
 *
 * Returns: (nullable): the proxy's address, without a user and password, which belongs to @error
 */
const char *sluice_api_error_get_proxy (const GError *error);

/**
 * sluice_api_error_get_certificate_errors:
 * @error: (nullable): an error of any domain
 *
 * Why a certificate was refused.
 *
 * Returns: the faults; none for other errors
 */
GTlsCertificateFlags sluice_api_error_get_certificate_errors (const GError *error);

/**
 * sluice_api_error_get_retry_after:
 * @error: (nullable): an error of any domain
 *
 * How long the server asks to wait.
 *
 * Returns: seconds, or 0 if it does not say; a day at most
 */
guint sluice_api_error_get_retry_after (const GError *error);

/**
 * sluice_api_error_is_doubtful:
 * @error: (nullable): an error of any domain
 *
 * Whether the call may have changed the world although it failed (contract, section 9.6): sent, and no answer, half of
 * one, one that is not understood, 502 or 504. Never so for a GET.
 *
 * Returns: %TRUE if nobody knows
 */
gboolean sluice_api_error_is_doubtful (const GError *error);

/**
 * sluice_api_error_is_kept:
 * @error: (nullable): an error of any domain
 *
 * Whether the server saved what was sent although the call failed, since the source's own service refused it (contract,
 * section 12.3).
 *
 * Returns: %TRUE if it was saved
 */
gboolean sluice_api_error_is_kept (const GError *error);

/**
 * sluice_api_error_is_no_such_path:
 * @error: (nullable): an error of any domain
 *
 * Whether the server's own framework says that there is nothing at a path: 404, or 405 where a word was taken for an
 * id. What a proxy says of it, with a page, a text or another document, does not count.
 *
 * Returns: %TRUE if PostHog itself says so
 */
gboolean sluice_api_error_is_no_such_path (const GError *error);

/**
 * sluice_api_error_set_doubtful:
 * @error: an error of any domain
 * @doubtful: whether the call may have changed the world
 *
 * For the client, which knows what was sent. Does nothing to errors of other domains.
 */
void sluice_api_error_set_doubtful (GError *error, gboolean doubtful);

/**
 * sluice_error_is_cancelled:
 * @error: (nullable): an error of any domain
 *
 * Whether somebody wanted no answer any more: there is nothing to say to anybody.
 *
 * Returns: %TRUE for `G_IO_ERROR_CANCELLED` and `DEX_ERROR_FIBER_CANCELLED`
 */
gboolean sluice_error_is_cancelled (const GError *error);

/**
 * sluice_api_error_new_for_answer:
 * @status: an HTTP status that is not 2xx
 * @reason: (nullable): its reason phrase
 * @content_type: (nullable): the header of that name
 * @retry_after: (nullable): the header of that name, seconds or a date
 * @body: (nullable): the body, which may be anything
 *
 * For the client and its tests. A body that is not JSON gives status and reason only. May run on any thread that has a
 * thread's stack.
 *
 * Returns: (transfer full): the error
 */
GError *sluice_api_error_new_for_answer (guint status,
                                         const char *reason,
                                         const char *content_type,
                                         const char *retry_after,
                                         GBytes *body);

/**
 * sluice_content_type_is_html:
 * @content_type: (nullable): the header of that name
 *
 * Tells whether an answer is said to be a web page, which the server's own never is.
 *
 * Returns: whether it is HTML, with whatever parameters
 */
gboolean sluice_content_type_is_html (const char *content_type);

/**
 * SLUICE_PAGE_HEAD_SIZE:
 *
 * How much of a web page is looked at for its title, in bytes.
 */
#define SLUICE_PAGE_HEAD_SIZE (64 * 1024)

/**
 * sluice_api_error_new_for_page:
 * @status: an HTTP status that is 2xx
 * @content_type: (nullable): the header of that name
 * @body: (nullable): the body, or its beginning
 *
 * What an answer is that says yes with a web page: a proxy's, or that of a network that wants a sign-in first. The
 * page's title says whose, so it stands in the message. May run on any thread.
 *
 * Returns: (transfer full) (nullable): the error, a #SLUICE_API_ERROR_PROTOCOL with @status, or %NULL if it is no page
 */
GError *sluice_api_error_new_for_page (guint status, const char *content_type, GBytes *body);

/**
 * sluice_api_error_new_for_certificate:
 * @certificate: what the server showed
 * @errors: what is wrong with it
 * @host: the server's name
 *
 * For the client and tests.
 *
 * Returns: (transfer full): a #SLUICE_API_ERROR_TLS that says what is wrong
 */
GError *
sluice_api_error_new_for_certificate (GTlsCertificate *certificate, GTlsCertificateFlags errors, const char *host);

/**
 * sluice_api_error_new_for_proxy:
 * @proxy: a proxy's address, without a user and password
 * @status: what it answered, instead of leading to the server
 * @reason: (nullable): the reason phrase of that
 *
 * For the client and tests. Nothing was sent to the server.
 *
 * Returns: (transfer full): a #SLUICE_API_ERROR_NETWORK with @status
 */
GError *sluice_api_error_new_for_proxy (const char *proxy, guint status, const char *reason);

/**
 * sluice_api_error_blame_proxy:
 * @error: an error of this domain
 * @proxy: a proxy's address, without a user and password
 *
 * Says that it is the proxy that was not reached.
 */
void sluice_api_error_blame_proxy (GError *error, const char *proxy);

/**
 * sluice_api_error_take:
 * @error: (transfer full) (nullable): an error of GIO, libsoup, TLS, libdex or JSON
 *
 * Maps an error to this domain. What is of it already, or cancelled, stays as it is.
 *
 * Returns: (transfer full) (nullable): the error to show
 */
GError *sluice_api_error_take (GError *error);

G_END_DECLS
