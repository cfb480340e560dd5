/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-history.h"

#include "sluice-table-edit-private.h"
#include "sluice-table-history-private.h"
#include "sluice-table-private.h"

/* So much is kept; the last step always is, whatever its size. A record takes 48 bytes. */
#define MAX_STEPS 500
#define MAX_RECORDS 400000
#define MANY_RECORDS 1000

typedef struct
{
  GArray *records; /* of SluiceHistoryRecord */
  char *description;
  guint n_tables;
  gboolean completed; /* whether a record was added to, and may have come back to where it began */
  int frequency;      /* the plan's before the step, -1 if the step is not about it */
  guint typing;       /* the typing that it was made by, 0 for none */
} Step;

struct _SluiceTableHistory
{
  GObject parent_instance;

  SluiceTableList *list; /* weak: the list lets go before it goes */
  GQueue undo;           /* of Step, the last one first */
  GQueue redo;
  guint n_records;
  guint step_number; /* of the step that is open */
  Step *open;
  guint frozen;
  guint typing;
  guint n_typings;
};

G_DEFINE_FINAL_TYPE (SluiceTableHistory, sluice_table_history, G_TYPE_OBJECT)

typedef enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_DESCRIPTION,
  PROP_REDO_DESCRIPTION,
} SluiceTableHistoryProps;

static GParamSpec *properties[PROP_REDO_DESCRIPTION + 1];

enum
{
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear_record (gpointer data)
{
  SluiceHistoryRecord *record = data;

  sluice_choice_clear (&record->choice);
  g_object_unref (record->table);
}

static Step *
step_new (void)
{
  Step *step = g_new0 (Step, 1);

  step->records = g_array_new (FALSE, FALSE, sizeof (SluiceHistoryRecord));
  g_array_set_clear_func (step->records, clear_record);
  step->frequency = -1;

  return step;
}

static void
step_free (Step *step)
{
  g_array_unref (step->records);
  g_free (step->description);
  g_free (step);
}

static void
free_thread (GTask *task, gpointer source, gpointer step, GCancellable *cancellable)
{
  step_free (step);
}

/* Letting go of many tables takes longer than a frame, and nobody waits for it. */
static void
step_dispose_of (Step *step)
{
  g_autoptr (GTask) task = NULL;

  if (step->records->len < MANY_RECORDS)
    {
      step_free (step);
      return;
    }

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, step_dispose_of);
  g_task_set_task_data (task, step, NULL);
  g_task_run_in_thread (task, free_thread);
}

static SluiceHistoryRecord *
get_record (Step *step, guint position)
{
  return &g_array_index (step->records, SluiceHistoryRecord, position);
}

static void
sluice_table_history_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceTableHistory *self = SLUICE_TABLE_HISTORY (object);

  switch ((SluiceTableHistoryProps) property_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, sluice_table_history_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, sluice_table_history_get_can_redo (self));
      break;
    case PROP_UNDO_DESCRIPTION:
      g_value_set_string (value, sluice_table_history_get_undo_description (self));
      break;
    case PROP_REDO_DESCRIPTION:
      g_value_set_string (value, sluice_table_history_get_redo_description (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_table_history_finalize (GObject *object)
{
  SluiceTableHistory *self = SLUICE_TABLE_HISTORY (object);

  g_queue_clear_full (&self->undo, (GDestroyNotify) step_free);
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_free);
  g_clear_pointer (&self->open, step_free);

  G_OBJECT_CLASS (sluice_table_history_parent_class)->finalize (object);
}

static void
sluice_table_history_class_init (SluiceTableHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_table_history_get_property;
  object_class->finalize = sluice_table_history_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, readable);
  properties[PROP_UNDO_DESCRIPTION] = g_param_spec_string ("undo-description", NULL, NULL, NULL, readable);
  properties[PROP_REDO_DESCRIPTION] = g_param_spec_string ("redo-description", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_MOVED] =
      g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_table_history_init (SluiceTableHistory *self)
{
  g_queue_init (&self->undo);
  g_queue_init (&self->redo);
  self->step_number = 1;
}

SluiceTableHistory *
sluice_table_history_new (SluiceTableList *list)
{
  SluiceTableHistory *self = g_object_new (SLUICE_TYPE_TABLE_HISTORY, NULL);

  self->list = list;

  return self;
}

/* What can be seen of the two stacks. */
typedef struct
{
  gboolean can_undo;
  gboolean can_redo;
  char *undo_description;
  char *redo_description;
} Seen;

static Seen
look (SluiceTableHistory *self)
{
  return (Seen) { sluice_table_history_get_can_undo (self), sluice_table_history_get_can_redo (self),
                  g_strdup (sluice_table_history_get_undo_description (self)),
                  g_strdup (sluice_table_history_get_redo_description (self)) };
}

/* Tells that there was a move, and what is other than @before, which it frees. */
static void
tell_difference (SluiceTableHistory *self, Seen before)
{
  if (before.can_undo != sluice_table_history_get_can_undo (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (before.can_redo != sluice_table_history_get_can_redo (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  if (g_strcmp0 (before.undo_description, sluice_table_history_get_undo_description (self)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_DESCRIPTION]);
  if (g_strcmp0 (before.redo_description, sluice_table_history_get_redo_description (self)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_DESCRIPTION]);
  g_free (before.undo_description);
  g_free (before.redo_description);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static Step *
get_open (SluiceTableHistory *self)
{
  if (self->open == NULL)
    self->open = step_new ();

  return self->open;
}

/* A table that is met again right away, as setters of one after another do, has its record completed; one that comes
 * back later in the same edit gets another. */
void
sluice_table_history_record (SluiceTableHistory *self,
                             SluiceTable *table,
                             const SluiceChoice *old,
                             SluiceChoicePart parts)
{
  GArray *records;
  SluiceHistoryRecord *last;

  if (self->frozen > 0 || parts == SLUICE_CHOICE_NONE)
    return;

  records = get_open (self)->records;
  last = records->len > 0 ? get_record (self->open, records->len - 1) : NULL;
  if (last != NULL && last->table == table)
    {
      sluice_choice_take_parts (&last->choice, old, parts & ~last->parts);
      last->parts |= parts;
      self->open->completed = TRUE;
      return;
    }

  g_array_set_size (records, records->len + 1);
  last = get_record (self->open, records->len - 1);
  last->table = g_object_ref (table);
  last->parts = parts;
  sluice_choice_copy (&last->choice, old);
  if (table->step_number != self->step_number)
    {
      table->step_number = self->step_number;
      self->open->n_tables++;
    }
}

void
sluice_table_history_record_frequency (SluiceTableHistory *self, SluiceFrequency old)
{
  if (self->frozen == 0 && get_open (self)->frequency < 0)
    self->open->frequency = old;
}

/* Whether a record's table is again as it was. The choice is lent, not copied: there may be many. */
static gboolean
is_void (const SluiceHistoryRecord *record)
{
  SluiceChoice now;

  sluice_choice_lend (&now, record->table);

  return (sluice_choice_diff (&now, &record->choice) & record->parts) == 0;
}

/* Takes records out that changed nothing in the end. A table with several of them is left alone. */
static void
drop_void_records (Step *step)
{
  guint n = 0;

  if (!step->completed || step->records->len != step->n_tables)
    return;

  for (guint i = 0; i < step->records->len; i++)
    {
      SluiceHistoryRecord *record = get_record (step, i);

      if (is_void (record))
        {
          clear_record (record);
          continue;
        }
      if (n < i)
        *get_record (step, n) = *record;
      n++;
    }
  if (n == step->records->len)
    return;

  /* What lies behind was moved or cleared already. */
  g_array_set_clear_func (step->records, NULL);
  g_array_set_size (step->records, n);
  g_array_set_clear_func (step->records, clear_record);
  step->n_tables = n;
}

/* An array that grew may have room for as much again. */
static void
trim (Step *step)
{
  gsize n;
  SluiceHistoryRecord *records = g_array_steal (step->records, &n);

  g_array_unref (step->records);
  step->records = g_array_new_take (g_renew (SluiceHistoryRecord, records, n), n, FALSE, sizeof (SluiceHistoryRecord));
  g_array_set_clear_func (step->records, clear_record);
}

static void
forget_oldest (SluiceTableHistory *self)
{
  while (self->undo.length > 1 && (self->undo.length > MAX_STEPS || self->n_records > MAX_RECORDS))
    {
      Step *oldest = g_queue_pop_tail (&self->undo);

      self->n_records -= oldest->records->len;
      step_dispose_of (oldest);
    }
}

static void
forget_redo (SluiceTableHistory *self)
{
  Step *step;

  while ((step = g_queue_pop_head (&self->redo)) != NULL)
    {
      self->n_records -= step->records->len;
      step_dispose_of (step);
    }
}

/* Whether @step goes on with what the last one began: the same part of the same table in the same entry. */
static gboolean
continues (SluiceTableHistory *self, Step *step)
{
  Step *last = g_queue_peek_head (&self->undo);

  return step->typing != 0 && last != NULL && last->typing == step->typing && last->records->len == 1 &&
         step->records->len == 1 && last->frequency < 0 && step->frequency < 0 &&
         get_record (last, 0)->table == get_record (step, 0)->table &&
         get_record (last, 0)->parts == get_record (step, 0)->parts;
}

static void
describe (SluiceTableHistory *self, Step *step)
{
  int frequency = step->frequency >= 0 ? (int) sluice_table_list_get_frequency (self->list) : -1;

  g_free (step->description);
  step->description = sluice_table_history_dup_description ((const SluiceHistoryRecord *) step->records->data,
                                                            step->records->len, step->n_tables, frequency);
}

static void
add_step (SluiceTableHistory *self, Step *step)
{
  Step *last = g_queue_peek_head (&self->undo);

  forget_redo (self);
  if (!continues (self, step))
    {
      if (step->description == NULL)
        describe (self, step);
      self->n_records += step->records->len;
      g_queue_push_head (&self->undo, step);
      forget_oldest (self);
      return;
    }

  /* What was before the first letter is what undo gives back. */
  step_free (step);
  if (is_void (get_record (last, 0)))
    {
      self->n_records -= last->records->len;
      step_free (g_queue_pop_head (&self->undo));
    }
  else
    {
      describe (self, last);
    }
}

void
sluice_table_history_commit (SluiceTableHistory *self)
{
  Step *step = g_steal_pointer (&self->open);
  Seen before;

  if (step == NULL)
    return;

  self->step_number++;
  drop_void_records (step);
  if (step->frequency == (int) sluice_table_list_get_frequency (self->list))
    step->frequency = -1;
  if (step->records->len == 0 && step->frequency < 0)
    {
      step_free (step);
      return;
    }

  trim (step);
  before = look (self);
  step->typing = self->typing;
  add_step (self, step);
  tell_difference (self, before);
}

void
sluice_table_history_freeze (SluiceTableHistory *self)
{
  self->frozen++;
}

void
sluice_table_history_thaw (SluiceTableHistory *self)
{
  g_return_if_fail (self->frozen > 0);

  self->frozen--;
}

void
sluice_table_history_detach (SluiceTableHistory *self)
{
  sluice_table_history_clear (self);
  self->list = NULL;
}

static void
replace_in_step (gpointer data, gpointer user_data)
{
  Step *step = data;
  GHashTable *replacements = user_data;

  for (guint i = 0; i < step->records->len; i++)
    {
      SluiceHistoryRecord *record = get_record (step, i);
      SluiceTable *replacement = g_hash_table_lookup (replacements, record->table);

      if (replacement != NULL)
        {
          g_set_object (&record->table, replacement);
          record->parts = sluice_choice_fit (&record->choice, replacement, record->parts);
        }
    }
}

void
sluice_table_history_replace (SluiceTableHistory *self, GHashTable *replacements)
{
  g_queue_foreach (&self->undo, replace_in_step, replacements);
  g_queue_foreach (&self->redo, replace_in_step, replacements);
}

gboolean
sluice_table_history_get_can_undo (SluiceTableHistory *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_HISTORY (self), FALSE);

  return self->undo.length > 0;
}

gboolean
sluice_table_history_get_can_redo (SluiceTableHistory *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_HISTORY (self), FALSE);

  return self->redo.length > 0;
}

const char *
sluice_table_history_get_undo_description (SluiceTableHistory *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_HISTORY (self), NULL);

  return self->undo.length > 0 ? ((Step *) g_queue_peek_head (&self->undo))->description : NULL;
}

const char *
sluice_table_history_get_redo_description (SluiceTableHistory *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_HISTORY (self), NULL);

  return self->redo.length > 0 ? ((Step *) g_queue_peek_head (&self->redo))->description : NULL;
}

typedef struct
{
  SluiceTableHistory *history;
  Step *step;
  gboolean backwards;
} Swap;

static void
swap_record (guint position, gpointer user_data)
{
  Swap *swap = user_data;
  guint n = swap->step->records->len;
  SluiceHistoryRecord *record = get_record (swap->step, swap->backwards ? n - 1 - position : position);
  SluiceChoice now;

  sluice_choice_init (&now, record->table);
  /* One that was taken out of the list since has nobody to tell, and is right if it ever comes back. */
  sluice_table_apply_choice (record->table, &record->choice, record->parts);
  sluice_choice_clear (&record->choice);
  record->choice = now;
}

static void
swap_done (gpointer user_data)
{
  Swap *swap = user_data;

  sluice_table_history_thaw (swap->history);
  g_object_unref (swap->history);
  g_free (swap);
}

/* Swaps what a step holds with what the tables have. The step stays where it is now, so a second swap while the first
 * is under way finds it finished. */
static void
swap_step (SluiceTableHistory *self, Step *step, gboolean backwards)
{
  Swap *swap = g_new0 (Swap, 1);

  swap->history = g_object_ref (self);
  swap->step = step;
  swap->backwards = backwards;
  sluice_table_history_freeze (self);
  if (step->frequency >= 0)
    {
      int now = sluice_table_list_get_frequency (self->list);

      sluice_table_list_set_frequency (self->list, step->frequency);
      step->frequency = now;
    }
  sluice_table_edit_run (self->list, step->records->len, swap_record, swap, swap_done);
}

static gboolean
move_step (SluiceTableHistory *self, GQueue *from, GQueue *to)
{
  Seen before;
  Step *step;

  if (self->list == NULL)
    return FALSE;
  sluice_table_list_finish_edit (self->list);
  if (from->length == 0 || sluice_table_list_get_in_edit (self->list))
    return FALSE;

  before = look (self);
  step = g_queue_pop_head (from);
  /* What is typed now does not go on with what was typed before it. */
  step->typing = 0;
  g_queue_push_head (to, step);
  swap_step (self, step, from == &self->undo);
  tell_difference (self, before);

  return TRUE;
}

gboolean
sluice_table_history_undo (SluiceTableHistory *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_HISTORY (self), FALSE);

  return move_step (self, &self->undo, &self->redo);
}

gboolean
sluice_table_history_redo (SluiceTableHistory *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_HISTORY (self), FALSE);

  return move_step (self, &self->redo, &self->undo);
}

void
sluice_table_history_clear (SluiceTableHistory *self)
{
  Seen before;

  g_return_if_fail (SLUICE_IS_TABLE_HISTORY (self));

  if (self->list != NULL)
    sluice_table_list_finish_edit (self->list);
  before = look (self);
  g_queue_clear_full (&self->undo, (GDestroyNotify) step_dispose_of);
  g_queue_clear_full (&self->redo, (GDestroyNotify) step_dispose_of);
  self->n_records = 0;
  tell_difference (self, before);
}

void
sluice_table_history_describe (SluiceTableHistory *self, const char *description)
{
  g_return_if_fail (SLUICE_IS_TABLE_HISTORY (self));
  g_return_if_fail (description != NULL);

  if (self->frozen == 0)
    g_set_str (&get_open (self)->description, description);
}

void
sluice_table_history_begin_typing (SluiceTableHistory *self)
{
  g_return_if_fail (SLUICE_IS_TABLE_HISTORY (self));

  self->typing = ++self->n_typings;
}

void
sluice_table_history_end_typing (SluiceTableHistory *self)
{
  g_return_if_fail (SLUICE_IS_TABLE_HISTORY (self));

  self->typing = 0;
}
