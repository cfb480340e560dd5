/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-column-class.h"

#include <glib/gi18n.h>
#include <string.h>

/* Longer numbers fit no column of any database. */
#define MAX_NUMBER_LENGTH 100
/* What servers keep of a second. */
#define FRACTION_DIGITS 6

G_DEFINE_ENUM_TYPE (SluiceColumnClass,
                    sluice_column_class,
                    G_DEFINE_ENUM_VALUE (SLUICE_COLUMN_CLASS_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (SLUICE_COLUMN_CLASS_INTEGER, "integer"),
                    G_DEFINE_ENUM_VALUE (SLUICE_COLUMN_CLASS_NUMERIC, "numeric"),
                    G_DEFINE_ENUM_VALUE (SLUICE_COLUMN_CLASS_STRING, "string"),
                    G_DEFINE_ENUM_VALUE (SLUICE_COLUMN_CLASS_BOOLEAN, "boolean"),
                    G_DEFINE_ENUM_VALUE (SLUICE_COLUMN_CLASS_DATE, "date"),
                    G_DEFINE_ENUM_VALUE (SLUICE_COLUMN_CLASS_TIMESTAMP, "timestamp"))

/* JSON is not among them: compared with text it would fail when the table syncs. */
static const char *const integers[] = { "int",     "int2",     "int4",        "int8",      "int16",
                                        "int32",   "int64",    "int128",      "int256",    "integer",
                                        "tinyint", "smallint", "mediumint",   "bigint",    "byteint",
                                        "uint8",   "uint16",   "uint32",      "uint64",    "uint128",
                                        "uint256", "serial",   "smallserial", "bigserial", NULL };
static const char *const numerics[] = { "numeric", "decimal", "dec",   "fixed",      "number", "bignumeric",
                                        "real",    "double",  "float", "float4",     "float8", "double precision",
                                        "float32", "float64", "money", "smallmoney", NULL };
static const char *const strings[] = { "char",   "character", "character varying", "varchar",  "varchar2",   "nchar",
                                       "text",   "nvarchar",  "nvarchar2",         "tinytext", "mediumtext", "longtext",
                                       "ntext",  "string",    "fixedstring",       "clob",     "nclob",      "uuid",
                                       "citext", "name",      "uniqueidentifier",  "enum",     NULL };
static const char *const booleans[] = { "bool", "boolean", "bit", NULL };
static const char *const dates[] = { "date", "date32", NULL };
static const char *const timestamps[] = { "smalldatetime", NULL };

static const struct
{
  const char *const *words;
  SluiceColumnClass class_;
} classes[] = {
  { integers, SLUICE_COLUMN_CLASS_INTEGER }, { numerics, SLUICE_COLUMN_CLASS_NUMERIC },
  { strings, SLUICE_COLUMN_CLASS_STRING },   { booleans, SLUICE_COLUMN_CLASS_BOOLEAN },
  { dates, SLUICE_COLUMN_CLASS_DATE },       { timestamps, SLUICE_COLUMN_CLASS_TIMESTAMP },
};

/* Takes a wrapper such as "nullable(…)" off the front and the end of @type. */
static gboolean
unwrap (char **type, const char *wrapper)
{
  if (!g_str_has_prefix (*type, wrapper) || !g_str_has_suffix (*type, ")"))
    return FALSE;

  (*type)[strlen (*type) - 1] = '\0';
  *type = g_strstrip (*type + strlen (wrapper));

  return TRUE;
}

/* Without ClickHouse's wrappers, length and precision. (transfer full) */
static char *
dup_base_type (const char *type)
{
  g_autofree char *folded = g_ascii_strdown (type, -1);
  char *base = g_strstrip (folded);

  while (unwrap (&base, "nullable(") || unwrap (&base, "lowcardinality("))
    ;
  base[strcspn (base, "(")] = '\0';

  return g_strdup (g_strstrip (base));
}

SluiceColumnClass
sluice_column_class_from_type (const char *type)
{
  g_autofree char *base = NULL;

  if (type == NULL)
    return SLUICE_COLUMN_CLASS_UNKNOWN;

  base = dup_base_type (type);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_strv_contains (classes[i].words, base))
      return classes[i].class_;

  /* "timestamptz", "timestamp with time zone", "datetime2", "datetimeoffset", … */
  return (g_str_has_prefix (base, "timestamp") || g_str_has_prefix (base, "datetime")) &&
                 !g_str_has_suffix (base, "[]") ?
             SLUICE_COLUMN_CLASS_TIMESTAMP :
             SLUICE_COLUMN_CLASS_UNKNOWN;
}

const char *
sluice_column_class_get_label (SluiceColumnClass class_)
{
  switch (class_)
    {
    case SLUICE_COLUMN_CLASS_INTEGER:
      /* Translators: here and below, what kind of values a column holds. */
      return _ ("whole number");
    case SLUICE_COLUMN_CLASS_NUMERIC:
      return _ ("number");
    case SLUICE_COLUMN_CLASS_STRING:
      return _ ("text");
    case SLUICE_COLUMN_CLASS_BOOLEAN:
      return _ ("true or false");
    case SLUICE_COLUMN_CLASS_DATE:
      return _ ("date");
    case SLUICE_COLUMN_CLASS_TIMESTAMP:
      return _ ("date and time");
    case SLUICE_COLUMN_CLASS_UNKNOWN:
    default:
      return C_ ("type of a column", "unknown");
    }
}

const char *
sluice_column_class_get_example (SluiceColumnClass class_)
{
  switch (class_)
    {
    case SLUICE_COLUMN_CLASS_INTEGER:
      return "42";
    case SLUICE_COLUMN_CLASS_NUMERIC:
      return "9.90";
    case SLUICE_COLUMN_CLASS_STRING:
      return "eu";
    case SLUICE_COLUMN_CLASS_BOOLEAN:
      return "true";
    case SLUICE_COLUMN_CLASS_DATE:
      return "2026-09-30";
    case SLUICE_COLUMN_CLASS_TIMESTAMP:
      return "2026-09-30T10:00:00Z";
    case SLUICE_COLUMN_CLASS_UNKNOWN:
    default:
      return "";
    }
}

static char *
normalize_integer (const char *text)
{
  gboolean negative = *text == '-';
  const char *digits = *text == '-' || *text == '+' ? text + 1 : text;

  if (*digits == '\0' || strspn (digits, "0123456789") != strlen (digits) || strlen (digits) > MAX_NUMBER_LENGTH)
    return NULL;

  while (*digits == '0' && digits[1] != '\0')
    digits++;

  return g_strconcat (negative && !g_str_equal (digits, "0") ? "-" : "", digits, NULL);
}

static char *
normalize_numeric (const char *text)
{
  if (strlen (text) > MAX_NUMBER_LENGTH ||
      !g_regex_match_simple ("^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?\\z", text, G_REGEX_DEFAULT,
                             G_REGEX_MATCH_DEFAULT))
    return NULL;

  return g_strdup (*text == '+' ? text + 1 : text);
}

static char *
normalize_boolean (const char *text)
{
  if (g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "1"))
    return g_strdup ("true");
  if (g_ascii_strcasecmp (text, "false") == 0 || g_str_equal (text, "0"))
    return g_strdup ("false");

  return NULL;
}

/* Takes so many digits from the front of @text as a number, or gives -1. */
static int
take_number (const char **text, guint n_digits)
{
  int number = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (**text))
        return -1;
      number = number * 10 + *(*text)++ - '0';
    }

  return number;
}

static gboolean
take_char (const char **text, char c)
{
  if (**text != c)
    return FALSE;

  (*text)++;

  return TRUE;
}

static gboolean
take_date (const char **text)
{
  int year = take_number (text, 4);
  int month = take_char (text, '-') ? take_number (text, 2) : -1;
  int day = take_char (text, '-') ? take_number (text, 2) : -1;

  return year > 0 && month > 0 && day > 0 && g_date_valid_dmy (day, month, year);
}

/* "10:00", "10:00:30", "10:00:30.25" becomes "10:00:30.250000". */
static gboolean
take_time (const char **text, GString *result)
{
  int hour = take_number (text, 2);
  int minute = take_char (text, ':') ? take_number (text, 2) : -1;
  int second = 0;
  gsize n_digits;

  if (take_char (text, ':'))
    second = take_number (text, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return FALSE;

  g_string_append_printf (result, "T%02d:%02d:%02d", hour, minute, second);
  if (!take_char (text, '.'))
    return TRUE;

  n_digits = strspn (*text, "0123456789");
  g_string_append_c (result, '.');
  for (gsize i = 0; i < FRACTION_DIGITS; i++)
    g_string_append_c (result, i < n_digits ? (*text)[i] : '0');
  *text += n_digits;

  return n_digits > 0;
}

/* "", "Z", "+02", "+0200", "+02:00" */
static gboolean
take_zone (const char **text, GString *result)
{
  char sign = **text;
  int hour;
  int minute = 0;

  if (sign == '\0')
    return TRUE;
  (*text)++;
  if (sign == 'Z' || sign == 'z')
    {
      g_string_append_c (result, 'Z');
      return TRUE;
    }
  if (sign != '+' && sign != '-')
    return FALSE;

  hour = take_number (text, 2);
  if (take_char (text, ':') || **text != '\0')
    minute = take_number (text, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return FALSE;

  g_string_append_printf (result, "%c%02d:%02d", sign, hour, minute);

  return TRUE;
}

static char *
normalize_date (const char *text)
{
  const char *rest = text;

  return take_date (&rest) && *rest == '\0' ? g_strdup (text) : NULL;
}

static char *
normalize_timestamp (const char *text)
{
  g_autoptr (GString) result = NULL;
  const char *rest = text;

  if (!take_date (&rest))
    return NULL;
  if (*rest == '\0')
    return g_strdup (text);
  result = g_string_new_len (text, rest - text);
  if (!take_char (&rest, 'T') && !take_char (&rest, 't') && !take_char (&rest, ' '))
    return NULL;
  if (!take_time (&rest, result) || !take_zone (&rest, result) || *rest != '\0')
    return NULL;

  return g_string_free_and_steal (g_steal_pointer (&result));
}

char *
sluice_column_class_normalize (SluiceColumnClass class_, const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  if (class_ == SLUICE_COLUMN_CLASS_STRING)
    return g_strdup (text);

  stripped = g_strstrip (g_strdup (text));
  switch (class_)
    {
    case SLUICE_COLUMN_CLASS_INTEGER:
      return normalize_integer (stripped);
    case SLUICE_COLUMN_CLASS_NUMERIC:
      return normalize_numeric (stripped);
    case SLUICE_COLUMN_CLASS_BOOLEAN:
      return normalize_boolean (stripped);
    case SLUICE_COLUMN_CLASS_DATE:
      return normalize_date (stripped);
    case SLUICE_COLUMN_CLASS_TIMESTAMP:
      return normalize_timestamp (stripped);
    case SLUICE_COLUMN_CLASS_STRING:
    case SLUICE_COLUMN_CLASS_UNKNOWN:
    default:
      return NULL;
    }
}
