/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Takes a number as printf () wrote it with the locale's grouping, and groups it by commas where the locale is C: that
 * one groups nothing, but its texts are English. (transfer full) */
char *sluice_number_group (char *number);
/* In place of a number of rows, translated: "unknown". (transfer full) */
char *sluice_number_dup_unknown (void);

G_END_DECLS
