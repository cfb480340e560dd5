/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-markdown-escape.h"

#include <string.h>

char *
sluice_markdown_escape (const char *text)
{
  GString *escaped;

  g_return_val_if_fail (text != NULL, NULL);

  escaped = g_string_new (NULL);
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\n' || *c == '\r')
        {
          g_string_append_c (escaped, ' ');
          continue;
        }
      if (strchr ("\\`*_{}[]<>()#+-!|~&", *c) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *c);
    }

  return g_string_free_and_steal (escaped);
}
