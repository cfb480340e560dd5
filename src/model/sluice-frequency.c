/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-frequency.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (SluiceFrequency,
                    sluice_frequency,
                    G_DEFINE_ENUM_VALUE (SLUICE_FREQUENCY_5MIN, "5min"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FREQUENCY_15MIN, "15min"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FREQUENCY_30MIN, "30min"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FREQUENCY_1HOUR, "1hour"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FREQUENCY_6HOUR, "6hour"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FREQUENCY_12HOUR, "12hour"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FREQUENCY_24HOUR, "24hour"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FREQUENCY_7DAY, "7day"),
                    G_DEFINE_ENUM_VALUE (SLUICE_FREQUENCY_30DAY, "30day"))

#define MINUTES_A_DAY (24 * 60)
#define MINUTES_A_MONTH (SLUICE_DAYS_A_MONTH * MINUTES_A_DAY)

static const struct
{
  const char *word;
  const char *short_label;
  const char *label;
  const char *phrase;
  guint minutes;
} facts[] = {
  [SLUICE_FREQUENCY_5MIN] = { "5min", N_ ("5 min"), N_ ("5 minutes"), N_ ("every 5 minutes"), 5 },
  [SLUICE_FREQUENCY_15MIN] = { "15min", N_ ("15 min"), N_ ("15 minutes"), N_ ("every 15 minutes"), 15 },
  [SLUICE_FREQUENCY_30MIN] = { "30min", N_ ("30 min"), N_ ("30 minutes"), N_ ("every 30 minutes"), 30 },
  [SLUICE_FREQUENCY_1HOUR] = { "1hour", N_ ("1 h"), N_ ("1 hour"), N_ ("every hour"), 60 },
  [SLUICE_FREQUENCY_6HOUR] = { "6hour", N_ ("6 h"), N_ ("6 hours"), N_ ("every 6 hours"), 6 * 60 },
  [SLUICE_FREQUENCY_12HOUR] = { "12hour", N_ ("12 h"), N_ ("12 hours"), N_ ("every 12 hours"), 12 * 60 },
  [SLUICE_FREQUENCY_24HOUR] = { "24hour", N_ ("24 h"), N_ ("24 hours"), N_ ("every 24 hours"), 24 * 60 },
  [SLUICE_FREQUENCY_7DAY] = { "7day", N_ ("7 d"), N_ ("7 days"), N_ ("every 7 days"), 7 * 24 * 60 },
  [SLUICE_FREQUENCY_30DAY] = { "30day", N_ ("30 d"), N_ ("30 days"), N_ ("every 30 days"), 30 * 24 * 60 },
};

const char *
sluice_frequency_to_word (SluiceFrequency frequency)
{
  g_return_val_if_fail ((guint) frequency < G_N_ELEMENTS (facts), NULL);

  return facts[frequency].word;
}

gboolean
sluice_frequency_from_word (const char *word, SluiceFrequency *frequency)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (facts); i++)
    {
      if (g_str_equal (facts[i].word, word))
        {
          if (frequency != NULL)
            *frequency = i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
sluice_frequency_get_short_label (SluiceFrequency frequency)
{
  g_return_val_if_fail ((guint) frequency < G_N_ELEMENTS (facts), NULL);

  return _ (facts[frequency].short_label);
}

const char *
sluice_frequency_get_label (SluiceFrequency frequency)
{
  g_return_val_if_fail ((guint) frequency < G_N_ELEMENTS (facts), NULL);

  return _ (facts[frequency].label);
}

const char *
sluice_frequency_get_phrase (SluiceFrequency frequency)
{
  g_return_val_if_fail ((guint) frequency < G_N_ELEMENTS (facts), NULL);

  return _ (facts[frequency].phrase);
}

guint
sluice_frequency_get_runs_a_month (SluiceFrequency frequency)
{
  g_return_val_if_fail ((guint) frequency < G_N_ELEMENTS (facts), 0);

  /* 7 days do not divide 30: rounded up, so that an estimate is not too small. */
  return (MINUTES_A_MONTH + facts[frequency].minutes - 1) / facts[frequency].minutes;
}

guint
sluice_frequency_get_interval_days (SluiceFrequency frequency)
{
  g_return_val_if_fail ((guint) frequency < G_N_ELEMENTS (facts), 0);

  return (facts[frequency].minutes + MINUTES_A_DAY - 1) / MINUTES_A_DAY;
}
