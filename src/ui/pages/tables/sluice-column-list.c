/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-column-list.h"

/* So many columns are a list to scan; more are one to search. */
#define COLUMNS_TO_SCAN 12
/* The list scrolls by itself beyond this height: all of ten thousand columns would be made otherwise. */
#define MAX_HEIGHT 430

struct _SluiceColumnList
{
  AdwBin parent_instance;

  SluiceTable *table;
  gboolean of_key;     /* checks are for a key, not for what syncs */
  GHashTable *checked; /* of char, borrowed from the table; NULL: all */
  GHashTable *bound;   /* of GtkListItem: those in sight */
  char *search;        /* folded */
  gboolean updating;

  GListStore *store; /* of GtkStringObject: the columns, in the table's order */
  GtkFilter *filter;
  GtkFilterListModel *found;
  GtkWidget *entry;
  GtkWidget *nothing;
  GtkWidget *scrolled;
};

G_DEFINE_FINAL_TYPE (SluiceColumnList, sluice_column_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  GtkWidget *check;
  GtkWidget *name;
  GtkWidget *type;
  GtkWidget *key;
  GtkWidget *cursor;
} Line;

static gboolean
can_check (SluiceColumnList *self)
{
  g_autofree char *obstacle = NULL;

  if (self->of_key)
    return TRUE;

  obstacle = sluice_table_dup_part_obstacle (self->table, SLUICE_CHOICE_COLUMNS);

  return obstacle == NULL;
}

static char *
dup_lock (SluiceColumnList *self, const char *name)
{
  return self->of_key ? NULL : sluice_table_dup_column_lock (self->table, name);
}

static const char *
get_name (gpointer item)
{
  return gtk_string_object_get_string (GTK_STRING_OBJECT (item));
}

static const SluiceColumn *
get_column (SluiceColumnList *self, gpointer item)
{
  /* Its place among all of them, and not among those that are found. */
  const guint position = GPOINTER_TO_UINT (g_object_get_data (item, "position"));

  return &sluice_table_get_columns (self->table, NULL)[position];
}

/* One line */

/* What the line, which has the focus, says beside the name: also what its check shows. (transfer full) */
static char *
dup_description (SluiceColumnList *self, Line *line, const SluiceColumn *column, const char *lock)
{
  if (!can_check (self))
    return g_strdup (column->type);
  if (lock != NULL)
    return g_strdup (lock);
  if (*column->type == '\0')
    return g_strdup (gtk_check_button_get_active (GTK_CHECK_BUTTON (line->check)) ? _ ("checked") : _ ("not checked"));
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (line->check)))
    /* Translators: read out for a column; %s is its type: "text, checked" */
    return g_strdup_printf (_ ("%s, checked"), column->type);

  /* Translators: read out for a column; %s is its type: "text, not checked" */
  return g_strdup_printf (_ ("%s, not checked"), column->type);
}

static void
update_line (SluiceColumnList *self, GtkListItem *item)
{
  Line *line = g_object_get_data (G_OBJECT (item), "line");
  const SluiceColumn *column = get_column (self, gtk_list_item_get_item (item));
  const char *const *keys = sluice_table_get_primary_keys (self->table);
  g_autofree char *lock = dup_lock (self, column->name);
  g_autofree char *description = NULL;
  const gboolean checkable = can_check (self);

  self->updating = TRUE;
  gtk_widget_set_visible (line->check, checkable);
  gtk_widget_set_sensitive (line->check, lock == NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (line->check), lock != NULL || self->checked == NULL ||
                                                                   g_hash_table_contains (self->checked, column->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->check), GTK_ACCESSIBLE_PROPERTY_LABEL, column->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, column->type, -1);
  self->updating = FALSE;

  gtk_label_set_text (GTK_LABEL (line->name), column->name);
  gtk_label_set_text (GTK_LABEL (line->type), column->type);
  gtk_widget_set_visible (line->type, *column->type != '\0');
  gtk_widget_set_visible (line->key, !self->of_key && keys != NULL && g_strv_contains (keys, column->name));
  gtk_widget_set_visible (line->cursor,
                          !self->of_key && g_strcmp0 (sluice_table_get_cursor (self->table), column->name) == 0);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), checkable ? lock : NULL);
  description = dup_description (self, line, column, lock);
  gtk_list_item_set_accessible_label (item, column->name);
  gtk_list_item_set_accessible_description (item, description);
}

static void
check_toggled_cb (GtkListItem *item, GtkCheckButton *check)
{
  SluiceColumnList *self = g_object_get_data (G_OBJECT (item), "list");
  const char *name = NULL;
  const gboolean active = gtk_check_button_get_active (check);

  if (self->updating || gtk_list_item_get_item (item) == NULL)
    return;

  name = get_column (self, gtk_list_item_get_item (item))->name;
  if (!self->of_key)
    {
      sluice_table_set_column_enabled (self->table, name, active);
      return;
    }

  if (active)
    g_hash_table_add (self->checked, (char *) name);
  else
    g_hash_table_remove (self->checked, name);
  update_line (self, item);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The lines have the focus, so that the arrow keys pass no column over, and Space is for the check in the line. */
static gboolean
space_cb (GtkWidget *view, GVariant *arguments, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (view));
  GtkWidget *content = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  GtkWidget *check = content != NULL ? g_object_get_data (G_OBJECT (content), "check") : NULL;

  if (check == NULL || !gtk_widget_get_visible (check) || !gtk_widget_get_sensitive (check))
    return GDK_EVENT_PROPAGATE;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));

  return GDK_EVENT_STOP;
}

static GtkWidget *
new_tag (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "valign", GTK_ALIGN_CENTER, "css-classes",
                       (const char *[]) { "tag", "caption", NULL }, NULL);
}

static void
setup_cb (SluiceColumnList *self, GtkListItem *item)
{
  Line *line = g_new0 (Line, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "hexpand", TRUE, "valign",
                                   GTK_ALIGN_CENTER, NULL);

  line->check = gtk_check_button_new ();
  line->name = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_MIDDLE, NULL);
  line->type = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes",
                             (const char *[]) { "caption", "dimmed", NULL }, NULL);
  /* Translators: a small mark beside a column that is part of the primary key */
  line->key = new_tag (_ ("key"));
  /* Translators: a small mark beside the column that is the cursor */
  line->cursor = new_tag (_ ("cursor"));
  gtk_widget_set_valign (line->check, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (line->check, FALSE);
  g_object_set_data (G_OBJECT (box), "check", line->check);
  gtk_box_append (GTK_BOX (texts), line->name);
  gtk_box_append (GTK_BOX (texts), line->type);
  gtk_box_append (GTK_BOX (box), line->check);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), line->key);
  gtk_box_append (GTK_BOX (box), line->cursor);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  g_object_set_data_full (G_OBJECT (item), "line", line, g_free);
  g_object_set_data (G_OBJECT (item), "list", self);
  g_signal_connect_object (line->check, "toggled", G_CALLBACK (check_toggled_cb), item, G_CONNECT_SWAPPED);
}

static void
bind_cb (SluiceColumnList *self, GtkListItem *item)
{
  g_hash_table_add (self->bound, item);
  update_line (self, item);
}

static void
unbind_cb (SluiceColumnList *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

/* Searching */

static gboolean
matches (gpointer item, gpointer user_data)
{
  SluiceColumnList *self = user_data;
  g_autofree char *folded = NULL;

  folded = g_utf8_casefold (get_name (item), -1);

  return strstr (folded, self->search) != NULL;
}

static void
search_changed_cb (SluiceColumnList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_clear_pointer (&self->search, g_free);
  if (*text != '\0')
    self->search = g_utf8_casefold (text, -1);
  /* Without one the columns pass through unseen, ten thousand too. */
  if (self->search == NULL)
    gtk_filter_list_model_set_filter (self->found, NULL);
  else if (gtk_filter_list_model_get_filter (self->found) == NULL)
    gtk_filter_list_model_set_filter (self->found, self->filter);
  else
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_widget_set_visible (self->nothing, g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0);
  gtk_widget_set_visible (self->scrolled, g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0);
}

/* What is shown */

static void
add_checked (SluiceColumnList *self, const char *const *names)
{
  self->checked = g_hash_table_new (g_str_hash, g_str_equal);
  for (; names != NULL && *names != NULL; names++)
    g_hash_table_add (self->checked, (char *) *names);
}

static void
fill (SluiceColumnList *self)
{
  guint n_columns = 0;
  const SluiceColumn *columns = sluice_table_get_columns (self->table, &n_columns);
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (n_columns, g_object_unref);

  for (guint i = 0; i < n_columns; i++)
    {
      GtkStringObject *item = gtk_string_object_new (columns[i].name);

      g_object_set_data (G_OBJECT (item), "position", GUINT_TO_POINTER (i));
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), items->pdata, items->len);
}

/* Empty first: what is bound is of the table that was shown. */
static void
show (SluiceColumnList *self, SluiceTable *table, gboolean of_key)
{
  guint n_columns = 0;

  g_list_store_remove_all (self->store);
  g_clear_pointer (&self->checked, g_hash_table_unref);
  g_set_object (&self->table, table);
  self->of_key = of_key;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (table == NULL)
    return;

  sluice_table_get_columns (table, &n_columns);
  gtk_widget_set_visible (self->entry, n_columns > COLUMNS_TO_SCAN);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  n_columns > COLUMNS_TO_SCAN ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  if (of_key)
    add_checked (self, sluice_table_get_primary_keys (table));
  else if (sluice_table_get_enabled_columns (table) != NULL)
    add_checked (self, sluice_table_get_enabled_columns (table));
  fill (self);
  search_changed_cb (self);
}

static void
sluice_column_list_dispose (GObject *object)
{
  SluiceColumnList *self = SLUICE_COLUMN_LIST (object);

  if (self->store != NULL)
    g_list_store_remove_all (self->store);
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->store);
  g_clear_object (&self->table);

  G_OBJECT_CLASS (sluice_column_list_parent_class)->dispose (object);
}

static void
sluice_column_list_finalize (GObject *object)
{
  SluiceColumnList *self = SLUICE_COLUMN_LIST (object);

  g_clear_pointer (&self->checked, g_hash_table_unref);
  g_hash_table_unref (self->bound);
  g_free (self->search);

  G_OBJECT_CLASS (sluice_column_list_parent_class)->finalize (object);
}

static void
sluice_column_list_class_init (SluiceColumnListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_column_list_dispose;
  object_class->finalize = sluice_column_list_finalize;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_list_view (SluiceColumnList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkWidget *view = NULL;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->found)))),
                            factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (view), TRUE);
  gtk_list_view_set_tab_behavior (GTK_LIST_VIEW (view), GTK_LIST_TAB_ITEM);
  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                                          gtk_callback_action_new (space_cb, NULL, NULL)));
  gtk_widget_add_controller (view, shortcuts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Columns"), -1);

  return view;
}

static void
sluice_column_list_init (SluiceColumnList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->bound = g_hash_table_new (NULL, NULL);
  self->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)), NULL);

  self->entry = gtk_search_entry_new ();
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->entry), _ ("Search columns…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search columns"),
                                  -1);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  self->nothing = g_object_new (GTK_TYPE_LABEL, "label", _ ("No column has this in its name."), "wrap", TRUE,
                                "css-classes", (const char *[]) { "dimmed", NULL }, "visible", FALSE, NULL);
  self->scrolled =
      g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                    "max-content-height", MAX_HEIGHT, "child", new_list_view (self), "css-classes",
                    (const char *[]) { "card", "column-list", NULL }, NULL);
  gtk_widget_set_overflow (self->scrolled, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  adw_bin_set_child (ADW_BIN (self), box);
}

void
sluice_column_list_set_table (SluiceColumnList *self, SluiceTable *table)
{
  g_return_if_fail (SLUICE_IS_COLUMN_LIST (self));

  show (self, table, FALSE);
}

void
sluice_column_list_set_key_of (SluiceColumnList *self, SluiceTable *table)
{
  g_return_if_fail (SLUICE_IS_COLUMN_LIST (self));
  g_return_if_fail (SLUICE_IS_TABLE (table));

  show (self, table, TRUE);
}

GPtrArray *
sluice_column_list_list_key (SluiceColumnList *self)
{
  GPtrArray *key = NULL;
  guint n_columns = 0;
  const SluiceColumn *columns = NULL;

  g_return_val_if_fail (SLUICE_IS_COLUMN_LIST (self), NULL);

  key = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  columns = sluice_table_get_columns (self->table, &n_columns);
  for (guint i = 0; i < n_columns; i++)
    if (g_hash_table_contains (self->checked, columns[i].name))
      g_ptr_array_add (key, (char *) columns[i].name);

  return key;
}

void
sluice_column_list_update (SluiceColumnList *self)
{
  GHashTableIter iter;
  gpointer item = NULL;

  g_return_if_fail (SLUICE_IS_COLUMN_LIST (self));

  if (self->table == NULL)
    return;

  if (!self->of_key)
    {
      g_clear_pointer (&self->checked, g_hash_table_unref);
      if (sluice_table_get_enabled_columns (self->table) != NULL)
        add_checked (self, sluice_table_get_enabled_columns (self->table));
    }
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    update_line (self, item);
}

void
sluice_column_list_check_all (SluiceColumnList *self, gboolean checked)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GHashTable) found = NULL;
  const SluiceColumn *columns = NULL;
  guint n_columns = 0;

  g_return_if_fail (SLUICE_IS_COLUMN_LIST (self));

  if (self->search == NULL && checked)
    {
      sluice_table_set_enabled_columns (self->table, NULL);
      return;
    }

  names = g_ptr_array_new_null_terminated (8, NULL, TRUE);
  found = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->found)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->found), i);

      g_hash_table_add (found, (char *) get_column (self, item)->name);
    }
  columns = sluice_table_get_columns (self->table, &n_columns);
  for (guint i = 0; i < n_columns; i++)
    if (g_hash_table_contains (found, columns[i].name) ?
            checked :
            self->checked == NULL || g_hash_table_contains (self->checked, columns[i].name))
      g_ptr_array_add (names, (char *) columns[i].name);
  sluice_table_set_enabled_columns (self->table, (const char *const *) names->pdata);
}
