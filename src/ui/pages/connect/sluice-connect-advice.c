/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-connect-advice.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "sluice-api-error.h"
#include "sluice-error-advice.h"
#include "sluice-phrases.h"

/* A gateway that gives up sooner did not wait for long. */
#define LONG_SECONDS 10

static const char *const no_fields[] = { NULL };
static const char *const database_fields[] = { "database", NULL };

SluiceFailureAdvice
sluice_connect_advice_get (const GError *error, SluiceForm *form)
{
  if (error == NULL || sluice_error_is_cancelled (error))
    return (SluiceFailureAdvice) { NULL, no_fields };

  /* Our own finding: the connection is good, but there is nothing to copy. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return (SluiceFailureAdvice) {
      _ ("Check the names of the database and the schema, and that this user may see the tables: grant it USAGE on the "
         "schema and SELECT on the tables."),
      database_fields,
    };

  /* What nobody knows is left to speak for itself. */
  if (g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_INVALID))
    return sluice_failure_advice_get (error->message, form);

  return (SluiceFailureAdvice) {
    sluice_error_get_advice (error),
    no_fields,
    .wants_schema = sluice_connect_advice_is_timeout (error),
  };
}

gboolean
sluice_connect_advice_is_timeout (const GError *error)
{
  return g_error_matches (error, SLUICE_API_ERROR, SLUICE_API_ERROR_TIMEOUT) ||
         sluice_api_error_get_status (error) == SOUP_STATUS_BAD_GATEWAY;
}

char *
sluice_connect_advice_dup_timeout (SluiceForm *form, gint64 seconds)
{
  g_autofree char *from = sluice_form_dup_summary (form);
  g_autofree char *elapsed = sluice_phrase_duration (seconds);
  g_autofree char *what = NULL;
  const char *faster;

  if (seconds >= LONG_SECONDS)
    /* Translators: %1$s is a source, such as “shop on db.example.com”, %2$s is minutes and seconds, such as “2:03” */
    what =
        g_strdup_printf (_ ("Connecting to %1$s and listing its tables took %2$s, which was too long."), from, elapsed);
  else
    what = g_strdup (_ ("The tables were not listed in time."));
  if (sluice_form_get_field (form, "schema") != NULL)
    faster = _ ("Naming one schema, or a user who sees fewer tables, makes it faster.");
  else if (sluice_source_type_is_database (sluice_form_get_source_type (form)))
    faster = _ ("A user who sees fewer tables makes it faster.");
  else
    faster = _ ("Try again in a few minutes.");

  return g_strjoin (" ", what, faster, NULL);
}
