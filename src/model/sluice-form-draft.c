/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-form-private.h"
#include "sluice-json.h"

/* What is kept of a form: the draft, which anybody may read, and beside it the secrets, which belong into a keyring.
 * Together they are all that is ever sent. */

gboolean
sluice_form_may_hold_secret (const char *value)
{
  gboolean has_user_info = strstr (value, "://") != NULL && strchr (value, '@') != NULL;
  gboolean has_password =
      strchr (value, '=') != NULL && (strcasestr (value, "password") != NULL || strcasestr (value, "pwd") != NULL);

  return has_user_info || has_password;
}

/* A path that is a secret in any of its options counts as one. */
static gboolean
collect_secret_path (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  GHashTable *secrets = user_data;

  if (sluice_field_get_secret (field) || sluice_field_get_kind (field) == SLUICE_FIELD_KIND_UNKNOWN)
    g_hash_table_add (secrets, g_strdup (path));

  return TRUE;
}

static GHashTable *
collect_secret_paths (SluiceForm *self)
{
  GHashTable *secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  sluice_form_walk (self, collect_secret_path, secrets);

  return secrets;
}

gboolean
sluice_form_is_secret (SluiceForm *self, const char *path)
{
  g_autoptr (GHashTable) secrets = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (self), TRUE);
  g_return_val_if_fail (path != NULL, TRUE);

  secrets = collect_secret_paths (self);

  return g_hash_table_contains (secrets, path);
}

typedef struct
{
  GHashTable *secrets;
  JsonObject *values;
} DraftWriter;

static gboolean
is_free_text (SluiceField *field)
{
  switch (sluice_field_get_kind (field))
    {
    case SLUICE_FIELD_KIND_SELECT:
    case SLUICE_FIELD_KIND_SWITCH_GROUP:
    case SLUICE_FIELD_KIND_SSH_TUNNEL:
      return FALSE;
    case SLUICE_FIELD_KIND_UNKNOWN:
    case SLUICE_FIELD_KIND_TEXT:
    case SLUICE_FIELD_KIND_EMAIL:
    case SLUICE_FIELD_KIND_SEARCH:
    case SLUICE_FIELD_KIND_URL:
    case SLUICE_FIELD_KIND_PASSWORD:
    case SLUICE_FIELD_KIND_TIME:
    case SLUICE_FIELD_KIND_NUMBER:
    case SLUICE_FIELD_KIND_TEXTAREA:
    case SLUICE_FIELD_KIND_OAUTH:
    case SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_FILE_UPLOAD:
    default:
      return TRUE;
    }
}

static gboolean
write_draft_value (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  DraftWriter *writer = user_data;
  const char *value = sluice_form_get_value (self, path);

  if (!g_hash_table_contains (writer->secrets, path) && !(is_free_text (field) && sluice_form_may_hold_secret (value)))
    json_object_set_string_member (writer->values, path, value);

  return TRUE;
}

JsonObject *
sluice_form_dup_draft_values (SluiceForm *self)
{
  g_autoptr (GHashTable) secrets = collect_secret_paths (self);
  DraftWriter writer = { secrets, json_object_new () };

  sluice_form_walk (self, write_draft_value, &writer);

  return writer.values;
}

/* (transfer full): @values is taken. */
static JsonNode *
wrap_values (SluiceForm *self, JsonObject *values)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "source_type",
                                 sluice_source_type_get_name (sluice_form_get_source_type (self)));
  json_object_set_object_member (object, "values", values);

  return sluice_json_take_object (object);
}

JsonNode *
sluice_form_to_draft (SluiceForm *self)
{
  const char *credential = NULL;
  JsonNode *draft = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  draft = wrap_values (self, sluice_form_dup_draft_values (self));
  credential = sluice_form_get_value (self, SLUICE_FORM_CREDENTIAL);
  if (*credential != '\0')
    json_object_set_string_member (json_node_get_object (draft), "credential_id", credential);

  return draft;
}

/* The values of what sluice_form_to_draft() or sluice_form_dup_secrets() wrote; NULL when it is none of this form. */
static JsonObject *
unwrap_values (SluiceForm *self, JsonNode *node, const char *what, GError **error)
{
  JsonObject *object = sluice_json_require_object (node, what, error);
  JsonObject *values;

  if (object == NULL)
    return NULL;
  if (g_strcmp0 (sluice_json_get_string (object, "source_type", NULL),
                 sluice_source_type_get_name (sluice_form_get_source_type (self))) != 0)
    {
      /* Translators: %s is a part of a document, such as “the form of the draft” */
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE, _ ("%s is of another source type"), what);
      return NULL;
    }

  values = sluice_json_get_object (object, "values");

  return values != NULL ? json_object_ref (values) : json_object_new ();
}

gboolean
sluice_form_load_draft (SluiceForm *self, JsonNode *draft, GError **error)
{
  g_autoptr (GHashTable) secrets = NULL;
  g_autoptr (JsonObject) values = NULL;
  JsonObjectIter iter;
  const char *path;

  g_return_val_if_fail (SLUICE_IS_FORM (self), FALSE);

  values = unwrap_values (self, draft, _ ("the form of the draft"), error);
  if (values == NULL)
    return FALSE;

  secrets = collect_secret_paths (self);
  json_object_iter_init (&iter, values);
  while (json_object_iter_next (&iter, &path, NULL))
    {
      const char *value = sluice_json_get_string (values, path, NULL);

      if (value != NULL && !g_hash_table_contains (secrets, path) && !g_str_equal (path, SLUICE_FORM_CREDENTIAL))
        sluice_form_set_value (self, path, value);
    }
  sluice_form_set_value (self, SLUICE_FORM_CREDENTIAL,
                         sluice_json_get_string (json_node_get_object (draft), "credential_id", NULL));

  return TRUE;
}

typedef struct
{
  JsonObject *draft;
  JsonObject *secrets;
} SecretWriter;

static gboolean
write_secret (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  SecretWriter *writer = user_data;
  const char *value = sluice_form_get_value (self, path);

  if (*value != '\0' && !sluice_field_is_aid (field) && !json_object_has_member (writer->draft, path))
    json_object_set_string_member (writer->secrets, path, value);

  return TRUE;
}

char *
sluice_form_dup_secrets (SluiceForm *self)
{
  g_autoptr (JsonObject) draft = NULL;
  g_autoptr (JsonNode) node = NULL;
  SecretWriter writer;
  JsonObject *object;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  draft = sluice_form_dup_draft_values (self);
  writer = (SecretWriter) { draft, json_object_new () };
  sluice_form_walk (self, write_secret, &writer);
  node = wrap_values (self, writer.secrets);
  /* What they belong to: never to be filled in beside another host. */
  object = json_node_get_object (node);
  json_object_set_object_member (object, "beside", json_object_ref (draft));

  return json_object_get_size (writer.secrets) > 0 ? sluice_json_to_text (node) : NULL;
}

static void
take_values (SluiceForm *self, JsonObject *values)
{
  JsonObjectIter iter;
  const char *path;

  json_object_iter_init (&iter, values);
  while (json_object_iter_next (&iter, &path, NULL))
    {
      const char *value = sluice_json_get_string (values, path, NULL);

      if (value != NULL)
        sluice_form_set_value (self, path, value);
    }
}

gboolean
sluice_form_load_secrets (SluiceForm *self, const char *secrets, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) values = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (self), FALSE);
  g_return_val_if_fail (secrets != NULL, FALSE);

  /* A parser's own error may quote what it could not read. */
  node = sluice_json_parse (secrets, -1, NULL);
  if (node == NULL)
    {
      g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE, _ ("The secrets cannot be read"));
      return FALSE;
    }
  values = unwrap_values (self, node, _ ("the text of the secrets"), error);
  if (values == NULL)
    return FALSE;

  take_values (self, values);

  return TRUE;
}

gboolean
sluice_form_load_remembered (SluiceForm *self, const char *secrets, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) values = NULL;
  JsonObject *beside = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (self), FALSE);
  g_return_val_if_fail (secrets != NULL, FALSE);

  node = sluice_json_parse (secrets, -1, NULL);
  values = node != NULL ? unwrap_values (self, node, _ ("the text of the secrets"), error) : NULL;
  if (values != NULL)
    beside = sluice_json_get_object (json_node_get_object (node), "beside");
  if (beside == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE, _ ("The secrets cannot be read"));
      return FALSE;
    }

  take_values (self, beside);
  take_values (self, values);

  return TRUE;
}

gboolean
sluice_form_has_secret_fields (SluiceForm *self)
{
  g_autoptr (GHashTable) secrets = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (self), FALSE);

  secrets = collect_secret_paths (self);

  return g_hash_table_size (secrets) > 0;
}
