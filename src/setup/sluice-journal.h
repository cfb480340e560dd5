/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-plan.h"

G_BEGIN_DECLS

/**
 * SluiceSetupState:
 * @SLUICE_SETUP_STATE_DRAFT: nothing was sent, or what was sent was refused
 * @SLUICE_SETUP_STATE_CREATING: create may have been sent; whether a source came of it is not known yet
 * @SLUICE_SETUP_STATE_CREATED: the source is there; schedule and webhook are settled next
 * @SLUICE_SETUP_STATE_VERIFYING: both are settled; the source is compared with what was asked for
 * @SLUICE_SETUP_STATE_WATCHING: the first syncs are followed
 * @SLUICE_SETUP_STATE_DONE: nothing is left to do
 * @SLUICE_SETUP_STATE_GONE: somebody deleted the source meanwhile
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

#define SLUICE_TYPE_SETUP_STATE (sluice_setup_state_get_type ())
GType sluice_setup_state_get_type (void);

/**
 * SluiceScheduleState:
 * @SLUICE_SCHEDULE_STATE_TO_DO: not sent
 * @SLUICE_SCHEDULE_STATE_SENDING: may have been sent in part
 * @SLUICE_SCHEDULE_STATE_DONE: sent, or nothing differed
 *
 * Where sending the schedule stands.
 */
typedef enum
{
  SLUICE_SCHEDULE_STATE_TO_DO,
  SLUICE_SCHEDULE_STATE_SENDING,
  SLUICE_SCHEDULE_STATE_DONE,
} SluiceScheduleState;

#define SLUICE_TYPE_SCHEDULE_STATE (sluice_schedule_state_get_type ())
GType sluice_schedule_state_get_type (void);

/**
 * SluiceRegistrationState:
 * @SLUICE_REGISTRATION_TO_DO: nothing was asked for
 * @SLUICE_REGISTRATION_REGISTERING: it may have been asked for
 * @SLUICE_REGISTRATION_REGISTERED: the service delivers, or none of the tables needs it
 * @SLUICE_REGISTRATION_MANUAL: the person has something to do
 * @SLUICE_REGISTRATION_LATER: the person will do it later
 *
 * Where the webhook of a set-up stands (DESIGN 6).
 */
typedef enum
{
  SLUICE_REGISTRATION_TO_DO,
  SLUICE_REGISTRATION_REGISTERING,
  SLUICE_REGISTRATION_REGISTERED,
  SLUICE_REGISTRATION_MANUAL,
  SLUICE_REGISTRATION_LATER,
} SluiceRegistrationState;

#define SLUICE_TYPE_REGISTRATION_STATE (sluice_registration_state_get_type ())
GType sluice_registration_state_get_type (void);

/**
 * sluice_setup_state_to_word:
 * @state: a state
 *
 * Returns: the word that state.json holds: "creating"
 */
const char *sluice_setup_state_to_word (SluiceSetupState state);

/**
 * sluice_setup_state_get_label:
 * @state: a state
 *
 * Returns: translated, for Home's list of unfinished set-ups: "The source was being created"
 */
const char *sluice_setup_state_get_label (SluiceSetupState state);

#define SLUICE_TYPE_JOURNAL (sluice_journal_get_type ())

/**
 * SluiceJournal:
 *
 * The durable record of one set-up: a folder `$XDG_DATA_HOME/sluice/setups/<uuid>/` (of a development build:
 * `sluice-devel`) with draft.json, tables.json and state.json, readable by its owner only (DESIGN 6). Writes are atomic
 * and synced and happen on threads of their own; the record never holds a secret. It pins the base URL and the numeric
 * project. Main thread only.
 *
 * Properties (read-only): "id", "state" (#SluiceSetupState), "schedule-state" (#SluiceScheduleState), "title",
 * "source-id" (NULL until created), "changed-at" (GDateTime).
 */
G_DECLARE_FINAL_TYPE (SluiceJournal, sluice_journal, SLUICE, JOURNAL, GObject)

/**
 * sluice_journal_new:
 * @base_url: the origin of the server
 * @project_id: the project's number; every write of anything else is refused
 *
 * Returns: (transfer full): a new journal in memory; nothing is written until the first write
 */
SluiceJournal *sluice_journal_new (const char *base_url, const char *project_id);

/**
 * sluice_journal_list_unfinished:
 *
 * Reads what is on disk, without the finished set-ups and those that this process is running. What cannot be read, or
 * was written by a newer version, is left alone and listed with state DRAFT and [method@Journal.get_problem]. What a
 * process left that was ended during the first write of a set-up, or while it was removed, is none.
 *
 * Returns: (transfer full): resolves to a [iface@Gio.ListModel] of [class@Journal], newest first; a folder that is not
 *   there gives an empty one; rejects with a `G_FILE_ERROR` when the folder cannot be read
 */
DexFuture *sluice_journal_list_unfinished (void);

/**
 * sluice_journal_list_done:
 *
 * Reads the records of set-ups that are done and were left by an earlier run before they could be removed.
 *
 * Returns: (transfer full): as [func@Journal.list_unfinished]
 */
DexFuture *sluice_journal_list_done (void);

/**
 * sluice_journal_clear_remains:
 *
 * Removes what a process left that was ended during the first write of a set-up, or while it was removed, a minute ago
 * or earlier.
 *
 * Returns: (transfer full): resolves to %TRUE; what cannot be removed stays, and is listed nowhere
 */
DexFuture *sluice_journal_clear_remains (void);

/**
 * sluice_journal_get_id:
 * @self: a journal
 *
 * Returns: (transfer none): the set-up's UUID, also its folder's name
 */
const char *sluice_journal_get_id (SluiceJournal *self);

/**
 * sluice_journal_dup_path:
 * @self: a journal
 *
 * Returns: (transfer full): the path of its folder, which need not exist yet
 */
char *sluice_journal_dup_path (SluiceJournal *self);

/**
 * sluice_journal_get_title:
 * @self: a journal
 *
 * Returns: (transfer none): "Postgres · shop"; never %NULL, "" while nothing was written
 */
const char *sluice_journal_get_title (SluiceJournal *self);

/**
 * sluice_journal_get_source_type:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): the API's name of the source type; %NULL while nothing was written
 */
const char *sluice_journal_get_source_type (SluiceJournal *self);

/**
 * sluice_journal_get_prefix:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): the prefix of the source's tables; %NULL or "" for none
 */
const char *sluice_journal_get_prefix (SluiceJournal *self);

/**
 * sluice_journal_get_base_url:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): the origin it is pinned to; %NULL when it could not be read
 */
const char *sluice_journal_get_base_url (SluiceJournal *self);

/**
 * sluice_journal_get_project_id:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): the number of the project it is pinned to; %NULL when it could not be read
 */
const char *sluice_journal_get_project_id (SluiceJournal *self);

/**
 * sluice_journal_get_state:
 * @self: a journal
 *
 * Returns: where the set-up stands
 */
SluiceSetupState sluice_journal_get_state (SluiceJournal *self);

/**
 * sluice_journal_get_schedule_state:
 * @self: a journal
 *
 * Returns: where its schedule stands
 */
SluiceScheduleState sluice_journal_get_schedule_state (SluiceJournal *self);

/**
 * sluice_journal_get_registration_state:
 * @self: a journal
 *
 * Returns: where its webhook stands
 */
SluiceRegistrationState sluice_journal_get_registration_state (SluiceJournal *self);

/**
 * sluice_journal_get_registering_at:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): when a webhook was asked for last; %NULL before
 */
GDateTime *sluice_journal_get_registering_at (SluiceJournal *self);

/**
 * sluice_journal_get_source_id:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): the id of the source, %NULL until it was created
 */
const char *sluice_journal_get_source_id (SluiceJournal *self);

/**
 * sluice_journal_get_remember:
 * @self: a journal
 *
 * Returns: whether the keyring is to keep the secrets for the source once the set-up is done
 */
gboolean sluice_journal_get_remember (SluiceJournal *self);

/**
 * sluice_journal_set_remember:
 * @self: a journal
 * @remember: whether the keyring is to keep the secrets for the source once the set-up is done
 *
 * Says so with the next write.
 */
void sluice_journal_set_remember (SluiceJournal *self, gboolean remember);

/**
 * sluice_journal_get_known_ids:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): the ids of the sources of that type that were there before create was sent
 */
const char *const *sluice_journal_get_known_ids (SluiceJournal *self);

/**
 * sluice_journal_get_sent_at:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): when create was sent last; %NULL before
 */
GDateTime *sluice_journal_get_sent_at (SluiceJournal *self);

/**
 * sluice_journal_get_problem:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): why it could not be read, translated; %NULL when it could
 */
const char *sluice_journal_get_problem (SluiceJournal *self);

/**
 * sluice_journal_get_changed_at:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): when its state was written last; %NULL before the first write
 */
GDateTime *sluice_journal_get_changed_at (SluiceJournal *self);

/**
 * sluice_journal_set_running:
 * @self: a journal
 * @running: whether this process is working on it
 *
 * What runs is not left unfinished: [func@Journal.list_unfinished] passes over it. Ends with the object at the latest.
 */
void sluice_journal_set_running (SluiceJournal *self, gboolean running);

/**
 * sluice_journal_leave_running:
 * @base_url: the origin of a server that has ended for good
 *
 * What this process was running there does not run any more: it is left unfinished, and listed as that.
 *
 * Returns: how many there were
 */
guint sluice_journal_leave_running (const char *base_url);

/**
 * sluice_journal_get_locked:
 * @self: a journal that was listed
 *
 * Returns: whether another process had it when it was listed. What this process writes to it has, until the object goes
 */
gboolean sluice_journal_get_locked (SluiceJournal *self);

/**
 * sluice_journal_take_up:
 * @self: a journal that was listed
 *
 * Makes sure that no other process works on it, until the object goes, and reads again what it says: another process
 * may have gone on with it since it was listed.
 *
 * Returns: (transfer full): resolves to %TRUE; rejects with `G_IO_ERROR_BUSY` when another process has it, with a
 *   `G_FILE_ERROR` when it is not there any more or cannot be read, or with why its record cannot be used
 */
DexFuture *sluice_journal_take_up (SluiceJournal *self);

/**
 * sluice_journal_write_plan:
 * @self: a journal
 * @plan: the plan
 *
 * Writes draft.json and tables.json, which hold no secret, and state.json beside them.
 *
 * Returns: (transfer full): resolves to %TRUE when all are on disk; rejects with a `G_FILE_ERROR`
 */
DexFuture *sluice_journal_write_plan (SluiceJournal *self, SluicePlan *plan);

/**
 * sluice_journal_enter:
 * @self: a journal
 * @state: the state to enter
 * @source_id: (nullable): the source's id; %NULL keeps what there is
 * @known_ids: (nullable) (array zero-terminated=1): before creating, the ids of all sources of that type; %NULL keeps
 *   what there is
 *
 * Enters a state. Going back to DRAFT forgets the known ids. When the write fails the journal stands as it stood.
 *
 * Returns: (transfer full): resolves to %TRUE when state.json is on disk; rejects with a `G_FILE_ERROR`
 */
DexFuture *
sluice_journal_enter (SluiceJournal *self, SluiceSetupState state, const char *source_id, const char *const *known_ids);

/**
 * sluice_journal_begin_again:
 * @self: a journal whose source is gone for certain
 *
 * Makes it the record of a new set-up from the same draft: what was done for the source that is gone is forgotten.
 *
 * Returns: (transfer full): resolves to %TRUE when state.json is on disk; rejects with a `G_FILE_ERROR`
 */
DexFuture *sluice_journal_begin_again (SluiceJournal *self);

/**
 * sluice_journal_enter_schedule:
 * @self: a journal
 * @state: the state to enter
 *
 * Returns: (transfer full): resolves to %TRUE when state.json is on disk; rejects with a `G_FILE_ERROR`
 */
DexFuture *sluice_journal_enter_schedule (SluiceJournal *self, SluiceScheduleState state);

/**
 * sluice_journal_set_schedule_problem:
 * @self: a journal
 * @words: why the schedule is not set, in the server's words, without any secret; what is very long is cut
 *
 * Keeps that for whoever sees what is left to do, until the schedule is set.
 *
 * Returns: (transfer full): resolves to %TRUE when state.json is on disk; rejects with a `G_FILE_ERROR`
 */
DexFuture *sluice_journal_set_schedule_problem (SluiceJournal *self, const char *words);

/**
 * sluice_journal_get_schedule_problem:
 * @self: a journal
 *
 * Returns: (transfer none) (nullable): why its schedule is not set; %NULL when that is not known, or it is
 */
const char *sluice_journal_get_schedule_problem (SluiceJournal *self);

/**
 * sluice_journal_enter_registration:
 * @self: a journal
 * @state: the state to enter
 *
 * Returns: (transfer full): resolves to %TRUE when state.json is on disk; rejects with a `G_FILE_ERROR`
 */
DexFuture *sluice_journal_enter_registration (SluiceJournal *self, SluiceRegistrationState state);

/**
 * sluice_journal_discard:
 * @self: a journal
 *
 * Removes the folder with all that is in it, state.json last. One that is not there is fine.
 *
 * Returns: (transfer full): resolves to %TRUE when it is gone; rejects with a `G_IO_ERROR`
 */
DexFuture *sluice_journal_discard (SluiceJournal *self);

G_END_DECLS
