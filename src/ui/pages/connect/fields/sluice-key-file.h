/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "sluice-field.h"

G_BEGIN_DECLS

/**
 * sluice_key_file_read:
 * @file: a file that the person chose
 * @field: the file-upload that it is for, or the secret text
 *
 * Reads a key file on a thread of its own and checks that it is one: a regular file, no larger than a key file can be,
 * a JSON object with the keys that the field asks for; for a secret text, text. Errors are `G_IO_ERROR`, translated, and quote nothing of the
 * file.
 *
 * Returns: (transfer full): a future that resolves to a #SluiceKeyText (boxed)
 */
DexFuture *sluice_key_file_read (GFile *file, SluiceField *field);

/**
 * sluice_key_file_dup_names:
 * @text: what is in a key file
 *
 * Tells by what a person knows which key it is: whose it is, else which project's. Nothing else of it is shown.
 *
 * Returns: (transfer full): a name, "" when there is none
 */
char *sluice_key_file_dup_names (const char *text);

/**
 * SluiceKeyText:
 * @text: what is in the file
 *
 * A secret. Boxed; wiped with its last reference.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *text;
} SluiceKeyText;
#define SLUICE_TYPE_KEY_TEXT (sluice_key_text_get_type ())
GType sluice_key_text_get_type (void);

G_END_DECLS
