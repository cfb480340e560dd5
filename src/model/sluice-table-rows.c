/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-rows.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "sluice-estimate.h"

/* More rows than this are a slip of the finger; a double holds every whole number below. */
#define MOST_ROWS 9e15

/* The units that people write, folded. */
static const struct
{
  const char *word;
  double factor;
} units[] = {
  { "", 1 },      { "k", 1e3 },   { "tsd", 1e3 }, { "thousand", 1e3 }, { "m", 1e6 },        { "mm", 1e6 },
  { "mn", 1e6 },  { "mio", 1e6 }, { "mil", 1e6 }, { "million", 1e6 },  { "millions", 1e6 }, { "g", 1e9 },
  { "b", 1e9 },   { "bn", 1e9 },  { "mrd", 1e9 }, { "billion", 1e9 },  { "billions", 1e9 }, { "t", 1e12 },
  { "tn", 1e12 }, { "千", 1e3 },  { "万", 1e4 },  { "百万", 1e6 },     { "亿", 1e8 },       { "十亿", 1e9 },
};

gboolean
sluice_rows_origin_is_exact (SluiceRowsOrigin origin)
{
  return origin == SLUICE_ROWS_FROM_SERVER || origin == SLUICE_ROWS_COUNTED || origin == SLUICE_ROWS_PASTED;
}

char *
sluice_table_dup_rows_text (SluiceTable *self)
{
  gint64 rows = sluice_table_get_rows (self);
  g_autofree char *number = NULL;

  if (rows < 0 || sluice_rows_origin_is_exact (sluice_table_get_rows_origin (self)))
    return sluice_rows_to_string (rows);

  number = sluice_rows_to_short_string (rows);
  /* Translators: an estimated number of rows: “≈ 1.2 M” */
  return g_strdup_printf (_ ("≈ %s"), number);
}

static const char *
get_origin_format (SluiceRowsOrigin origin)
{
  switch (origin)
    {
    case SLUICE_ROWS_ESTIMATED:
      /* Translators: where a number of rows comes from; %s is a date and time, here and below */
      return _ ("The database’s own estimate, read from this computer on %s");
    case SLUICE_ROWS_COUNTED:
      return _ ("Counted in the database from this computer on %s");
    case SLUICE_ROWS_BY_HAND:
      return _ ("Typed by hand on %s");
    case SLUICE_ROWS_PASTED:
      return _ ("Pasted from a query’s result on %s");
    case SLUICE_ROWS_PASTED_ESTIMATE:
      return _ ("The database’s own estimate, pasted from a query’s result on %s");
    case SLUICE_ROWS_SYNCED:
      return _ ("What another source has stored of this table, as of %s");
    case SLUICE_ROWS_UNKNOWN:
    case SLUICE_ROWS_FROM_SERVER:
    default:
      return NULL;
    }
}

char *
sluice_table_dup_rows_origin_text (SluiceTable *self)
{
  SluiceRowsOrigin origin = sluice_table_get_rows_origin (self);
  const char *format = get_origin_format (origin);
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *when = NULL;

  if (origin == SLUICE_ROWS_FROM_SERVER)
    return g_strdup (_ ("From the server’s list of tables"));
  if (format == NULL)
    return NULL;

  at = g_date_time_new_from_unix_local (sluice_table_get_rows_at (self));
  when = at != NULL ? g_date_time_format (at, "%x %H:%M") : g_strdup ("?");

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, when);
#pragma GCC diagnostic pop
}

const char *
sluice_table_get_bare_name (SluiceTable *self)
{
  const char *name = sluice_table_get_name (self);
  const char *schema = sluice_table_get_schema_name (self);

  return schema != NULL ? name + strlen (schema) + 1 : name;
}

gboolean
sluice_table_offer_rows (SluiceTable *self, gint64 rows, SluiceRowsOrigin origin, gint64 at)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);
  g_return_val_if_fail (rows >= 0 && origin != SLUICE_ROWS_UNKNOWN, FALSE);

  if (sluice_rows_origin_is_exact (sluice_table_get_rows_origin (self)) && !sluice_rows_origin_is_exact (origin))
    return FALSE;

  sluice_table_set_rows_at (self, rows, origin, at);

  return TRUE;
}

static gboolean
is_group_mark (gunichar c)
{
  return c == ' ' || c == 0xa0 || c == 0x202f || c == 0x2009 || c == '\'' || c == 0x2019 || c == '_';
}

/* Takes digits, points, commas and group marks from the front; gives the rest. Groups have three digits, or it is none.
 */
static const char *
take_digits (const char *text, GString *digits)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isdigit (c))
        g_string_append_c (digits, (char) ('0' + g_unichar_digit_value (c)));
      else if ((c == '.' || c == ',') && digits->len > 0)
        g_string_append_c (digits, (char) c);
      else if (is_group_mark (c) && digits->len > 0 && g_unichar_isdigit (g_utf8_get_char (g_utf8_next_char (text))))
        g_string_append_c (digits, ' ');
      else
        break;
    }

  return text;
}

/* Whether @digits is one to three digits, then groups of three after each @mark, up to @end. */
static gboolean
is_grouped (const char *digits, const char *end, char mark)
{
  const char *first = memchr (digits, mark, end - digits);

  if (first == NULL)
    return TRUE;
  if (first == digits || first - digits > 3)
    return FALSE;
  for (const char *c = first; c < end; c += 4)
    if (*c != mark || end - c < 4 || !g_ascii_isdigit (c[1]) || !g_ascii_isdigit (c[2]) || !g_ascii_isdigit (c[3]))
      return FALSE;

  return TRUE;
}

static guint
count_char (const char *text, char c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;

  return n;
}

/* Which of the marks begins the fraction: NULL for none. */
static const char *
find_fraction (const char *digits, gboolean has_unit)
{
  const char *point = strrchr (digits, '.');
  const char *comma = strrchr (digits, ',');
  const char *last = point == NULL || (comma != NULL && comma > point) ? comma : point;

  if (last == NULL)
    return NULL;
  if (count_char (digits, *last) > 1)
    return NULL;
  /* "1,204.50" has both; "1 204.5" has a space. */
  if ((point != NULL && comma != NULL) || strchr (digits, ' ') != NULL)
    return last;

  return has_unit || strlen (last + 1) != 3 || (*digits == '0' && last == digits + 1) ? last : NULL;
}

static gboolean
read_digits (const char *digits, gboolean has_unit, double *value)
{
  const char *fraction = find_fraction (digits, has_unit);
  const char *end = fraction != NULL ? fraction : digits + strlen (digits);
  const char marks[] = { ' ', ',', '.' };
  g_autoptr (GString) plain = g_string_new (NULL);
  guint n_marks = 0;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (memchr (digits, marks[i], end - digits) != NULL)
      {
        n_marks++;
        if (!is_grouped (digits, end, marks[i]))
          return FALSE;
      }
  if (n_marks > 1)
    return FALSE;

  for (const char *c = digits; c < end; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (plain, *c);
  if (fraction != NULL)
    g_string_append_printf (plain, ".%s", fraction + 1);
  *value = g_ascii_strtod (plain->str, NULL);

  return plain->len > 0;
}

gboolean
sluice_rows_from_text (const char *text, gint64 *rows)
{
  g_autofree char *folded = NULL;
  g_autofree char *unit = NULL;
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *rest;
  double value = 0;

  g_return_val_if_fail (text != NULL && rows != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  folded = g_utf8_casefold (text, -1);
  rest = folded;
  while (g_str_has_prefix (rest, "≈") || g_str_has_prefix (rest, "~") || g_unichar_isspace (g_utf8_get_char (rest)))
    rest = g_utf8_next_char (rest);
  rest = take_digits (rest, digits);
  unit = g_strdup (rest);
  g_strstrip (unit);
  if (digits->len == 0)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (unit, units[i].word) ||
        (*unit != '\0' && g_str_has_suffix (unit, ".") && strlen (unit) == strlen (units[i].word) + 1 &&
         g_str_has_prefix (unit, units[i].word)))
      {
        if (!read_digits (digits->str, i > 0, &value) || value * units[i].factor > MOST_ROWS)
          return FALSE;
        *rows = (gint64) llround (value * units[i].factor);
        return TRUE;
      }

  return FALSE;
}
