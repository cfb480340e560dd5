/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libdex.h>

#include "sluice-announce.h"
#include "sluice-api-error.h"
#include "sluice-count-phrases.h"
#include "sluice-count-run-page.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-when.h"

/* A list box makes all its rows at once: what failed after so many is counted. */
#define MOST_FAILURES 60

struct _SluiceCountRunPage
{
  AdwNavigationPage parent_instance;

  SluiceRowCounter *counter;
  GPtrArray *tables;
  guint seconds;
  DexFuture *running;
  GPtrArray *rows; /* what stands in “failures”, borrowed */

  GtkWidget *spinner;
  GtkImage *state_icon;
  GtkLabel *headline;
  GtkProgressBar *progress;
  GtkLabel *told;
  SluiceErrorCard *error_card;
  AdwPreferencesGroup *failures;
  GtkWidget *cancel;
  GtkWidget *done;
};

G_DEFINE_FINAL_TYPE (SluiceCountRunPage, sluice_count_run_page, ADW_TYPE_NAVIGATION_PAGE)

static void
announce (SluiceCountRunPage *self, const char *text)
{
  sluice_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
add_failure (SluiceCountRunPage *self, const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                                 "title-lines", 0, "subtitle-lines", 0, "subtitle-selectable", TRUE, NULL);

  adw_preferences_group_add (self->failures, row);
  g_ptr_array_add (self->rows, row);
  gtk_widget_set_visible (GTK_WIDGET (self->failures), TRUE);
}

static void
clear_failures (SluiceCountRunPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->failures, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->failures), FALSE);
}

static void
failed_cb (SluiceCountRunPage *self, SluiceTable *table, const GError *error)
{
  const char *advice = sluice_error_get_advice (error);
  g_autofree char *text = g_strjoin ("\n", error->message, advice, NULL);

  if (self->rows->len < MOST_FAILURES)
    add_failure (self, sluice_table_get_name (table), text);
}

/* The rows that did not fit. */
static void
tell_more_failures (SluiceCountRunPage *self)
{
  const guint n_failed = sluice_row_counter_get_tally (self->counter)->n_failed;
  const guint more = n_failed - MIN (n_failed, self->rows->len);
  g_autofree char *text = NULL;

  if (more == 0)
    return;

  text = g_strdup_printf (ngettext ("%'u more table", "%'u more tables", more), more);
  add_failure (self, text, "");
}

static void
progress_cb (SluiceCountRunPage *self)
{
  const SluiceRowTally *tally = sluice_row_counter_get_tally (self->counter);
  g_autofree char *text = sluice_count_phrase_progress (tally);

  gtk_progress_bar_set_fraction (self->progress, (double) tally->n_done / MAX (tally->n_total, 1));
  gtk_label_set_text (self->told, text);
}

static void
current_cb (SluiceCountRunPage *self)
{
  SluiceTable *current = sluice_row_counter_get_current (self->counter);
  g_autofree char *text = NULL;

  if (current == NULL)
    return;

  text = sluice_count_phrase_current (current);
  gtk_label_set_text (self->headline, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
}

static void
set_running (SluiceCountRunPage *self, gboolean running)
{
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), !running);
  gtk_widget_set_visible (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->state_icon), !running);
  gtk_widget_set_visible (self->cancel, running);
  gtk_widget_set_visible (self->done, !running);
  if (!running)
    gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_grab_focus (running ? self->cancel : self->done);
}

static void
show_end (SluiceCountRunPage *self, const char *headline, const char *icon_name)
{
  const SluiceRowTally *tally = sluice_row_counter_get_tally (self->counter);
  g_autofree char *text = sluice_count_phrase_tally (tally);
  g_autofree char *spoken = g_strjoin (". ", headline, text, NULL);

  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->told, text);
  gtk_image_set_from_icon_name (self->state_icon, icon_name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), headline);
  tell_more_failures (self);
  set_running (self, FALSE);
  announce (self, spoken);
}

static void
ended_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceCountRunPage *self = owner;

  dex_clear (&self->running);
  if (error != NULL && sluice_error_is_cancelled (error))
    {
      show_end (self, C_ ("count", "Cancelled"), "process-stop-symbolic");
      return;
    }
  if (error != NULL)
    {
      show_end (self, _ ("Not Counted"), "dialog-error-symbolic");
      sluice_error_card_show_error (self->error_card, error->message, sluice_error_get_advice (error), _ ("Try Again"));
      return;
    }

  show_end (self, self->seconds > 0 ? _ ("Counted") : _ ("Estimates Read"),
            self->rows->len > 0 ? "dialog-warning-symbolic" : "object-select-symbolic");
}

static void
start (SluiceCountRunPage *self)
{
  g_autofree char *address = sluice_row_counter_dup_address (self->counter);
  /* Translators: %s is where a database is: “shop on db.example.com:5432” */
  g_autofree char *headline = g_strdup_printf (_ ("Asking %s…"), address);

  sluice_error_card_clear (self->error_card);
  clear_failures (self);
  gtk_label_set_text (self->headline, headline);
  gtk_label_set_text (self->told, "");
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ ("Counting"));
  set_running (self, TRUE);

  dex_clear (&self->running);
  if (self->seconds > 0)
    self->running = sluice_when (sluice_row_counter_count (self->counter, self->tables, self->seconds), self, ended_cb);
  else
    self->running = sluice_when (sluice_row_counter_estimate (self->counter, self->tables), self, ended_cb);
}

static void
try_again_cb (SluiceCountRunPage *self)
{
  if (self->running == NULL)
    start (self);
}

/* Said at once: the server may take its time to hear of it. */
static void
cancel_cb (SluiceCountRunPage *self)
{
  if (self->running == NULL)
    return;

  dex_clear (&self->running);
  sluice_row_counter_cancel (self->counter);
  show_end (self, C_ ("count", "Cancelled"), "process-stop-symbolic");
}

static void
done_cb (SluiceCountRunPage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);

  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
sluice_count_run_page_dispose (GObject *object)
{
  SluiceCountRunPage *self = SLUICE_COUNT_RUN_PAGE (object);

  dex_clear (&self->running);
  if (self->counter != NULL)
    sluice_row_counter_cancel (self->counter);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_COUNT_RUN_PAGE);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_object (&self->counter);

  G_OBJECT_CLASS (sluice_count_run_page_parent_class)->dispose (object);
}

static void
sluice_count_run_page_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_COUNT_RUN_PAGE (object)->rows);

  G_OBJECT_CLASS (sluice_count_run_page_parent_class)->finalize (object);
}

static void
sluice_count_run_page_class_init (SluiceCountRunPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_count_run_page_dispose;
  object_class->finalize = sluice_count_run_page_finalize;

  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-count-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRunPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRunPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRunPage, headline);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRunPage, progress);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRunPage, told);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRunPage, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRunPage, failures);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRunPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountRunPage, done);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
sluice_count_run_page_init (SluiceCountRunPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
sluice_count_run_page_new (SluiceRowCounter *counter)
{
  SluiceCountRunPage *self = NULL;

  g_return_val_if_fail (SLUICE_IS_ROW_COUNTER (counter), NULL);

  self = g_object_new (SLUICE_TYPE_COUNT_RUN_PAGE, NULL);
  self->counter = g_object_ref (counter);
  g_signal_connect_object (counter, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (counter, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (counter, "notify::current", G_CALLBACK (current_cb), self, G_CONNECT_SWAPPED);

  return ADW_NAVIGATION_PAGE (self);
}

void
sluice_count_run_page_start (SluiceCountRunPage *self, GPtrArray *tables, guint seconds)
{
  g_return_if_fail (SLUICE_IS_COUNT_RUN_PAGE (self));
  g_return_if_fail (tables != NULL);

  g_clear_pointer (&self->tables, g_ptr_array_unref);
  self->tables = g_ptr_array_ref (tables);
  self->seconds = seconds;
  start (self);
}
