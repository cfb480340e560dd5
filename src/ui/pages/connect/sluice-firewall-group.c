/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-firewall-group.h"

#include <glib/gi18n.h>

#include "sluice-copy-button.h"

struct _SluiceFirewallGroup
{
  AdwPreferencesGroup parent_instance;

  SluiceRegion region;
  AdwActionRow *row;
  SluiceCopyButton *copy;
};

G_DEFINE_FINAL_TYPE (SluiceFirewallGroup, sluice_firewall_group, ADW_TYPE_PREFERENCES_GROUP)

/* A line each, as firewalls take them. */
static void
copy_cb (SluiceFirewallGroup *self)
{
  g_autofree char *text = g_strjoinv ("\n", (char **) sluice_region_get_addresses (self->region));

  sluice_copy_button_copy (self->copy, text);
}

static void
sluice_firewall_group_class_init (SluiceFirewallGroupClass *klass)
{
}

static void
sluice_firewall_group_init (SluiceFirewallGroup *self)
{
  self->copy = g_object_new (SLUICE_TYPE_COPY_BUTTON, NULL);
  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->copy), "flat");
  sluice_copy_button_name (self->copy, _ ("Copy the addresses, a line each"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_action_row_set_subtitle_selectable (self->row, TRUE);
  adw_action_row_add_suffix (self->row, GTK_WIDGET (self->copy));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  g_signal_connect_object (self->copy, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
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
