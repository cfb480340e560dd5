/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"
#include "sluice-journal.h"
#include "sluice-table-progress.h"

G_BEGIN_DECLS

/**
 * SluiceStageKind:
 *
 * The stages that the progress page shows, in this order.
 */
typedef enum
{
  SLUICE_STAGE_CREATE,
  SLUICE_STAGE_SCHEDULE,
  SLUICE_STAGE_WEBHOOK,
  SLUICE_STAGE_VERIFY,
  SLUICE_STAGE_FIRST_LOAD,
} SluiceStageKind;

/**
 * SluiceStageState:
 *
 * How a stage stands. NOT_NEEDED counts as done. ATTENTION: something is for the person to do; the set-up goes on
 * or waits as the stage's detail says.
 */
typedef enum
{
  SLUICE_STAGE_TO_COME,
  SLUICE_STAGE_RUNNING,
  SLUICE_STAGE_DONE,
  SLUICE_STAGE_NOT_NEEDED,
  SLUICE_STAGE_ATTENTION,
  SLUICE_STAGE_FAILED,
} SluiceStageState;

#define SLUICE_TYPE_STAGE (sluice_stage_get_type ())

/**
 * SluiceStage:
 *
 * One stage of a set-up. Properties: "kind", "state", "title" (translated, by state: "Creating the source", "Source
 * created"), "detail" (translated: "Postgres, prefix shop_"), "seconds" (gint64: how long it took or has taken), "error"
 * (GError or NULL).
 */
G_DECLARE_FINAL_TYPE (SluiceStage, sluice_stage, SLUICE, STAGE, GObject)
SluiceStageKind sluice_stage_get_kind (SluiceStage *self);
SluiceStageState sluice_stage_get_state (SluiceStage *self);
const char *sluice_stage_get_title (SluiceStage *self);
const char *sluice_stage_get_detail (SluiceStage *self);
gint64 sluice_stage_get_seconds (SluiceStage *self);
const GError *sluice_stage_get_error (SluiceStage *self);

#define SLUICE_TYPE_SETUP (sluice_setup_get_type ())

/**
 * SluiceSetup:
 *
 * Runs a plan to the end: create, schedule, webhook, verify, watch (DESIGN 6). Its fibers belong to it and go on
 * whatever page is shown. Properties: "state" (#SluiceSetupState), "source-id", "stages" (GListModel of SluiceStage),
 * "tables" (GListModel of SluiceTableProgress, the tables that are on), "query" (the SQL to try once a table is there, or
 * NULL), "finished" (every table settled), "busy".
 * A create that was refused leaves state DRAFT and the stage FAILED with the server's words: mend and run again. One
 * whose answer was lost never sends again by itself: the stage is ATTENTION and says so.
 */
G_DECLARE_FINAL_TYPE (SluiceSetup, sluice_setup, SLUICE, SETUP, GObject)

SluiceSetup *sluice_setup_new (SluiceClient *client, SluicePlan *plan);
SluiceJournal *sluice_setup_get_journal (SluiceSetup *self);
SluicePlan *sluice_setup_get_plan (SluiceSetup *self);
/* Starts, or goes on after a refusal. Resolves to TRUE when create has succeeded, rejects when it was refused or lost;
 * the rest goes on by itself. A second call while busy returns the first call's future. */
DexFuture *sluice_setup_run (SluiceSetup *self);
/* Stops watching; the source stays. */
void sluice_setup_stop (SluiceSetup *self);
SluiceSetupState sluice_setup_get_state (SluiceSetup *self);
const char *sluice_setup_get_source_id (SluiceSetup *self);
GListModel *sluice_setup_get_stages (SluiceSetup *self);
GListModel *sluice_setup_get_tables (SluiceSetup *self);
const char *sluice_setup_get_query (SluiceSetup *self);
gboolean sluice_setup_get_finished (SluiceSetup *self);

G_END_DECLS
