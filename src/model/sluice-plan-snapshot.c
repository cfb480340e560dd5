/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-snapshot.h"

#include "sluice-choice-private.h"
#include "sluice-json.h"
#include "sluice-plan-private.h"
#include "sluice-table-change.h"
#include "sluice-table-private.h"

#define CACHE_LINE 64

typedef struct
{
  SluiceTable *table; /* a reference; only what never changes is read of it */
  SluiceChoice choice;
  SluiceTableLatest latest;
  gboolean is_kept; /* whether a draft has to remember the choice */
  gboolean is_gone;
} Entry;

struct _SluicePlanSnapshot
{
  gatomicrefcount refs;
  SluicePlan *settings; /* without tables, and never changed */
  GDateTime *taken_at;
  GArray *entries; /* of Entry */
};

G_DEFINE_BOXED_TYPE (SluicePlanSnapshot, sluice_plan_snapshot, sluice_plan_snapshot_ref, sluice_plan_snapshot_unref)

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  sluice_choice_clear (&entry->choice);
  sluice_table_latest_clear (&entry->latest);
  g_object_unref (entry->table);
}

/* Tables lie apart, and to fetch them is half of what it costs: so those that come next are asked for ahead. */
static void
fetch_ahead (SluiceTableList *tables, guint position, guint size)
{
  if (position + 8 < size)
    {
      const char *table = (const char *) sluice_table_list_get (tables, position + 8);

      for (gsize offset = 0; offset < sizeof (SluiceTable); offset += CACHE_LINE)
        __builtin_prefetch (table + offset);
    }
  if (position + 4 < size)
    __builtin_prefetch (sluice_table_list_get (tables, position + 4)->cursors);
}

static GArray *
copy_tables (SluiceTableList *tables)
{
  guint size = sluice_table_list_get_size (tables);
  GArray *entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), size);

  g_array_set_clear_func (entries, entry_clear);
  g_array_set_size (entries, size);
  for (guint i = 0; i < size; i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);
      Entry *entry = &g_array_index (entries, Entry, i);

      fetch_ahead (tables, i, size);
      entry->table = g_object_ref (table);
      sluice_choice_init (&entry->choice, table);
      sluice_table_latest_init (&entry->latest, table);
      entry->is_kept = sluice_choice_is_worth_keeping (&entry->choice, table);
      entry->is_gone = sluice_table_get_change (table) == SLUICE_TABLE_REMOVED;
    }

  return entries;
}

SluicePlanSnapshot *
sluice_plan_snapshot_new (SluicePlan *plan)
{
  SluicePlanSnapshot *self;

  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  self = g_new0 (SluicePlanSnapshot, 1);
  g_atomic_ref_count_init (&self->refs);
  self->settings = sluice_plan_copy_settings (plan);
  self->taken_at = g_date_time_new_now_utc ();
  self->entries = copy_tables (sluice_plan_get_tables (plan));

  return self;
}

SluicePlanSnapshot *
sluice_plan_snapshot_ref (SluicePlanSnapshot *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
sluice_plan_snapshot_unref (SluicePlanSnapshot *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_object_unref (self->settings);
  g_date_time_unref (self->taken_at);
  g_array_unref (self->entries);
  g_free (self);
}

SluicePlan *
sluice_plan_snapshot_thaw (SluicePlanSnapshot *self)
{
  SluicePlan *plan;
  g_autoptr (GPtrArray) tables = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  plan = sluice_plan_copy_settings (self->settings);
  tables = g_ptr_array_new_full (self->entries->len, g_object_unref);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      g_ptr_array_add (tables, sluice_table_new_copy (entry->table, &entry->choice, &entry->latest));
    }
  sluice_table_list_append (sluice_plan_get_tables (plan), tables);

  return plan;
}

JsonNode *
sluice_plan_snapshot_export (SluicePlanSnapshot *self)
{
  JsonObject *object;
  JsonArray *tables;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (sluice_plan_get_source_type (self->settings) != NULL, NULL);

  object = sluice_plan_export_settings (self->settings, self->taken_at);
  tables = json_array_sized_new (self->entries->len);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      g_autoptr (JsonObject) choice = NULL;
      JsonObject *table;

      if (entry->is_gone)
        continue;
      choice = sluice_choice_to_json (&entry->choice);
      table = json_object_new ();
      json_object_set_string_member (table, "name", entry->table->name);
      sluice_json_copy_members (table, choice);
      json_array_add_object_element (tables, table);
    }
  json_object_set_array_member (object, "tables", tables);

  return sluice_json_take_object (object);
}

JsonNode *
sluice_plan_snapshot_to_draft (SluicePlanSnapshot *self)
{
  JsonObject *object;
  JsonObject *choices;

  g_return_val_if_fail (self != NULL, NULL);

  object = sluice_plan_draft_settings (self->settings);
  choices = json_object_new ();
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->is_kept)
        json_object_set_object_member (choices, entry->table->name, sluice_choice_to_json (&entry->choice));
    }
  json_object_set_object_member (object, "choices", choices);

  return sluice_json_take_object (object);
}

char *
sluice_plan_snapshot_tables_to_text (SluicePlanSnapshot *self)
{
  g_autoptr (JsonNode) head = NULL;
  JsonObject *object;
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  sluice_json_set_time (object, "discovered_at", sluice_plan_get_discovered_at (self->settings));
  head = sluice_json_take_object (object);
  text = g_string_new_take (sluice_json_to_text (head));
  /* The brace that ends it comes after the tables. */
  g_string_truncate (text, text->len - 1);
  g_string_append (text, ",\"tables\":[");
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      g_autoptr (JsonNode) facts = sluice_table_facts_at_to_json (entry->table, &entry->latest);
      g_autofree char *table = sluice_json_to_text (facts);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", table);
    }
  g_string_append (text, "]}");

  return g_string_free_and_steal (text);
}
