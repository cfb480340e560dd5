/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-step.h"

#include "sluice-announce.h"

typedef struct
{
  SluiceSession *session;
  SluiceStepId id;
  char *title;
  char *subtitle;
  char *label;
  char *summary;
  char *next_label;
  gboolean complete;
  gboolean busy;
  gboolean narrow;
} SluiceStepPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SluiceStep, sluice_step, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_ID,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_LABEL,
  PROP_SUMMARY,
  PROP_NEXT_LABEL,
  PROP_COMPLETE,
  PROP_BUSY,
  PROP_NARROW,
} SluiceStepProps;

static GParamSpec *properties[PROP_NARROW + 1];

enum
{
  SIGNAL_ADVANCE,
  SIGNAL_GO_TO,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_string (SluiceStep *self, char **member, const char *value, SluiceStepProps prop)
{
  if (g_set_str (member, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

static void
set_flag (SluiceStep *self, gboolean *member, gboolean value, SluiceStepProps prop)
{
  if (*member == !!value)
    return;

  *member = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop]);
}

/* Also its name, which is heard when the focus comes to the page. */
static void
set_title (SluiceStep *self, const char *title)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : "", -1);
  set_string (self, &priv->title, title, PROP_TITLE);
}

static void
sluice_step_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (SLUICE_STEP (object));

  switch ((SluiceStepProps) prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_ID:
      g_value_set_int (value, (int) priv->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;
    case PROP_LABEL:
      g_value_set_string (value, priv->label);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, priv->summary);
      break;
    case PROP_NEXT_LABEL:
      g_value_set_string (value, priv->next_label);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, priv->complete);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, priv->busy);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_step_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceStep *self = SLUICE_STEP (object);
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  switch ((SluiceStepProps) prop_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_ID:
      priv->id = (SluiceStepId) g_value_get_int (value);
      break;
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      set_string (self, &priv->subtitle, g_value_get_string (value), PROP_SUBTITLE);
      break;
    case PROP_LABEL:
      set_string (self, &priv->label, g_value_get_string (value), PROP_LABEL);
      break;
    case PROP_SUMMARY:
      set_string (self, &priv->summary, g_value_get_string (value), PROP_SUMMARY);
      break;
    case PROP_NEXT_LABEL:
      set_string (self, &priv->next_label, g_value_get_string (value), PROP_NEXT_LABEL);
      break;
    case PROP_COMPLETE:
      set_flag (self, &priv->complete, g_value_get_boolean (value), PROP_COMPLETE);
      break;
    case PROP_BUSY:
      set_flag (self, &priv->busy, g_value_get_boolean (value), PROP_BUSY);
      break;
    case PROP_NARROW:
      set_flag (self, &priv->narrow, g_value_get_boolean (value), PROP_NARROW);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_step_dispose (GObject *object)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (SLUICE_STEP (object));

  g_clear_object (&priv->session);

  G_OBJECT_CLASS (sluice_step_parent_class)->dispose (object);
}

static void
sluice_step_finalize (GObject *object)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (SLUICE_STEP (object));

  g_free (priv->title);
  g_free (priv->subtitle);
  g_free (priv->label);
  g_free (priv->summary);
  g_free (priv->next_label);

  G_OBJECT_CLASS (sluice_step_parent_class)->finalize (object);
}

static void
sluice_step_class_init (SluiceStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_step_get_property;
  object_class->set_property = sluice_step_set_property;
  object_class->dispose = sluice_step_dispose;
  object_class->finalize = sluice_step_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, SLUICE_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ID] = g_param_spec_int ("id", NULL, NULL, 0, SLUICE_N_STEPS - 1, 0,
                                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  properties[PROP_NEXT_LABEL] = g_param_spec_string ("next-label", NULL, NULL, NULL, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_ADVANCE] =
      g_signal_new ("advance", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_GO_TO] = g_signal_new ("go-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
sluice_step_init (SluiceStep *self)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  priv->next_label = g_strdup (_ ("Next"));
}

#define DEFINE_STRING_GETTER(member)                                                                                   \
  const char *sluice_step_get_##member (SluiceStep *self)                                                              \
  {                                                                                                                    \
    SluiceStepPrivate *priv = sluice_step_get_instance_private (self);                                                 \
    g_return_val_if_fail (SLUICE_IS_STEP (self), NULL);                                                                \
    return priv->member;                                                                                               \
  }

DEFINE_STRING_GETTER (title)
DEFINE_STRING_GETTER (subtitle)
DEFINE_STRING_GETTER (label)
DEFINE_STRING_GETTER (summary)
DEFINE_STRING_GETTER (next_label)

#undef DEFINE_STRING_GETTER

SluiceSession *
sluice_step_get_session (SluiceStep *self)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_val_if_fail (SLUICE_IS_STEP (self), NULL);

  return priv->session;
}

SluicePlan *
sluice_step_get_plan (SluiceStep *self)
{
  return sluice_session_get_plan (sluice_step_get_session (self));
}

SluiceWorkspace *
sluice_step_get_workspace (SluiceStep *self)
{
  return sluice_session_get_workspace (sluice_step_get_session (self));
}

SluiceStepId
sluice_step_get_id (SluiceStep *self)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_val_if_fail (SLUICE_IS_STEP (self), SLUICE_STEP_SOURCE);

  return priv->id;
}

void
sluice_step_set_title (SluiceStep *self, const char *title)
{
  g_return_if_fail (SLUICE_IS_STEP (self));

  set_title (self, title);
}

void
sluice_step_set_subtitle (SluiceStep *self, const char *subtitle)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_if_fail (SLUICE_IS_STEP (self));

  set_string (self, &priv->subtitle, subtitle, PROP_SUBTITLE);
}

void
sluice_step_set_summary (SluiceStep *self, const char *summary)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_if_fail (SLUICE_IS_STEP (self));

  set_string (self, &priv->summary, summary, PROP_SUMMARY);
}

void
sluice_step_set_next_label (SluiceStep *self, const char *next_label)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_if_fail (SLUICE_IS_STEP (self));

  set_string (self, &priv->next_label, next_label, PROP_NEXT_LABEL);
}

gboolean
sluice_step_get_complete (SluiceStep *self)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_val_if_fail (SLUICE_IS_STEP (self), FALSE);

  return priv->complete;
}

void
sluice_step_set_complete (SluiceStep *self, gboolean complete)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_if_fail (SLUICE_IS_STEP (self));

  set_flag (self, &priv->complete, complete, PROP_COMPLETE);
}

gboolean
sluice_step_get_busy (SluiceStep *self)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_val_if_fail (SLUICE_IS_STEP (self), FALSE);

  return priv->busy;
}

void
sluice_step_set_busy (SluiceStep *self, gboolean busy)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_if_fail (SLUICE_IS_STEP (self));

  set_flag (self, &priv->busy, busy, PROP_BUSY);
}

gboolean
sluice_step_get_narrow (SluiceStep *self)
{
  SluiceStepPrivate *priv = sluice_step_get_instance_private (self);

  g_return_val_if_fail (SLUICE_IS_STEP (self), FALSE);

  return priv->narrow;
}

void
sluice_step_shown (SluiceStep *self)
{
  SluiceStepClass *klass = SLUICE_STEP_GET_CLASS (self);

  if (klass->shown != NULL)
    klass->shown (self);
}

void
sluice_step_hidden (SluiceStep *self)
{
  SluiceStepClass *klass = SLUICE_STEP_GET_CLASS (self);

  if (klass->hidden != NULL)
    klass->hidden (self);
}

DexFuture *
sluice_step_apply (SluiceStep *self)
{
  SluiceStepClass *klass = SLUICE_STEP_GET_CLASS (self);

  return klass->apply != NULL ? klass->apply (self) : dex_future_new_true ();
}

void
sluice_step_complain (SluiceStep *self)
{
  SluiceStepClass *klass = SLUICE_STEP_GET_CLASS (self);

  if (klass->complain != NULL)
    klass->complain (self);
}

void
sluice_step_advance (SluiceStep *self)
{
  g_return_if_fail (SLUICE_IS_STEP (self));

  g_signal_emit (self, signals[SIGNAL_ADVANCE], 0);
}

void
sluice_step_go_to (SluiceStep *self, SluiceStepId step)
{
  g_return_if_fail (SLUICE_IS_STEP (self));

  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, (int) step);
}

void
sluice_step_announce (SluiceStep *self, const char *message)
{
  g_return_if_fail (SLUICE_IS_STEP (self));

  sluice_announce (GTK_WIDGET (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
