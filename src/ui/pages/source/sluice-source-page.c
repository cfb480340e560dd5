/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-api-error.h"
#include "sluice-error-advice.h"
#include "sluice-new-key-button.h"
#include "sluice-plain-text.h"
#include "sluice-source-page.h"
#include "sluice-tile-grid.h"
#include "sluice-type-tile.h"
#include "sluice-when.h"

/* A grid of 1,000 tiles takes half a second to build, one of 60 a tenth of that. */
#define FIRST_TILES 60

struct _SluiceSourcePage
{
  SluiceStep parent_instance;

  GSettings *settings;
  DexFuture *reading;
  GHashTable *tiles;
  GPtrArray *chip_buttons;
  const char *category;
  gboolean all_shown;

  GtkStack *stack;
  GtkLabel *failure;
  GtkWidget *retry;
  SluiceNewKeyButton *new_key;
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

G_DEFINE_FINAL_TYPE (SluiceSourcePage, sluice_source_page, SLUICE_TYPE_STEP)

/* A type that fits what was typed, and how well. */
typedef struct
{
  SluiceSourceType *source_type;
  guint score;
  gboolean connectable;
  guint position;
} Match;

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *one = a;
  const Match *other = b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  if (one->connectable != other->connectable)
    return one->connectable ? -1 : 1;

  return one->position < other->position ? -1 : 1;
}

static void
clear_match (gpointer data)
{
  Match *match = data;

  g_clear_object (&match->source_type);
}

static GListModel *
get_types (SluiceSourcePage *self)
{
  return sluice_workspace_get_source_types (sluice_step_get_workspace (SLUICE_STEP (self)));
}

/* The types that fit what was typed, best first, whatever the category; previews only if they are asked for. */
static GArray *
find_matches (SluiceSourcePage *self, guint *n_hidden)
{
  GListModel *types = get_types (self);
  const char *needle = gtk_editable_get_text (self->search);
  gboolean with_previews = gtk_check_button_get_active (self->previews);
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  *n_hidden = 0;
  g_array_set_clear_func (matches, clear_match);
  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (types, i);
      Match match = { .score = sluice_source_type_match (source_type, needle), .position = i };

      if (match.score == 0)
        continue;
      if (!with_previews && sluice_source_type_get_preview (source_type))
        {
          *n_hidden += 1;
          continue;
        }
      match.connectable = sluice_source_type_is_connectable (source_type);
      match.source_type = g_steal_pointer (&source_type);
      g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);

  return matches;
}

static gboolean
is_in_category (SluiceSourceType *source_type, const char *category)
{
  return category == NULL || g_strcmp0 (sluice_source_type_get_category (source_type), category) == 0;
}

static void
set_hint (SluiceSourcePage *self, const char *hint)
{
  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL);
  if (hint != NULL)
    sluice_step_announce (SLUICE_STEP (self), hint);
}

static void
update_choice (SluiceSourcePage *self)
{
  SluiceSourceType *chosen = sluice_plan_get_source_type (sluice_step_get_plan (SLUICE_STEP (self)));

  sluice_step_set_summary (SLUICE_STEP (self), chosen != NULL ? sluice_source_type_get_label (chosen) : NULL);
  sluice_step_set_complete (SLUICE_STEP (self), chosen != NULL);
}

static void
choose (SluiceSourcePage *self, SluiceSourceType *source_type)
{
  g_autofree char *obstacle = sluice_type_tile_dup_obstacle (source_type);
  g_autofree char *hint = NULL;

  if (obstacle != NULL)
    {
      /* Translators: the name of a kind of source, then why it cannot be picked: “MySQL: not built yet” */
      hint = g_strdup_printf (_ ("%s: %s"), sluice_source_type_get_label (source_type), obstacle);
      set_hint (self, hint);
      return;
    }

  set_hint (self, NULL);
  sluice_plan_set_source_type (sluice_step_get_plan (SLUICE_STEP (self)), source_type);
  update_choice (self);
  sluice_step_advance (SLUICE_STEP (self));
}

static void
tile_clicked_cb (SluiceSourcePage *self, SluiceTypeTile *tile)
{
  choose (self, sluice_type_tile_get_source_type (tile));
}

static GtkWidget *
get_tile (SluiceSourcePage *self, SluiceSourceType *source_type)
{
  SluiceWorkspace *workspace = sluice_step_get_workspace (SLUICE_STEP (self));
  SluiceSourceType *chosen = sluice_plan_get_source_type (sluice_step_get_plan (SLUICE_STEP (self)));
  const char *name = sluice_source_type_get_name (source_type);
  GtkWidget *tile = g_hash_table_lookup (self->tiles, name);

  if (tile == NULL)
    {
      tile = sluice_type_tile_new (source_type);
      g_signal_connect_object (tile, "clicked", G_CALLBACK (tile_clicked_cb), self, G_CONNECT_SWAPPED);
      g_hash_table_insert (self->tiles, g_strdup (name), g_object_ref_sink (tile));
    }
  sluice_type_tile_update (SLUICE_TYPE_TILE (tile), sluice_workspace_count_sources (workspace, name),
                           chosen != NULL && g_str_equal (sluice_source_type_get_name (chosen), name));

  return tile;
}

/* The count stands in the button itself: "Databases 9". One with nothing in it is pale, but can be reached. */
static void
update_chips (SluiceSourcePage *self, GArray *matches)
{
  for (guint i = 0; i < self->chip_buttons->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->chip_buttons, i);
      const char *category = g_object_get_data (G_OBJECT (button), "category");
      const char *name = category != NULL ? sluice_category_get_label (category) : _ ("All");
      GtkWidget *count_label = g_object_get_data (G_OBJECT (button), "count");
      g_autofree char *count = NULL;
      g_autofree char *spoken = NULL;
      guint n = 0;

      for (guint m = 0; m < matches->len; m++)
        n += is_in_category (g_array_index (matches, Match, m).source_type, category) ? 1 : 0;

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
update_rest (SluiceSourcePage *self, guint n_found, guint n_shown, guint n_hidden)
{
  g_autofree char *hidden = NULL;
  g_autofree char *all = NULL;
  g_autofree char *description = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n_found == 0);
  if (self->category != NULL && *gtk_editable_get_text (self->search) != '\0')
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

static void
update_tiles (SluiceSourcePage *self)
{
  g_autoptr (GPtrArray) suggested = g_ptr_array_new ();
  g_autoptr (GPtrArray) more = g_ptr_array_new ();
  g_autoptr (GArray) matches = NULL;
  guint n_hidden = 0;
  guint n_found = 0;
  guint n_shown = 0;

  matches = find_matches (self, &n_hidden);
  /* Featured ones first, so that the limit never cuts them off. */
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < matches->len; i++)
      {
        SluiceSourceType *source_type = g_array_index (matches, Match, i).source_type;
        gboolean featured = sluice_source_type_get_featured (source_type);

        if (featured != (round == 0) || !is_in_category (source_type, self->category))
          continue;
        n_found++;
        if (!self->all_shown && n_shown >= FIRST_TILES)
          continue;
        n_shown++;
        g_ptr_array_add (featured ? suggested : more, get_tile (self, source_type));
      }

  sluice_tile_grid_set_tiles (self->suggested, suggested);
  sluice_tile_grid_set_tiles (self->more, more);
  gtk_widget_set_visible (self->suggested_title, suggested->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->suggested), suggested->len > 0);
  gtk_widget_set_visible (self->more_title, more->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), more->len > 0);
  update_chips (self, matches);
  update_rest (self, n_found, n_shown, n_hidden);
}

static void
chip_toggled_cb (SluiceSourcePage *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  self->category = g_object_get_data (G_OBJECT (button), "category");
  self->all_shown = FALSE;
  update_tiles (self);
}

static void
add_chip (SluiceSourcePage *self, const char *category)
{
  const char *name = category != NULL ? sluice_category_get_label (category) : _ ("All");
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (button, "chip");
  gtk_box_append (GTK_BOX (box), gtk_label_new (name));
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  g_object_set_data (G_OBJECT (button), "count", count);
  g_object_set_data (G_OBJECT (button), "category", (gpointer) category);

  if (self->chip_buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->chip_buttons, 0));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), category == self->category);
  g_signal_connect_object (button, "toggled", G_CALLBACK (chip_toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->chip_buttons, button);
  adw_wrap_box_append (self->chips, button);
}

typedef struct
{
  const char *name;
  guint n_types;
} Category;

static int
compare_categories (gconstpointer a, gconstpointer b)
{
  const Category *one = a;
  const Category *other = b;

  if (one->n_types != other->n_types)
    return one->n_types > other->n_types ? -1 : 1;

  return g_utf8_collate (sluice_category_get_label (one->name), sluice_category_get_label (other->name));
}

static void
count_category (GArray *categories, const char *name)
{
  Category category = { .name = name, .n_types = 1 };

  for (guint i = 0; i < categories->len; i++)
    if (g_array_index (categories, Category, i).name == name)
      {
        g_array_index (categories, Category, i).n_types++;
        return;
      }
  g_array_append_val (categories, category);
}

/* "All", then the categories, those with most in them first. */
static void
build_chips (SluiceSourcePage *self)
{
  GListModel *types = get_types (self);
  g_autoptr (GArray) categories = g_array_new (FALSE, FALSE, sizeof (Category));

  for (guint i = 0; i < self->chip_buttons->len; i++)
    adw_wrap_box_remove (self->chips, g_ptr_array_index (self->chip_buttons, i));
  g_ptr_array_set_size (self->chip_buttons, 0);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (types, i);
      const char *name = sluice_source_type_get_category (source_type);

      if (name != NULL)
        count_category (categories, g_intern_string (name));
    }
  g_array_sort (categories, compare_categories);

  self->category = NULL;
  add_chip (self, NULL);
  for (guint i = 0; i < categories->len; i++)
    add_chip (self, g_array_index (categories, Category, i).name);
}

static void
types_changed_cb (SluiceSourcePage *self)
{
  guint n_types = g_list_model_get_n_items (get_types (self));

  if (n_types == 0)
    return;

  g_hash_table_remove_all (self->tiles);
  build_chips (self);
  update_tiles (self);
  gtk_stack_set_visible_child_name (self->stack, "types");
}

static void
show_failure (SluiceSourcePage *self, const GError *error)
{
  g_autofree char *words = NULL;

  words = g_strjoin ("\n", error->message, sluice_error_get_advice (error), NULL);
  gtk_label_set_label (self->failure, words);
  sluice_new_key_button_offer (self->new_key, error);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  gtk_widget_grab_focus (self->retry);
  sluice_step_announce (SLUICE_STEP (self), words);
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceSourcePage *self = owner;
  g_autoptr (GError) nothing = NULL;

  if (g_list_model_get_n_items (get_types (self)) > 0)
    {
      if (error == NULL)
        gtk_widget_grab_focus (GTK_WIDGET (self->search));
      return;
    }

  if (error == NULL)
    nothing =
        g_error_new_literal (SLUICE_API_ERROR, SLUICE_API_ERROR_PROTOCOL, _ ("The server lists no kinds of source."));
  if (error == NULL || !sluice_error_is_cancelled (error))
    show_failure (self, error != NULL ? error : nothing);
}

static void
read_types (SluiceSourcePage *self)
{
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_workspace_refresh_source_types (sluice_step_get_workspace (SLUICE_STEP (self))),
                               self, read_cb);
}

static gboolean
all_are_readable (SluiceSourcePage *self)
{
  GListModel *types = get_types (self);

  for (guint i = 0; i < g_list_model_get_n_items (types); i++)
    {
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (types, i);

      if (!sluice_source_type_get_readable (source_type))
        return FALSE;
    }

  return TRUE;
}

static void
retry_cb (SluiceSourcePage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  read_types (self);
}

static void
search_changed_cb (SluiceSourcePage *self)
{
  set_hint (self, NULL);
  self->all_shown = FALSE;
  update_tiles (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* Enter takes the best match. With nothing typed there is none: it goes on with what is chosen. */
static void
search_activate_cb (SluiceSourcePage *self)
{
  g_autoptr (GArray) matches = NULL;
  guint n_hidden = 0;

  if (*gtk_editable_get_text (self->search) == '\0')
    {
      sluice_step_advance (SLUICE_STEP (self));
      return;
    }

  matches = find_matches (self, &n_hidden);
  for (guint i = 0; i < matches->len; i++)
    if (is_in_category (g_array_index (matches, Match, i).source_type, self->category))
      {
        choose (self, g_array_index (matches, Match, i).source_type);
        return;
      }
  set_hint (self, _ ("Nothing found: try another word."));
}

/* Down leads from the search to what it found; the categories lie between and are reached by Tab. */
static gboolean
search_key_cb (SluiceSourcePage *self, guint key, guint code, GdkModifierType modifiers)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (!gtk_widget_child_focus (GTK_WIDGET (self->suggested), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self->more), GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

/* Escape empties the search first; then it is the assistant's. */
static void
stop_search_cb (SluiceSourcePage *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "assistant.escape", NULL);
}

static void
show_all_cb (SluiceSourcePage *self)
{
  self->all_shown = TRUE;
  update_tiles (self);
}

static void
previews_cb (SluiceSourcePage *self)
{
  update_tiles (self);
}

static void
narrow_cb (SluiceSourcePage *self)
{
  /* In a narrow window the categories are one line that scrolls: eight lines of them would leave no room. */
  gtk_scrolled_window_set_policy (self->chip_scroller,
                                  sluice_step_get_narrow (SLUICE_STEP (self)) ? GTK_POLICY_EXTERNAL : GTK_POLICY_NEVER,
                                  GTK_POLICY_NEVER);
}

static void
sluice_source_page_shown (SluiceStep *step)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (step);

  update_choice (self);
  if (g_list_model_get_n_items (get_types (self)) == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
      read_types (self);
      return;
    }

  /* The server may have been mended since; what is there serves until it has answered. */
  if (!all_are_readable (self))
    read_types (self);
  update_tiles (self);
  gtk_stack_set_visible_child_name (self->stack, "types");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
sluice_source_page_hidden (SluiceStep *step)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (step);

  dex_clear (&self->reading);
  set_hint (self, NULL);
}

static void
sluice_source_page_complain (SluiceStep *step)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (step);

  set_hint (self, _ ("Choose what holds the data to go on."));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
sluice_source_page_constructed (GObject *object)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (object);

  G_OBJECT_CLASS (sluice_source_page_parent_class)->constructed (object);

  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_bind (self->settings, "show-previews", self->previews, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
  g_signal_connect_object (get_types (self), "items-changed", G_CALLBACK (types_changed_cb), self, G_CONNECT_SWAPPED);
  types_changed_cb (self);
}

static void
sluice_source_page_dispose (GObject *object)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (object);

  dex_clear (&self->reading);
  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_SOURCE_PAGE);
  g_hash_table_remove_all (self->tiles);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sluice_source_page_parent_class)->dispose (object);
}

static void
sluice_source_page_finalize (GObject *object)
{
  SluiceSourcePage *self = SLUICE_SOURCE_PAGE (object);

  g_hash_table_unref (self->tiles);
  g_ptr_array_unref (self->chip_buttons);

  G_OBJECT_CLASS (sluice_source_page_parent_class)->finalize (object);
}

static void
sluice_source_page_class_init (SluiceSourcePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SluiceStepClass *step_class = SLUICE_STEP_CLASS (klass);

  object_class->constructed = sluice_source_page_constructed;
  object_class->dispose = sluice_source_page_dispose;
  object_class->finalize = sluice_source_page_finalize;
  step_class->shown = sluice_source_page_shown;
  step_class->hidden = sluice_source_page_hidden;
  step_class->complain = sluice_source_page_complain;

  g_type_ensure (SLUICE_TYPE_NEW_KEY_BUTTON);
  g_type_ensure (SLUICE_TYPE_TILE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/source/sluice-source-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, failure);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, retry);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, new_key);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, chip_scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, chips);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, suggested_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, suggested);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, more_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, more);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, show_all);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, previews_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, previews);
  gtk_widget_class_bind_template_child (widget_class, SluiceSourcePage, previews_hidden);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, previews_cb);
}

static void
sluice_source_page_init (SluiceSourcePage *self)
{
  self->tiles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->chip_buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceStep *
sluice_source_page_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_SOURCE_PAGE, "session", session, "id", SLUICE_STEP_SOURCE, NULL);
}
