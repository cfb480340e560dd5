/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-journal.h"

G_BEGIN_DECLS

/**
 * SluiceJournalRecord:
 *
 * What state.json says. For the journal alone; its functions may run on any thread.
 */
typedef struct
{
  char *base_url;
  char *project_id;
  char *title;
  char *source_type;
  char *prefix;
  SluiceSetupState state;
  SluiceScheduleState schedule_state;
  SluiceRegistrationState registration_state;
  char *source_id;
  gboolean remember; /* whether its secrets are to be kept once it is done */
  char **known_ids;
  GDateTime *created_at;
  GDateTime *changed_at;
  /* When create was sent: what a later search for a lost answer counts its ten minutes from. */
  GDateTime *sent_at;
  GDateTime *registering_at; /* when a webhook was asked for */
  char *schedule_problem;    /* why the schedule is not set, in the server's words, or NULL */
} SluiceJournalRecord;

void sluice_journal_record_free (SluiceJournalRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceJournalRecord, sluice_journal_record_free)
SluiceJournalRecord *sluice_journal_record_copy (const SluiceJournalRecord *from);
/* The text of state.json. (transfer full) */
char *sluice_journal_record_to_text (const SluiceJournalRecord *record);
/* Fills @record as far as the file can be read. G_IO_ERROR_NOT_SUPPORTED, translated: it is of a newer version. */
gboolean sluice_journal_record_load (SluiceJournalRecord *record, const char *path, GError **error);

G_END_DECLS
