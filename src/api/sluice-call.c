/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-call.h"

#include <libsoup/soup.h>
#include <string.h>

#include "sluice-api-error.h"
#include "sluice-call-log.h"
#include "sluice-call-private.h"
#include "sluice-client-private.h"
#include "sluice-redaction.h"

/* What is kept of texts that a server wrote, in characters. */
#define MOST_TARGET 512
#define MOST_ID 128
#define MOST_MESSAGE 2000

#define KEY_BEGIN "Bearer "

struct _SluiceCall
{
  GObject parent_instance;

  SluiceCallState state;
  const char *method;
  char *origin;
  char *target;
  GDateTime *started_at;
  gint64 begin; /* by the clock that never goes back */
  gint64 duration;
  guint status;
  gint64 sent;
  gint64 received;
  char *request_id;
  char *message;
};

G_DEFINE_FINAL_TYPE (SluiceCall, sluice_call, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (SluiceCallState,
                    sluice_call_state,
                    G_DEFINE_ENUM_VALUE (SLUICE_CALL_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (SLUICE_CALL_ANSWERED, "answered"),
                    G_DEFINE_ENUM_VALUE (SLUICE_CALL_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (SLUICE_CALL_CANCELLED, "cancelled"))

typedef enum
{
  PROP_STATE = 1,
} SluiceCallProps;

static GParamSpec *properties[PROP_STATE + 1];

static void
sluice_call_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceCall *self = SLUICE_CALL (object);

  switch ((SluiceCallProps) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_call_finalize (GObject *object)
{
  SluiceCall *self = SLUICE_CALL (object);

  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->target, g_free);
  g_clear_pointer (&self->started_at, g_date_time_unref);
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->message, g_free);

  G_OBJECT_CLASS (sluice_call_parent_class)->finalize (object);
}

static void
sluice_call_class_init (SluiceCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_call_get_property;
  object_class->finalize = sluice_call_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, SLUICE_TYPE_CALL_STATE, SLUICE_CALL_PENDING,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_call_init (SluiceCall *self)
{
  self->duration = -1;
}

/* --- what is kept --- */

static char *
dup_cut (const char *text, glong most)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (valid, -1) <= most)
    return g_steal_pointer (&valid);
  beginning = g_utf8_substring (valid, 0, most - 1);

  return g_strconcat (beginning, "…", NULL);
}

static char *
dup_without_key (const char *text, const char *authorization)
{
  g_autoptr (SluiceRedaction) redaction = sluice_redaction_new ();

  if (authorization != NULL)
    sluice_redaction_add (redaction, g_str_has_prefix (authorization, KEY_BEGIN) ? authorization + strlen (KEY_BEGIN) :
                                                                                   authorization);

  return sluice_redaction_apply (redaction, text);
}

/* What Sluice itself writes there: numbers, times, and words of the API. */
static gboolean
is_harmless (const char *name, gsize length)
{
  static const char *const names[] = { "after", "before", "kind", "level", "limit", "offset", "page", "source_type" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && memcmp (names[i], name, length) == 0)
      return TRUE;

  return FALSE;
}

static void
append_query (GString *target, const char *query)
{
  g_auto (GStrv) parameters = g_strsplit (query, "&", -1);

  for (guint i = 0; parameters[i] != NULL; i++)
    {
      const char *equals = strchr (parameters[i], '=');

      g_string_append_c (target, i == 0 ? '?' : '&');
      if (equals == NULL || is_harmless (parameters[i], equals - parameters[i]))
        /* A parameter that is no name and value is a value. */
        g_string_append (target, equals != NULL ? parameters[i] : "…");
      else
        g_string_append_printf (target, "%.*s=…", (int) (equals - parameters[i]), parameters[i]);
    }
}

static void
set_address (SluiceCall *self, const char *url, const char *authorization)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GString) target = g_string_new (NULL);
  g_autofree char *redacted = NULL;

  if (uri != NULL)
    {
      self->origin = sluice_uri_dup_origin (uri);
      g_string_append (target, g_uri_get_path (uri));
      if (g_uri_get_query (uri) != NULL)
        append_query (target, g_uri_get_query (uri));
    }
  if (self->origin == NULL)
    self->origin = g_strdup ("");
  redacted = dup_without_key (target->str, authorization);
  self->target = dup_cut (redacted, MOST_TARGET);
}

static void
change (SluiceCall *self)
{
  sluice_call_log_note_change (sluice_call_log_get_default (), self);
}

SluiceCall *
sluice_call_begin (const char *method, const char *url, const char *authorization, gsize sent)
{
  SluiceCall *self = g_object_new (SLUICE_TYPE_CALL, NULL);

  self->method = g_intern_string (method);
  self->started_at = g_date_time_new_now_utc ();
  self->begin = g_get_monotonic_time ();
  self->sent = (gint64) sent;
  set_address (self, url, authorization);
  sluice_call_log_add (sluice_call_log_get_default (), self);

  return self;
}

void
sluice_call_set_answer (SluiceCall *self, guint status, const char *request_id, const char *authorization)
{
  g_return_if_fail (SLUICE_IS_CALL (self));

  self->status = status;
  if (request_id != NULL)
    {
      g_autofree char *redacted = dup_without_key (request_id, authorization);

      g_free (self->request_id);
      self->request_id = dup_cut (redacted, MOST_ID);
    }
  change (self);
}

void
sluice_call_add_received (SluiceCall *self, gsize size)
{
  g_return_if_fail (SLUICE_IS_CALL (self));

  self->received += (gint64) size;
}

static void
end (SluiceCall *self, SluiceCallState state)
{
  if (self->duration < 0)
    self->duration = g_get_monotonic_time () - self->begin;
  self->state = state;
  change (self);
}

void
sluice_call_set_failure (SluiceCall *self, const GError *error)
{
  g_return_if_fail (SLUICE_IS_CALL (self));
  g_return_if_fail (error != NULL);

  if (sluice_error_is_cancelled (error))
    {
      end (self, SLUICE_CALL_CANCELLED);
      return;
    }
  sluice_call_set_message (self, error->message);
}

void
sluice_call_set_message (SluiceCall *self, const char *message)
{
  g_return_if_fail (SLUICE_IS_CALL (self));

  g_free (self->message);
  self->message = message != NULL ? dup_cut (message, MOST_MESSAGE) : NULL;
  end (self, SLUICE_CALL_FAILED);
}

void
sluice_call_accept (SluiceCall *self)
{
  g_return_if_fail (SLUICE_IS_CALL (self));

  end (self, SLUICE_CALL_ANSWERED);
}

void
sluice_call_end (SluiceCall *self)
{
  gboolean is_yes;

  g_return_if_fail (SLUICE_IS_CALL (self));

  if (self->state != SLUICE_CALL_PENDING)
    return;
  is_yes = SOUP_STATUS_IS_SUCCESSFUL (self->status) || self->status == SOUP_STATUS_NOT_MODIFIED;
  end (self, is_yes ? SLUICE_CALL_ANSWERED : SLUICE_CALL_FAILED);
}

void
sluice_call_notify (SluiceCall *self)
{
  g_return_if_fail (SLUICE_IS_CALL (self));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* --- what it says --- */

SluiceCallState
sluice_call_get_state (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), SLUICE_CALL_PENDING);

  return self->state;
}

const char *
sluice_call_get_method (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), NULL);

  return self->method;
}

const char *
sluice_call_get_origin (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), NULL);

  return self->origin;
}

const char *
sluice_call_get_target (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), NULL);

  return self->target;
}

GDateTime *
sluice_call_get_started_at (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), NULL);

  return self->started_at;
}

gint64
sluice_call_get_duration (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), -1);

  return self->duration;
}

guint
sluice_call_get_status (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), 0);

  return self->status;
}

gint64
sluice_call_get_sent (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), 0);

  return self->sent;
}

gint64
sluice_call_get_received (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), 0);

  return self->received;
}

const char *
sluice_call_get_request_id (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), NULL);

  return self->request_id;
}

const char *
sluice_call_get_message (SluiceCall *self)
{
  g_return_val_if_fail (SLUICE_IS_CALL (self), NULL);

  return self->message;
}
