/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-price-list.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (SluicePriceList, sluice_price_list, sluice_price_list_copy, sluice_price_list_free)

/* The public price list, from third parties and unverified (contract, section 16.3). */
static const SluicePriceTier usual_tiers[] = {
  { 10000000, 0.000015 },
  { 100000000, 0.000010 },
  { SLUICE_NO_BOUND, 0.000008 },
};

#define USUAL_FREE_ROWS 1000000
#define USUAL_FREE_DAYS 7
#define USUAL_CURRENCY "$"
/* When the contract was read. */
#define USUAL_YEAR 2026
#define USUAL_MONTH G_DATE_SEPTEMBER
#define USUAL_DAY 1

SluicePriceList *
sluice_price_list_new (void)
{
  SluicePriceList *self = g_new0 (SluicePriceList, 1);

  self->free_rows = USUAL_FREE_ROWS;
  self->free_days = USUAL_FREE_DAYS;
  self->n_tiers = G_N_ELEMENTS (usual_tiers);
  memcpy (self->tiers, usual_tiers, sizeof usual_tiers);
  g_date_set_dmy (&self->as_of, USUAL_DAY, USUAL_MONTH, USUAL_YEAR);
  self->currency = g_strdup (USUAL_CURRENCY);

  return self;
}

SluicePriceList *
sluice_price_list_copy (const SluicePriceList *self)
{
  SluicePriceList *copy = g_memdup2 (self, sizeof *self);

  copy->currency = g_strdup (self->currency);
  copy->source = g_strdup (self->source);

  return copy;
}

void
sluice_price_list_free (SluicePriceList *self)
{
  g_free (self->currency);
  g_free (self->source);
  g_free (self);
}

gboolean
sluice_price_list_equal (const SluicePriceList *self, const SluicePriceList *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  for (guint i = 0; i < MIN (self->n_tiers, other->n_tiers); i++)
    if (self->tiers[i].up_to != other->tiers[i].up_to || self->tiers[i].price != other->tiers[i].price)
      return FALSE;

  return self->n_tiers == other->n_tiers && self->free_rows == other->free_rows &&
         self->free_days == other->free_days && g_date_compare (&self->as_of, &other->as_of) == 0 &&
         g_strcmp0 (self->currency, other->currency) == 0 && g_strcmp0 (self->source, other->source) == 0;
}

gboolean
sluice_price_list_parse_day (const char *text, GDate *day)
{
  int year = 0;
  int month = 0;
  int number = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text, G_REGEX_DOLLAR_ENDONLY, 0) ||
      sscanf (text, "%d-%d-%d", &year, &month, &number) != 3 || !g_date_valid_dmy (number, month, year))
    return FALSE;

  g_date_clear (day, 1);
  g_date_set_dmy (day, number, month, year);

  return TRUE;
}

gboolean
sluice_price_list_check_currency (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (*text == '\0' || g_utf8_strlen (text, -1) > SLUICE_CURRENCY_LENGTH_MAX)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalpha (c) && g_unichar_type (c) != G_UNICODE_CURRENCY_SYMBOL && (c != '.' || at == text))
        return FALSE;
    }

  return TRUE;
}

static gboolean
refuse (char **why, const char *sentence)
{
  if (why != NULL)
    *why = g_strdup (sentence);

  return FALSE;
}

static gboolean
check_tiers (const SluicePriceList *self, char **why)
{
  gint64 below = self->free_rows;

  if (self->n_tiers == 0)
    return refuse (why, _ ("There is no price."));
  if (self->n_tiers > SLUICE_PRICE_TIERS_MAX)
    return refuse (why, _ ("There are more than 10 prices."));

  for (guint i = 0; i < self->n_tiers; i++)
    {
      const SluicePriceTier *tier = &self->tiers[i];

      if (!isfinite (tier->price) || tier->price < 0 || tier->price > SLUICE_PRICE_MAX)
        return refuse (why, _ ("A price is negative, too high, or no number."));
      if (tier->up_to <= below)
        return refuse (why, _ ("The numbers of rows do not rise from price to price."));
      below = tier->up_to;
    }
  if (below != SLUICE_NO_BOUND)
    return refuse (why, _ ("The last price has to be for all rows above the others."));

  return TRUE;
}

gboolean
sluice_price_list_check (const SluicePriceList *self, char **why)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->free_rows < 0)
    return refuse (why, _ ("The number of free rows is negative."));
  if (self->free_days > SLUICE_FREE_DAYS_MAX)
    return refuse (why, _ ("More than 365 days are free."));
  if (self->currency == NULL || !sluice_price_list_check_currency (self->currency))
    return refuse (why, _ ("The currency is not a word or a sign."));
  if (!g_date_valid (&self->as_of))
    return refuse (why, _ ("The day of the prices is not a date."));

  return check_tiers (self, why);
}

double
sluice_price_list_get_cost (const SluicePriceList *self, gint64 rows)
{
  gint64 from;
  double cost = 0;

  g_return_val_if_fail (self != NULL, 0);

  from = self->free_rows;
  for (guint i = 0; i < self->n_tiers && rows > from; i++)
    {
      cost += (double) (MIN (rows, self->tiers[i].up_to) - from) * self->tiers[i].price;
      from = self->tiers[i].up_to;
    }

  return cost;
}

/* Settings */

static GVariant *
tiers_to_variant (const SluicePriceList *self)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(xd)"));

  for (guint i = 0; i < self->n_tiers; i++)
    g_variant_builder_add (&builder, "(xd)", self->tiers[i].up_to, self->tiers[i].price);

  return g_variant_builder_end (&builder);
}

GVariant *
sluice_price_list_to_variant (const SluicePriceList *self)
{
  g_autoptr (SluicePriceList) usual = sluice_price_list_new ();
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  char day[] = "YYYY-MM-DD";

  g_return_val_if_fail (self != NULL, NULL);

  if (sluice_price_list_equal (self, usual))
    return g_variant_builder_end (&builder);

  g_date_strftime (day, sizeof day, "%Y-%m-%d", &self->as_of);
  g_variant_builder_add (&builder, "{sv}", "free-rows", g_variant_new_int64 (self->free_rows));
  g_variant_builder_add (&builder, "{sv}", "free-days", g_variant_new_uint32 (self->free_days));
  g_variant_builder_add (&builder, "{sv}", "tiers", tiers_to_variant (self));
  g_variant_builder_add (&builder, "{sv}", "as-of", g_variant_new_string (day));
  g_variant_builder_add (&builder, "{sv}", "currency", g_variant_new_string (self->currency));
  if (self->source != NULL)
    g_variant_builder_add (&builder, "{sv}", "source", g_variant_new_string (self->source));

  return g_variant_builder_end (&builder);
}

static void
read_tiers (SluicePriceList *self, GVariant *tiers)
{
  self->n_tiers = (guint) MIN (g_variant_n_children (tiers), SLUICE_PRICE_TIERS_MAX + 1);
  for (guint i = 0; i < MIN (self->n_tiers, SLUICE_PRICE_TIERS_MAX); i++)
    g_variant_get_child (tiers, i, "(xd)", &self->tiers[i].up_to, &self->tiers[i].price);
}

/* Gives FALSE for a member that is no price list's, too. */
static gboolean
read_member (SluicePriceList *self, const char *key, GVariant *value)
{
  const gboolean is_text = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING);

  if (g_str_equal (key, "free-rows") && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    self->free_rows = g_variant_get_int64 (value);
  else if (g_str_equal (key, "free-days") && g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    self->free_days = g_variant_get_uint32 (value);
  else if (g_str_equal (key, "tiers") && g_variant_is_of_type (value, G_VARIANT_TYPE ("a(xd)")))
    read_tiers (self, value);
  else if (g_str_equal (key, "currency") && is_text)
    g_set_str (&self->currency, g_variant_get_string (value, NULL));
  else if (g_str_equal (key, "source") && is_text)
    g_set_str (&self->source, g_variant_get_string (value, NULL));
  else if (g_str_equal (key, "as-of") && is_text)
    return sluice_price_list_parse_day (g_variant_get_string (value, NULL), &self->as_of);
  else
    return FALSE;

  return TRUE;
}

static gboolean
read_members (SluicePriceList *self, GVariant *variant, char **why)
{
  static const char *const known[] = { "free-rows", "free-days", "tiers", "currency", "source", "as-of", NULL };
  GVariantIter iter;
  const char *key;
  GVariant *value;

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT))
    return refuse (why, _ ("They are not written as a price list."));

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    /* What a newer version wrote is passed over. */
    if (g_strv_contains (known, key) && !read_member (self, key, value))
      {
        if (why != NULL)
          /* Translators: %s is the name of something that is stored: "free-rows" */
          *why = g_strdup_printf (_ ("“%s” cannot be read."), key);
        g_variant_unref (value);
        return FALSE;
      }

  return TRUE;
}

SluicePriceList *
sluice_price_list_new_from_variant (GVariant *variant, char **note)
{
  g_autoptr (SluicePriceList) self = sluice_price_list_new ();
  g_autofree char *why = NULL;

  g_return_val_if_fail (variant != NULL, NULL);

  if (read_members (self, variant, &why) && sluice_price_list_check (self, &why))
    return g_steal_pointer (&self);

  if (note != NULL)
    /* Translators: of prices; %s is a sentence. */
    *note = g_strdup_printf (_ ("The stored prices cannot be used, so the usual ones count. %s"), why);

  return sluice_price_list_new ();
}
