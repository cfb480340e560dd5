/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-paste-cells.h"

#include <string.h>

#include "sluice-table-rows.h"

typedef enum
{
  LAYOUT_TABS,
  LAYOUT_BARS,
  LAYOUT_DASHES,
  LAYOUT_COMMAS,
  LAYOUT_SEMICOLONS,
  LAYOUT_SPACES,
} Layout;

/* What columns stand between where a client draws a grid, and what its lines are made of. */
#define BARS "|│┃║"
#define LINES "-=─━═"
#define CORNERS "+:┌┬┐├┼┤└┴┘╭╮╰╯┏┳┓┡╇┩┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╞╪╡╘╧╛"

static gboolean
is_one_of (gunichar c, const char *characters)
{
  return g_utf8_strchr (characters, -1, c) != NULL;
}

static gboolean
has_one_of (const char *line, const char *characters)
{
  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    if (is_one_of (g_utf8_get_char (c), characters))
      return TRUE;

  return FALSE;
}

/* A line of a grid: "+----+----+", "-----+-----", "├───┼───┤". */
static gboolean
is_border (const char *line)
{
  guint n_lines = 0;

  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (is_one_of (character, LINES))
        n_lines++;
      else if (!g_unichar_isspace (character) && !is_one_of (character, BARS CORNERS))
        return FALSE;
    }

  return n_lines > 1;
}

/* Dashes under each column's title and nothing but spaces between them. */
static gboolean
is_underline (const char *line)
{
  return strstr (line, "--") != NULL && strchr (line, ' ') != NULL && line[strspn (line, "- ")] == '\0';
}

static gboolean
is_blank (const char *line)
{
  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      return FALSE;

  return TRUE;
}

static Layout
find_layout (const char *const *lines)
{
  guint n_lines = 0;
  guint n_tabs = 0;
  guint n_bars = 0;
  guint n_commas = 0;
  guint n_semicolons = 0;
  gboolean underlined = FALSE;

  for (; *lines != NULL; lines++)
    {
      underlined |= is_underline (*lines);
      if (is_blank (*lines) || is_border (*lines))
        continue;

      n_lines++;
      n_tabs += strchr (*lines, '\t') != NULL;
      n_bars += has_one_of (*lines, BARS);
      n_commas += strchr (*lines, ',') != NULL;
      n_semicolons += strchr (*lines, ';') != NULL;
    }

  if (n_tabs > 0 && n_tabs * 2 >= n_lines)
    return LAYOUT_TABS;
  if (n_bars > 1 || (n_bars > 0 && n_bars * 2 >= n_lines))
    return LAYOUT_BARS;
  if (underlined)
    return LAYOUT_DASHES;
  if (n_semicolons > 0 && n_semicolons * 2 >= n_lines)
    return LAYOUT_SEMICOLONS;
  if (n_commas > 0 && n_commas * 2 >= n_lines)
    return LAYOUT_COMMAS;

  return LAYOUT_SPACES;
}

static void
take_line (GPtrArray *rows, GStrvBuilder *builder)
{
  GStrv cells = g_strv_builder_end (builder);

  for (guint i = 0; cells[i] != NULL; i++)
    g_strstrip (cells[i]);
  if (g_strv_length (cells) > 1)
    g_ptr_array_add (rows, cells);
  else
    g_strfreev (cells);
}

/* RFC 4180: quotes around a cell that holds the separator, a line break or a quote, which is doubled. */
static void
read_separated (const char *text, char separator, GPtrArray *rows)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (quoted && *c == '"' && c[1] == '"')
        g_string_append_c (cell, *c++);
      else if (*c == '"' && (quoted || cell->len == 0))
        quoted = !quoted;
      else if (quoted || (*c != separator && *c != '\n'))
        g_string_append_c (cell, *c);
      else
        {
          g_strv_builder_add (builder, cell->str);
          g_string_truncate (cell, 0);
          if (*c == '\n')
            take_line (rows, builder);
        }
    }
  g_strv_builder_add (builder, cell->str);
  take_line (rows, builder);
}

/* clickhouse-client writes the titles into the upper border: "┌─name─┬─rows─┐". */
static gboolean
read_titles_in_border (const char *line, GStrvBuilder *builder)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  if (!g_str_has_prefix (line, "┌") || !has_one_of (line, "─"))
    return FALSE;

  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (is_one_of (character, "┬┐"))
        {
          g_strv_builder_add (builder, cell->str);
          g_string_truncate (cell, 0);
        }
      else if (!is_one_of (character, "┌─"))
        g_string_append_unichar (cell, character);
    }

  return TRUE;
}

static gboolean
is_row_number (const char *cell)
{
  const gsize n_digits = strspn (cell, "0123456789");

  return n_digits > 0 && g_str_equal (cell + n_digits, ".");
}

static void
read_bars (const char *line, GPtrArray *rows)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autofree char *trimmed = g_strstrip (g_strdup (line));
  gboolean first = TRUE;
  gboolean framed = FALSE;

  if (is_border (trimmed))
    return;
  if (read_titles_in_border (trimmed, builder))
    {
      take_line (rows, builder);
      return;
    }

  for (const char *c = trimmed; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (!is_one_of (g_utf8_get_char (c), BARS))
        {
          g_string_append_unichar (cell, g_utf8_get_char (c));
          continue;
        }

      /* Before the frame stands nothing, or clickhouse-client's number of the row. */
      g_strchomp (cell->str);
      framed |= first && (*cell->str == '\0' || is_row_number (cell->str));
      if (!first || !framed)
        g_strv_builder_add (builder, cell->str);
      g_string_truncate (cell, 0);
      first = FALSE;
    }
  /* What comes after the frame's last bar is nothing, while without a frame it is an empty cell. */
  if (!framed || !is_blank (cell->str))
    g_strv_builder_add (builder, cell->str);
  take_line (rows, builder);
}

/* A spreadsheet puts quotes around a cell that holds some, and doubles those. `"public"."orders"` is not such a cell.
 */
static char *
dup_unquoted (const char *cell)
{
  const gsize length = strlen (cell);
  g_autofree char *inner = NULL;
  g_auto (GStrv) parts = NULL;

  if (length < 2 || cell[0] != '"' || cell[length - 1] != '"')
    return g_strdup (cell);

  inner = g_strndup (cell + 1, length - 2);
  parts = g_strsplit (inner, "\"\"", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strchr (parts[i], '"') != NULL)
      return g_strdup (cell);

  return g_strjoinv ("\"", parts);
}

static void
read_tabs (const char *line, GPtrArray *rows)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; cells[i] != NULL; i++)
    g_strv_builder_take (builder, dup_unquoted (cells[i]));
  take_line (rows, builder);
}

/* Columns as wide as the dashes under their titles, counted in characters. */
static void
read_under_dashes (const char *underline, const char *line, GPtrArray *rows)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const glong length = g_utf8_strlen (line, -1);

  for (const char *start = underline + strspn (underline, " "); *start != '\0';)
    {
      const char *next = start + strspn (start, "-");
      const glong from = MIN (start - underline, length);

      next += strspn (next, " ");
      g_strv_builder_take (builder, g_utf8_substring (line, from, *next == '\0' ? -1 : MIN (next - underline, length)));
      start = next;
    }
  take_line (rows, builder);
}

static void
read_dashes (const char *const *lines, GPtrArray *rows)
{
  const char *underline = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (is_underline (lines[i]))
        {
          underline = lines[i];
          if (i > 0)
            read_under_dashes (underline, lines[i - 1], rows);
        }
      else if (underline != NULL && !is_blank (lines[i]) && *lines[i] != '(' &&
               !(lines[i + 1] != NULL && is_underline (lines[i + 1])))
        read_under_dashes (underline, lines[i], rows);
    }
}

/* “orders 1 204 331”, “orders: 12”: the first white space after which there is a number and nothing else. */
static void
read_spaces (const char *line, GPtrArray *rows)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (line));
  gint64 number;

  for (char *c = trimmed; *c != '\0'; c++)
    if (g_ascii_isspace (*c) && (sluice_rows_from_text (c + 1, &number) || g_ascii_strcasecmp (c + 1, "NULL") == 0))
      {
        g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
        g_autofree char *name = g_strndup (trimmed, c - trimmed);

        g_strchomp (name);
        if (g_str_has_suffix (name, ":") || g_str_has_suffix (name, "="))
          name[strlen (name) - 1] = '\0';
        g_strv_builder_add_many (builder, name, c + 1, NULL);
        take_line (rows, builder);
        return;
      }
}

GPtrArray *
sluice_paste_cells_read (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *valid = NULL;
  g_autofree char *plain = NULL;
  g_auto (GStrv) with_returns = NULL;
  g_auto (GStrv) lines = NULL;
  Layout layout;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  with_returns = g_strsplit (valid, "\r\n", -1);
  plain = g_strjoinv ("\n", with_returns);
  lines = g_strsplit (plain, "\n", -1);
  layout = find_layout ((const char *const *) lines);

  if (layout == LAYOUT_COMMAS || layout == LAYOUT_SEMICOLONS)
    read_separated (plain, layout == LAYOUT_COMMAS ? ',' : ';', rows);
  else if (layout == LAYOUT_DASHES)
    read_dashes ((const char *const *) lines, rows);
  else
    for (guint i = 0; lines[i] != NULL; i++)
      {
        if (layout == LAYOUT_TABS)
          read_tabs (lines[i], rows);
        else if (layout == LAYOUT_BARS)
          read_bars (lines[i], rows);
        else
          read_spaces (lines[i], rows);
      }

  return rows;
}
