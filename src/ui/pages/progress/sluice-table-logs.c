/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-logs.h"

#include <glib/gi18n.h>

#include "sluice-copy-button.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-log-line.h"
#include "sluice-when.h"

/* A page of the server: as many lines as this, and there may be older ones. */
#define PAGE 200

struct _SluiceTableLogs
{
  AdwDialog parent_instance;

  SluiceSetup *setup;
  SluiceTableProgress *table;
  GListStore *all;
  GtkFilterListModel *shown;
  DexFuture *reading;

  GtkStack *stack;
  SluiceErrorCard *error_card;
  AdwStatusPage *empty;
  GtkListView *lines;
  GtkDropDown *level;
  SluiceCopyButton *copy;
  GtkWidget *older;
};

G_DEFINE_FINAL_TYPE (SluiceTableLogs, sluice_table_logs, ADW_TYPE_DIALOG)

static const char *
get_level_word (SluiceLogLevel level)
{
  switch (level)
    {
    case SLUICE_LOG_LEVEL_DEBUG:
      /* Translators: how much a line of a log matters */
      return C_ ("log", "Debug");
    case SLUICE_LOG_LEVEL_WARNING:
      /* Translators: how much a line of a log matters */
      return C_ ("log", "Warning");
    case SLUICE_LOG_LEVEL_ERROR:
      /* Translators: how much a line of a log matters */
      return C_ ("log", "Error");
    case SLUICE_LOG_LEVEL_INFO:
    default:
      /* Translators: how much a line of a log matters */
      return C_ ("log", "Info");
    }
}

static const char *
get_level_class (SluiceLogLevel level)
{
  return level == SLUICE_LOG_LEVEL_ERROR ? "error" : level == SLUICE_LOG_LEVEL_WARNING ? "warning" : "dim-label";
}

/* The same on the screen and in what is copied, where it is compared with other logs. */
static char *
dup_time (SluiceLogLine *line)
{
  GDateTime *time = sluice_log_line_get_time (line);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S") : g_strdup ("—");
}

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  SluiceTableLogs *self = user_data;

  return sluice_log_line_get_level (item) >= gtk_drop_down_get_selected (self->level);
}

static void
update (SluiceTableLogs *self)
{
  const guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->all));
  const guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));

  gtk_widget_set_visible (GTK_WIDGET (self->copy), n_shown > 0);
  if (n_shown > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "lines");
      return;
    }

  adw_status_page_set_title (self->empty, n_all > 0 ? _ ("No Such Lines") : _ ("No Lines Yet"));
  adw_status_page_set_description (self->empty,
                                   n_all > 0 ?
                                       _ ("The server wrote others: choose “All lines”.") :
                                       _ ("The server has written nothing about this table in the last seven days."));
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
level_cb (SluiceTableLogs *self)
{
  if (self->shown == NULL)
    return;

  gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown), GTK_FILTER_CHANGE_DIFFERENT);
  if (self->reading == NULL)
    update (self);
}

/* Takes the place of what is there from @position on. */
static void
take_lines (SluiceTableLogs *self, guint position, const GValue *value, const GError *error)
{
  GListModel *lines = value != NULL ? g_value_get_object (value) : NULL;

  dex_clear (&self->reading);
  if (lines == NULL)
    {
      sluice_error_card_show_error (self->error_card, error->message, sluice_error_get_advice (error), _ ("Try Again"));
      sluice_error_card_offer_new_key (self->error_card, error);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  g_list_store_splice (self->all, position, g_list_model_get_n_items (G_LIST_MODEL (self->all)) - position, NULL, 0);
  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (SluiceLogLine) line = g_list_model_get_item (lines, i);

      g_list_store_append (self->all, line);
    }
  gtk_widget_set_visible (self->older, g_list_model_get_n_items (lines) >= PAGE);
  update (self);
}

static void
newest_cb (gpointer owner, const GValue *value, const GError *error)
{
  take_lines (owner, 0, value, error);
}

static void
more_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceTableLogs *self = owner;

  take_lines (self, g_list_model_get_n_items (G_LIST_MODEL (self->all)), value, error);
}

static void
read_cb (SluiceTableLogs *self)
{
  sluice_error_card_clear (self->error_card);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->all)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "reading");
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_setup_list_logs (self->setup, self->table, NULL), self, newest_cb);
}

static void
older_cb (SluiceTableLogs *self)
{
  const guint n_lines = g_list_model_get_n_items (G_LIST_MODEL (self->all));
  g_autoptr (SluiceLogLine) last = n_lines > 0 ? g_list_model_get_item (G_LIST_MODEL (self->all), n_lines - 1) : NULL;
  GDateTime *before = last != NULL ? sluice_log_line_get_time (last) : NULL;

  /* Without a time nobody knows what is older. */
  if (before == NULL || self->reading != NULL)
    return;

  self->reading = sluice_when (sluice_setup_list_logs (self->setup, self->table, before), self, more_cb);
}

static void
copy_cb (SluiceTableLogs *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *copied = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (SluiceLogLine) line = g_list_model_get_item (G_LIST_MODEL (self->shown), i);
      g_autofree char *time = dup_time (line);

      g_string_append_printf (text, "%s\t%s\t%s\n", time, get_level_word (sluice_log_line_get_level (line)),
                              sluice_log_line_get_message (line));
    }
  copied = g_string_free_and_steal (text);
  sluice_copy_button_copy (self->copy, copied);
}

/* A line of the list */

static void
setup_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *level = gtk_label_new (NULL);
  GtkWidget *time = gtk_label_new (NULL);
  GtkWidget *message =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (level, "caption-heading");
  gtk_widget_add_css_class (time, "caption");
  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_add_css_class (time, "dim-label");
  gtk_box_append (GTK_BOX (head), level);
  gtk_box_append (GTK_BOX (head), time);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), message);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  g_object_set_data (G_OBJECT (item), "level", level);
  g_object_set_data (G_OBJECT (item), "time", time);
  g_object_set_data (G_OBJECT (item), "message", message);
}

static void
bind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  SluiceLogLine *line = gtk_list_item_get_item (item);
  const SluiceLogLevel level = sluice_log_line_get_level (line);
  const char *classes[] = { "caption-heading", get_level_class (level), NULL };
  GtkWidget *level_label = g_object_get_data (G_OBJECT (item), "level");
  g_autofree char *time = dup_time (line);
  g_autofree char *name =
      g_strdup_printf ("%s, %s: %s", get_level_word (level), time, sluice_log_line_get_message (line));

  gtk_label_set_label (GTK_LABEL (level_label), get_level_word (level));
  gtk_widget_set_css_classes (level_label, classes);
  gtk_label_set_label (g_object_get_data (G_OBJECT (item), "time"), time);
  gtk_label_set_label (g_object_get_data (G_OBJECT (item), "message"), sluice_log_line_get_message (line));
  gtk_list_item_set_accessible_label (item, name);
}

static void
sluice_table_logs_dispose (GObject *object)
{
  SluiceTableLogs *self = SLUICE_TABLE_LOGS (object);

  dex_clear (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_TABLE_LOGS);
  g_clear_object (&self->shown);
  g_clear_object (&self->all);
  g_clear_object (&self->table);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (sluice_table_logs_parent_class)->dispose (object);
}

static void
sluice_table_logs_class_init (SluiceTableLogsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_table_logs_dispose;

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/progress/sluice-table-logs.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTableLogs, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableLogs, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableLogs, empty);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableLogs, lines);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableLogs, level);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableLogs, copy);
  gtk_widget_class_bind_template_child (widget_class, SluiceTableLogs, older);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_cb);
}

static void
sluice_table_logs_init (SluiceTableLogs *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  g_autoptr (GtkNoSelection) selection = NULL;

  self->all = g_list_store_new (SLUICE_TYPE_LOG_LINE);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->all)), filter);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_line_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_line_cb), NULL);
  gtk_list_view_set_factory (self->lines, factory);
  gtk_list_view_set_model (self->lines, GTK_SELECTION_MODEL (selection));
  g_object_unref (factory);
  sluice_copy_button_name (self->copy, _ ("Copy these lines"));
  gtk_drop_down_set_selected (self->level, SLUICE_LOG_LEVEL_INFO);
}

AdwDialog *
sluice_table_logs_new (SluiceSetup *setup, SluiceTableProgress *table)
{
  SluiceTableLogs *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (SLUICE_IS_SETUP (setup), NULL);
  g_return_val_if_fail (SLUICE_IS_TABLE_PROGRESS (table), NULL);

  self = g_object_new (SLUICE_TYPE_TABLE_LOGS, NULL);
  self->setup = g_object_ref (setup);
  self->table = g_object_ref (table);
  /* Translators: the title of a dialog; %s is a table */
  title = g_strdup_printf (_ ("Logs of %s"), sluice_table_progress_get_name (table));
  adw_dialog_set_title (ADW_DIALOG (self), title);
  read_cb (self);

  return ADW_DIALOG (self);
}
