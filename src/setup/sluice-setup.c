/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-setup.h"

#include <glib/gi18n.h>

#include "sluice-api-error.h"
#include "sluice-fiber.h"
#include "sluice-setup-private.h"
#include "sluice-setup-secrets.h"
#include "sluice-stage-private.h"
#include "sluice-table-fault.h"

enum
{
  PROP_STATE = 1,
  PROP_SOURCE_ID,
  PROP_STAGES,
  PROP_TABLES,
  PROP_QUERY,
  PROP_FINISHED,
  PROP_BUSY,
  PROP_QUESTION,
  PROP_REGISTRATION,
  PROP_ATTENDED,
  N_PROPS
};

enum
{
  SIGNAL_NEWS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceSetup, sluice_setup, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SluiceSetupQuestion,
                    sluice_setup_question,
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_QUESTION_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_QUESTION_SEND_AGAIN, "send-again"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN, "delete-and-send-again"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_QUESTION_NEW_PREFIX, "new-prefix"))

G_DEFINE_ENUM_TYPE (SluiceSetupNews,
                    sluice_setup_news,
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_NEWS_FINISHED, "finished"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_NEWS_TABLE_FAILED, "table-failed"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_NEWS_STALLED, "stalled"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_NEWS_STILL_RUNNING, "still-running"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_NEWS_NEEDS_PERSON, "needs-person"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_NEWS_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (SLUICE_SETUP_NEWS_GONE, "gone"))

static void
notify (SluiceSetup *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

void
sluice_setup_set_state (SluiceSetup *self, SluiceSetupState state)
{
  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

/* A webhook that waits for somebody goes on for ever. */
static gboolean
needs_nobody (SluiceSetup *self)
{
  return self->busy && (self->registration == NULL || sluice_registration_get_settled (self->registration) ||
                        self->state != SLUICE_SETUP_STATE_WATCHING || self->watching);
}

void
sluice_setup_update_attended (SluiceSetup *self)
{
  const gboolean attended = needs_nobody (self);

  if (self->attended == attended)
    return;

  self->attended = attended;
  notify (self, PROP_ATTENDED);
}

void
sluice_setup_set_busy (SluiceSetup *self, gboolean busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  sluice_setup_update_attended (self);
  notify (self, PROP_BUSY);
}

void
sluice_setup_tell (SluiceSetup *self, SluiceSetupNews news)
{
  g_signal_emit (self, signals[SIGNAL_NEWS], 0, news);
}

void
sluice_setup_set_question (SluiceSetup *self, SluiceSetupQuestion question)
{
  if (self->question == question)
    return;

  self->question = question;
  notify (self, PROP_QUESTION);
}

void
sluice_setup_set_query (SluiceSetup *self, char *query)
{
  g_free (self->query);
  self->query = query;
  notify (self, PROP_QUERY);
}

void
sluice_setup_set_finished (SluiceSetup *self)
{
  self->finished = TRUE;
  notify (self, PROP_FINISHED);
}

void
sluice_setup_take_source_id (SluiceSetup *self, char *source_id)
{
  g_free (self->source_id);
  self->source_id = source_id;
  notify (self, PROP_SOURCE_ID);
}

gboolean
sluice_setup_get_stopped (SluiceSetup *self)
{
  return !dex_future_is_pending (DEX_FUTURE (self->stop));
}

void
sluice_setup_enter_stage (SluiceSetup *self,
                          SluiceStageKind kind,
                          SluiceStageState state,
                          const char *detail,
                          const GError *error)
{
  sluice_stage_enter (sluice_setup_get_stage (self, kind), state, NULL, detail, error);
}

gboolean
sluice_setup_enter (SluiceSetup *self, SluiceSetupState state, const char *const *known_ids, GError **error)
{
  if (!dex_await (sluice_journal_enter (self->journal, state, self->source_id, known_ids), error))
    return FALSE;

  sluice_setup_set_state (self, state);

  return TRUE;
}

char *
sluice_setup_dup_create_detail (SluiceSetup *self)
{
  const char *label = sluice_source_type_get_label (sluice_plan_get_source_type (self->plan));
  const char *prefix = sluice_plan_get_prefix (self->plan);

  if (*prefix == '\0')
    /* Translators: %s is a type of source such as "Postgres". */
    return g_strdup_printf (_ ("%s, no prefix"), label);

  /* Translators: a type of source such as "Postgres", then the prefix of its tables. */
  return g_strdup_printf (_ ("%s, prefix %s"), label, prefix);
}

static void
fill_tables (SluiceSetup *self)
{
  SluiceTableList *tables = sluice_plan_get_tables (self->plan);
  g_autoptr (GPtrArray) progress = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (sluice_table_get_selected (table))
        g_ptr_array_add (progress, sluice_table_progress_new (table));
    }
  g_list_store_splice (self->tables, 0, g_list_model_get_n_items (G_LIST_MODEL (self->tables)), progress->pdata,
                       progress->len);
}

/* Within a fiber. */
static SluiceSetupOutcome
reach_source (SluiceSetup *self, GError **error)
{
  if (self->source_id != NULL)
    return SLUICE_SETUP_MADE;
  if (self->resend)
    return sluice_setup_create_again (self, error);
  if (self->state == SLUICE_SETUP_STATE_DRAFT)
    return sluice_setup_create (self, error);

  return SLUICE_SETUP_LOST;
}

/* What was waited for is over. What is left to do needs the person. Within a fiber. */
static DexFuture *
rest (SluiceSetup *self)
{
  sluice_setup_await_again (self);
  if (self->question == SLUICE_SETUP_QUESTION_NONE)
    sluice_journal_set_running (self->journal, FALSE);
  else
    sluice_setup_tell (self, SLUICE_SETUP_NEWS_NEEDS_PERSON);
  sluice_setup_set_busy (self, FALSE);

  return dex_future_new_true ();
}

static DexFuture *
run_fiber (gpointer user_data)
{
  SluiceSetup *self = user_data;
  g_autoptr (DexPromise) promise = dex_ref (self->create);
  g_autoptr (GError) error = NULL;
  gboolean sent_now = self->state == SLUICE_SETUP_STATE_DRAFT || self->resend;
  SluiceSetupOutcome outcome = reach_source (self, &error);

  self->resend = FALSE;
  if (outcome == SLUICE_SETUP_REFUSED)
    {
      if (!sluice_error_is_cancelled (error))
        sluice_setup_tell (self, SLUICE_SETUP_NEWS_REFUSED);
      sluice_setup_set_busy (self, FALSE);
      dex_promise_reject (promise, g_steal_pointer (&error));
      return dex_future_new_false ();
    }
  if (outcome == SLUICE_SETUP_MADE)
    sluice_setup_record_created (self, NULL);
  dex_promise_resolve_boolean (promise, TRUE);
  if (outcome == SLUICE_SETUP_LOST)
    {
      if (!sluice_setup_find (self, !sent_now))
        return rest (self);
      sluice_setup_record_created (self, _ ("found after its answer was lost"));
    }
  sluice_setup_follow (self);

  return rest (self);
}

static void
sluice_setup_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceSetup *self = SLUICE_SETUP (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_SOURCE_ID:
      g_value_set_string (value, self->source_id);
      break;

    case PROP_STAGES:
      g_value_set_object (value, self->stages);
      break;

    case PROP_TABLES:
      g_value_set_object (value, self->tables);
      break;

    case PROP_QUERY:
      g_value_set_string (value, self->query);
      break;

    case PROP_FINISHED:
      g_value_set_boolean (value, self->finished);
      break;

    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;

    case PROP_QUESTION:
      g_value_set_enum (value, self->question);
      break;

    case PROP_REGISTRATION:
      g_value_set_object (value, self->registration);
      break;

    case PROP_ATTENDED:
      g_value_set_boolean (value, self->attended);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_setup_dispose (GObject *object)
{
  SluiceSetup *self = SLUICE_SETUP (object);

  g_clear_object (&self->watcher);
  g_clear_object (&self->registration);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->secrets, secret_value_unref);
  dex_clear (&self->run);
  if (self->journal != NULL)
    sluice_journal_set_running (self->journal, FALSE);
  g_clear_object (&self->journal);
  dex_clear (&self->create);
  dex_clear (&self->stop);
  dex_clear (&self->scheduling);
  dex_clear (&self->again);
  dex_clear (&self->lost);

  G_OBJECT_CLASS (sluice_setup_parent_class)->dispose (object);
}

static void
sluice_setup_finalize (GObject *object)
{
  SluiceSetup *self = SLUICE_SETUP (object);

  g_clear_object (&self->stages);
  g_clear_object (&self->tables);
  g_clear_object (&self->unscheduled);
  g_free (self->source_id);
  g_free (self->partial_id);
  g_clear_error (&self->loss);
  g_free (self->query);
  g_strfreev (self->visible);

  G_OBJECT_CLASS (sluice_setup_parent_class)->finalize (object);
}

static void
sluice_setup_class_init (SluiceSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sluice_setup_get_property;
  object_class->dispose = sluice_setup_dispose;
  object_class->finalize = sluice_setup_finalize;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SLUICE_TYPE_SETUP_STATE, SLUICE_SETUP_STATE_DRAFT, flags);
  properties[PROP_SOURCE_ID] = g_param_spec_string ("source-id", NULL, NULL, NULL, flags);
  properties[PROP_STAGES] = g_param_spec_object ("stages", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_TABLES] = g_param_spec_object ("tables", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, NULL, flags);
  properties[PROP_FINISHED] = g_param_spec_boolean ("finished", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_QUESTION] =
      g_param_spec_enum ("question", NULL, NULL, SLUICE_TYPE_SETUP_QUESTION, SLUICE_SETUP_QUESTION_NONE, flags);
  properties[PROP_REGISTRATION] = g_param_spec_object ("registration", NULL, NULL, SLUICE_TYPE_REGISTRATION, flags);
  properties[PROP_ATTENDED] = g_param_spec_boolean ("attended", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_NEWS] = g_signal_new ("news", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, SLUICE_TYPE_SETUP_NEWS);
}

static void
sluice_setup_init (SluiceSetup *self)
{
  self->clock = sluice_clock_real;
  self->stop = dex_promise_new ();
  self->lost = dex_promise_new ();
  self->tables = g_list_store_new (SLUICE_TYPE_TABLE_PROGRESS);
  self->unscheduled = g_list_store_new (SLUICE_TYPE_TABLE_FAULT);
  self->stages = g_list_store_new (SLUICE_TYPE_STAGE);
  for (guint kind = 0; kind < SLUICE_N_STAGES; kind++)
    {
      g_autoptr (SluiceStage) stage = sluice_stage_new (kind, &self->clock);

      g_list_store_append (self->stages, stage);
    }
}

static SluiceSetup *
setup_new (SluiceClient *client, SluicePlan *plan, SluiceKeyring *keyring, SluiceJournal *journal)
{
  SluiceSetup *self = g_object_new (SLUICE_TYPE_SETUP, NULL);

  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  g_set_object (&self->keyring, keyring);
  self->journal = journal;
  fill_tables (self);

  return self;
}

SluiceSetup *
sluice_setup_new (SluiceClient *client, SluicePlan *plan, SluiceKeyring *keyring)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);
  g_return_val_if_fail (keyring == NULL || SLUICE_IS_KEYRING (keyring), NULL);

  return setup_new (client, plan, keyring,
                    sluice_journal_new (sluice_client_get_base_url (client), sluice_client_get_project_id (client)));
}

SluiceSetup *
sluice_setup_new_for_journal (SluiceClient *client, SluicePlan *plan, SluiceKeyring *keyring, SluiceJournal *journal)
{
  SluiceSetup *self;

  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);
  g_return_val_if_fail (keyring == NULL || SLUICE_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (SLUICE_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (sluice_journal_get_problem (journal) == NULL, NULL);

  self = setup_new (client, plan, keyring, g_object_ref (journal));
  self->state = sluice_journal_get_state (journal);
  self->source_id = g_strdup (sluice_journal_get_source_id (journal));

  return self;
}

void
sluice_setup_set_clock (SluiceSetup *self, const SluiceClock *clock)
{
  self->clock = *clock;
  for (guint kind = 0; kind < SLUICE_N_STAGES; kind++)
    sluice_stage_set_clock (sluice_setup_get_stage (self, kind), clock);
}

SluiceJournal *
sluice_setup_get_journal (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return self->journal;
}

SluicePlan *
sluice_setup_get_plan (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return self->plan;
}

static void
show_beginning (SluiceSetup *self)
{
  g_autofree char *detail = NULL;

  if (self->state != SLUICE_SETUP_STATE_DRAFT && !self->resend)
    return;

  fill_tables (self);
  detail = sluice_setup_dup_create_detail (self);
  sluice_setup_enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_RUNNING, detail, NULL);
}

static DexFuture *
start (SluiceSetup *self)
{
  /* Who stops a run does not stop the next one. */
  if (self->create != NULL && sluice_setup_get_stopped (self))
    {
      dex_clear (&self->stop);
      self->stop = dex_promise_new ();
    }
  dex_clear (&self->create);
  self->create = dex_promise_new ();
  self->cancelled = FALSE;
  sluice_journal_set_running (self->journal, TRUE);
  if (self->state == SLUICE_SETUP_STATE_CREATING && self->sent_at == 0)
    self->sent_at = sluice_setup_recall_sent_at (self);
  if (self->registration == NULL)
    {
      self->registration = sluice_registration_new (self->client, self->plan, self->journal, &self->clock);
      notify (self, PROP_REGISTRATION);
    }
  show_beginning (self);
  sluice_setup_set_busy (self, TRUE);
  dex_clear (&self->run);
  self->run = sluice_fiber_spawn (run_fiber, g_object_ref (self), g_object_unref);
  dex_future_disown (dex_ref (self->run));

  return DEX_FUTURE (dex_ref (self->create));
}

DexFuture *
sluice_setup_run (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);
  g_return_val_if_fail (sluice_plan_get_source_type (self->plan) != NULL, NULL);

  if (self->create != NULL && (self->busy || self->state > SLUICE_SETUP_STATE_CREATING))
    return DEX_FUTURE (dex_ref (self->create));

  return start (self);
}

DexFuture *
sluice_setup_send_again (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);
  g_return_val_if_fail (self->question == SLUICE_SETUP_QUESTION_SEND_AGAIN ||
                            self->question == SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN,
                        NULL);

  /* The question stands until what was deleted is gone. */
  if (self->busy)
    return DEX_FUTURE (dex_ref (self->create));

  self->resend = TRUE;

  return start (self);
}

static DexFuture *
reopen_fiber (gpointer user_data)
{
  SluiceSetup *self = user_data;
  g_autoptr (GError) error = NULL;

  if (sluice_setup_enter (self, SLUICE_SETUP_STATE_DRAFT, NULL, &error))
    {
      sluice_setup_enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_TO_COME, NULL, NULL);
      sluice_setup_set_question (self, SLUICE_SETUP_QUESTION_NONE);
    }
  sluice_setup_set_busy (self, FALSE);

  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

DexFuture *
sluice_setup_reopen (SluiceSetup *self)
{
  DexFuture *fiber;

  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);
  g_return_val_if_fail (!self->busy, NULL);
  g_return_val_if_fail (self->question == SLUICE_SETUP_QUESTION_SEND_AGAIN ||
                            self->question == SLUICE_SETUP_QUESTION_NEW_PREFIX,
                        NULL);

  /* Nothing else begins meanwhile, and who asked may leave. */
  sluice_setup_set_busy (self, TRUE);
  fiber = sluice_fiber_spawn (reopen_fiber, g_object_ref (self), g_object_unref);
  dex_future_disown (dex_ref (fiber));

  return fiber;
}

void
sluice_setup_cancel (SluiceSetup *self)
{
  g_return_if_fail (SLUICE_IS_SETUP (self));

  if (!self->busy || self->state != SLUICE_SETUP_STATE_DRAFT)
    return;

  self->cancelled = TRUE;
  /* It may be a keyring's prompt that is waited for. */
  if (self->keyring != NULL && sluice_keyring_get_waiting (self->keyring))
    sluice_keyring_go_on (self->keyring);
}

static DexFuture *
discard_fiber (gpointer user_data)
{
  SluiceSetup *self = user_data;

  /* One that is called off ends soon, and one that was sent may go on for hours. */
  if (self->busy && self->state == SLUICE_SETUP_STATE_DRAFT)
    dex_await (dex_ref (self->run), NULL);
  if (self->state != SLUICE_SETUP_STATE_DRAFT)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_BUSY, "The source may be there already");

  g_clear_pointer (&self->secrets, secret_value_unref);

  return sluice_setup_secrets_end (self->keyring, self->journal);
}

DexFuture *
sluice_setup_discard (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  sluice_setup_cancel (self);

  return sluice_fiber_spawn (discard_fiber, g_object_ref (self), g_object_unref);
}

void
sluice_setup_stop (SluiceSetup *self)
{
  g_return_if_fail (SLUICE_IS_SETUP (self));

  if (!sluice_setup_get_stopped (self))
    dex_promise_resolve_boolean (self->stop, TRUE);
  if (self->watcher != NULL)
    sluice_watcher_stop (self->watcher);
}

SluiceSetupState
sluice_setup_get_state (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), SLUICE_SETUP_STATE_DRAFT);

  return self->state;
}

const char *
sluice_setup_get_source_id (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return self->source_id;
}

GListModel *
sluice_setup_get_stages (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return G_LIST_MODEL (self->stages);
}

SluiceStage *
sluice_setup_get_stage (SluiceSetup *self, SluiceStageKind kind)
{
  g_autoptr (SluiceStage) stage = NULL;

  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  stage = g_list_model_get_item (G_LIST_MODEL (self->stages), kind);

  /* The list holds it as long as the set-up lives. */
  return stage;
}

GListModel *
sluice_setup_get_tables (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return G_LIST_MODEL (self->tables);
}

GListModel *
sluice_setup_get_unscheduled (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return G_LIST_MODEL (self->unscheduled);
}

gboolean
sluice_setup_get_policy_left (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), FALSE);

  return self->policy_left;
}

const char *
sluice_setup_get_query (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return self->query;
}

gboolean
sluice_setup_get_finished (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), FALSE);

  return self->finished;
}

gboolean
sluice_setup_get_busy (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), FALSE);

  return self->busy;
}

SluiceSetupQuestion
sluice_setup_get_question (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), SLUICE_SETUP_QUESTION_NONE);

  return self->question;
}

gboolean
sluice_setup_get_attended (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), FALSE);

  return self->attended;
}

SluiceRegistration *
sluice_setup_get_registration (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);

  return self->registration;
}
