/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

#include "sluice-session.h"

G_BEGIN_DECLS

/**
 * SluiceStepId:
 *
 * The assistant's steps in their order.
 */
typedef enum
{
  SLUICE_STEP_SOURCE,
  SLUICE_STEP_CONNECT,
  SLUICE_STEP_TABLES,
  SLUICE_STEP_NAME,
  SLUICE_STEP_REVIEW,
  SLUICE_STEP_PROGRESS,
} SluiceStepId;

#define SLUICE_N_STEPS (SLUICE_STEP_PROGRESS + 1)

#define SLUICE_TYPE_STEP (sluice_step_get_type ())

/**
 * SluiceStep:
 *
 * A page of the assistant. The frame reads its properties and never knows which page it shows.
 *
 * Properties: "session" (construct-only), "id" (#SluiceStepId, set by the class), "title" and "subtitle" (for the
 * header bar), "label" (in the sidebar), "summary" (the choice made here in one line, for the sidebar; NULL or ""),
 * "next-label" ("Next", "Check Connection", …), "complete" (Next may go on), "busy" (Next is at work), "narrow" (set by
 * the frame).
 *
 * Signals: "advance": as if Next had been pressed. "go-to" (#SluiceStepId as int): the person asked to mend something
 * there.
 */
G_DECLARE_DERIVABLE_TYPE (SluiceStep, sluice_step, SLUICE, STEP, AdwBin)

/**
 * SluiceStepClass:
 * @shown: the step has become the visible one: refresh what may have changed, focus what needs attention first
 * @hidden: it no longer is: drop what it waits for
 * @apply: what Next does here; resolves when the frame may go on, rejects (having shown why) to stay. The frame cancels
 * it by dropping it. %NULL: just go on
 * @complain: Next was pressed while not complete: say what is missing, focus it, announce it
 */
struct _SluiceStepClass
{
  AdwBinClass parent_class;

  void (*shown) (SluiceStep *self);
  void (*hidden) (SluiceStep *self);
  DexFuture *(*apply) (SluiceStep *self);
  void (*complain) (SluiceStep *self);
};

SluiceSession *sluice_step_get_session (SluiceStep *self);
/* Shortcuts to the session's plan and workspace. (transfer none) */
SluicePlan *sluice_step_get_plan (SluiceStep *self);
SluiceWorkspace *sluice_step_get_workspace (SluiceStep *self);
SluiceStepId sluice_step_get_id (SluiceStep *self);
const char *sluice_step_get_title (SluiceStep *self);
void sluice_step_set_title (SluiceStep *self, const char *title);
const char *sluice_step_get_subtitle (SluiceStep *self);
void sluice_step_set_subtitle (SluiceStep *self, const char *subtitle);
const char *sluice_step_get_label (SluiceStep *self);
const char *sluice_step_get_summary (SluiceStep *self);
void sluice_step_set_summary (SluiceStep *self, const char *summary);
const char *sluice_step_get_next_label (SluiceStep *self);
void sluice_step_set_next_label (SluiceStep *self, const char *next_label);
gboolean sluice_step_get_complete (SluiceStep *self);
void sluice_step_set_complete (SluiceStep *self, gboolean complete);
gboolean sluice_step_get_busy (SluiceStep *self);
gboolean sluice_step_get_narrow (SluiceStep *self);

/* For the frame */
void sluice_step_shown (SluiceStep *self);
void sluice_step_hidden (SluiceStep *self);
DexFuture *sluice_step_apply (SluiceStep *self);
void sluice_step_complain (SluiceStep *self);
void sluice_step_set_busy (SluiceStep *self, gboolean busy);

/* For the pages: emits the signals; and says something through the screen reader (sluice_announce()). */
void sluice_step_advance (SluiceStep *self);
void sluice_step_go_to (SluiceStep *self, SluiceStepId step);
void sluice_step_announce (SluiceStep *self, const char *message);

G_END_DECLS
