/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-report.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-estimate.h"
#include "sluice-form-private.h"
#include "sluice-plan-compare.h"
#include "sluice-plan-export.h"
#include "sluice-table-change.h"

struct _SluiceReport
{
  GObject parent_instance;

  GListStore *tables;
  GListStore *settings;
  char *title;
  char *file_name;
  char *source_id;
  char *prefix;
  char *schedule;
  char *webhook;
  GDateTime *at;
};

G_DEFINE_FINAL_TYPE (SluiceReport, sluice_report, G_TYPE_OBJECT)

static void
sluice_report_finalize (GObject *object)
{
  SluiceReport *self = SLUICE_REPORT (object);

  g_clear_object (&self->tables);
  g_clear_object (&self->settings);
  g_free (self->title);
  g_free (self->file_name);
  g_free (self->source_id);
  g_free (self->prefix);
  g_free (self->schedule);
  g_free (self->webhook);
  g_clear_pointer (&self->at, g_date_time_unref);

  G_OBJECT_CLASS (sluice_report_parent_class)->finalize (object);
}

static void
sluice_report_class_init (SluiceReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_report_finalize;
}

static void
sluice_report_init (SluiceReport *self)
{
  self->tables = g_list_store_new (SLUICE_TYPE_REPORT_TABLE);
  self->settings = g_list_store_new (SLUICE_TYPE_PLAN_DIFFERENCE);
}

/* (key: API name) (value: SluiceSourceTable) */
static GHashTable *
index_tables (SluiceSource *source)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GListModel *tables = sluice_source_get_tables (source);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      SluiceSourceTable *table = g_list_model_get_item (tables, i);

      g_hash_table_replace (index, g_strdup (sluice_source_table_get_name (table)), table);
    }

  return index;
}

/* An address of a database that somebody typed into another field may have a password in it. */
static void
add_setting (SluiceReport *self, SluicePlanDifference *difference)
{
  if (!sluice_form_may_hold_secret (sluice_plan_difference_get_first (difference)) &&
      !sluice_form_may_hold_secret (sluice_plan_difference_get_second (difference)))
    g_list_store_append (self->settings, difference);
}

/* (key: API name) (value: GPtrArray of SluicePlanDifference): how tables that sync do so otherwise. */
static GHashTable *
sort_differences (SluiceReport *self, GListModel *differences)
{
  GHashTable *sorted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < g_list_model_get_n_items (differences); i++)
    {
      g_autoptr (SluicePlanDifference) difference = g_list_model_get_item (differences, i);
      const char *name = sluice_plan_difference_get_name (difference);
      GPtrArray *of_table;

      if (sluice_plan_difference_get_kind (difference) == SLUICE_DIFFERENCE_SETTING)
        add_setting (self, difference);
      if (sluice_plan_difference_get_kind (difference) != SLUICE_DIFFERENCE_TABLE)
        continue;

      if ((of_table = g_hash_table_lookup (sorted, name)) == NULL)
        {
          of_table = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (sorted, g_strdup (name), of_table);
        }
      g_ptr_array_add (of_table, g_steal_pointer (&difference));
    }

  return sorted;
}

static GPtrArray *
take_differences (GHashTable *sorted, const char *name)
{
  GPtrArray *of_table = g_hash_table_lookup (sorted, name);

  return of_table != NULL ? g_ptr_array_ref (of_table) : g_ptr_array_new_with_free_func (g_object_unref);
}

static gint64
get_synced (GHashTable *synced, const char *name)
{
  const gint64 *rows = synced != NULL ? g_hash_table_lookup (synced, name) : NULL;

  return rows != NULL ? *rows : -1;
}

static void
add_asked (SluiceReport *self, SluicePlan *plan, GHashTable *index, GHashTable *sorted, GHashTable *synced)
{
  SluiceTableList *tables = sluice_plan_get_tables (plan);

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *asked = sluice_table_list_get (tables, i);
      const char *name = sluice_table_get_name (asked);
      g_autoptr (SluiceReportTable) table = NULL;

      /* One that is gone was not sent. */
      if (!sluice_table_get_selected (asked) || sluice_table_get_change (asked) == SLUICE_TABLE_REMOVED)
        continue;

      table = sluice_report_table_new (asked, g_hash_table_lookup (index, name), take_differences (sorted, name),
                                       get_synced (synced, name));
      g_list_store_append (self->tables, table);
    }
}

static gboolean
is_asked (SluicePlan *plan, const char *name)
{
  SluiceTable *table = sluice_table_list_lookup (sluice_plan_get_tables (plan), name);

  /* Those that discovery did not see may have been asked for by what the plan says of later tables. */
  if (table == NULL)
    return sluice_plan_get_new_tables (plan) != SLUICE_NEW_TABLES_OFF;

  return sluice_table_get_selected (table) && sluice_table_get_change (table) != SLUICE_TABLE_REMOVED;
}

static void
add_unasked (SluiceReport *self, SluicePlan *plan, SluiceSource *source, GHashTable *synced)
{
  GListModel *tables = sluice_source_get_tables (source);

  for (guint i = 0; i < g_list_model_get_n_items (tables); i++)
    {
      g_autoptr (SluiceSourceTable) there = g_list_model_get_item (tables, i);
      const char *name = sluice_source_table_get_name (there);
      g_autoptr (SluiceReportTable) table = NULL;

      if (!sluice_source_table_get_should_sync (there) || is_asked (plan, name))
        continue;

      table = sluice_report_table_new (NULL, there, g_ptr_array_new_with_free_func (g_object_unref),
                                       get_synced (synced, name));
      g_list_store_append (self->tables, table);
    }
}

static char *
dup_file_name (SluicePlan *plan)
{
  g_autofree char *name = sluice_plan_dup_file_name (plan, "md");

  return g_strdup_printf ("%.*s-verified.md", (int) (strlen (name) - strlen (".md")), name);
}

SluiceReport *
sluice_report_new (SluicePlan *plan, SluiceSource *source, GHashTable *synced, const char *webhook, GDateTime *at)
{
  SluiceReport *self;
  g_autoptr (GListModel) differences = NULL;
  g_autoptr (GHashTable) index = NULL;
  g_autoptr (GHashTable) sorted = NULL;

  g_return_val_if_fail (SLUICE_IS_PLAN (plan) && sluice_plan_get_source_type (plan) != NULL, NULL);
  g_return_val_if_fail (SLUICE_IS_SOURCE (source), NULL);
  g_return_val_if_fail (at != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_REPORT, NULL);
  differences = sluice_plan_compare_with_source (plan, source);
  index = index_tables (source);
  sorted = sort_differences (self, differences);
  add_asked (self, plan, index, sorted, synced);
  add_unasked (self, plan, source, synced);
  self->file_name = dup_file_name (plan);
  self->title = sluice_plan_dup_title (plan);
  self->source_id = g_strdup (sluice_source_get_id (source));
  self->prefix = g_strdup (sluice_source_get_prefix (source));
  self->schedule = sluice_plan_dup_schedule_text (plan, sluice_plan_get_frequency (plan));
  self->webhook = g_strdup (webhook);
  self->at = g_date_time_ref (at);

  return self;
}

guint
sluice_report_count (SluiceReport *self, SluiceFindings findings)
{
  guint n = 0;

  g_return_val_if_fail (SLUICE_IS_REPORT (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tables)); i++)
    {
      g_autoptr (SluiceReportTable) table = g_list_model_get_item (G_LIST_MODEL (self->tables), i);

      n += (sluice_report_table_get_findings (table) & findings) != 0;
    }

  return n;
}

gboolean
sluice_report_get_agrees (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), FALSE);

  return g_list_model_get_n_items (G_LIST_MODEL (self->settings)) == 0 &&
         sluice_report_count (self, SLUICE_FINDINGS_UNLIKE) == 0;
}

char *
sluice_report_dup_headline (SluiceReport *self)
{
  guint n_tables;
  guint n_unlike;

  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  n_tables = g_list_model_get_n_items (G_LIST_MODEL (self->tables));
  n_unlike = sluice_report_count (self, SLUICE_FINDINGS_UNLIKE);
  if (n_unlike > 0)
    return g_strdup_printf (ngettext ("%'u of %'u table not as chosen", "%'u of %'u tables not as chosen", n_tables),
                            n_unlike, n_tables);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->settings)) > 0)
    return g_strdup (_ ("The tables are as chosen, the source is not"));

  return g_strdup_printf (ngettext ("%'u table, as chosen", "All %'u tables are as chosen", n_tables), n_tables);
}

/* A sum that lacks some is at least so much. */
static char *
dup_sum (SluiceReport *self, gint64 (*get_rows) (SluiceReportTable *))
{
  gint64 sum = 0;
  gboolean is_known = FALSE;
  gboolean is_whole = TRUE;
  g_autofree char *text = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tables)); i++)
    {
      g_autoptr (SluiceReportTable) table = g_list_model_get_item (G_LIST_MODEL (self->tables), i);
      const gint64 rows = get_rows (table);

      is_known |= rows >= 0;
      is_whole &= rows >= 0;
      sum += MAX (rows, 0);
    }
  if (!is_known)
    return sluice_rows_to_string (-1);
  text = sluice_rows_to_string (sum);

  /* Translators: %s is a number of rows */
  return is_whole ? g_steal_pointer (&text) : g_strdup_printf (_ ("at least %s"), text);
}

char *
sluice_report_dup_rows (SluiceReport *self)
{
  g_autofree char *discovered = NULL;
  g_autofree char *synced = NULL;

  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  discovered = dup_sum (self, sluice_report_table_get_discovered);
  synced = dup_sum (self, sluice_report_table_get_synced);

  /* Translators: numbers of rows, which may read “at least 1,204” or “unknown” */
  return g_strdup_printf (_ ("Rows discovered: %s · synced: %s"), discovered, synced);
}

char *
sluice_report_dup_attention (SluiceReport *self)
{
  g_autoptr (GPtrArray) parts = NULL;
  guint n_failed;
  guint n_never;
  guint n_empty;

  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  parts = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  n_failed = sluice_report_count (self, SLUICE_FINDING_FAILED);
  n_never = sluice_report_count (self, SLUICE_FINDING_NEVER);
  n_empty = sluice_report_count (self, SLUICE_FINDING_EMPTY);
  if (n_failed > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u table failed", "%'u tables failed", n_failed), n_failed));
  if (n_never > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u has never run", "%'u have never run", n_never), n_never));
  if (n_empty > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u is empty", "%'u are empty", n_empty), n_empty));

  return parts->len > 0 ? g_strjoinv (" · ", (GStrv) parts->pdata) : NULL;
}

GListModel *
sluice_report_get_tables (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return G_LIST_MODEL (self->tables);
}

GListModel *
sluice_report_get_settings (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return G_LIST_MODEL (self->settings);
}

const char *
sluice_report_get_title (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->title;
}

const char *
sluice_report_get_file_name (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->file_name;
}

const char *
sluice_report_get_source_id (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->source_id;
}

const char *
sluice_report_get_prefix (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->prefix;
}

const char *
sluice_report_get_schedule (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->schedule;
}

const char *
sluice_report_get_webhook (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->webhook;
}

GDateTime *
sluice_report_get_at (SluiceReport *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT (self), NULL);

  return self->at;
}
