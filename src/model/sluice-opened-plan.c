/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-opened-plan.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-json.h"
#include "sluice-plan-import-private.h"
#include "sluice-plan-private.h"

struct _SluiceOpenedPlan
{
  gatomicrefcount refs;
  char *name;
  char *source_type;
  guint n_selected;
  GBytes *text;
  char *settings; /* of it, what stands beside the tables */
};

G_DEFINE_BOXED_TYPE (SluiceOpenedPlan, sluice_opened_plan, sluice_opened_plan_ref, sluice_opened_plan_unref)

static guint
count_selected (JsonArray *tables)
{
  guint n_selected = 0;

  for (guint i = 0; i < json_array_get_length (tables); i++)
    n_selected += sluice_json_get_boolean (sluice_json_array_get_object (tables, i), "selected", FALSE);

  return n_selected;
}

static SluiceOpenedPlan *
new_from_object (JsonNode *root, const char *name)
{
  SluiceOpenedPlan *self = g_new0 (SluiceOpenedPlan, 1);
  JsonObject *object = json_node_get_object (root);
  g_autoptr (JsonNode) settings = sluice_plan_import_copy_settings (object);
  char *text = sluice_json_to_text (root);

  g_atomic_ref_count_init (&self->refs);
  self->name = g_strdup (name);
  self->source_type = g_strdup (sluice_json_get_string (object, "source_type", ""));
  self->n_selected = count_selected (sluice_json_get_array (object, "tables"));
  self->text = g_bytes_new_take (text, strlen (text));
  self->settings = sluice_json_to_text (settings);

  return self;
}

SluiceOpenedPlan *
sluice_opened_plan_new (GBytes *text, const char *name, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  gsize length = 0;
  const char *data;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  data = g_bytes_get_data (text, &length);
  if (length == 0)
    {
      g_set_error_literal (error, SLUICE_PLAN_IMPORT_ERROR, SLUICE_PLAN_IMPORT_ERROR_NOT_A_PLAN,
                           _ ("The file is empty."));
      return NULL;
    }
  root = sluice_plan_import_parse (data, (gssize) length, error);
  if (root == NULL || !sluice_plan_import_check (root, error))
    return NULL;

  return new_from_object (root, name);
}

SluiceOpenedPlan *
sluice_opened_plan_ref (SluiceOpenedPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
sluice_opened_plan_unref (SluiceOpenedPlan *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->name);
  g_free (self->source_type);
  g_free (self->settings);
  g_bytes_unref (self->text);
  g_free (self);
}

const char *
sluice_opened_plan_get_name (SluiceOpenedPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

guint
sluice_opened_plan_get_n_selected (SluiceOpenedPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_selected;
}

GBytes *
sluice_opened_plan_get_text (SluiceOpenedPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/* In a draft */

/* Only what is still to be taken over: somebody may have written a password into the rest. */
JsonObject *
sluice_opened_plan_to_json (SluiceOpenedPlan *self)
{
  static const char *const members[] = { "format", "version", "source_type", "frequency", "tables" };
  JsonObject *object = json_object_new ();
  JsonObject *plan = json_object_new ();
  gsize length = 0;
  const char *text = g_bytes_get_data (self->text, &length);
  g_autoptr (JsonNode) root = sluice_json_parse (text, (gssize) length, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (json_node_get_object (root), members[i]);

      if (node != NULL)
        json_object_set_member (plan, members[i], json_node_copy (node));
    }
  json_object_set_string_member (object, "name", self->name);
  json_object_set_object_member (object, "plan", plan);

  return object;
}

SluiceOpenedPlan *
sluice_opened_plan_new_from_json (JsonObject *object)
{
  JsonNode *root = object != NULL ? json_object_get_member (object, "plan") : NULL;

  if (root == NULL || !sluice_plan_import_check (root, NULL))
    return NULL;

  return new_from_object (root, sluice_json_get_string (object, "name", ""));
}

/* A new plan */

static void
load_settings (SluicePlan *plan, JsonObject *object)
{
  JsonObject *values = sluice_json_get_object (object, "form");
  JsonObject *draft = json_object_new ();
  g_autoptr (JsonNode) form = sluice_json_take_object (draft);
  SluiceFrequency frequency;

  json_object_set_string_member (draft, "source_type",
                                 sluice_source_type_get_name (sluice_plan_get_source_type (plan)));
  if (values != NULL)
    json_object_set_object_member (draft, "values", json_object_ref (values));
  /* It is of this type, and the rest is passed over where it is odd. */
  sluice_form_load_draft (sluice_plan_get_form (plan), form, NULL);
  sluice_plan_load_settings (plan, object);
  if (sluice_frequency_from_word (sluice_json_get_string (object, "frequency", NULL), &frequency))
    sluice_plan_set_frequency (plan, frequency);
}

SluicePlan *
sluice_plan_new_from_opened (SluiceOpenedPlan *opened, GListModel *source_types, GError **error)
{
  g_autoptr (SluicePlan) plan = NULL;
  g_autoptr (SluiceSourceType) source_type = NULL;
  g_autoptr (JsonNode) settings = NULL;

  g_return_val_if_fail (opened != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (source_types), NULL);

  source_type = sluice_plan_find_source_type (source_types, opened->source_type);
  if (source_type == NULL || !sluice_source_type_is_connectable (source_type))
    {
      g_set_error (error, SLUICE_PLAN_IMPORT_ERROR, SLUICE_PLAN_IMPORT_ERROR_OTHER_SOURCE,
                   /* Translators: %s is the name of a source type, such as "MySQL". */
                   _ ("This plan is for %s, which this PostHog does not offer."), opened->source_type);
      return NULL;
    }

  settings = sluice_plan_import_parse (opened->settings, -1, error);
  if (settings == NULL)
    return NULL;
  plan = sluice_plan_new ();
  sluice_plan_set_source_type (plan, source_type);
  load_settings (plan, json_node_get_object (settings));
  sluice_plan_set_opened (plan, opened);

  return g_steal_pointer (&plan);
}
