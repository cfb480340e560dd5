/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <libdex.h>

#include "sluice-announce.h"
#include "sluice-copy-button.h"
#include "sluice-count-phrases.h"
#include "sluice-count-sql-page.h"
#include "sluice-estimate.h"
#include "sluice-plain-text.h"
#include "sluice-row-count-sql.h"
#include "sluice-when.h"
#include "sluice-worker.h"

/* A list box makes all its rows at once. */
#define MOST_ROWS 60
/* After the last keystroke */
#define PAUSE_MS 150

struct _SluiceCountSqlPage
{
  AdwNavigationPage parent_instance;

  SluiceTableList *tables;
  SluiceForm *form;
  GPtrArray *scope;
  SluiceRowsOrigin origin;
  SluiceRowCountPaste *fitted;
  GPtrArray *rows; /* what stands in “preview”, borrowed */
  DexFuture *fitting;
  GCancellable *clipboard;
  guint pause_id;

  AdwPreferencesGroup *copying;
  SluiceCopyButton *copy;
  GtkWidget *exact;
  GtkTextView *sql;
  GtkTextView *result;
  AdwPreferencesGroup *preview;
  GtkButton *take;
};

G_DEFINE_FINAL_TYPE (SluiceCountSqlPage, sluice_count_sql_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_TAKE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
announce (SluiceCountSqlPage *self, const char *text)
{
  sluice_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static char *
dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Not a template child: disposing the template would take it from under the page. */
static void
set_offered (SluiceCountSqlPage *self, gboolean offered)
{
  GtkWidget *view = adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (self));

  adw_toolbar_view_set_reveal_bottom_bars (ADW_TOOLBAR_VIEW (view), offered);
}

/* The query */

static void
update_sql (SluiceCountSqlPage *self)
{
  const gboolean can_count = sluice_row_count_sql_can_count (self->form) && self->scope->len > 0;
  const gboolean exact = can_count && adw_switch_row_get_active (ADW_SWITCH_ROW (self->exact));
  g_autoptr (SluiceRowCountSql) sql =
      exact ? sluice_row_count_sql_new_exact (self->form, self->scope) : sluice_row_count_sql_new (self->form);
  g_autofree char *description = NULL;

  gtk_widget_set_visible (self->exact, can_count);
  if (sql == NULL)
    return;

  description = g_strjoin (" ", sql->where, sql->caveat, NULL);
  sluice_plain_text_describe_group (self->copying, description);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->sql), sql->text, -1);
  self->origin = sql->origin;
}

static void
exact_cb (SluiceCountSqlPage *self)
{
  if (self->scope != NULL)
    update_sql (self);
}

static void
copy_cb (SluiceCountSqlPage *self)
{
  g_autofree char *text = dup_text (self->sql);

  sluice_copy_button_copy (self->copy, text);
}

/* The result */

static void
clear_preview (SluiceCountSqlPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->preview, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
add_row (SluiceCountSqlPage *self, const char *title, const char *subtitle, const char *icon_name)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                                 "title-lines", 2, NULL);

  if (icon_name != NULL)
    {
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  adw_preferences_group_add (self->preview, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_count (SluiceCountSqlPage *self, const SluicePastedCount *count)
{
  g_autofree char *rows = NULL;
  g_autofree char *text = NULL;

  if (count->match == SLUICE_PASTE_MATCHED)
    {
      rows = sluice_rows_to_string (count->rows);
      /* Translators: %s is a number of rows in the locale's form, such as “1,250,000” */
      text = g_strdup_printf (ngettext ("%s row", "%s rows", sluice_rows_get_plural (count->rows)), rows);
      add_row (self, sluice_table_get_name (count->table), text, "object-select-symbolic");
      return;
    }

  text = g_strjoin (" · ", sluice_paste_match_get_label (count->match), *count->number != '\0' ? count->number : NULL,
                    NULL);
  add_row (self, count->name, text, "dialog-warning-symbolic");
}

/* What does not fit first: that is what one looks for. */
static void
show_counts (SluiceCountSqlPage *self)
{
  GPtrArray *counts = self->fitted->counts;
  g_autofree char *text = NULL;

  for (guint matched = 0; matched < 2; matched++)
    for (guint i = 0; i < counts->len && self->rows->len < MOST_ROWS; i++)
      {
        const SluicePastedCount *count = g_ptr_array_index (counts, i);

        if ((count->match == SLUICE_PASTE_MATCHED) == matched)
          add_count (self, count);
      }
  if (counts->len <= self->rows->len)
    return;

  text = g_strdup_printf (ngettext ("%'u more line", "%'u more lines", counts->len - self->rows->len),
                          counts->len - self->rows->len);
  add_row (self, text, "", NULL);
}

static void
show_fitted (SluiceCountSqlPage *self)
{
  const guint n_matched = self->fitted->n[SLUICE_PASTE_MATCHED];
  g_autofree char *text = sluice_count_phrase_paste (self->fitted);
  /* Translators: a button: give so many tables the pasted numbers of rows */
  g_autofree char *label = g_strdup_printf (ngettext ("_Set %'u Table", "_Set %'u Tables", n_matched), n_matched);

  clear_preview (self);
  adw_preferences_group_set_description (self->preview, text);
  show_counts (self);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), TRUE);
  gtk_button_set_label (self->take, label);
  set_offered (self, n_matched > 0);
  announce (self, text);
}

static void
show_nothing (SluiceCountSqlPage *self)
{
  clear_preview (self);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), FALSE);
  set_offered (self, FALSE);
}

static void
fitted_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceCountSqlPage *self = owner;

  dex_clear (&self->fitting);
  if (error != NULL)
    return;

  g_clear_pointer (&self->fitted, sluice_row_count_paste_unref);
  self->fitted = g_value_dup_boxed (value);
  show_fitted (self);
}

/* Ten thousand lines against as many tables take longer than a frame. */
typedef struct
{
  char *text;
  char *namespace;
  GPtrArray *tables;
} Fit;

static void
fit_free (gpointer data)
{
  Fit *fit = data;

  g_free (fit->text);
  g_free (fit->namespace);
  g_ptr_array_unref (fit->tables);
  g_free (fit);
}

static DexFuture *
fit_on_worker (gpointer data)
{
  Fit *fit = data;

  return dex_future_new_take_boxed (SLUICE_TYPE_ROW_COUNT_PASTE,
                                    sluice_row_count_paste_new (fit->text, fit->tables, fit->namespace));
}

static void
fit (SluiceCountSqlPage *self)
{
  const guint n_tables = sluice_table_list_get_size (self->tables);
  Fit *job = NULL;
  g_autofree char *text = dup_text (self->result);

  dex_clear (&self->fitting);
  g_strchomp (text);
  if (*text == '\0')
    {
      show_nothing (self);
      return;
    }

  job = g_new0 (Fit, 1);
  job->text = g_steal_pointer (&text);
  job->namespace = sluice_row_count_sql_dup_namespace (self->form);
  job->tables = g_ptr_array_new_full (n_tables, g_object_unref);
  for (guint i = 0; i < n_tables; i++)
    g_ptr_array_add (job->tables, g_object_ref (sluice_table_list_get (self->tables, i)));
  self->fitting = sluice_when (sluice_worker_run (fit_on_worker, job, fit_free), self, fitted_cb);
}

static void
pause_cb (gpointer user_data)
{
  SluiceCountSqlPage *self = user_data;

  self->pause_id = 0;
  fit (self);
}

static void
result_changed_cb (SluiceCountSqlPage *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add_once (PAUSE_MS, pause_cb, self);
  g_source_set_name_by_id (self->pause_id, "[sluice] pasted");
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceCountSqlPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text == NULL)
    {
      announce (self, _ ("There is no text to paste."));
      return;
    }

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->result), text, -1);
}

static void
paste_cb (SluiceCountSqlPage *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->clipboard, pasted_cb,
                                 g_object_ref (self));
}

static void
take_cb (SluiceCountSqlPage *self)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->fitted == NULL)
    return;

  for (guint i = 0; i < self->fitted->counts->len; i++)
    {
      const SluicePastedCount *count = g_ptr_array_index (self->fitted->counts, i);

      if (count->match != SLUICE_PASTE_MATCHED)
        continue;
      g_ptr_array_add (tables, g_object_ref (count->table));
      g_array_append_val (rows, count->rows);
    }
  g_signal_emit (self, signals[SIGNAL_TAKE], 0, tables, rows, (int) self->origin);
}

static void
sluice_count_sql_page_dispose (GObject *object)
{
  SluiceCountSqlPage *self = SLUICE_COUNT_SQL_PAGE (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_cancellable_cancel (self->clipboard);
  dex_clear (&self->fitting);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_COUNT_SQL_PAGE);
  g_clear_pointer (&self->fitted, sluice_row_count_paste_unref);
  g_clear_pointer (&self->scope, g_ptr_array_unref);
  g_clear_object (&self->tables);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (sluice_count_sql_page_parent_class)->dispose (object);
}

static void
sluice_count_sql_page_finalize (GObject *object)
{
  SluiceCountSqlPage *self = SLUICE_COUNT_SQL_PAGE (object);

  g_ptr_array_unref (self->rows);
  g_object_unref (self->clipboard);

  G_OBJECT_CLASS (sluice_count_sql_page_parent_class)->finalize (object);
}

static void
sluice_count_sql_page_class_init (SluiceCountSqlPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_count_sql_page_dispose;
  object_class->finalize = sluice_count_sql_page_finalize;

  signals[SIGNAL_TAKE] = g_signal_new ("take", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 3, G_TYPE_PTR_ARRAY, G_TYPE_ARRAY, G_TYPE_INT);

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/tables/sluice-count-sql-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCountSqlPage, copying);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountSqlPage, copy);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountSqlPage, exact);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountSqlPage, sql);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountSqlPage, result);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountSqlPage, preview);
  gtk_widget_class_bind_template_child (widget_class, SluiceCountSqlPage, take);
  gtk_widget_class_bind_template_callback (widget_class, exact_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
}

static void
sluice_count_sql_page_init (SluiceCountSqlPage *self)
{
  self->rows = g_ptr_array_new ();
  self->clipboard = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_copy_button_name (self->copy, _ ("Copy the query"));
  g_signal_connect_object (gtk_text_view_get_buffer (self->result), "changed", G_CALLBACK (result_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

AdwNavigationPage *
sluice_count_sql_page_new (SluiceTableList *tables, SluiceForm *form)
{
  SluiceCountSqlPage *self = NULL;

  g_return_val_if_fail (SLUICE_IS_TABLE_LIST (tables), NULL);
  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);

  self = g_object_new (SLUICE_TYPE_COUNT_SQL_PAGE, NULL);
  self->tables = g_object_ref (tables);
  self->form = g_object_ref (form);

  return ADW_NAVIGATION_PAGE (self);
}

void
sluice_count_sql_page_set_scope (SluiceCountSqlPage *self, GPtrArray *tables)
{
  g_return_if_fail (SLUICE_IS_COUNT_SQL_PAGE (self));
  g_return_if_fail (tables != NULL);

  g_clear_pointer (&self->scope, g_ptr_array_unref);
  self->scope = g_ptr_array_ref (tables);
  update_sql (self);
}
