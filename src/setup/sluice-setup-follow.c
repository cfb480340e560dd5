/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-hogql.h"
#include "sluice-redaction.h"
#include "sluice-registration-words.h"
#include "sluice-schedule.h"
#include "sluice-fiber.h"
#include "sluice-setup-private.h"
#include "sluice-setup-secrets.h"
#include "sluice-stage-private.h"
#include "sluice-table-fault.h"

void
sluice_setup_record_created (SluiceSetup *self, const char *how)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *what = sluice_setup_dup_create_detail (self);
  g_autofree char *detail = how != NULL ? g_strdup_printf ("%s · %s", what, how) : g_strdup (what);

  /* One that is taken up again may be further. */
  if (self->state > SLUICE_SETUP_STATE_CREATED || sluice_setup_enter (self, SLUICE_SETUP_STATE_CREATED, NULL, &error))
    {
      sluice_setup_enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_DONE, detail, NULL);
      return;
    }

  sluice_setup_set_state (self, SLUICE_SETUP_STATE_CREATED);
  sluice_setup_enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_DONE,
                            _ ("It is there, but this could not be recorded on this computer"), error);
}

/* Its record is erased then: nothing must write it anew. */
static gboolean
is_over (SluiceSetup *self)
{
  return self->state == SLUICE_SETUP_STATE_DONE || self->state == SLUICE_SETUP_STATE_GONE;
}

/* Within a fiber. */
static void
enter_gone (SluiceSetup *self, SluiceStageKind kind, const GError *error)
{
  const gboolean was_gone = self->state == SLUICE_SETUP_STATE_GONE;

  sluice_registration_set_gone (self->registration);
  if (is_over (self) || !sluice_setup_enter (self, SLUICE_SETUP_STATE_GONE, NULL, NULL))
    sluice_setup_set_state (self, SLUICE_SETUP_STATE_GONE);
  sluice_setup_enter_stage (self, kind, SLUICE_STAGE_FAILED,
                            _ ("Somebody deleted the source. It is not made again by itself."), error);
  if (!was_gone)
    sluice_setup_tell (self, SLUICE_SETUP_NEWS_GONE);
  g_clear_pointer (&self->secrets, secret_value_unref);
  dex_await (sluice_setup_secrets_erase (self->keyring, self->journal), NULL);
}

static gboolean
is_gone (const GError *error)
{
  return g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_NOT_FOUND);
}

static DexFuture *
schedule_cb (guint n_done, guint n_tables, gpointer user_data)
{
  SluiceSetup *self = user_data;
  SluiceStage *stage = sluice_setup_get_stage (self, SLUICE_STAGE_SCHEDULE);
  g_autofree char *detail = NULL;

  if (n_tables > SLUICE_SCHEDULE_CHUNK)
    {
      /* Translators: of so many tables, so many were sent. */
      detail = g_strdup_printf (ngettext ("%'u of %'u table", "%'u of %'u tables", n_tables), n_done, n_tables);
      sluice_stage_set_detail (stage, detail, NULL);
    }
  if (sluice_journal_get_schedule_state (self->journal) == SLUICE_SCHEDULE_STATE_SENDING || is_over (self))
    return NULL;

  return sluice_journal_enter_schedule (self->journal, SLUICE_SCHEDULE_STATE_SENDING);
}

/* Within a fiber. */
static gboolean
send_schedule (SluiceSetup *self, GError **error)
{
  g_autoptr (GListStore) left = g_list_store_new (SLUICE_TYPE_TABLE_FAULT);
  gboolean policy_left;
  const gboolean sent = sluice_schedule_send (self->client, self->plan, self->source_id, &self->clock, schedule_cb,
                                              self, left, &policy_left, error);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->unscheduled));
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (left)); i++)
    g_ptr_array_add (faults, g_list_model_get_item (G_LIST_MODEL (left), i));
  self->policy_left = policy_left;
  g_list_store_splice (self->unscheduled, 0, n_before, faults->pdata, faults->len);

  return sent && (is_over (self) ||
                  dex_await (sluice_journal_enter_schedule (self->journal, SLUICE_SCHEDULE_STATE_DONE), error));
}

/* Which part of it the server did not take. */
static void
show_schedule_fault (SluiceSetup *self, const GError *fault)
{
  SluiceStage *stage = sluice_setup_get_stage (self, SLUICE_STAGE_SCHEDULE);
  GListModel *left = G_LIST_MODEL (self->unscheduled);
  const gboolean policy_only = self->policy_left && g_list_model_get_n_items (left) == 0;
  g_autofree char *detail = sluice_schedule_dup_problem (left, self->policy_left);

  sluice_stage_enter (stage, SLUICE_STAGE_ATTENTION, policy_only ? _ ("What becomes of later tables is not set") : NULL,
                      detail, fault);
}

/* Home says why as well; who is to find no secret there is whoever reads the disk. Within a fiber. */
static void
record_schedule_fault (SluiceSetup *self, const GError *fault)
{
  g_autofree char *reason = sluice_schedule_dup_reason (G_LIST_MODEL (self->unscheduled), fault);
  g_autoptr (SluiceRedaction) redaction = sluice_redaction_new ();
  g_autofree char *words = NULL;

  if (is_over (self))
    return;

  if (self->secrets != NULL)
    sluice_redaction_add (redaction, secret_value_get_text (self->secrets));
  words = sluice_redaction_apply (redaction, reason);
  dex_await (sluice_journal_set_schedule_problem (self->journal, words), NULL);
}

/* FALSE and @error when it is not set, which the stage says as well. Within a fiber. */
static gboolean
set_schedule (SluiceSetup *self, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *detail = NULL;

  if (sluice_journal_get_schedule_state (self->journal) != SLUICE_SCHEDULE_STATE_DONE)
    {
      sluice_setup_enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_RUNNING, NULL, NULL);
      send_schedule (self, &fault);
    }
  if (fault == NULL)
    {
      detail = sluice_schedule_dup_detail (self->plan);
      sluice_setup_enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, detail, NULL);
      return TRUE;
    }

  if (is_gone (fault))
    sluice_setup_enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_FAILED, NULL, fault);
  else
    {
      record_schedule_fault (self, fault);
      show_schedule_fault (self, fault);
    }
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/* FALSE when the source is gone. What else goes wrong is shown and keeps nothing back. Within a fiber. */
static gboolean
follow_schedule (SluiceSetup *self)
{
  g_autoptr (GError) error = NULL;

  if (set_schedule (self, &error) || !is_gone (error))
    return TRUE;

  enter_gone (self, SLUICE_STAGE_SCHEDULE, error);

  return FALSE;
}

/* A second try of the person's own is not crossed by the last one. Within a fiber. */
static void
await_schedule (SluiceSetup *self)
{
  while (self->scheduling != NULL)
    dex_await (dex_ref (self->scheduling), NULL);
}

static DexFuture *
schedule_again_fiber (gpointer user_data)
{
  SluiceSetup *self = user_data;
  GError *error = NULL;
  gboolean set;

  /* Nobody takes the record up meanwhile. */
  sluice_journal_set_running (self->journal, TRUE);
  /* That the source is gone is for the watch to find: it may be over. */
  set = set_schedule (self, &error);
  if (!self->busy)
    sluice_journal_set_running (self->journal, FALSE);
  sluice_setup_end_if_done (self);
  dex_clear (&self->scheduling);

  return set ? dex_future_new_true () : dex_future_new_for_error (error);
}

DexFuture *
sluice_setup_set_schedule_again (SluiceSetup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);
  g_return_val_if_fail (self->scheduling != NULL ||
                            sluice_stage_get_state (sluice_setup_get_stage (self, SLUICE_STAGE_SCHEDULE)) ==
                                SLUICE_STAGE_ATTENTION,
                        NULL);

  if (self->scheduling == NULL)
    {
      self->scheduling = sluice_fiber_spawn (schedule_again_fiber, g_object_ref (self), g_object_unref);
      dex_future_disown (dex_ref (self->scheduling));
    }

  return dex_ref (self->scheduling);
}

static SluiceStageState
get_webhook_stage (SluiceRegistration *registration)
{
  if (sluice_registration_get_busy (registration))
    return SLUICE_STAGE_RUNNING;
  if (!sluice_registration_get_needed (registration))
    return SLUICE_STAGE_NOT_NEEDED;

  if (sluice_registration_get_state (registration) == SLUICE_REGISTRATION_REGISTERED)
    return SLUICE_STAGE_DONE;

  return sluice_registration_get_gone (registration) ? SLUICE_STAGE_FAILED : SLUICE_STAGE_ATTENTION;
}

/* What is there and lacks something is not called unregistered. NULL: the stage's own words. */
static const char *
get_webhook_title (SluiceRegistration *registration)
{
  SluiceWebhook *webhook = sluice_registration_get_webhook (registration);

  if (sluice_registration_get_state (registration) != SLUICE_REGISTRATION_MANUAL || webhook == NULL)
    return NULL;

  switch (sluice_webhook_get_state (webhook))
    {
    case SLUICE_WEBHOOK_REGISTERED:
    case SLUICE_WEBHOOK_INCOMPLETE:
      return _ ("The webhook is not complete");
    case SLUICE_WEBHOOK_DISABLED:
      return _ ("The webhook is switched off");
    case SLUICE_WEBHOOK_UNCHECKED:
      return _ ("The webhook could not be checked");
    case SLUICE_WEBHOOK_UNSUPPORTED:
    case SLUICE_WEBHOOK_ABSENT:
    case SLUICE_WEBHOOK_UNREGISTERED:
    default:
      return NULL;
    }
}

/* A table that was given up with the webhook is never loaded: nobody waits for it. */
static void
drop_given_up (SluiceSetup *self)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->tables)); i > 0; i--)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (G_LIST_MODEL (self->tables), i - 1);
      SluiceTable *table = sluice_table_list_lookup (sluice_plan_get_tables (self->plan),
                                                     sluice_table_progress_get_table_name (progress));

      if (table != NULL && !sluice_table_get_selected (table))
        g_list_store_remove (self->tables, i - 1);
    }
}

static void
registration_cb (SluiceSetup *self, GParamSpec *pspec, SluiceRegistration *registration)
{
  SluiceStage *stage = sluice_setup_get_stage (self, SLUICE_STAGE_WEBHOOK);
  SluiceStageState state = get_webhook_stage (registration);
  g_autofree char *how = sluice_registration_words_dup_detail (registration);
  const char *message = sluice_registration_get_message (registration);
  g_autofree char *detail = message != NULL && how != NULL ? g_strdup_printf ("%s\n%s", message, how) :
                                                             g_strdup (how != NULL ? how : message);
  const GError *error = sluice_registration_get_error (registration);

  if (g_str_equal (pspec->name, "state") &&
      sluice_registration_get_state (registration) == SLUICE_REGISTRATION_REGISTERED)
    drop_given_up (self);
  if (is_gone (error) && dex_future_is_pending (DEX_FUTURE (self->lost)))
    dex_promise_resolve_boolean (self->lost, TRUE);
  if (sluice_stage_get_state (stage) == state)
    sluice_stage_set_detail (stage, detail, error);
  else
    sluice_stage_enter (stage, state, state == SLUICE_STAGE_ATTENTION ? get_webhook_title (registration) : NULL, detail,
                        error);
  sluice_setup_update_attended (self);
}

/* FALSE when the source is gone. What the person has to do keeps nothing else back. Within a fiber. */
static gboolean
register_webhook (SluiceSetup *self)
{
  g_autoptr (GError) error = NULL;

  g_signal_connect_object (self->registration, "notify", G_CALLBACK (registration_cb), self, G_CONNECT_SWAPPED);
  if (dex_await (sluice_registration_run (self->registration, self->source_id), &error))
    return TRUE;

  enter_gone (self, SLUICE_STAGE_WEBHOOK, error);

  return FALSE;
}

/* FALSE when the source is gone. Within a fiber. */
static gboolean
verify (SluiceSetup *self)
{
  g_autoptr (SluiceSource) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  gboolean agrees;

  sluice_setup_enter_stage (self, SLUICE_STAGE_VERIFY, SLUICE_STAGE_RUNNING, NULL, NULL);
  if (!sluice_setup_enter (self, SLUICE_SETUP_STATE_VERIFYING, NULL, &error))
    sluice_setup_set_state (self, SLUICE_SETUP_STATE_VERIFYING);
  g_clear_error (&error);

  source = dex_await_object (sluice_client_get_source (self->client, self->source_id), &error);
  if (source == NULL && is_gone (error))
    {
      enter_gone (self, SLUICE_STAGE_VERIFY, error);
      return FALSE;
    }
  if (source == NULL)
    {
      sluice_stage_enter (sluice_setup_get_stage (self, SLUICE_STAGE_VERIFY), SLUICE_STAGE_ATTENTION,
                          _ ("It could not be verified"), NULL, error);
      return TRUE;
    }

  agrees = sluice_verify_source (self->plan, source, &detail);
  sluice_setup_enter_stage (self, SLUICE_STAGE_VERIFY, agrees ? SLUICE_STAGE_DONE : SLUICE_STAGE_ATTENTION, detail,
                            NULL);

  return TRUE;
}

static void
update_query (SluiceSetup *self)
{
  GListModel *tables = G_LIST_MODEL (self->tables);

  for (guint i = 0; self->query == NULL && i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (tables, i);
      const char *name = sluice_table_progress_get_stored_name (progress);

      if (sluice_table_progress_get_state (progress) != SLUICE_STATE_COMPLETED || name == NULL)
        continue;
      sluice_setup_set_query (self, sluice_hogql_dup_first_rows (name));
    }
}

static void
polled_cb (SluiceSetup *self, const GError *error)
{
  g_autofree char *summary = sluice_watcher_dup_summary (G_LIST_MODEL (self->tables));

  SluiceSetupNews news;

  sluice_stage_set_detail (sluice_setup_get_stage (self, SLUICE_STAGE_FIRST_LOAD), summary, error);
  update_query (self);
  if (sluice_news_watch_take (&self->news, G_LIST_MODEL (self->tables), sluice_clock_now (&self->clock), &news))
    sluice_setup_tell (self, news);
}

static gboolean
is_all_complete (SluiceSetup *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tables)); i++)
    {
      g_autoptr (SluiceTableProgress) progress = g_list_model_get_item (G_LIST_MODEL (self->tables), i);

      if (sluice_table_progress_get_state (progress) != SLUICE_STATE_COMPLETED)
        return FALSE;
    }

  return TRUE;
}

/* Home keeps showing it: the webhook that the person leaves for later, a schedule that the server does not take. */
static gboolean
is_left_for_later (SluiceSetup *self)
{
  return sluice_registration_get_state (self->registration) == SLUICE_REGISTRATION_LATER ||
         sluice_journal_get_schedule_state (self->journal) != SLUICE_SCHEDULE_STATE_DONE;
}

/* Within a fiber. */
static gboolean
enter_done (SluiceSetup *self)
{
  const gboolean recorded = sluice_setup_enter (self, SLUICE_SETUP_STATE_DONE, NULL, NULL);

  if (!recorded)
    sluice_setup_set_state (self, SLUICE_SETUP_STATE_DONE);

  return recorded;
}

/* Within a fiber. */
static void
tidy_up (SluiceSetup *self, gboolean recorded)
{
  if (sluice_plan_get_remember (self->plan) && self->secrets == NULL &&
      sluice_setup_secrets_recall (self->keyring, self->journal, self->plan, NULL))
    self->secrets = sluice_setup_secrets_take (self->plan);
  if (sluice_plan_get_remember (self->plan))
    dex_await (sluice_setup_secrets_remember (self->keyring, self->journal, self->secrets), NULL);
  g_clear_pointer (&self->secrets, secret_value_unref);
  if (recorded)
    dex_await (sluice_setup_secrets_end (self->keyring, self->journal), NULL);
  else
    dex_await (sluice_setup_secrets_erase (self->keyring, self->journal), NULL);
}

/* Says so, and only then tidies up: a keyring that takes its time keeps nobody waiting. Within a fiber. */
static void
finish (SluiceSetup *self, gboolean settled)
{
  const gboolean left = is_left_for_later (self);
  const gboolean recorded = !left && enter_done (self);

  if (settled || left)
    {
      sluice_setup_set_finished (self);
      sluice_setup_tell (self, SLUICE_SETUP_NEWS_FINISHED);
    }
  if (!left)
    tidy_up (self, recorded);
}

static DexFuture *
end_fiber (gpointer user_data)
{
  SluiceSetup *self = user_data;

  tidy_up (self, enter_done (self));
  sluice_journal_set_running (self->journal, FALSE);
  self->ending = FALSE;
  if (self->again == NULL)
    sluice_setup_set_busy (self, FALSE);

  return dex_future_new_true ();
}

void
sluice_setup_end_if_done (SluiceSetup *self)
{
  if (!self->finished || self->ending || is_over (self) || is_left_for_later (self))
    return;

  self->ending = TRUE;
  sluice_journal_set_running (self->journal, TRUE);
  sluice_setup_set_busy (self, TRUE);
  dex_future_disown (sluice_fiber_spawn (end_fiber, g_object_ref (self), g_object_unref));
}

/* A webhook that nobody registered leaves the set-up unfinished. FALSE when it was stopped, or the source is gone.
 * Within a fiber. */
static gboolean
await_webhook (SluiceSetup *self)
{
  if (self->state == SLUICE_SETUP_STATE_GONE)
    return FALSE;
  if (!sluice_registration_get_settled (self->registration))
    sluice_setup_tell (self, SLUICE_SETUP_NEWS_NEEDS_PERSON);
  if (!sluice_registration_get_settled (self->registration))
    dex_await (dex_future_first (sluice_registration_await_settled (self->registration), dex_ref (self->stop),
                                 dex_ref (self->lost), NULL),
               NULL);
  if (self->state == SLUICE_SETUP_STATE_GONE)
    return FALSE;
  if (!dex_future_is_pending (DEX_FUTURE (self->lost)))
    {
      enter_gone (self, SLUICE_STAGE_WEBHOOK, sluice_registration_get_error (self->registration));
      return FALSE;
    }

  return sluice_registration_get_settled (self->registration);
}

void
sluice_setup_await_again (SluiceSetup *self)
{
  while (self->again != NULL)
    dex_await (dex_ref (self->again), NULL);
}

/* The webhook, and what the person has begun meanwhile. What is settled may be taken up again by then. FALSE as
 * await_webhook(). Within a fiber. */
static gboolean
await_person (SluiceSetup *self)
{
  do
    {
      if (!await_webhook (self))
        return FALSE;
      await_schedule (self);
      sluice_setup_await_again (self);
    }
  while (self->state == SLUICE_SETUP_STATE_GONE || self->scheduling != NULL ||
         !sluice_registration_get_settled (self->registration));

  return TRUE;
}

gboolean
sluice_setup_watch (SluiceSetup *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  gboolean settled;

  sluice_setup_enter_stage (self, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_RUNNING,
                            _ ("Each table is running, then completed; that takes seconds to hours"), NULL);
  g_clear_object (&self->watcher);
  self->watcher = sluice_watcher_new (self->client, self->source_id, G_LIST_MODEL (self->tables), &self->clock);
  g_signal_connect_object (self->watcher, "polled", G_CALLBACK (polled_cb), self, G_CONNECT_SWAPPED);
  sluice_watcher_set_visible (self->watcher, (const char *const *) self->visible);
  sluice_news_watch_init (&self->news, G_LIST_MODEL (self->tables), sluice_clock_now (&self->clock));
  if (sluice_setup_get_stopped (self))
    sluice_watcher_stop (self->watcher);

  self->watching = TRUE;
  /* A table may be started again in the moment when all were settled. */
  do
    settled = dex_await_boolean (sluice_watcher_run (self->watcher), &error);
  while (settled && !sluice_watcher_get_all_settled (G_LIST_MODEL (self->tables)));
  self->watching = FALSE;
  sluice_setup_update_attended (self);
  if (error != NULL && is_gone (error))
    {
      enter_gone (self, SLUICE_STAGE_FIRST_LOAD, error);
      /* Nobody waits for its webhook, either. */
      if (dex_future_is_pending (DEX_FUTURE (self->lost)))
        dex_promise_resolve_boolean (self->lost, TRUE);
      return FALSE;
    }
  summary = sluice_watcher_dup_summary (G_LIST_MODEL (self->tables));
  if (settled)
    sluice_setup_enter_stage (self, SLUICE_STAGE_FIRST_LOAD,
                              is_all_complete (self) ? SLUICE_STAGE_DONE : SLUICE_STAGE_ATTENTION, summary, NULL);
  else
    sluice_stage_enter (sluice_setup_get_stage (self, SLUICE_STAGE_FIRST_LOAD), SLUICE_STAGE_NOT_NEEDED,
                        _ ("First load, no longer watched"), summary, NULL);

  return settled;
}

/* Within a fiber. */
static void
watch (SluiceSetup *self)
{
  gboolean settled;

  if (!sluice_setup_enter (self, SLUICE_SETUP_STATE_WATCHING, NULL, NULL))
    sluice_setup_set_state (self, SLUICE_SETUP_STATE_WATCHING);
  settled = sluice_setup_watch (self);
  if (self->state == SLUICE_SETUP_STATE_GONE)
    return;
  /* What the server did not take at first it may take now; after this nobody tries again. */
  await_schedule (self);
  if (settled && sluice_journal_get_schedule_state (self->journal) != SLUICE_SCHEDULE_STATE_DONE &&
      !follow_schedule (self))
    return;
  if (await_person (self))
    finish (self, settled && sluice_watcher_get_all_settled (G_LIST_MODEL (self->tables)));
}

void
sluice_setup_follow (SluiceSetup *self)
{
  if (!follow_schedule (self))
    return;

  if (register_webhook (self) && verify (self))
    watch (self);
}
