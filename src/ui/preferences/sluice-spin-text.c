/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-spin-text.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <math.h>

#include "sluice-estimate.h"
#include "sluice-table-rows.h"

/* Digits and the decimal mark, as g_ascii_strtod() reads them, up to what is neither these nor a space, which is left
 * at
 * @end. A share is never grouped: point and comma are both the mark, whatever the locale has. */
static GString *
collect_digits (const char *text, const char **end)
{
  const char *mark = nl_langinfo (RADIXCHAR);
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);

      if (g_unichar_isdigit (c))
        g_string_append_c (digits, (char) ('0' + g_unichar_digit_value (c)));
      else if (c == '.' || c == ',' || g_str_has_prefix (text, mark))
        g_string_append_c (digits, '.');
      else if (!g_unichar_isspace (c))
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

  digits = collect_digits (text, &end);
  if (*end == '%')
    end++;

  return *end == '\0' && parse_number (digits, value);
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
  gint64 rows = 0;

  *value = sluice_rows_from_text (gtk_editable_get_text (GTK_EDITABLE (row)), &rows) ? (double) rows :
                                                                                       adw_spin_row_get_value (row);

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
