/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-markdown.h"

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

/* Text between two marks, such as **: returns what follows the second one, or NULL when it is none. */
static const char *
append_span (GString *markup, const char *at, const char *mark, const char *element)
{
  const char *start = at + strlen (mark);
  const char *end = NULL;

  if (!g_str_has_prefix (at, mark))
    return NULL;
  end = strstr (start, mark);
  if (end == NULL || end == start)
    return NULL;

  g_string_append_printf (markup, "<%s>", element);
  append_escaped (markup, start, (gsize) (end - start));
  g_string_append_printf (markup, "</%s>", element);

  return end + strlen (mark);
}

/* [text](https://…): anything but https stays plain text. */
static const char *
append_link (GString *markup, const char *at)
{
  const char *middle = *at == '[' ? strstr (at, "](https://") : NULL;
  const char *end = middle != NULL ? strchr (middle, ')') : NULL;
  const char *stray = middle != NULL ? memchr (at + 1, '[', (gsize) (middle - at - 1)) : NULL;

  if (end == NULL || stray != NULL)
    return NULL;

  g_string_append (markup, "<a href=\"");
  append_escaped (markup, middle + 2, (gsize) (end - middle - 2));
  g_string_append (markup, "\">");
  append_escaped (markup, at + 1, (gsize) (middle - at - 1));
  g_string_append (markup, "</a>");

  return end + 1;
}

char *
sluice_markdown_to_markup (const char *markdown)
{
  g_autofree char *valid = g_utf8_make_valid (markdown != NULL ? markdown : "", -1);
  GString *markup = g_string_new (NULL);

  for (const char *at = valid; *at != '\0';)
    {
      const char *next = append_span (markup, at, "**", "b");

      if (next == NULL)
        next = append_span (markup, at, "`", "tt");
      if (next == NULL)
        next = append_link (markup, at);
      if (next == NULL)
        {
          next = g_utf8_next_char (at);
          append_escaped (markup, at, (gsize) (next - at));
        }
      at = next;
    }

  return g_string_free (markup, FALSE);
}
