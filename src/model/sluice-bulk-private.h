/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-bulk-preview.h"
#include "sluice-bulk-rule.h"
#include "sluice-choice-private.h"

G_BEGIN_DECLS

/* Rules made ready to be run over many tables, and independent of whoever goes on editing them. */
typedef struct _SluiceBulkProgram SluiceBulkProgram;

SluiceBulkProgram *sluice_bulk_program_new (GListModel *rules);
void sluice_bulk_program_free (SluiceBulkProgram *self);
/* Changes @choice as the first rule that fits wants it and gives the rule's position; -1, and @choice as it was, if
 * none fits. @obstacle says why it could not, and @choice is as it was then. (transfer full) */
int sluice_bulk_program_run (SluiceBulkProgram *self, SluiceTable *table, SluiceChoice *choice, char **obstacle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceBulkProgram, sluice_bulk_program_free)

/* Takes @program. */
SluiceBulkPreview *sluice_bulk_preview_new (SluiceTableList *list, GPtrArray *tables, SluiceBulkProgram *program);

/* A condition, an action as part of a sentence, and what is missing in it, or NULL. (transfer full) */
char *sluice_bulk_condition_dup_phrase (SluiceBulkCondition *self);
char *sluice_bulk_condition_dup_fault (SluiceBulkCondition *self);
char *sluice_bulk_action_dup_phrase (SluiceBulkAction *self);
char *sluice_bulk_action_dup_fault (SluiceBulkAction *self);

G_END_DECLS
