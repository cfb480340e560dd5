/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-estimate.h"
#include "sluice-markdown-escape.h"
#include "sluice-report.h"

typedef struct
{
  GString *text;
  SluiceReportFormat format;
} Writer;

/* As the format shows it unchanged, in one line. (transfer full) */
static char *
dup_value (Writer *self, const char *text)
{
  return self->format == SLUICE_REPORT_MARKDOWN ? sluice_markdown_escape (text) :
                                                  g_strdelimit (g_strdup (text), "\r\n", ' ');
}

static void
add_heading (Writer *self, guint level, const char *text)
{
  g_autofree char *value = dup_value (self, text);

  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
  if (self->format == SLUICE_REPORT_MARKDOWN)
    g_string_append_printf (self->text, "%.*s %s\n\n", (int) level, "###", value);
  else
    g_string_append_printf (self->text, "%s\n\n", value);
}

/* "- Label: value", unless there is none. */
static void
add_fact (Writer *self, const char *label, const char *text)
{
  g_autofree char *name = dup_value (self, label);
  g_autofree char *value = text != NULL ? dup_value (self, text) : NULL;

  if (value != NULL && *value != '\0')
    /* Translators: a line of a list: a name and its value. */
    g_string_append_printf (self->text, _ ("- %s: %s\n"), name, value);
}

static void
add_facts (Writer *self, SluiceReport *report)
{
  g_autofree char *title = NULL;
  g_autofree char *headline = sluice_report_dup_headline (report);
  g_autofree char *rows = sluice_report_dup_rows (report);
  g_autofree char *attention = sluice_report_dup_attention (report);
  g_autoptr (GDateTime) local = g_date_time_to_local (sluice_report_get_at (report));
  g_autofree char *time = g_date_time_format (local, "%F %R %Z");

  /* Translators: the heading of a report; %s is a source: “Postgres · shop” */
  title = g_strdup_printf (_ ("%s: what was asked for and what there is"), sluice_report_get_title (report));
  add_heading (self, 1, title);
  add_fact (self, C_ ("report", "Verified"), time);
  /* Translators: an id, of many figures */
  add_fact (self, _ ("Source"), sluice_report_get_source_id (report));
  add_fact (self, _ ("Prefix"), sluice_report_get_prefix (report));
  add_fact (self, _ ("Schedule"), sluice_report_get_schedule (report));
  add_fact (self, _ ("Webhook"),
            sluice_report_get_webhook (report) != NULL ? sluice_report_get_webhook (report) : _ ("none is needed"));
  add_fact (self, _ ("Tables"), headline);
  add_fact (self, _ ("Rows"), rows);
  add_fact (self, _ ("Needs attention"), attention);
}

static void
add_settings (Writer *self, SluiceReport *report)
{
  GListModel *settings = sluice_report_get_settings (report);

  if (g_list_model_get_n_items (settings) == 0)
    return;

  add_heading (self, 2, _ ("What of the source is not as asked"));
  for (guint i = 0; i < g_list_model_get_n_items (settings); i++)
    {
      g_autoptr (SluicePlanDifference) difference = g_list_model_get_item (settings, i);
      g_autofree char *text = NULL;

      /* Translators: a setting of a source: what it is, and what it should have been */
      text = g_strdup_printf (_ ("“%s”, where “%s” was asked for"), sluice_plan_difference_get_second (difference),
                              sluice_plan_difference_get_first (difference));
      add_fact (self, sluice_plan_difference_get_name (difference), text);
    }
}

static void
add_remarks (Writer *self, SluiceReport *report)
{
  GListModel *tables = sluice_report_get_tables (report);

  if (sluice_report_count (report, SLUICE_FINDINGS_ALL) == 0)
    return;

  add_heading (self, 2, _ ("Needs attention"));
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceReportTable) table = g_list_model_get_item (tables, i);
      g_autofree char *remark = sluice_report_table_dup_remark (table);
      g_auto (GStrv) lines = remark != NULL ? g_strsplit (remark, "\n", -1) : NULL;

      for (guint k = 0; lines != NULL && lines[k] != NULL; k++)
        add_fact (self, sluice_report_table_get_name (table), lines[k]);
    }
}

static void
add_row (Writer *self, SluiceReportTable *table)
{
  const char *stored = sluice_report_table_get_stored_name (table);
  g_autofree char *synced = sluice_rows_to_string (sluice_report_table_get_synced (table));
  g_autofree char *name = dup_value (self, sluice_report_table_get_name (table));
  g_autofree char *stored_name = dup_value (self, stored != NULL ? stored : "–");
  g_autofree char *asked = dup_value (self, sluice_report_table_get_asked (table));
  g_autofree char *there = dup_value (self, sluice_report_table_get_there (table));
  g_autofree char *state = dup_value (self, sluice_report_table_get_state_text (table));

  g_string_append_printf (self->text, "| %s | %s | %s | %s | %s | %s | %s |\n", name, stored_name,
                          *asked != '\0' ? asked : "–", *there != '\0' ? there : "–",
                          sluice_report_table_get_discovered_text (table), synced, *state != '\0' ? state : "–");
}

static void
add_paragraph (Writer *self, SluiceReportTable *table)
{
  g_autofree char *synced = sluice_rows_to_string (sluice_report_table_get_synced (table));
  g_autofree char *name = dup_value (self, sluice_report_table_get_name (table));

  g_string_append_printf (self->text, "%s\n", name);
  add_fact (self, _ ("In PostHog"), sluice_report_table_get_stored_name (table));
  add_fact (self, _ ("Asked for"), sluice_report_table_get_asked (table));
  add_fact (self, _ ("There is"), sluice_report_table_get_there (table));
  add_fact (self, _ ("Rows discovered"), sluice_report_table_get_discovered_text (table));
  add_fact (self, _ ("Rows synced"), synced);
  add_fact (self, _ ("State"), sluice_report_table_get_state_text (table));
  g_string_append_c (self->text, '\n');
}

static void
add_tables (Writer *self, SluiceReport *report)
{
  GListModel *tables = sluice_report_get_tables (report);

  add_heading (self, 2, _ ("Tables"));
  if (self->format == SLUICE_REPORT_MARKDOWN)
    g_string_append_printf (self->text,
                            "| %s | %s | %s | %s | %s | %s | %s |\n| --- | --- | --- | --- | ---: | ---: | --- |\n",
                            _ ("Table"), _ ("In PostHog"), _ ("Asked for"), _ ("There is"), _ ("Rows discovered"),
                            _ ("Rows synced"), _ ("State"));
  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceReportTable) table = g_list_model_get_item (tables, i);

      if (self->format == SLUICE_REPORT_MARKDOWN)
        add_row (self, table);
      else
        add_paragraph (self, table);
    }
}

/* Code is shown as it is; a line break is no part of a name that HogQL can read. */
static void
add_queries (Writer *self, SluiceReport *report)
{
  GListModel *tables = sluice_report_get_tables (report);
  g_autoptr (GString) queries = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceReportTable) table = g_list_model_get_item (tables, i);
      g_autofree char *query = sluice_report_table_dup_query (table);

      if (query != NULL)
        g_string_append_printf (queries, "%s;\n", g_strdelimit (query, "\r\n", ' '));
    }
  if (queries->len == 0)
    return;

  add_heading (self, 2, _ ("Queries for the first rows"));
  g_string_append_printf (self->text, self->format == SLUICE_REPORT_MARKDOWN ? "~~~sql\n%s~~~\n" : "%s", queries->str);
}

char *
sluice_report_to_text (SluiceReport *self, SluiceReportFormat format)
{
  Writer writer = { .format = format };

  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  writer.text = g_string_new (NULL);
  add_facts (&writer, self);
  add_settings (&writer, self);
  add_remarks (&writer, self);
  add_tables (&writer, self);
  add_queries (&writer, self);

  return g_string_free_and_steal (writer.text);
}
