/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-menu-button.h"
#include "sluice-menu-names.h"

struct _SluiceMenuButton
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceMenuButton, sluice_menu_button, ADW_TYPE_BIN)

static void
sluice_menu_button_class_init (SluiceMenuButtonClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/sluice_app/Sluice/widgets/sluice-menu-button.ui");
}

static void
sluice_menu_button_init (SluiceMenuButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_menu_names_add (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (self))));
}
