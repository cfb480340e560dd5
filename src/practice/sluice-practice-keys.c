/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-keys.h"

#include <string.h>

typedef struct
{
  const char *suffix;
  const char *scopes;
  gint64 project;
  const char *description;
  gboolean is_member;
  gboolean is_colleague;
} KeyKind;

static const KeyKind kinds[] = {
  { "", "*", 0, "everything", FALSE, FALSE },
  { "_setup", "external_data_source:write user:read", 0, "what a set-up needs: sources and who-am-I, no query", FALSE,
    FALSE },
  { "_readonly", "external_data_source:read user:read query:read", 0, "reads sources, changes nothing", FALSE, FALSE },
  { "_nouser", "external_data_source:write", 0, "sources only: who-am-I is refused", FALSE, FALSE },
  { "_member", "*", 0, "everything, of somebody who is no admin of the project", TRUE, FALSE },
  { "_colleague", "*", 0, "everything, of another person, who makes sources of their own", FALSE, TRUE },
  { "_limited", "*", SLUICE_PRACTICE_PROJECT, "everything, in project 12345 only", FALSE, FALSE },
  { "_other", "*", SLUICE_PRACTICE_OTHER_PROJECT, "everything, in project 67890 only", FALSE, FALSE },
};

char *
sluice_practice_keys_describe (void)
{
  GString *text = g_string_new ("Keys (KEY is the printed one; any other key is refused as wrong or revoked):\n");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strconcat ("KEY", kinds[i].suffix, NULL);

      g_string_append_printf (text, "  %-14s %s\n", name, kinds[i].description);
    }

  return g_string_free_and_steal (text);
}

/* Takes the same time wherever the first difference is. */
static gboolean
equal_in_constant_time (const char *a, const char *b, gsize length)
{
  guint8 difference = 0;

  for (gsize i = 0; i < length; i++)
    difference |= (guint8) (a[i] ^ b[i]);

  return difference == 0;
}

SluicePracticeKey *
sluice_practice_key_find (const char *main_key, const char *presented)
{
  gsize length = strlen (main_key);

  if (presented == NULL || strlen (presented) < length || !equal_in_constant_time (main_key, presented, length))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (presented + length, kinds[i].suffix))
      {
        SluicePracticeKey *self = g_new0 (SluicePracticeKey, 1);

        self->label = kinds[i].description;
        self->scopes = g_strsplit (kinds[i].scopes, " ", -1);
        self->project = kinds[i].project;
        self->is_member = kinds[i].is_member;
        self->user = kinds[i].is_colleague ? SLUICE_PRACTICE_COLLEAGUE : SLUICE_PRACTICE_USER;
        return self;
      }

  return NULL;
}

gboolean
sluice_practice_key_has_scope (const SluicePracticeKey *self, const char *scope)
{
  g_auto (GStrv) parts = g_strsplit (scope, ":", 2);
  g_autofree char *write = g_strconcat (parts[0], ":write", NULL);

  return g_strv_contains ((const char *const *) self->scopes, "*") ||
         g_strv_contains ((const char *const *) self->scopes, scope) ||
         g_strv_contains ((const char *const *) self->scopes, write);
}

void
sluice_practice_key_free (SluicePracticeKey *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->scopes);
  g_free (self);
}
