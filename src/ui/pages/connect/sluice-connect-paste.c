/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-connect-paste.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-secret-text.h"
#include "sluice-toast.h"

/* Long enough to look at what was filled in, and to undo it. */
#define MESSAGE_SECONDS 12

struct _SluiceConnectPaste
{
  GObject parent_instance;

  GtkWidget *page;   /* weak */
  GtkWidget *button; /* weak; what is done by it may be done now while it can be pressed */
  GListModel *types;
  SluiceForm *form;
  SluiceFormPaste *last;
  char *other; /* a connection string of another kind, while that is offered */
  char *left_out;
  AdwToast *toast; /* weak */
};

G_DEFINE_FINAL_TYPE (SluiceConnectPaste, sluice_connect_paste, G_TYPE_OBJECT)

enum
{
  SIGNAL_FILLED,
  SIGNAL_OTHER_TYPE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What was replaced holds a secret: it is kept only while it is offered. */
static void
forget_secrets (SluiceConnectPaste *self)
{
  g_clear_pointer (&self->last, sluice_form_paste_free);
  g_clear_pointer (&self->other, sluice_secret_free);
}

static void
forget (SluiceConnectPaste *self)
{
  AdwToast *toast = self->toast;

  g_clear_weak_pointer (&self->toast);
  if (toast != NULL)
    adw_toast_dismiss (toast);
  forget_secrets (self);
}

static void
dismissed_cb (SluiceConnectPaste *self, AdwToast *toast)
{
  if (self->toast == toast)
    {
      g_clear_weak_pointer (&self->toast);
      forget_secrets (self);
    }
}

static gboolean
is_offered (SluiceConnectPaste *self)
{
  GtkRoot *root = self->button != NULL ? gtk_widget_get_root (self->button) : NULL;

  return self->form != NULL && root != NULL && gtk_widget_get_mapped (self->button) &&
         gtk_widget_is_sensitive (self->button) &&
         !(ADW_IS_APPLICATION_WINDOW (root) &&
           adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)) != NULL);
}

/* (nullable) (transfer none) */
static SluiceSourceType *
find_type (SluiceConnectPaste *self, const char *name)
{
  for (guint i = 0; self->types != NULL && i < g_list_model_get_n_items (self->types); i++)
    {
      /* The list holds it. */
      g_autoptr (SluiceSourceType) source_type = g_list_model_get_item (self->types, i);

      if (g_str_equal (sluice_source_type_get_name (source_type), name) &&
          sluice_source_type_is_connectable (source_type))
        return source_type;
    }

  return NULL;
}

static void
undo_cb (SluiceConnectPaste *self)
{
  g_autoptr (SluiceFormPaste) last = g_steal_pointer (&self->last);

  /* What is being checked must not change meanwhile. */
  if (last == NULL || !is_offered (self))
    return;
  sluice_form_paste_undo (last);
  g_clear_pointer (&self->left_out, g_free);
  sluice_announce (GTK_WIDGET (self->page), _ ("Undone"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_signal_emit (self, signals[SIGNAL_FILLED], 0);
}

static void
offer_undo (SluiceConnectPaste *self)
{
  AdwToast *toast = sluice_toast_offer_for (self->page, _ ("Filled in from the connection string"), MESSAGE_SECONDS,
                                            _ ("Undo"), NULL);

  if (toast == NULL)
    return;
  g_set_weak_pointer (&self->toast, toast);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
}

static void
other_cb (SluiceConnectPaste *self)
{
  g_auto (SluiceSecretText) text = g_steal_pointer (&self->other);
  const char *name = text != NULL && is_offered (self) ? sluice_form_paste_find_type (self->form, text) : NULL;
  SluiceSourceType *source_type = name != NULL ? find_type (self, name) : NULL;

  if (source_type == NULL)
    return;
  g_signal_emit (self, signals[SIGNAL_OTHER_TYPE], 0, source_type);
  sluice_connect_paste_take (self, text, NULL);
}

/* Whether another type is offered, for which @text is a connection string. */
static gboolean
offer_other (SluiceConnectPaste *self, const char *text, const char *message)
{
  const char *name = sluice_form_paste_find_type (self->form, text);
  SluiceSourceType *source_type = name != NULL ? find_type (self, name) : NULL;
  g_autofree char *label = NULL;
  AdwToast *toast = NULL;

  if (source_type == NULL)
    return FALSE;

  forget (self);
  /* Translators: a button: go on with this kind of source and what was pasted; %s is one, such as “MySQL” */
  label = g_strdup_printf (_ ("Set Up %s"), sluice_source_type_get_label (source_type));
  toast = sluice_toast_offer_for (self->page, message, MESSAGE_SECONDS, label, NULL);
  if (toast == NULL)
    return FALSE;
  self->other = g_strdup (text);
  g_set_weak_pointer (&self->toast, toast);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (other_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);

  return TRUE;
}

static void
say_fault (SluiceConnectPaste *self, const char *text, SluiceFieldEditor *editor, const char *message)
{
  if (editor != NULL)
    sluice_field_editor_complain (editor, message);
  if (offer_other (self, text, message))
    return;
  if (editor != NULL)
    sluice_announce (GTK_WIDGET (self->page), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  else
    sluice_toast_show (self->page, message);
}

void
sluice_connect_paste_take (SluiceConnectPaste *self, const char *text, SluiceFieldEditor *editor)
{
  g_autoptr (GError) error = NULL;
  SluiceFormPaste *paste = NULL;

  g_return_if_fail (SLUICE_IS_CONNECT_PASTE (self));
  g_return_if_fail (text != NULL);

  if (self->form == NULL || self->page == NULL)
    return;

  paste = sluice_form_paste (self->form, text, &error);
  if (paste != NULL)
    {
      forget (self);
      self->last = paste;
      g_set_str (&self->left_out, sluice_form_paste_get_left_out (paste));
      offer_undo (self);
      if (self->left_out != NULL)
        sluice_announce (GTK_WIDGET (self->page), self->left_out, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      g_signal_emit (self, signals[SIGNAL_FILLED], 0);
    }
  else
    say_fault (self, text, editor, error->message);
}

void
sluice_connect_paste_offer (SluiceConnectPaste *self, const char *text)
{
  g_autofree char *message = NULL;

  g_return_if_fail (SLUICE_IS_CONNECT_PASTE (self));
  g_return_if_fail (text != NULL);

  if (!is_offered (self))
    return;
  if (sluice_form_is_connection_string (self->form, text))
    {
      sluice_connect_paste_take (self, text, NULL);
      return;
    }

  /* Translators: %s is how one looks: “postgresql://user@host/database” */
  message =
      g_strdup_printf (_ ("That is no connection string, such as %s"), sluice_form_get_connection_example (self->form));
  sluice_toast_show (self->page, message);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceConnectPaste) self = user_data;
  g_auto (SluiceSecretText) text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (is_offered (self))
    {
      if (text != NULL && sluice_form_is_connection_string (self->form, text))
        sluice_connect_paste_take (self, text, NULL);
      else
        {
          g_autofree char *message =
              /* Translators: %s is how one looks: “postgresql://user@host/database” */
              g_strdup_printf (_ ("There is no connection string in the clipboard, such as %s"),
                               sluice_form_get_connection_example (self->form));

          sluice_toast_show (self->page, message);
        }
    }
}

void
sluice_connect_paste_read (SluiceConnectPaste *self)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PASTE (self));

  if (self->page != NULL)
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->page), NULL, read_cb, g_object_ref (self));
}

/* A text that has the focus has taken Ctrl+V already. */
static gboolean
shortcut_cb (GtkWidget *page, GVariant *arguments, gpointer user_data)
{
  SluiceConnectPaste *self = user_data;

  if (!is_offered (self))
    return FALSE;
  sluice_connect_paste_read (self);

  return TRUE;
}

static void
add_shortcut (SluiceConnectPaste *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (shortcut_cb, g_object_ref (self),
                                                                                   g_object_unref)));
  gtk_widget_add_controller (self->page, controller);
}

void
sluice_connect_paste_set_form (SluiceConnectPaste *self, SluiceForm *form)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PASTE (self));

  if (!g_set_object (&self->form, form))
    return;
  forget (self);
  g_clear_pointer (&self->left_out, g_free);
}

void
sluice_connect_paste_set_types (SluiceConnectPaste *self, GListModel *types)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PASTE (self));

  g_set_object (&self->types, types);
}

const char *
sluice_connect_paste_get_left_out (SluiceConnectPaste *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECT_PASTE (self), NULL);

  return self->left_out;
}

static void
sluice_connect_paste_dispose (GObject *object)
{
  SluiceConnectPaste *self = SLUICE_CONNECT_PASTE (object);

  forget (self);
  g_clear_weak_pointer (&self->page);
  g_clear_weak_pointer (&self->button);
  g_clear_object (&self->form);
  g_clear_object (&self->types);
  g_clear_pointer (&self->left_out, g_free);

  G_OBJECT_CLASS (sluice_connect_paste_parent_class)->dispose (object);
}

static void
sluice_connect_paste_class_init (SluiceConnectPasteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_connect_paste_dispose;

  signals[SIGNAL_FILLED] =
      g_signal_new ("filled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OTHER_TYPE] = g_signal_new ("other-type", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                             NULL, G_TYPE_NONE, 1, SLUICE_TYPE_SOURCE_TYPE);
}

static void
sluice_connect_paste_init (SluiceConnectPaste *self)
{
}

SluiceConnectPaste *
sluice_connect_paste_new (GtkWidget *page, GtkWidget *button)
{
  SluiceConnectPaste *self = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (button), NULL);

  self = g_object_new (SLUICE_TYPE_CONNECT_PASTE, NULL);
  g_set_weak_pointer (&self->page, page);
  g_set_weak_pointer (&self->button, button);
  add_shortcut (self);

  return self;
}
