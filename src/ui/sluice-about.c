/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-about.h"

#include <glib/gi18n.h>

#include "sluice-debug-info.h"

/* The licence asks for this text wherever the library is given away. */
static const char POSTGRESQL_LICENSE[] =
    "Permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee, "
    "and without a written agreement is hereby granted, provided that the above copyright notice and this paragraph and "
    "the following two paragraphs appear in all copies.\n"
    "\n"
    "IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL, INCIDENTAL, OR "
    "CONSEQUENTIAL DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS SOFTWARE AND ITS DOCUMENTATION, EVEN "
    "IF THE UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.\n"
    "\n"
    "THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED "
    "WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE PROVIDED HEREUNDER IS ON AN \"AS "
    "IS\" BASIS, AND THE UNIVERSITY OF CALIFORNIA HAS NO OBLIGATIONS TO PROVIDE MAINTENANCE, SUPPORT, UPDATES, "
    "ENHANCEMENTS, OR MODIFICATIONS.";

/* What comes with Sluice where the system, or the runtime of a Flatpak, does not have it; and what it is built on. */
static void
add_libraries (AdwAboutDialog *dialog)
{
  adw_about_dialog_add_legal_section (dialog, "libpq",
                                      "Portions Copyright © 1996–2025 The PostgreSQL Global Development Group\n"
                                      "Portions Copyright © 1994 The Regents of the University of California",
                                      GTK_LICENSE_CUSTOM, POSTGRESQL_LICENSE);
  adw_about_dialog_add_legal_section (dialog, "cmark", "Copyright © 2014 John MacFarlane", GTK_LICENSE_BSD, NULL);
  adw_about_dialog_add_legal_section (dialog, "libportal", "Copyright © 2018 Red Hat, Inc. and contributors",
                                      GTK_LICENSE_LGPL_3_0_ONLY, NULL);
  adw_about_dialog_add_legal_section (dialog, "libdex", "Copyright © 2022–2025 Christian Hergert and contributors",
                                      GTK_LICENSE_LGPL_2_1, NULL);
}

AdwDialog *
sluice_about_new (GtkWidget *widget)
{
  AdwDialog *dialog = NULL;
  g_autofree char *debug_info = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  dialog = adw_about_dialog_new_from_appdata (SLUICE_ABOUT_METAINFO, PACKAGE_VERSION);
  debug_info = sluice_debug_info_dup (widget);
  g_object_set (dialog, "application-icon", APPLICATION_ID, "version", PACKAGE_VERSION, "comments",
                _ ("Set up data sources for a PostHog data warehouse"), "copyright", "© 2026 The Sluice Developers",
                "debug-info", debug_info, "debug-info-filename", "sluice-debug-info.txt",
                /* Translators: your name and, if you like, your address, one translator a line */
                "translator-credits", _ ("translator-credits"), "developers",
                (const char *[]) { "The Sluice Developers https://github.com/sluice-app/sluice", NULL }, NULL);
  add_libraries (ADW_ABOUT_DIALOG (dialog));
  adw_about_dialog_add_link (ADW_ABOUT_DIALOG (dialog), _ ("_Source Code"), "https://github.com/sluice-app/sluice");

  return dialog;
}
