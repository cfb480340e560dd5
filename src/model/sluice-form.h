/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-source-type.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FORM (sluice_form_get_type ())

/**
 * SluiceForm:
 *
 * The values typed for a source type's fields. A value is addressed by its path: the names of the fields from the
 * outside in, joined with "/" ("host", "ssh_tunnel/auth/username"; field names are opaque and may hold dots and
 * dashes). The value of a select is the chosen option's value, of a switch-group or an ssh-tunnel "true" or "false".
 * Values of secret fields are wiped when replaced and when the form goes.
 *
 * Signal "value-changed" (const char *path), detailed with the path: once for each value that really changed.
 * Property "complete" (gboolean): no fault in what is shown and switched on.
 */
G_DECLARE_FINAL_TYPE (SluiceForm, sluice_form, SLUICE, FORM, GObject)

/**
 * SLUICE_FORM_CREDENTIAL:
 *
 * The path of a value that is no field's: the id of what was entered in the browser in place of this form's secrets
 * (contract, section 15.3). While it is set nothing is missing, and what stands in the fields as well counts for less
 * than what was entered there. Choosing another way of signing in empties it. A draft keeps it, an exported plan does
 * not: it serves its owner once.
 */
#define SLUICE_FORM_CREDENTIAL "//credential_id"

/**
 * sluice_form_new:
 * @source_type: a source type
 *
 * Returns: (transfer full): a new form with the fields' first values; a port begins with its placeholder
 */
SluiceForm *sluice_form_new (SluiceSourceType *source_type);

/**
 * sluice_form_new_for_webhook:
 * @source_type: a source type
 *
 * Makes the form of what the service shows when its webhook is made by hand (contract, section 12).
 *
 * Returns: (transfer full): a new form of the source type's webhook fields
 */
SluiceForm *sluice_form_new_for_webhook (SluiceSourceType *source_type);

/**
 * sluice_form_get_source_type:
 * @self: a form
 *
 * Returns: (transfer none): the source type
 */
SluiceSourceType *sluice_form_get_source_type (SluiceForm *self);

/**
 * sluice_form_get_fields:
 * @self: a form
 *
 * Returns: (transfer none) (element-type SluiceField): its outermost fields
 */
GPtrArray *sluice_form_get_fields (SluiceForm *self);

/**
 * sluice_form_get_value:
 * @self: a form
 * @path: a value's path
 *
 * Returns: the value, "" when there is none; valid until it changes
 */
const char *sluice_form_get_value (SluiceForm *self, const char *path);

/**
 * sluice_form_set_value:
 * @self: a form
 * @path: a value's path
 * @value: (nullable): the value, %NULL for ""
 *
 * Sets a value. The old one is wiped. A path that the form does not have is ignored.
 */
void sluice_form_set_value (SluiceForm *self, const char *path, const char *value);

/**
 * sluice_form_get_field:
 * @self: a form
 * @path: a value's path
 *
 * Returns: (transfer none) (nullable): the field at @path; of several, the one whose option is chosen
 */
SluiceField *sluice_form_get_field (SluiceForm *self, const char *path);

/**
 * sluice_form_find_path:
 * @self: a form
 * @name: the name of a field, without what stands around it
 *
 * Fields name each other so.
 *
 * Returns: (transfer full) (nullable): the path of the first field of that name that is shown and switched on
 */
char *sluice_form_find_path (SluiceForm *self, const char *name);

/**
 * sluice_form_dup_fault:
 * @self: a form
 * @path: a value's path
 *
 * What is wrong with a value as far as this computer can tell: required and empty, a port that is no number or out of
 * range, a host with a port, path, space or scheme in it (contract, section 6.1).
 *
 * Returns: (transfer full) (nullable): a translated sentence, or %NULL
 */
char *sluice_form_dup_fault (SluiceForm *self, const char *path);

/**
 * sluice_field_dup_file_fault:
 * @field: a file-upload
 * @text: what is in the file, with a zero byte after it
 * @length: its length in bytes, or -1 if that zero byte is its end
 *
 * What is wrong with a file: not a JSON object, or without the keys that the field asks for. May run on any thread.
 *
 * Returns: (transfer full) (nullable): a translated sentence that quotes nothing of the file, or %NULL
 */
char *sluice_field_dup_file_fault (SluiceField *field, const char *text, gssize length);

/**
 * sluice_field_get_key_fault:
 * @field: a file-upload
 * @text: what is in the file, which may be no text, with a zero byte after it
 *
 * Returns: (nullable): which other kind of key it is than the service account's that the field asks for: see
 *   [func@key_text_get_fault]; static
 */
const char *sluice_field_get_key_fault (SluiceField *field, const char *text);

/**
 * sluice_form_is_secret:
 * @self: a form
 * @path: a value's path
 *
 * Two options of a select may have fields of one name, which then share a value.
 *
 * Returns: whether the value is a secret in any of the fields that have it
 */
gboolean sluice_form_is_secret (SluiceForm *self, const char *path);

/**
 * sluice_form_dup_first_fault:
 * @self: a form
 *
 * Returns: (transfer full) (nullable): the path of the first field, in the form's order, that has a fault and counts;
 *   %NULL when the form is complete
 */
char *sluice_form_dup_first_fault (SluiceForm *self);

/**
 * sluice_form_get_complete:
 * @self: a form
 *
 * Returns: whether nothing that is shown and switched on has a fault
 */
gboolean sluice_form_get_complete (SluiceForm *self);

/**
 * sluice_form_to_flat:
 * @self: a form
 *
 * Returns: (transfer full): the flat body of `database_schema`, "source_type" beside the fields (contract, section
 *   6); holds secrets
 */
JsonNode *sluice_form_to_flat (SluiceForm *self);

/**
 * sluice_form_to_payload:
 * @self: a form
 *
 * Returns: (transfer full): the fields for `payload` of create, without `schemas`; holds secrets
 */
JsonObject *sluice_form_to_payload (SluiceForm *self);

/**
 * sluice_form_to_webhook_inputs:
 * @self: a form of a webhook
 *
 * Writes what was typed, a text for each field; what was left empty is not in it.
 *
 * Returns: (transfer full) (nullable): the `inputs` of `update_webhook_inputs` (contract, section 12.3), which hold
 *   secrets; %NULL when nothing was typed
 */
JsonNode *sluice_form_to_webhook_inputs (SluiceForm *self);

/**
 * sluice_form_clear:
 * @self: a form
 *
 * Empties every value; what was there is wiped.
 */
void sluice_form_clear (SluiceForm *self);

/**
 * sluice_form_dup_fingerprint:
 * @self: a form
 *
 * Gives a text that changes whenever what would be sent changes. It is keyed for this process and tells nothing about
 * the values.
 *
 * Returns: (transfer full): the fingerprint
 */
char *sluice_form_dup_fingerprint (SluiceForm *self);

/**
 * sluice_form_to_draft:
 * @self: a form
 *
 * Returns: (transfer full): the values without any secret; what looks like one in a plain field is left out too
 */
JsonNode *sluice_form_to_draft (SluiceForm *self);

/**
 * sluice_form_load_draft:
 * @self: a form
 * @draft: (nullable): a draft
 * @error: return location for an error
 *
 * Takes the values of a draft; secrets and unknown paths in it are ignored.
 *
 * Returns: %FALSE if it is none, or one of another source type
 */
gboolean sluice_form_load_draft (SluiceForm *self, JsonNode *draft, GError **error);

/**
 * sluice_form_dup_secrets:
 * @self: a form
 *
 * Gives what [method@Form.to_draft] leaves out, nested fields too: the draft and the secrets together are all that is
 * ever sent of the form. The draft is in it as well. Meant for a keyring and for nothing else.
 *
 * Returns: (transfer full) (nullable): a JSON text that whoever has it wipes; %NULL when nothing secret was typed
 */
char *sluice_form_dup_secrets (SluiceForm *self);

/**
 * sluice_form_load_secrets:
 * @self: a form
 * @secrets: what [method@Form.dup_secrets] gave
 * @error: return location for a [error@JsonError], which never quotes @secrets
 *
 * Takes secrets back, after the draft. Unknown paths are ignored.
 *
 * Returns: %FALSE if it is none, or one of another source type
 */
gboolean sluice_form_load_secrets (SluiceForm *self, const char *secrets, GError **error);

/**
 * sluice_form_load_remembered:
 * @self: a form
 * @secrets: what [method@Form.dup_secrets] gave
 * @error: return location for a [error@JsonError], which never quotes @secrets
 *
 * Takes all of the form that they were taken of, its address with its secrets: a password is never filled in beside
 * another host.
 *
 * Returns: %FALSE if it is none, or one of another source type
 */
gboolean sluice_form_load_remembered (SluiceForm *self, const char *secrets, GError **error);

/**
 * sluice_form_list_secrets:
 * @self: a form
 *
 * Returns: (transfer full): the paths of the secrets that have a value, never %NULL
 */
char **sluice_form_list_secrets (SluiceForm *self);

/**
 * sluice_form_is_address:
 * @self: a form
 * @path: a value's path
 *
 * Returns: whether the value says to whom the form's secrets are sent: a host, an address, an account
 */
gboolean sluice_form_is_address (SluiceForm *self, const char *path);

/**
 * sluice_form_has_secret_fields:
 * @self: a form
 *
 * Returns: whether the source type asks for any secret
 */
gboolean sluice_form_has_secret_fields (SluiceForm *self);

/**
 * sluice_form_dup_summary:
 * @self: a form
 *
 * Returns: (transfer full): what was typed, in a few words: "shop on db.example.com"; what looks like a secret in a
 *   plain field is left out
 */
char *sluice_form_dup_summary (SluiceForm *self);

G_END_DECLS
