/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-entry-fault.h"

/* The state belongs on what has the focus and is read out: of a row the text within it. */
static GtkAccessible *
get_accessible (GtkEditable *entry)
{
  return GTK_ACCESSIBLE (ADW_IS_ENTRY_ROW (entry) ? (gpointer) gtk_editable_get_delegate (entry) : entry);
}

void
sluice_entry_fault_mark (GtkEditable *entry, gboolean invalid, GtkWidget *message)
{
  GtkAccessible *accessible = NULL;

  g_return_if_fail (GTK_IS_EDITABLE (entry));
  g_return_if_fail (message == NULL || GTK_IS_WIDGET (message));

  accessible = get_accessible (entry);
  if (invalid)
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_INVALID);
    }

  if (invalid && message != NULL)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, message, NULL, -1);
  else
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
}
