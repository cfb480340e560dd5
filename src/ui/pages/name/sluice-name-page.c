/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-entry-fault.h"
#include "sluice-error-advice.h"
#include "sluice-facts.h"
#include "sluice-name-page.h"
#include "sluice-help-button.h"
#include "sluice-names-dialog.h"
#include "sluice-new-key-button.h"
#include "sluice-phrases.h"
#include "sluice-prefix.h"
#include "sluice-when.h"

/* How long the keyboard must rest before the server is asked (DESIGN 8, page 4). */
#define CHECK_DELAY_MS 500

struct _SluiceNamePage
{
  SluiceStep parent_instance;

  guint rest_id; /* while the keyboard may go on */
  DexFuture *check;
  char *asked_prefix;
  char *checked_prefix; /* the prefix that the server accepted last */
  gboolean loading;

  AdwPreferencesGroup *name_group;
  AdwPreferencesGroup *schedule_group;
  AdwEntryRow *prefix_row;
  GtkWidget *prefix_spinner;
  GtkImage *prefix_mark;
  AdwActionRow *fault_row;
  SluiceNewKeyButton *new_key;
  AdwActionRow *names_row;
  GtkWidget *all_names;
  AdwEntryRow *description_row;
  AdwComboRow *frequency_row;
  AdwComboRow *time_row;
  GtkWidget *later_group;
  AdwComboRow *new_tables_row;
  AdwEntryRow *pattern_row;
};

G_DEFINE_FINAL_TYPE (SluiceNamePage, sluice_name_page, SLUICE_TYPE_STEP)

static SluicePlan *
get_plan (SluiceNamePage *self)
{
  return sluice_step_get_plan (SLUICE_STEP (self));
}

static const char *
get_source_type_name (SluiceNamePage *self)
{
  SluiceSourceType *source_type = sluice_plan_get_source_type (get_plan (self));

  return source_type != NULL ? sluice_source_type_get_name (source_type) : "";
}

/* --- what the page says --- */

static void
update_names (SluiceNamePage *self)
{
  SluicePlan *plan = get_plan (self);
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  guint n_selected = sluice_table_list_get_n_selected (tables);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *code = NULL;

  for (guint i = 0; i < sluice_table_list_get_size (tables) && name == NULL; i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      if (sluice_table_get_selected (table))
        name = sluice_prefix_dup_stored_name (sluice_plan_get_prefix (plan), get_source_type_name (self),
                                              sluice_table_get_name (table));
    }
  if (n_selected > 1)
    /* Translators: the name of one table, then how many more there are */
    text = g_strdup_printf (ngettext ("%s and %'u more", "%s and %'u more", n_selected - 1), name, n_selected - 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->names_row),
                                 n_selected == 1 ? _ ("The table will be called") : _ ("Every table will be called"));
  code = sluice_phrase_code (text != NULL ? text : (name != NULL ? name : ""));
  adw_action_row_set_subtitle (self->names_row, code);
  gtk_widget_set_visible (GTK_WIDGET (self->names_row), name != NULL);
}

static void
update_summary (SluiceNamePage *self)
{
  SluicePlan *plan = get_plan (self);
  const char *prefix = sluice_plan_get_prefix (plan);
  g_autofree char *schedule = sluice_plan_dup_schedule_text (plan, sluice_plan_get_frequency (plan));
  g_autofree char *summary =
      sluice_facts_join ((const char *const[]) { *prefix != '\0' ? prefix : _ ("no prefix"), schedule, NULL });

  sluice_step_set_summary (SLUICE_STEP (self), summary);
}

static void
update_schedule (SluiceNamePage *self)
{
  SluicePlan *plan = get_plan (self);
  SluiceTableList *tables = sluice_plan_get_tables (plan);
  guint n_selected = sluice_table_list_get_n_selected (tables);
  guint n_own = 0;
  g_autofree char *text = NULL;
  g_autofree char *here = sluice_phrase_time_of_day (sluice_plan_get_time_of_day (plan));

  for (guint i = 0; i < sluice_table_list_get_size (tables); i++)
    {
      SluiceTable *table = sluice_table_list_get (tables, i);

      n_own += sluice_table_get_selected (table) && sluice_table_get_frequency (table) >= 0;
    }
  if (n_own > 0)
    /* Translators: how many of the selected tables have a frequency of their own */
    text = g_strdup_printf (_ ("Each table can differ: %'u of %'u do"), n_own, n_selected);
  adw_preferences_group_set_description (self->schedule_group,
                                         text != NULL ? text : _ ("Each table can differ: its row on Tables says how"));
  gtk_widget_set_visible (GTK_WIDGET (self->time_row), sluice_plan_get_frequency (plan) >= SLUICE_FREQUENCY_6HOUR);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->time_row), here != NULL ? here : "");
}

static void
show_words (SluiceNamePage *self, const char *words, const char *advice)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fault_row), words != NULL ? words : "");
  adw_action_row_set_subtitle (self->fault_row, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fault_row), words != NULL);
  sluice_new_key_button_offer (self->new_key, NULL);
}

/* What is wrong with the prefix itself. */
static void
show_fault (SluiceNamePage *self, const char *fault, const char *advice)
{
  show_words (self, fault, advice);
  sluice_entry_fault_mark (GTK_EDITABLE (self->prefix_row), fault != NULL, GTK_WIDGET (self->fault_row));
}

static void
show_mark (SluiceNamePage *self, const char *icon_name, const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_widget_set_visible (GTK_WIDGET (self->prefix_mark), icon_name != NULL);
  gtk_image_set_from_icon_name (self->prefix_mark, icon_name);
  gtk_widget_set_css_classes (GTK_WIDGET (self->prefix_mark), classes);
}

static void
update_description (SluiceNamePage *self)
{
  SluiceSourceType *source_type = sluice_plan_get_source_type (get_plan (self));
  GListModel *sources = sluice_workspace_get_sources (sluice_step_get_workspace (SLUICE_STEP (self)));
  /* Descriptions of groups are markup. */
  g_autofree char *label = g_markup_escape_text (sluice_source_type_get_label (source_type), -1);
  g_autofree char *description = NULL;
  g_autofree char *new_tables = NULL;

  if (sluice_prefix_is_needed (sluice_source_type_get_name (source_type), sources))
    description = g_strdup_printf (
        /* Translators: a source type, such as Postgres */
        _ ("A second %s source needs a prefix, so that its tables do not clash. It cannot be changed later."), label);
  else
    description = g_strdup_printf (
        _ ("A prefix tells this source’s tables from those of another %s source. It cannot be changed later."), label);
  if (sluice_client_lacks (sluice_workspace_get_client (sluice_step_get_workspace (SLUICE_STEP (self))),
                           SLUICE_ABILITY_CHECK_PREFIX))
    {
      g_autofree char *needed = g_steal_pointer (&description);

      /* Translators: %s is what a prefix is for, in whole sentences */
      description =
          g_strdup_printf (_ ("%s This server is older and cannot check it, so it is compared with the sources "
                              "that the server lists."),
                           needed);
    }
  adw_preferences_group_set_description (self->name_group, description);
  /* Translators: a source type: “New tables in Postgres” */
  new_tables = g_strdup_printf (_ ("New tables in %s"), label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->new_tables_row), new_tables);
  gtk_widget_set_visible (self->later_group, !sluice_source_type_get_from_older_server (source_type));
}

/* --- checking the prefix --- */

static void
show_asking (SluiceNamePage *self, gboolean asking)
{
  gtk_widget_set_visible (self->prefix_spinner, asking);
  if (asking)
    show_mark (self, NULL, NULL);
}

static void
show_answer (SluiceNamePage *self, const char *prefix, const GError *error)
{
  show_asking (self, FALSE);
  if (error == NULL)
    {
      g_set_str (&self->checked_prefix, prefix);
      show_fault (self, NULL, NULL);
      show_mark (self, "object-select-symbolic", "success");
      return;
    }

  g_clear_pointer (&self->checked_prefix, g_free);
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID))
    {
      show_mark (self, "dialog-error-symbolic", "error");
      show_fault (self, error->message, sluice_error_get_advice (error));
    }
  else
    {
      /* It could not be asked: that is not the fault of what was typed, and Next asks again. */
      show_mark (self, "dialog-warning-symbolic", "warning");
      show_words (self, error->message, sluice_error_get_advice (error));
      sluice_new_key_button_offer (self->new_key, error);
    }
  sluice_step_announce (SLUICE_STEP (self), error->message);
}

static void
checked_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceNamePage *self = owner;

  update_description (self);
  if (error == NULL || !sluice_error_is_cancelled (error))
    show_answer (self, self->asked_prefix, error);
}

/* Asks the server about the prefix as it stands, and shows what it says. */
static DexFuture *
check_prefix (SluiceNamePage *self)
{
  SluiceClient *client = sluice_workspace_get_client (sluice_step_get_workspace (SLUICE_STEP (self)));

  g_set_str (&self->asked_prefix, sluice_plan_get_prefix (get_plan (self)));

  return sluice_when (sluice_client_check_prefix (client, get_source_type_name (self), self->asked_prefix), self,
                      checked_cb);
}

static void
rested_cb (gpointer user_data)
{
  SluiceNamePage *self = user_data;

  self->rest_id = 0;
  self->check = check_prefix (self);
}

static void
forget_check (SluiceNamePage *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  dex_clear (&self->check);
}

static char *
dup_local_fault (SluiceNamePage *self)
{
  GListModel *sources = sluice_workspace_get_sources (sluice_step_get_workspace (SLUICE_STEP (self)));

  return sluice_prefix_dup_fault (sluice_plan_get_prefix (get_plan (self)), get_source_type_name (self), sources);
}

static void
check_as_typed (SluiceNamePage *self)
{
  g_autofree char *fault = dup_local_fault (self);

  forget_check (self);
  show_mark (self, NULL, NULL);
  show_fault (self, fault, NULL);
  show_asking (self, fault == NULL);
  sluice_step_set_complete (SLUICE_STEP (self), fault == NULL);
  if (fault == NULL)
    self->rest_id = g_timeout_add_once (CHECK_DELAY_MS, rested_cb, self);
}

/* --- what the person does --- */

static void
prefix_changed_cb (SluiceNamePage *self)
{
  if (self->loading)
    return;

  sluice_plan_set_prefix (get_plan (self), gtk_editable_get_text (GTK_EDITABLE (self->prefix_row)));
  update_names (self);
  update_summary (self);
  check_as_typed (self);
}

static void
prefix_activated_cb (SluiceNamePage *self)
{
  sluice_step_advance (SLUICE_STEP (self));
}

static void
description_changed_cb (SluiceNamePage *self)
{
  if (!self->loading)
    sluice_plan_set_description (get_plan (self), gtk_editable_get_text (GTK_EDITABLE (self->description_row)));
}

static void
frequency_changed_cb (SluiceNamePage *self)
{
  if (self->loading)
    return;

  sluice_plan_set_frequency (get_plan (self), (SluiceFrequency) adw_combo_row_get_selected (self->frequency_row));
  update_schedule (self);
  update_summary (self);
}

static void
time_changed_cb (SluiceNamePage *self)
{
  guint selected = adw_combo_row_get_selected (self->time_row);
  g_autofree char *time_of_day = selected > 0 ? g_strdup_printf ("%02u:00", selected - 1) : g_strdup ("");

  if (self->loading)
    return;

  sluice_plan_set_time_of_day (get_plan (self), time_of_day);
  update_schedule (self);
  update_summary (self);
}

static void
new_tables_changed_cb (SluiceNamePage *self)
{
  SluiceNewTables new_tables = (SluiceNewTables) adw_combo_row_get_selected (self->new_tables_row);

  gtk_widget_set_visible (GTK_WIDGET (self->pattern_row), new_tables == SLUICE_NEW_TABLES_PATTERN);
  if (!self->loading)
    sluice_plan_set_new_tables (get_plan (self), new_tables);
}

static void
pattern_changed_cb (SluiceNamePage *self)
{
  if (!self->loading)
    sluice_plan_set_new_tables_pattern (get_plan (self), gtk_editable_get_text (GTK_EDITABLE (self->pattern_row)));
}

static void
all_names_clicked_cb (SluiceNamePage *self)
{
  adw_dialog_present (sluice_names_dialog_new (get_plan (self)), GTK_WIDGET (self));
}

/* --- the step --- */

static void
load_plan (SluiceNamePage *self)
{
  SluicePlan *plan = get_plan (self);
  const char *time_of_day = sluice_plan_get_time_of_day (plan);

  self->loading = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->prefix_row), sluice_plan_get_prefix (plan));
  gtk_editable_set_text (GTK_EDITABLE (self->description_row), sluice_plan_get_description (plan));
  gtk_editable_set_text (GTK_EDITABLE (self->pattern_row), sluice_plan_get_new_tables_pattern (plan));
  adw_combo_row_set_selected (self->frequency_row, sluice_plan_get_frequency (plan));
  adw_combo_row_set_selected (self->time_row, *time_of_day != '\0' ? 1 + (guint) CLAMP (atoi (time_of_day), 0, 23) : 0);
  adw_combo_row_set_selected (self->new_tables_row, sluice_plan_get_new_tables (plan));
  self->loading = FALSE;
}

static void
sluice_name_page_shown (SluiceStep *step)
{
  SluiceNamePage *self = SLUICE_NAME_PAGE (step);
  GListModel *sources = sluice_workspace_get_sources (sluice_step_get_workspace (step));

  sluice_plan_suggest_prefix (get_plan (self), sources);
  load_plan (self);
  update_description (self);
  update_names (self);
  update_schedule (self);
  update_summary (self);
  check_as_typed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->prefix_row));
}

static void
sluice_name_page_hidden (SluiceStep *step)
{
  forget_check (SLUICE_NAME_PAGE (step));
}

static DexFuture *
sluice_name_page_apply (SluiceStep *step)
{
  SluiceNamePage *self = SLUICE_NAME_PAGE (step);

  forget_check (self);
  if (g_strcmp0 (self->checked_prefix, sluice_plan_get_prefix (get_plan (self))) == 0)
    {
      show_asking (self, FALSE);
      return dex_future_new_true ();
    }

  show_asking (self, TRUE);

  return check_prefix (self);
}

/* The frame has dropped what apply gave, or it is told. */
static void
busy_cb (SluiceNamePage *self)
{
  if (!sluice_step_get_busy (SLUICE_STEP (self)))
    show_asking (self, FALSE);
}

static void
sluice_name_page_complain (SluiceStep *step)
{
  SluiceNamePage *self = SLUICE_NAME_PAGE (step);
  g_autofree char *fault = dup_local_fault (self);

  show_fault (self, fault, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->prefix_row));
  if (fault != NULL)
    sluice_step_announce (step, fault);
}

static void
fill_choices (SluiceNamePage *self)
{
  g_autoptr (GtkStringList) frequencies = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);

  for (SluiceFrequency frequency = 0; frequency <= SLUICE_FREQUENCY_LAST; frequency++)
    gtk_string_list_append (frequencies, sluice_frequency_get_label (frequency));
  /* Translators: the server chooses the time of day of a sync */
  gtk_string_list_append (times, _ ("Any time"));
  for (guint hour = 0; hour < 24; hour++)
    /* Translators: a time of day, the hour with two digits */
    gtk_string_list_take (times, g_strdup_printf (_ ("%02u:00 UTC"), hour));

  self->loading = TRUE;
  adw_combo_row_set_model (self->frequency_row, G_LIST_MODEL (frequencies));
  adw_combo_row_set_model (self->time_row, G_LIST_MODEL (times));
  self->loading = FALSE;
}

static void
sluice_name_page_dispose (GObject *object)
{
  forget_check (SLUICE_NAME_PAGE (object));
  SLUICE_NAME_PAGE (object)->loading = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_NAME_PAGE);

  G_OBJECT_CLASS (sluice_name_page_parent_class)->dispose (object);
}

static void
sluice_name_page_finalize (GObject *object)
{
  g_free (SLUICE_NAME_PAGE (object)->asked_prefix);
  g_free (SLUICE_NAME_PAGE (object)->checked_prefix);

  G_OBJECT_CLASS (sluice_name_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/name/sluice-name-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, name_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, schedule_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, prefix_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, prefix_spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, prefix_mark);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, fault_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, new_key);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, names_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, all_names);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, description_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, frequency_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, time_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, later_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, new_tables_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceNamePage, pattern_row);
  gtk_widget_class_bind_template_callback (widget_class, prefix_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, prefix_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, description_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, frequency_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_tables_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pattern_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_names_clicked_cb);
}

static void
sluice_name_page_class_init (SluiceNamePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  SluiceStepClass *step_class = SLUICE_STEP_CLASS (klass);

  object_class->dispose = sluice_name_page_dispose;
  object_class->finalize = sluice_name_page_finalize;

  step_class->shown = sluice_name_page_shown;
  step_class->hidden = sluice_name_page_hidden;
  step_class->apply = sluice_name_page_apply;
  step_class->complain = sluice_name_page_complain;

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  g_type_ensure (SLUICE_TYPE_NEW_KEY_BUTTON);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
sluice_name_page_init (SluiceNamePage *self)
{
  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_choices (self);
  g_signal_connect (self, "notify::busy", G_CALLBACK (busy_cb), NULL);
}

SluiceStep *
sluice_name_page_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_NAME_PAGE, "session", session, "id", SLUICE_STEP_NAME, NULL);
}
