/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-table-choice.h"

G_BEGIN_DECLS

/* What is chosen for one table, as a value: it can be changed, compared and written down without touching the table,
 * which is what undo, previews of bulk edits, plans and comparisons need. The rules live here and nowhere else: the
 * setters of SluiceTable change a copy and put it in place.
 *
 * "Raw" is what was chosen, "in effect" what counts for the table with the chosen method and frequency. */

/* What few tables have. Shared between choices by reference and never changed. */
typedef struct
{
  const char **primary_keys;    /* interned; NULL for the detected key */
  const char **enabled_columns; /* interned, in the table's order; NULL for all */
  GPtrArray *row_filters;       /* of SluiceRowFilter; NULL for none */
  char *unknown;                /* members of a newer version's draft as JSON text; NULL mostly. What json-glib counts
                                 * references of cannot be shared between threads */
} SluiceChoiceExtras;

typedef struct
{
  const char *cursor;         /* one of the table's cursors, kept while the method needs none */
  SluiceChoiceExtras *extras; /* a reference, or NULL */
  gint32 time_of_day;         /* seconds since midnight, -1 for as the plan says */
  gint32 look_back;           /* seconds, -1 for as the server does */
  guint8 selected;
  guint8 method;
  gint8 frequency; /* -1 for as the plan says */
  guint8 full_refresh_days;
  guint8 cdc_table_mode;
} SluiceChoice;

/* Of the table as it stands, to be looked at before the table changes; neither to be changed nor cleared. */
void sluice_choice_lend (SluiceChoice *self, SluiceTable *table);
/* Of the table as it stands; to be cleared. */
void sluice_choice_init (SluiceChoice *self, SluiceTable *table);
/* As recommended, and not selected; to be cleared. */
void sluice_choice_init_recommended (SluiceChoice *self, SluiceTable *table);
void sluice_choice_copy (SluiceChoice *self, const SluiceChoice *other);
void sluice_choice_clear (SluiceChoice *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SluiceChoice, sluice_choice_clear)

SluiceChoiceExtras *sluice_choice_extras_ref (SluiceChoiceExtras *self);
void sluice_choice_extras_unref (SluiceChoiceExtras *self);
/* A copy that is nobody's yet and can be changed, of none too. */
SluiceChoiceExtras *sluice_choice_extras_copy (const SluiceChoiceExtras *other);
/* Puts a changed copy in place; an empty one is none. */
void sluice_choice_take_extras (SluiceChoice *self, SluiceChoiceExtras *extras);

/* In effect */
const char *sluice_choice_get_cursor (const SluiceChoice *self);
const char *const *sluice_choice_get_primary_keys (const SluiceChoice *self, SluiceTable *table);
/* The table's own, or else what its method calls for, or @planned, which is the plan's. */
SluiceFrequency sluice_choice_get_planned_frequency (const SluiceChoice *self, SluiceFrequency planned);
SluiceFrequency sluice_choice_get_frequency (const SluiceChoice *self, SluiceTable *table);
int sluice_choice_get_time_of_day (const SluiceChoice *self, SluiceTable *table);
/* The table's own, or else @planned, which is the plan's or -1. */
int sluice_choice_get_planned_time_of_day (const SluiceChoice *self, SluiceTable *table, int planned);
int sluice_choice_get_look_back (const SluiceChoice *self, SluiceTable *table);
guint sluice_choice_get_full_refresh_days (const SluiceChoice *self, SluiceTable *table);
SluiceCdcTableMode sluice_choice_get_cdc_table_mode (const SluiceChoice *self);
const char *const *sluice_choice_get_enabled_columns (const SluiceChoice *self, SluiceTable *table);
GPtrArray *sluice_choice_get_row_filters (const SluiceChoice *self, SluiceTable *table);
/* The names of the columns that sync, lent by the table. (transfer container) */
GPtrArray *sluice_choice_list_columns (const SluiceChoice *self, SluiceTable *table);
/* Why a column syncs whatever is chosen, translated, or NULL. */
const char *sluice_choice_get_column_lock (const SluiceChoice *self, SluiceTable *table, const char *column);

/* Why not, as a translated sentence, or NULL. (transfer full) */
char *sluice_choice_dup_obstacle (const SluiceChoice *self, SluiceTable *table, SluiceSyncMethod method);
char *sluice_choice_dup_part_obstacle (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart part);
char *sluice_choice_dup_full_refresh_obstacle (const SluiceChoice *self, SluiceTable *table, guint days);
gboolean sluice_choice_has_key (const SluiceChoice *self, SluiceTable *table);
gboolean sluice_choice_can_use (const SluiceChoice *self, SluiceTable *table, SluiceSyncMethod method);

/* Each gives FALSE, sets the optional "why" and leaves the choice as it was if the table cannot be told so. */
gboolean sluice_choice_set_selected (SluiceChoice *self, SluiceTable *table, gboolean selected, char **why);
gboolean sluice_choice_set_method (SluiceChoice *self, SluiceTable *table, SluiceSyncMethod method, char **why);
/* The same of a method that is known to be possible, with what it brings along. */
void sluice_choice_put_method (SluiceChoice *self, SluiceTable *table, SluiceSyncMethod method);
gboolean sluice_choice_set_cursor (SluiceChoice *self, SluiceTable *table, const char *field, char **why);
gboolean sluice_choice_set_primary_keys (SluiceChoice *self, SluiceTable *table, const char *const *keys, char **why);
gboolean sluice_choice_set_frequency (SluiceChoice *self, SluiceTable *table, int frequency, char **why);
gboolean sluice_choice_set_time_of_day (SluiceChoice *self, SluiceTable *table, int seconds, char **why);
gboolean sluice_choice_set_look_back (SluiceChoice *self, SluiceTable *table, int seconds, char **why);
gboolean sluice_choice_set_full_refresh_days (SluiceChoice *self, SluiceTable *table, guint days, char **why);
gboolean sluice_choice_set_cdc_table_mode (SluiceChoice *self, SluiceTable *table, SluiceCdcTableMode mode, char **why);
gboolean
sluice_choice_set_enabled_columns (SluiceChoice *self, SluiceTable *table, const char *const *columns, char **why);
gboolean sluice_choice_set_row_filters (SluiceChoice *self, SluiceTable *table, GPtrArray *filters, char **why);
/* The same, but also while the method has no use for them. */
gboolean sluice_choice_put_row_filters (SluiceChoice *self, SluiceTable *table, GPtrArray *filters, char **why);
/* The recommended method and cursor, and nothing else. */
void sluice_choice_set_recommended (SluiceChoice *self, SluiceTable *table);

/* Which parts differ: raw, or in effect. */
SluiceChoicePart sluice_choice_diff (const SluiceChoice *self, const SluiceChoice *other);
SluiceChoicePart sluice_choice_diff_in_effect (const SluiceChoice *self, const SluiceChoice *other, SluiceTable *table);
/* Takes the parts of @other, raw. */
void sluice_choice_take_parts (SluiceChoice *self, const SluiceChoice *other, SluiceChoicePart parts);
/* Makes what was chosen for another table of this name one for @table, as far as that goes. Gives those of @parts that
 * could stay as they were. */
SluiceChoicePart sluice_choice_fit (SluiceChoice *self, SluiceTable *table, SluiceChoicePart parts);
/* Whether a draft has to remember it: selected, or not as recommended. */
gboolean sluice_choice_is_worth_keeping (const SluiceChoice *self, SluiceTable *table);

/* One part in effect as a translated text: "every 6 hours". (transfer full) */
char *sluice_choice_dup_part_text (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart part);
/* All conditions that rows must meet, however many. (transfer full) */
char *sluice_choice_dup_filters_text (const SluiceChoice *self, SluiceTable *table);
/* Some parts in one line; what is as usual is left out. (transfer full) */
char *sluice_choice_dup_text (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart parts);

/* Some parts in one line, usual or not, to stand beside the same parts of another choice. (transfer full) */
char *sluice_choice_dup_parts_text (const SluiceChoice *self, SluiceTable *table, SluiceChoicePart parts);

/* As a draft has it, raw. May run on any thread. (transfer full) */
JsonObject *sluice_choice_to_json (const SluiceChoice *self);
/* Takes what a draft has and leaves the rest. What does not fit the table is passed over; the optional @notes, an array
 * of strings, says what and why. */
void sluice_choice_load_json (SluiceChoice *self, SluiceTable *table, JsonObject *object, GPtrArray *notes);
/* Adds to an entry of `schemas` what create takes beside method, cursor and key. */
void sluice_choice_add_to_entry (const SluiceChoice *self, SluiceTable *table, JsonObject *entry);

/* Puts the raw parts of @choice in place and tells everybody: one change. Gives the parts that really changed. In
 * sluice-table.c. */
SluiceChoicePart sluice_table_apply_choice (SluiceTable *self, const SluiceChoice *choice, SluiceChoicePart parts);
/* The same for all parts, of a choice that was made before: it is no step of the history. */
void sluice_table_restore_choice (SluiceTable *self, const SluiceChoice *choice);

G_END_DECLS
