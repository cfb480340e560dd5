/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"
#include "sluice-source.h"
#include "sluice-table-list.h"

G_BEGIN_DECLS

/**
 * SluiceNewTables:
 *
 * What happens to tables that appear in the source later: left off, turned on, or only those whose name fits a pattern.
 */
typedef enum
{
  SLUICE_NEW_TABLES_OFF,
  SLUICE_NEW_TABLES_ON,
  SLUICE_NEW_TABLES_PATTERN,
} SluiceNewTables;

#define SLUICE_TYPE_NEW_TABLES (sluice_new_tables_get_type ())
GType sluice_new_tables_get_type (void);

#define SLUICE_TYPE_PLAN (sluice_plan_get_type ())

/**
 * SluicePlan:
 *
 * All choices of one set-up; the one object that the assistant's pages share. Properties: "source-type", "form",
 * "tables", "prefix", "description", "frequency" (#SluiceFrequency, 24HOUR at first), "time-of-day" ("HH:MM" in UTC or
 * ""), "new-tables", "new-tables-pattern", "remember" (gboolean, off at first), "discovered-at" (GDateTime), "checked"
 * (gboolean: the form stands as it was when the tables were discovered), "opened" (see [method@Plan.get_opened]). Choosing another source type starts a new form
 * and empties the tables; choosing the same one again keeps all.
 */
G_DECLARE_FINAL_TYPE (SluicePlan, sluice_plan, SLUICE, PLAN, GObject)

/**
 * sluice_plan_new:
 *
 * Returns: (transfer full): an empty plan
 */
SluicePlan *sluice_plan_new (void);

/**
 * sluice_plan_get_source_type:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): the source type; %NULL until chosen
 */
SluiceSourceType *sluice_plan_get_source_type (SluicePlan *self);

/**
 * sluice_plan_set_source_type:
 * @self: a plan
 * @source_type: a source type
 *
 * Chooses a source type. Another one than before starts a new form and empties the tables; the same one again keeps
 * all.
 */
void sluice_plan_set_source_type (SluicePlan *self, SluiceSourceType *source_type);

/**
 * sluice_plan_get_form:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): the form; %NULL until a type is chosen
 */
SluiceForm *sluice_plan_get_form (SluicePlan *self);

/**
 * sluice_plan_get_tables:
 * @self: a plan
 *
 * Returns: (transfer none): the tables, always the same object
 */
SluiceTableList *sluice_plan_get_tables (SluicePlan *self);

/**
 * sluice_plan_get_prefix:
 * @self: a plan
 *
 * Returns: the prefix, "" for none
 */
const char *sluice_plan_get_prefix (SluicePlan *self);

/**
 * sluice_plan_set_prefix:
 * @self: a plan
 * @prefix: (nullable): the prefix
 *
 * Sets the prefix as typed by the person.
 */
void sluice_plan_set_prefix (SluicePlan *self, const char *prefix);

/**
 * sluice_plan_get_description:
 * @self: a plan
 *
 * Returns: the description, "" for none
 */
const char *sluice_plan_get_description (SluicePlan *self);

/**
 * sluice_plan_set_description:
 * @self: a plan
 * @description: (nullable): the description
 *
 * Sets the description.
 */
void sluice_plan_set_description (SluicePlan *self, const char *description);

/**
 * sluice_plan_get_frequency:
 * @self: a plan
 *
 * Returns: the frequency of tables that have none of their own
 */
SluiceFrequency sluice_plan_get_frequency (SluicePlan *self);

/**
 * sluice_plan_set_frequency:
 * @self: a plan
 * @frequency: a frequency
 *
 * Sets the frequency of tables that have none of their own.
 */
void sluice_plan_set_frequency (SluicePlan *self, SluiceFrequency frequency);

/**
 * sluice_plan_get_time_of_day:
 * @self: a plan
 *
 * Returns: HH:MM in UTC, or ""
 */
const char *sluice_plan_get_time_of_day (SluicePlan *self);

/**
 * sluice_plan_set_time_of_day:
 * @self: a plan
 * @time_of_day: (nullable): HH:MM in UTC, or ""
 *
 * Sets the time of day; what is neither HH:MM nor empty is ignored.
 */
void sluice_plan_set_time_of_day (SluicePlan *self, const char *time_of_day);

/**
 * sluice_plan_get_table_time_of_day:
 * @self: a plan
 * @table: one of its tables
 *
 * Returns: the time of day that counts for the table, its own or the plan's, in seconds since midnight in UTC; -1 for
 *   none, and for a table that syncs more than once a day
 */
int sluice_plan_get_table_time_of_day (SluicePlan *self, SluiceTable *table);

/**
 * sluice_plan_dup_schedule_text:
 * @self: a plan
 * @frequency: how often
 *
 * Says how often, and at the plan's time of day where it has one and that means something: from once a day on.
 *
 * Returns: (transfer full): "every 24 hours at 02:00 UTC", translated
 */
char *sluice_plan_dup_schedule_text (SluicePlan *self, SluiceFrequency frequency);

/**
 * sluice_plan_get_new_tables:
 * @self: a plan
 *
 * Returns: what happens to tables that appear later
 */
SluiceNewTables sluice_plan_get_new_tables (SluicePlan *self);

/**
 * sluice_plan_set_new_tables:
 * @self: a plan
 * @new_tables: what happens to them
 *
 * Sets what happens to tables that appear later.
 */
void sluice_plan_set_new_tables (SluicePlan *self, SluiceNewTables new_tables);

/**
 * sluice_plan_get_new_tables_pattern:
 * @self: a plan
 *
 * Returns: the patterns, separated by commas
 */
const char *sluice_plan_get_new_tables_pattern (SluicePlan *self);

/**
 * sluice_plan_set_new_tables_pattern:
 * @self: a plan
 * @pattern: (nullable): the patterns
 *
 * Sets the patterns, separated by commas or lines.
 */
void sluice_plan_set_new_tables_pattern (SluicePlan *self, const char *pattern);

/**
 * sluice_plan_get_remember:
 * @self: a plan
 *
 * Returns: whether the keyring is to keep the form's secrets once the set-up is done
 */
gboolean sluice_plan_get_remember (SluicePlan *self);

/**
 * sluice_plan_set_remember:
 * @self: a plan
 * @remember: whether the keyring is to keep the form's secrets once the set-up is done
 *
 * Sets what becomes of the secrets. Consent to keep one type's is none for another's: a new form turns it off.
 */
void sluice_plan_set_remember (SluicePlan *self, gboolean remember);

/**
 * sluice_plan_get_prefix_edited:
 * @self: a plan
 *
 * Returns: whether the person typed the prefix; a suggestion never overwrites it then
 */
gboolean sluice_plan_get_prefix_edited (SluicePlan *self);

/**
 * sluice_plan_suggest_prefix:
 * @self: a plan
 * @sources: (nullable): a list model of #SluiceSource: those that exist
 *
 * Takes the suggested prefix, unless the person typed one.
 */
void sluice_plan_suggest_prefix (SluicePlan *self, GListModel *sources);

/**
 * sluice_plan_begin_discovery:
 * @self: a plan
 *
 * Begins a check of the form as it stands. Tables that there are stay, with what is chosen for them, until it ends;
 * where there are none, they come as they arrive.
 */
void sluice_plan_begin_discovery (SluicePlan *self);

/**
 * sluice_plan_append_discovered:
 * @self: a plan
 * @tables: (element-type SluiceTable): tables
 *
 * Takes a batch of tables that arrived.
 */
void sluice_plan_append_discovered (SluicePlan *self, GPtrArray *tables);

/**
 * sluice_plan_get_n_discovered:
 * @self: a plan
 *
 * Returns: how many tables have arrived in the discovery that runs
 */
guint sluice_plan_get_n_discovered (SluicePlan *self);

/**
 * sluice_plan_finish_discovery:
 * @self: a plan
 *
 * Ends a discovery that succeeded: the form as it stood at the beginning counts as checked from now on. Where there
 * were tables before, the list changes once. Choices stay: all of a table that is the same, and of one that is
 * different what it can still have. When it is the same source, tables are marked as new, changed or gone, and those
 * that are gone stay to be seen until dismissed (sluice-table-change.h); when it is another one, they go.
 */
void sluice_plan_finish_discovery (SluicePlan *self);

/**
 * sluice_plan_abort_discovery:
 * @self: a plan
 *
 * Ends a discovery that failed or was cancelled: what was there before stands as it was.
 */
void sluice_plan_abort_discovery (SluicePlan *self);

/**
 * sluice_plan_get_discovered_at:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): when the tables were discovered, %NULL for never
 */
GDateTime *sluice_plan_get_discovered_at (SluicePlan *self);

/**
 * sluice_plan_get_checked:
 * @self: a plan
 *
 * Returns: whether the tables are those of the form as it stands, discovered in the last 24 hours
 */
gboolean sluice_plan_get_checked (SluicePlan *self);

/**
 * sluice_plan_to_create_body:
 * @self: a plan
 *
 * Returns: (transfer full): the body of create (contract, section 9.1) with every discovered table exactly once;
 *   holds secrets
 */
JsonNode *sluice_plan_to_create_body (SluicePlan *self);

/**
 * sluice_plan_to_schedule:
 * @self: a plan
 * @tables: a list model of #SluiceSourceTable: those of the source
 *
 * Gives what `bulk_update_schemas` must send so that tables sync as planned (DESIGN 6, Schedule): what create does not
 * take, and what it takes but an older server passed over. A time of day is sent to tables that sync once a day or less
 * often.
 *
 * Returns: (transfer full): an array of the entries that differ; empty when none does
 */
JsonNode *sluice_plan_to_schedule (SluicePlan *self, GListModel *tables);

/**
 * sluice_plan_to_source_patch:
 * @self: a plan
 *
 * Returns: (transfer full) (nullable): the PATCH of the source for later tables; %NULL when the server's default is
 *   what is wanted
 */
JsonNode *sluice_plan_to_source_patch (SluicePlan *self);

/**
 * sluice_plan_to_draft:
 * @self: a plan
 *
 * Returns: (transfer full): the plan without any secret
 */
JsonNode *sluice_plan_to_draft (SluicePlan *self);

/**
 * sluice_plan_tables_to_json:
 * @self: a plan
 *
 * Returns: (transfer full): what discovery said, and when
 */
JsonNode *sluice_plan_tables_to_json (SluicePlan *self);

/**
 * sluice_plan_new_from_draft:
 * @draft: (nullable): a draft
 * @tables: (nullable): what [method@Plan.tables_to_json] wrote
 * @source_types: a list model of #SluiceSourceType
 * @error: return location for an error
 *
 * Makes a plan from a draft. It does not count as checked, since its secrets are missing.
 *
 * Returns: (transfer full) (nullable): a new plan, or %NULL
 */
SluicePlan *sluice_plan_new_from_draft (JsonNode *draft, JsonNode *tables, GListModel *source_types, GError **error);

/**
 * sluice_plan_dup_title:
 * @self: a plan
 *
 * Returns: (transfer full): the type and what tells it apart: "Postgres · shop"
 */
char *sluice_plan_dup_title (SluicePlan *self);

G_END_DECLS
