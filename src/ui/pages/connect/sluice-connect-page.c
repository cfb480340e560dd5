/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-connect-page.h"

struct _SluiceConnectPage
{
  SluiceStep parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceConnectPage, sluice_connect_page, SLUICE_TYPE_STEP)

static void
sluice_connect_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CONNECT_PAGE);

  G_OBJECT_CLASS (sluice_connect_page_parent_class)->dispose (object);
}

static void
sluice_connect_page_class_init (SluiceConnectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_connect_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/connect/sluice-connect-page.ui");
}

static void
sluice_connect_page_init (SluiceConnectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceStep *
sluice_connect_page_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_CONNECT_PAGE, "session", session, "id", SLUICE_STEP_CONNECT, NULL);
}
