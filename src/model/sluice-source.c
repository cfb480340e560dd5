/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"

struct _SluiceSource
{
  GObject parent_instance;

  char *id;
  char *source_type;
  char *prefix;
  char *description;
  char *status_word;
  char *latest_error;
  char *created_by;
  char *unread;
  GDateTime *created_at;
  GDateTime *last_run_at;
  GHashTable *inputs;
  GListStore *tables;
  gint64 rows;
  guint n_syncing;
  guint n_failed;
  SluiceState state;
  gboolean is_direct;
  gboolean supports_webhooks;
};

G_DEFINE_FINAL_TYPE (SluiceSource, sluice_source, G_TYPE_OBJECT)

static const struct
{
  const char *word;
  SluiceState state;
} states[] = {
  { "Running", SLUICE_STATE_RUNNING },
  { "Completed", SLUICE_STATE_COMPLETED },
  { "Failed", SLUICE_STATE_FAILED },
  { "Error", SLUICE_STATE_FAILED },
  { "Paused", SLUICE_STATE_PAUSED },
  { "Cancelled", SLUICE_STATE_CANCELLED },
  { "Billing limits", SLUICE_STATE_BILLING_LIMIT },
  { "Billing limits too low", SLUICE_STATE_BILLING_LIMIT },
  { "Billing limit too low", SLUICE_STATE_BILLING_LIMIT },
  { "BillingLimitReached", SLUICE_STATE_BILLING_LIMIT },
  { "BillingLimitTooLow", SLUICE_STATE_BILLING_LIMIT },
};

SluiceState
sluice_state_from_word (const char *word)
{
  if (word == NULL || *word == '\0')
    return SLUICE_STATE_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_ascii_strcasecmp (states[i].word, word) == 0)
      return states[i].state;

  return SLUICE_STATE_OTHER;
}

const char *
sluice_state_get_label (SluiceState state)
{
  switch (state)
    {
    case SLUICE_STATE_NONE:
      /* Translators: the state of a table that never synced. */
      return _ ("Not synced yet");
    case SLUICE_STATE_RUNNING:
      return _ ("Running");
    case SLUICE_STATE_COMPLETED:
      return _ ("Completed");
    case SLUICE_STATE_FAILED:
      return _ ("Failed");
    case SLUICE_STATE_PAUSED:
      return _ ("Paused");
    case SLUICE_STATE_CANCELLED:
      return _ ("Cancelled");
    case SLUICE_STATE_BILLING_LIMIT:
      return _ ("Billing limit reached");
    case SLUICE_STATE_OTHER:
    default:
      return NULL;
    }
}

static void
sluice_source_finalize (GObject *object)
{
  SluiceSource *self = SLUICE_SOURCE (object);

  g_free (self->id);
  g_free (self->source_type);
  g_free (self->prefix);
  g_free (self->description);
  g_free (self->status_word);
  g_free (self->latest_error);
  g_free (self->created_by);
  g_free (self->unread);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->last_run_at, g_date_time_unref);
  g_hash_table_unref (self->inputs);
  g_object_unref (self->tables);

  G_OBJECT_CLASS (sluice_source_parent_class)->finalize (object);
}

static void
sluice_source_class_init (SluiceSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sluice_source_finalize;
}

static void
sluice_source_init (SluiceSource *self)
{
  self->inputs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tables = g_list_store_new (SLUICE_TYPE_SOURCE_TABLE);
}

/* What is nested says nothing that a title or a form of ours needs. */
static char *
value_to_text (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_dup_string (node);
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    default:
      return sluice_json_to_text (node);
    }
}

static void
read_inputs (SluiceSource *self, JsonObject *object)
{
  JsonObject *inputs = sluice_json_get_object (object, "job_inputs");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (inputs == NULL)
    return;

  json_object_iter_init (&iter, inputs);
  while (json_object_iter_next (&iter, &name, &node))
    {
      char *text = value_to_text (node);

      if (text != NULL)
        g_hash_table_insert (self->inputs, g_strdup (name), text);
    }
  /* Older servers have the database by that name. */
  if (!g_hash_table_contains (self->inputs, "database") && g_hash_table_contains (self->inputs, "dbname"))
    g_hash_table_insert (self->inputs, g_strdup ("database"), g_strdup (g_hash_table_lookup (self->inputs, "dbname")));
}

/* What Sluice reads of a table of the list, and what of it can only be passed over. */
static gboolean
is_odd_table (JsonObject *object)
{
  static const char *const texts[] = { "label",          "status",    "latest_error",
                                       "last_synced_at", "sync_type", "sync_frequency" };
  gboolean odd = sluice_json_is_other (object, "should_sync", G_TYPE_BOOLEAN) ||
                 sluice_json_is_other (object, "table", JSON_TYPE_OBJECT);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    odd |= sluice_json_is_other (object, texts[i], G_TYPE_STRING);

  return odd;
}

/* A table that cannot be read is passed over, as a single odd one must not hide the source. Whether all could be. */
static gboolean
read_tables (SluiceSource *self, JsonObject *object)
{
  JsonArray *array = sluice_json_get_array (object, "schemas");
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean odd = sluice_json_is_other (object, "schemas", JSON_TYPE_ARRAY);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = sluice_json_array_get_object (array, i);
      SluiceSourceTable *table = sluice_source_table_new_from_json (entry, NULL);
      gint64 rows;

      odd |= table == NULL || is_odd_table (entry);
      if (table == NULL)
        continue;

      g_ptr_array_add (tables, table);
      rows = MAX (sluice_source_table_get_row_count (table), 0);
      self->rows = rows > G_MAXINT64 - self->rows ? G_MAXINT64 : self->rows + rows;
      self->n_syncing += sluice_source_table_get_should_sync (table);
      self->n_failed += sluice_source_table_get_state (table) == SLUICE_STATE_FAILED;
    }

  g_list_store_splice (self->tables, 0, 0, tables->pdata, tables->len);

  return !odd;
}

static void
read_unread (SluiceSource *self, JsonObject *object, gboolean tables_read)
{
  static const char *const texts[] = { "prefix",     "description", "status",      "latest_error",
                                       "created_by", "created_at",  "last_run_at", "access_method" };
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (4, NULL, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (sluice_json_is_other (object, texts[i], G_TYPE_STRING))
      g_ptr_array_add (names, (char *) texts[i]);
  if (sluice_json_is_other (object, "job_inputs", JSON_TYPE_OBJECT))
    g_ptr_array_add (names, (char *) "job_inputs");
  if (!tables_read)
    g_ptr_array_add (names, (char *) "schemas");
  if (names->len > 0)
    self->unread = g_strjoinv (", ", (char **) names->pdata);
}

SluiceSource *
sluice_source_new_from_json (JsonObject *object, GError **error)
{
  SluiceSource *self;
  const char *id = sluice_json_require_string (object, "id", error);
  const char *source_type = id != NULL ? sluice_json_require_string (object, "source_type", error) : NULL;

  if (source_type == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_SOURCE, NULL);
  self->id = g_strdup (id);
  self->source_type = g_strdup (source_type);
  self->prefix = g_strdup (sluice_json_get_string (object, "prefix", ""));
  self->description = g_strdup (sluice_json_get_string (object, "description", NULL));
  self->status_word = g_strdup (sluice_json_get_string (object, "status", NULL));
  self->state = sluice_state_from_word (self->status_word);
  self->latest_error = g_strdup (sluice_json_get_string (object, "latest_error", NULL));
  self->created_by = g_strdup (sluice_json_get_string (object, "created_by", NULL));
  self->created_at = sluice_json_dup_time (object, "created_at");
  self->last_run_at = sluice_json_dup_time (object, "last_run_at");
  self->is_direct = g_str_equal (sluice_json_get_string (object, "access_method", "warehouse"), "direct");
  self->supports_webhooks = sluice_json_get_boolean (object, "supports_webhooks", FALSE);
  read_inputs (self, object);
  read_unread (self, object, read_tables (self, object));

  return self;
}

const char *
sluice_source_get_input (SluiceSource *self, const char *name)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->inputs, name);
}

GListModel *
sluice_source_get_tables (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return G_LIST_MODEL (self->tables);
}

/* The prefix without the underscores around it. (transfer full) */
static char *
dup_bare_prefix (SluiceSource *self)
{
  const char *start = self->prefix + strspn (self->prefix, "_");
  gsize length = strlen (start);

  while (length > 0 && start[length - 1] == '_')
    length--;

  return g_strndup (start, length);
}

char *
sluice_source_dup_title (SluiceSource *self)
{
  g_autofree char *bare = NULL;
  const char *detail;

  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  bare = dup_bare_prefix (self);
  detail = *bare != '\0' ? bare : sluice_source_get_input (self, "database");
  if (detail == NULL || *detail == '\0')
    return g_strdup (self->source_type);

  /* Translators: the title of a source: its type, and what tells it apart from others of the type. Keep the dot. */
  return g_strdup_printf (_ ("%s · %s"), self->source_type, detail);
}

const char *
sluice_source_get_id (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->id;
}

const char *
sluice_source_get_source_type (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->source_type;
}

const char *
sluice_source_get_prefix (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->prefix;
}

const char *
sluice_source_get_description (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->description;
}

const char *
sluice_source_get_unread (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->unread;
}

const char *
sluice_source_get_status_word (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->status_word;
}

SluiceState
sluice_source_get_state (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), SLUICE_STATE_NONE);

  return self->state;
}

const char *
sluice_source_get_latest_error (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->latest_error;
}

const char *
sluice_source_get_created_by (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->created_by;
}

GDateTime *
sluice_source_get_created_at (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->created_at;
}

GDateTime *
sluice_source_get_last_run_at (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), NULL);

  return self->last_run_at;
}

gboolean
sluice_source_get_is_direct (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), FALSE);

  return self->is_direct;
}

guint
sluice_source_get_n_syncing (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), 0);

  return self->n_syncing;
}

guint
sluice_source_get_n_failed (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), 0);

  return self->n_failed;
}

gint64
sluice_source_get_rows (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), -1);

  return self->rows;
}

gboolean
sluice_source_get_supports_webhooks (SluiceSource *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE (self), FALSE);

  return self->supports_webhooks;
}
