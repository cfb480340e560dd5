/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-advisor.h"
#include "sluice-table-list.h"
#include "sluice-words.h"
#include "unit-common.h"

/* Whether @text reads as whole sentences, with every name put in. */
static void
assert_is_plain (const char *text)
{
  g_test_message ("%s", text);
  g_assert_nonnull (text);
  g_assert_true (g_unichar_isupper (g_utf8_get_char (text)) || g_ascii_isalpha (*text));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_null (strstr (text, "(null)"));
  g_assert_null (strstr (text, "%"));
}

static void
test_words (void)
{
  static const struct
  {
    const char *name;
    const char *words;
  } cases[] = {
    { "updated_at", "updated at" },
    { "updatedAt", "updated at" },
    { "updatedBy", "updated by" },
    { "update_count", "update count" },
    { "row_version", "row version" },
    { "LastModifiedDate", "last modified date" },
    { "SystemModstamp", "system modstamp" },
    { "event_log", "event log" },
    { "catalog", "catalog" },
    { "HTTPStatusCode", "http status code" },
    { "md5Hash", "md5 hash" },
    { "UPDATED_AT", "updated at" },
    { "public.order-lines", "public order lines" },
    { "__x__", "x" },
    { "", "" },
    { "...", "" },
    { "ÄnderungAm", "änderung am" },
    { "商品表", "商品表" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) words = sluice_words_split (cases[i].name);
      g_autofree char *joined = g_strjoinv (" ", words);

      g_assert_cmpstr (joined, ==, cases[i].words);
    }
}

/* One table with one candidate column, everything possible, and 60,000 rows: what decides is the column's name. */
static guint
rule_for_column (const char *column, const char *type, gboolean is_database)
{
  g_autofree char *text = g_strdup_printf (
      "{'table':'things','incremental_fields':[{'field':'%s','type':'%s'}],'incremental_available':true,"
      "'append_available':true,'rows':60000,'detected_primary_keys':['k'],"
      "'available_columns':[{'field':'k','type':'uuid'}]}",
      column, type);
  g_autoptr (SluiceTable) table = is_database ? unit_table (text) : unit_api_table (text);

  return sluice_advisor_recommend (table).rule;
}

static void
test_update_cursor_names (void)
{
  static const char *const yes[] = { "updated_at",
                                     "updatedAt",
                                     "update_time",
                                     "last_update",
                                     "modified",
                                     "LastModifiedDate",
                                     "lastmodifieddate",
                                     "hs_lastmodifieddate",
                                     "changed_on",
                                     "SystemModstamp",
                                     "mtime",
                                     "write_date",
                                     "generated_timestamp",
                                     "UPDATED",
                                     "UPDATEDAT",
                                     "updatedon",
                                     "lastmodified",
                                     "datemodified",
                                     "SYSTEMMODSTAMP",
                                     "gmt_modified" };
  static const char *const no[] = { "last_seen",        "updatedBy",       "updated_by", "update_count", "row_version",
                                    "modified_version", "outdated_at",     "undated",    "timestamp",    "write",
                                    "generated",        "updated_by_id",   "birth_date", "nextUpdateAt", "updater",
                                    "changelog",        "scheduled_update" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      g_test_message ("%s", yes[i]);
      g_assert_cmpuint (rule_for_column (yes[i], "timestamp", TRUE), ==, 5);
    }
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    {
      g_test_message ("%s", no[i]);
      g_assert_cmpuint (rule_for_column (no[i], "timestamp", TRUE), ==, 12);
    }
}

static void
test_update_cursor_types (void)
{
  /* A date of a database is any date; what an API offers as a date or an epoch is meant as a cursor. */
  g_assert_cmpuint (rule_for_column ("updated_at", "datetime", TRUE), ==, 5);
  g_assert_cmpuint (rule_for_column ("updated_at", "date", TRUE), ==, 12);
  g_assert_cmpuint (rule_for_column ("updated_at", "integer", TRUE), ==, 12);
  g_assert_cmpuint (rule_for_column ("updated_at", "date", FALSE), ==, 5);
  g_assert_cmpuint (rule_for_column ("updated_at", "integer", FALSE), ==, 5);
}

static void
test_best_update_cursor (void)
{
  g_autoptr (SluiceTable) table =
      unit_table ("{'table':'t','incremental_available':true,'incremental_fields':["
                  "{'field':'updated_a','type':'timestamp','nullable':true,'is_indexed':true},"
                  "{'field':'updated_b','type':'timestamp','nullable':false,'is_indexed':false},"
                  "{'field':'updated_c','type':'timestamp','nullable':false,'is_indexed':true}]}");
  g_autoptr (SluiceTable) not_null_first =
      unit_table ("{'table':'t','incremental_available':true,'incremental_fields':["
                  "{'field':'updated_a','type':'timestamp','nullable':true,'is_indexed':true},"
                  "{'field':'updated_b','type':'timestamp','nullable':false,'is_indexed':false}]}");

  /* It moves with the status only, flawless or not. */
  g_autoptr (SluiceTable) part =
      unit_table ("{'table':'t','incremental_available':true,'incremental_fields':["
                  "{'field':'status_changed_at','type':'timestamp','nullable':false,'is_indexed':true},"
                  "{'field':'updated_at','type':'timestamp','nullable':true,'is_indexed':false}]}");
  g_autoptr (SluiceTable) own_name =
      unit_table ("{'table':'shop.order_lines','incremental_available':true,'incremental_fields':["
                  "{'field':'line_updated','type':'timestamp','nullable':false},"
                  "{'field':'updated_at','type':'timestamp','nullable':true}]}");

  g_assert_cmpstr (sluice_advisor_recommend (part).cursor, ==, "updated_at");
  g_assert_cmpstr (sluice_advisor_recommend (own_name).cursor, ==, "line_updated");
  g_assert_cmpstr (sluice_advisor_recommend (table).cursor, ==, "updated_c");
  g_assert_cmpstr (sluice_advisor_recommend (not_null_first).cursor, ==, "updated_b");
}

#define UPDATED "{'field':'updated_at','type':'timestamp','nullable':false,'is_indexed':true}"
#define CREATED "{'field':'created_at','type':'timestamp','nullable':false,'is_indexed':true}"
#define ID "{'field':'id','type':'integer','nullable':false,'is_indexed':true}"
#define ID_COLUMN "'available_columns':[{'field':'id','type':'bigint'}]"
#define NO_KEY "'available_columns':[{'field':'name','type':'text'}]"

typedef struct
{
  const char *json;
  gboolean is_api;
  guint rule;
  SluiceSyncMethod method;
  const char *cursor;
} RuleCase;

static const RuleCase rule_cases[] = {
  /* 1: cannot be read, whatever else it could do */
  { "{'table':'t','permission_error':'no','incremental_available':true,'incremental_fields':[" UPDATED "]}", FALSE, 1,
    SLUICE_SYNC_METHOD_NONE, NULL },
  /* 2 and 4: webhooks */
  { "{'table':'t','webhook_only':true,'supports_webhooks':true}", TRUE, 2, SLUICE_SYNC_METHOD_WEBHOOK, NULL },
  { "{'table':'t','supports_webhooks':true,'incremental_available':true,'incremental_fields':[" UPDATED "]}", TRUE, 4,
    SLUICE_SYNC_METHOD_WEBHOOK, NULL },
  /* 3: CDC only where a person asked for it */
  { "{'table':'t','cdc_available':true,'rows':60000," ID_COLUMN "}", FALSE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  /* 5: an update cursor, a key, and incremental offered; even for a small table */
  { "{'table':'t','rows':10,'incremental_available':true,'incremental_fields':[" CREATED "," UPDATED "]," ID_COLUMN "}",
    FALSE, 5, SLUICE_SYNC_METHOD_INCREMENTAL, "updated_at" },
  { "{'table':'t','rows':10,'incremental_available':true,'incremental_fields':[" UPDATED "]," NO_KEY "}", FALSE, 7,
    SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'t','rows':10,'incremental_available':false,'incremental_fields':[" UPDATED "]," ID_COLUMN "}", FALSE, 7,
    SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'t','incremental_available':true,'incremental_fields':[" UPDATED "]," NO_KEY
    ",'detected_primary_keys':['name']}",
    FALSE, 5, SLUICE_SYNC_METHOD_INCREMENTAL, "updated_at" },
  /* 6: append-only by its name, on a time, else on the key */
  { "{'table':'public.event_log','rows':10,'append_available':true,'incremental_fields':[" CREATED "]," NO_KEY "}",
    FALSE, 6, SLUICE_SYNC_METHOD_APPEND, "created_at" },
  { "{'table':'public.audit','append_available':true,'incremental_fields':[{'field':'at','type':'timestamp'},"
    "{'field':'logged_at','type':'timestamp','nullable':true}]," NO_KEY "}",
    FALSE, 6, SLUICE_SYNC_METHOD_APPEND, "logged_at" },
  { "{'table':'clicks','append_available':true,'incremental_fields':[" ID "]," ID_COLUMN
    ",'detected_primary_keys':['id']}",
    FALSE, 6, SLUICE_SYNC_METHOD_APPEND, "id" },
  { "{'table':'product_catalog','rows':10,'append_available':true,'incremental_fields':[" CREATED "]," NO_KEY "}",
    FALSE, 7, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'log_settings','rows':10,'append_available':true,'incremental_fields':[" CREATED "]," NO_KEY "}", FALSE,
    7, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'event_log','rows':10,'append_available':true,'incremental_available':true,'incremental_fields':[" UPDATED
    "]," ID_COLUMN "}",
    FALSE, 5, SLUICE_SYNC_METHOD_INCREMENTAL, "updated_at" },
  { "{'table':'event_log','rows':10,'append_available':false,'incremental_fields':[" CREATED "]," NO_KEY "}", FALSE, 7,
    SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'birth_events','rows':10,'append_available':true,'incremental_fields':["
    "{'field':'birth_time','type':'timestamp'}]," NO_KEY "}",
    FALSE, 7, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'events','rows':10,'append_available':true,'incremental_fields':[{'field':'day','type':'date'}]," NO_KEY
    "}",
    FALSE, 7, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  /* 7: 49,999 rows are few, 50,000 are not; unknown rows are not few */
  { "{'table':'t','rows':49999,'xmin_available':true," ID_COLUMN "}", FALSE, 7, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'t','rows':50000,'xmin_available':true," ID_COLUMN "}", FALSE, 9, SLUICE_SYNC_METHOD_XMIN, NULL },
  { "{'table':'t','rows':0,'xmin_available':true," ID_COLUMN "}", FALSE, 7, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'t','rows':null,'xmin_available':true," ID_COLUMN "}", FALSE, 9, SLUICE_SYNC_METHOD_XMIN, NULL },
  /* 8: an API's own suggestion; a database's is not taken */
  { "{'table':'t','incremental_available':true,'incremental_field':'seq','incremental_fields':["
    "{'field':'seq','type':'integer'}]}",
    TRUE, 8, SLUICE_SYNC_METHOD_INCREMENTAL, "seq" },
  { "{'table':'t','incremental_available':true,'incremental_field':'seq','incremental_fields':["
    "{'field':'seq','type':'integer'}]}",
    FALSE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'t','incremental_available':true,'incremental_field':'birth_date','incremental_fields':["
    "{'field':'birth_date','type':'date'}]}",
    TRUE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'t','incremental_available':true,'incremental_field':'gone','incremental_fields':["
    "{'field':'seq','type':'integer'}]}",
    TRUE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  /* 9: xmin needs a key, and yes, not a missing answer */
  { "{'table':'t','xmin_available':true,'incremental_available':true,'incremental_fields':[" CREATED "]," ID_COLUMN "}",
    FALSE, 9, SLUICE_SYNC_METHOD_XMIN, NULL },
  { "{'table':'t','xmin_available':true," NO_KEY "}", FALSE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'t','xmin_available':null," ID_COLUMN "}", FALSE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  /* 10: a created cursor */
  { "{'table':'t','xmin_available':false,'incremental_available':true,'incremental_fields':[" ID "," CREATED
    "]," ID_COLUMN ",'detected_primary_keys':['id']}",
    FALSE, 10, SLUICE_SYNC_METHOD_INCREMENTAL, "created_at" },
  { "{'table':'t','incremental_available':true,'incremental_fields':[" CREATED "]," NO_KEY "}", FALSE, 12,
    SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'t','incremental_available':true,'incremental_fields':[{'field':'created_by','type':'timestamp'}]," ID_COLUMN
    "}",
    FALSE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  /* 11: a key of one growing column among the candidates */
  { "{'table':'t','incremental_available':true,'incremental_fields':[" ID "],'detected_primary_keys':['id']," ID_COLUMN
    "}",
    FALSE, 11, SLUICE_SYNC_METHOD_INCREMENTAL, "id" },
  { "{'table':'t','incremental_available':true,'incremental_fields':[{'field':'_id','type':'objectid'}],"
    "'detected_primary_keys':['_id'],'available_columns':[{'field':'_id','type':'objectid'}]}",
    FALSE, 11, SLUICE_SYNC_METHOD_INCREMENTAL, "_id" },
  { "{'table':'t','incremental_available':true,'incremental_fields':[" ID "],'detected_primary_keys':['id','line']}",
    FALSE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  { "{'table':'t','incremental_available':true,'incremental_fields':[{'field':'day','type':'date'}],"
    "'detected_primary_keys':['day']}",
    FALSE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
  /* 12 */
  { "{'table':'t'}", FALSE, 12, SLUICE_SYNC_METHOD_FULL_REFRESH, NULL },
};

static void
test_rules (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rule_cases); i++)
    {
      const RuleCase *rule_case = &rule_cases[i];
      g_autoptr (SluiceTable) table =
          rule_case->is_api ? unit_api_table (rule_case->json) : unit_table (rule_case->json);
      SluiceAdvice advice = sluice_advisor_recommend (table);
      g_autofree char *reason = sluice_advisor_dup_reason (table);

      g_test_message ("%s", rule_case->json);
      g_assert_cmpuint (advice.rule, ==, rule_case->rule);
      g_assert_cmpint (advice.method, ==, rule_case->method);
      g_assert_cmpstr (advice.cursor, ==, rule_case->cursor);
      /* The table begins with what is recommended, but never selected. */
      g_assert_cmpint (sluice_table_get_method (table), ==, rule_case->method);
      g_assert_cmpstr (sluice_table_get_cursor (table), ==, rule_case->cursor);
      g_assert_false (sluice_table_get_selected (table));
      if (rule_case->cursor != NULL)
        g_assert_nonnull (strstr (reason, rule_case->cursor));
    }
}

static void
test_reasons (void)
{
  g_autoptr (SluiceTable) table =
      unit_table ("{'table':'t','rows':10,'xmin_available':true,'incremental_available':true,"
                  "'incremental_fields':[" UPDATED "]," ID_COLUMN "}");
  g_autoptr (SluiceTable) forbidden = unit_table ("{'table':'t','permission_error':'The user may not read it.'}");
  g_autofree char *recommended = sluice_advisor_dup_reason (table);
  g_autofree char *other = NULL;
  g_autofree char *refresh = NULL;
  g_autofree char *error = sluice_advisor_dup_reason (forbidden);

  g_assert_cmpstr (recommended, ==, "updated_at catches late changes. Deleted rows stay.");
  g_assert_nonnull (strstr (error, "The user may not read it."));

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_XMIN);
  other = sluice_advisor_dup_reason (table);
  g_assert_cmpstr (other, ==, sluice_sync_method_get_description (SLUICE_SYNC_METHOD_XMIN));
  g_assert_nonnull (strstr (other, "deleted rows stay"));

  sluice_table_set_method (table, SLUICE_SYNC_METHOD_FULL_REFRESH);
  refresh = sluice_advisor_dup_reason (table);
  g_assert_null (strstr (refresh, "stay"));
}

typedef struct
{
  const char *json;
  SluiceWarnings warnings;
} WarningCase;

static const WarningCase warning_cases[] = {
  { "{'table':'t','rows':10," ID_COLUMN "}", SLUICE_WARNING_NONE },
  { "{'table':'t','rows':10,'incremental_available':true,'incremental_fields':[" UPDATED "]," ID_COLUMN "}",
    SLUICE_WARNING_NONE },
  { "{'table':'t','rows':10,'incremental_available':true,'incremental_fields':["
    "{'field':'updated_at','type':'timestamp','nullable':true,'is_indexed':true}]}",
    SLUICE_WARNING_NULLABLE_CURSOR },
  { "{'table':'t','rows':10,'incremental_available':true,'incremental_fields':["
    "{'field':'updated_at','type':'timestamp','nullable':false,'is_indexed':false}]}",
    SLUICE_WARNING_UNINDEXED_CURSOR },
  /* What an API does not say is no flaw. */
  { "{'table':'t','rows':10,'incremental_available':true,'incremental_fields':["
    "{'field':'updated_at','type':'timestamp'}]}",
    SLUICE_WARNING_NONE },
  { "{'table':'t','rows':60000,'incremental_available':true,'incremental_fields':[" CREATED "]," ID_COLUMN "}",
    SLUICE_WARNING_ONLY_CREATED_CURSOR },
  { "{'table':'t','rows':60000,'incremental_available':true,'incremental_fields':[" ID
    "],'detected_primary_keys':['id']}",
    SLUICE_WARNING_ONLY_CREATED_CURSOR },
  /* Append does not look for changes. */
  { "{'table':'event_log','rows':60000,'append_available':true,'incremental_fields':[" CREATED "]," ID_COLUMN "}",
    SLUICE_WARNING_NONE },
  /* A key that is missed is one that would let something better be done, and only where that is worth it. */
  { "{'table':'t','rows':50000,'xmin_available':true," NO_KEY "}",
    SLUICE_WARNING_NO_KEY | SLUICE_WARNING_LARGE_FULL_REFRESH },
  { "{'table':'t','rows':null,'incremental_available':true,'incremental_fields':[" UPDATED "]," NO_KEY "}",
    SLUICE_WARNING_NO_KEY | SLUICE_WARNING_UNKNOWN_ROWS },
  { "{'table':'t','rows':null,'incremental_available':true,'incremental_fields':[" ID "]," NO_KEY "}",
    SLUICE_WARNING_NO_KEY | SLUICE_WARNING_UNKNOWN_ROWS },
  { "{'table':'t','rows':null,'incremental_available':true,'incremental_fields':["
    "{'field':'total_cents','type':'integer'}]," NO_KEY "}",
    SLUICE_WARNING_UNKNOWN_ROWS },
  { "{'table':'t','rows':49999,'xmin_available':true," NO_KEY "}", SLUICE_WARNING_NONE },
  { "{'table':'t','rows':50000,'incremental_fields':[" UPDATED "]," NO_KEY "}", SLUICE_WARNING_LARGE_FULL_REFRESH },
  { "{'table':'t','rows':50000," NO_KEY "}", SLUICE_WARNING_LARGE_FULL_REFRESH },
  { "{'table':'t','rows':10,'rls_warning':'Rows may be hidden.'}", SLUICE_WARNING_ROW_SECURITY },
  { "{'table':'t','rows':999999,'xmin_available':true," ID_COLUMN "}", SLUICE_WARNING_NONE },
  { "{'table':'t','rows':1000000,'xmin_available':true," ID_COLUMN "}", SLUICE_WARNING_LARGE },
  { "{'table':'t','rows':50000," ID_COLUMN "}", SLUICE_WARNING_LARGE_FULL_REFRESH },
  { "{'table':'t','rows':49999," ID_COLUMN "}", SLUICE_WARNING_NONE },
  { "{'table':'t','rows':1000000," ID_COLUMN "}", SLUICE_WARNING_LARGE | SLUICE_WARNING_LARGE_FULL_REFRESH },
  { "{'table':'t','rows':null," ID_COLUMN "}", SLUICE_WARNING_UNKNOWN_ROWS },
  /* What reads only changes reads little, counted or not. */
  { "{'table':'t','rows':null,'xmin_available':true," ID_COLUMN "}", SLUICE_WARNING_NONE },
  { "{'table':'t','rows':null,'incremental_available':true,'incremental_fields':[" UPDATED "]," ID_COLUMN "}",
    SLUICE_WARNING_NONE },
  { "{'table':'public.api_tokens','rows':10}", SLUICE_WARNING_SECRETS },
  { "{'table':'vault.items','rows':10}", SLUICE_WARNING_SECRETS },
  { "{'table':'userPassword','rows':10}", SLUICE_WARNING_SECRETS },
  { "{'table':'client_secret','rows':10}", SLUICE_WARNING_SECRETS },
  { "{'table':'credentials','rows':10}", SLUICE_WARNING_SECRETS },
  /* Whole words only. */
  { "{'table':'tokenizer','rows':10}", SLUICE_WARNING_NONE },
  { "{'table':'secretaries','rows':10}", SLUICE_WARNING_NONE },
  /* What cannot be selected needs no attention. */
  { "{'table':'secrets','permission_error':'no'}", SLUICE_WARNING_NONE },
};

static void
test_warnings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (warning_cases); i++)
    {
      g_autoptr (SluiceTable) table = unit_table (warning_cases[i].json);

      g_test_message ("%s", warning_cases[i].json);
      g_assert_cmphex (sluice_advisor_get_warnings (table), ==, warning_cases[i].warnings);
    }
}

/* A table of which two rules or more fit goes by the first. */

static gboolean
has_rule (guint rules, guint rule)
{
  return (rules & (1u << rule)) != 0;
}

static SluiceTable *
make_table_for_rules (guint rules)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (GPtrArray) cursors = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  gboolean incremental = has_rule (rules, 5) || has_rule (rules, 8) || has_rule (rules, 10) || has_rule (rules, 11);

  if (has_rule (rules, 8))
    g_ptr_array_add (cursors, (char *) "{'field':'seq','type':'integer'}");
  if (has_rule (rules, 5))
    g_ptr_array_add (cursors, (char *) UPDATED);
  if (has_rule (rules, 6) || has_rule (rules, 10))
    g_ptr_array_add (cursors, (char *) CREATED);
  if (has_rule (rules, 11))
    g_ptr_array_add (cursors, (char *) ID);
  g_ptr_array_add (cursors, NULL);
  joined = g_strjoinv (",", (char **) cursors->pdata);

  g_string_append_printf (text, "'table':'%s','rows':%d,'incremental_fields':[%s],'incremental_field':'seq',",
                          has_rule (rules, 6) ? "event_log" : "things", has_rule (rules, 7) ? 10 : 60000, joined);
  g_string_append_printf (text, "'permission_error':%s,'webhook_only':%s,'cdc_available':%s,'supports_webhooks':%s,",
                          has_rule (rules, 1) ? "'no'" : "null", has_rule (rules, 2) ? "true" : "false",
                          has_rule (rules, 3) ? "true" : "false", has_rule (rules, 4) ? "true" : "false");
  g_string_append_printf (text, "'incremental_available':%s,'append_available':%s,'xmin_available':%s,",
                          incremental ? "true" : "false", has_rule (rules, 6) ? "true" : "false",
                          has_rule (rules, 9) ? "true" : "false");
  g_string_append (text, "'detected_primary_keys':['id']," ID_COLUMN "}");

  return has_rule (rules, 8) ? unit_api_table (text->str) : unit_table (text->str);
}

static guint
recommend_near_real_time (guint rules)
{
  g_autoptr (SluiceTableList) list = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (tables, make_table_for_rules (rules));
  sluice_table_list_append (list, tables);
  sluice_table_list_set_near_real_time (list, TRUE);

  return sluice_advisor_recommend (sluice_table_list_get (list, 0)).rule;
}

static void
test_order_of_rules (void)
{
  for (guint first = 1; first <= 12; first++)
    {
      guint rest = 0;

      for (guint second = first; second <= 12; second++)
        {
          g_test_message ("rules %u and %u", first, second);
          g_assert_cmpuint (recommend_near_real_time ((1u << first) | (1u << second)), ==, first);
          /* An update cursor forbids append, so that from rule 6 on there is none. */
          rest |= 1u << second;
        }
      g_test_message ("rules %u and all after it", first);
      g_assert_cmpuint (recommend_near_real_time (rest), ==, first);
    }
}

static void
test_near_real_time (void)
{
  g_autoptr (SluiceTableList) list = sluice_table_list_new ();
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  SluiceTable *table;
  SluiceTable *chosen;
  SluiceTable *late;
  g_autofree char *reason = NULL;

  g_ptr_array_add (tables, unit_table ("{'table':'a','rows':10,'cdc_available':true," ID_COLUMN "}"));
  g_ptr_array_add (tables,
                   unit_table ("{'table':'b','rows':10,'cdc_available':true,'xmin_available':true," ID_COLUMN "}"));
  sluice_table_list_append (list, tables);
  table = sluice_table_list_lookup (list, "a");
  chosen = sluice_table_list_lookup (list, "b");
  sluice_table_set_method (chosen, SLUICE_SYNC_METHOD_XMIN);

  /* Only where somebody asked, and what a person chose stays. */
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  sluice_table_list_set_near_real_time (list, TRUE);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_CDC);
  g_assert_cmpint (sluice_table_get_method (chosen), ==, SLUICE_SYNC_METHOD_XMIN);
  g_assert_cmpint (sluice_table_list_get_table_frequency (list, table), ==, SLUICE_FREQUENCY_5MIN);
  reason = sluice_advisor_dup_reason (table);
  assert_is_plain (reason);
  g_assert_null (strstr (reason, "stay"));

  /* Tables that come later follow too. */
  g_ptr_array_set_size (tables, 0);
  g_ptr_array_add (tables, unit_table ("{'table':'c','rows':10,'cdc_available':true," ID_COLUMN "}"));
  g_ptr_array_add (tables, unit_table ("{'table':'d','rows':10,'cdc_available':true," NO_KEY "}"));
  sluice_table_list_append (list, tables);
  late = sluice_table_list_lookup (list, "c");
  g_assert_cmpint (sluice_table_get_method (late), ==, SLUICE_SYNC_METHOD_CDC);
  /* Only the key is missing for what was asked. */
  g_assert_cmphex (sluice_advisor_get_warnings (sluice_table_list_lookup (list, "d")), ==, SLUICE_WARNING_NO_KEY);

  sluice_table_list_set_near_real_time (list, FALSE);
  g_assert_cmpint (sluice_table_get_method (table), ==, SLUICE_SYNC_METHOD_FULL_REFRESH);
  g_assert_cmpint (sluice_table_get_method (chosen), ==, SLUICE_SYNC_METHOD_XMIN);
}

/* What a full refresh costs depends on how often it runs: 50,000 rows every 24 hours are 1,500,000 a month. */
static void
test_costly_full_refresh (void)
{
  static const struct
  {
    gint64 rows;
    SluiceFrequency frequency;
    gboolean costly;
  } cases[] = {
    { 49999, SLUICE_FREQUENCY_24HOUR, FALSE },  { 50000, SLUICE_FREQUENCY_24HOUR, TRUE },
    { 50000, SLUICE_FREQUENCY_7DAY, FALSE },    { 999999, SLUICE_FREQUENCY_7DAY, TRUE },
    { 999999, SLUICE_FREQUENCY_30DAY, FALSE },  { 1500000, SLUICE_FREQUENCY_30DAY, TRUE },
    { 1499999, SLUICE_FREQUENCY_30DAY, FALSE }, { 25000, SLUICE_FREQUENCY_12HOUR, TRUE },
    { 24999, SLUICE_FREQUENCY_12HOUR, FALSE },  { 174, SLUICE_FREQUENCY_5MIN, TRUE },
    { 173, SLUICE_FREQUENCY_5MIN, FALSE },      { 0, SLUICE_FREQUENCY_5MIN, FALSE },
    { -1, SLUICE_FREQUENCY_5MIN, FALSE },       { G_MAXINT64, SLUICE_FREQUENCY_30DAY, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTable) table = unit_table ("{'table':'t'," ID_COLUMN "}");
      gboolean costly;

      sluice_table_set_rows (table, cases[i].rows, SLUICE_ROWS_COUNTED);
      sluice_table_set_frequency (table, cases[i].frequency);
      costly = (sluice_advisor_get_warnings (table) & SLUICE_WARNING_LARGE_FULL_REFRESH) != 0;
      g_test_message ("%" G_GINT64_FORMAT " rows %s", cases[i].rows, sluice_frequency_get_phrase (cases[i].frequency));
      g_assert_cmpint (costly, ==, cases[i].costly);
    }
}

/* Every rule says why, in whole sentences that name what they are about. */
static void
test_reason_of_every_rule (void)
{
  guint seen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rule_cases); i++)
    {
      const RuleCase *rule_case = &rule_cases[i];
      g_autoptr (SluiceTable) table =
          rule_case->is_api ? unit_api_table (rule_case->json) : unit_table (rule_case->json);
      g_autofree char *reason = sluice_advisor_dup_reason (table);

      seen |= 1u << rule_case->rule;
      /* The server's own words end as they end. */
      if (rule_case->rule != 1)
        assert_is_plain (reason);
      g_assert_cmpuint (strlen (sluice_advisor_get_headline (table)), >, 0);
    }
  /* All but CDC, which test_near_real_time () asks for. */
  g_assert_cmphex (seen, ==, ((1u << 13) - 2) & ~(1u << 3));
}

static void
test_reason_without_key (void)
{
  g_autoptr (SluiceTable) table = unit_table (
      "{'table':'t','rows':2400000,'incremental_available':true,'incremental_fields':[" UPDATED "]," NO_KEY "}");
  g_autofree char *reason = sluice_advisor_dup_reason (table);
  g_autofree char *unknown = NULL;

  g_assert_nonnull (strstr (reason, "updated_at"));
  g_assert_nonnull (strstr (reason, "primary key"));
  g_assert_nonnull (strstr (reason, "2,400,000"));

  sluice_table_set_rows (table, -1, SLUICE_ROWS_UNKNOWN);
  unknown = sluice_advisor_dup_reason (table);
  g_assert_nonnull (strstr (unknown, "updated_at"));
  g_assert_nonnull (strstr (unknown, "unknown"));
}

/* What a warning is about stands in its explanation. */
static void
test_explanations (void)
{
  static const struct
  {
    const char *json;
    SluiceWarnings warning;
    const char *needles[3];
  } cases[] = {
    { "{'table':'t','rows':10,'incremental_available':true,'incremental_fields':["
      "{'field':'changed_on','type':'timestamp','nullable':true}]}",
      SLUICE_WARNING_NULLABLE_CURSOR,
      { "changed_on", "Choose" } },
    { "{'table':'t','rows':10,'incremental_available':true,'incremental_fields':["
      "{'field':'changed_on','type':'timestamp','is_indexed':false}]}",
      SLUICE_WARNING_UNINDEXED_CURSOR,
      { "changed_on", "index" } },
    { "{'table':'t','rows':60000,'incremental_available':true,'incremental_fields':[" CREATED "]," ID_COLUMN "}",
      SLUICE_WARNING_ONLY_CREATED_CURSOR,
      { "created_at", "missed", "Choose" } },
    { "{'table':'t','rows':60000,'xmin_available':true," NO_KEY "}",
      SLUICE_WARNING_NO_KEY,
      { "primary key", "Choose" } },
    { "{'table':'t','rows':10,'rls_warning':'The policy is on.'}",
      SLUICE_WARNING_ROW_SECURITY,
      { "The policy is on.", "Let this user" } },
    { "{'table':'t','rows':1250000,'xmin_available':true," ID_COLUMN "}",
      SLUICE_WARNING_LARGE,
      { "1,250,000", "Leave" } },
    { "{'table':'t','rows':184233," ID_COLUMN "}",
      SLUICE_WARNING_LARGE_FULL_REFRESH,
      { "184,233", "every 24 hours", "5.53\u202fM rows a month" } },
    { "{'table':'t'," ID_COLUMN "}", SLUICE_WARNING_UNKNOWN_ROWS, { "all rows", "Count" } },
    { "{'table':'passwords','rows':10}", SLUICE_WARNING_SECRETS, { "passwords", "Think" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTable) table = unit_table (cases[i].json);
      g_autofree char *text = sluice_warning_dup_explanation (cases[i].warning, table);

      g_assert_true ((sluice_advisor_get_warnings (table) & cases[i].warning) != 0);
      assert_is_plain (text);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].needles) && cases[i].needles[j] != NULL; j++)
        g_assert_nonnull (strstr (text, cases[i].needles[j]));
    }
}

/* A flag that a cell could not show would be a warning nobody sees. */
static void
test_warning_texts (void)
{
  for (guint flag = SLUICE_WARNING_NULLABLE_CURSOR; flag <= SLUICE_WARNING_DUPLICATE; flag <<= 1)
    {
      g_assert_cmpuint (sluice_warnings_get_first (flag), ==, flag);
      g_assert_cmpuint (strlen (sluice_warning_get_label (flag)), >, 0);
      g_assert_cmpuint (strlen (sluice_warning_get_explanation (flag)), >, 0);
    }
  g_assert_cmpuint (sluice_warnings_get_first (SLUICE_WARNING_NONE), ==, SLUICE_WARNING_NONE);
  g_assert_cmpuint (sluice_warnings_get_first (SLUICE_WARNING_LARGE | SLUICE_WARNING_SECRETS), ==,
                    SLUICE_WARNING_SECRETS);
}

static void
test_api_cursor_is_taken_at_its_word (void)
{
  g_autoptr (SluiceTable) table =
      unit_api_table ("{'table':'t','rows':60000,'incremental_available':true,'incremental_field':'seq',"
                      "'incremental_fields':[{'field':'seq','type':'integer'}]}");
  g_autoptr (SluiceTable) created =
      unit_api_table ("{'table':'t','rows':60000,'incremental_available':true,'incremental_field':'created',"
                      "'incremental_fields':[{'field':'created','label':'created_at','type':'datetime'}]}");

  g_assert_cmphex (sluice_advisor_get_warnings (table), ==, SLUICE_WARNING_NONE);
  g_assert_cmphex (sluice_advisor_get_warnings (created), ==, SLUICE_WARNING_ONLY_CREATED_CURSOR);
}

static void
test_suggested (void)
{
  static const struct
  {
    const char *json;
    gboolean suggested;
  } cases[] = {
    { "{'table':'t','rows':10}", TRUE },
    { "{'table':'t','rows':999999}", TRUE },
    { "{'table':'t','rows':1000000}", FALSE },
    { "{'table':'t','rows':null}", TRUE },
    { "{'table':'t','rows':10,'should_sync_default':false}", FALSE },
    { "{'table':'t','rows':10,'permission_error':'no'}", FALSE },
    { "{'table':'t','rows':10,'webhook_only':true}", FALSE },
    { "{'table':'api_tokens','rows':10}", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceTable) table = unit_table (cases[i].json);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (sluice_advisor_is_suggested (table), ==, cases[i].suggested);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advisor/words", test_words);
  g_test_add_func ("/advisor/update-cursor/names", test_update_cursor_names);
  g_test_add_func ("/advisor/update-cursor/types", test_update_cursor_types);
  g_test_add_func ("/advisor/update-cursor/best", test_best_update_cursor);
  g_test_add_func ("/advisor/rules", test_rules);
  g_test_add_func ("/advisor/rules/order", test_order_of_rules);
  g_test_add_func ("/advisor/rules/near-real-time", test_near_real_time);
  g_test_add_func ("/advisor/reasons", test_reasons);
  g_test_add_func ("/advisor/reasons/every-rule", test_reason_of_every_rule);
  g_test_add_func ("/advisor/reasons/without-key", test_reason_without_key);
  g_test_add_func ("/advisor/warnings", test_warnings);
  g_test_add_func ("/advisor/warnings/costly", test_costly_full_refresh);
  g_test_add_func ("/advisor/warnings/texts", test_warning_texts);
  g_test_add_func ("/advisor/warnings/explanations", test_explanations);
  g_test_add_func ("/advisor/warnings/api-cursor", test_api_cursor_is_taken_at_its_word);
  g_test_add_func ("/advisor/suggested", test_suggested);

  return g_test_run ();
}
