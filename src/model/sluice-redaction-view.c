/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-redaction-view-private.h"

#include <string.h>

/* The longest that one sign is written: “&#x10ffff;”. */
#define MOST_WRITTEN 10
/* The longest that it reads: a character in UTF-8. */
#define MOST_READ 6

/* Reads one sign at @text, of which @left bytes are left. Gives how many were read, 0 if it stands for itself; what it
 * reads goes to @read, and how many bytes that is to @n_read. */
typedef gsize (*ReadFunc) (const guchar *text, gsize left, guchar *read, guint *n_read);

static gboolean
read_hex (const guchar *text, guint n_digits, gunichar *value)
{
  *value = 0;
  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
      *value = *value * 16 + g_ascii_xdigit_value (text[i]);
    }

  return TRUE;
}

static gsize
read_percent (const guchar *text, gsize left, guchar *read, guint *n_read)
{
  gunichar value;

  if (text[0] != '%' || left < 3 || !read_hex (text + 1, 2, &value))
    return 0;
  read[0] = value;
  *n_read = 1;

  return 3;
}

static gsize
read_form (const guchar *text, gsize left, guchar *read, guint *n_read)
{
  if (text[0] != '+')
    return read_percent (text, left, read, n_read);
  read[0] = ' ';
  *n_read = 1;

  return 1;
}

/* “\u20ac”, or two for what has no place in 16 bits. */
static gsize
read_unicode (const guchar *text, gsize left, guchar *read, guint *n_read)
{
  gunichar value;
  gunichar low;
  gsize length = 6;

  if (left < 6 || !read_hex (text + 2, 4, &value))
    return 0;
  if (value >= 0xd800 && value < 0xdc00 && left >= 12 && text[6] == '\\' && text[7] == 'u' &&
      read_hex (text + 8, 4, &low) && low >= 0xdc00 && low < 0xe000)
    {
      value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
      length = 12;
    }
  *n_read = g_unichar_to_utf8 (value, (char *) read);

  return length;
}

/* “\342”: up to three digits, as C and shells write bytes. */
static gsize
read_octal (const guchar *text, gsize left, guchar *read)
{
  guint value = 0;
  gsize length = 1;

  for (; length < MIN (left, 4) && text[length] >= '0' && text[length] < '8'; length++)
    value = value * 8 + (text[length] - '0');
  read[0] = value;

  return length;
}

static gsize
read_backslash (const guchar *text, gsize left, guchar *read, guint *n_read)
{
  static const char written[] = "bfnrt";
  static const char signs[] = "\b\f\n\r\t";
  const char *place;
  gunichar value;

  if (text[0] != '\\' || left < 2)
    return 0;
  if (text[1] == 'u')
    return read_unicode (text, left, read, n_read);
  *n_read = 1;
  if (text[1] == 'x' && left >= 4 && read_hex (text + 2, 2, &value))
    {
      read[0] = value;
      return 4;
    }
  if (text[1] >= '0' && text[1] < '8')
    return read_octal (text, left, read);
  place = text[1] != '\0' ? strchr (written, text[1]) : NULL;
  read[0] = place != NULL ? signs[place - written] : text[1];

  return 2;
}

static gsize
read_entity (const guchar *text, gsize left, guchar *read, guint *n_read)
{
  static const char *const names[][2] = {
    { "&lt;", "<" }, { "&gt;", ">" }, { "&amp;", "&" }, { "&quot;", "\"" }, { "&apos;", "'" },
  };
  char number[MOST_WRITTEN + 1] = "";
  const guchar *end;
  guint64 value = 0;
  gboolean is_hex;

  if (text[0] != '&')
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (left >= strlen (names[i][0]) && memcmp (text, names[i][0], strlen (names[i][0])) == 0)
      {
        read[0] = names[i][1][0];
        *n_read = 1;
        return strlen (names[i][0]);
      }
  if (left < 4 || text[1] != '#' || (end = memchr (text, ';', MIN (left, MOST_WRITTEN))) == NULL)
    return 0;

  is_hex = text[2] == 'x' || text[2] == 'X';
  memcpy (number, text + (is_hex ? 3 : 2), end - text - (is_hex ? 3 : 2));
  if (!g_ascii_string_to_unsigned (number, is_hex ? 16 : 10, 1, 0x10ffff, &value, NULL))
    return 0;
  *n_read = g_unichar_to_utf8 ((gunichar) value, (char *) read);

  return end - text + 1;
}

/* JSON within JSON, and an address within JSON or the other way round, are written in two ways at once. */
static const ReadFunc views[][2] = {
  { NULL, NULL },
  { read_percent, NULL },
  { read_form, NULL },
  { read_backslash, NULL },
  { read_entity, NULL },
  { read_backslash, read_backslash },
  { read_backslash, read_percent },
  { read_backslash, read_form },
  { read_backslash, read_entity },
  { read_percent, read_percent },
  { read_percent, read_backslash },
  { read_entity, read_backslash },
  { read_entity, read_percent },
};

static SluiceRedactionView *
view_new (gsize length)
{
  SluiceRedactionView *self = g_new0 (SluiceRedactionView, 1);

  self->bytes = g_new (guchar, length + 1);
  self->starts = g_new (guint, length + 1);
  self->ends = g_new (guint, length + 1);

  return self;
}

static void
append (SluiceRedactionView *self, guchar byte, guint start, guint end)
{
  self->bytes[self->length] = byte;
  self->starts[self->length] = start;
  self->ends[self->length] = end;
  self->length++;
}

/* Takes @written. What is read is never longer. */
static SluiceRedactionView *
undo (SluiceRedactionView *written, ReadFunc func)
{
  g_autoptr (SluiceRedactionView) taken = written;
  SluiceRedactionView *self = view_new (written->length);

  for (gsize i = 0; i < written->length;)
    {
      guchar read[MOST_READ];
      guint n_read = 0;
      gsize length = func (written->bytes + i, written->length - i, read, &n_read);

      if (length < n_read || length == 0)
        {
          append (self, written->bytes[i], written->starts[i], written->ends[i]);
          i++;
          continue;
        }
      for (guint k = 0; k < n_read; k++)
        append (self, read[k], written->starts[i], written->ends[i + length - 1]);
      i += length;
    }

  return self;
}

guint
sluice_redaction_view_count (void)
{
  return G_N_ELEMENTS (views);
}

SluiceRedactionView *
sluice_redaction_view_new (const char *text, guint number)
{
  gsize length = strlen (text);
  SluiceRedactionView *self = view_new (length);

  for (gsize i = 0; i < length; i++)
    append (self, text[i], i, i + 1);
  for (guint i = 0; i < G_N_ELEMENTS (views[number]) && views[number][i] != NULL; i++)
    self = undo (self, views[number][i]);

  return self;
}

void
sluice_redaction_view_free (SluiceRedactionView *self)
{
  explicit_bzero (self->bytes, self->length);
  g_free (self->bytes);
  g_free (self->starts);
  g_free (self->ends);
  g_free (self);
}
