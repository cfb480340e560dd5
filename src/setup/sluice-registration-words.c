/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-registration-words.h"

#include <glib/gi18n.h>

static char *
dup_missing_labels (SluiceRegistration *registration)
{
  GPtrArray *fields =
      sluice_source_type_get_webhook_fields (sluice_plan_get_source_type (sluice_registration_get_plan (registration)));
  g_autoptr (GPtrArray) labels = g_ptr_array_new_null_terminated (fields->len, NULL, TRUE);

  for (guint i = 0; i < fields->len; i++)
    {
      SluiceField *field = g_ptr_array_index (fields, i);

      if (sluice_registration_is_missing (registration, field))
        g_ptr_array_add (labels, (char *) sluice_field_get_label (field));
    }

  return labels->len > 0 ? g_strjoinv (_ (", "), (char **) labels->pdata) : NULL;
}

static char *
dup_unchecked (SluiceRegistration *registration, gboolean quote)
{
  const char *why = quote ? sluice_webhook_get_vendor_error (sluice_registration_get_webhook (registration)) : NULL;

  if (why == NULL)
    return g_strdup (_ ("PostHog waits for events. Whether the service sends any cannot be checked."));

  /* Translators: %s is the server's words, in English. */
  return g_strdup_printf (_ ("PostHog waits for events. Whether the service sends any cannot be checked: %s"), why);
}

static char *
dup_incomplete (SluiceRegistration *registration)
{
  g_autofree char *events =
      g_strjoinv (_ (", "), (GStrv) sluice_webhook_get_missing_events (sluice_registration_get_webhook (registration)));

  /* Translators: %s is names of events such as "invoice.paid". */
  return g_strdup_printf (_ ("The service does not send all that is synced. Add there: %s"), events);
}

static char *
dup_registered (SluiceRegistration *registration)
{
  g_autofree char *labels = dup_missing_labels (registration);

  if (labels != NULL)
    /* Translators: %s is names of fields such as "Signing secret". */
    return g_strdup_printf (_ ("The service sends its events. Still to be entered: %s"), labels);

  return g_strdup (
      _ ("The service sends its events. The first load still polls, and a periodic refresh stays as a safety "
         "net."));
}

/* @quote: with what the service said */
static char *
dup_detail (SluiceRegistration *registration, gboolean quote)
{
  if (!sluice_registration_get_needed (registration))
    return g_strdup (_ ("None of the tables uses one"));
  if (sluice_registration_get_state (registration) == SLUICE_REGISTRATION_LATER)
    return g_strdup (
        _ ("Left for later: until it is registered, the tables that use it do not get new rows as they come"));
  if (sluice_registration_get_webhook (registration) == NULL)
    return NULL;

  switch (sluice_webhook_get_state (sluice_registration_get_webhook (registration)))
    {
    case SLUICE_WEBHOOK_REGISTERED:
      return dup_registered (registration);
    case SLUICE_WEBHOOK_INCOMPLETE:
      return dup_incomplete (registration);
    case SLUICE_WEBHOOK_UNREGISTERED:
      return g_strdup (_ ("PostHog waits for events, and the service does not send any yet. Enter the address there."));
    case SLUICE_WEBHOOK_DISABLED:
      return g_strdup (_ ("It is there, and switched off. Switch it on at the service, or in PostHog."));
    case SLUICE_WEBHOOK_UNCHECKED:
      return dup_unchecked (registration, quote);
    case SLUICE_WEBHOOK_UNSUPPORTED:
      return g_strdup (_ ("The server has no webhooks for this source. Poll instead."));
    case SLUICE_WEBHOOK_ABSENT:
    default:
      return g_strdup (_ ("It was not made."));
    }
}

char *
sluice_registration_words_dup_detail (SluiceRegistration *registration)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (registration), NULL);

  return dup_detail (registration, TRUE);
}

char *
sluice_registration_words_dup_own (SluiceRegistration *registration)
{
  g_return_val_if_fail (SLUICE_IS_REGISTRATION (registration), NULL);

  return dup_detail (registration, FALSE);
}
