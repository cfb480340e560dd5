/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-announce.h"

void
sluice_announce (GtkWidget *from, const char *text, GtkAccessibleAnnouncementPriority priority)
{
  g_autoptr (GtkATContext) context = NULL;
  GtkRoot *root = NULL;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  root = gtk_widget_get_root (from);
  context = root != NULL ? gtk_accessible_get_at_context (GTK_ACCESSIBLE (root)) : NULL;
  /* That of GTK_A11Y=test cannot, and crashes when it is asked to. */
  if (context != NULL && !g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkTestATContext"))
    gtk_accessible_announce (GTK_ACCESSIBLE (root), text, priority);
}
