/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-client.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sluice-client-private.h"
#include "sluice-json.h"
#include "sluice-request.h"
#include "sluice-secret-text.h"

struct _SluiceClient
{
  GObject parent_instance;

  char *base_url;
  char *project_id;
  char *project_name;
  char *authorization;
  const char *root;
  gboolean root_settled;
  gboolean root_found;
  guint lacks; /* a bit an ability */
};

G_DEFINE_FINAL_TYPE (SluiceClient, sluice_client, G_TYPE_OBJECT)

typedef enum
{
  PROP_BASE_URL = 1,
  PROP_PROJECT_ID,
  PROP_PROJECT_NAME,
} SluiceClientProps;

static GParamSpec *properties[PROP_PROJECT_NAME + 1];

static void
sluice_client_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceClient *self = SLUICE_CLIENT (object);

  switch ((SluiceClientProps) property_id)
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_client_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SluiceClient *self = SLUICE_CLIENT (object);

  switch ((SluiceClientProps) property_id)
    {
    case PROP_PROJECT_NAME:
      sluice_client_set_project_name (self, g_value_get_string (value));
      break;
    case PROP_BASE_URL:
    case PROP_PROJECT_ID:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
forget_key (SluiceClient *self)
{
  g_clear_pointer (&self->authorization, sluice_secret_free);
}

static void
sluice_client_finalize (GObject *object)
{
  SluiceClient *self = SLUICE_CLIENT (object);

  forget_key (self);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->project_id, g_free);
  g_clear_pointer (&self->project_name, g_free);

  G_OBJECT_CLASS (sluice_client_parent_class)->finalize (object);
}

static void
sluice_client_class_init (SluiceClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_client_get_property;
  object_class->set_property = sluice_client_set_property;
  object_class->finalize = sluice_client_finalize;

  properties[PROP_BASE_URL] =
      g_param_spec_string ("base-url", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROJECT_ID] =
      g_param_spec_string ("project-id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROJECT_NAME] =
      g_param_spec_string ("project-name", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_client_init (SluiceClient *self)
{
  self->root = "projects";
}

char *
sluice_uri_dup_origin (GUri *uri)
{
  g_autofree char *scheme = g_ascii_strdown (g_uri_get_scheme (uri), -1);
  g_autofree char *host = g_uri_get_host (uri) != NULL ? g_ascii_strdown (g_uri_get_host (uri), -1) : NULL;
  int port = g_uri_get_port (uri);
  int own_port = g_str_equal (scheme, "https") ? 443 : g_str_equal (scheme, "http") ? 80 : 0;

  if (host == NULL || *host == '\0' || own_port == 0)
    return NULL;

  return g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, host, port == own_port ? -1 : port, "", NULL, NULL);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address) : g_ascii_strcasecmp (host, "localhost") == 0;
}

/* The origin of @base_url, if that is one and safe to send a key to. */
static char *
check_base_url (const char *base_url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (base_url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *origin = uri != NULL ? sluice_uri_dup_origin (uri) : NULL;

  if (origin == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL || strlen (g_uri_get_path (uri)) > 1)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("The address must look like “https://us.posthog.com”."));
      return NULL;
    }
  if (g_str_has_prefix (origin, "http:") && !is_loopback (g_uri_get_host (uri)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("The address must begin with “https://”: over “http://” others can read your key."));
      return NULL;
    }

  return g_steal_pointer (&origin);
}

/* What goes into a header must not be able to begin another. */
static gboolean
is_key (const char *api_key)
{
  for (const char *c = api_key; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return FALSE;

  return *api_key != '\0';
}

SluiceClient *
sluice_client_new (const char *base_url, const char *project_id, const char *api_key, GError **error)
{
  g_autoptr (SluiceClient) self = NULL;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (project_id != NULL && *project_id != '\0', NULL);
  g_return_val_if_fail (api_key != NULL, NULL);

  if ((origin = check_base_url (base_url, error)) == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_CLIENT, NULL);
  if (!sluice_client_set_api_key (self, api_key, error))
    return NULL;

  self->base_url = g_steal_pointer (&origin);
  self->project_id = g_strdup (project_id);

  return g_steal_pointer (&self);
}

SluiceClient *
sluice_client_new_anonymous (const char *base_url, GError **error)
{
  SluiceClient *self;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);

  if ((origin = check_base_url (base_url, error)) == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_CLIENT, NULL);
  self->base_url = g_steal_pointer (&origin);

  return self;
}

gboolean
sluice_client_set_api_key (SluiceClient *self, const char *api_key, GError **error)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), FALSE);
  g_return_val_if_fail (api_key != NULL, FALSE);

  if (!is_key (api_key))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           *api_key == '\0' ? _ ("The key is empty.") :
                                              _ ("The key has a space or another character that no key has. Copy it "
                                                 "again, with nothing before or after it."));
      return FALSE;
    }

  forget_key (self);
  self->authorization = g_strconcat ("Bearer ", api_key, NULL);

  return TRUE;
}

const char *
sluice_client_get_base_url (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return self->base_url;
}

const char *
sluice_client_get_project_id (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return self->project_id;
}

const char *
sluice_client_get_project_name (SluiceClient *self)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), NULL);

  return self->project_name;
}

void
sluice_client_set_project_name (SluiceClient *self, const char *project_name)
{
  g_return_if_fail (SLUICE_IS_CLIENT (self));

  if (g_set_str (&self->project_name, project_name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROJECT_NAME]);
}

const char *
sluice_client_get_authorization (SluiceClient *self)
{
  return self->authorization;
}

const char *
sluice_client_get_root (SluiceClient *self)
{
  return self->root;
}

gboolean
sluice_client_get_root_settled (SluiceClient *self)
{
  return self->root_settled;
}

gboolean
sluice_client_get_root_found (SluiceClient *self)
{
  return self->root_found;
}

void
sluice_client_settle_root (SluiceClient *self, const char *root, gboolean found)
{
  self->root = root;
  self->root_settled = TRUE;
  self->root_found = found;
}

void
sluice_client_note_lack (SluiceClient *self, SluiceAbility ability)
{
  self->lacks |= 1u << ability;
}

gboolean
sluice_client_lacks (SluiceClient *self, SluiceAbility ability)
{
  g_return_val_if_fail (SLUICE_IS_CLIENT (self), FALSE);

  return (self->lacks & 1u << ability) != 0;
}
