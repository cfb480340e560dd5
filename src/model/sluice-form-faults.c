/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-form-private.h"
#include "sluice-json.h"

/* The greatest port number. */
#define PORT_MAX 65535

static char *
dup_host_fault (const char *host)
{
  gsize length = strlen (host);

  if (strstr (host, "://") != NULL)
    return g_strdup (_ ("Enter just the host name, without what stands before and after it in an address."));
  if (*host == '[' && host[length - 1] == ']')
    return g_strdup (_ ("Enter the IP address without the brackets."));
  if (strchr (host, ':') != NULL && !g_hostname_is_ip_address (host))
    return g_strdup (_ ("Enter the host without a port; the port has a field of its own."));
  if (strpbrk (host, "/, \t\n@?#\\") != NULL || host[length - 1] == '.')
    return g_strdup (_ ("Enter a single host name or IP address, without a path, comma, space or dot at the end."));

  return NULL;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

static char *
dup_port_fault (const char *port, gboolean is_tunnel)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (port, 10, 1, PORT_MAX, &number, NULL))
    return g_strdup (_ ("A port is a number between 1 and 65535."));
  if (is_tunnel && (number == 80 || number == 443))
    return g_strdup_printf (_ ("Port %u is not allowed for a tunnel."), (guint) number);

  return NULL;
}

static char *
dup_file_fault (const char *text)
{
  g_autoptr (JsonNode) node = sluice_json_parse (text, -1, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? NULL : g_strdup (_ ("The file does not hold a JSON object."));
}

/* What is wrong with a value that is not empty. */
static char *
dup_shape_fault (SluiceField *field, const char *path, const char *value)
{
  const char *name = sluice_field_get_name (field);

  switch (sluice_field_get_kind (field))
    {
    case SLUICE_FIELD_KIND_NUMBER:
      if (g_str_equal (name, "port"))
        return dup_port_fault (value, strchr (path, '/') != NULL);
      /* Translators: %s is the label of a field. */
      return is_number (value) ? NULL : g_strdup_printf (_ ("“%s” is a number."), sluice_field_get_label (field));
    case SLUICE_FIELD_KIND_TEXT:
      return g_str_equal (name, "host") ? dup_host_fault (value) : NULL;
    case SLUICE_FIELD_KIND_OAUTH:
      return is_number (value) ? NULL : g_strdup (_ ("Connect an account first."));
    case SLUICE_FIELD_KIND_FILE_UPLOAD:
      return dup_file_fault (value);
    case SLUICE_FIELD_KIND_UNKNOWN:
    case SLUICE_FIELD_KIND_EMAIL:
    case SLUICE_FIELD_KIND_SEARCH:
    case SLUICE_FIELD_KIND_URL:
    case SLUICE_FIELD_KIND_PASSWORD:
    case SLUICE_FIELD_KIND_TIME:
    case SLUICE_FIELD_KIND_TEXTAREA:
    case SLUICE_FIELD_KIND_SELECT:
    case SLUICE_FIELD_KIND_SWITCH_GROUP:
    case SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_SSH_TUNNEL:
    default:
      return NULL;
    }
}

char *
sluice_form_dup_field_fault (SluiceForm *self, SluiceField *field, const char *path)
{
  g_auto (SluiceSecretText) value = NULL;

  if (sluice_form_is_local (field))
    return NULL;

  value = sluice_form_dup_sent_value (self, field, path);
  if (*value != '\0')
    return dup_shape_fault (field, path, value);
  if (!sluice_field_get_required (field))
    return NULL;

  /* Translators: %s is the label of a field. */
  return g_strdup_printf (_ ("“%s” is required."), sluice_field_get_label (field));
}

char *
sluice_form_dup_fault (SluiceForm *self, const char *path)
{
  SluiceField *field;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  field = sluice_form_get_field (self, path);

  return field != NULL ? sluice_form_dup_field_fault (self, field, path) : NULL;
}

static gboolean
stop_at_fault (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  char **first = user_data;
  g_autofree char *fault = active ? sluice_form_dup_field_fault (self, field, path) : NULL;

  if (fault != NULL)
    *first = g_strdup (path);

  return fault == NULL;
}

char *
sluice_form_dup_first_fault (SluiceForm *self)
{
  char *first = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  sluice_form_walk (self, stop_at_fault, &first);

  return first;
}
