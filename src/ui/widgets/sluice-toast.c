/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-toast.h"

#include "sluice-announce.h"

/* As libadwaita has it. */
#define USUAL_SECONDS 5

/* Up to this width of a window, in pixels, a long text leaves no room for a button unless it is wrapped early. */
#define NARROW_WIDTH 450
#define NARROW_CHARS 22

/* The innermost overlay that is seen below @widget. */
static GtkWidget *
find_below (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_mapped (child) ? find_below (child) : NULL;

      if (found != NULL)
        return found;
    }

  return ADW_IS_TOAST_OVERLAY (widget) ? widget : NULL;
}

/* Takes @toast, and gives it back unless there is no place for it. */
static AdwToast *
add (GtkWidget *from, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    {
      g_object_unref (toast);
      return NULL;
    }

  overlay = find_below (overlay);
  adw_toast_overlay_dismiss_all (ADW_TOAST_OVERLAY (overlay));
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);

  return toast;
}

/* In a label of its own, since a toast's title is cut where it is longer than a small window is wide. */
static AdwToast *
create (GtkWidget *from, const char *text, guint seconds)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0f, NULL);

  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, seconds);
  /* Only of a title it is said. */
  sluice_announce (GTK_WIDGET (from), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);

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

  add (from, create (from, text, seconds));
}

AdwToast *
sluice_toast_offer (GtkWidget *from, const char *text, const char *button_label, const char *action_name)
{
  return sluice_toast_offer_for (from, text, USUAL_SECONDS, button_label, action_name);
}

AdwToast *
sluice_toast_offer_for (GtkWidget *from,
                        const char *text,
                        guint seconds,
                        const char *button_label,
                        const char *action_name)
{
  AdwToast *toast = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (from), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  toast = create (from, text, seconds);
  if (gtk_widget_get_width (from) < NARROW_WIDTH)
    gtk_label_set_max_width_chars (GTK_LABEL (adw_toast_get_custom_title (toast)), NARROW_CHARS);
  adw_toast_set_button_label (toast, button_label);
  adw_toast_set_action_name (toast, action_name);

  return add (from, toast);
}
