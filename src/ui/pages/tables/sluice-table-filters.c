/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "sluice-table-filters.h"

struct _SluiceTableFilters
{
  GtkWidget parent_instance;

  SluiceTableView *view;
  GSimpleActionGroup *actions;
  GMenu *menu;
  GtkWidget *chips;
};

G_DEFINE_FINAL_TYPE (SluiceTableFilters, sluice_table_filters, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_MENU_MODEL = 1,
} SluiceTableFiltersProps;

static GParamSpec *properties[PROP_MENU_MODEL + 1];

enum
{
  SIGNAL_SCHEMA_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const size_words[SLUICE_N_TABLE_SIZES] = { "small", "medium", "large", "unknown" };

/* What an action is called that lets one method or one size through. */
static char *
dup_method_action (SluiceSyncMethod method)
{
  return g_strconcat ("method-", sluice_sync_method_to_word (method), NULL);
}

static char *
dup_size_action (SluiceTableSize size)
{
  return g_strconcat ("size-", size_words[size], NULL);
}

static void
set_action_state (SluiceTableFilters *self, const char *name, gboolean state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (state));
}

/* Chips */

static void
remove_clicked_cb (SluiceTableFilters *self, GtkButton *button)
{
  const char *action = g_object_get_data (G_OBJECT (button), "action");

  if (action == NULL)
    g_signal_emit (self, signals[SIGNAL_SCHEMA_REMOVED], 0);
  else
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), action, g_variant_new_boolean (FALSE));
}

static void
add_chip (SluiceTableFilters *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = g_object_new (GTK_TYPE_LABEL, "label", label, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  g_autofree char *name = NULL;

  /* Translators: %s is a filter, such as “Incremental” or “Under 50,000 Rows” */
  name = g_strdup_printf (_ ("Remove the filter: %s"), label);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", "window-close-symbolic", "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "filter-chip");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "action", g_strdup (action), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (ADW_WRAP_BOX (self->chips), button);
}

static void
add_choice_chips (SluiceTableFilters *self, const SluiceTableFilter *filter)
{
  if (filter->selected)
    add_chip (self, _ ("Selected"), "selected");
  if (filter->attention)
    add_chip (self, _ ("Needs Attention"), "attention");
  for (SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    {
      g_autofree char *action = dup_method_action (method);

      if (filter->methods & (1u << method))
        add_chip (self, sluice_sync_method_get_label (method), action);
    }
  for (SluiceTableSize size = 0; size < SLUICE_N_TABLE_SIZES; size++)
    {
      g_autofree char *action = dup_size_action (size);

      if (filter->sizes & (1u << size))
        add_chip (self, sluice_table_size_get_label (size), action);
    }
}

static void
update_chips (SluiceTableFilters *self)
{
  const SluiceTableFilter *filter = sluice_table_view_get_filter (self->view);
  const char *schema = sluice_table_view_get_schema (self->view);
  g_autofree char *label = NULL;
  GtkWidget *chip = NULL;

  while ((chip = gtk_widget_get_first_child (self->chips)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->chips), chip);
  if (schema != NULL)
    {
      /* Translators: %s is the name of a database schema */
      label = g_strdup_printf (_ ("Schema %s"), schema);
      add_chip (self, label, NULL);
    }
  add_choice_chips (self, filter);
  gtk_widget_set_visible (GTK_WIDGET (self), schema != NULL || !sluice_table_filter_is_empty (filter));
}

static void
apply (SluiceTableFilters *self, const SluiceTableFilter *filter)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  sluice_table_view_set_filter (self->view, filter);
  update_chips (self);

  /* The chip that was pressed is gone: the next one has the focus, or whatever follows. */
  if (had_focus && !gtk_widget_child_focus (self->chips, GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

/* Actions */

static void
set_bit (guint *bits, guint bit, gboolean set)
{
  *bits = set ? *bits | (1u << bit) : *bits & ~(1u << bit);
}

static void
set_named (SluiceTableFilter *filter, const char *name, gboolean set)
{
  if (g_str_equal (name, "selected"))
    filter->selected = set;
  else if (g_str_equal (name, "attention"))
    filter->attention = set;
  for (SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    {
      g_autofree char *action = dup_method_action (method);

      if (g_str_equal (name, action))
        set_bit (&filter->methods, method, set);
    }
  for (SluiceTableSize size = 0; size < SLUICE_N_TABLE_SIZES; size++)
    {
      g_autofree char *action = dup_size_action (size);

      if (g_str_equal (name, action))
        set_bit (&filter->sizes, size, set);
    }
}

static void
change_state_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  SluiceTableFilters *self = user_data;
  SluiceTableFilter filter = *sluice_table_view_get_filter (self->view);

  g_simple_action_set_state (action, state);
  set_named (&filter, g_action_get_name (G_ACTION (action)), g_variant_get_boolean (state));
  apply (self, &filter);
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const SluiceTableFilter nothing = { 0 };
  SluiceTableFilters *self = user_data;
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self->actions));

  for (guint i = 0; names[i] != NULL; i++)
    if (g_action_group_get_action_state_type (G_ACTION_GROUP (self->actions), names[i]) != NULL)
      set_action_state (self, names[i], FALSE);
  apply (self, &nothing);
  g_signal_emit (self, signals[SIGNAL_SCHEMA_REMOVED], 0);
}

static void
add_action (SluiceTableFilters *self, GMenu *section, const char *name, const char *label)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));
  g_autofree char *detailed = g_strconcat ("filter.", name, NULL);

  g_signal_connect_object (action, "change-state", G_CALLBACK (change_state_cb), self, G_CONNECT_DEFAULT);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (section, label, detailed);
}

static void
fill_menu (SluiceTableFilters *self)
{
  g_autoptr (GMenu) choices = g_menu_new ();
  g_autoptr (GMenu) methods = g_menu_new ();
  g_autoptr (GMenu) sizes = g_menu_new ();
  g_autoptr (GMenu) clear = g_menu_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("clear", NULL);

  add_action (self, choices, "selected", _ ("Selected"));
  add_action (self, choices, "attention", _ ("Needs Attention"));
  for (SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    {
      g_autofree char *name = dup_method_action (method);

      add_action (self, methods, name, sluice_sync_method_get_label (method));
    }
  for (SluiceTableSize size = 0; size < SLUICE_N_TABLE_SIZES; size++)
    {
      g_autofree char *name = dup_size_action (size);

      add_action (self, sizes, name, sluice_table_size_get_label (size));
    }
  g_signal_connect_object (action, "activate", G_CALLBACK (clear_cb), self, G_CONNECT_DEFAULT);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_menu_append (clear, _ ("Clear Filters"), "filter.clear");

  /* Translators: above a list of filters */
  g_menu_append_section (self->menu, _ ("Show Only"), G_MENU_MODEL (choices));
  g_menu_append_section (self->menu, _ ("Method"), G_MENU_MODEL (methods));
  /* Translators: how many rows a table has, above a list of filters */
  g_menu_append_section (self->menu, _ ("Size"), G_MENU_MODEL (sizes));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (clear));
}

static void
sluice_table_filters_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceTableFilters *self = SLUICE_TABLE_FILTERS (object);

  switch ((SluiceTableFiltersProps) prop_id)
    {
    case PROP_MENU_MODEL:
      g_value_set_object (value, self->menu);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_table_filters_dispose (GObject *object)
{
  SluiceTableFilters *self = SLUICE_TABLE_FILTERS (object);

  g_clear_object (&self->view);
  g_clear_object (&self->actions);
  g_clear_object (&self->menu);
  g_clear_pointer (&self->chips, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_table_filters_parent_class)->dispose (object);
}

static void
sluice_table_filters_class_init (SluiceTableFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_table_filters_get_property;
  object_class->dispose = sluice_table_filters_dispose;

  properties[PROP_MENU_MODEL] =
      g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_SCHEMA_REMOVED] = g_signal_new ("schema-removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                                 NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sluice_table_filters_init (SluiceTableFilters *self)
{
  self->actions = g_simple_action_group_new ();
  self->menu = g_menu_new ();
  self->chips = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, NULL);
  gtk_widget_set_parent (self->chips, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  fill_menu (self);
}

void
sluice_table_filters_set_view (SluiceTableFilters *self, SluiceTableView *view)
{
  g_return_if_fail (SLUICE_IS_TABLE_FILTERS (self));
  g_return_if_fail (SLUICE_IS_TABLE_VIEW (view) && self->view == NULL);

  self->view = g_object_ref (view);
}

GActionGroup *
sluice_table_filters_get_actions (SluiceTableFilters *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_FILTERS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

void
sluice_table_filters_set_schema (SluiceTableFilters *self, const char *schema)
{
  g_return_if_fail (SLUICE_IS_TABLE_FILTERS (self));

  sluice_table_view_set_schema (self->view, schema);
  update_chips (self);
}

void
sluice_table_filters_clear (SluiceTableFilters *self)
{
  g_return_if_fail (SLUICE_IS_TABLE_FILTERS (self));

  sluice_table_view_clear_filters (self->view);
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "clear", NULL);
}
