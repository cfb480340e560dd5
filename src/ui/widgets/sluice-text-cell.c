/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-text-cell.h"

/* Between what leads and the text. */
#define SPACING 8
/* What a text keeps where the lead takes the rest: the same in each row, so that bars compare. */
#define TEXT_ROOM 140
/* What is left of a tail in less room says nothing. */
#define TAIL_MIN_WIDTH 40

typedef struct
{
  GtkWidget *lead; /* NULL: none */
  char *text;
  PangoAttrList *attributes; /* NULL: none */
  PangoLayout *layout;       /* NULL until it is drawn */
  char *tail;                /* NULL: none; the rest is as for the text */
  PangoAttrList *tail_attributes;
  PangoLayout *tail_layout;
  PangoEllipsizeMode tail_ellipsize;
  gboolean tail_stays;
  int text_x; /* where the text may begin, and how much there is for it */
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
  g_clear_object (&get_private (self)->tail_layout);
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
  if (gtk_widget_get_hexpand (priv->lead))
    lead_width = MAX (lead_width, width - SPACING - TEXT_ROOM);
  gtk_widget_size_allocate (priv->lead, &(GtkAllocation) { rtl ? width - lead_width : 0, 0, lead_width, height }, -1);
  priv->text_x = rtl ? 0 : lead_width + SPACING;
  priv->text_width = width - lead_width - SPACING;
}

static PangoLayout *
create_layout (SluiceTextCell *self, const char *text, PangoAttrList *attributes, PangoEllipsizeMode ellipsize)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, ellipsize);
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static void
ensure_layouts (SluiceTextCell *self)
{
  SluiceTextCellPrivate *priv = get_private (self);

  /* Names that begin alike differ at their end. */
  if (priv->layout == NULL)
    priv->layout = create_layout (self, priv->text, priv->attributes,
                                  priv->tail != NULL ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
  if (priv->tail_layout == NULL && priv->tail != NULL)
    priv->tail_layout = create_layout (self, priv->tail, priv->tail_attributes, priv->tail_ellipsize);
}

static int
measure_layout (PangoLayout *layout)
{
  int width = 0;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

/* Gives the text what it needs, and the tail what is left; one that stays, at least half. How much the tail has; 0 when
 * it is not shown. */
static int
share_width (SluiceTextCellPrivate *priv)
{
  int wanted = 0;
  int left = 0;

  if (priv->tail == NULL)
    {
      pango_layout_set_width (priv->layout, priv->text_width * PANGO_SCALE);
      return 0;
    }

  wanted = measure_layout (priv->tail_layout);
  left = priv->text_width - SPACING - measure_layout (priv->layout);
  if (priv->tail_stays)
    left = MAX (left, (priv->text_width - SPACING) / 2);
  left = MIN (left, wanted);
  if (left < MIN (wanted, TAIL_MIN_WIDTH))
    left = 0;
  pango_layout_set_width (priv->tail_layout, left * PANGO_SCALE);
  pango_layout_set_width (priv->layout, (priv->text_width - (left > 0 ? left + SPACING : 0)) * PANGO_SCALE);

  return left;
}

/* @x is within the room for text. The layout aligns a line by the direction of its words; the column, by that of the
 * window. */
static void
snapshot_layout (SluiceTextCell *self, GtkSnapshot *snapshot, PangoLayout *layout, float x, const PangoRectangle *text)
{
  const float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA colour;

  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (get_private (self)->text_x - text->x) + x,
                                                          floorf ((height - (float) text->height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

/* On one base line with the text, which is in a larger font. */
static void
snapshot_tail (SluiceTextCell *self, GtkSnapshot *snapshot, const PangoRectangle *text, float x)
{
  SluiceTextCellPrivate *priv = get_private (self);
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const int drop =
      (pango_layout_get_baseline (priv->layout) - pango_layout_get_baseline (priv->tail_layout)) / PANGO_SCALE;
  PangoRectangle tail;

  pango_layout_get_pixel_extents (priv->tail_layout, NULL, &tail);
  x += (float) (rtl ? -SPACING - tail.width : text->width + SPACING);
  /* As high as the text, from where its base line is */
  tail.height = text->height - 2 * drop;
  snapshot_layout (self, snapshot, priv->tail_layout, x, &tail);
}

static void
snapshot_text (SluiceTextCell *self, GtkSnapshot *snapshot)
{
  SluiceTextCellPrivate *priv = get_private (self);
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  PangoRectangle text;
  int tail_width = 0;
  float x;

  ensure_layouts (self);
  tail_width = share_width (priv);
  pango_layout_get_pixel_extents (priv->layout, NULL, &text);
  x = roundf ((float) (priv->text_width - text.width) * (rtl ? 1 - priv->xalign : priv->xalign));
  snapshot_layout (self, snapshot, priv->layout, x, &text);
  if (tail_width > 0)
    snapshot_tail (self, snapshot, &text, x);
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
  g_clear_object (&priv->tail_layout);

  G_OBJECT_CLASS (sluice_text_cell_parent_class)->dispose (object);
}

static void
sluice_text_cell_finalize (GObject *object)
{
  SluiceTextCellPrivate *priv = get_private (object);

  g_free (priv->text);
  g_free (priv->tail);
  g_clear_pointer (&priv->attributes, pango_attr_list_unref);
  g_clear_pointer (&priv->tail_attributes, pango_attr_list_unref);

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

/* Text and tail are one label. */
static void
update_accessible_label (SluiceTextCell *self)
{
  SluiceTextCellPrivate *priv = get_private (self);
  g_autofree char *label = NULL;

  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (self)) != GTK_ACCESSIBLE_ROLE_LABEL)
    return;

  if (priv->tail != NULL)
    label = g_strdup_printf ("%s\u2002%s", priv->text, priv->tail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : priv->text, -1);
}

void
sluice_text_cell_set_text (SluiceTextCell *self, const char *text)
{
  g_return_if_fail (SLUICE_IS_TEXT_CELL (self));
  g_return_if_fail (text != NULL);

  if (!g_set_str (&get_private (self)->text, text))
    return;

  forget_layout (self);
  update_accessible_label (self);
}

void
sluice_text_cell_set_tail (SluiceTextCell *self,
                           const char *tail,
                           PangoAttrList *attributes,
                           PangoEllipsizeMode ellipsize,
                           gboolean stays)
{
  SluiceTextCellPrivate *priv;

  g_return_if_fail (SLUICE_IS_TEXT_CELL (self));

  priv = get_private (self);
  if (attributes != NULL)
    pango_attr_list_ref (attributes);
  g_clear_pointer (&priv->tail_attributes, pango_attr_list_unref);
  priv->tail_attributes = attributes;
  priv->tail_ellipsize = ellipsize;
  priv->tail_stays = stays;
  forget_layout (self);
  if (g_set_str (&priv->tail, tail))
    update_accessible_label (self);
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
