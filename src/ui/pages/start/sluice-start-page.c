/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-announce.h"
#include "sluice-menu-button.h"
#include "sluice-open-link.h"
#include "sluice-practice-process.h"
#include "sluice-region.h"
#include "sluice-start-page.h"

struct _SluiceStartPage
{
  AdwNavigationPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *welcome;
  GtkLabel *about_practice;
  AdwStatusPage *progress;
  AdwStatusPage *failure;
  GtkLabel *failure_message;
};

G_DEFINE_FINAL_TYPE (SluiceStartPage, sluice_start_page, ADW_TYPE_NAVIGATION_PAGE)

static void
announce (SluiceStartPage *self, const char *message)
{
  sluice_announce (GTK_WIDGET (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Before the text that can be selected, which would take the focus and select itself. */
static void
button_mapped_cb (SluiceStartPage *self, GtkWidget *button)
{
  gtk_widget_grab_focus (button);
}

static void
sign_up_cb (SluiceStartPage *self)
{
  g_autofree char *uri = g_strconcat (sluice_region_get_base_url (SLUICE_REGION_US), "/signup", NULL);

  sluice_open_link (GTK_WIDGET (self), uri);
}

static void
sluice_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_START_PAGE);

  G_OBJECT_CLASS (sluice_start_page_parent_class)->dispose (object);
}

static void
sluice_start_page_class_init (SluiceStartPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_start_page_dispose;

  g_type_ensure (SLUICE_TYPE_MENU_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/start/sluice-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceStartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceStartPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, SluiceStartPage, about_practice);
  gtk_widget_class_bind_template_child (widget_class, SluiceStartPage, progress);
  gtk_widget_class_bind_template_child (widget_class, SluiceStartPage, failure);
  gtk_widget_class_bind_template_child (widget_class, SluiceStartPage, failure_message);
  gtk_widget_class_bind_template_callback (widget_class, button_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_up_cb);
}

static void
sluice_start_page_init (SluiceStartPage *self)
{
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  if (sluice_practice_process_is_confined ())
    gtk_label_set_label (self->about_practice,
                         _ ("The practice workspace runs on this computer. Connect a PostgreSQL of your own there, or "
                            "one of the services, which are played."));

  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->progress));
  adw_status_page_set_paintable (self->progress, GDK_PAINTABLE (spinner));
  adw_status_page_set_icon_name (self->welcome, APPLICATION_ID);
}

SluiceStartPage *
sluice_start_page_new (void)
{
  return g_object_new (SLUICE_TYPE_START_PAGE, NULL);
}

void
sluice_start_page_show_welcome (SluiceStartPage *self)
{
  g_return_if_fail (SLUICE_IS_START_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

void
sluice_start_page_show_progress (SluiceStartPage *self, const char *title, const char *description)
{
  g_return_if_fail (SLUICE_IS_START_PAGE (self));
  g_return_if_fail (title != NULL);

  adw_status_page_set_title (self->progress, title);
  adw_status_page_set_description (self->progress, description);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  announce (self, title);
}

void
sluice_start_page_show_failure (SluiceStartPage *self, const char *title, const char *message)
{
  g_return_if_fail (SLUICE_IS_START_PAGE (self));
  g_return_if_fail (title != NULL);
  g_return_if_fail (message != NULL);

  adw_status_page_set_title (self->failure, title);
  gtk_label_set_label (self->failure_message, message);
  gtk_stack_set_visible_child_name (self->stack, "failure");
  announce (self, message);
}
