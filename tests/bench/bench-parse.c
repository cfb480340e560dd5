/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

#include "bench.h"

/*
 * bench-parse FILE: what discovery is measured beside. Reads a document and parses it as one, with json-glib and
 * nothing else in the process; prints how long the parse took, in microseconds, and the most memory it had, in bytes.
 */
int
main (int argc, char *argv[])
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;
  gint64 begin;

  g_assert_cmpint (argc, ==, 2);
  g_file_get_contents (argv[1], &text, &size, &error);
  g_assert_no_error (error);

  begin = g_get_monotonic_time ();
  json_parser_set_strict (parser, TRUE);
  json_parser_load_from_data (parser, text, size, &error);
  g_assert_no_error (error);
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", g_get_monotonic_time () - begin, bench_get_peak_memory ());

  return 0;
}
