/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-price-row.h"

#include "sluice-spin-text.h"

/* Beyond this not every whole number is a double. */
#define BOUND_MAX 1e15

struct _SluicePriceRow
{
  AdwExpanderRow parent_instance;

  gboolean updating;

  AdwSpinRow *bound;
  GtkAdjustment *bound_range;
  AdwSpinRow *price;
  AdwButtonRow *remove;
};

G_DEFINE_FINAL_TYPE (SluicePriceRow, sluice_price_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  SIGNAL_BOUND_EDITED,
  SIGNAL_PRICE_EDITED,
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
bound_changed_cb (SluicePriceRow *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[SIGNAL_BOUND_EDITED], 0, (gint64) adw_spin_row_get_value (self->bound));
}

static void
price_changed_cb (SluicePriceRow *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[SIGNAL_PRICE_EDITED], 0, adw_spin_row_get_value (self->price) / SLUICE_ROWS_A_PRICE);
}

static void
removed_cb (SluicePriceRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
sluice_price_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_PRICE_ROW);

  G_OBJECT_CLASS (sluice_price_row_parent_class)->dispose (object);
}

static void
sluice_price_row_class_init (SluicePriceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_price_row_dispose;

  signals[SIGNAL_BOUND_EDITED] = g_signal_new ("bound-edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_PRICE_EDITED] = g_signal_new ("price-edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SIGNAL_REMOVED] =
      g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/preferences/sluice-price-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePriceRow, bound);
  gtk_widget_class_bind_template_child (widget_class, SluicePriceRow, bound_range);
  gtk_widget_class_bind_template_child (widget_class, SluicePriceRow, price);
  gtk_widget_class_bind_template_child (widget_class, SluicePriceRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, bound_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, price_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, removed_cb);
}

static void
sluice_price_row_init (SluicePriceRow *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_spin_text_show_count (self->bound);
  self->updating = FALSE;
}

GtkWidget *
sluice_price_row_new (void)
{
  return g_object_new (SLUICE_TYPE_PRICE_ROW, NULL);
}

void
sluice_price_row_show (SluicePriceRow *self, const SluicePriceList *price_list, guint tier)
{
  const SluicePriceTier *tiers = price_list->tiers;
  g_autofree char *rows = NULL;
  g_autofree char *price = NULL;

  g_return_if_fail (SLUICE_IS_PRICE_ROW (self));
  g_return_if_fail (price_list != NULL && tier < price_list->n_tiers);

  rows = sluice_price_list_dup_tier_rows (price_list, tier);
  price = sluice_price_list_dup_tier_price (price_list, tier);

  self->updating = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), rows);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, rows, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), price);
  gtk_widget_set_visible (GTK_WIDGET (self->bound), tiers[tier].up_to != SLUICE_NO_BOUND);
  if (tiers[tier].up_to != SLUICE_NO_BOUND)
    {
      const gint64 lowest = tier > 0 ? tiers[tier - 1].up_to : price_list->free_rows;

      /* Both at once: either alone would clamp the value. */
      gtk_adjustment_configure (self->bound_range, (double) tiers[tier].up_to, (double) lowest + 1,
                                MIN ((double) tiers[tier + 1].up_to - 1, BOUND_MAX),
                                gtk_adjustment_get_step_increment (self->bound_range),
                                gtk_adjustment_get_page_increment (self->bound_range), 0);
    }
  adw_spin_row_set_value (self->price, tiers[tier].price * SLUICE_ROWS_A_PRICE);
  gtk_widget_set_visible (GTK_WIDGET (self->remove), price_list->n_tiers > 1);
  self->updating = FALSE;
}

void
sluice_price_row_edit (SluicePriceRow *self)
{
  g_return_if_fail (SLUICE_IS_PRICE_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_widget_get_visible (GTK_WIDGET (self->bound)) ? self->bound : self->price));
}
