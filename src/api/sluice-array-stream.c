/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-array-stream.h"

#include <glib/gi18n.h>

#include "sluice-api-error.h"

/* Real tables are nested four deep; json-glib itself would go to 1,024 and need the stack for it. */
#define MAX_DEPTH 64
#define MAX_ELEMENT_SIZE (64 * 1024 * 1024)

typedef enum
{
  STATE_START,  /* nothing but white space yet */
  STATE_FIRST,  /* after the opening bracket: an element or the end */
  STATE_NEXT,   /* after a comma: an element */
  STATE_SCALAR, /* in a number or a word */
  STATE_STRING, /* in a string, which may itself be in a nested element */
  STATE_ESCAPE, /* after a backslash in a string */
  STATE_NESTED, /* in an object or array, outside of strings */
  STATE_AFTER,  /* after an element: a comma or the end */
  STATE_END,    /* after the closing bracket */
  STATE_BROKEN,
} State;

struct _SluiceArrayStream
{
  GObject parent_instance;

  State state;
  guint depth;         /* brackets open, the array's own included */
  GByteArray *element; /* the beginning of an element that the last piece cut, or NULL */
};

G_DEFINE_FINAL_TYPE (SluiceArrayStream, sluice_array_stream, G_TYPE_OBJECT)

static void
sluice_array_stream_finalize (GObject *object)
{
  SluiceArrayStream *self = SLUICE_ARRAY_STREAM (object);

  g_clear_pointer (&self->element, g_byte_array_unref);

  G_OBJECT_CLASS (sluice_array_stream_parent_class)->finalize (object);
}

static void
sluice_array_stream_class_init (SluiceArrayStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sluice_array_stream_finalize;
}

static void
sluice_array_stream_init (SluiceArrayStream *self)
{
  self->state = STATE_START;
}

SluiceArrayStream *
sluice_array_stream_new (void)
{
  return g_object_new (SLUICE_TYPE_ARRAY_STREAM, NULL);
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The state after @c begins an element, or the state of an end or a fault. */
static State
begin_element (SluiceArrayStream *self, char c)
{
  switch (c)
    {
    case '{':
    case '[':
      self->depth++;
      return STATE_NESTED;
    case '"':
      return STATE_STRING;
    case ']':
      return self->state == STATE_FIRST ? STATE_END : STATE_BROKEN;
    case '}':
    case ',':
    case ':':
      return STATE_BROKEN;
    default:
      return STATE_SCALAR;
    }
}

static State
continue_nested (SluiceArrayStream *self, char c)
{
  switch (c)
    {
    case '"':
      return STATE_STRING;
    case '{':
    case '[':
      self->depth++;
      return STATE_NESTED;
    case '}':
    case ']':
      self->depth--;
      return self->depth == 1 ? STATE_AFTER : STATE_NESTED;
    default:
      return STATE_NESTED;
    }
}

static State
continue_scalar (char c)
{
  if (c == ',')
    return STATE_NEXT;
  if (c == ']')
    return STATE_END;
  if (is_space (c))
    return STATE_AFTER;

  return strchr ("{}[\":", c) != NULL ? STATE_BROKEN : STATE_SCALAR;
}

/* Whether kinds of brackets match is for the JSON parser to say; the whole element goes through it. */
static State
get_next_state (SluiceArrayStream *self, char c)
{
  switch (self->state)
    {
    case STATE_START:
      self->depth = 1;
      return c == '[' ? STATE_FIRST : is_space (c) ? STATE_START : STATE_BROKEN;
    case STATE_FIRST:
    case STATE_NEXT:
      return is_space (c) ? self->state : begin_element (self, c);
    case STATE_SCALAR:
      return continue_scalar (c);
    case STATE_STRING:
      if (c == '\\')
        return STATE_ESCAPE;
      if (c == '"')
        return self->depth == 1 ? STATE_AFTER : STATE_NESTED;
      return STATE_STRING;
    case STATE_ESCAPE:
      return STATE_STRING;
    case STATE_NESTED:
      return continue_nested (self, c);
    case STATE_AFTER:
      return c == ',' ? STATE_NEXT : c == ']' ? STATE_END : is_space (c) ? STATE_AFTER : STATE_BROKEN;
    case STATE_END:
      return is_space (c) ? STATE_END : STATE_BROKEN;
    case STATE_BROKEN:
    default:
      return STATE_BROKEN;
    }
}

static gboolean
is_inside (State state)
{
  return state == STATE_SCALAR || state == STATE_STRING || state == STATE_ESCAPE || state == STATE_NESTED;
}

static gboolean
is_dull (State state, char c)
{
  if (state == STATE_STRING)
    return c != '"' && c != '\\';

  return state == STATE_NESTED && c != '"' && c != '{' && c != '}' && c != '[' && c != ']';
}

static gboolean
fail (SluiceArrayStream *self, GError **error, const char *message)
{
  self->state = STATE_BROKEN;
  g_clear_pointer (&self->element, g_byte_array_unref);
  g_set_error_literal (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL, message);

  return FALSE;
}

/* Appends to the element that is under way; FALSE when it gets too large. */
static gboolean
keep (SluiceArrayStream *self, const char *data, gsize length)
{
  if (self->element == NULL)
    self->element = g_byte_array_new ();
  if (length > MAX_ELEMENT_SIZE - self->element->len)
    return FALSE;

  g_byte_array_append (self->element, (const guint8 *) data, length);

  return TRUE;
}

gboolean
sluice_array_stream_push (SluiceArrayStream *self, const char *data, gsize length, GPtrArray *elements, GError **error)
{
  gsize begin = 0;

  g_return_val_if_fail (SLUICE_IS_ARRAY_STREAM (self), FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  g_return_val_if_fail (elements != NULL, FALSE);

  for (gsize i = 0; i < length; i++)
    {
      State last = self->state;

      /* Nearly all there is: text and numbers within an element. */
      if (is_dull (last, data[i]))
        continue;

      self->state = get_next_state (self, data[i]);
      if (self->state == STATE_BROKEN)
        return fail (self, error, _ ("The answer is not one list of tables."));
      if (self->depth > MAX_DEPTH)
        return fail (self, error, _ ("The answer is nested too deeply."));

      if (!is_inside (last) && is_inside (self->state))
        begin = i;
      else if (is_inside (last) && !is_inside (self->state))
        {
          /* A number's end is seen one byte late; a bracket or quote belongs to its element. */
          gsize end = last == STATE_SCALAR ? i : i + 1;

          if (!keep (self, data + begin, end - begin))
            return fail (self, error, _ ("One part of the answer is too large."));
          g_ptr_array_add (elements, g_byte_array_free_to_bytes (g_steal_pointer (&self->element)));
        }
    }

  if (is_inside (self->state) && !keep (self, data + begin, length - begin))
    return fail (self, error, _ ("One part of the answer is too large."));

  return TRUE;
}

gboolean
sluice_array_stream_finish (SluiceArrayStream *self, GError **error)
{
  g_return_val_if_fail (SLUICE_IS_ARRAY_STREAM (self), FALSE);

  if (self->state == STATE_START)
    return fail (self, error, _ ("The answer is empty."));
  if (self->state != STATE_END)
    return fail (self, error, _ ("The answer ended before it was complete."));

  return TRUE;
}
