/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-compare-dialog.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-copy-button.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-plan-actions.h"
#include "sluice-plan-comparison.h"
#include "sluice-plan-files.h"
#include "sluice-plan-work.h"
#include "sluice-when.h"
#include "sluice-worker.h"

struct _SluiceCompareDialog
{
  AdwDialog parent_instance;

  SluiceWorkspace *workspace;
  SluicePlan *plan;
  DexFuture *reading;
  GtkWidget *spinner; /* in the row that was chosen, while it is read */
  DexFuture *copying;
  char *other; /* what the plan is compared with */
  SluicePlanComparison *comparison;
  GtkStringFilter *filter;
  GtkFilterListModel *filtered; /* NULL while nothing is shown */

  AdwNavigationView *navigation;
  SluiceErrorCard *error_card;
  AdwActionRow *file_row;
  AdwPreferencesGroup *sources;
  GtkWidget *columns;
  GtkEditable *search;
  GtkLabel *second_title;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *summary;
  GtkLabel *notes;
  SluiceCopyButton *copy;
};

G_DEFINE_FINAL_TYPE (SluiceCompareDialog, sluice_compare_dialog, ADW_TYPE_DIALOG)

/* --- what differs --- */

static char *
dup_title (SluicePlanDifference *difference)
{
  const char *name = sluice_plan_difference_get_name (difference);
  const char *part = sluice_plan_difference_get_part (difference);

  if (*part == '\0')
    return g_strdup (name);

  /* Translators: the name of a table, and what of its choices differs: "orders · Cursor" */
  return g_strdup_printf (C_ ("difference", "%s · %s"), name, part);
}

/* What one of both has, for somebody to read. */
static const char *
get_text (SluicePlanDifference *difference, gboolean is_first)
{
  SluiceDifferenceKind kind = sluice_plan_difference_get_kind (difference);
  const char *text =
      is_first ? sluice_plan_difference_get_first (difference) : sluice_plan_difference_get_second (difference);

  if (kind == (is_first ? SLUICE_DIFFERENCE_ONLY_SECOND : SLUICE_DIFFERENCE_ONLY_FIRST))
    /* Translators: of a table in one of two plans */
    return _ ("does not sync");

  /* Translators: what a plan has where it sets nothing: of a prefix, say */
  return *text != '\0' ? text : C_ ("setting", "none");
}

static GtkWidget *
new_label (const char *style)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "yalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "css-classes", (const char *[]) { style, NULL }, NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), new_label (NULL));
  gtk_box_append (GTK_BOX (sides), new_label (NULL));
  gtk_box_append (GTK_BOX (lines), new_label ("caption-heading"));
  gtk_box_append (GTK_BOX (lines), sides);
  gtk_list_item_set_child (item, lines);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (SluiceCompareDialog *self, GtkListItem *item)
{
  SluicePlanDifference *difference = gtk_list_item_get_item (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *sides = gtk_widget_get_next_sibling (title);
  const char *first = get_text (difference, TRUE);
  const char *second = get_text (difference, FALSE);
  g_autofree char *text = dup_title (difference);
  g_autofree char *spoken = NULL;

  gtk_label_set_text (GTK_LABEL (title), text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (sides)), first);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (sides)), second);
  /* Translators: what a screen reader says of a difference: "orders · Cursor. This plan: updated_at. eu.json: none" */
  spoken =
      g_strdup_printf (_ ("%s. This plan: %s. %s: %s"), text, first, gtk_label_get_text (self->second_title), second);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
update_summary (SluiceCompareDialog *self)
{
  const guint n = sluice_plan_comparison_get_all (self->comparison)->len;
  const guint n_tables = sluice_plan_comparison_get_n_tables (self->comparison);
  g_autofree char *differences = g_strdup_printf (ngettext ("%u difference", "%u differences", n), n);
  g_autofree char *summary = NULL;

  if (n_tables > 0)
    /* Translators: %s is "12 differences"; the number is of tables */
    summary = g_strdup_printf (ngettext ("%s, in %u table", "%s, in %u tables", n_tables), differences, n_tables);
  gtk_label_set_text (self->summary, summary != NULL ? summary : differences);
}

static void
update_stack (SluiceCompareDialog *self)
{
  GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  gboolean any;
  gboolean searching;

  if (self->comparison == NULL || shown == NULL)
    return;

  any = sluice_plan_comparison_get_all (self->comparison)->len > 0;
  searching = gtk_filter_list_model_get_pending (self->filtered) > 0;
  gtk_stack_set_visible_child_name (self->stack, !any                                              ? "nothing" :
                                                 searching || g_list_model_get_n_items (shown) > 0 ? "differences" :
                                                                                                     "not-found");
  gtk_widget_set_visible (self->columns, any);
  gtk_widget_set_visible (GTK_WIDGET (self->copy), any);
}

static void
search_changed_cb (SluiceCompareDialog *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (self->search));
  update_stack (self);
}

static void
hide (SluiceCompareDialog *self)
{
  dex_clear (&self->copying);
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->filtered);
  g_clear_object (&self->comparison);
}

static void
show (SluiceCompareDialog *self, SluicePlanComparison *comparison)
{
  GListModel *differences = sluice_plan_comparison_get_differences (comparison);
  GListModel *notes = sluice_plan_comparison_get_notes (comparison);
  g_autofree char *text = notes != NULL ? sluice_plan_notes_dup_text (notes) : NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  hide (self);
  self->comparison = g_object_ref (comparison);
  gtk_editable_set_text (self->search, "");
  gtk_string_filter_set_search (self->filter, NULL);
  self->filtered =
      gtk_filter_list_model_new (g_object_ref (differences), GTK_FILTER (g_object_ref (GTK_FILTER (self->filter))));
  /* To look through a million takes longer than a frame. */
  gtk_filter_list_model_set_incremental (self->filtered, TRUE);
  g_signal_connect_object (self->filtered, "notify::pending", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->filtered)));
  gtk_label_set_text (self->second_title, self->other);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  gtk_label_set_text (self->notes, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notes), text != NULL && *text != '\0');
  update_summary (self);
  update_stack (self);
  adw_navigation_view_push_by_tag (self->navigation, "differences");
  sluice_announce (GTK_WIDGET (self), gtk_label_get_text (self->summary), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Cells may not hold what separates cells. */
static void
append_cell (GString *table, const char *text, char end)
{
  g_autofree char *cell = g_strdelimit (g_strdup (text), "\t\n\r", ' ');

  g_string_append (table, cell);
  g_string_append_c (table, end);
}

typedef struct
{
  GPtrArray *all;
  char *other;
} Copying;

static void
copying_free (Copying *self)
{
  g_ptr_array_unref (self->all);
  g_free (self->other);
  g_free (self);
}

static DexFuture *
copy_fiber (gpointer data)
{
  Copying *self = data;
  GString *table = g_string_new (NULL);

  append_cell (table, _ ("Differences"), '\t');
  append_cell (table, _ ("This plan"), '\t');
  append_cell (table, self->other, '\n');
  for (guint i = 0; i < self->all->len; i++)
    {
      SluicePlanDifference *difference = g_ptr_array_index (self->all, i);
      g_autofree char *title = dup_title (difference);

      append_cell (table, title, '\t');
      append_cell (table, get_text (difference, TRUE), '\t');
      append_cell (table, get_text (difference, FALSE), '\n');
    }

  return dex_future_new_take_boxed (G_TYPE_BYTES, g_string_free_to_bytes (table));
}

static void
copied_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceCompareDialog *self = owner;

  if (error != NULL)
    return;

  /* A zero byte comes after what is in it. */
  sluice_copy_button_copy (self->copy, g_bytes_get_data (g_value_get_boxed (value), NULL));
}

static void
copy_cb (SluiceCompareDialog *self)
{
  Copying *copying = g_new0 (Copying, 1);

  copying->all = g_ptr_array_ref (sluice_plan_comparison_get_all (self->comparison));
  copying->other = g_strdup (self->other);
  dex_clear (&self->copying);
  self->copying = sluice_when (sluice_worker_run (copy_fiber, copying, (GDestroyNotify) copying_free), self, copied_cb);
}

/* --- with what --- */

static void
set_reading (SluiceCompareDialog *self, AdwActionRow *row)
{
  if (self->spinner != NULL)
    gtk_widget_unparent (self->spinner);
  g_clear_weak_pointer (&self->spinner);
  if (row == NULL)
    return;

  g_set_weak_pointer (&self->spinner, adw_spinner_new ());
  adw_action_row_add_suffix (row, self->spinner);
}

static void
complain (SluiceCompareDialog *self, const GError *error)
{
  set_reading (self, NULL);
  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) || sluice_error_is_cancelled (error))
    return;

  sluice_error_card_show_error (self->error_card, error->message, sluice_error_get_advice (error), NULL);
  sluice_error_card_offer_new_key (self->error_card, error);
}

static void
compared_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceCompareDialog *self = owner;

  if (error != NULL)
    {
      complain (self, error);
      return;
    }

  set_reading (self, NULL);
  show (self, g_value_get_object (value));
  /* It would keep the comparison. */
  dex_clear (&self->reading);
}

static void
file_chosen_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceCompareDialog *self = owner;
  GFile *file = NULL;

  if (error != NULL)
    {
      complain (self, error);
      return;
    }

  file = g_value_get_object (value);
  g_free (self->other);
  self->other = g_file_get_basename (file);
  dex_clear (&self->reading);
  self->reading = sluice_when (sluice_plan_file_compare (file, self->plan), self, compared_cb);
}

static void
begin (SluiceCompareDialog *self, AdwActionRow *row)
{
  sluice_error_card_clear (self->error_card);
  dex_clear (&self->reading);
  set_reading (self, row);
}

static void
choose_file_cb (SluiceCompareDialog *self)
{
  begin (self, self->file_row);
  self->reading =
      sluice_when (sluice_plan_file_choose (GTK_WIDGET (self), _ ("Compare With a Plan")), self, file_chosen_cb);
}

/* The source was read for this, and nobody else looks at it. */
static DexFuture *
compare_source_work (SluicePlan *plan, gpointer data)
{
  GListModel *differences = sluice_plan_compare_with_source (plan, data);

  return dex_future_new_take_object (sluice_plan_comparison_new (differences, NULL));
}

static void
source_read_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceCompareDialog *self = owner;
  SluiceSource *source = NULL;

  if (error != NULL)
    {
      complain (self, error);
      return;
    }

  source = g_value_get_object (value);
  g_free (self->other);
  self->other = sluice_source_dup_title (source);
  dex_clear (&self->reading);
  self->reading =
      sluice_when (sluice_plan_work_run (self->plan, compare_source_work, g_object_ref (source), g_object_unref), self,
                   compared_cb);
}

static void
source_activated_cb (SluiceCompareDialog *self, AdwActionRow *row)
{
  SluiceClient *client = sluice_workspace_get_client (self->workspace);

  begin (self, row);
  self->reading =
      sluice_when (sluice_client_get_source (client, g_object_get_data (G_OBJECT (row), "id")), self, source_read_cb);
}

static void
add_source (SluiceCompareDialog *self, SluiceSource *source)
{
  g_autofree char *title = sluice_source_dup_title (source);
  const guint n_on = sluice_source_get_n_syncing (source);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%u table syncs", "%u tables sync", n_on), n_on);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                                 "activatable", TRUE, NULL);
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (sluice_source_get_id (source)), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  g_signal_connect_object (row, "activated", G_CALLBACK (source_activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->sources, row);
}

static void
list_sources (SluiceCompareDialog *self)
{
  GListModel *sources = sluice_workspace_get_sources (self->workspace);
  const char *type = sluice_source_type_get_name (sluice_plan_get_source_type (self->plan));
  gboolean any = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (SluiceSource) source = g_list_model_get_item (sources, i);

      if (g_strcmp0 (sluice_source_get_source_type (source), type) != 0)
        continue;
      add_source (self, source);
      any = TRUE;
    }
  if (!any)
    adw_preferences_group_set_description (self->sources, _ ("No source of this type has been added yet."));
}

static void
left_cb (SluiceCompareDialog *self)
{
  hide (self);
}

static void
sluice_compare_dialog_dispose (GObject *object)
{
  SluiceCompareDialog *self = SLUICE_COMPARE_DIALOG (object);

  dex_clear (&self->reading);
  dex_clear (&self->copying);
  g_clear_weak_pointer (&self->spinner);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_COMPARE_DIALOG);
  g_clear_object (&self->filtered);
  g_clear_object (&self->comparison);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->other, g_free);
  g_clear_object (&self->plan);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (sluice_compare_dialog_parent_class)->dispose (object);
}

static void
sluice_compare_dialog_class_init (SluiceCompareDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_compare_dialog_dispose;

  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/plans/sluice-compare-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, sources);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, columns);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, search);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, second_title);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, notes);
  gtk_widget_class_bind_template_child (widget_class, SluiceCompareDialog, copy);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
sluice_compare_dialog_init (SluiceCompareDialog *self)
{
  self->filter = gtk_string_filter_new (gtk_property_expression_new (SLUICE_TYPE_PLAN_DIFFERENCE, NULL, "name"));
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_copy_button_name (self->copy, _ ("Copy the differences as a table"));
}

AdwDialog *
sluice_compare_dialog_new (SluiceWorkspace *workspace, SluicePlan *plan)
{
  SluiceCompareDialog *self = NULL;

  g_return_val_if_fail (SLUICE_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  self = g_object_new (SLUICE_TYPE_COMPARE_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  self->plan = g_object_ref (plan);
  list_sources (self);

  return ADW_DIALOG (self);
}
