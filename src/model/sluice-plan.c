/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-choice-private.h"
#include "sluice-connection-string.h"
#include "sluice-form-private.h"
#include "sluice-json.h"
#include "sluice-plan-cdc.h"
#include "sluice-prefix.h"
#include "sluice-table-merge.h"
#include "sluice-table-private.h"

/* After this long a discovery has to be repeated before a source is created (DESIGN 8, page 3). */
#define CHECK_LIFETIME (24 * G_TIME_SPAN_HOUR)

G_DEFINE_ENUM_TYPE (SluiceNewTables,
                    sluice_new_tables,
                    G_DEFINE_ENUM_VALUE (SLUICE_NEW_TABLES_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (SLUICE_NEW_TABLES_ON, "on"),
                    G_DEFINE_ENUM_VALUE (SLUICE_NEW_TABLES_PATTERN, "pattern"))

struct _SluicePlan
{
  GObject parent_instance;

  SluiceSourceType *source_type;
  SluiceForm *form;
  SluiceTableList *tables;
  SluiceCdc *cdc;
  char *prefix;
  char *description;
  char *time_of_day;
  char *new_tables_pattern;
  SluiceNewTables new_tables;
  gboolean prefix_edited;
  gboolean remember;
  SluiceOpenedPlan *opened;

  /* Of the form when the tables were discovered, and when. */
  char *fingerprint;
  GDateTime *discovered_at;
  gboolean told_checked;

  /* Which source the tables are of: the form without its secrets, and without how it is reached; and where a connection
   * string leads, NULL where there is none or a draft did not keep it. */
  char *identity;
  char *address;

  /* While a discovery runs: the form it asks with, and what arrives beside the tables that there are. */
  char *new_fingerprint;
  char *new_identity;
  char *new_address;
  SluiceTableMerge *merge;
};

G_DEFINE_FINAL_TYPE (SluicePlan, sluice_plan, G_TYPE_OBJECT)

typedef enum
{
  PROP_SOURCE_TYPE = 1,
  PROP_FORM,
  PROP_TABLES,
  PROP_PREFIX,
  PROP_DESCRIPTION,
  PROP_FREQUENCY,
  PROP_TIME_OF_DAY,
  PROP_NEW_TABLES,
  PROP_NEW_TABLES_PATTERN,
  PROP_REMEMBER,
  PROP_DISCOVERED_AT,
  PROP_CHECKED,
  PROP_OPENED,
} SluicePlanProps;

static GParamSpec *properties[PROP_OPENED + 1];

static void
notify (SluicePlan *self, SluicePlanProps property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update_checked (SluicePlan *self)
{
  gboolean checked = sluice_plan_get_checked (self);

  if (self->told_checked == checked)
    return;

  self->told_checked = checked;
  notify (self, PROP_CHECKED);
}

static void
form_value_changed_cb (SluicePlan *self)
{
  /* What near-real-time lacks was said of another database, or of another user. */
  sluice_cdc_set_check (self->cdc, NULL);
  update_checked (self);
}

/* Turned off, it is recommended no longer. */
static void
cdc_enabled_changed_cb (SluicePlan *self)
{
  if (!sluice_cdc_get_enabled (self->cdc))
    sluice_table_list_set_near_real_time (self->tables, FALSE);
}

static void
list_frequency_changed_cb (SluicePlan *self)
{
  notify (self, PROP_FREQUENCY);
}

/* Sets a text that is never NULL and tells whether it changed. */
static gboolean
replace_text (char **text, const char *value)
{
  value = value != NULL ? value : "";
  if (g_str_equal (*text, value))
    return FALSE;

  g_free (*text);
  *text = g_strdup (value);

  return TRUE;
}

static void
sluice_plan_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluicePlan *self = SLUICE_PLAN (object);

  switch ((SluicePlanProps) property_id)
    {
    case PROP_SOURCE_TYPE:
      g_value_set_object (value, self->source_type);
      break;
    case PROP_FORM:
      g_value_set_object (value, self->form);
      break;
    case PROP_TABLES:
      g_value_set_object (value, self->tables);
      break;
    case PROP_PREFIX:
      g_value_set_string (value, self->prefix);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_FREQUENCY:
      g_value_set_enum (value, sluice_plan_get_frequency (self));
      break;
    case PROP_TIME_OF_DAY:
      g_value_set_string (value, self->time_of_day);
      break;
    case PROP_NEW_TABLES:
      g_value_set_enum (value, self->new_tables);
      break;
    case PROP_NEW_TABLES_PATTERN:
      g_value_set_string (value, self->new_tables_pattern);
      break;
    case PROP_REMEMBER:
      g_value_set_boolean (value, self->remember);
      break;
    case PROP_DISCOVERED_AT:
      g_value_set_boxed (value, self->discovered_at);
      break;
    case PROP_CHECKED:
      g_value_set_boolean (value, sluice_plan_get_checked (self));
      break;
    case PROP_OPENED:
      g_value_set_boxed (value, self->opened);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_plan_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SluicePlan *self = SLUICE_PLAN (object);

  switch ((SluicePlanProps) property_id)
    {
    case PROP_SOURCE_TYPE:
      sluice_plan_set_source_type (self, g_value_get_object (value));
      break;
    case PROP_PREFIX:
      sluice_plan_set_prefix (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      sluice_plan_set_description (self, g_value_get_string (value));
      break;
    case PROP_FREQUENCY:
      sluice_plan_set_frequency (self, g_value_get_enum (value));
      break;
    case PROP_TIME_OF_DAY:
      sluice_plan_set_time_of_day (self, g_value_get_string (value));
      break;
    case PROP_NEW_TABLES:
      sluice_plan_set_new_tables (self, g_value_get_enum (value));
      break;
    case PROP_NEW_TABLES_PATTERN:
      sluice_plan_set_new_tables_pattern (self, g_value_get_string (value));
      break;
    case PROP_REMEMBER:
      sluice_plan_set_remember (self, g_value_get_boolean (value));
      break;
    case PROP_OPENED:
      sluice_plan_set_opened (self, g_value_get_boxed (value));
      break;
    case PROP_FORM:
    case PROP_TABLES:
    case PROP_DISCOVERED_AT:
    case PROP_CHECKED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* A discovery is over, in whatever way. */
static void
forget_discovery (SluicePlan *self)
{
  g_clear_pointer (&self->merge, sluice_table_merge_free);
  g_clear_pointer (&self->new_fingerprint, g_free);
  g_clear_pointer (&self->new_identity, g_free);
  g_clear_pointer (&self->new_address, g_free);
}

static void
sluice_plan_finalize (GObject *object)
{
  SluicePlan *self = SLUICE_PLAN (object);

  forget_discovery (self);
  g_clear_object (&self->source_type);
  g_clear_object (&self->form);
  g_clear_object (&self->tables);
  g_clear_object (&self->cdc);
  g_clear_pointer (&self->opened, sluice_opened_plan_unref);
  g_free (self->prefix);
  g_free (self->description);
  g_free (self->time_of_day);
  g_free (self->new_tables_pattern);
  g_free (self->fingerprint);
  g_free (self->identity);
  g_free (self->address);
  g_clear_pointer (&self->discovered_at, g_date_time_unref);

  G_OBJECT_CLASS (sluice_plan_parent_class)->finalize (object);
}

static void
sluice_plan_class_init (SluicePlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_plan_get_property;
  object_class->set_property = sluice_plan_set_property;
  object_class->finalize = sluice_plan_finalize;

  properties[PROP_SOURCE_TYPE] = g_param_spec_object ("source-type", NULL, NULL, SLUICE_TYPE_SOURCE_TYPE, writable);
  properties[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, SLUICE_TYPE_FORM, readable);
  properties[PROP_TABLES] = g_param_spec_object ("tables", NULL, NULL, SLUICE_TYPE_TABLE_LIST, readable);
  properties[PROP_PREFIX] = g_param_spec_string ("prefix", NULL, NULL, "", writable);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, "", writable);
  properties[PROP_FREQUENCY] =
      g_param_spec_enum ("frequency", NULL, NULL, SLUICE_TYPE_FREQUENCY, SLUICE_FREQUENCY_24HOUR, writable);
  properties[PROP_TIME_OF_DAY] = g_param_spec_string ("time-of-day", NULL, NULL, "", writable);
  properties[PROP_NEW_TABLES] =
      g_param_spec_enum ("new-tables", NULL, NULL, SLUICE_TYPE_NEW_TABLES, SLUICE_NEW_TABLES_OFF, writable);
  properties[PROP_NEW_TABLES_PATTERN] = g_param_spec_string ("new-tables-pattern", NULL, NULL, "", writable);
  properties[PROP_REMEMBER] = g_param_spec_boolean ("remember", NULL, NULL, FALSE, writable);
  properties[PROP_DISCOVERED_AT] = g_param_spec_boxed ("discovered-at", NULL, NULL, G_TYPE_DATE_TIME, readable);
  properties[PROP_CHECKED] = g_param_spec_boolean ("checked", NULL, NULL, FALSE, readable);
  properties[PROP_OPENED] = g_param_spec_boxed ("opened", NULL, NULL, SLUICE_TYPE_OPENED_PLAN, writable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_plan_init (SluicePlan *self)
{
  self->tables = sluice_table_list_new ();
  self->cdc = sluice_cdc_new ();
  self->prefix = g_strdup ("");
  self->description = g_strdup ("");
  self->time_of_day = g_strdup ("");
  self->new_tables_pattern = g_strdup ("");
  g_signal_connect_object (self->tables, "notify::frequency", G_CALLBACK (list_frequency_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cdc, "notify::enabled", G_CALLBACK (cdc_enabled_changed_cb), self, G_CONNECT_SWAPPED);
}

SluicePlan *
sluice_plan_new (void)
{
  return g_object_new (SLUICE_TYPE_PLAN, NULL);
}

SluiceSourceType *
sluice_plan_get_source_type (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  return self->source_type;
}

static void
set_discovered_at (SluicePlan *self, GDateTime *discovered_at)
{
  if (self->discovered_at == discovered_at)
    return;

  g_clear_pointer (&self->discovered_at, g_date_time_unref);
  self->discovered_at = discovered_at != NULL ? g_date_time_ref (discovered_at) : NULL;
  notify (self, PROP_DISCOVERED_AT);
}

static void
take_form (SluicePlan *self, SluiceForm *form)
{
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_clear_object (&self->form);
  self->form = form;
  g_signal_connect_object (self->form, "value-changed", G_CALLBACK (form_value_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Starts from nothing for another type: a form, tables and a suggested prefix of one say nothing about another. */
void
sluice_plan_set_source_type (SluicePlan *self, SluiceSourceType *source_type)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));
  g_return_if_fail (SLUICE_IS_SOURCE_TYPE (source_type));

  if (self->source_type != NULL &&
      g_str_equal (sluice_source_type_get_name (self->source_type), sluice_source_type_get_name (source_type)))
    return;

  g_set_object (&self->source_type, source_type);
  take_form (self, sluice_form_new (source_type));
  forget_discovery (self);
  sluice_cdc_reset (self->cdc);
  sluice_table_list_set_near_real_time (self->tables, FALSE);
  sluice_table_list_clear (self->tables);
  sluice_table_list_set_supports (self->tables, sluice_source_type_get_supports_column_selection (source_type),
                                  sluice_source_type_get_supports_row_filters (source_type),
                                  !sluice_source_type_get_from_older_server (source_type));
  g_clear_pointer (&self->fingerprint, g_free);
  g_clear_pointer (&self->identity, g_free);
  g_clear_pointer (&self->address, g_free);
  notify (self, PROP_SOURCE_TYPE);
  notify (self, PROP_FORM);
  sluice_plan_set_remember (self, FALSE);
  sluice_plan_set_opened (self, NULL);
  set_discovered_at (self, NULL);
  update_checked (self);
  if (!self->prefix_edited && replace_text (&self->prefix, ""))
    notify (self, PROP_PREFIX);
}

SluiceForm *
sluice_plan_get_form (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  return self->form;
}

SluiceTableList *
sluice_plan_get_tables (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  return self->tables;
}

SluiceCdc *
sluice_plan_get_cdc (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  return self->cdc;
}

const char *
sluice_plan_get_prefix (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), "");

  return self->prefix;
}

void
sluice_plan_set_prefix (SluicePlan *self, const char *prefix)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  if (!replace_text (&self->prefix, prefix))
    return;

  self->prefix_edited = TRUE;
  notify (self, PROP_PREFIX);
}

const char *
sluice_plan_get_description (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), "");

  return self->description;
}

void
sluice_plan_set_description (SluicePlan *self, const char *description)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  if (replace_text (&self->description, description))
    notify (self, PROP_DESCRIPTION);
}

SluiceFrequency
sluice_plan_get_frequency (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), SLUICE_FREQUENCY_24HOUR);

  return sluice_table_list_get_frequency (self->tables);
}

void
sluice_plan_set_frequency (SluicePlan *self, SluiceFrequency frequency)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  sluice_table_list_set_frequency (self->tables, frequency);
}

const char *
sluice_plan_get_time_of_day (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), "");

  return self->time_of_day;
}

static gboolean
is_time_of_day (const char *text)
{
  if (strlen (text) != 5 || text[2] != ':' || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) ||
      !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    return FALSE;

  return (text[0] - '0') * 10 + text[1] - '0' < 24 && text[3] < '6';
}

void
sluice_plan_set_time_of_day (SluicePlan *self, const char *time_of_day)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  if (time_of_day != NULL && *time_of_day != '\0' && !is_time_of_day (time_of_day))
    return;
  if (replace_text (&self->time_of_day, time_of_day))
    notify (self, PROP_TIME_OF_DAY);
}

int
sluice_plan_get_table_time_of_day (SluicePlan *self, SluiceTable *table)
{
  SluiceChoice choice;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), -1);
  g_return_val_if_fail (SLUICE_IS_TABLE (table), -1);

  sluice_choice_lend (&choice, table);

  return sluice_choice_get_planned_time_of_day (&choice, table, sluice_time_of_day_from_text (self->time_of_day));
}

char *
sluice_plan_dup_schedule_text (SluicePlan *self, SluiceFrequency frequency)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  if (*self->time_of_day == '\0' || frequency < SLUICE_FREQUENCY_24HOUR)
    return g_strdup (sluice_frequency_get_phrase (frequency));

  /* Translators: how often, then a time of day: "every 24 hours at 02:00 UTC". */
  return g_strdup_printf (_ ("%s at %s UTC"), sluice_frequency_get_phrase (frequency), self->time_of_day);
}

SluiceNewTables
sluice_plan_get_new_tables (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), SLUICE_NEW_TABLES_OFF);

  return self->new_tables;
}

void
sluice_plan_set_new_tables (SluicePlan *self, SluiceNewTables new_tables)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  if (self->new_tables == new_tables)
    return;

  self->new_tables = new_tables;
  notify (self, PROP_NEW_TABLES);
}

const char *
sluice_plan_get_new_tables_pattern (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), "");

  return self->new_tables_pattern;
}

void
sluice_plan_set_new_tables_pattern (SluicePlan *self, const char *pattern)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  if (replace_text (&self->new_tables_pattern, pattern))
    notify (self, PROP_NEW_TABLES_PATTERN);
}

gboolean
sluice_plan_get_remember (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), FALSE);

  return self->remember;
}

void
sluice_plan_set_remember (SluicePlan *self, gboolean remember)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  remember = !!remember;
  if (self->remember == remember)
    return;

  self->remember = remember;
  notify (self, PROP_REMEMBER);
}

SluiceOpenedPlan *
sluice_plan_get_opened (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  return self->opened;
}

void
sluice_plan_set_opened (SluicePlan *self, SluiceOpenedPlan *opened)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  if (self->opened == opened)
    return;

  g_clear_pointer (&self->opened, sluice_opened_plan_unref);
  self->opened = opened != NULL ? sluice_opened_plan_ref (opened) : NULL;
  notify (self, PROP_OPENED);
}

gboolean
sluice_plan_get_prefix_edited (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), FALSE);

  return self->prefix_edited;
}

void
sluice_plan_suggest_prefix (SluicePlan *self, GListModel *sources)
{
  g_autofree char *suggested = NULL;

  g_return_if_fail (SLUICE_IS_PLAN (self));

  if (self->prefix_edited || self->form == NULL)
    return;

  suggested = sluice_prefix_suggest (self->form, sources);
  if (replace_text (&self->prefix, suggested))
    notify (self, PROP_PREFIX);
}

/* Whether a field says how the source is reached, and not which one it is. */
static gboolean
is_about_access (const char *path)
{
  static const char *const fields[] = { "user", "username", "ssh_tunnel" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_has_prefix (path, fields[i]) && (path[strlen (fields[i])] == '\0' || path[strlen (fields[i])] == '/'))
      return TRUE;

  return FALSE;
}

/* (transfer full) */
static char *
dup_identity (SluicePlan *self)
{
  g_autoptr (JsonObject) values = sluice_form_dup_draft_values (self->form);
  GString *identity = g_string_new (NULL);
  JsonObjectIter iter;
  const char *path;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &path, &node))
    if (!is_about_access (path))
      {
        g_autofree char *text = sluice_json_to_text (node);

        g_string_append_printf (identity, "%s=%s\n", path, text);
      }

  return g_string_free_and_steal (identity);
}

/* Finds the connection string that the source is reached by, rather than one that only filled in other fields. */
static gboolean
find_connection_string (SluiceForm *form, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  const char **value = user_data;

  if (!active || !g_str_equal (sluice_field_get_name (field), "connection_string") || sluice_field_is_aid (field))
    return TRUE;

  *value = sluice_form_get_value (form, path);

  return FALSE;
}

/* As a checksum, since it comes from a secret. (transfer full) (nullable) */
static char *
dup_address (SluicePlan *self)
{
  const char *value = "";
  g_auto (SluiceSecretText) address = NULL;

  sluice_form_walk (self->form, find_connection_string, &value);
  address = sluice_connection_string_dup_address (value);

  return address != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1) : NULL;
}

/* Whether the discovery that runs asks the source that the tables are of. */
static gboolean
is_same_source (SluicePlan *self)
{
  return g_strcmp0 (self->identity, self->new_identity) == 0 &&
         (self->address == NULL || g_strcmp0 (self->address, self->new_address) == 0);
}

void
sluice_plan_restore (SluicePlan *self, const char *prefix, gboolean prefix_edited, GDateTime *discovered_at)
{
  self->prefix_edited = prefix_edited;
  if (replace_text (&self->prefix, prefix))
    notify (self, PROP_PREFIX);
  set_discovered_at (self, discovered_at);
  g_free (self->identity);
  self->identity = self->form != NULL ? dup_identity (self) : NULL;
  g_clear_pointer (&self->address, g_free);
}

SluicePlan *
sluice_plan_copy_settings (SluicePlan *self)
{
  SluicePlan *copy = sluice_plan_new ();

  if (self->source_type != NULL)
    {
      sluice_plan_set_source_type (copy, self->source_type);
      take_form (copy, sluice_form_copy (self->form));
    }
  sluice_plan_restore (copy, self->prefix, self->prefix_edited, self->discovered_at);
  sluice_plan_set_description (copy, self->description);
  sluice_plan_set_time_of_day (copy, self->time_of_day);
  sluice_plan_set_new_tables (copy, self->new_tables);
  sluice_plan_set_new_tables_pattern (copy, self->new_tables_pattern);
  sluice_plan_set_remember (copy, self->remember);
  sluice_plan_set_opened (copy, self->opened);
  if (!sluice_cdc_is_untouched (self->cdc))
    {
      g_autoptr (JsonObject) cdc = sluice_cdc_to_json (self->cdc);

      sluice_cdc_load_json (copy->cdc, cdc);
    }
  /* Last, since near-real-time goes with what is written above. */
  sluice_table_list_copy_settings (copy->tables, self->tables);

  return copy;
}

void
sluice_plan_begin_discovery (SluicePlan *self)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));
  g_return_if_fail (self->form != NULL);

  /* One that never ended was dropped on the way. */
  sluice_plan_abort_discovery (self);

  self->new_fingerprint = sluice_form_dup_fingerprint (self->form);
  self->new_identity = dup_identity (self);
  self->new_address = dup_address (self);
  if (sluice_table_list_get_size (self->tables) > 0)
    self->merge = sluice_table_merge_new (self->tables);
  update_checked (self);
}

void
sluice_plan_append_discovered (SluicePlan *self, GPtrArray *tables)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));
  g_return_if_fail (tables != NULL);

  if (self->merge != NULL)
    sluice_table_merge_add (self->merge, tables);
  else
    sluice_table_list_append (self->tables, tables);
}

guint
sluice_plan_get_n_discovered (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), 0);

  return self->merge != NULL ? sluice_table_merge_get_n_tables (self->merge) :
                               sluice_table_list_get_size (self->tables);
}

void
sluice_plan_finish_discovery (SluicePlan *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (SLUICE_IS_PLAN (self));
  g_return_if_fail (self->new_fingerprint != NULL);

  now = g_date_time_new_now_utc ();
  if (self->merge != NULL)
    sluice_table_merge_finish (self->merge, is_same_source (self));
  g_free (self->fingerprint);
  self->fingerprint = g_steal_pointer (&self->new_fingerprint);
  g_free (self->identity);
  self->identity = g_steal_pointer (&self->new_identity);
  g_free (self->address);
  self->address = g_steal_pointer (&self->new_address);
  forget_discovery (self);
  set_discovered_at (self, now);
  update_checked (self);
}

void
sluice_plan_abort_discovery (SluicePlan *self)
{
  g_return_if_fail (SLUICE_IS_PLAN (self));

  if (self->new_fingerprint == NULL)
    return;

  /* What arrived beside the tables that there are goes; where there were none, it is all that there is. */
  if (self->merge == NULL)
    sluice_table_list_clear (self->tables);
  forget_discovery (self);
  update_checked (self);
}

GDateTime *
sluice_plan_get_discovered_at (SluicePlan *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  return self->discovered_at;
}

gboolean
sluice_plan_get_checked (SluicePlan *self)
{
  g_autofree char *fingerprint = NULL;
  g_autoptr (GDateTime) now = NULL;
  GTimeSpan age;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), FALSE);

  if (self->fingerprint == NULL || self->discovered_at == NULL || self->new_fingerprint != NULL)
    return FALSE;

  now = g_date_time_new_now_utc ();
  age = g_date_time_difference (now, self->discovered_at);
  if (age < 0 || age > CHECK_LIFETIME)
    return FALSE;

  fingerprint = sluice_form_dup_fingerprint (self->form);

  return g_str_equal (fingerprint, self->fingerprint);
}

char *
sluice_plan_dup_title (SluicePlan *self)
{
  const char *label;
  g_autofree char *detail = NULL;

  g_return_val_if_fail (SLUICE_IS_PLAN (self), NULL);

  if (self->source_type == NULL)
    /* Translators: the title of a set-up for which no source type is chosen yet. */
    return g_strdup (_ ("New source"));

  label = sluice_source_type_get_label (self->source_type);
  detail = g_strdup (self->prefix + strspn (self->prefix, "_"));
  for (gsize length = strlen (detail); length > 0 && detail[length - 1] == '_'; length--)
    detail[length - 1] = '\0';
  if (*detail == '\0')
    {
      g_free (detail);
      detail = sluice_form_dup_shown_value (self->form, "database");
    }
  if (*detail == '\0')
    return g_strdup (label);

  /* Translators: the title of a source: its type, and what tells it apart from others of the type. Keep the dot. */
  return g_strdup_printf (_ ("%s · %s"), label, detail);
}
