/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "sluice-advisor.h"
#include "sluice-table-capture.h"
#include "sluice-table-view.h"

/* A list that has not grown for so long, in milliseconds, is there. */
#define ARRIVED 200
/* How long a look at the tables' choices may take at a time: well within a frame, in microseconds. */
#define CAPTURE_SLICE 4000

struct _SluiceTableView
{
  GObject parent_instance;

  SluiceTableList *tables;
  GArray *order;    /* of guint: positions in the list */
  GArray *spare;    /* the one before, for the next; or NULL */
  GArray *sections; /* of guint: where in the order a schema's tables start; NULL: not grouped */
  /* The tables as they came, in arrays that never change: workers hold them, and nobody has to copy all for a
   * keystroke. */
  GPtrArray *batches;

  char *search;
  char *schema;
  SluiceTableFilter filter;
  gboolean grouped;
  SluiceTableSort sort;
  gboolean descending;

  /* Made when they are needed, dropped when what they were made from changes. */
  SluiceTableKeys *keys;
  GBytes *chosen;
  GBytes *values;

  SluiceTableCapture *capture; /* NULL: none under way */
  guint capture_id;
  guint arrived_id;
  GCancellable *running; /* NULL: nothing runs */
};

static void list_model_iface_init (GListModelInterface *iface);
static void section_model_iface_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceTableView, sluice_table_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_iface_init))

typedef enum
{
  PROP_TABLES = 1,
  PROP_BUSY,
} SluiceTableViewProps;

static GParamSpec *properties[PROP_BUSY + 1];

static void
stop_capture (SluiceTableView *self)
{
  g_clear_handle_id (&self->capture_id, g_source_remove);
  g_clear_pointer (&self->capture, sluice_table_capture_free);
}

static void
set_running (SluiceTableView *self, GCancellable *running)
{
  const gboolean was_busy = self->running != NULL;

  g_cancellable_cancel (self->running);
  g_set_object (&self->running, running);
  if (was_busy != (running != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* An answer: an order, and where its sections start if it has any. */
typedef struct
{
  GArray *order;
  GArray *sections;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->order, g_array_unref);
  g_clear_pointer (&answer->sections, g_array_unref);
  g_free (answer);
}

/* Swaps the array and tells of the part in which the two differ, so that what stays keeps its focus. */
static void
take_order (SluiceTableView *self, GArray *order, GArray *sections)
{
  const gboolean had_sections = self->sections != NULL;
  GArray *old = g_steal_pointer (&self->order);
  const guint *before = (const guint *) (gpointer) old->data;
  const guint *after = (const guint *) (gpointer) order->data;
  const guint shorter = MIN (old->len, order->len);
  guint start = 0;
  guint end = 0;

  self->order = order;
  g_clear_pointer (&self->sections, g_array_unref);
  self->sections = sections;
  while (start < shorter && before[start] == after[start])
    start++;
  while (end < shorter - start && before[old->len - end - 1] == after[order->len - end - 1])
    end++;

  if (old->len - start - end > 0 || order->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, order->len - start - end);
  /* Of what stayed, too: it may stand in a section that begins elsewhere. */
  if ((had_sections || sections != NULL) && order->len > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, order->len);

  g_clear_pointer (&self->spare, g_array_unref);
  self->spare = old;
}

static GArray *
new_order (SluiceTableView *self)
{
  GArray *order = self->spare != NULL ? g_steal_pointer (&self->spare) : g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_set_size (order, 0);

  return order;
}

static SluiceTableKeys *
get_keys (SluiceTableView *self)
{
  if (self->keys == NULL)
    self->keys = sluice_table_keys_new (self->batches);

  return sluice_table_keys_ref (self->keys);
}

static void
fill_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  sluice_table_keys_fill (task_data);
  g_task_return_boolean (task, TRUE);
}

static gboolean
arrived_cb (gpointer user_data)
{
  SluiceTableView *self = user_data;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  self->arrived_id = 0;
  g_task_set_static_name (task, "fill keys");
  g_task_set_task_data (task, get_keys (self), (GDestroyNotify) sluice_table_keys_unref);
  g_task_run_in_thread (task, fill_thread);

  return G_SOURCE_REMOVE;
}

/* The first keystroke finds the keys made. */
static void
expect_arrival (SluiceTableView *self)
{
  g_clear_handle_id (&self->arrived_id, g_source_remove);
  if (sluice_table_list_get_size (self->tables) > 0)
    self->arrived_id = g_timeout_add_full (G_PRIORITY_LOW, ARRIVED, arrived_cb, self, NULL);
}

static void
run_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GArray *sections = NULL;
  GArray *order = sluice_table_query_run (task_data, cancellable, &sections);
  Answer *answer = NULL;

  if (order == NULL)
    {
      g_task_return_error_if_cancelled (task);
      return;
    }

  answer = g_new0 (Answer, 1);
  answer->order = order;
  answer->sections = sections;
  g_task_return_pointer (task, answer, answer_free);
}

static void
ran_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak_self = user_data;
  g_autoptr (SluiceTableView) self = g_weak_ref_get (weak_self);
  Answer *answer = g_task_propagate_pointer (G_TASK (result), NULL);

  g_weak_ref_clear (weak_self);
  g_free (weak_self);
  /* Nobody looks any more, a newer question was asked, or the tables are others. */
  if (answer != NULL && self != NULL && g_task_get_cancellable (G_TASK (result)) == self->running)
    {
      take_order (self, g_steal_pointer (&answer->order), g_steal_pointer (&answer->sections));
      set_running (self, NULL);
    }
  g_clear_pointer (&answer, answer_free);
}

static gboolean
is_plain (SluiceTableView *self)
{
  return self->sort == SLUICE_TABLE_SORT_NONE && !self->grouped && !sluice_table_view_get_filtered (self);
}

/*
 * A GTask and not a future: its answer arrives on the main loop's own stack, where GTK builds rows, and never on that
 * of a fiber. It knows us weakly, since what a task holds may be let go of by its worker.
 */
static void
ask_worker (SluiceTableView *self)
{
  GWeakRef *weak_self = g_new0 (GWeakRef, 1);
  g_autoptr (GTask) task = g_task_new (NULL, self->running, ran_cb, weak_self);
  SluiceTableQuery *query = g_new0 (SluiceTableQuery, 1);

  g_weak_ref_init (weak_self, self);
  query->keys = get_keys (self);
  query->search = g_strdup (self->search);
  query->schema = g_strdup (self->schema);
  query->chosen = self->chosen != NULL ? g_bytes_ref (self->chosen) : NULL;
  query->grouped = self->grouped;
  query->values = self->values != NULL ? g_bytes_ref (self->values) : NULL;
  query->by_name = self->sort == SLUICE_TABLE_SORT_NAME;
  query->descending = self->descending;
  query->spare = g_steal_pointer (&self->spare);

  g_task_set_static_name (task, "order tables");
  g_task_set_task_data (task, query, (GDestroyNotify) sluice_table_query_free);
  g_task_run_in_thread (task, run_thread);
}

static gboolean
capture_step (SluiceTableView *self)
{
  if (!sluice_table_capture_step (self->capture, g_get_monotonic_time () + CAPTURE_SLICE))
    return G_SOURCE_CONTINUE;

  if (self->chosen == NULL)
    self->chosen = sluice_table_capture_take_chosen (self->capture);
  if (self->values == NULL)
    self->values = sluice_table_capture_take_values (self->capture);
  g_clear_pointer (&self->capture, sluice_table_capture_free);
  self->capture_id = 0;
  ask_worker (self);

  return G_SOURCE_REMOVE;
}

static gboolean
capture_cb (gpointer user_data)
{
  return capture_step (user_data);
}

/* First what the worker needs of the choices, in slices if there are many tables; then the worker. */
static void
start_capture (SluiceTableView *self)
{
  const gboolean filtered = !sluice_table_filter_is_empty (&self->filter);

  stop_capture (self);
  self->capture = sluice_table_capture_new (self->tables, filtered && self->chosen == NULL ? &self->filter : NULL,
                                            self->values == NULL ? self->sort : SLUICE_TABLE_SORT_NONE);
  if (capture_step (self) == G_SOURCE_CONTINUE)
    self->capture_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, capture_cb, self, NULL);
}

static void
run (SluiceTableView *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  set_running (self, cancellable);
  start_capture (self);
}

static void
append_plain (GArray *order, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    g_array_append_val (order, i);
}

static void
refresh (SluiceTableView *self)
{
  GArray *order = NULL;

  if (!is_plain (self))
    {
      run (self);
      return;
    }

  stop_capture (self);
  set_running (self, NULL);
  order = new_order (self);
  append_plain (order, 0, sluice_table_list_get_size (self->tables));
  take_order (self, order, NULL);
}

static void
add_batch (SluiceTableView *self, guint position, guint n_tables)
{
  GPtrArray *batch = g_ptr_array_new_full (n_tables, g_object_unref);

  for (guint i = 0; i < n_tables; i++)
    g_ptr_array_add (batch, g_object_ref (sluice_table_list_get (self->tables, position + i)));
  g_ptr_array_add (self->batches, batch);
}

static void
tables_changed_cb (SluiceTableView *self, guint position, guint removed, guint added)
{
  const guint n_tables = sluice_table_list_get_size (self->tables);

  g_clear_pointer (&self->keys, sluice_table_keys_unref);
  g_clear_pointer (&self->chosen, g_bytes_unref);
  g_clear_pointer (&self->values, g_bytes_unref);
  expect_arrival (self);

  if (removed == 0 && position + added == n_tables)
    {
      add_batch (self, position, added);
      /* While a list arrives: what is there stays as it is. */
      if (is_plain (self) && self->order->len == position)
        {
          append_plain (self->order, position, n_tables);
          g_list_model_items_changed (G_LIST_MODEL (self), position, 0, added);
          return;
        }
    }
  else
    {
      /* Positions mean other tables now: let go of all of them before anybody can ask for one. */
      g_ptr_array_set_size (self->batches, 0);
      add_batch (self, 0, n_tables);
      take_order (self, new_order (self), NULL);
    }

  refresh (self);
}

static void
table_changed_cb (SluiceTableView *self)
{
  g_clear_pointer (&self->chosen, g_bytes_unref);
  g_clear_pointer (&self->values, g_bytes_unref);
  /* What was written down so far may be wrong by now. */
  if (self->capture != NULL)
    start_capture (self);
}

static GType
sluice_table_view_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_TABLE;
}

static guint
sluice_table_view_get_n_items (GListModel *model)
{
  return SLUICE_TABLE_VIEW (model)->order->len;
}

static gpointer
sluice_table_view_get_item (GListModel *model, guint position)
{
  SluiceTable *table = sluice_table_view_get (SLUICE_TABLE_VIEW (model), position);

  return table != NULL ? g_object_ref (table) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_table_view_get_item_type;
  iface->get_n_items = sluice_table_view_get_n_items;
  iface->get_item = sluice_table_view_get_item;
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  sluice_table_view_get_section (SLUICE_TABLE_VIEW (model), position, start, end);
}

static void
section_model_iface_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static void
sluice_table_view_constructed (GObject *object)
{
  SluiceTableView *self = SLUICE_TABLE_VIEW (object);

  G_OBJECT_CLASS (sluice_table_view_parent_class)->constructed (object);

  g_signal_connect_object (self->tables, "items-changed", G_CALLBACK (tables_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tables, "table-changed", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tables, "tables-changed", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tables, "notify::frequency", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tables, "notify::assumptions", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  add_batch (self, 0, sluice_table_list_get_size (self->tables));
  append_plain (self->order, 0, sluice_table_list_get_size (self->tables));
  expect_arrival (self);
}

static void
sluice_table_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceTableView *self = SLUICE_TABLE_VIEW (object);

  switch ((SluiceTableViewProps) prop_id)
    {
    case PROP_TABLES:
      g_value_set_object (value, self->tables);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, sluice_table_view_get_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_table_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceTableView *self = SLUICE_TABLE_VIEW (object);

  switch ((SluiceTableViewProps) prop_id)
    {
    case PROP_TABLES:
      self->tables = g_value_dup_object (value);
      break;
    case PROP_BUSY:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_table_view_dispose (GObject *object)
{
  SluiceTableView *self = SLUICE_TABLE_VIEW (object);

  stop_capture (self);
  g_clear_handle_id (&self->arrived_id, g_source_remove);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_array_set_size (self->order, 0);
  g_clear_object (&self->tables);

  G_OBJECT_CLASS (sluice_table_view_parent_class)->dispose (object);
}

static void
sluice_table_view_finalize (GObject *object)
{
  SluiceTableView *self = SLUICE_TABLE_VIEW (object);

  g_array_unref (self->order);
  g_clear_pointer (&self->spare, g_array_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  g_ptr_array_unref (self->batches);
  g_free (self->search);
  g_free (self->schema);
  g_clear_pointer (&self->keys, sluice_table_keys_unref);
  g_clear_pointer (&self->chosen, g_bytes_unref);
  g_clear_pointer (&self->values, g_bytes_unref);

  G_OBJECT_CLASS (sluice_table_view_parent_class)->finalize (object);
}

static void
sluice_table_view_class_init (SluiceTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sluice_table_view_constructed;
  object_class->get_property = sluice_table_view_get_property;
  object_class->set_property = sluice_table_view_set_property;
  object_class->dispose = sluice_table_view_dispose;
  object_class->finalize = sluice_table_view_finalize;

  properties[PROP_TABLES] = g_param_spec_object ("tables", NULL, NULL, SLUICE_TYPE_TABLE_LIST,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_table_view_init (SluiceTableView *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

SluiceTableView *
sluice_table_view_new (SluiceTableList *tables)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (tables), NULL);

  return g_object_new (SLUICE_TYPE_TABLE_VIEW, "tables", tables, NULL);
}

SluiceTableList *
sluice_table_view_get_tables (SluiceTableView *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), NULL);

  return self->tables;
}

gboolean
sluice_table_view_get_busy (SluiceTableView *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), FALSE);

  return self->running != NULL;
}

void
sluice_table_view_set_search (SluiceTableView *self, const char *search)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SLUICE_IS_TABLE_VIEW (self));

  text = g_strstrip (g_strdup (search != NULL ? search : ""));
  if (g_set_str (&self->search, *text != '\0' ? text : NULL))
    refresh (self);
}

void
sluice_table_view_set_schema (SluiceTableView *self, const char *schema)
{
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (self));

  if (g_set_str (&self->schema, schema))
    refresh (self);
}

void
sluice_table_view_set_filter (SluiceTableView *self, const SluiceTableFilter *filter)
{
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (self));
  g_return_if_fail (filter != NULL);

  if (sluice_table_filter_equal (&self->filter, filter))
    return;

  self->filter = *filter;
  g_clear_pointer (&self->chosen, g_bytes_unref);
  refresh (self);
}

void
sluice_table_view_set_grouped (SluiceTableView *self, gboolean grouped)
{
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (self));

  if (self->grouped == !!grouped)
    return;

  self->grouped = !!grouped;
  refresh (self);
}

const char *
sluice_table_view_get_search (SluiceTableView *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), NULL);

  return self->search;
}

const char *
sluice_table_view_get_schema (SluiceTableView *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), NULL);

  return self->schema;
}

const SluiceTableFilter *
sluice_table_view_get_filter (SluiceTableView *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), NULL);

  return &self->filter;
}

gboolean
sluice_table_view_get_grouped (SluiceTableView *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), FALSE);

  return self->grouped;
}

void
sluice_table_view_set_sort (SluiceTableView *self, SluiceTableSort sort, gboolean descending)
{
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (self));

  if (self->sort == sort && self->descending == !!descending)
    return;

  if (self->sort != sort)
    g_clear_pointer (&self->values, g_bytes_unref);
  self->sort = sort;
  self->descending = !!descending;
  refresh (self);
}

void
sluice_table_view_clear_filters (SluiceTableView *self)
{
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (self));

  if (!sluice_table_view_get_filtered (self))
    return;

  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->schema, g_free);
  self->filter = (SluiceTableFilter) { 0 };
  g_clear_pointer (&self->chosen, g_bytes_unref);
  refresh (self);
}

gboolean
sluice_table_view_get_filtered (SluiceTableView *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), FALSE);

  return self->search != NULL || self->schema != NULL || !sluice_table_filter_is_empty (&self->filter);
}

guint
sluice_table_view_get_size (SluiceTableView *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), 0);

  return self->order->len;
}

SluiceTable *
sluice_table_view_get (SluiceTableView *self, guint position)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), NULL);

  if (position >= self->order->len)
    return NULL;

  return sluice_table_list_get (self->tables, g_array_index (self->order, guint, position));
}

void
sluice_table_view_get_section (SluiceTableView *self, guint position, guint *start, guint *end)
{
  guint section = 0;

  g_return_if_fail (SLUICE_IS_TABLE_VIEW (self));
  g_return_if_fail (start != NULL && end != NULL);

  if (position >= self->order->len)
    {
      *start = self->order->len;
      *end = G_MAXUINT;
      return;
    }

  *start = 0;
  *end = self->order->len;
  if (self->sections == NULL)
    return;

  /* Schemas are few. */
  while (section + 1 < self->sections->len && g_array_index (self->sections, guint, section + 1) <= position)
    section++;
  *start = g_array_index (self->sections, guint, section);
  if (section + 1 < self->sections->len)
    *end = g_array_index (self->sections, guint, section + 1);
}

guint
sluice_table_view_find (SluiceTableView *self, SluiceTable *table)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), G_MAXUINT);

  for (guint i = 0; i < self->order->len; i++)
    if (sluice_table_list_get (self->tables, g_array_index (self->order, guint, i)) == table)
      return i;

  return G_MAXUINT;
}

SluiceTable *
sluice_table_view_find_attention (SluiceTableView *self, SluiceTable *current)
{
  guint n_shown;
  guint start;

  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), NULL);

  n_shown = sluice_table_view_get_size (self);
  start = current != NULL ? sluice_table_view_find (self, current) + 1 : 0;
  for (guint i = 0; i < n_shown; i++)
    {
      SluiceTable *table = sluice_table_view_get (self, (start + i) % n_shown);

      if (sluice_table_get_selected (table) && sluice_advisor_get_warnings (table) != SLUICE_WARNING_NONE)
        return table;
    }

  return NULL;
}
