/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-choice-private.h"
#include "sluice-json.h"
#include "sluice-table-private.h"

/* The members that this version knows; others are kept as they are. */
static const char *const known[] = { "selected",       "method",          "cursor",      "primary_keys",
                                     "frequency",      "time_of_day",     "look_back",   "full_refresh_days",
                                     "cdc_table_mode", "enabled_columns", "row_filters", NULL };

static void
set_filters (JsonObject *object, const char *member, GPtrArray *filters)
{
  JsonArray *array;

  if (filters == NULL)
    return;

  array = json_array_new ();
  for (guint i = 0; i < filters->len; i++)
    json_array_add_object_element (array, sluice_row_filter_to_json (g_ptr_array_index (filters, i)));
  json_object_set_array_member (object, member, array);
}

static void
set_time (JsonObject *object, const char *member, int seconds)
{
  g_autofree char *text = sluice_time_of_day_to_text (seconds);

  if (seconds >= 0)
    json_object_set_string_member (object, member, text);
}

static void
add_unknown (JsonObject *object, const char *unknown)
{
  g_autoptr (JsonNode) node = unknown != NULL ? sluice_json_parse (unknown, -1, NULL) : NULL;

  if (node != NULL)
    sluice_json_copy_members (object, json_node_get_object (node));
}

JsonObject *
sluice_choice_to_json (const SluiceChoice *self)
{
  const SluiceChoiceExtras *extras = self->extras;
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "selected", self->selected);
  sluice_json_set_string (object, "method", sluice_sync_method_to_word (self->method));
  sluice_json_set_string (object, "cursor", sluice_choice_get_cursor (self));
  if (extras != NULL && extras->primary_keys != NULL)
    sluice_json_set_strv (object, "primary_keys", extras->primary_keys);
  if (self->frequency >= 0)
    json_object_set_string_member (object, "frequency", sluice_frequency_to_word (self->frequency));
  set_time (object, "time_of_day", self->time_of_day);
  if (self->look_back >= 0)
    json_object_set_int_member (object, "look_back", self->look_back);
  if (self->full_refresh_days > 0)
    json_object_set_int_member (object, "full_refresh_days", self->full_refresh_days);
  if (self->cdc_table_mode != SLUICE_CDC_TABLE_CONSOLIDATED)
    json_object_set_string_member (object, "cdc_table_mode", sluice_cdc_table_mode_to_word (self->cdc_table_mode));
  if (extras != NULL)
    {
      if (extras->enabled_columns != NULL)
        sluice_json_set_strv (object, "enabled_columns", extras->enabled_columns);
      set_filters (object, "row_filters", extras->row_filters);
      add_unknown (object, extras->unknown);
    }

  return object;
}

static gboolean
holds_something (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

/* Takes @why, if there is any. */
static void
add_note (GPtrArray *notes, SluiceChoicePart part, char *why)
{
  g_autofree char *owned = why;

  if (notes == NULL)
    return;

  if (owned == NULL)
    /* Translators: %s is what a plan says of a table: "Cursor". */
    g_ptr_array_add (notes, g_strdup_printf (_ ("%s: what the file says is not understood."),
                                             sluice_choice_part_get_label (part)));
  else
    /* Translators: what a plan says of a table, "Cursor", and why it cannot be. */
    g_ptr_array_add (notes, g_strdup_printf (_ ("%s: %s"), sluice_choice_part_get_label (part), owned));
}

static void
load_method (SluiceChoice *self, SluiceTable *table, JsonObject *object, GPtrArray *notes)
{
  SluiceSyncMethod method = sluice_sync_method_from_word (sluice_json_get_string (object, "method", NULL));
  const char *cursor = sluice_json_get_string (object, "cursor", NULL);
  char *why = NULL;

  if (method == SLUICE_SYNC_METHOD_NONE)
    {
      if (holds_something (object, "method"))
        add_note (notes, SLUICE_CHOICE_METHOD, NULL);
    }
  else if (!sluice_choice_set_method (self, table, method, &why))
    {
      add_note (notes, SLUICE_CHOICE_METHOD, g_steal_pointer (&why));
      return;
    }

  if (cursor != NULL && !sluice_choice_set_cursor (self, table, cursor, &why))
    add_note (notes, SLUICE_CHOICE_CURSOR, g_steal_pointer (&why));
  else if (cursor == NULL && holds_something (object, "cursor"))
    add_note (notes, SLUICE_CHOICE_CURSOR, NULL);
}

static void
load_keys (SluiceChoice *self, SluiceTable *table, JsonObject *object, GPtrArray *notes)
{
  g_auto (GStrv) keys = sluice_json_dup_strv (object, "primary_keys");
  char *why = NULL;

  if (keys == NULL && holds_something (object, "primary_keys"))
    add_note (notes, SLUICE_CHOICE_PRIMARY_KEYS, NULL);
  if (keys != NULL && !sluice_choice_set_primary_keys (self, table, (const char *const *) keys, &why))
    add_note (notes, SLUICE_CHOICE_PRIMARY_KEYS, g_steal_pointer (&why));
}

static void
load_frequency (SluiceChoice *self, SluiceTable *table, JsonObject *object, GPtrArray *notes)
{
  SluiceFrequency frequency;
  char *why = NULL;

  if (!sluice_frequency_from_word (sluice_json_get_string (object, "frequency", NULL), &frequency))
    {
      if (holds_something (object, "frequency"))
        add_note (notes, SLUICE_CHOICE_FREQUENCY, NULL);
    }
  else if (!sluice_choice_set_frequency (self, table, frequency, &why))
    {
      add_note (notes, SLUICE_CHOICE_FREQUENCY, g_steal_pointer (&why));
    }
}

/* What has no use for the method is kept for when it has, so it only has to be within its limits. */
static void
load_numbers (SluiceChoice *self, JsonObject *object, GPtrArray *notes)
{
  int time_of_day = sluice_time_of_day_from_text (sluice_json_get_string (object, "time_of_day", NULL));
  gint64 look_back = sluice_json_get_int (object, "look_back", -1);
  gint64 days = sluice_json_get_int (object, "full_refresh_days", -1);
  SluiceCdcTableMode mode;

  if (time_of_day >= 0)
    self->time_of_day = time_of_day;
  else if (holds_something (object, "time_of_day"))
    add_note (notes, SLUICE_CHOICE_TIME_OF_DAY, NULL);

  if (look_back >= 0 && look_back <= SLUICE_LOOK_BACK_MAX)
    self->look_back = look_back;
  else if (holds_something (object, "look_back"))
    add_note (notes, SLUICE_CHOICE_LOOK_BACK, NULL);

  if (days >= 0 && days <= SLUICE_FULL_REFRESH_DAYS_MAX)
    self->full_refresh_days = days;
  else if (holds_something (object, "full_refresh_days"))
    add_note (notes, SLUICE_CHOICE_FULL_REFRESH, NULL);

  if (sluice_cdc_table_mode_from_word (sluice_json_get_string (object, "cdc_table_mode", NULL), &mode))
    self->cdc_table_mode = mode;
  else if (holds_something (object, "cdc_table_mode"))
    add_note (notes, SLUICE_CHOICE_CDC_TABLE_MODE, NULL);
}

static void
load_columns (SluiceChoice *self, SluiceTable *table, JsonObject *object, GPtrArray *notes)
{
  g_auto (GStrv) columns = sluice_json_dup_strv (object, "enabled_columns");
  char *why = NULL;

  if (columns == NULL && holds_something (object, "enabled_columns"))
    add_note (notes, SLUICE_CHOICE_COLUMNS, NULL);
  if (columns != NULL && !sluice_choice_set_enabled_columns (self, table, (const char *const *) columns, &why))
    add_note (notes, SLUICE_CHOICE_COLUMNS, g_steal_pointer (&why));
}

static void
load_filters (SluiceChoice *self, SluiceTable *table, JsonObject *object, GPtrArray *notes)
{
  JsonArray *array = sluice_json_get_array (object, "row_filters");
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func (g_object_unref);
  char *why = NULL;

  if (array == NULL)
    {
      if (holds_something (object, "row_filters"))
        add_note (notes, SLUICE_CHOICE_ROW_FILTERS, NULL);
      return;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GError) error = NULL;
      SluiceRowFilter *filter =
          sluice_row_filter_new_from_json (table, sluice_json_array_get_object (array, i), &error);

      if (filter != NULL)
        g_ptr_array_add (filters, filter);
      else
        add_note (notes, SLUICE_CHOICE_ROW_FILTERS, g_strdup (error->message));
    }
  if (!sluice_choice_put_row_filters (self, table, filters, &why))
    add_note (notes, SLUICE_CHOICE_ROW_FILTERS, g_steal_pointer (&why));
}

static void
load_selected (SluiceChoice *self, SluiceTable *table, JsonObject *object, GPtrArray *notes)
{
  gboolean selected = sluice_json_get_boolean (object, "selected", FALSE);
  char *why = NULL;

  /* Two fallbacks tell an answer from its absence. */
  if (holds_something (object, "selected") && selected != sluice_json_get_boolean (object, "selected", TRUE))
    add_note (notes, SLUICE_CHOICE_SELECTED, NULL);
  if (!sluice_choice_set_selected (self, table, selected, &why))
    add_note (notes, SLUICE_CHOICE_SELECTED, g_steal_pointer (&why));
}

static void
load_unknown (SluiceChoice *self, JsonObject *object)
{
  g_autoptr (JsonObject) unknown = NULL;
  g_autoptr (JsonNode) holder = NULL;
  SluiceChoiceExtras *extras;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!g_strv_contains (known, name))
      {
        if (unknown == NULL)
          unknown = json_object_new ();
        json_object_set_member (unknown, name, json_node_copy (node));
      }
  if (unknown == NULL)
    return;

  extras = sluice_choice_extras_copy (self->extras);
  g_free (extras->unknown);
  holder = sluice_json_take_object (g_steal_pointer (&unknown));
  extras->unknown = sluice_json_to_text (holder);
  sluice_choice_take_extras (self, extras);
}

void
sluice_choice_load_json (SluiceChoice *self, SluiceTable *table, JsonObject *object, GPtrArray *notes)
{
  if (object == NULL)
    return;

  /* The key first, as it decides which methods are possible; then the method, which decides about the rest. */
  load_keys (self, table, object, notes);
  load_method (self, table, object, notes);
  load_frequency (self, table, object, notes);
  load_numbers (self, object, notes);
  load_columns (self, table, object, notes);
  load_filters (self, table, object, notes);
  load_unknown (self, object);
  load_selected (self, table, object, notes);
}

static JsonArray *
columns_to_json (const SluiceChoice *self, SluiceTable *table)
{
  g_autoptr (GPtrArray) columns = sluice_choice_list_columns (self, table);
  JsonArray *array = json_array_sized_new (columns->len);

  for (guint i = 0; i < columns->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (columns, i));

  return array;
}

void
sluice_choice_add_to_entry (const SluiceChoice *self, SluiceTable *table, JsonObject *entry)
{
  if (sluice_choice_get_look_back (self, table) >= 0)
    json_object_set_int_member (entry, "incremental_field_lookback_seconds", sluice_choice_get_look_back (self, table));
  set_time (entry, "sync_time_of_day", sluice_choice_get_time_of_day (self, table));
  if (sluice_choice_get_enabled_columns (self, table) != NULL)
    json_object_set_array_member (entry, "enabled_columns", columns_to_json (self, table));
  set_filters (entry, "row_filters", sluice_choice_get_row_filters (self, table));
  if (sluice_choice_get_cdc_table_mode (self) != SLUICE_CDC_TABLE_CONSOLIDATED)
    json_object_set_string_member (entry, "cdc_table_mode",
                                   sluice_cdc_table_mode_to_word (sluice_choice_get_cdc_table_mode (self)));
}
