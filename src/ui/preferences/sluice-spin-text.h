/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the numbers of spin rows look like, and what may be typed for them. */

/* A share: “3 %”. What is typed may have the sign or not. */
void sluice_spin_text_show_percent (AdwSpinRow *row);
/* A number of rows: “10,000,000”. Whatever sluice_rows_from_text() reads may be typed for it: “10 M”, “10 000 000”. */
void sluice_spin_text_show_count (AdwSpinRow *row);

/**
 * sluice_spin_text_parse_percent:
 * @text: what was typed
 * @value: (out): the percents
 *
 * Returns: %FALSE if it is no number
 */
gboolean sluice_spin_text_parse_percent (const char *text, double *value);

G_END_DECLS
