/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CHECK (sluice_check_get_type ())

/**
 * SluiceCheck:
 *
 * A check button that assistive technology can press: GTK 4.18 gives a plain one no action. Ours is "check.toggle".
 */
G_DECLARE_FINAL_TYPE (SluiceCheck, sluice_check, SLUICE, CHECK, GtkCheckButton)

GtkWidget *sluice_check_new (void);

G_END_DECLS
