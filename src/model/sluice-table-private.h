/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-choice-private.h"
#include "sluice-table-change-private.h"
#include "sluice-table-list.h"
#include "sluice-table.h"

G_BEGIN_DECLS

/* How tables, their list and the advisor work together without a signal handler per table: 10,000 tables would pay for
 * each. Strings are interned (GRefString) unless said otherwise. */

/* What the names say, read once when the table is made. Cursors are positions in "cursors", -1 for none. */
typedef struct
{
  gint16 update_cursor;
  gint16 created_cursor;
  gint16 append_cursor;
  guint8 append_only;
  guint8 secrets;
  guint64 updated_names; /* a bit each of the first cursors: its name says that it changes with the row */
} SluiceTraits;

struct _SluiceTable
{
  GObject parent_instance;

  /* What an edit of all tables looks at comes first and lies together: to fetch it is most of what it costs. */
  SluiceTableList *list; /* weak: the list lets go before it goes */

  /* Choice, as in SluiceChoice, which says what each means */
  const char *cursor;
  SluiceChoiceExtras *extras;
  gint32 time_of_day;
  gint32 look_back;
  guint8 method;
  gint8 frequency;
  guint8 full_refresh_days;
  guint8 cdc_table_mode;
  guint16 selected : 1;
  guint16 near_real_time : 1;    /* asked for on its source, whose check passed */
  guint16 takes_columns : 1;     /* whether its source has a choice of columns */
  guint16 takes_row_filters : 1; /* whether its source can filter rows */
  guint16 takes_rereads : 1;     /* whether its server can look back and refresh in full now and then */
  guint16 is_staying : 1;        /* while the list is given other tables */

  /* Facts. These bits never change, and lie in a word of their own: other threads may read them meanwhile. */
  guint16 : 0;
  guint16 is_database : 1;
  guint16 key_detection_supported : 1;
  guint16 should_sync_default : 1;
  guint16 webhook_only : 1;
  guint16 supports_webhooks : 1;
  guint16 incremental_available : 1;
  guint16 append_available : 1;
  guint16 id_column : 2; /* which spelling of "id" is among the columns; 0 for none */

  guint step_number; /* the last step of the history that it was recorded in */
  guint16 n_cursors;
  guint16 n_columns;
  gint64 rows;
  SluiceCursor *cursors;
  const char **detected_keys;
  char *permission_error;
  char *rls_warning;
  char *synced_by; /* the title of a source that syncs the same table already */
  SluiceTraits traits;
  guint32 unread; /* a bit for each fact that came as something else than it can be */
  gint8 cdc_available;
  gint8 xmin_available;
  guint8 rows_origin;
  char *name;
  char *label;
  char *schema_name;
  char *description; /* not interned: no two are alike */
  char *suggested_cursor;
  SluiceColumn *columns;
  gint64 rows_at;          /* seconds since 1970 */
  SluiceTableDelta *delta; /* NULL for a table that is as it was */
  SluiceTable *origin;     /* of a copy: whose facts that never change it shares; NULL mostly */
};

/* What may change of a table beside its choice, taken on the main thread. */
typedef struct
{
  gint64 rows;
  gint64 rows_at;
  SluiceTableDelta *delta; /* a copy, or NULL */
  char *synced_by;         /* interned, or NULL */
  guint8 rows_origin;
  guint8 near_real_time : 1;
  guint8 takes_columns : 1;
  guint8 takes_row_filters : 1;
  guint8 takes_rereads : 1;
} SluiceTableLatest;

void sluice_table_latest_init (SluiceTableLatest *self, SluiceTable *table);
void sluice_table_latest_clear (SluiceTableLatest *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SluiceTableLatest, sluice_table_latest_clear)
/* The facts with @latest. May run on any thread while @self is held: it reads of it what never changes. (transfer full)
 */
JsonNode *sluice_table_facts_at_to_json (SluiceTable *self, const SluiceTableLatest *latest);

/* A table in no list that is as @origin was by @choice and @latest, and shares with it what never changes. It belongs
 * to who makes it; that may be on any thread while @origin is held. (transfer full) */
SluiceTable *sluice_table_new_copy (SluiceTable *origin, const SluiceChoice *choice, const SluiceTableLatest *latest);

/* Tells the list before and after a choice or the rows of a table change, so that it can keep its totals. */
void sluice_table_list_table_changing (SluiceTableList *self, SluiceTable *table);
void sluice_table_list_table_changed (SluiceTableList *self, SluiceTable *table);
/* Tells the list what parts of a choice, which was @old, are about to change, for its history. Not for what merely
 * follows from facts. */
void
sluice_table_list_record (SluiceTableList *self, SluiceTable *table, const SluiceChoice *old, SluiceChoicePart parts);
/* Before somebody changes a table: what is left of an edit in pieces comes first. */
void sluice_table_settle (SluiceTable *self);

/* Makes an empty list one for tables of @other: what it is told beside them. */
void sluice_table_list_copy_settings (SluiceTableList *self, SluiceTableList *other);

/* A vector of interned strings without doubles, or NULL if there are none. (transfer full) */
const char **sluice_table_intern_strv (const char *const *strings);
/* Another reference to each; NULL stays NULL, and an empty vector an empty one. (transfer full) */
const char **sluice_table_copy_interned_strv (const char *const *strings);
void sluice_table_free_interned_strv (const char **strings);
const SluiceCursor *sluice_table_find_cursor (SluiceTable *self, const char *field);
/* Sets the recommended choice without telling anybody. */
void sluice_table_take_recommendation (SluiceTable *self);
gboolean sluice_table_is_as_recommended (SluiceTable *self);
/* Whether near-real-time was asked for (rule 3). A choice that stands as recommended follows the recommendation. */
void sluice_table_set_near_real_time (SluiceTable *self, gboolean asked);
/* The title of a source that syncs the same table already, interned, or NULL. */
void sluice_table_set_synced_by (SluiceTable *self, const char *title);

void sluice_advisor_read_traits (SluiceTable *table);
/* The number that stands for a spelling of "id" in "id_column"; 0 if @name is none. */
guint sluice_table_number_id_column (const char *name);
/* That column as a key, or NULL. */
const char *const *sluice_table_get_id_key (SluiceTable *self);
/* Whether the cursor's name and type say that it changes with the row: U of DESIGN 7.1. */
gboolean sluice_advisor_is_update_cursor (SluiceTable *table, const SluiceCursor *cursor);
/* "status_changed_at" tells a change of the status only: better than nothing, but after "updated_at". */
gboolean sluice_advisor_is_about_a_part (SluiceTable *table, const SluiceCursor *cursor);
/* Whether a key would lead to a better method than copying the whole table. */
gboolean sluice_advisor_would_use_key (SluiceTable *table);
/* The cursor that is the table's whole key and only grows, or NULL. */
const char *sluice_advisor_get_key_cursor (SluiceTable *table);
/* How often the table syncs, by its list if it is in one. */
SluiceFrequency sluice_advisor_get_frequency (SluiceTable *table);
/* The slowest frequency at which full refreshes bring SLUICE_COSTLY_ROWS a month, -1 if none does. Where the table is
 * read in full beside another method, the frequency matters because it cannot be slower. */
int sluice_advisor_get_slowest_costly (SluiceTable *table);
/* How many days there should be between two readings in full for them not to be costly. */
guint sluice_advisor_get_affordable_days (SluiceTable *table);
/* Whether its name alone says so: an epoch in a database. */
gboolean sluice_advisor_sounds_like_update (SluiceTable *table, const SluiceCursor *cursor);
/* The cursor to begin with when a person picks @method, or NULL if there is no candidate. */
const char *sluice_advisor_pick_cursor (SluiceTable *table, SluiceSyncMethod method);

G_END_DECLS
