/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-changes.h"

#include <gio/gio.h>
#include <string.h>

struct _SluicePracticeDecoder
{
  guint32 table_oid;
  guint64 from;
  guint64 end;
  gboolean passing_over; /* the transaction was taken before */
  GStrv columns;         /* of the table, as the log last described it */
};

/* A message and how far it is read; @failed once it ends too early. */
typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
  gboolean failed;
} Message;

static void
value_free (gpointer data)
{
  SluicePracticeValue *self = data;

  g_free (self->column);
  g_free (self->text);
  g_free (self);
}

void
sluice_practice_change_free (SluicePracticeChange *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->old_row, g_ptr_array_unref);
  g_clear_pointer (&self->new_row, g_ptr_array_unref);
  g_free (self);
}

SluicePracticeDecoder *
sluice_practice_decoder_new (guint32 table_oid, guint64 from)
{
  SluicePracticeDecoder *self = g_new0 (SluicePracticeDecoder, 1);

  self->table_oid = table_oid;
  self->from = from;
  self->end = from;

  return self;
}

void
sluice_practice_decoder_free (SluicePracticeDecoder *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->columns);
  g_free (self);
}

guint64
sluice_practice_decoder_get_end (SluicePracticeDecoder *self)
{
  return self->end;
}

/* (transfer full) (nullable) */
static guint8 *
decode_hex (const char *hex, gsize *size)
{
  gsize length = strlen (hex);
  guint8 *data = g_malloc (length / 2 + 1);

  *size = length / 2;
  for (gsize i = 0; i < *size; i++)
    {
      int high = g_ascii_xdigit_value (hex[2 * i]);
      int low = g_ascii_xdigit_value (hex[2 * i + 1]);

      if (high < 0 || low < 0)
        {
          g_free (data);
          return NULL;
        }
      data[i] = (guint8) (high << 4 | low);
    }

  return data;
}

static guint64
read_int (Message *message, guint bytes)
{
  guint64 value = 0;

  if (message->failed || message->size - message->at < bytes)
    {
      message->failed = TRUE;
      return 0;
    }
  for (guint i = 0; i < bytes; i++)
    value = value << 8 | message->data[message->at++];

  return value;
}

/* Up to the next zero. (transfer full) */
static char *
read_string (Message *message)
{
  gsize left = message->size - message->at;
  const guint8 *start = message->data + message->at;
  const guint8 *zero = message->failed ? NULL : memchr (start, '\0', left);

  if (zero == NULL)
    {
      message->failed = TRUE;
      return g_strdup ("");
    }
  message->at += (gsize) (zero - start) + 1;

  return g_strdup ((const char *) start);
}

static SluicePracticeValue *
read_value (Message *message, const char *column)
{
  SluicePracticeValue *value = g_new0 (SluicePracticeValue, 1);
  guint64 kind = read_int (message, 1);

  value->column = g_strdup (column);
  value->unchanged = kind == 'u';
  if (kind == 't')
    {
      guint64 length = read_int (message, 4);

      if (message->failed || length > message->size - message->at)
        message->failed = TRUE;
      else
        {
          value->text = g_strndup ((const char *) message->data + message->at, length);
          message->at += length;
        }
    }
  else if (kind != 'n' && kind != 'u')
    message->failed = TRUE;

  return value;
}

/* (transfer full) */
static GPtrArray *
read_row (SluicePracticeDecoder *self, Message *message)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (value_free);
  guint64 n_columns = read_int (message, 2);

  if (self->columns == NULL || n_columns != g_strv_length (self->columns))
    message->failed = TRUE;
  for (guint i = 0; !message->failed && i < n_columns; i++)
    g_ptr_array_add (row, read_value (message, self->columns[i]));

  return row;
}

/* How the table looks from here on. */
static void
read_relation (SluicePracticeDecoder *self, Message *message)
{
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();
  g_autofree char *schema = read_string (message);
  g_autofree char *name = read_string (message);
  guint64 n_columns;

  read_int (message, 1); /* replica identity */
  n_columns = read_int (message, 2);
  for (guint i = 0; !message->failed && i < n_columns; i++)
    {
      read_int (message, 1); /* flags */
      g_strv_builder_take (columns, read_string (message));
      read_int (message, 4); /* type */
      read_int (message, 4); /* modifier */
    }
  g_strfreev (self->columns);
  self->columns = g_strv_builder_end (columns);
}

static SluicePracticeChange *
read_row_change (SluicePracticeDecoder *self, Message *message, guint64 kind)
{
  SluicePracticeChange *change = g_new0 (SluicePracticeChange, 1);
  guint64 part = read_int (message, 1);

  change->kind = kind == 'I' ? SLUICE_PRACTICE_INSERT : kind == 'U' ? SLUICE_PRACTICE_UPDATE : SLUICE_PRACTICE_DELETE;
  if (part == 'K' || part == 'O')
    {
      change->old_row = read_row (self, message);
      part = kind == 'U' ? read_int (message, 1) : 'N';
    }
  if (part != 'N')
    message->failed = TRUE;
  else if (kind != 'D')
    change->new_row = read_row (self, message);
  if (kind == 'D' && change->old_row == NULL)
    message->failed = TRUE;

  return change;
}

/* Whether the table is among those that were emptied. */
static gboolean
read_truncate (SluicePracticeDecoder *self, Message *message)
{
  guint64 n_tables = read_int (message, 4);
  gboolean found = FALSE;

  read_int (message, 1); /* options */
  for (guint64 i = 0; !message->failed && i < n_tables; i++)
    found |= read_int (message, 4) == self->table_oid;

  return found;
}

static void
read_begin (SluicePracticeDecoder *self, Message *message)
{
  self->passing_over = read_int (message, 8) < self->from;
}

static void
read_commit (SluicePracticeDecoder *self, Message *message)
{
  guint64 end;

  read_int (message, 1); /* flags */
  read_int (message, 8); /* where the commit stands */
  end = read_int (message, 8);
  self->end = MAX (self->end, end);
}

static void
take_row_message (SluicePracticeDecoder *self, Message *message, guint64 kind, GPtrArray *changes)
{
  if (read_int (message, 4) != self->table_oid)
    return;
  if (kind == 'R')
    read_relation (self, message);
  else if (!self->passing_over)
    g_ptr_array_add (changes, read_row_change (self, message, kind));
}

gboolean
sluice_practice_decoder_take (SluicePracticeDecoder *self, const char *hex, GPtrArray *changes, GError **error)
{
  gsize size = 0;
  g_autofree guint8 *data = decode_hex (hex, &size);
  Message message = { data, size, 0, data == NULL };
  guint64 kind = read_int (&message, 1);

  switch (kind)
    {
    case 'B':
      read_begin (self, &message);
      break;
    case 'C':
      read_commit (self, &message);
      break;
    case 'R':
    case 'I':
    case 'U':
    case 'D':
      take_row_message (self, &message, kind, changes);
      break;
    case 'T':
      if (read_truncate (self, &message) && !self->passing_over)
        {
          SluicePracticeChange *change = g_new0 (SluicePracticeChange, 1);

          change->kind = SLUICE_PRACTICE_TRUNCATE;
          g_ptr_array_add (changes, change);
        }
      break;
    default:
      /* Origins, types and messages are of no interest. */
      break;
    }
  if (message.failed)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "A change in PostgreSQL's log cannot be read (“%c”).",
                 g_ascii_isprint ((char) kind) ? (char) kind : '?');

  return !message.failed;
}
