/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-discard.h"

typedef struct
{
  gpointer data;
  GDestroyNotify destroy;
} Waste;

static gpointer
discard_thread (gpointer user_data)
{
  g_autofree Waste *waste = user_data;

  waste->destroy (waste->data);

  return NULL;
}

void
sluice_discard (gpointer data, GDestroyNotify destroy)
{
  Waste waste = { data, destroy };
  GThread *thread;
  gpointer kept;

  g_return_if_fail (destroy != NULL);

  if (data == NULL)
    return;

  kept = g_memdup2 (&waste, sizeof waste);
  thread = g_thread_try_new ("sluice-discard", discard_thread, kept, NULL);
  /* Without another thread it is late rather than lost. */
  if (thread != NULL)
    g_thread_unref (thread);
  else
    discard_thread (kept);
}
