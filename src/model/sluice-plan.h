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
 * ""), "new-tables", "new-tables-pattern", "discovered-at" (GDateTime), "checked" (gboolean: the form stands as it was
 * when the tables were discovered). Choosing another source type starts a new form and empties the tables; choosing the
 * same one again keeps all.
 */
G_DECLARE_FINAL_TYPE (SluicePlan, sluice_plan, SLUICE, PLAN, GObject)

SluicePlan *sluice_plan_new (void);
SluiceSourceType *sluice_plan_get_source_type (SluicePlan *self); /* NULL until chosen */
void sluice_plan_set_source_type (SluicePlan *self, SluiceSourceType *source_type);
SluiceForm *sluice_plan_get_form (SluicePlan *self); /* NULL until a type is chosen */
SluiceTableList *sluice_plan_get_tables (SluicePlan *self); /* never NULL, always the same object */
const char *sluice_plan_get_prefix (SluicePlan *self); /* never NULL */
void sluice_plan_set_prefix (SluicePlan *self, const char *prefix);
const char *sluice_plan_get_description (SluicePlan *self); /* never NULL */
void sluice_plan_set_description (SluicePlan *self, const char *description);
SluiceFrequency sluice_plan_get_frequency (SluicePlan *self);
void sluice_plan_set_frequency (SluicePlan *self, SluiceFrequency frequency);
const char *sluice_plan_get_time_of_day (SluicePlan *self);
void sluice_plan_set_time_of_day (SluicePlan *self, const char *time_of_day);
SluiceNewTables sluice_plan_get_new_tables (SluicePlan *self);
void sluice_plan_set_new_tables (SluicePlan *self, SluiceNewTables new_tables);
const char *sluice_plan_get_new_tables_pattern (SluicePlan *self);
void sluice_plan_set_new_tables_pattern (SluicePlan *self, const char *pattern);
/* Whether the prefix was typed by the person; a suggestion never overwrites it. */
gboolean sluice_plan_get_prefix_edited (SluicePlan *self);
void sluice_plan_suggest_prefix (SluicePlan *self, GListModel *sources);

/* A check of the form as it stands succeeded and gave @tables; choices made for tables of the same name and facts are
 * kept. (element-type SluiceTable) Batches: begin empties what was there, append adds, finish stamps time and form. */
void sluice_plan_begin_discovery (SluicePlan *self);
void sluice_plan_append_discovered (SluicePlan *self, GPtrArray *tables);
void sluice_plan_finish_discovery (SluicePlan *self);
/* After a failed or cancelled discovery: what was there before stands again. */
void sluice_plan_abort_discovery (SluicePlan *self);
GDateTime *sluice_plan_get_discovered_at (SluicePlan *self); /* NULL: never */
/* FALSE when the form changed since, when nothing was discovered or when it is older than 24 hours. */
gboolean sluice_plan_get_checked (SluicePlan *self);

/* The body of create (contract, section 9.1): every discovered table exactly once. (transfer full); holds secrets. */
JsonNode *sluice_plan_to_create_body (SluicePlan *self);
/* What bulk_update_schemas must send so that @tables (GListModel of SluiceSourceTable) sync as planned: an array of the
 * entries that differ; empty when nothing does (DESIGN 6, Schedule). (transfer full) */
JsonNode *sluice_plan_to_schedule (SluicePlan *self, GListModel *tables);
/* The PATCH of the source for later tables, or NULL when the server's default is what is wanted. (transfer full) */
JsonNode *sluice_plan_to_source_patch (SluicePlan *self);
/* The plan without any secret, and what discovery said; and back. (transfer full) */
JsonNode *sluice_plan_to_draft (SluicePlan *self);
JsonNode *sluice_plan_tables_to_json (SluicePlan *self);
SluicePlan *sluice_plan_new_from_draft (JsonNode *draft, JsonNode *tables, GListModel *source_types, GError **error);
/* "Postgres · shop" (transfer full) */
char *sluice_plan_dup_title (SluicePlan *self);

G_END_DECLS
