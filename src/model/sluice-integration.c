/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-integration.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

struct _SluiceIntegration
{
  GObject parent_instance;

  char *id;
  char *kind;
  char *label;
  char *stamp;
  gboolean broken;
};

G_DEFINE_FINAL_TYPE (SluiceIntegration, sluice_integration, G_TYPE_OBJECT)

static void
sluice_integration_finalize (GObject *object)
{
  SluiceIntegration *self = SLUICE_INTEGRATION (object);

  g_free (self->id);
  g_free (self->kind);
  g_free (self->label);
  g_free (self->stamp);

  G_OBJECT_CLASS (sluice_integration_parent_class)->finalize (object);
}

static void
sluice_integration_class_init (SluiceIntegrationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_integration_finalize;
}

static void
sluice_integration_init (SluiceIntegration *self)
{
}

SluiceIntegration *
sluice_integration_new_from_json (JsonObject *object, GError **error)
{
  const gint64 id = sluice_json_get_int (object, "id", -1);
  SluiceIntegration *self = NULL;
  const char *name = NULL;

  if (id < 0)
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE, _ ("“%s” is missing"), "id");
      return NULL;
    }

  self = g_object_new (SLUICE_TYPE_INTEGRATION, NULL);
  name = sluice_json_get_string (object, "display_name", "");
  self->id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  self->kind = g_strdup (sluice_json_get_string (object, "kind", ""));
  self->label = g_strdup (*name != '\0' ? name : self->id);
  self->stamp = sluice_json_dup_stamp (object);
  self->broken = *sluice_json_get_string (object, "errors", "") != '\0';

  return self;
}

const char *
sluice_integration_get_id (SluiceIntegration *self)
{
  g_return_val_if_fail (SLUICE_IS_INTEGRATION (self), NULL);

  return self->id;
}

const char *
sluice_integration_get_kind (SluiceIntegration *self)
{
  g_return_val_if_fail (SLUICE_IS_INTEGRATION (self), NULL);

  return self->kind;
}

const char *
sluice_integration_get_label (SluiceIntegration *self)
{
  g_return_val_if_fail (SLUICE_IS_INTEGRATION (self), NULL);

  return self->label;
}

gboolean
sluice_integration_get_broken (SluiceIntegration *self)
{
  g_return_val_if_fail (SLUICE_IS_INTEGRATION (self), FALSE);

  return self->broken;
}

const char *
sluice_integration_get_stamp (SluiceIntegration *self)
{
  g_return_val_if_fail (SLUICE_IS_INTEGRATION (self), NULL);

  return self->stamp;
}
