/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-bulk-part-row.h"
#include "sluice-bulk-rule-card.h"

struct _SluiceBulkRuleCard
{
  AdwBin parent_instance;

  SluiceBulkRule *rule;
  AdwPreferencesGroup *group;
  GPtrArray *rows; /* of GtkWidget */
  GtkLabel *fault;
  GtkWidget *up;
  GtkWidget *down;
  GtkWidget *remove;
  GtkWidget *add_condition;
};

G_DEFINE_FINAL_TYPE (SluiceBulkRuleCard, sluice_bulk_rule_card, ADW_TYPE_BIN)

enum
{
  SIGNAL_MOVE,
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_fault (SluiceBulkRuleCard *self)
{
  g_autofree char *fault = sluice_bulk_rule_dup_fault (self->rule);

  gtk_label_set_text (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
}

static void
part_removed_cb (SluiceBulkRuleCard *self, GtkWidget *row)
{
  GListStore *store = g_object_get_data (G_OBJECT (row), "store");
  GObject *part = g_object_get_data (G_OBJECT (row), "part");
  guint position = 0;
  guint line = 0;

  if (!g_list_store_find (store, part, &position) || !g_ptr_array_find (self->rows, row, &line))
    return;

  g_list_store_remove (store, position);
  /* What had the focus is gone: it goes to what took its place. */
  if (self->rows->len > 0)
    sluice_bulk_part_row_focus_remove (g_ptr_array_index (self->rows, MIN (line, self->rows->len - 1)));
  else
    gtk_widget_grab_focus (self->add_condition);
}

static void
add_part_rows (SluiceBulkRuleCard *self, GListStore *store)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (GObject) part = g_list_model_get_item (G_LIST_MODEL (store), i);
      GtkWidget *row = sluice_bulk_part_row_new (part);

      g_object_set_data (G_OBJECT (row), "store", store);
      g_object_set_data (G_OBJECT (row), "part", part);
      g_signal_connect_object (row, "removed", G_CALLBACK (part_removed_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
fill (SluiceBulkRuleCard *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  add_part_rows (self, sluice_bulk_rule_get_conditions (self->rule));
  add_part_rows (self, sluice_bulk_rule_get_actions (self->rule));
  update_fault (self);
}

static void
focus_last (SluiceBulkRuleCard *self, guint position)
{
  if (position < self->rows->len)
    gtk_widget_child_focus (g_ptr_array_index (self->rows, position), GTK_DIR_TAB_FORWARD);
}

static void
add_condition_cb (SluiceBulkRuleCard *self)
{
  g_autoptr (SluiceBulkCondition) condition = sluice_bulk_condition_new (SLUICE_BULK_NAME_MATCHES);
  GListStore *conditions = sluice_bulk_rule_get_conditions (self->rule);

  g_list_store_append (conditions, condition);
  focus_last (self, g_list_model_get_n_items (G_LIST_MODEL (conditions)) - 1);
}

static void
add_action_cb (SluiceBulkRuleCard *self)
{
  g_autoptr (SluiceBulkAction) action = sluice_bulk_action_new (SLUICE_BULK_SELECT);

  g_list_store_append (sluice_bulk_rule_get_actions (self->rule), action);
  focus_last (self, self->rows->len - 1);
}

static void
up_cb (SluiceBulkRuleCard *self)
{
  g_signal_emit (self, signals[SIGNAL_MOVE], 0, -1);
}

static void
down_cb (SluiceBulkRuleCard *self)
{
  g_signal_emit (self, signals[SIGNAL_MOVE], 0, 1);
}

static void
remove_cb (SluiceBulkRuleCard *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static GtkWidget *
add_button (SluiceBulkRuleCard *self, GtkWidget *box, const char *icon_name, const char *label, GCallback clicked_cb)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", clicked_cb, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
new_text_button (SluiceBulkRuleCard *self, const char *label, GCallback clicked_cb)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked_cb, self, G_CONNECT_SWAPPED);

  return button;
}

static void
build (SluiceBulkRuleCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *adding = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->up = add_button (self, tools, "go-up-symbolic", _ ("Move the Rule Up"), G_CALLBACK (up_cb));
  self->down = add_button (self, tools, "go-down-symbolic", _ ("Move the Rule Down"), G_CALLBACK (down_cb));
  self->remove = add_button (self, tools, "user-trash-symbolic", _ ("Remove the Rule"), G_CALLBACK (remove_cb));
  adw_preferences_group_set_header_suffix (self->group, tools);

  self->fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->fault, 0);
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "caption");
  gtk_widget_set_margin_start (GTK_WIDGET (self->fault), 12);
  self->add_condition = new_text_button (self, _ ("Add Condition"), G_CALLBACK (add_condition_cb));
  gtk_box_append (GTK_BOX (adding), self->add_condition);
  gtk_box_append (GTK_BOX (adding), new_text_button (self, _ ("Add Action"), G_CALLBACK (add_action_cb)));

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fault));
  gtk_box_append (GTK_BOX (box), adding);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
sluice_bulk_rule_card_dispose (GObject *object)
{
  SluiceBulkRuleCard *self = SLUICE_BULK_RULE_CARD (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->rule);

  G_OBJECT_CLASS (sluice_bulk_rule_card_parent_class)->dispose (object);
}

static void
sluice_bulk_rule_card_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_BULK_RULE_CARD (object)->rows);

  G_OBJECT_CLASS (sluice_bulk_rule_card_parent_class)->finalize (object);
}

static void
sluice_bulk_rule_card_class_init (SluiceBulkRuleCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_bulk_rule_card_dispose;
  object_class->finalize = sluice_bulk_rule_card_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[SIGNAL_MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_REMOVED] =
      g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_bulk_rule_card_init (SluiceBulkRuleCard *self)
{
  self->rows = g_ptr_array_new ();
}

GtkWidget *
sluice_bulk_rule_card_new (SluiceBulkRule *rule)
{
  SluiceBulkRuleCard *self = NULL;

  g_return_val_if_fail (SLUICE_IS_BULK_RULE (rule), NULL);

  self = g_object_new (SLUICE_TYPE_BULK_RULE_CARD, NULL);
  self->rule = g_object_ref (rule);
  build (self);
  fill (self);
  g_signal_connect_object (sluice_bulk_rule_get_conditions (rule), "items-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_bulk_rule_get_actions (rule), "items-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rule, "changed", G_CALLBACK (update_fault), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

SluiceBulkRule *
sluice_bulk_rule_card_get_rule (SluiceBulkRuleCard *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_RULE_CARD (self), NULL);

  return self->rule;
}

void
sluice_bulk_rule_card_set_place (SluiceBulkRuleCard *self, guint position, guint n_rules)
{
  g_autofree char *title = NULL;
  gboolean focused = FALSE;

  g_return_if_fail (SLUICE_IS_BULK_RULE_CARD (self));
  g_return_if_fail (position < n_rules);

  /* Translators: a rule's number */
  title = g_strdup_printf (_ ("Rule %u"), position + 1);
  /* Whoever moves a card by its buttons stays on them and would not hear where it went. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL &&
      !g_str_equal (title, adw_preferences_group_get_title (self->group)))
    sluice_announce (GTK_WIDGET (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  adw_preferences_group_set_title (self->group, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  focused = (gtk_widget_is_focus (self->up) && position == 0) ||
            (gtk_widget_is_focus (self->down) && position + 1 == n_rules);
  gtk_widget_set_sensitive (self->up, position > 0);
  gtk_widget_set_sensitive (self->down, position + 1 < n_rules);
  if (focused)
    gtk_widget_grab_focus (position > 0 ? self->up : position + 1 < n_rules ? self->down : self->remove);
}

void
sluice_bulk_rule_card_focus_remove (SluiceBulkRuleCard *self)
{
  g_return_if_fail (SLUICE_IS_BULK_RULE_CARD (self));

  gtk_widget_grab_focus (self->remove);
}
