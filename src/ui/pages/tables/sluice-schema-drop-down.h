/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-list.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SCHEMA_DROP_DOWN (sluice_schema_drop_down_get_type ())

/**
 * SluiceSchemaDropDown:
 *
 * A choice among the schemas that tables are in, or all of them. Hidden while there is one schema or none.
 *
 * Property "schema" (nullable): the one that is chosen; %NULL: all. It goes back to all when there are other schemas.
 */
G_DECLARE_FINAL_TYPE (SluiceSchemaDropDown, sluice_schema_drop_down, SLUICE, SCHEMA_DROP_DOWN, AdwBin)

/* Once. */
void sluice_schema_drop_down_set_tables (SluiceSchemaDropDown *self, SluiceTableList *tables);
/* (transfer none) (nullable) */
const char *sluice_schema_drop_down_get_schema (SluiceSchemaDropDown *self);
/* Chooses all. */
void sluice_schema_drop_down_clear (SluiceSchemaDropDown *self);

G_END_DECLS
