/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-stored-credential.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

struct _SluiceStoredCredential
{
  GObject parent_instance;

  char *id;
  char *source_type;
  GDateTime *created_at;
  GDateTime *expires_at;
  char *stamp;
};

G_DEFINE_FINAL_TYPE (SluiceStoredCredential, sluice_stored_credential, G_TYPE_OBJECT)

static void
sluice_stored_credential_finalize (GObject *object)
{
  SluiceStoredCredential *self = SLUICE_STORED_CREDENTIAL (object);

  g_free (self->id);
  g_free (self->source_type);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->expires_at, g_date_time_unref);
  g_free (self->stamp);

  G_OBJECT_CLASS (sluice_stored_credential_parent_class)->finalize (object);
}

static void
sluice_stored_credential_class_init (SluiceStoredCredentialClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_stored_credential_finalize;
}

static void
sluice_stored_credential_init (SluiceStoredCredential *self)
{
}

SluiceStoredCredential *
sluice_stored_credential_new_from_json (JsonObject *object, GError **error)
{
  const char *id = sluice_json_get_string (object, "credential_id", "");
  SluiceStoredCredential *self = NULL;

  if (*id == '\0')
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING, _ ("“%s” is missing"), "credential_id");
      return NULL;
    }

  self = g_object_new (SLUICE_TYPE_STORED_CREDENTIAL, NULL);
  self->id = g_strdup (id);
  self->source_type = g_strdup (sluice_json_get_string (object, "source_type", ""));
  self->created_at = sluice_json_dup_time (object, "created_at");
  self->expires_at = sluice_json_dup_time (object, "expires_at");
  self->stamp = sluice_json_dup_stamp (object);

  return self;
}

const char *
sluice_stored_credential_get_id (SluiceStoredCredential *self)
{
  g_return_val_if_fail (SLUICE_IS_STORED_CREDENTIAL (self), NULL);

  return self->id;
}

GDateTime *
sluice_stored_credential_get_created_at (SluiceStoredCredential *self)
{
  g_return_val_if_fail (SLUICE_IS_STORED_CREDENTIAL (self), NULL);

  return self->created_at;
}

GDateTime *
sluice_stored_credential_get_expires_at (SluiceStoredCredential *self)
{
  g_return_val_if_fail (SLUICE_IS_STORED_CREDENTIAL (self), NULL);

  return self->expires_at;
}

gboolean
sluice_stored_credential_is_usable (SluiceStoredCredential *self, const char *source_type, GDateTime *now)
{
  g_return_val_if_fail (SLUICE_IS_STORED_CREDENTIAL (self), FALSE);
  g_return_val_if_fail (source_type != NULL, FALSE);
  g_return_val_if_fail (now != NULL, FALSE);

  if (*self->source_type != '\0' && !g_str_equal (self->source_type, source_type))
    return FALSE;

  return self->expires_at == NULL || g_date_time_compare (self->expires_at, now) > 0;
}

const char *
sluice_stored_credential_get_stamp (SluiceStoredCredential *self)
{
  g_return_val_if_fail (SLUICE_IS_STORED_CREDENTIAL (self), NULL);

  return self->stamp;
}
