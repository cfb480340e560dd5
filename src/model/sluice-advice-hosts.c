/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-connection-private.h"
#include "sluice-field-advice-private.h"
#include "sluice-host-kind.h"

#define SUPABASE_POOLER ".pooler.supabase.com"

/* What a type listens on unless it is told otherwise: the placeholder of its port. Of other databases too, since their
 * ports are typed into the wrong form. */
static const struct
{
  const char *port;
  const char *type; /* NULL: no type of the catalogue */
  const char *label;
} usual_ports[] = {
  { "5432", "Postgres", "Postgres" },
  { "5432", "Supabase", "Supabase" },
  { "3306", "MySQL", "MySQL" },
  { "1433", "MSSQL", "SQL Server" },
  { "5439", "Redshift", "Redshift" },
  { "8443", "ClickHouse", "ClickHouse" },
  { "27017", "MongoDB", "MongoDB" },
  { "8123", "ClickHouse", "ClickHouse" },
  { "1521", NULL, "Oracle" },
  { "6379", NULL, "Redis" },
  { "22", NULL, "SSH" },
};

/* There are forms that call the address of a site a host: their hints are whole addresses. */
static gboolean
is_host (SluiceLook *look)
{
  const char *placeholder = sluice_field_get_placeholder (look->field);

  return g_str_equal (look->name, "host") && sluice_field_get_kind (look->field) != SLUICE_FIELD_KIND_URL &&
         (placeholder == NULL || strstr (placeholder, "://") == NULL);
}

static gboolean
is_port (SluiceLook *look)
{
  return g_str_equal (look->name, "port") && strchr (look->path, '/') == NULL;
}

/* Through a tunnel the database is reached from its other end. */
static gboolean
is_reached_by_posthog (SluiceLook *look)
{
  return look->cloud && (g_str_equal (look->path, "ssh_tunnel/host") ||
                         !g_str_equal (sluice_form_get_value (look->form, "ssh_tunnel"), "true"));
}

/* The path of a neighbour: the port beside a host. */
static char *
dup_beside (SluiceLook *look, const char *name)
{
  const char *slash = strrchr (look->path, '/');
  g_autofree char *outer = slash != NULL ? g_strndup (look->path, slash - look->path) : NULL;

  return sluice_form_join_path (outer, name);
}

static void
add_host_fix (SluiceLook *look, const char *host)
{
  sluice_look_add_fix (look, _ ("Use Host Only"), look->path, host);
}

gboolean
sluice_look_host_url (SluiceLook *look)
{
  g_autoptr (SluiceConnectionString) parts = NULL;
  const char *colon = strstr (look->value, "://");

  if (!is_host (look) || colon == NULL || colon[3] == '\0')
    return FALSE;

  parts = sluice_connection_string_parse (look->value, NULL);
  if (parts != NULL && parts->host != NULL)
    add_host_fix (look, parts->host);

  return sluice_look_say (look, _ ("This is a whole address. Here only the name of the host is needed."));
}

gboolean
sluice_look_host_port (SluiceLook *look)
{
  const char *colon = strrchr (look->value, ':');
  g_autofree char *host = NULL;
  g_autofree char *port_path = NULL;

  if (!is_host (look) || colon == NULL || colon == look->value || strstr (look->value, "://") != NULL ||
      g_hostname_is_ip_address (look->value) || colon[1] == '\0' || colon[1 + strspn (colon + 1, "0123456789")] != '\0')
    return FALSE;

  host = g_strndup (look->value, colon - look->value);
  if (strpbrk (host, "/,@ ") != NULL || (strchr (host, ':') != NULL && *host != '['))
    return FALSE;
  if (*host == '[' && g_str_has_suffix (host, "]"))
    {
      memmove (host, host + 1, strlen (host));
      host[strlen (host) - 1] = '\0';
    }
  port_path = dup_beside (look, "port");
  if (sluice_form_get_field (look->form, port_path) == NULL)
    return FALSE;
  sluice_look_add_fix (look, _ ("Move the Port"), look->path, host);
  sluice_look_add_fix (look, _ ("Move the Port"), port_path, colon + 1);

  return sluice_look_say (look, _ ("There is a port in the host. It has a field of its own."));
}

gboolean
sluice_look_host_shape (SluiceLook *look)
{
  g_autofree char *host = NULL;
  gsize length = strlen (look->value);

  if (!is_host (look) || strstr (look->value, "://") != NULL)
    return FALSE;

  if (length > 2 && *look->value == '[' && look->value[length - 1] == ']')
    host = g_strndup (look->value + 1, length - 2);
  else if (strchr (look->value, '/') != NULL && *look->value != '/')
    host = g_strndup (look->value, strcspn (look->value, "/"));
  else if (look->finished && length > 1 && look->value[length - 1] == '.')
    host = g_strndup (look->value, length - 1);
  if (host == NULL || strpbrk (host, "@, ") != NULL)
    return FALSE;
  add_host_fix (look, host);

  return sluice_look_say (look, _ ("There is more here than the name of the host or its IP address."));
}

/* “db.<project>.supabase.co” has no IPv4 address. */
gboolean
sluice_look_supabase_direct (SluiceLook *look)
{
  if (!is_host (look) || !is_reached_by_posthog (look) || !g_str_has_prefix (look->domain, "db.") ||
      !g_str_has_suffix (look->domain, ".supabase.co"))
    return FALSE;

  return sluice_look_say (look,
                          _ ("Supabase’s direct address is reached over IPv6 only, which PostHog’s cloud does not "
                             "use. Take host, port and user of the session pooler from “Connect” in the project: "
                             "the host ends in “.pooler.supabase.com”, the user is “postgres.<project>”."));
}

gboolean
sluice_look_supabase_api (SluiceLook *look)
{
  if (!is_host (look) || !g_str_has_suffix (look->domain, ".supabase.co") || g_str_has_prefix (look->domain, "db."))
    return FALSE;

  return sluice_look_say (look, _ ("This is the address of Supabase’s API, not of the database. The session pooler’s "
                                   "stands under “Connect” in the project and ends in “.pooler.supabase.com”."));
}

static const char *
get_private_sentence (SluiceHostKind kind)
{
  if (kind == SLUICE_HOST_LOCAL)
    return _ ("This is your own computer. PostHog’s cloud connects from the internet and cannot reach it: "
              "use the public host, or an SSH tunnel.");
  if (kind == SLUICE_HOST_SINGLE_LABEL)
    return _ ("A name without a dot is known only in your own network. PostHog’s cloud connects from the internet: use "
              "the public host, or an SSH tunnel.");

  return _ ("This host belongs to a private network. PostHog’s cloud connects from the internet and cannot reach it: "
            "use the public host, or an SSH tunnel.");
}

static gboolean
is_private (SluiceHostKind kind, gboolean finished)
{
  return kind == SLUICE_HOST_LOCAL || kind == SLUICE_HOST_PRIVATE || (kind == SLUICE_HOST_SINGLE_LABEL && finished);
}

gboolean
sluice_look_host_private (SluiceLook *look)
{
  SluiceHostKind kind = sluice_host_kind_get (look->value);

  if (!is_host (look) || !is_reached_by_posthog (look) || !is_private (kind, look->finished))
    return FALSE;

  return sluice_look_say (look, get_private_sentence (kind));
}

gboolean
sluice_look_host_ipv6 (SluiceLook *look)
{
  if (!is_host (look) || !is_reached_by_posthog (look) || sluice_host_kind_get (look->value) != SLUICE_HOST_IPV6)
    return FALSE;

  return sluice_look_say (look,
                          _ ("This is an IPv6 address. PostHog’s cloud connects from IPv4 addresses: use a host that "
                             "has one too."));
}

gboolean
sluice_look_port_range (SluiceLook *look)
{
  guint64 number;

  if (!g_str_equal (look->name, "port") || g_ascii_string_to_unsigned (look->value, 10, 1, 65535, &number, NULL))
    return FALSE;

  return sluice_look_say (look, _ ("A port is a number between 1 and 65535."));
}

static void
add_port_fix (SluiceLook *look, const char *port)
{
  /* Translators: on a button; %s is a port */
  g_autofree char *label = g_strdup_printf (_ ("Use %s"), port);

  sluice_look_add_fix (look, label, look->path, port);
}

gboolean
sluice_look_port_supabase (SluiceLook *look)
{
  g_autofree char *host = NULL;

  if (!is_port (look) || !g_str_equal (look->value, "6543"))
    return FALSE;
  host = g_strstrip (g_ascii_strdown (sluice_form_get_value (look->form, "host"), -1));
  if (!g_str_has_suffix (host, SUPABASE_POOLER) && !g_str_has_suffix (host, ".supabase.co"))
    return FALSE;
  add_port_fix (look, "5432");

  return sluice_look_say (look, _ ("6543 is Supabase’s transaction pooler. A sync needs the session pooler, on 5432."));
}

/* PostHog speaks HTTP with ClickHouse. */
gboolean
sluice_look_port_native (SluiceLook *look)
{
  static const char *const native[] = { "9000", "9440", NULL };

  if (!is_port (look) || !g_str_equal (look->type, "ClickHouse") || !g_strv_contains (native, look->value))
    return FALSE;
  add_port_fix (look, g_str_equal (sluice_form_get_value (look->form, "secure"), "true") ? "8443" : "8123");

  return sluice_look_say (look,
                          _ ("This is the port of ClickHouse’s native protocol. PostHog connects over HTTP, usually "
                             "on 8443, or on 8123 without encryption."));
}

static const char *
get_usual_port (const char *type, const char **label)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    if (g_strcmp0 (usual_ports[i].type, type) == 0)
      {
        *label = usual_ports[i].label;
        return usual_ports[i].port;
      }

  return NULL;
}

gboolean
sluice_look_port_other (SluiceLook *look)
{
  const char *label = NULL;
  const char *usual = is_port (look) ? get_usual_port (look->type, &label) : NULL;
  const char *other = NULL;

  /* “22” may become “2200”. */
  if (usual == NULL || (strlen (look->value) < 4 && !look->finished))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (usual_ports); i++)
    if (g_str_equal (usual_ports[i].port, look->value))
      {
        if (g_strcmp0 (usual_ports[i].type, look->type) == 0)
          return FALSE;
        other = other != NULL ? other : usual_ports[i].label;
      }
  if (other == NULL)
    return FALSE;
  add_port_fix (look, usual);

  return sluice_look_take (look,
                           /* Translators: a port, whose usual port it is, then the kind of database of this form and
                            * its usual port: “3306 is usually MySQL’s port; Postgres listens on 5432.” */
                           g_strdup_printf (_ ("%1$s is usually the port of %2$s; %3$s listens on %4$s."), look->value,
                                            other, label, usual));
}

gboolean
sluice_look_port_web (SluiceLook *look)
{
  static const char *const web[] = { "80", "443", "8080", NULL };
  const char *label = NULL;
  const char *usual = is_port (look) ? get_usual_port (look->type, &label) : NULL;

  /* “80” may become “8005”; of ClickHouse a proxy may be there. */
  if (usual == NULL || !look->finished || !g_strv_contains (web, look->value) || g_str_equal (usual, "8443"))
    return FALSE;
  add_port_fix (look, usual);

  return sluice_look_take (look,
                           g_strdup_printf (
                               /* Translators: “443 is a port of web servers; Postgres listens on 5432.” */
                               _ ("%1$s is a port of web servers; %2$s listens on %3$s."), look->value, label, usual));
}

gboolean
sluice_look_supabase_user (SluiceLook *look)
{
  g_autofree char *host = NULL;

  if (!g_str_equal (look->path, "user") || !look->finished || strchr (look->value, '.') != NULL)
    return FALSE;
  host = g_strstrip (g_ascii_strdown (sluice_form_get_value (look->form, "host"), -1));
  if (!g_str_has_suffix (host, SUPABASE_POOLER))
    return FALSE;

  return sluice_look_take (look,
                           /* Translators: %s is a user such as “postgres”; keep “<project>” in angle brackets */
                           g_strdup_printf (_ ("Supabase’s pooler tells projects apart by the user: “%s.<project>”."),
                                            look->value));
}

/* The hosts of "u:p@a:1,[::1]:2" are looked at without their ports. */
static gboolean
has_private_host (const char *address, SluiceHostKind *kind)
{
  const char *end = address + strcspn (address, "/?");

  while (address < end)
    {
      gsize length = strcspn (address, ",/?");
      g_auto (SluiceSecretText) host = g_strndup (address, length);
      char *colon = strrchr (host, ':');

      if (colon != NULL && strchr (colon, ']') == NULL)
        *colon = '\0';
      *kind = sluice_host_kind_get (host);
      if (is_private (*kind, TRUE))
        return TRUE;
      address += length;
      address += *address == ',';
    }

  return FALSE;
}

static gboolean
look_at_mongodb (SluiceLook *look)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnectionString) parts = sluice_connection_string_parse (look->value, &error);
  g_auto (SluiceSecretText) address = NULL;
  SluiceHostKind kind;

  if (parts == NULL)
    return look->finished && sluice_look_take (look, g_strdup (error->message));
  if (parts->engines != SLUICE_ENGINE_MONGODB)
    return look->finished &&
           sluice_look_say (look, _ ("A connection string of MongoDB begins with “mongodb://” or “mongodb+srv://”."));
  if (g_str_equal (parts->scheme, "mongodb+srv") && (parts->port != NULL || parts->n_hosts > 1))
    return sluice_look_say (look, _ ("With “mongodb+srv://” there is one host and no port: both are looked up."));
  if (parts->host == NULL)
    return look->finished && sluice_look_say (look, _ ("There is no host in this connection string."));

  address = sluice_connection_string_dup_address (look->value);
  if (look->cloud && look->finished && address != NULL && has_private_host (address, &kind))
    return sluice_look_say (look, get_private_sentence (kind));

  return FALSE;
}

gboolean
sluice_look_mongodb (SluiceLook *look)
{
  if (!g_str_equal (look->type, "MongoDB") || !g_str_equal (look->path, "connection_string"))
    return FALSE;

  return look_at_mongodb (look);
}
