/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-account.h"
#include "sluice-region.h"

struct _SluiceAccount
{
  GObject parent_instance;

  char *base_url;
  char *project_id;
  char *project_name;
  char *organization_name;
};

G_DEFINE_FINAL_TYPE (SluiceAccount, sluice_account, G_TYPE_OBJECT)

typedef enum
{
  PROP_BASE_URL = 1,
  PROP_PROJECT_ID,
  PROP_PROJECT_NAME,
  PROP_ORGANIZATION_NAME,
} SluiceAccountProps;

static GParamSpec *properties[PROP_ORGANIZATION_NAME + 1];

static void
sluice_account_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceAccount *self = SLUICE_ACCOUNT (object);

  switch ((SluiceAccountProps) prop_id)
    {
    case PROP_BASE_URL:
      g_value_set_string (value, self->base_url);
      break;
    case PROP_PROJECT_ID:
      g_value_set_string (value, self->project_id);
      break;
    case PROP_PROJECT_NAME:
      g_value_set_string (value, self->project_name);
      break;
    case PROP_ORGANIZATION_NAME:
      g_value_set_string (value, self->organization_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_account_finalize (GObject *object)
{
  SluiceAccount *self = SLUICE_ACCOUNT (object);

  g_free (self->base_url);
  g_free (self->project_id);
  g_free (self->project_name);
  g_free (self->organization_name);

  G_OBJECT_CLASS (sluice_account_parent_class)->finalize (object);
}

static void
sluice_account_class_init (SluiceAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_account_get_property;
  object_class->finalize = sluice_account_finalize;

  properties[PROP_BASE_URL] = g_param_spec_string ("base-url", NULL, NULL, NULL, flags);
  properties[PROP_PROJECT_ID] = g_param_spec_string ("project-id", NULL, NULL, NULL, flags);
  properties[PROP_PROJECT_NAME] = g_param_spec_string ("project-name", NULL, NULL, NULL, flags);
  properties[PROP_ORGANIZATION_NAME] = g_param_spec_string ("organization-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_account_init (SluiceAccount *self)
{
}

static char *
dup_unless_empty (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

SluiceAccount *
sluice_account_new (const char *base_url,
                    const char *project_id,
                    const char *project_name,
                    const char *organization_name)
{
  SluiceAccount *self = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (project_id != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_ACCOUNT, NULL);
  self->base_url = g_strdup (base_url);
  self->project_id = g_strdup (project_id);
  self->project_name = dup_unless_empty (project_name);
  self->organization_name = dup_unless_empty (organization_name);

  return self;
}

SluiceAccount *
sluice_account_new_from_variant (GVariant *variant)
{
  const char *base_url = NULL;
  const char *project_id = NULL;
  const char *project_name = NULL;
  const char *organization_name = NULL;

  g_return_val_if_fail (g_variant_is_of_type (variant, G_VARIANT_TYPE (SLUICE_ACCOUNT_VARIANT_TYPE)), NULL);

  g_variant_get (variant, "(&s&s&s&s)", &base_url, &project_id, &project_name, &organization_name);

  return sluice_account_new (base_url, project_id, project_name, organization_name);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

GVariant *
sluice_account_to_variant (SluiceAccount *self)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (self), NULL);

  return g_variant_new (SLUICE_ACCOUNT_VARIANT_TYPE, self->base_url, self->project_id, or_empty (self->project_name),
                        or_empty (self->organization_name));
}

const char *
sluice_account_get_base_url (SluiceAccount *self)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (self), NULL);

  return self->base_url;
}

const char *
sluice_account_get_project_id (SluiceAccount *self)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (self), NULL);

  return self->project_id;
}

const char *
sluice_account_get_project_name (SluiceAccount *self)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (self), NULL);

  return self->project_name;
}

char *
sluice_account_dup_title (SluiceAccount *self)
{
  g_autofree char *name = NULL;
  g_autofree char *place = NULL;

  g_return_val_if_fail (SLUICE_IS_ACCOUNT (self), NULL);

  if (self->project_name != NULL)
    name = g_strdup (self->project_name);
  else
    /* Translators: a project whose name is not known: its number */
    name = g_strdup_printf (_ ("Project %s"), self->project_id);
  place = sluice_region_dup_label (self->base_url);

  return g_strdup_printf ("%s · %s", name, place);
}

gboolean
sluice_account_is_same (SluiceAccount *self, SluiceAccount *other)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (other), FALSE);

  return g_str_equal (self->base_url, other->base_url) && g_str_equal (self->project_id, other->project_id);
}
