/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "play.h"
#include "sluice-webhook-card.h"
#include "widget-common.h"

/* What the card offers in each state of a registration, of a server that is played (DESIGN 6, Webhook). */

static SluiceWebhookCard *card;
static GtkWidget *window;

static void
complete_all (Play *play)
{
  for (guint i = 0; i < play->tables->len; i++)
    {
      PlayTable *table = g_ptr_array_index (play->tables, i);

      table->status = table->should_sync ? "Completed" : NULL;
      table->stored = table->should_sync;
    }
}

static void
choose (Play *play, const char *name)
{
  sluice_table_set_selected (play_get_planned (play, name), TRUE);
  sluice_table_set_method (play_get_planned (play, name), SLUICE_SYNC_METHOD_WEBHOOK);
}

static SluiceRegistration *
get_registration (Play *play)
{
  return sluice_setup_get_registration (play->setup);
}

static void
settle (Play *play)
{
  while (sluice_registration_get_busy (get_registration (play)))
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Up to where only the person can go on, or to the end; then the card is there for whoever looks. */
static void
run (Play *play)
{
  g_autoptr (GError) error = NULL;

  play_discover_webhooks (play, "charges", "refunds", "disputes", NULL);
  choose (play, "public.charges");
  choose (play, "public.disputes");
  play->advance = complete_all;
  play_run (play, &error);
  g_assert_no_error (error);
  while (sluice_setup_get_busy (play->setup) &&
         sluice_stage_get_state (play_get_stage (play, SLUICE_STAGE_FIRST_LOAD)) != SLUICE_STAGE_DONE)
    g_main_context_iteration (NULL, TRUE);

  window = gtk_window_new ();
  card = SLUICE_WEBHOOK_CARD (sluice_webhook_card_new ());
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (card));
  sluice_webhook_card_set_registration (card, get_registration (play), play->plan);
  gtk_window_present (GTK_WINDOW (window));
  settle (play);
}

static void
leave (Play *play)
{
  play_finish (play);
  widget_common_close (window, card);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
says (GtkWidget *widget, gconstpointer words)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL;
}

static gboolean
is_secret (GtkWidget *widget, gconstpointer data)
{
  return ADW_IS_PASSWORD_ENTRY_ROW (widget);
}

static GtkWidget *
find (WidgetMatches matches, gconstpointer data)
{
  return widget_common_find (GTK_WIDGET (card), matches, data);
}

static void
assert_offers (const char *offered)
{
  static const char *const all[] = { "_Save and Check",  "_Check Again",   "It _Is Set Up There", "_Register",
                                     "_Register Again…", "_Poll Instead…", "_Finish Later" };
  g_auto (GStrv) labels = g_strsplit (offered, "|", -1);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      const gboolean expected = g_strv_contains ((const char *const *) labels, all[i]);

      if ((find (is_button, all[i]) != NULL) != expected)
        g_error ("%s is %s", all[i], expected ? "missing" : "offered");
    }
}

static void
press (Play *play, const char *label)
{
  GtkWidget *button = find (is_button, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle (play);
}

static void
assert_gone (void)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (card)));
}

static void
test_registered (Play *play, gconstpointer data)
{
  run (play);
  assert_gone ();
  leave (play);
}

/* The server's words, the address, and a place for the secret, which is not kept once it was taken. */
static void
test_by_hand (Play *play, gconstpointer data)
{
  GtkWidget *secret;

  play->webhook.refuses = TRUE;
  run (play);
  assert_offers ("_Save and Check|_Check Again|_Register Again…|_Poll Instead…|_Finish Later");
  g_assert_nonnull (find (says, PLAY_WEBHOOK_REFUSAL));
  g_assert_nonnull (find (says, PLAY_WEBHOOK_URL));

  /* Nothing typed, nothing sent. */
  secret = widget_common_find_folded (GTK_WIDGET (card), is_secret, NULL);
  g_assert_nonnull (secret);
  press (play, "_Save and Check");
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_INPUTS), ==, 0);

  play->webhook.n_registered = 1;
  gtk_editable_set_text (GTK_EDITABLE (secret), "whsec_invented");
  press (play, "_Save and Check");
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_INPUTS), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (secret)), ==, "");
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);
  assert_gone ();
  leave (play);
}

static void
test_unchecked (Play *play, gconstpointer data)
{
  play->webhook.unreachable = TRUE;
  run (play);
  assert_offers ("_Save and Check|_Check Again|It _Is Set Up There|_Register Again…|_Poll Instead…|_Finish Later");
  press (play, "It _Is Set Up There");
  assert_gone ();
  leave (play);
}

static void
test_missing_event (Play *play, gconstpointer data)
{
  play->webhook.missing_event = "charge.disputed";
  run (play);
  g_assert_nonnull (find (says, "charge.disputed"));
  play->webhook.missing_event = NULL;
  press (play, "_Check Again");
  assert_gone ();
  leave (play);
}

static gboolean
refuse_key (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_WEBHOOK_INFO)
    return FALSE;

  play_answer (message, 403, "{\"detail\": \"API key missing required scope 'external_data_source:read'\"}");

  return TRUE;
}

/* Whoever was not told how it stands is not offered to make one. */
static void
test_not_told (Play *play, gconstpointer data)
{
  play->hook = refuse_key;
  run (play);
  assert_offers ("_Check Again|_Poll Instead…|_Finish Later");
  g_assert_nonnull (find (says, "API key missing required scope"));
  play->hook = NULL;
  press (play, "_Check Again");
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
  assert_gone ();
  leave (play);
}

static gboolean
refuse_to_make (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask != PLAY_WEBHOOK_CREATE)
    return FALSE;

  play_answer (message, 403, "{\"detail\": \"API key missing required scope 'external_data_source:write'\"}");

  return TRUE;
}

/* PostHog refused before anything was made: it can be made once the key may, and on a click only. */
static void
test_not_allowed (Play *play, gconstpointer data)
{
  play->hook = refuse_to_make;
  run (play);
  assert_offers ("_Check Again|_Register|_Poll Instead…|_Finish Later");
  g_assert_nonnull (find (says, "API key missing required scope"));
  press (play, "_Check Again");
  g_assert_cmpuint (play_count (play, PLAY_WEBHOOK_CREATE), ==, 1);

  play->hook = NULL;
  press (play, "_Register");
  g_assert_cmpuint (play->webhook.n_registered, ==, 1);
  assert_gone ();
  leave (play);
}

static void
test_later (Play *play, gconstpointer data)
{
  play->webhook.refuses = TRUE;
  run (play);
  press (play, "_Finish Later");
  assert_gone ();
  g_assert_cmpint (sluice_registration_get_state (get_registration (play)), ==, SLUICE_REGISTRATION_LATER);
  leave (play);
}

static SoupServerMessage *held;

/* Deleted, as the first load finds; what is asked of the webhook is answered only later. */
static gboolean
forget_source (Play *play, PlayAsk ask, SoupServerMessage *message)
{
  if (ask == PLAY_GET)
    play_answer (message, 404, "{\"type\": \"invalid_request\", \"code\": \"not_found\", \"detail\": \"Not found.\"}");
  if (ask != PLAY_WEBHOOK_INFO)
    return ask == PLAY_GET;

  held = g_object_ref (message);
  soup_server_message_pause (message);

  return TRUE;
}

/* What is gone stays gone, also when a check ends after that. */
static void
test_deleted_while_checked (Play *play, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceTableProgress) charges = NULL;

  play->webhook.refuses = TRUE;
  run (play);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (card)));
  play->hook = forget_source;
  g_signal_emit_by_name (find (is_button, "_Check Again"), "clicked");
  charges = g_list_model_get_item (sluice_setup_get_tables (play->setup), 0);
  play_await (sluice_setup_retry_table (play->setup, charges), &error);
  g_assert_no_error (error);
  play_finish (play);
  g_assert_cmpint (sluice_setup_get_state (play->setup), ==, SLUICE_SETUP_STATE_GONE);
  assert_gone ();

  g_assert_nonnull (held);
  play_behave (play, PLAY_WEBHOOK_INFO, held);
  soup_server_message_unpause (held);
  g_clear_object (&held);
  settle (play);
  assert_gone ();
  leave (play);
}

int
main (int argc, char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  PLAY_ADD ("/webhook-card/registered", test_registered);
  PLAY_ADD ("/webhook-card/by-hand", test_by_hand);
  PLAY_ADD ("/webhook-card/unchecked", test_unchecked);
  PLAY_ADD ("/webhook-card/missing-event", test_missing_event);
  PLAY_ADD ("/webhook-card/not-told", test_not_told);
  PLAY_ADD ("/webhook-card/not-allowed", test_not_allowed);
  PLAY_ADD ("/webhook-card/later", test_later);
  PLAY_ADD ("/webhook-card/deleted-while-checked", test_deleted_while_checked);

  return g_test_run ();
}
