/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluicePracticeCatalogue:
 *
 * The source types that the practice server offers: a copy of the contract's catalogue, built into the program. Does
 * not change after it was made, so every thread may read it.
 */
typedef struct _SluicePracticeCatalogue SluicePracticeCatalogue;

/**
 * sluice_practice_catalogue_new:
 * @error: return location for an error
 *
 * Returns: (transfer full): the catalogue, or %NULL
 */
SluicePracticeCatalogue *sluice_practice_catalogue_new (GError **error);

/**
 * sluice_practice_catalogue_set_manual:
 * @self: a catalogue that nobody reads yet
 * @source_type: name of a source type
 *
 * Says of a type that its webhooks can be made by hand only.
 *
 * Returns: whether there is such a type
 */
gboolean sluice_practice_catalogue_set_manual (SluicePracticeCatalogue *self, const char *source_type);

/**
 * sluice_practice_catalogue_free:
 * @self: (nullable): a catalogue
 *
 * Frees @self.
 */
void sluice_practice_catalogue_free (SluicePracticeCatalogue *self);

/**
 * sluice_practice_catalogue_get_bytes:
 * @self: a catalogue
 *
 * Returns: (transfer none): all of it as JSON text
 */
GBytes *sluice_practice_catalogue_get_bytes (SluicePracticeCatalogue *self);

/**
 * sluice_practice_catalogue_get_type:
 * @self: a catalogue
 * @source_type: name of a source type
 *
 * Returns: (transfer none) (nullable): its configuration
 */
JsonObject *sluice_practice_catalogue_get_type (SluicePracticeCatalogue *self, const char *source_type);

/**
 * sluice_practice_catalogue_get_text:
 * @self: a catalogue
 * @source_type: name of a source type
 *
 * Returns: (transfer none) (nullable): its configuration as JSON text
 */
const char *sluice_practice_catalogue_get_text (SluicePracticeCatalogue *self, const char *source_type);

/**
 * sluice_practice_catalogue_dup_tables:
 * @source_type: name of a source type
 *
 * Returns: (transfer full) (nullable): its fixed tables as `database_schema` gives them, or %NULL if it has none
 */
JsonArray *sluice_practice_catalogue_dup_tables (const char *source_type);

/**
 * sluice_practice_catalogue_get_public_bytes:
 * @self: a catalogue
 *
 * Returns: (transfer none): JSON text of the catalogue in which each type also has its fixed tables (contract, 5.2)
 */
GBytes *sluice_practice_catalogue_get_public_bytes (SluicePracticeCatalogue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeCatalogue, sluice_practice_catalogue_free)

G_END_DECLS
