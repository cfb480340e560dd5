/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-advisor.h"
#include "sluice-row-bar.h"

/* The bar is full at a thousand million rows. */
#define FULL_EXPONENT 9.0
#define HATCH_SIZE 6.0f

struct _SluiceRowBar
{
  GtkWidget parent_instance;

  gint64 rows;
};

G_DEFINE_FINAL_TYPE (SluiceRowBar, sluice_row_bar, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_ROWS = 1,
} SluiceRowBarProps;

static GParamSpec *properties[PROP_ROWS + 1];

static void
append_hatching (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const GdkRGBA *colour)
{
  const GdkRGBA clear = { colour->red, colour->green, colour->blue, 0 };
  const GskColorStop stops[] = { { 0, *colour }, { 0.5f, *colour }, { 0.5f, clear }, { 1, clear } };

  gtk_snapshot_append_repeating_linear_gradient (snapshot, bounds, &GRAPHENE_POINT_INIT (0, 0),
                                                 &GRAPHENE_POINT_INIT (HATCH_SIZE / G_SQRT2, HATCH_SIZE / G_SQRT2),
                                                 stops, G_N_ELEMENTS (stops));
}

static void
sluice_row_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SluiceRowBar *self = SLUICE_ROW_BAR (widget);
  const float width = gtk_widget_get_width (widget);
  const float height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  GskRoundedRect outline;
  GdkRGBA colour;

  if (self->rows == SLUICE_ROW_BAR_EMPTY || width <= 0 || height <= 0)
    return;

  gtk_widget_get_color (widget, &colour);
  if (self->rows >= 0)
    {
      /* Never narrower than it is high: a table with one row is not an empty one. */
      float filled = self->rows == 0 ? 0 : MAX (height, roundf (width * (float) sluice_row_bar_get_fraction (self)));

      bounds.size.width = MIN (filled, width);
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        bounds.origin.x = width - bounds.size.width;
    }

  gsk_rounded_rect_init_from_rect (&outline, &bounds, height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (self->rows >= 0)
    gtk_snapshot_append_color (snapshot, &colour, &bounds);
  else
    append_hatching (snapshot, &bounds, &colour);
  gtk_snapshot_pop (snapshot);
}

static void
sluice_row_bar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SluiceRowBarProps) prop_id)
    {
    case PROP_ROWS:
      g_value_set_int64 (value, SLUICE_ROW_BAR (object)->rows);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_row_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((SluiceRowBarProps) prop_id)
    {
    case PROP_ROWS:
      sluice_row_bar_set_rows (SLUICE_ROW_BAR (object), g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_row_bar_class_init (SluiceRowBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sluice_row_bar_get_property;
  object_class->set_property = sluice_row_bar_set_property;
  widget_class->snapshot = sluice_row_bar_snapshot;

  properties[PROP_ROWS] =
      g_param_spec_int64 ("rows", NULL, NULL, SLUICE_ROW_BAR_EMPTY, G_MAXINT64, SLUICE_ROW_BAR_EMPTY,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /* Its size and its colours come from the style sheet. */
  gtk_widget_class_set_css_name (widget_class, "row-bar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sluice_row_bar_init (SluiceRowBar *self)
{
  self->rows = SLUICE_ROW_BAR_EMPTY;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
sluice_row_bar_new (void)
{
  return g_object_new (SLUICE_TYPE_ROW_BAR, NULL);
}

static void
set_css_class (GtkWidget *widget, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
sluice_row_bar_set_rows (SluiceRowBar *self, gint64 rows)
{
  g_return_if_fail (SLUICE_IS_ROW_BAR (self));
  g_return_if_fail (rows >= SLUICE_ROW_BAR_EMPTY);

  if (self->rows == rows)
    return;

  self->rows = rows;
  set_css_class (GTK_WIDGET (self), "large", rows >= SLUICE_LARGE_ROWS);
  set_css_class (GTK_WIDGET (self), "unknown", rows == -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROWS]);
}

gint64
sluice_row_bar_get_rows (SluiceRowBar *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_BAR (self), -1);

  return self->rows;
}

double
sluice_row_bar_get_fraction (SluiceRowBar *self)
{
  g_return_val_if_fail (SLUICE_IS_ROW_BAR (self), 0);

  return self->rows <= 0 ? 0 : MIN (1, log10 ((double) self->rows + 1) / FULL_EXPONENT);
}
