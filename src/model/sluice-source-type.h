/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SOURCE_TYPE (sluice_source_type_get_type ())

/**
 * SluiceSourceType:
 *
 * One entry of the catalogue of sources (contract, section 5.3). Immutable. Its properties have the getters' names:
 * "name", "label", "caption", "category", "featured", …
 */
G_DECLARE_FINAL_TYPE (SluiceSourceType, sluice_source_type, SLUICE, SOURCE_TYPE, GObject)

/* Reads one source config; a missing or odd optional key is not an error. */
SluiceSourceType *sluice_source_type_new_from_json (JsonObject *object, GError **error);
/* Reads a whole wizard answer. Entries that cannot be read are passed over. Returns a GListStore of SluiceSourceType,
 * featured first, then by label. */
GListModel *sluice_source_type_list_from_json (JsonNode *node, GError **error);

const char *sluice_source_type_get_name (SluiceSourceType *self);
/* The label, or the name where there is none */
const char *sluice_source_type_get_label (SluiceSourceType *self);
const char *sluice_source_type_get_caption (SluiceSourceType *self);
const char *sluice_source_type_get_category (SluiceSourceType *self);
const char *sluice_source_type_get_docs_url (SluiceSourceType *self);
const char *sluice_source_type_get_icon_path (SluiceSourceType *self);
const char *sluice_source_type_get_release_status (SluiceSourceType *self);
const char *sluice_source_type_get_disabled_reason (SluiceSourceType *self);
const char *sluice_source_type_get_permissions_caption (SluiceSourceType *self);
gboolean sluice_source_type_get_featured (SluiceSourceType *self);
/* "Coming soon": shown greyed, never connectable */
gboolean sluice_source_type_get_unreleased (SluiceSourceType *self);
/* Alpha, or behind a feature flag: hidden until asked for */
gboolean sluice_source_type_get_preview (SluiceSourceType *self);
gboolean sluice_source_type_get_supports_column_selection (SluiceSourceType *self);
/* (element-type SluiceField): never NULL */
GPtrArray *sluice_source_type_get_fields (SluiceSourceType *self);
GPtrArray *sluice_source_type_get_webhook_fields (SluiceSourceType *self);
/* A database in the advisor's sense (rule 8): category "Databases" */
gboolean sluice_source_type_is_database (SluiceSourceType *self);
/* Whether this version of Sluice can set it up from start to end. For now: Postgres. */
gboolean sluice_source_type_is_supported (SluiceSourceType *self);
/* Whether a person may pick it: supported, released and not disabled */
gboolean sluice_source_type_is_connectable (SluiceSourceType *self);
/* How well it fits a search: 0 not at all, higher is better. @needle is what was typed; NULL or empty gives 1. "database"
 * fits all databases; "sql server" and "postgresql" find by keyword; letters in order but apart fit weakly. */
guint sluice_source_type_match (SluiceSourceType *self, const char *needle);

G_END_DECLS
