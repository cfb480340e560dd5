/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-api-error.h"
#include "sluice-catalogue-search.h"
#include "sluice-catalogue-view.h"
#include "sluice-icon-store.h"
#include "sluice-plain-text.h"
#include "sluice-tile-grid.h"
#include "sluice-type-tile.h"

/* What people look at before they search or choose a category: more than fit on a screen. */
#define FIRST_TILES 60

struct _SluiceCatalogueView
{
  AdwBin parent_instance;

  GSettings *settings;
  GListModel *types;
  SluiceIconStore *icons; /* the client's */
  SluiceClient *client;
  SluiceCatalogueCountFunc count_func;
  gpointer count_data;
  GPtrArray *chip_buttons;
  char *category;
  char *chosen;
  gboolean all_shown;
  gboolean narrow;
  guint look_id;

  GtkEditable *search;
  GtkLabel *hint;
  GtkScrolledWindow *chip_scroller;
  AdwWrapBox *chips;
  GtkScrolledWindow *scroller;
  GtkWidget *suggested_title;
  SluiceTileGrid *suggested;
  GtkWidget *more_title;
  SluiceTileGrid *more;
  AdwStatusPage *nothing;
  GtkButton *show_all;
  GtkWidget *previews_box;
  GtkCheckButton *previews;
  GtkLabel *previews_hidden;
};

G_DEFINE_FINAL_TYPE (SluiceCatalogueView, sluice_catalogue_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_NARROW = 1,
} SluiceCatalogueViewProps;

static GParamSpec *properties[PROP_NARROW + 1];

enum
{
  SIGNAL_PICKED,
  SIGNAL_GO_ON,
  SIGNAL_ESCAPE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_searching (SluiceCatalogueView *self)
{
  return *gtk_editable_get_text (self->search) != '\0';
}

static SluiceCatalogueSearch *
find_types (SluiceCatalogueView *self)
{
  return sluice_catalogue_search_new (self->types, gtk_editable_get_text (self->search),
                                      gtk_check_button_get_active (self->previews));
}

/* Icons, of the tiles that are seen only */

static void
look_at (SluiceCatalogueView *self, GtkWidget *grid)
{
  const int height = gtk_widget_get_height (GTK_WIDGET (self->scroller));

  for (GtkWidget *tile = gtk_widget_get_first_child (grid); tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    {
      graphene_rect_t bounds;
      const gboolean seen = gtk_widget_compute_bounds (tile, GTK_WIDGET (self->scroller), &bounds) &&
                            bounds.size.height > 0 && bounds.origin.y < height &&
                            bounds.origin.y + bounds.size.height > 0;

      sluice_type_tile_load_icon (SLUICE_TYPE_TILE (tile), seen ? self->icons : NULL);
    }
}

static gboolean
look_cb (gpointer user_data)
{
  SluiceCatalogueView *self = user_data;

  self->look_id = 0;
  if (self->icons != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      look_at (self, GTK_WIDGET (self->suggested));
      look_at (self, GTK_WIDGET (self->more));
    }

  return G_SOURCE_REMOVE;
}

/* After the layout, where tiles have got their places; once, however much was scrolled. */
static void
look_soon (SluiceCatalogueView *self)
{
  if (self->look_id == 0)
    self->look_id = g_idle_add_full (G_PRIORITY_LOW, look_cb, self, NULL);
}

/* What is shown */

/* The count stands in the button itself: "Databases 9". One with nothing in it is pale, but can be reached. */
static void
update_chips (SluiceCatalogueView *self, SluiceCatalogueSearch *found)
{
  for (guint i = 0; i < self->chip_buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->chip_buttons, i);
      const char *category = g_object_get_data (G_OBJECT (button), "category");
      const char *name = category != NULL ? sluice_category_get_label (category) : C_ ("categories", "All");
      GtkWidget *count_label = g_object_get_data (G_OBJECT (button), "count");
      g_autofree char *count = NULL;
      g_autofree char *spoken = NULL;
      const guint n = sluice_catalogue_search_count (found, category);

      count = g_strdup_printf ("%u", n);
      gtk_label_set_label (GTK_LABEL (count_label), count);
      if (n == 0)
        gtk_widget_add_css_class (button, "empty");
      else
        gtk_widget_remove_css_class (button, "empty");
      /* Translators: a category of sources and how many are in it, as a screen reader says it */
      spoken = g_strdup_printf (_ ("%s, %u"), name, n);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
}

static void
update_rest (SluiceCatalogueView *self, guint n_found, guint n_shown, guint n_hidden)
{
  g_autofree char *hidden = NULL;
  g_autofree char *all = NULL;
  g_autofree char *description = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n_found == 0);
  if (self->category != NULL && is_searching (self))
    /* Translators: nothing fits what was typed; %s is a category such as “Databases” */
    description = g_strdup_printf (_ ("Nothing in %s fits. Look in all categories, or try another word."),
                                   sluice_category_get_label (self->category));
  else
    description = g_strdup (_ ("Try another word, such as the vendor’s name or “database”."));
  sluice_plain_text_describe_page (self->nothing, description);

  /* Translators: the button that shows all kinds of source that were found */
  all = g_strdup_printf (_ ("Show All %u"), n_found);
  gtk_button_set_label (self->show_all, all);
  gtk_widget_set_visible (GTK_WIDGET (self->show_all), n_shown < n_found);

  /* Translators: how many previews are not shown */
  hidden = g_strdup_printf (ngettext ("%u hidden", "%u hidden", n_hidden), n_hidden);
  gtk_label_set_label (self->previews_hidden, n_hidden > 0 ? hidden : "");
  gtk_widget_set_visible (self->previews_box, n_hidden > 0 || gtk_check_button_get_active (self->previews));
}

/* Featured ones stand apart until something is searched for: then the best fit is first, whichever it is. */
static void
update_tiles (SluiceCatalogueView *self)
{
  g_autoptr (SluiceCatalogueSearch) found = find_types (self);
  g_autoptr (GPtrArray) types = sluice_catalogue_search_dup_types (found, self->category);
  g_autoptr (GPtrArray) suggested = g_ptr_array_new ();
  g_autoptr (GPtrArray) more = g_ptr_array_new ();
  const guint n_shown = self->all_shown ? types->len : MIN (types->len, FIRST_TILES);
  const gboolean apart = !is_searching (self);

  for (guint i = 0; i < n_shown; i++)
    {
      SluiceSourceType *source_type = g_ptr_array_index (types, i);

      g_ptr_array_add (apart && sluice_source_type_get_featured (source_type) ? suggested : more, source_type);
    }

  sluice_tile_grid_set_types (self->suggested, suggested);
  sluice_tile_grid_set_types (self->more, more);
  gtk_widget_set_visible (self->suggested_title, suggested->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->suggested), suggested->len > 0);
  gtk_widget_set_visible (self->more_title, more->len > 0 && suggested->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), more->len > 0);
  update_chips (self, found);
  update_rest (self, types->len, n_shown, sluice_catalogue_search_count_previews (found, self->category));
}

static void
tile_cb (SluiceTypeTile *tile, gpointer user_data)
{
  SluiceCatalogueView *self = user_data;
  const char *name = sluice_source_type_get_name (sluice_type_tile_get_source_type (tile));

  sluice_type_tile_update (tile, self->count_func != NULL ? self->count_func (name, self->count_data) : 0,
                           g_strcmp0 (self->chosen, name) == 0);
}

static void
tile_picked_cb (SluiceCatalogueView *self, SluiceSourceType *source_type)
{
  g_signal_emit (self, signals[SIGNAL_PICKED], 0, source_type);
}

/* Categories */

static void
chip_toggled_cb (SluiceCatalogueView *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  g_set_str (&self->category, g_object_get_data (G_OBJECT (button), "category"));
  self->all_shown = FALSE;
  update_tiles (self);
}

static void
add_chip (SluiceCatalogueView *self, const char *category)
{
  const char *name = category != NULL ? sluice_category_get_label (category) : C_ ("categories", "All");
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (button, "chip");
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  g_object_set_data (G_OBJECT (button), "count", count);
  g_object_set_data_full (G_OBJECT (button), "category", g_strdup (category), g_free);

  if (self->chip_buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->chip_buttons, 0));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (category, self->category) == 0);
  g_signal_connect_object (button, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->chip_buttons, button);
  adw_wrap_box_append (self->chips, button);
}

/* "All", then the categories, those with most in them first. */
static void
build_chips (SluiceCatalogueView *self)
{
  g_auto (GStrv) categories = sluice_catalogue_dup_categories (self->types);

  for (guint i = 0; i < self->chip_buttons->len; i++)
    adw_wrap_box_remove (self->chips, g_ptr_array_index (self->chip_buttons, i));
  g_ptr_array_set_size (self->chip_buttons, 0);

  if (self->category != NULL && !g_strv_contains ((const char *const *) categories, self->category))
    g_clear_pointer (&self->category, g_free);
  add_chip (self, NULL);
  for (guint i = 0; categories[i] != NULL; i++)
    add_chip (self, categories[i]);
}

static void
types_changed_cb (SluiceCatalogueView *self)
{
  if (g_list_model_get_n_items (self->types) == 0)
    return;

  build_chips (self);
  update_tiles (self);
}

/* Search */

static void
search_changed_cb (SluiceCatalogueView *self)
{
  sluice_catalogue_view_set_hint (self, NULL);
  self->all_shown = FALSE;
  if (self->types != NULL)
    update_tiles (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* Enter takes the best fit. With nothing typed there is none: it goes on with what is chosen. */
static void
search_activate_cb (SluiceCatalogueView *self)
{
  g_autoptr (SluiceCatalogueSearch) found = NULL;
  g_autoptr (GPtrArray) types = NULL;

  if (!is_searching (self))
    {
      g_signal_emit (self, signals[SIGNAL_GO_ON], 0);
      return;
    }

  found = find_types (self);
  types = sluice_catalogue_search_dup_types (found, self->category);
  if (types->len > 0)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, g_ptr_array_index (types, 0));
  else
    sluice_catalogue_view_set_hint (self, _ ("Nothing found: try another word."));
}

/* Down leads from the search to what it found; the categories lie between and are reached by Tab. */
static gboolean
search_key_cb (SluiceCatalogueView *self, guint key, guint code, GdkModifierType modifiers)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (!gtk_widget_child_focus (GTK_WIDGET (self->suggested), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->more), GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

/* Escape empties the search first; then it is the page's. */
static void
stop_search_cb (SluiceCatalogueView *self)
{
  if (is_searching (self))
    gtk_editable_set_text (self->search, "");
  else
    g_signal_emit (self, signals[SIGNAL_ESCAPE], 0);
}

static void
show_all_cb (SluiceCatalogueView *self)
{
  self->all_shown = TRUE;
  update_tiles (self);
}

static void
previews_cb (SluiceCatalogueView *self)
{
  if (self->types != NULL)
    update_tiles (self);
}

static void
set_narrow (SluiceCatalogueView *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  /* In a narrow window the categories are one line that scrolls: eight lines of them would leave no room. */
  gtk_scrolled_window_set_policy (self->chip_scroller, narrow ? GTK_POLICY_EXTERNAL : GTK_POLICY_NEVER,
                                  GTK_POLICY_NEVER);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
sluice_catalogue_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceCatalogueView *self = SLUICE_CATALOGUE_VIEW (object);

  switch ((SluiceCatalogueViewProps) prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_catalogue_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceCatalogueView *self = SLUICE_CATALOGUE_VIEW (object);

  switch ((SluiceCatalogueViewProps) prop_id)
    {
    case PROP_NARROW:
      set_narrow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_catalogue_view_dispose (GObject *object)
{
  SluiceCatalogueView *self = SLUICE_CATALOGUE_VIEW (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_ptr_array_set_size (self->chip_buttons, 0);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CATALOGUE_VIEW);
  g_clear_object (&self->types);
  g_clear_object (&self->client);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sluice_catalogue_view_parent_class)->dispose (object);
}

static void
sluice_catalogue_view_finalize (GObject *object)
{
  SluiceCatalogueView *self = SLUICE_CATALOGUE_VIEW (object);

  g_ptr_array_unref (self->chip_buttons);
  g_free (self->category);
  g_free (self->chosen);

  G_OBJECT_CLASS (sluice_catalogue_view_parent_class)->finalize (object);
}

static void
sluice_catalogue_view_class_init (SluiceCatalogueViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sluice_catalogue_view_get_property;
  object_class->set_property = sluice_catalogue_view_set_property;
  object_class->dispose = sluice_catalogue_view_dispose;
  object_class->finalize = sluice_catalogue_view_finalize;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_PICKED] = g_signal_new ("picked", SLUICE_TYPE_CATALOGUE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, SLUICE_TYPE_SOURCE_TYPE);
  signals[SIGNAL_GO_ON] =
      g_signal_new ("go-on", SLUICE_TYPE_CATALOGUE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ESCAPE] =
      g_signal_new ("escape", SLUICE_TYPE_CATALOGUE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_TILE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/widgets/sluice-catalogue-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, chip_scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, chips);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, suggested_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, suggested);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, more_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, more);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, nothing);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, show_all);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, previews_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, previews);
  gtk_widget_class_bind_template_child (widget_class, SluiceCatalogueView, previews_hidden);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, previews_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_soon);
  gtk_widget_class_bind_template_callback (widget_class, tile_picked_cb);
}

static void
sluice_catalogue_view_init (SluiceCatalogueView *self)
{
  GtkAdjustment *adjustment;

  self->chip_buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_tile_grid_set_tile_func (self->suggested, tile_cb, self);
  sluice_tile_grid_set_tile_func (self->more, tile_cb, self);

  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_bind (self->settings, "show-previews", self->previews, "active", G_SETTINGS_BIND_DEFAULT);
}

GtkWidget *
sluice_catalogue_view_new (void)
{
  return g_object_new (SLUICE_TYPE_CATALOGUE_VIEW, NULL);
}

void
sluice_catalogue_view_set_source (SluiceCatalogueView *self, GListModel *types, SluiceClient *client)
{
  g_return_if_fail (SLUICE_IS_CATALOGUE_VIEW (self));
  g_return_if_fail (G_IS_LIST_MODEL (types));
  g_return_if_fail (client == NULL || SLUICE_IS_CLIENT (client));

  if (self->types != NULL)
    g_signal_handlers_disconnect_by_func (self->types, types_changed_cb, self);
  g_set_object (&self->types, types);
  g_set_object (&self->client, client);
  self->icons = client != NULL ? sluice_icon_store_get_for_client (client) : NULL;
  g_signal_connect_object (types, "items-changed", G_CALLBACK (types_changed_cb), self, G_CONNECT_SWAPPED);
  types_changed_cb (self);
}

void
sluice_catalogue_view_set_count_func (SluiceCatalogueView *self, SluiceCatalogueCountFunc func, gpointer user_data)
{
  g_return_if_fail (SLUICE_IS_CATALOGUE_VIEW (self));

  self->count_func = func;
  self->count_data = user_data;
}

void
sluice_catalogue_view_set_chosen (SluiceCatalogueView *self, const char *name)
{
  g_return_if_fail (SLUICE_IS_CATALOGUE_VIEW (self));

  g_set_str (&self->chosen, name);
  sluice_tile_grid_update_tiles (self->suggested);
  sluice_tile_grid_update_tiles (self->more);
}

void
sluice_catalogue_view_set_hint (SluiceCatalogueView *self, const char *hint)
{
  g_return_if_fail (SLUICE_IS_CATALOGUE_VIEW (self));

  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  if (hint != NULL)
    sluice_announce (GTK_WIDGET (self), hint, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

gboolean
sluice_catalogue_view_accept (SluiceCatalogueView *self, SluiceSourceType *source_type)
{
  g_autofree char *obstacle = NULL;
  g_autofree char *hint = NULL;

  g_return_val_if_fail (SLUICE_IS_CATALOGUE_VIEW (self), FALSE);
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (source_type), FALSE);

  obstacle = sluice_type_tile_dup_obstacle (source_type);
  if (obstacle != NULL)
    /* Translators: the name of a kind of source, then why it cannot be picked: “MySQL: coming soon” */
    hint = g_strdup_printf (_ ("%s: %s"), sluice_source_type_get_label (source_type), obstacle);
  sluice_catalogue_view_set_hint (self, hint);

  return obstacle == NULL;
}

GError *
sluice_catalogue_view_dup_fault (const GError *error)
{
  if (error == NULL)
    return g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL,
                                _ ("The server lists no kinds of source."));

  return sluice_error_is_cancelled (error) ? NULL : g_error_copy (error);
}

void
sluice_catalogue_view_focus_search (SluiceCatalogueView *self)
{
  g_return_if_fail (SLUICE_IS_CATALOGUE_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
