/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-remembered-offer.h"

#include <glib/gi18n.h>

#include "sluice-ago.h"
#include "sluice-api-error.h"
#include "sluice-toast.h"
#include "sluice-when.h"

/* More are no help: they are in the preferences. */
#define MOST_OFFERS 3

struct _SluiceRememberedOffer
{
  AdwPreferencesGroup parent_instance;

  SluiceWorkspace *workspace;
  SluiceForm *form;
  DexFuture *reading;
  DexFuture *filling;
  gboolean is_filling;
  GPtrArray *rows;    /* borrowed */
  GHashTable *filled; /* the paths of secrets that were filled in and not typed over since */
};

G_DEFINE_FINAL_TYPE (SluiceRememberedOffer, sluice_remembered_offer, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SIGNAL_FILLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The password goes to the host that it was remembered for and to no other. */
static void
take_out (SluiceRememberedOffer *self)
{
  GHashTableIter iter;
  gpointer path;

  self->is_filling = TRUE;
  g_hash_table_iter_init (&iter, self->filled);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    sluice_form_set_value (self->form, path, "");
  self->is_filling = FALSE;
  g_hash_table_remove_all (self->filled);
  sluice_toast_show (GTK_WIDGET (self),
                     _ ("The remembered passwords were for another address: enter them for this one"));
}

static void
value_changed_cb (SluiceRememberedOffer *self, const char *path)
{
  if (self->is_filling || g_hash_table_size (self->filled) == 0)
    return;

  if (!g_hash_table_remove (self->filled, path) && sluice_form_is_address (self->form, path))
    take_out (self);
}

static void
found_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceRememberedOffer *self = owner;
  const char *text = value != NULL ? secret_value_get_text (g_value_get_boxed (value)) : NULL;
  g_autoptr (GError) fault = NULL;
  g_auto (GStrv) secrets = NULL;
  gboolean taken;

  dex_clear (&self->filling);
  if (self->form == NULL || sluice_error_is_cancelled (error))
    return;
  if (text == NULL)
    {
      /* It stays: the passwords have to be typed now. */
      sluice_toast_show_for (GTK_WIDGET (self), error != NULL ? error->message : _ ("The keyring has no such secret."),
                             0);
      return;
    }

  self->is_filling = TRUE;
  taken = sluice_form_load_remembered (self->form, text, &fault);
  self->is_filling = FALSE;
  if (!taken)
    {
      sluice_toast_show (GTK_WIDGET (self), fault->message);
      return;
    }

  g_hash_table_remove_all (self->filled);
  secrets = sluice_form_list_secrets (self->form);
  for (guint i = 0; secrets[i] != NULL; i++)
    g_hash_table_add (self->filled, g_strdup (secrets[i]));
  sluice_toast_show (GTK_WIDGET (self), _ ("Filled in what was remembered"));
  g_signal_emit (self, signals[SIGNAL_FILLED], 0);
}

static void
use_clicked_cb (GtkWidget *button, SluiceRememberedOffer *self)
{
  SluiceStoredSecret *secret = g_object_get_data (G_OBJECT (button), "secret");

  if (self->filling == NULL)
    self->filling =
        sluice_when (sluice_keyring_lookup (sluice_workspace_get_keyring (self->workspace), secret), self, found_cb);
}

/* What the source is called now; of one that is gone, what it was called. */
static char *
dup_title (SluiceRememberedOffer *self, SluiceStoredSecret *secret)
{
  const char *id = sluice_stored_secret_get_attribute (secret, "source");
  GListModel *sources = sluice_workspace_get_sources (self->workspace);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (g_strcmp0 (sluice_source_get_id (source), id) == 0)
        return sluice_source_dup_title (source);
    }

  return sluice_stored_secret_dup_title (secret);
}

static GtkWidget *
new_row (SluiceRememberedOffer *self, SluiceStoredSecret *secret)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (C_ ("remembered source", "Use"));
  GDateTime *stored_at = sluice_stored_secret_get_stored_at (secret);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *source = dup_title (self, secret);
  g_autofree char *title = NULL;
  g_autofree char *ago = stored_at != NULL ? sluice_ago_to_string (stored_at, now) : NULL;
  g_autofree char *name = NULL;

  /* Translators: an offer on the page “Connect”; %s is a source: “Postgres · shop” */
  title = g_strdup_printf (_ ("Use what was remembered for %s?"), source);
  /* Translators: what a button does, for a screen reader; %s is a source */
  name = g_strdup_printf (_ ("Use what was remembered for %s"), source);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (ago != NULL)
    {
      /* Translators: below the offer to use what was remembered; %s is “3 days ago” */
      g_autofree char *subtitle = g_strdup_printf (_ ("Its address, user and password, stored %s"), ago);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    }
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "secret", g_object_ref (secret), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (use_clicked_cb), self, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
remove_rows (SluiceRememberedOffer *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static gboolean
is_offered (SluiceRememberedOffer *self, SluiceStoredSecret *secret)
{
  const char *type = sluice_source_type_get_name (sluice_form_get_source_type (self->form));

  return sluice_stored_secret_get_kind (secret) == SLUICE_STORED_KIND_SOURCE &&
         g_strcmp0 (sluice_stored_secret_get_attribute (secret, "type"), type) == 0 &&
         sluice_workspace_has_project (self->workspace, sluice_stored_secret_get_attribute (secret, "origin"),
                                       sluice_stored_secret_get_attribute (secret, "project"));
}

/* A locked keyring offers nothing: nobody is asked for a password who did not ask for this one. */
static void
listed_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceRememberedOffer *self = owner;
  GListModel *kept = value != NULL ? g_value_get_object (value) : NULL;

  dex_clear (&self->reading);
  remove_rows (self);
  for (guint i = 0; kept != NULL && i < g_list_model_get_n_items (kept) && self->rows->len < MOST_OFFERS; i++)
    {
      g_autoptr (SluiceStoredSecret) secret = g_list_model_get_item (kept, i);
      GtkWidget *row = NULL;

      if (!is_offered (self, secret))
        continue;
      row = new_row (self, secret);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
sluice_remembered_offer_dispose (GObject *object)
{
  SluiceRememberedOffer *self = SLUICE_REMEMBERED_OFFER (object);

  dex_clear (&self->reading);
  dex_clear (&self->filling);
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_clear_object (&self->form);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sluice_remembered_offer_parent_class)->dispose (object);
}

static void
sluice_remembered_offer_finalize (GObject *object)
{
  SluiceRememberedOffer *self = SLUICE_REMEMBERED_OFFER (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->filled);

  G_OBJECT_CLASS (sluice_remembered_offer_parent_class)->finalize (object);
}

static void
sluice_remembered_offer_class_init (SluiceRememberedOfferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_remembered_offer_dispose;
  object_class->finalize = sluice_remembered_offer_finalize;

  signals[SIGNAL_FILLED] =
      g_signal_new ("filled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_remembered_offer_init (SluiceRememberedOffer *self)
{
  self->rows = g_ptr_array_new ();
  self->filled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sluice_remembered_offer_set_form (SluiceRememberedOffer *self, SluiceWorkspace *workspace, SluiceForm *form)
{
  SluiceKeyring *keyring = NULL;

  g_return_if_fail (SLUICE_IS_REMEMBERED_OFFER (self));
  g_return_if_fail (SLUICE_IS_WORKSPACE (workspace));
  g_return_if_fail (form == NULL || SLUICE_IS_FORM (form));

  dex_clear (&self->reading);
  dex_clear (&self->filling);
  remove_rows (self);
  g_hash_table_remove_all (self->filled);
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->form, form);
  keyring = sluice_workspace_get_keyring (workspace);
  if (form == NULL || keyring == NULL || !sluice_form_has_secret_fields (form))
    return;

  g_signal_connect_object (form, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  self->reading = sluice_when (sluice_keyring_list (keyring, FALSE), self, listed_cb);
}
