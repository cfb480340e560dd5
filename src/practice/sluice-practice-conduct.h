/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What can be asked for. A number is written behind the word, after a colon. */

/* Of a source. */
#define SLUICE_PRACTICE_MAX_SOURCES "max-sources"           /* at most so many of its type */
#define SLUICE_PRACTICE_UNSUPPORTED_PLAN "unsupported-plan" /* the project has not paid for sources */
#define SLUICE_PRACTICE_SLOW_CREATE "slow-create"           /* listed for so many seconds before it has tables */
#define SLUICE_PRACTICE_ROLLED_BACK "rolled-back"           /* listed for so many seconds, then refused and gone */

/* Of its tables, or of those that are named. */
#define SLUICE_PRACTICE_BILLING_LIMIT "billing-limit"                 /* of a source: also at create and at reload */
#define SLUICE_PRACTICE_BILLING_LIMIT_TOO_LOW "billing-limit-too-low" /* after so many rows */
#define SLUICE_PRACTICE_FAIL "fail"                                   /* after so many rows */
#define SLUICE_PRACTICE_STALL "stall"                                 /* goes no further after so many rows */
#define SLUICE_PRACTICE_SLOW "slow"                                   /* so many rows a second */
#define SLUICE_PRACTICE_ROWS "rows"                                   /* a played table has so many */
#define SLUICE_PRACTICE_UNSCHEDULED "unscheduled"                     /* no sync starts by itself */
#define SLUICE_PRACTICE_UNSAVED "unsaved"                             /* a bulk change of it cannot be saved */

/* Of a source's webhook. */
#define SLUICE_PRACTICE_WEBHOOK_PENDING "webhook-pending"       /* made, but the service gives no signing secret */
#define SLUICE_PRACTICE_WEBHOOK_BLOCKED "webhook-blocked"       /* known beforehand that the key may not make one */
#define SLUICE_PRACTICE_WEBHOOK_FORBIDDEN "webhook-forbidden"   /* the service refuses when it is asked to make one */
#define SLUICE_PRACTICE_WEBHOOK_MANUAL "webhook-manual"         /* the service has no way to make one */
#define SLUICE_PRACTICE_WEBHOOK_DISABLED "webhook-disabled"     /* made, but switched off */
#define SLUICE_PRACTICE_WEBHOOK_PARTIAL "webhook-partial"       /* made for only a part of the events */
#define SLUICE_PRACTICE_WEBHOOK_UNREADABLE "webhook-unreadable" /* made, but the key may not look at it */

/**
 * SluicePracticeConduct:
 *
 * How sources behave, beside what is usual: what tests and demonstrations ask for. It comes from two places: rules, for
 * all sources of a type, and words in what was filled in, for that source alone (contract, 18: magic values). Its
 * functions may be called on any thread.
 */
typedef struct _SluicePracticeConduct SluicePracticeConduct;

/**
 * sluice_practice_conduct_new:
 *
 * Returns: (transfer full): the usual conduct
 */
SluicePracticeConduct *sluice_practice_conduct_new (void);

/**
 * sluice_practice_conduct_free:
 * @self: (nullable): a conduct
 *
 * Frees @self.
 */
void sluice_practice_conduct_free (SluicePracticeConduct *self);

/**
 * sluice_practice_conduct_set_rules:
 * @self: a conduct
 * @rules: (array zero-terminated=1): rules, each `TYPE[/TABLE-GLOB]=WORD[:NUMBER]`
 * @error: return location for an error
 *
 * Puts other rules in the place of those that are there; a fault leaves them as they are.
 *
 * Returns: whether all are rules
 */
gboolean sluice_practice_conduct_set_rules (SluicePracticeConduct *self, const char *const *rules, GError **error);

/**
 * sluice_practice_conduct_dup_rules:
 * @self: a conduct
 *
 * Returns: (transfer full): the rules as they were written
 */
GStrv sluice_practice_conduct_dup_rules (SluicePracticeConduct *self);

/**
 * sluice_practice_conduct_read:
 * @values: what was filled in
 *
 * Finds the words in any text of it, nested ones too: `…+WORD[:NUMBER][@TABLE-GLOB]`, as often as one likes. None of
 * the rest of the text comes along.
 *
 * Returns: (transfer full): what a source remembers as its `conduct`
 */
JsonArray *sluice_practice_conduct_read (JsonObject *values);

/**
 * sluice_practice_conduct_has:
 * @self: a conduct
 * @source: a source as the store has it: its `source_type` and `conduct` matter
 * @table: (nullable): name of one of its tables; %NULL for the source as a whole
 * @word: what may have been asked for
 * @number: (out) (optional): the number that came with it, 0 for none
 *
 * What was asked for of a source counts for all of its tables.
 *
 * Returns: whether it was asked for
 */
gboolean sluice_practice_conduct_has (SluicePracticeConduct *self,
                                      JsonObject *source,
                                      const char *table,
                                      const char *word,
                                      gint64 *number);

/**
 * sluice_practice_conduct_describe:
 *
 * Returns: (transfer full): the words and what they do, for people
 */
char *sluice_practice_conduct_describe (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeConduct, sluice_practice_conduct_free)

G_END_DECLS
