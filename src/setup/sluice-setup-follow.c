/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-schedule.h"
#include "sluice-setup-private.h"
#include "sluice-setup-secrets.h"
#include "sluice-stage-private.h"

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

/* Within a fiber. */
static void
enter_gone (SluiceSetup *self, SluiceStageKind kind, const GError *error)
{
  if (!sluice_setup_enter (self, SLUICE_SETUP_STATE_GONE, NULL, NULL))
    sluice_setup_set_state (self, SLUICE_SETUP_STATE_GONE);
  sluice_setup_enter_stage (self, kind, SLUICE_STAGE_FAILED,
                            _ ("Somebody deleted the source. It is not made again by itself."), error);
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
  if (sluice_journal_get_schedule_state (self->journal) == SLUICE_SCHEDULE_STATE_SENDING)
    return NULL;

  return sluice_journal_enter_schedule (self->journal, SLUICE_SCHEDULE_STATE_SENDING);
}

static char *
dup_schedule_problem (char **left)
{
  g_autofree char *names = NULL;

  if (left == NULL || left[0] == NULL)
    return g_strdup (_ ("Until it is set, the source syncs every 6 hours"));

  names = g_strjoinv (", ", left);

  /* Translators: %s is names of tables. */
  return g_strdup_printf (_ ("Not set for: %s"), names);
}

/* FALSE when the source is gone. What else goes wrong is shown and keeps nothing back. Within a fiber. */
static gboolean
set_schedule (SluiceSetup *self)
{
  g_auto (GStrv) left = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;

  if (sluice_journal_get_schedule_state (self->journal) == SLUICE_SCHEDULE_STATE_DONE)
    {
      detail = sluice_schedule_dup_detail (self->plan);
      sluice_setup_enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, detail, NULL);
      return TRUE;
    }

  sluice_setup_enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_RUNNING, NULL, NULL);
  if (sluice_schedule_send (self->client, self->plan, self->source_id, &self->clock, schedule_cb, self, &left,
                            &error) &&
      dex_await (sluice_journal_enter_schedule (self->journal, SLUICE_SCHEDULE_STATE_DONE), &error))
    {
      detail = sluice_schedule_dup_detail (self->plan);
      sluice_setup_enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, detail, NULL);
      return TRUE;
    }
  if (is_gone (error))
    {
      enter_gone (self, SLUICE_STAGE_SCHEDULE, error);
      return FALSE;
    }

  detail = dup_schedule_problem (left);
  sluice_setup_enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_ATTENTION, detail, error);

  return TRUE;
}

static SluiceStageState
get_webhook_stage (SluiceRegistration *registration)
{
  if (sluice_registration_get_busy (registration))
    return SLUICE_STAGE_RUNNING;
  if (!sluice_registration_get_needed (registration))
    return SLUICE_STAGE_NOT_NEEDED;

  return sluice_registration_get_state (registration) == SLUICE_REGISTRATION_REGISTERED ? SLUICE_STAGE_DONE :
                                                                                          SLUICE_STAGE_ATTENTION;
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
  g_autofree char *how = sluice_registration_dup_detail (registration);
  const char *message = sluice_registration_get_message (registration);
  g_autofree char *detail = message != NULL && how != NULL ? g_strdup_printf ("%s\n%s", message, how) :
                                                             g_strdup (how != NULL ? how : message);
  const GError *error = sluice_registration_get_error (registration);

  if (g_str_equal (pspec->name, "state") &&
      sluice_registration_get_state (registration) == SLUICE_REGISTRATION_REGISTERED)
    drop_given_up (self);
  if (sluice_stage_get_state (stage) == state)
    sluice_stage_set_detail (stage, detail, error);
  else
    sluice_stage_enter (stage, state, NULL, detail, error);
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
      sluice_setup_set_query (self, g_strdup_printf ("SELECT * FROM %s LIMIT 10", name));
    }
}

static void
polled_cb (SluiceSetup *self, const GError *error)
{
  g_autofree char *summary = sluice_watcher_dup_summary (G_LIST_MODEL (self->tables));

  sluice_stage_set_detail (sluice_setup_get_stage (self, SLUICE_STAGE_FIRST_LOAD), summary, error);
  update_query (self);
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

/* Says so, and only then tidies up: a keyring that takes its time keeps nobody waiting. Within a fiber. */
static void
finish (SluiceSetup *self, gboolean settled)
{
  gboolean recorded;

  /* What is left for later Home keeps showing. */
  if (sluice_registration_get_state (self->registration) == SLUICE_REGISTRATION_LATER)
    {
      sluice_setup_set_finished (self);
      return;
    }

  recorded = sluice_setup_enter (self, SLUICE_SETUP_STATE_DONE, NULL, NULL);
  if (!recorded)
    sluice_setup_set_state (self, SLUICE_SETUP_STATE_DONE);
  if (settled)
    sluice_setup_set_finished (self);

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

/* A webhook that nobody registered leaves the set-up unfinished. FALSE when it was stopped. Within a fiber. */
static gboolean
await_webhook (SluiceSetup *self)
{
  if (!sluice_registration_get_settled (self->registration))
    dex_await (dex_future_first (sluice_registration_await_settled (self->registration), dex_ref (self->stop), NULL),
               NULL);

  return sluice_registration_get_settled (self->registration);
}

/* Within a fiber. */
static void
watch (SluiceSetup *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  gboolean settled;

  if (!sluice_setup_enter (self, SLUICE_SETUP_STATE_WATCHING, NULL, NULL))
    sluice_setup_set_state (self, SLUICE_SETUP_STATE_WATCHING);
  sluice_setup_enter_stage (self, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_RUNNING,
                            _ ("Each table is running, then completed; that takes seconds to hours"), NULL);
  self->watcher = sluice_watcher_new (self->client, self->source_id, G_LIST_MODEL (self->tables), &self->clock);
  g_signal_connect_object (self->watcher, "polled", G_CALLBACK (polled_cb), self, G_CONNECT_SWAPPED);
  if (sluice_setup_get_stopped (self))
    sluice_watcher_stop (self->watcher);

  settled = dex_await_boolean (sluice_watcher_run (self->watcher), &error);
  if (error != NULL && is_gone (error))
    {
      enter_gone (self, SLUICE_STAGE_FIRST_LOAD, error);
      return;
    }
  summary = sluice_watcher_dup_summary (G_LIST_MODEL (self->tables));
  if (settled)
    sluice_setup_enter_stage (self, SLUICE_STAGE_FIRST_LOAD,
                              is_all_complete (self) ? SLUICE_STAGE_DONE : SLUICE_STAGE_ATTENTION, summary, NULL);
  else
    sluice_stage_enter (sluice_setup_get_stage (self, SLUICE_STAGE_FIRST_LOAD), SLUICE_STAGE_NOT_NEEDED,
                        _ ("First load, no longer watched"), summary, NULL);
  /* What the server did not take at first it may take now; after this nobody tries again. */
  if (settled && sluice_journal_get_schedule_state (self->journal) != SLUICE_SCHEDULE_STATE_DONE &&
      !set_schedule (self))
    return;
  if (!await_webhook (self))
    return;
  finish (self, settled);
}

void
sluice_setup_follow (SluiceSetup *self)
{
  if (!set_schedule (self))
    return;

  if (register_webhook (self) && verify (self))
    watch (self);
}
