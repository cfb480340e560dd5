/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-browser-field.h"

#include <glib/gi18n.h>

#include "sluice-ago.h"
#include "sluice-press-row.h"
#include "sluice-when.h"

struct _SluiceBrowserField
{
  SluiceFieldEditor parent_instance;

  AdwActionRow *row;
  GtkWidget *button;
  GtkWidget *use;
  SluiceStoredCredential *stored; /* the newest one that could be used; NULL until one is known */
  DexFuture *listing;
};

G_DEFINE_FINAL_TYPE (SluiceBrowserField, sluice_browser_field, SLUICE_TYPE_FIELD_EDITOR)

static const char *
get_credential (SluiceBrowserField *self)
{
  return sluice_form_get_value (sluice_field_editor_get_form (SLUICE_FIELD_EDITOR (self)), SLUICE_FORM_CREDENTIAL);
}

static char *
dup_offer (SluiceBrowserField *self)
{
  GDateTime *created_at = sluice_stored_credential_get_created_at (self->stored);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *ago = NULL;

  if (created_at == NULL)
    return g_strdup (_ ("Use What Was Entered Before"));
  ago = sluice_ago_to_string (created_at, now);

  /* Translators: a button; %s is “just now”, “5 minutes ago” */
  return g_strdup_printf (_ ("Use What Was Entered %s"), ago);
}

static void
update (SluiceBrowserField *self)
{
  const gboolean entered = *get_credential (self) != '\0';
  g_autofree char *offer = self->stored != NULL ? dup_offer (self) : NULL;

  adw_action_row_set_subtitle (self->row,
                               entered ? _ ("Entered in the browser (works once)") : _ ("Set up in the browser"));
  if (offer != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->use), offer);
  sluice_field_editor_set_row_shown (SLUICE_FIELD_EDITOR (self), self->use, offer != NULL && !entered);
}

static void
use_cb (SluiceBrowserField *self)
{
  if (self->stored != NULL)
    sluice_form_set_value (sluice_field_editor_get_form (SLUICE_FIELD_EDITOR (self)), SLUICE_FORM_CREDENTIAL,
                           sluice_stored_credential_get_id (self->stored));
}

/* They come newest first. */
static void
listed_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceBrowserField *self = owner;
  SluiceForm *form = sluice_field_editor_get_form (SLUICE_FIELD_EDITOR (self));
  const char *source_type = sluice_source_type_get_name (sluice_form_get_source_type (form));
  GListModel *credentials = error == NULL ? g_value_get_object (value) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  dex_clear (&self->listing);
  g_clear_object (&self->stored);
  for (guint i = 0; credentials != NULL && self->stored == NULL && i < g_list_model_get_n_items (credentials); i++)
    {
      g_autoptr (SluiceStoredCredential) credential = g_list_model_get_item (credentials, i);

      if (sluice_stored_credential_is_usable (credential, source_type, now))
        self->stored = g_steal_pointer (&credential);
    }
  update (self);
}

static void
sluice_browser_field_refresh (SluiceFieldEditor *editor)
{
  SluiceBrowserField *self = SLUICE_BROWSER_FIELD (editor);
  SluiceClient *client = sluice_field_editor_get_client (editor);
  SluiceForm *form = sluice_field_editor_get_form (editor);

  if (client != NULL && self->listing == NULL)
    self->listing =
        sluice_when (sluice_client_list_stored_credentials (client, sluice_source_type_get_name (
                                                                        sluice_form_get_source_type (form))),
                     self, listed_cb);
  update (self);
}

static void
sluice_browser_field_build (SluiceFieldEditor *editor)
{
  SluiceBrowserField *self = SLUICE_BROWSER_FIELD (editor);
  GtkWidget *row = adw_action_row_new ();

  self->row = ADW_ACTION_ROW (row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sluice_field_editor_get_label (editor));
  self->button = gtk_button_new_with_label (_ ("Open Browser"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->row, self->button);
  sluice_field_editor_add_row (editor, row, self->button);
  self->use = sluice_press_row_new (NULL, NULL);
  sluice_field_editor_add_further_row (editor, self->use);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (sluice_field_editor_browse), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->use, "activated", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_field_editor_get_form (editor), "value-changed::" SLUICE_FORM_CREDENTIAL,
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  sluice_browser_field_refresh (editor);
}

static void
sluice_browser_field_grab_focus (SluiceFieldEditor *editor)
{
  gtk_widget_grab_focus (SLUICE_BROWSER_FIELD (editor)->button);
}

static void
sluice_browser_field_dispose (GObject *object)
{
  SluiceBrowserField *self = SLUICE_BROWSER_FIELD (object);

  dex_clear (&self->listing);
  g_clear_object (&self->stored);

  G_OBJECT_CLASS (sluice_browser_field_parent_class)->dispose (object);
}

static void
sluice_browser_field_class_init (SluiceBrowserFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_browser_field_dispose;
  editor_class->build = sluice_browser_field_build;
  editor_class->refresh = sluice_browser_field_refresh;
  editor_class->grab_focus = sluice_browser_field_grab_focus;
}

static void
sluice_browser_field_init (SluiceBrowserField *self)
{
}
