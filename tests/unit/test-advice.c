/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-advisor.h"
#include "sluice-table-list.h"
#include "unit-common.h"

/* Every decision of tests/fixtures/advice (see its README.md) against the advisor. */

enum
{
  TABLE,
  RULE,
  METHOD,
  CURSOR,
  WARNINGS,
  SUGGESTED,
  WHY,
  N_CELLS,
};

static const struct
{
  const char *word;
  SluiceWarnings flag;
} warning_words[] = {
  { "nullable-cursor", SLUICE_WARNING_NULLABLE_CURSOR },
  { "unindexed-cursor", SLUICE_WARNING_UNINDEXED_CURSOR },
  { "created-cursor", SLUICE_WARNING_ONLY_CREATED_CURSOR },
  { "no-key", SLUICE_WARNING_NO_KEY },
  { "rls", SLUICE_WARNING_ROW_SECURITY },
  { "large", SLUICE_WARNING_LARGE },
  { "large-full-refresh", SLUICE_WARNING_LARGE_FULL_REFRESH },
  { "unknown-rows", SLUICE_WARNING_UNKNOWN_ROWS },
  { "secrets", SLUICE_WARNING_SECRETS },
};

static SluiceWarnings
warnings_from_text (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  SluiceWarnings warnings = SLUICE_WARNING_NONE;

  for (guint i = 0; !g_str_equal (text, "-") && words[i] != NULL; i++)
    {
      guint j = 0;

      while (j < G_N_ELEMENTS (warning_words) && !g_str_equal (words[i], warning_words[j].word))
        j++;
      g_assert_cmpuint (j, <, G_N_ELEMENTS (warning_words));
      warnings |= warning_words[j].flag;
    }

  return warnings;
}

static char *
warnings_to_text (SluiceWarnings warnings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (warning_words); i++)
    if ((warnings & warning_words[i].flag) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", warning_words[i].word);

  return g_string_free (text, FALSE);
}

static const char *
suggestion_to_word (SluiceTable *table)
{
  if (!sluice_advisor_is_suggested (table))
    return "no";

  return sluice_table_get_rows (table) < 0 ? "ask" : "yes";
}

static SluiceTableList *
load_tables (const char *file, const char *type_name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (SluiceSourceType) type = unit_source_type (type_name);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  SluiceTableList *list = sluice_table_list_new ();
  JsonArray *array;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  node = sluice_json_parse (text, -1, &error);
  g_assert_no_error (error);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      SluiceTable *table = sluice_table_new_from_json (json_array_get_object_element (array, i),
                                                       sluice_source_type_is_database (type), &error);

      g_assert_no_error (error);
      g_ptr_array_add (tables, table);
    }
  sluice_table_list_append (list, tables);

  return list;
}

/* What the advisor says in the form of a decision, so that a difference is read at a glance. */
static char *
advice_to_text (SluiceTable *table)
{
  SluiceAdvice advice = sluice_advisor_recommend (table);
  const char *method = sluice_sync_method_to_word (advice.method);
  g_autofree char *warnings = warnings_to_text (sluice_advisor_get_warnings (table));

  return g_strdup_printf ("%s: rule %u, %s on %s, warnings %s, suggested %s", sluice_table_get_name (table),
                          advice.rule, method != NULL ? method : "off", advice.cursor != NULL ? advice.cursor : "-",
                          *warnings != '\0' ? warnings : "-", suggestion_to_word (table));
}

static char *
decision_to_text (char **cells)
{
  g_autofree char *warnings = warnings_to_text (warnings_from_text (cells[WARNINGS]));

  return g_strdup_printf ("%s: rule %s, %s on %s, warnings %s, suggested %s", cells[TABLE], cells[RULE], cells[METHOD],
                          cells[CURSOR], *warnings != '\0' ? warnings : "-", cells[SUGGESTED]);
}

static guint
compare (SluiceTable *table, char **cells)
{
  g_autofree char *said = advice_to_text (table);
  g_autofree char *decided = decision_to_text (cells);

  if (g_str_equal (said, decided))
    return 0;

  g_printerr ("# decided %s (%s)\n#    said %s\n", decided, cells[WHY], said);

  return 1;
}

static char *
find_word_after (char **lines, const char *head)
{
  for (; *lines != NULL; lines++)
    if (g_str_has_prefix (*lines, head))
      return g_strdup (*lines + strlen (head));

  return NULL;
}

static void
test_decisions (gconstpointer data)
{
  const char *file = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "advice", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *type = NULL;
  g_autofree char *tables = NULL;
  g_autofree char *near_real_time = NULL;
  g_autoptr (SluiceTableList) list = NULL;
  guint n_decisions = 0;
  guint n_different = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  type = find_word_after (lines, "# source type: ");
  tables = find_word_after (lines, "# tables: ");
  near_real_time = find_word_after (lines, "# near-real-time");
  list = load_tables (tables, type);
  sluice_table_list_set_near_real_time (list, near_real_time != NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      SluiceTable *table;

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;

      g_assert_cmpuint (g_strv_length (cells), ==, N_CELLS);
      table = sluice_table_list_lookup (list, cells[TABLE]);
      g_assert_nonnull (table);
      n_decisions++;
      n_different += compare (table, cells);
    }
  /* The others are still worth reading. */
  if (n_different > 0)
    g_test_fail_printf ("%u decisions differ", n_different);
  /* No table without a decision. */
  g_assert_cmpuint (n_decisions, ==, sluice_table_list_get_size (list));
}

/* A list of tables that is added to the catalogue wants its decisions too. */
static void
test_every_played_source_is_decided (void)
{
  g_autofree char *catalogue = g_test_build_filename (G_TEST_DIST, "..", "src", "practice", "catalogue", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (catalogue, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *stem = NULL;
      g_autofree char *file = NULL;
      g_autofree char *path = NULL;

      if (!g_str_has_suffix (name, "-tables.json"))
        continue;

      stem = g_strndup (name, strlen (name) - strlen ("-tables.json"));
      file = g_strconcat (stem, ".tsv", NULL);
      path = g_test_build_filename (G_TEST_DIST, "fixtures", "advice", file, NULL);
      g_test_message ("%s", path);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *advice = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  advice = g_test_build_filename (G_TEST_DIST, "fixtures", "advice", NULL);
  folder = g_dir_open (advice, 0, NULL);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".tsv"))
      g_ptr_array_add (files, g_strdup (name));
  g_assert_cmpuint (files->len, >, 0);

  for (guint i = 0; i < files->len; i++)
    {
      const char *file = g_ptr_array_index (files, i);
      g_autofree char *path = g_strdup_printf ("/advice/%.*s", (int) (strlen (file) - strlen (".tsv")), file);

      g_test_add_data_func (path, file, test_decisions);
    }
  g_test_add_func ("/advice/every-played-source", test_every_played_source_is_decided);

  return g_test_run ();
}
