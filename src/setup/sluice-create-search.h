/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"
#include "sluice-clock.h"
#include "sluice-journal.h"

G_BEGIN_DECLS

/* So long after create was sent its source may still come, or vanish again (contract, section 9.6; DESIGN 6). */
#define SLUICE_CREATE_SEARCH_SECONDS (10 * 60)

/**
 * SluiceCreateFinding:
 * @SLUICE_CREATE_FINDING_NONE: there is no source that may have come of it
 * @SLUICE_CREATE_FINDING_PARTIAL: there is one, and it does not hold all that was sent
 * @SLUICE_CREATE_FINDING_FOUND: there is one, and it holds all that was sent
 *
 * What became of a create whose answer was lost.
 */
typedef enum
{
  SLUICE_CREATE_FINDING_NONE,
  SLUICE_CREATE_FINDING_PARTIAL,
  SLUICE_CREATE_FINDING_FOUND,
} SluiceCreateFinding;

/**
 * SluiceCreateSearchFunc:
 * @finding: what was found
 * @seconds_left: how long it is looked for at the most
 * @error: (nullable): why it could not be looked
 * @user_data: data
 *
 * Called after each look that settles nothing.
 */
typedef void (*SluiceCreateSearchFunc) (SluiceCreateFinding finding,
                                        guint seconds_left,
                                        const GError *error,
                                        gpointer user_data);

/**
 * SluiceCreateSearch:
 * @client: the account
 * @plan: what was sent
 * @journal: its record, which knows the sources that stood there before
 * @clock: where time comes from
 * @sent_at: when create was sent, by @clock in microseconds; may be before its beginning
 * @at_once: whether to look at once: nobody knows how long ago the answer was lost
 * @stop: (nullable): a future whose end ends the search
 * @func: called after each look
 * @user_data: what @func gets
 */
typedef struct
{
  SluiceClient *client;
  SluicePlan *plan;
  SluiceJournal *journal;
  const SluiceClock *clock;
  gint64 sent_at;
  gboolean at_once;
  DexFuture *stop;
  SluiceCreateSearchFunc func;
  gpointer user_data;
} SluiceCreateSearch;

/**
 * sluice_create_search_run:
 * @search: what to look for and how
 * @finding: (out): what was found
 * @source_id: (out) (nullable) (transfer full): the id of the source that is there, in part or whole
 * @error: return location for an error
 *
 * Looks for the source that a create with a lost answer may have made, by the rules of DESIGN 6: a source is it when it
 * was not there before, has the type and the prefix that were sent and the same author, and holds every table as it was
 * chosen. Nothing is sent but questions. Looks go on until it is found or the ten minutes are over; a look that fails
 * ends nothing, unless the key is refused. Within a fiber.
 *
 * Returns: %FALSE when it was stopped (`G_IO_ERROR_CANCELLED`), or the key was refused
 */
gboolean sluice_create_search_run (const SluiceCreateSearch *search,
                                   SluiceCreateFinding *finding,
                                   char **source_id,
                                   GError **error);

G_END_DECLS
