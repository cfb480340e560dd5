/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-connect-link.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

struct _SluiceConnectLink
{
  GObject parent_instance;

  char *url;
  char *instructions;
  gboolean stores_credentials;
};

G_DEFINE_FINAL_TYPE (SluiceConnectLink, sluice_connect_link, G_TYPE_OBJECT)

static void
sluice_connect_link_finalize (GObject *object)
{
  SluiceConnectLink *self = SLUICE_CONNECT_LINK (object);

  g_free (self->url);
  g_free (self->instructions);

  G_OBJECT_CLASS (sluice_connect_link_parent_class)->finalize (object);
}

static void
sluice_connect_link_class_init (SluiceConnectLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_connect_link_finalize;
}

static void
sluice_connect_link_init (SluiceConnectLink *self)
{
}

gboolean
sluice_uri_may_be_opened (const char *uri)
{
  g_autoptr (GUri) parsed = NULL;
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (uri != NULL, FALSE);

  parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  if (parsed == NULL || g_uri_get_host (parsed) == NULL || *g_uri_get_host (parsed) == '\0')
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (parsed), "https"))
    return TRUE;

  address = g_inet_address_new_from_string (g_uri_get_host (parsed));

  return g_str_equal (g_uri_get_scheme (parsed), "http") && address != NULL && g_inet_address_get_is_loopback (address);
}

SluiceConnectLink *
sluice_connect_link_new_from_json (JsonObject *object, GError **error)
{
  const char *url = sluice_json_require_string (object, "connect_url", error);
  SluiceConnectLink *self = NULL;

  if (url == NULL)
    return NULL;
  if (!sluice_uri_may_be_opened (url))
    {
      g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE,
                           _ ("The server gives an address that is not safe to open: it does not begin with https."));
      return NULL;
    }

  self = g_object_new (SLUICE_TYPE_CONNECT_LINK, NULL);
  self->url = g_strdup (url);
  self->instructions = g_strdup (sluice_json_get_string (object, "instructions", ""));
  self->stores_credentials = g_str_equal (sluice_json_get_string (object, "auth_method", ""), "credentials");

  return self;
}

const char *
sluice_connect_link_get_url (SluiceConnectLink *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECT_LINK (self), NULL);

  return self->url;
}

const char *
sluice_connect_link_get_instructions (SluiceConnectLink *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECT_LINK (self), NULL);

  return self->instructions;
}

gboolean
sluice_connect_link_get_stores_credentials (SluiceConnectLink *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECT_LINK (self), FALSE);

  return self->stores_credentials;
}
