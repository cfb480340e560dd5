/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-json.h"
#include "sluice-practice-checks.h"
#include "sluice-practice-config.h"
#include "sluice-practice-discovery.h"
#include "sluice-practice-names.h"
#include "sluice-practice-played.h"
#include "sluice-practice-routes.h"

static void
reply_text (SluicePracticeRequest *request, GBytes *bytes)
{
  request->reply = g_bytes_ref (bytes);
  g_set_str (&request->content_type, "application/json");
}

void
sluice_practice_get_wizard (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *filter = sluice_practice_request_get_query (request, "source_type");
  g_auto (GStrv) names = filter != NULL && *filter != '\0' ? g_strsplit (filter, ",", -1) : NULL;
  g_autoptr (GString) reply = g_string_new ("{");
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();

  sluice_practice_reply_header (request, "Cache-Control", "private, max-age=600");
  if (names == NULL)
    {
      reply_text (request, sluice_practice_catalogue_get_bytes (practice->catalogue));
      return;
    }

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *text = sluice_practice_catalogue_get_text (practice->catalogue, g_strstrip (names[i]));

      if (text != NULL)
        g_string_append_printf (reply, "%s\"%s\":%s", reply->len > 1 ? "," : "", names[i], text);
      else
        g_ptr_array_add (unknown, names[i]);
    }
  g_string_append_c (reply, '}');
  if (unknown->len == 0)
    {
      g_autoptr (GBytes) bytes = g_string_free_to_bytes (g_steal_pointer (&reply));

      reply_text (request, bytes);
    }
  else
    {
      g_autofree char *joined = NULL;

      g_ptr_array_add (unknown, NULL);
      joined = g_strjoinv (", ", (char **) unknown->pdata);
      sluice_practice_reply_message (request, 400,
                                     "Unknown source_type(s): %s. Omit source_type to list every available type.",
                                     joined);
    }
}

void
sluice_practice_get_public_configs (SluicePractice *practice, SluicePracticeRequest *request)
{
  reply_text (request, sluice_practice_catalogue_get_public_bytes (practice->catalogue));
}

void
sluice_practice_check_source_prefix (SluicePractice *practice, SluicePracticeRequest *request)
{
  const char *source_type = sluice_json_get_string (request->body, "source_type", NULL);
  const char *prefix = sluice_json_get_string (request->body, "prefix", NULL);
  const char *access = sluice_json_get_string (request->body, "access_method", "warehouse");

  if (source_type == NULL)
    sluice_practice_reply_fault (request, 500, "error", NULL, "A server error occurred.");
  else if (g_str_equal (access, "direct"))
    {
      if (!g_str_equal (source_type, "Postgres"))
        sluice_practice_reply_message (request, 400,
                                       "Direct query mode is currently supported only for Postgres, MySQL, Snowflake, "
                                       "Redshift, ClickHouse, MotherDuck, and Trino sources.");
      else if (prefix == NULL || *prefix == '\0')
        sluice_practice_reply_message (request, 400, "Name is required for direct query sources");
    }
  else if (sluice_practice_prefix_is_reserved (prefix))
    sluice_practice_reply_message (request, 400, "This source name is reserved by PostHog.");
  else
    sluice_practice_check_prefix_free (practice, request, source_type, prefix);
}

static void
describe_played (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autoptr (JsonObject) source = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (source, "source_type", sluice_json_get_string (request->body, "source_type", ""));
  json_object_set_array_member (source, "conduct", sluice_practice_conduct_read (request->body));
  if (sluice_practice_played_check (request->body, &error))
    sluice_practice_reply_array (request,
                                 sluice_practice_played_describe (practice->conduct, source, practice->estimate_rows));
  else
    sluice_practice_reply_message (request, 400, "%s", error->message);
}

void
sluice_practice_get_database_schema (SluicePractice *practice, SluicePracticeRequest *request)
{
  JsonObject *type =
      sluice_practice_require_type (practice, request, sluice_json_get_string (request->body, "source_type", NULL));
  g_autofree char *references = NULL;
  g_autofree char *faults = NULL;
  g_autofree char *schema = NULL;
  g_autoptr (SluicePgConnection) connection = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GError) error = NULL;

  if (type == NULL)
    return;
  if ((references = sluice_practice_config_find_references (request->body)) != NULL)
    {
      sluice_practice_reply_message (request, 400, "Unresolved secret reference(s) for: %s", references);
      return;
    }
  if ((faults = sluice_practice_config_check (type, request->body)) != NULL)
    {
      sluice_practice_reply_message (request, 400, "Invalid source config: %s", faults);
      return;
    }

  if (sluice_practice_is_played (sluice_json_get_string (request->body, "source_type", "")))
    {
      describe_played (practice, request);
      return;
    }

  schema = sluice_practice_input_get_schema (request->body);
  if (!(connection = sluice_practice_connect (request->body, request->body, request->cancellable, &error)) ||
      !(tables = sluice_pg_catalogue_list_tables (connection, schema, request->cancellable, &error)))
    {
      sluice_practice_reply_message (request, 400, "%s", error->message);
      return;
    }
  sluice_practice_reply_array (
      request,
      sluice_practice_describe_tables (connection, tables, schema,
                                       sluice_practice_cdc_read_offer (connection, practice->cdc, request->cancellable),
                                       practice->estimate_rows, request->cancellable));
}
