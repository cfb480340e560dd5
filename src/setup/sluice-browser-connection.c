/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-browser-connection.h"

#include <glib/gi18n.h>

#include "sluice-browser-look.h"
#include "sluice-fiber.h"

/* How long to wait between two looks: at first as a person expects it, later as one who has gone for a coffee does. */
#define WAIT_MIN_MS 3000
#define WAIT_MAX_MS 15000
#define EAGER_US (60 * G_USEC_PER_SEC)
#define LIMIT_US (15 * 60 * G_USEC_PER_SEC)
/* A credential may be stored a moment before the account that it stands for shows. */
#define GRACE_MS 2000
/* As often as the person comes back to the window, it is looked at once. */
#define GLANCE_US (2 * G_USEC_PER_SEC)
/* What is waited for is dropped only when nothing else is ready: sluice_when() says why. */
#define DROP_PRIORITY (G_PRIORITY_DEFAULT + 1)

struct _SluiceBrowserConnection
{
  GObject parent_instance;

  SluiceClient *client;
  char *source_type;
  char *kind;
  SluiceClock clock;

  SluiceBrowserState state;
  SluiceConnectLink *link;
  char *email;
  char *project;
  char *note;
  GError *error;
  SluiceIntegration *integration;
  SluiceStoredCredential *credential;
  gboolean looking;

  SluiceBrowserLook *look;
  DexPromise *stop;  /* nobody waits any more */
  DexPromise *nudge; /* look before it is time; NULL while it is looked */
  gboolean asked;    /* the person is to be told */
  gboolean hurried;  /* look before it is time, told or not */
  gboolean watching; /* a fiber does */
  gboolean faulted;  /* the note is about a look that failed */
  gint64 began_at;
  gint64 looked_at;
};

G_DEFINE_ENUM_TYPE (SluiceBrowserState,
                    sluice_browser_state,
                    G_DEFINE_ENUM_VALUE (SLUICE_BROWSER_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BROWSER_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BROWSER_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BROWSER_TIMED_OUT, "timed-out"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BROWSER_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BROWSER_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (SLUICE_BROWSER_CANCELLED, "cancelled"))

G_DEFINE_FINAL_TYPE (SluiceBrowserConnection, sluice_browser_connection, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_LINK,
  PROP_EMAIL,
  PROP_PROJECT,
  PROP_LOOKING,
  PROP_NOTE,
  PROP_ERROR,
  PROP_INTEGRATION,
  PROP_CREDENTIAL,
} SluiceBrowserConnectionProps;

static GParamSpec *properties[PROP_CREDENTIAL + 1];

static void
notify (SluiceBrowserConnection *self, SluiceBrowserConnectionProps property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
is_stopped (SluiceBrowserConnection *self)
{
  return self->state == SLUICE_BROWSER_CANCELLED;
}

static void
set_state (SluiceBrowserConnection *self, SluiceBrowserState state)
{
  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
}

static void
set_note (SluiceBrowserConnection *self, const char *note)
{
  if (g_set_str (&self->note, note))
    notify (self, PROP_NOTE);
}

static void
set_looking (SluiceBrowserConnection *self, gboolean looking)
{
  if (self->looking == looking)
    return;

  self->looking = looking;
  notify (self, PROP_LOOKING);
}

/* (transfer full): takes @error. */
static void
fail (SluiceBrowserConnection *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
  set_looking (self, FALSE);
  set_state (self, SLUICE_BROWSER_FAILED);
}

/* A call that nobody waits for any more comes to its end by itself. In libdex 0.10 a fiber that is dropped while it
 * waits, and whose answer comes in the next turn of the main loop, takes the program with it. */
static DexFuture *
unless_stopped (SluiceBrowserConnection *self, DexFuture *future)
{
  dex_future_disown (dex_ref (future));

  return dex_future_first (future, dex_ref (self->stop), NULL);
}

static const char *
find_project_name (const SluiceIdentity *identity, const char *id)
{
  for (guint i = 0; i < sluice_identity_get_n_projects (identity); i++)
    if (g_str_equal (sluice_identity_get_project_id (identity, i), id))
      return sluice_identity_get_project_name (identity, i);

  return NULL;
}

/* Whom to sign in as, as far as the key tells. */
static void
ask_identity (SluiceBrowserConnection *self)
{
  g_autoptr (SluiceIdentity) identity =
      dex_await_boxed (unless_stopped (self, sluice_client_get_identity (self->client)), NULL);
  const char *name = NULL;

  if (identity == NULL || is_stopped (self))
    return;

  if (g_set_str (&self->email, sluice_identity_get_email (identity)))
    notify (self, PROP_EMAIL);
  name = find_project_name (identity, sluice_client_get_project_id (self->client));
  if (sluice_client_get_project_name (self->client) == NULL && name != NULL && g_set_str (&self->project, name))
    notify (self, PROP_PROJECT);
}

/* An older server names no page: its own pages lead there from the project (contract, section 19). */
static SluiceConnectLink *
make_project_link (SluiceClient *client)
{
  g_autofree char *url =
      g_strdup_printf ("%s/project/%s", sluice_client_get_base_url (client), sluice_client_get_project_id (client));
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "connect_url", url);
  json_object_set_string_member (object, "instructions",
                                 _ ("This server is older: in the project, connect it among the sources of the data "
                                    "warehouse, then come back"));

  return sluice_connect_link_new_from_json (object, NULL);
}

static SluiceConnectLink *
ask_link (SluiceBrowserConnection *self, GError **error)
{
  g_autoptr (GError) fault = NULL;
  SluiceConnectLink *link =
      dex_await_object (unless_stopped (self, sluice_client_get_connect_link (self->client, self->source_type)),
                        &fault);

  if (g_error_matches (fault, SLUICE_API_ERROR, SLUICE_API_ERROR_UNSUPPORTED))
    return make_project_link (self->client);
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));

  return link;
}

/* What is there already is seen before the page is opened. */
static gboolean
ask (SluiceBrowserConnection *self, GError **error)
{
  g_autoptr (SluiceConnectLink) link = NULL;

  ask_identity (self);
  if (is_stopped (self))
    return FALSE;
  link = ask_link (self, error);
  if (link == NULL || is_stopped (self))
    return FALSE;

  g_clear_pointer (&self->look, sluice_browser_look_free);
  self->look = sluice_browser_look_new (self->client, self->source_type, self->kind);
  if (!sluice_browser_look_run (self->look, DEX_FUTURE (self->stop), error) || is_stopped (self))
    return FALSE;

  g_set_object (&self->link, link);
  notify (self, PROP_LINK);

  return TRUE;
}

static DexFuture *
ask_fiber (gpointer user_data)
{
  SluiceBrowserConnection *self = user_data;
  GError *error = NULL;

  if (ask (self, &error))
    set_state (self, SLUICE_BROWSER_READY);
  else if (!is_stopped (self) && error != NULL)
    fail (self, g_steal_pointer (&error));
  g_clear_error (&error);

  return dex_future_new_true ();
}

/* (transfer full) */
static char *
dup_obstacle_note (SluiceBrowserConnection *self)
{
  const char *obstacle = sluice_browser_look_get_obstacle (self->look);

  if (obstacle == NULL)
    return NULL;

  return g_strdup_printf (
      "%s\n%s", obstacle,
      _ ("So Sluice cannot see by itself when you are done. Connect it in the browser all the same, "
         "then come back, press Cancel and enter the number of the connected account, or use an API "
         "key with more rights."));
}

/* What the person who asked is told when there is nothing. (transfer full) */
static char *
dup_nothing_note (SluiceBrowserConnection *self, const GError *error)
{
  g_autofree char *obstacle = dup_obstacle_note (self);

  if (error != NULL)
    /* Translators: %s is what went wrong, a sentence */
    return g_strdup_printf (_ ("PostHog could not be asked just now: %s Sluice keeps trying."), error->message);
  if (obstacle != NULL)
    return g_steal_pointer (&obstacle);
  if (!sluice_browser_look_sees_accounts (self->look))
    return g_strdup (_ ("Nothing new has reached PostHog yet. Finish in the browser until it says that you are done, "
                        "then look again."));

  return g_strdup (
      _ ("Nothing new has reached PostHog yet. Finish in the browser until it says that you are done, then "
         "look again. If the account was connected before, press Cancel and choose it from the list."));
}

/* TRUE when that is the end. */
static gboolean
take_findings (SluiceBrowserConnection *self)
{
  if (sluice_browser_look_get_integration (self->look) != NULL)
    g_set_object (&self->integration, sluice_browser_look_get_integration (self->look));
  else if (sluice_browser_look_get_credential (self->look) != NULL)
    g_set_object (&self->credential, sluice_browser_look_get_credential (self->look));
  else
    return FALSE;

  set_looking (self, FALSE);
  set_note (self, NULL);
  notify (self, self->integration != NULL ? PROP_INTEGRATION : PROP_CREDENTIAL);
  set_state (self, SLUICE_BROWSER_CONNECTED);

  return TRUE;
}

static gboolean
found_only_credential (SluiceBrowserConnection *self)
{
  return sluice_browser_look_get_integration (self->look) == NULL &&
         sluice_browser_look_get_credential (self->look) != NULL && sluice_browser_look_sees_accounts (self->look);
}

static void
pause_for (SluiceBrowserConnection *self, guint milliseconds)
{
  dex_await (dex_future_first (sluice_clock_wait (&self->clock, milliseconds), dex_ref (self->stop), NULL), NULL);
}

/* One look, and one more where half of what there is may have come. TRUE when that is the end. */
static gboolean
look_once (SluiceBrowserConnection *self, GError **error)
{
  sluice_browser_look_run (self->look, DEX_FUTURE (self->stop), error);
  if (!is_stopped (self) && found_only_credential (self))
    {
      g_clear_error (error);
      pause_for (self, GRACE_MS);
      if (!is_stopped (self))
        sluice_browser_look_run (self->look, DEX_FUTURE (self->stop), error);
    }
  self->looked_at = sluice_clock_now (&self->clock);
  if (is_stopped (self))
    return TRUE;

  if (take_findings (self))
    {
      g_clear_error (error);
      return TRUE;
    }
  if (g_error_matches (*error, SLUICE_API_ERROR, SLUICE_API_ERROR_UNAUTHORIZED))
    {
      fail (self, g_steal_pointer (error));
      return TRUE;
    }

  return FALSE;
}

static guint
get_next_wait (SluiceBrowserConnection *self, guint wait, const GError *error)
{
  const guint asked = sluice_api_error_get_retry_after (error);
  const gboolean eager = sluice_clock_now (&self->clock) - self->began_at < EAGER_US;

  if (error != NULL || !eager)
    wait = MIN (wait + wait / 2, WAIT_MAX_MS);

  return MAX (wait, asked * 1000);
}

/* Until it is time, or sooner when somebody asks. */
static void
pause_until_next (SluiceBrowserConnection *self, guint wait)
{
  if (self->hurried)
    return;

  self->nudge = dex_promise_new ();
  if (self->state == SLUICE_BROWSER_TIMED_OUT)
    dex_await (dex_future_first (dex_ref (self->nudge), dex_ref (self->stop), NULL), NULL);
  else
    dex_await (dex_future_first (sluice_clock_wait (&self->clock, wait), dex_ref (self->nudge), dex_ref (self->stop),
                                 NULL),
               NULL);
  dex_clear (&self->nudge);
}

static void
end_in_time (SluiceBrowserConnection *self)
{
  if (self->state != SLUICE_BROWSER_WAITING || sluice_clock_now (&self->clock) - self->began_at < LIMIT_US)
    return;

  set_note (self, NULL);
  set_state (self, SLUICE_BROWSER_TIMED_OUT);
}

static DexFuture *
watch_fiber (gpointer user_data)
{
  SluiceBrowserConnection *self = user_data;
  guint wait = WAIT_MIN_MS;

  pause_until_next (self, wait);
  while (!is_stopped (self))
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *note = NULL;
      const gboolean asked = self->asked;

      self->asked = FALSE;
      wait = self->hurried ? WAIT_MIN_MS : wait;
      self->hurried = FALSE;
      if (look_once (self, &error))
        break;

      note = asked || error != NULL ? dup_nothing_note (self, error) : dup_obstacle_note (self);
      /* What the person asked for stands until there is something else to say. */
      if (note != NULL || self->faulted)
        set_note (self, note);
      self->faulted = error != NULL;
      set_looking (self, self->asked);
      end_in_time (self);
      wait = get_next_wait (self, wait, error);
      pause_until_next (self, wait);
    }
  self->watching = FALSE;

  return dex_future_new_true ();
}

static void
sluice_browser_connection_dispose (GObject *object)
{
  SluiceBrowserConnection *self = SLUICE_BROWSER_CONNECTION (object);

  g_clear_object (&self->link);
  g_clear_object (&self->integration);
  g_clear_object (&self->credential);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sluice_browser_connection_parent_class)->dispose (object);
}

static void
sluice_browser_connection_finalize (GObject *object)
{
  SluiceBrowserConnection *self = SLUICE_BROWSER_CONNECTION (object);

  g_clear_pointer (&self->look, sluice_browser_look_free);
  dex_clear (&self->stop);
  dex_clear (&self->nudge);
  g_clear_error (&self->error);
  g_free (self->source_type);
  g_free (self->kind);
  g_free (self->email);
  g_free (self->project);
  g_free (self->note);

  G_OBJECT_CLASS (sluice_browser_connection_parent_class)->finalize (object);
}

static void
sluice_browser_connection_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceBrowserConnection *self = SLUICE_BROWSER_CONNECTION (object);

  switch ((SluiceBrowserConnectionProps) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_LINK:
      g_value_set_object (value, self->link);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_PROJECT:
      g_value_set_string (value, self->project);
      break;
    case PROP_LOOKING:
      g_value_set_boolean (value, self->looking);
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_INTEGRATION:
      g_value_set_object (value, self->integration);
      break;
    case PROP_CREDENTIAL:
      g_value_set_object (value, self->credential);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_browser_connection_class_init (SluiceBrowserConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = sluice_browser_connection_dispose;
  object_class->finalize = sluice_browser_connection_finalize;
  object_class->get_property = sluice_browser_connection_get_property;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, SLUICE_TYPE_BROWSER_STATE, SLUICE_BROWSER_ASKING, flags);
  properties[PROP_LINK] = g_param_spec_object ("link", NULL, NULL, SLUICE_TYPE_CONNECT_LINK, flags);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, NULL, flags);
  properties[PROP_PROJECT] = g_param_spec_string ("project", NULL, NULL, NULL, flags);
  properties[PROP_LOOKING] = g_param_spec_boolean ("looking", NULL, NULL, FALSE, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_INTEGRATION] = g_param_spec_object ("integration", NULL, NULL, SLUICE_TYPE_INTEGRATION, flags);
  properties[PROP_CREDENTIAL] = g_param_spec_object ("credential", NULL, NULL, SLUICE_TYPE_STORED_CREDENTIAL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_browser_connection_init (SluiceBrowserConnection *self)
{
  self->stop = dex_promise_new ();
}

SluiceBrowserConnection *
sluice_browser_connection_new (SluiceClient *client,
                               const char *source_type,
                               const char *kind,
                               const SluiceClock *clock)
{
  SluiceBrowserConnection *self = NULL;
  const char *name = NULL;

  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);
  g_return_val_if_fail (source_type != NULL, NULL);
  g_return_val_if_fail (clock != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_BROWSER_CONNECTION, NULL);
  self->client = g_object_ref (client);
  self->source_type = g_strdup (source_type);
  self->kind = g_strdup (kind);
  self->clock = *clock;
  name = sluice_client_get_project_name (client);
  self->project = g_strdup (name != NULL ? name : sluice_client_get_project_id (client));

  return self;
}

static void
run (SluiceBrowserConnection *self, DexFiberFunc fiber)
{
  dex_future_disown (sluice_fiber_spawn (fiber, g_object_ref (self), g_object_unref));
}

void
sluice_browser_connection_start (SluiceBrowserConnection *self)
{
  g_return_if_fail (SLUICE_IS_BROWSER_CONNECTION (self));
  g_return_if_fail (self->state == SLUICE_BROWSER_ASKING || self->state == SLUICE_BROWSER_FAILED);

  if (self->error != NULL)
    {
      g_clear_error (&self->error);
      notify (self, PROP_ERROR);
    }
  set_note (self, NULL);
  set_state (self, SLUICE_BROWSER_ASKING);
  run (self, ask_fiber);
}

static void
hurry (SluiceBrowserConnection *self)
{
  self->hurried = TRUE;
  if (self->nudge != NULL && dex_future_is_pending (DEX_FUTURE (self->nudge)))
    dex_promise_resolve_boolean (self->nudge, TRUE);
}

void
sluice_browser_connection_wait (SluiceBrowserConnection *self)
{
  g_autofree char *note = NULL;

  g_return_if_fail (SLUICE_IS_BROWSER_CONNECTION (self));

  if (self->state != SLUICE_BROWSER_READY && self->state != SLUICE_BROWSER_WAITING &&
      self->state != SLUICE_BROWSER_TIMED_OUT)
    return;

  note = dup_obstacle_note (self);
  set_note (self, note);
  self->began_at = sluice_clock_now (&self->clock);
  set_state (self, SLUICE_BROWSER_WAITING);
  if (self->watching)
    hurry (self);
  else
    {
      self->watching = TRUE;
      run (self, watch_fiber);
    }
}

void
sluice_browser_connection_look (SluiceBrowserConnection *self, gboolean asked)
{
  g_return_if_fail (SLUICE_IS_BROWSER_CONNECTION (self));

  if (!self->watching || is_stopped (self) || (!asked && sluice_clock_now (&self->clock) - self->looked_at < GLANCE_US))
    return;

  if (asked)
    {
      self->asked = TRUE;
      set_looking (self, TRUE);
    }
  hurry (self);
}

static gboolean
stop_cb (gpointer user_data)
{
  SluiceBrowserConnection *self = user_data;

  if (dex_future_is_pending (DEX_FUTURE (self->stop)))
    dex_promise_resolve_boolean (self->stop, TRUE);

  return G_SOURCE_REMOVE;
}

void
sluice_browser_connection_cancel (SluiceBrowserConnection *self)
{
  guint id;

  g_return_if_fail (SLUICE_IS_BROWSER_CONNECTION (self));

  if (is_stopped (self))
    return;

  set_looking (self, FALSE);
  set_state (self, SLUICE_BROWSER_CANCELLED);
  id = g_idle_add_full (DROP_PRIORITY, stop_cb, g_object_ref (self), g_object_unref);
  g_source_set_name_by_id (id, "[sluice] browser connection");
}

SluiceBrowserState
sluice_browser_connection_get_state (SluiceBrowserConnection *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_CONNECTION (self), SLUICE_BROWSER_FAILED);

  return self->state;
}

SluiceConnectLink *
sluice_browser_connection_get_link (SluiceBrowserConnection *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_CONNECTION (self), NULL);

  return self->link;
}

const char *
sluice_browser_connection_get_email (SluiceBrowserConnection *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_CONNECTION (self), NULL);

  return self->email;
}

const char *
sluice_browser_connection_get_project (SluiceBrowserConnection *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_CONNECTION (self), NULL);

  return self->project;
}

gboolean
sluice_browser_connection_get_looking (SluiceBrowserConnection *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_CONNECTION (self), FALSE);

  return self->looking;
}

const char *
sluice_browser_connection_get_note (SluiceBrowserConnection *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_CONNECTION (self), NULL);

  return self->note;
}

const GError *
sluice_browser_connection_get_error (SluiceBrowserConnection *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_CONNECTION (self), NULL);

  return self->error;
}

SluiceIntegration *
sluice_browser_connection_get_integration (SluiceBrowserConnection *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_CONNECTION (self), NULL);

  return self->integration;
}

SluiceStoredCredential *
sluice_browser_connection_get_credential (SluiceBrowserConnection *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_CONNECTION (self), NULL);

  return self->credential;
}
