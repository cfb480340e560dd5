/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-estimate.h"

G_BEGIN_DECLS

#define SLUICE_PRICE_TIERS_MAX 10
/* The upper bound of a tier that has none. */
#define SLUICE_NO_BOUND G_MAXINT64
/* No price of a row is taken above this. */
#define SLUICE_PRICE_MAX 1000.0
#define SLUICE_FREE_DAYS_MAX 365
#define SLUICE_CURRENCY_LENGTH_MAX 8
/* Prices are shown for so many rows, as those of one have too many zeros. */
#define SLUICE_ROWS_A_PRICE 1000000

/**
 * SluicePriceTier:
 * @up_to: up to how many rows of a month, this one included; `SLUICE_NO_BOUND` for the last tier
 * @price: the price of each row that is above the tier before, or above the free rows
 *
 * One line of a price list.
 */
typedef struct
{
  gint64 up_to;
  double price;
} SluicePriceTier;

#define SLUICE_TYPE_PRICE_LIST (sluice_price_list_get_type ())

/**
 * SluicePriceList:
 * @free_rows: how many rows of a month are free
 * @free_days: how many days of a new source are said not to be billed; 0 for none
 * @n_tiers: how many tiers
 * @tiers: the tiers, their upper bounds rising, the last without one
 * @as_of: the day that the prices are of
 * @currency: what stands before an amount: "$"
 * @source: (nullable): where the prices come from; %NULL for Sluice's own
 *
 * What rows cost. Nothing that Sluice knows of is verified: the contract's section 16.3 has the prices from third
 * parties, and so are they called. A boxed type whose members may be changed by whoever owns it, and are then to be
 * checked.
 */
typedef struct
{
  gint64 free_rows;
  guint free_days;
  guint n_tiers;
  SluicePriceTier tiers[SLUICE_PRICE_TIERS_MAX];
  GDate as_of;
  char *currency;
  char *source;
} SluicePriceList;

GType sluice_price_list_get_type (void);

/**
 * sluice_price_list_new:
 *
 * Returns: (transfer full): the price list of this version
 */
SluicePriceList *sluice_price_list_new (void);

/**
 * sluice_price_list_copy:
 * @self: a price list
 *
 * Returns: (transfer full): the same
 */
SluicePriceList *sluice_price_list_copy (const SluicePriceList *self);

/**
 * sluice_price_list_free:
 * @self: a price list
 */
void sluice_price_list_free (SluicePriceList *self);

/**
 * sluice_price_list_equal:
 * @self: a price list
 * @other: another
 *
 * Returns: whether they say the same
 */
gboolean sluice_price_list_equal (const SluicePriceList *self, const SluicePriceList *other);

/**
 * sluice_price_list_check:
 * @self: a price list
 * @why: (out) (optional) (transfer full): what is wrong, as a translated sentence
 *
 * Tells whether the list can be used: 1 … `SLUICE_PRICE_TIERS_MAX` tiers whose bounds rise from the free rows on, the
 * last without one; nothing negative; a day and a currency.
 *
 * Returns: whether it can; @why is set when not
 */
gboolean sluice_price_list_check (const SluicePriceList *self, char **why);

/**
 * sluice_price_list_to_variant:
 * @self: a price list
 *
 * Returns: (transfer full): a floating `a{sv}` for the settings; empty for the list of this version
 */
GVariant *sluice_price_list_to_variant (const SluicePriceList *self);

/**
 * sluice_price_list_new_from_variant:
 * @variant: what the settings hold, of any type
 * @note: (out) (optional) (transfer full): what is wrong with @variant, as translated sentences; %NULL if nothing is
 *
 * Reads what [method@PriceList.to_variant] wrote. What is missing is as in the list of this version; if anything cannot
 * be used, all is, and @note says why.
 *
 * Returns: (transfer full): a list that can be used
 */
SluicePriceList *sluice_price_list_new_from_variant (GVariant *variant, char **note);

/**
 * sluice_price_list_get_cost:
 * @self: a price list
 * @rows: the rows of a month
 *
 * Returns: what they cost
 */
double sluice_price_list_get_cost (const SluicePriceList *self, gint64 rows);

/**
 * sluice_price_list_dup_cost:
 * @self: a price list
 * @month: the rows of a month
 *
 * Returns: (transfer full): "$0.00", "$2.40 – $31.00", or "at least $3.10" when tables are missing in @month
 */
char *sluice_price_list_dup_cost (const SluicePriceList *self, SluiceRowRange month);

/**
 * sluice_price_list_dup_amount:
 * @self: a price list
 * @amount: an amount of its currency
 *
 * Returns: (transfer full): "$31.00", "CHF 31.00"
 */
char *sluice_price_list_dup_amount (const SluicePriceList *self, double amount);

/**
 * sluice_price_list_dup_tier_rows:
 * @self: a price list
 * @tier: the position of a tier
 *
 * Returns: (transfer full): which rows it is for: "Up to 10 M rows", "Above 100 M rows", "All rows"
 */
char *sluice_price_list_dup_tier_rows (const SluicePriceList *self, guint tier);

/**
 * sluice_price_list_dup_tier_price:
 * @self: a price list
 * @tier: the position of a tier
 *
 * Returns: (transfer full): "$15.00 a million"
 */
char *sluice_price_list_dup_tier_price (const SluicePriceList *self, guint tier);

/**
 * sluice_price_list_dup_date:
 * @self: a price list
 *
 * Returns: (transfer full): its month, translated: "September 2026"
 */
char *sluice_price_list_dup_date (const SluicePriceList *self);

/**
 * sluice_price_list_get_source:
 * @self: a price list
 *
 * Returns: where the prices come from; Sluice's own words if nobody wrote others
 */
const char *sluice_price_list_get_source (const SluicePriceList *self);

/**
 * sluice_price_list_parse_day:
 * @text: a day, "2026-09-01"
 * @day: (out): where it goes
 *
 * Returns: %FALSE, and @day untouched, if @text is no day
 */
gboolean sluice_price_list_parse_day (const char *text, GDate *day);

/**
 * sluice_price_list_check_currency:
 * @text: what may stand before an amount
 *
 * Returns: whether it can: 1 … `SLUICE_CURRENCY_LENGTH_MAX` letters and currency signs
 */
gboolean sluice_price_list_check_currency (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePriceList, sluice_price_list_free)

G_END_DECLS
