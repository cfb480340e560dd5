/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-journal.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "sluice-journal-disk.h"
#include "sluice-journal-lock.h"
#include "sluice-journal-record.h"
#include "sluice-json.h"
#include "sluice-worker.h"

/* Characters of a server's words: a batch of a hundred tables has a sentence for each. */
#define PROBLEM_MAX 500

struct _SluiceJournal
{
  GObject parent_instance;

  char *id;
  SluiceJournalDisk *disk;
  SluiceJournalRecord *record;
  char *problem;
  guint n_changes;
  gboolean running;
  gboolean locked;
};

enum
{
  PROP_ID = 1,
  PROP_STATE,
  PROP_SCHEDULE_STATE,
  PROP_TITLE,
  PROP_SOURCE_ID,
  PROP_CHANGED_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceJournal, sluice_journal, G_TYPE_OBJECT)

/* The ids of the set-ups that this process is running → where. The listing looks at it from a thread. */
static GMutex running_mutex;
static GHashTable *running_ids;

static SluiceJournal *
journal_load (const char *id)
{
  SluiceJournal *self = g_object_new (SLUICE_TYPE_JOURNAL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  GStatBuf status;

  self->id = g_strdup (id);
  self->disk = sluice_journal_disk_new (id);
  self->locked = sluice_journal_lock_is_elsewhere (sluice_journal_disk_get_path (self->disk));
  path = g_build_filename (sluice_journal_disk_get_path (self->disk), SLUICE_JOURNAL_STATE_FILE, NULL);
  if (!sluice_journal_record_load (self->record, path, &error))
    {
      self->record->state = SLUICE_SETUP_STATE_DRAFT;
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
        self->problem = g_strdup (error->message);
      else
        /* Translators: %s is technical and in English. */
        self->problem = g_strdup_printf (_ ("Its record cannot be read and is left alone: %s"), error->message);
    }
  if (self->record->changed_at == NULL && g_stat (sluice_journal_disk_get_path (self->disk), &status) == 0)
    self->record->changed_at = g_date_time_new_from_unix_utc (status.st_mtime);

  return self;
}

static gboolean
is_running (const char *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&running_mutex);

  return running_ids != NULL && g_hash_table_contains (running_ids, id);
}

static int
compare_newest (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GDateTime *time_a = ((const SluiceJournal *) a)->record->changed_at;
  GDateTime *time_b = ((const SluiceJournal *) b)->record->changed_at;

  if (time_a == NULL || time_b == NULL)
    return (time_a == NULL) - (time_b == NULL);

  return g_date_time_compare (time_b, time_a);
}

/* FALSE and @error: what there is cannot be looked at, as in a folder that may be listed and not entered. */
static gboolean
check_folder (const char *path, gboolean *is_folder, GError **error)
{
  GStatBuf status;

  *is_folder = g_stat (path, &status) == 0 && S_ISDIR (status.st_mode);
  if (*is_folder || errno != EACCES)
    return TRUE;

  return sluice_journal_disk_set_errno_error (error, errno, path);
}

static DexFuture *
list_work (gpointer user_data)
{
  gboolean done = GPOINTER_TO_INT (user_data);
  g_autofree char *root = sluice_journal_disk_dup_root ();
  g_autoptr (GListStore) store = g_list_store_new (SLUICE_TYPE_JOURNAL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (root, 0, &error);
  const char *name;

  if (dir == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return dex_future_new_for_error (g_steal_pointer (&error));

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (SluiceJournal) journal = NULL;
      g_autofree char *path = g_build_filename (root, name, NULL);
      gboolean is_folder;

      if (!g_uuid_string_is_valid (name) || is_running (name))
        continue;
      if (!check_folder (path, &is_folder, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
      if (!is_folder || sluice_journal_disk_is_remains (path))
        continue;

      journal = journal_load (name);
      if ((journal->record->state == SLUICE_SETUP_STATE_DONE) == done)
        g_list_store_insert_sorted (store, journal, compare_newest, NULL);
    }

  return dex_future_new_take_object (g_steal_pointer (&store));
}

DexFuture *
sluice_journal_list_unfinished (void)
{
  return sluice_worker_run (list_work, GINT_TO_POINTER (FALSE), NULL);
}

DexFuture *
sluice_journal_list_done (void)
{
  return sluice_worker_run (list_work, GINT_TO_POINTER (TRUE), NULL);
}

DexFuture *
sluice_journal_clear_remains (void)
{
  return sluice_journal_disk_clear_remains ();
}

static void
notify_record (SluiceJournal *self, const SluiceJournalRecord *before)
{
  const SluiceJournalRecord *now = self->record;

  g_object_freeze_notify (G_OBJECT (self));
  if (before->state != now->state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  if (before->schedule_state != now->schedule_state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCHEDULE_STATE]);
  if (g_strcmp0 (before->title, now->title) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  if (g_strcmp0 (before->source_id, now->source_id) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE_ID]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED_AT]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
take_record (SluiceJournal *self, SluiceJournalRecord *record)
{
  g_autoptr (SluiceJournalRecord) before = self->record;

  self->record = record;
  notify_record (self, before);
}

/* A change that is on its way to the disk, and what stood before it. */
typedef struct
{
  SluiceJournal *journal;
  SluiceJournalRecord *before;
  guint number;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->before, sluice_journal_record_free);
  g_object_unref (change->journal);
  g_free (change);
}

static DexFuture *
written_cb (DexFuture *completed, gpointer user_data)
{
  Change *change = user_data;
  SluiceJournal *self = change->journal;

  /* What could not be written did not happen, unless something was asked for since. */
  if (dex_future_is_rejected (completed) && change->number == self->n_changes)
    take_record (self, g_steal_pointer (&change->before));

  return dex_ref (completed);
}

static const char *
check_writable (SluiceJournal *self)
{
  const char *project_id = self->record->project_id;

  if (self->problem != NULL)
    return self->problem;
  if (project_id == NULL || *project_id == '\0' || strspn (project_id, "0123456789") != strlen (project_id))
    return _ ("A set-up needs the number of its project.");

  return NULL;
}

/* Makes @record the journal's, and writes it with what else there is to write. */
static DexFuture *
change_record (SluiceJournal *self, SluiceJournalRecord *record, SluicePlan *plan)
{
  const char *obstacle = check_writable (self);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  Change *change;
  DexFuture *write;
  char *state_text;

  if (obstacle != NULL)
    {
      sluice_journal_record_free (record);
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s", obstacle);
    }

  g_clear_pointer (&record->changed_at, g_date_time_unref);
  record->changed_at = g_date_time_ref (now);
  if (record->created_at == NULL)
    record->created_at = g_date_time_ref (now);
  change = g_new0 (Change, 1);
  change->journal = g_object_ref (self);
  change->before = sluice_journal_record_copy (self->record);
  change->number = ++self->n_changes;
  state_text = sluice_journal_record_to_text (record);
  take_record (self, record);
  write = sluice_journal_disk_write (self->disk, plan != NULL ? sluice_plan_snapshot_new (plan) : NULL, state_text);

  return dex_future_finally (write, written_cb, change, change_free);
}

static void
sluice_journal_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceJournal *self = SLUICE_JOURNAL (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->record->state);
      break;

    case PROP_SCHEDULE_STATE:
      g_value_set_enum (value, self->record->schedule_state);
      break;

    case PROP_TITLE:
      g_value_set_string (value, sluice_journal_get_title (self));
      break;

    case PROP_SOURCE_ID:
      g_value_set_string (value, self->record->source_id);
      break;

    case PROP_CHANGED_AT:
      g_value_set_boxed (value, self->record->changed_at);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_journal_dispose (GObject *object)
{
  sluice_journal_set_running (SLUICE_JOURNAL (object), FALSE);

  G_OBJECT_CLASS (sluice_journal_parent_class)->dispose (object);
}

static void
sluice_journal_finalize (GObject *object)
{
  SluiceJournal *self = SLUICE_JOURNAL (object);

  g_clear_pointer (&self->disk, sluice_journal_disk_unref);
  g_clear_pointer (&self->record, sluice_journal_record_free);
  g_free (self->id);
  g_free (self->problem);

  G_OBJECT_CLASS (sluice_journal_parent_class)->finalize (object);
}

static void
sluice_journal_class_init (SluiceJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sluice_journal_get_property;
  object_class->dispose = sluice_journal_dispose;
  object_class->finalize = sluice_journal_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SLUICE_TYPE_SETUP_STATE, SLUICE_SETUP_STATE_DRAFT, flags);
  properties[PROP_SCHEDULE_STATE] =
      g_param_spec_enum ("schedule-state", NULL, NULL, SLUICE_TYPE_SCHEDULE_STATE, SLUICE_SCHEDULE_STATE_TO_DO, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_SOURCE_ID] = g_param_spec_string ("source-id", NULL, NULL, NULL, flags);
  properties[PROP_CHANGED_AT] = g_param_spec_boxed ("changed-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_journal_init (SluiceJournal *self)
{
  self->record = g_new0 (SluiceJournalRecord, 1);
}

SluiceJournal *
sluice_journal_new (const char *base_url, const char *project_id)
{
  SluiceJournal *self;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (project_id != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_JOURNAL, NULL);
  self->id = g_uuid_string_random ();
  self->disk = sluice_journal_disk_new (self->id);
  self->record->base_url = g_strdup (base_url);
  self->record->project_id = g_strdup (project_id);

  return self;
}

const char *
sluice_journal_get_id (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->id;
}

char *
sluice_journal_dup_path (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return g_strdup (sluice_journal_disk_get_path (self->disk));
}

const char *
sluice_journal_get_title (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->title != NULL ? self->record->title : "";
}

const char *
sluice_journal_get_source_type (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->source_type;
}

const char *
sluice_journal_get_prefix (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->prefix;
}

const char *
sluice_journal_get_base_url (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->base_url;
}

const char *
sluice_journal_get_project_id (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->project_id;
}

SluiceSetupState
sluice_journal_get_state (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), SLUICE_SETUP_STATE_DRAFT);

  return self->record->state;
}

SluiceScheduleState
sluice_journal_get_schedule_state (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), SLUICE_SCHEDULE_STATE_TO_DO);

  return self->record->schedule_state;
}

SluiceRegistrationState
sluice_journal_get_registration_state (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), SLUICE_REGISTRATION_TO_DO);

  return self->record->registration_state;
}

GDateTime *
sluice_journal_get_registering_at (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->registering_at;
}

const char *
sluice_journal_get_source_id (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->source_id;
}

gboolean
sluice_journal_get_remember (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), FALSE);

  return self->record->remember;
}

void
sluice_journal_set_remember (SluiceJournal *self, gboolean remember)
{
  g_return_if_fail (SLUICE_IS_JOURNAL (self));

  self->record->remember = remember;
}

const char *const *
sluice_journal_get_known_ids (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return (const char *const *) self->record->known_ids;
}

GDateTime *
sluice_journal_get_sent_at (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->sent_at;
}

const char *
sluice_journal_get_problem (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->problem;
}

GDateTime *
sluice_journal_get_changed_at (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->changed_at;
}

void
sluice_journal_set_running (SluiceJournal *self, gboolean running)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (SLUICE_IS_JOURNAL (self));

  running = !!running;
  if (self->running == running)
    return;

  self->running = running;
  locker = g_mutex_locker_new (&running_mutex);
  if (running_ids == NULL)
    running_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (running)
    g_hash_table_replace (running_ids, g_strdup (self->id), g_strdup (self->record->base_url));
  else
    g_hash_table_remove (running_ids, self->id);
}

static gboolean
is_at (gpointer id, gpointer base_url, gpointer wanted)
{
  return g_strcmp0 (base_url, wanted) == 0;
}

guint
sluice_journal_leave_running (const char *base_url)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&running_mutex);

  g_return_val_if_fail (base_url != NULL, 0);

  return running_ids != NULL ? g_hash_table_foreach_remove (running_ids, is_at, (gpointer) base_url) : 0;
}

gboolean
sluice_journal_get_locked (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), FALSE);

  return self->locked;
}

/* What a worker reads while the journal may go. */
typedef struct
{
  SluiceJournalDisk *disk;
  SluiceJournalRecord *record;
} TakingUp;

static void
taking_up_clear (gpointer data)
{
  TakingUp *taking_up = data;

  g_clear_pointer (&taking_up->record, sluice_journal_record_free);
  sluice_journal_disk_unref (taking_up->disk);
}

static void
taking_up_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, taking_up_clear);
}

static DexFuture *
take_up_work (gpointer user_data)
{
  TakingUp *taking_up = user_data;
  g_autofree char *path =
      g_build_filename (sluice_journal_disk_get_path (taking_up->disk), SLUICE_JOURNAL_STATE_FILE, NULL);
  g_autoptr (GError) error = NULL;

  if (!sluice_journal_disk_lock (taking_up->disk, &error) ||
      !sluice_journal_record_load (taking_up->record, path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

typedef struct
{
  SluiceJournal *journal;
  TakingUp *taking_up;
} Taken;

static void
taken_free (gpointer data)
{
  Taken *taken = data;

  taking_up_unref (taken->taking_up);
  g_object_unref (taken->journal);
  g_free (taken);
}

static DexFuture *
taken_up_cb (DexFuture *completed, gpointer user_data)
{
  Taken *taken = user_data;

  take_record (taken->journal, g_steal_pointer (&taken->taking_up->record));

  return dex_ref (completed);
}

DexFuture *
sluice_journal_take_up (SluiceJournal *self)
{
  Taken *taken;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  if (self->problem != NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s", self->problem);

  taken = g_new0 (Taken, 1);
  taken->journal = g_object_ref (self);
  taken->taking_up = g_atomic_rc_box_new0 (TakingUp);
  taken->taking_up->disk = sluice_journal_disk_ref (self->disk);
  taken->taking_up->record = g_new0 (SluiceJournalRecord, 1);

  return dex_future_then (sluice_worker_run (take_up_work, g_atomic_rc_box_acquire (taken->taking_up), taking_up_unref),
                          taken_up_cb, taken, taken_free);
}

DexFuture *
sluice_journal_write_plan (SluiceJournal *self, SluicePlan *plan)
{
  SluiceSourceType *source_type;
  SluiceJournalRecord *record;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  source_type = sluice_plan_get_source_type (plan);
  record = sluice_journal_record_copy (self->record);
  g_free (record->title);
  record->title = sluice_plan_dup_title (plan);
  g_set_str (&record->source_type, source_type != NULL ? sluice_source_type_get_name (source_type) : NULL);
  g_set_str (&record->prefix, sluice_plan_get_prefix (plan));
  record->remember = sluice_plan_get_remember (plan);

  return change_record (self, record, plan);
}

DexFuture *
sluice_journal_enter (SluiceJournal *self, SluiceSetupState state, const char *source_id, const char *const *known_ids)
{
  SluiceJournalRecord *record;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  record = sluice_journal_record_copy (self->record);
  record->state = state;
  if (source_id != NULL)
    g_set_str (&record->source_id, source_id);
  if (known_ids != NULL || state == SLUICE_SETUP_STATE_DRAFT)
    {
      g_strfreev (record->known_ids);
      record->known_ids = g_strdupv ((char **) known_ids);
    }
  if (state == SLUICE_SETUP_STATE_CREATING || state == SLUICE_SETUP_STATE_DRAFT)
    g_clear_pointer (&record->sent_at, g_date_time_unref);
  if (state == SLUICE_SETUP_STATE_CREATING)
    record->sent_at = g_date_time_new_now_utc ();

  return change_record (self, record, NULL);
}

DexFuture *
sluice_journal_begin_again (SluiceJournal *self)
{
  SluiceJournalRecord *record;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  record = sluice_journal_record_copy (self->record);
  record->state = SLUICE_SETUP_STATE_DRAFT;
  record->schedule_state = SLUICE_SCHEDULE_STATE_TO_DO;
  g_clear_pointer (&record->schedule_problem, g_free);
  record->registration_state = SLUICE_REGISTRATION_TO_DO;
  g_clear_pointer (&record->source_id, g_free);
  g_clear_pointer (&record->known_ids, g_strfreev);
  g_clear_pointer (&record->sent_at, g_date_time_unref);
  g_clear_pointer (&record->registering_at, g_date_time_unref);

  return change_record (self, record, NULL);
}

DexFuture *
sluice_journal_enter_schedule (SluiceJournal *self, SluiceScheduleState state)
{
  SluiceJournalRecord *record;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  record = sluice_journal_record_copy (self->record);
  record->schedule_state = state;
  if (state == SLUICE_SCHEDULE_STATE_DONE)
    g_clear_pointer (&record->schedule_problem, g_free);

  return change_record (self, record, NULL);
}

DexFuture *
sluice_journal_set_schedule_problem (SluiceJournal *self, const char *words)
{
  SluiceJournalRecord *record;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);
  g_return_val_if_fail (words != NULL, NULL);

  record = sluice_journal_record_copy (self->record);
  g_free (record->schedule_problem);
  record->schedule_problem =
      g_utf8_strlen (words, -1) > PROBLEM_MAX ? g_utf8_substring (words, 0, PROBLEM_MAX) : g_strdup (words);

  return change_record (self, record, NULL);
}

const char *
sluice_journal_get_schedule_problem (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return self->record->schedule_problem;
}

DexFuture *
sluice_journal_enter_registration (SluiceJournal *self, SluiceRegistrationState state)
{
  SluiceJournalRecord *record;

  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  record = sluice_journal_record_copy (self->record);
  record->registration_state = state;
  if (state == SLUICE_REGISTRATION_REGISTERING)
    {
      g_clear_pointer (&record->registering_at, g_date_time_unref);
      record->registering_at = g_date_time_new_now_utc ();
    }

  return change_record (self, record, NULL);
}

DexFuture *
sluice_journal_discard (SluiceJournal *self)
{
  g_return_val_if_fail (SLUICE_IS_JOURNAL (self), NULL);

  return sluice_journal_disk_remove (self->disk);
}
