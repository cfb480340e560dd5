/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Spins the main context until @condition holds, which nothing need wake it for; what never happens ends the test. */
void wait_until (gboolean (*condition) (gpointer data), gpointer data);

G_END_DECLS
