/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-state-style.h"

static const char *const classes[] = { "state-done", "state-running", "state-paused", "state-failed", "state-none" };

const char *
sluice_state_get_icon_name (SluiceState state)
{
  switch (state)
    {
    case SLUICE_STATE_RUNNING:
      return "sluice-running-symbolic";
    case SLUICE_STATE_COMPLETED:
      return "object-select-symbolic";
    case SLUICE_STATE_FAILED:
      return "sluice-failed-symbolic";
    case SLUICE_STATE_BILLING_LIMIT:
      return "dialog-warning-symbolic";
    case SLUICE_STATE_PAUSED:
      return "media-playback-pause-symbolic";
    case SLUICE_STATE_CANCELLED:
      return "process-stop-symbolic";
    case SLUICE_STATE_NONE:
    case SLUICE_STATE_OTHER:
    default:
      return "sluice-pending-symbolic";
    }
}

const char *
sluice_state_get_css_class (SluiceState state)
{
  switch (state)
    {
    case SLUICE_STATE_RUNNING:
      return "state-running";
    case SLUICE_STATE_COMPLETED:
      return "state-done";
    case SLUICE_STATE_FAILED:
    case SLUICE_STATE_BILLING_LIMIT:
      return "state-failed";
    case SLUICE_STATE_PAUSED:
    case SLUICE_STATE_CANCELLED:
      return "state-paused";
    case SLUICE_STATE_NONE:
    case SLUICE_STATE_OTHER:
    default:
      return "state-none";
    }
}

char *
sluice_state_dup_words (SluiceState state, const char *word)
{
  if (state == SLUICE_STATE_OTHER && word != NULL)
    return g_strdup (word);
  if (state == SLUICE_STATE_NONE || state == SLUICE_STATE_OTHER)
    return g_strdup (_ ("Not synced yet"));

  return g_strdup (sluice_state_get_label (state));
}

void
sluice_state_apply (SluiceState state, GtkImage *image, GtkWidget *label)
{
  const char *class = sluice_state_get_css_class (state);

  gtk_image_set_from_icon_name (image, sluice_state_get_icon_name (state));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (image), classes[i]);
      if (label != NULL)
        gtk_widget_remove_css_class (label, classes[i]);
    }
  gtk_widget_add_css_class (GTK_WIDGET (image), class);
  if (label != NULL)
    gtk_widget_add_css_class (label, class);
}
