/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-field-advice.h"
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
is_digits (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* Also with a sign or a fraction; which of them a field takes, only the server knows. */
static gboolean
is_number (const char *text)
{
  char *end = NULL;

  g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && text[strspn (text, "+-.0123456789")] == '\0';
}

static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at != text && at[1] != '\0' && strpbrk (text, " \t\n") == NULL;
}

/* Half an address is left to the server, which may complete it. */
static gboolean
is_url (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  if (strpbrk (text, " \t\n") != NULL)
    return FALSE;
  if (strstr (text, "://") == NULL)
    return TRUE;
  uri = g_uri_parse (text, G_URI_FLAGS_PARSE_RELAXED, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
}

static gboolean
is_time_of_day (const char *text)
{
  return g_regex_match_simple ("^([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$", text, G_REGEX_DEFAULT,
                               G_REGEX_MATCH_DEFAULT);
}

static gboolean
is_option (SluiceField *field, const char *value)
{
  GPtrArray *options = sluice_field_get_options (field);

  for (guint i = 0; i < options->len; i++)
    if (g_str_equal (((const SluiceFieldOption *) g_ptr_array_index (options, i))->value, value))
      return TRUE;

  return FALSE;
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

/* A service account's key has both. */
static gboolean
is_google_key (const char *const *keys)
{
  return keys != NULL && g_strv_contains (keys, "client_email") && g_strv_contains (keys, "private_key");
}

const char *
sluice_field_get_key_fault (SluiceField *field, const char *text)
{
  return is_google_key (sluice_field_get_file_keys (field)) ? sluice_key_text_get_fault (text) : NULL;
}

char *
sluice_field_dup_file_fault (SluiceField *field, const char *text, gssize length)
{
  const char *const *keys = sluice_field_get_file_keys (field);
  g_autoptr (JsonNode) node = sluice_json_parse (text, length, NULL);
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autofree char *list = NULL;
  const char *kind = sluice_field_get_key_fault (field, text);

  if (kind != NULL)
    return g_strdup (kind);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (_ ("The file does not hold a JSON object."));

  for (; keys != NULL && *keys != NULL; keys++)
    if (!json_object_has_member (json_node_get_object (node), *keys))
      g_ptr_array_add (missing, (gpointer) *keys);
  if (missing->len == 0)
    return NULL;

  g_ptr_array_add (missing, NULL);
  list = g_strjoinv (", ", (char **) missing->pdata);

  /* Translators: %s are names of values that a key file has to hold, such as “private_key, client_email”. */
  return g_strdup_printf (_ ("This is another kind of file: it lacks %s."), list);
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
    case SLUICE_FIELD_KIND_EMAIL:
      return is_email (value) ? NULL : g_strdup (_ ("Enter an e-mail address, such as name@example.com."));
    case SLUICE_FIELD_KIND_URL:
      return is_url (value) ? NULL : g_strdup (_ ("Enter an address, such as https://example.com."));
    case SLUICE_FIELD_KIND_TIME:
      return is_time_of_day (value) ? NULL : g_strdup (_ ("Enter a time of day, such as 09:30."));
    case SLUICE_FIELD_KIND_SELECT:
      return sluice_field_get_multiple (field) || is_option (field, value) ?
                 NULL :
                 /* Translators: %s is the label of a field. */
                 g_strdup_printf (_ ("Choose “%s”."), sluice_field_get_label (field));
    case SLUICE_FIELD_KIND_OAUTH:
      return is_digits (value) ? NULL : g_strdup (_ ("Connect an account first."));
    case SLUICE_FIELD_KIND_FILE_UPLOAD:
      return sluice_field_dup_file_fault (field, value, -1);
    case SLUICE_FIELD_KIND_UNKNOWN:
    case SLUICE_FIELD_KIND_SEARCH:
    case SLUICE_FIELD_KIND_PASSWORD:
    case SLUICE_FIELD_KIND_TEXTAREA:
    case SLUICE_FIELD_KIND_SWITCH_GROUP:
    case SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_SSH_TUNNEL:
    default:
      return NULL;
    }
}

static char *
dup_missing_fault (SluiceField *field)
{
  const char *label = sluice_field_get_label (field);

  if (sluice_field_get_kind (field) == SLUICE_FIELD_KIND_UNKNOWN)
    /* Translators: %s is the label of a field of a kind that this version of Sluice does not know. */
    return g_strdup_printf (_ ("“%s” can be set up in the browser only."), label);

  /* Translators: %s is the label of a field. */
  return g_strdup_printf (_ ("“%s” is required."), label);
}

char *
sluice_form_dup_field_fault (SluiceForm *self, SluiceField *field, const char *path)
{
  g_auto (SluiceSecretText) value = NULL;

  if (sluice_field_is_aid (field))
    return NULL;

  value = sluice_form_dup_sent_value (self, field, path);
  if (*value != '\0')
    return dup_shape_fault (field, path, value);

  /* What was entered in the browser is not known here. */
  if (*sluice_form_get_value (self, SLUICE_FORM_CREDENTIAL) != '\0')
    return NULL;

  return sluice_field_get_required (field) ? dup_missing_fault (field) : NULL;
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
