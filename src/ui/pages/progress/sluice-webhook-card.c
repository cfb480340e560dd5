/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-webhook-card.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-copy-button.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-fold-row.h"
#include "sluice-form-rows.h"
#include "sluice-help-button.h"
#include "sluice-markdown.h"
#include "sluice-open-link.h"
#include "sluice-phrases.h"
#include "sluice-registration-words.h"
#include "sluice-webhook-words.h"

struct _SluiceWebhookCard
{
  AdwBin parent_instance;

  SluiceRegistration *registration;
  SluicePlan *plan;
  SluiceForm *form;
  SluiceFormRows *rows; /* NULL until it is shown */
  gboolean sending;     /* what was typed is under way */

  AdwActionRow *posthog_row;
  AdwActionRow *service_row;
  AdwActionRow *events_row;
  AdwActionRow *url_row;
  SluiceCopyButton *copy;
  SluiceErrorCard *error_card;
  GtkLabel *instructions;
  AdwPreferencesGroup *required;
  AdwPreferencesGroup *optional;
  AdwExpanderRow *optional_row;
  GtkWidget *save;
  GtkWidget *check;
  GtkWidget *confirm;
  GtkWidget *again;
  GtkWidget *poll;
  GtkWidget *later;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (SluiceWebhookCard, sluice_webhook_card, ADW_TYPE_BIN)

enum
{
  SIGNAL_SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static SluiceSourceType *
get_source_type (SluiceWebhookCard *self)
{
  return sluice_plan_get_source_type (self->plan);
}

/* SLUICE_WEBHOOK_ABSENT also while nobody could be asked. */
static SluiceWebhookState
get_state (SluiceWebhookCard *self)
{
  SluiceWebhook *webhook = sluice_registration_get_webhook (self->registration);

  return webhook != NULL ? sluice_webhook_get_state (webhook) : SLUICE_WEBHOOK_ABSENT;
}

static gboolean
is_asked (SluiceWebhookCard *self)
{
  return sluice_registration_get_webhook (self->registration) != NULL;
}

/* --- what the person types --- */

static gboolean
takes_inputs (SluiceWebhookCard *self)
{
  const SluiceWebhookState state = get_state (self);

  return sluice_source_type_get_webhook_fields (get_source_type (self))->len > 0 && is_asked (self) &&
         state != SLUICE_WEBHOOK_ABSENT && state != SLUICE_WEBHOOK_UNSUPPORTED;
}

static void
save_activated_cb (SluiceWebhookCard *self)
{
  gtk_widget_activate (self->save);
}

static void
build_form (SluiceWebhookCard *self)
{
  if (self->rows != NULL)
    return;

  self->form = sluice_form_new_for_webhook (get_source_type (self));
  self->rows = sluice_form_rows_new (self->form, NULL, self->required, self->optional_row, self->optional);
  g_signal_connect_object (self->rows, "activated", G_CALLBACK (save_activated_cb), self, G_CONNECT_SWAPPED);
}

typedef struct
{
  SluiceWebhookCard *card;
  SluiceFieldEditor *first;
} Search;

/* What the server has already need not be typed again. */
static void
check_editor (SluiceFieldEditor *editor, gpointer user_data)
{
  Search *search = user_data;
  const char *value = sluice_form_get_value (search->card->form, sluice_field_editor_get_path (editor));
  g_autofree char *fault = NULL;

  if (*value == '\0' &&
      !sluice_registration_is_missing (search->card->registration, sluice_field_editor_get_field (editor)))
    return;

  fault = sluice_field_editor_check (editor);
  if (fault != NULL && search->first == NULL)
    search->first = editor;
}

static gboolean
check_form (SluiceWebhookCard *self)
{
  Search search = { self, NULL };

  sluice_form_rows_foreach (self->rows, TRUE, check_editor, &search);
  if (search.first != NULL)
    sluice_field_editor_focus (search.first);

  return search.first == NULL;
}

/* --- how it stands --- */

static void
update_standing (SluiceWebhookCard *self)
{
  SluiceWebhook *webhook = sluice_registration_get_webhook (self->registration);
  const char *url = sluice_registration_get_url (self->registration);
  g_autofree char *code = sluice_phrase_code (url != NULL ? url : "");
  g_autofree char *service = webhook != NULL ? sluice_webhook_words_dup_service (webhook) : NULL;
  g_autofree char *events =
      webhook != NULL ? g_strjoinv (", ", (GStrv) sluice_webhook_get_missing_events (webhook)) : g_strdup ("");

  gtk_widget_set_visible (GTK_WIDGET (self->posthog_row), webhook != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->service_row), webhook != NULL && sluice_webhook_get_exists (webhook));
  gtk_widget_set_visible (GTK_WIDGET (self->events_row), *events != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->url_row), url != NULL);
  if (webhook != NULL)
    adw_action_row_set_subtitle (self->posthog_row, sluice_webhook_words_get_posthog (webhook));
  adw_action_row_set_subtitle (self->service_row, service != NULL ? service : "");
  adw_action_row_set_subtitle (self->events_row, events);
  adw_action_row_set_subtitle (self->url_row, code);
}

static void
update_error (SluiceWebhookCard *self)
{
  const GError *error = sluice_registration_get_error (self->registration);
  const char *message = sluice_registration_get_message (self->registration);

  if (sluice_registration_get_busy (self->registration))
    return;

  if (error != NULL)
    {
      const char *right = sluice_error_is_about_key (error) ?
                              NULL :
                              sluice_webhook_words_get_right (get_source_type (self), error->message);

      sluice_error_card_show_error (self->error_card, error->message,
                                    right != NULL ? right : sluice_error_get_advice (error), NULL);
      sluice_error_card_offer_new_key (self->error_card, error);
    }
  else if (message != NULL)
    sluice_error_card_show_error (self->error_card, message,
                                  sluice_webhook_words_get_right (get_source_type (self), message), NULL);
  else
    sluice_error_card_clear (self->error_card);
}

static void
update_by_hand (SluiceWebhookCard *self)
{
  const gboolean shown = takes_inputs (self);
  const char *caption = sluice_source_type_get_webhook_setup_caption (get_source_type (self));
  g_autofree char *markup = sluice_markdown_to_markup (caption);

  gtk_label_set_markup (self->instructions, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->instructions),
                          *markup != '\0' && sluice_registration_get_url (self->registration) != NULL);
  if (shown)
    build_form (self);
  gtk_widget_set_visible (GTK_WIDGET (self->required), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->optional),
                          shown && (gtk_widget_get_visible (GTK_WIDGET (self->optional_row)) ||
                                    sluice_form_rows_get_has_switches (self->rows)));
}

static gboolean
can_register (SluiceWebhookCard *self)
{
  const SluiceWebhookState state = get_state (self);

  return is_asked (self) && state != SLUICE_WEBHOOK_UNSUPPORTED && state != SLUICE_WEBHOOK_REGISTERED &&
         (state == SLUICE_WEBHOOK_ABSENT || !sluice_source_type_get_webhook_manual_only (get_source_type (self)));
}

static void
suggest (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
update_buttons (SluiceWebhookCard *self)
{
  const SluiceWebhookState state = get_state (self);
  const gboolean absent = is_asked (self) && state == SLUICE_WEBHOOK_ABSENT;
  const gboolean saves = takes_inputs (self);

  gtk_widget_set_visible (self->save, saves);
  gtk_widget_set_visible (self->check, state != SLUICE_WEBHOOK_UNSUPPORTED);
  gtk_widget_set_visible (self->confirm, is_asked (self) && state == SLUICE_WEBHOOK_UNCHECKED);
  gtk_widget_set_visible (self->again, can_register (self));
  gtk_button_set_label (GTK_BUTTON (self->again), absent ? _ ("_Register") : _ ("_Register Again…"));
  gtk_widget_set_visible (self->spinner, sluice_registration_get_busy (self->registration));
  suggest (self->save, saves);
  suggest (self->again, absent);
  suggest (self->check, !saves && !absent);
}

/* Once it is there it stays while something is under way, so that nothing is torn from under the person's hands. */
static gboolean
is_wanted (SluiceWebhookCard *self)
{
  const SluiceRegistrationState state = sluice_registration_get_state (self->registration);

  if (sluice_registration_get_settled (self->registration) || !sluice_registration_get_needed (self->registration) ||
      sluice_registration_get_gone (self->registration))
    return FALSE;
  if (sluice_registration_get_busy (self->registration))
    return gtk_widget_get_visible (GTK_WIDGET (self));

  return state == SLUICE_REGISTRATION_MANUAL || state == SLUICE_REGISTRATION_REGISTERING;
}

static void
announce (SluiceWebhookCard *self)
{
  g_autofree char *detail = sluice_registration_words_dup_detail (self->registration);

  if (detail != NULL)
    sluice_announce (GTK_WIDGET (self), detail, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update (SluiceWebhookCard *self)
{
  const gboolean was_shown = gtk_widget_get_visible (GTK_WIDGET (self));
  const gboolean shown = is_wanted (self);

  if (shown)
    {
      update_standing (self);
      update_error (self);
      update_by_hand (self);
      update_buttons (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (shown && !was_shown)
    announce (self);
  if (was_shown && !shown)
    g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static void
busy_cb (SluiceWebhookCard *self)
{
  if (sluice_registration_get_busy (self->registration))
    return;

  /* What the server did not take can be mended; what it took is not kept. */
  if (self->sending && sluice_registration_get_error (self->registration) == NULL)
    sluice_form_clear (self->form);
  self->sending = FALSE;
  if (!sluice_registration_get_gone (self->registration))
    announce (self);
}

/* --- what the person can do --- */

static gboolean
is_free (SluiceWebhookCard *self)
{
  return self->registration != NULL && !sluice_registration_get_busy (self->registration) &&
         !sluice_registration_get_settled (self->registration) && !sluice_registration_get_gone (self->registration);
}

static void
save_cb (SluiceWebhookCard *self)
{
  g_autoptr (JsonNode) inputs = NULL;

  if (!is_free (self) || !check_form (self))
    return;

  inputs = sluice_form_to_webhook_inputs (self->form);
  if (inputs == NULL)
    {
      dex_future_disown (sluice_registration_check (self->registration));
      return;
    }
  self->sending = TRUE;
  dex_future_disown (sluice_registration_enter_inputs (self->registration, inputs));
}

static void
check_cb (SluiceWebhookCard *self)
{
  if (is_free (self))
    dex_future_disown (sluice_registration_check (self->registration));
}

static void
confirm_cb (SluiceWebhookCard *self)
{
  if (is_free (self) && is_asked (self) && get_state (self) == SLUICE_WEBHOOK_UNCHECKED)
    dex_future_disown (sluice_registration_confirm (self->registration));
}

static void
later_cb (SluiceWebhookCard *self)
{
  if (is_free (self))
    dex_future_disown (sluice_registration_finish_later (self->registration));
}

static void
ask (SluiceWebhookCard *self,
     const char *title,
     const char *body,
     const char *label,
     AdwResponseAppearance appearance,
     GCallback response_cb)
{
  AdwDialog *dialog = adw_alert_dialog_new (title, body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "go", label, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "go", appearance);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response::go", response_cb, self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
register_again (SluiceWebhookCard *self)
{
  if (is_free (self))
    dex_future_disown (sluice_registration_register_again (self->registration));
}

static void
again_cb (SluiceWebhookCard *self)
{
  const char *service = sluice_source_type_get_label (get_source_type (self));
  g_autofree char *body = NULL;

  if (!is_free (self))
    return;
  if (get_state (self) == SLUICE_WEBHOOK_ABSENT)
    {
      register_again (self);
      return;
    }

  /* Translators: %s is a service such as “Stripe” */
  body = g_strdup_printf (_ ("If %s has it already, it may then be there twice, and every event is sent and counted "
                             "twice. Look there first, and remove what is left of an earlier one."),
                          service);
  ask (self, _ ("Register the Webhook Again?"), body, _ ("_Register Again"), ADW_RESPONSE_DESTRUCTIVE,
       G_CALLBACK (register_again));
}

static void
poll_instead (SluiceWebhookCard *self)
{
  if (is_free (self))
    dex_future_disown (sluice_registration_poll_instead (self->registration));
}

static void
poll_cb (SluiceWebhookCard *self)
{
  g_autofree char *body = NULL;

  if (!is_free (self))
    return;

  body = sluice_webhook_words_dup_polling (self->plan);
  ask (self, _ ("Poll Instead of the Webhook?"), body, _ ("_Poll Instead"), ADW_RESPONSE_SUGGESTED,
       G_CALLBACK (poll_instead));
}

static void
copy_cb (SluiceWebhookCard *self)
{
  sluice_copy_button_copy (self->copy, sluice_registration_get_url (self->registration));
}

static gboolean
instructions_link_cb (SluiceWebhookCard *self, const char *uri)
{
  sluice_open_link (GTK_WIDGET (self), uri);

  return TRUE;
}

/* --- the widget --- */

static gboolean
sluice_webhook_card_grab_focus (GtkWidget *widget)
{
  SluiceWebhookCard *self = SLUICE_WEBHOOK_CARD (widget);
  SluiceFieldEditor *first = self->rows != NULL && takes_inputs (self) ? sluice_form_rows_get_first (self->rows) : NULL;

  if (first != NULL)
    {
      sluice_field_editor_focus (first);
      return TRUE;
    }

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->check) ? self->check : self->poll);
}

static void
sluice_webhook_card_dispose (GObject *object)
{
  SluiceWebhookCard *self = SLUICE_WEBHOOK_CARD (object);

  if (self->rows != NULL)
    sluice_form_rows_remove (self->rows);
  g_clear_object (&self->rows);
  g_clear_object (&self->form);
  /* The template lets go of a direct child that is bound, of which AdwBin would not know. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_WEBHOOK_CARD);
  g_clear_object (&self->registration);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (sluice_webhook_card_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/progress/sluice-webhook-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, posthog_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, service_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, events_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, url_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, copy);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, instructions);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, required);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, optional);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, optional_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, save);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, check);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, confirm);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, again);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, poll);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, later);
  gtk_widget_class_bind_template_child (widget_class, SluiceWebhookCard, spinner);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, poll_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, instructions_link_cb);
}

static void
sluice_webhook_card_class_init (SluiceWebhookCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_webhook_card_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = sluice_webhook_card_grab_focus;

  signals[SIGNAL_SETTLED] =
      g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HELP_BUTTON);
  g_type_ensure (SLUICE_TYPE_COPY_BUTTON);
  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  g_type_ensure (SLUICE_TYPE_FOLD_ROW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
sluice_webhook_card_init (SluiceWebhookCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_copy_button_name (self->copy, _ ("Copy the address"));
}

GtkWidget *
sluice_webhook_card_new (void)
{
  return g_object_new (SLUICE_TYPE_WEBHOOK_CARD, NULL);
}

void
sluice_webhook_card_set_registration (SluiceWebhookCard *self, SluiceRegistration *registration, SluicePlan *plan)
{
  g_autofree char *title = NULL;

  g_return_if_fail (SLUICE_IS_WEBHOOK_CARD (self));
  g_return_if_fail (SLUICE_IS_REGISTRATION (registration));
  g_return_if_fail (SLUICE_IS_PLAN (plan));

  if (!g_set_object (&self->registration, registration))
    return;

  g_set_object (&self->plan, plan);
  /* Translators: how a webhook stands there; %s is a service such as “Stripe” */
  title = g_strdup_printf (_ ("At %s"), sluice_source_type_get_label (get_source_type (self)));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->service_row), title);
  g_signal_connect_object (registration, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (registration, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
