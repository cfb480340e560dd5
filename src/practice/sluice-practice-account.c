/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-routes.h"

#define ORGANIZATION "01900000-0000-7000-8000-0000000000a1"
#define ORGANIZATION_NAME "Practice"

static const struct
{
  gint64 id;
  const char *name;
  const char *uuid;
} projects[] = {
  { SLUICE_PRACTICE_PROJECT, "Practice shop", "01900000-0000-7000-8000-000000012345" },
  { SLUICE_PRACTICE_OTHER_PROJECT, "Somebody else’s project", "01900000-0000-7000-8000-000000067890" },
};

static JsonObject *
describe_project (guint index)
{
  JsonObject *project = json_object_new ();

  json_object_set_int_member (project, "id", projects[index].id);
  json_object_set_string_member (project, "uuid", projects[index].uuid);
  json_object_set_string_member (project, "name", projects[index].name);
  json_object_set_string_member (project, "timezone", "UTC");
  json_object_set_string_member (project, "organization", ORGANIZATION);
  json_object_set_string_member (project, "organization_id", ORGANIZATION);
  json_object_set_int_member (project, "project_id", projects[index].id);

  return project;
}

/* All projects that the key reaches. */
static JsonArray *
describe_projects (SluicePracticeRequest *request)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (projects); i++)
    if (request->key->project == 0 || request->key->project == projects[i].id)
      json_array_add_object_element (array, describe_project (i));

  return array;
}

static JsonObject *
describe_organization (void)
{
  JsonObject *organization = json_object_new ();

  json_object_set_string_member (organization, "id", ORGANIZATION);
  json_object_set_string_member (organization, "name", ORGANIZATION_NAME);
  json_object_set_string_member (organization, "slug", "practice");

  return organization;
}

void
sluice_practice_get_user (SluicePractice *practice, SluicePracticeRequest *request)
{
  JsonObject *user = json_object_new ();
  JsonObject *organization = describe_organization ();
  JsonArray *organizations = json_array_new ();

  json_object_set_string_member (user, "uuid", "01900000-0000-7000-8000-000000000001");
  json_object_set_int_member (user, "id", 41);
  json_object_set_string_member (user, "distinct_id", "practice-41");
  json_object_set_string_member (user, "first_name", "Practice");
  json_object_set_string_member (user, "last_name", "User");
  json_object_set_string_member (user, "email", request->key->user);
  json_object_set_object_member (user, "team",
                                 describe_project (request->key->project == SLUICE_PRACTICE_OTHER_PROJECT ? 1 : 0));
  json_object_set_array_member (organization, "teams", describe_projects (request));
  json_object_set_array_member (organization, "projects", describe_projects (request));
  json_object_set_object_member (user, "organization", organization);
  json_array_add_object_element (organizations, describe_organization ());
  json_object_set_array_member (user, "organizations", organizations);
  sluice_practice_reply_object (request, 200, user);
}

void
sluice_practice_get_own_key (SluicePractice *practice, SluicePracticeRequest *request)
{
  JsonObject *key = json_object_new ();
  JsonArray *scopes = json_array_new ();
  JsonArray *teams = json_array_new ();

  for (guint i = 0; request->key->scopes[i] != NULL; i++)
    json_array_add_string_element (scopes, request->key->scopes[i]);
  if (request->key->project != 0)
    json_array_add_int_element (teams, request->key->project);
  json_object_set_string_member (key, "id", "practice");
  json_object_set_string_member (key, "label", request->key->label);
  json_object_set_array_member (key, "scopes", scopes);
  json_object_set_array_member (key, "scoped_teams", teams);
  json_object_set_array_member (key, "scoped_organizations", json_array_new ());
  sluice_practice_reply_object (request, 200, key);
}

void
sluice_practice_get_organization (SluicePractice *practice, SluicePracticeRequest *request)
{
  JsonObject *organization;

  if (!g_str_equal (request->args[0], ORGANIZATION) && !g_str_equal (request->args[0], "@current"))
    {
      sluice_practice_reply_not_found (request);
      return;
    }
  organization = describe_organization ();
  json_object_set_array_member (organization, "teams", describe_projects (request));
  json_object_set_array_member (organization, "projects", describe_projects (request));
  sluice_practice_reply_object (request, 200, organization);
}

void
sluice_practice_list_projects (SluicePractice *practice, SluicePracticeRequest *request)
{
  JsonArray *array = describe_projects (request);

  if (request->args[0] != NULL && !g_str_equal (request->args[0], ORGANIZATION) &&
      !g_str_equal (request->args[0], "@current"))
    {
      json_array_unref (array);
      sluice_practice_reply_not_found (request);
      return;
    }
  sluice_practice_reply_page (request, array, json_array_get_length (array), 100, 0);
}

void
sluice_practice_get_project (SluicePractice *practice, SluicePracticeRequest *request)
{
  sluice_practice_reply_object (request, 200,
                                describe_project (request->project == SLUICE_PRACTICE_OTHER_PROJECT ? 1 : 0));
}
