/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-debug-info.h"

#include <adwaita.h>
#include <json-glib/json-glib.h>
#include <locale.h>

char *
sluice_debug_info_dup (GtkWidget *widget)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *language = setlocale (LC_MESSAGES, NULL);
  GString *text;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  text = g_string_new (NULL);
  g_string_append_printf (text, "Sluice %s (%s)\n", PACKAGE_VERSION, APPLICATION_ID);
  g_string_append_printf (text, "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u, json-glib %s\n",
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version, JSON_VERSION_S);
  g_string_append_printf (text, "System: %s%s\n", system != NULL ? system : "unknown",
                          g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? ", in Flatpak" : "");
  g_string_append_printf (text, "Display: %s, language: %s\n", G_OBJECT_TYPE_NAME (gtk_widget_get_display (widget)),
                          language != NULL ? language : "unknown");

  return g_string_free_and_steal (text);
}
