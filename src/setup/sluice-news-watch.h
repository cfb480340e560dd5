/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-setup.h"

G_BEGIN_DECLS

/**
 * SluiceNewsWatch:
 *
 * Finds in one reading of the tables after another what is worth telling somebody who does not look. Times are
 * microseconds of a clock that never goes back.
 */
typedef struct
{
  /*< private >*/
  gint64 begun_at;
  gint64 moved_at;
  gint64 rows;
  guint states;
  guint n_failed;
  guint n_long;
  gboolean stalled;
} SluiceNewsWatch;

/**
 * sluice_news_watch_init:
 * @self: a watch for news
 * @tables: a list of [class@TableProgress]
 * @now: the time
 *
 * Begins; what is so already is no news.
 */
void sluice_news_watch_init (SluiceNewsWatch *self, GListModel *tables, gint64 now);

/**
 * sluice_news_watch_take:
 * @self: a watch for news
 * @tables: the same list, after a reading or a try of one
 * @now: the time
 * @news: (out): what is new: TABLE_FAILED, STALLED or STILL_RUNNING
 *
 * Returns: whether there is any; never once all have settled, which is other news
 */
gboolean sluice_news_watch_take (SluiceNewsWatch *self, GListModel *tables, gint64 now, SluiceSetupNews *news);

G_END_DECLS
