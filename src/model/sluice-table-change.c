/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-change.h"

#include <glib/gi18n.h>

#include "sluice-estimate.h"
#include "sluice-json.h"
#include "sluice-table-change-private.h"
#include "sluice-table-edit-private.h"
#include "sluice-table-private.h"

/* So many names are read in a sentence. */
#define NAMES_SHOWN 5

G_DEFINE_ENUM_TYPE (SluiceTableChange,
                    sluice_table_change,
                    G_DEFINE_ENUM_VALUE (SLUICE_TABLE_UNCHANGED, "unchanged"),
                    G_DEFINE_ENUM_VALUE (SLUICE_TABLE_ADDED, "added"),
                    G_DEFINE_ENUM_VALUE (SLUICE_TABLE_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (SLUICE_TABLE_REMOVED, "removed"))

const char *
sluice_table_change_get_label (SluiceTableChange change)
{
  switch (change)
    {
    case SLUICE_TABLE_ADDED:
      /* Translators: here and below, a badge on a table that another look at the source found so. */
      return C_ ("table", "New");
    case SLUICE_TABLE_CHANGED:
      return C_ ("table", "Changed");
    case SLUICE_TABLE_REMOVED:
      return C_ ("table", "Gone");
    case SLUICE_TABLE_UNCHANGED:
    default:
      return "";
    }
}

SluiceTableDelta *
sluice_table_delta_new (SluiceTableChange change)
{
  SluiceTableDelta *self = g_new0 (SluiceTableDelta, 1);

  self->change = change;

  return self;
}

/* Names are not added any more once a delta is made. */
static void
names_share (SluiceDeltaNames *names)
{
  if (names->names != NULL)
    g_ptr_array_ref (names->names);
}

SluiceTableDelta *
sluice_table_delta_copy (const SluiceTableDelta *other)
{
  SluiceTableDelta *self = g_memdup2 (other, sizeof *other);

  if (self == NULL)
    return NULL;

  names_share (&self->columns_added);
  names_share (&self->columns_removed);
  names_share (&self->columns_retyped);
  self->was = g_strdup (other->was);

  return self;
}

static void
names_clear (SluiceDeltaNames *names)
{
  g_clear_pointer (&names->names, g_ptr_array_unref);
}

void
sluice_table_delta_free (SluiceTableDelta *self)
{
  names_clear (&self->columns_added);
  names_clear (&self->columns_removed);
  names_clear (&self->columns_retyped);
  g_free (self->was);
  g_free (self);
}

/* Takes @name. */
static void
names_take (SluiceDeltaNames *names, char *name)
{
  if (names->names == NULL)
    names->names = g_ptr_array_new_with_free_func (g_free);
  if (names->n++ < SLUICE_DELTA_NAMES)
    g_ptr_array_add (names->names, name);
  else
    g_free (name);
}

static GHashTable *
index_columns (SluiceTable *table)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < table->n_columns; i++)
    g_hash_table_insert (index, (char *) table->columns[i].name, (gpointer) &table->columns[i]);

  return index;
}

static void
compare_columns (SluiceTableDelta *self, SluiceTable *old, SluiceTable *new)
{
  g_autoptr (GHashTable) before = index_columns (old);
  g_autoptr (GHashTable) after = index_columns (new);

  for (guint i = 0; i < new->n_columns; i++)
    {
      const SluiceColumn *column = &new->columns[i];
      const SluiceColumn *was = g_hash_table_lookup (before, column->name);

      if (was == NULL)
        names_take (&self->columns_added, g_strdup (column->name));
      else if (!g_str_equal (was->type, column->type))
        /* Translators: a column and how its type changed: "total: integer → numeric". */
        names_take (&self->columns_retyped, g_strdup_printf (_ ("%s: %s → %s"), column->name, was->type, column->type));
    }
  for (guint i = 0; i < old->n_columns; i++)
    if (!g_hash_table_contains (after, old->columns[i].name))
      names_take (&self->columns_removed, g_strdup (old->columns[i].name));
}

/* What can be done at all, whatever is chosen. */
static guint
get_methods (SluiceTable *table)
{
  SluiceChoice choice;
  guint methods = 0;

  sluice_choice_lend (&choice, table);
  choice.extras = NULL;
  for (guint method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    if (sluice_choice_can_use (&choice, table, method))
      methods |= 1u << method;

  return methods;
}

static gboolean
is_same_cursor (const SluiceCursor *a, const SluiceCursor *b)
{
  return g_str_equal (a->field, b->field) && g_str_equal (a->type, b->type) &&
         g_str_equal (a->field_type, b->field_type) && a->nullable == b->nullable && a->indexed == b->indexed;
}

static gboolean
are_same_cursors (SluiceTable *a, SluiceTable *b)
{
  if (a->n_cursors != b->n_cursors)
    return FALSE;
  for (guint i = 0; i < a->n_cursors; i++)
    if (!is_same_cursor (&a->cursors[i], &b->cursors[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_same_strv (const char **a, const char **b)
{
  return a == b || (a != NULL && b != NULL && g_strv_equal ((const char *const *) a, (const char *const *) b));
}

static gboolean
is_significant (const SluiceTableDelta *self)
{
  /* That CDC has become possible is a setting of the server, and not the table's. */
  guint methods_new = self->methods_new & ~(1u << SLUICE_SYNC_METHOD_CDC);

  return self->columns_added.n > 0 || self->columns_removed.n > 0 || self->columns_retyped.n > 0 || self->key_changed ||
         self->cursors_changed || self->became_readable || self->became_unreadable || self->row_security_changed ||
         self->methods_gone != 0 || methods_new != 0;
}

SluiceTableDelta *
sluice_table_delta_compare (SluiceTable *old, SluiceTable *new)
{
  g_autoptr (SluiceTableDelta) self = sluice_table_delta_new (SLUICE_TABLE_CHANGED);
  guint before = get_methods (old);
  guint after = get_methods (new);

  compare_columns (self, old, new);
  self->key_changed = !is_same_strv (old->detected_keys, new->detected_keys);
  self->cursors_changed = !are_same_cursors (old, new);
  self->became_unreadable = old->permission_error == NULL && new->permission_error != NULL;
  self->became_readable = old->permission_error != NULL && new->permission_error == NULL;
  self->row_security_changed = (old->rls_warning == NULL) != (new->rls_warning == NULL);
  /* A table that cannot be read can do nothing, which need not be said. */
  if (old->permission_error == NULL && new->permission_error == NULL)
    {
      self->methods_gone = before & ~after;
      self->methods_new = after & ~before;
    }

  return is_significant (self) ? g_steal_pointer (&self) : NULL;
}

static gboolean
is_same_column (const SluiceColumn *a, const SluiceColumn *b)
{
  return g_str_equal (a->name, b->name) && g_str_equal (a->type, b->type) && a->nullable == b->nullable;
}

gboolean
sluice_table_has_same_words (SluiceTable *a, SluiceTable *b)
{
  if (g_strcmp0 (a->label, b->label) != 0 || g_strcmp0 (a->description, b->description) != 0 ||
      g_strcmp0 (a->permission_error, b->permission_error) != 0 || g_strcmp0 (a->rls_warning, b->rls_warning) != 0 ||
      g_strcmp0 (a->suggested_cursor, b->suggested_cursor) != 0 || a->cdc_available != b->cdc_available ||
      a->xmin_available != b->xmin_available || a->webhook_only != b->webhook_only ||
      a->supports_webhooks != b->supports_webhooks || a->incremental_available != b->incremental_available ||
      a->append_available != b->append_available || a->should_sync_default != b->should_sync_default ||
      a->key_detection_supported != b->key_detection_supported || a->n_columns != b->n_columns ||
      !is_same_strv (a->detected_keys, b->detected_keys) || !are_same_cursors (a, b))
    return FALSE;

  for (guint i = 0; i < a->n_columns; i++)
    if (!is_same_column (&a->columns[i], &b->columns[i]))
      return FALSE;

  return TRUE;
}

SluiceTableChange
sluice_table_get_change (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), SLUICE_TABLE_UNCHANGED);

  return self->delta != NULL ? self->delta->change : SLUICE_TABLE_UNCHANGED;
}

SluiceChoicePart
sluice_table_get_lost_parts (SluiceTable *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE (self), SLUICE_CHOICE_NONE);

  return self->delta != NULL ? self->delta->lost : SLUICE_CHOICE_NONE;
}

/* "a, b, c, d, e and 12 more". (transfer full) */
static char *
join_names (const SluiceDeltaNames *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->n, NAMES_SHOWN); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? _ (", ") : "", (const char *) g_ptr_array_index (names->names, i));
  if (names->n > NAMES_SHOWN)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, ngettext ("and %'u more", "and %'u more", names->n - NAMES_SHOWN),
                              names->n - NAMES_SHOWN);
    }

  return g_string_free_and_steal (text);
}

/* (transfer full) */
static char *
join_methods (guint methods)
{
  GString *text = g_string_new (NULL);

  for (guint method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    if ((methods & 1u << method) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", sluice_sync_method_get_phrase (method));

  return g_string_free_and_steal (text);
}

static void
add_column_sentences (const SluiceTableDelta *self, GPtrArray *sentences)
{
  g_autofree char *removed = join_names (&self->columns_removed);
  g_autofree char *added = join_names (&self->columns_added);
  g_autofree char *retyped = join_names (&self->columns_retyped);

  if (self->columns_removed.n > 0)
    /* Translators: here and below, %s are names of columns. */
    g_ptr_array_add (sentences,
                     g_strdup_printf (ngettext ("Column gone: %s.", "Columns gone: %s.", self->columns_removed.n),
                                      removed));
  if (self->columns_added.n > 0)
    g_ptr_array_add (sentences,
                     g_strdup_printf (ngettext ("New column: %s.", "New columns: %s.", self->columns_added.n), added));
  if (self->columns_retyped.n > 0)
    /* Translators: %s is like "total: integer → numeric". */
    g_ptr_array_add (sentences, g_strdup_printf (_ ("Other type: %s."), retyped));
}

static void
add_sentences (const SluiceTableDelta *self, GPtrArray *sentences)
{
  g_autofree char *gone = join_methods (self->methods_gone);
  g_autofree char *new = join_methods (self->methods_new);

  add_column_sentences (self, sentences);
  if (self->became_unreadable)
    g_ptr_array_add (sentences, g_strdup (_ ("It cannot be read any more.")));
  if (self->became_readable)
    g_ptr_array_add (sentences, g_strdup (_ ("It can be read now.")));
  if (self->key_changed)
    g_ptr_array_add (sentences, g_strdup (_ ("Its primary key is another one.")));
  if (self->row_security_changed)
    g_ptr_array_add (sentences, g_strdup (_ ("What row-level security hides is different.")));
  if (self->methods_gone != 0)
    /* Translators: here and below, %s are sync methods. */
    g_ptr_array_add (sentences, g_strdup_printf (_ ("No longer possible: %s."), gone));
  if (self->methods_new != 0)
    g_ptr_array_add (sentences, g_strdup_printf (_ ("Now possible: %s."), new));
  if (self->cursors_changed && sentences->len == 0)
    g_ptr_array_add (sentences, g_strdup (_ ("The columns that can serve as a cursor are different.")));
}

char *
sluice_table_dup_change_text (SluiceTable *self)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  const SluiceTableDelta *delta;

  g_return_val_if_fail (SLUICE_IS_TABLE (self), NULL);

  delta = self->delta;
  if (delta == NULL)
    return NULL;

  if (delta->change == SLUICE_TABLE_ADDED)
    g_ptr_array_add (sentences, g_strdup (_ ("It was not there at the last look.")));
  else if (delta->change == SLUICE_TABLE_REMOVED)
    g_ptr_array_add (sentences, g_strdup (_ ("The source no longer has this table.")));
  else
    add_sentences (delta, sentences);
  if (delta->lost != SLUICE_CHOICE_NONE && delta->was != NULL)
    /* Translators: %s is what was chosen for a table: "Incremental by updated_at". */
    g_ptr_array_add (sentences,
                     g_strdup_printf (_ ("Not everything that was chosen is still possible; it was: %s."), delta->was));

  return g_strjoinv (" ", (GStrv) sentences->pdata);
}

char *
sluice_table_list_dup_changes_text (SluiceTableList *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  g_autofree char *joined = NULL;
  guint added;
  guint changed;
  guint removed;

  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (self), NULL);

  added = sluice_table_list_count_changes (self, SLUICE_TABLE_ADDED);
  changed = sluice_table_list_count_changes (self, SLUICE_TABLE_CHANGED);
  removed = sluice_table_list_count_changes (self, SLUICE_TABLE_REMOVED);
  /* Translators: here and below, parts of a sentence about tables: "3 new, 2 changed, 1 gone". */
  if (added > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u new", "%'u new", added), added));
  if (changed > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u changed", "%'u changed", changed), changed));
  if (removed > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%'u gone", "%'u gone", removed), removed));
  if (parts->len == 0)
    return NULL;

  joined = g_strjoinv (_ (", "), (GStrv) parts->pdata);

  /* Translators: %s is like "3 new, 2 changed, 1 gone". */
  return g_strdup_printf (_ ("Tables since the last look: %s."), joined);
}

/* Takes away the mark of @only, or all for NULL; a marked table that is gone is taken out itself. */
static void
dismiss (SluiceTableList *self, SluiceTable *only)
{
  GPtrArray *left = g_ptr_array_new_with_free_func (g_object_unref);
  guint size = sluice_table_list_get_size (self);

  sluice_table_list_begin_edit (self);
  for (guint i = 0; i < size; i++)
    {
      SluiceTable *table = sluice_table_list_get (self, i);
      gboolean meant = table->delta != NULL && (only == NULL || only == table);

      if (meant && table->delta->change == SLUICE_TABLE_REMOVED)
        continue;
      if (meant)
        sluice_table_set_delta (table, NULL);
      g_ptr_array_add (left, g_object_ref (table));
    }
  sluice_table_list_replace (self, left);
  sluice_table_list_end_edit (self);
}

void
sluice_table_list_dismiss_changes (SluiceTableList *self)
{
  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));

  dismiss (self, NULL);
}

void
sluice_table_list_dismiss_change (SluiceTableList *self, SluiceTable *table)
{
  g_return_if_fail (SLUICE_IS_TABLE_LIST (self));
  g_return_if_fail (SLUICE_IS_TABLE (table) && table->list == self);

  dismiss (self, table);
}

static void
names_to_json (const SluiceDeltaNames *names, JsonObject *object, const char *member)
{
  JsonArray *array;

  if (names->n == 0)
    return;

  array = json_array_new ();
  for (guint i = 0; i < names->names->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (names->names, i));
  /* How many there are beyond those. */
  if (names->n > names->names->len)
    json_array_add_int_element (array, names->n - names->names->len);
  json_object_set_array_member (object, member, array);
}

static void
names_from_json (SluiceDeltaNames *names, JsonObject *object, const char *member)
{
  JsonArray *array = sluice_json_get_array (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (sluice_json_array_get_string (array, i) != NULL)
        names_take (names, g_strdup (sluice_json_array_get_string (array, i)));
      else if (names->n >= SLUICE_DELTA_NAMES && JSON_NODE_HOLDS_VALUE (node) &&
               json_node_get_value_type (node) == G_TYPE_INT64)
        names->n += CLAMP (json_node_get_int (node), 0, G_MAXUINT16);
    }
}

JsonObject *
sluice_table_delta_to_json (const SluiceTableDelta *self)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SLUICE_TYPE_TABLE_CHANGE);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "change", g_enum_get_value (klass, self->change)->value_nick);
  json_object_set_boolean_member (object, "was_selected", self->was_selected);
  names_to_json (&self->columns_added, object, "columns_added");
  names_to_json (&self->columns_removed, object, "columns_removed");
  names_to_json (&self->columns_retyped, object, "columns_retyped");
  json_object_set_boolean_member (object, "key_changed", self->key_changed);
  json_object_set_boolean_member (object, "cursors_changed", self->cursors_changed);
  json_object_set_boolean_member (object, "became_readable", self->became_readable);
  json_object_set_boolean_member (object, "became_unreadable", self->became_unreadable);
  json_object_set_boolean_member (object, "row_security_changed", self->row_security_changed);
  json_object_set_int_member (object, "methods_gone", self->methods_gone);
  json_object_set_int_member (object, "methods_new", self->methods_new);
  json_object_set_int_member (object, "lost", self->lost);
  if (self->was != NULL)
    json_object_set_string_member (object, "was", self->was);

  return object;
}

SluiceTableDelta *
sluice_table_delta_from_json (JsonObject *object)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (SLUICE_TYPE_TABLE_CHANGE);
  const char *nick = sluice_json_get_string (object, "change", NULL);
  const GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;
  SluiceTableDelta *self;

  if (value == NULL || value->value == SLUICE_TABLE_UNCHANGED)
    return NULL;

  self = sluice_table_delta_new (value->value);
  self->was_selected = sluice_json_get_boolean (object, "was_selected", FALSE);
  names_from_json (&self->columns_added, object, "columns_added");
  names_from_json (&self->columns_removed, object, "columns_removed");
  names_from_json (&self->columns_retyped, object, "columns_retyped");
  self->key_changed = sluice_json_get_boolean (object, "key_changed", FALSE);
  self->cursors_changed = sluice_json_get_boolean (object, "cursors_changed", FALSE);
  self->became_readable = sluice_json_get_boolean (object, "became_readable", FALSE);
  self->became_unreadable = sluice_json_get_boolean (object, "became_unreadable", FALSE);
  self->row_security_changed = sluice_json_get_boolean (object, "row_security_changed", FALSE);
  self->methods_gone = sluice_json_get_int (object, "methods_gone", 0);
  self->methods_new = sluice_json_get_int (object, "methods_new", 0);
  self->lost = sluice_json_get_int (object, "lost", 0) & SLUICE_CHOICE_ALL;
  self->was = g_strdup (sluice_json_get_string (object, "was", NULL));

  return self;
}
