/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sluice_debug_info_dup:
 * @widget: a widget that is shown
 *
 * What whoever helps has to know besides: versions, system, sandbox, keyring, how windows get onto the screen, language.
 * Technical text, not translated; nothing about the person, their accounts or what the computer is called.
 *
 * Returns: (transfer full): lines of text
 */
char *sluice_debug_info_dup (GtkWidget *widget);

G_END_DECLS
