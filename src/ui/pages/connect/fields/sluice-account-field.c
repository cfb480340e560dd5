/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-account-field.h"

#include <glib/gi18n.h>

#include "sluice-ago.h"
#include "sluice-error-advice.h"
#include "sluice-press-row.h"
#include "sluice-select-row.h"
#include "sluice-when.h"

struct _SluiceAccountField
{
  SluiceFieldEditor parent_instance;

  AdwComboRow *row;
  GtkWidget *connect;
  /* Where the accounts cannot be listed, the number of one can still be typed. */
  AdwEntryRow *number;
  GPtrArray *choices;      /* SluiceIntegration, then SluiceStoredCredential, as they stand in the list */
  GListModel *accounts;    /* of SluiceIntegration; NULL until they are known */
  GListModel *credentials; /* of SluiceStoredCredential; NULL until they are known */
  char *refusal;           /* why the accounts cannot be listed, in the server's words, and what mends it */
  gboolean showing;
  DexFuture *listing;
  DexFuture *listing_credentials;
};

G_DEFINE_FINAL_TYPE (SluiceAccountField, sluice_account_field, SLUICE_TYPE_FIELD_EDITOR)

static SluiceForm *
get_form (SluiceAccountField *self)
{
  return sluice_field_editor_get_form (SLUICE_FIELD_EDITOR (self));
}

static const char *
get_value (SluiceAccountField *self)
{
  return sluice_form_get_value (get_form (self), sluice_field_editor_get_path (SLUICE_FIELD_EDITOR (self)));
}

static const char *
get_credential (SluiceAccountField *self)
{
  return sluice_form_get_value (get_form (self), SLUICE_FORM_CREDENTIAL);
}

static gboolean
is_chosen (SluiceAccountField *self, gpointer choice)
{
  if (SLUICE_IS_INTEGRATION (choice))
    return *get_credential (self) == '\0' && g_str_equal (sluice_integration_get_id (choice), get_value (self));

  return g_str_equal (sluice_stored_credential_get_id (choice), get_credential (self));
}

/* Where what is chosen stands; their number when it is none of them. */
static guint
find_chosen (SluiceAccountField *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (is_chosen (self, g_ptr_array_index (self->choices, i)))
      return i;

  return self->choices->len;
}

static char *
dup_first_entry (SluiceAccountField *self)
{
  const char *value = get_value (self);

  if (*get_credential (self) != '\0')
    return g_strdup (_ ("Entered in the browser"));
  if (*value != '\0')
    /* Translators: a connected account of which only the number is known */
    return g_strdup_printf (_ ("Account %s"), value);
  if (self->listing != NULL)
    return g_strdup (_ ("Looking for connected accounts…"));
  if (self->refusal != NULL)
    return g_strdup (_ ("The connected accounts cannot be listed"));
  if (self->choices->len == 0)
    return g_strdup (_ ("No account is connected yet"));

  return g_strdup (_ ("Not chosen"));
}

static char *
dup_credential_label (SluiceStoredCredential *credential)
{
  GDateTime *created_at = sluice_stored_credential_get_created_at (credential);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *ago = NULL;

  if (created_at == NULL)
    return g_strdup (_ ("Entered in the browser (works once)"));
  ago = sluice_ago_to_string (created_at, now);

  /* Translators: what a person entered on a web page, to be used for one source; %s is “just now”, “5 minutes ago” */
  return g_strdup_printf (_ ("Entered in the browser %s (works once)"), ago);
}

static char *
dup_label (gpointer choice)
{
  if (SLUICE_IS_STORED_CREDENTIAL (choice))
    return dup_credential_label (choice);
  if (sluice_integration_get_broken (choice))
    /* Translators: an account whose access was withdrawn or ran out */
    return g_strdup_printf (_ ("%s (has to be connected again)"), sluice_integration_get_label (choice));

  return g_strdup (sluice_integration_get_label (choice));
}

/* What a connected account does as well, and lasts, is not offered a second time as something that works once: a
 * credential is, where accounts cannot be seen or there is none, and one that is in use already. */
static gboolean
is_worth_offering (SluiceAccountField *self, SluiceStoredCredential *credential)
{
  const char *source_type = sluice_source_type_get_name (sluice_form_get_source_type (get_form (self)));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (!sluice_stored_credential_is_usable (credential, source_type, now))
    return FALSE;

  return self->choices->len == 0 || !SLUICE_IS_INTEGRATION (self->choices->pdata[0]) || is_chosen (self, credential);
}

static void
collect_choices (SluiceAccountField *self)
{
  g_ptr_array_set_size (self->choices, 0);
  for (guint i = 0; self->accounts != NULL && i < g_list_model_get_n_items (self->accounts); i++)
    g_ptr_array_add (self->choices, g_list_model_get_item (self->accounts, i));
  for (guint i = 0; self->credentials != NULL && i < g_list_model_get_n_items (self->credentials); i++)
    {
      g_autoptr (SluiceStoredCredential) credential = g_list_model_get_item (self->credentials, i);

      if (is_worth_offering (self, credential))
        g_ptr_array_add (self->choices, g_steal_pointer (&credential));
    }
}

/* Why the accounts cannot be listed, and where the number of one is typed, until there is another way. */
static void
show_refusal (SluiceAccountField *self)
{
  const gboolean shown = self->refusal != NULL && *get_credential (self) == '\0';

  sluice_field_editor_set_row_shown (SLUICE_FIELD_EDITOR (self), GTK_WIDGET (self->number), shown);
  sluice_field_editor_inform (SLUICE_FIELD_EDITOR (self), shown ? self->refusal : NULL);
}

/* The first entry says how it stands for as long as none of the accounts is chosen. */
static void
update (SluiceAccountField *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gboolean has_first;
  guint chosen;

  collect_choices (self);
  chosen = find_chosen (self);
  has_first = chosen == self->choices->len;
  if (has_first)
    {
      g_autofree char *first = dup_first_entry (self);

      gtk_string_list_append (names, first);
    }
  for (guint i = 0; i < self->choices->len; i++)
    {
      g_autofree char *label = dup_label (g_ptr_array_index (self->choices, i));

      gtk_string_list_append (names, label);
    }

  self->showing = TRUE;
  adw_combo_row_set_model (self->row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->row, has_first ? 0 : chosen);
  /* Somebody may be typing it while a list arrives: the cursor stays where it is. */
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->number)), get_value (self)))
    gtk_editable_set_text (GTK_EDITABLE (self->number), get_value (self));
  self->showing = FALSE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->connect),
                                 self->choices->len > 0 ? _ ("Use Another Account…") : _ ("Connect in the Browser…"));
  show_refusal (self);
}

static void
choose (SluiceAccountField *self, gpointer choice)
{
  SluiceFieldEditor *editor = SLUICE_FIELD_EDITOR (self);

  if (SLUICE_IS_INTEGRATION (choice))
    {
      sluice_field_editor_store (editor, sluice_integration_get_id (choice));
      sluice_form_set_value (get_form (self), SLUICE_FORM_CREDENTIAL, NULL);
      return;
    }
  sluice_form_set_value (get_form (self), SLUICE_FORM_CREDENTIAL, sluice_stored_credential_get_id (choice));
  sluice_field_editor_store (editor, NULL);
}

static void
selected_cb (SluiceAccountField *self)
{
  const guint n_more = g_list_model_get_n_items (adw_combo_row_get_model (self->row)) - self->choices->len;
  const guint selected = adw_combo_row_get_selected (self->row);
  g_autoptr (GObject) choice = NULL;

  if (self->showing || selected == GTK_INVALID_LIST_POSITION || selected < n_more)
    return;
  /* What is shown next may let go of it. */
  choice = g_object_ref (g_ptr_array_index (self->choices, selected - n_more));
  choose (self, choice);
}

static void
number_changed_cb (SluiceAccountField *self)
{
  if (self->showing)
    return;
  sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), gtk_editable_get_text (GTK_EDITABLE (self->number)));
  sluice_form_set_value (get_form (self), SLUICE_FORM_CREDENTIAL, NULL);
}

static void
credential_changed_cb (SluiceAccountField *self)
{
  update (self);
}

/* The only one there is, is the one. */
static void
choose_only_one (SluiceAccountField *self)
{
  if (*get_value (self) != '\0' || *get_credential (self) != '\0' || self->accounts == NULL ||
      g_list_model_get_n_items (self->accounts) != 1)
    return;

  {
    g_autoptr (SluiceIntegration) account = g_list_model_get_item (self->accounts, 0);

    if (!sluice_integration_get_broken (account))
      sluice_field_editor_store (SLUICE_FIELD_EDITOR (self), sluice_integration_get_id (account));
  }
}

static void
listed_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceAccountField *self = owner;

  dex_clear (&self->listing);
  if (sluice_error_is_cancelled (error))
    return;

  g_clear_pointer (&self->refusal, g_free);
  if (error == NULL)
    g_set_object (&self->accounts, g_value_get_object (value));
  else
    self->refusal = g_strjoin ("\n", error->message, sluice_error_get_advice (error), NULL);
  choose_only_one (self);
  update (self);
}

/* A server that stores none, or does not say, has none to offer. */
static void
credentials_listed_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceAccountField *self = owner;

  dex_clear (&self->listing_credentials);
  if (error != NULL)
    return;
  g_set_object (&self->credentials, g_value_get_object (value));
  update (self);
}

static void
sluice_account_field_refresh (SluiceFieldEditor *editor)
{
  SluiceAccountField *self = SLUICE_ACCOUNT_FIELD (editor);
  SluiceClient *client = sluice_field_editor_get_client (editor);
  const char *kind = sluice_field_get_integration_kind (sluice_field_editor_get_field (editor));
  const char *source_type = sluice_source_type_get_name (sluice_form_get_source_type (get_form (self)));

  if (client != NULL && kind != NULL && self->listing == NULL)
    self->listing = sluice_when (sluice_client_list_integrations (client, kind), self, listed_cb);
  if (client != NULL && self->listing_credentials == NULL)
    self->listing_credentials =
        sluice_when (sluice_client_list_stored_credentials (client, source_type), self, credentials_listed_cb);
  update (self);
}

static void
sluice_account_field_build (SluiceFieldEditor *editor)
{
  SluiceAccountField *self = SLUICE_ACCOUNT_FIELD (editor);

  self->row = ADW_COMBO_ROW (sluice_select_row_new (sluice_field_editor_get_label (editor)));
  sluice_field_editor_add_row (editor, GTK_WIDGET (self->row), NULL);

  self->number = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_entry_row_set_input_purpose (self->number, GTK_INPUT_PURPOSE_DIGITS);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->number), _ ("Number of the connected account"));
  sluice_field_editor_add_further_row (editor, GTK_WIDGET (self->number));

  self->connect = sluice_press_row_new (NULL, "adw-external-link-symbolic");
  sluice_field_editor_add_further_row (editor, self->connect);

  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->number, "changed", G_CALLBACK (number_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connect, "activated", G_CALLBACK (sluice_field_editor_connect_account), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_form (self), "value-changed::" SLUICE_FORM_CREDENTIAL,
                           G_CALLBACK (credential_changed_cb), self, G_CONNECT_SWAPPED);
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

  gtk_widget_grab_focus (self->choices->len > 0 ? GTK_WIDGET (self->row) : self->connect);
}

static void
sluice_account_field_dispose (GObject *object)
{
  SluiceAccountField *self = SLUICE_ACCOUNT_FIELD (object);

  dex_clear (&self->listing);
  dex_clear (&self->listing_credentials);
  g_clear_object (&self->accounts);
  g_clear_object (&self->credentials);
  g_ptr_array_set_size (self->choices, 0);

  G_OBJECT_CLASS (sluice_account_field_parent_class)->dispose (object);
}

static void
sluice_account_field_finalize (GObject *object)
{
  SluiceAccountField *self = SLUICE_ACCOUNT_FIELD (object);

  g_ptr_array_unref (self->choices);
  g_free (self->refusal);

  G_OBJECT_CLASS (sluice_account_field_parent_class)->finalize (object);
}

static void
sluice_account_field_class_init (SluiceAccountFieldClass *klass)
{
  SluiceFieldEditorClass *editor_class = SLUICE_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_account_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_account_field_finalize;
  editor_class->build = sluice_account_field_build;
  editor_class->show_value = sluice_account_field_show_value;
  editor_class->refresh = sluice_account_field_refresh;
  editor_class->grab_focus = sluice_account_field_grab_focus;
}

static void
sluice_account_field_init (SluiceAccountField *self)
{
  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
}
