/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-estimate.h"
#include "sluice-table-progress-row.h"

struct _SluiceTableProgressRow
{
  AdwActionRow parent_instance;

  SluiceTableProgress *progress;
  gboolean narrow;

  GtkImage *icon;
  GtkOrientable *load;
  GtkProgressBar *bar;
  GtkLabel *rows;
};

G_DEFINE_FINAL_TYPE (SluiceTableProgressRow, sluice_table_progress_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_PROGRESS = 1,
  PROP_NARROW,
} SluiceTableProgressRowProps;

static GParamSpec *properties[PROP_NARROW + 1];

static void
set_icon (SluiceTableProgressRow *self, const char *icon_name, const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
}

static void
update_icon (SluiceTableProgressRow *self)
{
  switch (sluice_table_progress_get_state (self->progress))
    {
    case SLUICE_STATE_COMPLETED:
      set_icon (self, "object-select-symbolic", "success");
      break;
    case SLUICE_STATE_RUNNING:
      set_icon (self, "sluice-running-symbolic", "accent");
      break;
    case SLUICE_STATE_FAILED:
      set_icon (self, "dialog-error-symbolic", "error");
      break;
    case SLUICE_STATE_CANCELLED:
    case SLUICE_STATE_BILLING_LIMIT:
      set_icon (self, "dialog-warning-symbolic", "warning");
      break;
    case SLUICE_STATE_PAUSED:
      set_icon (self, "media-playback-pause-symbolic", "dim-label");
      break;
    case SLUICE_STATE_NONE:
    case SLUICE_STATE_OTHER:
    default:
      set_icon (self, "sluice-pending-symbolic", "dim-label");
    }
}

static void
update_rows (SluiceTableProgressRow *self)
{
  gint64 rows = sluice_table_progress_get_rows (self->progress);
  gint64 expected = sluice_table_progress_get_expected (self->progress);
  g_autofree char *so_far = rows >= 0 ? sluice_rows_to_string (rows) : g_strdup ("—");
  g_autofree char *of = expected >= 0 ? sluice_rows_to_string (expected) : NULL;
  g_autofree char *text = NULL;

  if (of != NULL)
    /* Translators: rows copied so far, of how many rows: “98,000 of 161,880” */
    text = g_strdup_printf (_ ("%s of %s"), so_far, of);
  gtk_label_set_label (self->rows, text != NULL ? text : so_far);
}

static void
update_bar (SluiceTableProgressRow *self)
{
  double fraction = -1;

  g_object_get (self->progress, "fraction", &fraction, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), fraction >= 0);
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0.0, 1.0));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sluice_table_progress_get_name (self->progress), -1);
}

static void
update (SluiceTableProgressRow *self)
{
  const char *error = sluice_table_progress_get_error (self->progress);
  g_autofree char *status = NULL;
  g_autofree char *subtitle = NULL;

  g_object_get (self->progress, "status-text", &status, NULL);
  if (error != NULL)
    subtitle = g_strdup_printf ("%s\n%s", status, error);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle != NULL ? subtitle : status);
  update_icon (self);
  update_rows (self);
  update_bar (self);
}

/* In a narrow window the rows stand below the bar, so that the name keeps its place. */
static void
set_narrow (SluiceTableProgressRow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  gtk_orientable_set_orientation (self->load, narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
sluice_table_progress_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceTableProgressRow *self = SLUICE_TABLE_PROGRESS_ROW (object);

  switch ((SluiceTableProgressRowProps) prop_id)
    {
    case PROP_PROGRESS:
      g_value_set_object (value, self->progress);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_table_progress_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceTableProgressRow *self = SLUICE_TABLE_PROGRESS_ROW (object);

  switch ((SluiceTableProgressRowProps) prop_id)
    {
    case PROP_PROGRESS:
      self->progress = g_value_dup_object (value);
      break;
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_table_progress_row_constructed (GObject *object)
{
  SluiceTableProgressRow *self = SLUICE_TABLE_PROGRESS_ROW (object);

  G_OBJECT_CLASS (sluice_table_progress_row_parent_class)->constructed (object);

  g_signal_connect_object (self->progress, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
sluice_table_progress_row_dispose (GObject *object)
{
  SluiceTableProgressRow *self = SLUICE_TABLE_PROGRESS_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_TABLE_PROGRESS_ROW);
  g_clear_object (&self->progress);

  G_OBJECT_CLASS (sluice_table_progress_row_parent_class)->dispose (object);
}

static void
sluice_table_progress_row_class_init (SluiceTableProgressRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sluice_table_progress_row_constructed;
  object_class->get_property = sluice_table_progress_row_get_property;
  object_class->set_property = sluice_table_progress_row_set_property;
  object_class->dispose = sluice_table_progress_row_dispose;

  properties[PROP_PROGRESS] = g_param_spec_object ("progress", NULL, NULL, SLUICE_TYPE_TABLE_PROGRESS,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sluice_app/Sluice/pages/progress/sluice-table-progress-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTableProgressRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableProgressRow, load);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableProgressRow, bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableProgressRow, rows);
}

static void
sluice_table_progress_row_init (SluiceTableProgressRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_table_progress_row_new (SluiceTableProgress *progress)
{
  return g_object_new (SLUICE_TYPE_TABLE_PROGRESS_ROW, "progress", progress, NULL);
}
