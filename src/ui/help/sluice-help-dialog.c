/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-help-dialog.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-help-guide.h"
#include "sluice-help-page.h"

struct _SluiceHelpDialog
{
  AdwDialog parent_instance;

  AdwNavigationPage *entrance; /* weak: what Escape closes the dialog from, besides the index */
  gboolean index_seen;
  guint focus_id;

  AdwNavigationView *navigation;
  AdwNavigationPage *index;
  GtkEditable *search;
  GtkStack *stack;
  GtkWidget *contents;
  GtkWidget *results;
  GtkListBox *found;
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (SluiceHelpDialog, sluice_help_dialog, ADW_TYPE_DIALOG)

static void
push (SluiceHelpDialog *self, const char *id)
{
  const SluiceHelpTopic *topic = sluice_help_find (id);
  AdwNavigationPage *page = NULL;

  g_return_if_fail (topic != NULL);

  page = sluice_help_page_new (topic);
  g_signal_connect_object (page, "follow", G_CALLBACK (push), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, page);
}

static void
row_activated_cb (SluiceHelpDialog *self, AdwActionRow *row)
{
  push (self, g_object_get_data (G_OBJECT (row), "topic"));
}

static GtkWidget *
new_row (const SluiceHelpTopic *topic)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _ (topic->title), "subtitle", _ (topic->summary),
                                 "use-markup", FALSE, "activatable", TRUE, NULL);

  g_object_set_data (G_OBJECT (row), "topic", (gpointer) topic->id);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));

  return row;
}

static void
add_contents (SluiceHelpDialog *self)
{
  guint n_chapters = 0;
  const SluiceHelpChapter *chapters = sluice_help_list_chapters (&n_chapters);

  for (guint i = 0; i < n_chapters; i++)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (chapters[i].title));
      for (const SluiceHelpTopic *topic = chapters[i].topics; topic->id != NULL; topic++)
        {
          GtkWidget *row = new_row (topic);

          g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
          adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
        }
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->contents), ADW_PREFERENCES_GROUP (group));
    }
}

static void
announce_results (SluiceHelpDialog *self, guint n_found)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u topic found", "%u topics found", n_found), n_found);

  sluice_announce (GTK_WIDGET (self), n_found > 0 ? text : _ ("Nothing found"),
                   GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
search_changed_cb (SluiceHelpDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));
  g_autoptr (GPtrArray) topics = sluice_help_search (text);

  gtk_list_box_remove_all (self->found);
  for (guint i = 0; i < topics->len; i++)
    gtk_list_box_append (self->found, new_row (g_ptr_array_index (topics, i)));
  if (*text == '\0')
    gtk_stack_set_visible_child (self->stack, self->contents);
  else
    {
      gtk_stack_set_visible_child (self->stack, topics->len > 0 ? self->results : self->nothing);
      announce_results (self, topics->len);
    }
}

/* What was typed last may not have been looked for yet. */
static void
search_activate_cb (SluiceHelpDialog *self)
{
  g_autoptr (GPtrArray) topics = sluice_help_search (gtk_editable_get_text (self->search));

  if (topics->len > 0)
    push (self, ((const SluiceHelpTopic *) g_ptr_array_index (topics, 0))->id);
}

/* The first Escape takes back the search, the next one closes. */
static void
stop_search_cb (SluiceHelpDialog *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* Whoever comes to it from a topic that was opened first looks for something else. Later the focus is where it was. */
static void
index_shown_cb (SluiceHelpDialog *self)
{
  if (!self->index_seen)
    self->index_seen = gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
visible_page_cb (SluiceHelpDialog *self)
{
  adw_navigation_view_set_pop_on_escape (self->navigation,
                                         adw_navigation_view_get_visible_page (self->navigation) != self->entrance);
}

static void
focus_cb (gpointer user_data)
{
  SluiceHelpDialog *self = user_data;

  self->focus_id = 0;
  if (self->entrance != NULL)
    gtk_widget_grab_focus (sluice_help_page_get_article (SLUICE_HELP_PAGE (self->entrance)));
}

/* In a small window it is a sheet, which gives the focus to its first button once it is there: the way back. */
static void
sluice_help_dialog_map (GtkWidget *widget)
{
  SluiceHelpDialog *self = SLUICE_HELP_DIALOG (widget);

  GTK_WIDGET_CLASS (sluice_help_dialog_parent_class)->map (widget);

  if (self->focus_id == 0)
    self->focus_id = g_idle_add_once (focus_cb, self);
}

static void
sluice_help_dialog_dispose (GObject *object)
{
  SluiceHelpDialog *self = SLUICE_HELP_DIALOG (object);

  g_clear_handle_id (&self->focus_id, g_source_remove);
  g_clear_weak_pointer (&self->entrance);
  if (self->navigation != NULL)
    g_signal_handlers_disconnect_by_func (self->navigation, visible_page_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_HELP_DIALOG);

  G_OBJECT_CLASS (sluice_help_dialog_parent_class)->dispose (object);
}

static void
sluice_help_dialog_class_init (SluiceHelpDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_help_dialog_dispose;
  widget_class->map = sluice_help_dialog_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sluice_app/Sluice/help/sluice-help-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpDialog, index);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpDialog, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpDialog, contents);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpDialog, results);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpDialog, found);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpDialog, nothing);
  gtk_widget_class_bind_template_callback (widget_class, index_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, visible_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sluice_help_dialog_init (SluiceHelpDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_contents (self);
}

/* The index lies beneath: Back leads there. */
static void
enter (SluiceHelpDialog *self, const char *id)
{
  AdwNavigationPage *page = sluice_help_page_new (sluice_help_find (id));
  AdwNavigationPage *pages[2] = { self->index, page };

  g_signal_connect_object (page, "follow", G_CALLBACK (push), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->entrance, page);
  adw_navigation_view_replace (self->navigation, pages, G_N_ELEMENTS (pages));
  visible_page_cb (self);
  adw_dialog_set_focus (ADW_DIALOG (self), sluice_help_page_get_article (SLUICE_HELP_PAGE (page)));
}

static AdwDialog *
get_visible_dialog (GtkWindow *window)
{
  if (ADW_IS_APPLICATION_WINDOW (window))
    return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));

  return NULL;
}

void
sluice_help_dialog_show (GtkWindow *window, const char *id)
{
  const SluiceHelpTopic *topic = id != NULL ? sluice_help_find (id) : NULL;
  AdwDialog *visible = NULL;
  SluiceHelpDialog *self = NULL;

  g_return_if_fail (window == NULL || GTK_IS_WINDOW (window));

  if (window == NULL)
    return;
  visible = get_visible_dialog (window);
  if (SLUICE_IS_HELP_DIALOG (visible))
    {
      self = SLUICE_HELP_DIALOG (visible);
      if (topic != NULL)
        push (self, topic->id);
      else
        adw_navigation_view_pop_to_page (self->navigation, self->index);
      return;
    }

  self = g_object_new (SLUICE_TYPE_HELP_DIALOG, NULL);
  if (topic != NULL)
    enter (self, topic->id);
  adw_dialog_present (ADW_DIALOG (self), GTK_WIDGET (window));
}
