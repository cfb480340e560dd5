/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-clock.h"
#include "sluice-news-watch.h"
#include "sluice-setup.h"
#include "sluice-watcher.h"

G_BEGIN_DECLS

/* What the parts of a set-up share: sluice-setup.c is the object, sluice-setup-create.c all that leads to the source,
 * sluice-setup-follow.c all that comes after it, sluice-setup-tables.c what is done to a table meanwhile. */

struct _SluiceSetup
{
  GObject parent_instance;

  SluiceClient *client;
  SluicePlan *plan;
  SluiceJournal *journal;
  SluiceKeyring *keyring;
  SecretValue *secrets; /* what was sent, until it is over */
  SluiceClock clock;
  GListStore *stages;
  GListStore *tables;
  SluiceRegistration *registration; /* from the first run on */
  SluiceWatcher *watcher;
  DexPromise *create;      /* what sluice_setup_run() gave last */
  DexFuture *run;          /* all of it, while it is under way */
  DexPromise *stop;        /* resolves when waiting is to end */
  GListStore *unscheduled; /* SluiceTableFault: whose schedule is not set */
  DexFuture *scheduling;   /* setting it once more, on the person's click */
  DexFuture *again;        /* watching what was started again after the first load was over */
  DexPromise *lost;        /* resolves when something finds that the source is gone while the webhook is waited for */
  SluiceSetupState state;
  SluiceSetupQuestion question;
  gint64 sent_at; /* when create was sent, by the clock */
  GError *loss;   /* what came in place of its answer, as far as this run knows */
  char *source_id;
  char *partial_id; /* of the source that may be ours and is not complete */
  char *query;
  SluiceNewsWatch news;
  GStrv visible; /* API names of the tables that are seen, or NULL */

  guint busy : 1;
  guint finished : 1;
  guint watching : 1;
  guint run_waits : 1; /* for the end of a table that is watched again, and says then that all is over */
  guint attended : 1;
  guint cancelled : 1;
  guint resend : 1;      /* create is sent again, since the person says so */
  guint ending : 1;      /* what was left to do is done, too */
  guint policy_left : 1; /* what becomes of later tables is not set */
};

/* For tests: where time comes from, before the set-up runs. */
void sluice_setup_set_clock (SluiceSetup *self, const SluiceClock *clock);

void sluice_setup_set_state (SluiceSetup *self, SluiceSetupState state);
void sluice_setup_set_question (SluiceSetup *self, SluiceSetupQuestion question);
void sluice_setup_set_query (SluiceSetup *self, char *query);
void sluice_setup_set_finished (SluiceSetup *self);
void sluice_setup_set_busy (SluiceSetup *self, gboolean busy);
void sluice_setup_tell (SluiceSetup *self, SluiceSetupNews news);
/* Notifies of "attended", when it has changed. */
void sluice_setup_update_attended (SluiceSetup *self);
void sluice_setup_take_source_id (SluiceSetup *self, char *source_id);
gboolean sluice_setup_get_stopped (SluiceSetup *self);
void sluice_setup_enter_stage (SluiceSetup *self,
                               SluiceStageKind kind,
                               SluiceStageState state,
                               const char *detail,
                               const GError *error);
/* A state and the journal's change with it. Within a fiber. */
gboolean sluice_setup_enter (SluiceSetup *self, SluiceSetupState state, const char *const *known_ids, GError **error);
/* "Postgres, prefix shop_" (transfer full) */
char *sluice_setup_dup_create_detail (SluiceSetup *self);

/**
 * SluiceSetupOutcome:
 * @SLUICE_SETUP_REFUSED: nothing was made
 * @SLUICE_SETUP_LOST: nobody knows yet
 * @SLUICE_SETUP_MADE: the source is there
 *
 * What a create came to.
 */
typedef enum
{
  SLUICE_SETUP_REFUSED,
  SLUICE_SETUP_LOST,
  SLUICE_SETUP_MADE,
} SluiceSetupOutcome;

/* Sends create, once. Within a fiber. */
SluiceSetupOutcome sluice_setup_create (SluiceSetup *self, GError **error);
/* Sends create once more after a lost answer. Within a fiber. */
SluiceSetupOutcome sluice_setup_create_again (SluiceSetup *self, GError **error);
/* Looks for what a lost create made; FALSE leaves a question or is stopped. Within a fiber. */
gboolean sluice_setup_find (SluiceSetup *self, gboolean at_once);
/* What the journal's sent_at is by the clock of now. */
gint64 sluice_setup_recall_sent_at (SluiceSetup *self);
/* The source is there, whatever the disk says about it. @how: more words for the stage, or NULL. Within a fiber. */
void sluice_setup_record_created (SluiceSetup *self, const char *how);
/* All that comes once the source is there. Within a fiber. */
void sluice_setup_follow (SluiceSetup *self);
/* Watches until every table has settled; FALSE when it was stopped or the source is gone. Within a fiber. */
gboolean sluice_setup_watch (SluiceSetup *self);
/* Waits until no table is watched again. Within a fiber. */
void sluice_setup_await_again (SluiceSetup *self);
/* Ends the record of a set-up that was finished with something left to do, once that is done, too. */
void sluice_setup_end_if_done (SluiceSetup *self);

G_END_DECLS
