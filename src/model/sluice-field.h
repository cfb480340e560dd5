/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluiceFieldKind:
 *
 * The kinds of form fields (contract, section 5.4). A kind that nobody knows survives as UNKNOWN.
 */
typedef enum
{
  SLUICE_FIELD_KIND_UNKNOWN,
  SLUICE_FIELD_KIND_TEXT,
  SLUICE_FIELD_KIND_EMAIL,
  SLUICE_FIELD_KIND_SEARCH,
  SLUICE_FIELD_KIND_URL,
  SLUICE_FIELD_KIND_PASSWORD,
  SLUICE_FIELD_KIND_TIME,
  SLUICE_FIELD_KIND_NUMBER,
  SLUICE_FIELD_KIND_TEXTAREA,
  SLUICE_FIELD_KIND_SELECT,
  SLUICE_FIELD_KIND_SWITCH_GROUP,
  SLUICE_FIELD_KIND_OAUTH,
  SLUICE_FIELD_KIND_OAUTH_ACCOUNT_SELECT,
  SLUICE_FIELD_KIND_CREDENTIAL_ACCOUNT_SELECT,
  SLUICE_FIELD_KIND_FILE_UPLOAD,
  SLUICE_FIELD_KIND_SSH_TUNNEL,
} SluiceFieldKind;

#define SLUICE_TYPE_FIELD (sluice_field_get_type ())
G_DECLARE_FINAL_TYPE (SluiceField, sluice_field, SLUICE, FIELD, GObject)

/**
 * SluiceFieldOption:
 * @value: what is sent
 * @label: what is shown
 * @fields: (element-type SluiceField): the fields shown while this option is chosen; empty, never %NULL
 *
 * One choice of a select field.
 */
typedef struct
{
  char *value;
  char *label;
  GPtrArray *fields;
} SluiceFieldOption;

/**
 * sluice_field_new_from_json:
 * @object: one entry of a list of fields
 * @error: return location for an error
 *
 * Reads one field of a source config (contract, section 5.4). Unknown keys are ignored; only a missing name is an
 * error, of `SLUICE_JSON_ERROR`. The fields of an ssh-tunnel, which the server does not send, are added. What stands
 * within more groups than anybody could fill in is UNKNOWN.
 *
 * Returns: (transfer full) (nullable): a new field, or %NULL
 */
SluiceField *sluice_field_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_field_list_add:
 * @fields: (element-type SluiceField): fields that stand beside each other
 * @field: (transfer full): one more of them
 *
 * Adds a field, unless there is one of its name: a value is sent under its name, so both are one, which is secret and
 * required if either is.
 */
void sluice_field_list_add (GPtrArray *fields, SluiceField *field);

/**
 * sluice_field_get_kind:
 * @self: a field
 *
 * Returns: the kind; UNKNOWN for one that this version does not know
 */
SluiceFieldKind sluice_field_get_kind (SluiceField *self);

/**
 * sluice_field_get_type_word:
 * @self: a field
 *
 * Returns: the server's own word for the kind, for UNKNOWN too
 */
const char *sluice_field_get_type_word (SluiceField *self);

/**
 * sluice_field_get_name:
 * @self: a field
 *
 * Returns: the name, which is opaque and may hold dots and dashes; “database” for one that the server calls “dbname”
 */
const char *sluice_field_get_name (SluiceField *self);

/**
 * sluice_field_set_member:
 * @self: a field
 * @object: what is sent
 * @value: (transfer full): the field's value
 *
 * Sets the field's value in what is sent, under the name that the server has for it: “database” is “dbname” on older
 * servers (contract, section 19). A form that has both is one field, sent under both.
 */
void sluice_field_set_member (SluiceField *self, JsonObject *object, JsonNode *value);

/**
 * sluice_field_get_label:
 * @self: a field
 *
 * Returns: the label, or the name where there is none
 */
const char *sluice_field_get_label (SluiceField *self);

/**
 * sluice_field_get_caption:
 * @self: a field
 *
 * Returns: (nullable): help in Markdown
 */
const char *sluice_field_get_caption (SluiceField *self);

/**
 * sluice_field_get_placeholder:
 * @self: a field
 *
 * Returns: (nullable): a hint at what to type
 */
const char *sluice_field_get_placeholder (SluiceField *self);

/**
 * sluice_field_get_required:
 * @self: a field
 *
 * Returns: whether it has to be filled in
 */
gboolean sluice_field_get_required (SluiceField *self);

/**
 * sluice_field_get_secret:
 * @self: a field
 *
 * Returns: whether the value is masked, wiped, and never stored in a draft
 */
gboolean sluice_field_get_secret (SluiceField *self);

/**
 * sluice_field_get_hidden:
 * @self: a field
 *
 * Returns: whether it is never shown nor sent
 */
gboolean sluice_field_get_hidden (SluiceField *self);

/**
 * sluice_field_get_multiple:
 * @self: a field
 *
 * Returns: whether several values may be chosen; they stand on a line each
 */
gboolean sluice_field_get_multiple (SluiceField *self);

/**
 * sluice_field_get_supports_require_tls:
 * @self: a field
 *
 * Returns: whether an ssh-tunnel has the switch for TLS
 */
gboolean sluice_field_get_supports_require_tls (SluiceField *self);

/**
 * sluice_field_get_default_value:
 * @self: a field
 *
 * Returns: (nullable): of a select its default value, of a switch-group or ssh-tunnel "true" or "false"
 */
const char *sluice_field_get_default_value (SluiceField *self);

/**
 * sluice_field_get_integration_kind:
 * @self: a field
 *
 * Returns: (nullable): of an oauth field the kind of account that it takes, such as "hubspot"
 */
const char *sluice_field_get_integration_kind (SluiceField *self);

/**
 * sluice_field_get_integration_field:
 * @self: a field
 *
 * Returns: (nullable): of an oauth-account-select the name of the oauth field whose connection reaches the accounts
 */
const char *sluice_field_get_integration_field (SluiceField *self);

/**
 * sluice_field_get_credential_fields:
 * @self: a field
 *
 * Returns: (nullable) (array zero-terminated=1): of a credential-account-select the names of the fields with which the
 *   accounts are asked for
 */
const char *const *sluice_field_get_credential_fields (SluiceField *self);

/**
 * sluice_field_get_file_keys:
 * @self: a field
 *
 * Returns: (nullable) (array zero-terminated=1): of a file-upload the keys that the file's JSON object must have; %NULL
 *   if any will do
 */
const char *const *sluice_field_get_file_keys (SluiceField *self);

/**
 * sluice_field_is_aid:
 * @self: a field
 *
 * Returns: whether it only helps to fill in the others and is never sent, as an optional connection string does
 *   (contract, section 6)
 */
gboolean sluice_field_is_aid (SluiceField *self);

/**
 * sluice_field_get_fields:
 * @self: a field
 *
 * Returns: (transfer none) (element-type SluiceField): the fields of a switch-group or of an ssh-tunnel; empty for
 *   others
 */
GPtrArray *sluice_field_get_fields (SluiceField *self);

/**
 * sluice_field_get_options:
 * @self: a field
 *
 * Returns: (transfer none) (element-type SluiceFieldOption): the options of a select; empty for others
 */
GPtrArray *sluice_field_get_options (SluiceField *self);

G_END_DECLS
