/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-copy-row.h"

#include <glib/gi18n.h>

#include "sluice-copy-button.h"

#define TITLE_KEY "sluice-copy-row-title"
#define TIMER_KEY "sluice-copy-row-timer"

static void
show (AdwButtonRow *self, const char *title, const char *icon_name)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_button_row_set_start_icon_name (self, icon_name);
}

static void
uncopied_cb (gpointer user_data)
{
  AdwButtonRow *self = user_data;

  g_object_steal_data (G_OBJECT (self), TIMER_KEY);
  show (self, g_object_get_data (G_OBJECT (self), TITLE_KEY), "edit-copy-symbolic");
}

static void
remove_timer (gpointer data)
{
  g_source_remove (GPOINTER_TO_UINT (data));
}

AdwButtonRow *
sluice_copy_row_new (const char *title)
{
  AdwButtonRow *self = NULL;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (ADW_TYPE_BUTTON_ROW, "use-markup", FALSE, NULL);
  g_object_set_data_full (G_OBJECT (self), TITLE_KEY, g_strdup (title), g_free);
  show (self, title, "edit-copy-symbolic");

  return self;
}

void
sluice_copy_row_copy (AdwButtonRow *self, const char *text)
{
  guint timer;

  g_return_if_fail (ADW_IS_BUTTON_ROW (self));
  g_return_if_fail (text != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  show (self, _ ("Copied"), "object-select-symbolic");
  /* It takes the one before with it, and goes with the row. */
  timer = g_timeout_add_seconds_once (SLUICE_COPIED_SECONDS, uncopied_cb, self);
  g_source_set_name_by_id (timer, "[sluice] copied");
  g_object_set_data_full (G_OBJECT (self), TIMER_KEY, GUINT_TO_POINTER (timer), remove_timer);
}
