/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-estimate-details.h"
#include "sluice-estimate-settings.h"
#include "sluice-phrases.h"
#include "sluice-receipt.h"

struct _SluiceReceipt
{
  AdwBin parent_instance;

  SluicePlan *plan;
  GListModel *sources;

  GtkLabel *first_load;
  GtkLabel *month;
  GtkLabel *cost;
  GtkLabel *heading;
  GtkLabel *unknown;
  GtkLabel *free;
  GtkLabel *shared;
  GtkLabel *date;
};

G_DEFINE_FINAL_TYPE (SluiceReceipt, sluice_receipt, ADW_TYPE_BIN)

typedef enum
{
  PROP_PLAN = 1,
  PROP_SOURCES,
} SluiceReceiptProps;

static GParamSpec *properties[PROP_SOURCES + 1];

/* Nothing to say takes no place. */
static void
show_line (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
update (SluiceReceipt *self)
{
  SluiceTableList *tables = sluice_plan_get_tables (self->plan);
  const SluicePriceList *prices = sluice_estimate_settings_get_price_list (sluice_estimate_settings_get_default ());
  SluiceRowRange month_range = sluice_table_list_get_month (tables);
  g_autofree char *first_load = sluice_phrase_first_load (tables);
  g_autofree char *month = sluice_row_range_to_string (month_range);
  g_autofree char *cost = sluice_price_list_dup_cost (prices, month_range);
  g_autofree char *unknown = sluice_phrase_unknown (month_range.n_unknown);
  g_autofree char *free = sluice_phrase_free_rows (prices);
  g_autofree char *shared = sluice_phrase_shared_rows (prices, self->plan, self->sources);
  g_autofree char *date = sluice_phrase_prices (prices);

  gtk_label_set_label (self->first_load, first_load);
  gtk_label_set_label (self->month, month);
  gtk_label_set_label (self->cost, cost);
  show_line (self->unknown, unknown);
  show_line (self->free, free);
  show_line (self->shared, shared);
  gtk_label_set_label (self->date, date);
}

static void
details_cb (SluiceReceipt *self)
{
  adw_dialog_present (sluice_estimate_details_new (sluice_plan_get_tables (self->plan)), GTK_WIDGET (self));
}

static void
sluice_receipt_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceReceipt *self = SLUICE_RECEIPT (object);

  switch ((SluiceReceiptProps) prop_id)
    {
    case PROP_PLAN:
      g_value_set_object (value, self->plan);
      break;
    case PROP_SOURCES:
      g_value_set_object (value, self->sources);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_receipt_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceReceipt *self = SLUICE_RECEIPT (object);

  switch ((SluiceReceiptProps) prop_id)
    {
    case PROP_PLAN:
      self->plan = g_value_dup_object (value);
      break;
    case PROP_SOURCES:
      self->sources = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_receipt_constructed (GObject *object)
{
  SluiceReceipt *self = SLUICE_RECEIPT (object);

  G_OBJECT_CLASS (sluice_receipt_parent_class)->constructed (object);

  g_signal_connect_object (sluice_plan_get_tables (self->plan), "totals-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sources, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_estimate_settings_get_default (), "notify::price-list", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
sluice_receipt_dispose (GObject *object)
{
  SluiceReceipt *self = SLUICE_RECEIPT (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_RECEIPT);
  g_clear_object (&self->plan);
  g_clear_object (&self->sources);

  G_OBJECT_CLASS (sluice_receipt_parent_class)->dispose (object);
}

static void
sluice_receipt_class_init (SluiceReceiptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sluice_receipt_constructed;
  object_class->get_property = sluice_receipt_get_property;
  object_class->set_property = sluice_receipt_set_property;
  object_class->dispose = sluice_receipt_dispose;

  properties[PROP_PLAN] = g_param_spec_object ("plan", NULL, NULL, SLUICE_TYPE_PLAN,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SOURCES] = g_param_spec_object ("sources", NULL, NULL, G_TYPE_LIST_MODEL,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sluice_app/Sluice/widgets/sluice-receipt.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceReceipt, heading);
  gtk_widget_class_bind_template_child (widget_class, SluiceReceipt, first_load);
  gtk_widget_class_bind_template_child (widget_class, SluiceReceipt, month);
  gtk_widget_class_bind_template_child (widget_class, SluiceReceipt, cost);
  gtk_widget_class_bind_template_child (widget_class, SluiceReceipt, unknown);
  gtk_widget_class_bind_template_child (widget_class, SluiceReceipt, free);
  gtk_widget_class_bind_template_child (widget_class, SluiceReceipt, shared);
  gtk_widget_class_bind_template_child (widget_class, SluiceReceipt, date);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
}

static void
sluice_receipt_init (SluiceReceipt *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->heading, NULL, -1);
}

GtkWidget *
sluice_receipt_new (SluicePlan *plan, GListModel *sources)
{
  return g_object_new (SLUICE_TYPE_RECEIPT, "plan", plan, "sources", sources, NULL);
}
