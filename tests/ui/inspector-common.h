/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-choice-line.h"
#include "sluice-table-choice.h"
#include "sluice-table-inspector.h"
#include "tables-common.h"

G_BEGIN_DECLS

/* An inspector in a window, and how a test sees and uses it. */

typedef struct
{
  SluiceTableList *tables;
  SluiceTableInspector *inspector;
  GtkWidget *window;
  GtkWidget *within; /* whose rows are meant; NULL: the inspector's */
  guint n_counted;
  guint n_set;
  guint n_left;
} Fixture;

typedef struct
{
  GtkWidget *within;
  const char *name;
  GtkWidget *check;
} Search;

#define ID_COLUMN "\"available_columns\":[{\"field\":\"id\",\"type\":\"bigint\"}]"
#define CURSOR(name, nullable, indexed)                                                                                \
  "{\"field\":\"" name "\",\"type\":\"timestamp\",\"nullable\":" nullable ",\"is_indexed\":" indexed "}"
#define assert_rows(...) assert_first_rows (fixture, (const char *const[]) { __VA_ARGS__, NULL })

/* A window with an inspector of an empty choice, and a shop of tables. */
void set_up (Fixture *fixture, gconstpointer data);
/* Everything has gone after it. */
void tear_down (Fixture *fixture, gconstpointer data);
/* Shows a table of the shop. */
SluiceTable *inspect (Fixture *fixture, const char *name);
/* Of the first rows; NULL-terminated. */
void assert_first_rows (Fixture *fixture, const char *const *titles);
/* A row that is to be seen, by its title; NULL for none. */
AdwPreferencesRow *find_row (Fixture *fixture, const char *title);
/* Activates the row of that title. */
void press (Fixture *fixture, const char *title);
/* What a combo row is set to. */
const char *get_picked (AdwPreferencesRow *row);
/* A line of a combo row. (transfer none) */
SluiceChoiceLine *get_line (AdwPreferencesRow *row, guint position);
/* As a person would: by what the line says. */
void pick (Fixture *fixture, const char *title, const char *choice);
/* Undoes one step. */
void undo (Fixture *fixture);
/* A widget of that type that is to be seen, passing over so many. (transfer none) (nullable) */
GtkWidget *find_widget (GtkWidget *widget, GType type, guint *skip);
/* The dialog that is open. */
GtkWidget *get_dialog (Fixture *fixture);
/* Clicks the button of that label or tooltip. */
void click (GtkWidget *within, const char *label);
/* Whether a label says so; @data is a Search. */
gboolean is_listed (gpointer data);
/* The check of a column, once its line is there. */
GtkCheckButton *get_check (GtkWidget *within, const char *name);
/* Types over what an entry row has. */
void type (Fixture *fixture, const char *title, const char *text);

G_END_DECLS
