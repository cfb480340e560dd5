/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-api-error.h"
#include "sluice-error-advice.h"
#include "sluice-new-key-button.h"
#include "sluice-phrases.h"
#include "sluice-stage-row.h"

struct _SluiceStageRow
{
  AdwActionRow parent_instance;

  SluiceStage *stage;

  GtkStack *mark;
  GtkImage *icon;
  SluiceNewKeyButton *new_key;
  GtkLabel *time;
};

G_DEFINE_FINAL_TYPE (SluiceStageRow, sluice_stage_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_STAGE = 1,
} SluiceStageRowProps;

static GParamSpec *properties[PROP_STAGE + 1];

typedef struct
{
  const char *icon_name;
  const char *css_class;
} Look;

static const Look looks[] = {
  [SLUICE_STAGE_TO_COME] = { "sluice-pending-symbolic", "dim-label" },
  [SLUICE_STAGE_RUNNING] = { NULL, NULL },
  [SLUICE_STAGE_DONE] = { "object-select-symbolic", "success" },
  [SLUICE_STAGE_NOT_NEEDED] = { "object-select-symbolic", "success" },
  [SLUICE_STAGE_ATTENTION] = { "dialog-warning-symbolic", "warning" },
  [SLUICE_STAGE_FAILED] = { "dialog-error-symbolic", "error" },
};

static void
update_subtitle (SluiceStageRow *self)
{
  const GError *error = sluice_stage_get_error (self->stage);
  const char *detail = sluice_stage_get_detail (self->stage);
  /* Of what may have happened none says “try again”: the detail says what to do. */
  const char *advice = error != NULL && !sluice_api_error_is_doubtful (error) ? sluice_error_get_advice (error) : NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_null_terminated (3, NULL, TRUE);
  g_autofree char *text = NULL;

  if (detail != NULL && *detail != '\0')
    g_ptr_array_add (lines, (char *) detail);
  if (error != NULL && (detail == NULL || strstr (detail, error->message) == NULL))
    g_ptr_array_add (lines, error->message);
  if (advice != NULL)
    g_ptr_array_add (lines, (char *) advice);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  sluice_new_key_button_offer (self->new_key, error);
}

static void
update (SluiceStageRow *self)
{
  SluiceStageState state = sluice_stage_get_state (self->stage);
  const Look *look = &looks[CLAMP (state, SLUICE_STAGE_TO_COME, SLUICE_STAGE_FAILED)];
  const char *classes[] = { look->css_class, NULL };
  gboolean timed = state == SLUICE_STAGE_RUNNING || state == SLUICE_STAGE_DONE;
  g_autofree char *time = timed ? sluice_phrase_duration (sluice_stage_get_seconds (self->stage)) : g_strdup ("");

  gtk_stack_set_visible_child_name (self->mark, look->icon_name != NULL ? "icon" : "running");
  gtk_image_set_from_icon_name (self->icon, look->icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_label_set_label (self->time, time);
  if (state == SLUICE_STAGE_TO_COME)
    gtk_widget_add_css_class (GTK_WIDGET (self), "to-come");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "to-come");
  update_subtitle (self);
}

static void
state_cb (SluiceStageRow *self)
{
  /* That the next one has begun is heard from how the one before has ended. */
  if (sluice_stage_get_state (self->stage) == SLUICE_STAGE_RUNNING)
    return;

  sluice_announce (GTK_WIDGET (self), sluice_stage_get_title (self->stage), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
sluice_stage_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceStageRow *self = SLUICE_STAGE_ROW (object);

  switch ((SluiceStageRowProps) prop_id)
    {
    case PROP_STAGE:
      g_value_set_object (value, self->stage);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_stage_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceStageRow *self = SLUICE_STAGE_ROW (object);

  switch ((SluiceStageRowProps) prop_id)
    {
    case PROP_STAGE:
      self->stage = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_stage_row_constructed (GObject *object)
{
  SluiceStageRow *self = SLUICE_STAGE_ROW (object);

  G_OBJECT_CLASS (sluice_stage_row_parent_class)->constructed (object);

  g_signal_connect_object (self->stage, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stage, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
sluice_stage_row_dispose (GObject *object)
{
  SluiceStageRow *self = SLUICE_STAGE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_STAGE_ROW);
  g_clear_object (&self->stage);

  G_OBJECT_CLASS (sluice_stage_row_parent_class)->dispose (object);
}

static void
sluice_stage_row_class_init (SluiceStageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sluice_stage_row_constructed;
  object_class->get_property = sluice_stage_row_get_property;
  object_class->set_property = sluice_stage_row_set_property;
  object_class->dispose = sluice_stage_row_dispose;

  properties[PROP_STAGE] = g_param_spec_object ("stage", NULL, NULL, SLUICE_TYPE_STAGE,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (SLUICE_TYPE_NEW_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/progress/sluice-stage-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceStageRow, mark);
  gtk_widget_class_bind_template_child (widget_class, SluiceStageRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceStageRow, new_key);
  gtk_widget_class_bind_template_child (widget_class, SluiceStageRow, time);
}

static void
sluice_stage_row_init (SluiceStageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_stage_row_new (SluiceStage *stage)
{
  return g_object_new (SLUICE_TYPE_STAGE_ROW, "stage", stage, NULL);
}
