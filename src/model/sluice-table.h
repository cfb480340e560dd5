/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "sluice-frequency.h"
#include "sluice-sync-method.h"

G_BEGIN_DECLS

/**
 * SluiceTri:
 *
 * Yes, no, or the server does not say.
 */
typedef enum
{
  SLUICE_TRI_UNKNOWN = -1,
  SLUICE_TRI_NO = 0,
  SLUICE_TRI_YES = 1,
} SluiceTri;

/**
 * SluiceCursor:
 *
 * A column that a method can read from (contract, section 8.1, "incremental_fields"). Strings are interned
 * (#GRefString) and belong to the table.
 */
typedef struct
{
  const char *field;
  const char *label;
  const char *type;
  const char *field_type;
  SluiceTri nullable;
  SluiceTri indexed;
} SluiceCursor;

/**
 * SluiceColumn:
 *
 * A column of a discovered table. Strings are interned (#GRefString) and belong to the table.
 */
typedef struct
{
  const char *name;
  const char *type;
  SluiceTri nullable;
} SluiceColumn;

/**
 * SluiceRowsOrigin:
 *
 * Where a row count comes from.
 */
typedef enum
{
  SLUICE_ROWS_UNKNOWN,
  SLUICE_ROWS_FROM_SERVER,
  SLUICE_ROWS_ESTIMATED,
  SLUICE_ROWS_COUNTED,
  SLUICE_ROWS_BY_HAND,
} SluiceRowsOrigin;

#define SLUICE_TYPE_TABLE (sluice_table_get_type ())

/**
 * SluiceTable:
 *
 * One discovered table: its facts, which do not change, and the choice made for it. Properties: "name", "display-name",
 * "schema-name", "rows" (gint64, -1 when unknown), "selectable", and of the choice "selected", "method", "cursor",
 * "frequency". A table may be made on a worker; once in a list it belongs to the main thread. Setting a choice that the
 * table cannot have does nothing.
 */
G_DECLARE_FINAL_TYPE (SluiceTable, sluice_table, SLUICE, TABLE, GObject)

/* Reads one entry of database_schema; only a missing "table" is an error. The recommended choice is set, selected is not. */
SluiceTable *sluice_table_new_from_json (JsonObject *object, gboolean is_database, GError **error);
/* The facts as database_schema has them, for the journal. (transfer full) */
JsonNode *sluice_table_facts_to_json (SluiceTable *self);

/* The facts */
const char *sluice_table_get_name (SluiceTable *self);          /* "public.orders": what the API calls it */
const char *sluice_table_get_display_name (SluiceTable *self);  /* the label, or the name without its schema: "orders" */
const char *sluice_table_get_schema_name (SluiceTable *self);   /* "public", or NULL */
const char *sluice_table_get_description (SluiceTable *self);
gint64 sluice_table_get_rows (SluiceTable *self);               /* -1: unknown */
SluiceRowsOrigin sluice_table_get_rows_origin (SluiceTable *self);
const SluiceCursor *sluice_table_get_cursors (SluiceTable *self, guint *n_cursors);
const SluiceColumn *sluice_table_get_columns (SluiceTable *self, guint *n_columns);
const char *const *sluice_table_get_detected_keys (SluiceTable *self); /* NULL: none detected */
gboolean sluice_table_get_key_detection_supported (SluiceTable *self);
const char *sluice_table_get_permission_error (SluiceTable *self);
const char *sluice_table_get_rls_warning (SluiceTable *self);
gboolean sluice_table_get_should_sync_default (SluiceTable *self);
gboolean sluice_table_get_webhook_only (SluiceTable *self);
gboolean sluice_table_get_supports_webhooks (SluiceTable *self);
gboolean sluice_table_get_incremental_available (SluiceTable *self);
gboolean sluice_table_get_append_available (SluiceTable *self);
SluiceTri sluice_table_get_cdc_available (SluiceTable *self);
SluiceTri sluice_table_get_xmin_available (SluiceTable *self);
const char *sluice_table_get_suggested_cursor (SluiceTable *self); /* the server's "incremental_field" */
gboolean sluice_table_get_is_database (SluiceTable *self);
/* FALSE when it cannot be read; such a table can never be selected. */
gboolean sluice_table_get_selectable (SluiceTable *self);
/* Whether the table can be synced by @method at all (contract, section 8.1). For incremental, xmin and CDC a key is
 * needed too: detected, an "id" column, chosen, or columns unknown. */
gboolean sluice_table_can_use (SluiceTable *self, SluiceSyncMethod method);
/* Why not, as a translated sentence; NULL when it can. (transfer full) */
char *sluice_table_dup_obstacle (SluiceTable *self, SluiceSyncMethod method);
gboolean sluice_table_has_key (SluiceTable *self);

/* Sets a count that the server did not give; rows below 0 make it unknown. A choice that stands as recommended follows
 * the recommendation. */
void sluice_table_set_rows (SluiceTable *self, gint64 rows, SluiceRowsOrigin origin);

/* The choice */
gboolean sluice_table_get_selected (SluiceTable *self);
void sluice_table_set_selected (SluiceTable *self, gboolean selected);
SluiceSyncMethod sluice_table_get_method (SluiceTable *self);
/* A method that needs a cursor keeps the chosen one if it fits, else takes the advisor's, else the first candidate. */
void sluice_table_set_method (SluiceTable *self, SluiceSyncMethod method);
const char *sluice_table_get_cursor (SluiceTable *self); /* NULL unless the method needs one */
void sluice_table_set_cursor (SluiceTable *self, const char *field);
const char *const *sluice_table_get_primary_keys (SluiceTable *self); /* chosen, else detected, else "id" if there is one, else NULL */
void sluice_table_set_primary_keys (SluiceTable *self, const char *const *columns);
/* A table's own frequency; -1 means: as the plan says. */
int sluice_table_get_frequency (SluiceTable *self);
void sluice_table_set_frequency (SluiceTable *self, int frequency);

/* One entry of "schemas" in create (contract, section 9.2). (transfer full) */
JsonObject *sluice_table_to_create_entry (SluiceTable *self);
/* The choice for a draft, and back; a choice that does not fit the facts is left at the recommendation. */
JsonNode *sluice_table_choice_to_json (SluiceTable *self);
void sluice_table_load_choice (SluiceTable *self, JsonObject *choice);

G_END_DECLS
