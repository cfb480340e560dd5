/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-choice-line.h"
#include "sluice-help-button.h"
#include "sluice-marked-edit.h"
#include "sluice-method-dot.h"
#include "sluice-phrases.h"
#include "sluice-table-popover.h"

/* A table's own frequency is one of the list, or this. */
#define AS_THE_PLAN -1

struct _SluiceTablePopover
{
  GtkPopover parent_instance;

  SluiceTableList *tables;
  SluiceTable *table;
  GPtrArray *marked; /* of SluiceTable: all that are edited; NULL for the one */
  SluiceTableColumn column;
  GtkWidget *chosen;       /* the button of what is chosen now, one of choices */
  GtkWidget *return_focus; /* weak: what had the focus before */

  GtkLabel *heading;
  SluiceHelpButton *help;
  GtkLabel *reason;
  GtkBox *choices;
};

G_DEFINE_FINAL_TYPE (SluiceTablePopover, sluice_table_popover, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One line to choose: what it is, what there is to say about it, and what choosing it sets. */
typedef struct
{
  const char *title;
  const char *tag;      /* NULL: none */
  const char *subtitle; /* NULL: none */
  GtkWidget *dot;       /* NULL: none */
  int value;
  gboolean chosen;
  gboolean possible;
} Choice;

static SluiceChoicePart
get_part (SluiceTableColumn column)
{
  if (column == SLUICE_TABLE_COLUMN_METHOD)
    return SLUICE_CHOICE_METHOD;
  if (column == SLUICE_TABLE_COLUMN_CURSOR)
    return SLUICE_CHOICE_CURSOR;

  return SLUICE_CHOICE_FREQUENCY;
}

static void
applied_cb (guint n_set, guint n_left, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_APPLIED], 0, n_set, n_left);
}

static void
clicked_cb (SluiceTablePopover *self, GtkButton *button)
{
  g_autoptr (SluiceTable) table = g_object_ref (self->table);
  g_autoptr (GPtrArray) marked = self->marked != NULL ? g_ptr_array_ref (self->marked) : NULL;
  const int value = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "value"));
  const SluiceTableColumn column = self->column;
  const char *cursor =
      column == SLUICE_TABLE_COLUMN_CURSOR ? sluice_table_get_cursors (table, NULL)[value].field : NULL;

  /* First away, so that the focus is back on the row when that changes. */
  gtk_popover_popdown (GTK_POPOVER (self));
  if (marked != NULL)
    sluice_marked_edit_apply_to_all (self->tables, marked, get_part (column), value, cursor, applied_cb,
                                     G_OBJECT (self));
  else
    sluice_marked_edit_apply (table, get_part (column), value, cursor);
}

static GtkWidget *
new_text (const char *text, const char *css_class)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "max-width-chars", 38, "css-classes",
                       css_class != NULL ? (const char *[]) { css_class, NULL } : NULL, NULL);
}

/* A reason why it cannot be chosen is there to be read. */
static GtkWidget *
new_subtitle (const Choice *choice)
{
  GtkWidget *subtitle = new_text (choice->subtitle, "caption");

  gtk_widget_add_css_class (subtitle, choice->possible ? "dimmed" : "obstacle");

  return subtitle;
}

static GtkWidget *
new_title (const Choice *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), new_text (choice->title, NULL));
  if (choice->tag != NULL)
    {
      GtkWidget *tag = gtk_label_new (choice->tag);

      gtk_widget_add_css_class (tag, "tag");
      gtk_widget_add_css_class (tag, "caption");
      gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), tag);
    }

  return box;
}

static void
add_choice (SluiceTablePopover *self, const Choice *choice)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, "sensitive",
                                    choice->possible, "css-classes", (const char *[]) { "flat", "choice", NULL }, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *check = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (choice->dot != NULL)
    {
      gtk_widget_set_valign (choice->dot, GTK_ALIGN_START);
      gtk_widget_set_margin_top (choice->dot, 7);
      gtk_box_append (GTK_BOX (box), choice->dot);
    }
  gtk_box_append (GTK_BOX (lines), new_title (choice));
  if (choice->subtitle != NULL)
    gtk_box_append (GTK_BOX (lines), new_subtitle (choice));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  /* Room for the mark in every line, or the texts would not line up. */
  gtk_widget_set_opacity (check, choice->chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (box), check);

  gtk_button_set_child (GTK_BUTTON (button), box);
  g_object_set_data (G_OBJECT (button), "value", GINT_TO_POINTER (choice->value));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->title, -1);
  if (choice->subtitle != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, choice->subtitle, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_CHECKED,
                               choice->chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_box_append (self->choices, button);
  if (choice->chosen)
    self->chosen = button;
}

static void
add_methods (SluiceTablePopover *self)
{
  const SluiceSyncMethod recommended = sluice_advisor_recommend (self->table).method;

  for (SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    {
      g_autofree char *obstacle = sluice_table_dup_obstacle (self->table, method);
      Choice choice = {
        .title = sluice_sync_method_get_label (method),
        .subtitle = obstacle != NULL ? obstacle : sluice_sync_method_get_description (method),
        .value = (int) method,
        .chosen = sluice_table_get_method (self->table) == method,
        .possible = obstacle == NULL,
      };

      if (!sluice_choice_line_is_method_shown (self->table, method))
        continue;

      /* Translators: a small mark beside the sync method that Sluice recommends */
      choice.tag = method == recommended ? _ ("Recommended") : NULL;
      choice.dot = sluice_method_dot_new ();
      sluice_method_dot_set_method (SLUICE_METHOD_DOT (choice.dot), method);
      add_choice (self, &choice);
    }
}

static void
add_cursors (SluiceTablePopover *self)
{
  const SluiceAdvice advice = sluice_advisor_recommend (self->table);
  guint n_cursors = 0;
  const SluiceCursor *cursors = sluice_table_get_cursors (self->table, &n_cursors);

  for (guint i = 0; i < n_cursors; i++)
    {
      g_autofree char *subtitle = sluice_choice_line_dup_cursor_flaws (&cursors[i]);
      const gboolean recommended =
          advice.method == sluice_table_get_method (self->table) && g_strcmp0 (advice.cursor, cursors[i].field) == 0;
      const Choice choice = {
        .title = cursors[i].field,
        .tag = recommended ? _ ("Recommended") : NULL,
        .subtitle = *subtitle != '\0' ? subtitle : NULL,
        .value = (int) i,
        .chosen = g_strcmp0 (sluice_table_get_cursor (self->table), cursors[i].field) == 0,
        .possible = TRUE,
      };

      add_choice (self, &choice);
    }
}

static void
add_frequencies (SluiceTablePopover *self, SluiceTableList *tables)
{
  const int own = sluice_table_get_frequency (self->table);
  Choice choice = {
    /* Translators: a table syncs as often as the whole source does */
    .title = _ ("As the plan says"),
    .subtitle = sluice_frequency_get_label (sluice_table_list_get_frequency (tables)),
    .value = AS_THE_PLAN,
    .chosen = own == AS_THE_PLAN,
    .possible = TRUE,
  };

  add_choice (self, &choice);
  for (int frequency = 0; frequency <= SLUICE_FREQUENCY_LAST; frequency++)
    {
      choice = (Choice) {
        .title = sluice_frequency_get_label ((SluiceFrequency) frequency),
        .value = frequency,
        .chosen = own == frequency,
        .possible = TRUE,
      };
      add_choice (self, &choice);
    }
}

static void
clear_choices (SluiceTablePopover *self)
{
  GtkWidget *child = NULL;

  self->chosen = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
}

static void
set_reason (SluiceTablePopover *self, const char *reason)
{
  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason != NULL);
}

static void
fill (SluiceTablePopover *self)
{
  g_autofree char *name = self->marked != NULL ? sluice_phrase_tables (self->marked->len) :
                                                 g_strdup (sluice_table_get_display_name (self->table));
  g_autofree char *heading = NULL;
  g_autofree char *reason = NULL;

  clear_choices (self);
  switch (self->column)
    {
    case SLUICE_TABLE_COLUMN_METHOD:
      /* Translators: %s is the name of a table */
      heading = g_strdup_printf (_ ("How %s syncs"), name);
      sluice_help_button_set_topic (self->help, "methods");
      reason = self->marked == NULL ? sluice_advisor_dup_reason (self->table) : NULL;
      set_reason (self, reason);
      add_methods (self);
      break;
    case SLUICE_TABLE_COLUMN_CURSOR:
      /* Translators: %s is the name of a table */
      heading = g_strdup_printf (_ ("Cursor of %s"), name);
      sluice_help_button_set_topic (self->help, "cursor");
      set_reason (self, _ ("The column that tells which rows are new or have changed since the last sync."));
      add_cursors (self);
      break;
    case SLUICE_TABLE_COLUMN_FREQUENCY:
      /* Translators: %s is the name of a table */
      heading = g_strdup_printf (_ ("How often %s syncs"), name);
      sluice_help_button_set_topic (self->help, "cost");
      set_reason (self, NULL);
      add_frequencies (self, self->tables);
      break;
    case SLUICE_TABLE_COLUMN_CHECK:
    case SLUICE_TABLE_COLUMN_NAME:
    case SLUICE_TABLE_COLUMN_ROWS:
    case SLUICE_TABLE_COLUMN_MONTH:
    case SLUICE_TABLE_COLUMN_NOTE:
    case SLUICE_TABLE_COLUMN_TWO_LINES:
    default:
      g_return_if_reached ();
    }
  gtk_label_set_text (self->heading, heading);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
}

/* GTK would give the focus to the window's first button, and the keys for rows would be dead. */
static void
sluice_table_popover_closed (GtkPopover *popover)
{
  SluiceTablePopover *self = SLUICE_TABLE_POPOVER (popover);

  if (self->return_focus != NULL && gtk_widget_get_mapped (self->return_focus))
    gtk_widget_grab_focus (self->return_focus);
  g_clear_weak_pointer (&self->return_focus);
}

static void
sluice_table_popover_dispose (GObject *object)
{
  SluiceTablePopover *self = SLUICE_TABLE_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_TABLE_POPOVER);
  g_clear_object (&self->table);
  g_clear_object (&self->tables);
  g_clear_pointer (&self->marked, g_ptr_array_unref);
  g_clear_weak_pointer (&self->return_focus);

  G_OBJECT_CLASS (sluice_table_popover_parent_class)->dispose (object);
}

static void
sluice_table_popover_class_init (SluiceTablePopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkPopoverClass *popover_class = GTK_POPOVER_CLASS (klass);

  object_class->dispose = sluice_table_popover_dispose;
  popover_class->closed = sluice_table_popover_closed;

  signals[SIGNAL_APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-table-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTablePopover, heading);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablePopover, help);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablePopover, reason);
  gtk_widget_class_bind_template_child (widget_class, SluiceTablePopover, choices);
}

static void
sluice_table_popover_init (SluiceTablePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceTablePopover *
sluice_table_popover_new (void)
{
  return g_object_new (SLUICE_TYPE_TABLE_POPOVER, NULL);
}

static gboolean
has_choice (SluiceTable *table, SluiceTableColumn column)
{
  return sluice_table_get_selectable (table) &&
         (column != SLUICE_TABLE_COLUMN_CURSOR || sluice_table_get_cursor (table) != NULL);
}

void
sluice_table_popover_edit (SluiceTablePopover *self,
                           SluiceTableList *tables,
                           SluiceTable *table,
                           GPtrArray *marked,
                           SluiceTableColumn column,
                           GtkWidget *anchor)
{
  GtkWidget *parent = NULL;
  graphene_rect_t bounds;

  g_return_if_fail (SLUICE_IS_TABLE_POPOVER (self));
  g_return_if_fail (SLUICE_IS_TABLE (table) && GTK_IS_WIDGET (anchor));

  parent = gtk_widget_get_parent (GTK_WIDGET (self));
  if (!has_choice (table, column) || !gtk_widget_compute_bounds (anchor, parent, &bounds))
    return;

  g_set_object (&self->tables, tables);
  g_set_object (&self->table, table);
  g_clear_pointer (&self->marked, g_ptr_array_unref);
  self->marked = marked != NULL ? g_ptr_array_ref (marked) : NULL;
  g_set_weak_pointer (&self->return_focus, gtk_root_get_focus (gtk_widget_get_root (anchor)));
  self->column = column;
  fill (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                                     MAX (1, MIN ((int) bounds.size.width, 120)),
                                                                     MAX (1, (int) bounds.size.height) });
  gtk_popover_popup (GTK_POPOVER (self));
  if (self->chosen != NULL)
    gtk_widget_grab_focus (self->chosen);
}
