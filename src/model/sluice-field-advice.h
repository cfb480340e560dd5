/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-form.h"

G_BEGIN_DECLS

/**
 * SluiceAdviceSeverity:
 * @SLUICE_ADVICE_NOTE: good to know
 * @SLUICE_ADVICE_WARNING: it will probably fail, or is more than is needed
 * @SLUICE_ADVICE_ERROR: it will be refused
 *
 * How much an advice matters.
 */
typedef enum
{
  SLUICE_ADVICE_NOTE,
  SLUICE_ADVICE_WARNING,
  SLUICE_ADVICE_ERROR,
} SluiceAdviceSeverity;

/**
 * SluiceAdviceFlags:
 * @SLUICE_ADVICE_CLOUD: the project is in PostHog's cloud, which reaches public IPv4 addresses only (contract, section
 *   6.1); a server of one's own and a practice server may reach any
 * @SLUICE_ADVICE_UNFINISHED: the value is still being typed: nothing that the next letters may put right is said
 *
 * What else there is to know about a value.
 */
typedef enum
{
  SLUICE_ADVICE_NO_FLAGS = 0,
  SLUICE_ADVICE_CLOUD = 1 << 0,
  SLUICE_ADVICE_UNFINISHED = 1 << 1,
} SluiceAdviceFlags;

/**
 * SluiceFieldAdvice:
 *
 * What there is to say of a value before it is sent, and what one click would do about it.
 */
typedef struct _SluiceFieldAdvice SluiceFieldAdvice;

/**
 * sluice_field_advice_new:
 * @form: a form
 * @path: a value's path
 * @flags: what else there is to know
 *
 * Looks at a value by the rules of this file, the most serious first: the first that fits decides. Nothing is looked up
 * anywhere. The advice quotes no secret.
 *
 * Returns: (transfer full) (nullable): the advice; %NULL when there is nothing to say
 */
SluiceFieldAdvice *sluice_field_advice_new (SluiceForm *form, const char *path, SluiceAdviceFlags flags);

/**
 * sluice_field_advice_get_rule:
 * @self: an advice
 *
 * Returns: the name of the rule that it is by, static: "host-url"
 */
const char *sluice_field_advice_get_rule (SluiceFieldAdvice *self);

/**
 * sluice_field_advice_get_severity:
 * @self: an advice
 *
 * Returns: how much it matters
 */
SluiceAdviceSeverity sluice_field_advice_get_severity (SluiceFieldAdvice *self);

/**
 * sluice_field_advice_get_sentence:
 * @self: an advice
 *
 * Returns: a translated sentence, or two, which belong to @self
 */
const char *sluice_field_advice_get_sentence (SluiceFieldAdvice *self);

/**
 * sluice_field_advice_get_fix:
 * @self: an advice
 *
 * Returns: (nullable): translated words for a button: "Use Host Only"; %NULL when a person has to mend it
 */
const char *sluice_field_advice_get_fix (SluiceFieldAdvice *self);

/**
 * sluice_field_advice_apply:
 * @self: an advice with a fix
 *
 * Does it.
 */
void sluice_field_advice_apply (SluiceFieldAdvice *self);

/**
 * sluice_field_advice_free:
 * @self: (nullable): an advice
 *
 * Frees an advice and wipes what it would put into the form. %NULL is fine.
 */
void sluice_field_advice_free (SluiceFieldAdvice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceFieldAdvice, sluice_field_advice_free)

/**
 * sluice_key_text_get_fault:
 * @text: what is in a file or a field that should hold a Google service account's key
 *
 * Tells by its beginning or its keys which other kind of key it is: an OAuth client, a person's own login, a PEM or
 * PKCS #12 file, an app's configuration (contract, section 5.4, file-upload; the keys are those of BigQuery's form).
 *
 * Returns: (nullable): a translated sentence, static; %NULL when it is no kind that is known
 */
const char *sluice_key_text_get_fault (const char *text);

G_END_DECLS
