/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-weak.h"

GWeakRef *
sluice_weak_new (gpointer object)
{
  GWeakRef *weak = NULL;

  g_return_val_if_fail (G_IS_OBJECT (object), NULL);

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, object);

  return weak;
}

void
sluice_weak_free (gpointer weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}
