/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-cdc-check.h"

#include "sluice-json.h"
#include "sluice-practice-cdc.h"
#include "sluice-practice-connect.h"
#include "sluice-practice-played.h"
#include "sluice-practice-routes.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-config.h"

typedef struct
{
  SluicePgConnection *connection;
  JsonObject *settings;
  GCancellable *cancellable;
  GPtrArray *errors;
} Check;

/* Amazon's databases have a role where others have an attribute. */
static const char SERVER_SQL[] =
    "SELECT pg_catalog.current_setting('server_version_num')::int, pg_catalog.current_setting('wal_level'),"
    " pg_catalog.current_setting('max_replication_slots')::int,"
    " (SELECT pg_catalog.count(*) FROM pg_catalog.pg_replication_slots),"
    " r.rolsuper OR r.rolreplication OR EXISTS (SELECT FROM pg_catalog.pg_roles g WHERE g.rolname = 'rds_replication'"
    " AND pg_catalog.pg_has_role(g.oid, 'USAGE')),"
    " pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'), pg_catalog.current_database(),"
    " r.rolname,"
    " (SELECT plugin FROM pg_catalog.pg_replication_slots WHERE slot_name = $1),"
    " EXISTS (SELECT FROM pg_catalog.pg_publication WHERE pubname = $2)"
    " FROM pg_catalog.pg_roles r WHERE r.rolname = current_user";

static const char TABLE_SQL[] =
    "SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), c.relkind IN ('r', 'p'), c.relpersistence,"
    " EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisprimary),"
    " pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT'),"
    " pg_catalog.pg_has_role(c.relowner, 'USAGE'), c.relreplident,"
    " EXISTS (SELECT FROM pg_catalog.pg_publication p WHERE p.pubname = $3 AND (p.puballtables OR EXISTS"
    " (SELECT FROM pg_catalog.pg_publication_rel l WHERE l.prpubid = p.oid AND l.prrelid = c.oid) OR EXISTS"
    " (SELECT FROM pg_catalog.pg_publication_tables t WHERE t.pubname = p.pubname AND t.schemaname = n.nspname"
    " AND t.tablename = c.relname)))"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')"
    " AND CASE WHEN $2::text IS NULL THEN n.nspname || '.' || c.relname = $1"
    " ELSE n.nspname = $2 AND c.relname = $1 END";

G_GNUC_PRINTF (2, 3) static void
add (Check *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->errors, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
check_managed (Check *self, const SluicePgResult *server, const char *slot)
{
  gint64 most = sluice_pg_result_get_int (server, 0, 2);
  gint64 used = sluice_pg_result_get_int (server, 0, 3);

  if (sluice_pg_result_get_text (server, 0, 8) != NULL)
    add (self, "A replication slot called '%s' exists already.", slot);
  else if (used >= most)
    add (self,
         "No replication slot is free: %" G_GINT64_FORMAT " of max_replication_slots = %" G_GINT64_FORMAT
         " are in use.",
         used, most);
  if (!sluice_pg_result_get_boolean (server, 0, 5))
    add (self, "User '%s' has no right to create a publication in database '%s'.",
         sluice_pg_result_get_text (server, 0, 7), sluice_pg_result_get_text (server, 0, 6));
}

static void
check_self_managed (Check *self, const SluicePgResult *server, const char *slot, const char *publication)
{
  const char *plugin = sluice_pg_result_get_text (server, 0, 8);

  if (*slot == '\0')
    add (self, "A replication slot name is required when the slot is self-managed.");
  else if (plugin == NULL)
    add (self, "Replication slot '%s' does not exist.", slot);
  else if (!g_str_equal (plugin, "pgoutput"))
    add (self, "Replication slot '%s' has the output plugin '%s', it must be 'pgoutput'.", slot, plugin);
  if (!sluice_pg_result_get_boolean (server, 0, 9))
    add (self, "Publication '%s' does not exist.", publication);
}

/* Whether there is a publication that tables could be in. */
static gboolean
check_server (Check *self, gboolean *published, GError **error)
{
  const char *slot = sluice_json_get_string (self->settings, "cdc_slot_name", "");
  const char *publication = sluice_json_get_string (self->settings, "cdc_publication_name", "posthog_pub");
  const char *params[] = { slot, publication };
  gint64 version;
  g_autoptr (SluicePgResult) server =
      sluice_pg_connection_query (self->connection, SERVER_SQL, params, 2, self->cancellable, error);

  if (server == NULL)
    return FALSE;
  version = sluice_pg_result_get_int (server, 0, 0);
  if (version < 130000)
    add (self, "PostgreSQL 13 or later is required, the server is version %" G_GINT64_FORMAT ".", version / 10000);
  if (!g_str_equal (sluice_pg_result_get_text (server, 0, 1), "logical"))
    add (self, "wal_level is '%s', it must be 'logical'.", sluice_pg_result_get_text (server, 0, 1));
  if (!sluice_pg_result_get_boolean (server, 0, 4))
    add (self, "User '%s' has no REPLICATION right.", sluice_pg_result_get_text (server, 0, 7));
  if (sluice_practice_cdc_is_managed (self->settings))
    check_managed (self, server, slot);
  else
    check_self_managed (self, server, slot, publication);
  *published = sluice_pg_result_get_boolean (server, 0, 9);

  return TRUE;
}

static gboolean
check_table (Check *self, const char *name, const char *schema, gboolean published, GError **error)
{
  const char *publication = sluice_json_get_string (self->settings, "cdc_publication_name", "posthog_pub");
  const char *params[] = { name, schema, publication };
  gboolean managed = sluice_practice_cdc_is_managed (self->settings);
  const char *shown;
  g_autoptr (SluicePgResult) table =
      sluice_pg_connection_query (self->connection, TABLE_SQL, params, 3, self->cancellable, error);

  if (table == NULL)
    return FALSE;
  if (sluice_pg_result_get_n_rows (table) == 0)
    {
      add (self, "Table '%s' does not exist.", name);
      return TRUE;
    }
  shown = sluice_pg_result_get_text (table, 0, 0);
  if (!sluice_pg_result_get_boolean (table, 0, 1) || !g_str_equal (sluice_pg_result_get_text (table, 0, 2), "p"))
    {
      add (self, "%s is no table whose changes PostgreSQL logs.", shown);
      return TRUE;
    }
  if (!sluice_pg_result_get_boolean (table, 0, 3))
    add (self, "Table %s has no primary key.", shown);
  if (!sluice_pg_result_get_boolean (table, 0, 4))
    add (self, "No SELECT right on table %s.", shown);
  if (managed && !sluice_pg_result_get_boolean (table, 0, 5))
    add (self, "The user is not an owner of table %s, so it cannot be published.", shown);
  if (g_str_equal (sluice_pg_result_get_text (table, 0, 6), "n"))
    add (self, "Table %s has the replica identity NOTHING.", shown);
  if (!managed && published && !sluice_pg_result_get_boolean (table, 0, 7))
    add (self, "Table %s is not in publication '%s'.", shown, publication);

  return TRUE;
}

GPtrArray *
sluice_practice_cdc_check (SluicePgConnection *connection,
                           JsonObject *settings,
                           const char *const *names,
                           const char *schema,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  Check self = { connection, settings, cancellable, errors };
  gboolean published = FALSE;

  if (!check_server (&self, &published, error))
    return NULL;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (!check_table (&self, names[i], schema, published, error))
      return NULL;

  return g_steal_pointer (&errors);
}

static void
reply_check (SluicePracticeRequest *request, GPtrArray *errors)
{
  JsonObject *reply = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < errors->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (errors, i));
  json_object_set_boolean_member (reply, "valid", errors->len == 0);
  json_object_set_array_member (reply, "errors", array);
  sluice_practice_reply_object (request, 200, reply);
}

/* What is wrong with the question itself; TRUE if nothing is. */
static gboolean
check_request (SluicePractice *practice, SluicePracticeRequest *request)
{
  const char *source_type = sluice_json_get_string (request->body, "source_type", NULL);
  const char *mode = sluice_json_get_string (request->body, "cdc_management_mode", "");
  JsonObject *type = sluice_practice_require_type (practice, request, source_type);
  g_autofree char *faults = NULL;

  if (type == NULL)
    return FALSE;
  if (!g_str_equal (source_type, "Postgres") && !g_str_equal (source_type, "Supabase"))
    return sluice_practice_reply_message (request, 400, "CDC prerequisite checks are not supported for source type: %s",
                                          source_type);
  if (!practice->cdc || sluice_practice_is_played (source_type))
    return sluice_practice_reply_message (request, 400,
                                          "CDC prerequisite checks are only supported for CDC enabled sources.");
  if ((faults = sluice_practice_config_check (type, request->body)) != NULL)
    return sluice_practice_reply_message (request, 400, "Invalid source config: %s", faults);
  if (!g_str_equal (mode, "posthog") && !g_str_equal (mode, "self_managed"))
    return sluice_practice_reply_message (request, 400, "cdc_management_mode must be 'posthog' or 'self_managed'.");

  return TRUE;
}

void
sluice_practice_check_cdc_prerequisites (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (SluicePgConnection) connection = NULL;
  g_autoptr (GPtrArray) errors = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *schema = NULL;
  g_auto (GStrv) tables = NULL;

  if (!check_request (practice, request))
    return;
  schema = sluice_practice_input_get_schema (request->body);
  tables = sluice_json_dup_strv (request->body, "tables");
  if (!(connection = sluice_practice_connect (request->body, request->body, request->cancellable, &error)) ||
      !(errors = sluice_practice_cdc_check (connection, request->body, (const char *const *) tables, schema,
                                            request->cancellable, &error)))
    {
      sluice_practice_reply_message (request, 400, "Could not connect to Postgres to check prerequisites: %s",
                                     error->message);
      return;
    }
  reply_check (request, errors);
}
