/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"

G_BEGIN_DECLS

/**
 * SluiceFailureAdvice:
 * @sentence: (nullable): what usually mends it, translated
 * @fields: (array zero-terminated=1): paths of the values to look at, the first of which gets the focus; the form may
 *   lack some
 * @wants_schema: whether fewer tables help: one schema, or a user who sees fewer
 *
 * What Sluice knows about a failure. Nothing in it has to be freed.
 */
typedef struct
{
  const char *sentence;
  const char *const *fields;
  gboolean wants_schema;
} SluiceFailureAdvice;

/**
 * sluice_failure_advice_get:
 * @message: what the server said of a source that it could not connect to, verbatim
 * @form: (nullable): what was sent
 *
 * Tells what usually mends a failure by its wording (contract, sections 6.1, 8.1 and 14). Where the form has a tunnel
 * switched on, host and port may be the tunnel’s. What databases say counts only where the form may be one’s.
 *
 * Returns: the advice; of words that nobody knows, none
 */
SluiceFailureAdvice sluice_failure_advice_get (const char *message, SluiceForm *form);

G_END_DECLS
