/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-advice.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-copy-row.h"
#include "sluice-table-cells.h"
#include "sluice-table-choice.h"

struct _SluiceTableAdvice
{
  AdwBin parent_instance;

  SluiceTable *table;
  GtkBox *cards;
};

G_DEFINE_FINAL_TYPE (SluiceTableAdvice, sluice_table_advice, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOOSE_KEY,
  SIGNAL_APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
sluice_table_advice_dispose (GObject *object)
{
  SluiceTableAdvice *self = SLUICE_TABLE_ADVICE (object);

  g_clear_object (&self->table);

  G_OBJECT_CLASS (sluice_table_advice_parent_class)->dispose (object);
}

static void
sluice_table_advice_class_init (SluiceTableAdviceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_table_advice_dispose;

  signals[SIGNAL_CHOOSE_KEY] =
      g_signal_new ("choose-key", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_APPLIED] =
      g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_table_advice_init (SluiceTableAdvice *self)
{
  self->cards = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->cards));
}

static void
announce (SluiceTableAdvice *self, const char *text)
{
  sluice_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Buttons */

static void
remedy_activated_cb (SluiceTableAdvice *self, AdwButtonRow *row)
{
  g_autoptr (SluiceRemedy) remedy = g_object_ref (g_object_get_data (G_OBJECT (row), "remedy"));
  g_autoptr (SluiceTable) table = g_object_ref (self->table);

  if (sluice_remedy_apply (remedy, table))
    {
      announce (self, sluice_remedy_get_label (remedy));
      g_signal_emit (self, signals[SIGNAL_APPLIED], 0);
    }
  else if (sluice_remedy_get_kind (remedy) == SLUICE_REMEDY_CHOOSE_KEY)
    {
      g_signal_emit (self, signals[SIGNAL_CHOOSE_KEY], 0);
    }
  else if (sluice_remedy_get_kind (remedy) == SLUICE_REMEDY_COPY_SQL)
    {
      sluice_copy_row_copy (row, sluice_remedy_get_sql (remedy));
      announce (self, _ ("Copied"));
    }
}

static GtkWidget *
new_remedy_row (SluiceTableAdvice *self, SluiceRemedy *remedy, const char *text)
{
  const char *label = sluice_remedy_get_label (remedy);
  GtkWidget *row = sluice_remedy_get_kind (remedy) == SLUICE_REMEDY_COPY_SQL ?
                       GTK_WIDGET (sluice_copy_row_new (label)) :
                       g_object_new (ADW_TYPE_BUTTON_ROW, "use-markup", FALSE, "title", label, NULL);

  gtk_widget_set_tooltip_text (row, sluice_remedy_get_sql (remedy));
  /* The label alone says what it does, and not about what. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (sluice_remedy_get_kind (remedy) == SLUICE_REMEDY_COUNT_ROWS)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "tables.count-rows");
      g_object_bind_property (row, "sensitive", row, "visible", G_BINDING_SYNC_CREATE);
    }
  else
    {
      g_object_set_data_full (G_OBJECT (row), "remedy", g_object_ref (remedy), g_object_unref);
      g_signal_connect_object (row, "activated", G_CALLBACK (remedy_activated_cb), self, G_CONNECT_SWAPPED);
    }

  return row;
}

/* Cards */

static GtkListBox *
add_card (SluiceTableAdvice *self, const char *icon_name, const char *css_class, const char *title, const char *text)
{
  GtkWidget *card = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);

  /* Only now that they are no markup any more. */
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  if (icon_name != NULL)
    {
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_add_css_class (icon, css_class);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  gtk_widget_add_css_class (card, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (GTK_LIST_BOX (card), row);
  gtk_box_append (self->cards, card);

  return GTK_LIST_BOX (card);
}

static void
add_remedies (SluiceTableAdvice *self, GtkListBox *card, GPtrArray *remedies, SluiceWarnings warning, const char *text)
{
  for (guint i = 0; i < remedies->len; i++)
    {
      SluiceRemedy *remedy = g_ptr_array_index (remedies, i);

      if (sluice_remedy_get_warning (remedy) == warning)
        gtk_list_box_append (card, new_remedy_row (self, remedy, text));
    }
}

static void
add_warning (SluiceTableAdvice *self, SluiceWarnings warning, GPtrArray *remedies)
{
  const gboolean is_unknown = warning == SLUICE_WARNING_UNKNOWN_ROWS;
  const char *title = is_unknown ? _ ("Rows are unknown") : sluice_warning_get_label (warning);
  g_autofree char *text = NULL;
  GtkListBox *card = NULL;

  /* Only a full refresh needs attention for it; for the others it is good to know. */
  if ((sluice_advisor_get_warnings (self->table) & warning) != 0)
    text = sluice_warning_dup_explanation (warning, self->table);
  else
    text = g_strdup (_ ("The server does not count them, so the table is missing from the totals."));

  card = add_card (self, is_unknown ? "dialog-question-symbolic" : "dialog-warning-symbolic",
                   is_unknown ? "dimmed" : "warning", title, text);
  add_remedies (self, card, remedies, warning, text);
}

static void
add_reason (SluiceTableAdvice *self, GPtrArray *remedies)
{
  g_autofree char *reason = sluice_advisor_dup_reason (self->table);
  GtkListBox *card = add_card (self, NULL, NULL, sluice_advisor_get_headline (self->table), reason);

  add_remedies (self, card, remedies, SLUICE_WARNING_NONE, reason);
}

/* Why it cannot be selected at all. */
static void
add_obstacle (SluiceTableAdvice *self)
{
  const char *icon_name = NULL;
  const char *title = sluice_table_cells_get_obstacle (self->table, &icon_name);
  g_autofree char *text = sluice_table_dup_part_obstacle (self->table, SLUICE_CHOICE_SELECTED);

  add_card (self, icon_name, "error", title, text);
}

void
sluice_table_advice_show (SluiceTableAdvice *self, SluiceTable *table)
{
  g_autoptr (GPtrArray) remedies = NULL;
  SluiceWarnings warnings = SLUICE_WARNING_NONE;
  GtkWidget *card = NULL;

  g_return_if_fail (SLUICE_IS_TABLE_ADVICE (self));
  g_return_if_fail (table == NULL || SLUICE_IS_TABLE (table));

  g_set_object (&self->table, table);
  while ((card = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_box_remove (self->cards, card);
  if (table == NULL)
    return;

  if (!sluice_table_get_selectable (table))
    {
      add_obstacle (self);
      return;
    }

  remedies = sluice_advisor_list_remedies (table);
  warnings = sluice_advisor_get_warnings (table);
  if (sluice_table_get_rows (table) < 0)
    warnings |= SLUICE_WARNING_UNKNOWN_ROWS;
  while (warnings != SLUICE_WARNING_NONE)
    {
      SluiceWarnings first = sluice_warnings_get_first (warnings);

      add_warning (self, first, remedies);
      warnings &= ~first;
    }
  add_reason (self, remedies);
}
