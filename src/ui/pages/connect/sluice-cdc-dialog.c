/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-cdc-asking.h"
#include "sluice-cdc-dialog.h"
#include "sluice-cdc-lines.h"
#include "sluice-error-advice.h"
#include "sluice-error-card.h"
#include "sluice-when.h"

struct _SluiceCdcDialog
{
  AdwDialog parent_instance;

  SluiceClient *client;
  SluicePlan *plan;
  DexFuture *asking;

  GtkWidget *checking;
  GtkWidget *again;
  SluiceErrorCard *error_card;
  SluiceCdcLines *lines;
};

G_DEFINE_FINAL_TYPE (SluiceCdcDialog, sluice_cdc_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
settle (SluiceCdcDialog *self)
{
  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
  g_object_unref (self);
}

static void
answered_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceCdcDialog *self = owner;

  gtk_widget_set_visible (self->checking, FALSE);
  if (error == NULL)
    settle (self);
  else
    sluice_cdc_dialog_say (self, error);
}

/* The button keeps the focus, and what was missing may be read and copied meanwhile. */
static void
again_cb (SluiceCdcDialog *self)
{
  if (gtk_widget_get_visible (self->checking))
    return;

  sluice_error_card_clear (self->error_card);
  gtk_widget_set_visible (self->checking, TRUE);
  sluice_announce (GTK_WIDGET (self), _ ("Checking"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  dex_clear (&self->asking);
  self->asking = sluice_when (sluice_cdc_ask (self->client, self->plan), self, answered_cb);
}

static void
leave_cb (SluiceCdcDialog *self)
{
  dex_clear (&self->asking);
  sluice_plan_leave_cdc (self->plan);
  settle (self);
}

static void
sluice_cdc_dialog_closed (AdwDialog *dialog)
{
  dex_clear (&SLUICE_CDC_DIALOG (dialog)->asking);
}

static void
sluice_cdc_dialog_dispose (GObject *object)
{
  SluiceCdcDialog *self = SLUICE_CDC_DIALOG (object);

  dex_clear (&self->asking);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CDC_DIALOG);
  g_clear_object (&self->client);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (sluice_cdc_dialog_parent_class)->dispose (object);
}

static void
sluice_cdc_dialog_class_init (SluiceCdcDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_cdc_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = sluice_cdc_dialog_closed;

  signals[SIGNAL_SETTLED] =
      g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_CDC_LINES);
  g_type_ensure (SLUICE_TYPE_ERROR_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/connect/sluice-cdc-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcDialog, checking);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcDialog, again);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcDialog, error_card);
  gtk_widget_class_bind_template_child (widget_class, SluiceCdcDialog, lines);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
sluice_cdc_dialog_init (SluiceCdcDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
sluice_cdc_dialog_new (SluiceClient *client, SluicePlan *plan)
{
  SluiceCdcDialog *self = NULL;

  g_return_val_if_fail (SLUICE_IS_CLIENT (client), NULL);
  g_return_val_if_fail (SLUICE_IS_PLAN (plan), NULL);

  self = g_object_new (SLUICE_TYPE_CDC_DIALOG, NULL);
  self->client = g_object_ref (client);
  self->plan = g_object_ref (plan);
  sluice_cdc_lines_set_plan (self->lines, plan);

  return ADW_DIALOG (self);
}

void
sluice_cdc_dialog_say (SluiceCdcDialog *self, const GError *error)
{
  g_return_if_fail (SLUICE_IS_CDC_DIALOG (self));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED))
    {
      sluice_cdc_lines_attend (self->lines);
      gtk_widget_grab_focus (self->again);
    }
  else if (!sluice_error_is_cancelled (error))
    {
      sluice_error_card_show_error (self->error_card, error->message, sluice_error_get_advice (error), NULL);
      sluice_error_card_offer_new_key (self->error_card, error);
      gtk_widget_grab_focus (self->again);
    }
}
