/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-plan.h"

G_BEGIN_DECLS

/**
 * SluiceSetupState:
 *
 * Where a set-up stands (DESIGN 6). Written before and after each call that changes the world.
 */
typedef enum
{
  SLUICE_SETUP_STATE_DRAFT,
  SLUICE_SETUP_STATE_CREATING,
  SLUICE_SETUP_STATE_CREATED,
  SLUICE_SETUP_STATE_VERIFYING,
  SLUICE_SETUP_STATE_WATCHING,
  SLUICE_SETUP_STATE_DONE,
  SLUICE_SETUP_STATE_GONE,
} SluiceSetupState;

/**
 * SluiceScheduleState:
 *
 * Where sending the schedule stands.
 */
typedef enum
{
  SLUICE_SCHEDULE_STATE_TO_DO,
  SLUICE_SCHEDULE_STATE_SENDING,
  SLUICE_SCHEDULE_STATE_DONE,
} SluiceScheduleState;

const char *sluice_setup_state_to_word (SluiceSetupState state);
/* Translated: "The source was being created" … for Home's list of unfinished set-ups. */
const char *sluice_setup_state_get_label (SluiceSetupState state);

#define SLUICE_TYPE_JOURNAL (sluice_journal_get_type ())

/**
 * SluiceJournal:
 *
 * The durable record of one set-up: a folder $XDG_DATA_HOME/sluice/setups/<uuid>/ with draft.json, tables.json and
 * state.json (DESIGN 6). Writes are atomic and synced and happen on threads of their own; it never holds a secret. Pins
 * base URL and numeric project.
 *
 * Properties (read-only): "id", "state", "schedule-state", "title", "source-id", "changed-at" (GDateTime).
 */
G_DECLARE_FINAL_TYPE (SluiceJournal, sluice_journal, SLUICE, JOURNAL, GObject)

/* A new journal in memory; nothing is written until the first write. */
SluiceJournal *sluice_journal_new (const char *base_url, const char *project_id);
/* Reads what is on disk: a GListModel of SluiceJournal, newest first, without the finished ones. What cannot be read, or
 * is of a newer version, is listed with state DRAFT and sluice_journal_get_problem(). */
DexFuture *sluice_journal_list_unfinished (void);

const char *sluice_journal_get_id (SluiceJournal *self);
const char *sluice_journal_get_title (SluiceJournal *self);
const char *sluice_journal_get_base_url (SluiceJournal *self);
const char *sluice_journal_get_project_id (SluiceJournal *self);
SluiceSetupState sluice_journal_get_state (SluiceJournal *self);
SluiceScheduleState sluice_journal_get_schedule_state (SluiceJournal *self);
const char *sluice_journal_get_source_id (SluiceJournal *self);
const char *sluice_journal_get_problem (SluiceJournal *self);
GDateTime *sluice_journal_get_changed_at (SluiceJournal *self);

/* Writes draft.json and tables.json (no secrets). Resolves to TRUE when they are on disk. */
DexFuture *sluice_journal_write_plan (SluiceJournal *self, SluicePlan *plan);
/* Enters a state; resolves to TRUE when state.json is on disk. @known_ids: before creating, the ids of all sources of
 * that type; NULL otherwise. */
DexFuture *sluice_journal_enter (SluiceJournal *self, SluiceSetupState state, const char *source_id,
                                 const char *const *known_ids);
DexFuture *sluice_journal_enter_schedule (SluiceJournal *self, SluiceScheduleState state);
/* Removes the folder. */
DexFuture *sluice_journal_discard (SluiceJournal *self);

G_END_DECLS
