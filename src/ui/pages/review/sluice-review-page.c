/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-estimate-details.h"
#include "sluice-estimate-settings.h"
#include "sluice-needed-rights.h"
#include "sluice-open-link.h"
#include "sluice-phrases.h"
#include "sluice-plain-text.h"
#include "sluice-plan-actions.h"
#include "sluice-plan-cdc.h"
#include "sluice-prefix.h"
#include "sluice-review-page.h"
#include "sluice-weak.h"
#include "sluice-when.h"

/* More rows than this say no more than a number does. */
#define MAX_WARNING_ROWS 20

struct _SluiceReviewPage
{
  SluiceStep parent_instance;

  GPtrArray *rows; /* borrowed, as they stand below each other */ /* the rows made for this plan, taken away when it is
                                                                     shown again */
  SluiceStepId mend_at;
  gboolean billing; /* the button leads to where the plan is paid */

  GtkScrolledWindow *scroller;
  SluiceErrorCard *error_card;
  GtkLabel *heading;
  AdwPreferencesGroup *copies_group;
  AdwPreferencesGroup *costs_group;
  AdwActionRow *first_load_row;
  AdwActionRow *month_row;
  AdwActionRow *cost_row;
  GtkLabel *first_load;
  GtkLabel *month;
  GtkLabel *cost;
  AdwActionRow *schedule_row;
  AdwActionRow *new_tables_row;
  AdwActionRow *webhook_row;
  AdwActionRow *names_row;
  AdwPreferencesGroup *warnings_group;
};

G_DEFINE_FINAL_TYPE (SluiceReviewPage, sluice_review_page, SLUICE_TYPE_STEP)

static SluicePlan *
get_plan (SluiceReviewPage *self)
{
  return sluice_step_get_plan (SLUICE_STEP (self));
}

static void
add_row (SluiceReviewPage *self,
         AdwPreferencesGroup *group,
         const char *title,
         const char *subtitle,
         const char *figure)
{
  AdwActionRow *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                                    subtitle != NULL ? subtitle : "", "subtitle-lines", 0, NULL);

  if (figure != NULL)
    adw_action_row_add_suffix (row, g_object_new (GTK_TYPE_LABEL, "label", figure, "css-classes",
                                                  (const char *[]) { "numeric", NULL }, NULL));
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (SluiceReviewPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static char *
dup_names_by_method (SluiceTableList *tables, SluiceSyncMethod method)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (8, NULL, TRUE);

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (sluice_table_get_selected (table) && sluice_table_get_method (table) == method)
        g_ptr_array_add (names, (char *) sluice_table_get_display_name (table));
    }

  return sluice_phrase_names ((const char *const *) names->pdata, 8);
}

static void
show_copies (SluiceReviewPage *self)
{
  SluiceTableList *tables = sluice_plan_get_tables (get_plan (self));
  guint n_off = sluice_table_list_get_size (tables) - sluice_table_list_get_n_selected (tables);

  for (SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    {
      guint n_tables = sluice_table_list_count_method (tables, method);

      if (n_tables > 0)
        {
          g_autofree char *names = dup_names_by_method (tables, method);
          g_autofree char *figure = sluice_phrase_tables (n_tables);

          add_row (self, self->copies_group, sluice_sync_method_get_label (method), names, figure);
        }
    }
  if (n_off > 0)
    {
      g_autofree char *figure = sluice_phrase_tables (n_off);

      add_row (self, self->copies_group, _ ("Not copied"),
               _ ("They stay listed in PostHog, in the source’s settings, and can be turned on there"), figure);
    }
}

/* Only what counts for the tables that are selected. */
static char *
dup_assumption (SluiceTableList *tables)
{
  const SluiceAssumptions *assumptions = sluice_table_list_get_assumptions (tables);
  g_autofree char *changed = sluice_share_dup_range (assumptions->changed_low, assumptions->changed_high);
  g_autofree char *added = sluice_share_dup_range (assumptions->added_low, assumptions->added_high);
  const guint n_kept = sluice_table_list_count_method (tables, SLUICE_SYNC_METHOD_FULL_REFRESH);
  const guint n_growing = sluice_table_list_count_method (tables, SLUICE_SYNC_METHOD_APPEND);
  const gboolean changes = sluice_table_list_get_n_selected (tables) > n_kept + n_growing;

  if (changes && n_growing > 0)
    /* Translators: shares in percent, such as “3–15 %” */
    return g_strdup_printf (_ ("Assumes that %s of a table’s rows change in a month, and that logs grow by %s"),
                            changed, added);
  if (changes)
    /* Translators: a share in percent, such as “3–15 %” */
    return g_strdup_printf (_ ("Assumes that %s of an incremental table changes in a month"), changed);
  if (n_growing > 0)
    /* Translators: a share in percent, such as “1–5 %” */
    return g_strdup_printf (_ ("Assumes that logs grow by %s in a month"), added);

  return g_strdup ("");
}

/* The allowance is the month's, the first days are the first load's. */
static char *
dup_price_rule (const SluicePriceList *prices, SluiceRowRange first_load)
{
  g_autofree char *free = sluice_phrase_free_rows (prices);
  g_autofree char *cost = sluice_price_list_dup_cost (prices, first_load);

  if (prices->free_days > 0)
    /* Translators: %s is a sentence without its full stop, such as “1 M rows a month are free, and the first 7 days” */
    return g_strdup_printf (_ ("%s, by a price list that is not verified; so the first load costs nothing"), free);
  if (free != NULL)
    /* Translators: “1 M rows a month are free”, and an amount of money */
    return g_strdup_printf (_ ("%s. The first load by itself: %s, once"), free, cost);

  /* Translators: %s is an amount of money */
  return g_strdup_printf (_ ("The first load by itself: %s, once"), cost);
}

static void
show_costs (SluiceReviewPage *self)
{
  SluiceTableList *tables = sluice_plan_get_tables (get_plan (self));
  const SluicePriceList *list = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  SluiceRowRange month_range = sluice_table_list_get_month (tables);
  g_autofree char *first_load = sluice_phrase_first_load (tables);
  g_autofree char *month = sluice_row_range_to_string (month_range);
  g_autofree char *cost = sluice_price_list_dup_cost (list, month_range);
  g_autofree char *unknown = sluice_phrase_unknown (month_range.n_unknown);
  g_autofree char *assumption = dup_assumption (tables);
  GListModel *sources = sluice_workspace_get_sources (sluice_step_get_workspace (SLUICE_STEP (self)));
  g_autofree char *prices_rule = dup_price_rule (list, sluice_table_list_get_first_load (tables));
  g_autofree char *shared = sluice_phrase_shared_rows (list, get_plan (self), sources);
  /* Two sentences, the first of which has no full stop of its own. */
  g_autofree char *rule = g_strjoin (". ", prices_rule, shared, NULL);
  g_autofree char *prices = sluice_phrase_prices (list);

  gtk_label_set_label (self->first_load, first_load);
  gtk_label_set_label (self->month, month);
  gtk_label_set_label (self->cost, cost);
  adw_action_row_set_subtitle (self->first_load_row, unknown != NULL ? unknown : "");
  adw_action_row_set_subtitle (self->month_row, assumption);
  adw_action_row_set_subtitle (self->cost_row, rule);
  sluice_plain_text_describe_group (self->costs_group, prices);
}

static void
details_cb (SluiceReviewPage *self)
{
  adw_dialog_present (sluice_estimate_details_new (sluice_plan_get_tables (get_plan (self))), GTK_WIDGET (self));
}

/* Which tables do not sync when the others do, a line each. (transfer full) */
static char *
dup_exceptions (guint n_own, guint n_cdc)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  if (n_cdc > 0)
    g_strv_builder_take (lines, g_strdup_printf (ngettext ("%'u near-real-time table syncs every 5 minutes",
                                                           "%'u near-real-time tables sync every 5 minutes", n_cdc),
                                                 n_cdc));
  if (n_own > 0)
    g_strv_builder_take (lines, g_strdup_printf (ngettext ("%'u table has a frequency of its own",
                                                           "%'u tables have a frequency of their own", n_own),
                                                 n_own));
  words = g_strv_builder_end (lines);

  return g_strjoinv ("\n", words);
}

static void
show_frequency (SluiceReviewPage *self)
{
  SluicePlan *plan = get_plan (self);
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  g_autofree char *schedule = sluice_plan_dup_schedule_text (plan, sluice_plan_get_frequency (plan));
  g_autofree char *exceptions = NULL;
  g_autofree char *title = NULL;
  guint n_own = 0;
  guint n_cdc = 0;
  gboolean only_cdc;

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (!sluice_table_get_selected (table))
        continue;
      if (sluice_table_get_frequency (table) >= 0)
        n_own++;
      else if (sluice_table_get_method (table) == SLUICE_SYNC_METHOD_CDC)
        n_cdc++;
    }
  only_cdc = n_cdc > 0 && n_cdc == sluice_table_list_get_n_selected (tables);

  /* Translators: “Syncs every 24 hours at 02:00 UTC” */
  title = g_strdup_printf (_ ("Syncs %s"), only_cdc ? sluice_frequency_get_phrase (SLUICE_FREQUENCY_5MIN) : schedule);
  exceptions = dup_exceptions (n_own, only_cdc ? 0 : n_cdc);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->schedule_row), title);
  adw_action_row_set_subtitle (self->schedule_row, exceptions);
}

static void
show_schedule (SluiceReviewPage *self)
{
  SluicePlan *plan = get_plan (self);

  show_frequency (self);
  gtk_widget_set_visible (GTK_WIDGET (self->new_tables_row),
                          !sluice_source_type_get_from_older_server (sluice_plan_get_source_type (plan)));
  switch (sluice_plan_get_new_tables (plan))
    {
    case SLUICE_NEW_TABLES_ON:
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_tables_row),
                                     _ ("Tables that appear later are turned on"));
      break;
    case SLUICE_NEW_TABLES_PATTERN:
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_tables_row),
                                     _ ("Tables that appear later are turned on if their name fits"));
      break;
    case SLUICE_NEW_TABLES_OFF:
    default:
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_tables_row),
                                     _ ("Tables that appear later are left off"));
    }
  adw_action_row_set_subtitle (self->new_tables_row, sluice_plan_get_new_tables (plan) == SLUICE_NEW_TABLES_PATTERN ?
                                                         sluice_plan_get_new_tables_pattern (plan) :
                                                         "");
}

/* What is done beside the source, and what may stand in its way. */
static void
show_webhook (SluiceReviewPage *self)
{
  SluicePlan *plan = get_plan (self);
  SluiceSourceType *source_type = sluice_plan_get_source_type (plan);
  const guint n_tables = sluice_table_list_count_method (sluice_plan_get_tables (plan), SLUICE_SYNC_METHOD_WEBHOOK);
  const char *right = sluice_source_type_get_webhook_right (source_type);
  const char *net = _ ("The first load polls in any case, and a periodic refresh stays as a safety net.");
  g_autofree char *title = NULL;
  g_autofree char *what = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->webhook_row), n_tables > 0);
  if (n_tables == 0)
    return;

  if (sluice_source_type_get_webhook_manual_only (source_type))
    {
      /* Translators: %s is a service such as “Stripe” */
      title = g_strdup_printf (_ ("You make a webhook at %s"), sluice_source_type_get_label (source_type));
      what = g_strjoin (" ", _ ("The address and what to do there are shown once the source is created."), net, NULL);
    }
  else
    {
      /* Translators: %s is a service such as “Stripe” */
      title = g_strdup_printf (_ ("A webhook is registered at %s"), sluice_source_type_get_label (source_type));
      what = g_strjoin (" ", right != NULL ? right : _ ("What signs in there needs the right to make webhooks."),
                        _ ("Without it you make the webhook by hand, once the source is created."), net, NULL);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->webhook_row), title);
  adw_action_row_set_subtitle (self->webhook_row, what);
}

static void
show_names (SluiceReviewPage *self)
{
  SluicePlan *plan = get_plan (self);
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  guint n_selected = sluice_table_list_get_n_selected (tables);
  g_autofree char *more = NULL;

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);
      g_autofree char *name = NULL;
      g_autofree char *code = NULL;

      if (!sluice_table_get_selected (table))
        continue;
      name = sluice_prefix_dup_stored_name (sluice_plan_get_prefix (plan),
                                            sluice_source_type_get_name (sluice_plan_get_source_type (plan)),
                                            sluice_table_get_name (table));
      code = sluice_phrase_code (name);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->names_row), code);
      break;
    }
  if (n_selected > 1)
    /* Translators: beneath the name of one table: how many more there are */
    more = g_strdup_printf (ngettext ("and %'u more", "and %'u more", n_selected - 1), n_selected - 1);
  adw_action_row_set_subtitle (self->names_row, more != NULL ? more : "");
}

static char *
dup_warning_texts (SluiceTable *table, SluiceWarnings warnings)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  while (warnings != SLUICE_WARNING_NONE)
    {
      SluiceWarnings first = sluice_warnings_get_first (warnings);

      g_ptr_array_add (texts, sluice_warning_dup_explanation (first, table));
      warnings &= ~first;
    }

  return g_strjoinv (" ", (char **) texts->pdata);
}

static void
show_warnings (SluiceReviewPage *self)
{
  SluiceTableList *tables = sluice_plan_get_tables (get_plan (self));
  guint n_attention = sluice_table_list_get_n_attention (tables);
  guint n_shown = 0;

  for (guint i = 0; i < sluice_table_list_get_size (tables) && n_shown < MAX_WARNING_ROWS; i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);
      SluiceWarnings warnings = sluice_table_get_selected (table) ? sluice_advisor_get_warnings (table) : 0;

      if (warnings != SLUICE_WARNING_NONE)
        {
          g_autofree char *texts = dup_warning_texts (table, warnings);

          add_row (self, self->warnings_group, sluice_table_get_name (table), texts, NULL);
          n_shown++;
        }
    }
  if (n_attention > n_shown)
    {
      g_autofree char *figure = sluice_phrase_tables (n_attention - n_shown);

      /* Translators: more tables that need attention than are listed */
      add_row (self, self->warnings_group, C_ ("tables", "More"), _ ("Tables lists them under “Needs attention”"),
               figure);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->warnings_group), n_attention > 0);
}

static void
show_heading (SluiceReviewPage *self)
{
  SluicePlan *plan = get_plan (self);
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  guint n_tables = sluice_table_list_get_size (tables);
  guint n_selected = sluice_table_list_get_n_selected (tables);
  g_autofree char *from = sluice_form_dup_summary (sluice_plan_get_form (plan));
  g_autofree char *seen = g_strdup_printf (ngettext ("%'u table seen", "%'u tables seen", n_tables), n_tables);
  /* Translators: “14 tables seen”, then how many will be copied, then from where: “shop on db.example.com” */
  g_autofree char *heading =
      g_strdup_printf (ngettext ("%s, %'u will be copied from %s", "%s, %'u will be copied from %s", n_selected), seen,
                       n_selected, from);

  gtk_label_set_label (self->heading, heading);
}

/* --- what went wrong, and where it can be mended --- */

static SluiceStepId
find_place_to_mend (const GError *error)
{
  const char *field = sluice_api_error_get_field (error);
  g_autofree char *words = g_utf8_strdown (error->message, -1);

  /* What is not said of the values can be mended at none of them. */
  if (!g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID) || sluice_error_is_about_billing (error) ||
      strstr (words, "you can create at most") != NULL)
    return SLUICE_STEP_REVIEW;
  if (g_strcmp0 (field, "prefix") == 0 || strstr (words, "prefix") != NULL || strstr (words, "source name") != NULL)
    return SLUICE_STEP_NAME;
  if (g_str_has_prefix (words, "table '") || strstr (words, "schema") != NULL ||
      strstr (words, "incremental") != NULL || strstr (words, "primary key") != NULL ||
      strstr (words, "sync type") != NULL)
    return SLUICE_STEP_TABLES;

  return SLUICE_STEP_CONNECT;
}

static const char *
get_mend_label (SluiceStepId place)
{
  switch (place)
    {
    case SLUICE_STEP_NAME:
      return _ ("Change the Name");
    case SLUICE_STEP_TABLES:
      return _ ("Change the Tables");
    case SLUICE_STEP_CONNECT:
      return _ ("Check the Connection");
    case SLUICE_STEP_SOURCE:
    case SLUICE_STEP_REVIEW:
    case SLUICE_STEP_PROGRESS:
    default:
      return NULL;
    }
}

/* What could not be written down on this computer was not sent either. */
static char *
dup_advice (const GError *error)
{
  const char *advice = sluice_error_get_advice (error);

  if (sluice_error_is_about_billing (error))
    return g_strjoin (" ", _ ("Nothing was created, and what you chose is kept."), advice, NULL);
  if (error->domain != G_FILE_ERROR && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return g_strdup (advice);

  return g_strjoin (" ", _ ("Nothing was sent: Sluice first writes down what it is about to do."), advice, NULL);
}

static void
show_error (SluiceReviewPage *self, const GError *error)
{
  g_autofree char *advice = dup_advice (error);

  self->mend_at = find_place_to_mend (error);
  self->billing = sluice_error_is_about_billing (error);
  sluice_error_card_show_error (self->error_card, error->message, advice,
                                self->billing ? _ ("Open Billing") : get_mend_label (self->mend_at));
  sluice_error_card_offer_new_key (self->error_card, error);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
open_billing (SluiceReviewPage *self)
{
  SluiceClient *client = sluice_workspace_get_client (sluice_step_get_workspace (SLUICE_STEP (self)));
  g_autofree char *uri = g_strconcat (sluice_client_get_base_url (client), "/organization/billing", NULL);

  sluice_open_link (GTK_WIDGET (self), uri);
}

static void
mend_cb (SluiceReviewPage *self)
{
  if (self->billing)
    {
      open_billing (self);
      return;
    }
  sluice_step_go_to (SLUICE_STEP (self), self->mend_at);
}

/* --- creating --- */

static void
told_cb (gpointer owner, const GValue *value, const GError *error)
{
  if (error != NULL && !sluice_error_is_cancelled (error))
    show_error (owner, error);
}

/* From the main loop, as the future before it is one of sluice_when(): the pages that follow are built here. */
static DexFuture *
start_cb (DexFuture *completed, gpointer user_data)
{
  g_autoptr (SluiceReviewPage) self = g_weak_ref_get (user_data);
  SluiceSession *session = self != NULL ? sluice_step_get_session (SLUICE_STEP (self)) : NULL;

  if (session == NULL)
    return NULL;

  return sluice_when (sluice_session_start_setup (session), self, told_cb);
}

/* Somebody may have taken the prefix since it was typed. */
static DexFuture *
check_prefix_cb (DexFuture *completed, gpointer user_data)
{
  g_autoptr (SluiceReviewPage) self = g_weak_ref_get (user_data);
  SluicePlan *plan = self != NULL ? get_plan (self) : NULL;
  SluiceClient *client;
  const char *source_type;

  if (plan == NULL)
    return NULL;

  client = sluice_workspace_get_client (sluice_step_get_workspace (SLUICE_STEP (self)));
  source_type = sluice_source_type_get_name (sluice_plan_get_source_type (plan));

  return sluice_when (sluice_client_check_prefix (client, source_type, sluice_plan_get_prefix (plan)), self, told_cb);
}

/* Nothing is sent before the disk has what was chosen. */
static DexFuture *
sluice_review_page_apply (SluiceStep *step)
{
  SluiceReviewPage *self = SLUICE_REVIEW_PAGE (step);
  DexFuture *future = NULL;

  sluice_error_card_clear (self->error_card);
  sluice_step_announce (step, _ ("Creating the source"));

  future = sluice_when (sluice_session_save_draft (sluice_step_get_session (step)), self, told_cb);
  future = dex_future_then (future, check_prefix_cb, sluice_weak_new (self), sluice_weak_free);

  return dex_future_then (future, start_cb, sluice_weak_new (self), sluice_weak_free);
}

static void
say_check_again (SluiceReviewPage *self)
{
  self->mend_at = SLUICE_STEP_CONNECT;
  self->billing = FALSE;
  sluice_error_card_show_error (self->error_card, _ ("The connection has changed since the tables were read."),
                                _ ("Check it again, so that what is created is what you saw."),
                                get_mend_label (SLUICE_STEP_CONNECT));
}

/* Tables that are to sync by CDC, of which nobody has said that it is possible. */
static void
say_check_cdc (SluiceReviewPage *self)
{
  self->mend_at = SLUICE_STEP_TABLES;
  self->billing = FALSE;
  sluice_error_card_show_error (self->error_card, _ ("Near-real-time has not been found possible for these tables."),
                                _ ("It is checked on leaving Tables, where what is missing is listed."),
                                get_mend_label (SLUICE_STEP_TABLES));
}

/* Why nothing can be created yet; FALSE if nothing stands against it. */
static gboolean
say_what_is_missing (SluiceReviewPage *self)
{
  if (!sluice_plan_get_checked (get_plan (self)))
    say_check_again (self);
  else if (!sluice_plan_get_cdc_ready (get_plan (self)))
    say_check_cdc (self);
  else
    return FALSE;

  return TRUE;
}

static void
sluice_review_page_complain (SluiceStep *step)
{
  say_what_is_missing (SLUICE_REVIEW_PAGE (step));
}

/* Where one starts to read: what went wrong, else the first row. */
static void
focus_first (SluiceReviewPage *self)
{
  if (!gtk_widget_child_focus (GTK_WIDGET (self->error_card), GTK_DIR_TAB_FORWARD) && self->rows->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, 0));
}

static void
sluice_review_page_shown (SluiceStep *step)
{
  SluiceReviewPage *self = SLUICE_REVIEW_PAGE (step);
  g_autoptr (GError) refusal = sluice_session_steal_refusal (sluice_step_get_session (step));

  clear_rows (self);
  sluice_error_card_clear (self->error_card);
  show_heading (self);
  show_warnings (self);
  show_copies (self);
  show_costs (self);
  show_schedule (self);
  show_webhook (self);
  show_names (self);
  sluice_step_set_complete (step, !say_what_is_missing (self));
  if (refusal != NULL && sluice_step_get_complete (step))
    show_error (self, refusal);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  focus_first (self);
}

/* What is reviewed does not change here, but what is assumed and what it costs may, in the preferences. */
static void
sluice_review_page_constructed (GObject *object)
{
  SluiceReviewPage *self = SLUICE_REVIEW_PAGE (object);

  G_OBJECT_CLASS (sluice_review_page_parent_class)->constructed (object);

  sluice_plan_actions_insert (GTK_WIDGET (self), sluice_step_get_workspace (SLUICE_STEP (self)), get_plan (self));
  g_signal_connect_object (sluice_plan_get_tables (get_plan (self)), "notify::assumptions", G_CALLBACK (show_costs),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_estimate_settings_get_default (), "notify::price-list", G_CALLBACK (show_costs), self,
                           G_CONNECT_SWAPPED);
}

static void
sluice_review_page_dispose (GObject *object)
{
  gtk_widget_insert_action_group (GTK_WIDGET (object), "plan", NULL);
  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_REVIEW_PAGE);

  G_OBJECT_CLASS (sluice_review_page_parent_class)->dispose (object);
}

static void
sluice_review_page_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_REVIEW_PAGE (object)->rows);

  G_OBJECT_CLASS (sluice_review_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/review/sluice-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, heading);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, copies_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, costs_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, first_load_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, month_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, cost_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, first_load);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, month);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, cost);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, schedule_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, new_tables_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, webhook_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, names_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceReviewPage, warnings_group);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, mend_cb);
}

static void
sluice_review_page_class_init (SluiceReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SluiceStepClass *step_class = SLUICE_STEP_CLASS (klass);

  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  object_class->constructed = sluice_review_page_constructed;
  object_class->dispose = sluice_review_page_dispose;
  object_class->finalize = sluice_review_page_finalize;

  step_class->shown = sluice_review_page_shown;
  step_class->apply = sluice_review_page_apply;
  step_class->complain = sluice_review_page_complain;

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
sluice_review_page_init (SluiceReviewPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceStep *
sluice_review_page_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_REVIEW_PAGE, "session", session, "id", SLUICE_STEP_REVIEW, NULL);
}
