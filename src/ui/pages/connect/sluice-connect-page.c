/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-api-error.h"
#include "sluice-browser-dialog.h"
#include "sluice-cdc-group.h"
#include "sluice-check-progress.h"
#include "sluice-connect-advice.h"
#include "sluice-connect-check.h"
#include "sluice-connect-drop.h"
#include "sluice-connect-page.h"
#include "sluice-connect-paste.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-firewall-group.h"
#include "sluice-fold-row.h"
#include "sluice-form-hints.h"
#include "sluice-form-rows.h"
#include "sluice-getting-ready.h"
#include "sluice-help-button.h"
#include "sluice-markdown.h"
#include "sluice-open-link.h"
#include "sluice-opened-note.h"
#include "sluice-plan-cdc.h"
#include "sluice-remembered-offer.h"
#include "sluice-toast.h"

struct _SluiceConnectPage
{
  SluiceStep parent_instance;

  SluiceForm *form;
  SluiceFormRows *rows;
  gboolean in_browser;
  GtkWidget *focus;

  GtkScrolledWindow *scroller;
  SluiceErrorCard *error_card;
  GtkLabel *caption;
  SluiceGettingReady *getting_ready;
  SluiceCheckProgress *progress;
  GtkWidget *sample;
  SluiceOpenedNote *opened_note;
  GtkWidget *no_sample;
  SluiceRememberedOffer *remembered;
  AdwPreferencesGroup *required;
  GtkWidget *paste_button;
  SluiceCdcGroup *cdc;
  AdwPreferencesGroup *optional;
  AdwExpanderRow *optional_row;
  AdwSwitchRow *remember_row;
  SluiceFirewallGroup *firewall;
  GtkLabel *left_out;
  SluiceFormHints *hints;
  SluiceConnectPaste *paste;
  SluiceConnectDrop *drop;
  SluiceConnectCheck *check;
};

G_DEFINE_FINAL_TYPE (SluiceConnectPage, sluice_connect_page, SLUICE_TYPE_STEP)

static SluicePlan *
get_plan (SluiceConnectPage *self)
{
  return sluice_step_get_plan (SLUICE_STEP (self));
}

static SluiceFieldEditor *
find_editor (SluiceConnectPage *self, const char *path)
{
  return self->rows != NULL ? sluice_form_rows_find (self->rows, path) : NULL;
}

/* What the optional fields come to, so that nobody has to unfold them to know. */
static void
update_optional (SluiceConnectPage *self)
{
  const char *schema = NULL;
  g_autofree char *subtitle = NULL;

  if (sluice_form_get_field (self->form, "schema") == NULL)
    {
      adw_expander_row_set_subtitle (self->optional_row, "");
      return;
    }

  schema = sluice_form_get_value (self->form, "schema");
  if (*schema == '\0')
    subtitle = g_strdup (_ ("Schema: all, names will carry it (public.orders)"));
  else
    /* Translators: the one schema of the database that is read */
    subtitle = g_strdup_printf (_ ("Schema: %s"), schema);
  adw_expander_row_set_subtitle (self->optional_row, subtitle);
}

static void
update (SluiceConnectPage *self)
{
  SluiceStep *step = SLUICE_STEP (self);
  g_autofree char *summary = NULL;

  if (self->form == NULL)
    return;

  summary = sluice_form_dup_summary (self->form);
  sluice_step_set_summary (step, summary);
  sluice_step_set_complete (step, sluice_form_get_complete (self->form) &&
                                      sluice_cdc_get_complete (sluice_plan_get_cdc (get_plan (self))));
  sluice_step_set_next_label (step,
                              sluice_connect_check_get_settled (self->check) ? _ ("Next") : _ ("Check Connection"));
  update_optional (self);
}

/* What already has the focus, and was scrolled out of sight since, does not come back by getting it again. */
static void
show_focus (SluiceConnectPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *viewport = gtk_scrolled_window_get_child (self->scroller);

  if (focus != NULL && gtk_widget_is_ancestor (focus, viewport))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), focus, NULL);
}

/* Puts the focus where the person goes on: the first field that is still wrong or empty. */
static void
focus_next (SluiceConnectPage *self)
{
  g_autofree char *path = sluice_form_dup_first_fault (self->form);
  SluiceFieldEditor *editor = path != NULL ? find_editor (self, path) : NULL;

  if (editor == NULL)
    editor = sluice_form_rows_get_first (self->rows);
  if (editor != NULL)
    sluice_field_editor_focus (editor);
}

/* That a connection string may be pasted, which in a narrow window the button alone has to say, and what the last one
 * had that there is no field for. */
static void
describe_required (SluiceConnectPage *self)
{
  const gboolean says = gtk_widget_get_visible (self->paste_button) && !sluice_step_get_narrow (SLUICE_STEP (self));
  const char *left_out = sluice_connect_paste_get_left_out (self->paste);

  adw_preferences_group_set_description (self->required,
                                         says ? _ ("Paste a connection string in any field to fill them all") : NULL);
  gtk_label_set_label (self->left_out, left_out != NULL ? left_out : "");
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), left_out != NULL);
}

/* A connection string has filled the form: on to what is still missing. */
static void
string_filled_cb (SluiceConnectPage *self)
{
  describe_required (self);
  if (self->rows != NULL)
    focus_next (self);
}

static void
pasted_cb (SluiceConnectPage *self, SluiceFieldEditor *editor, const char *text)
{
  sluice_connect_paste_take (self->paste, text, editor);
}

static void
paste_clicked_cb (SluiceConnectPage *self)
{
  sluice_connect_paste_read (self->paste);
}

static void
fill_clicked_cb (SluiceConnectPage *self)
{
  SluicePracticeProcess *practice = sluice_workspace_get_practice (sluice_step_get_workspace (SLUICE_STEP (self)));

  sluice_practice_process_fill_form (practice, self->form);
  sluice_step_announce (SLUICE_STEP (self), _ ("Filled in the sample database"));
}

static void
filled_cb (SluiceConnectPage *self)
{
  sluice_toast_show (GTK_WIDGET (self), _ ("Filled in the new user and its password"));
}

static void
activated_cb (SluiceConnectPage *self)
{
  sluice_step_advance (SLUICE_STEP (self));
}

/* What was connected or set up there shows when the person comes back. */
static void
window_active_cb (SluiceConnectPage *self, GParamSpec *pspec, GtkWindow *window)
{
  if (gtk_window_is_active (window) && self->in_browser && self->rows != NULL)
    sluice_form_rows_refresh (self->rows);
}

static void
connected_cb (SluiceConnectPage *self, const char *what)
{
  sluice_toast_show (GTK_WIDGET (self), what);
}

static void
browse_cb (SluiceConnectPage *self, SluiceFieldEditor *editor)
{
  SluiceBrowserDialog *dialog = sluice_browser_dialog_new (editor, &sluice_clock_real);

  self->in_browser = TRUE;
  g_signal_connect_object (dialog, "connected", G_CALLBACK (connected_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static const char *
get_group_title (SluiceSourceType *source_type)
{
  return sluice_source_type_is_database (source_type) ? _ ("Database") : _ ("Account");
}

static void
build_form (SluiceConnectPage *self)
{
  SluiceSourceType *source_type = sluice_form_get_source_type (self->form);
  SluiceClient *client = sluice_workspace_get_client (sluice_step_get_workspace (SLUICE_STEP (self)));
  const SluiceRegion region = sluice_region_from_base_url (sluice_client_get_base_url (client));
  g_autofree char *caption = sluice_markdown_to_markup (sluice_source_type_get_caption (source_type));
  g_autofree char *title = NULL;

  /* Translators: the title of the page; %s is a kind of source, such as “Postgres” */
  title = g_strdup_printf (_ ("Connect to %s"), sluice_source_type_get_label (source_type));
  sluice_step_set_title (SLUICE_STEP (self), title);
  gtk_label_set_markup (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), *caption != '\0');
  adw_preferences_group_set_title (self->required, get_group_title (source_type));
  gtk_widget_set_visible (self->paste_button, sluice_form_takes_connection_strings (self->form));
  sluice_connect_paste_set_form (self->paste, self->form);
  describe_required (self);

  self->rows = sluice_form_rows_new (self->form, client, self->required, self->optional_row, self->optional);
  sluice_connect_drop_set_rows (self->drop, self->form, self->rows);
  self->hints = sluice_form_hints_new (self->form, self->rows, region == SLUICE_REGION_OWN ? 0 : SLUICE_ADVICE_CLOUD);
  sluice_firewall_group_set_region (self->firewall,
                                    sluice_source_type_has_own_host (source_type) ? region : SLUICE_REGION_OWN);
  g_signal_connect_object (self->rows, "pasted", G_CALLBACK (pasted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "connect", G_CALLBACK (browse_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "browse", G_CALLBACK (browse_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
caption_link_cb (SluiceConnectPage *self, const char *uri)
{
  sluice_open_link (GTK_WIDGET (self), uri);

  return TRUE;
}

static void
value_changed_cb (SluiceConnectPage *self)
{
  update (self);
}

static void
cdc_changed_cb (SluiceConnectPage *self)
{
  update (self);
}

static void
cdc_again_cb (SluiceConnectPage *self)
{
  sluice_step_advance (SLUICE_STEP (self));
}

static void
cdc_leave_cb (SluiceConnectPage *self)
{
  sluice_plan_leave_cdc (get_plan (self));
  sluice_step_advance (SLUICE_STEP (self));
}

static void
remembered_filled_cb (SluiceConnectPage *self)
{
  focus_next (self);
}

/* Only where there is something to remember, and somewhere to keep it. */
static void
update_remember (SluiceConnectPage *self)
{
  SluiceWorkspace *workspace = sluice_step_get_workspace (SLUICE_STEP (self));
  gboolean remembers = sluice_workspace_get_keyring (workspace) != NULL && sluice_form_has_secret_fields (self->form);

  gtk_widget_set_visible (GTK_WIDGET (self->remember_row), remembers);
  gtk_widget_set_visible (GTK_WIDGET (self->optional), remembers ||
                                                           gtk_widget_get_visible (GTK_WIDGET (self->optional_row)) ||
                                                           sluice_form_rows_get_has_switches (self->rows));
}

/* Of the practice workspace alone: what to connect where nothing is at hand. */
static void
update_sample (SluiceConnectPage *self)
{
  SluicePracticeProcess *practice = sluice_workspace_get_practice (sluice_step_get_workspace (SLUICE_STEP (self)));
  const gboolean fits =
      practice != NULL &&
      g_str_equal (sluice_source_type_get_name (sluice_form_get_source_type (self->form)), "Postgres");

  gtk_widget_set_visible (self->sample, fits && sluice_practice_process_has_sample (practice));
  gtk_widget_set_visible (self->no_sample, fits && sluice_practice_process_is_confined ());
}

/* The plan has another form when another type was chosen; its own stays as it was typed. */
static void
take_form (SluiceConnectPage *self)
{
  SluiceForm *form = sluice_plan_get_form (get_plan (self));

  if (form == self->form)
    return;

  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  if (self->rows != NULL)
    sluice_form_rows_remove (self->rows);
  g_clear_object (&self->hints);
  g_clear_object (&self->rows);
  self->in_browser = FALSE;
  sluice_error_card_clear (self->error_card);
  sluice_connect_drop_set_rows (self->drop, NULL, NULL);
  g_set_object (&self->form, form);
  sluice_getting_ready_set_form (self->getting_ready, form);
  sluice_remembered_offer_set_form (self->remembered, sluice_step_get_workspace (SLUICE_STEP (self)), form);
  if (form == NULL)
    return;

  g_signal_connect_object (form, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "notify::complete", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  build_form (self);
  update_remember (self);
  update_sample (self);
}

/* As if it had been chosen on the page before. */
static void
other_type_cb (SluiceConnectPage *self, SluiceSourceType *source_type)
{
  sluice_plan_set_source_type (get_plan (self), source_type);
  take_form (self);
  update (self);
}

/* What is being checked must not change meanwhile. Insensitive widgets lose the focus: it is given back afterwards. */
static void
freeze (SluiceConnectPage *self, gboolean frozen)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (frozen && root != NULL)
    {
      g_set_weak_pointer (&self->focus, gtk_root_get_focus (root));
      gtk_root_set_focus (root, NULL);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->getting_ready), !frozen);
  gtk_widget_set_sensitive (self->sample, !frozen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remembered), !frozen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->required), !frozen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cdc), !frozen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->optional), !frozen);
  if (!frozen && self->focus != NULL && gtk_widget_is_ancestor (self->focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->focus);
  if (!frozen)
    g_clear_weak_pointer (&self->focus);
}

static void
running_cb (SluiceConnectPage *self)
{
  gboolean running = FALSE;

  g_object_get (self->check, "running", &running, NULL);
  freeze (self, running);
  if (running)
    return;

  sluice_cdc_group_refresh (self->cdc);
  update (self);
}

static void
name_schema_cb (SluiceConnectPage *self)
{
  SluiceFieldEditor *editor = self->form != NULL ? find_editor (self, "schema") : NULL;

  if (editor != NULL)
    sluice_field_editor_focus (editor);
}

/* Marks what the advice is about; gives the first of it that is there. */
static SluiceFieldEditor *
mark_fields (SluiceConnectPage *self, const char *const *fields)
{
  SluiceFieldEditor *first = NULL;

  for (guint i = 0; fields[i] != NULL; i++)
    {
      SluiceFieldEditor *editor = find_editor (self, fields[i]);

      if (editor == NULL)
        continue;
      sluice_field_editor_mark (editor);
      if (first == NULL)
        first = editor;
    }

  return first;
}

/* @timeout: what to say when it took too long, NULL for nothing special */
static void
show_failure (SluiceConnectPage *self, const GError *error, const char *timeout)
{
  SluiceFailureAdvice advice = sluice_connect_advice_get (error, self->form);
  SluiceFieldEditor *named = sluice_form_rows_show_error (self->rows, error);
  SluiceFieldEditor *marked = mark_fields (self, advice.fields);
  const gboolean can_narrow = advice.wants_schema && find_editor (self, "schema") != NULL;

  if (timeout != NULL && sluice_connect_advice_is_timeout (error))
    advice.sentence = timeout;
  sluice_error_card_show_error (self->error_card, error->message, advice.sentence,
                                can_narrow ? _ ("Name a Schema") : NULL);
  sluice_error_card_offer_new_key (self->error_card, error);
  if (named != NULL || marked != NULL)
    sluice_field_editor_focus (named != NULL ? named : marked);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
failed_cb (SluiceConnectPage *self, const GError *error, const char *timeout)
{
  show_failure (self, error, timeout);
}

static void
cdc_failed_cb (SluiceConnectPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED))
    sluice_cdc_group_attend (self->cdc);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    sluice_error_card_show_error (self->error_card, error->message,
                                  _ ("Turn near-real-time off; the tables can sync incrementally."), NULL);
  else if (sluice_connect_advice_is_timeout (error))
    /* No tables are listed here, of which there could be fewer. */
    sluice_error_card_show_error (self->error_card, error->message, sluice_error_get_advice (error), NULL);
  else
    show_failure (self, error, NULL);
}

static void
unmark_editor (SluiceFieldEditor *editor, gpointer user_data)
{
  sluice_field_editor_unmark (editor);
}

static DexFuture *
sluice_connect_page_apply (SluiceStep *step)
{
  SluiceConnectPage *self = SLUICE_CONNECT_PAGE (step);

  sluice_error_card_clear (self->error_card);
  if (!sluice_connect_check_get_settled (self->check))
    {
      sluice_form_rows_foreach (self->rows, FALSE, unmark_editor, NULL);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
      sluice_step_announce (step, _ ("Connecting"));
    }

  return sluice_connect_check_run (self->check);
}

static void
narrow_cb (SluiceConnectPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sample), sluice_step_get_narrow (SLUICE_STEP (self)) ?
                                                                     GTK_ORIENTATION_VERTICAL :
                                                                     GTK_ORIENTATION_HORIZONTAL);
  describe_required (self);
}

/* The frame has dropped what apply gave: Stop, Back, or another step. */
static void
busy_cb (SluiceConnectPage *self)
{
  if (!sluice_step_get_busy (SLUICE_STEP (self)) && sluice_connect_check_stop (self->check))
    sluice_step_announce (SLUICE_STEP (self), _ ("Stopped"));
}

static void
sluice_connect_page_shown (SluiceStep *step)
{
  SluiceConnectPage *self = SLUICE_CONNECT_PAGE (step);
  g_autoptr (GError) refusal = sluice_session_steal_refusal (sluice_step_get_session (step));

  take_form (self);
  if (self->form == NULL)
    return;

  sluice_cdc_group_refresh (self->cdc);
  update (self);
  if (refusal != NULL)
    sluice_error_card_show_error (self->error_card, refusal->message, sluice_error_get_advice (refusal), NULL);
  focus_next (self);
  if (sluice_opened_note_get_text (self->opened_note) != NULL)
    sluice_step_announce (step, sluice_opened_note_get_text (self->opened_note));
}

static void
sluice_connect_page_complain (SluiceStep *step)
{
  SluiceConnectPage *self = SLUICE_CONNECT_PAGE (step);
  SluiceFieldEditor *first = NULL;
  g_autofree char *fault = NULL;

  if (self->rows != NULL && (first = sluice_form_rows_check (self->rows, &fault)) != NULL)
    {
      sluice_field_editor_focus (first);
      show_focus (self);
    }
  else
    fault = sluice_cdc_group_complain (self->cdc);
  if (fault != NULL)
    sluice_step_announce (step, fault);
}

static void
sluice_connect_page_root (GtkWidget *widget)
{
  GtkRoot *root = NULL;

  GTK_WIDGET_CLASS (sluice_connect_page_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_object (root, "notify::is-active", G_CALLBACK (window_active_cb), widget, G_CONNECT_SWAPPED);
}

static void
sluice_connect_page_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), window_active_cb, widget);

  GTK_WIDGET_CLASS (sluice_connect_page_parent_class)->unroot (widget);
}

static void
sluice_connect_page_constructed (GObject *object)
{
  SluiceConnectPage *self = SLUICE_CONNECT_PAGE (object);

  G_OBJECT_CLASS (sluice_connect_page_parent_class)->constructed (object);

  self->check =
      sluice_connect_check_new (sluice_step_get_workspace (SLUICE_STEP (self)), get_plan (self), self->progress);
  g_signal_connect_object (self->check, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->check, "cdc-failed", G_CALLBACK (cdc_failed_cb), self, G_CONNECT_SWAPPED);
  sluice_connect_paste_set_types (self->paste,
                                  sluice_workspace_get_source_types (sluice_step_get_workspace (SLUICE_STEP (self))));
  g_object_bind_property (get_plan (self), "remember", self->remember_row, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  sluice_cdc_group_set_plan (self->cdc, get_plan (self));
  sluice_opened_note_set_plan (self->opened_note, get_plan (self), sluice_step_get_workspace (SLUICE_STEP (self)));
  g_signal_connect_object (get_plan (self), "notify::checked", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::busy", G_CALLBACK (busy_cb), NULL);
  g_signal_connect (self, "notify::narrow", G_CALLBACK (narrow_cb), NULL);
}

static void
sluice_connect_page_dispose (GObject *object)
{
  SluiceConnectPage *self = SLUICE_CONNECT_PAGE (object);

  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->rows);
  g_clear_object (&self->hints);
  g_clear_object (&self->drop);
  g_clear_object (&self->paste);
  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CONNECT_PAGE);
  g_clear_object (&self->check);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (sluice_connect_page_parent_class)->dispose (object);
}

static void
sluice_connect_page_class_init (SluiceConnectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SluiceStepClass *step_class = SLUICE_STEP_CLASS (klass);

  object_class->constructed = sluice_connect_page_constructed;
  object_class->dispose = sluice_connect_page_dispose;
  widget_class->root = sluice_connect_page_root;
  widget_class->unroot = sluice_connect_page_unroot;
  step_class->shown = sluice_connect_page_shown;
  step_class->apply = sluice_connect_page_apply;
  step_class->complain = sluice_connect_page_complain;

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  g_type_ensure (SLUICE_TYPE_CDC_GROUP);
  g_type_ensure (SLUICE_TYPE_CHECK_PROGRESS);
  g_type_ensure (SLUICE_TYPE_FIREWALL_GROUP);
  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  g_type_ensure (SLUICE_TYPE_FOLD_ROW);
  g_type_ensure (SLUICE_TYPE_GETTING_READY);
  g_type_ensure (SLUICE_TYPE_OPENED_NOTE);
  g_type_ensure (SLUICE_TYPE_REMEMBERED_OFFER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/connect/sluice-connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, caption);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, getting_ready);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, progress);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, sample);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, opened_note);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, no_sample);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, remembered);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, required);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, left_out);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, paste_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, optional);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, cdc);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, optional_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, remember_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectPage, firewall);
  gtk_widget_class_bind_template_callback (widget_class, caption_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, cdc_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, cdc_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cdc_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, fill_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, filled_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_schema_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remembered_filled_cb);
}

static void
sluice_connect_page_init (SluiceConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->paste = sluice_connect_paste_new (GTK_WIDGET (self), self->paste_button);
  self->drop = sluice_connect_drop_new (GTK_WIDGET (self), GTK_WIDGET (self->required), self->paste);
  g_signal_connect_object (self->paste, "filled", G_CALLBACK (string_filled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->paste, "other-type", G_CALLBACK (other_type_cb), self, G_CONNECT_SWAPPED);
}

SluiceStep *
sluice_connect_page_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_CONNECT_PAGE, "session", session, "id", SLUICE_STEP_CONNECT, NULL);
}
