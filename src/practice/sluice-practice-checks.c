/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-checks.h"

#include "sluice-json.h"
#include "sluice-practice-names.h"
#include "sluice-practice-pace.h"

JsonObject *
sluice_practice_require_type (SluicePractice *practice, SluicePracticeRequest *request, const char *source_type)
{
  JsonObject *type;

  if (source_type == NULL || *source_type == '\0')
    {
      sluice_practice_reply_message (request, 400, "Missing required parameter: source_type");
      return NULL;
    }
  type = sluice_practice_catalogue_get_type (practice->catalogue, source_type);
  if (type == NULL)
    {
      sluice_practice_reply_message (request, 400, "Unknown source_type '%s'", source_type);
      return NULL;
    }
  if (sluice_json_get_boolean (type, "unreleasedSource", FALSE) ||
      sluice_json_get_string (type, "disabledReason", NULL) != NULL)
    {
      sluice_practice_reply_message (request, 400,
                                     "The %s source isn't available to connect yet. Choose a different source, or "
                                     "contact support if you were expecting it.",
                                     source_type);
      return NULL;
    }

  return type;
}

char *
sluice_practice_project_parent (SluicePracticeRequest *request)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, request->project);
}

gboolean
sluice_practice_check_prefix_free (SluicePractice *practice,
                                   SluicePracticeRequest *request,
                                   const char *source_type,
                                   const char *prefix)
{
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autoptr (GPtrArray) sources = sluice_practice_store_list (practice->store, SLUICE_PRACTICE_SOURCE, project, FALSE);

  prefix = prefix != NULL ? prefix : "";
  for (guint i = 0; i < sources->len; i++)
    {
      JsonObject *source = g_ptr_array_index (sources, i);

      if (!g_str_equal (sluice_json_get_string (source, "source_type", ""), source_type) ||
          !g_str_equal (sluice_json_get_string (source, "prefix", ""), prefix))
        continue;
      if (*prefix == '\0')
        return sluice_practice_reply_message (request, 400,
                                              "You already have a source of this type. Add a table prefix so this "
                                              "connection's tables don't clash with your existing source.");

      return sluice_practice_reply_message (request, 400,
                                            "Another source of this type already uses the prefix '%s'. Choose a "
                                            "different prefix so this connection's tables don't clash.",
                                            prefix);
    }

  return TRUE;
}

gboolean
sluice_practice_check_billing (SluicePractice *practice, SluicePracticeRequest *request, JsonObject *source)
{
  return !sluice_practice_conduct_has (practice->conduct, source, NULL, SLUICE_PRACTICE_BILLING_LIMIT, NULL) ||
         sluice_practice_reply_message (request, 400, "%s", SLUICE_PRACTICE_BILLING_TEXT);
}

JsonObject *
sluice_practice_require_source (SluicePractice *practice, SluicePracticeRequest *request, const char *id)
{
  g_autofree char *project = sluice_practice_project_parent (request);
  g_autoptr (JsonObject) source = sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_SOURCE, id);

  if (source == NULL || !g_str_equal (sluice_json_get_string (source, "parent", ""), project))
    {
      sluice_practice_reply_not_found (request);
      return NULL;
    }

  return g_steal_pointer (&source);
}

JsonObject *
sluice_practice_require_schema (SluicePractice *practice,
                                SluicePracticeRequest *request,
                                const char *id,
                                JsonObject **source)
{
  g_autoptr (JsonObject) schema = sluice_practice_store_dup (practice->store, SLUICE_PRACTICE_SCHEMA, id);
  g_autoptr (JsonObject) owner = NULL;

  if (schema == NULL)
    {
      sluice_practice_reply_not_found (request);
      return NULL;
    }
  owner = sluice_practice_require_source (practice, request, sluice_json_get_string (schema, "parent", ""));
  if (owner == NULL)
    return NULL;
  if (source != NULL)
    *source = g_steal_pointer (&owner);

  return g_steal_pointer (&schema);
}
