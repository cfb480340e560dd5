/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-frequency.h"
#include "sluice-source-type.h"
#include "sluice-sync-method.h"
#include "unit-common.h"

static void
test_wizard (void)
{
  g_autoptr (GListModel) types = unit_source_types ();
  gboolean plain = FALSE;

  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 18);
  /* Featured first. */
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);

      g_assert_false (plain && sluice_source_type_get_featured (type));
      plain |= !sluice_source_type_get_featured (type);
      g_assert_nonnull (sluice_source_type_get_label (type));
    }
}

static void
test_postgres (void)
{
  g_autoptr (SluiceSourceType) type = unit_source_type ("Postgres");
  g_autoptr (SluiceSourceType) mssql = unit_source_type ("MSSQL");
  g_autoptr (SluiceSourceType) stripe = unit_source_type ("Stripe");
  GPtrArray *fields = sluice_source_type_get_fields (type);
  SluiceField *password = g_ptr_array_index (fields, 5);
  SluiceField *tunnel = g_ptr_array_index (fields, 7);

  g_assert_cmpuint (fields->len, ==, 8);
  g_assert_cmpstr (sluice_source_type_get_label (type), ==, "Postgres");
  g_assert_cmpstr (sluice_source_type_get_label (mssql), ==, "Microsoft SQL Server");
  g_assert_true (sluice_source_type_is_database (type));
  g_assert_false (sluice_source_type_is_database (stripe));
  g_assert_true (sluice_source_type_is_connectable (type));
  g_assert_true (sluice_source_type_is_connectable (stripe));
  g_assert_cmpint (sluice_field_get_kind (password), ==, SLUICE_FIELD_KIND_PASSWORD);
  g_assert_true (sluice_field_get_secret (password));
  g_assert_true (sluice_field_get_required (password));
  g_assert_cmpint (sluice_field_get_kind (tunnel), ==, SLUICE_FIELD_KIND_SSH_TUNNEL);
  g_assert_cmpuint (sluice_field_get_fields (tunnel)->len, ==, 4);
  g_assert_cmpuint (sluice_source_type_get_webhook_fields (type)->len, ==, 0);
  g_assert_null (sluice_source_type_get_webhook_setup_caption (type));
  g_assert_cmpuint (sluice_source_type_get_webhook_fields (stripe)->len, ==, 1);
  g_assert_true (g_str_has_prefix (sluice_source_type_get_webhook_setup_caption (stripe), "If the endpoint could not"));
  g_assert_false (sluice_source_type_get_webhook_manual_only (stripe));
}

/* Nobody has to let PostHog through a firewall to a service that is there for everybody. */
static void
test_own_host (void)
{
  static const char *const own[] = { "Postgres", "MySQL", "MSSQL", "MongoDB", "Redshift", "Supabase", "ClickHouse" };
  static const char *const services[] = { "BigQuery", "Snowflake", "Stripe", "Hubspot", "Zendesk", "Github" };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autoptr (SluiceSourceType) type = unit_source_type (own[i]);

      g_assert_true (sluice_source_type_has_own_host (type));
    }
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_autoptr (SluiceSourceType) type = unit_source_type (services[i]);

      g_assert_false (sluice_source_type_has_own_host (type));
    }
}

static SluiceSourceType *
make_type (const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);

  return sluice_source_type_new_from_json (json_node_get_object (node), NULL);
}

static void
test_flags (void)
{
  g_autoptr (SluiceSourceType) soon = make_type ("{'name':'Postgres','unreleasedSource':true}");
  g_autoptr (SluiceSourceType) off = make_type ("{'name':'Postgres','disabledReason':'Not today'}");
  g_autoptr (SluiceSourceType) alpha = make_type ("{'name':'X','releaseStatus':'alpha'}");
  g_autoptr (SluiceSourceType) flagged = make_type ("{'name':'X','featureFlag':'x'}");
  g_autoptr (SluiceSourceType) beta = make_type ("{'name':'X','releaseStatus':'beta'}");

  g_assert_false (sluice_source_type_is_connectable (soon));
  g_assert_false (sluice_source_type_is_connectable (off));
  g_assert_true (sluice_source_type_get_preview (alpha));
  g_assert_true (sluice_source_type_get_preview (flagged));
  g_assert_false (sluice_source_type_get_preview (beta));
}

/* A newer or broken server must not stop the catalogue. */
static void
test_odd_catalogue (void)
{
  g_autoptr (JsonNode) node = unit_parse (
      "{'A':{'name':'A','label':5,'fields':[null,{},{'name':'f','type':'hologram','label':'F','secret':true},"
      "{'name':'s','type':'select','options':[{},{'value':'v'},5]}],'keywords':'k','featured':'yes'},"
      "'B':5,'C':{},'D':null}");
  g_autoptr (JsonNode) array = unit_parse ("[]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) types = sluice_source_type_list_from_json (node, &error);
  g_autoptr (SluiceSourceType) first = NULL;
  SluiceField *unknown;
  SluiceField *select;
  const SluiceFieldOption *option;

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (types), ==, 3);
  /* What cannot be read is shown and says so: half a form would lead nowhere. */
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);
      gboolean is_whole = g_str_equal (sluice_source_type_get_name (type), "C");

      g_assert_cmpint (sluice_source_type_get_disabled_reason (type) == NULL, ==, is_whole);
    }
  first = g_list_model_get_item (types, 0);
  g_assert_cmpstr (sluice_source_type_get_label (first), ==, "A");
  g_assert_cmpuint (sluice_source_type_get_fields (first)->len, ==, 2);
  /* A kind that nobody knows survives. */
  unknown = g_ptr_array_index (sluice_source_type_get_fields (first), 0);
  g_assert_cmpint (sluice_field_get_kind (unknown), ==, SLUICE_FIELD_KIND_UNKNOWN);
  g_assert_cmpstr (sluice_field_get_type_word (unknown), ==, "hologram");
  select = g_ptr_array_index (sluice_source_type_get_fields (first), 1);
  g_assert_cmpuint (sluice_field_get_options (select)->len, ==, 1);
  option = g_ptr_array_index (sluice_field_get_options (select), 0);
  g_assert_cmpstr (option->label, ==, "v");

  g_assert_null (sluice_source_type_list_from_json (array, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
}

/* A flag that says neither yes nor no: what is typed there is kept as a password is. */
static void
test_odd_secret (void)
{
  static const char *const odd[] = { "'yes'", "1", "[]", "{}" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'name':'X','fields':[{'name':'key','type':'text','secret':%s},"
                                               "{'name':'host','type':'text','secret':null}]}",
                                               odd[i]);
      g_autoptr (SluiceSourceType) type = make_type (text);
      GPtrArray *fields = sluice_source_type_get_fields (type);

      g_assert_true (sluice_field_get_secret (g_ptr_array_index (fields, 0)));
      g_assert_false (sluice_field_get_secret (g_ptr_array_index (fields, 1)));
    }
}

static guint
match (const char *name, const char *needle)
{
  g_autoptr (SluiceSourceType) type = unit_source_type (name);

  return sluice_source_type_match (type, needle);
}

static void
test_search (void)
{
  g_autoptr (GListModel) types = unit_source_types ();

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);

      g_assert_cmpuint (sluice_source_type_match (type, NULL), ==, 1);
      g_assert_cmpuint (sluice_source_type_match (type, "  "), ==, 1);
      g_assert_cmpuint (sluice_source_type_match (type, "zzz"), ==, 0);
      /* "database" finds all of them, and nothing else. */
      g_assert_cmpint (sluice_source_type_match (type, "database") > 0, ==, sluice_source_type_is_database (type));
      g_assert_cmpint (sluice_source_type_match (type, "DataBases") > 0, ==, sluice_source_type_is_database (type));
    }

  g_assert_cmpuint (match ("MSSQL", "sql server"), >, 0);
  g_assert_cmpuint (match ("MSSQL", "Server  Microsoft"), >, 0);
  g_assert_cmpuint (match ("Postgres", "postgresql"), >, 0);
  g_assert_cmpuint (match ("GoogleAds", "google ads"), >, match ("GoogleSheets", "google ads"));
  g_assert_cmpuint (match ("MySQL", "mariadb"), >, 0);
  /* A whole name before a beginning, before a middle, before letters apart. */
  g_assert_cmpuint (match ("Postgres", "Postgres"), >, match ("Postgres", "post"));
  g_assert_cmpuint (match ("Postgres", "post"), >, match ("Postgres", "gres"));
  g_assert_cmpuint (match ("Postgres", "gres"), >, match ("Postgres", "pgs"));
  g_assert_cmpuint (match ("Postgres", "pgs"), >, 0);
  g_assert_cmpuint (match ("Postgres", "sgp"), ==, 0);
}

static void
test_words (void)
{
  SluiceFrequency frequency = SLUICE_FREQUENCY_1HOUR;

  for (guint i = SLUICE_SYNC_METHOD_FULL_REFRESH; i <= SLUICE_SYNC_METHOD_WEBHOOK; i++)
    {
      g_assert_cmpint (sluice_sync_method_from_word (sluice_sync_method_to_word (i)), ==, i);
      g_assert_nonnull (sluice_sync_method_get_label (i));
      g_assert_nonnull (sluice_sync_method_get_description (i));
    }
  g_assert_null (sluice_sync_method_to_word (SLUICE_SYNC_METHOD_NONE));
  g_assert_cmpint (sluice_sync_method_from_word (NULL), ==, SLUICE_SYNC_METHOD_NONE);
  g_assert_cmpint (sluice_sync_method_from_word ("teleport"), ==, SLUICE_SYNC_METHOD_NONE);
  g_assert_cmpstr (sluice_sync_method_to_word (SLUICE_SYNC_METHOD_FULL_REFRESH), ==, "full_refresh");

  g_assert_false (sluice_frequency_from_word ("never", &frequency));
  g_assert_false (sluice_frequency_from_word (NULL, &frequency));
  g_assert_cmpint (frequency, ==, SLUICE_FREQUENCY_1HOUR);
  for (guint i = 0; i <= SLUICE_FREQUENCY_LAST; i++)
    {
      g_assert_true (sluice_frequency_from_word (sluice_frequency_to_word (i), &frequency));
      g_assert_cmpint (frequency, ==, i);
    }
  g_assert_cmpuint (sluice_frequency_get_runs_a_month (SLUICE_FREQUENCY_24HOUR), ==, 30);
  g_assert_cmpuint (sluice_frequency_get_runs_a_month (SLUICE_FREQUENCY_5MIN), ==, 8640);
  g_assert_cmpuint (sluice_frequency_get_runs_a_month (SLUICE_FREQUENCY_30DAY), ==, 1);
  g_assert_cmpstr (sluice_frequency_get_short_label (SLUICE_FREQUENCY_24HOUR), ==, "24 h");
  g_assert_cmpstr (sluice_frequency_get_phrase (SLUICE_FREQUENCY_24HOUR), ==, "every 24 hours");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/catalogue/wizard", test_wizard);
  g_test_add_func ("/catalogue/postgres", test_postgres);
  g_test_add_func ("/catalogue/own-host", test_own_host);
  g_test_add_func ("/catalogue/flags", test_flags);
  g_test_add_func ("/catalogue/odd", test_odd_catalogue);
  g_test_add_func ("/catalogue/odd-secret", test_odd_secret);
  g_test_add_func ("/catalogue/search", test_search);
  g_test_add_func ("/catalogue/words", test_words);

  return g_test_run ();
}
