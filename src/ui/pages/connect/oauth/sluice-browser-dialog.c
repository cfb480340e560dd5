/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-browser-dialog.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-copy-button.h"
#include "sluice-error-advice.h"
#include "sluice-open-link.h"

struct _SluiceBrowserDialog
{
  AdwDialog parent_instance;

  SluiceFieldEditor *editor;
  SluiceBrowserConnection *connection;
  gboolean no_browser; /* none opened the last time */
  gulong active_id;
  guint finish_id;

  GtkWidget *spinner;
  GtkImage *picture;
  GtkLabel *heading;
  GtkLabel *description;
  GtkLabel *instructions;
  GtkWidget *who;
  AdwActionRow *email_row;
  AdwActionRow *project_row;
  GtkWidget *note_box;
  GtkLabel *note;
  GtkButton *primary;
  GtkWidget *open_again;
  SluiceCopyButton *copy_link;
  GtkWidget *keep_waiting;
};

G_DEFINE_FINAL_TYPE (SluiceBrowserDialog, sluice_browser_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CONNECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_label (SluiceBrowserDialog *self)
{
  SluiceForm *form = sluice_field_editor_get_form (self->editor);

  return sluice_source_type_get_label (sluice_form_get_source_type (form));
}

static SluiceBrowserState
get_state (SluiceBrowserDialog *self)
{
  return sluice_browser_connection_get_state (self->connection);
}

static gboolean
is_waiting (SluiceBrowserDialog *self)
{
  return get_state (self) == SLUICE_BROWSER_WAITING;
}

static gboolean
stores_credentials (SluiceBrowserDialog *self)
{
  SluiceConnectLink *link = sluice_browser_connection_get_link (self->connection);

  return link != NULL && sluice_connect_link_get_stores_credentials (link);
}

static const char *
get_heading (SluiceBrowserDialog *self)
{
  switch (get_state (self))
    {
    case SLUICE_BROWSER_ASKING:
      return _ ("Asking PostHog for the Page…");
    case SLUICE_BROWSER_READY:
      return _ ("Go On in the Browser");
    case SLUICE_BROWSER_WAITING:
      return _ ("Waiting for You in the Browser");
    case SLUICE_BROWSER_TIMED_OUT:
      return _ ("Nothing Has Come From the Browser");
    case SLUICE_BROWSER_CONNECTED:
      return _ ("Connected");
    case SLUICE_BROWSER_FAILED:
    case SLUICE_BROWSER_CANCELLED:
    default:
      return _ ("This Did Not Work");
    }
}

static char *
dup_ready_words (SluiceBrowserDialog *self)
{
  if (stores_credentials (self))
    /* Translators: %s is a kind of source, such as “Zendesk” */
    return g_strdup_printf (_ ("A page of PostHog opens. Sign in there as below, then fill in what %s needs. Passwords "
                               "and keys are typed there only; Sluice never sees them."),
                            get_label (self));

  /* Translators: %s is a kind of source, such as “Hubspot” */
  return g_strdup_printf (
      _ ("A page of PostHog opens. Sign in there as below, then connect your %s account. Its password "
         "is typed there only; Sluice never sees it."),
      get_label (self));
}

static char *
dup_description (SluiceBrowserDialog *self)
{
  const GError *error = sluice_browser_connection_get_error (self->connection);

  switch (get_state (self))
    {
    case SLUICE_BROWSER_READY:
      return dup_ready_words (self);
    case SLUICE_BROWSER_WAITING:
      if (stores_credentials (self))
        return g_strdup (
            _ ("Fill in the page there until it says that you are done. Sluice notices by itself, and goes "
               "on."));
      /* Translators: %s is a kind of source, such as “Hubspot” */
      return g_strdup_printf (
          _ ("Connect your %s account there until the page says that you are done. Sluice notices by "
             "itself, and goes on."),
          get_label (self));
    case SLUICE_BROWSER_TIMED_OUT:
      return g_strdup (
          _ ("Sluice has waited for 15 minutes and looks no longer. What you finish there is not lost: have "
             "it looked again, or keep waiting."));
    case SLUICE_BROWSER_FAILED:
      return g_strdup (error != NULL ? error->message : "");
    case SLUICE_BROWSER_ASKING:
    case SLUICE_BROWSER_CONNECTED:
    case SLUICE_BROWSER_CANCELLED:
    default:
      return g_strdup ("");
    }
}

/* Below the description: what the last look came to, or what mends a failure. */
static const char *
get_note (SluiceBrowserDialog *self)
{
  if (get_state (self) == SLUICE_BROWSER_FAILED)
    return sluice_error_get_advice (sluice_browser_connection_get_error (self->connection));
  if (self->no_browser)
    return _ ("No browser opened. Copy the link, and open it in a browser yourself.");

  return sluice_browser_connection_get_note (self->connection);
}

static const char *
get_primary_label (SluiceBrowserDialog *self)
{
  switch (get_state (self))
    {
    case SLUICE_BROWSER_READY:
      return _ ("Open Browser");
    case SLUICE_BROWSER_WAITING:
    case SLUICE_BROWSER_TIMED_OUT:
      return sluice_browser_connection_get_looking (self->connection) ? _ ("Looking…") : _ ("I Have Connected It");
    case SLUICE_BROWSER_FAILED:
      return _ ("Try Again");
    case SLUICE_BROWSER_ASKING:
    case SLUICE_BROWSER_CONNECTED:
    case SLUICE_BROWSER_CANCELLED:
    default:
      return NULL;
    }
}

static const char *
get_icon_name (SluiceBrowserDialog *self)
{
  switch (get_state (self))
    {
    case SLUICE_BROWSER_READY:
      return "adw-external-link-symbolic";
    case SLUICE_BROWSER_TIMED_OUT:
      return "alarm-symbolic";
    case SLUICE_BROWSER_CONNECTED:
      return "object-select-symbolic";
    case SLUICE_BROWSER_FAILED:
      return "dialog-error-symbolic";
    case SLUICE_BROWSER_ASKING:
    case SLUICE_BROWSER_WAITING:
    case SLUICE_BROWSER_CANCELLED:
    default:
      return NULL;
    }
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
update_who (SluiceBrowserDialog *self)
{
  const char *email = sluice_browser_connection_get_email (self->connection);
  const SluiceBrowserState state = get_state (self);

  adw_action_row_set_subtitle (self->email_row, email != NULL ? email : "");
  gtk_widget_set_visible (GTK_WIDGET (self->email_row), email != NULL);
  adw_action_row_set_subtitle (self->project_row, sluice_browser_connection_get_project (self->connection));
  gtk_widget_set_visible (self->who, state == SLUICE_BROWSER_READY || state == SLUICE_BROWSER_WAITING ||
                                         state == SLUICE_BROWSER_TIMED_OUT);
}

static void
update (SluiceBrowserDialog *self)
{
  SluiceConnectLink *link = sluice_browser_connection_get_link (self->connection);
  const char *icon_name = get_icon_name (self);
  const char *primary = get_primary_label (self);
  const char *note = get_note (self);
  const SluiceBrowserState state = get_state (self);
  g_autofree char *description = dup_description (self);

  gtk_widget_set_visible (self->spinner, icon_name == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), icon_name != NULL);
  gtk_image_set_from_icon_name (self->picture, icon_name);
  gtk_label_set_label (self->heading, get_heading (self));
  set_text (self->description, description);
  set_text (self->instructions,
            state == SLUICE_BROWSER_READY && link != NULL ? sluice_connect_link_get_instructions (link) : NULL);
  set_text (self->note, note);
  gtk_widget_set_visible (self->note_box, note != NULL);
  update_who (self);
  gtk_widget_set_visible (GTK_WIDGET (self->primary), primary != NULL);
  if (primary != NULL)
    gtk_button_set_label (self->primary, primary);
  gtk_widget_set_visible (self->open_again, state == SLUICE_BROWSER_WAITING || state == SLUICE_BROWSER_TIMED_OUT);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_link),
                          state == SLUICE_BROWSER_WAITING || state == SLUICE_BROWSER_TIMED_OUT);
  gtk_widget_set_visible (self->keep_waiting, state == SLUICE_BROWSER_TIMED_OUT);
}

static void
announce (SluiceBrowserDialog *self, const char *text)
{
  if (text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    sluice_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
opened_cb (GtkWidget *widget, gboolean opened)
{
  SluiceBrowserDialog *self = SLUICE_BROWSER_DIALOG (widget);

  if (self->connection == NULL)
    return;
  self->no_browser = !opened;
  update (self);
  if (!opened)
    announce (self, get_note (self));
}

static void
open_page (SluiceBrowserDialog *self)
{
  SluiceConnectLink *link = sluice_browser_connection_get_link (self->connection);

  self->no_browser = FALSE;
  sluice_browser_connection_wait (self->connection);
  sluice_open_link_then (GTK_WIDGET (self), sluice_connect_link_get_url (link), opened_cb);
}

static void
open_clicked_cb (SluiceBrowserDialog *self)
{
  open_page (self);
}

static void
keep_waiting_clicked_cb (SluiceBrowserDialog *self)
{
  sluice_browser_connection_wait (self->connection);
}

static void
copy_clicked_cb (SluiceBrowserDialog *self)
{
  SluiceConnectLink *link = sluice_browser_connection_get_link (self->connection);

  sluice_copy_button_copy (self->copy_link, sluice_connect_link_get_url (link));
}

static void
primary_clicked_cb (SluiceBrowserDialog *self)
{
  switch (get_state (self))
    {
    case SLUICE_BROWSER_READY:
      open_page (self);
      break;
    case SLUICE_BROWSER_WAITING:
    case SLUICE_BROWSER_TIMED_OUT:
      self->no_browser = FALSE;
      sluice_browser_connection_look (self->connection, TRUE);
      update (self);
      break;
    case SLUICE_BROWSER_FAILED:
      sluice_browser_connection_start (self->connection);
      break;
    case SLUICE_BROWSER_ASKING:
    case SLUICE_BROWSER_CONNECTED:
    case SLUICE_BROWSER_CANCELLED:
    default:
      break;
    }
}

/* What is new takes the place of what the field had. (transfer full): what it is, for the person */
static char *
fill_in (SluiceBrowserDialog *self)
{
  SluiceForm *form = sluice_field_editor_get_form (self->editor);
  const char *path = sluice_field_editor_get_path (self->editor);
  SluiceIntegration *integration = sluice_browser_connection_get_integration (self->connection);
  SluiceStoredCredential *credential = sluice_browser_connection_get_credential (self->connection);

  sluice_form_set_value (form, path, integration != NULL ? sluice_integration_get_id (integration) : NULL);
  sluice_form_set_value (form, SLUICE_FORM_CREDENTIAL,
                         integration == NULL ? sluice_stored_credential_get_id (credential) : NULL);
  sluice_field_editor_refresh (self->editor);
  if (integration == NULL)
    return g_strdup (_ ("What you entered in the browser is used"));

  /* Translators: %s is the name of an account */
  return g_strdup_printf (_ ("%s is connected"), sluice_integration_get_label (integration));
}

/* From the main loop: the flow itself has a small stack, and the form's page is built anew in parts. */
static gboolean
finish_cb (gpointer user_data)
{
  SluiceBrowserDialog *self = user_data;
  g_autofree char *what = fill_in (self);

  self->finish_id = 0;
  g_signal_emit (self, signals[SIGNAL_CONNECTED], 0, what);
  adw_dialog_force_close (ADW_DIALOG (self));

  return G_SOURCE_REMOVE;
}

static void
state_cb (SluiceBrowserDialog *self)
{
  update (self);
  if (get_state (self) == SLUICE_BROWSER_CONNECTED && self->finish_id == 0)
    {
      self->finish_id = g_idle_add (finish_cb, self);
      g_source_set_name_by_id (self->finish_id, "[sluice] connected");
      return;
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->primary)))
    gtk_widget_grab_focus (GTK_WIDGET (self->primary));
  announce (self, get_heading (self));
}

static void
note_cb (SluiceBrowserDialog *self)
{
  update (self);
  if (!sluice_browser_connection_get_looking (self->connection))
    announce (self, get_note (self));
}

/* Asked again, the same answer is heard again. */
static void
looking_cb (SluiceBrowserDialog *self)
{
  update (self);
  if (!sluice_browser_connection_get_looking (self->connection))
    announce (self, get_note (self));
}

/* Who comes back has probably finished. */
static void
window_active_cb (SluiceBrowserDialog *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window) && is_waiting (self))
    sluice_browser_connection_look (self->connection, FALSE);
}

static void
sluice_browser_dialog_closed (AdwDialog *dialog)
{
  SluiceBrowserDialog *self = SLUICE_BROWSER_DIALOG (dialog);

  sluice_browser_connection_cancel (self->connection);
  g_clear_handle_id (&self->finish_id, g_source_remove);

  if (ADW_DIALOG_CLASS (sluice_browser_dialog_parent_class)->closed != NULL)
    ADW_DIALOG_CLASS (sluice_browser_dialog_parent_class)->closed (dialog);
}

static void
sluice_browser_dialog_root (GtkWidget *widget)
{
  SluiceBrowserDialog *self = SLUICE_BROWSER_DIALOG (widget);
  GtkRoot *root = NULL;

  GTK_WIDGET_CLASS (sluice_browser_dialog_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    self->active_id =
        g_signal_connect_object (root, "notify::is-active", G_CALLBACK (window_active_cb), self, G_CONNECT_SWAPPED);
}

static void
sluice_browser_dialog_unroot (GtkWidget *widget)
{
  SluiceBrowserDialog *self = SLUICE_BROWSER_DIALOG (widget);

  g_clear_signal_handler (&self->active_id, gtk_widget_get_root (widget));

  GTK_WIDGET_CLASS (sluice_browser_dialog_parent_class)->unroot (widget);
}

static void
sluice_browser_dialog_dispose (GObject *object)
{
  SluiceBrowserDialog *self = SLUICE_BROWSER_DIALOG (object);

  g_clear_handle_id (&self->finish_id, g_source_remove);
  if (self->connection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      sluice_browser_connection_cancel (self->connection);
    }
  g_clear_object (&self->connection);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_BROWSER_DIALOG);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (sluice_browser_dialog_parent_class)->dispose (object);
}

static void
sluice_browser_dialog_class_init (SluiceBrowserDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_browser_dialog_dispose;
  widget_class->root = sluice_browser_dialog_root;
  widget_class->unroot = sluice_browser_dialog_unroot;
  ADW_DIALOG_CLASS (klass)->closed = sluice_browser_dialog_closed;

  signals[SIGNAL_CONNECTED] = g_signal_new ("connected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sluice_app/Sluice/pages/connect/oauth/sluice-browser-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, description);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, instructions);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, who);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, project_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, note_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, note);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, primary);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, open_again);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, copy_link);
  gtk_widget_class_bind_template_child (widget_class, SluiceBrowserDialog, keep_waiting);
  gtk_widget_class_bind_template_callback (widget_class, primary_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_waiting_clicked_cb);
}

static void
sluice_browser_dialog_init (SluiceBrowserDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceBrowserDialog *
sluice_browser_dialog_new (SluiceFieldEditor *editor, const SluiceClock *clock)
{
  SluiceBrowserDialog *self = NULL;
  SluiceSourceType *source_type = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (SLUICE_IS_FIELD_EDITOR (editor), NULL);
  g_return_val_if_fail (sluice_field_editor_get_client (editor) != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_BROWSER_DIALOG, NULL);
  self->editor = g_object_ref (editor);
  source_type = sluice_form_get_source_type (sluice_field_editor_get_form (editor));
  self->connection =
      sluice_browser_connection_new (sluice_field_editor_get_client (editor), sluice_source_type_get_name (source_type),
                                     sluice_field_get_integration_kind (sluice_field_editor_get_field (editor)), clock);
  /* Translators: the title of a window; %s is a kind of source, such as “Hubspot” */
  title = g_strdup_printf (_ ("Connect %s"), sluice_source_type_get_label (source_type));
  adw_dialog_set_title (ADW_DIALOG (self), title);
  g_signal_connect_object (self->connection, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "notify::note", G_CALLBACK (note_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "notify::looking", G_CALLBACK (looking_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "notify::email", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "notify::project", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  sluice_browser_connection_start (self->connection);

  return self;
}

SluiceBrowserConnection *
sluice_browser_dialog_get_connection (SluiceBrowserDialog *self)
{
  g_return_val_if_fail (SLUICE_IS_BROWSER_DIALOG (self), NULL);

  return self->connection;
}
