/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-plan.h"

G_BEGIN_DECLS

/**
 * SLUICE_PLAN_IMPORT_ERROR:
 *
 * The domain of errors about a plan file that cannot be used at all. Their messages are translated sentences.
 */
#define SLUICE_PLAN_IMPORT_ERROR (sluice_plan_import_error_quark ())

/**
 * SluicePlanImportError:
 * @SLUICE_PLAN_IMPORT_ERROR_NOT_JSON: it is cut off, empty, or no JSON
 * @SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN: it is no plan, or made by hand in a way that cannot be read
 * @SLUICE_PLAN_IMPORT_ERROR_NEWER: a newer Sluice wrote it
 * @SLUICE_PLAN_IMPORT_ERROR_OTHER_SOURCE: it is for another source type
 *
 * What is wrong with the file.
 */
typedef enum
{
  SLUICE_PLAN_IMPORT_ERROR_NOT_JSON,
  SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN,
  SLUICE_PLAN_IMPORT_ERROR_NEWER,
  SLUICE_PLAN_IMPORT_ERROR_OTHER_SOURCE,
} SluicePlanImportError;

GQuark sluice_plan_import_error_quark (void);

/**
 * SluicePlanNoteKind:
 * @SLUICE_PLAN_NOTE_MISSING: a table of the file that the source does not have
 * @SLUICE_PLAN_NOTE_REFUSED: something that a table cannot be told
 * @SLUICE_PLAN_NOTE_ODD: something in the file that is not understood
 *
 * What a note is about.
 */
typedef enum
{
  SLUICE_PLAN_NOTE_MISSING,
  SLUICE_PLAN_NOTE_REFUSED,
  SLUICE_PLAN_NOTE_ODD,
} SluicePlanNoteKind;

#define SLUICE_TYPE_PLAN_NOTE_KIND (sluice_plan_note_kind_get_type ())
GType sluice_plan_note_kind_get_type (void);

#define SLUICE_TYPE_PLAN_NOTE (sluice_plan_note_get_type ())

/**
 * SluicePlanNote:
 *
 * Something of a plan file that will not be taken over. Immutable. Properties: "kind" (#SluicePlanNoteKind), "name" (of
 * a table or a member, "" for none), "text" (a translated sentence, not markup).
 */
G_DECLARE_FINAL_TYPE (SluicePlanNote, sluice_plan_note, SLUICE, PLAN_NOTE, GObject)

/**
 * sluice_plan_note_get_kind:
 * @self: a note
 *
 * Returns: what it is about
 */
SluicePlanNoteKind sluice_plan_note_get_kind (SluicePlanNote *self);

/**
 * sluice_plan_note_get_name:
 * @self: a note
 *
 * Returns: the name of the table or the member; "" for none
 */
const char *sluice_plan_note_get_name (SluicePlanNote *self);

/**
 * sluice_plan_note_get_text:
 * @self: a note
 *
 * Returns: what is the matter
 */
const char *sluice_plan_note_get_text (SluicePlanNote *self);

#define SLUICE_TYPE_PLAN_IMPORT (sluice_plan_import_get_type ())

/**
 * SluicePlanImport:
 *
 * A plan file read for the tables of a discovery: what it would do is known, and nothing is changed until it is
 * applied. It may be made on one thread and given to another; what takes long to free is freed on neither.
 */
G_DECLARE_FINAL_TYPE (SluicePlanImport, sluice_plan_import, SLUICE, PLAN_IMPORT, GObject)

/**
 * sluice_plan_import_parse:
 * @data: (array length=length): the text of a file
 * @length: its length in bytes, or -1 if it ends in a zero byte
 * @error: return location for a `SLUICE_PLAN_IMPORT_ERROR`
 *
 * Parses a file. May run on any thread; a deeply nested document needs more stack than a default fiber has.
 *
 * Returns: (transfer full) (nullable): the document, immutable, or %NULL
 */
JsonNode *sluice_plan_import_parse (const char *data, gssize length, GError **error);

/**
 * sluice_plan_import_new:
 * @plan: a plan with a source type; or what [method@PlanSnapshot.thaw] made of one, on any thread
 * @root: an immutable document, as [func@PlanImport.parse] gives it; it is not kept
 * @error: return location for a `SLUICE_PLAN_IMPORT_ERROR`
 *
 * Reads a file that [func@plan_file_to_text] wrote, or somebody by hand. Tables are matched by their whole names.
 * What cannot be taken over becomes a note; only a file that cannot be used at all is an error. @plan stays as it is
 * either way.
 *
 * Returns: (transfer full) (nullable): an import to be looked at and applied, or %NULL
 */
SluicePlanImport *sluice_plan_import_new (SluicePlan *plan, JsonNode *root, GError **error);

/**
 * sluice_plan_import_get_notes:
 * @self: an import
 *
 * Returns: (transfer none): a list model of #SluicePlanNote
 */
GListModel *sluice_plan_import_get_notes (SluicePlanImport *self);

/**
 * sluice_plan_import_get_n_matched:
 * @self: an import
 *
 * Returns: how many tables of the file are there
 */
guint sluice_plan_import_get_n_matched (SluicePlanImport *self);

/**
 * sluice_plan_import_get_n_changed:
 * @self: an import
 *
 * Returns: how many tables would be chosen otherwise than they are
 */
guint sluice_plan_import_get_n_changed (SluicePlanImport *self);

/**
 * sluice_plan_import_get_n_missing:
 * @self: an import
 *
 * Returns: how many tables of the file are not there
 */
guint sluice_plan_import_get_n_missing (SluicePlanImport *self);

/**
 * sluice_plan_import_dup_summary:
 * @self: an import
 *
 * Returns: (transfer full): a translated sentence: "12 tables match, 4 of them change; 2 are missing here."
 */
char *sluice_plan_import_dup_summary (SluicePlanImport *self);

/**
 * sluice_plan_import_apply:
 * @self: an import
 * @plan: the plan that it was made for, or that it was made for a snapshot of
 *
 * Takes over what can be: the choices of the tables that match and the frequency, as one step of the history and in
 * pieces as [func@TableList.edit_each] does; prefix, description, time of day and what happens to new tables where the
 * file says so. Tables that the file does not name stay as they are, and so does the form. Main thread only.
 */
void sluice_plan_import_apply (SluicePlanImport *self, SluicePlan *plan);

/**
 * sluice_plan_import_apply_tables:
 * @self: an import
 * @plan: the plan that it was made for, or that it was made for a snapshot of
 *
 * Takes over only the choices of the tables that match and the frequency: the rest of the file the plan began with.
 * Main thread only.
 */
void sluice_plan_import_apply_tables (SluicePlanImport *self, SluicePlan *plan);

G_END_DECLS
