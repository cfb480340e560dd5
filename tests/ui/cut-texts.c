/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * Preloaded by a Sluice in a test of its window: translations come from a folder of the test's, and which texts are cut
 * is told on a signal. CUT_TEXTS is a folder: “locale” in it has the translations, “said” is written on each SIGUSR1.
 */

#include <dlfcn.h>
#include <glib-unix.h>
#include <gtk/gtk.h>
#include <stdlib.h>

char *bindtextdomain (const char *domain, const char *folder);

static const char *folder;

__attribute__ ((constructor)) static void
take_folder (void)
{
  folder = getenv ("CUT_TEXTS");
  /* What Sluice starts is left alone. */
  unsetenv ("LD_PRELOAD");
}

char *
bindtextdomain (const char *domain, const char *where)
{
  char *(*next) (const char *, const char *) =
      (char *(*) (const char *, const char *) ) dlsym (RTLD_NEXT, "bindtextdomain");
  g_autofree char *own = NULL;

  if (folder == NULL || domain == NULL || strcmp (domain, GETTEXT_PACKAGE) != 0)
    return next (domain, where);

  own = g_build_filename (folder, "locale", NULL);

  return next (domain, own);
}

/* Whether all of @label is seen but for what can be scrolled to: no widget around it that clips ends within it. */
static gboolean
is_whole (GtkWidget *label)
{
  for (GtkWidget *around = gtk_widget_get_parent (label); around != NULL; around = gtk_widget_get_parent (around))
    {
      graphene_rect_t place;
      GtkPolicyType policy = GTK_POLICY_NEVER;

      if (GTK_IS_SCROLLED_WINDOW (around))
        gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (around), &policy, NULL);
      if (policy != GTK_POLICY_NEVER)
        return TRUE;
      if (gtk_widget_get_overflow (around) != GTK_OVERFLOW_HIDDEN && !GTK_IS_WINDOW (around))
        continue;
      if (!gtk_widget_compute_bounds (label, around, &place))
        continue;
      /* A revealer or a stack on the move is not at fault: whoever asks waits for rest. */
      if (place.origin.x < -1 || place.origin.x + place.size.width > (float) gtk_widget_get_width (around) + 1)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_ellipsized (GtkWidget *widget)
{
  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

static void
describe (GtkWidget *widget, const char *what, GString *said)
{
  const char *text = gtk_label_get_text (GTK_LABEL (widget));
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');

  g_string_append_printf (said, "%s\t%s\t", what, line);
  for (guint i = 0; i < 5 && widget != NULL; i++, widget = gtk_widget_get_parent (widget))
    g_string_append_printf (said, "%s%s", i > 0 ? " < " : "", G_OBJECT_TYPE_NAME (widget));
  g_string_append_c (said, '\n');
}

static void
look (GtkWidget *widget, GString *said)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  /* A hint in an entry makes room for what is typed; the entry has a name besides. */
  if (GTK_IS_TEXT (widget))
    return;

  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    {
      if (is_ellipsized (widget))
        describe (widget, "ellipsis", said);
      else if (!is_whole (widget))
        describe (widget, "cut", said);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look (child, said);
}

static gboolean
say (gpointer unused)
{
  g_autofree char *path = g_build_filename (folder, "said", NULL);
  g_autoptr (GString) said = g_string_new (NULL);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      int width = 0;

      gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      g_string_append_printf (said, "width\t%d\t%d\n", width, gtk_widget_get_width (window));
      look (window, said);
    }
  g_string_append (said, "end\t\t\n");
  /* In one piece. */
  g_file_set_contents (path, said->str, (gssize) said->len, NULL);

  return G_SOURCE_CONTINUE;
}

int
g_application_run (GApplication *application, int argc, char **argv)
{
  int (*next) (GApplication *, int, char **) =
      (int (*) (GApplication *, int, char **)) dlsym (RTLD_NEXT, "g_application_run");

  if (folder != NULL)
    g_unix_signal_add (SIGUSR1, say, NULL);

  return next (application, argc, argv);
}
