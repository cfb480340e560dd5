/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-bulk-dialog.h"
#include "sluice-bulk-edit.h"
#include "sluice-bulk-rule-card.h"
#include "sluice-check.h"
#include "sluice-phrases.h"

struct _SluiceBulkDialog
{
  AdwDialog parent_instance;

  SluiceTableView *view;
  GPtrArray *marked; /* of SluiceTable; NULL for none */
  SluiceBulkEdit *edit;
  SluiceBulkPreview *preview;
  guint preview_id;

  AdwNavigationSplitView *split;
  AdwComboRow *scope;
  GtkBox *cards;
  GtkWidget *add;
  GtkStack *stack;
  GtkListView *changes;
  GtkLabel *summary;
  GtkButton *apply;
};

G_DEFINE_FINAL_TYPE (SluiceBulkDialog, sluice_bulk_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What "Apply To" offers, in its order; the marked ones are missing when there are none. */
typedef enum
{
  SCOPE_SHOWN,
  SCOPE_SELECTED,
  SCOPE_MARKED,
} Scope;

static void queue_preview (SluiceBulkDialog *self);

/* The preview */

static GPtrArray *
collect_tables (SluiceBulkDialog *self)
{
  const Scope scope = (Scope) adw_combo_row_get_selected (self->scope);
  GPtrArray *tables = NULL;

  if (scope == SCOPE_MARKED && self->marked != NULL)
    return g_ptr_array_ref (self->marked);

  tables = g_ptr_array_sized_new (sluice_table_view_get_size (self->view));
  for (guint i = 0; i < sluice_table_view_get_size (self->view); i++)
    {
      SluiceTable *table = sluice_table_view_get (self->view, i);

      if (scope == SCOPE_SHOWN || sluice_table_get_selected (table))
        g_ptr_array_add (tables, table);
    }

  return tables;
}

static void
update_summary (SluiceBulkDialog *self)
{
  const guint n_changes = sluice_bulk_preview_get_n_changes (self->preview);
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->preview));
  g_autofree char *summary = sluice_bulk_preview_dup_summary (self->preview);
  g_autofree char *label = NULL;

  gtk_label_set_text (self->summary, summary);
  /* Translators: a button; %'u is how many tables it changes */
  label = g_strdup_printf (ngettext ("_Change %'u Table", "_Change %'u Tables", n_changes), n_changes);
  gtk_button_set_label (self->apply, label);
  gtk_button_set_use_underline (self->apply, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), n_changes > 0);
  gtk_stack_set_visible_child_name (self->stack, n_items > 0 || sluice_bulk_preview_get_busy (self->preview) ?
                                                     "changes" :
                                                     "nothing");
}

static void
make_preview (SluiceBulkDialog *self)
{
  g_autoptr (GPtrArray) tables = collect_tables (self);
  g_autoptr (GtkSelectionModel) model = NULL;

  if (self->preview != NULL)
    g_signal_handlers_disconnect_by_data (self->preview, self);
  g_clear_object (&self->preview);
  self->preview = sluice_bulk_edit_preview (self->edit, sluice_table_view_get_tables (self->view), tables);
  g_signal_connect_object (self->preview, "notify", G_CALLBACK (update_summary), self, G_CONNECT_SWAPPED);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->preview))));
  gtk_list_view_set_model (self->changes, model);
  update_summary (self);
}

static void
preview_cb (gpointer user_data)
{
  SluiceBulkDialog *self = user_data;

  self->preview_id = 0;
  make_preview (self);
}

/* A letter typed in a rule is not worth a look at every table until the next frame. */
static void
queue_preview (SluiceBulkDialog *self)
{
  if (self->preview_id != 0)
    return;

  self->preview_id = g_idle_add_once (preview_cb, self);
  g_source_set_name_by_id (self->preview_id, "[sluice] preview of a bulk edit");
}

/* A change, as a row */

static void
setup_change_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *check = sluice_check_new ();
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *what = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                  "css-classes", (const char *[]) { "caption", "dimmed", NULL }, NULL);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), name);
  gtk_box_append (GTK_BOX (lines), what);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_focusable (item, FALSE);
}

static char *
dup_what (SluiceBulkChange *change)
{
  const char *obstacle = sluice_bulk_change_get_obstacle (change);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (obstacle != NULL)
    return g_strdup (obstacle);

  from = sluice_bulk_change_dup_from (change);
  to = sluice_bulk_change_dup_to (change);

  /* Translators: what a choice is and what it becomes; where one reads from right to left: “%s ← %s” */
  return g_strdup_printf (_ ("%s → %s"), from, to);
}

static void
bind_change_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  SluiceBulkChange *change = gtk_list_item_get_item (item);
  SluiceTable *table = sluice_bulk_change_get_table (change);
  GtkWidget *check = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *lines = gtk_widget_get_next_sibling (check);
  GtkWidget *name = gtk_widget_get_first_child (lines);
  GtkWidget *what = gtk_widget_get_next_sibling (name);
  g_autofree char *text = dup_what (change);
  g_autofree char *label = NULL;
  GBinding *binding = NULL;

  /* Translators: a check box; %s is the name of a table */
  label = g_strdup_printf (_ ("Change %s"), sluice_table_get_name (table));
  gtk_label_set_text (GTK_LABEL (name), sluice_table_get_name (table));
  gtk_label_set_text (GTK_LABEL (what), text);
  gtk_widget_set_sensitive (check, sluice_bulk_change_get_obstacle (change) == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  binding =
      g_object_bind_property (change, "included", check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_set_data_full (G_OBJECT (item), "binding", binding, (GDestroyNotify) g_binding_unbind);
}

static void
unbind_change_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_object_set_data (G_OBJECT (item), "binding", NULL);
}

static void
set_up_changes (SluiceBulkDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_change_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_change_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_change_cb), NULL);
  gtk_list_view_set_factory (self->changes, factory);
}

/* The rules */

static guint
find_card (SluiceBulkDialog *self, GtkWidget *card)
{
  guint position = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); child != NULL && child != card;
       child = gtk_widget_get_next_sibling (child))
    position++;

  return position;
}

static void
move_cb (SluiceBulkDialog *self, int by, GtkWidget *card)
{
  const guint position = find_card (self, card);

  sluice_bulk_edit_move (self->edit, position, (guint) ((int) position + by));
}

/* The focus would go to the beginning of the window. */
static void
removed_cb (SluiceBulkDialog *self, GtkWidget *card)
{
  GtkWidget *neighbour = gtk_widget_get_next_sibling (card);

  if (neighbour == NULL)
    neighbour = gtk_widget_get_prev_sibling (card);
  if (neighbour != NULL)
    sluice_bulk_rule_card_focus_remove (SLUICE_BULK_RULE_CARD (neighbour));
  else
    gtk_widget_grab_focus (self->add);
  sluice_bulk_edit_remove (self->edit, find_card (self, card));
}

static GtkWidget *
find_card_of (SluiceBulkDialog *self, SluiceBulkRule *rule)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (sluice_bulk_rule_card_get_rule (SLUICE_BULK_RULE_CARD (card)) == rule)
      return card;

  return NULL;
}

static GtkWidget *
add_card (SluiceBulkDialog *self, SluiceBulkRule *rule)
{
  GtkWidget *card = sluice_bulk_rule_card_new (rule);

  g_signal_connect_object (card, "move", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->cards, card);

  return card;
}

/* A rule keeps its card, wherever it goes, and the card what has the focus in it. */
static void
update_cards (SluiceBulkDialog *self)
{
  const guint n_rules = g_list_model_get_n_items (G_LIST_MODEL (self->edit));
  GtkWidget *last = NULL;
  GtkWidget *left = NULL;

  for (guint i = 0; i < n_rules; i++)
    {
      g_autoptr (SluiceBulkRule) rule = g_list_model_get_item (G_LIST_MODEL (self->edit), i);
      GtkWidget *card = find_card_of (self, rule);

      if (card == NULL)
        card = add_card (self, rule);
      gtk_box_reorder_child_after (self->cards, card, last);
      sluice_bulk_rule_card_set_place (SLUICE_BULK_RULE_CARD (card), i, n_rules);
      last = card;
    }
  while ((left = gtk_widget_get_last_child (GTK_WIDGET (self->cards))) != last)
    gtk_box_remove (self->cards, left);
}

/* Not at every change of its list, of which a move is two. */
static void
edit_changed_cb (SluiceBulkDialog *self)
{
  update_cards (self);
  queue_preview (self);
}

static void
add_rule_cb (SluiceBulkDialog *self)
{
  g_autoptr (SluiceBulkRule) rule = sluice_bulk_rule_new ();
  g_autoptr (SluiceBulkCondition) condition = sluice_bulk_condition_new (SLUICE_BULK_NAME_MATCHES);
  g_autoptr (SluiceBulkAction) action = sluice_bulk_action_new (SLUICE_BULK_SELECT);
  GtkWidget *last = NULL;

  g_list_store_append (sluice_bulk_rule_get_conditions (rule), condition);
  g_list_store_append (sluice_bulk_rule_get_actions (rule), action);
  sluice_bulk_edit_add (self->edit, rule);
  last = gtk_widget_get_last_child (GTK_WIDGET (self->cards));
  if (last != NULL)
    gtk_widget_child_focus (last, GTK_DIR_TAB_FORWARD);
}

static void
scope_cb (SluiceBulkDialog *self)
{
  if (self->view != NULL)
    queue_preview (self);
}

static void
show_preview_cb (SluiceBulkDialog *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static void
apply_cb (SluiceBulkDialog *self)
{
  guint n_tables;

  if (self->preview_id != 0)
    {
      g_clear_handle_id (&self->preview_id, g_source_remove);
      make_preview (self);
    }
  n_tables = sluice_bulk_preview_apply (self->preview);
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, n_tables);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
fill_scope (SluiceBulkDialog *self)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);
  g_autofree char *shown = NULL;
  g_autofree char *marked = NULL;

  /* Translators: %'u is a number of tables: those that search and filters show now */
  shown = g_strdup_printf (_ ("All that is shown (%'u)"), sluice_table_view_get_size (self->view));
  gtk_string_list_append (lines, shown);
  gtk_string_list_append (lines, _ ("Selected tables that are shown"));
  if (self->marked != NULL)
    {
      /* Translators: %'u is a number of rows of the list that are marked */
      marked = g_strdup_printf (_ ("Marked rows (%'u)"), self->marked->len);
      gtk_string_list_append (lines, marked);
    }
  adw_combo_row_set_model (self->scope, G_LIST_MODEL (lines));
  adw_combo_row_set_selected (self->scope, self->marked != NULL ? SCOPE_MARKED : SCOPE_SHOWN);
}

static void
sluice_bulk_dialog_dispose (GObject *object)
{
  SluiceBulkDialog *self = SLUICE_BULK_DIALOG (object);

  g_clear_handle_id (&self->preview_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_BULK_DIALOG);
  g_clear_object (&self->preview);
  g_clear_object (&self->edit);
  g_clear_object (&self->view);
  g_clear_pointer (&self->marked, g_ptr_array_unref);

  G_OBJECT_CLASS (sluice_bulk_dialog_parent_class)->dispose (object);
}

static void
sluice_bulk_dialog_class_init (SluiceBulkDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_bulk_dialog_dispose;

  signals[SIGNAL_APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-bulk-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceBulkDialog, split);
  gtk_widget_class_bind_template_child (widget_class, SluiceBulkDialog, scope);
  gtk_widget_class_bind_template_child (widget_class, SluiceBulkDialog, cards);
  gtk_widget_class_bind_template_child (widget_class, SluiceBulkDialog, add);
  gtk_widget_class_bind_template_child (widget_class, SluiceBulkDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceBulkDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, SluiceBulkDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, SluiceBulkDialog, apply);
  gtk_widget_class_bind_template_callback (widget_class, show_preview_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_rule_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
sluice_bulk_dialog_init (SluiceBulkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_changes (self);
}

SluiceBulkDialog *
sluice_bulk_dialog_new (SluiceTableView *view, GPtrArray *marked)
{
  SluiceBulkDialog *self = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE_VIEW (view), NULL);

  self = g_object_new (SLUICE_TYPE_BULK_DIALOG, NULL);
  self->view = g_object_ref (view);
  self->marked = marked != NULL ? g_ptr_array_ref (marked) : NULL;
  self->edit = sluice_bulk_edit_new_example ();
  g_signal_connect_object (self->edit, "changed", G_CALLBACK (edit_changed_cb), self, G_CONNECT_SWAPPED);
  fill_scope (self);
  update_cards (self);
  make_preview (self);

  return self;
}
