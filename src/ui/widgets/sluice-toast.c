/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-toast.h"

/* As libadwaita has it. */
#define USUAL_SECONDS 5

/* Takes @toast. */
static void
add (GtkWidget *from, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    {
      g_object_unref (toast);
      return;
    }

  adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (overlay));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static AdwToast *
create (const char *text, guint seconds)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, seconds);

  return toast;
}

void
sluice_toast_show (GtkWidget *from, const char *text)
{
  sluice_toast_show_for (from, text, USUAL_SECONDS);
}

void
sluice_toast_show_for (GtkWidget *from, const char *text, guint seconds)
{
  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  add (from, create (text, seconds));
}

void
sluice_toast_offer (GtkWidget *from, const char *text, const char *button_label, const char *action_name)
{
  AdwToast *toast = NULL;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (text != NULL);

  toast = create (text, USUAL_SECONDS);
  adw_toast_set_button_label (toast, button_label);
  adw_toast_set_action_name (toast, action_name);
  add (from, toast);
}
