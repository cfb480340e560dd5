/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-report.h"
#include "sluice-table-choice.h"
#include "unit-common.h"

#define TABLE(name, rows)                                                                                              \
  "{'table':'" name "','should_sync':false,'rows':" rows ",'incremental_available':true,'append_available':true,"      \
  "'incremental_fields':[{'label':'updated_at','type':'timestamp','field':'updated_at','field_type':'timestamp'},"     \
  "{'label':'id','type':'integer','field':'id','field_type':'integer'}],"                                              \
  "'available_columns':[{'field':'id','type':'integer','nullable':false},"                                             \
  "{'field':'updated_at','type':'timestamp','nullable':false}],'detected_primary_keys':['id']}"
#define DISCOVERED                                                                                                     \
  "[" TABLE ("public.orders", "1204") "," TABLE ("public.items", "90") "," TABLE ("public.extra", "5") "]"

/* A table of the source as it was asked for, and as it stands after its first sync. */
#define THERE(name, more)                                                                                              \
  "{'id':'i-" name "','name':'" name "','should_sync':true,'sync_type':'incremental','incremental_field':"             \
  "'updated_at','primary_key_columns':['id'],'sync_frequency':'24hour','enabled_columns':null,'row_filters':null" more \
  "}"
#define DONE(name, stored, rows)                                                                                       \
  THERE (name, ",'status':'Completed','last_synced_at':'2026-11-26T10:00:00Z','table':{'id':'t','name':'" stored       \
               "','row_count':" rows "}")
#define OFF(name) "{'id':'i-" name "','name':'" name "','should_sync':false}"

static SluicePlan *
make_plan (void)
{
  SluicePlan *plan = sluice_plan_new ();
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");

  sluice_plan_set_source_type (plan, type);
  sluice_form_set_value (sluice_plan_get_form (plan), "host", "db.example.com");
  sluice_form_set_value (sluice_plan_get_form (plan), "database", "shop");
  sluice_form_set_value (sluice_plan_get_form (plan), "password", "s3cret-of-the-database");
  sluice_plan_set_prefix (plan, "eu_");
  unit_discover (plan, DISCOVERED);
  sluice_table_set_selected (unit_get_table (sluice_plan_get_tables (plan), "public.orders"), TRUE);
  sluice_table_set_selected (unit_get_table (sluice_plan_get_tables (plan), "public.items"), TRUE);

  return plan;
}

static SluiceReport *
make_report (SluicePlan *plan, const char *prefix, const char *tables)
{
  g_autofree char *text =
      g_strdup_printf ("[{'id':'0192-a','source_type':'Postgres','prefix':'%s','job_inputs':{'host':"
                       "'db.example.com','database':'shop'},'schemas':[%s]}]",
                       prefix, tables);
  g_autoptr (GListModel) sources = unit_sources (text);
  g_autoptr (SluiceSource) source = g_list_model_get_item (sources, 0);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 26, 10, 30, 0);

  return sluice_report_new (plan, source, NULL, NULL, at);
}

static SluiceReportTable *
get_table (SluiceReport *report, const char *name)
{
  GListModel *tables = sluice_report_get_tables (report);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceReportTable) table = g_list_model_get_item (tables, i);

      if (g_str_equal (sluice_report_table_get_name (table), name))
        return table; /* The list holds it. */
    }
  g_error ("No table “%s” in the report", name);
}

static void
assert_finding (SluiceReport *report, const char *name, SluiceFindings findings, const char *remark)
{
  SluiceReportTable *table = get_table (report, name);
  g_autofree char *said = sluice_report_table_dup_remark (table);

  g_assert_cmphex (sluice_report_table_get_findings (table), ==, findings);
  g_assert_cmpstr (said, ==, remark);
}

static void
assert_headline (SluiceReport *report, gboolean agrees, const char *expected)
{
  g_autofree char *headline = sluice_report_dup_headline (report);

  g_assert_cmpint (sluice_report_get_agrees (report), ==, agrees);
  g_assert_cmpstr (headline, ==, expected);
}

/* All as asked: the report says so, and has what the server calls things, and not what they ought to be called. */
static void
test_agrees (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (SluiceReport) report =
      make_report (plan, "eu_",
                   DONE ("public.orders", "eu_postgres_public__orders",
                         "1204") "," DONE ("public.items", "renamed by somebody", "90") "," OFF ("public.extra"));
  g_autofree char *rows = sluice_report_dup_rows (report);
  g_autofree char *attention = sluice_report_dup_attention (report);
  g_autofree char *plain = sluice_report_table_dup_query (get_table (report, "public.orders"));
  g_autofree char *quoted = sluice_report_table_dup_query (get_table (report, "public.items"));

  assert_headline (report, TRUE, "All 2 tables are as chosen");
  g_assert_cmpuint (g_list_model_get_n_items (sluice_report_get_tables (report)), ==, 2);
  assert_finding (report, "public.orders", SLUICE_FINDING_NONE, NULL);
  g_assert_cmpstr (rows, ==, "Rows discovered: 1,294 · synced: 1,294");
  g_assert_null (attention);
  g_assert_cmpstr (sluice_report_table_get_there (get_table (report, "public.orders")), ==,
                   "Incremental by updated_at · every 24 hours");
  g_assert_cmpstr (plain, ==, "SELECT * FROM eu_postgres_public__orders LIMIT 10");
  g_assert_cmpstr (quoted, ==, "SELECT * FROM `renamed by somebody` LIMIT 10");
}

/* Each way in which a table can be unlike what was asked is told, and told apart. */
static void
test_unlike (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (SluiceReport) missing = make_report (plan, "eu_", DONE ("public.orders", "o", "1204"));
  g_autoptr (SluiceReport) off =
      make_report (plan, "eu_", DONE ("public.orders", "o", "1204") "," OFF ("public.items"));
  g_autoptr (SluiceReport) unasked =
      make_report (plan, "eu_",
                   DONE ("public.orders", "o", "1204") "," DONE ("public.items", "i", "90") "," DONE (
                       "public.extra", "e", "5") "," DONE ("public.later", "l", "7"));

  assert_headline (missing, FALSE, "1 of 2 tables not as chosen");
  assert_finding (missing, "public.items", SLUICE_FINDING_MISSING, "Is missing, though it was chosen");
  g_assert_cmpstr (sluice_report_table_get_there (get_table (missing, "public.items")), ==, "");
  assert_headline (off, FALSE, "1 of 2 tables not as chosen");
  assert_finding (off, "public.items", SLUICE_FINDING_OFF, "Is off, though it was chosen");
  assert_headline (unasked, FALSE, "2 of 4 tables not as chosen");
  assert_finding (unasked, "public.extra", SLUICE_FINDING_UNASKED, "Is on, though it was not chosen");
  assert_finding (unasked, "public.later", SLUICE_FINDING_UNASKED, "Is on, though it was not chosen");

  /* Who asked for later tables gets them. */
  sluice_plan_set_new_tables (plan, SLUICE_NEW_TABLES_ON);
  g_clear_object (&unasked);
  unasked = make_report (plan, "eu_",
                         DONE ("public.orders", "o", "1204") "," DONE ("public.items", "i",
                                                                       "90") "," DONE ("public.later", "l", "7"));
  assert_headline (unasked, TRUE, "All 2 tables are as chosen");
}

static void
test_otherwise (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *remark;
  } cases[] = {
    { "'sync_type':'incremental'", "'sync_type':'xmin'",
      "Method: xmin, where Incremental was asked for\nCursor: none, where updated_at was asked for" },
    { "'incremental_field':'updated_at'", "'incremental_field':'id'", "Cursor: id, where updated_at was asked for" },
    { "['id']", "['updated_at']", "Primary key: updated_at, where id was asked for" },
    { "24hour", "6hour", "Frequency: every 6 hours, where every 24 hours was asked for" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluicePlan) plan = make_plan ();
      g_autoptr (GString) tables = g_string_new (DONE ("public.orders", "o", "1204"));
      g_autoptr (SluiceReport) report = NULL;

      g_assert_cmpuint (g_string_replace (tables, cases[i].from, cases[i].to, 1), ==, 1);
      g_string_append (tables, "," DONE ("public.items", "i", "90"));
      report = make_report (plan, "eu_", tables->str);
      assert_headline (report, FALSE, "1 of 2 tables not as chosen");
      assert_finding (report, "public.orders", SLUICE_FINDING_OTHERWISE, cases[i].remark);
      assert_finding (report, "public.items", SLUICE_FINDING_NONE, NULL);
    }
}

/* As asked, and yet something to look at: what failed, what never ran, what brought nothing. */
static void
test_attention (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (SluiceReport) report = NULL;
  g_autoptr (SluiceReport) empty = NULL;
  g_autofree char *attention = NULL;
  g_autofree char *empty_attention = NULL;
  g_autofree char *rows = NULL;

  report = make_report (plan, "eu_",
                        THERE ("public.orders", ",'status':'Failed','latest_error':'No such user.'") "," THERE (
                            "public.items", ",'status':null,'last_synced_at':null,'table':null"));
  attention = sluice_report_dup_attention (report);
  rows = sluice_report_dup_rows (report);
  assert_headline (report, TRUE, "All 2 tables are as chosen");
  assert_finding (report, "public.orders", SLUICE_FINDING_FAILED, "Not synced: Failed");
  assert_finding (report, "public.items", SLUICE_FINDING_NEVER, "Has never run");
  g_assert_cmpstr (sluice_report_table_get_error (get_table (report, "public.orders")), ==, "No such user.");
  g_assert_cmpstr (attention, ==, "1 table failed · 1 has never run");
  g_assert_cmpstr (rows, ==, "Rows discovered: 1,294 · synced: unknown");

  sluice_table_set_rows (unit_get_table (sluice_plan_get_tables (plan), "public.items"), 0, SLUICE_ROWS_COUNTED);
  empty = make_report (plan, "eu_", DONE ("public.orders", "o", "0") "," DONE ("public.items", "i", "0"));
  empty_attention = sluice_report_dup_attention (empty);
  assert_finding (empty, "public.orders", SLUICE_FINDING_EMPTY, "Empty: no row came, where discovery saw 1,204");
  assert_finding (empty, "public.items", SLUICE_FINDING_EMPTY, "Empty, as discovered");
  g_assert_cmpstr (empty_attention, ==, "2 are empty");
}

/* What the watch counted is of the first sync; the stored rows may be of a later one. */
static void
test_synced (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (GListModel) sources = unit_sources ("[{'id':'a','source_type':'Postgres','prefix':'eu_','schemas':[" DONE (
      "public.orders", "o", "3") "," THERE ("public.items", ",'status':'Running'") "]}]");
  g_autoptr (SluiceSource) source = g_list_model_get_item (sources, 0);
  g_autoptr (GHashTable) synced = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GDateTime) at = g_date_time_new_now_utc ();
  g_autoptr (SluiceReport) report = NULL;
  g_autoptr (SluiceReport) again = NULL;
  g_autofree char *rows = NULL;
  gint64 count = 1204;

  g_hash_table_insert (synced, (gpointer) "public.orders", &count);
  report = sluice_report_new (plan, source, synced, NULL, at);
  rows = sluice_report_dup_rows (report);
  g_assert_cmpint (sluice_report_table_get_synced (get_table (report, "public.orders")), ==, 1204);
  g_assert_cmpint (sluice_report_table_get_synced (get_table (report, "public.items")), ==, -1);
  g_assert_cmpstr (rows, ==, "Rows discovered: 1,294 · synced: at least 1,204");

  /* Started again after it failed, it brought no more: that does not make the table an empty one. */
  count = 0;
  again = sluice_report_new (plan, source, synced, NULL, at);
  g_assert_cmpint (sluice_report_table_get_synced (get_table (again, "public.orders")), ==, 3);
  assert_finding (again, "public.orders", SLUICE_FINDING_NONE, NULL);
}

/* A source that is not the one that was described, or of another prefix, is not as asked, whatever its tables are. */
static void
test_settings (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (SluiceReport) report =
      make_report (plan, "us_", DONE ("public.orders", "o", "1204") "," DONE ("public.items", "i", "90"));
  g_autoptr (SluicePlanDifference) difference = NULL;

  assert_headline (report, FALSE, "The tables are as chosen, the source is not");
  g_assert_cmpuint (g_list_model_get_n_items (sluice_report_get_settings (report)), ==, 1);
  difference = g_list_model_get_item (sluice_report_get_settings (report), 0);
  g_assert_cmpstr (sluice_plan_difference_get_first (difference), ==, "eu_");
  g_assert_cmpstr (sluice_plan_difference_get_second (difference), ==, "us_");
}

static void
assert_holds (const char *text, const char *needle)
{
  if (strstr (text, needle) == NULL)
    g_error ("“%s” is not in:\n%s", needle, text);
}

/* The file says all of it, shows odd names as they are, and holds nothing that was typed or that a server said. */
static void
test_text (void)
{
  g_autoptr (SluicePlan) plan = make_plan ();
  g_autoptr (SluiceReport) report =
      make_report (plan, "us_",
                   THERE ("public.orders", ",'status':'Failed','latest_error':'bad s3cret-of-the-database'") "," DONE (
                       "public.items", "eu_`odd|name`", "90") "," DONE ("odd\\n- State: Failed", "eu_odd", "1"));
  g_autofree char *markdown = sluice_report_to_text (report, SLUICE_REPORT_MARKDOWN);
  g_autofree char *plain = sluice_report_to_text (report, SLUICE_REPORT_PLAIN);
  const char *texts[] = { markdown, plain };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (strstr (texts[i], "s3cret"));
      assert_holds (texts[i], "Not synced: Failed");
      assert_holds (texts[i], "SELECT * FROM `eu_\\`odd|name\\`` LIMIT 10;\n");
      assert_holds (texts[i], "1,294");
      assert_holds (texts[i], "0192");
      assert_holds (texts[i], "2026");
    }
  assert_holds (markdown, "\n| public.items | eu\\_\\`odd\\|name\\` | Incremental by updated\\_at · every 24 hours | ");
  assert_holds (markdown, "## Needs attention\n");
  assert_holds (markdown, "“us\\_”, where “eu\\_” was asked for");
  assert_holds (
      plain, "\npublic.items\n- In PostHog: eu_`odd|name`\n- Asked for: Incremental by updated_at · every 24 hours\n");
  assert_holds (plain, "\nodd - State: Failed\n- In PostHog: eu_odd\n");
  assert_holds (plain, "- Rows discovered: 90\n- Rows synced: 90\n- State: Completed\n");
  g_assert_true (g_str_has_suffix (sluice_report_get_file_name (report), "-verified.md"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/agrees", test_agrees);
  g_test_add_func ("/report/unlike", test_unlike);
  g_test_add_func ("/report/otherwise", test_otherwise);
  g_test_add_func ("/report/attention", test_attention);
  g_test_add_func ("/report/synced", test_synced);
  g_test_add_func ("/report/settings", test_settings);
  g_test_add_func ("/report/text", test_text);

  return g_test_run ();
}
