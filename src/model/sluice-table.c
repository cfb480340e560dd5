/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-advisor.h"
#include "sluice-choice-private.h"
#include "sluice-table-edit.h"

G_DEFINE_FINAL_TYPE (SluiceTable, sluice_table, G_TYPE_OBJECT)

typedef enum
{
  PROP_NAME = 1,
  PROP_DISPLAY_NAME,
  PROP_SCHEMA_NAME,
  PROP_ROWS,
  PROP_SELECTABLE,
  PROP_SELECTED,
  PROP_METHOD,
  PROP_CURSOR,
  PROP_PRIMARY_KEYS,
  PROP_FREQUENCY,
  PROP_TIME_OF_DAY,
  PROP_LOOK_BACK,
  PROP_FULL_REFRESH_DAYS,
  PROP_CDC_TABLE_MODE,
  PROP_ENABLED_COLUMNS,
  PROP_ROW_FILTERS,
  PROP_CHANGE,
} SluiceTableProps;

static GParamSpec *properties[PROP_CHANGE + 1];

static void
clear_interned (char **string)
{
  g_clear_pointer (string, g_ref_string_release);
}

static void
sluice_table_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceTable *self = SLUICE_TABLE (object);

  switch ((SluiceTableProps) property_id)
    {
    case PROP_NAME:
      g_value_set_string (value, sluice_table_get_name (self));
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, sluice_table_get_display_name (self));
      break;
    case PROP_SCHEMA_NAME:
      g_value_set_string (value, sluice_table_get_schema_name (self));
      break;
    case PROP_ROWS:
      g_value_set_int64 (value, sluice_table_get_rows (self));
      break;
    case PROP_SELECTABLE:
      g_value_set_boolean (value, sluice_table_get_selectable (self));
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, sluice_table_get_selected (self));
      break;
    case PROP_METHOD:
      g_value_set_enum (value, sluice_table_get_method (self));
      break;
    case PROP_CURSOR:
      g_value_set_string (value, sluice_table_get_cursor (self));
      break;
    case PROP_PRIMARY_KEYS:
      g_value_set_boxed (value, sluice_table_get_primary_keys (self));
      break;
    case PROP_FREQUENCY:
      g_value_set_int (value, sluice_table_get_frequency (self));
      break;
    case PROP_TIME_OF_DAY:
      g_value_set_int (value, sluice_table_get_time_of_day (self));
      break;
    case PROP_LOOK_BACK:
      g_value_set_int (value, sluice_table_get_look_back (self));
      break;
    case PROP_FULL_REFRESH_DAYS:
      g_value_set_uint (value, sluice_table_get_full_refresh_days (self));
      break;
    case PROP_CDC_TABLE_MODE:
      g_value_set_enum (value, sluice_table_get_cdc_table_mode (self));
      break;
    case PROP_ENABLED_COLUMNS:
      g_value_set_boxed (value, sluice_table_get_enabled_columns (self));
      break;
    case PROP_ROW_FILTERS:
      g_value_set_boxed (value, sluice_table_get_row_filters (self));
      break;
    case PROP_CHANGE:
      g_value_set_enum (value, sluice_table_get_change (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_table_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SluiceTable *self = SLUICE_TABLE (object);

  switch ((SluiceTableProps) property_id)
    {
    case PROP_SELECTED:
      sluice_table_set_selected (self, g_value_get_boolean (value));
      break;
    case PROP_METHOD:
      sluice_table_set_method (self, g_value_get_enum (value));
      break;
    case PROP_CURSOR:
      sluice_table_set_cursor (self, g_value_get_string (value));
      break;
    case PROP_PRIMARY_KEYS:
      sluice_table_set_primary_keys (self, g_value_get_boxed (value));
      break;
    case PROP_FREQUENCY:
      sluice_table_set_frequency (self, g_value_get_int (value));
      break;
    case PROP_TIME_OF_DAY:
      sluice_table_set_time_of_day (self, g_value_get_int (value));
      break;
    case PROP_LOOK_BACK:
      sluice_table_set_look_back (self, g_value_get_int (value));
      break;
    case PROP_FULL_REFRESH_DAYS:
      sluice_table_set_full_refresh_days (self, g_value_get_uint (value));
      break;
    case PROP_CDC_TABLE_MODE:
      sluice_table_set_cdc_table_mode (self, g_value_get_enum (value));
      break;
    case PROP_ENABLED_COLUMNS:
      sluice_table_set_enabled_columns (self, g_value_get_boxed (value));
      break;
    case PROP_ROW_FILTERS:
      sluice_table_set_row_filters (self, g_value_get_boxed (value));
      break;
    case PROP_NAME:
    case PROP_DISPLAY_NAME:
    case PROP_SCHEMA_NAME:
    case PROP_ROWS:
    case PROP_SELECTABLE:
    case PROP_CHANGE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
free_facts (SluiceTable *self)
{
  for (guint i = 0; i < self->n_cursors; i++)
    {
      g_ref_string_release ((char *) self->cursors[i].field);
      g_ref_string_release ((char *) self->cursors[i].label);
      g_ref_string_release ((char *) self->cursors[i].type);
      g_ref_string_release ((char *) self->cursors[i].field_type);
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_ref_string_release ((char *) self->columns[i].name);
      g_ref_string_release ((char *) self->columns[i].type);
    }
  g_free (self->cursors);
  g_free (self->columns);
  clear_interned (&self->name);
  clear_interned (&self->label);
  clear_interned (&self->schema_name);
  g_free (self->description);
  clear_interned (&self->permission_error);
  clear_interned (&self->rls_warning);
  clear_interned (&self->suggested_cursor);
  sluice_table_free_interned_strv (self->detected_keys);
}

static void
sluice_table_finalize (GObject *object)
{
  SluiceTable *self = SLUICE_TABLE (object);

  if (self->origin != NULL)
    g_object_unref (self->origin);
  else
    free_facts (self);
  clear_interned (&self->synced_by);
  sluice_choice_extras_unref (self->extras);
  g_clear_pointer (&self->delta, sluice_table_delta_free);

  G_OBJECT_CLASS (sluice_table_parent_class)->finalize (object);
}

static void
sluice_table_class_init (SluiceTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_table_get_property;
  object_class->set_property = sluice_table_set_property;
  object_class->finalize = sluice_table_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, readable);
  properties[PROP_SCHEMA_NAME] = g_param_spec_string ("schema-name", NULL, NULL, NULL, readable);
  properties[PROP_ROWS] = g_param_spec_int64 ("rows", NULL, NULL, -1, G_MAXINT64, -1, readable);
  properties[PROP_SELECTABLE] = g_param_spec_boolean ("selectable", NULL, NULL, FALSE, readable);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE, writable);
  properties[PROP_METHOD] =
      g_param_spec_enum ("method", NULL, NULL, SLUICE_TYPE_SYNC_METHOD, SLUICE_SYNC_METHOD_NONE, writable);
  properties[PROP_CURSOR] = g_param_spec_string ("cursor", NULL, NULL, NULL, writable);
  properties[PROP_PRIMARY_KEYS] = g_param_spec_boxed ("primary-keys", NULL, NULL, G_TYPE_STRV, writable);
  properties[PROP_FREQUENCY] = g_param_spec_int ("frequency", NULL, NULL, -1, SLUICE_FREQUENCY_LAST, -1, writable);
  properties[PROP_TIME_OF_DAY] =
      g_param_spec_int ("time-of-day", NULL, NULL, -1, SLUICE_SECONDS_A_DAY - 1, -1, writable);
  properties[PROP_LOOK_BACK] = g_param_spec_int ("look-back", NULL, NULL, -1, SLUICE_LOOK_BACK_MAX, -1, writable);
  properties[PROP_FULL_REFRESH_DAYS] =
      g_param_spec_uint ("full-refresh-days", NULL, NULL, 0, SLUICE_FULL_REFRESH_DAYS_MAX, 0, writable);
  properties[PROP_CDC_TABLE_MODE] = g_param_spec_enum ("cdc-table-mode", NULL, NULL, SLUICE_TYPE_CDC_TABLE_MODE,
                                                       SLUICE_CDC_TABLE_CONSOLIDATED, writable);
  properties[PROP_ENABLED_COLUMNS] = g_param_spec_boxed ("enabled-columns", NULL, NULL, G_TYPE_STRV, writable);
  properties[PROP_ROW_FILTERS] = g_param_spec_boxed ("row-filters", NULL, NULL, G_TYPE_PTR_ARRAY, writable);
  properties[PROP_CHANGE] =
      g_param_spec_enum ("change", NULL, NULL, SLUICE_TYPE_TABLE_CHANGE, SLUICE_TABLE_UNCHANGED, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_table_init (SluiceTable *self)
{
  self->rows = -1;
  self->frequency = -1;
  self->time_of_day = -1;
  self->look_back = -1;
}

const char **
sluice_table_intern_strv (const char *const *strings)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new_null_terminated (2, NULL, TRUE);

  for (; strings != NULL && *strings != NULL; strings++)
    if (!g_ptr_array_find_with_equal_func (array, *strings, g_str_equal, NULL))
      g_ptr_array_add (array, g_ref_string_new_intern (*strings));

  return array->len > 0 ? (const char **) g_ptr_array_free (g_steal_pointer (&array), FALSE) : NULL;
}

const char **
sluice_table_copy_interned_strv (const char *const *strings)
{
  guint n = strings != NULL ? g_strv_length ((GStrv) strings) : 0;
  const char **copy = strings != NULL ? g_new0 (const char *, n + 1) : NULL;

  for (guint i = 0; i < n; i++)
    copy[i] = g_ref_string_acquire ((char *) strings[i]);

  return copy;
}

void
sluice_table_free_interned_strv (const char **strings)
{
  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    g_ref_string_release ((char *) strings[i]);
  g_free (strings);
}

const SluiceCursor *
sluice_table_find_cursor (SluiceTable *self, const char *field)
{
  /* Mostly it is the interned string itself, and of many tables. */
  for (guint i = 0; i < self->n_cursors; i++)
    if (self->cursors[i].field == field)
      return &self->cursors[i];
  for (guint i = 0; field != NULL && i < self->n_cursors; i++)
    if (g_str_equal (self->cursors[i].field, field))
      return &self->cursors[i];

  return NULL;
}

/* Databases that fold names spell it their way, and the server is told exactly what they say. */
static const char *const id_keys[][2] = { { NULL }, { "id" }, { "ID" }, { "Id" } };

guint
sluice_table_number_id_column (const char *name)
{
  for (guint i = 1; i < G_N_ELEMENTS (id_keys); i++)
    if (g_str_equal (id_keys[i][0], name))
      return i;

  return 0;
}

const char *const *
sluice_table_get_id_key (SluiceTable *self)
{
  return self->id_column != 0 ? id_keys[self->id_column] : NULL;
}

/* Every change of the choice or of the rows stands between these two, so that the list's totals stay right. */
static void
begin_change (SluiceTable *self)
{
  if (self->list != NULL)
    sluice_table_list_table_changing (self->list, self);
}

static void
end_change (SluiceTable *self)
{
  if (self->list != NULL)
    sluice_table_list_table_changed (self->list, self);
}

static void
notify (SluiceTable *self, SluiceTableProps property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

typedef struct
{
  const char *cursor;
  gint32 time_of_day;
  gint32 look_back;
  guint full_refresh_days;
  SluiceCdcTableMode cdc_table_mode;
  const char *const *enabled_columns;
  GPtrArray *row_filters;
} InEffect;

/* What changes with the method, the frequency or the key. */
static InEffect
get_in_effect (SluiceTable *self, const SluiceChoice *choice)
{
  return (InEffect) {
    .cursor = sluice_choice_get_cursor (choice),
    .time_of_day = sluice_choice_get_time_of_day (choice, self),
    .look_back = sluice_choice_get_look_back (choice, self),
    .full_refresh_days = sluice_choice_get_full_refresh_days (choice, self),
    .cdc_table_mode = sluice_choice_get_cdc_table_mode (choice),
    .enabled_columns = sluice_choice_get_enabled_columns (choice, self),
    .row_filters = sluice_choice_get_row_filters (choice, self),
  };
}

/* Tells each property whose value is another one, once. */
static void
notify_choice (SluiceTable *self, const SluiceChoice *old, const SluiceChoice *new, SluiceChoicePart parts)
{
  InEffect before;
  InEffect after;

  if (parts & SLUICE_CHOICE_SELECTED)
    notify (self, PROP_SELECTED);
  /* Whether a table is selected changes nothing else, and is what is done to most of them at once. */
  if (parts == SLUICE_CHOICE_SELECTED)
    return;

  before = get_in_effect (self, old);
  after = get_in_effect (self, new);
  if (parts & SLUICE_CHOICE_METHOD)
    notify (self, PROP_METHOD);
  if (parts & SLUICE_CHOICE_PRIMARY_KEYS)
    notify (self, PROP_PRIMARY_KEYS);
  if (parts & SLUICE_CHOICE_FREQUENCY)
    notify (self, PROP_FREQUENCY);
  if (before.cursor != after.cursor)
    notify (self, PROP_CURSOR);
  if (before.time_of_day != after.time_of_day)
    notify (self, PROP_TIME_OF_DAY);
  if (before.look_back != after.look_back)
    notify (self, PROP_LOOK_BACK);
  if (before.full_refresh_days != after.full_refresh_days)
    notify (self, PROP_FULL_REFRESH_DAYS);
  if (before.cdc_table_mode != after.cdc_table_mode)
    notify (self, PROP_CDC_TABLE_MODE);
  if (before.enabled_columns != after.enabled_columns)
    notify (self, PROP_ENABLED_COLUMNS);
  if (before.row_filters != after.row_filters)
    notify (self, PROP_ROW_FILTERS);
}

static void
set_choice (SluiceTable *self, const SluiceChoice *choice)
{
  SluiceChoiceExtras *old_extras = self->extras;

  self->extras = sluice_choice_extras_ref (choice->extras);
  sluice_choice_extras_unref (old_extras);
  self->cursor = choice->cursor;
  self->time_of_day = choice->time_of_day;
  self->look_back = choice->look_back;
  self->selected = choice->selected;
  self->method = choice->method;
  self->frequency = choice->frequency;
  self->full_refresh_days = choice->full_refresh_days;
  self->cdc_table_mode = choice->cdc_table_mode;
}

static SluiceChoicePart
apply_choice (SluiceTable *self, const SluiceChoice *choice, SluiceChoicePart parts, gboolean record)
{
  g_auto (SluiceChoice) old = { 0 };
  g_auto (SluiceChoice) next = { 0 };

  sluice_choice_init (&old, self);
  sluice_choice_copy (&next, parts == SLUICE_CHOICE_ALL ? choice : &old);
  if (parts != SLUICE_CHOICE_ALL)
    sluice_choice_take_parts (&next, choice, parts);
  /* An undone step may come from a time when the table was another. */
  next.selected = next.selected && sluice_table_get_selectable (self);
  if (sluice_sync_method_needs_cursor (next.method) && next.cursor == NULL)
    next.cursor = sluice_advisor_pick_cursor (self, next.method);
  parts = sluice_choice_diff (&old, &next);
  if (parts == SLUICE_CHOICE_NONE)
    {
      /* What nobody can see may still differ: members of a newer version. */
      set_choice (self, &next);
      return parts;
    }

  if (record && self->list != NULL)
    sluice_table_list_record (self->list, self, &old, parts);
  begin_change (self);
  set_choice (self, &next);
  /* Whoever chooses anew has seen what was lost. */
  if (record && self->delta != NULL && (parts & ~SLUICE_CHOICE_SELECTED) != 0)
    self->delta->lost = SLUICE_CHOICE_NONE;
  end_change (self);
  notify_choice (self, &old, &next, parts);

  return parts;
}

SluiceChoicePart
sluice_table_apply_choice (SluiceTable *self, const SluiceChoice *choice, SluiceChoicePart parts)
{
  return apply_choice (self, choice, parts, TRUE);
}

void
sluice_table_restore_choice (SluiceTable *self, const SluiceChoice *choice)
{
  apply_choice (self, choice, SLUICE_CHOICE_ALL, FALSE);
}

void
sluice_table_settle (SluiceTable *self)
{
  if (self->list != NULL)
    sluice_table_list_finish_edit (self->list);
}

/* Changes method and cursor together and tells what really changed, once. Nobody chose it, so it is no step. */
static void
change_method (SluiceTable *self, SluiceSyncMethod method, const char *cursor)
{
  g_auto (SluiceChoice) choice = { 0 };

  sluice_choice_init (&choice, self);
  choice.cursor = cursor;
  sluice_choice_put_method (&choice, self, method);
  apply_choice (self, &choice, SLUICE_CHOICE_METHOD | SLUICE_CHOICE_CURSOR | SLUICE_CHOICE_FREQUENCY, FALSE);
}

static void
follow_recommendation (SluiceTable *self)
{
  SluiceAdvice advice = sluice_advisor_recommend (self);

  change_method (self, advice.method, advice.cursor != NULL ? advice.cursor : self->cursor);
}

void
sluice_table_set_rows (SluiceTable *self, gint64 rows, SluiceRowsOrigin origin)
{
  sluice_table_set_rows_at (self, rows, origin, g_get_real_time () / G_USEC_PER_SEC);
}

void
sluice_table_set_rows_at (SluiceTable *self, gint64 rows, SluiceRowsOrigin origin, gint64 at)
{
  gboolean follows;

  g_return_if_fail (SLUICE_IS_TABLE (self));

  rows = MAX (rows, -1);
  origin = rows < 0 ? SLUICE_ROWS_UNKNOWN : origin;
  self->rows_at = origin > SLUICE_ROWS_FROM_SERVER ? MAX (at, 0) : 0;
  if (rows == self->rows && origin == self->rows_origin)
    return;

  /* The recommendation depends on the rows; who has not chosen otherwise goes on following it. */
  follows = sluice_table_is_as_recommended (self);
  begin_change (self);
  self->rows = rows;
  self->rows_origin = origin;
  end_change (self);
  notify (self, PROP_ROWS);
  if (follows)
    follow_recommendation (self);
}

void
sluice_table_set_near_real_time (SluiceTable *self, gboolean asked)
{
  gboolean follows;

  if (self->near_real_time == (guint) !!asked)
    return;

  follows = sluice_table_is_as_recommended (self);
  begin_change (self);
  self->near_real_time = !!asked;
  end_change (self);
  if (follows)
    follow_recommendation (self);
}

void
sluice_table_set_synced_by (SluiceTable *self, const char *title)
{
  char *old = self->synced_by;

  /* Interned: the same title is the same string. */
  if (old == title)
    return;

  begin_change (self);
  self->synced_by = title != NULL ? g_ref_string_acquire ((char *) title) : NULL;
  end_change (self);
  clear_interned (&old);
}

void
sluice_table_set_delta (SluiceTable *self, SluiceTableDelta *delta)
{
  SluiceTableDelta *old = self->delta;
  gboolean was_selectable = sluice_table_get_selectable (self);
  gboolean was_selected = self->selected;
  gboolean was_removed = old != NULL && old->change == SLUICE_TABLE_REMOVED;

  if (old == delta)
    return;

  begin_change (self);
  self->delta = delta;
  if (delta != NULL && delta->change == SLUICE_TABLE_REMOVED)
    {
      delta->was_selected = was_selected;
      self->selected = FALSE;
    }
  else if (was_removed)
    {
      self->selected = old->was_selected;
    }
  end_change (self);
  g_clear_pointer (&old, sluice_table_delta_free);
  notify (self, PROP_CHANGE);
  if (was_selected != (gboolean) self->selected)
    notify (self, PROP_SELECTED);
  if (was_selectable != sluice_table_get_selectable (self))
    notify (self, PROP_SELECTABLE);
}

gboolean
sluice_table_is_as_recommended (SluiceTable *self)
{
  SluiceAdvice advice = sluice_advisor_recommend (self);

  return advice.method == self->method &&
         (!sluice_sync_method_needs_cursor (advice.method) || advice.cursor == self->cursor);
}

void
sluice_table_take_recommendation (SluiceTable *self)
{
  SluiceAdvice advice = sluice_advisor_recommend (self);

  self->method = advice.method;
  self->cursor = advice.cursor;
}

const char *
sluice_table_get_display_name (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  if (self->label != NULL)
    return self->label;

  return self->schema_name != NULL ? self->name + strlen (self->schema_name) + 1 : self->name;
}

const SluiceCursor *
sluice_table_get_cursors (SluiceTable *self, guint *n_cursors)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  if (n_cursors != NULL)
    *n_cursors = self->n_cursors;

  return self->cursors;
}

const SluiceColumn *
sluice_table_get_columns (SluiceTable *self, guint *n_columns)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  if (n_columns != NULL)
    *n_columns = self->n_columns;

  return self->columns;
}

const char *const *
sluice_table_get_detected_keys (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  return self->detected_keys;
}

gboolean
sluice_table_get_selectable (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  return self->permission_error == NULL && sluice_table_get_change (self) != SLUICE_TABLE_REMOVED;
}

const char *
sluice_table_get_name (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  return self->name;
}

const char *
sluice_table_get_schema_name (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  return self->schema_name;
}

const char *
sluice_table_get_description (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  return self->description;
}

gint64
sluice_table_get_rows (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), -1);

  return self->rows;
}

SluiceRowsOrigin
sluice_table_get_rows_origin (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), SLUICE_ROWS_UNKNOWN);

  return self->rows_origin;
}

gint64
sluice_table_get_rows_at (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), 0);

  return self->rows_at;
}

gboolean
sluice_table_get_key_detection_supported (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  return self->key_detection_supported;
}

const char *
sluice_table_get_permission_error (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  return self->permission_error;
}

const char *
sluice_table_get_rls_warning (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  return self->rls_warning;
}

gboolean
sluice_table_get_should_sync_default (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  return self->should_sync_default;
}

gboolean
sluice_table_get_webhook_only (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  return self->webhook_only;
}

gboolean
sluice_table_get_supports_webhooks (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  return self->supports_webhooks;
}

gboolean
sluice_table_get_incremental_available (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  return self->incremental_available;
}

gboolean
sluice_table_get_append_available (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  return self->append_available;
}

SluiceTri
sluice_table_get_cdc_available (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), SLUICE_TRI_UNKNOWN);

  return self->cdc_available;
}

SluiceTri
sluice_table_get_xmin_available (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), SLUICE_TRI_UNKNOWN);

  return self->xmin_available;
}

const char *
sluice_table_get_suggested_cursor (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  return self->suggested_cursor;
}

gboolean
sluice_table_get_is_database (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  return self->is_database;
}

gboolean
sluice_table_get_selected (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), FALSE);

  return self->selected;
}

SluiceSyncMethod
sluice_table_get_method (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), SLUICE_SYNC_METHOD_NONE);

  return self->method;
}

int
sluice_table_get_frequency (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), -1);

  return self->frequency;
}
