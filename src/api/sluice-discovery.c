/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "sluice-array-stream.h"
#include "sluice-call-private.h"
#include "sluice-client-private.h"
#include "sluice-fiber.h"
#include "sluice-json.h"
#include "sluice-request.h"
#include "sluice-table.h"
#include "sluice-worker.h"

/* 10,000 tables of 20 columns are 24 MB. */
#define MAX_SIZE (1024 * 1024 * 1024LL)

/* Tables wait this long, in milliseconds, for more of them: a list that grows one by one costs a redraw each. */
#define BATCH_WAIT 40
/* The first ones are shown at once: rows that are new to a view cost half a millisecond each. */
#define FIRST_BATCH_SIZE 20
#define MIN_BATCH_SIZE 5
#define MAX_BATCH_SIZE 500
/* A third of a frame, in microseconds: what one batch may cost the main thread. */
#define BATCH_COST 5000

/* Counted, since libdex may still deliver what was parsed to a call that was dropped. */
typedef struct
{
  SluiceRequest *request;
  SluiceArrayStream *stream;
  gboolean is_database;
  SluiceTablesFunc func;
  gpointer user_data;
  GDestroyNotify user_data_destroy;

  GPtrArray *waiting; /* tables that @func has not seen */
  DexPromise *drained;
  guint source_id;
  guint batch_size;
  guint n_tables;
  gboolean closed; /* nobody is told anything any more */
} Discovery;

static void
discovery_clear (gpointer data)
{
  Discovery *self = data;

  dex_clear (&self->drained);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->request, sluice_request_free);
  g_clear_object (&self->stream);
}

static void
discovery_unref (Discovery *self)
{
  g_rc_box_release_full (self, discovery_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Discovery, discovery_unref)

/* The call is over. Takes @self. */
static void
discovery_close (Discovery *self)
{
  self->closed = TRUE;
  g_clear_handle_id (&self->source_id, g_source_remove);
  if (self->user_data_destroy != NULL)
    self->user_data_destroy (self->user_data);
  discovery_unref (self);
}

typedef struct
{
  SluiceArrayStream *stream;
  GBytes *piece; /* NULL: the end */
  gboolean is_database;
} Parsing;

static void
parsing_free (Parsing *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_free (self);
}

static SluiceTable *
parse_table (GBytes *element, gboolean is_database, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (element, &size);
  g_autoptr (JsonNode) root = sluice_json_parse (text, size, error);
  JsonObject *object = root != NULL ? sluice_json_require_object (root, _ ("an entry of the list"), error) : NULL;

  return object != NULL ? sluice_table_new_from_json (object, is_database, error) : NULL;
}

static gboolean
push_piece (Parsing *self, GPtrArray *elements, GError **error)
{
  gsize size;
  const char *data;

  if (self->piece == NULL)
    return sluice_array_stream_finish (self->stream, error);

  data = g_bytes_get_data (self->piece, &size);

  return sluice_array_stream_push (self->stream, data, size, elements, error);
}

static DexFuture *
parse_fiber (gpointer data)
{
  Parsing *self = data;
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;

  if (!push_piece (self, elements, &error))
    return dex_future_new_for_error (sluice_api_error_take (error));

  for (guint i = 0; i < elements->len; i++)
    {
      SluiceTable *table = parse_table (g_ptr_array_index (elements, i), self->is_database, &error);

      /* To leave out one table silently is to lose it. */
      if (table == NULL)
        return dex_future_new_for_error (sluice_api_error_take (error));
      g_ptr_array_add (tables, table);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&tables));
}

static gboolean deliver_cb (gpointer data);

static void
schedule (Discovery *self, guint msec)
{
  g_clear_handle_id (&self->source_id, g_source_remove);
  self->source_id = msec > 0 ? g_timeout_add (msec, deliver_cb, self) : g_idle_add (deliver_cb, self);
}

/* From the main loop and not from the fiber: what @func does to a list with a view on it needs more stack than that. */
static gboolean
deliver_cb (gpointer data)
{
  g_autoptr (Discovery) self = g_rc_box_acquire (data);
  guint n_tables = MIN (self->batch_size, self->waiting->len);
  g_autoptr (GPtrArray) batch = g_ptr_array_new_full (n_tables, g_object_unref);
  gint64 begin = g_get_monotonic_time ();
  gint64 cost;

  self->source_id = 0;
  for (guint i = 0; i < n_tables; i++)
    g_ptr_array_add (batch, g_object_ref (g_ptr_array_index (self->waiting, i)));
  if (n_tables > 0)
    {
      g_ptr_array_remove_range (self->waiting, 0, n_tables);
      self->n_tables += n_tables;
      self->func (batch, self->user_data);
    }

  if (self->closed)
    return G_SOURCE_REMOVE;

  cost = g_get_monotonic_time () - begin;
  if (cost > BATCH_COST)
    self->batch_size = MAX (self->batch_size / 2, MIN_BATCH_SIZE);
  else if (cost < BATCH_COST / 4)
    self->batch_size = MIN (self->batch_size * 2, MAX_BATCH_SIZE);

  if (self->waiting->len > 0)
    schedule (self, 0);
  else if (self->drained != NULL)
    dex_promise_resolve_boolean (self->drained, TRUE);

  return G_SOURCE_REMOVE;
}

static void
add_tables (Discovery *self, GPtrArray *tables)
{
  gboolean is_first = self->n_tables == 0 && self->waiting->len == 0;

  if (tables->len == 0)
    return;

  g_ptr_array_extend (self->waiting, tables, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  if (is_first)
    schedule (self, 0);
  else if (self->source_id == 0)
    schedule (self, BATCH_WAIT);
}

static DexFuture *
parsed_cb (DexFuture *completed, gpointer user_data)
{
  Discovery *self = user_data;

  if (!self->closed)
    add_tables (self, g_value_get_boxed (dex_future_get_value (completed, NULL)));

  return dex_future_new_true ();
}

/* Takes the tables that become whole with @piece; NULL: there are no more pieces. */
static DexFuture *
parse_piece (Discovery *self, GBytes *piece)
{
  Parsing *parsing = g_new0 (Parsing, 1);

  parsing->stream = g_object_ref (self->stream);
  parsing->piece = piece != NULL ? g_bytes_ref (piece) : NULL;
  parsing->is_database = self->is_database;

  return dex_future_then (sluice_worker_run (parse_fiber, parsing, (GDestroyNotify) parsing_free), parsed_cb,
                          g_rc_box_acquire (self), (GDestroyNotify) discovery_unref);
}

/* The next piece is fetched while a worker has the one before: neither waits for the other. */
static gboolean
read_tables (Discovery *self, SluiceExchange *exchange, GError **error)
{
  g_autoptr (DexFuture) parsing = dex_future_new_true ();
  gboolean at_end = FALSE;
  gint64 size = 0;

  while (!at_end)
    {
      g_autoptr (GBytes) piece = sluice_exchange_read (exchange, error);

      if (piece == NULL || !dex_await (g_steal_pointer (&parsing), error))
        return FALSE;
      if ((size += g_bytes_get_size (piece)) > MAX_SIZE)
        {
          g_set_error_literal (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL, _ ("The answer is too large."));
          return FALSE;
        }
      at_end = g_bytes_get_size (piece) == 0;
      parsing = parse_piece (self, at_end ? NULL : piece);
    }

  return dex_await (g_steal_pointer (&parsing), error);
}

/* For the call log: what broke off, it knows. */
static void
note_unread (SluiceExchange *exchange, const GError *error)
{
  SluiceCall *call = sluice_exchange_get_call (exchange);
  SluiceCallState state = sluice_call_get_state (call);

  if (!sluice_error_is_cancelled (error) && state != SLUICE_CALL_FAILED && state != SLUICE_CALL_CANCELLED)
    sluice_call_set_message (call, _ ("The answer could not be understood."));
}

static DexFuture *
discover_fiber (gpointer data)
{
  Discovery *self = data;
  g_autoptr (SluiceExchange) exchange = NULL;
  GError *error = NULL;

  if ((exchange = sluice_request_open (self->request, &error)) == NULL || !read_tables (self, exchange, &error))
    {
      if (exchange != NULL)
        note_unread (exchange, error);
      /* Nothing is saved by looking (contract, section 8.1). */
      sluice_api_error_set_doubtful (error, FALSE);
      return dex_future_new_for_error (error);
    }

  if (self->waiting->len > 0)
    {
      self->drained = dex_promise_new ();
      schedule (self, 0);
      if (!dex_await (dex_ref (self->drained), &error))
        return dex_future_new_for_error (error);
    }

  return dex_future_new_for_int (self->n_tables);
}

DexFuture *
sluice_client_discover_tables (SluiceClient *self,
                               JsonNode *flat_body,
                               gboolean is_database,
                               SluiceTablesFunc func,
                               gpointer user_data,
                               GDestroyNotify user_data_destroy)
{
  Discovery *discovery;
  JsonObject *object;

  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);
  g_return_val_if_fail (flat_body != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  object = JSON_NODE_HOLDS_OBJECT (flat_body) ? json_node_get_object (flat_body) : NULL;
  if (sluice_json_get_string (object, "credential_id", NULL) != NULL)
    return sluice_client_list_public_tables (self, sluice_json_get_string (object, "source_type", ""), is_database,
                                             func, user_data, user_data_destroy);

  discovery = g_rc_box_new0 (Discovery);
  discovery->request = sluice_request_new (self, SOUP_METHOD_POST, SLUICE_REQUEST_LONG, flat_body,
                                           "external_data_sources", "database_schema", NULL);
  discovery->stream = sluice_array_stream_new ();
  discovery->is_database = is_database;
  discovery->func = func;
  discovery->user_data = user_data;
  discovery->user_data_destroy = user_data_destroy;
  discovery->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  discovery->batch_size = FIRST_BATCH_SIZE;

  return sluice_fiber_spawn (discover_fiber, discovery, (GDestroyNotify) discovery_close);
}
