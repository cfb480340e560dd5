/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-estimate.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "sluice-number-private.h"

static gint64
add (gint64 a, gint64 b)
{
  gint64 result;

  return __builtin_add_overflow (a, b, &result) ? G_MAXINT64 : result;
}

SluiceRowRange
sluice_row_range_add (SluiceRowRange a, SluiceRowRange b)
{
  return (SluiceRowRange) { add (a.low, b.low), add (a.high, b.high), a.n_unknown + b.n_unknown };
}

SluiceRowRange
sluice_row_range_subtract (SluiceRowRange a, SluiceRowRange b)
{
  return (SluiceRowRange) { a.low > b.low ? a.low - b.low : 0, a.high > b.high ? a.high - b.high : 0,
                            a.n_unknown > b.n_unknown ? a.n_unknown - b.n_unknown : 0 };
}

char *
sluice_number_group (char *number)
{
  const char *locale = setlocale (LC_NUMERIC, NULL);
  g_autofree char *owned = number;
  GString *grouped;
  gsize n_digits;

  if (!g_str_equal (locale, "C") && !g_str_has_prefix (locale, "C.") && !g_str_equal (locale, "POSIX"))
    return g_steal_pointer (&owned);

  grouped = g_string_new (owned);
  n_digits = strspn (owned, "0123456789");
  for (gsize position = n_digits; position > 3; position -= 3)
    g_string_insert_c (grouped, position - 3, ',');

  return g_string_free (grouped, FALSE);
}

/* From a thousand on in steps of a thousand; or as the language counts, see get_step(). */
static const char *const units[] = {
  "%s",
  /* Translators: a number of thousands: "38 k"; of ten thousands, in steps of these. The space is narrow and does not
     break. */
  N_ ("%s\u202fk"),
  /* Translators: a number of millions: "1.2 M"; the second step. The space is narrow and does not break. */
  N_ ("%s\u202fM"),
  /* Translators: a number of thousand millions: "1.2 B"; the third step. The space is narrow and does not break. */
  N_ ("%s\u202fB"),
  /* Translators: a number of million millions: "1.2 T"; the fourth step. The space is narrow and does not break. */
  N_ ("%s\u202fT"),
};

/* What there is of one unit in the next. */
static double
get_step (void)
{
  /* Translators: by how many zeros large numbers are counted, in digits: 3 for thousand, million, …; 4 for 万, 亿, … */
  const guint64 zeros = g_ascii_strtoull (C_ ("large numbers", "3"), NULL, 10);

  return zeros == 4 ? 10000 : 1000;
}

/* Rounds to so many figures. */
static double
round_to_figures (double value, int figures)
{
  double step = value > 0 ? pow (10, floor (log10 (value)) + 1 - figures) : 1;

  /* Below 1 the step is a fraction that has no exact double; its inverse has. */
  return step >= 1 ? round (value / step) * step : round (value * round (1 / step)) / round (1 / step);
}

static guint
get_unit (double value)
{
  const double step = get_step ();
  guint unit = 0;

  while (value >= step && unit + 1 < G_N_ELEMENTS (units))
    {
      value /= step;
      unit++;
    }

  return unit;
}

/* With as many decimals as the number has, at most @decimals. */
static char *
format_in_unit (double value, guint unit, int decimals)
{
  g_autofree char *digits = NULL;
  double scaled = value / pow (get_step (), unit);

  while (decimals > 0 && fabs (scaled * pow (10, decimals - 1) - round (scaled * pow (10, decimals - 1))) < 1e-6)
    decimals--;
  digits = sluice_number_group (g_strdup_printf ("%'.*f", decimals, scaled));

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (unit > 0 ? _ (units[unit]) : units[unit], digits);
#pragma GCC diagnostic pop
}

char *
sluice_number_dup_unknown (void)
{
  /* Translators: in place of a number of rows. */
  return g_strdup (C_ ("rows", "unknown"));
}

char *
sluice_rows_to_string (gint64 rows)
{
  if (rows < 0)
    return sluice_number_dup_unknown ();

  return sluice_number_group (g_strdup_printf ("%'" G_GINT64_FORMAT, rows));
}

gulong
sluice_rows_get_plural (gint64 rows)
{
  /* A gulong may be of 32 bits; no language looks beyond six figures. */
  return (gulong) (rows < 0 ? 0 : rows > 1000000 ? rows % 1000000 + 1000000 : rows);
}

gulong
sluice_rows_get_short_plural (gint64 rows)
{
  return rows < get_step () ? sluice_rows_get_plural (rows) : 1000000;
}

char *
sluice_rows_to_short_string (gint64 rows)
{
  double value;

  if (rows < get_step ())
    return sluice_rows_to_string (rows);

  value = round_to_figures (rows, 3);

  return format_in_unit (value, get_unit (value), 2);
}

/* Two figures are as many as an assumption in percents can carry. */
static char *
dup_estimate (gint64 low, gint64 high)
{
  double first = round_to_figures (low, 2);
  double second = round_to_figures (high, 2);
  guint unit = get_unit (second);
  g_autofree char *from = NULL;
  g_autofree char *to = format_in_unit (second, unit, 1);

  /* The same unit for both is easier to compare, as long as rounding hardly shows: "0.5 M – 2.4 M". */
  if (unit > 1 && first >= 0.45 * pow (get_step (), unit))
    from = format_in_unit (round_to_figures (low, first < pow (get_step (), unit) ? 1 : 2), unit, 1);
  else
    from = format_in_unit (first, get_unit (first), 1);

  if (g_str_equal (from, to))
    /* Translators: an estimated number of rows. */
    return g_strdup_printf (_ ("≈ %s"), to);

  /* Translators: an estimated number of rows, from … to …. */
  return g_strdup_printf (_ ("≈ %s – %s"), from, to);
}

char *
sluice_row_range_to_string (SluiceRowRange range)
{
  g_autofree char *rows = NULL;

  if (range.n_unknown > 0)
    {
      if (range.high == 0)
        return sluice_rows_to_string (-1);

      rows = sluice_rows_to_short_string (range.low);
      /* Translators: %s is a number of rows: "at least 1.2 M". */
      return g_strdup_printf (_ ("at least %s"), rows);
    }
  if (range.low == range.high)
    return sluice_rows_to_string (range.low);

  return dup_estimate (range.low, range.high);
}
