/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-firewall-group.h"

#include <glib/gi18n.h>

/* “Copied” */
#define COPIED_SECONDS 2

struct _SluiceFirewallGroup
{
  AdwPreferencesGroup parent_instance;

  SluiceRegion region;
  AdwActionRow *row;
  AdwButtonContent *content;
  guint copied_id;
};

G_DEFINE_FINAL_TYPE (SluiceFirewallGroup, sluice_firewall_group, ADW_TYPE_PREFERENCES_GROUP)

static void
uncopied_cb (gpointer user_data)
{
  SluiceFirewallGroup *self = user_data;

  self->copied_id = 0;
  adw_button_content_set_label (self->content, _ ("Copy"));
  adw_button_content_set_icon_name (self->content, "edit-copy-symbolic");
}

/* A line each, as firewalls take them. */
static void
copy_cb (SluiceFirewallGroup *self)
{
  g_autofree char *text = g_strjoinv ("\n", (char **) sluice_region_get_addresses (self->region));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_button_content_set_label (self->content, _ ("Copied"));
  adw_button_content_set_icon_name (self->content, "object-select-symbolic");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("Copied"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  g_clear_handle_id (&self->copied_id, g_source_remove);
  self->copied_id = g_timeout_add_seconds_once (COPIED_SECONDS, uncopied_cb, self);
}

static void
sluice_firewall_group_dispose (GObject *object)
{
  g_clear_handle_id (&SLUICE_FIREWALL_GROUP (object)->copied_id, g_source_remove);

  G_OBJECT_CLASS (sluice_firewall_group_parent_class)->dispose (object);
}

static void
sluice_firewall_group_class_init (SluiceFirewallGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_firewall_group_dispose;
}

static void
sluice_firewall_group_init (SluiceFirewallGroup *self)
{
  GtkWidget *button = gtk_button_new ();

  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  self->content = ADW_BUTTON_CONTENT (adw_button_content_new ());
  gtk_button_set_child (GTK_BUTTON (button), GTK_WIDGET (self->content));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Copy the addresses, a line each"));
  uncopied_cb (self);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_action_row_set_subtitle_selectable (self->row, TRUE);
  adw_action_row_add_suffix (self->row, button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
}

void
sluice_firewall_group_set_region (SluiceFirewallGroup *self, SluiceRegion region)
{
  const char *const *addresses = sluice_region_get_addresses (region);
  g_autofree char *list = g_strjoinv (", ", (char **) addresses);
  g_autofree char *title = NULL;

  g_return_if_fail (SLUICE_IS_FIREWALL_GROUP (self));

  self->region = region;
  /* Translators: %s is a region of PostHog’s cloud, “US” or “EU”; beneath stand IP addresses */
  title = g_strdup_printf (_ ("Let PostHog (%s) through the firewall"), region == SLUICE_REGION_EU ? "EU" : "US");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_action_row_set_subtitle (self->row, list);
  gtk_widget_set_visible (GTK_WIDGET (self), *addresses != NULL);
}
