/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-advisor.h"
#include "sluice-table-view.h"

struct _SluiceTableView
{
  GObject parent_instance;

  SluiceTableList *tables;
  GArray *order; /* of guint: positions in the list */

  char *search;
  char *schema;
  gboolean only_selected;
  SluiceTableSort sort;
  gboolean descending;

  /* Made when they are needed, dropped when what they were made from changes. */
  SluiceTableKeys *keys;
  GBytes *chosen;
  GBytes *values;

  GCancellable *running; /* NULL: nothing runs */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceTableView, sluice_table_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

typedef enum
{
  PROP_TABLES = 1,
  PROP_BUSY,
} SluiceTableViewProps;

static GParamSpec *properties[PROP_BUSY + 1];

static void
set_running (SluiceTableView *self, GCancellable *running)
{
  const gboolean was_busy = self->running != NULL;

  g_cancellable_cancel (self->running);
  g_set_object (&self->running, running);
  if (was_busy != (running != NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Swaps the array and tells of the part in which the two differ, so that what stays keeps its focus. */
static void
take_order (SluiceTableView *self, GArray *order)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->order);
  const guint *before = (const guint *) (gpointer) old->data;
  const guint *after = (const guint *) (gpointer) order->data;
  const guint shorter = MIN (old->len, order->len);
  guint start = 0;
  guint end = 0;

  self->order = order;
  while (start < shorter && before[start] == after[start])
    start++;
  while (end < shorter - start && before[old->len - end - 1] == after[order->len - end - 1])
    end++;

  if (old->len - start - end > 0 || order->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, order->len - start - end);
}

static SluiceTableKeys *
get_keys (SluiceTableView *self)
{
  if (self->keys == NULL)
    {
      const guint n_tables = sluice_table_list_get_size (self->tables);
      GPtrArray *tables = g_ptr_array_new_full (n_tables, g_object_unref);

      for (guint i = 0; i < n_tables; i++)
        g_ptr_array_add (tables, g_object_ref (sluice_table_list_get (self->tables, i)));
      self->keys = sluice_table_keys_new (tables);
    }

  return sluice_table_keys_ref (self->keys);
}

static GBytes *
get_chosen (SluiceTableView *self)
{
  if (self->chosen == NULL)
    {
      const guint n_tables = sluice_table_list_get_size (self->tables);
      guint8 *chosen = g_new (guint8, n_tables);

      for (guint i = 0; i < n_tables; i++)
        chosen[i] = (guint8) sluice_table_get_selected (sluice_table_list_get (self->tables, i));
      self->chosen = g_bytes_new_take (chosen, n_tables);
    }

  return g_bytes_ref (self->chosen);
}

/* A number for each different cursor, by name. Strings are compared here once a name, not once a table. */
static void
fill_cursor_ranks (SluiceTableView *self, gint64 *values, guint n_tables)
{
  g_autoptr (GHashTable) ranks = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < n_tables; i++)
    {
      const char *cursor = sluice_table_get_cursor (sluice_table_list_get (self->tables, i));

      if (cursor != NULL && g_hash_table_add (ranks, (gpointer) cursor))
        g_ptr_array_add (names, (gpointer) cursor);
    }
  g_ptr_array_sort_values (names, (GCompareFunc) g_utf8_collate);
  for (guint i = 0; i < names->len; i++)
    g_hash_table_insert (ranks, g_ptr_array_index (names, i), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < n_tables; i++)
    {
      const char *cursor = sluice_table_get_cursor (sluice_table_list_get (self->tables, i));

      values[i] = cursor != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (ranks, cursor)) : SLUICE_TABLE_VALUE_LAST;
    }
}

static gint64
get_note_value (SluiceTable *table)
{
  SluiceWarnings warnings = sluice_advisor_get_warnings (table);

  if (!sluice_table_get_selectable (table))
    return 1 << 16;
  if (!sluice_table_get_selected (table))
    warnings &= SLUICE_WARNING_LARGE;

  return warnings == SLUICE_WARNING_NONE ? SLUICE_TABLE_VALUE_LAST : (gint64) sluice_warnings_get_first (warnings);
}

static gint64
get_value (SluiceTableView *self, SluiceTable *table)
{
  const gboolean selectable = sluice_table_get_selectable (table);

  switch (self->sort)
    {
    case SLUICE_TABLE_SORT_SELECTED:
      return !sluice_table_get_selected (table);
    case SLUICE_TABLE_SORT_ROWS:
      return sluice_table_get_rows (table) >= 0 ? sluice_table_get_rows (table) : SLUICE_TABLE_VALUE_LAST;
    case SLUICE_TABLE_SORT_METHOD:
      return selectable ? (gint64) sluice_table_get_method (table) : SLUICE_TABLE_VALUE_LAST;
    case SLUICE_TABLE_SORT_FREQUENCY:
      return selectable ? (gint64) sluice_table_list_get_table_frequency (self->tables, table) :
                          SLUICE_TABLE_VALUE_LAST;
    case SLUICE_TABLE_SORT_MONTH:
      {
        SluiceRowRange month = sluice_estimate_month (table, sluice_table_list_get_frequency (self->tables));

        return !selectable || month.n_unknown > 0 ? SLUICE_TABLE_VALUE_LAST : month.high;
      }
    case SLUICE_TABLE_SORT_NOTE:
      return get_note_value (table);
    case SLUICE_TABLE_SORT_CURSOR:
    case SLUICE_TABLE_SORT_NAME:
    case SLUICE_TABLE_SORT_NONE:
    default:
      return SLUICE_TABLE_VALUE_LAST;
    }
}

static GBytes *
get_values (SluiceTableView *self)
{
  if (self->sort == SLUICE_TABLE_SORT_NONE || self->sort == SLUICE_TABLE_SORT_NAME)
    return NULL;

  if (self->values == NULL)
    {
      const guint n_tables = sluice_table_list_get_size (self->tables);
      gint64 *values = g_new (gint64, n_tables);

      if (self->sort == SLUICE_TABLE_SORT_CURSOR)
        fill_cursor_ranks (self, values, n_tables);
      else
        for (guint i = 0; i < n_tables; i++)
          values[i] = get_value (self, sluice_table_list_get (self->tables, i));
      self->values = g_bytes_new_take (values, n_tables * sizeof *values);
    }

  return g_bytes_ref (self->values);
}

static void
run_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GArray *order = sluice_table_query_run (task_data, cancellable);

  if (order == NULL)
    g_task_return_error_if_cancelled (task);
  else
    g_task_return_pointer (task, order, (GDestroyNotify) g_array_unref);
}

static void
ran_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak_self = user_data;
  g_autoptr (SluiceTableView) self = g_weak_ref_get (weak_self);
  g_autoptr (GArray) order = g_task_propagate_pointer (G_TASK (result), NULL);

  g_weak_ref_clear (weak_self);
  g_free (weak_self);
  /* Nobody looks any more, a newer question was asked, or the tables are others. */
  if (order == NULL || self == NULL || g_task_get_cancellable (G_TASK (result)) != self->running)
    return;

  take_order (self, g_steal_pointer (&order));
  set_running (self, NULL);
}

static gboolean
is_plain (SluiceTableView *self)
{
  return self->sort == SLUICE_TABLE_SORT_NONE && !sluice_table_view_get_filtered (self);
}

/*
 * A GTask and not a future: its answer arrives on the main loop's own stack, where GTK builds rows, and never on that
 * of a fiber.
 */
static void
run (SluiceTableView *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GWeakRef *weak_self = g_new0 (GWeakRef, 1);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, ran_cb, weak_self);
  SluiceTableQuery *query = g_new0 (SluiceTableQuery, 1);

  g_weak_ref_init (weak_self, self);

  query->keys = get_keys (self);
  query->search = g_strdup (self->search);
  query->schema = g_strdup (self->schema);
  query->chosen = self->only_selected ? get_chosen (self) : NULL;
  query->values = get_values (self);
  query->by_name = self->sort == SLUICE_TABLE_SORT_NAME;
  query->descending = self->descending;

  g_task_set_static_name (task, "order tables");
  g_task_set_task_data (task, query, (GDestroyNotify) sluice_table_query_free);
  set_running (self, cancellable);
  g_task_run_in_thread (task, run_thread);
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

  set_running (self, NULL);
  order = g_array_new (FALSE, FALSE, sizeof (guint));
  append_plain (order, 0, sluice_table_list_get_size (self->tables));
  take_order (self, order);
}

static void
tables_changed_cb (SluiceTableView *self, guint position, guint removed, guint added)
{
  g_clear_pointer (&self->keys, sluice_table_keys_unref);
  g_clear_pointer (&self->chosen, g_bytes_unref);
  g_clear_pointer (&self->values, g_bytes_unref);

  /* Positions mean other tables now: let go of all of them before anybody can ask for one. */
  if (removed > 0 || position + added != sluice_table_list_get_size (self->tables))
    take_order (self, g_array_new (FALSE, FALSE, sizeof (guint)));

  refresh (self);
}

static void
table_changed_cb (SluiceTableView *self)
{
  g_clear_pointer (&self->chosen, g_bytes_unref);
  g_clear_pointer (&self->values, g_bytes_unref);
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
sluice_table_view_constructed (GObject *object)
{
  SluiceTableView *self = SLUICE_TABLE_VIEW (object);

  G_OBJECT_CLASS (sluice_table_view_parent_class)->constructed (object);

  g_signal_connect_object (self->tables, "items-changed", G_CALLBACK (tables_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tables, "table-changed", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tables, "notify::frequency", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  append_plain (self->order, 0, sluice_table_list_get_size (self->tables));
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
sluice_table_view_set_only_selected (SluiceTableView *self, gboolean only_selected)
{
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (self));

  if (self->only_selected == !!only_selected)
    return;

  self->only_selected = !!only_selected;
  refresh (self);
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
  self->only_selected = FALSE;
  refresh (self);
}

gboolean
sluice_table_view_get_filtered (SluiceTableView *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), FALSE);

  return self->search != NULL || self->schema != NULL || self->only_selected;
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

guint
sluice_table_view_find (SluiceTableView *self, SluiceTable *table)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (self), G_MAXUINT);

  for (guint i = 0; i < self->order->len; i++)
    if (sluice_table_list_get (self->tables, g_array_index (self->order, guint, i)) == table)
      return i;

  return G_MAXUINT;
}
