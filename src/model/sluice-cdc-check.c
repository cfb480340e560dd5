/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-cdc-check.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

/* More lines than this no server means; a broken one must not fill the page. */
#define MAX_ERRORS 200

struct _SluiceCdcCheck
{
  GObject parent_instance;

  gboolean valid;
  GStrv errors;
  char *fingerprint;
};

G_DEFINE_FINAL_TYPE (SluiceCdcCheck, sluice_cdc_check, G_TYPE_OBJECT)

static void
sluice_cdc_check_finalize (GObject *object)
{
  SluiceCdcCheck *self = SLUICE_CDC_CHECK (object);

  g_strfreev (self->errors);
  g_free (self->fingerprint);

  G_OBJECT_CLASS (sluice_cdc_check_parent_class)->finalize (object);
}

static void
sluice_cdc_check_class_init (SluiceCdcCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_cdc_check_finalize;
}

static void
sluice_cdc_check_init (SluiceCdcCheck *self)
{
}

SluiceCdcCheck *
sluice_cdc_check_new (gboolean valid, const char *const *errors)
{
  SluiceCdcCheck *self = g_object_new (SLUICE_TYPE_CDC_CHECK, NULL);

  self->valid = !!valid;
  self->errors = errors != NULL ? g_strdupv ((GStrv) errors) : g_new0 (char *, 1);

  return self;
}

/* The words of one entry. (transfer full) (nullable) */
static char *
dup_words (JsonNode *node)
{
  static const char *const members[] = { "message", "detail", "error", "reason", "description" };

  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strstrip (g_strdup (json_node_get_string (node)));
  for (guint i = 0; JSON_NODE_HOLDS_OBJECT (node) && i < G_N_ELEMENTS (members); i++)
    {
      const char *words = sluice_json_get_string (json_node_get_object (node), members[i], "");

      if (*words != '\0')
        return g_strstrip (g_strdup (words));
    }

  return sluice_json_to_text (node);
}

static void
add_words (GStrvBuilder *errors, JsonNode *node)
{
  char *words = dup_words (node);

  if (words != NULL && *words != '\0')
    g_strv_builder_take (errors, words);
  else
    g_free (words);
}

SluiceCdcCheck *
sluice_cdc_check_new_from_json (JsonNode *root, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) errors = NULL;
  JsonObject *object = sluice_json_require_object (root, _ ("the answer"), error);
  JsonNode *valid = object != NULL ? json_object_get_member (object, "valid") : NULL;
  JsonNode *node = object != NULL ? json_object_get_member (object, "errors") : NULL;

  if (object == NULL)
    return NULL;
  if (valid == NULL || !JSON_NODE_HOLDS_VALUE (valid) || json_node_get_value_type (valid) != G_TYPE_BOOLEAN)
    {
      /* Without it nobody knows; to take it for a yes or a no would be a guess. */
      g_set_error (error, SLUICE_JSON_ERROR, valid == NULL ? SLUICE_JSON_ERROR_MISSING : SLUICE_JSON_ERROR_TYPE,
                   _ ("The answer does not say whether near-real-time is possible (“%s”)."), "valid");
      return NULL;
    }

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < MIN (json_array_get_length (array), MAX_ERRORS); i++)
        add_words (builder, json_array_get_element (array, i));
    }
  else if (node != NULL)
    add_words (builder, node);
  errors = g_strv_builder_end (builder);

  return sluice_cdc_check_new (json_node_get_boolean (valid), (const char *const *) errors);
}

gboolean
sluice_cdc_check_get_valid (SluiceCdcCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC_CHECK (self), FALSE);

  return self->valid;
}

const char *const *
sluice_cdc_check_get_errors (SluiceCdcCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC_CHECK (self), NULL);

  return (const char *const *) self->errors;
}

const char *
sluice_cdc_check_get_fingerprint (SluiceCdcCheck *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC_CHECK (self), NULL);

  return self->fingerprint;
}

void
sluice_cdc_check_set_fingerprint (SluiceCdcCheck *self, const char *fingerprint)
{
  g_return_if_fail (SLUICE_IS_CDC_CHECK (self));

  g_set_str (&self->fingerprint, fingerprint);
}
