/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SluiceFrequency:
 *
 * How often a table syncs, in the order of the contract's section 11.3: "5min" … "30day".
 */
typedef enum
{
  SLUICE_FREQUENCY_5MIN,
  SLUICE_FREQUENCY_15MIN,
  SLUICE_FREQUENCY_30MIN,
  SLUICE_FREQUENCY_1HOUR,
  SLUICE_FREQUENCY_6HOUR,
  SLUICE_FREQUENCY_12HOUR,
  SLUICE_FREQUENCY_24HOUR,
  SLUICE_FREQUENCY_7DAY,
  SLUICE_FREQUENCY_30DAY,
} SluiceFrequency;

/* What estimates take for a month. */
#define SLUICE_DAYS_A_MONTH 30

#define SLUICE_FREQUENCY_LAST SLUICE_FREQUENCY_30DAY
#define SLUICE_TYPE_FREQUENCY (sluice_frequency_get_type ())
GType sluice_frequency_get_type (void);

/**
 * sluice_frequency_to_word:
 * @frequency: a frequency
 *
 * Returns: the API's word, such as "24hour"
 */
const char *sluice_frequency_to_word (SluiceFrequency frequency);

/**
 * sluice_frequency_from_word:
 * @word: (nullable): a word of the API
 * @frequency: (out) (optional): the frequency
 *
 * Reads the API's word.
 *
 * Returns: %FALSE, and @frequency untouched, for %NULL and words nobody knows
 */
gboolean sluice_frequency_from_word (const char *word, SluiceFrequency *frequency);

/**
 * sluice_frequency_get_short_label:
 * @frequency: a frequency
 *
 * Returns: the translated words for a cell: "24 h"
 */
const char *sluice_frequency_get_short_label (SluiceFrequency frequency);

/**
 * sluice_frequency_get_label:
 * @frequency: a frequency
 *
 * Returns: the translated words: "24 hours"
 */
const char *sluice_frequency_get_label (SluiceFrequency frequency);

/**
 * sluice_frequency_get_phrase:
 * @frequency: a frequency
 *
 * Returns: the translated words within a sentence: "every 24 hours"
 */
const char *sluice_frequency_get_phrase (SluiceFrequency frequency);

/**
 * sluice_frequency_get_runs_a_month:
 * @frequency: a frequency
 *
 * Returns: the runs in 30 days, rounded up: 30 for every 24 hours
 */
guint sluice_frequency_get_runs_a_month (SluiceFrequency frequency);

/**
 * sluice_frequency_get_interval_days:
 * @frequency: a frequency
 *
 * Returns: the days between two runs, rounded up: 1 for every 5 minutes, 7 for every 7 days
 */
guint sluice_frequency_get_interval_days (SluiceFrequency frequency);

G_END_DECLS
