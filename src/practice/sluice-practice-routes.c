/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-routes.h"

#include "sluice-practice-era.h"

#include <string.h>

#define READ "external_data_source:read"
#define WRITE "external_data_source:write"
#define SOURCES "external_data_sources"
#define SCHEMAS "external_data_schemas"
/* What a browser opens: it has no key, and sends a form. */
#define CONNECT_PAGE "project/*/data-warehouse/connect"

typedef struct
{
  const char *method;
  const char *pattern; /* a star stands for one part of the path */
  const char *scope;   /* NULL: no key needed; "": any key */
  SluicePracticeHandler handler;
} Route;

/* Under /api/projects/ID/ and /api/environments/ID/. Words come before stars, so that “wizard” is no id. */
static const Route project_routes[] = {
  { "GET", "", "project:read", sluice_practice_get_project },
  { "GET", SOURCES "/wizard", READ, sluice_practice_get_wizard },
  { "GET", SOURCES "/connect_link", READ, sluice_practice_get_connect_link },
  { "GET", SOURCES "/stored_credentials", READ, sluice_practice_list_stored_credentials },
  { "POST", SOURCES "/store_credentials", WRITE, sluice_practice_store_credentials },
  { "GET", SOURCES "/oauth_accounts", WRITE, sluice_practice_list_oauth_accounts },
  { "GET", SOURCES "/exists", READ, sluice_practice_get_source_exists },
  { "POST", SOURCES "/source_prefix", WRITE, sluice_practice_check_source_prefix },
  { "POST", SOURCES "/database_schema", WRITE, sluice_practice_get_database_schema },
  { "POST", SOURCES "/check_cdc_prerequisites", WRITE, sluice_practice_check_cdc_prerequisites },
  { "GET", SOURCES, READ, sluice_practice_list_sources },
  { "POST", SOURCES, WRITE, sluice_practice_create_source },
  { "GET", SOURCES "/*", READ, sluice_practice_get_source },
  { "PATCH", SOURCES "/*", WRITE, sluice_practice_update_source },
  { "PUT", SOURCES "/*", WRITE, sluice_practice_update_source },
  { "DELETE", SOURCES "/*", WRITE, sluice_practice_delete_source },
  { "GET", SOURCES "/*/jobs", READ, sluice_practice_list_jobs },
  { "GET", SOURCES "/*/webhook_info", READ, sluice_practice_get_webhook_info },
  { "GET", SOURCES "/*/cdc_status", READ, sluice_practice_get_cdc_status },
  { "POST", SOURCES "/*/create_webhook", WRITE, sluice_practice_create_webhook },
  { "POST", SOURCES "/*/update_webhook_inputs", WRITE, sluice_practice_update_webhook_inputs },
  { "POST", SOURCES "/*/delete_webhook", WRITE, sluice_practice_delete_webhook },
  { "POST", SOURCES "/*/reload", WRITE, sluice_practice_reload_source },
  { "POST", SOURCES "/*/refresh_schemas", WRITE, sluice_practice_refresh_schemas },
  { "PATCH", SOURCES "/*/bulk_update_schemas", WRITE, sluice_practice_bulk_update_schemas },
  { "GET", SCHEMAS, READ, sluice_practice_list_schemas },
  { "GET", SCHEMAS "/*", READ, sluice_practice_get_schema },
  { "PATCH", SCHEMAS "/*", WRITE, sluice_practice_update_schema },
  { "PUT", SCHEMAS "/*", WRITE, sluice_practice_update_schema },
  { "DELETE", SCHEMAS "/*", WRITE, sluice_practice_delete_schema },
  { "POST", SCHEMAS "/*/reload", WRITE, sluice_practice_reload_schema },
  { "POST", SCHEMAS "/*/resync", WRITE, sluice_practice_resync_schema },
  { "POST", SCHEMAS "/*/cancel", WRITE, sluice_practice_cancel_schema },
  { "DELETE", SCHEMAS "/*/delete_data", WRITE, sluice_practice_delete_schema_data },
  { "POST", SCHEMAS "/*/incremental_fields", WRITE, sluice_practice_get_incremental_fields },
  { "GET", SCHEMAS "/*/logs", READ, sluice_practice_list_logs },
  { "GET", "integrations", "integration:read", sluice_practice_list_integrations },
  { "POST", "query", "query:read", sluice_practice_run_query },
  { "POST", "mcp_tools/execute_sql", "query:read", sluice_practice_execute_sql },
};

static const Route root_routes[] = {
  { "GET", "api/users/@me", "user:read", sluice_practice_get_user },
  { "GET", "api/personal_api_keys/@current", "", sluice_practice_get_own_key },
  { "GET", "api/organizations/*", "organization:read", sluice_practice_get_organization },
  { "GET", "api/organizations/*/projects", "project:read", sluice_practice_list_projects },
  { "GET", "api/projects", "project:read", sluice_practice_list_projects },
  { "GET", "api/public_source_configs", NULL, sluice_practice_get_public_configs },
  { "GET", "static/services/*", NULL, sluice_practice_get_icon },
  { "GET", CONNECT_PAGE, NULL, sluice_practice_get_connect_page },
  { "POST", CONNECT_PAGE, NULL, sluice_practice_answer_connect_page },
};

static gboolean
matches (const char *pattern, const char *path, GStrv *args)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GStrvBuilder) stars = g_strv_builder_new ();

  if (g_strv_length (wanted) != g_strv_length (parts))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (g_str_equal (wanted[i], "*") && *parts[i] != '\0')
        g_strv_builder_add (stars, parts[i]);
      else if (!g_str_equal (wanted[i], parts[i]))
        return FALSE;
    }
  *args = g_strv_builder_end (stars);

  return TRUE;
}

/* Finds the route; @known says whether the path exists at all, so that a wrong method is told from a wrong path. */
static const Route *
find_route (const Route *routes, gsize n_routes, SluicePracticeRequest *request, const char *path, const Route **known)
{
  for (gsize i = 0; i < n_routes; i++)
    {
      g_auto (GStrv) args = NULL;

      if (!matches (routes[i].pattern, path, &args))
        continue;
      if (*known == NULL)
        *known = &routes[i];
      /* A word such as “wizard” is never taken for an id by another method's route. */
      if (!g_str_equal ((*known)->pattern, routes[i].pattern))
        break;
      if (g_str_equal (routes[i].method, request->method))
        {
          request->args = g_steal_pointer (&args);
          return &routes[i];
        }
    }

  return NULL;
}

/* Takes “/api/projects/ID/rest” apart. */
static char *
split_project_path (SluicePracticeRequest *request, char **project)
{
  g_auto (GStrv) parts = g_strsplit (request->path + 1, "/", 4);

  if (g_strv_length (parts) < 3 || !g_str_equal (parts[0], "api") ||
      !(g_str_equal (parts[1], "projects") || g_str_equal (parts[1], "environments")))
    return NULL;
  *project = g_strdup (parts[2]);

  return g_strdup (parts[3] != NULL ? parts[3] : "");
}

static gboolean
authenticate (SluicePractice *practice, SluicePracticeRequest *request)
{
  const char *header = request->authorization;

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0)
    return sluice_practice_reply_fault (request, 401, "not_authenticated", NULL,
                                        "Authentication credentials were not provided.");
  request->key = sluice_practice_key_find (practice->key, header + 7);
  if (request->key != NULL)
    return TRUE;
  if (g_str_has_prefix (header + 7, "pha_"))
    return sluice_practice_reply_fault (request, 401, "authentication_failed", NULL, "Invalid access token.");

  return sluice_practice_reply_fault (request, 401, "authentication_failed", NULL,
                                      "Personal API key found in request Authorization header is invalid.");
}

/* Collections were below “environments” only. */
static gboolean
is_elsewhere (SluicePracticeRequest *request, const char *rest)
{
  return rest != NULL && *rest != '\0' && g_str_has_prefix (request->path, "/api/projects/");
}

/* The project in the path has to be there, and the key has to reach it. */
static gboolean
enter_project (SluicePracticeRequest *request, const char *project)
{
  guint64 number;

  if (g_str_equal (project, "@current"))
    request->project = request->key->project != 0 ? request->key->project : SLUICE_PRACTICE_PROJECT;
  else if (g_ascii_string_to_unsigned (project, 10, 1, G_MAXINT64, &number, NULL))
    request->project = (gint64) number;
  else
    return sluice_practice_reply_not_found (request);

  if (request->key->project != 0 && request->key->project != request->project)
    return sluice_practice_reply_fault (request, 403, "permission_denied", NULL,
                                        "API key does not have access to the requested project: ID %s.", project);
  if (request->project != SLUICE_PRACTICE_PROJECT && request->project != SLUICE_PRACTICE_OTHER_PROJECT)
    return sluice_practice_reply_not_found (request);

  return TRUE;
}

static gboolean
check_scope (SluicePracticeRequest *request, const Route *route, gboolean in_project)
{
  if (!in_project && request->key->project != 0 && !g_str_equal (route->scope, "user:read") && *route->scope != '\0')
    return sluice_practice_reply_fault (request, 403, "permission_denied", NULL,
                                        "API keys with scoped projects are only supported on project-based endpoints.");
  if (*route->scope != '\0' && !sluice_practice_key_has_scope (request->key, route->scope))
    return sluice_practice_reply_fault (request, 403, "permission_denied", NULL, "API key missing required scope '%s'",
                                        route->scope);

  return TRUE;
}

void
sluice_practice_route (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *project = NULL;
  g_autofree char *rest = split_project_path (request, &project);
  const Route *known = NULL;
  const Route *route;
  SluicePracticeShape shape = SLUICE_PRACTICE_SHAPE_SAME;

  if (rest != NULL)
    route = find_route (project_routes, G_N_ELEMENTS (project_routes), request, rest, &known);
  else
    route = find_route (root_routes, G_N_ELEMENTS (root_routes), request, request->path + 1, &known);

  if (known != NULL && practice->old)
    shape = sluice_practice_era_get_shape (request->method, known->pattern);
  if (known == NULL || shape == SLUICE_PRACTICE_SHAPE_GONE || (practice->old && is_elsewhere (request, rest)))
    {
      sluice_practice_reply_not_found (request);
      return;
    }
  if (known->scope != NULL)
    {
      if (!authenticate (practice, request) || (project != NULL && !enter_project (request, project)) ||
          !check_scope (request, route != NULL ? route : known, project != NULL))
        return;
    }
  if (route == NULL)
    {
      sluice_practice_reply_fault (request, 405, "method_not_allowed", NULL, "Method \"%s\" not allowed.",
                                   request->method);
      return;
    }
  if ((!g_str_equal (route->pattern, CONNECT_PAGE) && !sluice_practice_request_parse_body (request)) ||
      !sluice_practice_era_read (request, shape))
    return;

  route->handler (practice, request);
  sluice_practice_era_write (practice, request, shape);
}
