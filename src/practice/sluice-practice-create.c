/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-cdc-check.h"
#include "sluice-practice-cdc.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-config.h"
#include "sluice-practice-discovery.h"
#include "sluice-practice-handoff.h"
#include "sluice-practice-names.h"
#include "sluice-practice-pace.h"
#include "sluice-practice-plan.h"
#include "sluice-practice-played.h"
#include "sluice-practice-routes.h"
#include "sluice-practice-webhooks.h"

typedef struct
{
  SluicePractice *practice;
  SluicePracticeRequest *request;
  const char *source_type;
  const char *prefix;
  JsonObject *sent;    /* the payload as it came */
  JsonObject *payload; /* with what was stored */
  JsonObject *type;
  JsonObject *inputs;
  JsonObject *secrets;
  JsonObject *wanted; /* what is known of the source before there is one */
  char *schema;
  char *source_id;
} Create;

static void
create_clear (Create *self)
{
  g_clear_pointer (&self->payload, json_object_unref);
  g_clear_pointer (&self->inputs, json_object_unref);
  g_clear_pointer (&self->secrets, json_object_unref);
  g_clear_pointer (&self->wanted, json_object_unref);
  g_clear_pointer (&self->schema, g_free);
  g_clear_pointer (&self->source_id, g_free);
}

static gboolean
check_text (SluicePracticeRequest *request, const char *member, glong max)
{
  JsonNode *node = json_object_get_member (request->body, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return sluice_practice_reply_invalid (request, member, "Not a valid string.");
  if (g_utf8_strlen (json_node_get_string (node), -1) > max)
    return sluice_practice_reply_fault (request, 400, "max_length", member,
                                        "Ensure this field has no more than %ld characters.", max);

  return TRUE;
}

static gboolean
check_choice (SluicePracticeRequest *request, const char *member, const char *const *choices)
{
  JsonNode *node = json_object_get_member (request->body, member);
  const char *value = sluice_json_get_string (request->body, member, NULL);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || (value != NULL && g_strv_contains (choices, value)))
    return TRUE;

  return sluice_practice_reply_fault (request, 400, "invalid_choice", member, "\"%s\" is not a valid choice.",
                                      value != NULL ? value : "");
}

static gboolean
check_required (SluicePracticeRequest *request, const char *member)
{
  JsonNode *node = request->body != NULL ? json_object_get_member (request->body, member) : NULL;

  if (node == NULL)
    return sluice_practice_reply_fault (request, 400, "required", member, "This field is required.");
  if (JSON_NODE_HOLDS_NULL (node))
    return sluice_practice_reply_fault (request, 400, "null", member, "This field may not be null.");

  return TRUE;
}

/* What the framework's serializer checks, before the endpoint's own code runs. */
static gboolean
check_serializer (Create *self)
{
  static const char *const access_methods[] = { "warehouse", "direct", NULL };
  static const char *const created_vias[] = { "web", "api", "mcp", NULL };
  SluicePracticeRequest *request = self->request;
  JsonArray *destinations;
  const char *fault;

  if (!check_required (request, "source_type") || !check_text (request, "source_type", 128) ||
      !check_required (request, "payload"))
    return FALSE;
  self->source_type = sluice_json_get_string (request->body, "source_type", "");
  if (*self->source_type == '\0')
    return sluice_practice_reply_fault (request, 400, "blank", "source_type", "This field may not be blank.");
  self->sent = sluice_json_get_object (request->body, "payload");
  if (self->sent == NULL)
    return sluice_practice_reply_fault (request, 400, "not_a_dict", "payload", "Expected a dictionary of items.");
  if (!check_text (request, "prefix", 100) || !check_text (request, "description", 400) ||
      !check_choice (request, "access_method", access_methods) || !check_choice (request, "created_via", created_vias))
    return FALSE;

  destinations = sluice_json_get_array (request->body, "destination_ids");
  if (destinations != NULL && json_array_get_length (destinations) == 0)
    return sluice_practice_reply_invalid (request, "destination_ids",
                                          "Pick at least one destination. To stop syncing this data, turn off syncing "
                                          "instead of removing every destination.");
  self->prefix = sluice_json_get_string (request->body, "prefix", "");
  fault = *self->prefix != '\0' ? sluice_practice_check_prefix (self->prefix) : NULL;
  if (fault != NULL)
    return sluice_practice_reply_invalid (request, "prefix", "%s", fault);

  return TRUE;
}

static void
read_conduct (Create *self)
{
  self->wanted = json_object_new ();
  json_object_set_string_member (self->wanted, "source_type", self->source_type);
  if (sluice_practice_is_played (self->source_type))
    json_object_set_array_member (self->wanted, "conduct", sluice_practice_conduct_read (self->payload));
}

/* What the project has not paid for. The real server's text for it is not known. */
static gboolean
check_plan (Create *self)
{
  return !sluice_practice_conduct_has (self->practice->conduct, self->wanted, NULL, SLUICE_PRACTICE_UNSUPPORTED_PLAN,
                                       NULL) ||
         sluice_practice_reply_fault (self->request, 402, "payment_required", NULL,
                                      "Data warehouse sources are not part of your current plan. Upgrade to connect "
                                      "one.");
}

static gboolean
check_number (Create *self)
{
  g_autofree char *project = sluice_practice_project_parent (self->request);
  g_autoptr (GPtrArray) sources =
      sluice_practice_store_list (self->practice->store, SLUICE_PRACTICE_SOURCE, project, FALSE);
  gint64 most, found = 0;

  if (!sluice_practice_conduct_has (self->practice->conduct, self->wanted, NULL, SLUICE_PRACTICE_MAX_SOURCES, &most))
    return TRUE;
  for (guint i = 0; i < sources->len; i++)
    if (g_str_equal (sluice_json_get_string (g_ptr_array_index (sources, i), "source_type", ""), self->source_type))
      found++;

  return found < most ||
         sluice_practice_reply_message (self->request, 400,
                                        "You can create at most %" G_GINT64_FORMAT " sources of this type per project.",
                                        most);
}

/* The endpoint's own checks, up to the point where it reaches out to the source. */
static gboolean
check_endpoint (Create *self)
{
  g_autofree char *references = sluice_practice_config_find_references (self->sent);
  g_autofree char *faults = NULL;

  if (references != NULL)
    return sluice_practice_reply_message (self->request, 400, "Unresolved secret reference(s) for: %s", references);
  self->payload = sluice_practice_use_credential (self->practice, self->request, self->source_type, self->sent);
  if (self->payload == NULL)
    return FALSE;
  read_conduct (self);
  if (!check_plan (self))
    return FALSE;
  if (sluice_practice_prefix_is_reserved (self->prefix))
    return sluice_practice_reply_message (self->request, 400, "This source name is reserved by PostHog.");
  if (g_str_equal (sluice_json_get_string (self->request->body, "access_method", "warehouse"), "direct"))
    return sluice_practice_reply_message (self->request, 400,
                                          "The practice server has no direct connections. Create a warehouse source.");
  if (!sluice_practice_check_prefix_free (self->practice, self->request, self->source_type, self->prefix) ||
      !sluice_practice_check_billing (self->practice, self->request, self->wanted) || !check_number (self))
    return FALSE;
  self->type = sluice_practice_require_type (self->practice, self->request, self->source_type);
  if (self->type == NULL)
    return FALSE;
  if ((faults = sluice_practice_config_check (self->type, self->payload)) != NULL)
    return sluice_practice_reply_message (self->request, 400, "Invalid source config: %s", faults);

  return TRUE;
}

static void
insert_source (Create *self)
{
  g_autoptr (JsonObject) source = json_object_new ();
  g_autofree char *now = sluice_practice_now ();
  g_autofree char *project = sluice_practice_project_parent (self->request);
  JsonObject *body = self->request->body;

  json_object_set_boolean_member (source, "creating", TRUE);
  json_object_set_string_member (source, "created_at", now);
  json_object_set_string_member (source, "created_by", self->request->key->user);
  json_object_set_string_member (source, "created_via", sluice_json_get_string (body, "created_via", "api"));
  json_object_set_string_member (source, "status", "Running");
  json_object_set_string_member (source, "source_type", self->source_type);
  json_object_set_string_member (source, "prefix", self->prefix);
  json_object_set_string_member (source, "description", sluice_json_get_string (body, "description", NULL));
  json_object_set_object_member (source, "job_inputs", json_object_ref (self->inputs));
  if (json_object_has_member (self->wanted, "conduct"))
    json_object_set_member (source, "conduct", json_node_copy (json_object_get_member (self->wanted, "conduct")));
  json_object_set_string_member (source, "cdc_epoch", now);
  if (json_object_has_member (self->payload, "schemas"))
    json_object_set_member (source, "schemas_sent", json_node_copy (json_object_get_member (self->payload, "schemas")));
  self->source_id = sluice_practice_store_insert (self->practice->store, SLUICE_PRACTICE_SOURCE, project, source);
  sluice_practice_vault_store (self->practice->vault, self->source_id, self->secrets);
}

static void
start_syncs (Create *self, GPtrArray *schema_ids)
{
  g_autoptr (JsonObject) changes = json_object_new ();

  json_object_set_null_member (changes, "creating");
  sluice_practice_store_patch (self->practice->store, self->source_id, changes);
  for (guint i = 0; i < schema_ids->len; i++)
    sluice_practice_syncer_schedule (self->practice->syncer, g_ptr_array_index (schema_ids, i));
}

static gboolean
is_cdc_on (Create *self)
{
  return self->practice->cdc && sluice_json_get_boolean (self->inputs, "cdc_enabled", FALSE);
}

/* The tables that are to be followed, and their names. */
static GPtrArray *
list_followed (Create *self, JsonNode *schemas, GPtrArray *tables, GStrv *names)
{
  GPtrArray *followed = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) by_name = sluice_practice_index_tables (tables, self->schema);
  JsonArray *entries = schemas != NULL && JSON_NODE_HOLDS_ARRAY (schemas) ? json_node_get_array (schemas) : NULL;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = sluice_json_array_get_object (entries, i);
      const char *name = sluice_json_get_string (entry, "name", "");
      SluicePgTable *table = g_hash_table_lookup (by_name, name);

      if (table == NULL || !sluice_json_get_boolean (entry, "should_sync", FALSE) ||
          g_strcmp0 (sluice_json_get_string (entry, "sync_type", NULL), "cdc") != 0)
        continue;
      g_ptr_array_add (followed, table);
      g_strv_builder_add (builder, name);
      g_hash_table_remove (by_name, name);
    }
  *names = g_strv_builder_end (builder);

  return followed;
}

/* Slot and publication, once nothing stands in their way. */
static gboolean
set_up_cdc (Create *self, SluicePgConnection *connection, JsonNode *schemas, GPtrArray *tables)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GPtrArray) followed = list_followed (self, schemas, tables, &names);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;

  if (!is_cdc_on (self))
    return TRUE;
  faults =
      sluice_practice_cdc_check (connection, self->inputs, (const char *const *) names, self->schema, NULL, &error);
  if (faults != NULL && faults->len > 0)
    {
      g_autofree char *text = NULL;

      g_ptr_array_add (faults, NULL);
      text = g_strjoinv (" ", (char **) faults->pdata);
      return sluice_practice_reply_message (self->request, 400, "%s", text);
    }
  if (faults == NULL || !sluice_practice_cdc_set_up (connection, self->inputs, followed, &error))
    return sluice_practice_reply_message (self->request, 400, "%s", error->message);

  return TRUE;
}

/* The row is there before the tables are, as on the real server: whoever lists meanwhile sees a partial source. */
static gboolean
create_tables (Create *self, SluicePgConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = connection != NULL ?
                                     sluice_pg_catalogue_list_tables (connection, self->schema, NULL, &error) :
                                     sluice_practice_played_tables (self->source_type);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) on_ids = g_ptr_array_new_with_free_func (g_free);
  JsonNode *schemas = json_object_get_member (self->payload, "schemas");

  if (tables == NULL)
    return sluice_practice_reply_message (self->request, 400, "%s", error->message);
  if (!sluice_practice_plan_check (self->request, schemas, tables, self->schema, is_cdc_on (self)) ||
      !sluice_practice_webhooks_check_plan (self->request, self->source_type, schemas) ||
      !set_up_cdc (self, connection, schemas, tables))
    return FALSE;

  entries = sluice_practice_plan_make (schemas, tables, self->schema);
  for (guint i = 0; i < entries->len; i++)
    {
      JsonObject *entry = g_ptr_array_index (entries, i);
      g_autofree char *id = NULL;

      sluice_practice_webhooks_mark (self->source_type, entry);
      id = sluice_practice_store_insert (self->practice->store, SLUICE_PRACTICE_SCHEMA, self->source_id, entry);
      /* A table that is on without a method imports nothing (contract, 9.2). */
      if (sluice_json_get_boolean (entry, "should_sync", FALSE) &&
          sluice_json_get_string (entry, "sync_type", NULL) != NULL)
        g_ptr_array_add (on_ids, g_steal_pointer (&id));
    }
  start_syncs (self, on_ids);

  return TRUE;
}

/* The row is there and its tables are not, or never will be. */
static gboolean
linger (Create *self)
{
  SluicePracticeConduct *conduct = self->practice->conduct;
  gint64 seconds;

  if (sluice_practice_conduct_has (conduct, self->wanted, NULL, SLUICE_PRACTICE_SLOW_CREATE, &seconds))
    return sluice_practice_wait (self->practice->stopping, (double) seconds);
  if (!sluice_practice_conduct_has (conduct, self->wanted, NULL, SLUICE_PRACTICE_ROLLED_BACK, &seconds))
    return TRUE;
  sluice_practice_wait (self->practice->stopping, (double) seconds);

  return sluice_practice_reply_message (self->request, 400, "Could not fetch schemas from source.");
}

/* Somebody may have deleted it while it had no tables yet. */
static gboolean
check_still_there (Create *self)
{
  g_autoptr (JsonObject) source =
      sluice_practice_store_dup (self->practice->store, SLUICE_PRACTICE_SOURCE, self->source_id);

  return source != NULL || sluice_practice_reply_not_found (self->request);
}

/* Not cancelled when the caller hangs up: the real server goes on as well. */
static gboolean
reach (Create *self, SluicePgConnection **connection)
{
  g_autoptr (GError) error = NULL;

  if (sluice_practice_is_played (self->source_type))
    {
      self->schema = g_strdup ("");
      return sluice_practice_played_check (self->payload, &error) ||
             sluice_practice_reply_message (self->request, 400, "%s", error->message);
    }

  self->schema = sluice_practice_input_get_schema (self->inputs);
  if (sluice_json_get_boolean (self->payload, "cdc_enabled", FALSE))
    {
      g_autoptr (JsonObject) settings = sluice_practice_cdc_dup_settings (self->payload);

      sluice_json_copy_members (self->inputs, settings);
    }
  *connection = sluice_practice_connect (self->inputs, self->secrets, NULL, &error);

  return *connection != NULL || sluice_practice_reply_message (self->request, 400, "%s", error->message);
}

static gboolean
create (Create *self)
{
  g_autoptr (SluicePgConnection) connection = NULL;

  if (!check_serializer (self) || !check_endpoint (self))
    return FALSE;
  sluice_practice_config_split (self->type, self->payload, &self->inputs, &self->secrets);
  if (!reach (self, &connection))
    return FALSE;

  insert_source (self);
  if (!linger (self) || !check_still_there (self) || !create_tables (self, connection))
    {
      sluice_practice_store_remove (self->practice->store, self->source_id);
      sluice_practice_vault_forget (self->practice->vault, self->source_id);
      return FALSE;
    }

  return TRUE;
}

void
sluice_practice_create_source (SluicePractice *practice, SluicePracticeRequest *request)
{
  Create self = { .practice = practice, .request = request };

  if (create (&self))
    {
      JsonObject *reply = json_object_new ();

      sluice_practice_forget_credential (practice, self.sent);
      json_object_set_string_member (reply, "id", self.source_id);
      sluice_practice_reply_object (request, 201, reply);
    }
  create_clear (&self);
}
