/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"
#include "sluice-array-stream.h"

#define MEBIBYTE (1024 * 1024)

/* Brackets, commas and quotes where they mean nothing, escapes of every kind, UTF-8 of two to four bytes, all kinds of
 * values, and odd white space. */
static const char document[] =
    " \r\n\t[ {\"a\" : \"]}{[,\\\"\\\\\", \"b\":[1,[2,{\"c\":null}]]} ,\n\"\\u00e4\\\\\",\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x90\x98\\\"\" "
    ",-1.5e+3, true,false ,null,[],{}, [\"]\"],{\"\\\\\\\"]\":\"\\/\\b\\f\\n\\r\\t\\ud83d\\ude00\"},0]\n ";

static const char *const expected[] = {
  "{\"a\" : \"]}{[,\\\"\\\\\", \"b\":[1,[2,{\"c\":null}]]}",
  "\"\\u00e4\\\\\"",
  "\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x90\x98\\\"\"",
  "-1.5e+3",
  "true",
  "false",
  "null",
  "[]",
  "{}",
  "[\"]\"]",
  "{\"\\\\\\\"]\":\"\\/\\b\\f\\n\\r\\t\\ud83d\\ude00\"}",
  "0",
};

static void
assert_elements (GPtrArray *elements)
{
  g_assert_cmpuint (elements->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < elements->len; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (g_ptr_array_index (elements, i), &size);

      g_assert_cmpmem (data, size, expected[i], strlen (expected[i]));
    }
}

static GPtrArray *
new_elements (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

static void
push (SluiceArrayStream *stream, const char *data, gsize length, GPtrArray *elements)
{
  g_autoptr (GError) error = NULL;
  /* In a block of its own, so that reading one byte too far is found. */
  g_autofree char *copy = g_memdup2 (data, length);

  g_assert_true (sluice_array_stream_push (stream, copy, length, elements, &error));
  g_assert_no_error (error);
}

static void
finish (SluiceArrayStream *stream)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sluice_array_stream_finish (stream, &error));
  g_assert_no_error (error);
}

static void
test_two_pieces (void)
{
  gsize length = strlen (document);

  for (gsize cut = 0; cut <= length; cut++)
    {
      g_autoptr (SluiceArrayStream) stream = sluice_array_stream_new ();
      g_autoptr (GPtrArray) elements = new_elements ();

      push (stream, document, cut, elements);
      push (stream, document + cut, length - cut, elements);
      finish (stream);
      assert_elements (elements);
    }
}

static void
test_pieces_of_one_size (void)
{
  gsize length = strlen (document);

  for (gsize size = 1; size < 20; size++)
    {
      g_autoptr (SluiceArrayStream) stream = sluice_array_stream_new ();
      g_autoptr (GPtrArray) elements = new_elements ();

      for (gsize begin = 0; begin < length; begin += size)
        push (stream, document + begin, MIN (size, length - begin), elements);
      finish (stream);
      assert_elements (elements);
    }
}

/* An element is given as soon as it is whole, not when the next begins. */
static void
test_soon (void)
{
  g_autoptr (SluiceArrayStream) stream = sluice_array_stream_new ();
  g_autoptr (GPtrArray) elements = new_elements ();

  push (stream, "[{\"a\":1}", 8, elements);
  g_assert_cmpuint (elements->len, ==, 1);
}

static void
test_half (void)
{
  gsize end = strrchr (document, ']') - document;

  for (gsize length = 0; length <= end; length++)
    {
      g_autoptr (SluiceArrayStream) stream = sluice_array_stream_new ();
      g_autoptr (GPtrArray) elements = new_elements ();
      g_autoptr (GError) error = NULL;

      push (stream, document, length, elements);
      g_assert_false (sluice_array_stream_finish (stream, &error));
      g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);
    }
}

static gboolean
push_fails (SluiceArrayStream *stream, const char *data, gsize length)
{
  g_autoptr (GPtrArray) elements = new_elements ();
  g_autoptr (GError) error = NULL;

  if (sluice_array_stream_push (stream, data, length, elements, &error))
    return FALSE;
  g_assert_error (error, SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL);

  return TRUE;
}

static void
test_no_array (void)
{
  static const char *const texts[] = { "{\"detail\":\"x\"}",
                                       "x",
                                       "\"[]\"",
                                       "[1,]",
                                       "[,1]",
                                       "[,]",
                                       "[1,,2]",
                                       "[1 2]",
                                       "[1]2",
                                       "[1],",
                                       "[1][2]",
                                       "[]]",
                                       "[}",
                                       "[1}",
                                       "[\"a\"b]",
                                       "[1\"a\"]",
                                       "[1{}]",
                                       "[:1]",
                                       "<html>",
                                       "[1] x",
                                       "[{}{}]",
                                       "[[]\"\"]",
                                       "\xef\xbb\xbf[]",
                                       "[1:2]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SluiceArrayStream) stream = sluice_array_stream_new ();

      g_test_message ("%s", texts[i]);
      g_assert_true (push_fails (stream, texts[i], strlen (texts[i])));
      /* Broken once, broken for good. */
      g_assert_true (push_fails (stream, "[]", 2));
      g_assert_false (sluice_array_stream_finish (stream, NULL));
    }
}

/* The array itself counts as one. */
static void
test_depth (void)
{
  g_autofree char *open = g_strnfill (65, '[');
  g_autofree char *close = g_strnfill (64, ']');
  g_autofree char *bomb = g_strnfill (MEBIBYTE, '[');
  g_autoptr (SluiceArrayStream) good = sluice_array_stream_new ();
  g_autoptr (SluiceArrayStream) bad = sluice_array_stream_new ();
  g_autoptr (SluiceArrayStream) worst = sluice_array_stream_new ();
  g_autoptr (GPtrArray) elements = new_elements ();

  push (good, open, 64, elements);
  push (good, close, 64, elements);
  finish (good);
  g_assert_cmpuint (elements->len, ==, 1);

  g_assert_true (push_fails (bad, open, 65));
  g_assert_true (push_fails (worst, bomb, MEBIBYTE));
}

static void
test_size (void)
{
  g_autofree char *mebibyte = g_strnfill (MEBIBYTE, 'a');
  g_autoptr (SluiceArrayStream) stream = sluice_array_stream_new ();
  g_autoptr (SluiceArrayStream) larger = sluice_array_stream_new ();
  g_autoptr (GPtrArray) elements = new_elements ();

  push (stream, "[\"", 2, elements);
  for (guint i = 0; i < 63; i++)
    push (stream, mebibyte, MEBIBYTE, elements);
  push (stream, mebibyte, MEBIBYTE - 2, elements);
  push (stream, "\"]", 2, elements);
  finish (stream);
  g_assert_cmpuint (elements->len, ==, 1);
  g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (elements, 0)), ==, 64 * MEBIBYTE);

  push (larger, "[\"", 2, elements);
  for (guint i = 0; i < 63; i++)
    push (larger, mebibyte, MEBIBYTE, elements);
  g_assert_true (push_fails (larger, mebibyte, MEBIBYTE));
}

static void
add_tests (void)
{
  g_test_add_func ("/array-stream/two-pieces", test_two_pieces);
  g_test_add_func ("/array-stream/pieces-of-one-size", test_pieces_of_one_size);
  g_test_add_func ("/array-stream/soon", test_soon);
  g_test_add_func ("/array-stream/half", test_half);
  g_test_add_func ("/array-stream/no-array", test_no_array);
  g_test_add_func ("/array-stream/depth", test_depth);
  g_test_add_func ("/array-stream/size", test_size);
}

int
main (int argc, char **argv)
{
  return test_run (argc, argv, add_tests);
}
