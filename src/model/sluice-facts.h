/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sluice_facts_join:
 * @facts: (array zero-terminated=1): what there is to say of one thing; may be empty
 *
 * Joins facts to one line, “Postgres · 14 tables · synced now”. The line is read in the direction of the language, and
 * each fact keeps an order of its own, so that a name in Latin letters does not turn an Arabic line around.
 *
 * Returns: (transfer full): the line
 */
char *sluice_facts_join (const char *const *facts);

G_END_DECLS
