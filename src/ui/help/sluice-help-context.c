/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-help-context.h"

#include "sluice-assumptions-page.h"
#include "sluice-browser-dialog.h"
#include "sluice-bulk-dialog.h"
#include "sluice-call-log-dialog.h"
#include "sluice-catalogue-page.h"
#include "sluice-cdc-dialog.h"
#include "sluice-compare-dialog.h"
#include "sluice-connect-page.h"
#include "sluice-count-rows-dialog.h"
#include "sluice-estimate-details.h"
#include "sluice-help-dialog.h"
#include "sluice-home-page.h"
#include "sluice-key-dialog.h"
#include "sluice-name-page.h"
#include "sluice-names-dialog.h"
#include "sluice-passwords-page.h"
#include "sluice-prices-page.h"
#include "sluice-progress-page.h"
#include "sluice-reached-dialog.h"
#include "sluice-report-dialog.h"
#include "sluice-review-page.h"
#include "sluice-row-filter-dialog.h"
#include "sluice-sign-in-page.h"
#include "sluice-source-dialog.h"
#include "sluice-source-page.h"
#include "sluice-start-page.h"
#include "sluice-table-logs.h"
#include "sluice-tables-page.h"

/* What each page and dialog is about. */
static const struct
{
  GType (*get_type) (void);
  const char *topic;
} subjects[] = {
  { sluice_start_page_get_type, "basics" },
  { sluice_catalogue_page_get_type, "source" },
  { sluice_sign_in_page_get_type, "sign-in" },
  { sluice_home_page_get_type, "home" },
  { sluice_source_dialog_get_type, "home" },
  { sluice_source_page_get_type, "source" },
  { sluice_connect_page_get_type, "connect" },
  { sluice_browser_dialog_get_type, "browser" },
  { sluice_reached_dialog_get_type, "browser" },
  { sluice_cdc_dialog_get_type, "near-real-time" },
  { sluice_tables_page_get_type, "tables" },
  { sluice_bulk_dialog_get_type, "bulk" },
  { sluice_count_rows_dialog_get_type, "rows" },
  { sluice_key_dialog_get_type, "primary-key" },
  { sluice_row_filter_dialog_get_type, "columns" },
  { sluice_estimate_details_get_type, "cost" },
  { sluice_name_page_get_type, "name" },
  { sluice_names_dialog_get_type, "prefix" },
  { sluice_review_page_get_type, "review" },
  { sluice_progress_page_get_type, "progress" },
  { sluice_table_logs_get_type, "trouble" },
  { sluice_call_log_dialog_get_type, "trouble" },
  { sluice_report_dialog_get_type, "report" },
  { sluice_compare_dialog_get_type, "plans" },
  { sluice_passwords_page_get_type, "passwords" },
  { sluice_assumptions_page_get_type, "cost" },
  { sluice_prices_page_get_type, "cost" },
};

static const char *
get_own_topic (GtkWidget *widget)
{
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (widget, subjects[i].get_type ()))
      return subjects[i].topic;

  return NULL;
}

/* Of several pages in one place only that which is shown, also while it slides in. NULL: all that is in there counts.
 */
static GtkWidget *
get_shown_page (GtkWidget *widget)
{
  if (ADW_IS_NAVIGATION_VIEW (widget))
    return GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (widget)));
  if (GTK_IS_STACK (widget))
    return gtk_stack_get_visible_child (GTK_STACK (widget));
  if (ADW_IS_VIEW_STACK (widget))
    return adw_view_stack_get_visible_child (ADW_VIEW_STACK (widget));

  return NULL;
}

static const char *
find_topic (GtkWidget *widget)
{
  const char *topic = get_own_topic (widget);
  GtkWidget *page = get_shown_page (widget);

  if (topic != NULL)
    return topic;
  if (page != NULL)
    return find_topic (page);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && topic == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      topic = find_topic (child);

  return topic;
}

const char *
sluice_help_context_get_topic (GtkWindow *window)
{
  AdwDialog *dialog = NULL;
  const char *topic = NULL;

  g_return_val_if_fail (window == NULL || GTK_IS_WINDOW (window), NULL);

  if (!ADW_IS_APPLICATION_WINDOW (window))
    return NULL;

  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  /* Help on the help is its index. */
  if (SLUICE_IS_HELP_DIALOG (dialog))
    return NULL;
  if (dialog != NULL)
    topic = find_topic (GTK_WIDGET (dialog));
  if (topic == NULL)
    topic = find_topic (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window)));

  return topic;
}
