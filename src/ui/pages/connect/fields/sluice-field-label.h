/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A field's label in the person's language where it is one of the usual ones; @label as it is otherwise. */
const char *sluice_field_label_translate (const char *label);

G_END_DECLS
