/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-catalogue-page.h"
#include "sluice-projects-menu.h"
#include "sluice-sign-out-dialog.h"
#include "sluice-toast.h"
#include "sluice-when.h"
#include "sluice-window-private.h"

gboolean
sluice_window_is_asking_for_key (SluiceWindow *self)
{
  return SLUICE_IS_SIGN_IN_PAGE (adw_navigation_view_get_visible_page (self->navigation));
}

gboolean
sluice_window_can_ask_for_key (SluiceWindow *self)
{
  return self->account != NULL && self->signing_out == NULL && !sluice_window_is_asking_for_key (self);
}

/* A person's own projects */

static void
open_client (SluiceWindow *self, SluiceClient *client, SluiceAccount *account)
{
  g_autoptr (SluiceWorkspace) workspace = sluice_workspace_new (client, NULL);

  sluice_accounts_set_current (self->accounts, account);
  sluice_window_show_workspace (self, workspace, account);
  if (self->wanted_type != NULL)
    {
      g_autofree char *name = g_steal_pointer (&self->wanted_type);

      sluice_window_begin_set_up (self, name);
    }
}

static void
opened_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceWindow *self = owner;
  g_autoptr (SluiceAccount) account = g_object_ref (self->wanted);

  dex_clear (&self->opening);
  if (value != NULL)
    open_client (self, g_value_get_object (value), account);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      sluice_start_page_show_welcome (sluice_window_show_start (self));
      sluice_window_ask_for_key (self, account,
                                 _ ("The keyring has no key for this project. Enter it again, or another one."));
    }
  else
    sluice_start_page_show_failure (sluice_window_show_start (self), _ ("The Key Could Not Be Read"), error->message);
}

void
sluice_window_open_account (SluiceWindow *self, SluiceAccount *account)
{
  g_autofree char *title = sluice_account_dup_title (account);
  g_autofree char *progress = NULL;

  /* Translators: %s is a project: “Shop · EU” */
  progress = g_strdup_printf (_ ("Opening %s…"), title);
  sluice_start_page_show_progress (sluice_window_show_start (self), progress,
                                   _ ("If the keyring is locked, it asks for its password."));
  g_set_object (&self->wanted, account);
  dex_clear (&self->opening);
  self->opening = sluice_when (sluice_accounts_open (self->accounts, account), self, opened_cb);
}

static void
added_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceWindow *self = owner;
  g_autoptr (SluiceAccount) account = g_steal_pointer (&self->added);

  dex_clear (&self->adding);
  if (value == NULL)
    {
      sluice_window_show_notice (self, error->message);
      return;
    }
  if (self->account == NULL || !sluice_account_is_same (self->account, account))
    {
      open_client (self, g_value_get_object (value), account);
      return;
    }

  /* The key of what is open: whatever was being done goes on with it. */
  g_set_object (&self->account, account);
  adw_navigation_view_pop (self->navigation);
}

static void
signed_in_cb (SluiceWindow *self, SluiceSignIn *sign_in, SluiceAccount *account)
{
  SecretValue *key = sluice_sign_in_get_key (sign_in);
  const char *lack = sluice_sign_in_get_lack (sign_in);

  if (self->account != NULL && sluice_account_is_same (self->account, account))
    sluice_client_set_api_key (sluice_workspace_get_client (self->workspace), secret_value_get_text (key), NULL);
  dex_clear (&self->adding);
  g_set_object (&self->added, account);
  self->adding = sluice_when (sluice_accounts_add (self->accounts, account, key), self, added_cb);
  if (lack != NULL)
    sluice_toast_show_for (GTK_WIDGET (self->toasts), lack, 10);
}

SluiceSignInPage *
sluice_window_ask_for_key (SluiceWindow *self, SluiceAccount *account, const char *reason)
{
  SluiceSignInPage *page = sluice_sign_in_page_new (account, reason);

  /* What is still being opened would take the page away, and what was typed on it. */
  if (self->opening != NULL && self->start != NULL)
    sluice_start_page_show_welcome (self->start);
  dex_clear (&self->opening);
  g_signal_connect_object (page, "signed-in", G_CALLBACK (signed_in_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (page));
  sluice_window_update_actions (self);

  return page;
}

static void
sign_in_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  if (!sluice_window_is_asking_for_key (self))
    sluice_window_ask_for_key (self, NULL, NULL);
}

/* What can be connected, before there is a key */

static void
type_picked_cb (SluiceWindow *self, SluiceSourceType *source_type, const char *base_url)
{
  g_autofree char *purpose = NULL;

  /* Translators: under the title “Connect to PostHog”; %s is a kind of source that was picked, such as “Stripe” */
  purpose = g_strdup_printf (_ ("Then set up %s"), sluice_source_type_get_label (source_type));
  sluice_sign_in_page_set_purpose (sluice_window_ask_for_key (self, NULL, NULL), base_url, purpose);
  g_set_str (&self->wanted_type, sluice_source_type_get_name (source_type));
}

static void
browse_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);
  SluiceCataloguePage *page = sluice_catalogue_page_new ();

  g_signal_connect_object (page, "picked", G_CALLBACK (type_picked_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (page));
  sluice_window_update_actions (self);
}

static void
new_key_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);

  if (sluice_window_can_ask_for_key (self))
    sluice_window_ask_for_key (self, self->account, NULL);
}

static void
signed_out_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceWindow *self = owner;
  AdwDialog *dialog = NULL;

  dex_clear (&self->signing_out);
  sluice_window_update_actions (self);
  if (value != NULL)
    {
      sluice_start_page_show_welcome (sluice_window_show_start (self));
      sluice_toast_show (GTK_WIDGET (self->toasts), _ ("Signed out. The key is no longer on this computer."));
      return;
    }

  dialog = adw_alert_dialog_new (_ ("Not Signed Out"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), _ ("The keyring did not remove the key: %s"),
                                error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
sign_out_response_cb (SluiceWindow *self, const char *response, SluiceSignOutDialog *dialog)
{
  if (!g_str_equal (response, "sign-out") || self->account == NULL)
    return;

  dex_clear (&self->signing_out);
  self->signing_out = sluice_when (sluice_accounts_sign_out (self->accounts, self->account,
                                                             sluice_sign_out_dialog_get_forgotten (dialog)),
                                   self, signed_out_cb);
  sluice_window_update_actions (self);
}

/* Also the preferences sign out, and forget the key of the project that is open. */
static void
accounts_cb (SluiceWindow *self)
{
  const gboolean gone =
      self->account != NULL && self->signing_out == NULL && !sluice_accounts_has (self->accounts, self->account);

  if (gone)
    sluice_start_page_show_welcome (sluice_window_show_start (self));
  else
    sluice_window_update_actions (self);
}

static void
sign_out_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  SluiceWindow *self = SLUICE_WINDOW (widget);
  AdwDialog *dialog = sluice_sign_out_dialog_new (self->accounts, self->account);

  g_signal_connect_object (dialog, "response", G_CALLBACK (sign_out_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
open_project_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  SluiceWindow *self = user_data;
  const char *target = g_variant_get_string (parameter, NULL);
  g_autoptr (SluiceAccount) account = NULL;

  if (g_str_equal (target, SLUICE_PROJECT_PRACTICE))
    {
      if (self->account != NULL)
        sluice_window_start_practice (self);
      return;
    }

  account = sluice_projects_menu_find (self->accounts, target);
  if (account != NULL && (self->account == NULL || !sluice_account_is_same (self->account, account)))
    sluice_window_open_account (self, account);
}

/* Until it is dismissed, or over: secrets are then only as safe as this run. */
static void
keyring_problem_cb (SluiceWindow *self)
{
  sluice_window_show_notice (self, sluice_keyring_get_problem (self->keyring));
}

void
sluice_window_install_account_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (widget_class, "win.browse", NULL, browse_action);
  gtk_widget_class_install_action (widget_class, "win.new-key", NULL, new_key_action);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);
}

void
sluice_window_create_accounts (SluiceWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_project_cb, .parameter_type = "s", .state = "''" },
  };

  self->keyring = sluice_keyring_new ();
  g_signal_connect_object (self->keyring, "notify::problem", G_CALLBACK (keyring_problem_cb), self, G_CONNECT_SWAPPED);
  self->accounts = sluice_accounts_new (self->settings, self->keyring);
  g_signal_connect_object (self->accounts, "items-changed", G_CALLBACK (accounts_cb), self, G_CONNECT_SWAPPED);
  self->projects_menu = g_menu_new ();
  self->projects = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->projects), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "projects", G_ACTION_GROUP (self->projects));
}
