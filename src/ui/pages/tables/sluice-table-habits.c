/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-table-habits.h"

/* In the order in which they are put back: a direction needs something to be sorted by. */
static const struct
{
  const char *action;
  const char *key;
} habits[] = {
  { "view", "tables-view" },
  { "grouped", "tables-grouped" },
  { "sort", "tables-sort" },
  { "descending", "tables-descending" },
};

static void
changed_cb (GActionGroup *actions, const char *name, GVariant *state, GSettings *settings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    if (g_str_equal (habits[i].action, name))
      g_settings_set_value (settings, habits[i].key, state);
}

void
sluice_table_habits_follow (GActionGroup *actions)
{
  GSettings *settings = NULL;

  g_return_if_fail (G_IS_ACTION_GROUP (actions));

  settings = g_settings_new (APPLICATION_ID);
  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    {
      g_autoptr (GVariant) now = g_action_group_get_action_state (actions, habits[i].action);
      g_autoptr (GVariant) wanted = g_settings_get_value (settings, habits[i].key);

      if (now != NULL && !g_variant_equal (now, wanted))
        g_action_group_change_action_state (actions, habits[i].action, wanted);
    }
  g_signal_connect_data (actions, "action-state-changed", G_CALLBACK (changed_cb), settings,
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
}
