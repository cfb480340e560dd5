/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-assumptions-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "sluice-estimate-settings.h"
#include "sluice-help-button.h"
#include "sluice-spin-text.h"

struct _SluiceAssumptionsPage
{
  AdwPreferencesPage parent_instance;

  SluiceEstimateSettings *settings;
  gboolean updating;

  AdwPreferencesGroup *problem_group;
  AdwActionRow *problem;
  AdwSpinRow *changed_low;
  AdwSpinRow *changed_high;
  AdwSpinRow *added_low;
  AdwSpinRow *added_high;
  AdwButtonRow *reset;
};

G_DEFINE_FINAL_TYPE (SluiceAssumptionsPage, sluice_assumptions_page, ADW_TYPE_PREFERENCES_PAGE)

static guint
get_share (AdwSpinRow *row)
{
  return (guint) lround (adw_spin_row_get_value (row) * SLUICE_SHARES_A_PERCENT);
}

static void
set_share (AdwSpinRow *row, guint share)
{
  adw_spin_row_set_value (row, share / (double) SLUICE_SHARES_A_PERCENT);
}

static void
show (SluiceAssumptionsPage *self)
{
  const SluiceAssumptions *assumptions = sluice_estimate_settings_get_assumptions (self->settings);

  self->updating = TRUE;
  set_share (self->changed_low, assumptions->changed_low);
  set_share (self->changed_high, assumptions->changed_high);
  set_share (self->added_low, assumptions->added_low);
  set_share (self->added_high, assumptions->added_high);
  self->updating = FALSE;
}

static void
show_problem (SluiceAssumptionsPage *self)
{
  const char *problem = sluice_estimate_settings_get_assumptions_problem (self->settings);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_group), problem != NULL);
}

/* The end that is moved takes the other one with it. */
static void
share_changed_cb (SluiceAssumptionsPage *self, GParamSpec *pspec, AdwSpinRow *row)
{
  SluiceAssumptions assumptions = { get_share (self->changed_low), get_share (self->changed_high),
                                    get_share (self->added_low), get_share (self->added_high) };

  if (self->updating)
    return;

  if (row == self->changed_low)
    assumptions.changed_high = MAX (assumptions.changed_high, assumptions.changed_low);
  else
    assumptions.changed_low = MIN (assumptions.changed_low, assumptions.changed_high);
  if (row == self->added_low)
    assumptions.added_high = MAX (assumptions.added_high, assumptions.added_low);
  else
    assumptions.added_low = MIN (assumptions.added_low, assumptions.added_high);

  sluice_estimate_settings_set_assumptions (self->settings, &assumptions);
}

static void
undo_cb (SluiceAssumptionsPage *self, AdwToast *toast)
{
  sluice_estimate_settings_set_assumptions (self->settings, g_object_get_data (G_OBJECT (toast), "assumptions"));
}

static void
reset_cb (SluiceAssumptionsPage *self)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  AdwToast *toast = adw_toast_new (_ ("The usual assumptions count again"));

  g_object_set_data_full (G_OBJECT (toast), "assumptions",
                          sluice_assumptions_copy (sluice_estimate_settings_get_assumptions (self->settings)),
                          (GDestroyNotify) sluice_assumptions_free);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  sluice_estimate_settings_reset_assumptions (self->settings);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), toast);
}

static void
sluice_assumptions_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_ASSUMPTIONS_PAGE);

  G_OBJECT_CLASS (sluice_assumptions_page_parent_class)->dispose (object);
}

static void
sluice_assumptions_page_class_init (SluiceAssumptionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_assumptions_page_dispose;

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/preferences/sluice-assumptions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceAssumptionsPage, problem_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssumptionsPage, problem);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssumptionsPage, changed_low);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssumptionsPage, changed_high);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssumptionsPage, added_low);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssumptionsPage, added_high);
  gtk_widget_class_bind_template_child (widget_class, SluiceAssumptionsPage, reset);
  gtk_widget_class_bind_template_callback (widget_class, share_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
label_reset (SluiceAssumptionsPage *self)
{
  const SluiceAssumptions *usual = sluice_assumptions_get_default ();
  g_autofree char *changed = sluice_share_dup_range (usual->changed_low, usual->changed_high);
  g_autofree char *added = sluice_share_dup_range (usual->added_low, usual->added_high);
  g_autofree char *title = NULL;

  /* Translators: a button; shares in percent: “3–15 %” and “1–5 %” */
  title = g_strdup_printf (_ ("Reset to %s and %s"), changed, added);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reset), title);
}

static void
sluice_assumptions_page_init (SluiceAssumptionsPage *self)
{
  self->settings = sluice_estimate_settings_get_default ();
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_spin_text_show_percent (self->changed_low);
  sluice_spin_text_show_percent (self->changed_high);
  sluice_spin_text_show_percent (self->added_low);
  sluice_spin_text_show_percent (self->added_high);
  label_reset (self);

  g_signal_connect_object (self->settings, "notify::assumptions", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "notify::assumptions-problem", G_CALLBACK (show_problem), self,
                           G_CONNECT_SWAPPED);
  show (self);
  show_problem (self);
}
