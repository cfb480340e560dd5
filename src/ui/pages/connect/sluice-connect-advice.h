/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceConnectAdvice:
 * @sentence: (nullable): what usually mends it, translated; %NULL when there is nothing to add
 * @fields: (array zero-terminated=1): the names of the form's fields that are concerned, in the form's order; never
 * %NULL
 *
 * What to do about a connection that could not be made. Everything in it is static.
 */
typedef struct
{
  const char *sentence;
  const char *const *fields;
} SluiceConnectAdvice;

/**
 * sluice_connect_advice_get:
 * @error: why the check failed
 *
 * Tells by the server's words (contract, section 6.1) or by libpq's, which the server passes on, which fields are at
 * fault. Errors that have nothing to do with the source get the general advice of sluice_error_get_advice().
 *
 * Returns: the advice; both members empty for a cancelled call
 */
SluiceConnectAdvice sluice_connect_advice_get (const GError *error);

G_END_DECLS
