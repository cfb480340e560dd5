/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-call-page.h"

#include <glib/gi18n.h>

#include "sluice-call-phrases.h"
#include "sluice-copy-button.h"

struct _SluiceCallPage
{
  AdwNavigationPage parent_instance;

  SluiceCall *call;

  SluiceCopyButton *copy;
  AdwActionRow *address;
  AdwActionRow *outcome;
  AdwActionRow *message;
  AdwActionRow *time;
  AdwActionRow *duration;
  AdwActionRow *size;
  AdwActionRow *request_id;
};

G_DEFINE_FINAL_TYPE (SluiceCallPage, sluice_call_page, ADW_TYPE_NAVIGATION_PAGE)

/* Nothing to say takes no place. */
static void
show_value (AdwActionRow *row, const char *value)
{
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL && *value != '\0');
  adw_action_row_set_subtitle (row, value != NULL ? value : "");
}

static void
update (SluiceCallPage *self)
{
  g_autofree char *address =
      g_strconcat (sluice_call_get_origin (self->call), sluice_call_get_target (self->call), NULL);
  g_autofree char *outcome = sluice_call_dup_outcome (self->call);
  g_autofree char *time = sluice_call_dup_time (self->call, TRUE);
  g_autofree char *duration = sluice_call_dup_duration (self->call);
  g_autofree char *sent = g_format_size (sluice_call_get_sent (self->call));
  g_autofree char *received = g_format_size (sluice_call_get_received (self->call));
  /* Translators: two sizes, of what was sent and of what came back: “0 bytes, 1.2 kB” */
  g_autofree char *size = g_strdup_printf (_ ("%s, %s"), sent, received);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address), sluice_call_get_method (self->call));
  show_value (self->address, address);
  show_value (self->outcome, outcome);
  show_value (self->message, sluice_call_get_message (self->call));
  show_value (self->time, time);
  show_value (self->duration, duration);
  show_value (self->size, size);
  show_value (self->request_id, sluice_call_get_request_id (self->call));
}

static void
copy_cb (SluiceCallPage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  sluice_call_append_text (self->call, text);
  sluice_copy_button_copy (self->copy, text->str);
}

static void
sluice_call_page_dispose (GObject *object)
{
  SluiceCallPage *self = SLUICE_CALL_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CALL_PAGE);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (sluice_call_page_parent_class)->dispose (object);
}

static void
sluice_call_page_class_init (SluiceCallPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_call_page_dispose;

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sluice_app/Sluice/calls/sluice-call-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCallPage, copy);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallPage, address);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallPage, message);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallPage, time);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallPage, duration);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallPage, size);
  gtk_widget_class_bind_template_child (widget_class, SluiceCallPage, request_id);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
sluice_call_page_init (SluiceCallPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_copy_button_name (self->copy, _ ("Copy this call"));
}

AdwNavigationPage *
sluice_call_page_new (SluiceCall *call)
{
  SluiceCallPage *self = NULL;

  g_return_val_if_fail (SLUICE_IS_CALL (call), NULL);

  self = g_object_new (SLUICE_TYPE_CALL_PAGE, NULL);
  self->call = g_object_ref (call);
  g_signal_connect_object (call, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return ADW_NAVIGATION_PAGE (self);
}
