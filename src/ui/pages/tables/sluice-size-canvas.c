/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-announce.h"
#include "sluice-size-canvas.h"
#include "sluice-size-cells.h"
#include "sluice-size-motion.h"
#include "sluice-size-painter.h"
#include "sluice-size-phrases.h"
#include "sluice-table-cells.h"

#define GROUP_PADDING 4
/* The side of the smallest tile, with the gap. */
#define LEAST_SIDE 16
/* What can be drawn within a frame, words not counted. */
#define MOST_TILES 800

struct _SluiceSizeCanvas
{
  GtkWidget parent_instance;

  SluiceSizeScene *scene; /* NULL: no data yet */
  SluiceSizePainter *painter;
  SluiceSizeCells *cells; /* the same */
  SluiceSizeMotion *motion;
  GskRenderNode *node; /* what was drawn; NULL: to be drawn again */
  int width;
  int height;
  gboolean restyled; /* colours or the font may be others */
  gboolean moved;    /* tiles are elsewhere, and nobody was told yet */
  guint refresh_id;

  gboolean wants_focus;
  SluiceTable *sought; /* to be revealed once the ranking has it; NULL: none */
  guint hovered;
  guint pressed;
  gboolean just_zoomed; /* by the first of several clicks */
};

G_DEFINE_FINAL_TYPE (SluiceSizeCanvas, sluice_size_canvas, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_CURRENT = 1,
} SluiceSizeCanvasProps;

static GParamSpec *properties[PROP_CURRENT + 1];

enum
{
  SIGNAL_EDIT,
  SIGNAL_INSPECT,
  SIGNAL_REFUSED,
  SIGNAL_MOVED,
  SIGNAL_REFRESHED,
  SIGNAL_ZOOMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
count_tiles (SluiceSizeCanvas *self)
{
  return self->scene != NULL ? sluice_size_scene_get_n_tiles (self->scene) : 0;
}

static SluiceSizeWords *
get_words (SluiceSizeCanvas *self)
{
  return sluice_size_painter_get_words (self->painter);
}

static guint
get_current (SluiceSizeCanvas *self)
{
  return self->scene != NULL ? sluice_size_scene_get_current (self->scene) : G_MAXUINT;
}

/* The cell that has the focus; NULL when none has. */
static GtkWidget *
get_focused (SluiceSizeCanvas *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_get_parent (focus) == GTK_WIDGET (self) ? focus : NULL;
}

/* The current tile */

static gboolean
focus_current (SluiceSizeCanvas *self)
{
  const guint number = get_current (self);

  if (number == G_MAXUINT || !gtk_widget_grab_focus (sluice_size_cells_ensure (self->cells, number)))
    return FALSE;

  self->wants_focus = FALSE;
  /* The cell that was needed only for the focus is no longer. */
  sluice_size_cells_prune (self->cells);

  return TRUE;
}

/* The person went to another tile, and may look at its table elsewhere too. */
static void
went (SluiceSizeCanvas *self)
{
  focus_current (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

/* Another layout */

static void
drop_node (SluiceSizeCanvas *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
step_cb (GtkWidget *widget)
{
  drop_node (SLUICE_SIZE_CANVAS (widget));
}

/* Also while sizes are allocated: touches no widget. */
static void
lay_out (SluiceSizeCanvas *self)
{
  const SluiceSizeRoom room = {
    .width = self->width + SLUICE_SIZE_GAP,
    .height = self->height + SLUICE_SIZE_GAP,
    .header = sluice_size_words_get_header (get_words (self)),
    .padding = GROUP_PADDING,
    .least = LEAST_SIDE,
    .most = MOST_TILES,
  };

  self->wants_focus |= get_focused (self) != NULL;
  self->moved = TRUE;
  if (self->scene != NULL)
    sluice_size_scene_lay_out (self->scene, &room, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL);
  sluice_size_words_reset (get_words (self), count_tiles (self));
  self->hovered = G_MAXUINT;
  self->pressed = G_MAXUINT;
  drop_node (self);
}

static void
refresh (SluiceSizeCanvas *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->cells != NULL)
    sluice_size_cells_update (self->cells);
  drop_node (self);
  if (self->wants_focus)
    focus_current (self);
  if (self->moved)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0);
  self->moved = FALSE;
  g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
}

static gboolean
refresh_cb (gpointer user_data)
{
  SluiceSizeCanvas *self = user_data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

/* Before the next frame, once for all that happens until then. */
static void
queue_refresh (SluiceSizeCanvas *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

static void
lay_out_anew (SluiceSizeCanvas *self, gboolean moving)
{
  if (moving)
    sluice_size_motion_remember (self->motion, self->scene);
  lay_out (self);
  sluice_size_motion_start (self->motion, self->scene);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  refresh (self);
}

static void
touched_cb (SluiceSizeCanvas *self, SluiceTable *table)
{
  const guint number = sluice_size_scene_find (self->scene, table);

  if (number != G_MAXUINT)
    sluice_size_words_forget (get_words (self), number);
  /* What stands for many counts those that are selected. */
  for (guint i = 0; i < count_tiles (self) && self->refresh_id == 0; i++)
    if (sluice_size_scene_get_tile (self->scene, i)->kind != SLUICE_SIZE_TILE_ITEM)
      sluice_size_words_forget (get_words (self), i);
  queue_refresh (self);
}

static void
data_changed_cb (SluiceSizeCanvas *self)
{
  g_autoptr (SluiceTable) sought = g_steal_pointer (&self->sought);
  const gboolean zoomed = sluice_size_scene_follow (self->scene);

  lay_out_anew (self, TRUE);
  if (zoomed)
    g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
  if (sought != NULL)
    sluice_size_canvas_reveal (self, sought);
}

/* Zoom */

static void
zoomed (SluiceSizeCanvas *self, gboolean moving)
{
  g_autofree char *title = NULL;

  lay_out_anew (self, moving);
  g_signal_emit (self, signals[SIGNAL_ZOOMED], 0);
  title = sluice_size_canvas_dup_title (self, sluice_size_scene_get_depth (self->scene));
  sluice_announce (GTK_WIDGET (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
zoom_in (SluiceSizeCanvas *self, SluiceSizeScope scope)
{
  sluice_size_scene_zoom_in (self->scene, scope);
  zoomed (self, TRUE);
}

void
sluice_size_canvas_zoom_out (SluiceSizeCanvas *self, guint depth)
{
  g_return_if_fail (SLUICE_IS_SIZE_CANVAS (self));

  if (depth >= sluice_size_canvas_get_depth (self))
    return;

  sluice_size_scene_zoom_out (self->scene, depth);
  zoomed (self, TRUE);
}

/* What a click and Space do. */
static void
act_on (SluiceSizeCanvas *self, guint number)
{
  SluiceTable *table = sluice_size_scene_get_table (self->scene, number);

  if (table == NULL)
    zoom_in (self, sluice_size_scene_get_tile (self->scene, number)->scope);
  else if (sluice_table_get_selectable (table))
    sluice_table_set_selected (table, !sluice_table_get_selected (table));
  else
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, table);
    }
}

static void
press_cb (GtkWidget *widget, guint number)
{
  act_on (SLUICE_SIZE_CANVAS (widget), number);
}

/* Keys */

static gboolean
move_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);

  if (get_current (self) == G_MAXUINT)
    return GDK_EVENT_PROPAGATE;

  if (sluice_size_scene_move (self->scene, (SluiceSizeDirection) g_variant_get_int32 (args)))
    went (self);
  else
    gtk_widget_error_bell (widget);

  return GDK_EVENT_STOP;
}

static gboolean
step_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);
  gboolean forward = FALSE;
  gboolean far = FALSE;

  if (get_current (self) == G_MAXUINT)
    return GDK_EVENT_PROPAGATE;

  g_variant_get (args, "(bb)", &forward, &far);
  if (sluice_size_scene_step (self->scene, forward, far))
    went (self);
  else
    gtk_widget_error_bell (widget);

  return GDK_EVENT_STOP;
}

static gboolean
press_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);
  const guint number = get_current (self);

  if (number == G_MAXUINT)
    return GDK_EVENT_PROPAGATE;

  act_on (self, number);

  return GDK_EVENT_STOP;
}

static gboolean
open_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);
  const guint number = get_current (self);
  SluiceTable *table = NULL;

  if (number == G_MAXUINT)
    return GDK_EVENT_PROPAGATE;

  table = sluice_size_scene_get_table (self->scene, number);
  if (table != NULL)
    g_signal_emit (self, signals[SIGNAL_INSPECT], 0, table);
  else
    act_on (self, number);

  return GDK_EVENT_STOP;
}

/* Into the schema of a table, else into what stands for many. */
static gboolean
zoom_in_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);
  const guint number = get_current (self);
  SluiceSizeScope scope;

  if (number == G_MAXUINT)
    return GDK_EVENT_PROPAGATE;

  if (sluice_size_scene_get_next_scope (self->scene, number, &scope))
    zoom_in (self, scope);
  else
    gtk_widget_error_bell (widget);

  return GDK_EVENT_STOP;
}

static gboolean
zoom_out_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);
  const guint depth = sluice_size_canvas_get_depth (self);

  /* Escape then is the assistant's. */
  if (depth == 0)
    return GDK_EVENT_PROPAGATE;

  sluice_size_canvas_zoom_out (self, depth - 1);

  return GDK_EVENT_STOP;
}

static gboolean
edit_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);
  const guint number = get_current (self);
  SluiceTable *table = number != G_MAXUINT ? sluice_size_scene_get_table (self->scene, number) : NULL;

  if (table == NULL || !sluice_table_get_selectable (table))
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[SIGNAL_EDIT], 0, table, g_variant_get_int32 (args),
                 sluice_size_cells_ensure (self->cells, number));

  return GDK_EVENT_STOP;
}

/* Pointer */

static guint
find_at (SluiceSizeCanvas *self, double x, double y)
{
  return self->scene != NULL ? sluice_size_scene_find_at (self->scene, x, y) : G_MAXUINT;
}

static void
pressed_cb (SluiceSizeCanvas *self, int n_press, double x, double y)
{
  self->pressed = find_at (self, x, y);
  if (n_press == 1)
    self->just_zoomed = FALSE;
}

static void
released_cb (SluiceSizeCanvas *self, int n_press, double x, double y, GtkGestureSingle *click)
{
  const guint number = find_at (self, x, y);
  const gboolean zooms = number != G_MAXUINT && sluice_size_scene_get_table (self->scene, number) == NULL;

  if (number == G_MAXUINT || number != self->pressed)
    return;
  /* The second click of two that zoom would hit whatever is there now. */
  if (self->just_zoomed)
    return;

  self->just_zoomed = zooms;
  sluice_size_scene_set_current (self->scene, number);
  went (self);
  if (gtk_gesture_single_get_current_button (click) == GDK_BUTTON_SECONDARY && !zooms)
    g_signal_emit (self, signals[SIGNAL_INSPECT], 0, sluice_size_scene_get_table (self->scene, number));
  else
    act_on (self, number);
}

static void
motion_cb (SluiceSizeCanvas *self, double x, double y)
{
  const guint number = find_at (self, x, y);

  if (self->hovered == number)
    return;

  self->hovered = number;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (SluiceSizeCanvas *self)
{
  motion_cb (self, -1, -1);
}

static gboolean
sluice_size_canvas_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);
  const guint number = keyboard ? get_current (self) : find_at (self, x, y);
  g_autofree char *markup = NULL;
  graphene_rect_t bounds;

  if (number == G_MAXUINT)
    return FALSE;

  markup = sluice_size_markup_tooltip (sluice_size_scene_get_data (self->scene),
                                       sluice_size_scene_get_tile (self->scene, number));
  bounds = sluice_size_painter_get_bounds (&sluice_size_scene_get_tile (self->scene, number)->rect);
  gtk_tooltip_set_markup (tooltip, markup);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                       (int) bounds.size.width, (int) bounds.size.height });

  return TRUE;
}

/* The widget */

static void
draw_tiles (SluiceSizeCanvas *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  sluice_size_words_begin (get_words (self));
  for (guint i = 0; i < count_tiles (self); i++)
    {
      const SluiceSizeTile *tile = sluice_size_scene_get_tile (self->scene, i);
      const SluiceRect frame = sluice_size_motion_get_frame (self->motion, self->scene, i);
      const graphene_rect_t bounds = sluice_size_painter_get_bounds (&frame);
      const graphene_rect_t final = sluice_size_painter_get_bounds (&tile->frame);

      sluice_size_painter_draw (self->painter, snapshot, sluice_size_scene_get_data (self->scene), i, tile, &bounds,
                                &final.size);
    }
  self->node = gtk_snapshot_free_to_node (snapshot);
  /* The next frame goes on with the words. */
  if (!sluice_size_words_end (get_words (self)))
    queue_refresh (self);
}

static void
sluice_size_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);
  GtkWidget *focused = get_focused (self);

  if (self->node == NULL)
    draw_tiles (self);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  if (self->hovered != G_MAXUINT && !sluice_size_motion_is_moving (self->motion))
    {
      const SluiceSizeTile *tile = sluice_size_scene_get_tile (self->scene, self->hovered);
      const graphene_rect_t bounds = sluice_size_painter_get_bounds (&tile->rect);

      sluice_size_painter_draw_hover (self->painter, snapshot, &bounds);
    }
  if (focused != NULL)
    gtk_widget_snapshot_child (widget, focused, snapshot);
}

static void
sluice_size_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);

  if (self->restyled)
    sluice_size_painter_restyle (self->painter);
  if (self->restyled || self->width != width || self->height != height)
    {
      self->restyled = FALSE;
      self->width = width;
      self->height = height;
      sluice_size_motion_stop (self->motion);
      lay_out (self);
      queue_refresh (self);
    }
  if (self->cells != NULL)
    sluice_size_cells_allocate (self->cells);
}

static void
sluice_size_canvas_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 80;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 400;
}

static void
sluice_size_canvas_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);

  GTK_WIDGET_CLASS (sluice_size_canvas_parent_class)->css_changed (widget, change);

  /* The children that have the colours are told later, but before sizes are allocated. */
  self->restyled = TRUE;
  gtk_widget_queue_allocate (widget);
}

static gboolean
sluice_size_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  /* One stop for Tab; within, arrow keys go from tile to tile. */
  if (get_focused (SLUICE_SIZE_CANVAS (widget)) != NULL)
    return FALSE;

  return focus_current (SLUICE_SIZE_CANVAS (widget));
}

static gboolean
sluice_size_canvas_grab_focus (GtkWidget *widget)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (widget);

  /* Before there is anything to focus, it is only a wish. */
  self->wants_focus = !focus_current (self);

  return TRUE;
}

static void
sluice_size_canvas_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SluiceSizeCanvasProps) prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, sluice_size_canvas_get_current (SLUICE_SIZE_CANVAS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_size_canvas_dispose (GObject *object)
{
  SluiceSizeCanvas *self = SLUICE_SIZE_CANVAS (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->motion, sluice_size_motion_free);
  g_clear_pointer (&self->cells, sluice_size_cells_free);
  g_clear_pointer (&self->painter, sluice_size_painter_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->scene, sluice_size_scene_free);
  g_clear_object (&self->sought);

  G_OBJECT_CLASS (sluice_size_canvas_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *klass, guint key, guint keypad_key, GtkShortcutFunc func, const char *format, int argument)
{
  gtk_widget_class_add_binding (klass, key, 0, func, format, argument);
  gtk_widget_class_add_binding (klass, keypad_key, 0, func, format, argument);
}

static void
add_bindings (GtkWidgetClass *klass)
{
  add_keys (klass, GDK_KEY_Left, GDK_KEY_KP_Left, move_shortcut_cb, "i", SLUICE_SIZE_LEFT);
  add_keys (klass, GDK_KEY_Right, GDK_KEY_KP_Right, move_shortcut_cb, "i", SLUICE_SIZE_RIGHT);
  add_keys (klass, GDK_KEY_Up, GDK_KEY_KP_Up, move_shortcut_cb, "i", SLUICE_SIZE_UP);
  add_keys (klass, GDK_KEY_Down, GDK_KEY_KP_Down, move_shortcut_cb, "i", SLUICE_SIZE_DOWN);
  gtk_widget_class_add_binding (klass, GDK_KEY_Home, 0, step_shortcut_cb, "(bb)", FALSE, TRUE);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Home, 0, step_shortcut_cb, "(bb)", FALSE, TRUE);
  gtk_widget_class_add_binding (klass, GDK_KEY_End, 0, step_shortcut_cb, "(bb)", TRUE, TRUE);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_End, 0, step_shortcut_cb, "(bb)", TRUE, TRUE);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Up, 0, step_shortcut_cb, "(bb)", FALSE, FALSE);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Page_Up, 0, step_shortcut_cb, "(bb)", FALSE, FALSE);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Down, 0, step_shortcut_cb, "(bb)", TRUE, FALSE);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Page_Down, 0, step_shortcut_cb, "(bb)", TRUE, FALSE);
  add_keys (klass, GDK_KEY_space, GDK_KEY_KP_Space, press_shortcut_cb, NULL, 0);
  add_keys (klass, GDK_KEY_Return, GDK_KEY_KP_Enter, open_shortcut_cb, NULL, 0);
  add_keys (klass, GDK_KEY_plus, GDK_KEY_KP_Add, zoom_in_shortcut_cb, NULL, 0);
  gtk_widget_class_add_binding (klass, GDK_KEY_equal, 0, zoom_in_shortcut_cb, NULL);
  add_keys (klass, GDK_KEY_minus, GDK_KEY_KP_Subtract, zoom_out_shortcut_cb, NULL, 0);
  add_keys (klass, GDK_KEY_Escape, GDK_KEY_BackSpace, zoom_out_shortcut_cb, NULL, 0);
  gtk_widget_class_add_binding (klass, GDK_KEY_m, 0, edit_shortcut_cb, "i", SLUICE_TABLE_COLUMN_METHOD);
  gtk_widget_class_add_binding (klass, GDK_KEY_c, 0, edit_shortcut_cb, "i", SLUICE_TABLE_COLUMN_CURSOR);
  gtk_widget_class_add_binding (klass, GDK_KEY_f, 0, edit_shortcut_cb, "i", SLUICE_TABLE_COLUMN_FREQUENCY);
}

static void
add_signals (GType type)
{
  signals[SIGNAL_EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                       SLUICE_TYPE_TABLE, G_TYPE_INT, GTK_TYPE_WIDGET);
  signals[SIGNAL_INSPECT] =
      g_signal_new ("inspect", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_TABLE);
  signals[SIGNAL_REFUSED] =
      g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_TABLE);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REFRESHED] = g_signal_new ("refreshed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ZOOMED] = g_signal_new ("zoomed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_size_canvas_class_init (SluiceSizeCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sluice_size_canvas_get_property;
  object_class->dispose = sluice_size_canvas_dispose;
  widget_class->snapshot = sluice_size_canvas_snapshot;
  widget_class->size_allocate = sluice_size_canvas_size_allocate;
  widget_class->measure = sluice_size_canvas_measure;
  widget_class->css_changed = sluice_size_canvas_css_changed;
  widget_class->query_tooltip = sluice_size_canvas_query_tooltip;
  widget_class->focus = sluice_size_canvas_focus;
  widget_class->grab_focus = sluice_size_canvas_grab_focus;

  properties[PROP_CURRENT] =
      g_param_spec_object ("current", NULL, NULL, SLUICE_TYPE_TABLE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  add_signals (G_TYPE_FROM_CLASS (klass));
  add_bindings (widget_class);
  gtk_widget_class_set_css_name (widget_class, "size-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
sluice_size_canvas_init (SluiceSizeCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->hovered = G_MAXUINT;
  self->pressed = G_MAXUINT;
  self->painter = sluice_size_painter_new (GTK_WIDGET (self));
  self->motion = sluice_size_motion_new (GTK_WIDGET (self), step_cb);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

void
sluice_size_canvas_set_data (SluiceSizeCanvas *self, SluiceSizeData *data)
{
  g_return_if_fail (SLUICE_IS_SIZE_CANVAS (self));
  g_return_if_fail (SLUICE_IS_SIZE_DATA (data) && self->scene == NULL);

  self->scene = sluice_size_scene_new (data);
  self->cells = sluice_size_cells_new (GTK_WIDGET (self), self->scene, press_cb);
  g_signal_connect_object (data, "changed", G_CALLBACK (data_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (data, "touched", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
}

SluiceTable *
sluice_size_canvas_get_current (SluiceSizeCanvas *self)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_CANVAS (self), NULL);

  return self->scene != NULL ? sluice_size_scene_get_table (self->scene, get_current (self)) : NULL;
}

gboolean
sluice_size_canvas_reveal (SluiceSizeCanvas *self, SluiceTable *table)
{
  SluiceSizeData *data = NULL;
  gboolean shown = FALSE;

  g_return_val_if_fail (SLUICE_IS_SIZE_CANVAS (self) && self->scene != NULL, FALSE);

  data = sluice_size_scene_get_data (self->scene);
  if (sluice_table_view_find (sluice_size_data_get_view (data), table) == G_MAXUINT)
    return FALSE;

  shown = sluice_size_scene_find (self->scene, table) != G_MAXUINT;
  if (!sluice_size_scene_reveal (self->scene, table))
    {
      /* It is not ranked yet. */
      g_set_object (&self->sought, table);
      return TRUE;
    }
  if (!shown)
    zoomed (self, FALSE);
  went (self);

  return TRUE;
}

guint
sluice_size_canvas_get_depth (SluiceSizeCanvas *self)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_CANVAS (self), 0);

  return self->scene != NULL ? sluice_size_scene_get_depth (self->scene) : 0;
}

char *
sluice_size_canvas_dup_title (SluiceSizeCanvas *self, guint depth)
{
  SluiceSizeScope scope = SLUICE_SIZE_SCOPE_ALL;

  g_return_val_if_fail (SLUICE_IS_SIZE_CANVAS (self) && self->scene != NULL, NULL);

  scope = sluice_size_scene_get_scope (self->scene, depth);

  return sluice_size_dup_scope_title (sluice_size_scene_get_data (self->scene), &scope);
}

SluiceSizeLegend
sluice_size_canvas_get_legend (SluiceSizeCanvas *self)
{
  const SluiceSizeLegend none = { 0, FALSE, FALSE };

  g_return_val_if_fail (SLUICE_IS_SIZE_CANVAS (self), none);

  return self->scene != NULL ? sluice_size_scene_get_legend (self->scene) : none;
}
