/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-api-error.h"
#include "sluice-error-advice.h"
#include "sluice-estimate.h"
#include "sluice-new-key-button.h"
#include "sluice-table-change.h"
#include "sluice-table-refresh.h"
#include "sluice-weak.h"
#include "sluice-when.h"

struct _SluiceTableRefresh
{
  AdwBin parent_instance;

  SluiceSession *session;
  DexFuture *reading;
  gboolean failed;

  GtkWidget *spinner;
  GtkLabel *text;
  SluiceNewKeyButton *new_key;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (SluiceTableRefresh, sluice_table_refresh, ADW_TYPE_BIN)

static SluicePlan *
get_plan (SluiceTableRefresh *self)
{
  return sluice_session_get_plan (self->session);
}

static SluiceTableList *
get_tables (SluiceTableRefresh *self)
{
  return sluice_plan_get_tables (get_plan (self));
}

static void
show (SluiceTableRefresh *self, const char *text, const char *button)
{
  gtk_widget_set_visible (self->spinner, self->reading != NULL);
  gtk_label_set_text (self->text, text != NULL ? text : "");
  sluice_new_key_button_offer (self->new_key, NULL);
  gtk_button_set_label (self->button, button != NULL ? button : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

static void
announce (SluiceTableRefresh *self)
{
  sluice_announce (GTK_WIDGET (self), gtk_label_get_text (self->text), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What is marked now: it also changes when marks are dismissed elsewhere, or undone. */
static void
show_changes (SluiceTableRefresh *self)
{
  g_autofree char *text = NULL;

  if (self->session == NULL || self->reading != NULL || self->failed)
    return;

  text = sluice_table_list_dup_changes_text (get_tables (self));
  /* Translators: takes the marks of new, changed and missing tables away */
  show (self, text, _ ("Dismiss"));
}

static void
read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceTableRefresh *self = owner;
  g_autofree char *words = NULL;

  dex_clear (&self->reading);
  if (value != NULL)
    {
      sluice_plan_finish_discovery (get_plan (self));
      show_changes (self);
      if (gtk_widget_get_visible (GTK_WIDGET (self)))
        announce (self);
      else
        sluice_announce (GTK_WIDGET (self), _ ("The tables are as they were"),
                         GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      return;
    }

  sluice_plan_abort_discovery (get_plan (self));
  if (sluice_error_is_cancelled (error))
    {
      show_changes (self);
      return;
    }

  self->failed = TRUE;
  words = g_strjoin (" ", error->message, sluice_error_get_advice (error), NULL);
  show (self, words, _ ("Try Again"));
  sluice_new_key_button_offer (self->new_key, error);
  announce (self);
}

static void
tables_cb (GPtrArray *tables, gpointer user_data)
{
  g_autoptr (SluiceTableRefresh) self = g_weak_ref_get (user_data);
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;
  guint n_tables;

  if (self == NULL || self->reading == NULL)
    return;

  sluice_plan_append_discovered (get_plan (self), tables);
  n_tables = sluice_plan_get_n_discovered (get_plan (self));
  count = sluice_rows_to_string (n_tables);
  text = g_strdup_printf (ngettext ("%s table so far", "%s tables so far", n_tables), count);
  gtk_label_set_text (self->text, text);
}

static void
clicked_cb (SluiceTableRefresh *self)
{
  if (self->reading != NULL)
    sluice_table_refresh_stop (self);
  else if (self->failed)
    sluice_table_refresh_start (self);
  else
    sluice_table_list_dismiss_changes (get_tables (self));
}

static void
sluice_table_refresh_dispose (GObject *object)
{
  SluiceTableRefresh *self = SLUICE_TABLE_REFRESH (object);

  dex_clear (&self->reading);
  g_clear_object (&self->session);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (sluice_table_refresh_parent_class)->dispose (object);
}

static void
sluice_table_refresh_class_init (SluiceTableRefreshClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_table_refresh_dispose;
}

static void
sluice_table_refresh_init (SluiceTableRefresh *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->spinner = adw_spinner_new ();
  self->text = GTK_LABEL (gtk_label_new (NULL));
  self->new_key = g_object_new (SLUICE_TYPE_NEW_KEY_BUTTON, NULL);
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->text, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->new_key));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "offer");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}

void
sluice_table_refresh_set_session (SluiceTableRefresh *self, SluiceSession *session)
{
  g_return_if_fail (SLUICE_IS_TABLE_REFRESH (self));
  g_return_if_fail (SLUICE_IS_SESSION (session) && self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (get_tables (self), "notify::n-changes", G_CALLBACK (show_changes), self, G_CONNECT_SWAPPED);
  show_changes (self);
}

void
sluice_table_refresh_start (SluiceTableRefresh *self)
{
  SluicePlan *plan = NULL;
  SluiceForm *form = NULL;
  g_autoptr (JsonNode) body = NULL;
  DexFuture *future = NULL;

  g_return_if_fail (SLUICE_IS_TABLE_REFRESH (self));

  plan = get_plan (self);
  form = sluice_plan_get_form (plan);
  if (self->reading != NULL || form == NULL || sluice_session_get_read_only (self->session))
    return;

  self->failed = FALSE;
  body = sluice_form_to_flat (form);
  sluice_plan_begin_discovery (plan);
  future = sluice_client_discover_tables (sluice_workspace_get_client (sluice_session_get_workspace (self->session)),
                                          body, sluice_source_type_is_database (sluice_form_get_source_type (form)),
                                          tables_cb, sluice_weak_new (self), sluice_weak_free);
  self->reading = sluice_when (future, self, read_cb);
  show (self, _ ("Reading the tables again…"), _ ("Cancel"));
  announce (self);
}

void
sluice_table_refresh_stop (SluiceTableRefresh *self)
{
  g_return_if_fail (SLUICE_IS_TABLE_REFRESH (self));

  if (self->reading == NULL)
    return;

  dex_clear (&self->reading);
  sluice_plan_abort_discovery (get_plan (self));
  show_changes (self);
}
