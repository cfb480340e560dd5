/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-unscheduled-group.h"

#include <glib/gi18n.h>

#include "sluice-phrases.h"
#include "sluice-table-fault.h"
#include "sluice-when.h"

/* A list box makes a widget for every row: more tables than this are counted instead. */
#define MAX_ROWS 50

struct _SluiceUnscheduledGroup
{
  AdwPreferencesGroup parent_instance;

  SluiceSetup *setup;
  DexFuture *trying;

  GtkWidget *try_again;
  GtkListBox *list;
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (SluiceUnscheduledGroup, sluice_unscheduled_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  const char *message = sluice_table_fault_get_message (item);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sluice_table_fault_get_name (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), message != NULL ? message : _ ("The server did not say why."));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);

  return row;
}

/* What is not set, and how the source syncs until it is. */
static void
update_words (SluiceUnscheduledGroup *self, guint n_tables)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  g_autofree char *title = g_strdup_printf (ngettext ("The schedule is not set for %'u table",
                                                      "The schedule is not set for %'u tables", n_tables),
                                            n_tables);

  if (n_tables == 0 && sluice_setup_get_policy_left (self->setup))
    {
      adw_preferences_group_set_title (group, _ ("What becomes of later tables is not set"));
      adw_preferences_group_set_description (
          group, _ ("The tables sync as chosen. Those that appear later stay off until this is set."));
      return;
    }

  adw_preferences_group_set_title (group, n_tables > 0 ? title : _ ("The schedule is not set"));
  /* Create begins it, and takes no schedule along. */
  adw_preferences_group_set_description (
      group, _ ("The first load has begun already. Until their schedule is set, tables sync every 6 hours."));
}

static void
update_tables (SluiceUnscheduledGroup *self)
{
  guint n_tables = g_list_model_get_n_items (sluice_setup_get_unscheduled (self->setup));

  update_words (self, n_tables);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_tables > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_tables > MAX_ROWS);
  if (n_tables > MAX_ROWS)
    {
      g_autofree char *count = sluice_phrase_tables (n_tables - MAX_ROWS);
      /* Translators: “and 120 tables more” */
      g_autofree char *text = g_strdup_printf (_ ("and %s more"), count);

      gtk_label_set_label (self->more, text);
    }
}

/* While it is tried again it stays as it is: the stage says that it is under way. */
static void
update_visible (SluiceUnscheduledGroup *self)
{
  SluiceStage *stage = sluice_setup_get_stage (self->setup, SLUICE_STAGE_SCHEDULE);
  const gboolean visible = self->trying != NULL || sluice_stage_get_state (stage) == SLUICE_STAGE_ATTENTION;

  /* What goes away does not take the focus along, or Escape would reach nobody. */
  if (!visible && gtk_widget_has_focus (self->try_again))
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_BACKWARD);
  gtk_widget_set_visible (GTK_WIDGET (self), visible);
}

static void
tried_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceUnscheduledGroup *self = owner;

  dex_clear (&self->trying);
  update_visible (self);
}

static void
try_again_cb (SluiceUnscheduledGroup *self)
{
  SluiceStage *stage = sluice_setup_get_stage (self->setup, SLUICE_STAGE_SCHEDULE);

  if (self->trying == NULL && sluice_stage_get_state (stage) == SLUICE_STAGE_ATTENTION)
    self->trying = sluice_when (sluice_setup_set_schedule_again (self->setup), self, tried_cb);
}

static void
sluice_unscheduled_group_dispose (GObject *object)
{
  SluiceUnscheduledGroup *self = SLUICE_UNSCHEDULED_GROUP (object);

  dex_clear (&self->trying);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (sluice_unscheduled_group_parent_class)->dispose (object);
}

static void
sluice_unscheduled_group_class_init (SluiceUnscheduledGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_unscheduled_group_dispose;
}

static void
sluice_unscheduled_group_init (SluiceUnscheduledGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->try_again = gtk_button_new_with_mnemonic (_ ("_Try Again"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->more = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "margin-top", 6, NULL);
  gtk_widget_set_valign (self->try_again, GTK_ALIGN_CENTER);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Tables whose schedule is not set"), -1);
  adw_preferences_group_set_header_suffix (group, self->try_again);
  adw_preferences_group_add (group, GTK_WIDGET (self->list));
  adw_preferences_group_add (group, GTK_WIDGET (self->more));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->try_again, "clicked", G_CALLBACK (try_again_cb), self, G_CONNECT_SWAPPED);
}

void
sluice_unscheduled_group_set_setup (SluiceUnscheduledGroup *self, SluiceSetup *setup)
{
  GListModel *tables = NULL;
  g_autoptr (GtkSliceListModel) slice = NULL;

  g_return_if_fail (SLUICE_IS_UNSCHEDULED_GROUP (self));
  g_return_if_fail (SLUICE_IS_SETUP (setup));

  if (!g_set_object (&self->setup, setup))
    return;

  tables = sluice_setup_get_unscheduled (setup);
  slice = gtk_slice_list_model_new (g_object_ref (tables), 0, MAX_ROWS);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (slice), create_row_cb, NULL, NULL);
  g_signal_connect_object (tables, "items-changed", G_CALLBACK (update_tables), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_setup_get_stage (setup, SLUICE_STAGE_SCHEDULE), "notify::state",
                           G_CALLBACK (update_visible), self, G_CONNECT_SWAPPED);
  update_tables (self);
  update_visible (self);
}
