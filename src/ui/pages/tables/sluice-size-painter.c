/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "sluice-size-painter.h"
#include "sluice-size-palette.h"

#define RADIUS 6.0f
#define HATCH_SIZE 8.0f
#define HOVER 0.08f
/* The style sheet's names, by SluiceSyncMethod; then what the map lies on. */
static const char *const swatch_classes[] = {
  "method-none", "method-full-refresh", "method-incremental", "method-append",
  "method-xmin", "method-cdc",          "method-webhook",     "ground",
};

#define N_SWATCHES G_N_ELEMENTS (swatch_classes)

struct _SluiceSizePainter
{
  GtkWidget *canvas;
  SluiceSizeWords *words;
  GtkWidget *swatches[N_SWATCHES];
  SluiceSizePalette palette;
  GdkRGBA text;
  gboolean high_contrast;
};

static GtkWidget *
new_swatch (GtkWidget *canvas, const char *css_class)
{
  const char *const classes[] = { "swatch", css_class, NULL };
  GtkWidget *swatch = g_object_new (ADW_TYPE_BIN, "css-classes", classes, "visible", FALSE, "accessible-role",
                                    GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_parent (swatch, canvas);

  return swatch;
}

SluiceSizePainter *
sluice_size_painter_new (GtkWidget *canvas)
{
  SluiceSizePainter *self = g_new0 (SluiceSizePainter, 1);

  self->canvas = canvas;
  self->words = sluice_size_words_new (canvas);
  for (guint i = 0; i < N_SWATCHES; i++)
    self->swatches[i] = new_swatch (canvas, swatch_classes[i]);
  sluice_size_painter_restyle (self);

  return self;
}

void
sluice_size_painter_free (SluiceSizePainter *self)
{
  sluice_size_words_free (self->words);
  for (guint i = 0; i < N_SWATCHES; i++)
    gtk_widget_unparent (self->swatches[i]);
  g_free (self);
}

void
sluice_size_painter_restyle (SluiceSizePainter *self)
{
  GdkRGBA colours[N_SWATCHES];

  for (guint i = 0; i < N_SWATCHES; i++)
    gtk_widget_get_color (self->swatches[i], &colours[i]);
  gtk_widget_get_color (self->canvas, &self->text);
  sluice_size_palette_fill (&self->palette, &colours[SLUICE_SIZE_N_METHODS], &self->text, colours);
  self->high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  sluice_size_words_restyle (self->words);
}

SluiceSizeWords *
sluice_size_painter_get_words (SluiceSizePainter *self)
{
  return self->words;
}

graphene_rect_t
sluice_size_painter_get_bounds (const SluiceRect *rect)
{
  const double x = round (rect->x0);
  const double y = round (rect->y0);

  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) MAX (0, round (rect->x1) - x - SLUICE_SIZE_GAP),
                             (float) MAX (0, round (rect->y1) - y - SLUICE_SIZE_GAP));
}

/* Surfaces */

static float
get_radius (const graphene_rect_t *bounds)
{
  return MIN (RADIUS, MIN (bounds->size.width, bounds->size.height) / 4);
}

static void
draw_surface (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const GdkRGBA *colour)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, get_radius (bounds));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, colour, bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_stripes (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const GdkRGBA *colour)
{
  const GdkRGBA clear = { colour->red, colour->green, colour->blue, 0 };
  const GskColorStop stops[] = { { 0, *colour }, { 0.5f, *colour }, { 0.5f, clear }, { 1, clear } };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, get_radius (bounds));
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_repeating_linear_gradient (snapshot, bounds, &GRAPHENE_POINT_INIT (0, 0),
                                                 &GRAPHENE_POINT_INIT (HATCH_SIZE / G_SQRT2, HATCH_SIZE / G_SQRT2),
                                                 stops, G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
}

static void
draw_border (GtkSnapshot *snapshot, const graphene_rect_t *bounds, const GdkRGBA *colour)
{
  const float widths[] = { 1, 1, 1, 1 };
  const GdkRGBA colours[] = { *colour, *colour, *colour, *colour };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, get_radius (bounds));
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
}

void
sluice_size_painter_draw_hover (SluiceSizePainter *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  GdkRGBA colour = self->text;

  colour.alpha *= HOVER;
  draw_surface (snapshot, bounds, &colour);
}

/* Tiles */

static const SluiceSizeColours *
get_colours (SluiceSizePainter *self, SluiceTable *table)
{
  const SluiceSyncMethod method =
      sluice_table_get_selectable (table) ? sluice_table_get_method (table) : SLUICE_SYNC_METHOD_NONE;

  return sluice_table_get_selected (table) ? &self->palette.selected[method] : &self->palette.faint[method];
}

static void
draw_ground (SluiceSizePainter *self, GtkSnapshot *snapshot, SluiceTable *table, const graphene_rect_t *bounds)
{
  const SluiceSizeColours *colours = table != NULL ? get_colours (self, table) : &self->palette.plain;

  draw_surface (snapshot, bounds, &colours->fill);
  if (table != NULL && (!sluice_table_get_selectable (table) || sluice_table_get_rows (table) < 0))
    draw_stripes (snapshot, bounds, &colours->hatch);
  if (self->high_contrast)
    draw_border (snapshot, bounds, &colours->border);
}

void
sluice_size_painter_draw (SluiceSizePainter *self,
                          GtkSnapshot *snapshot,
                          SluiceSizeData *data,
                          guint number,
                          const SluiceSizeTile *tile,
                          const graphene_rect_t *bounds,
                          const graphene_size_t *size)
{
  SluiceTable *table = tile->kind == SLUICE_SIZE_TILE_ITEM ? sluice_size_data_get_table (data, tile->item) : NULL;
  const gboolean moving = !graphene_size_equal (&bounds->size, size);
  const GdkRGBA *text = &self->palette.plain.text;
  graphene_rect_t page = { bounds->origin, *size };

  if (bounds->size.width <= 0 || bounds->size.height <= 0)
    return;

  if (sluice_size_tile_is_open (tile))
    draw_surface (snapshot, bounds, &self->palette.frame.fill);
  else if (tile->kind != SLUICE_SIZE_TILE_UNKNOWN)
    draw_ground (self, snapshot, table, bounds);

  if (table != NULL)
    text = &get_colours (self, table)->text;
  else if (sluice_size_tile_is_open (tile) || tile->kind == SLUICE_SIZE_TILE_UNKNOWN)
    text = &self->palette.frame.text;
  if (gtk_widget_get_direction (self->canvas) == GTK_TEXT_DIR_RTL)
    page.origin.x += bounds->size.width - size->width;
  if (moving)
    gtk_snapshot_push_clip (snapshot, bounds);
  sluice_size_words_draw (self->words, snapshot, data, number, tile, &page, text);
  if (moving)
    gtk_snapshot_pop (snapshot);
}
