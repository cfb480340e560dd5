/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluicePracticeFault:
 * @SLUICE_PRACTICE_FAULT_NONE: behave
 * @SLUICE_PRACTICE_FAULT_DELAY: wait, then answer
 * @SLUICE_PRACTICE_FAULT_STATUS: answer with a status, and with the contents of a file if there is one, instead of
 * doing anything
 * @SLUICE_PRACTICE_FAULT_STATUS_AFTER: do it, then answer with a status as if nothing had been done
 * @SLUICE_PRACTICE_FAULT_DROP_BEFORE: hang up before doing anything
 * @SLUICE_PRACTICE_FAULT_DROP_AFTER: do it, then hang up without an answer
 * @SLUICE_PRACTICE_FAULT_TRUNCATE: do it, then hang up in the middle of the answer
 * @SLUICE_PRACTICE_FAULT_BODY: answer 200 with the contents of a file instead of doing anything
 * @SLUICE_PRACTICE_FAULT_REDIRECT: answer 307 with another address instead of doing anything
 * @SLUICE_PRACTICE_FAULT_KEY: do what would be done if another key had come
 * @SLUICE_PRACTICE_FAULT_REVOKE: refuse one key as revoked, and no other
 *
 * How a request goes wrong.
 */
typedef enum
{
  SLUICE_PRACTICE_FAULT_NONE,
  SLUICE_PRACTICE_FAULT_DELAY,
  SLUICE_PRACTICE_FAULT_STATUS,
  SLUICE_PRACTICE_FAULT_STATUS_AFTER,
  SLUICE_PRACTICE_FAULT_DROP_BEFORE,
  SLUICE_PRACTICE_FAULT_DROP_AFTER,
  SLUICE_PRACTICE_FAULT_TRUNCATE,
  SLUICE_PRACTICE_FAULT_BODY,
  SLUICE_PRACTICE_FAULT_REDIRECT,
  SLUICE_PRACTICE_FAULT_KEY,
  SLUICE_PRACTICE_FAULT_REVOKE,
} SluicePracticeFault;

/**
 * SluicePracticeRule:
 * @text: the rule as it was written
 * @method: the HTTP method, or `*`
 * @glob: which paths
 * @nth: which such request, from 1; 0 for every one
 * @seen: how many such requests came so far
 * @fault: how it goes wrong
 * @number: seconds to wait, status, or bytes to send
 * @argument: (nullable): name of the file to answer with, where a redirect leads, or what ends the other key
 *
 * One rule of misbehaviour.
 */
typedef struct
{
  char *text;
  char *method;
  GPatternSpec *glob;
  guint nth;
  guint seen;
  SluicePracticeFault fault;
  double number;
  char *argument;
} SluicePracticeRule;

/**
 * sluice_practice_rule_parse:
 * @text: `METHOD PATH-GLOB[#N]=FAULT`
 * @error: return location for an error
 *
 * Returns: (transfer full): the rule, or %NULL
 */
SluicePracticeRule *sluice_practice_rule_parse (const char *text, GError **error);

/**
 * sluice_practice_rule_free:
 * @self: (nullable): a rule
 *
 * Frees @self.
 */
void sluice_practice_rule_free (SluicePracticeRule *self);

/**
 * sluice_practice_rules_match:
 * @rules: (element-type SluicePracticeRule): rules
 * @method: a request's method
 * @path: its path, with or without a slash at the end
 *
 * Counts the request for every rule that it fits.
 *
 * Returns: (transfer none) (nullable): the first rule that applies to it
 */
const SluicePracticeRule *sluice_practice_rules_match (GPtrArray *rules, const char *method, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeRule, sluice_practice_rule_free)

G_END_DECLS
