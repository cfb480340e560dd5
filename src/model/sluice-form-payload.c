/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#include "sluice-form-private.h"
#include "sluice-json.h"

static JsonObject *fields_to_json (SluiceForm *self, GPtrArray *fields, const char *outer);

static gboolean
keeps_white_space (SluiceField *field)
{
  /* MongoDB's connection string is a secret too, but white space around it is only what was pasted with it. */
  return sluice_field_get_secret (field) && !g_str_equal (sluice_field_get_name (field), "connection_string");
}

char *
sluice_form_dup_sent_value (SluiceForm *self, SluiceField *field, const char *path)
{
  char *value = g_strdup (sluice_form_get_value (self, path));

  return keeps_white_space (field) ? value : g_strstrip (value);
}

static void
add_fields (JsonObject *object, SluiceForm *self, GPtrArray *fields, const char *outer)
{
  g_autoptr (JsonObject) inner = fields_to_json (self, fields, outer);

  sluice_json_copy_members (object, inner);
}

/* Several chosen values stand on a line each. */
static JsonNode *
list_to_json (const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      json_array_add_string_element (array, lines[i]);

  return sluice_json_take_array (array);
}

static JsonNode *
select_to_json (SluiceForm *self, SluiceField *field, const char *path, const char *value)
{
  GPtrArray *options = sluice_field_get_options (field);
  const SluiceFieldOption *chosen = NULL;
  gboolean has_fields = FALSE;
  JsonObject *object;

  for (guint i = 0; i < options->len; i++)
    {
      const SluiceFieldOption *option = g_ptr_array_index (options, i);

      has_fields |= option->fields->len > 0;
      if (g_str_equal (option->value, value))
        chosen = option;
    }
  if (!has_fields)
    return sluice_field_get_multiple (field) ? list_to_json (value) : json_node_init_string (json_node_alloc (), value);

  object = json_object_new ();
  json_object_set_string_member (object, "selection", value);
  if (chosen != NULL)
    add_fields (object, self, chosen->fields, path);

  return sluice_json_take_object (object);
}

static JsonNode *
switch_to_json (SluiceForm *self, SluiceField *field, const char *path, const char *value)
{
  gboolean on = g_str_equal (value, "true");
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "enabled", on);
  if (on)
    add_fields (object, self, sluice_field_get_fields (field), path);

  return sluice_json_take_object (object);
}

/* What section 6 of the contract wants for a value, or NULL to leave it out. (transfer full) */
static JsonNode *
value_to_json (SluiceForm *self, SluiceField *field, const char *path, const char *value)
{
  gint64 number;

  switch (sluice_field_get_kind (field))
    {
    case SLUICE_FIELD_KIND_SWITCH_GROUP:
    case SLUICE_FIELD_KIND_SSH_TUNNEL:
      return switch_to_json (self, field, path, value);
    case SLUICE_FIELD_KIND_SELECT:
      return *value != '\0' ? select_to_json (self, field, path, value) : NULL;
    case SLUICE_FIELD_KIND_OAUTH:
      return g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, &number, NULL) ?
                 json_node_init_int (json_node_alloc (), number) :
                 NULL;
    case SLUICE_FIELD_KIND_FILE_UPLOAD:
      return *value != '\0' ? sluice_json_parse (value, -1, NULL) : NULL;
    case SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT:
      if (*value != '\0' && sluice_field_get_multiple (field))
        return list_to_json (value);
      G_GNUC_FALLTHROUGH;
    case SLUICE_FIELD_KIND_UNKNOWN:
    case SLUICE_FIELD_KIND_TEXT:
    case SLUICE_FIELD_KIND_EMAIL:
    case SLUICE_FIELD_KIND_SEARCH:
    case SLUICE_FIELD_KIND_URL:
    case SLUICE_FIELD_KIND_PASSWORD:
    case SLUICE_FIELD_KIND_TIME:
    case SLUICE_FIELD_KIND_NUMBER:
    case SLUICE_FIELD_KIND_TEXTAREA:
    case SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT:
    default:
      return *value != '\0' ? json_node_init_string (json_node_alloc (), value) : NULL;
    }
}

static JsonObject *
fields_to_json (SluiceForm *self, GPtrArray *fields, const char *outer)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < fields->len; i++)
    {
      SluiceField *field = g_ptr_array_index (fields, i);
      g_autofree char *path = NULL;
      g_auto (SluiceSecretText) value = NULL;
      JsonNode *node;

      if (sluice_field_get_hidden (field) || sluice_field_is_aid (field))
        continue;

      path = sluice_form_join_path (outer, sluice_field_get_name (field));
      value = sluice_form_dup_sent_value (self, field, path);
      node = value_to_json (self, field, path, value);
      if (node != NULL)
        sluice_field_set_member (field, object, node);
    }

  return object;
}

static JsonObject *
with_credential (SluiceForm *self, JsonObject *object)
{
  const char *credential = sluice_form_get_value (self, SLUICE_FORM_CREDENTIAL);

  if (*credential != '\0')
    json_object_set_string_member (object, "credential_id", credential);

  return object;
}

JsonObject *
sluice_form_to_payload (SluiceForm *self)
{
  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  return with_credential (self, fields_to_json (self, sluice_form_get_fields (self), NULL));
}

JsonNode *
sluice_form_to_flat (SluiceForm *self)
{
  SluiceSourceType *source_type;
  JsonObject *object;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  source_type = sluice_form_get_source_type (self);
  object = json_object_new ();
  json_object_set_string_member (object, "source_type", sluice_source_type_get_name (source_type));
  add_fields (object, self, sluice_form_get_fields (self), NULL);

  return sluice_json_take_object (with_credential (self, object));
}

static gboolean
add_input (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  char *value = active && strchr (path, '/') == NULL ? sluice_form_dup_sent_value (self, field, path) : NULL;

  if (value != NULL && *value != '\0')
    json_object_set_string_member (user_data, path, value);
  sluice_secret_free (value);

  return TRUE;
}

JsonNode *
sluice_form_to_webhook_inputs (SluiceForm *self)
{
  g_autoptr (JsonObject) inputs = json_object_new ();

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  sluice_form_walk (self, add_input, inputs);

  return json_object_get_size (inputs) > 0 ? sluice_json_take_object (g_steal_pointer (&inputs)) : NULL;
}

/* A key of this process, so that a fingerprint on a disk or in a log could not be tried against guessed passwords. */
static const guint8 *
get_salt (gsize *length)
{
  static guint8 salt[32];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      gssize got;

      do
        got = getrandom (salt, sizeof salt, 0);
      while (got < 0 && errno == EINTR);
      if (got != sizeof salt)
        g_error ("The system gives no random bytes: %s", g_strerror (errno));
      g_once_init_leave (&once, 1);
    }
  *length = sizeof salt;

  return salt;
}

char *
sluice_form_dup_fingerprint (SluiceForm *self)
{
  g_autoptr (JsonNode) flat = NULL;
  g_auto (SluiceSecretText) text = NULL;
  const guint8 *salt;
  gsize length;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  flat = sluice_form_to_flat (self);
  text = sluice_json_to_text (flat);
  salt = get_salt (&length);

  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, salt, length, text, -1);
}
