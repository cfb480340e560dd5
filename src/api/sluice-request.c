/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-request.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sluice-call-private.h"
#include "sluice-client-private.h"
#include "sluice-fiber.h"
#include "sluice-json.h"
#include "sluice-older-server.h"
#include "sluice-redaction.h"
#include "sluice-secret-text.h"
#include "sluice-worker.h"

/* The full objects of a source of 10,000 wide tables are about 30 MiB. */
#define MAX_BODY_SIZE (128 * 1024 * 1024)
#define MAX_ERROR_SIZE (256 * 1024)

/* Tries, the first included; the waits between them double. */
#define MAX_TRIES 4
#define FIRST_WAIT 500
/* A server that asks for more is believed, and the person told, instead of waiting silently. */
#define MAX_WAIT_SECONDS 60

struct _SluiceRequest
{
  SluiceClient *client;
  const char *method;
  SluiceRequestFlags flags;
  char *path;
  char *query;
  char *target;
  JsonNode *body;
  GBytes *payload;
  SluiceReadFunc read;
  const char *root; /* NULL: the client's */
  SluiceAbility ability;
  char *source_id;
  char *cache_control; /* of the answer that was fetched */
  SluiceCall *call;    /* that gave it, in the call log */
  gboolean impossible; /* its path would lead elsewhere */
};

SluiceRequest *
sluice_request_new (SluiceClient *client, const char *method, SluiceRequestFlags flags, JsonNode *body, ...)
{
  SluiceRequest *self = g_new0 (SluiceRequest, 1);
  g_autoptr (GString) path = g_string_new (NULL);
  const char *segment;
  va_list segments;

  self->client = g_object_ref (client);
  self->method = g_intern_string (method);
  self->flags = flags;
  self->body = body != NULL ? json_node_ref (body) : NULL;

  va_start (segments, body);
  while ((segment = va_arg (segments, const char *)) != NULL)
    {
      /* Ids are a server's; these are no names, escaped or not. */
      self->impossible |= *segment == '\0' || g_str_equal (segment, ".") || g_str_equal (segment, "..");
      g_string_append_uri_escaped (path, segment, "@", FALSE);
      g_string_append_c (path, '/');
    }
  va_end (segments);
  self->path = g_string_free_and_steal (g_steal_pointer (&path));

  return self;
}

void
sluice_request_free (SluiceRequest *self)
{
  g_clear_object (&self->client);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->body, json_node_unref);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->cache_control, g_free);
  g_clear_pointer (&self->source_id, g_free);
  g_clear_object (&self->call);
  g_free (self);
}

void
sluice_request_set_root (SluiceRequest *self, const char *root)
{
  self->root = root;
}

void
sluice_request_set_ability (SluiceRequest *self, SluiceAbility ability, const char *source_id)
{
  self->ability = ability;
  g_set_str (&self->source_id, source_id);
}

void
sluice_request_set_payload (SluiceRequest *self, GBytes *payload)
{
  g_clear_pointer (&self->payload, g_bytes_unref);
  self->payload = g_bytes_ref (payload);
}

void
sluice_request_set_query (SluiceRequest *self, const char *query)
{
  g_set_str (&self->query, query);
}

void
sluice_request_set_target (SluiceRequest *self, const char *target)
{
  g_set_str (&self->target, target);
}

SluiceClient *
sluice_request_get_client (SluiceRequest *self)
{
  return self->client;
}

static gboolean
is_get (SluiceRequest *self)
{
  return g_str_equal (self->method, SOUP_METHOD_GET);
}

static char *
dup_url (SluiceRequest *self, const char *root)
{
  const char *base_url = sluice_client_get_base_url (self->client);
  g_autofree char *project = NULL;

  if (self->target != NULL)
    return g_strconcat (base_url, self->target, NULL);
  if (self->flags & SLUICE_REQUEST_SITE)
    return g_strconcat (base_url, "/api/", self->path, NULL);

  project = g_uri_escape_string (sluice_client_get_project_id (self->client), "@", FALSE);

  return g_strconcat (base_url, "/api/", root, "/", project, "/", self->path, self->query != NULL ? "?" : NULL,
                      self->query, NULL);
}

static DexFuture *
serialize_fiber (gpointer data)
{
  char *text = sluice_json_to_text (data);

  return dex_future_new_take_boxed (G_TYPE_BYTES,
                                    g_bytes_new_with_free_func (text, strlen (text), sluice_secret_free, text));
}

/* The text of a plan of 10,000 tables takes longer to write than a frame lasts: not on the main thread. */
static gboolean
ensure_payload (SluiceRequest *self, GError **error)
{
  if (self->body == NULL || self->payload != NULL)
    return TRUE;

  self->payload = dex_await_boxed (sluice_worker_run (serialize_fiber, json_node_ref (self->body),
                                                      (GDestroyNotify) json_node_unref),
                                   error);

  return self->payload != NULL;
}

typedef struct
{
  guint status;
  char *reason;
  char *content_type;
  char *retry_after;
  GBytes *body;
} Refusal;

static void
refusal_free (Refusal *self)
{
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->retry_after, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static DexFuture *
refuse_fiber (gpointer data)
{
  Refusal *self = data;

  return dex_future_new_for_error (
      sluice_api_error_new_for_answer (self->status, self->reason, self->content_type, self->retry_after, self->body));
}

/* Where a redirect points, as far as it is safe to show: the origin only. */
static GError *
make_redirect_error (SluiceRequest *self, guint status, const char *location)
{
  g_autofree char *url = dup_url (self, "projects");
  g_autoptr (GUri) base = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) uri = location != NULL ? g_uri_parse_relative (base, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  g_autofree char *origin = uri != NULL ? sluice_uri_dup_origin (uri) : NULL;
  GError *error = sluice_api_error_new_for_answer (status, NULL, NULL, NULL, NULL);

  g_free (error->message);
  /* Translators: %s is a web address like https://us.posthog.com */
  error->message = origin != NULL ?
                       g_strdup_printf (_ ("The server points to %s, which Sluice does not follow."), origin) :
                       g_strdup (_ ("The server points to another address, which Sluice does not follow."));

  return error;
}

/* A server, or something that stands between, may quote our own headers back: the key is in no message. */
static GError *
hide_key (SluiceRequest *self, GError *error)
{
  const char *authorization = sluice_client_get_authorization (self->client);
  const char *key = authorization != NULL ? authorization + strlen ("Bearer ") : NULL;
  g_autoptr (GString) message = NULL;

  if (key == NULL || strstr (error->message, key) == NULL)
    return error;

  message = g_string_new (error->message);
  g_string_replace (message, key, "***", 0);
  g_free (error->message);
  error->message = g_string_free_and_steal (g_steal_pointer (&message));

  return error;
}

/* For the call log */

typedef struct
{
  char *authorization;
  GBytes *payload;
  char *message;
} Wording;

static void
wording_free (Wording *self)
{
  g_clear_pointer (&self->authorization, sluice_secret_free);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->message, sluice_secret_free);
  g_free (self);
}

/* What was sent is read again only now that somebody may quote it: a plan of 10,000 tables is some megabytes. */
static DexFuture *
redact_fiber (gpointer data)
{
  Wording *self = data;
  g_autoptr (SluiceRedaction) redaction = sluice_redaction_new ();

  if (self->authorization != NULL)
    sluice_redaction_add (redaction, self->authorization + strlen ("Bearer "));
  if (self->payload != NULL)
    {
      gsize size;
      const char *text = g_bytes_get_data (self->payload, &size);
      g_autoptr (JsonNode) root = sluice_json_parse (text, (gssize) size, NULL);

      if (root != NULL)
        sluice_redaction_add_json (redaction, root);
    }

  return dex_future_new_take_string (sluice_redaction_apply (redaction, self->message));
}

/* Puts the words of @error into the log, without any secret of this request. */
static void
log_words (SluiceRequest *self, SluiceExchange *exchange, const GError *error)
{
  Wording *wording = g_new0 (Wording, 1);
  g_autofree char *message = NULL;

  wording->authorization = g_strdup (sluice_client_get_authorization (self->client));
  wording->payload = self->payload != NULL ? g_bytes_ref (self->payload) : NULL;
  wording->message = g_strdup (error->message);
  message = dex_await_string (sluice_worker_run (redact_fiber, wording, (GDestroyNotify) wording_free), NULL);
  sluice_call_set_message (sluice_exchange_get_call (exchange), message);
}

static GError *
make_error (SluiceRequest *self, SluiceExchange *exchange)
{
  Refusal *refusal;
  GError *error = NULL;

  if (SOUP_STATUS_IS_REDIRECTION (sluice_exchange_get_status (exchange)))
    {
      error = make_redirect_error (self, sluice_exchange_get_status (exchange),
                                   sluice_exchange_get_header (exchange, "Location"));
      log_words (self, exchange, error);
      return error;
    }

  refusal = g_new0 (Refusal, 1);
  refusal->status = sluice_exchange_get_status (exchange);
  refusal->reason = g_strdup (sluice_exchange_get_reason (exchange));
  refusal->content_type = g_strdup (sluice_exchange_get_header (exchange, "Content-Type"));
  refusal->retry_after = g_strdup (sluice_exchange_get_header (exchange, "Retry-After"));
  /* A status whose text got lost is still an answer. */
  refusal->body = sluice_exchange_read_all (exchange, MAX_ERROR_SIZE, NULL);

  dex_await (sluice_worker_run (refuse_fiber, refusal, (GDestroyNotify) refusal_free), &error);
  if (is_get (self))
    sluice_api_error_set_doubtful (error, FALSE);
  if (!sluice_error_is_cancelled (error))
    log_words (self, exchange, error);

  return hide_key (self, error);
}

/* A success that is none: somebody else answered. NULL when it is no page. */
static GError *
make_page_error (SluiceRequest *self, SluiceExchange *exchange, GBytes *body)
{
  GError *error = sluice_api_error_new_for_page (sluice_exchange_get_status (exchange),
                                                 sluice_exchange_get_header (exchange, "Content-Type"), body);

  if (error == NULL)
    return NULL;
  sluice_api_error_set_doubtful (error, !is_get (self));
  log_words (self, exchange, error);

  return hide_key (self, error);
}

static SluiceExchange *
send (SluiceRequest *self, GError **error)
{
  g_autofree char *url = dup_url (self, self->root != NULL ? self->root : sluice_client_get_root (self->client));
  const SluiceExchangeHead head = {
    .authorization = (self->flags & SLUICE_REQUEST_ANONYMOUS) ? NULL : sluice_client_get_authorization (self->client),
  };

  return sluice_exchange_open (self->method, url, &head, self->payload,
                               sluice_transport_get_timeout (self->flags & SLUICE_REQUEST_LONG), error);
}

/* Whether an older server may have it elsewhere, as far as is known yet. */
static gboolean
is_unsettled (SluiceRequest *self)
{
  return self->root == NULL && self->target == NULL && !(self->flags & SLUICE_REQUEST_SITE) &&
         !sluice_client_get_root_settled (self->client);
}

/* What lies below a source or a table is where the sources are. */
static void
settle (SluiceRequest *self)
{
  if (is_unsettled (self) && g_str_has_prefix (self->path, "external_data_"))
    sluice_client_settle_root (self->client, sluice_client_get_root (self->client), TRUE);
}

/* FALSE when the body is a page. What is read piece by piece later is only read here when the header says so, and as
 * far as its title may be: it is a page however long it is, or however it ends. */
static gboolean
refuse_page (SluiceRequest *self, SluiceExchange *exchange, GBytes *body, GError **error)
{
  g_autoptr (GBytes) page = body != NULL ? g_bytes_ref (body) : NULL;
  GError *page_error;

  if (body == NULL && sluice_content_type_is_html (sluice_exchange_get_header (exchange, "Content-Type")) &&
      (page = sluice_exchange_read_head (exchange, SLUICE_PAGE_HEAD_SIZE, error)) == NULL)
    return FALSE;
  if ((page_error = make_page_error (self, exchange, page)) == NULL)
    return TRUE;
  g_propagate_error (error, page_error);

  return FALSE;
}

/* An answer that is a yes; what the server refuses is an error. */
static SluiceExchange *
send_once (SluiceRequest *self, GError **error)
{
  g_autoptr (SluiceExchange) exchange = send (self, error);

  if (exchange == NULL || SOUP_STATUS_IS_SUCCESSFUL (sluice_exchange_get_status (exchange)))
    return g_steal_pointer (&exchange);
  g_propagate_error (error, make_error (self, exchange));

  return NULL;
}

/* The one list that is read by this very request need not be read to find where it is. */
static SluiceExchange *
send_collection_elsewhere (SluiceRequest *self, GError **error)
{
  SluiceExchange *exchange;

  self->root = "environments";
  exchange = send_once (self, error);
  self->root = NULL;
  if (exchange != NULL)
    sluice_client_settle_root (self->client, "environments", TRUE);

  return exchange;
}

/* A reading that found nothing, where the server may have it below another name. Takes @refusal. */
static SluiceExchange *
send_elsewhere (SluiceRequest *self, GError *refusal, GError **error)
{
  g_autoptr (GError) first = refusal;
  g_autoptr (GError) second = NULL;
  SluiceExchange *exchange = NULL;

  if (self->flags & SLUICE_REQUEST_COLLECTION)
    {
      exchange = send_collection_elsewhere (self, &second);
      if (sluice_api_error_is_no_such_path (second))
        sluice_client_settle_root (self->client, "projects", FALSE);
    }
  else if (sluice_older_server_find_root (self->client, &second) && sluice_client_get_root_settled (self->client) &&
           !g_str_equal (sluice_client_get_root (self->client), "projects"))
    exchange = send_once (self, &second);

  if (exchange == NULL)
    g_propagate_error (error, second == NULL || sluice_api_error_is_no_such_path (second) ? g_steal_pointer (&first) :
                                                                                            g_steal_pointer (&second));

  return exchange;
}

/* Where the server has the sources is found by reading, so that nothing that changes the world is sent to two places.
 */
static SluiceExchange *
send_there (SluiceRequest *self, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  SluiceExchange *exchange;

  if (is_unsettled (self) && !is_get (self) && !sluice_older_server_find_root (self->client, error))
    return NULL;

  exchange = send_once (self, &refusal);
  if (exchange == NULL && is_get (self) && is_unsettled (self) && sluice_api_error_is_no_such_path (refusal))
    {
      GError *first = g_steal_pointer (&refusal);

      exchange = send_elsewhere (self, first, &refusal);
    }
  if (exchange == NULL)
    g_propagate_error (error, sluice_older_server_explain (self->client, self->ability, self->source_id,
                                                           g_steal_pointer (&refusal)));

  return exchange;
}

/* One try. With @body, reading it is part of the try and the exchange is not given out. */
static SluiceExchange *
try (SluiceRequest *self, GBytes **body, GError **error)
{
  g_autoptr (SluiceExchange) exchange = send_there (self, error);

  if (exchange == NULL)
    return NULL;
  if (body != NULL && (*body = sluice_exchange_read_all (exchange, MAX_BODY_SIZE, error)) == NULL)
    return NULL;
  if (!refuse_page (self, exchange, body != NULL ? *body : NULL, error))
    {
      if (body != NULL)
        g_clear_pointer (body, g_bytes_unref);
      return NULL;
    }
  settle (self);
  g_set_object (&self->call, sluice_exchange_get_call (exchange));

  return g_steal_pointer (&exchange);
}

/* Milliseconds to wait before the next try, or -1 when there is to be none (DESIGN 4; contract, section 1.7). */
static int
get_wait (SluiceRequest *self, guint tries, const GError *error)
{
  guint status = sluice_api_error_get_status (error);
  guint asked = sluice_api_error_get_retry_after (error);
  gboolean limited = status == 429;
  gboolean refused = sluice_api_error_get_proxy (error) != NULL && SOUP_STATUS_IS_CLIENT_ERROR (status);
  gboolean passing = status == SOUP_STATUS_BAD_GATEWAY || status == SOUP_STATUS_SERVICE_UNAVAILABLE ||
                     status == SOUP_STATUS_GATEWAY_TIMEOUT ||
                     g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NETWORK);
  guint wait = FIRST_WAIT << (tries - 1);

  if (tries >= MAX_TRIES || refused || asked > MAX_WAIT_SECONDS || !(limited || (passing && is_get (self))))
    return -1;

  /* Not all the clients of a server that comes back at the same moment. */
  wait += g_random_int_range (0, wait / 4);

  return MAX (wait, asked * 1000);
}

static SluiceExchange *
send_until_answered (SluiceRequest *self, GBytes **body, GError **error)
{
  if (self->impossible)
    {
      g_set_error_literal (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL,
                           _ ("The server gave something a name that it cannot have."));
      return NULL;
    }
  if (sluice_client_lacks (self->client, self->ability))
    {
      g_propagate_error (error, sluice_older_server_make_error (self->ability));
      return NULL;
    }
  if (!ensure_payload (self, error))
    return NULL;

  for (guint tries = 1;; tries++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GError) wait_error = NULL;
      SluiceExchange *exchange = try (self, body, &local_error);
      int wait;

      if (exchange != NULL)
        return exchange;

      if ((wait = get_wait (self, tries, local_error)) < 0)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      /* A wait ends in DEX_ERROR_TIMED_OUT. */
      dex_await (sluice_transport_delay (wait), &wait_error);
      if (wait_error != NULL && sluice_error_is_cancelled (wait_error))
        {
          g_propagate_error (error, g_steal_pointer (&wait_error));
          return NULL;
        }
    }
}

SluiceExchange *
sluice_request_open (SluiceRequest *self, GError **error)
{
  return send_until_answered (self, NULL, error);
}

GBytes *
sluice_request_fetch (SluiceRequest *self, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (SluiceExchange) exchange = send_until_answered (self, &body, error);

  if (exchange == NULL)
    return NULL;
  g_set_str (&self->cache_control, sluice_exchange_get_header (exchange, "Cache-Control"));

  return g_steal_pointer (&body);
}

const char *
sluice_request_get_cache_control (SluiceRequest *self)
{
  return self->cache_control;
}

char *
sluice_request_dup_url (SluiceRequest *self)
{
  return dup_url (self, "projects");
}

JsonNode *
sluice_request_parse (GBytes *body, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  gsize n_spaces = 0;

  while (n_spaces < size && g_ascii_isspace (text[n_spaces]))
    n_spaces++;
  if (n_spaces == size)
    {
      g_set_error_literal (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL, _ ("The answer is empty."));
      return NULL;
    }

  return sluice_json_parse (text, size, error);
}

typedef struct
{
  GBytes *body;
  SluiceReadFunc read;
  gboolean doubtful;
} Reading;

static void
reading_free (Reading *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static DexFuture *
read_fiber (gpointer data)
{
  Reading *self = data;
  g_autoptr (JsonNode) root = NULL;
  GError *error = NULL;
  DexFuture *result = NULL;

  if ((root = sluice_request_parse (self->body, &error)) != NULL)
    result = self->read (root, &error);
  if (result != NULL)
    return result;

  error = sluice_api_error_take (error);
  sluice_api_error_set_doubtful (error, self->doubtful);

  return dex_future_new_for_error (error);
}

/* Its words may quote the answer. */
static DexFuture *
note_unread_cb (DexFuture *reading, gpointer user_data)
{
  sluice_call_set_message (user_data, _ ("The answer could not be understood."));

  return dex_ref (reading);
}

DexFuture *
sluice_request_read (SluiceRequest *self, GBytes *body, SluiceReadFunc read)
{
  Reading *reading = g_new0 (Reading, 1);
  DexFuture *future;

  reading->body = g_bytes_ref (body);
  reading->read = read;
  /* It was done, only we do not understand what the server says of it. */
  reading->doubtful = !is_get (self);

  future = sluice_worker_run (read_fiber, reading, (GDestroyNotify) reading_free);

  /* What was kept from another day is nobody's answer of today. */
  return self->call != NULL ? dex_future_catch (future, note_unread_cb, g_object_ref (self->call), g_object_unref) :
                              future;
}

static DexFuture *
run_fiber (gpointer data)
{
  SluiceRequest *self = data;
  g_autoptr (GBytes) body = NULL;
  GError *error = NULL;

  if ((body = sluice_request_fetch (self, &error)) == NULL)
    return dex_future_new_for_error (error);
  if (self->read == NULL)
    return dex_future_new_for_boolean (TRUE);

  return sluice_request_read (self, body, self->read);
}

DexFuture *
sluice_request_run (SluiceRequest *self, SluiceReadFunc read)
{
  self->read = read;

  return sluice_fiber_spawn (run_fiber, self, (GDestroyNotify) sluice_request_free);
}
