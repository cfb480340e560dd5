/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-report-group.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-error-advice.h"
#include "sluice-report-dialog.h"
#include "sluice-report-file.h"
#include "sluice-when.h"

struct _SluiceReportGroup
{
  AdwPreferencesGroup parent_instance;

  SluiceSetup *setup;
  SluiceClient *client;
  SluiceReport *report;
  DexFuture *reading;
  DexFuture *saving;

  GtkWidget *save;
  AdwActionRow *summary;
  GtkStack *mark;
  GtkImage *icon;
  GtkWidget *again;
  AdwActionRow *attention;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (SluiceReportGroup, sluice_report_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_mark (SluiceReportGroup *self, const char *icon_name, const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_stack_set_visible_child_name (self->mark, icon_name != NULL ? "read" : "reading");
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
}

/* What is said in the first line, and read out. */
static void
show_summary (SluiceReportGroup *self, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->summary), title);
  adw_action_row_set_subtitle (self->summary, subtitle != NULL ? subtitle : "");
}

static void
complain (SluiceReportGroup *self, const GError *error)
{
  const char *advice = sluice_error_get_advice (error);
  g_autofree char *words = g_strjoin ("\n", error->message, advice, NULL);

  show_mark (self, "dialog-error-symbolic", "error");
  show_summary (self, _ ("What there is could not be read"), words);
  gtk_widget_set_visible (self->again, TRUE);
  sluice_announce (GTK_WIDGET (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
show_report (SluiceReportGroup *self)
{
  const gboolean agrees = sluice_report_get_agrees (self->report);
  g_autofree char *headline = sluice_report_dup_headline (self->report);
  g_autofree char *rows = sluice_report_dup_rows (self->report);
  g_autofree char *attention = sluice_report_dup_attention (self->report);

  show_mark (self, agrees ? "object-select-symbolic" : "dialog-warning-symbolic", agrees ? "success" : "warning");
  show_summary (self, headline, rows);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->attention), attention != NULL ? attention : "");
  gtk_widget_set_visible (GTK_WIDGET (self->attention), attention != NULL);
  gtk_widget_set_visible (self->more, TRUE);
  gtk_widget_set_visible (self->save, TRUE);
  sluice_announce (GTK_WIDGET (self), headline, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
report_read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceReportGroup *self = owner;

  if (error == NULL)
    {
      g_set_object (&self->report, g_value_get_object (value));
      show_report (self);
    }
  else if (!sluice_error_is_cancelled (error))
    complain (self, error);
}

static void
read_cb (SluiceReportGroup *self)
{
  gtk_widget_set_visible (self->again, FALSE);
  show_mark (self, NULL, NULL);
  show_summary (self, _ ("Reading what there is…"), NULL);
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_setup_read_report (self->setup), self, report_read_cb);
}

static void
more_cb (SluiceReportGroup *self)
{
  adw_dialog_present (sluice_report_dialog_new (self->report, self->client), GTK_WIDGET (self));
}

static void
saved_cb (gpointer owner, const GValue *value, const GError *error)
{
  sluice_report_file_tell (GTK_WIDGET (owner), value, error);
}

static void
save_cb (SluiceReportGroup *self)
{
  dex_clear (&self->saving);
  self->saving = sluice_when (sluice_report_file_save (GTK_WIDGET (self), self->report), self, saved_cb);
}

static void
sluice_report_group_dispose (GObject *object)
{
  SluiceReportGroup *self = SLUICE_REPORT_GROUP (object);

  dex_clear (&self->reading);
  dex_clear (&self->saving);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_REPORT_GROUP);
  g_clear_object (&self->report);
  g_clear_object (&self->setup);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sluice_report_group_parent_class)->dispose (object);
}

static void
sluice_report_group_class_init (SluiceReportGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_report_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/report/sluice-report-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceReportGroup, save);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportGroup, summary);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportGroup, mark);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportGroup, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportGroup, again);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportGroup, attention);
  gtk_widget_class_bind_template_child (widget_class, SluiceReportGroup, more);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
sluice_report_group_init (SluiceReportGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sluice_report_group_show (SluiceReportGroup *self, SluiceSetup *setup, SluiceClient *client)
{
  g_return_if_fail (SLUICE_IS_REPORT_GROUP (self));
  g_return_if_fail (SLUICE_IS_SETUP (setup));
  g_return_if_fail (SLUICE_IS_CLIENT (client));

  if (!g_set_object (&self->setup, setup))
    return;
  g_set_object (&self->client, client);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  read_cb (self);
}

void
sluice_report_group_clear (SluiceReportGroup *self)
{
  g_return_if_fail (SLUICE_IS_REPORT_GROUP (self));

  dex_clear (&self->reading);
  g_clear_object (&self->report);
  g_clear_object (&self->setup);
  g_clear_object (&self->client);
  gtk_widget_set_visible (GTK_WIDGET (self->attention), FALSE);
  gtk_widget_set_visible (self->more, FALSE);
  gtk_widget_set_visible (self->save, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
