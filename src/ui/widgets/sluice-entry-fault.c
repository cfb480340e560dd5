/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-entry-fault.h"

void
sluice_fault_mark (GtkWidget *row, GtkWidget *control, gboolean invalid, GtkWidget *message)
{
  g_return_if_fail (GTK_IS_WIDGET (row));
  g_return_if_fail (GTK_IS_WIDGET (control));
  g_return_if_fail (message == NULL || GTK_IS_WIDGET (message));

  if (invalid)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE,
                                   -1);
    }
  else
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_STATE_INVALID);
    }

  if (invalid && message != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, message, NULL, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
}

void
sluice_entry_fault_mark (GtkEditable *entry, gboolean invalid, GtkWidget *message)
{
  g_return_if_fail (GTK_IS_EDITABLE (entry));

  /* The state belongs on what has the focus and is read out: of a row the text within it. */
  sluice_fault_mark (GTK_WIDGET (entry),
                     GTK_WIDGET (ADW_IS_ENTRY_ROW (entry) ? (gpointer) gtk_editable_get_delegate (entry) : entry),
                     invalid, message);
}
