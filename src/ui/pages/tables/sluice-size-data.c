/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-size-data.h"

/* How long a look at the tables may take at a time, in microseconds: well within a frame. */
#define SLICE 4000
/* How many tables between two looks at the clock. */
#define TABLES_A_LOOK 128
/* So many tables are ranked in less than a millisecond: a worker would only take longer to answer. */
#define FEW_TABLES 4096

/* The tables while they are looked at, then what the ranking's numbers mean. */
typedef struct
{
  GPtrArray *tables;  /* by item */
  GHashTable *items;  /* SluiceTable → item + 1 */
  GPtrArray *names;   /* of groups, "" for no schema */
  GHashTable *groups; /* name → group + 1 */
  GArray *sizes;      /* of SluiceSizeItem; NULL once they are ranked */
} Look;

/* What a worker gets. */
typedef struct
{
  GArray *sizes;
  guint n_groups;
} Job;

struct _SluiceSizeData
{
  GObject parent_instance;

  SluiceTableView *view;
  SluiceSizeMeasure measure;
  gboolean active;
  gboolean stale; /* the ranking is not what there is to see */

  SluiceSizeRanking *ranking;
  Look *ranked; /* what the ranking is about; NULL as long as there is none */
  Look *look;   /* under way, or with the worker; NULL: none */
  guint look_id;
  GCancellable *running; /* NULL: nothing runs */
};

G_DEFINE_FINAL_TYPE (SluiceSizeData, sluice_size_data, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_TOUCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Look *
look_new (guint n_tables)
{
  Look *look = g_new0 (Look, 1);

  look->tables = g_ptr_array_new_full (n_tables, g_object_unref);
  look->items = g_hash_table_new (NULL, NULL);
  look->names = g_ptr_array_new_with_free_func (g_free);
  look->groups = g_hash_table_new (g_str_hash, g_str_equal);
  look->sizes = g_array_sized_new (FALSE, FALSE, sizeof (SluiceSizeItem), n_tables);

  return look;
}

static void
look_free (Look *look)
{
  g_clear_pointer (&look->sizes, g_array_unref);
  g_hash_table_unref (look->groups);
  g_ptr_array_unref (look->names);
  g_hash_table_unref (look->items);
  g_ptr_array_unref (look->tables);
  g_free (look);
}

/* "" stands for no schema among the keys: no database calls one that. */
static guint
get_group (Look *look, const char *name)
{
  const char *key = name != NULL ? name : "";
  gpointer group = g_hash_table_lookup (look->groups, key);

  if (group == NULL)
    {
      char *copy = g_strdup (key);

      g_ptr_array_add (look->names, copy);
      group = GUINT_TO_POINTER (look->names->len);
      g_hash_table_insert (look->groups, copy, group);
    }

  return GPOINTER_TO_UINT (group) - 1;
}

static gint64
get_value (SluiceSizeData *self, SluiceTable *table)
{
  const gint64 rows = sluice_table_get_rows (table);
  SluiceRowRange month;

  if (self->measure == SLUICE_SIZE_BY_ROWS || rows < 0)
    return rows;
  /* It cannot be read, so it brings nothing. */
  if (!sluice_table_get_selectable (table))
    return 0;

  month = sluice_estimate_month (table, sluice_table_list_get_frequency (sluice_table_view_get_tables (self->view)));

  return month.n_unknown > 0 ? -1 : month.high;
}

static void
look_at (SluiceSizeData *self, guint position)
{
  Look *look = self->look;
  SluiceTable *table = sluice_table_view_get (self->view, position);
  const SluiceSizeItem item = {
    .value = get_value (self, table),
    .group = get_group (look, sluice_table_get_schema_name (table)),
    .selected = (guint8) sluice_table_get_selected (table),
  };

  g_ptr_array_add (look->tables, g_object_ref (table));
  g_hash_table_insert (look->items, table, GUINT_TO_POINTER (position + 1));
  g_array_append_val (look->sizes, item);
}

static void
stop (SluiceSizeData *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_pointer (&self->look, look_free);
}

static void update (SluiceSizeData *self);

static void
take_ranking (SluiceSizeData *self, SluiceSizeRanking *ranking)
{
  g_clear_pointer (&self->ranking, sluice_size_ranking_free);
  g_clear_pointer (&self->ranked, look_free);
  self->ranking = ranking;
  self->ranked = g_steal_pointer (&self->look);
  g_clear_object (&self->running);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  update (self);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->sizes, g_array_unref);
  g_free (job);
}

static void
rank_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;

  g_task_return_pointer (task, sluice_size_ranking_new (g_steal_pointer (&job->sizes), job->n_groups),
                         (GDestroyNotify) sluice_size_ranking_free);
}

static void
ranked_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak_self = user_data;
  g_autoptr (SluiceSizeData) self = g_weak_ref_get (weak_self);
  g_autoptr (SluiceSizeRanking) ranking = g_task_propagate_pointer (G_TASK (result), NULL);

  g_weak_ref_clear (weak_self);
  g_free (weak_self);
  /* Nobody looks any more, or there is something else to see by now. */
  if (ranking == NULL || self == NULL || g_task_get_cancellable (G_TASK (result)) != self->running)
    return;

  take_ranking (self, g_steal_pointer (&ranking));
}

static void
rank_by_worker (SluiceSizeData *self)
{
  GWeakRef *weak_self = g_new0 (GWeakRef, 1);
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;

  self->running = g_cancellable_new ();
  task = g_task_new (NULL, self->running, ranked_cb, weak_self);
  g_weak_ref_init (weak_self, self);
  job->sizes = g_steal_pointer (&self->look->sizes);
  job->n_groups = self->look->names->len;
  g_task_set_static_name (task, "rank tables by size");
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, rank_thread);
}

static gboolean
look_cb (gpointer user_data)
{
  SluiceSizeData *self = user_data;
  const guint n_tables = sluice_table_view_get_size (self->view);
  const gint64 deadline = g_get_monotonic_time () + SLICE;

  do
    for (guint i = 0; i < TABLES_A_LOOK && self->look->tables->len < n_tables; i++)
      look_at (self, self->look->tables->len);
  while (self->look->tables->len < n_tables && g_get_monotonic_time () < deadline);

  if (self->look->tables->len < n_tables)
    return G_SOURCE_CONTINUE;

  self->look_id = 0;
  if (n_tables <= FEW_TABLES)
    take_ranking (self, sluice_size_ranking_new (g_steal_pointer (&self->look->sizes), self->look->names->len));
  else
    rank_by_worker (self);

  return G_SOURCE_REMOVE;
}

static gboolean
begin_cb (gpointer user_data)
{
  SluiceSizeData *self = user_data;

  self->look_id = 0;
  self->stale = FALSE;
  self->look = look_new (sluice_table_view_get_size (self->view));
  if (look_cb (self) == G_SOURCE_CONTINUE)
    self->look_id = g_idle_add (look_cb, self);

  return G_SOURCE_REMOVE;
}

/* Once for all that changes before the next frame, and not while another look is under way. */
static void
update (SluiceSizeData *self)
{
  if (self->active && self->stale && self->look == NULL && self->look_id == 0)
    self->look_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, begin_cb, self, NULL);
}

static void
view_changed_cb (SluiceSizeData *self)
{
  /* Positions mean other tables now. */
  stop (self);
  self->stale = TRUE;
  update (self);
}

static void
values_changed_cb (SluiceSizeData *self)
{
  self->stale = TRUE;
  update (self);
}

static void
table_changed_cb (SluiceSizeData *self, SluiceTable *table)
{
  guint item = 0;

  /* While it is looked at, what was seen of this table may be wrong already. */
  if (!self->active || self->look != NULL)
    self->stale = TRUE;
  if (!self->active)
    return;

  item = sluice_size_data_find (self, table);
  if (item == G_MAXUINT)
    return;

  sluice_size_ranking_set_selected (self->ranking, item, sluice_table_get_selected (table));
  if (!self->stale && sluice_size_ranking_get_item (self->ranking, item)->value != get_value (self, table))
    values_changed_cb (self);
  g_signal_emit (self, signals[SIGNAL_TOUCHED], 0, table);
}

static void
sluice_size_data_dispose (GObject *object)
{
  SluiceSizeData *self = SLUICE_SIZE_DATA (object);

  stop (self);
  g_clear_pointer (&self->ranking, sluice_size_ranking_free);
  g_clear_pointer (&self->ranked, look_free);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (sluice_size_data_parent_class)->dispose (object);
}

static void
sluice_size_data_class_init (SluiceSizeDataClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_size_data_dispose;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TOUCHED] = g_signal_new ("touched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, SLUICE_TYPE_TABLE);
}

static void
sluice_size_data_init (SluiceSizeData *self)
{
  self->stale = TRUE;
}

SluiceSizeData *
sluice_size_data_new (SluiceTableView *view)
{
  SluiceSizeData *self = NULL;
  SluiceTableList *tables = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (view), NULL);

  self = g_object_new (SLUICE_TYPE_SIZE_DATA, NULL);
  tables = sluice_table_view_get_tables (view);
  self->view = g_object_ref (view);
  g_signal_connect_object (view, "items-changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tables, "table-changed", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tables, "tables-changed", G_CALLBACK (values_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tables, "notify::frequency", G_CALLBACK (values_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tables, "notify::assumptions", G_CALLBACK (values_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
sluice_size_data_set_active (SluiceSizeData *self, gboolean active)
{
  g_return_if_fail (SLUICE_IS_SIZE_DATA (self));

  if (self->active == !!active)
    return;

  self->active = !!active;
  if (active)
    {
      update (self);
      return;
    }

  if (self->look != NULL || self->look_id != 0)
    self->stale = TRUE;
  stop (self);
}

SluiceSizeMeasure
sluice_size_data_get_measure (SluiceSizeData *self)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_DATA (self), SLUICE_SIZE_BY_ROWS);

  return self->measure;
}

void
sluice_size_data_set_measure (SluiceSizeData *self, SluiceSizeMeasure measure)
{
  g_return_if_fail (SLUICE_IS_SIZE_DATA (self));

  if (self->measure == measure)
    return;

  self->measure = measure;
  view_changed_cb (self);
}

SluiceTableView *
sluice_size_data_get_view (SluiceSizeData *self)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_DATA (self), NULL);

  return self->view;
}

SluiceSizeRanking *
sluice_size_data_get_ranking (SluiceSizeData *self)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_DATA (self), NULL);

  return self->ranking;
}

SluiceTable *
sluice_size_data_get_table (SluiceSizeData *self, guint item)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_DATA (self), NULL);
  g_return_val_if_fail (self->ranked != NULL && item < self->ranked->tables->len, NULL);

  return g_ptr_array_index (self->ranked->tables, item);
}

guint
sluice_size_data_find (SluiceSizeData *self, SluiceTable *table)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_DATA (self), G_MAXUINT);

  if (self->ranked == NULL)
    return G_MAXUINT;

  /* One less than nothing is G_MAXUINT. */
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->ranked->items, table)) - 1;
}

const char *
sluice_size_data_get_group_name (SluiceSizeData *self, guint group)
{
  const char *name = NULL;

  g_return_val_if_fail (SLUICE_IS_SIZE_DATA (self), NULL);
  g_return_val_if_fail (self->ranked != NULL && group < self->ranked->names->len, NULL);

  name = g_ptr_array_index (self->ranked->names, group);

  return *name != '\0' ? name : NULL;
}

guint
sluice_size_data_find_group (SluiceSizeData *self, const char *name)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_DATA (self), G_MAXUINT);

  if (self->ranked == NULL)
    return G_MAXUINT;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->ranked->groups, name != NULL ? name : "")) - 1;
}
