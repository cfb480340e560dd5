/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-plan-comparison.h"

#include "sluice-discard.h"

struct _SluicePlanComparison
{
  GObject parent_instance;

  GListModel *differences;
  GPtrArray *all;
  GListModel *notes;
  guint n_tables;
};

G_DEFINE_FINAL_TYPE (SluicePlanComparison, sluice_plan_comparison, G_TYPE_OBJECT)

typedef struct
{
  GListModel *differences;
  GPtrArray *all;
  GListModel *notes;
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_object_unref (self->differences);
  g_ptr_array_unref (self->all);
  g_clear_object (&self->notes);
  g_free (self);
}

static void
sluice_plan_comparison_finalize (GObject *object)
{
  SluicePlanComparison *self = SLUICE_PLAN_COMPARISON (object);
  const Found found = { self->differences, self->all, self->notes };

  sluice_discard (g_memdup2 (&found, sizeof found), found_free);

  G_OBJECT_CLASS (sluice_plan_comparison_parent_class)->finalize (object);
}

static void
sluice_plan_comparison_class_init (SluicePlanComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_plan_comparison_finalize;
}

static void
sluice_plan_comparison_init (SluicePlanComparison *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
}

/* The differences of one table stand one after the other. */
static guint
count_tables (GPtrArray *all)
{
  const char *last = NULL;
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    {
      SluicePlanDifference *difference = g_ptr_array_index (all, i);

      if (sluice_plan_difference_get_kind (difference) == SLUICE_DIFFERENCE_SETTING ||
          g_strcmp0 (sluice_plan_difference_get_name (difference), last) == 0)
        continue;
      last = sluice_plan_difference_get_name (difference);
      n++;
    }

  return n;
}

SluicePlanComparison *
sluice_plan_comparison_new (GListModel *differences, GListModel *notes)
{
  SluicePlanComparison *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (differences), NULL);
  g_return_val_if_fail (notes == NULL || G_IS_LIST_MODEL (notes), NULL);

  self = g_object_new (SLUICE_TYPE_PLAN_COMPARISON, NULL);
  self->differences = differences;
  self->notes = notes != NULL ? g_object_ref (notes) : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (differences); i++)
    g_ptr_array_add (self->all, g_list_model_get_item (differences, i));
  self->n_tables = count_tables (self->all);

  return self;
}

GListModel *
sluice_plan_comparison_get_differences (SluicePlanComparison *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_COMPARISON (self), NULL);

  return self->differences;
}

GPtrArray *
sluice_plan_comparison_get_all (SluicePlanComparison *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_COMPARISON (self), NULL);

  return self->all;
}

guint
sluice_plan_comparison_get_n_tables (SluicePlanComparison *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_COMPARISON (self), 0);

  return self->n_tables;
}

GListModel *
sluice_plan_comparison_get_notes (SluicePlanComparison *self)
{
  g_return_val_if_fail (SLUICE_IS_PLAN_COMPARISON (self), NULL);

  return self->notes;
}
