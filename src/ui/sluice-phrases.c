/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-phrases.h"
#include "sluice-source.h"
#include "sluice-table-choice.h"

char *
sluice_phrase_first_load (SluiceTableList *tables)
{
  SluiceRowRange range = sluice_table_list_get_first_load (tables);
  g_autofree char *rows = sluice_rows_to_string (range.low);
  gulong plural = sluice_rows_get_plural (range.low);

  if (range.n_unknown > 0 && range.low == 0)
    return g_strdup (_ ("unknown until counted"));
  if (range.n_unknown > 0)
    /* Translators: some tables' rows are unknown, so that this is the least the first load can be */
    return g_strdup_printf (ngettext ("at least %s row", "at least %s rows", plural), rows);

  return g_strdup_printf (ngettext ("%s row", "%s rows", plural), rows);
}

char *
sluice_phrase_unknown (guint n_tables)
{
  if (n_tables == 0)
    return NULL;

  /* Translators: below sums of rows and money */
  return g_strdup_printf (ngettext ("%'u table of unknown size is not included",
                                    "%'u tables of unknown size are not included", n_tables),
                          n_tables);
}

char *
sluice_phrase_free_rows (const SluicePriceList *prices)
{
  g_autofree char *rows = sluice_rows_to_short_string (prices->free_rows);

  if (prices->free_rows == 0 && prices->free_days == 0)
    return NULL;
  if (prices->free_rows == 0)
    return g_strdup_printf (ngettext ("The first %u day of a source is free", "The first %u days of a source are free",
                                      prices->free_days),
                            prices->free_days);
  if (prices->free_days == 0)
    /* Translators: %s is a number of rows, such as “1 M” */
    return g_strdup_printf (_ ("%s rows a month are free"), rows);

  /* Translators: what is free: a number of rows, such as “1 M”, and the first days of a source */
  return g_strdup_printf (ngettext ("%s rows a month are free, and the first %u day",
                                    "%s rows a month are free, and the first %u days", prices->free_days),
                          rows, prices->free_days);
}

/* No two sources have both in common, so that this is the one that the plan became. */
static gboolean
is_made_of (SluiceSource *source, SluicePlan *plan)
{
  SluiceSourceType *source_type = sluice_plan_get_source_type (plan);

  return source_type != NULL &&
         g_str_equal (sluice_source_get_source_type (source), sluice_source_type_get_name (source_type)) &&
         g_str_equal (sluice_source_get_prefix (source), sluice_plan_get_prefix (plan));
}

char *
sluice_phrase_shared_rows (const SluicePriceList *prices, SluicePlan *plan, GListModel *sources)
{
  guint n_sources = 0;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (!is_made_of (source, plan))
        n_sources++;
    }
  if (prices->free_rows == 0 || n_sources == 0)
    return NULL;

  return g_strdup_printf (
      ngettext ("The free rows are taken to be for this source alone; %u other source uses them, too.",
                "The free rows are taken to be for this source alone; %u other sources use them, too.", n_sources),
      n_sources);
}

char *
sluice_phrase_prices (const SluicePriceList *prices)
{
  g_autofree char *date = sluice_price_list_dup_date (prices);

  /* Translators: of costs; a month and a year */
  return g_strdup_printf (_ ("An estimate by prices of %s"), date);
}

char *
sluice_phrase_tables (guint n_tables)
{
  return g_strdup_printf (ngettext ("%'u table", "%'u tables", n_tables), n_tables);
}

char *
sluice_phrase_code (const char *text)
{
  return g_markup_printf_escaped ("<span insert_hyphens=\"false\">%s</span>", text);
}

char *
sluice_phrase_names (const char *const *names, guint at_most)
{
  guint n_names = names != NULL ? g_strv_length ((char **) names) : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (n_names, at_most); i++)
    {
      if (i > 0)
        /* Translators: between the names of tables in a list */
        g_string_append (text, _ (", "));
      g_string_append (text, names[i]);
    }
  if (n_names > at_most)
    /* Translators: after a list of table names: how many more there are */
    g_string_append_printf (text, ngettext (" and %'u more", " and %'u more", n_names - at_most), n_names - at_most);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sluice_phrase_duration (gint64 seconds)
{
  gint64 minutes = seconds / 60;

  if (minutes >= 60)
    return g_strdup_printf ("%" G_GINT64_FORMAT ":%02d:%02d", minutes / 60, (int) (minutes % 60), (int) (seconds % 60));

  return g_strdup_printf ("%d:%02d", (int) minutes, (int) (seconds % 60));
}

/* Today's, since the clocks are changed twice a year in many places. */
char *
sluice_phrase_local_time (int seconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = g_date_time_new_now (utc);
  g_autoptr (GDateTime) midnight = NULL;
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) here = NULL;

  g_return_val_if_fail (seconds >= 0, NULL);

  midnight = g_date_time_new (utc, g_date_time_get_year (now), g_date_time_get_month (now),
                              g_date_time_get_day_of_month (now), 0, 0, 0);
  then = g_date_time_add_seconds (midnight, seconds);
  here = g_date_time_to_local (then);

  return g_date_time_format (here, "%H:%M");
}

char *
sluice_phrase_time_of_day (const char *time_of_day)
{
  const int seconds = sluice_time_of_day_from_text (time_of_day);
  g_autofree char *local = NULL;

  if (seconds < 0)
    return NULL;

  local = sluice_phrase_local_time (seconds);

  /* Translators: a time of day in UTC, then the same moment on this computer's clock */
  return g_strdup_printf (_ ("%s UTC is %s here"), time_of_day, local);
}
