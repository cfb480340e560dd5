/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-schema-drop-down.h"

/* So many schemas are a list to scan; more are one to search. */
#define SCHEMAS_TO_SCAN 10

struct _SluiceSchemaDropDown
{
  AdwBin parent_instance;

  SluiceTableList *tables;
  GPtrArray *names; /* of char: what the lines after the first mean */
  GHashTable *seen; /* the same names, to be found */
  char *schema;     /* the one that is chosen */
  gboolean filling; /* the lines change, not the choice */

  GtkDropDown *drop_down;
};

G_DEFINE_FINAL_TYPE (SluiceSchemaDropDown, sluice_schema_drop_down, ADW_TYPE_BIN)

typedef enum
{
  PROP_SCHEMA = 1,
} SluiceSchemaDropDownProps;

static GParamSpec *properties[PROP_SCHEMA + 1];

/* What is chosen, by the line; a copy, as the names go with the lines. */
static void
take_choice (SluiceSchemaDropDown *self)
{
  const guint selected = gtk_drop_down_get_selected (self->drop_down);
  const gboolean one = selected > 0 && selected <= self->names->len;

  if (g_set_str (&self->schema, one ? g_ptr_array_index (self->names, selected - 1) : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCHEMA]);
}

static void
selected_cb (SluiceSchemaDropDown *self)
{
  if (!self->filling)
    take_choice (self);
}

static void
fill (SluiceSchemaDropDown *self)
{
  g_autoptr (GtkStringList) lines = gtk_string_list_new (NULL);

  g_ptr_array_sort_values (self->names, (GCompareFunc) g_utf8_collate);
  /* Translators: a choice of database schemas */
  gtk_string_list_append (lines, _ ("All schemas"));
  for (guint i = 0; i < self->names->len; i++)
    gtk_string_list_append (lines, g_ptr_array_index (self->names, i));

  self->filling = TRUE;
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (lines));
  gtk_drop_down_set_enable_search (self->drop_down, self->names->len > SCHEMAS_TO_SCAN);
  gtk_drop_down_set_selected (self->drop_down, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), self->names->len > 1);
  self->filling = FALSE;
  take_choice (self);
}

static gboolean
add_schema (SluiceSchemaDropDown *self, const char *schema)
{
  char *name = NULL;

  if (schema == NULL || g_hash_table_contains (self->seen, schema))
    return FALSE;

  name = g_strdup (schema);
  g_ptr_array_add (self->names, name);
  g_hash_table_add (self->seen, name);

  return TRUE;
}

/* Of tables that are added while a list arrives, only the new ones are looked at. */
static void
tables_changed_cb (SluiceSchemaDropDown *self, guint position, guint removed, guint added)
{
  const guint n_tables = sluice_table_list_get_size (self->tables);
  const gboolean appended = removed == 0 && position > 0 && position + added == n_tables;
  gboolean others = !appended;

  if (!appended)
    {
      g_hash_table_remove_all (self->seen);
      g_ptr_array_set_size (self->names, 0);
      position = 0;
    }
  for (guint i = position; i < n_tables; i++)
    others |= add_schema (self, sluice_table_get_schema_name (sluice_table_list_get (self->tables, i)));

  if (others)
    fill (self);
}

static void
sluice_schema_drop_down_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((SluiceSchemaDropDownProps) prop_id)
    {
    case PROP_SCHEMA:
      g_value_set_string (value, SLUICE_SCHEMA_DROP_DOWN (object)->schema);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_schema_drop_down_dispose (GObject *object)
{
  g_clear_object (&SLUICE_SCHEMA_DROP_DOWN (object)->tables);

  G_OBJECT_CLASS (sluice_schema_drop_down_parent_class)->dispose (object);
}

static void
sluice_schema_drop_down_finalize (GObject *object)
{
  SluiceSchemaDropDown *self = SLUICE_SCHEMA_DROP_DOWN (object);

  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->names);
  g_free (self->schema);

  G_OBJECT_CLASS (sluice_schema_drop_down_parent_class)->finalize (object);
}

static void
sluice_schema_drop_down_class_init (SluiceSchemaDropDownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_schema_drop_down_get_property;
  object_class->dispose = sluice_schema_drop_down_dispose;
  object_class->finalize = sluice_schema_drop_down_finalize;

  properties[PROP_SCHEMA] = g_param_spec_string ("schema", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_schema_drop_down_init (SluiceSchemaDropDown *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Schema"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

void
sluice_schema_drop_down_set_tables (SluiceSchemaDropDown *self, SluiceTableList *tables)
{
  g_return_if_fail (SLUICE_IS_SCHEMA_DROP_DOWN (self));
  g_return_if_fail (SLUICE_IS_TABLE_LIST (tables) && self->tables == NULL);

  self->tables = g_object_ref (tables);
  g_signal_connect_object (tables, "items-changed", G_CALLBACK (tables_changed_cb), self, G_CONNECT_SWAPPED);
  tables_changed_cb (self, 0, 0, sluice_table_list_get_size (tables));
}

const char *
sluice_schema_drop_down_get_schema (SluiceSchemaDropDown *self)
{
  g_return_val_if_fail (SLUICE_IS_SCHEMA_DROP_DOWN (self), NULL);

  return self->schema;
}

void
sluice_schema_drop_down_clear (SluiceSchemaDropDown *self)
{
  g_return_if_fail (SLUICE_IS_SCHEMA_DROP_DOWN (self));

  gtk_drop_down_set_selected (self->drop_down, 0);
}
