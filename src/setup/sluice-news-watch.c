/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-news-watch.h"

#define STALLED_SECONDS (10 * 60)
/* Told again after twice the time. */
#define LONG_SECONDS (15 * 60)

typedef struct
{
  gint64 rows;
  guint states; /* a hash */
  guint n_failed;
  gboolean all_settled;
} Reading;

static Reading
read_tables (GListModel *tables)
{
  Reading reading = { .all_settled = TRUE };

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceTableProgress) table = g_list_model_get_item (tables, i);
      const SluiceState state = sluice_table_progress_get_state (table);
      const gboolean settled = sluice_table_progress_get_settled (table);

      reading.rows += MAX (sluice_table_progress_get_rows (table), 0);
      reading.states = reading.states * 31 + (guint) state;
      reading.n_failed += settled && state != SLUICE_STATE_COMPLETED && state != SLUICE_STATE_PAUSED;
      reading.all_settled &= settled;
    }

  return reading;
}

static void
take_over (SluiceNewsWatch *self, const Reading *reading)
{
  self->rows = reading->rows;
  self->states = reading->states;
  self->n_failed = reading->n_failed;
}

void
sluice_news_watch_init (SluiceNewsWatch *self, GListModel *tables, gint64 now)
{
  const Reading reading = read_tables (tables);

  *self = (SluiceNewsWatch) { .begun_at = now, .moved_at = now };
  take_over (self, &reading);
}

static gboolean
is_long (SluiceNewsWatch *self, gint64 now)
{
  return now - self->begun_at >= (G_GINT64_CONSTANT (1) << MIN (self->n_long, 16)) * LONG_SECONDS * G_USEC_PER_SEC;
}

gboolean
sluice_news_watch_take (SluiceNewsWatch *self, GListModel *tables, gint64 now, SluiceSetupNews *news)
{
  const Reading reading = read_tables (tables);
  const gboolean moved = reading.rows != self->rows || reading.states != self->states;
  const gboolean failed = reading.n_failed > self->n_failed;

  take_over (self, &reading);
  if (moved)
    {
      self->moved_at = now;
      self->stalled = FALSE;
    }
  if (reading.all_settled)
    return FALSE;

  if (failed)
    *news = SLUICE_SETUP_NEWS_TABLE_FAILED;
  else if (!self->stalled && now - self->moved_at >= STALLED_SECONDS * G_USEC_PER_SEC)
    {
      self->stalled = TRUE;
      *news = SLUICE_SETUP_NEWS_STALLED;
    }
  else if (is_long (self, now))
    {
      self->n_long++;
      /* That it stands still was said. */
      if (self->stalled)
        return FALSE;
      *news = SLUICE_SETUP_NEWS_STILL_RUNNING;
    }
  else
    return FALSE;

  return TRUE;
}
