/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the numbers of spin rows look like, and what may be typed for them. */

/* A share: “3 %”. What is typed may have the sign or not. */
void sluice_spin_text_show_percent (AdwSpinRow *row);
/* A number of rows: “10,000,000”. “10 M”, “10m” and “10 000 000” may be typed for it. */
void sluice_spin_text_show_count (AdwSpinRow *row);

/**
 * sluice_spin_text_parse_percent:
 * @text: what was typed
 * @value: (out): the percents
 *
 * Returns: %FALSE if it is no number
 */
gboolean sluice_spin_text_parse_percent (const char *text, double *value);

/**
 * sluice_spin_text_parse_count:
 * @text: what was typed
 * @value: (out): a whole number, 0 and more
 *
 * Takes digits with any grouping, and k, M, B or T behind them, with decimals before those.
 *
 * Returns: %FALSE if it is no number of things
 */
gboolean sluice_spin_text_parse_count (const char *text, double *value);

G_END_DECLS
