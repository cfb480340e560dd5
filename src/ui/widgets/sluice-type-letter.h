/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TYPE_LETTER (sluice_type_letter_get_type ())

/**
 * SluiceTypeLetter:
 *
 * The letter on a coloured square that stands for a source type, or its icon where there is one. It says nothing to a
 * screen reader: a name always stands beside it.
 */
G_DECLARE_FINAL_TYPE (SluiceTypeLetter, sluice_type_letter, SLUICE, TYPE_LETTER, AdwBin)

/* (transfer floating) */
GtkWidget *sluice_type_letter_new (void);

/**
 * sluice_type_letter_set_name:
 * @self: a letter
 * @name: the type's name in the API, which picks the colour: the same one everywhere and always
 * @label: the type's label, which gives the letter
 */
void sluice_type_letter_set_name (SluiceTypeLetter *self, const char *name, const char *label);

/**
 * sluice_type_letter_set_icon:
 * @self: a letter
 * @icon: (nullable): the type's icon, to be shown instead of the letter
 */
void sluice_type_letter_set_icon (SluiceTypeLetter *self, GdkPaintable *icon);

G_END_DECLS
