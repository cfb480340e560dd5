/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-setup.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"
#include "sluice-plan-work.h"
#include "sluice-schedule.h"
#include "sluice-setup-private.h"
#include "sluice-setup-secrets.h"
#include "sluice-stage-private.h"
#include "sluice-watcher.h"

/* Property handlers, and so parts of the window, run on the fiber's stack. */
#define STACK_BYTES (1024 * 1024)

struct _SluiceSetup
{
  GObject parent_instance;

  SluiceClient *client;
  SluicePlan *plan;
  SluiceJournal *journal;
  SluiceKeyring *keyring;
  SecretValue *secrets; /* what was sent, until it is over */
  SluiceClock clock;
  GListStore *stages;
  GListStore *tables;
  SluiceWatcher *watcher;
  /* The future of the create under way, of the one that succeeded, or of the one whose answer was lost. */
  DexPromise *create;
  DexFuture *run; /* all of it, while it is under way */
  SluiceSetupState state;
  char *source_id;
  char *query;

  guint busy : 1;
  guint finished : 1;
  guint stopped : 1;
  guint cancelled : 1;
};

enum
{
  PROP_STATE = 1,
  PROP_SOURCE_ID,
  PROP_STAGES,
  PROP_TABLES,
  PROP_QUERY,
  PROP_FINISHED,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SluiceSetup, sluice_setup, G_TYPE_OBJECT)

static void
notify (SluiceSetup *self, guint prop_id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_state (SluiceSetup *self, SluiceSetupState state)
{
  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

static void
set_busy (SluiceSetup *self, gboolean busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  notify (self, PROP_BUSY);
}

static void
enter_stage (SluiceSetup *self, SluiceStageKind kind, SluiceStageState state, const char *detail, const GError *error)
{
  sluice_stage_enter (sluice_setup_get_stage (self, kind), state, NULL, detail, error);
}

/* A state and the journal's change with it. Within a fiber. */
static gboolean
enter (SluiceSetup *self, SluiceSetupState state, const char *const *known_ids, GError **error)
{
  if (!dex_await (sluice_journal_enter (self->journal, state, self->source_id, known_ids), error))
    return FALSE;

  set_state (self, state);

  return TRUE;
}

static char *
dup_create_detail (SluiceSetup *self)
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

/* The ids of all sources of the plan's type: none of them is the one that is created now. Within a fiber. */
static char **
list_known_ids (SluiceSetup *self, GError **error)
{
  const char *type = sluice_source_type_get_name (sluice_plan_get_source_type (self->plan));
  g_autoptr (GListModel) sources = dex_await_object (sluice_client_list_sources (self->client), error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (sources == NULL)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (g_strcmp0 (sluice_source_get_source_type (source), type) == 0)
        g_strv_builder_add (ids, sluice_source_get_id (source));
    }

  return g_strv_builder_end (ids);
}

/* Whether a source may have come of a create that gave @error: no answer, or one that says yes and cannot be read. */
static gboolean
is_lost (const GError *error)
{
  guint status = sluice_api_error_get_status (error);

  return sluice_api_error_is_doubtful (error) || sluice_error_is_cancelled (error) || (status >= 200 && status < 300);
}

static gboolean
check_cancelled (SluiceSetup *self, GError **error)
{
  if (!self->cancelled)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The set-up was cancelled");

  return FALSE;
}

/* Everything before the one request that creates. Nothing was sent when it fails. Within a fiber. */
static gboolean
prepare (SluiceSetup *self, GError **error)
{
  g_auto (GStrv) known_ids = NULL;
  g_autoptr (DexFuture) stored = NULL;

  if (!dex_await (sluice_journal_write_plan (self->journal, self->plan), error))
    return FALSE;

  /* While the server answers the keyring can; where none takes the secrets, they stay in memory for this run. */
  stored = sluice_setup_secrets_store (self->keyring, self->journal, self->secrets);
  if ((known_ids = list_known_ids (self, error)) == NULL)
    return FALSE;
  dex_await (g_steal_pointer (&stored), NULL);
  if (!check_cancelled (self, error) ||
      !enter (self, SLUICE_SETUP_STATE_CREATING, (const char *const *) known_ids, error))
    return FALSE;
  if (check_cancelled (self, error))
    return TRUE;

  if (!enter (self, SLUICE_SETUP_STATE_DRAFT, NULL, NULL))
    set_state (self, SLUICE_SETUP_STATE_DRAFT);

  return FALSE;
}

static void
refuse_create (SluiceSetup *self, const GError *error)
{
  g_autofree char *detail = dup_create_detail (self);

  if (self->cancelled)
    enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_TO_COME, NULL, NULL);
  else
    enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_FAILED, detail, error);
}

/* The source may be there or may still come. Whoever sends again may make a second one. */
static void
lose_create (SluiceSetup *self, const GError *error)
{
  enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_ATTENTION,
               _ ("The answer was lost. Sluice does not send it again, so that no second source comes of it: wait some "
                  "minutes, then look on the first page, or in the project, whether the source is there."),
               error);
  sluice_journal_set_running (self->journal, FALSE);
}

static void
wipe (gpointer data)
{
  char *text = data;

  explicit_bzero (text, strlen (text));
  g_free (text);
}

static DexFuture *
write_body (SluicePlan *plan, gpointer data)
{
  g_autoptr (JsonNode) body = sluice_plan_to_create_body (plan);
  char *text = sluice_json_to_text (body);

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_new_with_free_func (text, strlen (text), wipe, text));
}

/* Within a fiber. */
static gboolean
create (SluiceSetup *self, GError **error)
{
  g_autoptr (DexFuture) written = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) fault = NULL;

  dex_await (sluice_plan_work_settle (self->plan), NULL);
  /* Before anything else is waited for: what is sent is what the draft says, whatever happens to the plan meanwhile. */
  written = sluice_plan_work_run (self->plan, write_body, NULL, NULL);
  g_clear_pointer (&self->secrets, secret_value_unref);
  self->secrets = sluice_setup_secrets_take (self->plan);
  if (!prepare (self, &fault))
    {
      refuse_create (self, fault);
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }

  body = dex_await_boxed (g_steal_pointer (&written), NULL);
  self->source_id = dex_await_string (sluice_client_create_source (self->client, body), &fault);
  if (self->source_id != NULL)
    {
      notify (self, PROP_SOURCE_ID);
      return TRUE;
    }
  if (is_lost (fault))
    {
      lose_create (self, fault);
    }
  else
    {
      /* Should this write fail, the disk says "creating", which sends nothing again either. */
      if (!enter (self, SLUICE_SETUP_STATE_DRAFT, NULL, NULL))
        set_state (self, SLUICE_SETUP_STATE_DRAFT);
      refuse_create (self, fault);
    }
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/* The source is there, whatever the disk says about it. Within a fiber. */
static void
record_created (SluiceSetup *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = dup_create_detail (self);

  if (enter (self, SLUICE_SETUP_STATE_CREATED, NULL, &error))
    {
      enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_DONE, detail, NULL);
      return;
    }

  set_state (self, SLUICE_SETUP_STATE_CREATED);
  enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_DONE,
               _ ("It is there, but this could not be recorded on this computer"), error);
}

/* Within a fiber. */
static void
enter_gone (SluiceSetup *self, SluiceStageKind kind, const GError *error)
{
  if (!enter (self, SLUICE_SETUP_STATE_GONE, NULL, NULL))
    set_state (self, SLUICE_SETUP_STATE_GONE);
  enter_stage (self, kind, SLUICE_STAGE_FAILED, _ ("Somebody deleted the source. It is not made again by itself."),
               error);
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

  enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_RUNNING, NULL, NULL);
  if (sluice_schedule_send (self->client, self->plan, self->source_id, &self->clock, schedule_cb, self, &left,
                            &error) &&
      dex_await (sluice_journal_enter_schedule (self->journal, SLUICE_SCHEDULE_STATE_DONE), &error))
    {
      detail = sluice_schedule_dup_detail (self->plan);
      enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_DONE, detail, NULL);
      return TRUE;
    }
  if (is_gone (error))
    {
      enter_gone (self, SLUICE_STAGE_SCHEDULE, error);
      return FALSE;
    }

  detail = dup_schedule_problem (left);
  enter_stage (self, SLUICE_STAGE_SCHEDULE, SLUICE_STAGE_ATTENTION, detail, error);

  return TRUE;
}

static void
settle_webhook (SluiceSetup *self)
{
  if (sluice_table_list_count_method (sluice_plan_get_tables (self->plan), SLUICE_SYNC_METHOD_WEBHOOK) == 0)
    enter_stage (self, SLUICE_STAGE_WEBHOOK, SLUICE_STAGE_NOT_NEEDED, _ ("None of the tables uses one"), NULL);
  else
    enter_stage (
        self, SLUICE_STAGE_WEBHOOK, SLUICE_STAGE_ATTENTION,
        _ ("This version of Sluice cannot register a webhook: register it in PostHog, in the source’s settings"), NULL);
}

/* FALSE when the source is gone. Within a fiber. */
static gboolean
verify (SluiceSetup *self)
{
  g_autoptr (SluiceSource) source = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  gboolean agrees;

  enter_stage (self, SLUICE_STAGE_VERIFY, SLUICE_STAGE_RUNNING, NULL, NULL);
  if (!enter (self, SLUICE_SETUP_STATE_VERIFYING, NULL, &error))
    set_state (self, SLUICE_SETUP_STATE_VERIFYING);
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
  enter_stage (self, SLUICE_STAGE_VERIFY, agrees ? SLUICE_STAGE_DONE : SLUICE_STAGE_ATTENTION, detail, NULL);

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
      self->query = g_strdup_printf ("SELECT * FROM %s LIMIT 10", name);
      notify (self, PROP_QUERY);
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
  gboolean recorded = enter (self, SLUICE_SETUP_STATE_DONE, NULL, NULL);

  if (!recorded)
    set_state (self, SLUICE_SETUP_STATE_DONE);
  self->finished = settled;
  if (settled)
    notify (self, PROP_FINISHED);

  if (sluice_plan_get_remember (self->plan))
    dex_await (sluice_setup_secrets_remember (self->keyring, self->journal, self->secrets), NULL);
  g_clear_pointer (&self->secrets, secret_value_unref);
  if (recorded)
    dex_await (sluice_setup_secrets_end (self->keyring, self->journal), NULL);
  else
    dex_await (sluice_setup_secrets_erase (self->keyring, self->journal), NULL);
}

/* Within a fiber. */
static void
watch (SluiceSetup *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  gboolean settled;

  if (!enter (self, SLUICE_SETUP_STATE_WATCHING, NULL, NULL))
    set_state (self, SLUICE_SETUP_STATE_WATCHING);
  enter_stage (self, SLUICE_STAGE_FIRST_LOAD, SLUICE_STAGE_RUNNING,
               _ ("Each table is running, then completed; that takes seconds to hours"), NULL);
  self->watcher = sluice_watcher_new (self->client, self->source_id, G_LIST_MODEL (self->tables), &self->clock);
  g_signal_connect_object (self->watcher, "polled", G_CALLBACK (polled_cb), self, G_CONNECT_SWAPPED);
  if (self->stopped)
    sluice_watcher_stop (self->watcher);

  settled = dex_await_boolean (sluice_watcher_run (self->watcher), &error);
  if (error != NULL && is_gone (error))
    {
      enter_gone (self, SLUICE_STAGE_FIRST_LOAD, error);
      return;
    }
  summary = sluice_watcher_dup_summary (G_LIST_MODEL (self->tables));
  if (settled)
    enter_stage (self, SLUICE_STAGE_FIRST_LOAD, is_all_complete (self) ? SLUICE_STAGE_DONE : SLUICE_STAGE_ATTENTION,
                 summary, NULL);
  else
    sluice_stage_enter (sluice_setup_get_stage (self, SLUICE_STAGE_FIRST_LOAD), SLUICE_STAGE_NOT_NEEDED,
                        _ ("First load, no longer watched"), summary, NULL);
  finish (self, settled);
}

static DexFuture *
run_fiber (gpointer user_data)
{
  SluiceSetup *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!create (self, &error))
    {
      g_autoptr (DexPromise) promise = dex_ref (self->create);

      /* After a refusal the next run begins anew; after a lost answer it gets the same error. */
      if (self->state == SLUICE_SETUP_STATE_DRAFT)
        dex_clear (&self->create);
      set_busy (self, FALSE);
      dex_promise_reject (promise, g_steal_pointer (&error));
      return dex_future_new_false ();
    }

  record_created (self);
  dex_promise_resolve_boolean (self->create, TRUE);
  if (set_schedule (self))
    {
      settle_webhook (self);
      if (verify (self))
        watch (self);
    }
  sluice_journal_set_running (self->journal, FALSE);
  set_busy (self, FALSE);

  return dex_future_new_true ();
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

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_setup_dispose (GObject *object)
{
  SluiceSetup *self = SLUICE_SETUP (object);

  g_clear_object (&self->watcher);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->secrets, secret_value_unref);
  dex_clear (&self->run);
  if (self->journal != NULL)
    sluice_journal_set_running (self->journal, FALSE);
  g_clear_object (&self->journal);
  dex_clear (&self->create);

  G_OBJECT_CLASS (sluice_setup_parent_class)->dispose (object);
}

static void
sluice_setup_finalize (GObject *object)
{
  SluiceSetup *self = SLUICE_SETUP (object);

  g_clear_object (&self->stages);
  g_clear_object (&self->tables);
  g_free (self->source_id);
  g_free (self->query);

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
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_setup_init (SluiceSetup *self)
{
  self->clock = sluice_clock_real;
  self->tables = g_list_store_new (SLUICE_TYPE_TABLE_PROGRESS);
  self->stages = g_list_store_new (SLUICE_TYPE_STAGE);
  for (guint kind = 0; kind < SLUICE_N_STAGES; kind++)
    {
      g_autoptr (SluiceStage) stage = sluice_stage_new (kind, &self->clock);

      g_list_store_append (self->stages, stage);
    }
}

SluiceSetup *
sluice_setup_new (SluiceClient *client, SluicePlan *plan, SluiceKeyring *keyring)
{
  SluiceSetup *self;

  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);
  g_return_val_if_fail (keyring == NULL || SLUICE_IS_KEYRING (keyring), NULL);

  self = g_object_new (SLUICE_TYPE_SETUP, NULL);
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  g_set_object (&self->keyring, keyring);
  self->journal = sluice_journal_new (sluice_client_get_base_url (client), sluice_client_get_project_id (client));
  fill_tables (self);

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

DexFuture *
sluice_setup_run (SluiceSetup *self)
{
  g_autofree char *detail = NULL;

  g_return_val_if_fail (SLUICE_IS_SETUP (self), NULL);
  g_return_val_if_fail (sluice_plan_get_source_type (self->plan) != NULL, NULL);

  if (self->create != NULL)
    return DEX_FUTURE (dex_ref (self->create));

  self->create = dex_promise_new ();
  self->cancelled = FALSE;
  sluice_journal_set_running (self->journal, TRUE);
  fill_tables (self);
  detail = dup_create_detail (self);
  enter_stage (self, SLUICE_STAGE_CREATE, SLUICE_STAGE_RUNNING, detail, NULL);
  set_busy (self, TRUE);
  dex_clear (&self->run);
  self->run = dex_scheduler_spawn (NULL, STACK_BYTES, run_fiber, g_object_ref (self), g_object_unref);
  dex_future_disown (dex_ref (self->run));

  return DEX_FUTURE (dex_ref (self->create));
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

  if (self->busy)
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

  return dex_scheduler_spawn (NULL, 0, discard_fiber, g_object_ref (self), g_object_unref);
}

void
sluice_setup_stop (SluiceSetup *self)
{
  g_return_if_fail (SLUICE_IS_SETUP (self));

  self->stopped = TRUE;
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
