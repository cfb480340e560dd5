/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-webhook.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

/* No service has more kinds of events; a broken server must not fill the page. */
#define MAX_EVENTS 500

struct _SluiceWebhook
{
  GObject parent_instance;

  char *blocked_reason;
  char *url;
  char *vendor_status;
  char *vendor_error;
  GStrv missing_events;
  GHashTable *inputs;    /* name → value; a secret's is "" */
  GHashTable *table_ids; /* a set */
  SluiceWebhookState state;
  gboolean exists;
  gboolean function_enabled;
};

G_DEFINE_FINAL_TYPE (SluiceWebhook, sluice_webhook, G_TYPE_OBJECT)

static void
sluice_webhook_finalize (GObject *object)
{
  SluiceWebhook *self = SLUICE_WEBHOOK (object);

  g_free (self->blocked_reason);
  g_free (self->url);
  g_free (self->vendor_status);
  g_free (self->vendor_error);
  g_strfreev (self->missing_events);
  g_hash_table_unref (self->inputs);
  g_hash_table_unref (self->table_ids);

  G_OBJECT_CLASS (sluice_webhook_parent_class)->finalize (object);
}

static void
sluice_webhook_class_init (SluiceWebhookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_webhook_finalize;
}

static void
sluice_webhook_init (SluiceWebhook *self)
{
  self->inputs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->table_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Text that says something. (transfer full) (nullable) */
static char *
dup_text (JsonObject *object, const char *member)
{
  const char *text = sluice_json_get_string (object, member, "");

  return *text != '\0' ? g_strdup (text) : NULL;
}

/* The error of another shape than text is an error all the same. (transfer full) (nullable) */
static char *
dup_error (JsonObject *object)
{
  char *text = dup_text (object, "error");

  if (text == NULL && sluice_json_is_other (object, "error", G_TYPE_STRING))
    text = sluice_json_to_text (json_object_get_member (object, "error"));

  return text;
}

/* (transfer full) */
static GStrv
dup_names (JsonObject *object, const char *member)
{
  g_auto (GStrv) names = sluice_json_dup_strv (object, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; names != NULL && names[i] != NULL && i < MAX_EVENTS; i++)
    if (*names[i] != '\0')
      g_strv_builder_add (builder, names[i]);

  return g_strv_builder_end (builder);
}

/* Each value is an object: of the value, or of the word that it is a secret. */
static void
read_inputs (SluiceWebhook *self, JsonObject *inputs)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (inputs == NULL)
    return;
  json_object_iter_init (&iter, inputs);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonObject *input = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *value = sluice_json_get_string (input, "value", "");

      if (*value != '\0' || sluice_json_get_boolean (input, "secret", FALSE))
        g_hash_table_insert (self->inputs, g_strdup (name), g_strdup (value));
    }
}

static void
read_mapping (SluiceWebhook *self, JsonObject *mapping)
{
  g_autoptr (GList) names = mapping != NULL ? json_object_get_members (mapping) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *id = sluice_json_get_string (mapping, l->data, "");

      if (*id != '\0')
        g_hash_table_add (self->table_ids, g_strdup (id));
    }
}

/* Whether nothing else stands in the list than names. */
static gboolean
are_names (JsonObject *object, const char *member)
{
  JsonArray *array = sluice_json_get_array (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (sluice_json_array_get_string (array, i) == NULL)
      return FALSE;

  return !sluice_json_is_other (object, member, JSON_TYPE_ARRAY);
}

/* What the service says. Only what is said clearly counts as good. */
static SluiceWebhookState
read_vendor (SluiceWebhook *self, JsonObject *object)
{
  JsonObject *vendor = sluice_json_get_object (object, "external_status");

  if (vendor == NULL)
    return SLUICE_WEBHOOK_UNCHECKED;

  self->vendor_status = dup_text (vendor, "status");
  self->vendor_error = dup_error (vendor);
  if (self->vendor_error != NULL || sluice_json_is_other (vendor, "exists", G_TYPE_BOOLEAN))
    return SLUICE_WEBHOOK_UNCHECKED;
  if (!sluice_json_get_boolean (vendor, "exists", FALSE))
    return SLUICE_WEBHOOK_UNREGISTERED;
  if (self->vendor_status == NULL)
    return SLUICE_WEBHOOK_UNCHECKED;
  if (!g_str_equal (self->vendor_status, "enabled") || !self->function_enabled)
    return SLUICE_WEBHOOK_DISABLED;
  if (!are_names (object, "missing_events") || sluice_json_is_other (object, "hog_function", JSON_TYPE_OBJECT))
    return SLUICE_WEBHOOK_UNCHECKED;

  return self->missing_events[0] == NULL ? SLUICE_WEBHOOK_REGISTERED : SLUICE_WEBHOOK_INCOMPLETE;
}

SluiceWebhook *
sluice_webhook_new_from_json (JsonNode *root, GError **error)
{
  SluiceWebhook *self;
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  JsonObject *function = sluice_json_get_object (object, "hog_function");
  gboolean supported, exists;

  if (object == NULL || !sluice_json_require_boolean (object, "supports_webhooks", &supported, error) ||
      !sluice_json_require_boolean (object, "exists", &exists, error))
    return NULL;

  self = g_object_new (SLUICE_TYPE_WEBHOOK, NULL);
  self->exists = exists;
  self->blocked_reason = dup_text (object, "auto_creation_blocked_reason");
  self->url = dup_text (object, "webhook_url");
  self->missing_events = dup_names (object, "missing_events");
  self->function_enabled = sluice_json_get_boolean (function, "enabled", exists) &&
                           !sluice_json_is_other (function, "enabled", G_TYPE_BOOLEAN);
  read_inputs (self, sluice_json_get_object (object, "inputs"));
  read_mapping (self, sluice_json_get_object (object, "schema_mapping"));
  if (exists)
    self->state = read_vendor (self, object);
  else
    self->state = supported ? SLUICE_WEBHOOK_ABSENT : SLUICE_WEBHOOK_UNSUPPORTED;

  return self;
}

SluiceWebhookState
sluice_webhook_get_state (SluiceWebhook *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), SLUICE_WEBHOOK_UNCHECKED);

  return self->state;
}

gboolean
sluice_webhook_get_exists (SluiceWebhook *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), FALSE);

  return self->exists;
}

const char *
sluice_webhook_get_blocked_reason (SluiceWebhook *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), NULL);

  return self->blocked_reason;
}

const char *
sluice_webhook_get_url (SluiceWebhook *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), NULL);

  return self->url;
}

gboolean
sluice_webhook_get_function_enabled (SluiceWebhook *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), FALSE);

  return self->function_enabled;
}

const char *
sluice_webhook_get_vendor_status (SluiceWebhook *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), NULL);

  return self->vendor_status;
}

const char *
sluice_webhook_get_vendor_error (SluiceWebhook *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), NULL);

  return self->vendor_error;
}

const char *const *
sluice_webhook_get_missing_events (SluiceWebhook *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), NULL);

  return (const char *const *) self->missing_events;
}

gboolean
sluice_webhook_has_input (SluiceWebhook *self, const char *name)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return g_hash_table_contains (self->inputs, name);
}

const char *
sluice_webhook_get_input (SluiceWebhook *self, const char *name)
{
  const char *value;

  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  value = g_hash_table_lookup (self->inputs, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

gboolean
sluice_webhook_covers_table (SluiceWebhook *self, const char *table_id)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK (self), FALSE);
  g_return_val_if_fail (table_id != NULL, FALSE);

  return g_hash_table_contains (self->table_ids, table_id);
}

struct _SluiceWebhookCreation
{
  GObject parent_instance;

  char *url;
  char *error;
  GStrv pending_inputs;
  gboolean success;
};

G_DEFINE_FINAL_TYPE (SluiceWebhookCreation, sluice_webhook_creation, G_TYPE_OBJECT)

static void
sluice_webhook_creation_finalize (GObject *object)
{
  SluiceWebhookCreation *self = SLUICE_WEBHOOK_CREATION (object);

  g_free (self->url);
  g_free (self->error);
  g_strfreev (self->pending_inputs);

  G_OBJECT_CLASS (sluice_webhook_creation_parent_class)->finalize (object);
}

static void
sluice_webhook_creation_class_init (SluiceWebhookCreationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_webhook_creation_finalize;
}

static void
sluice_webhook_creation_init (SluiceWebhookCreation *self)
{
}

SluiceWebhookCreation *
sluice_webhook_creation_new_from_json (JsonNode *root, GError **error)
{
  SluiceWebhookCreation *self;
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  gboolean success;

  if (object == NULL || !sluice_json_require_boolean (object, "success", &success, error))
    return NULL;

  self = g_object_new (SLUICE_TYPE_WEBHOOK_CREATION, NULL);
  self->success = success;
  self->url = dup_text (object, "webhook_url");
  self->error = dup_error (object);
  self->pending_inputs = dup_names (object, "pending_inputs");

  return self;
}

gboolean
sluice_webhook_creation_get_success (SluiceWebhookCreation *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK_CREATION (self), FALSE);

  return self->success;
}

const char *
sluice_webhook_creation_get_url (SluiceWebhookCreation *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK_CREATION (self), NULL);

  return self->url;
}

const char *
sluice_webhook_creation_get_error (SluiceWebhookCreation *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK_CREATION (self), NULL);

  return self->error;
}

const char *const *
sluice_webhook_creation_get_pending_inputs (SluiceWebhookCreation *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK_CREATION (self), NULL);

  return (const char *const *) self->pending_inputs;
}

struct _SluiceWebhookRemoval
{
  GObject parent_instance;

  char *error;
  gboolean complete;
};

G_DEFINE_FINAL_TYPE (SluiceWebhookRemoval, sluice_webhook_removal, G_TYPE_OBJECT)

static void
sluice_webhook_removal_finalize (GObject *object)
{
  SluiceWebhookRemoval *self = SLUICE_WEBHOOK_REMOVAL (object);

  g_free (self->error);

  G_OBJECT_CLASS (sluice_webhook_removal_parent_class)->finalize (object);
}

static void
sluice_webhook_removal_class_init (SluiceWebhookRemovalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_webhook_removal_finalize;
}

static void
sluice_webhook_removal_init (SluiceWebhookRemoval *self)
{
}

SluiceWebhookRemoval *
sluice_webhook_removal_new_from_json (JsonNode *root, GError **error)
{
  SluiceWebhookRemoval *self;
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);

  if (object == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_WEBHOOK_REMOVAL, NULL);
  self->complete = sluice_json_get_boolean (object, "external_deleted", FALSE);
  self->error = dup_error (object);

  return self;
}

gboolean
sluice_webhook_removal_get_complete (SluiceWebhookRemoval *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK_REMOVAL (self), FALSE);

  return self->complete;
}

const char *
sluice_webhook_removal_get_error (SluiceWebhookRemoval *self)
{
  g_return_val_if_fail (SLUICE_IS_WEBHOOK_REMOVAL (self), NULL);

  return self->error;
}
