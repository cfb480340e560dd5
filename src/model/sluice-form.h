/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-source-type.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FORM (sluice_form_get_type ())

/**
 * SluiceForm:
 *
 * The values typed for a source type's fields. A value is addressed by its path: the names of the fields from the
 * outside in, joined with "/" ("host", "ssh_tunnel/auth/username"; field names are opaque and may hold dots and dashes).
 * The value of a select is the chosen option's value, of a switch-group or an ssh-tunnel "true" or "false". Values of
 * secret fields are wiped when replaced and when the form goes.
 *
 * Signal "value-changed" (const char *path), detailed with the path: once for each value that really changed.
 * Property "complete" (gboolean): no fault in what is shown and switched on.
 */
G_DECLARE_FINAL_TYPE (SluiceForm, sluice_form, SLUICE, FORM, GObject)

SluiceForm *sluice_form_new (SluiceSourceType *source_type);
SluiceSourceType *sluice_form_get_source_type (SluiceForm *self);

/* Never NULL: "" when nothing was typed and the field has no default. Ports start with the placeholder's number. */
const char *sluice_form_get_value (SluiceForm *self, const char *path);
void sluice_form_set_value (SluiceForm *self, const char *path, const char *value);
/* The field at @path, or NULL */
SluiceField *sluice_form_get_field (SluiceForm *self, const char *path);

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
/* The path of the first field, in the form's order, that has a fault and counts; NULL when the form is complete */
char *sluice_form_dup_first_fault (SluiceForm *self);
gboolean sluice_form_get_complete (SluiceForm *self);

/* The flat body of database_schema: "source_type" beside the fields (contract, section 6). (transfer full) */
JsonNode *sluice_form_to_flat (SluiceForm *self);
/* The nested fields for "payload" of create, without schemas. (transfer full) */
JsonObject *sluice_form_to_payload (SluiceForm *self);
/* Changes whenever what would be sent changes; tells nothing about it (salted for this process). (transfer full) */
char *sluice_form_dup_fingerprint (SluiceForm *self);
/* The values without any secret, for a draft; and back. */
JsonNode *sluice_form_to_draft (SluiceForm *self);
gboolean sluice_form_load_draft (SluiceForm *self, JsonNode *draft, GError **error);

/* Whether @text looks like a connection string that this form's type can take apart. */
gboolean sluice_form_is_connection_string (SluiceForm *self, const char *text);
/* Fills host, port, database, user, password and schema from it. On error nothing changes; the error never quotes it. */
gboolean sluice_form_apply_connection_string (SluiceForm *self, const char *text, GError **error);

/* What was typed in a few words: "shop on db.example.com". (transfer full) */
char *sluice_form_dup_summary (SluiceForm *self);

G_END_DECLS
