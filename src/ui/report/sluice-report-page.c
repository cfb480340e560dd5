/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-report-page.h"

#include <glib/gi18n.h>

#include "sluice-copy-button.h"
#include "sluice-estimate.h"
#include "sluice-first-rows.h"
#include "sluice-phrases.h"

struct _SluiceReportPage
{
  AdwNavigationPage parent_instance;

  SluiceReportTable *table;

  AdwActionRow *remark;
  AdwActionRow *error;
  AdwActionRow *asked;
  AdwActionRow *there;
  AdwActionRow *rows;
  AdwActionRow *state;
  GtkWidget *names;
  AdwActionRow *stored_name;
  SluiceCopyButton *copy_name;
  AdwActionRow *query;
  SluiceCopyButton *copy_query;
  GtkWidget *first_rows_group;
  SluiceFirstRows *first_rows;
};

G_DEFINE_FINAL_TYPE (SluiceReportPage, sluice_report_page, ADW_TYPE_NAVIGATION_PAGE)

static void
copy_name_cb (SluiceReportPage *self)
{
  sluice_copy_button_copy (self->copy_name, sluice_report_table_get_stored_name (self->table));
}

static void
copy_query_cb (SluiceReportPage *self)
{
  g_autofree char *query = sluice_report_table_dup_query (self->table);

  sluice_copy_button_copy (self->copy_query, query);
}

/* Nothing to say takes no place. */
static void
show_value (AdwActionRow *row, const char *value)
{
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
  adw_action_row_set_subtitle (row, value != NULL ? value : "");
}

static void
show_names (SluiceReportPage *self, SluiceClient *client)
{
  const char *stored_name = sluice_report_table_get_stored_name (self->table);
  g_autofree char *query = sluice_report_table_dup_query (self->table);
  g_autofree char *name_code = NULL;
  g_autofree char *query_code = NULL;

  gtk_widget_set_visible (self->names, stored_name != NULL);
  gtk_widget_set_visible (self->first_rows_group, stored_name != NULL);
  if (stored_name == NULL)
    return;

  name_code = sluice_phrase_code (stored_name);
  query_code = sluice_phrase_code (query);
  adw_action_row_set_subtitle (self->stored_name, name_code);
  adw_action_row_set_subtitle (self->query, query_code);
  sluice_first_rows_offer (self->first_rows, client, sluice_report_table_get_name (self->table), query);
}

static void
show (SluiceReportPage *self, SluiceClient *client)
{
  const gboolean failed = (sluice_report_table_get_findings (self->table) & SLUICE_FINDING_FAILED) != 0;
  g_autofree char *remark = sluice_report_table_dup_remark (self->table);
  g_autofree char *synced = sluice_rows_to_string (sluice_report_table_get_synced (self->table));
  g_autofree char *rows = NULL;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), sluice_report_table_get_name (self->table));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->remark), remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
  show_value (self->error, failed ? sluice_report_table_get_error (self->table) : NULL);
  show_value (self->asked, sluice_report_table_get_asked (self->table));
  show_value (self->there, sluice_report_table_get_there (self->table));
  /* Translators: numbers of rows, or “unknown” */
  rows =
      g_strdup_printf (_ ("%s discovered, %s synced"), sluice_report_table_get_discovered_text (self->table), synced);
  show_value (self->rows, rows);
  show_value (self->state, sluice_report_table_get_state_text (self->table));
  show_names (self, client);
}

static void
sluice_report_page_dispose (GObject *object)
{
  SluiceReportPage *self = SLUICE_REPORT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_REPORT_PAGE);
  g_clear_object (&self->table);

  G_OBJECT_CLASS (sluice_report_page_parent_class)->dispose (object);
}

static void
sluice_report_page_class_init (SluiceReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_report_page_dispose;

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_FIRST_ROWS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/report/sluice-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, remark);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, error);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, asked);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, there);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, rows);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, state);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, names);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, stored_name);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, copy_name);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, query);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, copy_query);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, first_rows_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportPage, first_rows);
  gtk_widget_class_bind_template_callback (widget_class, copy_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_query_cb);
}

static void
sluice_report_page_init (SluiceReportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_copy_button_name (self->copy_name, _ ("Copy the name"));
  sluice_copy_button_name (self->copy_query, _ ("Copy the query"));
}

AdwNavigationPage *
sluice_report_page_new (SluiceReportTable *table, SluiceClient *client)
{
  SluiceReportPage *self;

  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (table), NULL);
  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);

  self = g_object_new (SLUICE_TYPE_REPORT_PAGE, NULL);
  self->table = g_object_ref (table);
  show (self, client);

  return ADW_NAVIGATION_PAGE (self);
}
