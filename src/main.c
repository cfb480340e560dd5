/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>
#include <sys/resource.h>

#include "sluice-application.h"
#include "sluice-pg-connection.h"

int
main (int argc, char *argv[])
{
  const struct rlimit nothing = { 0, 0 };
  g_autoptr (SluiceApplication) application = NULL;

  /* What is typed is where Sluice connects. */
  sluice_pg_forget_environment ();
  dex_init ();

  /* Memory holds secrets: leave none in a core dump. Not PR_SET_DUMPABLE, with which portals refuse the caller. */
  setrlimit (RLIMIT_CORE, &nothing);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name (_ ("Sluice"));
  application = sluice_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
