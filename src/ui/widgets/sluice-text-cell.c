/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-text-cell.h"

/* Between what leads and the text. */
#define SPACING 8

typedef struct
{
  GtkWidget *lead; /* NULL: none */
  char *text;
  PangoAttrList *attributes; /* NULL: none */
  PangoLayout *layout;       /* NULL until it is drawn */
  int text_x;                /* where the text may begin, and how much there is for it */
  int text_width;
  float xalign;
} SluiceTextCellPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (SluiceTextCell, sluice_text_cell, GTK_TYPE_WIDGET)

static SluiceTextCellPrivate *
get_private (gpointer self)
{
  return sluice_text_cell_get_instance_private (self);
}

static gboolean
shows_lead (SluiceTextCellPrivate *priv)
{
  return priv->lead != NULL && gtk_widget_should_layout (priv->lead);
}

static void
forget_layout (SluiceTextCell *self)
{
  g_clear_object (&get_private (self)->layout);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sluice_text_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sluice_text_cell_parent_class)->css_changed (widget, change);

  forget_layout (SLUICE_TEXT_CELL (widget));
}

static void
sluice_text_cell_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (sluice_text_cell_parent_class)->system_setting_changed (widget, setting);

  forget_layout (SLUICE_TEXT_CELL (widget));
}

static void
sluice_text_cell_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (sluice_text_cell_parent_class)->direction_changed (widget, previous);

  forget_layout (SLUICE_TEXT_CELL (widget));
}

static GtkSizeRequestMode
sluice_text_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* The height of a line is in the style sheet: to ask the font for it would cost as much as to lay text out. */
static void
sluice_text_cell_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  SluiceTextCellPrivate *priv = get_private (widget);

  *minimum = 0;
  *natural = 0;
  if (!shows_lead (priv))
    return;

  gtk_widget_measure (priv->lead, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum += SPACING;
      *natural += SPACING;
    }
}

static void
sluice_text_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SluiceTextCellPrivate *priv = get_private (widget);
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int lead_width = 0;

  priv->text_x = 0;
  priv->text_width = width;
  if (!shows_lead (priv))
    return;

  gtk_widget_measure (priv->lead, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &lead_width, NULL, NULL);
  gtk_widget_size_allocate (priv->lead, &(GtkAllocation) { rtl ? width - lead_width : 0, 0, lead_width, height }, -1);
  priv->text_x = rtl ? 0 : lead_width + SPACING;
  priv->text_width = width - lead_width - SPACING;
}

static PangoLayout *
ensure_layout (SluiceTextCell *self)
{
  SluiceTextCellPrivate *priv = get_private (self);

  if (priv->layout == NULL)
    {
      priv->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), priv->text);
      pango_layout_set_single_paragraph_mode (priv->layout, TRUE);
      pango_layout_set_ellipsize (priv->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_attributes (priv->layout, priv->attributes);
    }
  pango_layout_set_width (priv->layout, priv->text_width * PANGO_SCALE);

  return priv->layout;
}

static void
snapshot_text (SluiceTextCell *self, GtkSnapshot *snapshot)
{
  SluiceTextCellPrivate *priv = get_private (self);
  PangoLayout *layout = ensure_layout (self);
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  PangoRectangle text;
  GdkRGBA colour;
  float x;

  /* The layout aligns a line by the direction of its words; the column, by that of the window. */
  pango_layout_get_pixel_extents (layout, NULL, &text);
  x = roundf ((float) (priv->text_width - text.width) * (rtl ? 1 - priv->xalign : priv->xalign));
  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) (priv->text_x - text.x) + x,
                                      floorf ((float) (gtk_widget_get_height (GTK_WIDGET (self)) - text.height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
sluice_text_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SluiceTextCellPrivate *priv = get_private (widget);

  GTK_WIDGET_CLASS (sluice_text_cell_parent_class)->snapshot (widget, snapshot);

  if (*priv->text != '\0' && priv->text_width > 0)
    snapshot_text (SLUICE_TEXT_CELL (widget), snapshot);
}

static void
sluice_text_cell_dispose (GObject *object)
{
  SluiceTextCellPrivate *priv = get_private (object);

  g_clear_pointer (&priv->lead, gtk_widget_unparent);
  g_clear_object (&priv->layout);

  G_OBJECT_CLASS (sluice_text_cell_parent_class)->dispose (object);
}

static void
sluice_text_cell_finalize (GObject *object)
{
  SluiceTextCellPrivate *priv = get_private (object);

  g_free (priv->text);
  g_clear_pointer (&priv->attributes, pango_attr_list_unref);

  G_OBJECT_CLASS (sluice_text_cell_parent_class)->finalize (object);
}

static void
sluice_text_cell_class_init (SluiceTextCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_text_cell_dispose;
  object_class->finalize = sluice_text_cell_finalize;
  widget_class->css_changed = sluice_text_cell_css_changed;
  widget_class->system_setting_changed = sluice_text_cell_system_setting_changed;
  widget_class->direction_changed = sluice_text_cell_direction_changed;
  widget_class->get_request_mode = sluice_text_cell_get_request_mode;
  widget_class->measure = sluice_text_cell_measure;
  widget_class->size_allocate = sluice_text_cell_size_allocate;
  widget_class->snapshot = sluice_text_cell_snapshot;

  gtk_widget_class_set_css_name (widget_class, "text-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
sluice_text_cell_init (SluiceTextCell *self)
{
  get_private (self)->text = g_strdup ("");
}

GtkWidget *
sluice_text_cell_new (GtkWidget *lead, float xalign)
{
  SluiceTextCell *self = g_object_new (SLUICE_TYPE_TEXT_CELL, NULL);

  get_private (self)->xalign = xalign;
  sluice_text_cell_set_lead (self, lead);

  return GTK_WIDGET (self);
}

GtkWidget *
sluice_text_cell_get_lead (SluiceTextCell *self)
{
  g_return_val_if_fail (SLUICE_IS_TEXT_CELL (self), NULL);

  return get_private (self)->lead;
}

void
sluice_text_cell_set_lead (SluiceTextCell *self, GtkWidget *lead)
{
  SluiceTextCellPrivate *priv;

  g_return_if_fail (SLUICE_IS_TEXT_CELL (self));

  priv = get_private (self);
  g_clear_pointer (&priv->lead, gtk_widget_unparent);
  priv->lead = lead;
  if (lead != NULL)
    gtk_widget_set_parent (lead, GTK_WIDGET (self));
}

const char *
sluice_text_cell_get_text (SluiceTextCell *self)
{
  g_return_val_if_fail (SLUICE_IS_TEXT_CELL (self), NULL);

  return get_private (self)->text;
}

void
sluice_text_cell_set_text (SluiceTextCell *self, const char *text)
{
  g_return_if_fail (SLUICE_IS_TEXT_CELL (self));
  g_return_if_fail (text != NULL);

  if (!g_set_str (&get_private (self)->text, text))
    return;

  forget_layout (self);
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (self)) == GTK_ACCESSIBLE_ROLE_LABEL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
sluice_text_cell_set_attributes (SluiceTextCell *self, PangoAttrList *attributes)
{
  SluiceTextCellPrivate *priv;

  g_return_if_fail (SLUICE_IS_TEXT_CELL (self));

  priv = get_private (self);
  if (priv->attributes == attributes)
    return;

  if (attributes != NULL)
    pango_attr_list_ref (attributes);
  g_clear_pointer (&priv->attributes, pango_attr_list_unref);
  priv->attributes = attributes;
  forget_layout (self);
}
