/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-announce.h"
#include "sluice-error-card.h"
#include "sluice-new-key-button.h"

struct _SluiceErrorCard
{
  AdwBin parent_instance;

  AdwActionRow *words_row;
  AdwActionRow *advice_row;
  SluiceNewKeyButton *new_key;
  GtkButton *action;
};

G_DEFINE_FINAL_TYPE (SluiceErrorCard, sluice_error_card, ADW_TYPE_BIN)

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
action_clicked_cb (SluiceErrorCard *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
sluice_error_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_ERROR_CARD);

  G_OBJECT_CLASS (sluice_error_card_parent_class)->dispose (object);
}

static void
sluice_error_card_class_init (SluiceErrorCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_error_card_dispose;

  g_type_ensure (SLUICE_TYPE_NEW_KEY_BUTTON);

  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/widgets/sluice-error-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorCard, words_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorCard, advice_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorCard, new_key);
  gtk_widget_class_bind_template_child (widget_class, SluiceErrorCard, action);
  gtk_widget_class_bind_template_callback (widget_class, action_clicked_cb);
}

static void
sluice_error_card_init (SluiceErrorCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_error_card_new (void)
{
  return g_object_new (SLUICE_TYPE_ERROR_CARD, NULL);
}

void
sluice_error_card_show_error (SluiceErrorCard *self, const char *words, const char *advice, const char *action_label)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (SLUICE_IS_ERROR_CARD (self));
  g_return_if_fail (words != NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words_row), words);
  adw_action_row_set_subtitle (self->advice_row, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice_row), advice != NULL || action_label != NULL);
  sluice_new_key_button_offer (self->new_key, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->action), action_label != NULL);
  gtk_button_set_label (self->action, action_label != NULL ? action_label : "");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);

  spoken = g_strjoin (" ", words, advice, NULL);
  sluice_announce (GTK_WIDGET (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

void
sluice_error_card_offer_new_key (SluiceErrorCard *self, const GError *error)
{
  g_return_if_fail (SLUICE_IS_ERROR_CARD (self));

  if (sluice_new_key_button_offer (self->new_key, error))
    gtk_widget_set_visible (GTK_WIDGET (self->advice_row), TRUE);
}

void
sluice_error_card_clear (SluiceErrorCard *self)
{
  g_return_if_fail (SLUICE_IS_ERROR_CARD (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
