/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-sample.h"

#include "sluice-json.h"
#include "sluice-pg-connection.h"
#include "sluice-practice-cluster.h"
#include "sluice-practice-resources.h"
#include "sluice-practice-secret.h"
#include "sluice-secret-text.h"

#include <glib/gstdio.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#define OWNER "sluice_owner"
#define READER "shop_reader"
#define DATABASE "shop"
#define SHOP_SQL "/io/github/sluice_app/practice/sample/shop.sql"
/* The last run's server may still be shutting down. */
#define START_SECONDS 20
/* A server that ended says nothing: look again after this long. */
#define CHANGE_MILLISECONDS 250

struct _SluicePracticeSample
{
  char *facts_path;
  SluicePracticeCluster *cluster;
  GSubprocess *guard;
  int lifetime_fd;
  SluicePgTarget *target;
  char *owner_password;
  gboolean made;
};

static gboolean
save_facts (SluicePracticeSample *self, GError **error)
{
  g_autoptr (JsonObject) facts = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), facts);
  g_auto (SluiceSecretText) text = NULL;
  gboolean saved;

  json_object_set_string_member (facts, "home", self->cluster->home);
  json_object_set_int_member (facts, "port", self->target->port);
  json_object_set_string_member (facts, "password", self->target->password);
  json_object_set_string_member (facts, "owner_password", self->owner_password);
  json_object_set_boolean_member (facts, "made", self->made);
  text = sluice_json_to_text (node);
  saved = g_file_set_contents_full (self->facts_path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
  if (saved)
    sluice_practice_cluster_keep (self->cluster);

  return saved;
}

/* What the last start left; an empty object when there was none. */
static JsonObject *
load_facts (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  gsize length = 0;

  if (g_file_get_contents (path, &text, &length, NULL))
    node = sluice_json_parse (text, (gssize) length, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_ref (json_node_get_object (node)) :
                                                         json_object_new ();
}

static guint
find_free_port (GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;

  if (socket == NULL || !g_socket_bind (socket, any, FALSE, error) ||
      !(bound = g_socket_get_local_address (socket, error)))
    return 0;

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

static SluicePgConnection *
connect_as_owner (SluicePracticeSample *self, const char *database, GError **error)
{
  g_autoptr (SluicePgTarget) owner =
      sluice_pg_target_new (self->target->host, self->target->port, database, OWNER, self->owner_password);

  return sluice_pg_connection_open (owner, SLUICE_PG_READ_WRITE, 5, NULL, error);
}

static void
stop (SluicePracticeSample *self)
{
  if (self->guard == NULL)
    return;
  close (self->lifetime_fd);
  g_subprocess_wait (self->guard, NULL, NULL);
  g_clear_object (&self->guard);
}

/* Waits until something changes in the server's data folder, where it says how far it is, but no longer than a while:
 * its end is no change. */
static void
wait_for_change (int watch)
{
  char events[4096];
  struct pollfd fd = { .fd = watch, .events = POLLIN };

  if (poll (&fd, 1, CHANGE_MILLISECONDS) > 0)
    while (read (watch, events, sizeof events) > 0)
      ;
}

/* Starts the server and waits until it answers; one that ends at once is tried again until the time is up. */
static gboolean
start (SluicePracticeSample *self, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + START_SECONDS * G_USEC_PER_SEC;
  g_autofd int watch = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  g_autofree char *data = g_build_filename (self->cluster->home, "data", NULL);

  inotify_add_watch (watch, data, IN_CREATE | IN_MODIFY | IN_DELETE);
  while (TRUE)
    {
      g_autoptr (SluicePgConnection) connection = NULL;
      g_autoptr (GError) local_error = NULL;

      if (self->guard == NULL &&
          !(self->guard = sluice_practice_cluster_run (self->cluster, self->target->port, &self->lifetime_fd, error)))
        return FALSE;
      connection = connect_as_owner (self, "postgres", &local_error);
      if (connection != NULL)
        return TRUE;
      if (g_get_monotonic_time () > deadline || g_error_matches (local_error, SLUICE_PG_ERROR, SLUICE_PG_ERROR_LOGIN))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "The sample database did not start on port %u (see %s/postgres.log): %s", self->target->port,
                       self->cluster->home, local_error->message);
          return FALSE;
        }
      wait_for_change (watch);
      if (g_subprocess_get_identifier (self->guard) == NULL)
        stop (self);
    }
}

/* Fills an empty cluster. */
static gboolean
make_shop (SluicePracticeSample *self, guint rows, GError **error)
{
  g_autoptr (SluicePgConnection) server = NULL;
  g_autoptr (SluicePgConnection) shop = NULL;
  g_autoptr (GBytes) sql = g_resource_lookup_data (sluice_practice_get_resource (), SHOP_SQL, 0, error);
  g_auto (SluiceSecretText) role =
      g_strdup_printf ("CREATE ROLE " READER " LOGIN PASSWORD '%s'", self->target->password);
  g_autofree char *setting = g_strdup_printf ("SET sluice.rows = '%u'", rows);
  gboolean made;

  made = sql != NULL && (server = connect_as_owner (self, "postgres", error)) != NULL &&
         sluice_pg_connection_execute (server, role, NULL, error) &&
         sluice_pg_connection_execute (server, "CREATE DATABASE " DATABASE, NULL, error) &&
         (shop = connect_as_owner (self, DATABASE, error)) != NULL &&
         sluice_pg_connection_execute (shop, setting, NULL, error) &&
         sluice_pg_connection_execute (shop, g_bytes_get_data (sql, NULL), NULL, error);

  return made;
}

static gboolean
prepare (SluicePracticeSample *self, const char *state_dir, GError **error)
{
  g_autoptr (JsonObject) facts = load_facts (self->facts_path);
  gint64 port = sluice_json_get_int (facts, "port", 0);
  g_autofree char *password = g_strdup (sluice_json_get_string (facts, "password", NULL));

  if (!(self->cluster = sluice_practice_cluster_new (state_dir, sluice_json_get_string (facts, "home", NULL), error)))
    return FALSE;
  self->owner_password = g_strdup (sluice_json_get_string (facts, "owner_password", NULL));
  self->made = sluice_json_get_boolean (facts, "made", FALSE) && sluice_practice_cluster_exists (self->cluster);
  if (port < 1 || port > 65535)
    port = find_free_port (error);
  if (port == 0)
    return FALSE;
  if (password == NULL)
    password = sluice_practice_secret_new (24);
  if (self->owner_password == NULL)
    self->owner_password = sluice_practice_secret_new (24);
  self->target = sluice_pg_target_new ("127.0.0.1", (guint) port, DATABASE, READER, password);

  /* Half-made ones are made anew. */
  return self->made ||
         (save_facts (self, error) && sluice_practice_cluster_init (self->cluster, OWNER, self->owner_password, error));
}

SluicePracticeSample *
sluice_practice_sample_start (const char *state_dir, guint rows, GError **error)
{
  g_autoptr (SluicePracticeSample) self = g_new0 (SluicePracticeSample, 1);

  self->facts_path = g_build_filename (state_dir, "sample.json", NULL);
  if (!prepare (self, state_dir, error) || !start (self, error))
    return NULL;
  if (!self->made)
    {
      if (!make_shop (self, rows, error))
        return NULL;
      self->made = TRUE;
      if (!save_facts (self, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

const SluicePgTarget *
sluice_practice_sample_get_target (SluicePracticeSample *self)
{
  return self->target;
}

void
sluice_practice_sample_free (SluicePracticeSample *self)
{
  if (self == NULL)
    return;
  stop (self);
  g_clear_pointer (&self->cluster, sluice_practice_cluster_free);
  g_clear_pointer (&self->target, sluice_pg_target_free);
  sluice_secret_free (self->owner_password);
  g_free (self->facts_path);
  g_free (self);
}
