/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"
#include "sluice-secret-text.h"

G_BEGIN_DECLS

/* What the files of the form share. */

/* Called for each field in the form's order; @active is whether it is shown and switched on. FALSE ends the walk. */
typedef gboolean (
    *SluiceFormVisit) (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data);

/* With every value, secrets too. May run on any thread while @self does not change. (transfer full) */
SluiceForm *sluice_form_copy (SluiceForm *self);
void sluice_form_walk (SluiceForm *self, SluiceFormVisit visit, gpointer user_data);
/* The value as it is sent: trimmed, unless white space may belong to a secret. (transfer full), to be wiped */
char *sluice_form_dup_sent_value (SluiceForm *self, SluiceField *field, const char *path);
char *sluice_form_dup_field_fault (SluiceForm *self, SluiceField *field, const char *path);
/* Whether somebody may have pasted a whole connection string, with its password, into a field that is no secret. */
gboolean sluice_form_may_hold_secret (const char *value);
/* The value of a plain field for titles and summaries, "" for what may hold a secret. (transfer full) */
char *sluice_form_dup_shown_value (SluiceForm *self, const char *path);
/* What a draft keeps of what was typed, by path: nothing that is or may hold a secret. (transfer full) */
JsonObject *sluice_form_dup_draft_values (SluiceForm *self);
/* "outer/inner", or "inner" for a NULL outer. (transfer full) */
char *sluice_form_join_path (const char *outer, const char *inner);

G_END_DECLS
