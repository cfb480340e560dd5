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
 * @field: the name that is sent
 * @label: the name that is shown
 * @type: the type that is shown
 * @field_type: the type that is sent, as `incremental_field_type`
 * @nullable: whether it can be empty; rows where it is never sync
 * @indexed: whether it has an index; without one reading is slow
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
 * @name: the name
 * @type: the source's own word for the type
 * @nullable: whether it can be empty
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
 * @SLUICE_ROWS_UNKNOWN: there is no count
 * @SLUICE_ROWS_FROM_SERVER: discovery gave it
 * @SLUICE_ROWS_ESTIMATED: the database's own estimate, asked for from this computer
 * @SLUICE_ROWS_COUNTED: counted in the database, from this computer
 * @SLUICE_ROWS_BY_HAND: somebody's estimate
 * @SLUICE_ROWS_PASTED: pasted from a query that gives what is there
 * @SLUICE_ROWS_PASTED_ESTIMATE: pasted from a query that gives the database's estimates
 * @SLUICE_ROWS_SYNCED: what another source has stored of the same table
 *
 * Where a row count comes from (DESIGN 9.1).
 */
typedef enum
{
  SLUICE_ROWS_UNKNOWN,
  SLUICE_ROWS_FROM_SERVER,
  SLUICE_ROWS_ESTIMATED,
  SLUICE_ROWS_COUNTED,
  SLUICE_ROWS_BY_HAND,
  SLUICE_ROWS_PASTED,
  SLUICE_ROWS_PASTED_ESTIMATE,
  SLUICE_ROWS_SYNCED,
} SluiceRowsOrigin;

#define SLUICE_TYPE_TABLE (sluice_table_get_type ())

/**
 * SluiceTable:
 *
 * One discovered table: its facts, which do not change, and the choice made for it. Properties: "name", "display-name",
 * "schema-name", "rows" (gint64, -1 when unknown), "selectable", "change" (#SluiceTableChange), and of the choice
 * "selected", "method", "cursor", "primary-keys", "frequency", and what sluice-table-choice.h has: "time-of-day",
 * "look-back", "full-refresh-days", "cdc-table-mode", "enabled-columns", "row-filters". Those of the choice are
 * notified when what counts changes. A table may be made on a worker; once in a list it belongs to the main thread.
 * Setting a choice that the table cannot have does nothing.
 */
G_DECLARE_FINAL_TYPE (SluiceTable, sluice_table, SLUICE, TABLE, GObject)

/**
 * sluice_table_new_from_json:
 * @object: one entry of the answer
 * @is_database: whether the source is a database (rule 8)
 * @error: return location for an error
 *
 * Reads one entry of `database_schema` (contract, section 8.1). Only a missing "table" is an error, of
 * `SLUICE_JSON_ERROR`. The recommended choice is set; the table is not selected. May run on any thread.
 *
 * Returns: (transfer full) (nullable): a new table, or %NULL
 */
SluiceTable *sluice_table_new_from_json (JsonObject *object, gboolean is_database, GError **error);

/**
 * sluice_table_facts_to_json:
 * @self: a table
 *
 * Returns: (transfer full): the facts as `database_schema` has them, for the journal
 */
JsonNode *sluice_table_facts_to_json (SluiceTable *self);

/* The facts, which never change but for the rows */

/**
 * sluice_table_get_name:
 * @self: a table
 *
 * Returns: what the API calls it: "public.orders"
 */
const char *sluice_table_get_name (SluiceTable *self);

/**
 * sluice_table_get_display_name:
 * @self: a table
 *
 * Returns: the label, or the name without its schema: "orders"
 */
const char *sluice_table_get_display_name (SluiceTable *self);

/**
 * sluice_table_get_schema_name:
 * @self: a table
 *
 * Returns: (nullable): the database's schema: "public"
 */
const char *sluice_table_get_schema_name (SluiceTable *self);

/**
 * sluice_table_get_description:
 * @self: a table
 *
 * Returns: (nullable): what the source says about it
 */
const char *sluice_table_get_description (SluiceTable *self);

/**
 * sluice_table_get_rows:
 * @self: a table
 *
 * Returns: the rows, -1 when unknown
 */
gint64 sluice_table_get_rows (SluiceTable *self);

/**
 * sluice_table_get_rows_origin:
 * @self: a table
 *
 * Returns: where the rows come from
 */
SluiceRowsOrigin sluice_table_get_rows_origin (SluiceTable *self);

/**
 * sluice_table_get_rows_at:
 * @self: a table
 *
 * Returns: when the rows were set, in seconds since 1970; 0 for rows of the server, or none
 */
gint64 sluice_table_get_rows_at (SluiceTable *self);

/**
 * sluice_table_get_cursors:
 * @self: a table
 * @n_cursors: (out) (optional): how many
 *
 * Returns: (array length=n_cursors) (transfer none) (nullable): the columns that a method can read from
 */
const SluiceCursor *sluice_table_get_cursors (SluiceTable *self, guint *n_cursors);

/**
 * sluice_table_get_columns:
 * @self: a table
 * @n_columns: (out) (optional): how many
 *
 * Returns: (array length=n_columns) (transfer none) (nullable): the columns; none when the source does not tell
 */
const SluiceColumn *sluice_table_get_columns (SluiceTable *self, guint *n_columns);

/**
 * sluice_table_get_detected_keys:
 * @self: a table
 *
 * Returns: (array zero-terminated=1) (transfer none) (nullable): the detected primary key
 */
const char *const *sluice_table_get_detected_keys (SluiceTable *self);

/**
 * sluice_table_get_key_detection_supported:
 * @self: a table
 *
 * Returns: whether a missing key means that there is none
 */
gboolean sluice_table_get_key_detection_supported (SluiceTable *self);

/**
 * sluice_table_get_permission_error:
 * @self: a table
 *
 * Returns: (nullable): why it cannot be read, in the server's words
 */
const char *sluice_table_get_permission_error (SluiceTable *self);

/**
 * sluice_table_dup_unread:
 * @self: a table
 *
 * Which facts the server gave in a form that they cannot have. They count as unknown.
 *
 * Returns: (transfer full) (nullable): their names as the server has them, "rows, label", or %NULL for none
 */
char *sluice_table_dup_unread (SluiceTable *self);

/**
 * sluice_table_get_rls_warning:
 * @self: a table
 *
 * Returns: (nullable): what row-level security may hide, in the server's words
 */
const char *sluice_table_get_rls_warning (SluiceTable *self);

/**
 * sluice_table_get_should_sync_default:
 * @self: a table
 *
 * Returns: whether the server would turn it on
 */
gboolean sluice_table_get_should_sync_default (SluiceTable *self);

/**
 * sluice_table_get_webhook_only:
 * @self: a table
 *
 * Returns: whether no other method than webhook is possible
 */
gboolean sluice_table_get_webhook_only (SluiceTable *self);

/**
 * sluice_table_get_supports_webhooks:
 * @self: a table
 *
 * Returns: whether the vendor can push its changes
 */
gboolean sluice_table_get_supports_webhooks (SluiceTable *self);

/**
 * sluice_table_get_incremental_available:
 * @self: a table
 *
 * Returns: whether the source offers incremental
 */
gboolean sluice_table_get_incremental_available (SluiceTable *self);

/**
 * sluice_table_get_append_available:
 * @self: a table
 *
 * Returns: whether the source offers append
 */
gboolean sluice_table_get_append_available (SluiceTable *self);

/**
 * sluice_table_get_cdc_available:
 * @self: a table
 *
 * Returns: whether CDC is possible; UNKNOWN when it is not switched on for the project
 */
SluiceTri sluice_table_get_cdc_available (SluiceTable *self);

/**
 * sluice_table_get_xmin_available:
 * @self: a table
 *
 * Returns: whether xmin is possible; UNKNOWN when the source is not like Postgres
 */
SluiceTri sluice_table_get_xmin_available (SluiceTable *self);

/**
 * sluice_table_get_suggested_cursor:
 * @self: a table
 *
 * Returns: (nullable): the server's `incremental_field`
 */
const char *sluice_table_get_suggested_cursor (SluiceTable *self);

/**
 * sluice_table_get_is_database:
 * @self: a table
 *
 * Returns: whether its source is a database (rule 8)
 */
gboolean sluice_table_get_is_database (SluiceTable *self);

/**
 * sluice_table_get_selectable:
 * @self: a table
 *
 * Returns: %FALSE when it cannot be read, or is gone; it can never be selected then
 */
gboolean sluice_table_get_selectable (SluiceTable *self);

/**
 * sluice_table_can_use:
 * @self: a table
 * @method: a method
 *
 * Tells whether the table can be synced by @method at all (contract, section 8.1). Incremental, xmin and CDC need a
 * key too: see [method@Table.has_key].
 *
 * Returns: whether it can
 */
gboolean sluice_table_can_use (SluiceTable *self, SluiceSyncMethod method);

/**
 * sluice_table_dup_obstacle:
 * @self: a table
 * @method: a method
 *
 * Returns: (transfer full) (nullable): why @method is not possible, as a translated sentence; %NULL when it is
 */
char *sluice_table_dup_obstacle (SluiceTable *self, SluiceSyncMethod method);

/**
 * sluice_table_has_key:
 * @self: a table
 *
 * Tells whether there is a key to merge by: detected, an "id" column, chosen, or columns unknown.
 *
 * Returns: whether there is
 */
gboolean sluice_table_has_key (SluiceTable *self);

/**
 * sluice_table_set_rows:
 * @self: a table
 * @rows: the rows; below 0 for unknown
 * @origin: where the rows come from
 *
 * Sets a count that the server did not give. A choice that stands as recommended follows the recommendation.
 */
void sluice_table_set_rows (SluiceTable *self, gint64 rows, SluiceRowsOrigin origin);

/**
 * sluice_table_set_rows_at:
 * @self: a table
 * @rows: the rows; below 0 for unknown
 * @origin: where the rows come from
 * @at: when that was, in seconds since 1970; 0 when nobody knows
 *
 * As [method@Table.set_rows], which takes this moment.
 */
void sluice_table_set_rows_at (SluiceTable *self, gint64 rows, SluiceRowsOrigin origin, gint64 at);

/* The choice */

/**
 * sluice_table_get_selected:
 * @self: a table
 *
 * Returns: whether it will sync
 */
gboolean sluice_table_get_selected (SluiceTable *self);

/**
 * sluice_table_set_selected:
 * @self: a table
 * @selected: whether it is to be selected
 *
 * Selects the table; does nothing for one that cannot be read.
 */
void sluice_table_set_selected (SluiceTable *self, gboolean selected);

/**
 * sluice_table_get_method:
 * @self: a table
 *
 * Returns: the chosen method; NONE only for a table that cannot be read
 */
SluiceSyncMethod sluice_table_get_method (SluiceTable *self);

/**
 * sluice_table_set_method:
 * @self: a table
 * @method: a method
 *
 * Chooses a method; does nothing if the table cannot use it. A method that needs a cursor keeps the chosen one, else
 * takes the advisor's, else the first candidate.
 */
void sluice_table_set_method (SluiceTable *self, SluiceSyncMethod method);

/**
 * sluice_table_get_cursor:
 * @self: a table
 *
 * Returns: (nullable): the chosen cursor field; %NULL unless the method needs one
 */
const char *sluice_table_get_cursor (SluiceTable *self);

/**
 * sluice_table_set_cursor:
 * @self: a table
 * @field: (nullable): the name of a candidate
 *
 * Chooses a cursor field; does nothing if it is no candidate or the method needs none.
 */
void sluice_table_set_cursor (SluiceTable *self, const char *field);

/**
 * sluice_table_get_primary_keys:
 * @self: a table
 *
 * Returns: (array zero-terminated=1) (transfer none) (nullable): the chosen key, else the detected one, else "id" if
 *   there is such a column
 */
const char *const *sluice_table_get_primary_keys (SluiceTable *self);

/**
 * sluice_table_set_primary_keys:
 * @self: a table
 * @columns: (array zero-terminated=1) (nullable): names of columns, or %NULL for the detected key
 *
 * Chooses the key; does nothing if a column is unknown. A method that is not possible without the key it had becomes
 * full refresh. A choice that stands as recommended follows the recommendation, which a key may change.
 * sluice_table_dup_primary_keys_obstacle() says why not.
 */
void sluice_table_set_primary_keys (SluiceTable *self, const char *const *columns);

/**
 * sluice_table_get_frequency:
 * @self: a table
 *
 * Returns: a #SluiceFrequency of the table's own; -1 for as the plan says
 */
int sluice_table_get_frequency (SluiceTable *self);

/**
 * sluice_table_set_frequency:
 * @self: a table
 * @frequency: a #SluiceFrequency, or -1 for as the plan says
 *
 * Gives the table a frequency of its own. CDC takes none slower than 7 days.
 */
void sluice_table_set_frequency (SluiceTable *self, int frequency);

/**
 * sluice_table_to_create_entry:
 * @self: a table
 *
 * Returns: (transfer full): the entry of `schemas` in create (contract, section 9.2)
 */
JsonObject *sluice_table_to_create_entry (SluiceTable *self);

/**
 * sluice_table_choice_to_json:
 * @self: a table
 *
 * Returns: (transfer full): the choice, for a draft
 */
JsonNode *sluice_table_choice_to_json (SluiceTable *self);

/**
 * sluice_table_load_choice:
 * @self: a table
 * @choice: (nullable): an object that [method@Table.choice_to_json] wrote
 *
 * Takes a choice from a draft. What does not fit the facts is left as it is. It is no step of the history.
 */
void sluice_table_load_choice (SluiceTable *self, JsonObject *choice);

G_END_DECLS
