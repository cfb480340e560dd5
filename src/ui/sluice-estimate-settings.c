/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-estimate-settings.h"

#define ASSUMPTIONS_KEY "estimate-assumptions"
#define PRICES_KEY "estimate-prices"

struct _SluiceEstimateSettings
{
  GObject parent_instance;

  GSettings *settings;
  SluiceAssumptions assumptions;
  char *assumptions_problem;
  SluicePriceList *price_list;
  char *price_list_problem;
};

G_DEFINE_FINAL_TYPE (SluiceEstimateSettings, sluice_estimate_settings, G_TYPE_OBJECT)

typedef enum
{
  PROP_ASSUMPTIONS = 1,
  PROP_ASSUMPTIONS_PROBLEM,
  PROP_PRICE_LIST,
  PROP_PRICE_LIST_PROBLEM,
} SluiceEstimateSettingsProps;

static GParamSpec *properties[PROP_PRICE_LIST_PROBLEM + 1];

static void
notify (SluiceEstimateSettings *self, SluiceEstimateSettingsProps property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
read_assumptions_cb (SluiceEstimateSettings *self)
{
  g_autoptr (GVariant) variant = g_settings_get_value (self->settings, ASSUMPTIONS_KEY);
  g_autofree char *problem = NULL;
  SluiceAssumptions assumptions;

  sluice_assumptions_from_variant (variant, &assumptions, &problem);
  if (!sluice_assumptions_equal (&self->assumptions, &assumptions))
    {
      self->assumptions = assumptions;
      notify (self, PROP_ASSUMPTIONS);
    }
  if (g_set_str (&self->assumptions_problem, problem))
    notify (self, PROP_ASSUMPTIONS_PROBLEM);
}

static void
read_prices_cb (SluiceEstimateSettings *self)
{
  g_autoptr (GVariant) variant = g_settings_get_value (self->settings, PRICES_KEY);
  g_autofree char *problem = NULL;
  g_autoptr (SluicePriceList) price_list = sluice_price_list_new_from_variant (variant, &problem);

  if (!sluice_price_list_equal (self->price_list, price_list))
    {
      sluice_price_list_free (self->price_list);
      self->price_list = g_steal_pointer (&price_list);
      notify (self, PROP_PRICE_LIST);
    }
  if (g_set_str (&self->price_list_problem, problem))
    notify (self, PROP_PRICE_LIST_PROBLEM);
}

static void
sluice_estimate_settings_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SluiceEstimateSettings *self = SLUICE_ESTIMATE_SETTINGS (object);

  switch ((SluiceEstimateSettingsProps) prop_id)
    {
    case PROP_ASSUMPTIONS:
      g_value_set_boxed (value, &self->assumptions);
      break;
    case PROP_ASSUMPTIONS_PROBLEM:
      g_value_set_string (value, self->assumptions_problem);
      break;
    case PROP_PRICE_LIST:
      g_value_set_boxed (value, self->price_list);
      break;
    case PROP_PRICE_LIST_PROBLEM:
      g_value_set_string (value, self->price_list_problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_estimate_settings_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SluiceEstimateSettings *self = SLUICE_ESTIMATE_SETTINGS (object);

  switch ((SluiceEstimateSettingsProps) prop_id)
    {
    case PROP_ASSUMPTIONS:
      sluice_estimate_settings_set_assumptions (self, g_value_get_boxed (value));
      break;
    case PROP_PRICE_LIST:
      sluice_estimate_settings_set_price_list (self, g_value_get_boxed (value));
      break;
    case PROP_ASSUMPTIONS_PROBLEM:
    case PROP_PRICE_LIST_PROBLEM:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_estimate_settings_finalize (GObject *object)
{
  SluiceEstimateSettings *self = SLUICE_ESTIMATE_SETTINGS (object);

  g_object_unref (self->settings);
  g_free (self->assumptions_problem);
  sluice_price_list_free (self->price_list);
  g_free (self->price_list_problem);

  G_OBJECT_CLASS (sluice_estimate_settings_parent_class)->finalize (object);
}

static void
sluice_estimate_settings_class_init (SluiceEstimateSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_estimate_settings_get_property;
  object_class->set_property = sluice_estimate_settings_set_property;
  object_class->finalize = sluice_estimate_settings_finalize;

  properties[PROP_ASSUMPTIONS] = g_param_spec_boxed ("assumptions", NULL, NULL, SLUICE_TYPE_ASSUMPTIONS, writable);
  properties[PROP_ASSUMPTIONS_PROBLEM] = g_param_spec_string ("assumptions-problem", NULL, NULL, NULL, readable);
  properties[PROP_PRICE_LIST] = g_param_spec_boxed ("price-list", NULL, NULL, SLUICE_TYPE_PRICE_LIST, writable);
  properties[PROP_PRICE_LIST_PROBLEM] = g_param_spec_string ("price-list-problem", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_estimate_settings_init (SluiceEstimateSettings *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  self->assumptions = *sluice_assumptions_get_default ();
  self->price_list = sluice_price_list_new ();
  g_signal_connect_object (self->settings, "changed::" ASSUMPTIONS_KEY, G_CALLBACK (read_assumptions_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" PRICES_KEY, G_CALLBACK (read_prices_cb), self,
                           G_CONNECT_SWAPPED);
  read_assumptions_cb (self);
  read_prices_cb (self);
}

SluiceEstimateSettings *
sluice_estimate_settings_get_default (void)
{
  static SluiceEstimateSettings *instance;

  if (instance == NULL)
    instance = g_object_new (SLUICE_TYPE_ESTIMATE_SETTINGS, NULL);

  return instance;
}

const SluiceAssumptions *
sluice_estimate_settings_get_assumptions (SluiceEstimateSettings *self)
{
  g_return_val_if_fail (SLUICE_IS_ESTIMATE_SETTINGS (self), NULL);

  return &self->assumptions;
}

void
sluice_estimate_settings_set_assumptions (SluiceEstimateSettings *self, const SluiceAssumptions *assumptions)
{
  g_return_if_fail (SLUICE_IS_ESTIMATE_SETTINGS (self));
  g_return_if_fail (assumptions != NULL && sluice_assumptions_check (assumptions, NULL));

  if (self->assumptions_problem != NULL || !sluice_assumptions_equal (&self->assumptions, assumptions))
    g_settings_set_value (self->settings, ASSUMPTIONS_KEY, sluice_assumptions_to_variant (assumptions));
}

void
sluice_estimate_settings_reset_assumptions (SluiceEstimateSettings *self)
{
  g_return_if_fail (SLUICE_IS_ESTIMATE_SETTINGS (self));

  g_settings_reset (self->settings, ASSUMPTIONS_KEY);
}

const SluicePriceList *
sluice_estimate_settings_get_price_list (SluiceEstimateSettings *self)
{
  g_return_val_if_fail (SLUICE_IS_ESTIMATE_SETTINGS (self), NULL);

  return self->price_list;
}

void
sluice_estimate_settings_set_price_list (SluiceEstimateSettings *self, const SluicePriceList *price_list)
{
  g_return_if_fail (SLUICE_IS_ESTIMATE_SETTINGS (self));
  g_return_if_fail (price_list != NULL && sluice_price_list_check (price_list, NULL));

  if (self->price_list_problem != NULL || !sluice_price_list_equal (self->price_list, price_list))
    g_settings_set_value (self->settings, PRICES_KEY, sluice_price_list_to_variant (price_list));
}

void
sluice_estimate_settings_reset_price_list (SluiceEstimateSettings *self)
{
  g_return_if_fail (SLUICE_IS_ESTIMATE_SETTINGS (self));

  g_settings_reset (self->settings, PRICES_KEY);
}

const char *
sluice_estimate_settings_get_assumptions_problem (SluiceEstimateSettings *self)
{
  g_return_val_if_fail (SLUICE_IS_ESTIMATE_SETTINGS (self), NULL);

  return self->assumptions_problem;
}

const char *
sluice_estimate_settings_get_price_list_problem (SluiceEstimateSettings *self)
{
  g_return_val_if_fail (SLUICE_IS_ESTIMATE_SETTINGS (self), NULL);

  return self->price_list_problem;
}
