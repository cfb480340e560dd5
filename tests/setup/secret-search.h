/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Looks for a secret in all files at or below @path, in all the ways in which text is commonly written: plain, percent,
 * base64, JSON, hexadecimal. One that is found ends the test, and is not printed. Gives how many files were read. */
guint secret_search (const char *path, const char *secret);

G_END_DECLS
