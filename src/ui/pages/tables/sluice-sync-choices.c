/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-choice-line.h"
#include "sluice-entry-fault.h"
#include "sluice-help-button.h"
#include "sluice-key-dialog.h"
#include "sluice-marked-edit.h"
#include "sluice-sync-choices.h"
#include "sluice-sync-lines.h"

/* Where nothing was chosen before: what deletes rows is rarely in a hurry. */
#define USUAL_FULL_REFRESH_DAYS 30
#define CURSORS_TO_SCAN 10

struct _SluiceSyncChoices
{
  AdwPreferencesGroup parent_instance;

  SluiceTableList *list;
  GPtrArray *tables;       /* of SluiceTable: the one, or all that are edited; NULL for none */
  GPtrArray *cursor_names; /* of char: what the lines of “cursor” mean */
  int look_back_seconds;   /* of one unit, in which the look-back is shown */
  gboolean updating;       /* the rows follow the tables, and not the tables the rows */

  AdwComboRow *method;
  AdwComboRow *cursor;
  AdwActionRow *key;
  GtkLabel *key_names;
  AdwComboRow *frequency;
  AdwEntryRow *time;
  GtkLabel *time_here;
  GtkWidget *time_fault;
  GtkLabel *time_fault_text;
  AdwComboRow *look_back_unit;
  AdwSpinRow *look_back;
  GtkAdjustment *look_back_adjustment;
  AdwComboRow *full_refresh;
  AdwSpinRow *full_refresh_days;
  GtkAdjustment *full_refresh_adjustment;
  AdwComboRow *cdc_table_mode;
  GtkLabel *limits;
};

G_DEFINE_FINAL_TYPE (SluiceSyncChoices, sluice_sync_choices, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The one table; NULL for several. */
static SluiceTable *
get_only (SluiceSyncChoices *self)
{
  return self->tables != NULL && self->tables->len == 1 ? g_ptr_array_index (self->tables, 0) : NULL;
}

/* Edits */

static void
applied_cb (guint n_set, guint n_left, gpointer user_data)
{
  SluiceSyncChoices *self = user_data;

  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, n_set, n_left);
}

static void
edit (SluiceSyncChoices *self, SluiceChoicePart part, int value, const char *cursor)
{
  if (self->updating || self->tables == NULL)
    return;

  if (get_only (self) != NULL)
    sluice_marked_edit_apply (get_only (self), part, value, cursor);
  else
    sluice_marked_edit_apply_to_all (self->list, self->tables, part, value, cursor, applied_cb, G_OBJECT (self));
  /* What was refused is shown as it was. */
  sluice_sync_choices_update (self);
}

static void
edit_picked (SluiceSyncChoices *self, AdwComboRow *row, SluiceChoicePart part)
{
  int value = 0;

  if (self->updating || !sluice_choice_lines_get_picked (row, &value))
    return;

  edit (self, part, value, NULL);
}

static void
method_selected_cb (SluiceSyncChoices *self)
{
  edit_picked (self, self->method, SLUICE_CHOICE_METHOD);
}

static void
cursor_selected_cb (SluiceSyncChoices *self)
{
  g_autofree char *name = NULL;
  int value = 0;

  if (self->updating || !sluice_choice_lines_get_picked (self->cursor, &value))
    return;

  name = g_strdup (g_ptr_array_index (self->cursor_names, value));
  edit (self, SLUICE_CHOICE_CURSOR, 0, name);
}

static void
frequency_selected_cb (SluiceSyncChoices *self)
{
  edit_picked (self, self->frequency, SLUICE_CHOICE_FREQUENCY);
}

static void
cdc_table_mode_selected_cb (SluiceSyncChoices *self)
{
  edit_picked (self, self->cdc_table_mode, SLUICE_CHOICE_CDC_TABLE_MODE);
}

static void
full_refresh_selected_cb (SluiceSyncChoices *self)
{
  edit_picked (self, self->full_refresh, SLUICE_CHOICE_FULL_REFRESH);
}

static void
full_refresh_days_changed_cb (SluiceSyncChoices *self)
{
  edit (self, SLUICE_CHOICE_FULL_REFRESH, (int) adw_spin_row_get_value (self->full_refresh_days), NULL);
}

static void
key_activated_cb (SluiceSyncChoices *self)
{
  if (get_only (self) != NULL)
    adw_dialog_present (ADW_DIALOG (sluice_key_dialog_new (get_only (self))), GTK_WIDGET (self));
}

static void
show_time_fault (SluiceSyncChoices *self, const char *fault)
{
  gtk_label_set_text (self->time_fault_text, fault != NULL ? fault : "");
  gtk_widget_set_visible (self->time_fault, fault != NULL);
  sluice_entry_fault_mark (GTK_EDITABLE (self->time), fault != NULL, GTK_WIDGET (self->time_fault_text));
}

static void
time_changed_cb (SluiceSyncChoices *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->time));
  const int seconds = sluice_time_of_day_from_text (text);
  /* Empty is as the plan says. */
  const gboolean valid = seconds >= 0 || *text == '\0';

  if (self->updating)
    return;

  show_time_fault (self, valid ? NULL : _ ("A time of day is like 02:30; leave it empty for the plan’s."));
  if (valid)
    edit (self, SLUICE_CHOICE_TIME_OF_DAY, seconds, NULL);
}

/* Look-back. The unit is only how it is shown: another one leaves the time as it is, if that can be said in it. */

static int
get_look_back (SluiceSyncChoices *self)
{
  return sluice_sync_lines_get_common (self->tables, SLUICE_CHOICE_LOOK_BACK);
}

static void
look_back_unit_selected_cb (SluiceSyncChoices *self)
{
  int unit = 0;
  gint64 seconds = 0;

  if (self->updating || !sluice_choice_lines_get_picked (self->look_back_unit, &unit))
    return;

  if (unit < 0)
    {
      edit (self, SLUICE_CHOICE_LOOK_BACK, -1, NULL);
      return;
    }

  self->look_back_seconds = unit;
  seconds = get_look_back (self);
  if (seconds < 0)
    seconds = unit;
  seconds = MIN ((seconds + unit - 1) / unit * unit, SLUICE_LOOK_BACK_MAX);
  edit (self, SLUICE_CHOICE_LOOK_BACK, (int) seconds, NULL);
}

static void
look_back_changed_cb (SluiceSyncChoices *self)
{
  edit (self, SLUICE_CHOICE_LOOK_BACK, (int) adw_spin_row_get_value (self->look_back) * self->look_back_seconds, NULL);
}

/* What is shown */

static void
show_lines (AdwComboRow *row, GPtrArray *lines, int value)
{
  sluice_choice_lines_show (row, lines, value);
  g_ptr_array_unref (lines);
}

static void
show_cursor (SluiceSyncChoices *self)
{
  GPtrArray *lines = sluice_sync_lines_new_for_cursors (self->tables, self->cursor_names);
  const char *common = sluice_sync_lines_get_common_cursor (self->tables);
  int value = SLUICE_CHOICE_LINE_VARIOUS;

  for (guint i = 0; common != NULL && i < self->cursor_names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->cursor_names, i), common))
      value = (int) i;
  gtk_widget_set_visible (GTK_WIDGET (self->cursor), lines->len > 0);
  adw_combo_row_set_enable_search (self->cursor, lines->len > CURSORS_TO_SCAN);
  show_lines (self->cursor, lines, value);
}

static void
show_key (SluiceSyncChoices *self)
{
  SluiceTable *table = get_only (self);
  const char *const *keys = table != NULL ? sluice_table_get_primary_keys (table) : NULL;
  g_autofree char *names = keys != NULL && keys[0] != NULL ? g_strjoinv (", ", (char **) keys) : NULL;
  guint n_columns = 0;

  if (table != NULL)
    sluice_table_get_columns (table, &n_columns);
  /* Translators: no primary key is chosen */
  gtk_label_set_text (self->key_names, names != NULL ? names : C_ ("primary key", "None"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->key), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (self->key_names), -1);
  /* Where there is none, one may be chosen for the methods that need it. */
  gtk_widget_set_visible (GTK_WIDGET (self->key),
                          n_columns > 0 && (sluice_sync_method_needs_key (sluice_table_get_method (table)) ||
                                            !sluice_table_has_key (table)));
}

static void
show_time (SluiceSyncChoices *self)
{
  const int seconds = sluice_sync_lines_get_common (self->tables, SLUICE_CHOICE_TIME_OF_DAY);
  const gboolean applies = sluice_sync_lines_applies (self->tables, SLUICE_CHOICE_TIME_OF_DAY);
  g_autofree char *text = sluice_time_of_day_to_text (MAX (seconds, -1));
  g_autofree char *here = sluice_sync_lines_dup_local_time (seconds);

  gtk_widget_set_visible (GTK_WIDGET (self->time), applies);
  if (*text != '\0')
    text[sizeof "HH:MM" - 1] = '\0';
  /* What somebody is typing means this already, or nothing yet. */
  if (sluice_time_of_day_from_text (gtk_editable_get_text (GTK_EDITABLE (self->time))) != MAX (seconds, -1))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->time), text);
      show_time_fault (self, NULL);
    }
  if (!applies)
    show_time_fault (self, NULL);
  gtk_label_set_text (self->time_here, seconds == SLUICE_CHOICE_LINE_VARIOUS ? _ ("Various") : here);
}

static int
pick_unit (SluiceSyncChoices *self, int seconds)
{
  static const int units[] = { 86400, 3600, 60 };

  if (self->look_back_seconds > 0 && seconds % self->look_back_seconds == 0)
    return self->look_back_seconds;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (seconds > 0 && seconds % units[i] == 0)
      return units[i];

  return 60;
}

static void
show_look_back (SluiceSyncChoices *self)
{
  const int seconds = get_look_back (self);
  const gboolean applies = sluice_table_list_get_takes_rereads (self->list) &&
                           sluice_sync_lines_has_method (self->tables, SLUICE_SYNC_METHOD_INCREMENTAL);

  gtk_widget_set_visible (GTK_WIDGET (self->look_back_unit), applies);
  gtk_widget_set_visible (GTK_WIDGET (self->look_back), applies && seconds >= 0);
  if (seconds >= 0)
    {
      self->look_back_seconds = pick_unit (self, seconds);
      /* What does not come out even, which only a plan from elsewhere has, is not rounded by being shown. */
      gtk_adjustment_set_upper (self->look_back_adjustment, SLUICE_LOOK_BACK_MAX / self->look_back_seconds);
      adw_spin_row_set_value (self->look_back, seconds / self->look_back_seconds);
    }
  show_lines (self->look_back_unit, sluice_sync_lines_new_for_look_back (self->tables),
              seconds >= 0 ? self->look_back_seconds : seconds);
}

static void
show_full_refresh (SluiceSyncChoices *self)
{
  const int days = sluice_sync_lines_get_common (self->tables, SLUICE_CHOICE_FULL_REFRESH);
  const guint least = sluice_sync_lines_get_least_days (self->list, self->tables);
  const gboolean applies = sluice_sync_lines_applies (self->tables, SLUICE_CHOICE_FULL_REFRESH);

  gtk_widget_set_visible (GTK_WIDGET (self->full_refresh), applies);
  gtk_widget_set_visible (GTK_WIDGET (self->full_refresh_days), applies && days > 0);
  gtk_adjustment_set_lower (self->full_refresh_adjustment, least);
  gtk_adjustment_set_upper (self->full_refresh_adjustment, SLUICE_FULL_REFRESH_DAYS_MAX);
  if (days > 0)
    adw_spin_row_set_value (self->full_refresh_days, days);
  show_lines (self->full_refresh,
              sluice_sync_lines_new_for_full_refresh (days > 0 ? (guint) days : MAX (least, USUAL_FULL_REFRESH_DAYS)),
              days);
}

/* Why a row is not there that might have been. */
static void
show_limits (SluiceSyncChoices *self)
{
  SluiceTable *table = get_only (self);
  g_autofree char *text = table != NULL ? sluice_table_dup_part_obstacle (table, SLUICE_CHOICE_TIME_OF_DAY) : NULL;

  gtk_label_set_text (self->limits, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->limits), text != NULL);
}

void
sluice_sync_choices_update (SluiceSyncChoices *self)
{
  g_return_if_fail (SLUICE_IS_SYNC_CHOICES (self));

  if (self->tables == NULL)
    return;

  self->updating = TRUE;
  show_lines (self->method, sluice_sync_lines_new_for_methods (self->tables),
              sluice_sync_lines_get_common (self->tables, SLUICE_CHOICE_METHOD));
  show_cursor (self);
  show_key (self);
  show_lines (self->frequency, sluice_sync_lines_new_for_frequencies (self->list, self->tables),
              sluice_sync_lines_get_common (self->tables, SLUICE_CHOICE_FREQUENCY));
  show_time (self);
  show_look_back (self);
  show_full_refresh (self);
  gtk_widget_set_visible (GTK_WIDGET (self->cdc_table_mode),
                          sluice_sync_lines_applies (self->tables, SLUICE_CHOICE_CDC_TABLE_MODE));
  show_lines (self->cdc_table_mode, sluice_sync_lines_new_for_cdc_table_modes (),
              sluice_sync_lines_get_common (self->tables, SLUICE_CHOICE_CDC_TABLE_MODE));
  show_limits (self);
  self->updating = FALSE;
}

/* Typing */

static void
enter_cb (SluiceSyncChoices *self)
{
  if (self->list != NULL)
    sluice_table_history_begin_typing (sluice_table_list_get_history (self->list));
}

static void
leave_cb (SluiceSyncChoices *self)
{
  if (self->list != NULL)
    sluice_table_history_end_typing (sluice_table_list_get_history (self->list));
}

static void
watch_typing (SluiceSyncChoices *self, gpointer row)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), focus);
}

/* The group */

static void
sluice_sync_choices_dispose (GObject *object)
{
  SluiceSyncChoices *self = SLUICE_SYNC_CHOICES (object);

  self->updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_SYNC_CHOICES);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (sluice_sync_choices_parent_class)->dispose (object);
}

static void
sluice_sync_choices_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_SYNC_CHOICES (object)->cursor_names);

  G_OBJECT_CLASS (sluice_sync_choices_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-sync-choices.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, method);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, cursor);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, key);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, key_names);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, frequency);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, time);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, time_here);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, time_fault);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, time_fault_text);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, look_back_unit);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, look_back);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, look_back_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, full_refresh);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, full_refresh_days);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, full_refresh_adjustment);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, cdc_table_mode);
  gtk_widget_class_bind_template_child (widget_class, SluiceSyncChoices, limits);
  gtk_widget_class_bind_template_callback (widget_class, method_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, frequency_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_back_unit_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_back_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, full_refresh_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, full_refresh_days_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cdc_table_mode_selected_cb);
}

static void
sluice_sync_choices_class_init (SluiceSyncChoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_sync_choices_dispose;
  object_class->finalize = sluice_sync_choices_finalize;

  signals[SIGNAL_APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
sluice_sync_choices_init (SluiceSyncChoices *self)
{
  self->cursor_names = g_ptr_array_new_with_free_func (g_free);
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_choice_lines_set_up (self->method);
  sluice_choice_lines_set_up (self->cursor);
  sluice_choice_lines_set_up (self->frequency);
  sluice_choice_lines_set_up (self->look_back_unit);
  sluice_choice_lines_set_up (self->full_refresh);
  sluice_choice_lines_set_up (self->cdc_table_mode);
  watch_typing (self, self->time);
  watch_typing (self, self->look_back);
  watch_typing (self, self->full_refresh_days);
  self->updating = FALSE;
}

void
sluice_sync_choices_set_tables (SluiceSyncChoices *self, SluiceTableList *list, GPtrArray *tables)
{
  g_return_if_fail (SLUICE_IS_SYNC_CHOICES (self));

  g_set_object (&self->list, list);
  if (tables != NULL)
    g_ptr_array_ref (tables);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  self->tables = tables;
  self->look_back_seconds = 0;
  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->time), "");
  show_time_fault (self, NULL);
  self->updating = FALSE;
  sluice_sync_choices_update (self);
}

void
sluice_sync_choices_choose_key (SluiceSyncChoices *self)
{
  g_return_if_fail (SLUICE_IS_SYNC_CHOICES (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->key));
  key_activated_cb (self);
}

void
sluice_sync_choices_focus (SluiceSyncChoices *self)
{
  g_return_if_fail (SLUICE_IS_SYNC_CHOICES (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->method));
}
