/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-sync-method.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_METHOD_DOT (sluice_method_dot_get_type ())

/**
 * SluiceMethodDot:
 *
 * The coloured dot of a sync method, hollow for none. Its word stands beside it; a screen reader is told nothing.
 * Property "method" (#SluiceSyncMethod).
 */
G_DECLARE_FINAL_TYPE (SluiceMethodDot, sluice_method_dot, SLUICE, METHOD_DOT, GtkWidget)

GtkWidget *sluice_method_dot_new (void);
SluiceSyncMethod sluice_method_dot_get_method (SluiceMethodDot *self);
void sluice_method_dot_set_method (SluiceMethodDot *self, SluiceSyncMethod method);

G_END_DECLS
