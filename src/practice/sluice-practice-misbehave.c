/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-misbehave.h"

#include <gio/gio.h>
#include <string.h>

static gboolean
parse_fault (SluicePracticeRule *self, const char *text)
{
  static const struct
  {
    const char *word;
    SluicePracticeFault fault;
    enum
    {
      NOTHING,
      NUMBER,
      TEXT,
    } after;
  } words[] = {
    { "delay:", SLUICE_PRACTICE_FAULT_DELAY, NUMBER },
    { "status:", SLUICE_PRACTICE_FAULT_STATUS, NUMBER },
    { "status-after:", SLUICE_PRACTICE_FAULT_STATUS_AFTER, NUMBER },
    { "truncate:", SLUICE_PRACTICE_FAULT_TRUNCATE, NUMBER },
    { "body:", SLUICE_PRACTICE_FAULT_BODY, TEXT },
    { "redirect:", SLUICE_PRACTICE_FAULT_REDIRECT, TEXT },
    { "key:", SLUICE_PRACTICE_FAULT_KEY, TEXT },
    { "revoke:", SLUICE_PRACTICE_FAULT_REVOKE, TEXT },
    { "drop-before", SLUICE_PRACTICE_FAULT_DROP_BEFORE, NOTHING },
    { "drop-after", SLUICE_PRACTICE_FAULT_DROP_AFTER, NOTHING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *rest;
      char *end = NULL;

      if (!g_str_has_prefix (text, words[i].word))
        continue;
      rest = text + strlen (words[i].word);
      self->fault = words[i].fault;
      if (words[i].after == TEXT)
        {
          self->argument = g_strdup (rest);
          return *rest != '\0';
        }
      if (words[i].after == NOTHING)
        return *rest == '\0';
      self->number = g_ascii_strtod (rest, &end);
      if (words[i].fault == SLUICE_PRACTICE_FAULT_STATUS && end != rest && end[0] == ':' && end[1] != '\0')
        {
          self->argument = g_strdup (end + 1);
          end += strlen (end);
        }
      return end != rest && *end == '\0' && self->number >= 0 && self->number < 1e9 &&
             ((words[i].fault != SLUICE_PRACTICE_FAULT_STATUS &&
               words[i].fault != SLUICE_PRACTICE_FAULT_STATUS_AFTER) ||
              (self->number >= 200 && self->number <= 599));
    }

  return FALSE;
}

SluicePracticeRule *
sluice_practice_rule_parse (const char *text, GError **error)
{
  g_autoptr (SluicePracticeRule) self = g_new0 (SluicePracticeRule, 1);
  g_autoptr (GRegex) regex =
      g_regex_new ("^([A-Z]+|\\*) ([/*][^#=]*)(?:#([0-9]{1,6}))?=(.+)$", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, &match))
    {
      g_autofree char *glob = g_match_info_fetch (match, 2);
      g_autofree char *nth = g_match_info_fetch (match, 3);
      g_autofree char *fault = g_match_info_fetch (match, 4);
      gsize length = strlen (glob);

      if (length > 1 && glob[length - 1] == '/')
        glob[length - 1] = '\0';
      self->text = g_strdup (text);
      self->method = g_match_info_fetch (match, 1);
      self->glob = g_pattern_spec_new (glob);
      self->nth = nth != NULL ? (guint) g_ascii_strtoull (nth, NULL, 10) : 0;
      if (parse_fault (self, fault))
        return g_steal_pointer (&self);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "“%s” is not METHOD PATH-GLOB[#N]=delay:S|status:N|status:N:FILE|status-after:N|drop-before|drop-after|"
               "truncate:N|body:FILE|redirect:URL|key:END|revoke:END",
               text);

  return NULL;
}

void
sluice_practice_rule_free (SluicePracticeRule *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->method);
  g_clear_pointer (&self->glob, g_pattern_spec_free);
  g_free (self->argument);
  g_free (self);
}

const SluicePracticeRule *
sluice_practice_rules_match (GPtrArray *rules, const char *method, const char *path)
{
  g_autofree char *bare = g_strdup (path);
  const SluicePracticeRule *applies = NULL;
  gsize length = strlen (bare);

  if (length > 1 && bare[length - 1] == '/')
    bare[length - 1] = '\0';
  for (guint i = 0; i < rules->len; i++)
    {
      SluicePracticeRule *rule = g_ptr_array_index (rules, i);

      if (!(g_str_equal (rule->method, "*") || g_str_equal (rule->method, method)) ||
          !g_pattern_spec_match_string (rule->glob, bare))
        continue;
      rule->seen++;
      if (applies == NULL && (rule->nth == 0 || rule->nth == rule->seen))
        applies = rule;
    }

  return applies;
}
