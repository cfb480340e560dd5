/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Does what a person does who sets up a Stripe source, without a window: begins, or goes on with what an earlier run
 * left, through the code that Home's *Resume* calls. It says on its standard output what it does and sees; see
 * set_up.py. Its clock never waits long: what a set-up waits for in minutes passes at once. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "set-up-points.h"
#include "sluice-json.h"
#include "sluice-resume.h"
#include "sluice-session.h"
#include "sluice-setup-private.h"
#include "sluice-transport.h"

/* What the program ends with when there is nothing to resume, and when only a person can say how to go on. */
#define STATUS_NOTHING 3
#define STATUS_STUCK 4

#define ACCOUNT "acct_practice"
#define DESCRIPTION "All that is paid"
#define TIME_OF_DAY "03:15"
#define PATTERN "invoice*"
#define SIGNING_SECRET "whsec_invented"

typedef struct
{
  SluiceWorkspace *workspace;
  SluiceSession *session;
  gint64 now;
} Driver;

static char *url, *key, *project, *prefix, *new_prefix, *credential;
static int timeout;
static gboolean resuming, polling;

/* --- time --- */

static gint64
clock_now (gpointer data)
{
  return ((Driver *) data)->now;
}

/* The server, which has a clock of its own, gets a moment. */
static DexFuture *
clock_wait (guint milliseconds, gpointer data)
{
  Driver *driver = data;

  set_up_say ("waits %u", milliseconds);
  set_up_point ("wait %u", set_up_point_count ("wait"));
  driver->now += (gint64) milliseconds * 1000;

  return dex_timeout_new_msec (20);
}

static Driver *driver_of_clock;

SluiceSetup *__real_sluice_setup_new_for_journal (SluiceClient *client,
                                                  SluicePlan *plan,
                                                  SluiceKeyring *keyring,
                                                  SluiceJournal *journal);
SluiceSetup *__wrap_sluice_setup_new_for_journal (SluiceClient *client,
                                                  SluicePlan *plan,
                                                  SluiceKeyring *keyring,
                                                  SluiceJournal *journal);

SluiceSetup *
__wrap_sluice_setup_new_for_journal (SluiceClient *client,
                                     SluicePlan *plan,
                                     SluiceKeyring *keyring,
                                     SluiceJournal *journal)
{
  const SluiceClock clock = { clock_now, clock_wait, driver_of_clock };
  SluiceSetup *setup = __real_sluice_setup_new_for_journal (client, plan, keyring, journal);

  sluice_setup_set_clock (setup, &clock);

  return setup;
}

/* --- waiting --- */

static gboolean
await (DexFuture *future, GError **error)
{
  g_autoptr (DexFuture) wait = future;

  while (dex_future_is_pending (wait))
    g_main_context_iteration (NULL, TRUE);

  return dex_future_get_value (wait, error) != NULL;
}

static void
must (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  await (future, &error);
  g_assert_no_error (error);
}

/* --- choosing --- */

static SluiceTable *
get_table (Driver *driver, const char *name)
{
  return sluice_table_list_lookup (sluice_plan_get_tables (sluice_session_get_plan (driver->session)), name);
}

static void
type_credential (Driver *driver)
{
  SluiceForm *form = sluice_plan_get_form (sluice_session_get_plan (driver->session));
  g_autofree char *path = sluice_form_find_path (form, "stripe_secret_key");

  sluice_form_set_value (form, path, credential);
}

static gboolean
has_credential (Driver *driver)
{
  SluiceForm *form = sluice_plan_get_form (sluice_session_get_plan (driver->session));
  g_autofree char *path = sluice_form_find_path (form, "stripe_secret_key");
  const char *value = sluice_form_get_value (form, path);

  return value != NULL && *value != '\0';
}

static gboolean
has_form (Driver *driver)
{
  SluiceForm *form = sluice_plan_get_form (sluice_session_get_plan (driver->session));

  return g_strcmp0 (sluice_form_get_value (form, "stripe_account_id"), ACCOUNT) == 0;
}

static void
fill_form (Driver *driver)
{
  SluiceForm *form = sluice_plan_get_form (sluice_session_get_plan (driver->session));

  sluice_form_set_value (form, "stripe_account_id", ACCOUNT);
  type_credential (driver);
}

static gboolean
syncs_by (Driver *driver, const char *name, SluiceSyncMethod method, int frequency)
{
  SluiceTable *table = get_table (driver, name);

  return table != NULL && sluice_table_get_selected (table) && sluice_table_get_method (table) == method &&
         sluice_table_get_frequency (table) == frequency;
}

static gboolean
has_tables (Driver *driver)
{
  return syncs_by (driver, "Customer", SLUICE_SYNC_METHOD_WEBHOOK, -1) &&
         syncs_by (driver, "Discount", SLUICE_SYNC_METHOD_WEBHOOK, -1) &&
         syncs_by (driver, "Charge", SLUICE_SYNC_METHOD_APPEND, SLUICE_FREQUENCY_1HOUR) &&
         syncs_by (driver, "Product", SLUICE_SYNC_METHOD_FULL_REFRESH, SLUICE_FREQUENCY_7DAY) &&
         sluice_table_list_get_n_selected (sluice_plan_get_tables (sluice_session_get_plan (driver->session))) == 4;
}

static void
choose (Driver *driver, const char *name, SluiceSyncMethod method, int frequency)
{
  SluiceTable *table = get_table (driver, name);

  g_assert_nonnull (table);
  sluice_table_set_selected (table, TRUE);
  sluice_table_set_method (table, method);
  sluice_table_set_frequency (table, frequency);
}

static void
choose_tables (Driver *driver)
{
  choose (driver, "Customer", SLUICE_SYNC_METHOD_WEBHOOK, -1);
  choose (driver, "Discount", SLUICE_SYNC_METHOD_WEBHOOK, -1);
  choose (driver, "Charge", SLUICE_SYNC_METHOD_APPEND, SLUICE_FREQUENCY_1HOUR);
  choose (driver, "Product", SLUICE_SYNC_METHOD_FULL_REFRESH, SLUICE_FREQUENCY_7DAY);
}

static gboolean
has_names (Driver *driver)
{
  SluicePlan *plan = sluice_session_get_plan (driver->session);

  return g_str_equal (sluice_plan_get_prefix (plan), prefix) &&
         g_str_equal (sluice_plan_get_description (plan), DESCRIPTION) &&
         g_str_equal (sluice_plan_get_time_of_day (plan), TIME_OF_DAY) &&
         sluice_plan_get_new_tables (plan) == SLUICE_NEW_TABLES_PATTERN &&
         g_str_equal (sluice_plan_get_new_tables_pattern (plan), PATTERN) && sluice_plan_get_remember (plan);
}

static void
choose_names (Driver *driver)
{
  SluicePlan *plan = sluice_session_get_plan (driver->session);

  sluice_plan_set_prefix (plan, prefix);
  sluice_plan_set_description (plan, DESCRIPTION);
  sluice_plan_set_time_of_day (plan, TIME_OF_DAY);
  sluice_plan_set_new_tables (plan, SLUICE_NEW_TABLES_PATTERN);
  sluice_plan_set_new_tables_pattern (plan, PATTERN);
  sluice_plan_set_remember (plan, TRUE);
}

static void
append_cb (GPtrArray *tables, gpointer user_data)
{
  sluice_plan_append_discovered (user_data, tables);
}

static void
check_connection (Driver *driver)
{
  SluicePlan *plan = sluice_session_get_plan (driver->session);
  g_autoptr (JsonNode) body = sluice_form_to_flat (sluice_plan_get_form (plan));

  sluice_plan_begin_discovery (plan);
  must (sluice_client_discover_tables (sluice_workspace_get_client (driver->workspace), body, FALSE, append_cb, plan,
                                       NULL));
  sluice_plan_finish_discovery (plan);
}

static void
keep (Driver *driver, const char *what)
{
  must (sluice_session_keep (driver->session));
  set_up_say ("kept %s", what);
}

/* Makes the choices that are not made yet. */
static void
make_choices (Driver *driver)
{
  if (!has_form (driver))
    {
      fill_form (driver);
      keep (driver, "form");
    }
  if (!has_credential (driver))
    {
      set_up_say ("asked for the key");
      type_credential (driver);
    }
  if (!sluice_plan_get_checked (sluice_session_get_plan (driver->session)))
    check_connection (driver);
  if (!has_tables (driver))
    {
      choose_tables (driver);
      keep (driver, "tables");
    }
  if (!has_names (driver))
    {
      choose_names (driver);
      keep (driver, "names");
    }
}

static void
tell_choices (Driver *driver)
{
  if (has_form (driver))
    set_up_say ("has form");
  if (has_tables (driver))
    set_up_say ("has tables");
  if (has_names (driver))
    set_up_say ("has names");
}

/* --- going to the end --- */

static const char *
get_word (GType type, int value)
{
  g_autoptr (GEnumClass) enum_class = g_type_class_ref (type);

  return g_enum_get_value (enum_class, value)->value_nick;
}

static void
tell_stages (SluiceSetup *setup)
{
  for (guint kind = 0; kind < SLUICE_N_STAGES; kind++)
    {
      SluiceStage *stage = sluice_setup_get_stage (setup, kind);
      const GError *error = sluice_stage_get_error (stage);

      set_up_say ("stage %s: %s%s%s", get_word (SLUICE_TYPE_STAGE_STATE, sluice_stage_get_state (stage)),
                  sluice_stage_get_detail (stage) != NULL ? sluice_stage_get_detail (stage) : "",
                  error != NULL ? " | " : "", error != NULL ? error->message : "");
    }
}

static gboolean
is_stage_over (SluiceSetup *setup, SluiceStageKind kind)
{
  SluiceStageState state = sluice_stage_get_state (sluice_setup_get_stage (setup, kind));

  return state != SLUICE_STAGE_TO_COME && state != SLUICE_STAGE_RUNNING;
}

/* Nothing goes on by itself but what waits for the person. */
static gboolean
is_at_rest (SluiceSetup *setup)
{
  SluiceRegistration *registration = sluice_setup_get_registration (setup);

  if (!sluice_setup_get_busy (setup))
    return TRUE;

  return registration != NULL && !sluice_registration_get_busy (registration) &&
         is_stage_over (setup, SLUICE_STAGE_FIRST_LOAD) && !sluice_registration_get_settled (registration);
}

static void
run_to_rest (SluiceSetup *setup)
{
  while (!is_at_rest (setup))
    g_main_context_iteration (NULL, TRUE);
}

/* What the person does at the question; FALSE: nothing that was foreseen. */
static gboolean
answer_question (Driver *driver, SluiceSetup *setup)
{
  SluiceSetupQuestion question = sluice_setup_get_question (setup);
  g_autoptr (GError) error = NULL;

  set_up_say ("question %s", get_word (SLUICE_TYPE_SETUP_QUESTION, question));
  if (question == SLUICE_SETUP_QUESTION_NEW_PREFIX && new_prefix != NULL)
    {
      must (sluice_setup_reopen (setup));
      prefix = g_steal_pointer (&new_prefix);
      sluice_plan_set_prefix (sluice_session_get_plan (driver->session), prefix);
      await (sluice_session_start_setup (driver->session), &error);
    }
  else if (question == SLUICE_SETUP_QUESTION_SEND_AGAIN || question == SLUICE_SETUP_QUESTION_DELETE_AND_SEND_AGAIN)
    await (sluice_setup_send_again (setup), &error);
  else
    return FALSE;

  if (error != NULL)
    set_up_say ("refused %s", error->message);

  return TRUE;
}

static gboolean
enter_inputs (SluiceRegistration *registration)
{
  g_autoptr (JsonNode) inputs = json_from_string ("{\"signing_secret\": \"" SIGNING_SECRET "\"}", NULL);

  set_up_say ("enters the signing secret");

  return await (sluice_registration_enter_inputs (registration, inputs), NULL);
}

/* What the person does about the webhook. */
static void
mend_webhook (Driver *driver, SluiceSetup *setup)
{
  SluiceRegistration *registration = sluice_setup_get_registration (setup);
  GPtrArray *fields =
      sluice_source_type_get_webhook_fields (sluice_plan_get_source_type (sluice_session_get_plan (driver->session)));
  SluiceWebhook *webhook = sluice_registration_get_webhook (registration);

  if (webhook != NULL && sluice_webhook_get_state (webhook) == SLUICE_WEBHOOK_REGISTERED && fields->len > 0 &&
      sluice_registration_is_missing (registration, g_ptr_array_index (fields, 0)) && enter_inputs (registration))
    return;

  set_up_say ("checks the webhook again");
  if (await (sluice_registration_check (registration), NULL) && sluice_registration_get_settled (registration))
    return;

  if (polling)
    {
      set_up_say ("polls instead");
      await (sluice_registration_poll_instead (registration), NULL);
      return;
    }

  webhook = sluice_registration_get_webhook (registration);
  if (webhook != NULL && sluice_webhook_get_state (webhook) == SLUICE_WEBHOOK_ABSENT)
    {
      set_up_say ("registers the webhook again");
      await (sluice_registration_register_again (registration), NULL);
    }
}

/* As often as a patient person would. */
#define MAX_CLICKS 5

static int
finish (Driver *driver)
{
  SluiceSetup *setup = sluice_session_get_setup (driver->session);

  for (guint n_clicks = 0; n_clicks < MAX_CLICKS; n_clicks++)
    {
      run_to_rest (setup);
      if (sluice_setup_get_state (setup) == SLUICE_SETUP_STATE_DONE && !sluice_setup_get_busy (setup))
        return 0;
      tell_stages (setup);
      if (sluice_setup_get_busy (setup))
        mend_webhook (driver, setup);
      else if (!answer_question (driver, setup))
        break;
    }
  set_up_say ("stuck %s", sluice_setup_state_to_word (sluice_setup_get_state (setup)));

  return STATUS_STUCK;
}

/* --- where it begins --- */

static SluiceSourceType *
find_stripe (Driver *driver)
{
  GListModel *types = sluice_workspace_get_source_types (driver->workspace);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) type = g_list_model_get_item (types, i);

      if (g_str_equal (sluice_source_type_get_name (type), "Stripe"))
        return type; /* held by the list */
    }
  g_assert_not_reached ();
}

static int
start_and_finish (Driver *driver)
{
  g_autoptr (GError) error = NULL;

  make_choices (driver);
  sluice_transport_set_timeouts ((guint) timeout, (guint) timeout);
  if (!await (sluice_session_start_setup (driver->session), &error))
    {
      set_up_say ("refused %s", error->message);
      return STATUS_STUCK;
    }

  return finish (driver);
}

static int
begin (Driver *driver)
{
  g_autoptr (SluicePlan) plan = sluice_plan_new ();

  sluice_plan_set_source_type (plan, find_stripe (driver));
  driver->session = sluice_session_new (driver->workspace, plan);

  return start_and_finish (driver);
}

static gboolean
is_empty (GListModel *model)
{
  return g_list_model_get_n_items (model) == 0;
}

/* As Home does: it shows what is unfinished, and *Resume* is pressed. */
static int
resume (Driver *driver)
{
  GListModel *unfinished = sluice_workspace_get_unfinished (driver->workspace);
  g_autoptr (SluiceJournal) journal = NULL;
  g_autoptr (DexFuture) resumed = NULL;
  g_autoptr (GError) error = NULL;

  must (sluice_workspace_refresh_unfinished (driver->workspace));
  must (sluice_workspace_refresh_sources (driver->workspace));
  if (is_empty (unfinished))
    return STATUS_NOTHING;

  g_assert_cmpuint (g_list_model_get_n_items (unfinished), ==, 1);
  journal = g_list_model_get_item (unfinished, 0);
  if (sluice_journal_get_problem (journal) != NULL)
    {
      set_up_say ("problem %s", sluice_journal_get_problem (journal));
      return STATUS_STUCK;
    }

  set_up_say ("resumes %s", sluice_setup_state_to_word (sluice_journal_get_state (journal)));
  resumed = sluice_resume (driver->workspace, journal);
  await (dex_ref (resumed), &error);
  g_assert_no_error (error);
  driver->session = g_value_dup_object (dex_future_get_value (resumed, NULL));
  tell_choices (driver);
  if (sluice_session_get_setup (driver->session) == NULL)
    return start_and_finish (driver);

  return finish (driver);
}

/* Whether a record of any set-up is left on the disk. */
static gboolean
is_recorded (void)
{
  g_autofree char *root =
      g_build_filename (g_get_user_data_dir (), DEVELOPMENT_BUILD ? "sluice-devel" : "sluice", "setups", NULL);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) != NULL;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* What is tidied up behind the person's back. */
static void
wait_for_tidiness (void)
{
  const gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  g_timeout_add (20, tick_cb, NULL);
  while (is_recorded () && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  if (is_recorded ())
    set_up_say ("left a record");
}

static gboolean
parse (int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &url, NULL, NULL },
    { "key", 0, 0, G_OPTION_ARG_STRING, &key, NULL, NULL },
    { "project", 0, 0, G_OPTION_ARG_STRING, &project, NULL, NULL },
    { "prefix", 0, 0, G_OPTION_ARG_STRING, &prefix, NULL, NULL },
    { "new-prefix", 0, 0, G_OPTION_ARG_STRING, &new_prefix, NULL, NULL },
    { "credential", 0, 0, G_OPTION_ARG_STRING, &credential, NULL, NULL },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &timeout, NULL, NULL },
    { "poll-instead", 0, 0, G_OPTION_ARG_NONE, &polling, NULL, NULL },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &resuming, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);

  return g_option_context_parse (context, argc, argv, NULL) && *argc == 1 && url != NULL && key != NULL &&
         project != NULL && prefix != NULL && credential != NULL;
}

int
main (int argc, char **argv)
{
  Driver driver = { .now = G_TIME_SPAN_HOUR };
  g_autoptr (SluiceClient) client = NULL;
  g_autoptr (SluiceKeyring) keyring = NULL;
  int status;

  setlocale (LC_ALL, "");
  if (!parse (&argc, &argv))
    return 2;
  dex_init ();
  driver_of_clock = &driver;
  client = sluice_client_new (url, project, key, NULL);
  driver.workspace = sluice_workspace_new (client, NULL);
  keyring = sluice_keyring_new ();
  sluice_workspace_set_keyring (driver.workspace, keyring);
  must (sluice_workspace_refresh_source_types (driver.workspace));
  status = resuming ? resume (&driver) : begin (&driver);
  if (status != STATUS_STUCK)
    wait_for_tidiness ();
  if (status == 0)
    set_up_say ("done");
  g_clear_object (&driver.session);
  g_clear_object (&driver.workspace);

  return status;
}
