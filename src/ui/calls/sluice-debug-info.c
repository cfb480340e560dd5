/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-debug-info.h"

#include <adwaita.h>
#include <cmark.h>
#include <json-glib/json-glib.h>
#include <libdex.h>
#include <libsecret/secret.h>
#include <libsoup/soup.h>
#include <locale.h>

#include "sluice-pg-connection.h"

#define FLATPAK_INFO "/.flatpak-info"

static const char *
get_known (const char *text)
{
  return text != NULL && *text != '\0' ? text : "unknown";
}

static void
append_versions (GString *text)
{
  g_autofree char *libpq = sluice_pg_dup_client_version ();

  g_string_append_printf (text, "Sluice %s (%s)\n", PACKAGE_VERSION, APPLICATION_ID);
  g_string_append_printf (text, "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u, libsoup %u.%u.%u\n",
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version, soup_get_major_version (),
                          soup_get_minor_version (), soup_get_micro_version ());
  g_string_append_printf (text, "json-glib %s, libdex %s, libsecret %d.%d.%d, libpq %s, cmark %s\n", JSON_VERSION_S,
                          DEX_VERSION_S, SECRET_MAJOR_VERSION, SECRET_MINOR_VERSION, SECRET_MICRO_VERSION, libpq,
                          cmark_version_string ());
}

/* Of what Flatpak says about this very run only the versions are anybody's business. */
static void
append_sandbox (GString *text)
{
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *runtime = NULL;
  g_autofree char *version = NULL;

  if (!g_key_file_load_from_file (info, FLATPAK_INFO, G_KEY_FILE_NONE, NULL))
    {
      g_string_append (text, "Sandbox: none\n");
      return;
    }

  runtime = g_key_file_get_string (info, "Application", "runtime", NULL);
  version = g_key_file_get_string (info, "Instance", "flatpak-version", NULL);
  g_string_append_printf (text, "Sandbox: Flatpak %s, %s\n", get_known (version), get_known (runtime));
}

static void
append_system (GString *text)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  g_string_append_printf (text, "System: %s\n", get_known (system));
  append_sandbox (text);
  /* In a sandbox libsecret goes by the portal, and has a file of its own. */
  g_string_append_printf (text, "Keyring: %s\n",
                          g_file_test (FLATPAK_INFO, G_FILE_TEST_EXISTS) ? "encrypted file, key of the Secret portal" :
                                                                           "Secret Service");
}

static void
append_display (GString *text, GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  g_string_append_printf (text, "Display: %s, renderer: %s, session: %s, desktop: %s\n",
                          G_OBJECT_TYPE_NAME (gtk_widget_get_display (widget)),
                          renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "unknown",
                          get_known (g_getenv ("XDG_SESSION_TYPE")), get_known (g_getenv ("XDG_CURRENT_DESKTOP")));
  g_string_append_printf (text, "Language: %s, %s\n", get_known (setlocale (LC_MESSAGES, NULL)),
                          gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? "right to left" : "left to right");
}

char *
sluice_debug_info_dup (GtkWidget *widget)
{
  GString *text;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  text = g_string_new (NULL);
  append_versions (text);
  append_system (text);
  append_display (text, widget);

  return g_string_free_and_steal (text);
}
