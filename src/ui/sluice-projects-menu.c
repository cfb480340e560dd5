/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-projects-menu.h"

char *
sluice_projects_menu_dup_target (SluiceAccount *account)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNT (account), NULL);

  return g_strdup_printf ("%s#%s", sluice_account_get_base_url (account), sluice_account_get_project_id (account));
}

static void
append_project (GMenu *menu, const char *label, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_autoptr (GString) escaped = g_string_new (label);

  /* In a menu's label an underscore makes a mnemonic of what follows. */
  g_string_replace (escaped, "_", "__", 0);
  g_menu_item_set_label (item, escaped->str);
  g_menu_item_set_action_and_target (item, "projects.open", "s", target);
  g_menu_append_item (menu, item);
}

void
sluice_projects_menu_fill (GMenu *menu, SluiceAccounts *accounts, SluiceAccount *current)
{
  g_autoptr (GMenu) projects = g_menu_new ();
  g_autoptr (GMenu) ways = g_menu_new ();

  g_return_if_fail (G_IS_MENU (menu));
  g_return_if_fail (SLUICE_IS_ACCOUNTS (accounts));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (SluiceAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);
      g_autofree char *title = sluice_account_dup_title (account);
      g_autofree char *target = sluice_projects_menu_dup_target (account);

      append_project (projects, title, target);
    }
  append_project (projects, _ ("Practice Workspace"), SLUICE_PROJECT_PRACTICE);
  g_menu_append (ways, _ ("_Connect Another Project"), "win.sign-in");
  if (current != NULL)
    g_menu_append (ways, _ ("_Sign Out"), "win.sign-out");

  g_menu_remove_all (menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (projects));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ways));
}

SluiceAccount *
sluice_projects_menu_find (SluiceAccounts *accounts, const char *target)
{
  g_return_val_if_fail (SLUICE_IS_ACCOUNTS (accounts), NULL);
  g_return_val_if_fail (target != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (SluiceAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);
      g_autofree char *own = sluice_projects_menu_dup_target (account);

      if (g_str_equal (own, target))
        return g_steal_pointer (&account);
    }

  return NULL;
}
