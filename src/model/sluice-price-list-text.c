/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-price-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-number-private.h"

char *
sluice_price_list_dup_amount (const SluicePriceList *self, double amount)
{
  g_autofree char *digits = sluice_number_group (g_strdup_printf ("%'.2f", amount));
  const char *last;

  g_return_val_if_fail (self != NULL, NULL);

  last = g_utf8_find_prev_char (self->currency, self->currency + strlen (self->currency));
  if (last != NULL && g_unichar_type (g_utf8_get_char (last)) == G_UNICODE_CURRENCY_SYMBOL)
    /* Translators: an amount of money: a currency sign and a number. "%2$s%1$s" where the sign comes last. */
    return g_strdup_printf (C_ ("money", "%s%s"), self->currency, digits);

  /* Translators: an amount of money: a word for the currency and a number. */
  return g_strdup_printf (C_ ("money", "%s\u00a0%s"), self->currency, digits);
}

char *
sluice_price_list_dup_cost (const SluicePriceList *self, SluiceRowRange month)
{
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  /* "At least nothing" says nothing. */
  if (month.n_unknown > 0 && month.low == 0)
    return sluice_number_dup_unknown ();

  low = sluice_price_list_dup_amount (self, sluice_price_list_get_cost (self, month.low));
  if (month.n_unknown > 0)
    /* Translators: %s is an amount of money. */
    return g_strdup_printf (_ ("at least %s"), low);

  high = sluice_price_list_dup_amount (self, sluice_price_list_get_cost (self, month.high));
  if (g_str_equal (low, high))
    return g_steal_pointer (&low);

  /* Translators: an amount of money, from … to …. */
  return g_strdup_printf (_ ("%s – %s"), low, high);
}

char *
sluice_price_list_dup_tier_rows (const SluicePriceList *self, guint tier)
{
  gint64 above;
  g_autofree char *rows = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (tier < self->n_tiers, NULL);

  if (self->tiers[tier].up_to != SLUICE_NO_BOUND)
    {
      rows = sluice_rows_to_short_string (self->tiers[tier].up_to);
      /* Translators: the rows that a price is for; %s is a number such as "10 M". */
      return g_strdup_printf (_ ("Up to %s rows a month"), rows);
    }

  above = tier > 0 ? self->tiers[tier - 1].up_to : self->free_rows;
  if (above == 0)
    return g_strdup (_ ("All rows"));

  rows = sluice_rows_to_short_string (above);
  /* Translators: the rows that a price is for; %s is a number such as "100 M". */
  return g_strdup_printf (_ ("Above %s rows a month"), rows);
}

char *
sluice_price_list_dup_tier_price (const SluicePriceList *self, guint tier)
{
  g_autofree char *amount = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (tier < self->n_tiers, NULL);

  amount = sluice_price_list_dup_amount (self, self->tiers[tier].price * SLUICE_ROWS_A_PRICE);

  /* Translators: a price: "$15.00 a million" rows. */
  return g_strdup_printf (_ ("%s a million"), amount);
}

char *
sluice_price_list_dup_date (const SluicePriceList *self)
{
  g_autoptr (GDateTime) day = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  day = g_date_time_new_utc (g_date_get_year (&self->as_of), g_date_get_month (&self->as_of),
                             g_date_get_day (&self->as_of), 0, 0, 0);

  /* Translators: a month and its year, as g_date_time_format() writes them: "September 2026". */
  return g_date_time_format (day, _ ("%OB %Y"));
}

const char *
sluice_price_list_get_source (const SluicePriceList *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source != NULL && *self->source != '\0' ? self->source :
                                                         _ ("Published by third parties, not verified with PostHog");
}
