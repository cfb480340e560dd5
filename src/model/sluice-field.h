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

/* Reads one field of a source config. Unknown keys are ignored; only a missing name is an error (SLUICE_JSON_ERROR). */
SluiceField *sluice_field_new_from_json (JsonObject *object, GError **error);

SluiceFieldKind sluice_field_get_kind (SluiceField *self);
/* The server's own word for the kind, for UNKNOWN too. */
const char *sluice_field_get_type_word (SluiceField *self);
const char *sluice_field_get_name (SluiceField *self);
const char *sluice_field_get_label (SluiceField *self);
/* Markdown, or NULL */
const char *sluice_field_get_caption (SluiceField *self);
const char *sluice_field_get_placeholder (SluiceField *self);
gboolean sluice_field_get_required (SluiceField *self);
gboolean sluice_field_get_secret (SluiceField *self);
gboolean sluice_field_get_hidden (SluiceField *self);
gboolean sluice_field_get_multiple (SluiceField *self);
gboolean sluice_field_get_supports_require_tls (SluiceField *self);
/* For a select its default value, for a switch-group "true" or "false"; else NULL */
const char *sluice_field_get_default_value (SluiceField *self);
/* (element-type SluiceField): of a switch-group, or the hard-coded ones of an ssh-tunnel; empty, never NULL */
GPtrArray *sluice_field_get_fields (SluiceField *self);
/* (element-type SluiceFieldOption): of a select; empty, never NULL */
GPtrArray *sluice_field_get_options (SluiceField *self);

G_END_DECLS
