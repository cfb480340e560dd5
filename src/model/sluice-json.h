/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SLUICE_JSON_ERROR:
 *
 * The domain of errors about the shape of a JSON document.
 */
#define SLUICE_JSON_ERROR (sluice_json_error_quark ())

/**
 * SluiceJsonError:
 * @SLUICE_JSON_ERROR_PARSE: the text is empty, not JSON, or nested too deeply
 * @SLUICE_JSON_ERROR_MISSING: a needed member is absent or null
 * @SLUICE_JSON_ERROR_TYPE: a member is of another type than needed
 *
 * What is wrong with a document that came from outside.
 */
typedef enum
{
  SLUICE_JSON_ERROR_PARSE,
  SLUICE_JSON_ERROR_MISSING,
  SLUICE_JSON_ERROR_TYPE,
} SluiceJsonError;

GQuark sluice_json_error_quark (void);

/**
 * sluice_json_parse:
 * @data: (array length=length) (nullable): the text, in UTF-8
 * @length: its length in bytes, or -1 if it ends in a zero byte
 * @error: return location for a `SLUICE_JSON_ERROR_PARSE`
 *
 * Parses a whole document strictly into immutable nodes. Empty text is an error. May run on any thread; a deeply nested
 * document needs more stack than a default fiber has (512 KiB).
 *
 * Returns: (transfer full): the root node, or %NULL
 */
JsonNode *sluice_json_parse (const char *data, gssize length, GError **error);

/* The tolerant getters: absent, null and a value of another type all give the fallback. @object may be NULL. */
const char *sluice_json_get_string (JsonObject *object, const char *member, const char *fallback);
gboolean sluice_json_get_boolean (JsonObject *object, const char *member, gboolean fallback);
gint64 sluice_json_get_int (JsonObject *object, const char *member, gint64 fallback);
double sluice_json_get_double (JsonObject *object, const char *member, double fallback);
JsonObject *sluice_json_get_object (JsonObject *object, const char *member);
JsonArray *sluice_json_get_array (JsonObject *object, const char *member);

/**
 * sluice_json_dup_strv:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Gives the strings of an array member, passing over what is not a string.
 *
 * Returns: (transfer full) (nullable): a new vector, or %NULL if the member is absent, null or not an array
 */
char **sluice_json_dup_strv (JsonObject *object, const char *member);

/* The demanding getters: what is absent, null or of another type sets @error, which names the member. */
const char *sluice_json_require_string (JsonObject *object, const char *member, GError **error);
JsonObject *sluice_json_require_object (JsonNode *node, const char *what, GError **error);
JsonArray *sluice_json_require_array (JsonNode *node, const char *what, GError **error);

/* Elements of an array: NULL where the element is absent or of another type. */
JsonObject *sluice_json_array_get_object (JsonArray *array, guint index);
const char *sluice_json_array_get_string (JsonArray *array, guint index);

/**
 * sluice_json_take_object:
 * @object: (transfer full): an object
 *
 * Returns: (transfer full): a node that holds @object
 */
JsonNode *sluice_json_take_object (JsonObject *object);

/**
 * sluice_json_take_array:
 * @array: (transfer full): an array
 *
 * Returns: (transfer full): a node that holds @array
 */
JsonNode *sluice_json_take_array (JsonArray *array);

/**
 * sluice_json_to_text:
 * @node: a node
 *
 * Returns: (transfer full): @node as compact JSON text
 */
char *sluice_json_to_text (JsonNode *node);

G_END_DECLS
