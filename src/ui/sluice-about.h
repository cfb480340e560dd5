/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where the program has its own metainfo file, in its resources. */
#define SLUICE_ABOUT_METAINFO "/io/github/sluice_app/Sluice/metainfo.xml"

/**
 * sluice_about_new:
 * @widget: a widget that is shown
 *
 * What Sluice is and what it stands on. Name, developer, links and release notes are those of the metainfo file, so that they
 * cannot get out of step with what a software centre shows.
 *
 * Returns: (transfer floating): the dialog “About Sluice”
 */
AdwDialog *sluice_about_new (GtkWidget *widget);

G_END_DECLS
