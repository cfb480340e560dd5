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

/* A table that the file syncs and that is not there. */
typedef struct
{
  char *name;
  SluiceSyncMethod method;
} SluicePlanMissing;

/* Whether a file is a plan that can be read, of whichever type. */
gboolean sluice_plan_import_check (JsonNode *root, GError **error);

/* All but the tables, parsed again: nothing of it is shared with the document. (transfer full) */
JsonNode *sluice_plan_import_copy_settings (JsonObject *object);

/* What the file says beside its tables. */
JsonObject *sluice_plan_import_get_settings (SluicePlanImport *self);

/* Of SluicePlanMissing, in the order of the file. */
GPtrArray *sluice_plan_import_get_only_there (SluicePlanImport *self);

/* Of SluicePlanMatch, in the order of the file. */
GArray *sluice_plan_import_get_matches (SluicePlanImport *self);

G_END_DECLS
