/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-journal-record.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "sluice-journal-disk.h"
#include "sluice-json.h"

/* The version of the format that this Sluice writes; what is newer is left alone. */
#define FORMAT 1
/* The ids of ten thousand sources are half a megabyte. */
#define STATE_MAX_BYTES (16 * 1024 * 1024)

G_DEFINE_ENUM_TYPE (SluiceSetupState,
                    sluice_setup_state,
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_STATE_DRAFT, "draft"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_STATE_CREATING, "creating"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_STATE_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_STATE_VERIFYING, "verifying"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_STATE_WATCHING, "watching"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_STATE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_STATE_GONE, "gone"))

G_DEFINE_ENUM_TYPE (SluiceScheduleState,
                    sluice_schedule_state,
                    G_DEFINE_ENUM_VALUE (SLUICE_SCHEDULE_STATE_TO_DO, "to-do"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SCHEDULE_STATE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SCHEDULE_STATE_DONE, "done"))

G_DEFINE_ENUM_TYPE (SluiceRegistrationState,
                    sluice_registration_state,
                    G_DEFINE_ENUM_VALUE (SLUICE_REGISTRATION_TO_DO, "to-do"),
                    G_DEFINE_ENUM_VALUE (SLUICE_REGISTRATION_REGISTERING, "registering"),
                    G_DEFINE_ENUM_VALUE (SLUICE_REGISTRATION_REGISTERED, "registered"),
                    G_DEFINE_ENUM_VALUE (SLUICE_REGISTRATION_MANUAL, "manual"),
                    G_DEFINE_ENUM_VALUE (SLUICE_REGISTRATION_LATER, "later"))

static const char *
enum_to_word (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *entry = g_enum_get_value (klass, value);

  return entry != NULL ? entry->value_nick : NULL;
}

static gboolean
enum_from_word (GType type, const char *word, int *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  const GEnumValue *entry = word != NULL ? g_enum_get_value_by_nick (klass, word) : NULL;

  if (entry != NULL)
    *value = entry->value;

  return entry != NULL;
}

const char *
sluice_setup_state_to_word (SluiceSetupState state)
{
  return enum_to_word (SLUICE_TYPE_SETUP_STATE, state);
}

const char *
sluice_setup_state_get_label (SluiceSetupState state)
{
  switch (state)
    {
    case SLUICE_SETUP_STATE_DRAFT:
      return _ ("Not created yet");

    case SLUICE_SETUP_STATE_CREATING:
      return _ ("The source was being created");

    case SLUICE_SETUP_STATE_CREATED:
      return _ ("Created; the schedule was being set");

    case SLUICE_SETUP_STATE_VERIFYING:
      return _ ("Created; not verified yet");

    case SLUICE_SETUP_STATE_WATCHING:
      return _ ("Created; the first load was running");

    case SLUICE_SETUP_STATE_DONE:
      return _ ("Finished");

    case SLUICE_SETUP_STATE_GONE:
      return _ ("The source was deleted");

    default:
      g_return_val_if_reached ("");
    }
}

void
sluice_journal_record_free (SluiceJournalRecord *record)
{
  g_free (record->base_url);
  g_free (record->project_id);
  g_free (record->title);
  g_free (record->source_type);
  g_free (record->prefix);
  g_free (record->source_id);
  g_strfreev (record->known_ids);
  g_clear_pointer (&record->created_at, g_date_time_unref);
  g_clear_pointer (&record->changed_at, g_date_time_unref);
  g_clear_pointer (&record->sent_at, g_date_time_unref);
  g_clear_pointer (&record->registering_at, g_date_time_unref);
  g_free (record->schedule_problem);
  g_free (record);
}

static GDateTime *
ref_time (GDateTime *time)
{
  return time != NULL ? g_date_time_ref (time) : NULL;
}

SluiceJournalRecord *
sluice_journal_record_copy (const SluiceJournalRecord *from)
{
  SluiceJournalRecord *record = g_memdup2 (from, sizeof *from);

  record->base_url = g_strdup (from->base_url);
  record->project_id = g_strdup (from->project_id);
  record->title = g_strdup (from->title);
  record->source_type = g_strdup (from->source_type);
  record->prefix = g_strdup (from->prefix);
  record->source_id = g_strdup (from->source_id);
  record->known_ids = g_strdupv (from->known_ids);
  record->created_at = ref_time (from->created_at);
  record->changed_at = ref_time (from->changed_at);
  record->sent_at = ref_time (from->sent_at);
  record->registering_at = ref_time (from->registering_at);
  record->schedule_problem = g_strdup (from->schedule_problem);

  return record;
}

char *
sluice_journal_record_to_text (const SluiceJournalRecord *record)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonArray *ids = json_array_new ();

  json_object_set_int_member (object, "format", FORMAT);
  sluice_json_set_string (object, "base_url", record->base_url);
  json_object_set_int_member (object, "project_id", g_ascii_strtoll (record->project_id, NULL, 10));
  sluice_json_set_string (object, "title", record->title);
  sluice_json_set_string (object, "source_type", record->source_type);
  sluice_json_set_string (object, "prefix", record->prefix);
  sluice_json_set_string (object, "state", enum_to_word (SLUICE_TYPE_SETUP_STATE, record->state));
  sluice_json_set_string (object, "schedule", enum_to_word (SLUICE_TYPE_SCHEDULE_STATE, record->schedule_state));
  sluice_json_set_string (object, "webhook", enum_to_word (SLUICE_TYPE_REGISTRATION_STATE, record->registration_state));
  sluice_json_set_string (object, "source_id", record->source_id);
  for (guint i = 0; record->known_ids != NULL && record->known_ids[i] != NULL; i++)
    json_array_add_string_element (ids, record->known_ids[i]);
  json_object_set_array_member (object, "known_ids", ids);
  json_object_set_boolean_member (object, "remember", record->remember);
  sluice_json_set_time (object, "created_at", record->created_at);
  sluice_json_set_time (object, "changed_at", record->changed_at);
  sluice_json_set_time (object, "sent_at", record->sent_at);
  sluice_json_set_time (object, "registering_at", record->registering_at);
  sluice_json_set_string (object, "schedule_problem", record->schedule_problem);
  json_node_set_object (node, object);

  return sluice_json_to_text (node);
}

/* @fallback: what a record says that was written before there was such a state, or -1: there always was. */
static gboolean
read_state (JsonObject *object, const char *member, GType type, int fallback, int *value, GError **error)
{
  const char *word;

  if (fallback >= 0 && !json_object_has_member (object, member))
    {
      *value = fallback;
      return TRUE;
    }

  word = sluice_json_require_string (object, member, error);
  if (word == NULL)
    return FALSE;
  if (enum_from_word (type, word, value))
    return TRUE;

  g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE, _ ("“%s” is unknown"), member);

  return FALSE;
}

static gboolean
read_states (JsonObject *object, SluiceJournalRecord *record, GError **error)
{
  int state, schedule, registration;

  if (!read_state (object, "state", SLUICE_TYPE_SETUP_STATE, -1, &state, error) ||
      !read_state (object, "schedule", SLUICE_TYPE_SCHEDULE_STATE, -1, &schedule, error) ||
      !read_state (object, "webhook", SLUICE_TYPE_REGISTRATION_STATE, SLUICE_REGISTRATION_TO_DO, &registration, error))
    return FALSE;

  record->state = state;
  record->schedule_state = schedule;
  record->registration_state = registration;

  return TRUE;
}

/* Fills @record as far as the text can be read. On an error it holds nothing that could be taken for a state. */
static gboolean
record_read (SluiceJournalRecord *record, const char *text, gsize length, GError **error)
{
  g_autoptr (JsonNode) node = sluice_json_parse (text, length, error);
  JsonObject *object = node != NULL ? sluice_json_require_object (node, SLUICE_JOURNAL_STATE_FILE, error) : NULL;
  gint64 format, project_id;

  if (object == NULL)
    return FALSE;

  format = sluice_json_get_int (object, "format", 0);
  g_set_str (&record->title, sluice_json_get_string (object, "title", ""));
  if (format > FORMAT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _ ("It was begun with a newer Sluice and is left alone."));
      return FALSE;
    }
  project_id = sluice_json_get_int (object, "project_id", -1);
  if (format < 1 || project_id < 0)
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING, _ ("“%s” is missing"),
                   format < 1 ? "format" : "project_id");
      return FALSE;
    }
  record->base_url = g_strdup (sluice_json_require_string (object, "base_url", error));
  if (record->base_url == NULL || !read_states (object, record, error))
    return FALSE;

  record->project_id = g_strdup_printf ("%" G_GINT64_FORMAT, project_id);
  record->source_type = g_strdup (sluice_json_get_string (object, "source_type", NULL));
  record->prefix = g_strdup (sluice_json_get_string (object, "prefix", NULL));
  record->source_id = g_strdup (sluice_json_get_string (object, "source_id", NULL));
  record->known_ids = sluice_json_dup_strv (object, "known_ids");
  record->remember = sluice_json_get_boolean (object, "remember", FALSE);
  record->created_at = sluice_json_dup_time (object, "created_at");
  record->changed_at = sluice_json_dup_time (object, "changed_at");
  record->sent_at = sluice_json_dup_time (object, "sent_at");
  record->registering_at = sluice_json_dup_time (object, "registering_at");
  record->schedule_problem = g_strdup (sluice_json_get_string (object, "schedule_problem", NULL));

  return TRUE;
}

gboolean
sluice_journal_record_load (SluiceJournalRecord *record, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;
  GStatBuf status;

  if (g_stat (path, &status) == 0 && (!S_ISREG (status.st_mode) || status.st_size > STATE_MAX_BYTES))
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "state.json is not what Sluice writes");
      return FALSE;
    }

  return g_file_get_contents (path, &text, &length, error) && record_read (record, text, length, error);
}
