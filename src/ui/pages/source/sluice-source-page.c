/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-source-page.h"

struct _SluiceSourcePage
{
  SluiceStep parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceSourcePage, sluice_source_page, SLUICE_TYPE_STEP)

static void
sluice_source_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_SOURCE_PAGE);

  G_OBJECT_CLASS (sluice_source_page_parent_class)->dispose (object);
}

static void
sluice_source_page_class_init (SluiceSourcePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_source_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/pages/source/sluice-source-page.ui");
}

static void
sluice_source_page_init (SluiceSourcePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SluiceStep *
sluice_source_page_new (SluiceSession *session)
{
  return g_object_new (SLUICE_TYPE_SOURCE_PAGE, "session", session, "id", SLUICE_STEP_SOURCE, NULL);
}
