/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-import.h"

#include <glib/gi18n.h>

#include "sluice-discard.h"
#include "sluice-json.h"
#include "sluice-plan-cdc.h"
#include "sluice-plan-export.h"
#include "sluice-plan-import-private.h"
#include "sluice-plan-private.h"
#include "sluice-table-edit-private.h"
#include "sluice-table-history.h"
#include "sluice-table-private.h"

struct _SluicePlanNote
{
  GObject parent_instance;

  SluicePlanNoteKind kind;
  char *name;
  char *text;
};

struct _SluicePlanImport
{
  GObject parent_instance;

  JsonNode *settings;    /* what the file says beside its tables: nobody else holds it */
  GArray *matches;       /* of SluicePlanMatch */
  GPtrArray *only_there; /* of SluicePlanMissing */
  GListStore *notes;
  guint n_changed;
  guint n_missing;
};

typedef enum
{
  NOTE_KIND = 1,
  NOTE_NAME,
  NOTE_TEXT,
} SluicePlanNoteProps;

static GParamSpec *note_properties[NOTE_TEXT + 1];

G_DEFINE_QUARK (sluice - plan - import - error, sluice_plan_import_error)
G_DEFINE_ENUM_TYPE (SluicePlanNoteKind,
                    sluice_plan_note_kind,
                    G_DEFINE_ENUM_VALUE (SLUICE_PLAN_NOTE_MISSING, "missing"),
                    G_DEFINE_ENUM_VALUE (SLUICE_PLAN_NOTE_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (SLUICE_PLAN_NOTE_ODD, "odd"))
G_DEFINE_FINAL_TYPE (SluicePlanNote, sluice_plan_note, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (SluicePlanImport, sluice_plan_import, G_TYPE_OBJECT)

static void
sluice_plan_note_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluicePlanNote *self = SLUICE_PLAN_NOTE (object);

  switch ((SluicePlanNoteProps) property_id)
    {
    case NOTE_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case NOTE_NAME:
      g_value_set_string (value, self->name);
      break;
    case NOTE_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_plan_note_finalize (GObject *object)
{
  SluicePlanNote *self = SLUICE_PLAN_NOTE (object);

  g_free (self->name);
  g_free (self->text);

  G_OBJECT_CLASS (sluice_plan_note_parent_class)->finalize (object);
}

static void
sluice_plan_note_class_init (SluicePlanNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_plan_note_get_property;
  object_class->finalize = sluice_plan_note_finalize;

  note_properties[NOTE_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, SLUICE_TYPE_PLAN_NOTE_KIND, SLUICE_PLAN_NOTE_MISSING, readable);
  note_properties[NOTE_NAME] = g_param_spec_string ("name", NULL, NULL, "", readable);
  note_properties[NOTE_TEXT] = g_param_spec_string ("text", NULL, NULL, "", readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (note_properties), note_properties);
}

static void
sluice_plan_note_init (SluicePlanNote *self)
{
}

static void
match_clear (gpointer data)
{
  SluicePlanMatch *self = data;

  sluice_choice_clear (&self->choice);
  g_object_unref (self->table);
}

static void
missing_free (gpointer data)
{
  SluicePlanMissing *self = data;

  g_free (self->name);
  g_free (self);
}

/* What an import has of each table. */
typedef struct
{
  GArray *matches;
  GPtrArray *only_there;
  GListStore *notes;
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_array_unref (self->matches);
  g_ptr_array_unref (self->only_there);
  g_object_unref (self->notes);
  g_free (self);
}

static void
sluice_plan_import_finalize (GObject *object)
{
  SluicePlanImport *self = SLUICE_PLAN_IMPORT (object);
  const Found found = { self->matches, self->only_there, self->notes };

  g_clear_pointer (&self->settings, json_node_unref);
  sluice_discard (g_memdup2 (&found, sizeof found), found_free);

  G_OBJECT_CLASS (sluice_plan_import_parent_class)->finalize (object);
}

static void
sluice_plan_import_class_init (SluicePlanImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_plan_import_finalize;
}

static void
sluice_plan_import_init (SluicePlanImport *self)
{
  self->matches = g_array_new (FALSE, FALSE, sizeof (SluicePlanMatch));
  g_array_set_clear_func (self->matches, match_clear);
  self->only_there = g_ptr_array_new_with_free_func (missing_free);
  self->notes = g_list_store_new (SLUICE_TYPE_PLAN_NOTE);
}

/* Takes @text. */
static void
add_note (GPtrArray *notes, SluicePlanNoteKind kind, const char *name, char *text)
{
  SluicePlanNote *note = g_object_new (SLUICE_TYPE_PLAN_NOTE, NULL);

  note->kind = kind;
  note->name = g_strdup (name);
  note->text = text;
  g_ptr_array_add (notes, note);
}

static gboolean
fail (GError **error, SluicePlanImportError code, char *message)
{
  g_autofree char *owned = message;

  g_set_error_literal (error, SLUICE_PLAN_IMPORT_ERROR, code, owned);

  return FALSE;
}

static gboolean
check_version (JsonObject *object, GError **error)
{
  gint64 version = sluice_json_get_int (object, "version", 0);

  if (g_strcmp0 (sluice_json_get_string (object, "format", NULL), SLUICE_PLAN_FORMAT) != 0)
    return fail (error, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN,
                 g_strdup (_ ("This file is not a plan that Sluice has exported.")));
  if (version > SLUICE_PLAN_FORMAT_VERSION)
    return fail (error, SLUICE_PLAN_IMPORT_ERROR_NEWER,
                 g_strdup (_ ("This plan was exported by a newer Sluice. Update Sluice to read it.")));
  if (version < 1)
    return fail (error, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN,
                 g_strdup (_ ("This plan does not say which version of the format it has.")));

  return TRUE;
}

gboolean
sluice_plan_import_check (JsonNode *root, GError **error)
{
  JsonObject *object;

  g_return_val_if_fail (root != NULL, FALSE);

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return fail (error, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN,
                 g_strdup (_ ("This file is not a plan that Sluice has exported.")));

  object = json_node_get_object (root);
  if (!check_version (object, error))
    return FALSE;
  if (sluice_json_get_string (object, "source_type", NULL) == NULL)
    return fail (error, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN,
                 g_strdup (_ ("This plan does not say which type of source it is for.")));
  if (sluice_json_get_array (object, "tables") == NULL)
    return fail (error, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN, g_strdup (_ ("This plan has no list of tables.")));

  return TRUE;
}

static gboolean
check_type (SluicePlan *plan, JsonObject *object, GError **error)
{
  const char *type = sluice_json_get_string (object, "source_type", "");
  const char *wanted = sluice_source_type_get_name (sluice_plan_get_source_type (plan));

  if (!g_str_equal (type, wanted))
    /* Translators: names of source types, such as "MySQL" and "Postgres". */
    return fail (error, SLUICE_PLAN_IMPORT_ERROR_OTHER_SOURCE,
                 g_strdup_printf (_ ("This plan is for %s; the tables here are of %s."), type, wanted));

  return TRUE;
}

/* What the file says of a table, beside what the plan calls it. (transfer full) */
static JsonObject *
copy_without_name (JsonObject *entry)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, entry);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    if (!g_str_equal (member, "name"))
      json_object_set_member (copy, member, json_node_copy (node));

  return copy;
}

static void
add_match (SluicePlanImport *self, SluiceTable *table, JsonObject *entry, GPtrArray *notes)
{
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonObject) choice = copy_without_name (entry);
  SluiceChoice now;
  SluicePlanMatch match = { .table = g_object_ref (table) };

  sluice_choice_init_recommended (&match.choice, table);
  sluice_choice_load_json (&match.choice, table, choice, refused);
  sluice_choice_lend (&now, table);
  self->n_changed += sluice_choice_diff_in_effect (&now, &match.choice, table) != SLUICE_CHOICE_NONE;
  for (guint i = 0; i < refused->len; i++)
    add_note (notes, SLUICE_PLAN_NOTE_REFUSED, table->name, g_strdup (g_ptr_array_index (refused, i)));
  g_array_append_val (self->matches, match);
}

static void
add_missing (SluicePlanImport *self, const char *name, JsonObject *entry)
{
  SluicePlanMissing *missing = g_new0 (SluicePlanMissing, 1);

  missing->name = g_strdup (name);
  missing->method = sluice_sync_method_from_word (sluice_json_get_string (entry, "method", NULL));
  g_ptr_array_add (self->only_there, missing);
}

static void
read_tables (SluicePlanImport *self, SluiceTableList *tables, JsonObject *object, GPtrArray *notes)
{
  JsonArray *array = sluice_json_get_array (object, "tables");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *entry = sluice_json_array_get_object (array, i);
      const char *name = sluice_json_get_string (entry, "name", NULL);
      SluiceTable *table = name != NULL ? sluice_table_list_lookup (tables, name) : NULL;

      if (name != NULL && table == NULL && sluice_json_get_boolean (entry, "selected", FALSE))
        add_missing (self, name, entry);
      if (name == NULL)
        add_note (notes, SLUICE_PLAN_NOTE_ODD, "",
                  /* Translators: %u is the position in a list. */
                  g_strdup_printf (_ ("Table %u of the file has no name."), i + 1));
      else if (!g_hash_table_add (seen, (char *) name))
        add_note (notes, SLUICE_PLAN_NOTE_ODD, name, g_strdup (_ ("The file names it twice; the first counts.")));
      else if (table == NULL)
        {
          self->n_missing++;
          add_note (notes, SLUICE_PLAN_NOTE_MISSING, name, g_strdup (_ ("The source does not have this table.")));
        }
      else
        add_match (self, table, entry, notes);
    }
}

/* Members that are to be text; what is something else is said, and left. */
static void
check_settings (JsonObject *object, GPtrArray *notes)
{
  static const char *const members[] = { "prefix",      "description", "frequency",
                                         "time_of_day", "new_tables",  "new_tables_pattern" };
  const char *time = sluice_json_get_string (object, "time_of_day", "");
  const char *frequency = sluice_json_get_string (object, "frequency", NULL);
  const char *new_tables = sluice_json_get_string (object, "new_tables", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (object, members[i]);

      if (node != NULL && !JSON_NODE_HOLDS_NULL (node) && sluice_json_get_string (object, members[i], NULL) == NULL)
        add_note (notes, SLUICE_PLAN_NOTE_ODD, members[i], g_strdup (_ ("What the file says is not understood.")));
    }
  if ((*time != '\0' && sluice_time_of_day_from_text (time) < 0))
    add_note (notes, SLUICE_PLAN_NOTE_ODD, "time_of_day", g_strdup (_ ("There is no such time of day.")));
  if (frequency != NULL && !sluice_frequency_from_word (frequency, NULL))
    add_note (notes, SLUICE_PLAN_NOTE_ODD, "frequency", g_strdup (_ ("There is no such frequency.")));
  if (new_tables != NULL && !sluice_new_tables_from_word (new_tables, NULL))
    add_note (notes, SLUICE_PLAN_NOTE_ODD, "new_tables", g_strdup (_ ("What the file says is not understood.")));
}

/* Another thread may own the document. */
JsonNode *
sluice_plan_import_copy_settings (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (JsonNode) shared = NULL;
  g_autofree char *text = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    if (!g_str_equal (member, "tables"))
      json_object_set_member (copy, member, json_node_copy (node));
  shared = sluice_json_take_object (copy);
  text = sluice_json_to_text (shared);

  return sluice_json_parse (text, -1, NULL);
}

JsonNode *
sluice_plan_import_parse (const char *data, gssize length, GError **error)
{
  g_autoptr (GError) fault = NULL;
  JsonNode *root = sluice_json_parse (data, length, &fault);

  if (root == NULL)
    /* Translators: %s says where reading failed. */
    fail (error, SLUICE_PLAN_IMPORT_ERROR_NOT_JSON,
          g_strdup_printf (_ ("The file is cut off or damaged: %s"), fault->message));

  return root;
}

SluicePlanImport *
sluice_plan_import_new (SluicePlan *plan, JsonNode *root, GError **error)
{
  g_autoptr (SluicePlanImport) self = NULL;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);
  g_return_val_if_fail (sluice_plan_get_source_type (plan) != NULL, NULL);
  g_return_val_if_fail (root != NULL, NULL);

  if (!sluice_plan_import_check (root, error) || !check_type (plan, json_node_get_object (root), error))
    return NULL;

  sluice_table_list_finish_edit (sluice_plan_get_tables (plan));
  self = g_object_new (SLUICE_TYPE_PLAN_IMPORT, NULL);
  self->settings = sluice_plan_import_copy_settings (json_node_get_object (root));
  check_settings (json_node_get_object (root), notes);
  read_tables (self, sluice_plan_get_tables (plan), json_node_get_object (root), notes);
  g_list_store_splice (self->notes, 0, 0, notes->pdata, notes->len);

  return g_steal_pointer (&self);
}

JsonObject *
sluice_plan_import_get_settings (SluicePlanImport *self)
{
  return json_node_get_object (self->settings);
}

GPtrArray *
sluice_plan_import_get_only_there (SluicePlanImport *self)
{
  return self->only_there;
}

GArray *
sluice_plan_import_get_matches (SluicePlanImport *self)
{
  return self->matches;
}

GListModel *
sluice_plan_import_get_notes (SluicePlanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_IMPORT (self), NULL);

  return G_LIST_MODEL (self->notes);
}

guint
sluice_plan_import_get_n_matched (SluicePlanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_IMPORT (self), 0);

  return self->matches->len;
}

guint
sluice_plan_import_get_n_changed (SluicePlanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_IMPORT (self), 0);

  return self->n_changed;
}

guint
sluice_plan_import_get_n_missing (SluicePlanImport *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_IMPORT (self), 0);

  return self->n_missing;
}

char *
sluice_plan_import_dup_summary (SluicePlanImport *self)
{
  g_autofree char *matched = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *missing = NULL;

  g_return_val_if_fail (SLUICE_IS_PLAN_IMPORT (self), NULL);

  matched = sluice_rows_to_string (self->matches->len);
  changed = sluice_rows_to_string (self->n_changed);
  missing = sluice_rows_to_string (self->n_missing);

  /* Translators: numbers of tables. */
  return g_strdup_printf (_ ("Tables that match: %s, of which change: %s. Missing here: %s."), matched, changed,
                          missing);
}

typedef struct
{
  SluicePlanImport *import;
  SluiceTableList *tables;
} Application;

static void
application_free (gpointer data)
{
  Application *self = data;

  g_object_unref (self->import);
  g_free (self);
}

static void
apply_step (guint position, gpointer user_data)
{
  Application *application = user_data;
  SluicePlanImport *self = application->import;
  JsonObject *object = sluice_plan_import_get_settings (self);
  SluiceTable *table;
  SluiceFrequency frequency;
  SluicePlanMatch *match;

  if (position == self->matches->len)
    {
      if (sluice_frequency_from_word (sluice_json_get_string (object, "frequency", NULL), &frequency))
        sluice_table_list_set_frequency (application->tables, frequency);
      return;
    }

  match = &g_array_index (self->matches, SluicePlanMatch, position);
  table = match->table->origin != NULL ? match->table->origin : match->table;
  if (table->list == application->tables)
    sluice_table_apply_choice (table, &match->choice, SLUICE_CHOICE_ALL);
}

void
sluice_plan_load_settings (SluicePlan *self, JsonObject *object)
{
  SluiceNewTables new_tables;

  if (sluice_json_get_string (object, "prefix", NULL) != NULL)
    sluice_plan_set_prefix (self, sluice_json_get_string (object, "prefix", ""));
  if (sluice_json_get_string (object, "description", NULL) != NULL)
    sluice_plan_set_description (self, sluice_json_get_string (object, "description", ""));
  if (sluice_json_get_string (object, "time_of_day", NULL) != NULL)
    sluice_plan_set_time_of_day (self, sluice_json_get_string (object, "time_of_day", ""));
  if (sluice_new_tables_from_word (sluice_json_get_string (object, "new_tables", NULL), &new_tables))
    sluice_plan_set_new_tables (self, new_tables);
  if (sluice_json_get_string (object, "new_tables_pattern", NULL) != NULL)
    sluice_plan_set_new_tables_pattern (self, sluice_json_get_string (object, "new_tables_pattern", ""));
  if (sluice_source_type_has_cdc (sluice_plan_get_source_type (self)) && sluice_json_get_object (object, "cdc") != NULL)
    sluice_cdc_load_json (sluice_plan_get_cdc (self), sluice_json_get_object (object, "cdc"));
}

void
sluice_plan_import_apply_tables (SluicePlanImport *self, SluicePlan *plan)
{
  SluiceTableList *tables;
  Application *application;

  g_return_if_fail (SLUICE_IS_PLAN_IMPORT (self));
  g_return_if_fail (SLUICE_IS_PLAN (plan));

  tables = sluice_plan_get_tables (plan);
  sluice_table_list_finish_edit (tables);
  /* Translators: what undo and redo would do. */
  sluice_table_history_describe (sluice_table_list_get_history (tables), _ ("Import a plan"));
  application = g_new0 (Application, 1);
  application->import = g_object_ref (self);
  application->tables = tables; /* drops what is left of the edit before it goes */
  sluice_table_edit_run (tables, self->matches->len + 1, apply_step, application, application_free);
}

void
sluice_plan_import_apply (SluicePlanImport *self, SluicePlan *plan)
{
  g_return_if_fail (SLUICE_IS_PLAN_IMPORT (self));
  g_return_if_fail (SLUICE_IS_PLAN (plan));

  sluice_plan_import_apply_tables (self, plan);
  sluice_plan_load_settings (plan, sluice_plan_import_get_settings (self));
}

SluicePlanNoteKind
sluice_plan_note_get_kind (SluicePlanNote *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_NOTE (self), SLUICE_PLAN_NOTE_ODD);

  return self->kind;
}

const char *
sluice_plan_note_get_name (SluicePlanNote *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_NOTE (self), "");

  return self->name;
}

const char *
sluice_plan_note_get_text (SluicePlanNote *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_NOTE (self), "");

  return self->text;
}
