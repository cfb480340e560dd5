/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-registration.h"

#include "sluice-fiber.h"
#include "sluice-json.h"
#include "sluice-plan-poll.h"

/* A call whose answer was lost may be under way for as long as the longest of all (contract, section 1.8). */
#define LOST_SECONDS 150
/* How long to wait between two looks at what a lost call came to. */
#define LOOK_SECONDS 15

struct _SluiceRegistration
{
  GObject parent_instance;

  SluiceClient *client;
  SluicePlan *plan;
  SluiceJournal *journal;
  SluiceClock clock;
  char *source_id;
  SluiceWebhook *webhook;
  char *url;
  char *message;
  GError *error;
  GStrv pending; /* fields that the server asked for in its last answer */
  DexPromise *settled;
  SluiceRegistrationState state;
  gint64 sent_at; /* when it was asked for, by the clock; 0: not by this run */

  guint busy : 1;
  guint gone : 1; /* with its source */
};

enum
{
  PROP_STATE = 1,
  PROP_BUSY,
  PROP_SETTLED,
  PROP_WEBHOOK,
  PROP_URL,
  PROP_MESSAGE,
  PROP_ERROR,
  PROP_GONE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceRegistration, sluice_registration, G_TYPE_OBJECT)

static void
notify (SluiceRegistration *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_busy (SluiceRegistration *self, gboolean busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  notify (self, PROP_BUSY);
}

static void
set_error (SluiceRegistration *self, const GError *error)
{
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  notify (self, PROP_ERROR);
}

static void
set_text (SluiceRegistration *self, char **text, const char *value, guint prop_id)
{
  if (g_set_str (text, value))
    notify (self, prop_id);
}

static gboolean
is_settled (SluiceRegistrationState state)
{
  return state == SLUICE_REGISTRATION_REGISTERED || state == SLUICE_REGISTRATION_LATER;
}

/* What was left for later may be taken up again: then it is waited for anew. */
static void
settle (SluiceRegistration *self)
{
  gboolean settled = is_settled (self->state);

  if (settled != dex_future_is_pending (DEX_FUTURE (self->settled)))
    return;

  if (settled)
    dex_promise_resolve_boolean (self->settled, TRUE);
  else
    {
      dex_clear (&self->settled);
      self->settled = dex_promise_new ();
    }
  notify (self, PROP_SETTLED);
}

/* What the disk does not take is true all the same. Within a fiber. */
static gboolean
enter (SluiceRegistration *self, SluiceRegistrationState state, GError **error)
{
  /* One that is asked for once more has a time of its own, which says how long it may be under way. */
  gboolean known =
      state != SLUICE_REGISTRATION_REGISTERING && sluice_journal_get_registration_state (self->journal) == state;
  gboolean recorded;

  /* The record is of the next source by now, or of none. */
  if (self->gone)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The source is gone");
      return FALSE;
    }

  recorded = known || dex_await (sluice_journal_enter_registration (self->journal, state), error);

  /* Nothing that makes anything is sent before it stands on the disk. */
  if (!recorded && state == SLUICE_REGISTRATION_REGISTERING)
    return FALSE;

  if (self->state != state)
    {
      self->state = state;
      notify (self, PROP_STATE);
    }
  settle (self);

  return recorded;
}

/* --- how it stands --- */

static gboolean
is_pending (SluiceRegistration *self, const char *name)
{
  return self->pending != NULL && g_strv_contains ((const char *const *) self->pending, name);
}

gboolean
sluice_registration_is_missing (SluiceRegistration *self, SluiceField *field)
{
  const char *name;

  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_FIELD (field), FALSE);

  name = sluice_field_get_name (field);

  return (sluice_field_get_required (field) || is_pending (self, name)) &&
         (self->webhook == NULL || !sluice_webhook_has_input (self->webhook, name));
}

static gboolean
is_any_missing (SluiceRegistration *self)
{
  GPtrArray *fields = sluice_source_type_get_webhook_fields (sluice_plan_get_source_type (self->plan));

  for (guint i = 0; i < fields->len; i++)
    if (sluice_registration_is_missing (self, g_ptr_array_index (fields, i)))
      return TRUE;

  return FALSE;
}

/* Within a fiber. */
static gboolean
look (SluiceRegistration *self, GError **error)
{
  g_autoptr (SluiceWebhook) webhook =
      dex_await_object (sluice_client_get_webhook_info (self->client, self->source_id), error);

  if (webhook == NULL)
    return FALSE;

  g_set_object (&self->webhook, webhook);
  notify (self, PROP_WEBHOOK);
  if (sluice_webhook_get_url (webhook) != NULL)
    set_text (self, &self->url, sluice_webhook_get_url (webhook), PROP_URL);

  return TRUE;
}

/* Registered, or something for the person to do. Within a fiber. */
static gboolean
conclude (SluiceRegistration *self)
{
  gboolean registered = sluice_webhook_get_state (self->webhook) == SLUICE_WEBHOOK_REGISTERED && !is_any_missing (self);

  if (registered)
    set_text (self, &self->message, NULL, PROP_MESSAGE);
  enter (self, registered ? SLUICE_REGISTRATION_REGISTERED : SLUICE_REGISTRATION_MANUAL, NULL);

  return registered;
}

/* --- having it made --- */

static void
take_creation (SluiceRegistration *self, SluiceWebhookCreation *creation)
{
  const char *message =
      sluice_webhook_creation_get_success (creation) ? NULL : sluice_webhook_creation_get_error (creation);

  g_strfreev (self->pending);
  self->pending = g_strdupv ((GStrv) sluice_webhook_creation_get_pending_inputs (creation));
  if (sluice_webhook_creation_get_url (creation) != NULL)
    set_text (self, &self->url, sluice_webhook_creation_get_url (creation), PROP_URL);
  set_text (self, &self->message, message, PROP_MESSAGE);
}

/* Within a fiber. */
static gboolean
create (SluiceRegistration *self, GError **error)
{
  g_autoptr (SluiceWebhookCreation) creation = NULL;

  if (!enter (self, SLUICE_REGISTRATION_REGISTERING, error))
    return FALSE;

  self->sent_at = sluice_clock_now (&self->clock);
  creation = dex_await_object (sluice_client_create_webhook (self->client, self->source_id, NULL), error);
  if (creation == NULL)
    return FALSE;

  take_creation (self, creation);

  return TRUE;
}

/* Seconds for which a call that was sent may still be under way. */
static guint
get_seconds_under_way (SluiceRegistration *self)
{
  GDateTime *at = sluice_journal_get_registering_at (self->journal);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gint64 passed = 0;

  if (self->sent_at != 0)
    passed = (sluice_clock_now (&self->clock) - self->sent_at) / G_USEC_PER_SEC;
  else if (at != NULL)
    passed = MAX (g_date_time_difference (now, at), 0) / G_TIME_SPAN_SECOND;

  return (guint) CLAMP (LOST_SECONDS - passed, 0, LOST_SECONDS);
}

/* What became of a call whose answer was lost: it may come yet. Within a fiber. */
static gboolean
look_for_lost (SluiceRegistration *self, GError **error)
{
  guint left = get_seconds_under_way (self);

  if (self->sent_at == 0)
    self->sent_at = sluice_clock_now (&self->clock) - (LOST_SECONDS - left) * G_USEC_PER_SEC;
  while (look (self, error))
    {
      left = get_seconds_under_way (self);
      if (sluice_webhook_get_state (self->webhook) == SLUICE_WEBHOOK_REGISTERED || left == 0)
        return TRUE;
      dex_await (sluice_clock_wait (&self->clock, MIN (left, LOOK_SECONDS) * 1000), NULL);
    }

  return FALSE;
}

/* How it stands, once nothing that was sent can be under way any more. Within a fiber. */
static gboolean
look_when_settled (SluiceRegistration *self, GError **error)
{
  return self->state == SLUICE_REGISTRATION_REGISTERING ? look_for_lost (self, error) : look (self, error);
}

static gboolean
is_lost (const GError *error)
{
  guint status = sluice_api_error_get_status (error);

  return sluice_api_error_is_doubtful (error) || sluice_error_is_cancelled (error) || (status >= 200 && status < 300);
}

static gboolean
is_absent (SluiceRegistration *self)
{
  return sluice_webhook_get_state (self->webhook) == SLUICE_WEBHOOK_ABSENT;
}

/* Has it made, again where nothing came of a call whose answer was lost. Within a fiber. */
static gboolean
create_and_look (SluiceRegistration *self, guint n_tries, GError **error)
{
  g_autoptr (GError) fault = NULL;

  for (; n_tries > 0; n_tries--)
    {
      g_clear_error (&fault);
      if (create (self, &fault))
        return look (self, error);
      if (!is_lost (fault))
        break;
      if (!look_for_lost (self, error))
        return FALSE;
      if (!is_absent (self))
        return TRUE;
    }
  enter (self, SLUICE_REGISTRATION_MANUAL, NULL);
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/* Within a fiber. */
static gboolean
register_once (SluiceRegistration *self, GError **error)
{
  /* Once, and once more when nothing came of it: no other one can come into being any more. */
  guint n_tries = self->state == SLUICE_REGISTRATION_REGISTERING ? 1 : 2;

  if (!look_when_settled (self, error))
    return FALSE;
  if (is_absent (self) && !create_and_look (self, n_tries, error))
    return FALSE;
  if (self->message == NULL && sluice_webhook_get_state (self->webhook) != SLUICE_WEBHOOK_REGISTERED)
    set_text (self, &self->message, sluice_webhook_get_blocked_reason (self->webhook), PROP_MESSAGE);

  conclude (self);

  return TRUE;
}

/* --- doing without --- */

static gboolean
is_planned (SluiceRegistration *self)
{
  return sluice_table_list_count_method (sluice_plan_get_tables (self->plan), SLUICE_SYNC_METHOD_WEBHOOK) > 0;
}

/* The plan says so first: should this end half way, a later run finds there what is left to be sent. Within a fiber. */
static gboolean
poll_instead (SluiceRegistration *self, GError **error)
{
  g_autoptr (SluiceSource) source = dex_await_object (sluice_client_get_source (self->client, self->source_id), error);
  g_autoptr (JsonNode) entries = NULL;

  if (source == NULL)
    return FALSE;

  entries = sluice_plan_poll_instead (self->plan, sluice_source_get_tables (source));
  if (!dex_await (sluice_journal_write_plan (self->journal, self->plan), error))
    return FALSE;
  if (json_array_get_length (json_node_get_array (entries)) > 0 &&
      !dex_await (sluice_client_update_tables (self->client, self->source_id, entries), error))
    return FALSE;
  enter (self, SLUICE_REGISTRATION_REGISTERED, NULL);

  return TRUE;
}

/* All that needs nobody. Within a fiber. */
static gboolean
settle_alone (SluiceRegistration *self, GError **error)
{
  if (is_planned (self))
    return register_once (self, error);
  if (sluice_registration_get_needed (self))
    return poll_instead (self, error);
  enter (self, SLUICE_REGISTRATION_REGISTERED, NULL);

  return TRUE;
}

/* --- what can be asked of it --- */

typedef struct
{
  SluiceRegistration *self;
  JsonNode *inputs;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->inputs, json_node_unref);
  g_object_unref (entry->self);
  g_free (entry);
}

/* Within a fiber. */
static DexFuture *
end (SluiceRegistration *self, gboolean result, GError *error)
{
  set_error (self, error);
  set_busy (self, FALSE);
  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_for_boolean (result);
}

static DexFuture *
run_fiber (gpointer user_data)
{
  SluiceRegistration *self = user_data;
  GError *error = NULL;

  if (settle_alone (self, &error) || g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND))
    return end (self, TRUE, error);

  /* What it came to the person sees, and can ask for again. */
  set_error (self, error);
  g_clear_error (&error);
  if (self->state != SLUICE_REGISTRATION_REGISTERING)
    enter (self, SLUICE_REGISTRATION_MANUAL, NULL);
  set_busy (self, FALSE);

  return dex_future_new_true ();
}

static DexFuture *
check_fiber (gpointer user_data)
{
  SluiceRegistration *self = user_data;
  GError *error = NULL;

  if (self->state == SLUICE_REGISTRATION_REGISTERING || sluice_registration_get_webhook (self) == NULL)
    return register_once (self, &error) ? end (self, is_settled (self->state), NULL) : end (self, FALSE, error);
  if (!look (self, &error))
    return end (self, FALSE, error);

  return end (self, conclude (self), NULL);
}

static DexFuture *
again_fiber (gpointer user_data)
{
  SluiceRegistration *self = user_data;
  GError *error = NULL;

  /* Made by hand meanwhile, or by a call whose answer was lost, it would be the second. */
  if (!look_when_settled (self, &error) ||
      (sluice_webhook_get_state (self->webhook) != SLUICE_WEBHOOK_REGISTERED && !create_and_look (self, 1, &error)))
    return end (self, FALSE, error);

  return end (self, conclude (self), NULL);
}

static DexFuture *
inputs_fiber (gpointer user_data)
{
  Entry *entry = user_data;
  SluiceRegistration *self = entry->self;
  GError *error = NULL;

  if (!dex_await (sluice_client_update_webhook_inputs (self->client, self->source_id, entry->inputs), &error) ||
      !look_when_settled (self, &error))
    return end (self, FALSE, error);

  return end (self, conclude (self), NULL);
}

static DexFuture *
confirm_fiber (gpointer user_data)
{
  SluiceRegistration *self = user_data;

  enter (self, SLUICE_REGISTRATION_REGISTERED, NULL);

  return end (self, TRUE, NULL);
}

static DexFuture *
later_fiber (gpointer user_data)
{
  SluiceRegistration *self = user_data;
  GError *error = NULL;

  /* Nobody would be reminded of what is not on the disk. */
  if (!dex_await (sluice_journal_enter_registration (self->journal, SLUICE_REGISTRATION_LATER), &error))
    return end (self, FALSE, error);
  enter (self, SLUICE_REGISTRATION_LATER, NULL);

  return end (self, TRUE, NULL);
}

static DexFuture *
poll_fiber (gpointer user_data)
{
  SluiceRegistration *self = user_data;
  GError *error = NULL;

  if (!poll_instead (self, &error))
    return end (self, FALSE, error);

  return end (self, TRUE, NULL);
}

/* Whoever asked may leave: what was begun is ended all the same. */
static DexFuture *
spawn_with (SluiceRegistration *self, DexFiberFunc func, gpointer data, GDestroyNotify free_data)
{
  DexFuture *fiber;

  set_busy (self, TRUE);
  set_error (self, NULL);
  fiber = sluice_fiber_spawn (func, data, free_data);
  dex_future_disown (dex_ref (fiber));

  return fiber;
}

static DexFuture *
spawn (SluiceRegistration *self, DexFiberFunc func)
{
  g_return_val_if_fail (!self->busy, NULL);

  return spawn_with (self, func, g_object_ref (self), g_object_unref);
}

DexFuture *
sluice_registration_run (SluiceRegistration *self, const char *source_id)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);
  g_return_val_if_fail (source_id != NULL, NULL);

  g_set_str (&self->source_id, source_id);

  return spawn (self, run_fiber);
}

DexFuture *
sluice_registration_check (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);
  g_return_val_if_fail (self->source_id != NULL, NULL);

  return spawn (self, check_fiber);
}

DexFuture *
sluice_registration_register_again (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);
  g_return_val_if_fail (self->source_id != NULL, NULL);

  return spawn (self, again_fiber);
}

DexFuture *
sluice_registration_enter_inputs (SluiceRegistration *self, JsonNode *inputs)
{
  Entry *entry;

  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);
  g_return_val_if_fail (self->source_id != NULL, NULL);
  g_return_val_if_fail (inputs != NULL, NULL);
  g_return_val_if_fail (!self->busy, NULL);

  entry = g_new0 (Entry, 1);
  entry->self = g_object_ref (self);
  entry->inputs = json_node_ref (inputs);

  return spawn_with (self, inputs_fiber, entry, entry_free);
}

DexFuture *
sluice_registration_confirm (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);
  g_return_val_if_fail (self->webhook != NULL, NULL);
  g_return_val_if_fail (sluice_webhook_get_state (self->webhook) == SLUICE_WEBHOOK_UNCHECKED, NULL);

  return spawn (self, confirm_fiber);
}

DexFuture *
sluice_registration_poll_instead (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);
  g_return_val_if_fail (self->source_id != NULL, NULL);

  return spawn (self, poll_fiber);
}

DexFuture *
sluice_registration_finish_later (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);
  g_return_val_if_fail (self->source_id != NULL, NULL);

  return spawn (self, later_fiber);
}

DexFuture *
sluice_registration_await_settled (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);

  return DEX_FUTURE (dex_ref (self->settled));
}

/* --- the object --- */

static void
sluice_registration_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceRegistration *self = SLUICE_REGISTRATION (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;

    case PROP_SETTLED:
      g_value_set_boolean (value, sluice_registration_get_settled (self));
      break;

    case PROP_WEBHOOK:
      g_value_set_object (value, self->webhook);
      break;

    case PROP_URL:
      g_value_set_string (value, self->url);
      break;

    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_GONE:
      g_value_set_boolean (value, self->gone);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_registration_dispose (GObject *object)
{
  SluiceRegistration *self = SLUICE_REGISTRATION (object);

  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_clear_object (&self->journal);
  g_clear_object (&self->webhook);
  dex_clear (&self->settled);

  G_OBJECT_CLASS (sluice_registration_parent_class)->dispose (object);
}

static void
sluice_registration_finalize (GObject *object)
{
  SluiceRegistration *self = SLUICE_REGISTRATION (object);

  g_free (self->source_id);
  g_free (self->url);
  g_free (self->message);
  g_clear_error (&self->error);
  g_strfreev (self->pending);

  G_OBJECT_CLASS (sluice_registration_parent_class)->finalize (object);
}

static void
sluice_registration_class_init (SluiceRegistrationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sluice_registration_get_property;
  object_class->dispose = sluice_registration_dispose;
  object_class->finalize = sluice_registration_finalize;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SLUICE_TYPE_REGISTRATION_STATE, SLUICE_REGISTRATION_TO_DO, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE, flags);
  properties[PROP_WEBHOOK] = g_param_spec_object ("webhook", NULL, NULL, SLUICE_TYPE_WEBHOOK, flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_GONE] = g_param_spec_boolean ("gone", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_registration_init (SluiceRegistration *self)
{
  self->settled = dex_promise_new ();
}

SluiceRegistration *
sluice_registration_new (SluiceClient *client, SluicePlan *plan, SluiceJournal *journal, const SluiceClock *clock)
{
  SluiceRegistration *self;

  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);
  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (clock != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_REGISTRATION, NULL);
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  self->journal = g_object_ref (journal);
  self->clock = *clock;
  self->state = sluice_journal_get_registration_state (journal);

  return self;
}

SluiceRegistrationState
sluice_registration_get_state (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), SLUICE_REGISTRATION_TO_DO);

  return self->state;
}

gboolean
sluice_registration_get_busy (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), FALSE);

  return self->busy;
}

gboolean
sluice_registration_get_settled (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), FALSE);

  return is_settled (self->state);
}

gboolean
sluice_registration_get_gone (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), FALSE);

  return self->gone;
}

void
sluice_registration_set_gone (SluiceRegistration *self)
{
  g_return_if_fail (SLUICE_IS_REGISTRATION (self));

  if (self->gone)
    return;

  self->gone = TRUE;
  notify (self, PROP_GONE);
}

SluiceWebhook *
sluice_registration_get_webhook (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);

  return self->webhook;
}

const char *
sluice_registration_get_url (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);

  return self->url;
}

const char *
sluice_registration_get_message (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);

  return self->message;
}

const GError *
sluice_registration_get_error (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);

  return self->error;
}

SluicePlan *
sluice_registration_get_plan (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), NULL);

  return self->plan;
}

gboolean
sluice_registration_get_needed (SluiceRegistration *self)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (self), FALSE);

  /* A plan that gave it up is not followed before the server has taken that. */
  return is_planned (self) ||
         (self->state != SLUICE_REGISTRATION_TO_DO && self->state != SLUICE_REGISTRATION_REGISTERED);
}
