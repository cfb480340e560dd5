/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-opened-plan.h"
#include "sluice-plan.h"

G_BEGIN_DECLS

/* What the plan's own file and that of its JSON share. */

/* Puts what a draft holds in place without counting it as typed by the person. */
void sluice_plan_restore (SluicePlan *self, const char *prefix, gboolean prefix_edited, GDateTime *discovered_at);
/* A draft and an exported plan, but for the choices of the tables. (transfer full) */
JsonObject *sluice_plan_draft_settings (SluicePlan *self);
JsonObject *sluice_plan_export_settings (SluicePlan *self, GDateTime *exported_at);
/* All but the tables, as a plan of its own that nobody has checked. May run on any thread while @self does not change.
 * (transfer full) */
SluicePlan *sluice_plan_copy_settings (SluicePlan *self);
/* What a file says beside its tables, except for the type, the form and the frequency of all tables. Odd members are passed
 * over. */
void sluice_plan_load_settings (SluicePlan *self, JsonObject *object);
/* Of a draft. @object: (nullable) (transfer full) (nullable) */
JsonObject *sluice_opened_plan_to_json (SluiceOpenedPlan *self);
SluiceOpenedPlan *sluice_opened_plan_new_from_json (JsonObject *object);
/* (transfer full) (nullable) */
SluiceSourceType *sluice_plan_find_source_type (GListModel *source_types, const char *name);
/* "off", "on", "pattern" */
const char *sluice_new_tables_to_word (SluiceNewTables new_tables);
/* FALSE, and nothing set, for NULL and other words. */
gboolean sluice_new_tables_from_word (const char *word, SluiceNewTables *new_tables);

G_END_DECLS
