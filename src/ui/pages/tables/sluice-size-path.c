/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-size-path.h"

typedef struct
{
  SluiceSizeScope scope;
  char *name; /* of the scope's group; NULL for none, or without a schema */
} Step;

struct _SluiceSizePath
{
  GArray *steps; /* of Step */
};

static void
clear_step (gpointer step)
{
  g_free (((Step *) step)->name);
}

SluiceSizePath *
sluice_size_path_new (void)
{
  SluiceSizePath *self = g_new0 (SluiceSizePath, 1);

  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);

  return self;
}

void
sluice_size_path_free (SluiceSizePath *self)
{
  g_array_unref (self->steps);
  g_free (self);
}

guint
sluice_size_path_get_depth (SluiceSizePath *self)
{
  return self->steps->len;
}

SluiceSizeScope
sluice_size_path_get_scope (SluiceSizePath *self, guint depth)
{
  g_return_val_if_fail (depth <= self->steps->len, SLUICE_SIZE_SCOPE_ALL);

  return depth == 0 ? SLUICE_SIZE_SCOPE_ALL : g_array_index (self->steps, Step, depth - 1).scope;
}

void
sluice_size_path_push (SluiceSizePath *self, SluiceSizeData *data, SluiceSizeScope scope)
{
  Step step = { scope, NULL };

  if (scope.group != SLUICE_SIZE_ALL_GROUPS)
    step.name = g_strdup (sluice_size_data_get_group_name (data, scope.group));
  g_array_append_val (self->steps, step);
}

void
sluice_size_path_cut (SluiceSizePath *self, guint depth)
{
  if (depth < self->steps->len)
    g_array_set_size (self->steps, depth);
}

gboolean
sluice_size_path_follow (SluiceSizePath *self, SluiceSizeData *data)
{
  const guint depth = self->steps->len;

  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = &g_array_index (self->steps, Step, i);
      gboolean found = TRUE;

      if (step->scope.group != SLUICE_SIZE_ALL_GROUPS)
        {
          step->scope.group = sluice_size_data_find_group (data, step->name);
          found = step->scope.group != G_MAXUINT;
        }
      if (!found || sluice_size_scope_is_empty (&step->scope, sluice_size_data_get_ranking (data)))
        sluice_size_path_cut (self, i);
    }

  return self->steps->len < depth;
}
