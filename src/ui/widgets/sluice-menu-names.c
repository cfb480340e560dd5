/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-menu-names.h"

/* Without the underscore that marks the letter of a mnemonic; two of them are one. */
static char *
dup_plain_text (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '_' && c[1] != '\0')
        c++;
      g_string_append_c (plain, *c);
    }

  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static void
name_items (GtkWidget *widget)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);

  /* The class is GTK's own; what it shows is its property. */
  if (!g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
    return;

  g_object_get (widget, "text", &text, NULL);
  if (text == NULL)
    return;

  name = dup_plain_text (text);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
active_cb (GtkMenuButton *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (gtk_menu_button_get_active (button) && popover != NULL)
    name_items (GTK_WIDGET (popover));
}

void
sluice_menu_names_add (GtkMenuButton *button)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  g_signal_connect (button, "notify::active", G_CALLBACK (active_cb), NULL);
}
