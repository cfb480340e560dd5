/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-table.h"

G_BEGIN_DECLS

/* What a line means that stands for several values, of several tables. It cannot be picked. */
#define SLUICE_CHOICE_LINE_VARIOUS G_MININT

#define SLUICE_TYPE_CHOICE_LINE (sluice_choice_line_get_type ())

/**
 * SluiceChoiceLine:
 *
 * One line of a combo row: what it is, what there is to say about it, and whether it can be had. Immutable. Property
 * "title".
 */
G_DECLARE_FINAL_TYPE (SluiceChoiceLine, sluice_choice_line, SLUICE, CHOICE_LINE, GObject)

/**
 * sluice_choice_line_new:
 * @title: what it is
 * @subtitle: (nullable): what there is to say about it; why it cannot be had
 * @value: what picking it means
 * @possible: whether it can be picked
 *
 * Returns: (transfer full): a new line
 */
SluiceChoiceLine *sluice_choice_line_new (const char *title, const char *subtitle, int value, gboolean possible);
const char *sluice_choice_line_get_title (SluiceChoiceLine *self);
const char *sluice_choice_line_get_subtitle (SluiceChoiceLine *self);
int sluice_choice_line_get_value (SluiceChoiceLine *self);
gboolean sluice_choice_line_get_possible (SluiceChoiceLine *self);

/* Lets a combo row show such lines: title and subtitle in its list, the title in the row. */
void sluice_choice_lines_set_up (AdwComboRow *row);
/**
 * sluice_choice_lines_show:
 * @row: a combo row that is set up
 * @lines: (element-type SluiceChoiceLine): its lines
 * @value: the value that is chosen; %SLUICE_CHOICE_LINE_VARIOUS shows a line that says so
 *
 * Lines that are as those shown stay: a list that is open is not disturbed.
 */
void sluice_choice_lines_show (AdwComboRow *row, GPtrArray *lines, int value);
/* FALSE: nothing, or nothing that can be had, is picked. */
gboolean sluice_choice_lines_get_picked (AdwComboRow *row, int *value);

/* Whether a method is worth a line although the table cannot have it: what its kind of source never has is not. */
gboolean sluice_choice_line_is_method_shown (SluiceTable *table, SluiceSyncMethod method);
/* "timestamp · indexed", or what is flawed. (transfer full) */
char *sluice_choice_line_dup_cursor_flaws (const SluiceCursor *cursor);

G_END_DECLS
