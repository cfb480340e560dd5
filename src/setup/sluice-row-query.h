/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sluice-pg-target.h"

G_BEGIN_DECLS

/* How a SluiceRowCounter asks a Postgres database: on a plain thread, each result told on the main thread. To be called
 * on the main thread, which is never blocked. Errors are SLUICE_PG_ERROR or G_IO_ERROR_CANCELLED. */

/**
 * SluiceRowQueryFunc:
 * @index: which of the tables
 * @begun: its count begins now, and nothing else is known yet
 * @rows: its rows, or -1
 * @error: (nullable): why it could not be counted
 * @user_data: what was given to sluice_row_query_count()
 *
 * Called on the main thread, before the end of all is told and never once it was cancelled.
 */
typedef void (*SluiceRowQueryFunc) (guint index, gboolean begun, gint64 rows, const GError *error, gpointer user_data);

/* The key of a table in what sluice_row_query_estimate_finish() gives. (transfer full) */
char *sluice_row_query_make_key (const char *schema, const char *name);

/* Reads the catalogue's estimates by one query: of @schema only, or of all with NULL. Takes @target. */
void sluice_row_query_estimate (SluicePgTarget *target,
                                const char *schema,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* From keys to gint64, -1 where there is no estimate. (transfer full) */
GHashTable *sluice_row_query_estimate_finish (GAsyncResult *result, GError **error);

/* Counts tables one after another, each for @timeout_ms at most; one that fails does not end it. Takes @target;
 * @schemas and @names (of char *) are held and must not change. */
void sluice_row_query_count (SluicePgTarget *target,
                             GPtrArray *schemas,
                             GPtrArray *names,
                             guint timeout_ms,
                             SluiceRowQueryFunc func,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean sluice_row_query_count_finish (GAsyncResult *result, GError **error);

G_END_DECLS
