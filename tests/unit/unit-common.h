/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sluice-json.h"
#include "sluice-plan.h"
#include "sluice-source-type.h"
#include "sluice-table.h"

G_BEGIN_DECLS

/* JSON in these tests is written with single quotes, which become double ones. (transfer full) */
JsonNode *unit_parse (const char *text);
/* Asserts that @node says the same as @expected, whatever the order of members. Takes @node. */
void unit_assert_json (JsonNode *node, const char *expected);
/* A table made from one entry of database_schema. (transfer full) */
SluiceTable *unit_table (const char *text);
SluiceTable *unit_api_table (const char *text);
/* Tables made from an answer of database_schema, a JSON array. (transfer full) */
GPtrArray *unit_tables (const char *text);
/* A whole discovery that finds them. */
void unit_discover (SluicePlan *plan, const char *text);
/* The table of that name, which must be there. */
SluiceTable *unit_get_table (SluiceTableList *list, const char *name);
/* A type of the catalogue in tests/fixtures/wizard.json. (transfer full) */
SluiceSourceType *unit_source_type (const char *name);
GListModel *unit_source_types (void);
/* Sources made from a JSON array. (transfer full) */
GListModel *unit_sources (const char *text);
/* Whether the text of @node has @needle in it. */
gboolean unit_node_holds (JsonNode *node, const char *needle);
/* A callback that counts: the last argument of the signal's handler is a guint. */
void unit_count_cb (gpointer counter);

G_END_DECLS
