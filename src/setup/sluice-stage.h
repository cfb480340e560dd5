/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SluiceStageKind:
 * @SLUICE_STAGE_CREATE: create the source
 * @SLUICE_STAGE_SCHEDULE: send the schedule
 * @SLUICE_STAGE_WEBHOOK: register the webhook
 * @SLUICE_STAGE_VERIFY: compare what is there with what was asked for
 * @SLUICE_STAGE_FIRST_LOAD: follow the first syncs
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

#define SLUICE_N_STAGES (SLUICE_STAGE_FIRST_LOAD + 1)
#define SLUICE_TYPE_STAGE_KIND (sluice_stage_kind_get_type ())
GType sluice_stage_kind_get_type (void);

/**
 * SluiceStageState:
 * @SLUICE_STAGE_TO_COME: not begun
 * @SLUICE_STAGE_RUNNING: under way
 * @SLUICE_STAGE_DONE: done
 * @SLUICE_STAGE_NOT_NEEDED: counts as done
 * @SLUICE_STAGE_ATTENTION: something is for the person to do; the set-up goes on or waits as the stage's detail says
 * @SLUICE_STAGE_FAILED: it did not happen; see the error
 *
 * How a stage stands.
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

#define SLUICE_TYPE_STAGE_STATE (sluice_stage_state_get_type ())
GType sluice_stage_state_get_type (void);

#define SLUICE_TYPE_STAGE (sluice_stage_get_type ())

/**
 * SluiceStage:
 *
 * One stage of a set-up. Main thread only.
 *
 * Properties, read-only: "kind" (#SluiceStageKind), "state" (#SluiceStageState), "title" (translated, by state:
 * "Creating the source", "Source created"), "detail" (translated: "Postgres, prefix shop_"; "" for none), "seconds"
 * (gint64: how long it took or has taken, notified each second while it runs), "error" (GError or NULL).
 */
G_DECLARE_FINAL_TYPE (SluiceStage, sluice_stage, SLUICE, STAGE, GObject)

/**
 * sluice_stage_get_kind:
 * @self: a stage
 *
 * Returns: which stage it is
 */
SluiceStageKind sluice_stage_get_kind (SluiceStage *self);

/**
 * sluice_stage_get_state:
 * @self: a stage
 *
 * Returns: how it stands
 */
SluiceStageState sluice_stage_get_state (SluiceStage *self);

/**
 * sluice_stage_get_title:
 * @self: a stage
 *
 * Returns: (transfer none): translated, by state: "Creating the source", "Source created"
 */
const char *sluice_stage_get_title (SluiceStage *self);

/**
 * sluice_stage_get_detail:
 * @self: a stage
 *
 * Returns: (transfer none): translated: "Postgres, prefix shop_"; never %NULL
 */
const char *sluice_stage_get_detail (SluiceStage *self);

/**
 * sluice_stage_get_seconds:
 * @self: a stage
 *
 * Returns: whole seconds that it took or has taken; 0 before it runs
 */
gint64 sluice_stage_get_seconds (SluiceStage *self);

/**
 * sluice_stage_get_error:
 * @self: a stage
 *
 * Returns: (transfer none) (nullable): what went wrong, in the server's words where it sent any
 */
const GError *sluice_stage_get_error (SluiceStage *self);

G_END_DECLS
