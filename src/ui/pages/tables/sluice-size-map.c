/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-menu-names.h"
#include "sluice-method-dot.h"
#include "sluice-size-canvas.h"
#include "sluice-size-map.h"
#include "sluice-size-palette.h"
#include "sluice-size-phrases.h"

struct _SluiceSizeMap
{
  AdwBin parent_instance;

  SluiceSizeData *data;
  GSimpleActionGroup *actions;
  gboolean compact;
  GtkWidget *chips[SLUICE_SIZE_N_METHODS]; /* by SluiceSyncMethod; NONE has none */

  GtkStack *stack;
  AdwWrapBox *methods;
  GtkWidget *striped;
  GtkWidget *rest;
  GtkMenuButton *measure;
  GtkLabel *summary;
  GtkWidget *path;
  SluiceSizeCanvas *canvas;
  GtkWidget *count;
};

G_DEFINE_FINAL_TYPE (SluiceSizeMap, sluice_size_map, ADW_TYPE_BIN)

typedef enum
{
  PROP_CURRENT = 1,
  PROP_COMPACT,
} SluiceSizeMapProps;

static GParamSpec *properties[PROP_COMPACT + 1];

enum
{
  SIGNAL_EDIT,
  SIGNAL_INSPECT,
  SIGNAL_REFUSED,
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Legend */

static GtkWidget *
new_chip (SluiceSyncMethod method)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *dot = sluice_method_dot_new ();
  GtkWidget *label = gtk_label_new (sluice_sync_method_get_label (method));

  sluice_method_dot_set_method (SLUICE_METHOD_DOT (dot), method);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (chip), dot);
  gtk_box_append (GTK_BOX (chip), label);

  return chip;
}

static void
update_legend (SluiceSizeMap *self)
{
  const SluiceSizeLegend legend = sluice_size_canvas_get_legend (self->canvas);

  for (guint i = SLUICE_SYNC_METHOD_FULL_REFRESH; i < SLUICE_SIZE_N_METHODS; i++)
    gtk_widget_set_visible (self->chips[i], (legend.methods & (1u << i)) != 0);
  gtk_widget_set_visible (self->striped, legend.striped);
  gtk_widget_set_visible (self->rest, legend.rest);
}

static void
update_measure (SluiceSizeMap *self)
{
  const gboolean by_rows = sluice_size_data_get_measure (self->data) == SLUICE_SIZE_BY_ROWS;

  /* Translators: a legend: areas stand for the square roots of numbers of rows */
  gtk_menu_button_set_label (self->measure,
                             by_rows ? _ ("Area: rows (square root)") : _ ("Area: rows a month (square root)"));
}

static void
update_summary (SluiceSizeMap *self)
{
  g_autofree char *text = sluice_size_dup_summary (self->data);

  gtk_label_set_text (self->summary, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* Without any count there is nothing to see; what a filter leaves may be without one, and is shown. */
static void
update_stack (SluiceSizeMap *self)
{
  SluiceSizeRanking *ranking = sluice_size_data_get_ranking (self->data);
  const gboolean known = ranking == NULL || sluice_size_ranking_get_n_known (ranking) > 0 ||
                         sluice_size_ranking_get_n_items (ranking) == 0 ||
                         sluice_table_view_get_filtered (sluice_size_data_get_view (self->data));

  gtk_stack_set_visible_child_name (self->stack, known ? "map" : "unknown");
}

/* Path */

static void
crumb_cb (SluiceSizeMap *self, GtkWidget *crumb)
{
  sluice_size_canvas_zoom_out (self->canvas, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (crumb), "depth")));
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static GtkWidget *
new_crumb (SluiceSizeMap *self, guint depth)
{
  g_autofree char *title = sluice_size_canvas_dup_title (self->canvas, depth);
  GtkWidget *crumb = gtk_button_new ();
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (crumb), label);
  gtk_widget_add_css_class (crumb, "flat");
  gtk_widget_add_css_class (crumb, "small-button");
  g_object_set_data (G_OBJECT (crumb), "depth", GUINT_TO_POINTER (depth));
  g_signal_connect_object (crumb, "clicked", G_CALLBACK (crumb_cb), self, G_CONNECT_SWAPPED);

  return crumb;
}

static void
update_path (SluiceSizeMap *self)
{
  const guint depth = sluice_size_canvas_get_depth (self->canvas);
  g_autofree char *title = NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->path)) != NULL)
    gtk_box_remove (GTK_BOX (self->path), child);
  gtk_widget_set_visible (self->path, depth > 0);
  if (depth == 0)
    return;

  for (guint i = 0; i < depth; i++)
    {
      gtk_box_append (GTK_BOX (self->path), new_crumb (self, i));
      gtk_box_append (GTK_BOX (self->path), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                                          "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
    }
  title = sluice_size_canvas_dup_title (self->canvas, depth);
  child = gtk_label_new (title);
  gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (child, "caption-heading");
  gtk_widget_set_margin_start (child, 6);
  gtk_box_append (GTK_BOX (self->path), child);
}

/* The map */

static void
edit_cb (SluiceSizeMap *self, SluiceTable *table, int column, GtkWidget *anchor)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, table, column, anchor);
}

static void
inspect_cb (SluiceSizeMap *self, SluiceTable *table)
{
  g_signal_emit (self, signals[SIGNAL_INSPECT], 0, table);
}

static void
refused_cb (SluiceSizeMap *self, SluiceTable *table)
{
  g_signal_emit (self, signals[SIGNAL_REFUSED], 0, table);
}

static void
moved_cb (SluiceSizeMap *self)
{
  g_signal_emit (self, signals[SIGNAL_MOVED], 0);
}

static void
refreshed_cb (SluiceSizeMap *self)
{
  update_legend (self);
  update_summary (self);
}

static void
zoomed_cb (SluiceSizeMap *self)
{
  update_path (self);
}

static void
current_cb (SluiceSizeMap *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

static void
measure_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  SluiceSizeMap *self = user_data;
  const gboolean by_rows = g_str_equal (g_variant_get_string (value, NULL), "rows");

  g_simple_action_set_state (action, value);
  sluice_size_data_set_measure (self->data, by_rows ? SLUICE_SIZE_BY_ROWS : SLUICE_SIZE_BY_MONTH);
  update_measure (self);
}

static void
sluice_size_map_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SluiceSizeMapProps) prop_id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, sluice_size_map_get_current (SLUICE_SIZE_MAP (object)));
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, SLUICE_SIZE_MAP (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_size_map_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceSizeMap *self = SLUICE_SIZE_MAP (object);

  switch ((SluiceSizeMapProps) prop_id)
    {
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CURRENT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* All of it, and not only the canvas: counts may come while there is nothing to draw. */
static void
sluice_size_map_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sluice_size_map_parent_class)->map (widget);

  sluice_size_data_set_active (SLUICE_SIZE_MAP (widget)->data, TRUE);
}

static void
sluice_size_map_unmap (GtkWidget *widget)
{
  sluice_size_data_set_active (SLUICE_SIZE_MAP (widget)->data, FALSE);

  GTK_WIDGET_CLASS (sluice_size_map_parent_class)->unmap (widget);
}

static gboolean
sluice_size_map_grab_focus (GtkWidget *widget)
{
  SluiceSizeMap *self = SLUICE_SIZE_MAP (widget);

  if (gtk_stack_get_visible_child_name (self->stack) != NULL &&
      g_str_equal (gtk_stack_get_visible_child_name (self->stack), "unknown"))
    return gtk_widget_grab_focus (self->count);

  return gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
sluice_size_map_dispose (GObject *object)
{
  SluiceSizeMap *self = SLUICE_SIZE_MAP (object);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "size-map", NULL);
  g_clear_object (&self->actions);
  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_SIZE_MAP);
  g_clear_object (&self->data);

  G_OBJECT_CLASS (sluice_size_map_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-size-map.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSizeMap, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceSizeMap, methods);
  gtk_widget_class_bind_template_child (widget_class, SluiceSizeMap, striped);
  gtk_widget_class_bind_template_child (widget_class, SluiceSizeMap, rest);
  gtk_widget_class_bind_template_child (widget_class, SluiceSizeMap, measure);
  gtk_widget_class_bind_template_child (widget_class, SluiceSizeMap, summary);
  gtk_widget_class_bind_template_child (widget_class, SluiceSizeMap, path);
  gtk_widget_class_bind_template_child (widget_class, SluiceSizeMap, canvas);
  gtk_widget_class_bind_template_child (widget_class, SluiceSizeMap, count);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, inspect_cb);
  gtk_widget_class_bind_template_callback (widget_class, refused_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, refreshed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
  gtk_widget_class_bind_template_callback (widget_class, current_cb);
}

static void
sluice_size_map_class_init (SluiceSizeMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = sluice_size_map_get_property;
  object_class->set_property = sluice_size_map_set_property;
  object_class->dispose = sluice_size_map_dispose;
  widget_class->map = sluice_size_map_map;
  widget_class->unmap = sluice_size_map_unmap;
  widget_class->grab_focus = sluice_size_map_grab_focus;

  properties[PROP_CURRENT] =
      g_param_spec_object ("current", NULL, NULL, SLUICE_TYPE_TABLE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPACT] =
      g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_EDIT] = g_signal_new ("edit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                       SLUICE_TYPE_TABLE, G_TYPE_INT, GTK_TYPE_WIDGET);
  signals[SIGNAL_INSPECT] =
      g_signal_new ("inspect", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_TABLE);
  signals[SIGNAL_REFUSED] =
      g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_TABLE);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_SIZE_CANVAS);
  bind_template (widget_class);
}

static void
sluice_size_map_init (SluiceSizeMap *self)
{
  const GActionEntry entries[] = { { "measure", NULL, "s", "'rows'", measure_cb } };

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_menu_names_add (self->measure);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "size-map", G_ACTION_GROUP (self->actions));
  for (guint i = SLUICE_SYNC_METHOD_FULL_REFRESH; i < SLUICE_SIZE_N_METHODS; i++)
    {
      self->chips[i] = new_chip ((SluiceSyncMethod) i);
      adw_wrap_box_append (self->methods, self->chips[i]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Size map"), -1);
}

void
sluice_size_map_set_view (SluiceSizeMap *self, SluiceTableView *view)
{
  g_return_if_fail (SLUICE_IS_SIZE_MAP (self));
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (view) && self->data == NULL);

  self->data = sluice_size_data_new (view);
  sluice_size_canvas_set_data (self->canvas, self->data);
  g_signal_connect_object (self->data, "changed", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  update_measure (self);
  update_legend (self);
}

SluiceTable *
sluice_size_map_get_current (SluiceSizeMap *self)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_MAP (self), NULL);

  return sluice_size_canvas_get_current (self->canvas);
}

gboolean
sluice_size_map_reveal (SluiceSizeMap *self, SluiceTable *table)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_MAP (self), FALSE);

  return sluice_size_canvas_reveal (self->canvas, table);
}

void
sluice_size_map_focus_tiles (SluiceSizeMap *self)
{
  g_return_if_fail (SLUICE_IS_SIZE_MAP (self));

  gtk_widget_grab_focus (GTK_WIDGET (self));
}

const char *
sluice_size_map_get_summary (SluiceSizeMap *self)
{
  g_return_val_if_fail (SLUICE_IS_SIZE_MAP (self), NULL);

  return gtk_label_get_text (self->summary);
}
