/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"
#include "sluice-journal.h"
#include "sluice-keyring.h"
#include "sluice-registration.h"
#include "sluice-report.h"
#include "sluice-stage.h"
#include "sluice-table-progress.h"

G_BEGIN_DECLS

/**
 * SluiceSetupQuestion:
 * @SLUICE_SETUP_QUESTION_NONE: there is none
 * @SLUICE_SETUP_QUESTION_SEND_AGAIN: the source is not there ten minutes later: whether to send create again
 * @SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN: a source is there and is not complete: whether to delete it and send
 * again
 * @SLUICE_SETUP_QUESTION_NEW_PREFIX: somebody else has taken the prefix: which one to take instead
 *
 * What only the person can decide after the answer to create was lost (DESIGN 6).
 */
typedef enum
{
  SLUICE_SETUP_QUESTION_NONE,
  SLUICE_SETUP_QUESTION_SEND_AGAIN,
  SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN,
  SLUICE_SETUP_QUESTION_NEW_PREFIX,
} SluiceSetupQuestion;

#define SLUICE_TYPE_SETUP_QUESTION (sluice_setup_question_get_type ())
GType sluice_setup_question_get_type (void);

/**
 * SluiceSetupNews:
 * @SLUICE_SETUP_NEWS_FINISHED: the first load of every table has ended in some way; what is left to do Home shows
 * @SLUICE_SETUP_NEWS_TABLE_FAILED: the first load of a table did not complete; others go on
 * @SLUICE_SETUP_NEWS_STALLED: no row came for ten minutes, or no answer
 * @SLUICE_SETUP_NEWS_STILL_RUNNING: it takes long, and goes on; told after 15 minutes, 30, an hour and so on
 * @SLUICE_SETUP_NEWS_NEEDS_PERSON: nothing goes on without the person's decision
 * @SLUICE_SETUP_NEWS_REFUSED: the server did not make the source
 * @SLUICE_SETUP_NEWS_GONE: somebody deleted the source
 *
 * What somebody wants to know who does not look.
 */
typedef enum
{
  SLUICE_SETUP_NEWS_FINISHED,
  SLUICE_SETUP_NEWS_TABLE_FAILED,
  SLUICE_SETUP_NEWS_STALLED,
  SLUICE_SETUP_NEWS_STILL_RUNNING,
  SLUICE_SETUP_NEWS_NEEDS_PERSON,
  SLUICE_SETUP_NEWS_REFUSED,
  SLUICE_SETUP_NEWS_GONE,
} SluiceSetupNews;

#define SLUICE_TYPE_SETUP_NEWS (sluice_setup_news_get_type ())
GType sluice_setup_news_get_type (void);

#define SLUICE_TYPE_SETUP (sluice_setup_get_type ())

/**
 * SluiceSetup:
 *
 * Runs a plan to the end: create, schedule, webhook, verify, watch (DESIGN 6). Its fibers belong to it, hold it and go
 * on whatever page is shown. Main thread only.
 *
 * Before create is sent the secrets of its form are in the keyring, for a run that goes on where this one was ended;
 * they are erased when it is done, gone or discarded. A plan that says "remember" leaves them there under the source's
 * id.
 *
 * A create that was refused leaves state DRAFT and the stage FAILED with the server's words: mend the plan and run
 * again. One whose answer was lost leaves state CREATING and is never sent again by itself: the stage is ATTENTION and
 * says so.
 *
 * Properties, read-only: "state" (#SluiceSetupState), "source-id" (NULL until created), "stages" (GListModel of
 * SluiceStage, in the order of #SluiceStageKind), "tables" (GListModel of SluiceTableProgress: the tables that are on,
 * of the plan as it was when create was sent, less those that were given up with the webhook), "query" (the SQL to try
 * once a table is there, or NULL), "finished" (every table settled), "busy" (something is under way), "attended"
 * (something is under way that needs nobody).
 *
 * Signal "news" (#SluiceSetupNews): see there; the stages and tables are told before.
 */
G_DECLARE_FINAL_TYPE (SluiceSetup, sluice_setup, SLUICE, SETUP, GObject)

/**
 * sluice_setup_new:
 * @client: the account, of a project with its number; "@current" is refused when it runs
 * @plan: the plan; it must not be changed while the set-up is busy
 * @keyring: (nullable): where its secrets are kept meanwhile; %NULL keeps them nowhere
 *
 * Returns: (transfer full): a set-up of which nothing is written or sent yet
 */
SluiceSetup *sluice_setup_new (SluiceClient *client, SluicePlan *plan, SluiceKeyring *keyring);

/**
 * sluice_setup_new_for_journal:
 * @client: the account, of the journal's project
 * @plan: the plan of its draft
 * @keyring: (nullable): where its secrets are kept
 * @journal: the record of a set-up that was left unfinished, and can be read
 *
 * Takes up a set-up again. Nothing is sent before [method@Setup.run], which never sends a create whose answer was lost.
 *
 * Returns: (transfer full): a set-up that stands where it was left
 */
SluiceSetup *
sluice_setup_new_for_journal (SluiceClient *client, SluicePlan *plan, SluiceKeyring *keyring, SluiceJournal *journal);

/**
 * sluice_setup_get_journal:
 * @self: a set-up
 *
 * Returns: (transfer none): its durable record
 */
SluiceJournal *sluice_setup_get_journal (SluiceSetup *self);

/**
 * sluice_setup_get_plan:
 * @self: a set-up
 *
 * Returns: (transfer none): its plan
 */
SluicePlan *sluice_setup_get_plan (SluiceSetup *self);

/**
 * sluice_setup_run:
 * @self: a set-up
 *
 * Starts, or goes on: after a refusal it sends create, one that was taken up again goes on where it stood, and one that
 * has a question looks again. What follows create goes on by itself. Dropping the future cancels nothing. A second call
 * while it is busy, or after the source was created, gives the first call's future.
 *
 * Returns: (transfer full): resolves to %TRUE when create has succeeded, or its answer was lost and its source is being
 *   looked for; rejects with a [error@ApiError] when it was refused, or with a `G_FILE_ERROR` when the journal cannot
 * be written, which is before anything is sent
 */
DexFuture *sluice_setup_run (SluiceSetup *self);

/**
 * sluice_setup_send_again:
 * @self: a set-up with the question SEND_AGAIN or DELETE_AND_SEND_AGAIN
 *
 * Sends create once more, on the person's click only (DESIGN 6, Create 4). What the secrets' keyring does not have any
 * more makes it a draft again. A second call while it is busy gives the first call's future.
 *
 * Returns: (transfer full): as [method@Setup.run]; rejects with `G_IO_ERROR_NOT_FOUND` when secrets are missing
 */
DexFuture *sluice_setup_send_again (SluiceSetup *self);

/**
 * sluice_setup_reopen:
 * @self: a set-up with the question SEND_AGAIN or NEW_PREFIX
 *
 * Makes it a draft again, to be changed before it is sent. It is busy until then; dropping the future cancels nothing.
 *
 * Returns: (transfer full): resolves to %TRUE when the journal says so; rejects with a `G_FILE_ERROR`
 */
DexFuture *sluice_setup_reopen (SluiceSetup *self);

/**
 * sluice_setup_cancel:
 * @self: a set-up
 *
 * Gives up before create is sent: the future of [method@Setup.run] rejects with `G_IO_ERROR_CANCELLED`, and it can be
 * run again. Once state CREATING is there, nothing happens: only the server can say what becomes of it.
 */
void sluice_setup_cancel (SluiceSetup *self);

/**
 * sluice_setup_discard:
 * @self: a set-up
 *
 * Cancels it, then erases its secrets and its record. It must not be run again.
 *
 * Returns: (transfer full): resolves to %TRUE when nothing of it is left, or when the keyring does not let go and a
 * later run will try again; rejects with `G_IO_ERROR_BUSY` when create was sent, or with what the disk says. Dropping
 * the future is no way to stop it: disown it
 */
DexFuture *sluice_setup_discard (SluiceSetup *self);

/**
 * sluice_setup_stop:
 * @self: a set-up
 *
 * Stops looking or watching, at the latest when the step under way is done; the source stays, and the set-up counts as
 * done unless its webhook is still to be registered, or its schedule to be set. A search that was stopped can be run again.
 */
void sluice_setup_stop (SluiceSetup *self);

/**
 * sluice_setup_look:
 * @self: a set-up
 *
 * Somebody begins to look: what is watched is asked for soon.
 */
void sluice_setup_look (SluiceSetup *self);

/**
 * sluice_setup_set_visible_tables:
 * @self: a set-up
 * @names: (nullable) (array zero-terminated=1): API names of the tables that are seen now
 *
 * Has these asked for first where there are many.
 */
void sluice_setup_set_visible_tables (SluiceSetup *self, const char *const *names);

/**
 * sluice_setup_pause_table:
 * @self: a set-up whose source is there
 * @table: one of its tables
 *
 * Switches it off; a sync under way goes on to its end.
 *
 * Returns: (transfer full): resolves to %TRUE; rejects with a [error@ApiError], the server's refusal
 */
DexFuture *sluice_setup_pause_table (SluiceSetup *self, SluiceTableProgress *table);

/**
 * sluice_setup_resume_table:
 * @self: a set-up whose source is there
 * @table: one of its tables
 *
 * Switches it on again and has it synced, and watches that.
 *
 * Returns: (transfer full): as [method@Setup.pause_table]
 */
DexFuture *sluice_setup_resume_table (SluiceSetup *self, SluiceTableProgress *table);

/**
 * sluice_setup_cancel_table:
 * @self: a set-up whose source is there
 * @table: one of its tables
 *
 * Stops the sync of it that runs: it then has failed.
 *
 * Returns: (transfer full): as [method@Setup.pause_table]
 */
DexFuture *sluice_setup_cancel_table (SluiceSetup *self, SluiceTableProgress *table);

/**
 * sluice_setup_retry_table:
 * @self: a set-up whose source is there
 * @table: one of its tables, which did not complete
 *
 * Starts another sync of it and watches that, also when all others are over.
 *
 * Returns: (transfer full): as [method@Setup.pause_table]
 */
DexFuture *sluice_setup_retry_table (SluiceSetup *self, SluiceTableProgress *table);

/**
 * sluice_setup_list_logs:
 * @self: a set-up whose source is there
 * @table: one of its tables
 * @before: (nullable): only lines written before
 *
 * Returns: (transfer full): what sluice_client_list_logs() gives
 */
DexFuture *sluice_setup_list_logs (SluiceSetup *self, SluiceTableProgress *table, GDateTime *before);

/**
 * sluice_setup_get_attended:
 * @self: a set-up
 *
 * Returns: whether something is under way that comes to an end, or to a question, without the person
 */
gboolean sluice_setup_get_attended (SluiceSetup *self);

/**
 * sluice_setup_get_state:
 * @self: a set-up
 *
 * Returns: where it stands
 */
SluiceSetupState sluice_setup_get_state (SluiceSetup *self);

/**
 * sluice_setup_get_source_id:
 * @self: a set-up
 *
 * Returns: (transfer none) (nullable): the id of the new source, %NULL until it was created
 */
const char *sluice_setup_get_source_id (SluiceSetup *self);

/**
 * sluice_setup_get_stages:
 * @self: a set-up
 *
 * Returns: (transfer none): its [class@Stage]s, one for each [enum@StageKind], in that order; always the same object
 */
GListModel *sluice_setup_get_stages (SluiceSetup *self);

/**
 * sluice_setup_get_stage:
 * @self: a set-up
 * @kind: which stage
 *
 * Returns: (transfer none): the stage
 */
SluiceStage *sluice_setup_get_stage (SluiceSetup *self, SluiceStageKind kind);

/**
 * sluice_setup_get_tables:
 * @self: a set-up
 *
 * Returns: (transfer none): a [class@TableProgress] for each table that is on; always the same object
 */
GListModel *sluice_setup_get_tables (SluiceSetup *self);

/**
 * sluice_setup_get_unscheduled:
 * @self: a set-up
 *
 * Returns: (transfer none): a [class@TableFault] for each table whose schedule could not be set; always the same object,
 *   empty while nobody knows of any
 */
GListModel *sluice_setup_get_unscheduled (SluiceSetup *self);

/**
 * sluice_setup_get_policy_left:
 * @self: a set-up
 *
 * Returns: whether the server did not take what is to become of tables that appear later
 */
gboolean sluice_setup_get_policy_left (SluiceSetup *self);

/**
 * sluice_setup_set_schedule_again:
 * @self: a set-up whose stage SCHEDULE is ATTENTION
 *
 * Sends what is left of the schedule once more, on the person's click; also when the rest of the set-up is over. The
 * stage says how it goes. Dropping the future cancels nothing; a second call while it is under way gives the first
 * call's future.
 *
 * Returns: (transfer full): resolves to %TRUE when all of it is set, else rejects with what went wrong first
 */
DexFuture *sluice_setup_set_schedule_again (SluiceSetup *self);

/**
 * sluice_setup_get_query:
 * @self: a set-up
 *
 * Returns: (transfer none) (nullable): "SELECT * FROM shop_postgres_orders LIMIT 10" of the first table whose first
 * sync is complete; %NULL until there is one
 */
const char *sluice_setup_get_query (SluiceSetup *self);

/**
 * sluice_setup_get_finished:
 * @self: a set-up
 *
 * Returns: whether the first sync of every table has ended in any way
 */
gboolean sluice_setup_get_finished (SluiceSetup *self);

/**
 * sluice_setup_get_busy:
 * @self: a set-up
 *
 * Returns: whether something is under way
 */
gboolean sluice_setup_get_busy (SluiceSetup *self);

/**
 * sluice_setup_get_registration:
 * @self: a set-up
 *
 * Returns: (transfer none) (nullable): what registers its webhook; %NULL before it runs
 */
SluiceRegistration *sluice_setup_get_registration (SluiceSetup *self);

/**
 * sluice_setup_read_report:
 * @self: a set-up whose source was created
 *
 * Reads the source once more and compares it with the plan. It makes sense once the set-up has finished.
 *
 * Returns: (transfer full): resolves to a [class@Report]; rejects with a [error@ApiError]
 */
DexFuture *sluice_setup_read_report (SluiceSetup *self);

/**
 * sluice_setup_get_question:
 * @self: a set-up
 *
 * Returns: what waits for the person's decision
 */
SluiceSetupQuestion sluice_setup_get_question (SluiceSetup *self);

G_END_DECLS
