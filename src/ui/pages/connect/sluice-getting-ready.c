/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-getting-ready.h"

#include <glib/gi18n.h>

#include "sluice-copy-button.h"
#include "sluice-fold-row.h"
#include "sluice-help-button.h"
#include "sluice-markdown.h"
#include "sluice-needed-rights.h"
#include "sluice-open-link.h"
#include "sluice-read-only-user.h"
#include "sluice-secret-text.h"

struct _SluiceGettingReady
{
  AdwPreferencesGroup parent_instance;

  SluiceForm *form;
  SluiceReadOnlyUser *user; /* what “text” says */
  char *password;           /* for the new user of this form, once somebody has looked */

  AdwExpanderRow *rights_row;
  GtkLabel *rights;
  AdwExpanderRow *user_row;
  GtkLabel *where;
  GtkTextView *text;
  GtkLabel *caveat;
  GtkWidget *fill;
  SluiceCopyButton *copy;
};

G_DEFINE_FINAL_TYPE (SluiceGettingReady, sluice_getting_ready, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_FILLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
forget_password (SluiceGettingReady *self)
{
  g_clear_pointer (&self->password, sluice_secret_free);
}

static void
update_rights (SluiceGettingReady *self)
{
  g_autofree char *markdown = sluice_form_dup_needed_rights (self->form);
  g_autofree char *markup = sluice_markdown_to_markup (markdown);

  if (g_strcmp0 (gtk_label_get_label (self->rights), markup) != 0)
    gtk_label_set_markup (self->rights, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->rights_row), *markup != '\0');
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* As it is typed, the names in it follow; not while nobody sees it. */
static void
update_user (SluiceGettingReady *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_auto (SluiceSecretText) shown = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (!adw_expander_row_get_expanded (self->user_row))
    return;

  if (self->password == NULL)
    self->password = sluice_password_generate ();
  g_clear_pointer (&self->user, sluice_read_only_user_free);
  if ((self->user = sluice_read_only_user_new (self->form, self->password)) == NULL)
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  if (g_strcmp0 (shown, self->user->text) != 0)
    gtk_text_buffer_set_text (buffer, self->user->text, -1);
  set_label (self->where, self->user->where);
  set_label (self->caveat, self->user->caveat);
  gtk_widget_set_visible (self->fill, self->user->user != NULL);
}

static const char *
get_user_title (const char *source_type)
{
  if (g_str_equal (source_type, "BigQuery"))
    return _ ("Make a read-only service account");

  return _ ("Make a read-only user");
}

static const char *
get_user_subtitle (const char *source_type)
{
  if (g_str_equal (source_type, "BigQuery") || g_str_equal (source_type, "MongoDB"))
    return _ ("Commands for an administrator, with the names above");

  return _ ("SQL for an administrator, with the names above");
}

static void
update (SluiceGettingReady *self)
{
  update_rights (self);
  update_user (self);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (GTK_WIDGET (self->rights_row)) ||
                                                 gtk_widget_get_visible (GTK_WIDGET (self->user_row)));
}

static void
unfolded_cb (SluiceGettingReady *self)
{
  if (self->form != NULL)
    update_user (self);
}

static gboolean
link_cb (SluiceGettingReady *self, const char *uri)
{
  sluice_open_link (GTK_WIDGET (self), uri);

  return TRUE;
}

static void
copy_cb (SluiceGettingReady *self)
{
  if (self->user != NULL)
    sluice_copy_button_copy (self->copy, self->user->text);
}

static void
fill_cb (SluiceGettingReady *self)
{
  if (self->user == NULL)
    return;
  sluice_read_only_user_fill_form (self->user, self->form);
  g_signal_emit (self, signals[SIGNAL_FILLED], 0);
}

static void
sluice_getting_ready_dispose (GObject *object)
{
  SluiceGettingReady *self = SLUICE_GETTING_READY (object);

  g_clear_pointer (&self->user, sluice_read_only_user_free);
  g_clear_object (&self->form);
  forget_password (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_GETTING_READY);

  G_OBJECT_CLASS (sluice_getting_ready_parent_class)->dispose (object);
}

static void
sluice_getting_ready_class_init (SluiceGettingReadyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_getting_ready_dispose;

  signals[SIGNAL_FILLED] =
      g_signal_new ("filled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_FOLD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/connect/sluice-getting-ready.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceGettingReady, rights_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceGettingReady, rights);
  gtk_widget_class_bind_template_child (widget_class, SluiceGettingReady, user_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceGettingReady, where);
  gtk_widget_class_bind_template_child (widget_class, SluiceGettingReady, text);
  gtk_widget_class_bind_template_child (widget_class, SluiceGettingReady, caveat);
  gtk_widget_class_bind_template_child (widget_class, SluiceGettingReady, fill);
  gtk_widget_class_bind_template_child (widget_class, SluiceGettingReady, copy);
  gtk_widget_class_bind_template_callback (widget_class, unfolded_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, fill_cb);
}

static void
sluice_getting_ready_init (SluiceGettingReady *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_copy_button_name (self->copy, _ ("Copy what to run, with the new password"));
}

void
sluice_getting_ready_set_form (SluiceGettingReady *self, SluiceForm *form)
{
  g_autoptr (SluiceReadOnlyUser) user = NULL;
  const char *source_type;

  g_return_if_fail (SLUICE_IS_GETTING_READY (self));
  g_return_if_fail (form == NULL || SLUICE_IS_FORM (form));

  if (self->form == form)
    return;
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_func (self->form, update, self);
  g_set_object (&self->form, form);
  g_clear_pointer (&self->user, sluice_read_only_user_free);
  forget_password (self);
  adw_expander_row_set_expanded (self->user_row, FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (form == NULL)
    return;

  user = sluice_read_only_user_new (form, NULL);
  source_type = sluice_source_type_get_name (sluice_form_get_source_type (form));
  gtk_widget_set_visible (GTK_WIDGET (self->user_row), user != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->user_row), get_user_title (source_type));
  adw_expander_row_set_subtitle (self->user_row, get_user_subtitle (source_type));
  g_signal_connect_object (form, "value-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
