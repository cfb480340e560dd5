/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-cdc.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"

/* PostgreSQL cuts longer names off (NAMEDATALEN). */
#define NAME_MAX_LENGTH 63

G_DEFINE_ENUM_TYPE (SluiceCdcManagement,
                    sluice_cdc_management,
                    G_DEFINE_ENUM_VALUE (SLUICE_CDC_MANAGED_BY_POSTHOG, "posthog"),
                    G_DEFINE_ENUM_VALUE (SLUICE_CDC_SELF_MANAGED, "self-managed"))

struct _SluiceCdc
{
  GObject parent_instance;

  gboolean enabled;
  SluiceCdcManagement management;
  char *slot_name;
  char *publication_name;
  gboolean auto_drop_slot;
  guint lag_warning_mb;
  guint lag_critical_mb;
  SluiceCdcCheck *check;
};

G_DEFINE_FINAL_TYPE (SluiceCdc, sluice_cdc, G_TYPE_OBJECT)

typedef enum
{
  PROP_ENABLED = 1,
  PROP_MANAGEMENT,
  PROP_SLOT_NAME,
  PROP_PUBLICATION_NAME,
  PROP_AUTO_DROP_SLOT,
  PROP_LAG_WARNING_MB,
  PROP_LAG_CRITICAL_MB,
  PROP_CHECK,
} SluiceCdcProps;

static GParamSpec *properties[PROP_CHECK + 1];

/* A setting has changed: what was checked is no longer what is asked for. */
static void
changed (SluiceCdc *self, SluiceCdcProps property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  sluice_cdc_set_check (self, NULL);
}

static void
set_flag (SluiceCdc *self, gboolean *flag, gboolean value, SluiceCdcProps property)
{
  value = !!value;
  if (*flag == value)
    return;

  *flag = value;
  changed (self, property);
}

static void
set_megabytes (SluiceCdc *self, guint *megabytes, guint value, SluiceCdcProps property)
{
  if (*megabytes == value)
    return;

  *megabytes = value;
  changed (self, property);
}

static void
set_management (SluiceCdc *self, SluiceCdcManagement management)
{
  if (self->management == management)
    return;

  self->management = management;
  changed (self, PROP_MANAGEMENT);
}

/* Spaces around a name come from pasting. */
static void
set_name (SluiceCdc *self, char **name, const char *value, SluiceCdcProps property)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (value != NULL ? value : ""));

  if (g_set_str (name, trimmed))
    changed (self, property);
}

static void
sluice_cdc_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceCdc *self = SLUICE_CDC (object);

  switch ((SluiceCdcProps) property_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_MANAGEMENT:
      g_value_set_enum (value, self->management);
      break;
    case PROP_SLOT_NAME:
      g_value_set_string (value, self->slot_name);
      break;
    case PROP_PUBLICATION_NAME:
      g_value_set_string (value, self->publication_name);
      break;
    case PROP_AUTO_DROP_SLOT:
      g_value_set_boolean (value, self->auto_drop_slot);
      break;
    case PROP_LAG_WARNING_MB:
      g_value_set_uint (value, self->lag_warning_mb);
      break;
    case PROP_LAG_CRITICAL_MB:
      g_value_set_uint (value, self->lag_critical_mb);
      break;
    case PROP_CHECK:
      g_value_set_object (value, self->check);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_cdc_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SluiceCdc *self = SLUICE_CDC (object);

  switch ((SluiceCdcProps) property_id)
    {
    case PROP_ENABLED:
      set_flag (self, &self->enabled, g_value_get_boolean (value), PROP_ENABLED);
      break;
    case PROP_MANAGEMENT:
      set_management (self, g_value_get_enum (value));
      break;
    case PROP_SLOT_NAME:
      set_name (self, &self->slot_name, g_value_get_string (value), PROP_SLOT_NAME);
      break;
    case PROP_PUBLICATION_NAME:
      set_name (self, &self->publication_name, g_value_get_string (value), PROP_PUBLICATION_NAME);
      break;
    case PROP_AUTO_DROP_SLOT:
      set_flag (self, &self->auto_drop_slot, g_value_get_boolean (value), PROP_AUTO_DROP_SLOT);
      break;
    case PROP_LAG_WARNING_MB:
      set_megabytes (self, &self->lag_warning_mb, g_value_get_uint (value), PROP_LAG_WARNING_MB);
      break;
    case PROP_LAG_CRITICAL_MB:
      set_megabytes (self, &self->lag_critical_mb, g_value_get_uint (value), PROP_LAG_CRITICAL_MB);
      break;
    case PROP_CHECK:
      sluice_cdc_set_check (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_cdc_finalize (GObject *object)
{
  SluiceCdc *self = SLUICE_CDC (object);

  g_free (self->slot_name);
  g_free (self->publication_name);
  g_clear_object (&self->check);

  G_OBJECT_CLASS (sluice_cdc_parent_class)->finalize (object);
}

static void
sluice_cdc_class_init (SluiceCdcClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sluice_cdc_get_property;
  object_class->set_property = sluice_cdc_set_property;
  object_class->finalize = sluice_cdc_finalize;

  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE, flags);
  properties[PROP_MANAGEMENT] =
      g_param_spec_enum ("management", NULL, NULL, SLUICE_TYPE_CDC_MANAGEMENT, SLUICE_CDC_MANAGED_BY_POSTHOG, flags);
  properties[PROP_SLOT_NAME] = g_param_spec_string ("slot-name", NULL, NULL, "", flags);
  properties[PROP_PUBLICATION_NAME] = g_param_spec_string ("publication-name", NULL, NULL, "", flags);
  properties[PROP_AUTO_DROP_SLOT] = g_param_spec_boolean ("auto-drop-slot", NULL, NULL, TRUE, flags);
  properties[PROP_LAG_WARNING_MB] =
      g_param_spec_uint ("lag-warning-mb", NULL, NULL, 0, SLUICE_CDC_LAG_MAX_MB, SLUICE_CDC_LAG_WARNING_MB, flags);
  properties[PROP_LAG_CRITICAL_MB] =
      g_param_spec_uint ("lag-critical-mb", NULL, NULL, 0, SLUICE_CDC_LAG_MAX_MB, SLUICE_CDC_LAG_CRITICAL_MB, flags);
  properties[PROP_CHECK] = g_param_spec_object ("check", NULL, NULL, SLUICE_TYPE_CDC_CHECK, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_cdc_init (SluiceCdc *self)
{
  self->slot_name = g_strdup ("");
  self->publication_name = g_strdup ("");
  self->auto_drop_slot = TRUE;
  self->lag_warning_mb = SLUICE_CDC_LAG_WARNING_MB;
  self->lag_critical_mb = SLUICE_CDC_LAG_CRITICAL_MB;
}

SluiceCdc *
sluice_cdc_new (void)
{
  return g_object_new (SLUICE_TYPE_CDC, NULL);
}

void
sluice_cdc_reset (SluiceCdc *self)
{
  g_return_if_fail (SLUICE_IS_CDC (self));

  sluice_cdc_load_json (self, NULL);
}

gboolean
sluice_cdc_get_enabled (SluiceCdc *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC (self), FALSE);

  return self->enabled;
}

void
sluice_cdc_set_enabled (SluiceCdc *self, gboolean enabled)
{
  g_return_if_fail (SLUICE_IS_CDC (self));

  set_flag (self, &self->enabled, enabled, PROP_ENABLED);
}

SluiceCdcManagement
sluice_cdc_get_management (SluiceCdc *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC (self), SLUICE_CDC_MANAGED_BY_POSTHOG);

  return self->management;
}

const char *
sluice_cdc_get_slot_name (SluiceCdc *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC (self), "");

  return self->slot_name;
}

const char *
sluice_cdc_get_publication_name (SluiceCdc *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC (self), "");

  return self->publication_name;
}

/* --- what is wrong --- */

static char *
dup_slot_fault (SluiceCdc *self)
{
  if (*self->slot_name == '\0')
    return self->management == SLUICE_CDC_SELF_MANAGED ?
               g_strdup (_ ("Enter the name of the replication slot that was made for PostHog.")) :
               NULL;
  if (strlen (self->slot_name) > NAME_MAX_LENGTH ||
      strspn (self->slot_name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen (self->slot_name))
    return g_strdup (_ ("PostgreSQL takes lower-case letters, digits and underscores here, at most 63."));

  return NULL;
}

static char *
dup_publication_fault (SluiceCdc *self)
{
  return strlen (self->publication_name) > NAME_MAX_LENGTH ?
             g_strdup (_ ("PostgreSQL takes names of at most 63 bytes.")) :
             NULL;
}

char *
sluice_cdc_dup_fault (SluiceCdc *self, const char *property)
{
  g_return_val_if_fail (SLUICE_IS_CDC (self), NULL);
  g_return_val_if_fail (property != NULL, NULL);

  if (!self->enabled)
    return NULL;
  if (g_str_equal (property, "slot-name"))
    return dup_slot_fault (self);
  if (g_str_equal (property, "publication-name"))
    return dup_publication_fault (self);
  if (g_str_equal (property, "lag-warning-mb") && self->lag_warning_mb < 1)
    return g_strdup (_ ("The smallest is 1 MB."));
  if (g_str_equal (property, "lag-critical-mb") && self->lag_critical_mb <= self->lag_warning_mb)
    return g_strdup (_ ("This has to be more than the warning."));

  return NULL;
}

gboolean
sluice_cdc_get_complete (SluiceCdc *self)
{
  static const char *const checked[] = { "slot-name", "publication-name", "lag-warning-mb", "lag-critical-mb" };

  g_return_val_if_fail (SLUICE_IS_CDC (self), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (checked); i++)
    {
      g_autofree char *fault = sluice_cdc_dup_fault (self, checked[i]);

      if (fault != NULL)
        return FALSE;
    }

  return TRUE;
}

/* --- JSON --- */

static const char *
management_to_word (SluiceCdcManagement management)
{
  return management == SLUICE_CDC_SELF_MANAGED ? "self_managed" : "posthog";
}

void
sluice_cdc_add_to_check (SluiceCdc *self, JsonObject *body)
{
  g_return_if_fail (SLUICE_IS_CDC (self));
  g_return_if_fail (body != NULL);

  json_object_set_string_member (body, "cdc_management_mode", management_to_word (self->management));
  if (*self->slot_name != '\0')
    json_object_set_string_member (body, "cdc_slot_name", self->slot_name);
  if (*self->publication_name != '\0')
    json_object_set_string_member (body, "cdc_publication_name", self->publication_name);
  else if (self->management == SLUICE_CDC_SELF_MANAGED)
    json_object_set_string_member (body, "cdc_publication_name", SLUICE_CDC_DEFAULT_PUBLICATION);
}

void
sluice_cdc_add_to_payload (SluiceCdc *self, JsonObject *payload)
{
  g_return_if_fail (SLUICE_IS_CDC (self));
  g_return_if_fail (payload != NULL);

  json_object_set_boolean_member (payload, "cdc_enabled", self->enabled);
  sluice_cdc_add_to_check (self, payload);
  json_object_set_boolean_member (payload, "cdc_auto_drop_slot", self->auto_drop_slot);
  json_object_set_int_member (payload, "cdc_lag_warning_threshold_mb", self->lag_warning_mb);
  json_object_set_int_member (payload, "cdc_lag_critical_threshold_mb", self->lag_critical_mb);
}

gboolean
sluice_cdc_is_untouched (SluiceCdc *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC (self), TRUE);

  return !self->enabled && self->management == SLUICE_CDC_MANAGED_BY_POSTHOG && *self->slot_name == '\0' &&
         *self->publication_name == '\0' && self->auto_drop_slot && self->lag_warning_mb == SLUICE_CDC_LAG_WARNING_MB &&
         self->lag_critical_mb == SLUICE_CDC_LAG_CRITICAL_MB;
}

JsonObject *
sluice_cdc_to_json (SluiceCdc *self)
{
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (SLUICE_IS_CDC (self), object);

  json_object_set_boolean_member (object, "enabled", self->enabled);
  json_object_set_string_member (object, "management", management_to_word (self->management));
  json_object_set_string_member (object, "slot_name", self->slot_name);
  json_object_set_string_member (object, "publication_name", self->publication_name);
  json_object_set_boolean_member (object, "auto_drop_slot", self->auto_drop_slot);
  json_object_set_int_member (object, "lag_warning_mb", self->lag_warning_mb);
  json_object_set_int_member (object, "lag_critical_mb", self->lag_critical_mb);

  return object;
}

static guint
read_megabytes (JsonObject *object, const char *member, guint fallback)
{
  gint64 megabytes = sluice_json_get_int (object, member, fallback);

  return megabytes < 0 || megabytes > SLUICE_CDC_LAG_MAX_MB ? fallback : (guint) megabytes;
}

void
sluice_cdc_load_json (SluiceCdc *self, JsonObject *object)
{
  const char *management = sluice_json_get_string (object, "management", "posthog");

  g_return_if_fail (SLUICE_IS_CDC (self));

  g_object_freeze_notify (G_OBJECT (self));
  sluice_cdc_set_enabled (self, sluice_json_get_boolean (object, "enabled", FALSE));
  set_management (self,
                  g_str_equal (management, "self_managed") ? SLUICE_CDC_SELF_MANAGED : SLUICE_CDC_MANAGED_BY_POSTHOG);
  set_name (self, &self->slot_name, sluice_json_get_string (object, "slot_name", ""), PROP_SLOT_NAME);
  set_name (self, &self->publication_name, sluice_json_get_string (object, "publication_name", ""),
            PROP_PUBLICATION_NAME);
  set_flag (self, &self->auto_drop_slot, sluice_json_get_boolean (object, "auto_drop_slot", TRUE), PROP_AUTO_DROP_SLOT);
  set_megabytes (self, &self->lag_warning_mb, read_megabytes (object, "lag_warning_mb", SLUICE_CDC_LAG_WARNING_MB),
                 PROP_LAG_WARNING_MB);
  set_megabytes (self, &self->lag_critical_mb, read_megabytes (object, "lag_critical_mb", SLUICE_CDC_LAG_CRITICAL_MB),
                 PROP_LAG_CRITICAL_MB);
  g_object_thaw_notify (G_OBJECT (self));
}

SluiceCdcCheck *
sluice_cdc_get_check (SluiceCdc *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC (self), NULL);

  return self->check;
}

void
sluice_cdc_set_check (SluiceCdc *self, SluiceCdcCheck *check)
{
  g_return_if_fail (SLUICE_IS_CDC (self));
  g_return_if_fail (check == NULL || SLUICE_IS_CDC_CHECK (check));

  if (g_set_object (&self->check, check))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHECK]);
}
