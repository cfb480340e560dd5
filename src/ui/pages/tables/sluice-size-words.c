/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "sluice-size-phrases.h"
#include "sluice-size-words.h"
#include "sluice-table-cells.h"

#define ICON_SIZE 16.0f
#define ICON_SPACING 6.0f
/* As “heading” and “caption” have it, one size smaller for the one. */
#define TITLE_SCALE 0.9
#define DETAIL_SCALE 0.82
/* Space between a tile's edge and its words: as a rule, and in small tiles. */
#define PADDING 10.0f
#define SMALL_PADDING 5.0f
#define LINE_PADDING 7.0f
#define SMALL_LINE_PADDING 3.0f
/* Narrower than this, an ellipsis would be nearly all of a word. */
#define LEAST_TEXT 30.0f
#define HEADER_PADDING 10
/* How long a frame may lay out words, in microseconds. */
#define WORDS_A_FRAME 5000

typedef struct
{
  PangoLayout *title;
  PangoLayout *detail; /* NULL: no room */
  PangoLayout *method; /* the same */
  gboolean with_icon;
  gboolean made;
} Words;

struct _SluiceSizeWords
{
  GtkWidget *canvas;
  PangoAttrList *title_attributes;
  PangoAttrList *detail_attributes;
  float title_height;
  float detail_height;
  GdkPaintable *check;
  GdkPaintable *lock;
  GdkPaintable *enter;

  Words *words; /* by tile */
  guint n_words;
  gint64 deadline;
  gboolean late;
};

static void
clear_words (Words *words)
{
  g_clear_object (&words->title);
  g_clear_object (&words->detail);
  g_clear_object (&words->method);
  words->made = FALSE;
}

static PangoAttrList *
new_attributes (double scale, PangoWeight weight)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));

  return attributes;
}

static PangoLayout *
new_layout (SluiceSizeWords *self, const char *text, PangoAttrList *attributes)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self->canvas, text);

  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  /* A name from right to left stands where the others stand. */
  pango_layout_set_auto_dir (layout, FALSE);

  return layout;
}

static float
measure_line (SluiceSizeWords *self, PangoAttrList *attributes)
{
  g_autoptr (PangoLayout) layout = new_layout (self, "Xg", attributes);
  int height = 0;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return (float) height;
}

static void
take_icon (SluiceSizeWords *self, GdkPaintable **icon, const char *name)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (self->canvas));

  g_clear_object (icon);
  *icon = GDK_PAINTABLE (gtk_icon_theme_lookup_icon (theme, name, NULL, (int) ICON_SIZE,
                                                     gtk_widget_get_scale_factor (self->canvas),
                                                     gtk_widget_get_direction (self->canvas), 0));
}

SluiceSizeWords *
sluice_size_words_new (GtkWidget *canvas)
{
  SluiceSizeWords *self = g_new0 (SluiceSizeWords, 1);

  self->canvas = canvas;
  self->title_attributes = new_attributes (TITLE_SCALE, PANGO_WEIGHT_BOLD);
  self->detail_attributes = new_attributes (DETAIL_SCALE, PANGO_WEIGHT_NORMAL);

  return self;
}

void
sluice_size_words_free (SluiceSizeWords *self)
{
  sluice_size_words_reset (self, 0);
  g_free (self->words);
  pango_attr_list_unref (self->title_attributes);
  pango_attr_list_unref (self->detail_attributes);
  g_clear_object (&self->check);
  g_clear_object (&self->lock);
  g_clear_object (&self->enter);
  g_free (self);
}

void
sluice_size_words_restyle (SluiceSizeWords *self)
{
  self->title_height = measure_line (self, self->title_attributes);
  self->detail_height = measure_line (self, self->detail_attributes);
  take_icon (self, &self->check, "object-select-symbolic");
  take_icon (self, &self->lock, "changes-prevent-symbolic");
  take_icon (self, &self->enter, "go-next-symbolic");
  for (guint i = 0; i < self->n_words; i++)
    clear_words (&self->words[i]);
}

double
sluice_size_words_get_header (SluiceSizeWords *self)
{
  return self->title_height + HEADER_PADDING;
}

void
sluice_size_words_reset (SluiceSizeWords *self, guint n_tiles)
{
  for (guint i = 0; i < self->n_words; i++)
    clear_words (&self->words[i]);
  g_free (self->words);
  self->words = g_new0 (Words, (gsize) n_tiles + 1);
  self->n_words = n_tiles;
}

void
sluice_size_words_forget (SluiceSizeWords *self, guint number)
{
  if (number < self->n_words)
    clear_words (&self->words[number]);
}

void
sluice_size_words_begin (SluiceSizeWords *self)
{
  self->deadline = g_get_monotonic_time () + WORDS_A_FRAME;
  self->late = FALSE;
}

gboolean
sluice_size_words_end (SluiceSizeWords *self)
{
  return !self->late;
}

static gboolean
is_mirrored (SluiceSizeWords *self)
{
  return gtk_widget_get_direction (self->canvas) == GTK_TEXT_DIR_RTL;
}

/* @width from the side where reading begins. Icons keep theirs to the other side. */
static void
draw_layout (SluiceSizeWords *self,
             GtkSnapshot *snapshot,
             PangoLayout *layout,
             const graphene_rect_t *bounds,
             float start,
             float y,
             const GdkRGBA *colour)
{
  float x = bounds->origin.x + start;
  int width = 0;

  if (is_mirrored (self))
    {
      pango_layout_get_pixel_size (layout, &width, NULL);
      x = bounds->origin.x + bounds->size.width - start - (float) width;
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (x), roundf (bounds->origin.y + y)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_icon (SluiceSizeWords *self,
           GtkSnapshot *snapshot,
           GdkPaintable *icon,
           const graphene_rect_t *bounds,
           float end,
           float y,
           const GdkRGBA *colour)
{
  const float x = is_mirrored (self) ? bounds->origin.x + end : bounds->origin.x + bounds->size.width - end - ICON_SIZE;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (roundf (x), roundf (bounds->origin.y + y)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, colour, 1);
  gtk_snapshot_restore (snapshot);
}

static PangoLayout *
new_line (SluiceSizeWords *self, char *text, PangoAttrList *attributes, float width)
{
  g_autofree char *owned = text;
  PangoLayout *layout = new_layout (self, owned, attributes);

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));

  return layout;
}

/* FALSE when they are not there yet and the frame has no time left for them. */
static gboolean
may_make (SluiceSizeWords *self, Words *words)
{
  if (words->made)
    return TRUE;
  if (g_get_monotonic_time () > self->deadline)
    {
      self->late = TRUE;
      return FALSE;
    }

  words->made = TRUE;

  return TRUE;
}

/* The first of some texts that fits, else nothing: half a number is none. Takes the texts, of which later ones may be
 * NULL. */
static PangoLayout *
new_fitting_line (SluiceSizeWords *self, char *texts[3], float width)
{
  PangoLayout *layout = new_layout (self, "", self->detail_attributes);

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  for (guint i = 0; i < 3 && texts[i] != NULL; i++)
    {
      pango_layout_set_text (layout, texts[i], -1);
      if (!pango_layout_is_ellipsized (layout))
        break;
      pango_layout_set_text (layout, "", 0);
    }
  for (guint i = 0; i < 3; i++)
    g_free (texts[i]);

  return layout;
}

/* The icon gives way to the name. */
static void
make_title (SluiceSizeWords *self,
            SluiceSizeData *data,
            const SluiceSizeTile *tile,
            Words *words,
            float width,
            float room,
            gboolean with_icon)
{
  const float beside = width - ICON_SIZE - ICON_SPACING;

  words->title =
      new_line (self, sluice_size_dup_title (data, tile), self->title_attributes, with_icon ? MAX (0, beside) : width);
  if (tile->kind == SLUICE_SIZE_TILE_REST)
    {
      pango_layout_set_wrap (words->title, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (words->title, -(1 + (int) MIN (2, room / self->title_height)));
    }
  words->with_icon = with_icon && beside > 0 && !pango_layout_is_ellipsized (words->title);
  if (!words->with_icon)
    pango_layout_set_width (words->title, (int) (width * PANGO_SCALE));
}

static void
make_detail (SluiceSizeWords *self, SluiceSizeData *data, const SluiceSizeTile *tile, Words *words, float width)
{
  char *texts[] = { sluice_size_dup_detail (data, tile), sluice_size_dup_short_detail (data, tile), NULL };
  const gint64 value = tile->kind == SLUICE_SIZE_TILE_ITEM ?
                           sluice_size_ranking_get_item (sluice_size_data_get_ranking (data), tile->item)->value :
                           -1;

  if (value >= 0)
    texts[2] = sluice_rows_to_short_string (value);
  words->detail = new_fitting_line (self, texts, width);
}

static void
make_method (SluiceSizeWords *self, SluiceSizeData *data, const SluiceSizeTile *tile, Words *words, float width)
{
  SluiceTable *table = sluice_size_data_get_table (data, tile->item);
  char *texts[] = { sluice_table_cells_dup_method_phrase (table), NULL, NULL };

  if (sluice_table_get_selectable (table))
    texts[1] = g_strdup (sluice_sync_method_get_label (sluice_table_get_method (table)));
  words->method = new_fitting_line (self, texts, width);
}

/* A line that came out empty takes no room. */
static void
draw_line (SluiceSizeWords *self,
           GtkSnapshot *snapshot,
           PangoLayout *layout,
           const graphene_rect_t *bounds,
           float start,
           float *y,
           const GdkRGBA *colour)
{
  int height = 0;

  if (*pango_layout_get_text (layout) == '\0')
    return;

  draw_layout (self, snapshot, layout, bounds, start, *y, colour);
  pango_layout_get_pixel_size (layout, NULL, &height);
  *y += (float) height;
}

/* The words of a tile one below the other, as many as there is room for. */
static void
draw_words (SluiceSizeWords *self,
            GtkSnapshot *snapshot,
            SluiceSizeData *data,
            const SluiceSizeTile *tile,
            Words *words,
            const graphene_rect_t *bounds,
            GdkPaintable *icon,
            const GdkRGBA *colour)
{
  const gboolean small = bounds->size.width < 100 || bounds->size.height < self->title_height + 2 * LINE_PADDING;
  const float padding = small ? SMALL_PADDING : PADDING;
  const float spare = bounds->size.height - self->title_height;
  const float line_padding = small ? MIN (SMALL_LINE_PADDING, spare / 2) : LINE_PADDING;
  const float width = bounds->size.width - 2 * padding;
  const float end = bounds->size.height - line_padding;
  float y = line_padding;

  if (width < LEAST_TEXT || spare < 0 || !may_make (self, words))
    return;

  if (words->title == NULL)
    make_title (self, data, tile, words, width, spare - 2 * line_padding, icon != NULL);
  if (icon != NULL && words->with_icon)
    draw_icon (self, snapshot, icon, bounds, padding, y + (self->title_height - ICON_SIZE) / 2, colour);
  draw_line (self, snapshot, words->title, bounds, padding, &y, colour);

  if (y + self->detail_height > end)
    return;
  if (words->detail == NULL)
    make_detail (self, data, tile, words, width);
  draw_line (self, snapshot, words->detail, bounds, padding, &y, colour);

  if (tile->kind != SLUICE_SIZE_TILE_ITEM || y + self->detail_height > end ||
      sluice_table_get_rows (sluice_size_data_get_table (data, tile->item)) < 0)
    return;
  if (words->method == NULL)
    make_method (self, data, tile, words, width);
  draw_line (self, snapshot, words->method, bounds, padding, &y, colour);
}

/* One line: the name, then what is in it. */
static void
draw_header (SluiceSizeWords *self,
             GtkSnapshot *snapshot,
             SluiceSizeData *data,
             const SluiceSizeTile *tile,
             Words *words,
             const graphene_rect_t *bounds,
             float padding,
             float middle,
             GdkPaintable *icon,
             const GdkRGBA *colour)
{
  const gboolean with_icon = icon != NULL && bounds->size.width > 120;
  const float width = bounds->size.width - 2 * padding - (with_icon ? ICON_SIZE + ICON_SPACING : 0);
  float left = width;
  int title_width = 0;

  if (width < LEAST_TEXT || !may_make (self, words))
    return;

  if (words->title == NULL)
    words->title = new_line (self, sluice_size_dup_title (data, tile), self->title_attributes, width);
  draw_layout (self, snapshot, words->title, bounds, padding, middle, colour);
  if (with_icon)
    draw_icon (self, snapshot, icon, bounds, padding, middle + (self->title_height - ICON_SIZE) / 2, colour);

  pango_layout_get_pixel_size (words->title, &title_width, NULL);
  left -= (float) title_width + PADDING;
  if (left < 2 * LEAST_TEXT)
    return;
  if (words->detail == NULL)
    make_detail (self, data, tile, words, left);
  draw_layout (self, snapshot, words->detail, bounds, padding + (float) title_width + PADDING,
               middle + self->title_height - self->detail_height - 1, colour);
}

/* Whether a second line has no room, but one beside the first has. */
static gboolean
is_flat (SluiceSizeWords *self, const graphene_rect_t *bounds)
{
  const float spare = bounds->size.height - self->title_height;

  return spare >= 0 && spare < self->detail_height + 2 * SMALL_LINE_PADDING && bounds->size.width > 160;
}

/* What tells of a table that it is selected, or cannot be. (transfer none) (nullable) */
static GdkPaintable *
get_icon (SluiceSizeWords *self, SluiceTable *table)
{
  if (!sluice_table_get_selectable (table))
    return self->lock;

  return sluice_table_get_selected (table) ? self->check : NULL;
}

void
sluice_size_words_draw (SluiceSizeWords *self,
                        GtkSnapshot *snapshot,
                        SluiceSizeData *data,
                        guint number,
                        const SluiceSizeTile *tile,
                        const graphene_rect_t *bounds,
                        const GdkRGBA *colour)
{
  GdkPaintable *icon = self->enter;
  Words *words = NULL;

  g_return_if_fail (number < self->n_words);

  words = &self->words[number];
  if (tile->kind == SLUICE_SIZE_TILE_ITEM)
    icon = get_icon (self, sluice_size_data_get_table (data, tile->item));
  if (tile->kind == SLUICE_SIZE_TILE_UNKNOWN)
    draw_header (self, snapshot, data, tile, words, bounds, 0, HEADER_PADDING / 2.0f, NULL, colour);
  else if (sluice_size_tile_is_open (tile))
    draw_header (self, snapshot, data, tile, words, bounds, PADDING, HEADER_PADDING / 2.0f, icon, colour);
  else if (is_flat (self, bounds))
    draw_header (self, snapshot, data, tile, words, bounds, PADDING, (bounds->size.height - self->title_height) / 2,
                 icon, colour);
  else
    draw_words (self, snapshot, data, tile, words, bounds, icon, colour);
}
