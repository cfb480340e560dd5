/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-client-private.h"
#include "sluice-json.h"

typedef struct
{
  char *id;
  char *name;
} Project;

struct _SluiceIdentity
{
  gatomicrefcount ref_count; /* immutable, so a copy is a reference */
  char *email;
  char *organization_name;
  char *current_project_id;
  GPtrArray *projects;
};

static void
project_free (Project *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self);
}

SluiceIdentity *
sluice_identity_copy (const SluiceIdentity *self)
{
  SluiceIdentity *shared = (SluiceIdentity *) self;

  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&shared->ref_count);

  return shared;
}

void
sluice_identity_free (SluiceIdentity *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->email);
  g_free (self->organization_name);
  g_free (self->current_project_id);
  g_ptr_array_unref (self->projects);
  g_free (self);
}

G_DEFINE_BOXED_TYPE (SluiceIdentity, sluice_identity, sluice_identity_copy, sluice_identity_free)

const char *
sluice_identity_get_email (const SluiceIdentity *self)
{
  return self->email;
}

const char *
sluice_identity_get_organization_name (const SluiceIdentity *self)
{
  return self->organization_name;
}

guint
sluice_identity_get_n_projects (const SluiceIdentity *self)
{
  return self->projects->len;
}

const char *
sluice_identity_get_project_id (const SluiceIdentity *self, guint index)
{
  g_return_val_if_fail (index < self->projects->len, NULL);

  return ((Project *) g_ptr_array_index (self->projects, index))->id;
}

const char *
sluice_identity_get_project_name (const SluiceIdentity *self, guint index)
{
  g_return_val_if_fail (index < self->projects->len, NULL);

  return ((Project *) g_ptr_array_index (self->projects, index))->name;
}

const char *
sluice_identity_get_current_project_id (const SluiceIdentity *self)
{
  return self->current_project_id;
}

/* The API's project ids are integers. */
static char *
dup_id (JsonObject *object, const char *member)
{
  gint64 id = sluice_json_get_int (object, member, -1);

  return id >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : g_strdup (sluice_json_get_string (object, member, NULL));
}

static gboolean
has_project (SluiceIdentity *self, const char *id)
{
  for (guint i = 0; i < self->projects->len; i++)
    if (g_str_equal (sluice_identity_get_project_id (self, i), id))
      return TRUE;

  return FALSE;
}

static void
add_project (SluiceIdentity *self, JsonObject *object, const char *id_member)
{
  g_autofree char *id = dup_id (object, id_member);
  Project *project;

  if (id == NULL || *id == '\0' || has_project (self, id))
    return;

  project = g_new0 (Project, 1);
  project->name = g_strdup (sluice_json_get_string (object, "name", id));
  project->id = g_steal_pointer (&id);
  g_ptr_array_add (self->projects, project);
}

static void
add_projects (SluiceIdentity *self, JsonArray *array, const char *id_member)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    add_project (self, sluice_json_array_get_object (array, i), id_member);
}

DexFuture *
sluice_identity_read (JsonNode *root, GError **error)
{
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  JsonObject *organization;
  JsonObject *team;
  SluiceIdentity *self;

  if (object == NULL || sluice_json_require_string (object, "email", error) == NULL)
    return NULL;

  organization = sluice_json_get_object (object, "organization");
  team = sluice_json_get_object (object, "team");

  self = g_new0 (SluiceIdentity, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->projects = g_ptr_array_new_with_free_func ((GDestroyNotify) project_free);
  self->email = g_strdup (sluice_json_get_string (object, "email", NULL));
  self->organization_name = g_strdup (sluice_json_get_string (organization, "name", NULL));
  self->current_project_id = dup_id (team, "id");

  /* The inner shapes are unverified (contract, section 20): take what is there. */
  add_projects (self, sluice_json_get_array (organization, "projects"), "id");
  add_projects (self, sluice_json_get_array (organization, "teams"), "id");
  add_project (self, team, "id");

  return dex_future_new_take_boxed (SLUICE_TYPE_IDENTITY, self);
}
