/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-field.h"

#include <glib/gi18n.h>

#include "sluice-json.h"
#include "sluice-words.h"

struct _SluiceField
{
  GObject parent_instance;

  SluiceFieldKind kind;
  char *type_word;
  char *name;
  char *label;
  char *caption;
  char *placeholder;
  char *default_value;
  char *integration_kind;
  char *integration_field;
  char **credential_fields;
  char **file_keys;
  char **sent_names; /* NULL: its own */
  GPtrArray *fields;
  GPtrArray *options;
  guint required : 1;
  guint secret : 1;
  guint hidden : 1;
  guint multiple : 1;
  guint supports_require_tls : 1;
};

G_DEFINE_FINAL_TYPE (SluiceField, sluice_field, G_TYPE_OBJECT)

/* How many groups of fields may stand within each other. Real ones have two; more than this nobody can fill in. */
#define MAX_DEPTH 8

static const struct
{
  const char *word;
  SluiceFieldKind kind;
} kinds[] = {
  { "text", SLUICE_FIELD_KIND_TEXT },
  { "email", SLUICE_FIELD_KIND_EMAIL },
  { "search", SLUICE_FIELD_KIND_SEARCH },
  { "url", SLUICE_FIELD_KIND_URL },
  { "password", SLUICE_FIELD_KIND_PASSWORD },
  { "time", SLUICE_FIELD_KIND_TIME },
  { "number", SLUICE_FIELD_KIND_NUMBER },
  { "textarea", SLUICE_FIELD_KIND_TEXTAREA },
  { "select", SLUICE_FIELD_KIND_SELECT },
  { "switch-group", SLUICE_FIELD_KIND_SWITCH_GROUP },
  { "oauth", SLUICE_FIELD_KIND_OAUTH },
  { "oauth-account-select", SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT },
  { "credential-account-select", SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT },
  { "file-upload", SLUICE_FIELD_KIND_FILE_UPLOAD },
  { "ssh-tunnel", SLUICE_FIELD_KIND_SSH_TUNNEL },
};

static void
sluice_field_option_free (gpointer data)
{
  SluiceFieldOption *option = data;

  g_free (option->value);
  g_free (option->label);
  g_ptr_array_unref (option->fields);
  g_free (option);
}

static SluiceFieldOption *
sluice_field_option_new (const char *value, const char *label)
{
  SluiceFieldOption *option = g_new0 (SluiceFieldOption, 1);

  option->value = g_strdup (value);
  option->label = g_strdup (label);
  option->fields = g_ptr_array_new_with_free_func (g_object_unref);

  return option;
}

static void
sluice_field_finalize (GObject *object)
{
  SluiceField *self = SLUICE_FIELD (object);

  g_free (self->type_word);
  g_free (self->name);
  g_free (self->label);
  g_free (self->caption);
  g_free (self->placeholder);
  g_free (self->default_value);
  g_free (self->integration_kind);
  g_free (self->integration_field);
  g_strfreev (self->credential_fields);
  g_strfreev (self->file_keys);
  g_strfreev (self->sent_names);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->options);

  G_OBJECT_CLASS (sluice_field_parent_class)->finalize (object);
}

static void
sluice_field_class_init (SluiceFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sluice_field_finalize;
}

static void
sluice_field_init (SluiceField *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->options = g_ptr_array_new_with_free_func (sluice_field_option_free);
}

/* A field of ours, for what the server does not describe. */
static SluiceField *
new_own_field (SluiceFieldKind kind, const char *name, const char *label, gboolean required)
{
  SluiceField *self = g_object_new (SLUICE_TYPE_FIELD, NULL);

  self->kind = kind;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      self->type_word = g_strdup (kinds[i].word);
  self->name = g_strdup (name);
  self->label = g_strdup (label);
  self->required = !!required;
  self->secret = kind == SLUICE_FIELD_KIND_PASSWORD;

  return self;
}

static SluiceField *
new_tunnel_auth_field (void)
{
  SluiceField *auth = new_own_field (SLUICE_FIELD_KIND_SELECT, "auth", _ ("Authentication"), TRUE);
  SluiceFieldOption *option;
  SluiceField *key;

  auth->default_value = g_strdup ("password");

  option = sluice_field_option_new ("password", _ ("Password"));
  g_ptr_array_add (option->fields, new_own_field (SLUICE_FIELD_KIND_TEXT, "username", _ ("Tunnel user"), TRUE));
  g_ptr_array_add (option->fields, new_own_field (SLUICE_FIELD_KIND_PASSWORD, "password", _ ("Tunnel password"), TRUE));
  g_ptr_array_add (auth->options, option);

  option = sluice_field_option_new ("keypair", _ ("Key pair"));
  g_ptr_array_add (option->fields, new_own_field (SLUICE_FIELD_KIND_TEXT, "username", _ ("Tunnel user"), FALSE));
  key = new_own_field (SLUICE_FIELD_KIND_TEXTAREA, "private_key", _ ("Tunnel private key"), TRUE);
  key->secret = TRUE;
  g_ptr_array_add (option->fields, key);
  g_ptr_array_add (option->fields,
                   new_own_field (SLUICE_FIELD_KIND_PASSWORD, "passphrase", _ ("Tunnel passphrase"), FALSE));
  g_ptr_array_add (auth->options, option);

  return auth;
}

/* The server does not send the fields of a tunnel; every client has them built in (contract, section 5.4). */
static void
add_tunnel_fields (SluiceField *self)
{
  SluiceField *field;

  field = new_own_field (SLUICE_FIELD_KIND_TEXT, "host", _ ("Tunnel host"), TRUE);
  field->placeholder = g_strdup ("localhost");
  g_ptr_array_add (self->fields, field);

  field = new_own_field (SLUICE_FIELD_KIND_NUMBER, "port", _ ("Tunnel port"), TRUE);
  field->placeholder = g_strdup ("22");
  g_ptr_array_add (self->fields, field);

  g_ptr_array_add (self->fields, new_tunnel_auth_field ());

  if (self->supports_require_tls)
    {
      field =
          new_own_field (SLUICE_FIELD_KIND_SWITCH_GROUP, "require_tls", _ ("Require TLS through the tunnel"), FALSE);
      field->default_value = g_strdup ("true");
      g_ptr_array_add (self->fields, field);
    }
}

static SluiceField *read_field (JsonObject *object, guint depth, GError **error);

static const char *
get_first_sent_name (SluiceField *self)
{
  return self->sent_names != NULL ? self->sent_names[0] : self->name;
}

/* A form may have a field by its name of today and by the one it had before: what is typed goes by both. */
static void
add_sent_names (SluiceField *self, SluiceField *twin)
{
  g_autoptr (GStrvBuilder) names = NULL;

  if (g_str_equal (get_first_sent_name (self), get_first_sent_name (twin)) ||
      (self->sent_names != NULL && self->sent_names[1] != NULL))
    return;

  names = g_strv_builder_new ();
  g_strv_builder_add_many (names, get_first_sent_name (self), get_first_sent_name (twin), NULL);
  g_strfreev (self->sent_names);
  self->sent_names = g_strv_builder_end (names);
}

/* A name is a place in what is sent, so two fields of one name are one: the first, and as careful as either. */
static gboolean
join_twin (GPtrArray *fields, SluiceField *field)
{
  for (guint i = 0; i < fields->len; i++)
    {
      SluiceField *first = g_ptr_array_index (fields, i);

      if (!g_str_equal (first->name, field->name))
        continue;
      first->secret |= field->secret;
      first->required |= field->required;
      add_sent_names (first, field);
      return TRUE;
    }

  return FALSE;
}

void
sluice_field_list_add (GPtrArray *fields, SluiceField *field)
{
  g_return_if_fail (fields != NULL);
  g_return_if_fail (SLUICE_IS_FIELD (field));

  if (join_twin (fields, field))
    g_object_unref (field);
  else
    g_ptr_array_add (fields, field);
}

/* Fields that cannot be read are passed over: the rest of the form still serves. */
static void
read_fields (GPtrArray *fields, JsonObject *object, guint depth)
{
  JsonArray *array = sluice_json_get_array (object, "fields");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      SluiceField *field = read_field (sluice_json_array_get_object (array, i), depth + 1, NULL);

      if (field != NULL)
        sluice_field_list_add (fields, field);
    }
}

static void
read_options (SluiceField *self, JsonObject *object, guint depth)
{
  JsonArray *array = sluice_json_get_array (object, "options");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = sluice_json_array_get_object (array, i);
      const char *value = sluice_json_get_string (element, "value", NULL);
      SluiceFieldOption *option;

      if (value == NULL)
        continue;

      option = sluice_field_option_new (value, sluice_json_get_string (element, "label", value));
      read_fields (option->fields, element, depth);
      g_ptr_array_add (self->options, option);
    }
}

static SluiceFieldKind
find_kind (const char *word, guint depth)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && depth < MAX_DEPTH; i++)
    if (g_str_equal (kinds[i].word, word))
      return kinds[i].kind;

  return SLUICE_FIELD_KIND_UNKNOWN;
}

/* What a server of today says of a field, an older one leaves to its name (contract, section 19). */
static gboolean
is_named_like_secret (const char *name)
{
  static const char *const secrets[] = { "password", "passphrase", "secret",      "token",
                                         "key",      "credential", "credentials", "connection string" };
  g_auto (GStrv) words = sluice_words_split (name);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (sluice_words_contain ((const char *const *) words, secrets[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_typed (SluiceFieldKind kind)
{
  switch (kind)
    {
    case SLUICE_FIELD_KIND_TEXT:
    case SLUICE_FIELD_KIND_EMAIL:
    case SLUICE_FIELD_KIND_SEARCH:
    case SLUICE_FIELD_KIND_URL:
    case SLUICE_FIELD_KIND_PASSWORD:
    case SLUICE_FIELD_KIND_TIME:
    case SLUICE_FIELD_KIND_NUMBER:
    case SLUICE_FIELD_KIND_TEXTAREA:
      return TRUE;
    case SLUICE_FIELD_KIND_SELECT:
    case SLUICE_FIELD_KIND_SWITCH_GROUP:
    case SLUICE_FIELD_KIND_OAUTH:
    case SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT:
    case SLUICE_FIELD_KIND_FILE_UPLOAD:
    case SLUICE_FIELD_KIND_SSH_TUNNEL:
    case SLUICE_FIELD_KIND_UNKNOWN:
    default:
      return FALSE;
    }
}

/* Older servers call every field to type into an “input”. */
static SluiceFieldKind
find_input_kind (SluiceField *self, JsonObject *object)
{
  SluiceFieldKind kind = find_kind (sluice_json_get_string (object, "inputType", ""), 0);

  if (is_typed (kind))
    return kind;
  if (g_str_equal (self->name, "private_key"))
    return SLUICE_FIELD_KIND_TEXTAREA;
  if (g_str_equal (self->name, "port"))
    return SLUICE_FIELD_KIND_NUMBER;

  return is_named_like_secret (self->name) ? SLUICE_FIELD_KIND_PASSWORD : SLUICE_FIELD_KIND_TEXT;
}

/* What only fields of its kind have. */
static void
read_kind (SluiceField *self, JsonObject *object, guint depth)
{
  const char *word = sluice_json_get_string (object, "type", "");

  self->kind =
      g_str_equal (word, "input") && depth < MAX_DEPTH ? find_input_kind (self, object) : find_kind (word, depth);
  self->type_word = g_strdup (word);

  if (self->kind == SLUICE_FIELD_KIND_SELECT)
    {
      self->default_value = g_strdup (sluice_json_get_string (object, "defaultValue", NULL));
      read_options (self, object, depth);
    }
  else if (self->kind == SLUICE_FIELD_KIND_SWITCH_GROUP)
    {
      self->default_value = g_strdup (sluice_json_get_boolean (object, "default", FALSE) ? "true" : "false");
      read_fields (self->fields, object, depth);
    }
  else if (self->kind == SLUICE_FIELD_KIND_SSH_TUNNEL)
    {
      self->default_value = g_strdup ("false");
      add_tunnel_fields (self);
    }
  else if (self->kind == SLUICE_FIELD_KIND_FILE_UPLOAD)
    self->file_keys = sluice_json_dup_strv (sluice_json_get_object (object, "fileFormat"), "keys");
  else if (self->kind == SLUICE_FIELD_KIND_OAUTH)
    self->integration_kind = g_strdup (sluice_json_get_string (object, "kind", NULL));
  else if (self->kind == SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT)
    self->integration_field = g_strdup (sluice_json_get_string (object, "integrationField", NULL));
  else if (self->kind == SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT)
    self->credential_fields = sluice_json_dup_strv (object, "credentialFields");
}

static gboolean
is_flagged_secret (SluiceField *self, JsonObject *object)
{
  JsonNode *flag = json_object_get_member (object, "secret");

  if (flag == NULL)
    return is_typed (self->kind) && is_named_like_secret (self->name);

  return flag != NULL && !JSON_NODE_HOLDS_NULL (flag) && sluice_json_get_boolean (object, "secret", TRUE);
}

/* Of the two names of a database the one of today is the field's; what the server calls it is what is sent. */
static void
read_name (SluiceField *self, const char *name)
{
  const char *const sent[] = { name, NULL };

  self->name = g_strdup (g_str_equal (name, "dbname") ? "database" : name);
  if (!g_str_equal (self->name, name))
    self->sent_names = g_strdupv ((char **) sent);
}

static SluiceField *
read_field (JsonObject *object, guint depth, GError **error)
{
  g_autoptr (SluiceField) self = NULL;
  const char *name = sluice_json_require_string (object, "name", error);

  if (name == NULL)
    return NULL;

  self = g_object_new (SLUICE_TYPE_FIELD, NULL);
  read_name (self, name);
  self->label = g_strdup (sluice_json_get_string (object, "label", name));
  self->caption = g_strdup (sluice_json_get_string (object, "caption", NULL));
  self->placeholder = g_strdup (sluice_json_get_string (object, "placeholder", NULL));
  self->required = sluice_json_get_boolean (object, "required", FALSE);
  self->hidden = sluice_json_get_boolean (object, "hidden", FALSE);
  self->multiple = sluice_json_get_boolean (object, "multiple", FALSE);
  self->supports_require_tls = sluice_json_get_boolean (object, "supportsRequireTls", FALSE);
  read_kind (self, object, depth);

  /* A password is a secret whatever the flag says; so is a key file, and what has a flag that says neither yes nor no.
   */
  self->secret = is_flagged_secret (self, object) || self->kind == SLUICE_FIELD_KIND_PASSWORD ||
                 self->kind == SLUICE_FIELD_KIND_FILE_UPLOAD;

  return g_steal_pointer (&self);
}

SluiceField *
sluice_field_new_from_json (JsonObject *object, GError **error)
{
  return read_field (object, 0, error);
}

SluiceFieldKind
sluice_field_get_kind (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), SLUICE_FIELD_KIND_UNKNOWN);

  return self->kind;
}

const char *
sluice_field_get_type_word (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->type_word;
}

const char *
sluice_field_get_name (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->name;
}

void
sluice_field_set_member (SluiceField *self, JsonObject *object, JsonNode *value)
{
  g_return_if_fail (SLUICE_IS_FIELD (self));
  g_return_if_fail (object != NULL);
  g_return_if_fail (value != NULL);

  for (guint i = 1; self->sent_names != NULL && self->sent_names[i] != NULL; i++)
    json_object_set_member (object, self->sent_names[i], json_node_copy (value));
  json_object_set_member (object, get_first_sent_name (self), value);
}

const char *
sluice_field_get_label (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->label;
}

const char *
sluice_field_get_caption (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->caption;
}

const char *
sluice_field_get_placeholder (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->placeholder;
}

gboolean
sluice_field_get_required (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  return self->required;
}

gboolean
sluice_field_get_secret (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  return self->secret;
}

gboolean
sluice_field_get_hidden (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  return self->hidden;
}

gboolean
sluice_field_get_multiple (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  return self->multiple;
}

gboolean
sluice_field_get_supports_require_tls (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  return self->supports_require_tls;
}

const char *
sluice_field_get_default_value (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->default_value;
}

const char *
sluice_field_get_integration_kind (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->integration_kind;
}

const char *
sluice_field_get_integration_field (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->integration_field;
}

const char *const *
sluice_field_get_credential_fields (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return (const char *const *) self->credential_fields;
}

const char *const *
sluice_field_get_file_keys (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return (const char *const *) self->file_keys;
}

gboolean
sluice_field_is_aid (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), FALSE);

  return g_str_equal (self->name, "connection_string") && !self->required;
}

GPtrArray *
sluice_field_get_fields (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->fields;
}

GPtrArray *
sluice_field_get_options (SluiceField *self)
{
  g_return_val_if_fail (SLUICE_IS_FIELD (self), NULL);

  return self->options;
}
