/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table-choice.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ROW_FILTERS (sluice_row_filters_get_type ())

/**
 * SluiceRowFilters:
 *
 * The conditions that the rows of a table must meet, as sentences, to be added, changed and removed, each as one step.
 * Not to be seen where the kind of source has none; with the reason where only the method stands against it.
 */
G_DECLARE_FINAL_TYPE (SluiceRowFilters, sluice_row_filters, SLUICE, ROW_FILTERS, AdwPreferencesGroup)

/* @table: (nullable): none */
void sluice_row_filters_set_table (SluiceRowFilters *self, SluiceTable *table);
/* The choice for the table has changed. */
void sluice_row_filters_update (SluiceRowFilters *self);

G_END_DECLS
