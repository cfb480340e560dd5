/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"
#include "sluice-clock.h"

G_BEGIN_DECLS

/* How many tables one bulk_update_schemas changes (DESIGN 6). */
#define SLUICE_SCHEDULE_CHUNK 100

/**
 * SluiceScheduleFunc:
 * @n_done: tables sent so far
 * @n_tables: tables to send; 0 while only the source itself is changed
 * @user_data: the data
 *
 * Called before each request that changes something. Gives a future to wait for first, or NULL.
 */
typedef DexFuture *(*SluiceScheduleFunc) (guint n_done, guint n_tables, gpointer user_data);

/**
 * sluice_schedule_send:
 * @client: the account
 * @plan: the plan
 * @source_id: the new source
 * @clock: where time comes from
 * @func: is told of each request
 * @user_data: what @func gets
 * @left: an empty list of [class@TableFault]; gets the tables whose schedule is not set
 * @policy_left: (out): whether what becomes of later tables is not set
 * @error: return location for what went wrong first
 *
 * Reads the tables, and sends only what differs: the frequency and what else the plan wants by bulk_update_schemas in
 * chunks of a hundred, what becomes of later tables by a PATCH of the source. A fault of one chunk does not keep the
 * others back; a chunk that is refused as a whole is sent in halves, so that one table keeps no others back either.
 * After a fault the source is read again, and what still differs is sent again when the fault may pass, at most three
 * times in all: these requests say how things shall be, so that sending one twice changes nothing twice. Within a fiber
 * only.
 *
 * Returns: %TRUE when all is set
 */
gboolean sluice_schedule_send (SluiceClient *client,
                               SluicePlan *plan,
                               const char *source_id,
                               const SluiceClock *clock,
                               SluiceScheduleFunc func,
                               gpointer user_data,
                               GListStore *left,
                               gboolean *policy_left,
                               GError **error);

/**
 * sluice_schedule_dup_problem:
 * @left: what [func@schedule_send] left
 * @policy_left: whether it left what becomes of later tables
 *
 * Returns: (transfer full): what is not as it was chosen, translated: "Not set for: orders, products and 4 more"; where
 *   nothing could be sent at all, how the source syncs
 */
char *sluice_schedule_dup_problem (GListModel *left, gboolean policy_left);

/**
 * sluice_schedule_dup_reason:
 * @left: what [func@schedule_send] left
 * @error: what it gave
 *
 * Returns: (transfer full): why, in the server's words: those that it has for every table that is left, or else all
 */
char *sluice_schedule_dup_reason (GListModel *left, const GError *error);

/**
 * sluice_schedule_dup_detail:
 * @plan: a plan
 *
 * Returns: (transfer full): its schedule in words, translated: "Every 6 hours: order_items, customers · every 24 hours:
 *   orders, products", "Every 24 hours"; "" when no table syncs
 */
char *sluice_schedule_dup_detail (SluicePlan *plan);

/**
 * sluice_verify_source:
 * @plan: a plan
 * @source: the source that was made of it, as retrieved
 * @detail: (out) (transfer full): translated: "4 tables on, 10 off, as chosen", or the differences
 *
 * Compares what there is with what was chosen: which tables are on, and how they sync.
 *
 * Returns: whether all is as chosen
 */
gboolean sluice_verify_source (SluicePlan *plan, SluiceSource *source, char **detail);

/**
 * sluice_verify_holds:
 * @plan: what was sent
 * @source: a source
 *
 * Tells the source that was asked for from one that was made by somebody else, or is not complete (DESIGN 6, Create).
 *
 * Returns: whether @source has every table of @plan, on or off and by the method that was chosen
 */
gboolean sluice_verify_holds (SluicePlan *plan, SluiceSource *source);

G_END_DECLS
