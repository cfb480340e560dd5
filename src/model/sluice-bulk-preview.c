/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-bulk-preview.h"

#include <glib/gi18n.h>

#include "sluice-bulk-private.h"
#include "sluice-estimate.h"
#include "sluice-table-edit-private.h"
#include "sluice-table-history-private.h"
#include "sluice-table-private.h"

/* As an edit in pieces. */
#define PIECE_USEC 6000
#define LOOK_EVERY 64

/* What would happen to one table. */
typedef struct
{
  SluiceTable *table; /* kept by "tables" */
  SluiceChoice before;
  SluiceChoice after;
  const char *obstacle; /* kept by "obstacles" */
  guint16 parts;        /* in effect */
  guint16 rule;
  gboolean included;
} Entry;

struct _SluiceBulkPreview
{
  GObject parent_instance;

  SluiceTableList *list;
  GPtrArray *tables;
  SluiceBulkProgram *program;
  GArray *entries;
  GPtrArray *changes; /* of SluiceBulkChange, NULL until asked for */
  GHashTable *obstacles;
  guint n_looked;
  guint n_changes;
  guint n_obstacles;
  guint n_unchanged;
  guint source_id;
};

struct _SluiceBulkChange
{
  GObject parent_instance;

  SluiceBulkPreview *preview;
  guint position;
};

typedef enum
{
  CHANGE_TABLE = 1,
  CHANGE_RULE,
  CHANGE_FROM,
  CHANGE_TO,
  CHANGE_OBSTACLE,
  CHANGE_INCLUDED,
} SluiceBulkChangeProps;

static GParamSpec *change_properties[CHANGE_INCLUDED + 1];

typedef enum
{
  PREVIEW_BUSY = 1,
  PREVIEW_N_CHANGES,
  PREVIEW_N_OBSTACLES,
  PREVIEW_N_UNCHANGED,
  PREVIEW_SUMMARY,
} SluiceBulkPreviewProps;

static GParamSpec *preview_properties[PREVIEW_SUMMARY + 1];

G_DEFINE_FINAL_TYPE (SluiceBulkChange, sluice_bulk_change, G_TYPE_OBJECT)

static Entry *
get_entry (SluiceBulkChange *self)
{
  return &g_array_index (self->preview->entries, Entry, self->position);
}

static void
sluice_bulk_change_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceBulkChange *self = SLUICE_BULK_CHANGE (object);

  switch ((SluiceBulkChangeProps) property_id)
    {
    case CHANGE_TABLE:
      g_value_set_object (value, get_entry (self)->table);
      break;
    case CHANGE_RULE:
      g_value_set_uint (value, get_entry (self)->rule);
      break;
    case CHANGE_FROM:
      g_value_take_string (value, sluice_bulk_change_dup_from (self));
      break;
    case CHANGE_TO:
      g_value_take_string (value, sluice_bulk_change_dup_to (self));
      break;
    case CHANGE_OBSTACLE:
      g_value_set_string (value, get_entry (self)->obstacle);
      break;
    case CHANGE_INCLUDED:
      g_value_set_boolean (value, get_entry (self)->included);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_bulk_change_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  if (property_id == CHANGE_INCLUDED)
    sluice_bulk_change_set_included (SLUICE_BULK_CHANGE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
sluice_bulk_change_finalize (GObject *object)
{
  SluiceBulkChange *self = SLUICE_BULK_CHANGE (object);

  g_ptr_array_index (self->preview->changes, self->position) = NULL;
  g_object_unref (self->preview);

  G_OBJECT_CLASS (sluice_bulk_change_parent_class)->finalize (object);
}

static void
sluice_bulk_change_class_init (SluiceBulkChangeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_bulk_change_get_property;
  object_class->set_property = sluice_bulk_change_set_property;
  object_class->finalize = sluice_bulk_change_finalize;

  change_properties[CHANGE_TABLE] = g_param_spec_object ("table", NULL, NULL, SLUICE_TYPE_TABLE, readable);
  change_properties[CHANGE_RULE] = g_param_spec_uint ("rule", NULL, NULL, 0, G_MAXUINT16, 0, readable);
  change_properties[CHANGE_FROM] = g_param_spec_string ("from", NULL, NULL, "", readable);
  change_properties[CHANGE_TO] = g_param_spec_string ("to", NULL, NULL, "", readable);
  change_properties[CHANGE_OBSTACLE] = g_param_spec_string ("obstacle", NULL, NULL, NULL, readable);
  change_properties[CHANGE_INCLUDED] =
      g_param_spec_boolean ("included", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (change_properties), change_properties);
}

static void
sluice_bulk_change_init (SluiceBulkChange *self)
{
}

static GType
sluice_bulk_preview_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_BULK_CHANGE;
}

static guint
sluice_bulk_preview_get_n_items (GListModel *model)
{
  return SLUICE_BULK_PREVIEW (model)->changes->len;
}

/* Changes are made as they are asked for, and one of a position at a time: there may be 100,000. */
static gpointer
sluice_bulk_preview_get_item (GListModel *model, guint position)
{
  SluiceBulkPreview *self = SLUICE_BULK_PREVIEW (model);
  SluiceBulkChange *change;

  if (position >= self->changes->len)
    return NULL;

  change = g_ptr_array_index (self->changes, position);
  if (change != NULL)
    return g_object_ref (change);

  change = g_object_new (SLUICE_TYPE_BULK_CHANGE, NULL);
  change->preview = g_object_ref (self);
  change->position = position;
  g_ptr_array_index (self->changes, position) = change;

  return change;
}

static void
sluice_bulk_preview_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_bulk_preview_get_item_type;
  iface->get_n_items = sluice_bulk_preview_get_n_items;
  iface->get_item = sluice_bulk_preview_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceBulkPreview,
                               sluice_bulk_preview,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, sluice_bulk_preview_model_init))

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  sluice_choice_clear (&entry->before);
  sluice_choice_clear (&entry->after);
}

static void
sluice_bulk_preview_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceBulkPreview *self = SLUICE_BULK_PREVIEW (object);

  switch ((SluiceBulkPreviewProps) property_id)
    {
    case PREVIEW_BUSY:
      g_value_set_boolean (value, sluice_bulk_preview_get_busy (self));
      break;
    case PREVIEW_N_CHANGES:
      g_value_set_uint (value, self->n_changes);
      break;
    case PREVIEW_N_OBSTACLES:
      g_value_set_uint (value, self->n_obstacles);
      break;
    case PREVIEW_N_UNCHANGED:
      g_value_set_uint (value, self->n_unchanged);
      break;
    case PREVIEW_SUMMARY:
      g_value_take_string (value, sluice_bulk_preview_dup_summary (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_bulk_preview_finalize (GObject *object)
{
  SluiceBulkPreview *self = SLUICE_BULK_PREVIEW (object);

  g_clear_handle_id (&self->source_id, g_source_remove);
  g_array_unref (self->entries);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->tables);
  g_hash_table_unref (self->obstacles);
  g_clear_pointer (&self->program, sluice_bulk_program_free);
  g_object_unref (self->list);

  G_OBJECT_CLASS (sluice_bulk_preview_parent_class)->finalize (object);
}

static void
sluice_bulk_preview_class_init (SluiceBulkPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_bulk_preview_get_property;
  object_class->finalize = sluice_bulk_preview_finalize;

  preview_properties[PREVIEW_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  preview_properties[PREVIEW_N_CHANGES] = g_param_spec_uint ("n-changes", NULL, NULL, 0, G_MAXUINT, 0, readable);
  preview_properties[PREVIEW_N_OBSTACLES] = g_param_spec_uint ("n-obstacles", NULL, NULL, 0, G_MAXUINT, 0, readable);
  preview_properties[PREVIEW_N_UNCHANGED] = g_param_spec_uint ("n-unchanged", NULL, NULL, 0, G_MAXUINT, 0, readable);
  preview_properties[PREVIEW_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, "", readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (preview_properties), preview_properties);
}

static void
sluice_bulk_preview_init (SluiceBulkPreview *self)
{
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->changes = g_ptr_array_new ();
  self->obstacles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* One copy of each sentence: thousands of tables have the same. Takes @obstacle. */
static const char *
keep_obstacle (SluiceBulkPreview *self, char *obstacle)
{
  gpointer kept;

  if (obstacle == NULL)
    return NULL;
  if (g_hash_table_lookup_extended (self->obstacles, obstacle, &kept, NULL))
    {
      g_free (obstacle);
      return kept;
    }

  g_hash_table_add (self->obstacles, obstacle);

  return obstacle;
}

static void
look_at (SluiceBulkPreview *self, SluiceTable *table)
{
  Entry entry = { .table = table };
  char *obstacle = NULL;
  int rule;

  sluice_choice_init (&entry.before, table);
  sluice_choice_copy (&entry.after, &entry.before);
  rule = sluice_bulk_program_run (self->program, table, &entry.after, &obstacle);
  entry.rule = MAX (rule, 0);
  entry.obstacle = keep_obstacle (self, obstacle);
  entry.parts = entry.obstacle == NULL ? sluice_choice_diff_in_effect (&entry.before, &entry.after, table) : 0;
  entry.included = entry.parts != 0;
  if (entry.parts == 0 && entry.obstacle == NULL)
    {
      clear_entry (&entry);
      self->n_unchanged++;
      return;
    }

  self->n_changes += entry.included;
  self->n_obstacles += !entry.included;
  g_array_append_val (self->entries, entry);
}

static void
tell_numbers (SluiceBulkPreview *self, gboolean was_busy)
{
  for (guint property = PREVIEW_N_CHANGES; property <= PREVIEW_SUMMARY; property++)
    g_object_notify_by_pspec (G_OBJECT (self), preview_properties[property]);
  if (was_busy != sluice_bulk_preview_get_busy (self))
    g_object_notify_by_pspec (G_OBJECT (self), preview_properties[PREVIEW_BUSY]);
}

/* Looks at tables for so long, 0 for all of them, and tells what came of it. */
static void
look_further (SluiceBulkPreview *self, gint64 usec)
{
  gint64 end = g_get_monotonic_time () + usec;
  gboolean was_busy = sluice_bulk_preview_get_busy (self);
  guint before = self->changes->len;

  while (self->n_looked < self->tables->len)
    {
      look_at (self, g_ptr_array_index (self->tables, self->n_looked++));
      if (usec > 0 && self->n_looked % LOOK_EVERY == 0 && g_get_monotonic_time () >= end)
        break;
    }
  g_ptr_array_set_size (self->changes, self->entries->len);
  if (self->entries->len > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->entries->len - before);
  tell_numbers (self, was_busy);
}

static gboolean
look_cb (gpointer user_data)
{
  SluiceBulkPreview *self = user_data;

  look_further (self, PIECE_USEC);
  if (sluice_bulk_preview_get_busy (self))
    return G_SOURCE_CONTINUE;

  self->source_id = 0;

  return G_SOURCE_REMOVE;
}

SluiceBulkPreview *
sluice_bulk_preview_new (SluiceTableList *list, GPtrArray *tables, SluiceBulkProgram *program)
{
  SluiceBulkPreview *self = g_object_new (SLUICE_TYPE_BULK_PREVIEW, NULL);

  sluice_table_list_finish_edit (list);
  self->list = g_object_ref (list);
  self->program = program;
  self->tables = g_ptr_array_new_full (tables->len, g_object_unref);
  for (guint i = 0; i < tables->len; i++)
    g_ptr_array_add (self->tables, g_object_ref (g_ptr_array_index (tables, i)));
  look_further (self, PIECE_USEC);
  if (sluice_bulk_preview_get_busy (self))
    {
      self->source_id = g_idle_add (look_cb, self);
      g_source_set_name_by_id (self->source_id, "[sluice] bulk preview");
    }

  return self;
}

gboolean
sluice_bulk_preview_get_busy (SluiceBulkPreview *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_PREVIEW (self), FALSE);

  return self->n_looked < self->tables->len;
}

guint
sluice_bulk_preview_get_n_changes (SluiceBulkPreview *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_PREVIEW (self), 0);

  return self->n_changes;
}

guint
sluice_bulk_preview_get_n_obstacles (SluiceBulkPreview *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_PREVIEW (self), 0);

  return self->n_obstacles;
}

guint
sluice_bulk_preview_get_n_unchanged (SluiceBulkPreview *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_PREVIEW (self), 0);

  return self->n_unchanged;
}

char *
sluice_bulk_preview_dup_summary (SluiceBulkPreview *self)
{
  g_autofree char *changes = NULL;
  g_autofree char *obstacles = NULL;
  g_autofree char *unchanged = NULL;
  g_autofree char *changing = NULL;
  g_autofree char *staying = NULL;

  g_return_val_if_fail (SLUICE_IS_BULK_PREVIEW (self), NULL);

  changes = sluice_rows_to_string (self->n_changes);
  obstacles = sluice_rows_to_string (self->n_obstacles);
  unchanged = sluice_rows_to_string (sluice_bulk_preview_get_n_unchanged (self));
  /* Translators: here and below, %s is a number of tables; the parts of a sentence: "212 tables change, 3 cannot, 97
   * stay as they are". */
  changing = g_strdup_printf (ngettext ("%s table changes", "%s tables change", self->n_changes), changes);
  staying = g_strdup_printf (ngettext ("%s stays as it is", "%s stay as they are", self->n_unchanged), unchanged);
  if (self->n_obstacles == 0)
    /* Translators: "212 tables change", "97 stay as they are". */
    return g_strdup_printf (_ ("%s, %s"), changing, staying);

  /* Translators: "212 tables change", "3", "97 stay as they are". */
  return g_strdup_printf (_ ("%s, %s cannot, %s"), changing, obstacles, staying);
}

typedef struct
{
  SluiceBulkPreview *preview;
  GArray *positions;
} Applying;

static void
apply_step (guint position, gpointer user_data)
{
  Applying *applying = user_data;
  Entry *entry =
      &g_array_index (applying->preview->entries, Entry, g_array_index (applying->positions, guint, position));

  sluice_table_apply_choice (entry->table, &entry->after, sluice_choice_diff (&entry->before, &entry->after));
}

static void
apply_done (gpointer user_data)
{
  Applying *applying = user_data;

  g_array_unref (applying->positions);
  g_object_unref (applying->preview);
  g_free (applying);
}

/* Whether the table is still what was looked at. */
static gboolean
is_as_shown (SluiceBulkPreview *self, const Entry *entry)
{
  SluiceChoice now;

  sluice_choice_lend (&now, entry->table);

  return entry->table->list == self->list && sluice_choice_diff (&now, &entry->before) == 0;
}

/* Several rules do several things; one that does one thing is named by it. */
static void
describe (SluiceBulkPreview *self, GArray *positions)
{
  g_autofree char *number = sluice_rows_to_string (positions->len);
  g_autofree char *description = NULL;
  guint16 rule = g_array_index (self->entries, Entry, g_array_index (positions, guint, 0)).rule;

  for (guint i = 1; i < positions->len; i++)
    if (g_array_index (self->entries, Entry, g_array_index (positions, guint, i)).rule != rule)
      {
        /* Translators: what undo and redo would do; %s is a number of tables. */
        description =
            g_strdup_printf (ngettext ("Bulk edit of %s table", "Bulk edit of %s tables", positions->len), number);
        sluice_table_history_describe (sluice_table_list_get_history (self->list), description);
        return;
      }
}

guint
sluice_bulk_preview_apply (SluiceBulkPreview *self)
{
  Applying *applying;
  guint n;

  g_return_val_if_fail (SLUICE_IS_BULK_PREVIEW (self), 0);

  g_clear_handle_id (&self->source_id, g_source_remove);
  if (sluice_bulk_preview_get_busy (self))
    look_further (self, 0);
  sluice_table_list_finish_edit (self->list);

  applying = g_new0 (Applying, 1);
  applying->preview = g_object_ref (self);
  applying->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->included && is_as_shown (self, entry))
        g_array_append_val (applying->positions, i);
    }
  n = applying->positions->len;
  if (n > 0)
    describe (self, applying->positions);
  sluice_table_edit_run (self->list, n, apply_step, applying, apply_done);

  return n;
}

SluiceTable *
sluice_bulk_change_get_table (SluiceBulkChange *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CHANGE (self), NULL);

  return get_entry (self)->table;
}

SluiceChoicePart
sluice_bulk_change_get_parts (SluiceBulkChange *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CHANGE (self), SLUICE_CHOICE_NONE);

  return get_entry (self)->parts;
}

guint
sluice_bulk_change_get_rule (SluiceBulkChange *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CHANGE (self), 0);

  return get_entry (self)->rule;
}

char *
sluice_bulk_change_dup_from (SluiceBulkChange *self)
{
  Entry *entry;

  g_return_val_if_fail (SLUICE_IS_BULK_CHANGE (self), NULL);

  entry = get_entry (self);
  if (entry->obstacle != NULL)
    return sluice_choice_dup_text (&entry->before, entry->table, SLUICE_CHOICE_ALL & ~SLUICE_CHOICE_SELECTED);

  return sluice_choice_dup_parts_text (&entry->before, entry->table, entry->parts);
}

char *
sluice_bulk_change_dup_to (SluiceBulkChange *self)
{
  Entry *entry;

  g_return_val_if_fail (SLUICE_IS_BULK_CHANGE (self), NULL);

  entry = get_entry (self);

  return entry->obstacle == NULL ? sluice_choice_dup_parts_text (&entry->after, entry->table, entry->parts) :
                                   g_strdup ("");
}

const char *
sluice_bulk_change_get_obstacle (SluiceBulkChange *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CHANGE (self), NULL);

  return get_entry (self)->obstacle;
}

gboolean
sluice_bulk_change_get_included (SluiceBulkChange *self)
{
  g_return_val_if_fail (SLUICE_IS_BULK_CHANGE (self), FALSE);

  return get_entry (self)->included;
}

void
sluice_bulk_change_set_included (SluiceBulkChange *self, gboolean included)
{
  Entry *entry;

  g_return_if_fail (SLUICE_IS_BULK_CHANGE (self));

  entry = get_entry (self);
  included = !!included;
  if (entry->included == included || entry->obstacle != NULL)
    return;

  entry->included = included;
  self->preview->n_changes += included ? 1 : -1;
  self->preview->n_unchanged += included ? -1 : 1;
  g_object_notify_by_pspec (G_OBJECT (self), change_properties[CHANGE_INCLUDED]);
  tell_numbers (self->preview, sluice_bulk_preview_get_busy (self->preview));
}
