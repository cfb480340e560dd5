/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-kept-row.h"

#include <glib/gi18n.h>

#include "sluice-ago.h"
#include "sluice-facts.h"
#include "sluice-toast.h"
#include "sluice-when.h"

struct _SluiceKeptRow
{
  AdwActionRow parent_instance;

  SluiceKeyring *keyring;
  SluiceAccounts *accounts;
  SluiceStoredSecret *secret;
  SluiceAccount *account; /* whose key it is, or whose project; NULL when that is none of the accounts */
  DexFuture *forgetting;
  char *name;

  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (SluiceKeptRow, sluice_kept_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_FORGOTTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SluiceAccount *
find_account (SluiceAccounts *accounts, SluiceStoredSecret *secret)
{
  for (guint i = 0; accounts != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (SluiceAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      if (sluice_stored_secret_is_of_project (secret, sluice_account_get_base_url (account),
                                              sluice_account_get_project_id (account)))
        return g_steal_pointer (&account);
    }

  return NULL;
}

/* Of a project whose account is gone, and of the practice workspace, there is only what the keyring has. */
static char *
dup_project (SluiceKeptRow *self)
{
  const char *origin = sluice_stored_secret_get_attribute (self->secret, "origin");
  const char *project = sluice_stored_secret_get_attribute (self->secret, "project");
  g_autoptr (SluiceAccount) account = NULL;

  if (self->account != NULL)
    return sluice_account_dup_title (self->account);
  if (origin == NULL || project == NULL)
    return NULL;

  account = sluice_account_new (origin, project, NULL, NULL);

  return sluice_account_dup_title (account);
}

static char *
dup_title (SluiceKeptRow *self)
{
  g_autofree char *title = sluice_stored_secret_dup_title (self->secret);
  g_autofree char *project = NULL;

  if (self->account == NULL || sluice_stored_secret_get_kind (self->secret) != SLUICE_STORED_KIND_API_KEY)
    return *title != '\0' ? g_steal_pointer (&title) : g_strdup (_ ("Something without a name"));

  return dup_project (self);
}

static char *
dup_subtitle (SluiceKeptRow *self)
{
  GDateTime *stored_at = sluice_stored_secret_get_stored_at (self->secret);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *ago = stored_at != NULL ? sluice_ago_to_string (stored_at, now) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *project = NULL;
  g_autofree char *when = NULL;
  g_auto (GStrv) parts = NULL;

  if (sluice_stored_secret_get_kind (self->secret) == SLUICE_STORED_KIND_API_KEY)
    g_strv_builder_add (builder, _ ("API key"));
  else if (self->accounts != NULL && (project = dup_project (self)) != NULL)
    g_strv_builder_add (builder, project);
  if (sluice_stored_secret_get_kind (self->secret) == SLUICE_STORED_KIND_SETUP)
    g_strv_builder_add (builder, _ ("until it is set up"));
  if (ago != NULL)
    /* Translators: a password or key in the keyring; %s is “12 minutes ago” */
    when = g_strdup_printf (_ ("stored %s"), ago);
  else
    when = g_strdup (_ ("in memory until Sluice is closed"));

  g_strv_builder_add (builder, when);
  parts = g_strv_builder_end (builder);

  return sluice_facts_join ((const char *const *) parts);
}

static gboolean
is_open (SluiceKeptRow *self)
{
  SluiceAccount *current = self->accounts != NULL ? sluice_accounts_get_current (self->accounts) : NULL;

  return current != NULL && self->account != NULL && sluice_account_is_same (current, self->account);
}

static const char *
get_consequence (SluiceKeptRow *self)
{
  switch (sluice_stored_secret_get_kind (self->secret))
    {
    case SLUICE_STORED_KIND_SOURCE:
      return _ ("Its passwords and keys are removed from the keyring. The source goes on syncing: PostHog has its own "
                "copy of them.");
    case SLUICE_STORED_KIND_SETUP:
      return _ ("Its passwords and keys are removed from the keyring. What else was chosen stays; they are asked for "
                "again when the set-up goes on.");
    case SLUICE_STORED_KIND_API_KEY:
    default:
      if (is_open (self))
        return _ (
            "The key is removed from the keyring, and you are signed out of this project. A set-up that was begun "
            "is kept, without its passwords; one that was sent goes on. In PostHog the key stays valid until it is "
            "deleted there, and sources go on syncing.");
      if (self->account != NULL)
        return _ ("The key is removed from the keyring, and the project from the list of projects. In PostHog the key "
                  "stays valid until it is deleted there, and sources go on syncing.");
      return _ ("The key is removed from the keyring. In PostHog it stays valid until it is deleted there.");
    }
}

static void
forgotten_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceKeptRow *self = owner;
  g_autofree char *message = NULL;

  dex_clear (&self->forgetting);
  if (error == NULL)
    {
      sluice_toast_show (GTK_WIDGET (self), _ ("Forgotten. It is no longer on this computer."));
      g_signal_emit (self, signals[SIGNAL_FORGOTTEN], 0);
      return;
    }

  /* Translators: %s is technical, why the keyring did not remove a password */
  message = g_strdup_printf (_ ("Not forgotten: %s"), error->message);
  sluice_toast_show_for (GTK_WIDGET (self), message, 0);
}

static void
response_cb (SluiceKeptRow *self, const char *response)
{
  const gboolean signs_out =
      sluice_stored_secret_get_kind (self->secret) == SLUICE_STORED_KIND_API_KEY && self->account != NULL;

  if (!g_str_equal (response, "forget") || self->forgetting != NULL)
    return;

  self->forgetting = sluice_when (signs_out ? sluice_accounts_remove (self->accounts, self->account) :
                                              sluice_keyring_forget (self->keyring, self->secret),
                                  self, forgotten_cb);
}

static void
clicked_cb (SluiceKeptRow *self)
{
  const gboolean is_key = sluice_stored_secret_get_kind (self->secret) == SLUICE_STORED_KIND_API_KEY;
  AdwDialog *dialog = adw_alert_dialog_new (is_key ? _ ("Forget the Key?") : _ ("Forget the Passwords?"), NULL);

  /* Of a heading that is wider than the dialog GTK complains, so the name stands below it. */
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), "%s\n\n%s", self->name, get_consequence (self));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep"), "forget", _ ("_Forget"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "forget", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "keep");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
sluice_kept_row_dispose (GObject *object)
{
  SluiceKeptRow *self = SLUICE_KEPT_ROW (object);

  /* Forgetting goes on: whoever closes the dialog meanwhile still wants it. */
  g_clear_pointer (&self->forgetting, dex_future_disown);
  g_clear_object (&self->keyring);
  g_clear_object (&self->accounts);
  g_clear_object (&self->secret);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (sluice_kept_row_parent_class)->dispose (object);
}

static void
sluice_kept_row_finalize (GObject *object)
{
  g_free (SLUICE_KEPT_ROW (object)->name);

  G_OBJECT_CLASS (sluice_kept_row_parent_class)->finalize (object);
}

static void
sluice_kept_row_class_init (SluiceKeptRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_kept_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_kept_row_finalize;

  signals[SIGNAL_FORGOTTEN] =
      g_signal_new ("forgotten", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_kept_row_init (SluiceKeptRow *self)
{
  self->button = gtk_button_new_with_mnemonic (_ ("_Forget"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

GtkWidget *
sluice_kept_row_new (SluiceKeyring *keyring, SluiceAccounts *accounts, SluiceStoredSecret *secret)
{
  SluiceKeptRow *self = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (SLUICE_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (SLUICE_IS_STORED_SECRET (secret), NULL);

  self = g_object_new (SLUICE_TYPE_KEPT_ROW, NULL);
  self->keyring = g_object_ref (keyring);
  g_set_object (&self->accounts, accounts);
  self->secret = g_object_ref (secret);
  self->account = find_account (accounts, secret);
  self->name = dup_title (self);
  subtitle = dup_subtitle (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);

  /* The caption alone does not say what. */
  /* Translators: what a button does, for a screen reader; %s is a project or a source */
  name = g_strdup_printf (_ ("Forget %s"), self->name);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}
