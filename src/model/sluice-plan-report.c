/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-advisor.h"
#include "sluice-form-private.h"
#include "sluice-json.h"
#include "sluice-markdown-escape.h"
#include "sluice-plan-export.h"
#include "sluice-table-change.h"
#include "sluice-table-edit.h"
#include "sluice-table-rows.h"

/* So many names of tables that are left out are listed; more are counted. */
#define NAMES_SHOWN 200

/* "- Label: value", unless the value is empty. */
static void
add_fact (GString *report, const char *label, const char *value)
{
  g_autofree char *escaped = sluice_markdown_escape (value);
  g_autofree char *escaped_label = sluice_markdown_escape (label);

  if (*value != '\0' && !sluice_form_may_hold_secret (value))
    /* Translators: a line of a list: a name and its value. */
    g_string_append_printf (report, _ ("- %s: %s\n"), escaped_label, escaped);
}

static void
add_form (GString *report, SluicePlan *plan)
{
  g_autoptr (JsonObject) values = sluice_form_dup_draft_values (sluice_plan_get_form (plan));
  JsonObjectIter iter;
  const char *path;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &path, &node))
    add_fact (report, path, sluice_json_get_string (values, path, ""));
}

static void
add_schedule (GString *report, SluicePlan *plan)
{
  g_autofree char *text = sluice_plan_dup_schedule_text (plan, sluice_plan_get_frequency (plan));

  add_fact (report, _ ("Schedule"), text);
}

static void
add_totals (GString *report, SluicePlan *plan, const SluicePriceList *prices)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  SluiceRowRange month_range = sluice_table_list_get_month (tables);
  g_autofree char *selected = sluice_rows_to_string (sluice_table_list_get_n_selected (tables));
  g_autofree char *size = sluice_rows_to_string (sluice_table_list_get_size (tables));
  /* Translators: how many tables are selected: "4 of 14". */
  g_autofree char *count = g_strdup_printf (_ ("%s of %s"), selected, size);
  g_autofree char *load = sluice_row_range_to_string (sluice_table_list_get_first_load (tables));
  g_autofree char *month = sluice_row_range_to_string (month_range);

  add_fact (report, _ ("Tables"), count);
  add_fact (report, _ ("Rows of the first load"), load);
  add_fact (report, _ ("Rows a month, estimated"), month);
  if (prices != NULL)
    {
      g_autofree char *cost = sluice_price_list_dup_cost (prices, month_range);

      add_fact (report, _ ("Cost a month, estimated"), cost);
    }
}

static void
add_selected (GString *report, SluicePlan *plan)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);

  if (sluice_table_list_get_n_selected (tables) == 0)
    return;

  g_string_append_printf (report, "\n## %s\n\n| %s | %s | %s | %s |\n| --- | ---: | --- | ---: |\n",
                          _ ("Selected tables"), _ ("Table"), _ ("Rows"), _ ("How it syncs"), _ ("Rows a month"));
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);
      g_autofree char *name = NULL;
      g_autofree char *rows = NULL;
      g_autofree char *choice = NULL;
      g_autofree char *escaped = NULL;
      g_autofree char *month = NULL;

      if (!sluice_table_get_selected (table))
        continue;

      name = sluice_markdown_escape (sluice_table_get_name (table));
      rows = sluice_table_dup_rows_text (table);
      choice = sluice_table_dup_choice_text (table);
      escaped = sluice_markdown_escape (choice);
      month = sluice_row_range_to_string (sluice_estimate_month (table, sluice_table_list_get_frequency (tables)));
      g_string_append_printf (report, "| %s | %s | %s | %s |\n", name, rows, escaped, month);
    }
}

static void
add_warnings_of (GString *report, SluiceTable *table)
{
  SluiceWarnings warnings = sluice_advisor_get_warnings (table);
  g_autofree char *name = sluice_markdown_escape (sluice_table_get_name (table));

  while (warnings != SLUICE_WARNING_NONE)
    {
      SluiceWarnings warning = sluice_warnings_get_first (warnings);
      g_autofree char *explanation = sluice_warning_dup_explanation (warning, table);
      g_autofree char *escaped = sluice_markdown_escape (explanation);

      if (warning == SLUICE_WARNING_NONE)
        return;
      g_string_append_printf (report, "- **%s** · %s: %s\n", name, sluice_warning_get_label (warning), escaped);
      warnings &= ~warning;
    }
}

static void
add_attention (GString *report, SluicePlan *plan)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);

  if (sluice_table_list_get_n_attention (tables) == 0)
    return;

  g_string_append_printf (report, "\n## %s\n\n", _ ("Needs attention"));
  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    if (sluice_table_get_selected (sluice_table_list_get (tables, i)))
      add_warnings_of (report, sluice_table_list_get (tables, i));
}

static void
add_left_out (GString *report, SluicePlan *plan)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  guint n = 0;

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);
      g_autofree char *name = NULL;

      if (sluice_table_get_selected (table) || sluice_table_get_change (table) == SLUICE_TABLE_REMOVED)
        continue;
      if (n == 0)
        g_string_append_printf (report, "\n## %s\n\n", _ ("Left out"));
      name = sluice_markdown_escape (sluice_table_get_name (table));
      if (n++ < NAMES_SHOWN)
        g_string_append_printf (report, "%s%s", n > 1 ? _ (", ") : "", name);
    }
  if (n > NAMES_SHOWN)
    {
      g_string_append_c (report, ' ');
      g_string_append_printf (report, ngettext ("and %'u more", "and %'u more", n - NAMES_SHOWN), n - NAMES_SHOWN);
    }
  if (n > 0)
    g_string_append_c (report, '\n');
}

char *
sluice_plan_dup_report (SluicePlan *self, const SluicePriceList *prices)
{
  g_autofree char *title = NULL;
  g_autofree char *escaped = NULL;
  GString *report;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);
  g_return_val_if_fail (sluice_plan_get_source_type (self) != NULL, NULL);

  sluice_table_list_finish_edit (sluice_plan_get_tables (self));
  report = g_string_new (NULL);
  title = sluice_plan_dup_title (self);
  escaped = sluice_markdown_escape (title);
  g_string_append_printf (report, "# %s\n\n", escaped);
  add_form (report, self);
  add_fact (report, _ ("Prefix"), sluice_plan_get_prefix (self));
  add_fact (report, _ ("Description"), sluice_plan_get_description (self));
  add_schedule (report, self);
  add_totals (report, self, prices);
  add_selected (report, self);
  add_attention (report, self);
  add_left_out (report, self);

  return g_string_free_and_steal (report);
}
