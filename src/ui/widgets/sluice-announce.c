/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-announce.h"

void
sluice_announce (GtkWidget *from, const char *text, GtkAccessibleAnnouncementPriority priority)
{
  GtkRoot *root = NULL;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  root = gtk_widget_get_root (from);
  if (root != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (root), text, priority);
}
