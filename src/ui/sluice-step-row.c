/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-step-row.h"

struct _SluiceStepRow
{
  GtkListBoxRow parent_instance;

  SluiceStep *step;
  SluiceStepPhase phase;

  GtkStack *mark;
  GtkLabel *number;
  GtkLabel *title;
  GtkLabel *summary;
};

G_DEFINE_FINAL_TYPE (SluiceStepRow, sluice_step_row, GTK_TYPE_LIST_BOX_ROW)

typedef enum
{
  PROP_STEP = 1,
} SluiceStepRowProps;

static GParamSpec *properties[PROP_STEP + 1];

static void
update (SluiceStepRow *self)
{
  const char *summary = sluice_step_get_summary (self->step);
  /* From the last step there is none to go on to. */
  gboolean finished = self->phase == SLUICE_STEP_PHASE_CURRENT &&
                      sluice_step_get_id (self->step) == SLUICE_N_STEPS - 1 && sluice_step_get_complete (self->step);
  gboolean done = self->phase == SLUICE_STEP_PHASE_DONE || finished;
  g_autofree char *name = NULL;
  const char *label = sluice_step_get_label (self->step);

  gtk_stack_set_visible_child_name (self->mark, done ? "done" : "number");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), done && summary != NULL && *summary != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), summary);

  if (done && summary != NULL && *summary != '\0')
    /* Translators: a finished step in the sidebar as a screen reader says it: its name, then the choice made there */
    name = g_strdup_printf (_ ("%s, done: %s"), label, summary);
  else if (done)
    name = g_strdup_printf (_ ("%s, done"), label);
  else if (self->phase == SLUICE_STEP_PHASE_CURRENT)
    name = g_strdup_printf (_ ("%s, current step"), label);
  else
    name = g_strdup_printf (_ ("%s, to come"), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
sluice_step_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceStepRow *self = SLUICE_STEP_ROW (object);

  switch ((SluiceStepRowProps) prop_id)
    {
    case PROP_STEP:
      g_value_set_object (value, self->step);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_step_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceStepRow *self = SLUICE_STEP_ROW (object);

  switch ((SluiceStepRowProps) prop_id)
    {
    case PROP_STEP:
      self->step = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_step_row_constructed (GObject *object)
{
  SluiceStepRow *self = SLUICE_STEP_ROW (object);
  g_autofree char *number = NULL;

  G_OBJECT_CLASS (sluice_step_row_parent_class)->constructed (object);

  number = g_strdup_printf ("%d", (int) sluice_step_get_id (self->step) + 1);
  gtk_label_set_label (self->number, number);
  g_signal_connect_object (self->step, "notify::summary", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->step, "notify::complete", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
sluice_step_row_dispose (GObject *object)
{
  SluiceStepRow *self = SLUICE_STEP_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_STEP_ROW);
  g_clear_object (&self->step);

  G_OBJECT_CLASS (sluice_step_row_parent_class)->dispose (object);
}

/* A list box row has no action that assistive technology could call. */
static void
open_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "activate");
}

static void
sluice_step_row_class_init (SluiceStepRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sluice_step_row_get_property;
  object_class->set_property = sluice_step_row_set_property;
  object_class->constructed = sluice_step_row_constructed;
  object_class->dispose = sluice_step_row_dispose;

  properties[PROP_STEP] = g_param_spec_object ("step", NULL, NULL, SLUICE_TYPE_STEP,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "step.open", NULL, open_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sluice_app/Sluice/sluice-step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, mark);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, number);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceStepRow, summary);
}

static void
sluice_step_row_init (SluiceStepRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_step_row_new (SluiceStep *step)
{
  return g_object_new (SLUICE_TYPE_STEP_ROW, "step", step, NULL);
}

SluiceStep *
sluice_step_row_get_step (SluiceStepRow *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP_ROW (self), NULL);

  return self->step;
}

void
sluice_step_row_set_phase (SluiceStepRow *self, SluiceStepPhase phase, gboolean reachable)
{
  g_return_if_fail (SLUICE_IS_STEP_ROW (self));

  self->phase = phase;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), reachable);
  /* All have the focus in turn, to be read; of a list whose first or last row cannot have it, Tab never leaves. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "step.open", reachable);

  gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "to-come");
  if (phase == SLUICE_STEP_PHASE_CURRENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  if (phase == SLUICE_STEP_PHASE_TO_COME)
    gtk_widget_add_css_class (GTK_WIDGET (self), "to-come");
  update (self);
}
