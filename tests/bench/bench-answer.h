/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a server might answer to `database_schema` (contract, section 8.1), always the same: tables of 20 columns in 24
 * schemas, in names of which some come back in every table and others in few. 10,000 of them are 24 MB. */

#define BENCH_N_COLUMNS 20

/* One table, as a JSON object. (transfer full) */
char *bench_answer_dup_table (guint index);
/* The whole array. (transfer full) */
char *bench_answer_dup (guint n_tables, gsize *size);

G_END_DECLS
