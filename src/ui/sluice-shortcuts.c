/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-shortcuts.h"

typedef struct
{
  const char *title;
  const char *accels;
  const char *mirrored; /* in a window that is read from right to left; NULL: the same */
} Shortcut;

static const Shortcut general[] = {
  { N_ ("Add a source"), "<Control>n" },
  { N_ ("Open a plan"), "<Control>o" },
  { N_ ("Refresh the list of sources"), "F5" },
  { N_ ("Search the sources"), "<Control>f" },
  { N_ ("Open the main menu"), "F10" },
  { N_ ("Open the preferences"), "<Control>comma" },
  { N_ ("Show the call log"), "<Control><Shift>l" },
  { N_ ("Help on what is shown"), "F1" },
  { N_ ("Show keyboard shortcuts"), "<Control>question" },
  { N_ ("Close the window"), "<Control>w" },
  { N_ ("Quit"), "<Control>q" },
};

static const Shortcut assistant[] = {
  { N_ ("Go on"), "<Control>Return" },
  { N_ ("Back to the step before"), "<Alt>Left", "<Alt>Right" },
  { N_ ("Paste a connection string"), "<Control>v" },
  { N_ ("Stop a check, or cancel"), "Escape" },
};

static const Shortcut tables[] = {
  { N_ ("Search tables and columns"), "slash" },
  { N_ ("Select or deselect the table"), "space" },
  { N_ ("Mark several tables, to edit them at once"), "<Shift>Down" },
  { N_ ("Change the method"), "m" },
  { N_ ("Change the cursor"), "c" },
  { N_ ("Change how often it syncs"), "f" },
  { N_ ("Open the details"), "Return" },
  { N_ ("Close the details"), "Escape" },
  { N_ ("Next table that needs attention"), "n" },
  { N_ ("Count rows"), "r" },
  { N_ ("Read the tables again"), "F5" },
  { N_ ("Bulk edit"), "<Control>b" },
  { N_ ("Show the list"), "<Control>1" },
  { N_ ("Show the size map"), "<Control>2" },
  { N_ ("Zoom in on the map"), "plus" },
  { N_ ("Zoom out on the map"), "minus" },
  { N_ ("Undo"), "<Control>z" },
  { N_ ("Redo"), "<Control><Shift>z" },
};

static GtkWidget *
create_row (const Shortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = NULL;
  const gboolean mirrors = shortcut->mirrored != NULL && gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL;
  g_autofree char *text = NULL;
  GdkModifierType modifiers = 0;
  guint key = 0;

  gtk_accelerator_parse (mirrors ? shortcut->mirrored : shortcut->accels, &key, &modifiers);
  text = gtk_accelerator_get_label (key, modifiers);
  keys = gtk_label_new (text);
  gtk_widget_add_css_class (keys, "dimmed");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);

  return row;
}

static GtkWidget *
create_group (const char *title, const Shortcut *shortcuts, guint n_shortcuts)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < n_shortcuts; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (&shortcuts[i]));

  return group;
}

AdwDialog *
sluice_shortcuts_new (void)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (create_group (_ ("General"), general, G_N_ELEMENTS (general))));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (
                                create_group (_ ("Adding a Source"), assistant, G_N_ELEMENTS (assistant))));

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (
                                create_group (_ ("Choosing Tables"), tables, G_N_ELEMENTS (tables))));

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 600);
  adw_dialog_set_child (dialog, view);

  return dialog;
}
