/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-spin-text.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>

#include "sluice-estimate.h"

/* Digits and the decimal mark, as g_ascii_strtod() reads them; FALSE if anything stands between that is no space and
 * no grouping. What follows the digits is left at @end. */
static GString *
collect_digits (const char *text, gboolean decimals, const char **end)
{
  const char *mark = nl_langinfo (RADIXCHAR);
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);

      if (g_unichar_isdigit (c))
        g_string_append_c (digits, (char) ('0' + g_unichar_digit_value (c)));
      else if (decimals && g_str_has_prefix (text, mark))
        g_string_append_c (digits, '.');
      else if (!g_unichar_isspace (c) && !g_unichar_ispunct (c))
        break;
      else if (c == '-' || c == '%')
        break;
    }
  *end = text;

  return digits;
}

static gboolean
parse_number (GString *digits, double *value)
{
  char *end = NULL;

  if (digits->len == 0)
    return FALSE;

  *value = g_ascii_strtod (digits->str, &end);

  return *end == '\0' && isfinite (*value);
}

gboolean
sluice_spin_text_parse_percent (const char *text, double *value)
{
  const char *end = NULL;
  g_autoptr (GString) digits = NULL;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  digits = collect_digits (text, TRUE, &end);
  if (*end == '%')
    end++;

  return *end == '\0' && parse_number (digits, value);
}

/* 1 for none, 0 for what is no unit. */
static double
get_unit (const char *text)
{
  static const struct
  {
    char letter;
    double factor;
  } units[] = { { 'k', 1e3 }, { 'm', 1e6 }, { 'b', 1e9 }, { 't', 1e12 } };

  if (*text == '\0')
    return 1;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_ascii_tolower (text[0]) == units[i].letter && text[1] == '\0')
      return units[i].factor;

  return 0;
}

gboolean
sluice_spin_text_parse_count (const char *text, double *value)
{
  g_autofree char *stripped = NULL;
  const char *end = NULL;
  g_autoptr (GString) digits = NULL;
  double unit;

  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  stripped = g_strstrip (g_strdup (text));
  digits = collect_digits (stripped, FALSE, &end);
  unit = get_unit (end);
  /* “1.5 M” has decimals, “1.500.000” is grouped. */
  if (unit > 1)
    {
      g_string_free (digits, TRUE);
      digits = collect_digits (stripped, TRUE, &end);
    }
  if (unit == 0 || !parse_number (digits, value))
    return FALSE;

  *value = round (*value * unit);

  return TRUE;
}

/* In a narrow window the titles give way, and not the number. */
static void
set_text (AdwSpinRow *row, const char *text)
{
  gtk_editable_set_width_chars (GTK_EDITABLE (row), (int) g_utf8_strlen (text, -1));
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static gboolean
show_percent_cb (AdwSpinRow *row)
{
  const double value = adw_spin_row_get_value (row);
  const int decimals = fabs (value - round (value)) < 1e-6 ? 0 : (int) adw_spin_row_get_digits (row);
  g_autofree char *digits = g_strdup_printf ("%.*f", decimals, value);
  /* Translators: a share in percent: "5 %" */
  g_autofree char *text = g_strdup_printf (_ ("%s\u00a0%%"), digits);

  set_text (row, text);

  return TRUE;
}

static gboolean
show_count_cb (AdwSpinRow *row)
{
  g_autofree char *text = sluice_rows_to_string ((gint64) adw_spin_row_get_value (row));

  set_text (row, text);

  return TRUE;
}

/* What is no number leaves the value as it was: GTK would take it for the lowest. */
static int
read_percent_cb (AdwSpinRow *row, double *value)
{
  if (!sluice_spin_text_parse_percent (gtk_editable_get_text (GTK_EDITABLE (row)), value))
    *value = adw_spin_row_get_value (row);

  return TRUE;
}

static int
read_count_cb (AdwSpinRow *row, double *value)
{
  if (!sluice_spin_text_parse_count (gtk_editable_get_text (GTK_EDITABLE (row)), value))
    *value = adw_spin_row_get_value (row);

  return TRUE;
}

void
sluice_spin_text_show_percent (AdwSpinRow *row)
{
  g_return_if_fail (ADW_IS_SPIN_ROW (row));

  g_signal_connect (row, "output", G_CALLBACK (show_percent_cb), NULL);
  g_signal_connect (row, "input", G_CALLBACK (read_percent_cb), NULL);
  show_percent_cb (row);
}

void
sluice_spin_text_show_count (AdwSpinRow *row)
{
  g_return_if_fail (ADW_IS_SPIN_ROW (row));

  g_signal_connect (row, "output", G_CALLBACK (show_count_cb), NULL);
  g_signal_connect (row, "input", G_CALLBACK (read_count_cb), NULL);
  show_count_cb (row);
}
