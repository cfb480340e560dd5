/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-passwords-page.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-help-button.h"
#include "sluice-kept-row.h"
#include "sluice-when.h"

#define N_KINDS (SLUICE_STORED_KIND_SETUP + 1)

struct _SluicePasswordsPage
{
  AdwPreferencesPage parent_instance;

  SluiceAccounts *accounts;
  DexFuture *reading;
  GPtrArray *rows[N_KINDS]; /* borrowed */
  gboolean forgotten;       /* so that what had the focus goes */

  AdwActionRow *state_row;
  GtkImage *state_icon;
  GtkWidget *unlock;
  AdwPreferencesGroup *keys;
  AdwPreferencesGroup *sources;
  AdwPreferencesGroup *setups;
};

G_DEFINE_FINAL_TYPE (SluicePasswordsPage, sluice_passwords_page, ADW_TYPE_PREFERENCES_PAGE)

static void read_kept (SluicePasswordsPage *self, gboolean unlock);

static AdwPreferencesGroup *
get_group (SluicePasswordsPage *self, SluiceStoredKind kind)
{
  switch (kind)
    {
    case SLUICE_STORED_KIND_SOURCE:
      return self->sources;
    case SLUICE_STORED_KIND_SETUP:
      return self->setups;
    case SLUICE_STORED_KIND_API_KEY:
    default:
      return self->keys;
    }
}

static void
set_state (SluicePasswordsPage *self, const char *icon, const char *title, const char *subtitle)
{
  gtk_image_set_from_icon_name (self->state_icon, icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), title);
  adw_action_row_set_subtitle (self->state_row, subtitle != NULL ? subtitle : "");
}

static void
remove_rows (SluicePasswordsPage *self)
{
  for (SluiceStoredKind kind = SLUICE_STORED_KIND_API_KEY; kind < N_KINDS; kind++)
    {
      AdwPreferencesGroup *group = get_group (self, kind);

      for (guint i = 0; i < self->rows[kind]->len; i++)
        adw_preferences_group_remove (group, g_ptr_array_index (self->rows[kind], i));
      g_ptr_array_set_size (self->rows[kind], 0);
      gtk_widget_set_visible (GTK_WIDGET (group), FALSE);
    }
}

static void
show_count (SluicePasswordsPage *self, guint n_kept)
{
  const char *problem = sluice_keyring_get_problem (sluice_accounts_get_keyring (self->accounts));
  g_autofree char *title = NULL;

  if (n_kept == 0)
    title = g_strdup (_ ("Nothing is kept"));
  else
    title = g_strdup_printf (ngettext ("%'u secret is kept", "%'u secrets are kept", n_kept), n_kept);
  set_state (self, problem != NULL ? "dialog-warning-symbolic" : "security-high-symbolic", title, problem);
}

static void
forgotten_cb (SluicePasswordsPage *self)
{
  self->forgotten = TRUE;
  read_kept (self, FALSE);
}

static void
show_kept (SluicePasswordsPage *self, GListModel *kept)
{
  SluiceKeyring *keyring = sluice_accounts_get_keyring (self->accounts);

  remove_rows (self);
  for (guint i = 0; i < g_list_model_get_n_items (kept); i++)
    {
      g_autoptr (SluiceStoredSecret) secret = g_list_model_get_item (kept, i);
      SluiceStoredKind kind = sluice_stored_secret_get_kind (secret);
      GtkWidget *row = sluice_kept_row_new (keyring, self->accounts, secret);

      g_signal_connect_object (row, "forgotten", G_CALLBACK (forgotten_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (get_group (self, kind), row);
      gtk_widget_set_visible (GTK_WIDGET (get_group (self, kind)), TRUE);
      g_ptr_array_add (self->rows[kind], row);
    }
  show_count (self, g_list_model_get_n_items (kept));
  if (self->forgotten)
    gtk_widget_grab_focus (GTK_WIDGET (self->state_row));
  self->forgotten = FALSE;
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluicePasswordsPage *self = owner;
  const gboolean locked = g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED);

  dex_clear (&self->reading);
  gtk_widget_set_visible (self->unlock, locked);
  if (value != NULL)
    show_kept (self, g_value_get_object (value));
  else
    {
      remove_rows (self);
      set_state (self, locked ? "changes-prevent-symbolic" : "dialog-warning-symbolic",
                 locked ? _ ("The keyring is locked") : _ ("The keyring does not say what it has"),
                 locked ? _ ("What it has can be seen once it is unlocked.") : error->message);
    }
  sluice_announce (GTK_WIDGET (self), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->state_row)),
                   GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
read_kept (SluicePasswordsPage *self, gboolean unlock)
{
  dex_clear (&self->reading);
  self->reading =
      sluice_when (sluice_keyring_list (sluice_accounts_get_keyring (self->accounts), unlock), self, read_cb);
}

static void
unlock_clicked_cb (SluicePasswordsPage *self)
{
  if (self->reading == NULL)
    read_kept (self, TRUE);
}

static void
sluice_passwords_page_dispose (GObject *object)
{
  SluicePasswordsPage *self = SLUICE_PASSWORDS_PAGE (object);

  dex_clear (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_PASSWORDS_PAGE);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (sluice_passwords_page_parent_class)->dispose (object);
}

static void
sluice_passwords_page_finalize (GObject *object)
{
  SluicePasswordsPage *self = SLUICE_PASSWORDS_PAGE (object);

  for (guint i = 0; i < N_KINDS; i++)
    g_ptr_array_unref (self->rows[i]);

  G_OBJECT_CLASS (sluice_passwords_page_parent_class)->finalize (object);
}

static void
sluice_passwords_page_class_init (SluicePasswordsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_passwords_page_dispose;
  object_class->finalize = sluice_passwords_page_finalize;

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/preferences/sluice-passwords-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePasswordsPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, SluicePasswordsPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, SluicePasswordsPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, SluicePasswordsPage, keys);
  gtk_widget_class_bind_template_child (widget_class, SluicePasswordsPage, sources);
  gtk_widget_class_bind_template_child (widget_class, SluicePasswordsPage, setups);
  gtk_widget_class_bind_template_callback (widget_class, unlock_clicked_cb);
}

static void
sluice_passwords_page_init (SluicePasswordsPage *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    self->rows[i] = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  set_state (self, "security-high-symbolic", _ ("Asking the keyring…"), NULL);
}

void
sluice_passwords_page_set_accounts (SluicePasswordsPage *self, SluiceAccounts *accounts)
{
  g_return_if_fail (SLUICE_IS_PASSWORDS_PAGE (self));
  g_return_if_fail (SLUICE_IS_ACCOUNTS (accounts));

  g_set_object (&self->accounts, accounts);
  read_kept (self, FALSE);
}
