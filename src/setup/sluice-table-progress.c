/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-progress.h"

#include <glib/gi18n.h>
#include <math.h>

#include "sluice-advisor.h"
#include "sluice-estimate.h"
#include "sluice-time-left.h"

/* How much of a new measurement goes into the rate: rows arrive in batches, so that single measurements jump. */
#define RATE_WEIGHT 0.4
/* Two readings closer than this say nothing about a rate. */
#define RATE_MIN_SECONDS 0.2
/* How long a sync that was asked for may take to show. A job tells at once; an older server has none, and what fails
 * again there between two readings looks as if nothing had happened. */
#define RESTART_SECONDS 300

struct _SluiceTableProgress
{
  GObject parent_instance;

  char *name;
  char *table_name;
  char *table_id; /* NULL until the source was read */
  char *status_text;
  char *error;
  char *stored_name;
  char *job_id;
  char *ended_job_id;    /* the newest that was known when it was started again */
  char *nullable_cursor; /* NULL: no row is left out for its cursor */
  SluiceState state;
  SluiceState ended_state; /* how it stood when it was started again; NONE: that is past */
  gint64 restarted_at;     /* when it was first looked at after that; 0: not yet */
  gint64 rows;
  gint64 expected;
  double rate;
  double fraction;
  gint64 measured_rows;
  gint64 measured_at;
  gboolean off;
};

enum
{
  PROP_NAME = 1,
  PROP_STATE,
  PROP_STATUS_TEXT,
  PROP_ROWS,
  PROP_EXPECTED,
  PROP_RATE,
  PROP_FRACTION,
  PROP_ERROR,
  PROP_STORED_NAME,
  PROP_SETTLED,
  PROP_OFF,
  PROP_TABLE_ID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceTableProgress, sluice_table_progress, G_TYPE_OBJECT)

static void
notify (SluiceTableProgress *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static gboolean
is_settled (SluiceState state)
{
  return state == SLUICE_STATE_COMPLETED || state == SLUICE_STATE_FAILED || state == SLUICE_STATE_CANCELLED ||
         state == SLUICE_STATE_BILLING_LIMIT;
}

/* What somebody switched off is not waited for, once it does not run any more. */
static gboolean
is_over (SluiceTableProgress *self)
{
  return is_settled (self->state) || (self->off && self->state == SLUICE_STATE_PAUSED);
}

static void
set_state (SluiceTableProgress *self, SluiceState state, gboolean off)
{
  const gboolean was_over = is_over (self);
  const gboolean changed = self->state != state;
  const gboolean switched = self->off != off;

  self->state = state;
  self->off = off;
  if (changed)
    notify (self, PROP_STATE);
  if (switched)
    notify (self, PROP_OFF);
  if (was_over != is_over (self))
    notify (self, PROP_SETTLED);
}

static void
set_rows (SluiceTableProgress *self, gint64 rows)
{
  if (self->rows == rows)
    return;

  self->rows = rows;
  notify (self, PROP_ROWS);
}

static void
set_rate (SluiceTableProgress *self, double rate)
{
  if (self->rate == rate)
    return;

  self->rate = rate;
  notify (self, PROP_RATE);
}

static void
set_fraction (SluiceTableProgress *self, double fraction)
{
  if (self->fraction == fraction)
    return;

  self->fraction = fraction;
  notify (self, PROP_FRACTION);
}

static void
set_text (SluiceTableProgress *self, char **member, const char *text, guint prop_id)
{
  if (g_set_str (member, text))
    notify (self, prop_id);
}

static gboolean
is_off (SluiceSourceTable *table)
{
  return table != NULL && !sluice_source_table_get_should_sync (table);
}

static SluiceState
get_word (SluiceSourceTable *table)
{
  return table != NULL ? sluice_source_table_get_state (table) : SLUICE_STATE_NONE;
}

/* Whether a job is that of the sync that was started again. Where none was known before, one that runs is. */
static gboolean
is_new_job (SluiceTableProgress *self, SluiceJob *job)
{
  if (job == NULL)
    return FALSE;
  if (self->ended_job_id == NULL)
    return !is_settled (sluice_job_get_state (job));

  return g_strcmp0 (self->ended_job_id, sluice_job_get_id (job)) != 0;
}

/* Waits until the table's own word tells of the sync that was started again. */
static void
follow_restart (SluiceTableProgress *self, SluiceSourceTable *table, SluiceJob *job, gint64 now)
{
  const SluiceState word = get_word (table);
  const gboolean has_new_job = is_new_job (self, job);
  const SluiceState job_state = has_new_job ? sluice_job_get_state (job) : SLUICE_STATE_NONE;
  gboolean agrees;

  if (self->ended_state == SLUICE_STATE_NONE)
    return;

  /* Whichever way it ended: one that was cancelled the table may call failed. */
  agrees = is_settled (job_state) && (job_state == SLUICE_STATE_COMPLETED) == (word == SLUICE_STATE_COMPLETED);
  if (self->restarted_at == 0 || (has_new_job && !is_settled (job_state)))
    self->restarted_at = now;
  if (word == self->ended_state && !agrees && now - self->restarted_at < RESTART_SECONDS * G_USEC_PER_SEC)
    return;

  self->ended_state = SLUICE_STATE_NONE;
  g_clear_pointer (&self->ended_job_id, g_free);
}

static SluiceState
find_state (SluiceState word, SluiceSourceTable *table, SluiceJob *job)
{
  SluiceState state = word;

  /* A table's own word comes a moment after its first job's. */
  if (state == SLUICE_STATE_NONE && job != NULL && !is_settled (sluice_job_get_state (job)))
    state = sluice_job_get_state (job);
  if (is_off (table) && !is_settled (state) && state != SLUICE_STATE_RUNNING)
    state = SLUICE_STATE_PAUSED;

  return state;
}

static gint64
find_rows (SluiceTableProgress *self, SluiceSourceTable *table, SluiceJob *job, SluiceState state)
{
  gint64 rows = job != NULL ? sluice_job_get_rows_synced (job) : -1;

  /* The stored table's own count is only of this sync while there has been no other. */
  if (rows < 0 && state == SLUICE_STATE_COMPLETED && table != NULL)
    rows = sluice_source_table_get_row_count (table);

  return rows >= 0 ? rows : self->rows;
}

static void
measure_rate (SluiceTableProgress *self, SluiceJob *job, gint64 now)
{
  double seconds = (now - self->measured_at) / (double) G_USEC_PER_SEC;
  double measured;

  if (self->state != SLUICE_STATE_RUNNING || self->rows < 0)
    {
      self->measured_at = 0;
      set_rate (self, 0);
      return;
    }
  /* Nothing new was heard of its rows. */
  if (job == NULL)
    return;
  if (self->measured_at != 0 && seconds < RATE_MIN_SECONDS)
    return;

  if (self->measured_at != 0)
    {
      measured = MAX (self->rows - self->measured_rows, 0) / seconds;
      set_rate (self, self->rate == 0 ? measured : self->rate + RATE_WEIGHT * (measured - self->rate));
    }
  self->measured_rows = self->rows;
  self->measured_at = now;
}

static double
find_fraction (SluiceTableProgress *self)
{
  if (self->state == SLUICE_STATE_COMPLETED)
    return 1;
  if (self->expected <= 0 || (self->rows < 0 && self->state != SLUICE_STATE_NONE))
    return self->state == SLUICE_STATE_NONE ? 0 : -1;

  /* What discovery saw may be an estimate: more may have come. */
  return MIN (MAX (self->rows, 0) / (double) self->expected, 1);
}

/* Two figures are as exact as a rate is. */
static gint64
round_rate (double rate)
{
  double unit = rate < 100 ? 1 : pow (10, floor (log10 (rate)) - 1);

  return llround (rate / unit) * (gint64) unit;
}

static double
get_seconds_left (SluiceTableProgress *self)
{
  gint64 left = self->expected - self->rows;

  return self->expected > 0 && left > 0 && self->rate >= 1 ? left / self->rate : -1;
}

static char *
dup_running_text (SluiceTableProgress *self)
{
  const gint64 rounded = round_rate (self->rate);
  g_autofree char *left = sluice_time_left_to_string (get_seconds_left (self));
  g_autofree char *number = NULL;
  g_autofree char *rate = NULL;
  /* Translators: of a table that was switched off while it syncs; beside "Running" */
  const char *off = self->off ? _ ("paused after this sync") : NULL;

  if (self->rate < 1)
    return off != NULL ? g_strdup_printf ("%s · %s", sluice_state_get_label (self->state), off) :
                         g_strdup (sluice_state_get_label (self->state));

  number = sluice_rows_to_string (rounded);
  /* Translators: the first %s is "Running", the second a grouped number. */
  rate = g_strdup_printf (ngettext ("%s · %s row a second", "%s · %s rows a second", rounded),
                          sluice_state_get_label (self->state), number);
  if (off != NULL || left != NULL)
    return g_strdup_printf ("%s · %s", rate, off != NULL ? off : left);

  return g_steal_pointer (&rate);
}

static char *
dup_status_text (SluiceTableProgress *self, SluiceSourceTable *table)
{

  if (self->state == SLUICE_STATE_NONE)
    return g_strdup (_ ("Waiting"));
  if (self->state == SLUICE_STATE_OTHER)
    return g_strdup (table != NULL ? sluice_source_table_get_status_word (table) : NULL);
  if (self->state == SLUICE_STATE_COMPLETED && self->nullable_cursor != NULL && self->rows < self->expected)
    /* Translators: why a table has fewer rows than were expected: the first %s is “Completed”, the second a column */
    return g_strdup_printf (_ ("%s; rows without %s never sync"), sluice_state_get_label (self->state),
                            self->nullable_cursor);
  if (self->state == SLUICE_STATE_RUNNING)
    return dup_running_text (self);

  return g_strdup (sluice_state_get_label (self->state));
}

static const char *
find_error (SluiceTableProgress *self, SluiceSourceTable *table, SluiceJob *job)
{
  const char *error = NULL;

  if (!is_settled (self->state) || self->state == SLUICE_STATE_COMPLETED)
    return NULL;

  if (table != NULL)
    error = sluice_source_table_get_latest_error (table);
  if (error == NULL && job != NULL)
    error = sluice_job_get_latest_error (job);

  return error;
}

static void
sluice_table_progress_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceTableProgress *self = SLUICE_TABLE_PROGRESS (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;

    case PROP_STATUS_TEXT:
      g_value_set_string (value, self->status_text);
      break;

    case PROP_ROWS:
      g_value_set_int64 (value, self->rows);
      break;

    case PROP_EXPECTED:
      g_value_set_int64 (value, self->expected);
      break;

    case PROP_RATE:
      g_value_set_double (value, self->rate);
      break;

    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;

    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;

    case PROP_STORED_NAME:
      g_value_set_string (value, self->stored_name);
      break;

    case PROP_SETTLED:
      g_value_set_boolean (value, is_over (self));
      break;

    case PROP_OFF:
      g_value_set_boolean (value, self->off);
      break;

    case PROP_TABLE_ID:
      g_value_set_string (value, self->table_id);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_table_progress_finalize (GObject *object)
{
  SluiceTableProgress *self = SLUICE_TABLE_PROGRESS (object);

  g_free (self->name);
  g_free (self->table_name);
  g_free (self->table_id);
  g_free (self->status_text);
  g_free (self->error);
  g_free (self->stored_name);
  g_free (self->job_id);
  g_free (self->ended_job_id);
  g_free (self->nullable_cursor);

  G_OBJECT_CLASS (sluice_table_progress_parent_class)->finalize (object);
}

static void
sluice_table_progress_class_init (SluiceTableProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sluice_table_progress_get_property;
  object_class->finalize = sluice_table_progress_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
      g_param_spec_int ("state", NULL, NULL, SLUICE_STATE_NONE, SLUICE_STATE_OTHER, SLUICE_STATE_NONE, flags);
  properties[PROP_STATUS_TEXT] = g_param_spec_string ("status-text", NULL, NULL, NULL, flags);
  properties[PROP_ROWS] = g_param_spec_int64 ("rows", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_EXPECTED] = g_param_spec_int64 ("expected", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  properties[PROP_STORED_NAME] = g_param_spec_string ("stored-name", NULL, NULL, NULL, flags);
  properties[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE, flags);
  properties[PROP_OFF] = g_param_spec_boolean ("off", NULL, NULL, FALSE, flags);
  properties[PROP_TABLE_ID] = g_param_spec_string ("table-id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_table_progress_init (SluiceTableProgress *self)
{
  self->rows = -1;
  self->expected = -1;
}

SluiceTableProgress *
sluice_table_progress_new (SluiceTable *table)
{
  SluiceTableProgress *self;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);

  self = g_object_new (SLUICE_TYPE_TABLE_PROGRESS, NULL);
  self->name = g_strdup (sluice_table_get_display_name (table));
  self->table_name = g_strdup (sluice_table_get_name (table));
  self->expected = sluice_table_get_rows (table);
  if ((sluice_advisor_get_warnings (table) & SLUICE_WARNING_NULLABLE_CURSOR) != 0)
    self->nullable_cursor = g_strdup (sluice_table_get_cursor (table));
  self->status_text = dup_status_text (self, NULL);
  self->fraction = find_fraction (self);

  return self;
}

const char *
sluice_table_progress_get_name (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), NULL);

  return self->name;
}

const char *
sluice_table_progress_get_table_name (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), NULL);

  return self->table_name;
}

SluiceState
sluice_table_progress_get_state (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), SLUICE_STATE_NONE);

  return self->state;
}

const char *
sluice_table_progress_get_status_text (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), NULL);

  return self->status_text;
}

gint64
sluice_table_progress_get_rows (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), -1);

  return self->rows;
}

gint64
sluice_table_progress_get_expected (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), -1);

  return self->expected;
}

double
sluice_table_progress_get_rate (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), 0);

  return self->rate;
}

double
sluice_table_progress_get_fraction (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), -1);

  return self->fraction;
}

const char *
sluice_table_progress_get_error (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), NULL);

  return self->error;
}

const char *
sluice_table_progress_get_stored_name (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), NULL);

  return self->stored_name;
}

gboolean
sluice_table_progress_get_settled (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), FALSE);

  return is_over (self);
}

gboolean
sluice_table_progress_get_off (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), FALSE);

  return self->off;
}

const char *
sluice_table_progress_get_table_id (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), NULL);

  return self->table_id;
}

void
sluice_table_progress_set_off (SluiceTableProgress *self, gboolean off)
{
  g_autofree char *status_text = NULL;

  g_return_if_fail (SLUICE_IS_TABLE_PROGRESS (self));

  off = !!off;
  if (self->off == off)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  set_state (self, self->state, off);
  /* The word of a state that nobody knows is the server's. */
  if (self->state != SLUICE_STATE_OTHER)
    {
      status_text = dup_status_text (self, NULL);
      set_text (self, &self->status_text, status_text, PROP_STATUS_TEXT);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
sluice_table_progress_restart (SluiceTableProgress *self)
{
  g_autofree char *status_text = NULL;

  g_return_if_fail (SLUICE_IS_TABLE_PROGRESS (self));

  if (is_settled (self->state))
    {
      self->ended_state = self->state;
      g_set_str (&self->ended_job_id, self->job_id);
    }
  self->restarted_at = 0;

  g_object_freeze_notify (G_OBJECT (self));
  set_state (self, SLUICE_STATE_NONE, FALSE);
  set_rows (self, -1);
  set_rate (self, 0);
  self->measured_at = 0;
  set_fraction (self, find_fraction (self));
  set_text (self, &self->error, NULL, PROP_ERROR);
  status_text = dup_status_text (self, NULL);
  set_text (self, &self->status_text, status_text, PROP_STATUS_TEXT);
  g_object_thaw_notify (G_OBJECT (self));
}

void
sluice_table_progress_update (SluiceTableProgress *self, SluiceSourceTable *table, SluiceJob *job, gint64 now)
{
  g_autofree char *status_text = NULL;
  SluiceState word, state;

  g_return_if_fail (SLUICE_IS_TABLE_PROGRESS (self));
  g_return_if_fail (table == NULL || SLUICE_IS_SOURCE_TABLE (table));
  g_return_if_fail (job == NULL || SLUICE_IS_JOB (job));

  word = get_word (table);
  follow_restart (self, table, job, now);
  /* What is said of the sync before says nothing of this one. */
  if (self->ended_state != SLUICE_STATE_NONE)
    {
      word = SLUICE_STATE_NONE;
      job = is_new_job (self, job) ? job : NULL;
    }

  g_object_freeze_notify (G_OBJECT (self));
  /* Another job counts from zero again. */
  if (job != NULL && g_set_str (&self->job_id, sluice_job_get_id (job)))
    self->measured_at = 0;
  state = find_state (word, table, job);
  set_rows (self, find_rows (self, table, job, state));
  set_state (self, state, is_off (table));
  measure_rate (self, job, now);
  set_fraction (self, find_fraction (self));
  if (table != NULL)
    set_text (self, &self->table_id, sluice_source_table_get_id (table), PROP_TABLE_ID);
  if (table != NULL)
    set_text (self, &self->stored_name, sluice_source_table_get_stored_name (table), PROP_STORED_NAME);
  set_text (self, &self->error, find_error (self, table, job), PROP_ERROR);
  status_text = dup_status_text (self, table);
  set_text (self, &self->status_text, status_text, PROP_STATUS_TEXT);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
sluice_table_progress_get_restarted (SluiceTableProgress *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), FALSE);

  return self->ended_state != SLUICE_STATE_NONE;
}

gboolean
sluice_table_progress_is_restarted_job (SluiceTableProgress *self, SluiceJob *job)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_JOB (job), FALSE);

  return self->ended_state != SLUICE_STATE_NONE && is_new_job (self, job);
}
