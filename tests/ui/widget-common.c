/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widget-common.h"

#include "tables-common.h"

typedef struct
{
  GtkWidget *root;
  WidgetMatches matches;
  gconstpointer data;
} Search;

static GtkWidget *
find (GtkWidget *root, gboolean (*is_shown) (GtkWidget *widget), WidgetMatches matches, gconstpointer data)
{
  if (matches (root, data))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = is_shown (child) ? find (child, is_shown, matches, data) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
widget_common_find (GtkWidget *root, WidgetMatches matches, gconstpointer data)
{
  return find (root, gtk_widget_get_mapped, matches, data);
}

GtkWidget *
widget_common_find_folded (GtkWidget *root, WidgetMatches matches, gconstpointer data)
{
  return find (root, gtk_widget_get_visible, matches, data);
}

static gboolean
is_there (gpointer data)
{
  const Search *search = data;

  return widget_common_find (search->root, search->matches, search->data) != NULL;
}

static gboolean
is_not_there (gpointer data)
{
  return !is_there (data);
}

GtkWidget *
widget_common_wait_for (GtkWidget *root, WidgetMatches matches, gconstpointer data)
{
  Search search = { root, matches, data };

  tables_common_wait (is_there, &search);

  return widget_common_find (root, matches, data);
}

void
widget_common_wait_until_gone (GtkWidget *root, WidgetMatches matches, gconstpointer data)
{
  Search search = { root, matches, data };

  tables_common_wait (is_not_there, &search);
}

gboolean
widget_common_has_name (GtkWidget *widget, const char *name)
{
  /* NULL stands for a match. */
  g_autofree char *different =
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  return different == NULL;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
widget_common_close (GtkWidget *window, gpointer content)
{
  g_object_add_weak_pointer (G_OBJECT (content), &content);
  gtk_window_destroy (GTK_WINDOW (window));
  tables_common_wait (is_gone, &content);
}
