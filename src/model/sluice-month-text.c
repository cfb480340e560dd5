/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-month-sums-private.h"
#include "sluice-table-private.h"

static char *
dup_full_refresh (SluiceTable *table, SluiceFrequency plan)
{
  const SluiceFrequency frequency = table->frequency >= 0 ? (SluiceFrequency) table->frequency : plan;
  const guint runs = sluice_frequency_get_runs_a_month (frequency);
  g_autofree char *rows = sluice_rows_to_string (table->rows);

  /* Translators: what a full refresh brings: a number of rows, and the syncs in a month */
  return g_strdup_printf (ngettext ("All %s rows, %'u time a month.", "All %s rows, %'u times a month.", runs), rows,
                          runs);
}

static char *
dup_shares (SluiceTable *table, const SluiceAssumptions *assumptions)
{
  g_autofree char *rows = sluice_rows_to_string (table->rows);
  g_autofree char *changed = sluice_share_dup_range (assumptions->changed_low, assumptions->changed_high);
  g_autofree char *added = sluice_share_dup_range (assumptions->added_low, assumptions->added_high);

  if (table->method == SLUICE_SYNC_METHOD_APPEND)
    /* Translators: a share such as “1–5 %”, and a number of rows */
    return g_strdup_printf (_ ("%s of %s rows, taken to be added in a month."), added, rows);

  /* Translators: a share such as “3–15 %”, and a number of rows */
  return g_strdup_printf (_ ("%s of %s rows, taken to change in a month."), changed, rows);
}

char *
sluice_estimate_dup_reason (SluiceTable *table, SluiceFrequency frequency)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *shares = NULL;
  const SluiceAssumptions *assumptions;
  guint days;

  g_return_val_if_fail (SLUICE_IS_TABLE (table), NULL);

  if (table->method == SLUICE_SYNC_METHOD_NONE)
    return g_strdup (_ ("Nothing is copied."));
  if (table->rows < 0)
    return g_strdup (_ ("Nobody has counted its rows."));

  assumptions = sluice_month_get_assumptions (table);
  days = sluice_month_get_refresh_days (table, frequency);
  shares = table->method == SLUICE_SYNC_METHOD_FULL_REFRESH ? dup_full_refresh (table, frequency) :
                                                              dup_shares (table, assumptions);
  g_string_append (text, shares);
  if (days > 0)
    {
      g_autofree char *often = sluice_full_refresh_dup_label (days);

      /* Translators: follows a sentence; %s is how often: “every 30 days” */
      g_string_append_printf (text, _ (" All of them again %s."), often);
    }
  if (sluice_month_get_look_back (table) > 0)
    /* Translators: follows a sentence; of the high end of an estimate */
    g_string_append (text, _ (" At most also what each sync reads again by its look-back."));

  return g_string_free_and_steal (g_steal_pointer (&text));
}
