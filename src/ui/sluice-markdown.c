/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-markdown.h"

#include <cmark.h>
#include <string.h>

/* A caption is a paragraph or two. What is far longer is nothing to read under a field. */
#define MAX_BYTES (8 * 1024)

typedef struct
{
  GString *markup;
  const char *scheme; /* NULL: https alone is linked to */
  /* Whether the next block begins on a line of its own. */
  gboolean after_block;
} Writer;

static void
append_escaped (Writer *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (self->markup, escaped);
}

static gboolean
is_safe_address (Writer *self, const char *uri)
{
  return g_ascii_strncasecmp (uri, "https://", strlen ("https://")) == 0 ||
         (self->scheme != NULL && g_str_has_prefix (uri, self->scheme));
}

/* Links do not stand within each other in CommonMark, so none has to be remembered. */
static void
write_link (Writer *self, cmark_node *node, gboolean entering)
{
  const char *uri = cmark_node_get_url (node);

  if (uri == NULL || !is_safe_address (self, uri))
    {
      /* Whoever reads it sees where it would have led. */
      if (!entering && uri != NULL && *uri != '\0')
        {
          g_string_append (self->markup, " (");
          append_escaped (self, uri);
          g_string_append_c (self->markup, ')');
        }
      return;
    }

  if (entering)
    {
      g_string_append (self->markup, "<a href=\"");
      append_escaped (self, uri);
      g_string_append (self->markup, "\">");
    }
  else
    g_string_append (self->markup, "</a>");
}

static void
write_tag (Writer *self, const char *element, gboolean entering)
{
  g_string_append_printf (self->markup, entering ? "<%s>" : "</%s>", element);
}

static void
begin_block (Writer *self, gboolean close)
{
  if (self->after_block)
    g_string_append (self->markup, close ? "\n" : "\n\n");
  self->after_block = FALSE;
}

static int
get_number (cmark_node *item)
{
  int number = cmark_node_get_list_start (cmark_node_parent (item));

  for (cmark_node *before = cmark_node_previous (item); before != NULL; before = cmark_node_previous (before))
    number++;

  return number;
}

static void
begin_item (Writer *self, cmark_node *item)
{
  begin_block (self, cmark_node_previous (item) != NULL);
  if (cmark_node_get_list_type (cmark_node_parent (item)) == CMARK_ORDERED_LIST)
    g_string_append_printf (self->markup, "%d. ", get_number (item));
  else
    g_string_append (self->markup, "• ");
}

static void
write_code (Writer *self, cmark_node *node)
{
  g_autofree char *code = g_strchomp (g_strdup (cmark_node_get_literal (node)));

  write_tag (self, "tt", TRUE);
  append_escaped (self, code);
  write_tag (self, "tt", FALSE);
}

static void
write_node (Writer *self, cmark_node *node, gboolean entering)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_PARAGRAPH:
      if (entering)
        begin_block (self, FALSE);
      self->after_block = !entering;
      break;
    case CMARK_NODE_HEADING:
      if (entering)
        begin_block (self, FALSE);
      write_tag (self, "b", entering);
      self->after_block = !entering;
      break;
    case CMARK_NODE_ITEM:
      if (entering)
        begin_item (self, node);
      else
        self->after_block = TRUE;
      break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
      begin_block (self, FALSE);
      write_code (self, node);
      self->after_block = TRUE;
      break;
    case CMARK_NODE_CODE:
      write_code (self, node);
      break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
      append_escaped (self, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
      g_string_append_c (self->markup, ' ');
      break;
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (self->markup, '\n');
      break;
    case CMARK_NODE_EMPH:
      write_tag (self, "i", entering);
      break;
    case CMARK_NODE_STRONG:
      write_tag (self, "b", entering);
      break;
    case CMARK_NODE_LINK:
      write_link (self, node, entering);
      break;
    /* Of a picture what it shows is written, and nothing is fetched. */
    case CMARK_NODE_IMAGE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_CUSTOM_INLINE:
    case CMARK_NODE_NONE:
    default:
      break;
    }
}

/* Captions come from source code, where all lines but the first are indented with it: CommonMark would take that for
 * code, or what begins a list for more of the line before. */
static char *
dup_unindented (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize common = G_MAXSIZE;

  if (lines[0] == NULL)
    return g_strdup ("");
  for (char **line = lines + 1; *line != NULL; line++)
    {
      const gsize indent = strspn (*line, " ");

      if ((*line)[indent] != '\0')
        common = MIN (common, indent);
    }
  for (char **line = lines + 1; *line != NULL; line++)
    {
      const gsize indent = MIN (strspn (*line, " "), common);

      memmove (*line, *line + indent, strlen (*line + indent) + 1);
    }

  return g_strjoinv ("\n", lines);
}

char *
sluice_markdown_to_markup (const char *markdown)
{
  return sluice_markdown_to_markup_with_links (markdown, NULL);
}

char *
sluice_markdown_to_markup_with_links (const char *markdown, const char *scheme)
{
  g_autofree char *valid = g_utf8_make_valid (markdown != NULL ? markdown : "", -1);
  g_autofree char *cut = g_utf8_truncate_middle (valid, MAX_BYTES);
  g_autofree char *text = dup_unindented (cut);
  cmark_node *document = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (document);
  Writer writer = { g_string_new (NULL), scheme, FALSE };
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    write_node (&writer, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);

  cmark_iter_free (iter);
  cmark_node_free (document);

  return g_string_free_and_steal (writer.markup);
}
