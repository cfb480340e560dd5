/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-report-table.h"

#include <glib/gi18n.h>

#include "sluice-choice-private.h"
#include "sluice-estimate.h"
#include "sluice-hogql.h"
#include "sluice-table-choice.h"
#include "sluice-table-rows.h"

struct _SluiceReportTable
{
  GObject parent_instance;

  char *name;
  SluiceFindings findings;
  GPtrArray *differences;
  char *asked;
  char *there;
  gint64 discovered;
  char *discovered_text;
  gint64 synced;
  SluiceState state;
  char *state_text;
  char *error;
  char *stored_name;
};

typedef enum
{
  PROP_NAME = 1,
  PROP_FINDINGS,
} SluiceReportTableProps;

static GParamSpec *properties[PROP_FINDINGS + 1];

G_DEFINE_FINAL_TYPE (SluiceReportTable, sluice_report_table, G_TYPE_OBJECT)

static void
sluice_report_table_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceReportTable *self = SLUICE_REPORT_TABLE (object);

  switch ((SluiceReportTableProps) property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_FINDINGS:
      g_value_set_uint (value, self->findings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_report_table_finalize (GObject *object)
{
  SluiceReportTable *self = SLUICE_REPORT_TABLE (object);

  g_clear_pointer (&self->differences, g_ptr_array_unref);
  g_free (self->name);
  g_free (self->asked);
  g_free (self->there);
  g_free (self->discovered_text);
  g_free (self->state_text);
  g_free (self->error);
  g_free (self->stored_name);

  G_OBJECT_CLASS (sluice_report_table_parent_class)->finalize (object);
}

static void
sluice_report_table_class_init (SluiceReportTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_report_table_get_property;
  object_class->finalize = sluice_report_table_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", readable);
  properties[PROP_FINDINGS] = g_param_spec_uint ("findings", NULL, NULL, 0, G_MAXUINT, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_report_table_init (SluiceReportTable *self)
{
  self->discovered = -1;
  self->synced = -1;
}

/* "Incremental by updated_at · every 24 hours" */
static char *
dup_there (SluiceSourceTable *table)
{
  SluiceSyncMethod method = sluice_source_table_get_method (table);
  const char *cursor = sluice_sync_method_needs_cursor (method) ? sluice_source_table_get_cursor (table) : NULL;
  const char *frequency = sluice_frequency_get_phrase (sluice_source_table_get_frequency (table));
  g_autofree char *how = NULL;

  if (!sluice_source_table_get_should_sync (table))
    return g_strdup ("");
  if (method == SLUICE_SYNC_METHOD_NONE)
    return g_strdup (frequency);
  if (cursor == NULL)
    return g_strdup_printf ("%s · %s", sluice_sync_method_get_label (method), frequency);

  /* Translators: how a table syncs: "Incremental by updated_at". */
  how = g_strdup_printf (_ ("%s by %s"), sluice_sync_method_get_label (method), cursor);

  return g_strdup_printf ("%s · %s", how, frequency);
}

/* The choice as it is written elsewhere leaves out what all tables have. */
static char *
dup_asked (SluiceTable *table)
{
  g_autofree char *text = sluice_table_dup_choice_text (table);
  SluiceChoice choice;

  if (sluice_table_get_frequency (table) >= 0)
    return g_steal_pointer (&text);

  sluice_choice_lend (&choice, table);

  return g_strdup_printf ("%s · %s", text, sluice_frequency_get_phrase (sluice_choice_get_frequency (&choice, table)));
}

static gboolean
is_on (SluiceSourceTable *there)
{
  return there != NULL && sluice_source_table_get_should_sync (there);
}

static SluiceFindings
compare (SluiceTable *asked, SluiceSourceTable *there, gboolean differs)
{
  if (asked != NULL && there == NULL)
    return SLUICE_FINDING_MISSING;
  if (asked != NULL && !is_on (there))
    return SLUICE_FINDING_OFF;
  if (asked == NULL)
    return SLUICE_FINDING_UNASKED;

  return differs ? SLUICE_FINDING_OTHERWISE : SLUICE_FINDING_NONE;
}

/* What came of its syncs. */
static SluiceFindings
look (SluiceReportTable *self, SluiceSourceTable *there)
{
  if (!is_on (there))
    return SLUICE_FINDING_NONE;

  switch (self->state)
    {
    case SLUICE_STATE_FAILED:
    case SLUICE_STATE_CANCELLED:
    case SLUICE_STATE_BILLING_LIMIT:
      return SLUICE_FINDING_FAILED;
    case SLUICE_STATE_COMPLETED:
      return self->synced == 0 ? SLUICE_FINDING_EMPTY : SLUICE_FINDING_NONE;
    case SLUICE_STATE_NONE:
      return sluice_source_table_get_first_sync_done (there) ? SLUICE_FINDING_NONE : SLUICE_FINDING_NEVER;
    case SLUICE_STATE_RUNNING:
    case SLUICE_STATE_PAUSED:
    case SLUICE_STATE_OTHER:
    default:
      return SLUICE_FINDING_NONE;
    }
}

static void
take_asked (SluiceReportTable *self, SluiceTable *asked)
{
  self->asked = asked != NULL ? dup_asked (asked) : g_strdup ("");
  self->discovered = asked != NULL ? sluice_table_get_rows (asked) : -1;
  self->discovered_text = asked != NULL ? sluice_table_dup_rows_text (asked) : sluice_rows_to_string (-1);
}

static void
take_there (SluiceReportTable *self, SluiceSourceTable *there, gint64 synced)
{
  const gint64 stored = there != NULL ? sluice_source_table_get_row_count (there) : -1;
  const char *label;

  if (there == NULL)
    {
      self->there = g_strdup ("");
      self->state_text = g_strdup ("");
      return;
    }

  self->there = dup_there (there);
  self->state = sluice_source_table_get_state (there);
  label = self->state == SLUICE_STATE_OTHER ? sluice_source_table_get_status_word (there) :
                                              sluice_state_get_label (self->state);
  self->state_text = g_strdup (self->state != SLUICE_STATE_NONE && label != NULL ? label : "");
  /* One that was started again may bring nothing more to the rows of the one before. */
  self->synced = synced > 0 || stored < 0 ? synced : stored;
  self->error = g_strdup (sluice_source_table_get_latest_error (there));
  self->stored_name = g_strdup (sluice_source_table_get_stored_name (there));
}

SluiceReportTable *
sluice_report_table_new (SluiceTable *asked, SluiceSourceTable *there, GPtrArray *differences, gint64 synced)
{
  SluiceReportTable *self;

  g_return_val_if_fail (asked != NULL || there != NULL, NULL);
  g_return_val_if_fail (differences != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_REPORT_TABLE, NULL);
  self->name = g_strdup (asked != NULL ? sluice_table_get_name (asked) : sluice_source_table_get_name (there));
  self->differences = differences;
  take_asked (self, asked);
  take_there (self, there, synced);
  self->findings = compare (asked, there, differences->len > 0) | look (self, there);

  return self;
}

static char *
dup_empty_remark (SluiceReportTable *self)
{
  if (self->discovered == 0)
    return g_strdup (_ ("Empty, as discovered"));
  if (self->discovered < 0)
    return g_strdup (_ ("Empty: no row came"));

  /* Translators: %s is a number of rows, as it is written in cells: “1,204” or “≈ 1.2 k” */
  return g_strdup_printf (_ ("Empty: no row came, where discovery saw %s"), self->discovered_text);
}

static char *
dup_difference_remark (SluicePlanDifference *difference)
{
  const char *asked = sluice_plan_difference_get_first (difference);
  const char *there = sluice_plan_difference_get_second (difference);

  /* Translators: of a table’s choice: “Cursor: created_at, where updated_at was asked for”; %1$s is “Cursor” */
  return g_strdup_printf (_ ("%1$s: %2$s, where %3$s was asked for"), sluice_plan_difference_get_part (difference),
                          *there != '\0' ? there : C_ ("setting", "none"),
                          *asked != '\0' ? asked : C_ ("setting", "none"));
}

char *
sluice_report_table_dup_remark (SluiceReportTable *self)
{
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  lines = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  if (self->findings & SLUICE_FINDING_MISSING)
    g_ptr_array_add (lines, g_strdup (_ ("Is missing, though it was chosen")));
  if (self->findings & SLUICE_FINDING_OFF)
    g_ptr_array_add (lines, g_strdup (_ ("Is off, though it was chosen")));
  if (self->findings & SLUICE_FINDING_UNASKED)
    g_ptr_array_add (lines, g_strdup (_ ("Is on, though it was not chosen")));
  if (self->findings & SLUICE_FINDING_OTHERWISE)
    for (guint i = 0; i < self->differences->len; i++)
      g_ptr_array_add (lines, dup_difference_remark (g_ptr_array_index (self->differences, i)));
  if (self->findings & SLUICE_FINDING_FAILED)
    /* Translators: of a table’s first sync; %s is “Failed”, “Cancelled” or what stopped it */
    g_ptr_array_add (lines, g_strdup_printf (_ ("Not synced: %s"), self->state_text));
  if (self->findings & SLUICE_FINDING_NEVER)
    g_ptr_array_add (lines, g_strdup (_ ("Has never run")));
  if (self->findings & SLUICE_FINDING_EMPTY)
    g_ptr_array_add (lines, dup_empty_remark (self));

  return lines->len > 0 ? g_strjoinv ("\n", (GStrv) lines->pdata) : NULL;
}

char *
sluice_report_table_dup_query (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  return self->stored_name != NULL ? sluice_hogql_dup_first_rows (self->stored_name) : NULL;
}

const char *
sluice_report_table_get_name (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  return self->name;
}

SluiceFindings
sluice_report_table_get_findings (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), SLUICE_FINDING_NONE);

  return self->findings;
}

GPtrArray *
sluice_report_table_get_differences (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  return self->differences;
}

const char *
sluice_report_table_get_asked (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  return self->asked;
}

const char *
sluice_report_table_get_there (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  return self->there;
}

gint64
sluice_report_table_get_discovered (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), -1);

  return self->discovered;
}

const char *
sluice_report_table_get_discovered_text (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  return self->discovered_text;
}

gint64
sluice_report_table_get_synced (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), -1);

  return self->synced;
}

SluiceState
sluice_report_table_get_state (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), SLUICE_STATE_NONE);

  return self->state;
}

const char *
sluice_report_table_get_state_text (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  return self->state_text;
}

const char *
sluice_report_table_get_error (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  return self->error;
}

const char *
sluice_report_table_get_stored_name (SluiceReportTable *self)
{
  g_return_val_if_fail (SLUICE_IS_REPORT_TABLE (self), NULL);

  return self->stored_name;
}
