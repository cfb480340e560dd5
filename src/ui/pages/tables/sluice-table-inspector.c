/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-table-advice.h"
#include "sluice-table-cells.h"
#include "sluice-table-inspector.h"
#include "sluice-table-rows.h"

/* A list box makes all its rows at once: a table of a thousand columns shows these and counts the others. */
#define MAX_COLUMN_ROWS 60

struct _SluiceTableInspector
{
  AdwBin parent_instance;

  SluiceTableList *tables;
  SluiceTable *table;
  gulong table_changed_id;
  gulong plan_frequency_id;
  gulong assumptions_id;
  gboolean updating; /* the rows follow the table, and not the table the rows */

  GArray *methods;       /* of SluiceSyncMethod: what the rows of “method” mean */
  GPtrArray *keys;       /* of GStrv: the same for “key” */
  GPtrArray *shown_rows; /* what stands in the group “columns”, borrowed */

  GtkLabel *name;
  GtkLabel *facts;
  SluiceTableAdvice *advice;
  AdwPreferencesGroup *choices;
  AdwComboRow *method;
  AdwComboRow *cursor;
  AdwComboRow *key;
  AdwComboRow *frequency;
  AdwPreferencesGroup *columns;
};

G_DEFINE_FINAL_TYPE (SluiceTableInspector, sluice_table_inspector, ADW_TYPE_BIN)

enum
{
  SIGNAL_CLOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
close_clicked_cb (SluiceTableInspector *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

static void
method_selected_cb (SluiceTableInspector *self)
{
  const guint selected = adw_combo_row_get_selected (self->method);

  if (!self->updating && selected < self->methods->len)
    sluice_table_set_method (self->table, g_array_index (self->methods, SluiceSyncMethod, selected));
}

static void
cursor_selected_cb (SluiceTableInspector *self)
{
  const guint selected = adw_combo_row_get_selected (self->cursor);
  guint n_cursors = 0;
  const SluiceCursor *cursors = NULL;

  if (self->updating)
    return;

  cursors = sluice_table_get_cursors (self->table, &n_cursors);
  if (selected < n_cursors)
    sluice_table_set_cursor (self->table, cursors[selected].field);
}

static void
key_selected_cb (SluiceTableInspector *self)
{
  const guint selected = adw_combo_row_get_selected (self->key);

  if (!self->updating && selected < self->keys->len)
    sluice_table_set_primary_keys (self->table, g_ptr_array_index (self->keys, selected));
}

static void
frequency_selected_cb (SluiceTableInspector *self)
{
  const guint selected = adw_combo_row_get_selected (self->frequency);

  /* The first line is “as the plan says”, which is -1. */
  if (!self->updating && selected != GTK_INVALID_LIST_POSITION)
    sluice_table_set_frequency (self->table, (int) selected - 1);
}

static void
choose_key_cb (SluiceTableInspector *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->key));
  gtk_widget_activate (GTK_WIDGET (self->key));
}

/* What had the focus is gone: it goes to what is left to look at. */
static void
applied_cb (SluiceTableInspector *self)
{
  if (!gtk_widget_child_focus (GTK_WIDGET (self->advice), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (self->method));
}

static void
set_strings (AdwComboRow *row, GStrvBuilder *builder)
{
  g_auto (GStrv) strings = g_strv_builder_end (builder);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) strings);

  adw_combo_row_set_model (row, G_LIST_MODEL (model));
}

static void
fill_methods (SluiceTableInspector *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_array_set_size (self->methods, 0);
  for (SluiceSyncMethod method = SLUICE_SYNC_METHOD_FULL_REFRESH; method <= SLUICE_SYNC_METHOD_WEBHOOK; method++)
    {
      const gboolean chosen = sluice_table_get_method (self->table) == method;

      /* CDC is not offered until something checks what it needs. */
      if (!chosen && (method == SLUICE_SYNC_METHOD_CDC || !sluice_table_can_use (self->table, method)))
        continue;

      g_array_append_val (self->methods, method);
      g_strv_builder_add (builder, sluice_sync_method_get_label (method));
    }
  set_strings (self->method, builder);
}

static void
fill_cursors (SluiceTableInspector *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_cursors = 0;
  const SluiceCursor *cursors = sluice_table_get_cursors (self->table, &n_cursors);

  for (guint i = 0; i < n_cursors; i++)
    g_strv_builder_add (builder, cursors[i].field);
  set_strings (self->cursor, builder);
}

static void
add_key (SluiceTableInspector *self, GStrvBuilder *builder, const char *const *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    if (g_strv_equal (g_ptr_array_index (self->keys, i), key))
      return;

  g_ptr_array_add (self->keys, g_strdupv ((char **) key));
  g_strv_builder_take (builder, g_strjoinv (", ", (char **) key));
}

/* The key there is, or that there is none, and each single column. */
static void
fill_keys (SluiceTableInspector *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *detected = sluice_table_get_detected_keys (self->table);
  const char *const *current = sluice_table_get_primary_keys (self->table);
  guint n_columns = 0;
  const SluiceColumn *columns = sluice_table_get_columns (self->table, &n_columns);

  g_ptr_array_set_size (self->keys, 0);
  if (detected != NULL && detected[0] != NULL)
    add_key (self, builder, detected);
  if (current != NULL && current[0] != NULL)
    add_key (self, builder, current);
  if (detected == NULL && (current == NULL || g_ascii_strcasecmp (current[0], "id") != 0))
    {
      g_ptr_array_add (self->keys, g_new0 (char *, 1));
      /* Translators: no primary key is chosen */
      g_strv_builder_add (builder, C_ ("primary key", "None"));
    }
  for (guint i = 0; i < n_columns; i++)
    add_key (self, builder, (const char *const[]) { columns[i].name, NULL });
  set_strings (self->key, builder);
}

static void
fill_frequencies (SluiceTableInspector *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const SluiceFrequency plan = sluice_table_list_get_frequency (self->tables);

  /* Translators: a table syncs as often as the whole source does; %s is how often, such as “24 hours” */
  g_strv_builder_take (builder, g_strdup_printf (_ ("As the plan: %s"), sluice_frequency_get_label (plan)));
  for (SluiceFrequency frequency = 0; frequency <= SLUICE_FREQUENCY_LAST; frequency++)
    g_strv_builder_add (builder, sluice_frequency_get_label (frequency));
  set_strings (self->frequency, builder);
}

static AdwActionRow *
new_row (const char *title, const char *subtitle)
{
  return g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, "subtitle-lines",
                       0, NULL);
}

static void
add_row (SluiceTableInspector *self, AdwPreferencesGroup *group, AdwActionRow *row)
{
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_ptr_array_add (self->shown_rows, row);
}

static void
remove_rows (SluiceTableInspector *self)
{
  for (guint i = 0; i < self->shown_rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->shown_rows, i);
      AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP));

      adw_preferences_group_remove (group, row);
    }
  g_ptr_array_set_size (self->shown_rows, 0);
}

static void
add_tag (AdwActionRow *row, const char *text)
{
  GtkWidget *tag = gtk_label_new (text);

  gtk_widget_add_css_class (tag, "tag");
  gtk_widget_add_css_class (tag, "caption");
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, tag);
}

static void
show_columns (SluiceTableInspector *self)
{
  guint n_columns = 0;
  const SluiceColumn *columns = sluice_table_get_columns (self->table, &n_columns);
  const char *const *keys = sluice_table_get_primary_keys (self->table);

  for (guint i = 0; i < MIN (n_columns, MAX_COLUMN_ROWS); i++)
    {
      AdwActionRow *row = new_row (columns[i].name, columns[i].type);

      if (keys != NULL && g_strv_contains (keys, columns[i].name))
        /* Translators: a small mark beside a column that is part of the primary key */
        add_tag (row, _ ("key"));
      if (g_strcmp0 (sluice_table_get_cursor (self->table), columns[i].name) == 0)
        /* Translators: a small mark beside the column that is the cursor */
        add_tag (row, _ ("cursor"));
      add_row (self, self->columns, row);
    }
  if (n_columns > MAX_COLUMN_ROWS)
    {
      const guint more = n_columns - MAX_COLUMN_ROWS;
      g_autofree char *text = g_strdup_printf (ngettext ("%u more column", "%u more columns", more), more);

      add_row (self, self->columns, new_row (text, ""));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->columns), n_columns > 0);
}

/* What the table brings in a month, and how that comes about. */
static char *
dup_month (SluiceTableInspector *self)
{
  const SluiceFrequency plan = sluice_table_list_get_frequency (self->tables);
  const SluiceRowRange month = sluice_estimate_month (self->table, plan);
  g_autofree char *rows = NULL;
  g_autofree char *reason = NULL;

  if (month.n_unknown > 0 || !sluice_table_get_selectable (self->table))
    return NULL;

  rows = sluice_row_range_to_string (month);
  reason = sluice_estimate_dup_reason (self->table, plan);

  /* Translators: a number of rows such as “≈ 38 k – 190 k”, and sentences that say how it comes about */
  return g_strdup_printf (_ ("%s rows a month. %s"), rows, reason);
}

static void
show_facts (SluiceTableInspector *self)
{
  const char *schema = sluice_table_get_schema_name (self->table);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *origin = sluice_table_dup_rows_origin_text (self->table);
  g_autofree char *month = dup_month (self);
  const char *const more[] = { origin, month };
  g_autofree char *text = NULL;
  g_autoptr (GString) facts = NULL;
  guint n_columns = 0;

  sluice_table_get_columns (self->table, &n_columns);
  if (schema != NULL)
    g_strv_builder_add (builder, schema);
  g_strv_builder_take (builder, sluice_table_cells_dup_rows_phrase (self->table));
  if (n_columns > 0)
    g_strv_builder_take (builder, g_strdup_printf (ngettext ("%u column", "%u columns", n_columns), n_columns));
  parts = g_strv_builder_end (builder);
  text = g_strjoinv (" · ", parts);
  facts = g_string_new (text);

  gtk_label_set_text (self->name, sluice_table_get_display_name (self->table));
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (more[i] != NULL)
      {
        g_string_append_c (facts, '\n');
        g_string_append (facts, more[i]);
      }
  gtk_label_set_text (self->facts, facts->str);
}

static void
select_method (SluiceTableInspector *self)
{
  for (guint i = 0; i < self->methods->len; i++)
    if (g_array_index (self->methods, SluiceSyncMethod, i) == sluice_table_get_method (self->table))
      adw_combo_row_set_selected (self->method, i);
}

static void
select_cursor (SluiceTableInspector *self)
{
  const char *chosen = sluice_table_get_cursor (self->table);
  guint n_cursors = 0;
  const SluiceCursor *cursors = sluice_table_get_cursors (self->table, &n_cursors);

  for (guint i = 0; chosen != NULL && i < n_cursors; i++)
    if (g_str_equal (cursors[i].field, chosen))
      adw_combo_row_set_selected (self->cursor, i);
  gtk_widget_set_visible (GTK_WIDGET (self->cursor), chosen != NULL);
}

static void
select_key (SluiceTableInspector *self)
{
  const char *const *chosen = sluice_table_get_primary_keys (self->table);
  const char *const none[] = { NULL };

  for (guint i = 0; i < self->keys->len; i++)
    if (g_strv_equal (g_ptr_array_index (self->keys, i), chosen != NULL ? chosen : none))
      adw_combo_row_set_selected (self->key, i);
  /* Where there is none, one may be chosen for the methods that need it. */
  gtk_widget_set_visible (GTK_WIDGET (self->key), self->keys->len > 0 && (sluice_sync_method_needs_key (
                                                                              sluice_table_get_method (self->table)) ||
                                                                          !sluice_table_has_key (self->table)));
}

static void
update (SluiceTableInspector *self)
{
  if (self->table == NULL)
    return;

  self->updating = TRUE;
  remove_rows (self);
  show_facts (self);
  sluice_table_advice_show (self->advice, self->table);
  show_columns (self);
  select_method (self);
  select_cursor (self);
  select_key (self);
  adw_combo_row_set_selected (self->frequency, (guint) (sluice_table_get_frequency (self->table) + 1));
  gtk_widget_set_visible (GTK_WIDGET (self->choices), sluice_table_get_selectable (self->table));
  self->updating = FALSE;
}

static void
table_changed_cb (SluiceTableInspector *self, SluiceTable *table)
{
  if (table == self->table)
    update (self);
}

/* What the table's own frequency is against, and what a full refresh costs. */
static void
plan_frequency_cb (SluiceTableInspector *self)
{
  self->updating = TRUE;
  fill_frequencies (self);
  update (self);
}

static void
sluice_table_inspector_dispose (GObject *object)
{
  SluiceTableInspector *self = SLUICE_TABLE_INSPECTOR (object);

  self->updating = TRUE;
  g_clear_signal_handler (&self->table_changed_id, self->tables);
  g_clear_signal_handler (&self->plan_frequency_id, self->tables);
  g_clear_signal_handler (&self->assumptions_id, self->tables);
  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_TABLE_INSPECTOR);
  g_clear_object (&self->table);
  g_clear_object (&self->tables);

  G_OBJECT_CLASS (sluice_table_inspector_parent_class)->dispose (object);
}

static void
sluice_table_inspector_finalize (GObject *object)
{
  SluiceTableInspector *self = SLUICE_TABLE_INSPECTOR (object);

  g_array_unref (self->methods);
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->shown_rows);

  G_OBJECT_CLASS (sluice_table_inspector_parent_class)->finalize (object);
}

static void
sluice_table_inspector_class_init (SluiceTableInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_table_inspector_dispose;
  object_class->finalize = sluice_table_inspector_finalize;

  signals[SIGNAL_CLOSE] =
      g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_TABLE_ADVICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-table-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, facts);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, advice);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, choices);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, method);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, cursor);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, key);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, frequency);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableInspector, columns);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, method_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, frequency_selected_cb);
}

static void
sluice_table_inspector_init (SluiceTableInspector *self)
{
  self->methods = g_array_new (FALSE, FALSE, sizeof (SluiceSyncMethod));
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->shown_rows = g_ptr_array_new ();
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;
}

void
sluice_table_inspector_set_table (SluiceTableInspector *self, SluiceTableList *tables, SluiceTable *table)
{
  /* Not a template child: disposing the template would take it from under the bin. */
  GtkScrolledWindow *scrolled = NULL;

  g_return_if_fail (SLUICE_IS_TABLE_INSPECTOR (self));

  scrolled = GTK_SCROLLED_WINDOW (adw_bin_get_child (ADW_BIN (self)));
  if (self->table == table)
    return;

  g_clear_signal_handler (&self->table_changed_id, self->tables);
  g_clear_signal_handler (&self->plan_frequency_id, self->tables);
  g_clear_signal_handler (&self->assumptions_id, self->tables);
  g_set_object (&self->tables, tables);
  g_set_object (&self->table, table);
  if (table == NULL)
    return;

  self->table_changed_id = g_signal_connect_swapped (tables, "table-changed", G_CALLBACK (table_changed_cb), self);
  self->plan_frequency_id =
      g_signal_connect_swapped (tables, "notify::frequency", G_CALLBACK (plan_frequency_cb), self);
  self->assumptions_id = g_signal_connect_swapped (tables, "notify::assumptions", G_CALLBACK (show_facts), self);
  self->updating = TRUE;
  fill_methods (self);
  fill_cursors (self);
  fill_keys (self);
  fill_frequencies (self);
  update (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scrolled), 0);
}

SluiceTable *
sluice_table_inspector_get_table (SluiceTableInspector *self)
{
  g_return_val_if_fail (SLUICE_IS_TABLE_INSPECTOR (self), NULL);

  return self->table;
}
