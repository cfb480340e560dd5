/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-stage.h"

#include <glib/gi18n.h>

#include "sluice-stage-private.h"

struct _SluiceStage
{
  GObject parent_instance;

  SluiceClock clock;
  SluiceStageKind kind;
  SluiceStageState state;
  char *title;
  char *detail;
  GError *error;
  gint64 began_at;
  gint64 seconds;
  guint tick_id;
};

enum
{
  PROP_KIND = 1,
  PROP_STATE,
  PROP_TITLE,
  PROP_DETAIL,
  PROP_SECONDS,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (SluiceStageKind,
                    sluice_stage_kind,
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_CREATE, "create"),
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_SCHEDULE, "schedule"),
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_WEBHOOK, "webhook"),
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_VERIFY, "verify"),
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_FIRST_LOAD, "first-load"))

G_DEFINE_ENUM_TYPE (SluiceStageState,
                    sluice_stage_state,
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_TO_COME, "to-come"),
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_NOT_NEEDED, "not-needed"),
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_ATTENTION, "attention"),
                    G_DEFINE_ENUM_VALUE (SLUICE_STAGE_FAILED, "failed"))

G_DEFINE_FINAL_TYPE (SluiceStage, sluice_stage, G_TYPE_OBJECT)

/* In the order of SluiceStageState. */
static const char *titles[SLUICE_N_STAGES][SLUICE_STAGE_FAILED + 1] = {
  [SLUICE_STAGE_CREATE] = { N_ ("Create the source"), N_ ("Creating the source"), N_ ("Source created"),
                            N_ ("Source created"), N_ ("It is not known whether the source was created"),
                            N_ ("The source was not created") },
  [SLUICE_STAGE_SCHEDULE] = { N_ ("Set the schedule"), N_ ("Setting the schedule"), N_ ("Schedule set"),
                              N_ ("Schedule set"), N_ ("The schedule is not set for every table"),
                              N_ ("The schedule was not set") },
  [SLUICE_STAGE_WEBHOOK] = { N_ ("Register the webhook"), N_ ("Registering the webhook"), N_ ("Webhook registered"),
                             N_ ("No webhook needed"), N_ ("The webhook is not registered"),
                             N_ ("The webhook was not registered") },
  [SLUICE_STAGE_VERIFY] = { N_ ("Verify"), N_ ("Verifying"), N_ ("Verified"), N_ ("Verified"),
                            N_ ("Not everything is as chosen"), N_ ("It could not be verified") },
  [SLUICE_STAGE_FIRST_LOAD] = { N_ ("First load"), N_ ("First load"), N_ ("First load complete"),
                                N_ ("First load complete"), N_ ("First load ended, not every table is complete"),
                                N_ ("First load stopped") },
};

static void
update_seconds (SluiceStage *self)
{
  gint64 seconds = (sluice_clock_now (&self->clock) - self->began_at) / G_USEC_PER_SEC;

  if (self->seconds == seconds)
    return;

  self->seconds = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS]);
}

static gboolean
tick_cb (gpointer user_data)
{
  update_seconds (user_data);

  return G_SOURCE_CONTINUE;
}

static void
sluice_stage_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceStage *self = SLUICE_STAGE (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;

    case PROP_SECONDS:
      g_value_set_int64 (value, self->seconds);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_stage_dispose (GObject *object)
{
  SluiceStage *self = SLUICE_STAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);

  G_OBJECT_CLASS (sluice_stage_parent_class)->dispose (object);
}

static void
sluice_stage_finalize (GObject *object)
{
  SluiceStage *self = SLUICE_STAGE (object);

  g_free (self->title);
  g_free (self->detail);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sluice_stage_parent_class)->finalize (object);
}

static void
sluice_stage_class_init (SluiceStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sluice_stage_get_property;
  object_class->dispose = sluice_stage_dispose;
  object_class->finalize = sluice_stage_finalize;

  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, SLUICE_TYPE_STAGE_KIND, SLUICE_STAGE_CREATE, flags);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SLUICE_TYPE_STAGE_STATE, SLUICE_STAGE_TO_COME, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, "", flags);
  properties[PROP_SECONDS] = g_param_spec_int64 ("seconds", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sluice_stage_init (SluiceStage *self)
{
  self->detail = g_strdup ("");
}

SluiceStage *
sluice_stage_new (SluiceStageKind kind, const SluiceClock *clock)
{
  SluiceStage *self = g_object_new (SLUICE_TYPE_STAGE, NULL);

  self->kind = kind;
  self->clock = *clock;
  self->title = g_strdup (_ (titles[kind][SLUICE_STAGE_TO_COME]));

  return self;
}

void
sluice_stage_set_clock (SluiceStage *self, const SluiceClock *clock)
{
  self->clock = *clock;
}

static void
set_error (SluiceStage *self, const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
sluice_stage_set_detail (SluiceStage *self, const char *detail, const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_str (&self->detail, detail != NULL ? detail : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
  set_error (self, error);
  g_object_thaw_notify (G_OBJECT (self));
}

void
sluice_stage_enter (SluiceStage *self,
                    SluiceStageState state,
                    const char *title,
                    const char *detail,
                    const GError *error)
{
  gboolean was_running = self->state == SLUICE_STAGE_RUNNING;

  g_object_freeze_notify (G_OBJECT (self));
  if (state == SLUICE_STAGE_RUNNING && !was_running)
    {
      self->began_at = sluice_clock_now (&self->clock);
      self->tick_id = g_timeout_add_seconds (1, tick_cb, self);
    }
  if (state == SLUICE_STAGE_RUNNING || was_running)
    update_seconds (self);
  if (state != SLUICE_STAGE_RUNNING)
    g_clear_handle_id (&self->tick_id, g_source_remove);

  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  if (g_set_str (&self->title, title != NULL ? title : _ (titles[self->kind][state])))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  sluice_stage_set_detail (self, detail, error);
  g_object_thaw_notify (G_OBJECT (self));
}

SluiceStageKind
sluice_stage_get_kind (SluiceStage *self)
{
  g_return_val_if_fail (SLUICE_IS_STAGE (self), SLUICE_STAGE_CREATE);

  return self->kind;
}

SluiceStageState
sluice_stage_get_state (SluiceStage *self)
{
  g_return_val_if_fail (SLUICE_IS_STAGE (self), SLUICE_STAGE_TO_COME);

  return self->state;
}

const char *
sluice_stage_get_title (SluiceStage *self)
{
  g_return_val_if_fail (SLUICE_IS_STAGE (self), NULL);

  return self->title;
}

const char *
sluice_stage_get_detail (SluiceStage *self)
{
  g_return_val_if_fail (SLUICE_IS_STAGE (self), NULL);

  return self->detail;
}

gint64
sluice_stage_get_seconds (SluiceStage *self)
{
  g_return_val_if_fail (SLUICE_IS_STAGE (self), 0);

  return self->seconds;
}

const GError *
sluice_stage_get_error (SluiceStage *self)
{
  g_return_val_if_fail (SLUICE_IS_STAGE (self), NULL);

  return self->error;
}
