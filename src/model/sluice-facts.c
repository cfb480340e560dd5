/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-facts.h"

char *
sluice_facts_join (const char *const *facts)
{
  GString *line = g_string_new (NULL);

  g_return_val_if_fail (facts != NULL, NULL);

  for (guint i = 0; facts[i] != NULL; i++)
    {
      /* Translators: one of several facts in a line, which a dot is put between; where one reads from right to left,
       * U+200F, U+2068, %s, U+2069. */
      g_autofree char *fact = g_strdup_printf (C_ ("fact", "%s"), facts[i]);

      if (i > 0)
        g_string_append (line, " · ");
      g_string_append (line, fact);
    }

  return g_string_free (line, FALSE);
}
