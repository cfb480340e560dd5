/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-tunnel-login.h"

#include "sluice-json.h"
#include "sluice-practice-connect.h"
#include "sluice-secret-text.h"

#include <string.h>

/* ssh takes no more from whoever it asks. */
#define LONGEST_SECRET 1000

static gboolean
fail (GError **error, const char *words)
{
  g_set_error_literal (error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_CONNECT, words);

  return FALSE;
}

/* A switch is sent as an object with a switch in it; its text is what old clients sent. */
static gboolean
is_on (JsonObject *values, const char *name, gboolean fallback)
{
  JsonObject *group = sluice_json_get_object (values, name);
  const char *text = sluice_json_get_string (group, "enabled", NULL);

  if (text != NULL)
    return g_ascii_strcasecmp (text, "true") == 0;

  return group != NULL ? sluice_json_get_boolean (group, "enabled", fallback) :
                         sluice_json_get_boolean (values, name, fallback);
}

gboolean
sluice_practice_tunnel_is_on (JsonObject *values)
{
  return is_on (values, "ssh_tunnel", FALSE);
}

static char *
dup_trimmed (JsonObject *values, const char *name)
{
  return g_strstrip (g_strdup (sluice_json_get_string (values, name, "")));
}

static gboolean
read_port (SluicePracticeTunnelLogin *self, JsonObject *tunnel, GError **error)
{
  g_autofree char *text = dup_trimmed (tunnel, "port");
  gint64 number = 0;

  if (*text == '\0')
    number = sluice_json_get_int (tunnel, "port", G_MININT64);
  else if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    number = G_MININT64;

  if (number == G_MININT64)
    return fail (error, "Port must be a number between 1 and 65535");
  if (number < 1 || number > 65535)
    return fail (error, "Port must be between 1 and 65535");
  if (number == 80 || number == 443)
    return fail (error, number == 80 ? "Port 80 is not allowed" : "Port 443 is not allowed");
  self->port = (guint) number;

  return TRUE;
}

/* As OpenSSH wants it, which minds the line ends of Windows and a last line without one. */
static char *
tidy_key (const char *text)
{
  GString *key = g_string_new (text);

  g_string_replace (key, "\r\n", "\n", 0);
  g_strstrip (key->str);
  g_string_set_size (key, strlen (key->str));
  g_string_append_c (key, '\n');

  return g_string_free_and_steal (key);
}

/* Old clients wrote the choice under other names. */
static const char *
get_selection (JsonObject *auth)
{
  return sluice_json_get_string (auth, "selection",
                                 sluice_json_get_string (auth, "auth_type", sluice_json_get_string (auth, "type", "")));
}

static gboolean
read_auth (SluicePracticeTunnelLogin *self, JsonObject *auth, GError **error)
{
  g_autofree char *user = dup_trimmed (auth, "username");
  const char *selection = get_selection (auth);
  const char *key = sluice_json_get_string (auth, "private_key", "");
  const char *passphrase = sluice_json_get_string (auth, "passphrase", "");

  if (*user != '\0')
    self->user = g_steal_pointer (&user);
  if (g_str_equal (selection, "password"))
    {
      self->password = g_strdup (sluice_json_get_string (auth, "password", ""));
      if (self->user == NULL || *self->password == '\0')
        return fail (error, "Username and password required");
    }
  else if (g_str_equal (selection, "keypair"))
    {
      self->private_key = tidy_key (key);
      if (g_str_equal (self->private_key, "\n"))
        return fail (error, "Private key is required");
      if (*passphrase != '\0')
        self->passphrase = g_strdup (passphrase);
    }
  else
    return fail (error, "Authentication type not recognised");
  if (self->user != NULL && self->user[0] == '-')
    return fail (error, "The SSH username must not begin with a dash.");
  if (strlen (sluice_practice_tunnel_login_get_secret (self) != NULL ? sluice_practice_tunnel_login_get_secret (self) :
                                                                       "") > LONGEST_SECRET)
    return fail (error, "The SSH password or passphrase is too long: OpenSSH takes 1,000 characters.");

  return TRUE;
}

SluicePracticeTunnelLogin *
sluice_practice_tunnel_login_new (JsonObject *values, GError **error)
{
  JsonObject *tunnel = sluice_json_get_object (values, "ssh_tunnel");
  g_autoptr (SluicePracticeTunnelLogin) self = g_new0 (SluicePracticeTunnelLogin, 1);

  self->host = dup_trimmed (tunnel, "host");
  self->require_tls = is_on (tunnel, "require_tls", TRUE);
  if (!sluice_practice_check_host (self->host, error) || !read_port (self, tunnel, error) ||
      !read_auth (self, sluice_json_get_object (tunnel, "auth"), error))
    return NULL;
  if (*self->host == '\0' || *self->host == '-')
    {
      fail (error, "Enter a single hostname or IP address for the host, without a port, path, comma, space or trailing "
                   "dot.");
      return NULL;
    }

  return g_steal_pointer (&self);
}

const char *
sluice_practice_tunnel_login_get_secret (const SluicePracticeTunnelLogin *self)
{
  return self->private_key != NULL ? self->passphrase : self->password;
}

void
sluice_practice_tunnel_login_free (SluicePracticeTunnelLogin *self)
{
  if (self == NULL)
    return;
  g_free (self->host);
  g_free (self->user);
  sluice_secret_free (self->password);
  sluice_secret_free (self->private_key);
  sluice_secret_free (self->passphrase);
  g_free (self);
}
