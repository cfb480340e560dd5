/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-source-type.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"

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
  GPtrArray *fields;
  GPtrArray *webhook_fields;
  /* Folded once, since a search looks at every type at each keystroke. */
  char *folded_name;
  char *folded_label;
  char *folded_category;
  char *folded_caption;
  char **folded_keywords;
  guint featured : 1;
  guint unreleased : 1;
  guint preview : 1;
  guint supports_column_selection : 1;
  guint readable : 1;
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
  PROP_SUPPORTS_COLUMN_SELECTION,
  PROP_DATABASE,
  PROP_SUPPORTED,
  PROP_CONNECTABLE,
} SluiceSourceTypeProps;

static GParamSpec *properties[PROP_CONNECTABLE + 1];

/* How well a search fits, from best to weakest. */
enum
{
  FIT_EXACT = 1000,
  FIT_KEYWORD_EXACT = 900,
  FIT_START = 800,
  FIT_WORD_START = 700,
  FIT_KEYWORD_START = 600,
  FIT_INSIDE = 500,
  FIT_CATEGORY = 400,
  FIT_CAPTION = 200,
  FIT_LETTERS = 50,
};

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
    case PROP_SUPPORTS_COLUMN_SELECTION:
      g_value_set_boolean (value, self->supports_column_selection);
      break;
    case PROP_DATABASE:
      g_value_set_boolean (value, sluice_source_type_is_database (self));
      break;
    case PROP_SUPPORTED:
      g_value_set_boolean (value, sluice_source_type_is_supported (self));
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
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->webhook_fields);
  g_free (self->folded_name);
  g_free (self->folded_label);
  g_free (self->folded_category);
  g_free (self->folded_caption);
  g_strfreev (self->folded_keywords);

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
  properties[PROP_SUPPORTS_COLUMN_SELECTION] = boolean_property ("supports-column-selection");
  properties[PROP_DATABASE] = boolean_property ("database");
  properties[PROP_SUPPORTED] = boolean_property ("supported");
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
        g_ptr_array_add (fields, field);
      else
        is_whole = FALSE;
    }

  return is_whole;
}

static char *
fold (const char *text)
{
  g_autofree char *normal = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL) : NULL;

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

static void
fold_texts (SluiceSourceType *self, JsonObject *object)
{
  g_auto (GStrv) keywords = sluice_json_dup_strv (object, "keywords");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  self->folded_name = fold (self->name);
  self->folded_label = fold (self->label);
  self->folded_category = fold (self->category);
  self->folded_caption = fold (self->caption);
  for (guint i = 0; keywords != NULL && keywords[i] != NULL; i++)
    g_strv_builder_take (builder, fold (keywords[i]));
  self->folded_keywords = g_strv_builder_end (builder);
}

static SluiceSourceType *
source_type_new (JsonObject *object, const char *name)
{
  SluiceSourceType *self = g_object_new (SLUICE_TYPE_SOURCE_TYPE, NULL);

  self->name = g_strdup (name);
  self->label = g_strdup (sluice_json_get_string (object, "label", name));
  self->caption = g_strdup (sluice_json_get_string (object, "caption", NULL));
  self->category = g_strdup (sluice_json_get_string (object, "category", NULL));
  self->docs_url = g_strdup (sluice_json_get_string (object, "docsUrl", NULL));
  self->icon_path = g_strdup (sluice_json_get_string (object, "iconPath", NULL));
  self->release_status = g_strdup (sluice_json_get_string (object, "releaseStatus", NULL));
  self->disabled_reason = g_strdup (sluice_json_get_string (object, "disabledReason", NULL));
  self->permissions_caption = g_strdup (sluice_json_get_string (object, "permissionsCaption", NULL));
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
  fold_texts (self, object);

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

  result = g_utf8_collate (first->folded_label, second->folded_label);

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

static gboolean
starts_a_word (const char *text, const char *word)
{
  for (const char *found = strstr (text, word); found != NULL; found = strstr (found + 1, word))
    {
      gunichar before = found > text ? g_utf8_get_char (g_utf8_prev_char (found)) : ' ';

      if (!g_unichar_isalnum (before))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_letters_in_order (const char *text, const char *letters)
{
  for (; *letters != '\0'; letters = g_utf8_next_char (letters))
    {
      text = g_utf8_strchr (text, -1, g_utf8_get_char (letters));
      if (text == NULL)
        return FALSE;
      text = g_utf8_next_char (text);
    }

  return TRUE;
}

static guint
fit_of_name (const char *text, const char *word)
{
  if (g_str_equal (text, word))
    return FIT_EXACT;
  if (g_str_has_prefix (text, word))
    return FIT_START;
  if (starts_a_word (text, word))
    return FIT_WORD_START;
  if (strstr (text, word) != NULL)
    return FIT_INSIDE;

  return 0;
}

static guint
fit_of_keywords (SluiceSourceType *self, const char *word)
{
  guint best = 0;

  for (guint i = 0; self->folded_keywords[i] != NULL; i++)
    {
      if (g_str_equal (self->folded_keywords[i], word))
        return FIT_KEYWORD_EXACT;
      if (starts_a_word (self->folded_keywords[i], word))
        best = FIT_KEYWORD_START;
    }

  return best;
}

/* The best fit of one word, or of the whole of what was typed. */
static guint
fit_of_word (SluiceSourceType *self, const char *word)
{
  guint best = MAX (fit_of_name (self->folded_label, word), fit_of_name (self->folded_name, word));

  best = MAX (best, fit_of_keywords (self, word));
  if (best < FIT_CATEGORY && starts_a_word (self->folded_category, word))
    best = FIT_CATEGORY;
  if (best < FIT_CAPTION && g_utf8_strlen (word, -1) >= 3 && starts_a_word (self->folded_caption, word))
    best = FIT_CAPTION;
  if (best < FIT_LETTERS && g_utf8_strlen (word, -1) >= 2 &&
      (has_letters_in_order (self->folded_label, word) || has_letters_in_order (self->folded_name, word)))
    best = FIT_LETTERS;

  return best;
}

guint
sluice_source_type_match (SluiceSourceType *self, const char *needle)
{
  g_autofree char *folded = fold (needle);
  g_auto (GStrv) words = NULL;
  guint whole;
  guint weakest = FIT_EXACT;

  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), 0);

  g_strstrip (folded);
  if (*folded == '\0')
    return 1;

  whole = fit_of_word (self, folded);
  if (whole > FIT_LETTERS || strchr (folded, ' ') == NULL)
    return whole;

  /* Several words: each has to fit, in whatever order they were typed. */
  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      weakest = MIN (weakest, fit_of_word (self, words[i]));

  return MAX (whole, weakest);
}

gboolean
sluice_source_type_is_database (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return g_strcmp0 (self->category, "Databases") == 0;
}

gboolean
sluice_source_type_is_supported (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return g_str_equal (self->name, "Postgres");
}

gboolean
sluice_source_type_is_connectable (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return sluice_source_type_is_supported (self) && !self->unreleased && self->disabled_reason == NULL;
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
sluice_source_type_get_preview (SluiceSourceType *self)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (self), FALSE);

  return self->preview;
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
