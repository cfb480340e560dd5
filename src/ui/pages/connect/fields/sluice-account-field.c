/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-account-field.h"

#include <glib/gi18n.h>

#include "sluice-error-advice.h"
#include "sluice-select-row.h"
#include "sluice-when.h"

struct _SluiceAccountField
{
  SluiceFieldEditor parent_instance;

  AdwComboRow *row;
  GtkWidget *connect;
  /* Where the accounts cannot be listed, the number of one can still be typed. */
  AdwEntryRow *number;
  GListModel *accounts; /* of SluiceIntegration; NULL until they are known */
  gboolean failed;
  gboolean showing;
  DexFuture *listing;
};

G_DEFINE_FINAL_TYPE (SluiceAccountField, sluice_account_field, SLUICE_TYPE_FIELD_EDITOR)

static const char *
get_value (SluiceAccountField *self)
{
  SluiceFieldEditor *editor = SLUICE_FIELD_EDITOR (self);

  return sluice_form_get_value (sluice_field_editor_get_form (editor), sluice_field_editor_get_path (editor));
}

static guint
get_n_accounts (SluiceAccountField *self)
{
  return self->accounts != NULL ? g_list_model_get_n_items (self->accounts) : 0;
}

/* Where the account of the value stands; their number when it is none of them. */
static guint
find_account (SluiceAccountField *self, const char *id)
{
  for (guint i = 0; i < get_n_accounts (self); i++)
    {
      g_autoptr (SluiceIntegration) account = g_list_model_get_item (self->accounts, i);

      if (g_str_equal (sluice_integration_get_id (account), id))
        return i;
    }

  return get_n_accounts (self);
}

static char *
dup_first_entry (SluiceAccountField *self)
{
  const char *value = get_value (self);

  if (*value != '\0')
    /* Translators: a connected account of which only the number is known */
    return g_strdup_printf (_ ("Account %s"), value);
  if (self->listing != NULL)
    return g_strdup (_ ("Looking for connected accounts…"));
  if (self->failed)
    return g_strdup (_ ("The connected accounts cannot be listed"));
  if (get_n_accounts (self) == 0)
    return g_strdup (_ ("No account is connected yet"));

  return g_strdup (_ ("Not chosen"));
}

static char *
dup_label (SluiceIntegration *account)
{
  if (sluice_integration_get_broken (account))
    /* Translators: an account whose access was withdrawn or ran out */
    return g_strdup_printf (_ ("%s (has to be connected again)"), sluice_integration_get_label (account));

  return g_strdup (sluice_integration_get_label (account));
}

/* The first entry says how it stands for as long as none of the accounts is chosen. */
static void
update (SluiceAccountField *self)
{
  const guint chosen = find_account (self, get_value (self));
  const gboolean has_first = chosen == get_n_accounts (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *first = dup_first_entry (self);

  if (has_first)
    gtk_string_list_append (names, first);
  for (guint i = 0; i < get_n_accounts (self); i++)
    {
      g_autoptr (SluiceIntegration) account = g_list_model_get_item (self->accounts, i);
      g_autofree char *label = dup_label (account);

      gtk_string_list_append (names, label);
    }

  self->showing = TRUE;
  adw_combo_row_set_model (self->row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->row, has_first ? 0 : chosen);
  gtk_editable_set_text (GTK_EDITABLE (self->number), get_value (self));
  self->showing = FALSE;
  sluice_field_editor_set_row_shown (SLUICE_FIELD_EDITOR (self), GTK_WIDGET (self->number), self->failed);
}

static void
selected_cb (SluiceAccountField *self)
{
  const guint n_more = g_list_model_get_n_items (adw_combo_row_get_model (self->row)) - get_n_accounts (self);
  const guint selected = adw_combo_row_get_selected (self->row);
  g_autoptr (SluiceIntegration) account = NULL;

  if (self->showing || selected == GTK_INVALID_LIST_POSITION || selected < n_more)
    return;
  account = g_list_model_get_item (self->accounts, selected - n_more);
  sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), sluice_integration_get_id (account));
}

static void
number_changed_cb (SluiceAccountField *self)
{
  if (!self->showing)
    sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), gtk_editable_get_text (GTK_EDITABLE (self->number)));
}

static void
listed_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceAccountField *self = owner;

  dex_clear (&self->listing);
  if (sluice_error_is_cancelled (error))
    return;
  self->failed = error != NULL;
  if (error == NULL)
    g_set_object (&self->accounts, g_value_get_object (value));

  /* The only one there is, is the one. */
  if (error == NULL && *get_value (self) == '\0' && get_n_accounts (self) == 1)
    {
      g_autoptr (SluiceIntegration) account = g_list_model_get_item (self->accounts, 0);

      if (!sluice_integration_get_broken (account))
        sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), sluice_integration_get_id (account));
    }
  update (self);
}

static void
sluice_account_field_refresh (SluiceFieldEditor *editor)
{
  SluiceAccountField *self = SLUICE_ACCOUNT_FIELD (editor);
  SluiceClient *client = sluice_field_editor_get_client (editor);
  const char *kind = sluice_field_get_integration_kind (sluice_field_editor_get_field (editor));

  if (client != NULL && kind != NULL && self->listing == NULL)
    self->listing = sluice_when (sluice_client_list_integrations (client, kind), self, listed_cb);
  update (self);
}

static void
sluice_account_field_build (SluiceFieldEditor *editor)
{
  SluiceAccountField *self = SLUICE_ACCOUNT_FIELD (editor);
  const char *label = sluice_field_editor_get_label (editor);

  self->row = ADW_COMBO_ROW (sluice_select_row_new (label));
  self->connect = gtk_button_new_with_label (_ ("Connect…"));
  gtk_widget_set_valign (self->connect, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->connect, _ ("Connect an account in the browser"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), self->connect);
  sluice_field_editor_add_row (editor, GTK_WIDGET (self->row), NULL);

  self->number = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_entry_row_set_input_purpose (self->number, GTK_INPUT_PURPOSE_DIGITS);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->number), _ ("Number of the connected account"));
  sluice_field_editor_add_further_row (editor, GTK_WIDGET (self->number));

  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->number, "changed", G_CALLBACK (number_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connect, "clicked", G_CALLBACK (sluice_field_editor_connect_account), self,
                           G_CONNECT_SWAPPED);
  sluice_account_field_refresh (editor);
}

static void
sluice_account_field_show_value (SluiceFieldEditor *editor, const char *value)
{
  update (SLUICE_ACCOUNT_FIELD (editor));
}

static void
sluice_account_field_grab_focus (SluiceFieldEditor *editor)
{
  SluiceAccountField *self = SLUICE_ACCOUNT_FIELD (editor);

  gtk_widget_grab_focus (get_n_accounts (self) > 0 ? GTK_WIDGET (self->row) : self->connect);
}

static void
sluice_account_field_dispose (GObject *object)
{
  SluiceAccountField *self = SLUICE_ACCOUNT_FIELD (object);

  dex_clear (&self->listing);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (sluice_account_field_parent_class)->dispose (object);
}

static void
sluice_account_field_class_init (SluiceAccountFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_account_field_dispose;
  editor_class->build = sluice_account_field_build;
  editor_class->show_value = sluice_account_field_show_value;
  editor_class->refresh = sluice_account_field_refresh;
  editor_class->grab_focus = sluice_account_field_grab_focus;
}

static void
sluice_account_field_init (SluiceAccountField *self)
{
}
