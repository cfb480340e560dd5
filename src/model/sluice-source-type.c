/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-source-type.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"
#include "sluice-search-index.h"

struct _SluiceSourceType
{
  GObject parent_instance;

  char *name;
  char *label;
  char *caption;
  char *category;
  char *docs_url;
  char *icon_path;
  char *release_status;
  char *disabled_reason;
  char *permissions_caption;
  char *webhook_setup_caption;
  GPtrArray *fields;
  GPtrArray *webhook_fields;
  char *collation_key;
  SluiceSearchIndex *index;
  guint featured : 1;
  guint unreleased : 1;
  guint preview : 1;
  guint oauth : 1;
  guint supports_column_selection : 1;
  guint webhook_manual_only : 1;
  guint readable : 1;
  guint from_older_server : 1;
};

G_DEFINE_FINAL_TYPE (SluiceSourceType, sluice_source_type, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_LABEL,
  PROP_CAPTION,
  PROP_CATEGORY,
  PROP_DOCS_URL,
  PROP_ICON_PATH,
  PROP_RELEASE_STATUS,
  PROP_DISABLED_REASON,
  PROP_PERMISSIONS_CAPTION,
  PROP_FEATURED,
  PROP_UNRELEASED,
  PROP_PREVIEW,
  PROP_OAUTH,
  PROP_SUPPORTS_COLUMN_SELECTION,
  PROP_DATABASE,
  PROP_CONNECTABLE,
} SluiceSourceTypeProps;

static GParamSpec *properties[PROP_CONNECTABLE + 1];

static void
sluice_source_type_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceSourceType *self = SLUICE_SOURCE_TYPE (object);

  switch ((SluiceSourceTypeProps) property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_CAPTION:
      g_value_set_string (value, self->caption);
      break;
    case PROP_CATEGORY:
      g_value_set_string (value, self->category);
      break;
    case PROP_DOCS_URL:
      g_value_set_string (value, self->docs_url);
      break;
    case PROP_ICON_PATH:
      g_value_set_string (value, self->icon_path);
      break;
    case PROP_RELEASE_STATUS:
      g_value_set_string (value, self->release_status);
      break;
    case PROP_DISABLED_REASON:
      g_value_set_string (value, self->disabled_reason);
      break;
    case PROP_PERMISSIONS_CAPTION:
      g_value_set_string (value, self->permissions_caption);
      break;
    case PROP_FEATURED:
      g_value_set_boolean (value, self->featured);
      break;
    case PROP_UNRELEASED:
      g_value_set_boolean (value, self->unreleased);
      break;
    case PROP_PREVIEW:
      g_value_set_boolean (value, self->preview);
      break;
    case PROP_OAUTH:
      g_value_set_boolean (value, self->oauth);
      break;
    case PROP_SUPPORTS_COLUMN_SELECTION:
      g_value_set_boolean (value, self->supports_column_selection);
      break;
    case PROP_DATABASE:
      g_value_set_boolean (value, sluice_source_type_is_database (self));
      break;
    case PROP_CONNECTABLE:
      g_value_set_boolean (value, sluice_source_type_is_connectable (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_source_type_finalize (GObject *object)
{
  SluiceSourceType *self = SLUICE_SOURCE_TYPE (object);

  g_free (self->name);
  g_free (self->label);
  g_free (self->caption);
  g_free (self->category);
  g_free (self->docs_url);
  g_free (self->icon_path);
  g_free (self->release_status);
  g_free (self->disabled_reason);
  g_free (self->permissions_caption);
  g_free (self->webhook_setup_caption);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->webhook_fields);
  g_free (self->collation_key);
  g_clear_pointer (&self->index, sluice_search_index_free);

  G_OBJECT_CLASS (sluice_source_type_parent_class)->finalize (object);
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
boolean_property (const char *name)
{
  return g_param_spec_boolean (name, NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
sluice_source_type_class_init (SluiceSourceTypeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_source_type_get_property;
  object_class->finalize = sluice_source_type_finalize;

  properties[PROP_NAME] = string_property ("name");
  properties[PROP_LABEL] = string_property ("label");
  properties[PROP_CAPTION] = string_property ("caption");
  properties[PROP_CATEGORY] = string_property ("category");
  properties[PROP_DOCS_URL] = string_property ("docs-url");
  properties[PROP_ICON_PATH] = string_property ("icon-path");
  properties[PROP_RELEASE_STATUS] = string_property ("release-status");
  properties[PROP_DISABLED_REASON] = string_property ("disabled-reason");
  properties[PROP_PERMISSIONS_CAPTION] = string_property ("permissions-caption");
  properties[PROP_FEATURED] = boolean_property ("featured");
  properties[PROP_UNRELEASED] = boolean_property ("unreleased");
  properties[PROP_PREVIEW] = boolean_property ("preview");
  properties[PROP_OAUTH] = boolean_property ("oauth");
  properties[PROP_SUPPORTS_COLUMN_SELECTION] = boolean_property ("supports-column-selection");
  properties[PROP_DATABASE] = boolean_property ("database");
  properties[PROP_CONNECTABLE] = boolean_property ("connectable");
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_source_type_init (SluiceSourceType *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->webhook_fields = g_ptr_array_new_with_free_func (g_object_unref);
}

/* FALSE when there is something in it that cannot be read. */
static gboolean
read_fields (GPtrArray *fields, JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;
  JsonArray *array = sluice_json_get_array (object, member);
  gboolean is_whole = array != NULL || node == NULL || JSON_NODE_HOLDS_NULL (node);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      SluiceField *field = sluice_field_new_from_json (sluice_json_array_get_object (array, i), NULL);

      if (field != NULL)
        sluice_field_list_add (fields, field);
      else
        is_whole = FALSE;
    }

  return is_whole;
}

/* Whether there is an account to be connected in the browser, whatever else there is to choose. */
static gboolean
have_oauth (GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      SluiceField *field = g_ptr_array_index (fields, i);
      GPtrArray *options = sluice_field_get_options (field);

      if (sluice_field_get_kind (field) == SLUICE_FIELD_KIND_OAUTH || have_oauth (sluice_field_get_fields (field)))
        return TRUE;
      for (guint n = 0; n < options->len; n++)
        {
          const SluiceFieldOption *option = g_ptr_array_index (options, n);

          if (have_oauth (option->fields))
            return TRUE;
        }
    }

  return FALSE;
}

/* Categories are what servers of today say; for what is a database, Sluice has to know (contract, section 19). */
static const char *
get_category (JsonObject *object, const char *name)
{
  static const char *const databases[] = { "Postgres",  "Supabase", "Neon",       "MySQL",   "MSSQL", "Redshift",
                                           "Snowflake", "BigQuery", "ClickHouse", "MongoDB", NULL };

  if (object != NULL && !json_object_has_member (object, "category") && g_strv_contains (databases, name))
    return "Databases";

  return sluice_json_get_string (object, "category", NULL);
}

/* A server of today says all of this of every type, if only null (contract, section 5.3). */
static gboolean
lacks_newer_keys (JsonObject *object)
{
  static const char *const members[] = { "category", "supportsColumnSelection", "versions", "defaultVersion" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (object == NULL || json_object_has_member (object, members[i]))
      return FALSE;

  return TRUE;
}

static SluiceSourceType *
source_type_new (JsonObject *object, const char *name)
{
  SluiceSourceType *self = g_object_new (SLUICE_TYPE_SOURCE_TYPE, NULL);
  g_auto (GStrv) keywords = sluice_json_dup_strv (object, "keywords");
  g_autofree char *folded = NULL;

  self->name = g_strdup (name);
  self->label = g_strdup (sluice_json_get_string (object, "label", name));
  self->caption = g_strdup (sluice_json_get_string (object, "caption", NULL));
  self->category = g_strdup (get_category (object, name));
  self->from_older_server = lacks_newer_keys (object);
  self->docs_url = g_strdup (sluice_json_get_string (object, "docsUrl", NULL));
  self->icon_path = g_strdup (sluice_json_get_string (object, "iconPath", NULL));
  self->release_status = g_strdup (sluice_json_get_string (object, "releaseStatus", NULL));
  self->disabled_reason = g_strdup (sluice_json_get_string (object, "disabledReason", NULL));
  self->permissions_caption = g_strdup (sluice_json_get_string (object, "permissionsCaption", NULL));
  self->webhook_setup_caption = g_strdup (sluice_json_get_string (object, "webhookSetupCaption", NULL));
  self->webhook_manual_only = sluice_json_get_boolean (object, "webhookManualOnly", FALSE);
  self->featured = sluice_json_get_boolean (object, "featured", FALSE);
  self->unreleased = sluice_json_get_boolean (object, "unreleasedSource", FALSE);
  self->preview =
      g_strcmp0 (self->release_status, "alpha") == 0 || sluice_json_get_string (object, "featureFlag", NULL) != NULL;
  self->supports_column_selection = sluice_json_get_boolean (object, "supportsColumnSelection", FALSE);
  /* With half a form nobody gets anywhere, and what is missing could be what the server needs. */
  self->readable = object != NULL && read_fields (self->fields, object, "fields");
  if (!self->readable && self->disabled_reason == NULL)
    /* Translators: under the name of a kind of source, of what the server says about it */
    self->disabled_reason = g_strdup (_ ("Cannot be read"));
  read_fields (self->webhook_fields, object, "webhookFields");
  self->oauth = have_oauth (self->fields);
  folded = g_utf8_casefold (self->label, -1);
  self->collation_key = g_utf8_collate_key (folded, -1);
  self->index =
      sluice_search_index_new (self->name, self->label, self->category, self->caption, (const char *const *) keywords);

  return self;
}

SluiceSourceType *
sluice_source_type_new_from_json (JsonObject *object, GError **error)
{
  const char *name = sluice_json_require_string (object, "name", error);

  return name != NULL ? source_type_new (object, name) : NULL;
}

static int
compare_types (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const SluiceSourceType *first = a;
  const SluiceSourceType *second = b;
  int result;

  if (first->featured != second->featured)
    return first->featured ? -1 : 1;

  result = strcmp (first->collation_key, second->collation_key);

  return result != 0 ? result : strcmp (first->name, second->name);
}

GListModel *
sluice_source_type_list_from_json (JsonNode *node, GError **error)
{
  JsonObject *object = sluice_json_require_object (node, _ ("the list of source types"), error);
  g_autoptr (GListStore) store = NULL;
  g_autoptr (GPtrArray) types = NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (object == NULL)
    return NULL;

  types = g_ptr_array_new_with_free_func (g_object_unref);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &member))
    {
      /* The key is the name too: an entry without one can still be read, and one that is none still be shown. */
      JsonObject *config = JSON_NODE_HOLDS_OBJECT (member) ? json_node_get_object (member) : NULL;

      if (!JSON_NODE_HOLDS_NULL (member))
        g_ptr_array_add (types, source_type_new (config, sluice_json_get_string (config, "name", key)));
    }

  store = g_list_store_new (SLUICE_TYPE_SOURCE_TYPE);
  g_list_store_splice (store, 0, 0, types->pdata, types->len);
  g_list_store_sort (store, compare_types, NULL);

  return G_LIST_MODEL (g_steal_pointer (&store));
}

guint
sluice_source_type_match (SluiceSourceType *self, const char *needle)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), 0);

  return sluice_search_index_match (self->index, needle);
}

gboolean
sluice_source_type_is_database (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return g_strcmp0 (self->category, "Databases") == 0;
}

static gboolean
has_field (SluiceSourceType *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_strcmp0 (sluice_field_get_name (g_ptr_array_index (self->fields, i)), name) == 0)
      return TRUE;

  return FALSE;
}

gboolean
sluice_source_type_has_own_host (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return has_field (self, "host") || (has_field (self, "connection_string") && !has_field (self, "account_id"));
}

gboolean
sluice_source_type_has_cdc (SluiceSourceType *self)
{
  /* By name, since the catalogue does not say (contract, section 13). */
  static const char *const types[] = { "Postgres", "Supabase", "Neon", NULL };

  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  /* What it takes is checked by an endpoint that came later than such a server. */
  return g_strv_contains (types, self->name) && !self->from_older_server;
}

gboolean
sluice_source_type_is_connectable (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return !self->unreleased && self->disabled_reason == NULL;
}

const char *
sluice_source_type_get_name (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->name;
}

const char *
sluice_source_type_get_label (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->label;
}

const char *
sluice_source_type_get_caption (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->caption;
}

const char *
sluice_source_type_get_category (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->category;
}

const char *
sluice_source_type_get_docs_url (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->docs_url;
}

const char *
sluice_source_type_get_icon_path (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->icon_path;
}

const char *
sluice_source_type_get_release_status (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->release_status;
}

const char *
sluice_source_type_get_disabled_reason (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->disabled_reason;
}

const char *
sluice_source_type_get_permissions_caption (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->permissions_caption;
}

gboolean
sluice_source_type_get_featured (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return self->featured;
}

gboolean
sluice_source_type_get_unreleased (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return self->unreleased;
}

gboolean
sluice_source_type_get_readable (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return self->readable;
}

gboolean
sluice_source_type_get_from_older_server (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return self->from_older_server;
}

gboolean
sluice_source_type_get_preview (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return self->preview;
}

gboolean
sluice_source_type_get_oauth (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return self->oauth;
}

gboolean
sluice_source_type_get_supports_column_selection (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return self->supports_column_selection;
}

gboolean
sluice_source_type_get_supports_row_filters (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return sluice_source_type_is_database (self) && sluice_source_type_get_supports_column_selection (self);
}

GPtrArray *
sluice_source_type_get_fields (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->fields;
}

GPtrArray *
sluice_source_type_get_webhook_fields (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->webhook_fields;
}

const char *
sluice_source_type_get_webhook_setup_caption (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), NULL);

  return self->webhook_setup_caption;
}

gboolean
sluice_source_type_get_webhook_manual_only (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return self->webhook_manual_only;
}
