/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-list.h"

#include "sluice-advisor.h"
#include "sluice-choice-private.h"
#include "sluice-month-sums-private.h"
#include "sluice-table-edit-private.h"
#include "sluice-table-history-private.h"
#include "sluice-table-private.h"

/* So many tables of one edit are told of one by one. Beyond that the signals would take longer than the edit. */
#define MAX_TOLD_TABLES 1000

/* Of the selected tables. */
typedef struct
{
  guint n_selected;
  guint n_attention;
  /* Tables that need attention for their full refreshes alone, at the plan's frequency: by the slowest that does. */
  guint costly[SLUICE_FREQUENCY_LAST + 1];
  SluiceMonthSums sums;
  /* These of all tables, selected or not */
  guint n_counted;
  guint n_uncounted;
  guint n_changes[SLUICE_TABLE_REMOVED + 1];
} Totals;

struct _SluiceTableList
{
  GObject parent_instance;

  GPtrArray *tables;
  GHashTable *by_name;
  Totals totals;
  SluiceFrequency frequency;
  SluiceAssumptions assumptions;
  gboolean near_real_time;
  gboolean knows_supports;
  gboolean takes_columns;
  gboolean takes_row_filters;
  gboolean takes_rereads;
  SluiceTableHistory *history;
  SluiceTableEdit *edit; /* in pieces, under way */
  guint edit_depth;
  gboolean edited;
  guint n_told_tables; /* of the edit that is open: of so many was told one by one */
  gboolean untold;     /* of more was not */
  guint told_selected;
  guint told_unknown;
  guint told_attention;
  guint told_changes;
};

typedef enum
{
  PROP_N_SELECTED = 1,
  PROP_N_UNKNOWN,
  PROP_N_ATTENTION,
  PROP_FREQUENCY,
  PROP_ASSUMPTIONS,
  PROP_BUSY,
  PROP_N_CHANGES,
} SluiceTableListProps;

static GParamSpec *properties[PROP_N_CHANGES + 1];

enum
{
  TOTALS_CHANGED,
  TABLE_CHANGED,
  TABLES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
sluice_table_list_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_TABLE;
}

static guint
sluice_table_list_get_n_items (GListModel *model)
{
  return SLUICE_TABLE_LIST (model)->tables->len;
}

static gpointer
sluice_table_list_get_item (GListModel *model, guint position)
{
  SluiceTable *table = sluice_table_list_get (SLUICE_TABLE_LIST (model), position);

  return table != NULL ? g_object_ref (table) : NULL;
}

static void
sluice_table_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_table_list_get_item_type;
  iface->get_n_items = sluice_table_list_get_n_items;
  iface->get_item = sluice_table_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceTableList,
                               sluice_table_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sluice_table_list_model_init))

static void
count_attention (Totals *totals, SluiceTable *table, guint one)
{
  SluiceWarnings warnings = sluice_advisor_get_warnings (table);
  int slowest;

  if ((warnings & ~SLUICE_WARNING_LARGE_FULL_REFRESH) != 0)
    {
      totals->n_attention += one;
    }
  else if (table->frequency >= 0)
    {
      totals->n_attention += warnings != SLUICE_WARNING_NONE ? one : 0;
    }
  else
    {
      slowest = sluice_advisor_get_slowest_costly (table);
      if (slowest >= 0)
        totals->costly[slowest] += one;
    }
}

static guint
get_n_attention (SluiceTableList *self)
{
  guint n = self->totals.n_attention;

  for (guint frequency = self->frequency; frequency <= SLUICE_FREQUENCY_LAST; frequency++)
    n += self->totals.costly[frequency];

  return n;
}

static guint
get_n_changes (SluiceTableList *self)
{
  const guint *n = self->totals.n_changes;

  return n[SLUICE_TABLE_ADDED] + n[SLUICE_TABLE_CHANGED] + n[SLUICE_TABLE_REMOVED];
}

/* Adds what a table brings to the totals, or takes it away. Sums wrap around, which is why the one undoes the other. */
static void
count_table (SluiceTableList *self, SluiceTable *table, gboolean add)
{
  Totals *totals = &self->totals;
  guint one = add ? 1 : -1;

  totals->n_changes[sluice_table_get_change (table)] += one;
  if (table->rows >= 0)
    totals->n_counted += one;
  else if (sluice_table_get_selectable (table))
    totals->n_uncounted += one;

  if (!table->selected)
    return;

  totals->n_selected += one;
  count_attention (totals, table, one);
  sluice_month_sums_count (&totals->sums, table, add);
}

static void
tell_number (SluiceTableList *self, guint *told, guint number, SluiceTableListProps property)
{
  if (*told == number)
    return;

  *told = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
tell_totals (SluiceTableList *self)
{
  self->edited = FALSE;
  tell_number (self, &self->told_selected, self->totals.n_selected, PROP_N_SELECTED);
  tell_number (self, &self->told_unknown, sluice_month_sums_get_n_unknown (&self->totals.sums), PROP_N_UNKNOWN);
  tell_number (self, &self->told_attention, get_n_attention (self), PROP_N_ATTENTION);
  tell_number (self, &self->told_changes, get_n_changes (self), PROP_N_CHANGES);
  g_signal_emit (self, signals[TOTALS_CHANGED], 0);
}

/* The outermost edit is over. */
static void
end_step (SluiceTableList *self)
{
  const gboolean untold = self->untold;

  self->n_told_tables = 0;
  self->untold = FALSE;
  sluice_table_history_commit (self->history);
  if (untold)
    g_signal_emit (self, signals[TABLES_CHANGED], 0);
  if (self->edited)
    tell_totals (self);
}

void
sluice_table_list_table_changing (SluiceTableList *self, SluiceTable *table)
{
  count_table (self, table, FALSE);
}

void
sluice_table_list_table_changed (SluiceTableList *self, SluiceTable *table)
{
  count_table (self, table, TRUE);
  self->edited = TRUE;
  if (self->n_told_tables < MAX_TOLD_TABLES)
    {
      self->n_told_tables++;
      g_signal_emit (self, signals[TABLE_CHANGED], 0, table);
    }
  else
    {
      self->untold = TRUE;
    }
  if (self->edit_depth == 0)
    end_step (self);
}

void
sluice_table_list_record (SluiceTableList *self, SluiceTable *table, const SluiceChoice *old, SluiceChoicePart parts)
{
  sluice_table_history_record (self->history, table, old, parts);
}

SluiceTableHistory *
sluice_table_list_get_history (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), NULL);

  return self->history;
}

void
sluice_table_list_expect_changes (SluiceTableList *self, guint n)
{
  if (n > MAX_TOLD_TABLES)
    self->n_told_tables = MAX_TOLD_TABLES;
}

SluiceTableEdit **
sluice_table_list_peek_edit (SluiceTableList *self)
{
  return &self->edit;
}

guint
sluice_table_list_get_edit_depth (SluiceTableList *self)
{
  return self->edit_depth;
}

void
sluice_table_list_notify_busy (SluiceTableList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
let_go_of_tables (SluiceTableList *self)
{
  for (guint i = 0; i < self->tables->len; i++)
    SLUICE_TABLE (g_ptr_array_index (self->tables, i))->list = NULL;
  g_hash_table_remove_all (self->by_name);
  g_ptr_array_set_size (self->tables, 0);
  self->totals = (Totals) { 0 };
}

static void
sluice_table_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceTableList *self = SLUICE_TABLE_LIST (object);

  switch ((SluiceTableListProps) property_id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, self->totals.n_selected);
      break;
    case PROP_N_UNKNOWN:
      g_value_set_uint (value, sluice_month_sums_get_n_unknown (&self->totals.sums));
      break;
    case PROP_N_ATTENTION:
      g_value_set_uint (value, get_n_attention (self));
      break;
    case PROP_FREQUENCY:
      g_value_set_enum (value, self->frequency);
      break;
    case PROP_ASSUMPTIONS:
      g_value_set_boxed (value, &self->assumptions);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, sluice_table_list_get_busy (self));
      break;
    case PROP_N_CHANGES:
      g_value_set_uint (value, get_n_changes (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_table_list_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SluiceTableList *self = SLUICE_TABLE_LIST (object);

  switch ((SluiceTableListProps) property_id)
    {
    case PROP_FREQUENCY:
      sluice_table_list_set_frequency (self, g_value_get_enum (value));
      break;
    case PROP_ASSUMPTIONS:
      sluice_table_list_set_assumptions (self, g_value_get_boxed (value));
      break;
    case PROP_N_SELECTED:
    case PROP_N_UNKNOWN:
    case PROP_N_ATTENTION:
    case PROP_BUSY:
    case PROP_N_CHANGES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_table_list_finalize (GObject *object)
{
  SluiceTableList *self = SLUICE_TABLE_LIST (object);

  g_clear_pointer (&self->edit, sluice_table_edit_cancel);
  sluice_table_history_detach (self->history);
  g_object_unref (self->history);
  let_go_of_tables (self);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->tables);

  G_OBJECT_CLASS (sluice_table_list_parent_class)->finalize (object);
}

static void
sluice_table_list_class_init (SluiceTableListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_table_list_get_property;
  object_class->set_property = sluice_table_list_set_property;
  object_class->finalize = sluice_table_list_finalize;

  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_UNKNOWN] = g_param_spec_uint ("n-unknown", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_N_ATTENTION] = g_param_spec_uint ("n-attention", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_FREQUENCY] =
      g_param_spec_enum ("frequency", NULL, NULL, SLUICE_TYPE_FREQUENCY, SLUICE_FREQUENCY_24HOUR, writable);
  properties[PROP_ASSUMPTIONS] = g_param_spec_boxed ("assumptions", NULL, NULL, SLUICE_TYPE_ASSUMPTIONS, writable);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  properties[PROP_N_CHANGES] = g_param_spec_uint ("n-changes", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[TOTALS_CHANGED] = g_signal_new ("totals-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[TABLE_CHANGED] = g_signal_new ("table-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, SLUICE_TYPE_TABLE);
  signals[TABLES_CHANGED] = g_signal_new ("tables-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
sluice_table_list_init (SluiceTableList *self)
{
  self->tables = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->frequency = SLUICE_FREQUENCY_24HOUR;
  self->assumptions = *sluice_assumptions_get_default ();
  self->history = sluice_table_history_new (self);
}

SluiceTableList *
sluice_table_list_new (void)
{
  return g_object_new (SLUICE_TYPE_TABLE_LIST, NULL);
}

static void
tell_supports (SluiceTableList *self, SluiceTable *table)
{
  if (!self->knows_supports)
    return;

  table->takes_columns = self->takes_columns;
  table->takes_row_filters = self->takes_row_filters;
  table->takes_rereads = self->takes_rereads;
}

void
sluice_table_list_set_supports (SluiceTableList *self, gboolean columns, gboolean row_filters, gboolean rereads)
{
  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));

  self->knows_supports = TRUE;
  self->takes_columns = !!columns;
  self->takes_row_filters = !!row_filters;
  self->takes_rereads = !!rereads;
  for (guint i = 0; i < self->tables->len; i++)
    tell_supports (self, g_ptr_array_index (self->tables, i));
}

gboolean
sluice_table_list_get_takes_rereads (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), FALSE);

  return !self->knows_supports || self->takes_rereads;
}

/* Makes @table one of the list's. */
static void
adopt (SluiceTableList *self, SluiceTable *table)
{
  g_hash_table_insert (self->by_name, table->name, table);
  sluice_table_set_near_real_time (table, self->near_real_time);
  tell_supports (self, table);
  table->list = self;
  table->step_number = 0;
  count_table (self, table, TRUE);
}

static void
let_go (SluiceTableList *self, SluiceTable *table)
{
  count_table (self, table, FALSE);
  table->list = NULL;
  if (g_hash_table_lookup (self->by_name, table->name) == table)
    g_hash_table_remove (self->by_name, table->name);
}

/* Tells the least range in which the two differ. */
static void
tell_difference (SluiceTableList *self, GPtrArray *before, GPtrArray *after)
{
  guint start = 0;
  guint end = 0;
  guint least = MIN (before->len, after->len);

  while (start < least && before->pdata[start] == after->pdata[start])
    start++;
  while (end < least - start && before->pdata[before->len - 1 - end] == after->pdata[after->len - 1 - end])
    end++;
  if (before->len - start - end > 0 || after->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end, after->len - start - end);
}

void
sluice_table_list_replace (SluiceTableList *self, GPtrArray *tables)
{
  g_autoptr (GPtrArray) before = NULL;

  sluice_table_list_finish_edit (self);
  before = g_steal_pointer (&self->tables);
  self->tables = tables;
  for (guint i = 0; i < tables->len; i++)
    ((SluiceTable *) tables->pdata[i])->is_staying = TRUE;
  for (guint i = 0; i < before->len; i++)
    if (!((SluiceTable *) before->pdata[i])->is_staying)
      let_go (self, before->pdata[i]);
  for (guint i = 0; i < tables->len; i++)
    {
      SluiceTable *table = tables->pdata[i];

      table->is_staying = FALSE;
      if (table->list == NULL)
        adopt (self, table);
    }

  self->edited = TRUE;
  tell_difference (self, before, tables);
  if (self->edit_depth == 0)
    tell_totals (self);
}

guint
sluice_table_list_count_changes (SluiceTableList *self, SluiceTableChange change)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), 0);
  g_return_val_if_fail ((guint) change < G_N_ELEMENTS (self->totals.n_changes), 0);

  return self->totals.n_changes[change];
}

void
sluice_table_list_append (SluiceTableList *self, GPtrArray *tables)
{
  guint position;

  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));
  g_return_if_fail (tables != NULL);

  sluice_table_list_finish_edit (self);
  position = self->tables->len;
  for (guint i = 0; i < tables->len; i++)
    {
      SluiceTable *table = g_ptr_array_index (tables, i);

      /* The first of a name stays; a table in another list stays there. */
      if (table->list != NULL || g_hash_table_contains (self->by_name, table->name))
        continue;

      g_ptr_array_add (self->tables, g_object_ref (table));
      adopt (self, table);
    }

  if (self->tables->len == position)
    return;

  self->edited = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, self->tables->len - position);
  if (self->edit_depth == 0)
    tell_totals (self);
}

void
sluice_table_list_clear (SluiceTableList *self)
{
  guint size;

  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));

  sluice_table_history_clear (self->history);
  size = self->tables->len;
  if (size == 0)
    return;

  let_go_of_tables (self);
  self->edited = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, size, 0);
  if (self->edit_depth == 0)
    tell_totals (self);
}

SluiceTable *
sluice_table_list_get (SluiceTableList *self, guint position)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), NULL);

  return position < self->tables->len ? g_ptr_array_index (self->tables, position) : NULL;
}

SluiceTable *
sluice_table_list_lookup (SluiceTableList *self, const char *name)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->by_name, name);
}

guint
sluice_table_list_get_size (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), 0);

  return self->tables->len;
}

guint
sluice_table_list_get_n_selected (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), 0);

  return self->totals.n_selected;
}

guint
sluice_table_list_get_n_counted (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), 0);

  return self->totals.n_counted;
}

guint
sluice_table_list_get_n_uncounted (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), 0);

  return self->totals.n_uncounted;
}

guint
sluice_table_list_get_n_attention (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), 0);

  return get_n_attention (self);
}

SluiceRowRange
sluice_table_list_get_first_load (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), ((SluiceRowRange) { 0, 0, 0 }));

  return sluice_month_sums_get_first_load (&self->totals.sums);
}

SluiceRowRange
sluice_table_list_get_month (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), ((SluiceRowRange) { 0, 0, 0 }));

  return sluice_month_sums_get_month (&self->totals.sums, self->frequency, &self->assumptions);
}

SluiceEstimatePart
sluice_table_list_get_method_part (SluiceTableList *self, SluiceSyncMethod method)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), ((SluiceEstimatePart) { 0 }));
  g_return_val_if_fail ((guint) method < SLUICE_N_SYNC_METHODS, ((SluiceEstimatePart) { 0 }));

  return sluice_month_sums_get_method (&self->totals.sums, method, self->frequency, &self->assumptions);
}

SluiceEstimatePart
sluice_table_list_get_refreshed_part (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), ((SluiceEstimatePart) { 0 }));

  return sluice_month_sums_get_refreshed (&self->totals.sums, self->frequency);
}

SluiceEstimatePart
sluice_table_list_get_looking_back_part (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), ((SluiceEstimatePart) { 0 }));

  return sluice_month_sums_get_looking_back (&self->totals.sums, self->frequency, &self->assumptions);
}

guint
sluice_table_list_count_method (SluiceTableList *self, SluiceSyncMethod method)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), 0);
  g_return_val_if_fail ((guint) method < SLUICE_N_SYNC_METHODS, 0);

  return self->totals.sums.methods[method].n_tables;
}

const SluiceAssumptions *
sluice_table_list_get_assumptions (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), NULL);

  return &self->assumptions;
}

void
sluice_table_list_set_assumptions (SluiceTableList *self, const SluiceAssumptions *assumptions)
{
  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));
  g_return_if_fail (assumptions != NULL && sluice_assumptions_check (assumptions, NULL));

  if (sluice_assumptions_equal (&self->assumptions, assumptions))
    return;

  self->assumptions = *assumptions;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASSUMPTIONS]);
  self->edited = TRUE;
  if (self->edit_depth == 0)
    tell_totals (self);
}

SluiceFrequency
sluice_table_list_get_frequency (SluiceTableList *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), SLUICE_FREQUENCY_24HOUR);

  return self->frequency;
}

void
sluice_table_list_set_frequency (SluiceTableList *self, SluiceFrequency frequency)
{
  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));
  g_return_if_fail (frequency <= SLUICE_FREQUENCY_LAST);

  sluice_table_list_finish_edit (self);
  if (self->frequency == frequency)
    return;

  sluice_table_history_record_frequency (self->history, self->frequency);
  self->frequency = frequency;
  self->edited = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FREQUENCY]);
  if (self->edit_depth == 0)
    end_step (self);
}

void
sluice_table_list_set_near_real_time (SluiceTableList *self, gboolean asked)
{
  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));

  self->near_real_time = !!asked;
  sluice_table_list_begin_edit (self);
  for (guint i = 0; i < self->tables->len; i++)
    sluice_table_set_near_real_time (g_ptr_array_index (self->tables, i), asked);
  sluice_table_list_end_edit (self);
}

void
sluice_table_list_copy_settings (SluiceTableList *self, SluiceTableList *other)
{
  self->frequency = other->frequency;
  self->assumptions = other->assumptions;
  self->near_real_time = other->near_real_time;
  self->knows_supports = other->knows_supports;
  self->takes_columns = other->takes_columns;
  self->takes_row_filters = other->takes_row_filters;
  self->takes_rereads = other->takes_rereads;
}

SluiceFrequency
sluice_table_list_get_table_frequency (SluiceTableList *self, SluiceTable *table)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), SLUICE_FREQUENCY_24HOUR);
  g_return_val_if_fail (SLUICE_IS_TABLE (table), SLUICE_FREQUENCY_24HOUR);

  sluice_choice_lend (&choice, table);

  return sluice_choice_get_planned_frequency (&choice, self->frequency);
}

void
sluice_table_list_preview_suggested (SluiceTableList *self, guint *n_tables, gint64 *rows, guint *n_unknown)
{
  SluiceWideRows sum = 0;
  guint known = 0;
  guint unknown = 0;

  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));

  for (guint i = 0; i < self->tables->len; i++)
    {
      SluiceTable *table = g_ptr_array_index (self->tables, i);

      if (table->selected || !sluice_advisor_is_suggested (table))
        continue;
      if (table->rows < 0)
        {
          unknown++;
          continue;
        }
      known++;
      sum += table->rows;
    }

  if (n_tables != NULL)
    *n_tables = known;
  if (rows != NULL)
    *rows = sluice_wide_rows_saturate (sum);
  if (n_unknown != NULL)
    *n_unknown = unknown;
}

static void
select_cb (SluiceTable *table, gpointer selected)
{
  sluice_table_set_selected (table, GPOINTER_TO_INT (selected));
}

guint
sluice_table_list_select_suggested (SluiceTableList *self, gboolean with_unknown)
{
  g_autoptr (GPtrArray) tables = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), 0);

  sluice_table_list_finish_edit (self);
  tables = g_ptr_array_new ();
  for (guint i = 0; i < self->tables->len; i++)
    {
      SluiceTable *table = g_ptr_array_index (self->tables, i);

      if (!table->selected && (table->rows >= 0 || with_unknown) && sluice_advisor_is_suggested (table))
        g_ptr_array_add (tables, table);
    }
  sluice_table_list_set_selected (self, tables, TRUE);

  return tables->len;
}

void
sluice_table_list_set_selected (SluiceTableList *self, GPtrArray *tables, gboolean selected)
{
  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));
  g_return_if_fail (tables != NULL);

  sluice_table_list_edit_each (self, tables, select_cb, GINT_TO_POINTER (!!selected), NULL, NULL);
}

void
sluice_table_list_begin_edit (SluiceTableList *self)
{
  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));

  sluice_table_list_finish_edit (self);
  self->edit_depth++;
}

void
sluice_table_list_end_edit (SluiceTableList *self)
{
  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));
  g_return_if_fail (self->edit_depth > 0);

  self->edit_depth--;
  if (self->edit_depth == 0)
    end_step (self);
}
