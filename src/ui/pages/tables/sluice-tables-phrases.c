/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-ago.h"
#include "sluice-estimate.h"
#include "sluice-tables-phrases.h"

char *
sluice_tables_phrase_origin (SluicePlan *plan)
{
  SluiceForm *form = sluice_plan_get_form (plan);
  GDateTime *discovered_at = sluice_plan_get_discovered_at (plan);
  const char *database = form != NULL ? sluice_form_get_value (form, "database") : "";
  g_autofree char *name = *database != '\0' ? g_strdup (database) : sluice_plan_dup_title (plan);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *ago = NULL;

  if (discovered_at == NULL)
    return g_steal_pointer (&name);

  ago = sluice_ago_to_string (discovered_at, now);
  /* Translators: a database, and when its tables were read: “shop · read 2 minutes ago” */
  return g_strdup_printf (_ ("%s · read %s"), name, ago);
}

/* A range is read as one: no line ends within it. Takes @range. */
static char *
join_range (char *range)
{
  g_autofree char *owned = range;
  g_autoptr (GString) joined = g_string_new (owned);

  g_string_replace (joined, " ", "\u00a0", 0);
  /* A line may end after a dash, whatever space follows. */
  g_string_replace (joined, "–", "–\u2060", 0);

  return g_string_free_and_steal (g_steal_pointer (&joined));
}

static char *
markup_first_load (SluiceTableList *tables, gboolean brief)
{
  const SluiceRowRange load = sluice_table_list_get_first_load (tables);
  g_autofree char *rows = brief ? sluice_rows_to_short_string (load.low) : sluice_rows_to_string (load.low);

  if (load.n_unknown > 0 && load.n_unknown == sluice_table_list_get_n_selected (tables))
    return g_strdup (_ ("rows unknown until counted"));
  if (load.n_unknown > 0)
    /* Translators: Pango markup. How many rows the first load has, the rows of some tables being unknown */
    return g_markup_printf_escaped (ngettext ("first load at least <b>%s</b> rows (%'u table unknown)",
                                              "first load at least <b>%s</b> rows (%'u tables unknown)",
                                              load.n_unknown),
                                    rows, load.n_unknown);

  /* Translators: Pango markup; how many rows the first load has */
  return g_markup_printf_escaped (ngettext ("first load <b>%s</b> row", "first load <b>%s</b> rows",
                                            brief ? sluice_rows_get_short_plural (load.low) :
                                                    sluice_rows_get_plural (load.low)),
                                  rows);
}

char *
sluice_tables_markup_totals (SluiceTableList *tables, gboolean lines)
{
  const guint n_tables = sluice_table_list_get_size (tables);
  const guint n_selected = sluice_table_list_get_n_selected (tables);
  const SluiceRowRange month = sluice_table_list_get_month (tables);
  g_autofree char *selected = NULL;
  g_autofree char *load = NULL;
  g_autofree char *range = NULL;
  g_autofree char *a_month = NULL;

  /* Translators: Pango markup; how many tables are selected, of all */
  selected = g_markup_printf_escaped (ngettext ("<b>%'u of %'u</b> table", "<b>%'u of %'u</b> tables", n_tables),
                                      n_selected, n_tables);
  if (n_selected == 0)
    return g_steal_pointer (&selected);

  load = markup_first_load (tables, lines && sluice_table_list_get_first_load (tables).low >= SLUICE_LARGE_ROWS);
  if (month.n_unknown == n_selected)
    return g_strdup_printf ("%s · %s", selected, load);

  range = join_range (sluice_row_range_to_string (month));
  /* Translators: Pango markup; %s is a number of rows, such as “≈ 80 k – 257 k” */
  a_month = g_markup_printf_escaped (_ ("<b>%s</b> a month"), range);

  return g_strdup_printf ("%s · %s%s%s", selected, load, lines ? "\n" : " · ", a_month);
}

char *
sluice_tables_phrase_suggestion (const SluiceSuggestion *suggestion)
{
  g_autofree char *rows = sluice_rows_to_string (suggestion->rows);

  if (suggestion->n_tables == 0 && suggestion->n_unknown == 0)
    return g_strdup (_ ("Nothing more to suggest"));
  if (suggestion->n_tables == 0)
    return g_strdup_printf (ngettext ("%'u table of unknown size to suggest", "%'u tables of unknown size to suggest",
                                      suggestion->n_unknown),
                            suggestion->n_unknown);

  /* Translators: what a button will do; %s is a number of rows */
  return g_strdup_printf (ngettext ("Selects %'u more table with %s rows", "Selects %'u more tables with %s rows",
                                    suggestion->n_tables),
                          suggestion->n_tables, rows);
}

char *
sluice_tables_phrase_suggested (const SluiceSuggestion *suggestion)
{
  g_autofree char *rows = sluice_rows_to_string (suggestion->rows);

  if (suggestion->n_tables == 0)
    return g_strdup (_ ("Nothing more to suggest"));

  /* Translators: what a button has just done; %s is a number of rows */
  return g_strdup_printf (ngettext ("Selected %'u more table with %s rows", "Selected %'u more tables with %s rows",
                                    suggestion->n_tables),
                          suggestion->n_tables, rows);
}

SluiceSuggestion
sluice_tables_get_suggestion (SluiceTableList *tables)
{
  SluiceSuggestion suggestion = { 0, 0, 0 };

  sluice_table_list_preview_suggested (tables, &suggestion.n_tables, &suggestion.rows, &suggestion.n_unknown);

  return suggestion;
}
