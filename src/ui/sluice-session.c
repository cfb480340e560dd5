/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-session.h"

#include "sluice-draft-keeper.h"
#include "sluice-duplicates.h"
#include "sluice-estimate-settings.h"
#include "sluice-fiber.h"
#include "sluice-setup-secrets.h"

struct _SluiceSession
{
  GObject parent_instance;

  SluiceWorkspace *workspace;
  SluicePlan *plan;
  SluiceJournal *journal;
  SluiceDraftKeeper *keeper;
  SluiceSetup *setup;
  gboolean resumed;
  gboolean under_way;
  GError *refusal;
};

G_DEFINE_FINAL_TYPE (SluiceSession, sluice_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_PLAN,
  PROP_JOURNAL,
  PROP_SETUP,
  PROP_READ_ONLY,
  PROP_UNDER_WAY,
  PROP_DRAFT_ERROR,
} SluiceSessionProps;

static GParamSpec *properties[PROP_DRAFT_ERROR + 1];

static void
draft_error_cb (SluiceSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT_ERROR]);
}

static void
setup_state_cb (SluiceSession *self)
{
  /* Whoever begins again with this draft has another session. */
  if (sluice_setup_get_state (self->setup) == SLUICE_SETUP_STATE_GONE)
    sluice_draft_keeper_stop (self->keeper);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

static void
under_way_cb (SluiceSession *self)
{
  gboolean under_way =
      sluice_setup_get_busy (self->setup) || sluice_setup_get_question (self->setup) != SLUICE_SETUP_QUESTION_NONE;

  if (self->under_way == under_way)
    return;

  self->under_way = under_way;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDER_WAY]);
}

/* Until the source of this set-up exists itself, and would be found. */
static void
mark_duplicates_cb (SluiceSession *self)
{
  SluiceForm *form = sluice_plan_get_form (self->plan);

  if (form != NULL && !sluice_session_get_read_only (self))
    sluice_duplicates_mark (sluice_plan_get_tables (self->plan), form, sluice_workspace_get_sources (self->workspace));
}

static void
sluice_session_constructed (GObject *object)
{
  SluiceSession *self = SLUICE_SESSION (object);

  G_OBJECT_CLASS (sluice_session_parent_class)->constructed (object);

  g_object_bind_property (sluice_estimate_settings_get_default (), "assumptions", sluice_plan_get_tables (self->plan),
                          "assumptions", G_BINDING_SYNC_CREATE);

  /* A page can be looked at without a workspace. */
  if (self->workspace == NULL)
    return;

  self->resumed = self->journal != NULL;
  if (self->journal == NULL)
    {
      SluiceClient *client = sluice_workspace_get_client (self->workspace);

      self->journal = sluice_journal_new (sluice_client_get_base_url (client), sluice_client_get_project_id (client));
    }
  self->keeper = sluice_draft_keeper_new (self->plan, self->journal);
  g_signal_connect_object (self->keeper, "notify::error", G_CALLBACK (draft_error_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->plan, "notify::discovered-at", G_CALLBACK (mark_duplicates_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_workspace_get_sources (self->workspace), "items-changed",
                           G_CALLBACK (mark_duplicates_cb), self, G_CONNECT_SWAPPED);
  mark_duplicates_cb (self);
}

static void
sluice_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceSession *self = SLUICE_SESSION (object);

  switch ((SluiceSessionProps) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_PLAN:
      g_value_set_object (value, self->plan);
      break;
    case PROP_JOURNAL:
      g_value_set_object (value, self->journal);
      break;
    case PROP_SETUP:
      g_value_set_object (value, self->setup);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, sluice_session_get_read_only (self));
      break;
    case PROP_UNDER_WAY:
      g_value_set_boolean (value, self->under_way);
      break;
    case PROP_DRAFT_ERROR:
      g_value_set_boxed (value, sluice_session_get_draft_error (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceSession *self = SLUICE_SESSION (object);

  switch ((SluiceSessionProps) prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    case PROP_PLAN:
      self->plan = g_value_dup_object (value);
      break;
    case PROP_JOURNAL:
      self->journal = g_value_dup_object (value);
      break;
    case PROP_SETUP:
    case PROP_READ_ONLY:
    case PROP_UNDER_WAY:
    case PROP_DRAFT_ERROR:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_session_dispose (GObject *object)
{
  SluiceSession *self = SLUICE_SESSION (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->setup);
  g_clear_object (&self->journal);
  g_clear_object (&self->plan);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sluice_session_parent_class)->dispose (object);
}

static void
sluice_session_finalize (GObject *object)
{
  g_clear_error (&SLUICE_SESSION (object)->refusal);

  G_OBJECT_CLASS (sluice_session_parent_class)->finalize (object);
}

static void
sluice_session_class_init (SluiceSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_session_get_property;
  object_class->set_property = sluice_session_set_property;
  object_class->constructed = sluice_session_constructed;
  object_class->dispose = sluice_session_dispose;
  object_class->finalize = sluice_session_finalize;

  properties[PROP_WORKSPACE] =
      g_param_spec_object ("workspace", NULL, NULL, SLUICE_TYPE_WORKSPACE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLAN] = g_param_spec_object ("plan", NULL, NULL, SLUICE_TYPE_PLAN,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_JOURNAL] = g_param_spec_object ("journal", NULL, NULL, SLUICE_TYPE_JOURNAL,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SETUP] =
      g_param_spec_object ("setup", NULL, NULL, SLUICE_TYPE_SETUP, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_READ_ONLY] =
      g_param_spec_boolean ("read-only", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNDER_WAY] =
      g_param_spec_boolean ("under-way", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DRAFT_ERROR] =
      g_param_spec_boxed ("draft-error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_session_init (SluiceSession *self)
{
}

SluiceSession *
sluice_session_new (SluiceWorkspace *workspace, SluicePlan *plan)
{
  return g_object_new (SLUICE_TYPE_SESSION, "workspace", workspace, "plan", plan, NULL);
}

SluiceSession *
sluice_session_new_for_journal (SluiceWorkspace *workspace, SluicePlan *plan, SluiceJournal *journal)
{
  return g_object_new (SLUICE_TYPE_SESSION, "workspace", workspace, "plan", plan, "journal", journal, NULL);
}

SluiceWorkspace *
sluice_session_get_workspace (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->workspace;
}

SluicePlan *
sluice_session_get_plan (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->plan;
}

SluiceJournal *
sluice_session_get_journal (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->journal;
}

SluiceSetup *
sluice_session_get_setup (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->setup;
}

DexFuture *
sluice_session_start_setup (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  if (self->setup == NULL)
    {
      self->setup = sluice_setup_new_for_journal (sluice_workspace_get_client (self->workspace), self->plan,
                                                  sluice_workspace_get_keyring (self->workspace), self->journal);
      g_signal_connect_object (self->setup, "notify::state", G_CALLBACK (setup_state_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->setup, "notify::busy", G_CALLBACK (under_way_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->setup, "notify::question", G_CALLBACK (under_way_cb), self, G_CONNECT_SWAPPED);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETUP]);
    }

  return sluice_setup_run (self->setup);
}

gboolean
sluice_session_get_read_only (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), FALSE);

  return self->setup != NULL && sluice_setup_get_state (self->setup) != SLUICE_SETUP_STATE_DRAFT;
}

gboolean
sluice_session_get_resumed (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), FALSE);

  return self->resumed;
}

gboolean
sluice_session_get_under_way (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), FALSE);

  return self->under_way;
}

gboolean
sluice_session_get_changed (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), FALSE);

  return self->keeper != NULL && sluice_draft_keeper_get_changed (self->keeper) && !sluice_session_get_read_only (self);
}

const GError *
sluice_session_get_draft_error (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->keeper != NULL ? sluice_draft_keeper_get_error (self->keeper) : NULL;
}

DexFuture *
sluice_session_save_draft (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return self->keeper != NULL ? sluice_draft_keeper_flush (self->keeper) : dex_future_new_true ();
}

/* A fiber's, which outlives the page that asked. */
static DexFuture *
keep_fiber (gpointer user_data)
{
  SluiceSession *self = user_data;
  g_autoptr (SecretValue) secrets = sluice_setup_secrets_take (self->plan);
  g_autoptr (GError) error = NULL;

  if (!dex_await (sluice_draft_keeper_flush (self->keeper), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  dex_await (sluice_setup_secrets_store (sluice_workspace_get_keyring (self->workspace), self->journal, secrets), NULL);

  return dex_future_new_true ();
}

DexFuture *
sluice_session_keep (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (self->keeper != NULL, NULL);

  /* One that is being prepared is not sent behind the person's back. */
  if (self->setup != NULL)
    sluice_setup_cancel (self->setup);

  return sluice_fiber_spawn (keep_fiber, g_object_ref (self), g_object_unref);
}

DexFuture *
sluice_session_discard (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (self->keeper != NULL, NULL);

  sluice_draft_keeper_stop (self->keeper);
  if (self->setup != NULL)
    return sluice_setup_discard (self->setup);
  /* Nothing was ever written. */
  if (sluice_journal_get_changed_at (self->journal) == NULL)
    return dex_future_new_true ();

  return sluice_setup_secrets_end (sluice_workspace_get_keyring (self->workspace), self->journal);
}

void
sluice_session_set_refusal (SluiceSession *self, const GError *refusal)
{
  g_return_if_fail (SLUICE_IS_SESSION (self));

  g_clear_error (&self->refusal);
  if (refusal != NULL)
    self->refusal = g_error_copy (refusal);
}

GError *
sluice_session_steal_refusal (SluiceSession *self)
{
  g_return_val_if_fail (SLUICE_IS_SESSION (self), NULL);

  return g_steal_pointer (&self->refusal);
}
