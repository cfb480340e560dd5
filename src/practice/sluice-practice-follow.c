/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-follow.h"

#include <stdio.h>

#include "sluice-json.h"
#include "sluice-practice-applier.h"
#include "sluice-practice-cdc.h"
#include "sluice-practice-connect.h"
#include "sluice-practice-names.h"

/* Messages in memory at a time. */
#define CHUNK 2000

/* Of what the publication sends, only the ends of transactions and what is about one table, whose number is $3. */
static const char CHANGES_SQL[] =
    "SELECT pg_catalog.encode(data, 'hex') FROM pg_catalog.pg_logical_slot_peek_binary_changes($1, NULL, NULL,"
    " 'proto_version', '1', 'publication_names', $2) WHERE pg_catalog.get_byte(data, 0) IN (66, 67, 84)"
    " OR (pg_catalog.get_byte(data, 0) IN (82, 73, 85, 68)"
    " AND pg_catalog.substr(data, 2, 4) = pg_catalog.substr(pg_catalog.int8send($3::bigint), 5, 4))";

/* A slot can be read by one session at a time. Reading is short, so one at a time of all slots will do. */
static GMutex reading;

void
sluice_practice_follow_clear (SluicePracticeFollow *self)
{
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->start, g_free);
}

static JsonObject *
get_settings (SluicePracticeFollow *self)
{
  return sluice_json_get_object (self->source, "job_inputs");
}

static guint64
parse_lsn (const char *text)
{
  unsigned int high = 0, low = 0;

  return text != NULL && sscanf (text, "%X/%X", &high, &low) == 2 ? (guint64) high << 32 | low : 0;
}

static char *
format_lsn (guint64 lsn)
{
  return g_strdup_printf ("%X/%X", (unsigned int) (lsn >> 32), (unsigned int) lsn);
}

/* The tables of the source that are followed, as the store has them. (transfer full) */
static GPtrArray *
list_followed (SluicePracticeFollow *self)
{
  GPtrArray *schemas = sluice_practice_store_list (self->store, SLUICE_PRACTICE_SCHEMA,
                                                   sluice_json_get_string (self->source, "id", ""), FALSE);

  for (guint i = schemas->len; i-- > 0;)
    {
      JsonObject *schema = g_ptr_array_index (schemas, i);

      if (!sluice_json_get_boolean (schema, "should_sync", FALSE) ||
          g_strcmp0 (sluice_json_get_string (schema, "sync_type", NULL), "cdc") != 0)
        g_ptr_array_remove_index (schemas, i);
    }

  return schemas;
}

/* Makes slot and publication anew for all tables that are followed. What was read by the old slot counts no more. */
static gboolean
set_up_again (SluicePracticeFollow *self, GError **error)
{
  g_autoptr (GPtrArray) followed = list_followed (self);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_pg_table_free);
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autofree char *only_schema = sluice_practice_input_get_schema (get_settings (self));
  g_autofree char *epoch = g_uuid_string_random ();

  for (guint i = 0; i < followed->len; i++)
    {
      const char *name = sluice_json_get_string (g_ptr_array_index (followed, i), "name", "");
      SluicePgTable *table = sluice_pg_catalogue_find_table (self->connection, only_schema, name, NULL, NULL);

      if (table != NULL)
        g_ptr_array_add (tables, table);
    }
  sluice_practice_cdc_tear_down (self->connection, get_settings (self));
  if (!sluice_practice_cdc_set_up (self->connection, get_settings (self), tables, error))
    return FALSE;
  json_object_set_string_member (changes, "cdc_epoch", epoch);
  json_object_set_string_member (self->source, "cdc_epoch", epoch);
  sluice_practice_store_patch (self->store, sluice_json_get_string (self->source, "id", ""), changes);

  return TRUE;
}

/* Where the slot stands. (transfer full) (nullable) */
static char *
dup_slot_start (SluicePracticeFollow *self, GError **error)
{
  const char *params[] = { sluice_json_get_string (get_settings (self), "cdc_slot_name", "") };
  g_autoptr (SluicePgResult) result = sluice_pg_connection_query (
      self->connection, "SELECT confirmed_flush_lsn::text FROM pg_catalog.pg_replication_slots WHERE slot_name = $1",
      params, 1, NULL, error);

  if (result == NULL)
    return NULL;
  if (sluice_pg_result_get_n_rows (result) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "Replication slot '%s' does not exist any more.",
                   params[0]);
      return NULL;
    }

  return g_strdup (sluice_pg_result_get_text (result, 0, 0));
}

/* The source again: another sync may have made the slot anew while this one waited. */
static void
reread_source (SluicePracticeFollow *self)
{
  g_autoptr (JsonObject) source =
      sluice_practice_store_dup (self->store, SLUICE_PRACTICE_SOURCE, sluice_json_get_string (self->source, "id", ""));

  if (source != NULL)
    json_object_set_string_member (self->source, "cdc_epoch", sluice_json_get_string (source, "cdc_epoch", ""));
}

gboolean
sluice_practice_follow_begin (SluicePracticeFollow *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  G_MUTEX_AUTO_LOCK (&reading, locker);

  self->start = dup_slot_start (self, &local_error);
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) &&
      sluice_practice_cdc_is_managed (get_settings (self)))
    {
      g_clear_error (&local_error);
      if (!set_up_again (self, error))
        return FALSE;
      self->start = dup_slot_start (self, &local_error);
    }
  if (self->start == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  reread_source (self);
  self->scope = g_strconcat ("cdc\n", sluice_json_get_string (self->source, "cdc_epoch", ""), NULL);

  return TRUE;
}

char *
sluice_practice_follow_dup_cursor (SluicePracticeFollow *self, const char *id, const char *stored)
{
  g_autofree char *cursor = sluice_practice_warehouse_dup_cursor (self->warehouse, id, stored, self->scope);

  /* The slot has let go of what came after it, while the table was off. */
  return parse_lsn (cursor) >= parse_lsn (self->start) ? g_steal_pointer (&cursor) : NULL;
}

typedef struct
{
  SluicePracticeDecoder *decoder;
  GPtrArray *changes;
} Reading;

static gboolean
take_messages (const SluicePgResult *rows, gpointer user_data, GError **error)
{
  Reading *self = user_data;

  for (guint i = 0; i < sluice_pg_result_get_n_rows (rows); i++)
    if (!sluice_practice_decoder_take (self->decoder, sluice_pg_result_get_text (rows, i, 0), self->changes, error))
      return FALSE;

  return TRUE;
}

/* PostgreSQL's number of the table, and how far its log is written: up to there the slot tells all. */
static gboolean
ask_place (SluicePracticeFollow *self, const SluicePgTable *table, char **oid, char **place, GError **error)
{
  const char *params[] = { table->schema, table->name };
  g_autoptr (SluicePgResult) result = sluice_pg_connection_query (
      self->connection,
      "SELECT c.oid::text, pg_catalog.pg_current_wal_flush_lsn()::text FROM pg_catalog.pg_class c"
      " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2",
      params, 2, NULL, error);

  if (result == NULL)
    return FALSE;
  *oid = g_strdup (sluice_pg_result_get_text (result, 0, 0));
  *place = g_strdup (sluice_pg_result_get_text (result, 0, 1));

  return TRUE;
}

gboolean
sluice_practice_follow_read (SluicePracticeFollow *self,
                             const char *id,
                             const char *stored,
                             const SluicePgTable *table,
                             GPtrArray *columns,
                             const char *cursor,
                             guint64 *n_changes,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *publication =
      sluice_pg_quote_identifier (sluice_json_get_string (get_settings (self), "cdc_publication_name", ""));
  g_autofree char *oid = NULL;
  g_autofree char *place = NULL;
  g_autofree char *next = NULL;
  g_autoptr (SluicePracticeDecoder) decoder = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_practice_change_free);
  const char *params[] = { sluice_json_get_string (get_settings (self), "cdc_slot_name", ""), publication, NULL };
  Reading messages = { NULL, changes };
  G_MUTEX_AUTO_LOCK (&reading, locker);

  if (!ask_place (self, table, &oid, &place, error))
    return FALSE;
  params[2] = oid;
  decoder = sluice_practice_decoder_new ((guint32) g_ascii_strtoull (oid, NULL, 10), parse_lsn (cursor));
  messages.decoder = decoder;
  if (!sluice_pg_connection_stream (self->connection, CHANGES_SQL, params, G_N_ELEMENTS (params), CHUNK, take_messages,
                                    &messages, cancellable, error))
    return FALSE;

  next = format_lsn (MAX (sluice_practice_decoder_get_end (decoder), parse_lsn (place)));
  *n_changes = changes->len;

  return sluice_practice_warehouse_apply (self->warehouse, id, stored, columns,
                                          (const char *const *) table->primary_key, changes, self->scope, next, error);
}

void
sluice_practice_follow_release (SluicePracticeFollow *self)
{
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (SluicePgResult) result = NULL;
  g_autofree char *earliest_text = NULL;
  guint64 earliest = G_MAXUINT64;
  const char *params[] = { sluice_json_get_string (get_settings (self), "cdc_slot_name", ""), NULL };
  G_MUTEX_AUTO_LOCK (&reading, locker);

  followed = list_followed (self);
  for (guint i = 0; i < followed->len; i++)
    {
      JsonObject *schema = g_ptr_array_index (followed, i);
      g_autofree char *stored = sluice_practice_stored_name (sluice_json_get_string (self->source, "prefix", NULL),
                                                             sluice_json_get_string (self->source, "source_type", ""),
                                                             sluice_json_get_string (schema, "name", ""));
      g_autofree char *cursor =
          sluice_practice_warehouse_dup_cursor (self->warehouse, sluice_json_get_string (schema, "id", ""), stored,
                                                self->scope);

      earliest = MIN (earliest, parse_lsn (cursor));
    }
  /* One that is being copied has no place yet, and needs all that comes meanwhile. */
  if (followed->len == 0 || earliest <= parse_lsn (self->start))
    return;
  earliest_text = format_lsn (earliest);
  params[1] = earliest_text;
  result = sluice_pg_connection_query (self->connection,
                                       "SELECT pg_catalog.pg_replication_slot_advance(slot_name, $2::pg_lsn)"
                                       " FROM pg_catalog.pg_replication_slots WHERE slot_name = $1"
                                       " AND confirmed_flush_lsn < $2::pg_lsn",
                                       params, 2, NULL, NULL);
}
