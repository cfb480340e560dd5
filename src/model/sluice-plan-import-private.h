/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-choice-private.h"
#include "sluice-plan-import.h"

G_BEGIN_DECLS

/* A table of the discovery, and what the file wants for it. */
typedef struct
{
  SluiceTable *table;
  SluiceChoice choice;
} SluicePlanMatch;

SluicePlan *sluice_plan_import_get_plan (SluicePlanImport *self);
JsonObject *sluice_plan_import_get_file (SluicePlanImport *self);

/* Of SluicePlanMatch, in the order of the file. */
GArray *sluice_plan_import_get_matches (SluicePlanImport *self);

G_END_DECLS
