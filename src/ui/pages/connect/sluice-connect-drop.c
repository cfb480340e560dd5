/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-connect-drop.h"

#include <glib/gi18n.h>

#include "sluice-opened-plan.h"
#include "sluice-toast.h"

struct _SluiceConnectDrop
{
  GObject parent_instance;

  GtkWidget *page;           /* weak */
  GtkWidget *frozen;         /* weak */
  SluiceConnectPaste *paste; /* weak */
  SluiceForm *form;
  SluiceFormRows *rows;
  GtkWidget *marked; /* weak: the row that would take the file */
};

G_DEFINE_FINAL_TYPE (SluiceConnectDrop, sluice_connect_drop, G_TYPE_OBJECT)

typedef struct
{
  GtkWidget *picked; /* what is under the pointer */
  SluiceFieldEditor *under;
  SluiceFieldEditor *empty;
  SluiceFieldEditor *first;
} Search;

static gboolean
has_row (SluiceFieldEditor *editor, GtkWidget *widget)
{
  GPtrArray *rows = sluice_field_editor_get_rows (editor);

  for (guint i = 0; i < rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (rows, i);

      if (widget != NULL && (widget == row || gtk_widget_is_ancestor (widget, row)))
        return TRUE;
    }

  return FALSE;
}

static void
look (SluiceFieldEditor *editor, gpointer user_data)
{
  Search *search = user_data;
  const char *value =
      sluice_form_get_value (sluice_field_editor_get_form (editor), sluice_field_editor_get_path (editor));

  if (!sluice_field_editor_takes_files (editor))
    return;
  if (search->first == NULL)
    search->first = editor;
  if (search->empty == NULL && *value == '\0')
    search->empty = editor;
  if (has_row (editor, search->picked))
    search->under = editor;
}

/* What is under the pointer, else the first one that is empty. (nullable) */
static SluiceFieldEditor *
find_editor (SluiceConnectDrop *self, double x, double y)
{
  Search search = { NULL };

  if (self->rows == NULL)
    return NULL;

  search.picked = gtk_widget_pick (self->page, x, y, GTK_PICK_DEFAULT);
  sluice_form_rows_foreach (self->rows, TRUE, look, &search);
  if (search.under != NULL)
    return search.under;

  return search.empty != NULL ? search.empty : search.first;
}

static void
mark (SluiceConnectDrop *self, GtkWidget *row)
{
  if (self->marked == row)
    return;
  if (self->marked != NULL)
    gtk_widget_remove_css_class (self->marked, "drop-row");
  g_set_weak_pointer (&self->marked, row);
  if (row != NULL)
    gtk_widget_add_css_class (row, "drop-row");
}

/* What is being checked must not change meanwhile. */
static gboolean
can_drop (SluiceConnectDrop *self)
{
  GtkRoot *root = self->page != NULL ? gtk_widget_get_root (self->page) : NULL;

  return self->form != NULL && self->frozen != NULL && gtk_widget_get_sensitive (self->frozen) &&
         !(ADW_IS_APPLICATION_WINDOW (root) &&
           adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)) != NULL);
}

static GdkDragAction
motion_cb (SluiceConnectDrop *self, double x, double y)
{
  SluiceFieldEditor *editor = NULL;

  if (!can_drop (self))
    return 0;

  editor = find_editor (self, x, y);
  mark (self, editor != NULL ? g_ptr_array_index (sluice_field_editor_get_rows (editor), 0) : NULL);

  return GDK_ACTION_COPY;
}

static void
leave_cb (SluiceConnectDrop *self)
{
  mark (self, NULL);
}

static gboolean
is_plan (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && strstr (name, "." SLUICE_PLAN_EXTENSION) != NULL;
}

static void
take_file (SluiceConnectDrop *self, GFile *file, SluiceFieldEditor *editor)
{
  if (editor != NULL && !is_plan (file))
    {
      sluice_field_editor_focus (editor);
      sluice_field_editor_take_file (editor, file);
    }
  else
    {
      g_autofree char *uri = g_file_get_uri (file);

      gtk_widget_activate_action (self->page, "win.open-plan-file", "s", uri);
    }
}

static gboolean
file_cb (SluiceConnectDrop *self, const GValue *value, double x, double y)
{
  GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));
  const gboolean is_one = files != NULL && files->next == NULL;

  mark (self, NULL);
  if (can_drop (self) && is_one)
    take_file (self, files->data, find_editor (self, x, y));
  else if (can_drop (self))
    sluice_toast_show (self->page, _ ("Drop one file."));
  g_slist_free (files);

  return is_one;
}

static GdkDragAction
enter_text_cb (SluiceConnectDrop *self, double x, double y)
{
  return can_drop (self) && sluice_form_takes_connection_strings (self->form) ? GDK_ACTION_COPY : 0;
}

/* What holds it is the drop's own, and cannot be wiped. */
static gboolean
text_cb (SluiceConnectDrop *self, const GValue *value)
{
  const char *text = g_value_get_string (value);

  if (!can_drop (self) || self->paste == NULL || text == NULL)
    return FALSE;

  sluice_connect_paste_offer (self->paste, text);

  return TRUE;
}

static void
sluice_connect_drop_dispose (GObject *object)
{
  SluiceConnectDrop *self = SLUICE_CONNECT_DROP (object);

  mark (self, NULL);
  g_clear_weak_pointer (&self->page);
  g_clear_weak_pointer (&self->frozen);
  g_clear_weak_pointer (&self->paste);
  g_clear_object (&self->rows);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (sluice_connect_drop_parent_class)->dispose (object);
}

static void
sluice_connect_drop_class_init (SluiceConnectDropClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_connect_drop_dispose;
}

static void
sluice_connect_drop_init (SluiceConnectDrop *self)
{
}

SluiceConnectDrop *
sluice_connect_drop_new (GtkWidget *page, GtkWidget *frozen, SluiceConnectPaste *paste)
{
  SluiceConnectDrop *self = NULL;
  GtkDropTarget *files = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkDropTarget *text = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (frozen), NULL);
  g_return_val_if_fail (SLUICE_IS_CONNECT_PASTE (paste), NULL);

  self = g_object_new (SLUICE_TYPE_CONNECT_DROP, NULL);
  g_set_weak_pointer (&self->page, page);
  g_set_weak_pointer (&self->frozen, frozen);
  g_set_weak_pointer (&self->paste, paste);
  /* Before an entry, which would take a file as the text of its path. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (files), GTK_PHASE_CAPTURE);
  g_signal_connect_object (files, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (files, "drop", G_CALLBACK (file_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "enter", G_CALLBACK (enter_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (text, "drop", G_CALLBACK (text_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (files));
  gtk_widget_add_controller (page, GTK_EVENT_CONTROLLER (text));
  gtk_widget_add_css_class (page, "drop-zone");

  return self;
}

void
sluice_connect_drop_set_rows (SluiceConnectDrop *self, SluiceForm *form, SluiceFormRows *rows)
{
  g_return_if_fail (SLUICE_IS_CONNECT_DROP (self));

  mark (self, NULL);
  g_set_object (&self->form, form);
  g_set_object (&self->rows, rows);
}
