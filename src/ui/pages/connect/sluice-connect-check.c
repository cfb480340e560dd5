/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-connect-check.h"

#include <glib/gi18n.h>

#include "sluice-api-error.h"
#include "sluice-cdc-asking.h"
#include "sluice-connect-advice.h"
#include "sluice-plan-cdc.h"
#include "sluice-weak.h"
#include "sluice-when.h"

struct _SluiceConnectCheck
{
  GObject parent_instance;

  SluiceWorkspace *workspace;
  SluicePlan *plan;
  SluiceCheckProgress *progress;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (SluiceConnectCheck, sluice_connect_check, G_TYPE_OBJECT)

typedef enum
{
  PROP_RUNNING = 1,
} SluiceConnectCheckProps;

static GParamSpec *properties[PROP_RUNNING + 1];

enum
{
  SIGNAL_FAILED,
  SIGNAL_CDC_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SluiceClient *
get_client (SluiceConnectCheck *self)
{
  return sluice_workspace_get_client (self->workspace);
}

static void
set_running (SluiceConnectCheck *self, gboolean running)
{
  if (self->running == running)
    return;

  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
begin (SluiceConnectCheck *self)
{
  sluice_check_progress_start (self->progress, sluice_plan_get_form (self->plan));
  set_running (self, TRUE);
}

/* Gives how long it was, in seconds. */
static gint64
end (SluiceConnectCheck *self)
{
  const gint64 seconds = sluice_check_progress_stop (self->progress);

  set_running (self, FALSE);

  return seconds;
}

/* Near-real-time is checked again for the chosen tables on leaving them; here what all tables need has to be there. */
static gboolean
needs_cdc (SluiceConnectCheck *self)
{
  return sluice_cdc_get_enabled (sluice_plan_get_cdc (self->plan)) && !sluice_plan_get_cdc_ready (self->plan);
}

/* --- near-real-time --- */

/* Tables that cannot be followed because of the server, and not because of themselves, can be once it is mended. */
static gboolean
has_stale_offer (SluiceConnectCheck *self)
{
  SluiceTableList *tables = sluice_plan_get_tables (self->plan);

  if (sluice_cdc_get_check (sluice_plan_get_cdc (self->plan)) == NULL)
    return FALSE;
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    if (sluice_table_get_cdc_available (sluice_table_list_get (tables, i)) == SLUICE_TRI_YES)
      return FALSE;

  return TRUE;
}

static void
cdc_asked_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceConnectCheck *self = owner;

  end (self);
  if (error == NULL)
    sluice_plan_recommend_cdc (self->plan);
  else if (!sluice_error_is_cancelled (error))
    g_signal_emit (self, signals[SIGNAL_CDC_FAILED], 0, error);
}

static DexFuture *
ask_for_cdc (SluiceConnectCheck *self)
{
  begin (self);
  sluice_check_progress_say (self->progress, _ ("Looking at what near-real-time needs in the database"));

  return sluice_when (sluice_cdc_ask (get_client (self), self->plan), self, cdc_asked_cb);
}

/* From the main loop, as the future before it is one of sluice_when(). */
static DexFuture *
discovered_cb (DexFuture *completed, gpointer user_data)
{
  g_autoptr (SluiceConnectCheck) self = g_weak_ref_get (user_data);

  return self != NULL && needs_cdc (self) ? ask_for_cdc (self) : NULL;
}

/* --- tables --- */

static void
checked_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceConnectCheck *self = owner;
  g_autofree char *timeout = NULL;

  if (error == NULL)
    sluice_plan_finish_discovery (self->plan);
  else
    sluice_plan_abort_discovery (self->plan);
  timeout = sluice_connect_advice_dup_timeout (sluice_plan_get_form (self->plan), end (self));
  if (error != NULL && !sluice_error_is_cancelled (error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error, timeout);
}

static void
tables_cb (GPtrArray *tables, gpointer user_data)
{
  g_autoptr (SluiceConnectCheck) self = g_weak_ref_get (user_data);

  if (self == NULL || !self->running)
    return;

  sluice_plan_append_discovered (self->plan, tables);
  sluice_check_progress_set_n_tables (self->progress, sluice_plan_get_n_discovered (self->plan));
}

/* A database without tables can be reached, but there is nothing to go on with. */
static DexFuture *
counted_cb (DexFuture *completed, gpointer user_data)
{
  const GValue *value = dex_future_get_value (completed, NULL);

  if (value != NULL && G_VALUE_HOLDS_INT (value) && g_value_get_int (value) == 0)
    return dex_future_new_for_error (
        g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                             _ ("The connection works, but there are no tables that this user may see.")));

  return NULL;
}

static DexFuture *
discover (SluiceConnectCheck *self)
{
  SluiceForm *form = sluice_plan_get_form (self->plan);
  g_autoptr (JsonNode) body = sluice_form_to_flat (form);
  DexFuture *future = NULL;

  sluice_plan_begin_discovery (self->plan);
  begin (self);
  future = sluice_client_discover_tables (get_client (self), body,
                                          sluice_source_type_is_database (sluice_form_get_source_type (form)),
                                          tables_cb, sluice_weak_new (self), sluice_weak_free);
  future = dex_future_then (future, counted_cb, NULL, NULL);
  future = sluice_when (future, self, checked_cb);

  return dex_future_then (future, discovered_cb, sluice_weak_new (self), sluice_weak_free);
}

/* --- the object --- */

static void
sluice_connect_check_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SluiceConnectCheckProps) prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, SLUICE_CONNECT_CHECK (object)->running);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_connect_check_dispose (GObject *object)
{
  SluiceConnectCheck *self = SLUICE_CONNECT_CHECK (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->plan);
  g_clear_object (&self->progress);

  G_OBJECT_CLASS (sluice_connect_check_parent_class)->dispose (object);
}

static void
sluice_connect_check_class_init (SluiceConnectCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_connect_check_get_property;
  object_class->dispose = sluice_connect_check_dispose;

  properties[PROP_RUNNING] =
      g_param_spec_boolean ("running", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_FAILED] =
      g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_CDC_FAILED] = g_signal_new ("cdc-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
sluice_connect_check_init (SluiceConnectCheck *self)
{
}

SluiceConnectCheck *
sluice_connect_check_new (SluiceWorkspace *workspace, SluicePlan *plan, SluiceCheckProgress *progress)
{
  SluiceConnectCheck *self = NULL;

  g_return_val_if_fail (workspace == NULL || SLUICE_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);
  g_return_val_if_fail (SLUICE_IS_CHECK_PROGRESS (progress), NULL);

  self = g_object_new (SLUICE_TYPE_CONNECT_CHECK, NULL);
  g_set_object (&self->workspace, workspace);
  self->plan = g_object_ref (plan);
  self->progress = g_object_ref (progress);

  return self;
}

gboolean
sluice_connect_check_get_settled (SluiceConnectCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECT_CHECK (self), FALSE);

  return sluice_plan_get_checked (self->plan) && !needs_cdc (self);
}

DexFuture *
sluice_connect_check_run (SluiceConnectCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECT_CHECK (self), NULL);
  g_return_val_if_fail (!self->running, NULL);

  if (sluice_connect_check_get_settled (self))
    return dex_future_new_true ();

  return sluice_plan_get_checked (self->plan) && !has_stale_offer (self) ? ask_for_cdc (self) : discover (self);
}

gboolean
sluice_connect_check_stop (SluiceConnectCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECT_CHECK (self), FALSE);

  if (!self->running)
    return FALSE;

  sluice_plan_abort_discovery (self->plan);
  end (self);

  return TRUE;
}
