/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-bulk-part-row.h"
#include "sluice-entry-fault.h"
#include "sluice-estimate.h"
#include "sluice-frequency.h"
#include "sluice-table-rows.h"

#define SECONDS_A_MINUTE 60
#define USUAL_LOOK_BACK_MINUTES 60

struct _SluiceBulkPartRow
{
  AdwPreferencesRow parent_instance;

  GObject *part;
  GtkDropDown *kind;
  GtkWidget *operand; /* what the kind takes; empty for nothing */
  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (SluiceBulkPartRow, sluice_bulk_part_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_condition (SluiceBulkPartRow *self)
{
  return SLUICE_IS_BULK_CONDITION (self->part);
}

static SluiceBulkOperand
get_operand (SluiceBulkPartRow *self)
{
  if (is_condition (self))
    return sluice_bulk_condition_kind_get_operand (sluice_bulk_condition_get_kind (SLUICE_BULK_CONDITION (self->part)));

  return sluice_bulk_action_kind_get_operand (sluice_bulk_action_get_kind (SLUICE_BULK_ACTION (self->part)));
}

static void
add (SluiceBulkPartRow *self, GtkWidget *widget, const char *label)
{
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (self->operand), widget);
}

/* Texts */

static void
add_text (SluiceBulkPartRow *self, const char *label)
{
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "hexpand", TRUE, "width-chars", 8, "placeholder-text", label, NULL);

  g_object_bind_property (self->part, "text", entry, "text", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  add (self, entry, label);
}

static void
rows_changed_cb (SluiceBulkPartRow *self, GtkEditable *entry)
{
  gint64 rows = 0;
  const gboolean valid = sluice_rows_from_text (gtk_editable_get_text (entry), &rows);

  sluice_entry_fault_mark (GTK_EDITABLE (entry), !valid, NULL);
  if (valid)
    g_object_set (self->part, "rows", rows, NULL);
}

static void
add_rows (SluiceBulkPartRow *self)
{
  GtkWidget *entry =
      g_object_new (GTK_TYPE_ENTRY, "hexpand", TRUE, "width-chars", 9, "input-purpose", GTK_INPUT_PURPOSE_NUMBER, NULL);
  g_autofree char *text = NULL;
  gint64 rows = 0;

  g_object_get (self->part, "rows", &rows, NULL);
  text = sluice_rows_to_string (rows);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_connect_object (entry, "changed", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  add (self, entry, _ ("Rows"));
}

/* Choices */

static GtkWidget *
new_drop_down (GPtrArray *labels)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);

  for (guint i = 0; i < labels->len; i++)
    gtk_string_list_append (lines, g_ptr_array_index (labels, i));

  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&lines)), NULL);
}

static void
method_selected_cb (SluiceBulkPartRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  g_object_set (self->part, "method",
                (SluiceSyncMethod) (SLUICE_SYNC_METHOD_FULL_REFRESH + gtk_drop_down_get_selected (drop_down)), NULL);
}

static void
add_method (SluiceBulkPartRow *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH;
  GtkWidget *drop_down = NULL;

  for (SluiceSyncMethod each = SLUICE_SYNC_METHOD_FULL_REFRESH; each <= SLUICE_SYNC_METHOD_WEBHOOK; each++)
    g_ptr_array_add (labels, (gpointer) sluice_sync_method_get_label (each));
  drop_down = new_drop_down (labels);
  g_object_get (self->part, "method", &method, NULL);
  if (method >= SLUICE_SYNC_METHOD_FULL_REFRESH)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), (guint) (method - SLUICE_SYNC_METHOD_FULL_REFRESH));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (method_selected_cb), self, G_CONNECT_SWAPPED);
  method_selected_cb (self, NULL, GTK_DROP_DOWN (drop_down));
  add (self, drop_down, _ ("Method"));
}

/* The first line is -1: as the plan says. */
static void
frequency_selected_cb (SluiceBulkPartRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  g_object_set (self->part, "number", (int) gtk_drop_down_get_selected (drop_down) - 1, NULL);
}

static void
add_frequency (SluiceBulkPartRow *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *drop_down = NULL;

  g_ptr_array_add (labels, _ ("As the plan says"));
  for (SluiceFrequency each = 0; each <= SLUICE_FREQUENCY_LAST; each++)
    g_ptr_array_add (labels, (gpointer) sluice_frequency_get_label (each));
  drop_down = new_drop_down (labels);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down),
                              (guint) (sluice_bulk_action_get_number (SLUICE_BULK_ACTION (self->part)) + 1));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (frequency_selected_cb), self, G_CONNECT_SWAPPED);
  add (self, drop_down, _ ("Every"));
}

static void
mode_selected_cb (SluiceBulkPartRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  g_object_set (self->part, "number", (int) gtk_drop_down_get_selected (drop_down), NULL);
}

static void
add_cdc_table_mode (SluiceBulkPartRow *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *drop_down = NULL;

  for (SluiceCdcTableMode each = 0; each <= SLUICE_CDC_TABLE_LAST; each++)
    g_ptr_array_add (labels, (gpointer) sluice_cdc_table_mode_get_label (each));
  drop_down = new_drop_down (labels);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down),
                              (guint) MAX (sluice_bulk_action_get_number (SLUICE_BULK_ACTION (self->part)), 0));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (mode_selected_cb), self, G_CONNECT_SWAPPED);
  add (self, drop_down, _ ("Tables"));
}

/* Numbers */

static void
seconds_changed_cb (SluiceBulkPartRow *self, GtkSpinButton *spin)
{
  g_object_set (self->part, "number", gtk_spin_button_get_value_as_int (spin) * SECONDS_A_MINUTE, NULL);
}

static void
days_changed_cb (SluiceBulkPartRow *self, GtkSpinButton *spin)
{
  g_object_set (self->part, "number", gtk_spin_button_get_value_as_int (spin), NULL);
}

static void
add_spin (SluiceBulkPartRow *self, int most, int value, GCallback changed_cb, const char *label)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, most, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  g_signal_connect_object (spin, "value-changed", changed_cb, self, G_CONNECT_SWAPPED);
  g_signal_emit_by_name (spin, "value-changed");
  add (self, spin, label);
  gtk_box_append (GTK_BOX (self->operand), gtk_label_new (label));
}

static void
time_changed_cb (SluiceBulkPartRow *self, GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);
  const int seconds = sluice_time_of_day_from_text (text);
  /* Empty is as the plan says. */
  const gboolean valid = seconds >= 0 || *text == '\0';

  sluice_entry_fault_mark (GTK_EDITABLE (entry), !valid, NULL);
  if (valid)
    g_object_set (self->part, "number", seconds, NULL);
}

static void
add_time (SluiceBulkPartRow *self)
{
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "width-chars", 5, "max-width-chars", 6, "placeholder-text",
                                   /* Translators: the form of a time of day */
                                   _ ("HH:MM"), NULL);
  g_autofree char *text = sluice_time_of_day_to_text (sluice_bulk_action_get_number (SLUICE_BULK_ACTION (self->part)));

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_connect_object (entry, "changed", G_CALLBACK (time_changed_cb), self, G_CONNECT_SWAPPED);
  add (self, entry, _ ("Time of day in UTC"));
  gtk_box_append (GTK_BOX (self->operand), gtk_label_new ("UTC"));
}

static void
add_number (SluiceBulkPartRow *self, SluiceBulkOperand operand)
{
  const int number = sluice_bulk_action_get_number (SLUICE_BULK_ACTION (self->part));

  if (operand == SLUICE_BULK_OPERAND_DAYS)
    /* Translators: behind a number: a full refresh every so many days, 0 for never */
    add_spin (self, SLUICE_FULL_REFRESH_DAYS_MAX, MAX (number, 0), G_CALLBACK (days_changed_cb), _ ("days (0: never)"));
  else
    add_spin (self, SLUICE_LOOK_BACK_MAX / SECONDS_A_MINUTE,
              number >= 0 ? number / SECONDS_A_MINUTE : USUAL_LOOK_BACK_MINUTES, G_CALLBACK (seconds_changed_cb),
              /* Translators: behind a number: how far a sync looks back */
              _ ("minutes"));
}

static void
fill_operand (SluiceBulkPartRow *self)
{
  const SluiceBulkOperand operand = get_operand (self);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->operand)) != NULL)
    gtk_box_remove (GTK_BOX (self->operand), child);

  switch (operand)
    {
    case SLUICE_BULK_OPERAND_TEXT:
      add_text (self, _ ("Name"));
      break;
    case SLUICE_BULK_OPERAND_ROWS:
      add_rows (self);
      break;
    case SLUICE_BULK_OPERAND_METHOD:
      add_method (self);
      break;
    case SLUICE_BULK_OPERAND_METHOD_AND_TEXT:
      add_method (self);
      add_text (self, _ ("Cursor (optional)"));
      break;
    case SLUICE_BULK_OPERAND_FREQUENCY:
      add_frequency (self);
      break;
    case SLUICE_BULK_OPERAND_CDC_TABLE_MODE:
      add_cdc_table_mode (self);
      break;
    case SLUICE_BULK_OPERAND_TIME:
      add_time (self);
      break;
    case SLUICE_BULK_OPERAND_SECONDS:
    case SLUICE_BULK_OPERAND_DAYS:
      add_number (self, operand);
      break;
    case SLUICE_BULK_OPERAND_NONE:
    default:
      break;
    }
}

static void
kind_selected_cb (SluiceBulkPartRow *self)
{
  g_object_set (self->part, "kind", (int) gtk_drop_down_get_selected (self->kind), NULL);
  fill_operand (self);
}

static void
remove_clicked_cb (SluiceBulkPartRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static GtkWidget *
new_kind (SluiceBulkPartRow *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *drop_down = NULL;
  guint selected;

  if (is_condition (self))
    {
      for (SluiceBulkConditionKind kind = 0; kind <= SLUICE_BULK_CONDITION_LAST; kind++)
        g_ptr_array_add (labels, (gpointer) sluice_bulk_condition_kind_get_label (kind));
      selected = sluice_bulk_condition_get_kind (SLUICE_BULK_CONDITION (self->part));
    }
  else
    {
      for (SluiceBulkActionKind kind = 0; kind <= SLUICE_BULK_ACTION_LAST; kind++)
        g_ptr_array_add (labels, (gpointer) sluice_bulk_action_kind_get_label (kind));
      selected = sluice_bulk_action_get_kind (SLUICE_BULK_ACTION (self->part));
    }

  drop_down = new_drop_down (labels);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  is_condition (self) ? _ ("Condition") : _ ("Action"), -1);

  return drop_down;
}

static void
lead_selected_cb (SluiceBulkPartRow *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  g_object_set (self->part, "negated", gtk_drop_down_get_selected (drop_down) == 1, NULL);
}

/* What a condition begins with: it holds, or it does not. */
static GtkWidget *
new_condition_lead (SluiceBulkPartRow *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  GtkWidget *drop_down = NULL;

  /* Translators: what a condition of a rule begins with: “If” “Has a cursor named” “updated_at” */
  g_ptr_array_add (labels, (gpointer) C_ ("condition", "If"));
  /* Translators: the opposite: the condition does not hold */
  g_ptr_array_add (labels, (gpointer) C_ ("condition", "Unless"));
  drop_down = new_drop_down (labels);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down),
                              sluice_bulk_condition_get_negated (SLUICE_BULK_CONDITION (self->part)) ? 1 : 0);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (lead_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("If or unless"), -1);

  return drop_down;
}

static GtkWidget *
new_action_lead (void)
{
  /* Translators: before what a rule does: “If … then …” */
  GtkWidget *lead = gtk_label_new (_ ("then"));

  gtk_widget_add_css_class (lead, "dimmed");

  return lead;
}

static void
build (SluiceBulkPartRow *self)
{
  GtkWidget *box = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, "margin-top", 6,
                                 "margin-bottom", 6, "margin-start", 9, "margin-end", 6, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->kind = GTK_DROP_DOWN (new_kind (self));
  self->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  self->operand = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->remove, "flat");
  gtk_widget_set_valign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->remove,
                               is_condition (self) ? _ ("Remove the Condition") : _ ("Remove the Action"));
  gtk_widget_set_margin_end (self->remove, 6);
  gtk_widget_set_hexpand (box, TRUE);

  adw_wrap_box_append (ADW_WRAP_BOX (box), is_condition (self) ? new_condition_lead (self) : new_action_lead ());
  adw_wrap_box_append (ADW_WRAP_BOX (box), GTK_WIDGET (self->kind));
  adw_wrap_box_append (ADW_WRAP_BOX (box), self->operand);
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), self->remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), line);

  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (kind_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  fill_operand (self);
}

static void
sluice_bulk_part_row_dispose (GObject *object)
{
  g_clear_object (&SLUICE_BULK_PART_ROW (object)->part);

  G_OBJECT_CLASS (sluice_bulk_part_row_parent_class)->dispose (object);
}

static void
sluice_bulk_part_row_class_init (SluiceBulkPartRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_bulk_part_row_dispose;

  signals[SIGNAL_REMOVED] =
      g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_bulk_part_row_init (SluiceBulkPartRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
sluice_bulk_part_row_new (GObject *part)
{
  SluiceBulkPartRow *self = NULL;

  g_return_val_if_fail (SLUICE_IS_BULK_CONDITION (part) || SLUICE_IS_BULK_ACTION (part), NULL);

  self = g_object_new (SLUICE_TYPE_BULK_PART_ROW, NULL);
  self->part = g_object_ref (part);
  build (self);

  return GTK_WIDGET (self);
}

void
sluice_bulk_part_row_focus_remove (SluiceBulkPartRow *self)
{
  g_return_if_fail (SLUICE_IS_BULK_PART_ROW (self));

  gtk_widget_grab_focus (self->remove);
}
