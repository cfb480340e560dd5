/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-row-counter.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "sluice-row-count-sql.h"
#include "sluice-row-query.h"
#include "sluice-table-rows.h"

/* How long tables are set in one go: half a frame, the rest is for what they bring with them. */
#define SLICE_USEC (8 * 1000)

struct _SluiceRowCounter
{
  GObject parent_instance;

  SluiceTableList *tables;
  SluiceForm *form;
  SluiceRowTally tally;
  SluiceTable *current;
  GCancellable *cancellable; /* of what is under way, NULL when nothing is */
};

G_DEFINE_FINAL_TYPE (SluiceRowCounter, sluice_row_counter, G_TYPE_OBJECT)

typedef enum
{
  PROP_BUSY = 1,
  PROP_CURRENT,
} SluiceRowCounterProps;

static GParamSpec *properties[PROP_CURRENT + 1];

enum
{
  PROGRESS,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One thing that is under way. */
typedef struct
{
  GWeakRef counter;
  DexPromise *promise;
  GCancellable *cancellable; /* the promise's */
  GPtrArray *tables;
  SluiceRowsOrigin origin;
  GArray *rows;          /* of gint64, in the order of the tables; or */
  GHashTable *estimates; /* what the catalogue said, by key */
  char *schema;          /* of tables whose names carry none */
  guint next;
} Run;

static void
run_free (Run *run)
{
  g_weak_ref_clear (&run->counter);
  dex_clear (&run->promise);
  g_object_unref (run->cancellable);
  g_ptr_array_unref (run->tables);
  g_clear_pointer (&run->rows, g_array_unref);
  g_clear_pointer (&run->estimates, g_hash_table_unref);
  g_free (run->schema);
  g_free (run);
}

static char *
dup_value (SluiceRowCounter *self, const char *path)
{
  return g_strstrip (g_strdup (sluice_form_get_value (self->form, path)));
}

/* Whether the way there is this computer's or a house's own. */
static gboolean
is_near (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return g_str_equal (host, "localhost");

  return g_inet_address_get_is_loopback (address) || g_inet_address_get_is_site_local (address) ||
         g_inet_address_get_is_link_local (address);
}

static SluicePgTarget *
new_target (SluiceRowCounter *self)
{
  g_autofree char *host = dup_value (self, "host");
  g_autofree char *port = dup_value (self, "port");
  g_autofree char *database = dup_value (self, "database");
  g_autofree char *user = dup_value (self, "user");
  guint64 number = 0;
  SluicePgTarget *target;

  g_ascii_string_to_unsigned (port, 10, 1, G_MAXUINT16, &number, NULL);
  target = sluice_pg_target_new (host, (guint) number, database, user, sluice_form_get_value (self->form, "password"));
  target->encrypted = !is_near (host);

  return target;
}

static void
set_current (SluiceRowCounter *self, SluiceTable *table)
{
  if (g_set_object (&self->current, table))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

static Run *
begin (SluiceRowCounter *self, GPtrArray *tables, SluiceRowsOrigin origin)
{
  Run *run = g_new0 (Run, 1);

  g_weak_ref_init (&run->counter, self);
  run->promise = dex_promise_new_cancellable ();
  dex_future_set_static_name (DEX_FUTURE (run->promise), "sluice-row-counter");
  run->cancellable = g_object_ref (dex_promise_get_cancellable (run->promise));
  run->tables = g_ptr_array_new_full (tables->len, g_object_unref);
  for (guint i = 0; i < tables->len; i++)
    g_ptr_array_add (run->tables, g_object_ref (g_ptr_array_index (tables, i)));
  run->origin = origin;
  run->schema = sluice_row_count_sql_dup_namespace (self->form);

  self->tally = (SluiceRowTally) { .n_total = tables->len };
  g_set_object (&self->cancellable, run->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);

  return run;
}

static void
let_go (SluiceRowCounter *self)
{
  g_clear_object (&self->cancellable);
  set_current (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Frees @run and takes @error, which is NULL when all went well. */
static void
end (Run *run, GError *error)
{
  g_autoptr (SluiceRowCounter) self = g_weak_ref_get (&run->counter);

  if (self != NULL && self->cancellable == run->cancellable)
    let_go (self);
  if (error != NULL)
    dex_promise_reject (run->promise, error);
  else
    dex_promise_resolve_boolean (run->promise, TRUE);
  run_free (run);
}

/* PostgreSQL's own schema for those of which nobody says another. */
static const char *
get_schema (Run *run, SluiceTable *table)
{
  const char *schema = sluice_table_get_schema_name (table);

  if (schema != NULL)
    return schema;

  return *run->schema != '\0' ? run->schema : "public";
}

/* Settles one table. */
static void
settle (SluiceRowCounter *self, Run *run, SluiceTable *table, gint64 rows)
{
  self->tally.n_done++;
  if (rows < 0)
    self->tally.n_unknown++;
  else if (sluice_table_offer_rows (table, rows, run->origin, g_get_real_time () / G_USEC_PER_SEC))
    self->tally.n_set++;
  else
    self->tally.n_kept++;
}

static void
settle_next (SluiceRowCounter *self, Run *run)
{
  SluiceTable *table = g_ptr_array_index (run->tables, run->next);
  g_autofree char *key = NULL;
  gint64 *estimate = NULL;

  if (run->rows != NULL)
    {
      settle (self, run, table, g_array_index (run->rows, gint64, run->next));
      return;
    }

  key = sluice_row_query_make_key (get_schema (run, table), sluice_table_get_bare_name (table));
  estimate = g_hash_table_lookup (run->estimates, key);
  if (estimate != NULL)
    {
      settle (self, run, table, *estimate);
      return;
    }
  self->tally.n_done++;
  self->tally.n_missing++;
}

/* Sets as many tables as fit into a part of a frame. */
static gboolean
slice_cb (gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (SluiceRowCounter) self = g_weak_ref_get (&run->counter);
  const gint64 until = g_get_monotonic_time () + SLICE_USEC;

  if (self == NULL || g_cancellable_is_cancelled (run->cancellable))
    {
      end (run, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled"));
      return G_SOURCE_REMOVE;
    }

  sluice_table_list_begin_edit (self->tables);
  for (; run->next < run->tables->len && g_get_monotonic_time () < until; run->next++)
    settle_next (self, run);
  sluice_table_list_end_edit (self->tables);
  g_signal_emit (self, signals[PROGRESS], 0);
  if (run->next < run->tables->len)
    return G_SOURCE_CONTINUE;

  end (run, NULL);

  return G_SOURCE_REMOVE;
}

static void
settle_all (Run *run)
{
  guint id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, slice_cb, run, NULL);

  g_source_set_name_by_id (id, "[sluice] row counts");
}

static void
estimated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;
  GError *error = NULL;

  run->estimates = sluice_row_query_estimate_finish (result, &error);
  if (run->estimates != NULL)
    settle_all (run);
  else
    end (run, error);
}

static void
count_cb (guint index, gboolean begun, gint64 rows, const GError *error, gpointer user_data)
{
  Run *run = user_data;
  SluiceTable *table = g_ptr_array_index (run->tables, index);
  g_autoptr (SluiceRowCounter) self = g_weak_ref_get (&run->counter);

  if (self == NULL)
    return;
  if (begun)
    {
      set_current (self, table);
      return;
    }

  if (error != NULL)
    {
      self->tally.n_done++;
      self->tally.n_failed++;
      g_signal_emit (self, signals[FAILED], 0, table, error);
    }
  else
    settle (self, run, table, rows);
  g_signal_emit (self, signals[PROGRESS], 0);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  sluice_row_query_count_finish (result, &error);
  end (user_data, error);
}

static void
sluice_row_counter_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceRowCounter *self = SLUICE_ROW_COUNTER (object);

  switch ((SluiceRowCounterProps) property_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, sluice_row_counter_get_busy (self));
      break;
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_row_counter_dispose (GObject *object)
{
  SluiceRowCounter *self = SLUICE_ROW_COUNTER (object);

  sluice_row_counter_cancel (self);
  g_clear_object (&self->current);
  g_clear_object (&self->tables);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (sluice_row_counter_parent_class)->dispose (object);
}

static void
sluice_row_counter_class_init (SluiceRowCounterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_row_counter_get_property;
  object_class->dispose = sluice_row_counter_dispose;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, SLUICE_TYPE_TABLE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[PROGRESS] =
      g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, SLUICE_TYPE_TABLE, G_TYPE_ERROR);
}

static void
sluice_row_counter_init (SluiceRowCounter *self)
{
}

SluiceRowCounter *
sluice_row_counter_new (SluiceTableList *tables, SluiceForm *form)
{
  SluiceRowCounter *self;

  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (tables), NULL);
  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);

  self = g_object_new (SLUICE_TYPE_ROW_COUNTER, NULL);
  self->tables = g_object_ref (tables);
  self->form = g_object_ref (form);

  return self;
}

/* Not Redshift, whose catalogue is another and which cannot be told to read only. */
static gboolean
is_postgres (SluiceForm *form)
{
  const char *source_type = sluice_source_type_get_name (sluice_form_get_source_type (form));

  return g_str_equal (source_type, "Postgres") || g_str_equal (source_type, "Supabase");
}

char *
sluice_row_counter_dup_obstacle (SluiceRowCounter *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_COUNTER (self), NULL);

  if (!is_postgres (self->form))
    return g_strdup (_ ("From this computer Sluice can ask Postgres databases only."));
  if (g_str_equal (sluice_form_get_value (self->form, "ssh_tunnel"), "true"))
    return g_strdup (
        _ ("The database is reached through an SSH tunnel, which Sluice does not open from this computer."));
  if (!sluice_form_get_complete (self->form))
    return g_strdup (_ ("The connection is not filled in."));

  return NULL;
}

char *
sluice_row_counter_dup_address (SluiceRowCounter *self)
{
  g_autofree char *host = NULL;
  g_autofree char *port = NULL;
  g_autofree char *database = NULL;

  g_return_val_if_fail (SLUICE_IS_ROW_COUNTER (self), NULL);

  host = dup_value (self, "host");
  port = dup_value (self, "port");
  database = dup_value (self, "database");

  /* Translators: where a database is: “shop on db.example.com:5432” */
  return g_strdup_printf (_ ("%s on %s:%s"), database, host, port);
}

DexFuture *
sluice_row_counter_estimate (SluiceRowCounter *self, GPtrArray *tables)
{
  Run *run;
  DexFuture *future;

  g_return_val_if_fail (SLUICE_IS_ROW_COUNTER (self), NULL);
  g_return_val_if_fail (tables != NULL, NULL);
  g_return_val_if_fail (!sluice_row_counter_get_busy (self), NULL);

  run = begin (self, tables, SLUICE_ROWS_ESTIMATED);
  future = dex_ref (DEX_FUTURE (run->promise));
  sluice_row_query_estimate (new_target (self), *run->schema != '\0' ? run->schema : NULL, run->cancellable,
                             estimated_cb, run);

  return future;
}

/* What is quick first; what nobody knows last. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const guint64 rows_a = (guint64) sluice_table_get_rows ((SluiceTable *) a);
  const guint64 rows_b = (guint64) sluice_table_get_rows ((SluiceTable *) b);

  return (rows_a > rows_b) - (rows_a < rows_b);
}

DexFuture *
sluice_row_counter_count (SluiceRowCounter *self, GPtrArray *tables, guint seconds)
{
  Run *run;
  DexFuture *future;
  g_autoptr (GPtrArray) schemas = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (SLUICE_IS_ROW_COUNTER (self), NULL);
  g_return_val_if_fail (tables != NULL && seconds > 0, NULL);
  g_return_val_if_fail (!sluice_row_counter_get_busy (self), NULL);

  run = begin (self, tables, SLUICE_ROWS_COUNTED);
  future = dex_ref (DEX_FUTURE (run->promise));
  g_ptr_array_sort_values (run->tables, compare_rows);
  for (guint i = 0; i < run->tables->len; i++)
    {
      SluiceTable *table = g_ptr_array_index (run->tables, i);

      g_ptr_array_add (schemas, g_strdup (get_schema (run, table)));
      g_ptr_array_add (names, g_strdup (sluice_table_get_bare_name (table)));
    }
  sluice_row_query_count (new_target (self), schemas, names, seconds * 1000, count_cb, run->cancellable, counted_cb,
                          run);

  return future;
}

DexFuture *
sluice_row_counter_take (SluiceRowCounter *self, GPtrArray *tables, GArray *rows, SluiceRowsOrigin origin)
{
  Run *run;
  DexFuture *future;

  g_return_val_if_fail (SLUICE_IS_ROW_COUNTER (self), NULL);
  g_return_val_if_fail (tables != NULL && rows != NULL && tables->len == rows->len, NULL);
  g_return_val_if_fail (!sluice_row_counter_get_busy (self), NULL);

  run = begin (self, tables, origin);
  run->rows = g_array_ref (rows);
  future = dex_ref (DEX_FUTURE (run->promise));
  settle_all (run);

  return future;
}

void
sluice_row_counter_cancel (SluiceRowCounter *self)
{
  g_return_if_fail (SLUICE_IS_ROW_COUNTER (self));

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  let_go (self);
}

gboolean
sluice_row_counter_get_busy (SluiceRowCounter *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_COUNTER (self), FALSE);

  return self->cancellable != NULL && !g_cancellable_is_cancelled (self->cancellable);
}

SluiceTable *
sluice_row_counter_get_current (SluiceRowCounter *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_COUNTER (self), NULL);

  return self->current;
}

const SluiceRowTally *
sluice_row_counter_get_tally (SluiceRowCounter *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_COUNTER (self), NULL);

  return &self->tally;
}
