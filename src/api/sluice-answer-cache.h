/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/*
 * Answers kept on disk for as long as their server says, one file each, readable by their owner only.
 *
 * (libsoup's own cache writes its index only when the program ends in order, opens files on the main thread, and
 * stumbles over a date that is none.)
 */

/**
 * SluiceKeeping:
 * @max_age: for how many seconds an answer may be used without asking; 0 for not at all
 * @etag: (nullable): what to ask with whether it still holds: "If-None-Match"
 * @last_modified: (nullable): the same: "If-Modified-Since"
 *
 * What the head of an answer says about keeping it.
 */
typedef struct
{
  gint64 max_age;
  char *etag;
  char *last_modified;
} SluiceKeeping;

/**
 * sluice_keeping_new:
 * @cache_control: (nullable): the header "Cache-Control"
 * @age: (nullable): the header "Age"
 * @etag: (nullable): the header "ETag"
 * @last_modified: (nullable): the header "Last-Modified"
 *
 * Understands these headers as RFC 9111 has them for a cache of one person. No time is longer than a week.
 *
 * Returns: (transfer full) (nullable): what may be kept, or %NULL when nothing may, or nothing is won by it
 */
SluiceKeeping *
sluice_keeping_new (const char *cache_control, const char *age, const char *etag, const char *last_modified);
void sluice_keeping_free (SluiceKeeping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceKeeping, sluice_keeping_free)

#define SLUICE_TYPE_KEPT_ANSWER (sluice_kept_answer_get_type ())

/**
 * SluiceKeptAnswer:
 * @body: the answer
 * @fresh: whether it may be used without asking
 * @etag: (nullable): see #SluiceKeeping
 * @last_modified: (nullable): see #SluiceKeeping
 *
 * An answer from the disk.
 */
typedef struct
{
  GBytes *body;
  gboolean fresh;
  char *etag;
  char *last_modified;
} SluiceKeptAnswer;

GType sluice_kept_answer_get_type (void);
SluiceKeptAnswer *sluice_kept_answer_ref (SluiceKeptAnswer *self);
void sluice_kept_answer_unref (SluiceKeptAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceKeptAnswer, sluice_kept_answer_unref)

/**
 * sluice_answer_cache_load:
 * @url: whose answer
 *
 * To be called on the main thread; reads on a worker.
 *
 * Returns: (transfer full): a future that resolves to a #SluiceKeptAnswer, or rejects with whatever was the matter
 */
DexFuture *sluice_answer_cache_load (const char *url);

/**
 * sluice_answer_cache_store:
 * @url: whose answer
 * @body: the answer, which must hold no secret
 * @keeping: (nullable): what its head says; %NULL forgets what is kept
 *
 * To be called on the main thread; writes on a worker. What is older than a month goes, and the oldest when it is more
 * than 48 MiB altogether.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when that is done, or rejects with whatever was the matter
 */
DexFuture *sluice_answer_cache_store (const char *url, GBytes *body, SluiceKeeping *keeping);

G_END_DECLS
