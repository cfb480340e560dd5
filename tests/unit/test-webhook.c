/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-log-line.h"
#include "sluice-webhook.h"
#include "unit-common.h"

#define FUNCTION "'hog_function':{'id':'f','name':'Stripe webhook','enabled':true,'status':{'state':1,'tokens':10000}}"
#define MADE                                                                                                           \
  "'supports_webhooks':true,'exists':true,'auto_creation_blocked_reason':null," FUNCTION ","                           \
  "'webhook_url':'https://webhooks.example.com/public/webhooks/dwh/abc',"                                              \
  "'schema_mapping':{'customer':'t-1'},'inputs':{'signing_secret':{'secret':true},'region':{'value':'eu'}}"
#define ENABLED                                                                                                        \
  "'external_status':{'exists':true,'url':null,'enabled_events':['customer.created'],"                                 \
  "'status':'enabled','description':null,'created_at':null,'api_version':null,'error':null}"

static SluiceWebhook *
make_webhook (const char *text)
{
  g_autoptr (JsonNode) node = unit_parse (text);
  g_autoptr (GError) error = NULL;
  SluiceWebhook *webhook = sluice_webhook_new_from_json (node, &error);

  g_assert_no_error (error);

  return webhook;
}

static void
assert_state (const char *text, SluiceWebhookState state)
{
  g_autoptr (SluiceWebhook) webhook = make_webhook (text);

  g_test_message ("%s", text);
  g_assert_cmpint (sluice_webhook_get_state (webhook), ==, state);
}

static void
test_registered (void)
{
  g_autoptr (SluiceWebhook) webhook = make_webhook ("{" MADE "," ENABLED ",'missing_events':[]}");

  g_assert_cmpint (sluice_webhook_get_state (webhook), ==, SLUICE_WEBHOOK_REGISTERED);
  g_assert_true (sluice_webhook_get_exists (webhook));
  g_assert_true (sluice_webhook_get_function_enabled (webhook));
  g_assert_cmpstr (sluice_webhook_get_url (webhook), ==, "https://webhooks.example.com/public/webhooks/dwh/abc");
  g_assert_cmpstr (sluice_webhook_get_vendor_status (webhook), ==, "enabled");
  g_assert_null (sluice_webhook_get_vendor_error (webhook));
  g_assert_null (sluice_webhook_get_blocked_reason (webhook));
  g_assert_null (sluice_webhook_get_missing_events (webhook)[0]);
  g_assert_true (sluice_webhook_covers_table (webhook, "t-1"));
  g_assert_false (sluice_webhook_covers_table (webhook, "t-2"));
  g_assert_true (sluice_webhook_has_input (webhook, "signing_secret"));
  g_assert_null (sluice_webhook_get_input (webhook, "signing_secret"));
  g_assert_cmpstr (sluice_webhook_get_input (webhook, "region"), ==, "eu");
  g_assert_false (sluice_webhook_has_input (webhook, "nothing"));
}

/* What the contract says there is, before one is made. */
static void
test_none (void)
{
  g_autoptr (SluiceWebhook) blocked = make_webhook (
      "{'supports_webhooks':true,'exists':false,'auto_creation_blocked_reason':'The key may not.','hog_function':null,"
      "'webhook_url':null,'schema_mapping':{},'external_status':null,'inputs':{},'missing_events':[]}");

  assert_state ("{'supports_webhooks':false,'exists':false,'auto_creation_blocked_reason':null,'hog_function':null,"
                "'webhook_url':null,'schema_mapping':{},'external_status':null}",
                SLUICE_WEBHOOK_UNSUPPORTED);
  g_assert_cmpint (sluice_webhook_get_state (blocked), ==, SLUICE_WEBHOOK_ABSENT);
  g_assert_cmpstr (sluice_webhook_get_blocked_reason (blocked), ==, "The key may not.");
  g_assert_null (sluice_webhook_get_url (blocked));
  g_assert_false (sluice_webhook_get_function_enabled (blocked));
}

/* A webhook of which it is not clear that the service sends everything is never called registered. */
static void
test_never_registered_by_guess (void)
{
  static const struct
  {
    const char *rest;
    SluiceWebhookState state;
  } cases[] = {
    { ENABLED ",'missing_events':['invoice.paid']", SLUICE_WEBHOOK_INCOMPLETE },
    { ENABLED ",'missing_events':[7]", SLUICE_WEBHOOK_UNCHECKED },
    { ENABLED ",'missing_events':[null]", SLUICE_WEBHOOK_UNCHECKED },
    { ENABLED ",'missing_events':{'a':1}", SLUICE_WEBHOOK_UNCHECKED },
    { ENABLED ",'missing_events':'invoice.paid'", SLUICE_WEBHOOK_UNCHECKED },
    { "'missing_events':[]", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':null,'missing_events':[]", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':true", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':[{'exists':true,'status':'enabled'}]", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':{}", SLUICE_WEBHOOK_UNREGISTERED },
    { "'external_status':{'exists':false,'status':null,'error':null}", SLUICE_WEBHOOK_UNREGISTERED },
    { "'external_status':{'exists':'yes','status':'enabled'}", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':{'exists':true,'status':null}", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':{'exists':true,'status':7}", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':{'exists':true,'status':'disabled'}", SLUICE_WEBHOOK_DISABLED },
    { "'external_status':{'exists':true,'status':'daydreaming'}", SLUICE_WEBHOOK_DISABLED },
    { "'external_status':{'exists':true,'status':'enabled','error':'No right to look.'}", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':{'exists':false,'error':'No right to look.'}", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':{'exists':true,'status':'enabled','error':{'code':401}}", SLUICE_WEBHOOK_UNCHECKED },
    { "'external_status':{'exists':true,'status':'enabled','error':false}", SLUICE_WEBHOOK_UNCHECKED },
    { "'hog_function':{'enabled':false}," ENABLED, SLUICE_WEBHOOK_DISABLED },
    { "'hog_function':{'enabled':'no'}," ENABLED, SLUICE_WEBHOOK_DISABLED },
    { "'hog_function':7," ENABLED, SLUICE_WEBHOOK_UNCHECKED },
    { ENABLED, SLUICE_WEBHOOK_REGISTERED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("{'supports_webhooks':true,'exists':true,", cases[i].rest, "}", NULL);

      assert_state (text, cases[i].state);
    }
}

/* Taken for a no, they would have a second one registered, and every event would come twice. */
static void
test_unclear_existence_is_an_error (void)
{
  static const char *const texts[] = { "{}",
                                       "[]",
                                       "7",
                                       "{'exists':false}",
                                       "{'supports_webhooks':true}",
                                       "{'supports_webhooks':true,'exists':null}",
                                       "{'supports_webhooks':true,'exists':'false'}",
                                       "{'supports_webhooks':true,'exists':0}",
                                       "{'supports_webhooks':1,'exists':false}",
                                       "{'supports_webhooks':true,'exists':[]}" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) node = unit_parse (texts[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_null (sluice_webhook_new_from_json (node, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == SLUICE_JSON_ERROR);
    }
}

static void
test_error_that_is_no_text (void)
{
  g_autoptr (SluiceWebhook) webhook =
      make_webhook ("{'supports_webhooks':true,'exists':true,'external_status':{'exists':true,'error':{'code':401}},"
                    "'inputs':{'a':7,'b':{'value':7},'c':{'secret':'x'},'d':{}},'schema_mapping':{'x':7,'y':''}}");

  g_assert_cmpstr (sluice_webhook_get_vendor_error (webhook), ==, "{\"code\":401}");
  for (const char *name = "abcd"; *name != '\0'; name++)
    {
      const char member[] = { *name, '\0' };

      g_assert_false (sluice_webhook_has_input (webhook, member));
    }
  g_assert_false (sluice_webhook_covers_table (webhook, ""));
}

static void
test_creation (void)
{
  g_autoptr (JsonNode) good = unit_parse (
      "{'success':true,'webhook_url':'https://x/abc','error':null,'pending_inputs':['signing_secret',7,'']}");
  g_autoptr (JsonNode) bad =
      unit_parse ("{'success':false,'webhook_url':null,'error':'It may not.','pending_inputs':{}}");
  g_autoptr (JsonNode) unclear = unit_parse ("{'success':'true'}");
  g_autoptr (SluiceWebhookCreation) first = sluice_webhook_creation_new_from_json (good, NULL);
  g_autoptr (SluiceWebhookCreation) second = sluice_webhook_creation_new_from_json (bad, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (sluice_webhook_creation_get_success (first));
  g_assert_cmpstr (sluice_webhook_creation_get_url (first), ==, "https://x/abc");
  g_assert_null (sluice_webhook_creation_get_error (first));
  g_assert_cmpstrv (sluice_webhook_creation_get_pending_inputs (first),
                    ((const char *const[]) { "signing_secret", NULL }));
  g_assert_false (sluice_webhook_creation_get_success (second));
  g_assert_null (sluice_webhook_creation_get_url (second));
  g_assert_cmpstr (sluice_webhook_creation_get_error (second), ==, "It may not.");
  g_assert_null (sluice_webhook_creation_get_pending_inputs (second)[0]);
  g_assert_null (sluice_webhook_creation_new_from_json (unclear, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
}

/* What may still be there at the service is never said to be gone. */
static void
test_removal (void)
{
  static const struct
  {
    const char *text;
    gboolean complete;
    const char *error;
  } cases[] = {
    { "{'success':true,'external_deleted':true,'error':null}", TRUE, NULL },
    { "{'success':true,'external_deleted':false,'error':'The key may not.'}", FALSE, "The key may not." },
    { "{'success':true,'external_deleted':false}", FALSE, NULL },
    { "{'success':true}", FALSE, NULL },
    { "{'success':true,'external_deleted':'yes','error':7}", FALSE, "7" },
  };
  g_autoptr (JsonNode) list = unit_parse ("[]");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = unit_parse (cases[i].text);
      g_autoptr (SluiceWebhookRemoval) removal = sluice_webhook_removal_new_from_json (node, NULL);

      g_assert_cmpint (sluice_webhook_removal_get_complete (removal), ==, cases[i].complete);
      g_assert_cmpstr (sluice_webhook_removal_get_error (removal), ==, cases[i].error);
    }
  g_assert_null (sluice_webhook_removal_new_from_json (list, NULL));
}

static void
test_log_line (void)
{
  static const struct
  {
    const char *word;
    SluiceLogLevel level;
  } levels[] = {
    { "'DEBUG'", SLUICE_LOG_LEVEL_DEBUG },     { "'LOG'", SLUICE_LOG_LEVEL_INFO },
    { "'INFO'", SLUICE_LOG_LEVEL_INFO },       { "'WARN'", SLUICE_LOG_LEVEL_WARNING },
    { "'WARNING'", SLUICE_LOG_LEVEL_WARNING }, { "'error'", SLUICE_LOG_LEVEL_ERROR },
    { "'PANIC'", SLUICE_LOG_LEVEL_INFO },      { "7", SLUICE_LOG_LEVEL_INFO },
  };
  g_autoptr (JsonNode) none = unit_parse ("{'message':7,'level':'INFO'}");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *text = g_strdup_printf ("{'log_source_id':'t','instance_id':'r','timestamp':"
                                               "'2026-09-02T10:15:00Z','level':%s,'message':'Sync started'}",
                                               levels[i].word);
      g_autoptr (JsonNode) node = unit_parse (text);
      g_autoptr (SluiceLogLine) line = sluice_log_line_new_from_json (json_node_get_object (node), NULL);

      g_assert_cmpint (sluice_log_line_get_level (line), ==, levels[i].level);
      g_assert_cmpstr (sluice_log_line_get_message (line), ==, "Sync started");
      g_assert_cmpstr (sluice_log_line_get_run_id (line), ==, "r");
      g_assert_cmpint (g_date_time_to_unix (sluice_log_line_get_time (line)), ==, 1788344100);
    }
  g_assert_null (sluice_log_line_new_from_json (json_node_get_object (none), &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/webhook/registered", test_registered);
  g_test_add_func ("/webhook/none", test_none);
  g_test_add_func ("/webhook/never-registered-by-guess", test_never_registered_by_guess);
  g_test_add_func ("/webhook/unclear-existence-is-an-error", test_unclear_existence_is_an_error);
  g_test_add_func ("/webhook/error-that-is-no-text", test_error_that_is_no_text);
  g_test_add_func ("/webhook/creation", test_creation);
  g_test_add_func ("/webhook/removal", test_removal);
  g_test_add_func ("/webhook/log-line", test_log_line);

  return g_test_run ();
}
