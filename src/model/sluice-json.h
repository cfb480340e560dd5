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

/**
 * sluice_json_get_string:
 * @object: (nullable): an object
 * @member: the name of a member
 * @fallback: what to give otherwise
 *
 * A tolerant getter.
 *
 * Returns: the text, or @fallback if it is absent, null or of another type
 */
const char *sluice_json_get_string (JsonObject *object, const char *member, const char *fallback);

/**
 * sluice_json_get_boolean:
 * @object: (nullable): an object
 * @member: the name of a member
 * @fallback: what to give otherwise
 *
 * A tolerant getter.
 *
 * Returns: the boolean, or @fallback if it is absent, null or of another type
 */
gboolean sluice_json_get_boolean (JsonObject *object, const char *member, gboolean fallback);

/**
 * sluice_json_get_int:
 * @object: (nullable): an object
 * @member: the name of a member
 * @fallback: what to give otherwise
 *
 * A tolerant getter.
 *
 * Returns: the whole number, or @fallback if it is absent, null or of another type
 */
gint64 sluice_json_get_int (JsonObject *object, const char *member, gint64 fallback);

/**
 * sluice_json_get_double:
 * @object: (nullable): an object
 * @member: the name of a member
 * @fallback: what to give otherwise
 *
 * A tolerant getter.
 *
 * Returns: the number, whole or not, or @fallback if it is absent, null or of another type
 */
double sluice_json_get_double (JsonObject *object, const char *member, double fallback);

/**
 * sluice_json_get_object:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * A tolerant getter.
 *
 * Returns: (transfer none) (nullable): the object, or %NULL
 */
JsonObject *sluice_json_get_object (JsonObject *object, const char *member);

/**
 * sluice_json_get_array:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * A tolerant getter.
 *
 * Returns: (transfer none) (nullable): the array, or %NULL
 */
JsonArray *sluice_json_get_array (JsonObject *object, const char *member);

/**
 * sluice_json_is_other:
 * @object: (nullable): an object
 * @member: the name of a member
 * @type: the type that it should have: that of a value, `JSON_TYPE_OBJECT` or `JSON_TYPE_ARRAY`
 *
 * Tells what a tolerant getter passes over from what is not there.
 *
 * Returns: whether the member is there, is not null, and is of another type
 */
gboolean sluice_json_is_other (JsonObject *object, const char *member, GType type);

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

/**
 * sluice_json_require_string:
 * @object: (nullable): an object
 * @member: the name of a member
 * @error: return location for an error
 *
 * A demanding getter.
 *
 * Returns: (nullable): the text; %NULL with an error that names the member if it is absent, null or of another type
 */
const char *sluice_json_require_string (JsonObject *object, const char *member, GError **error);

/**
 * sluice_json_require_boolean:
 * @object: (nullable): an object
 * @member: the name of a member
 * @value: (out): the boolean
 * @error: return location for an error
 *
 * A demanding getter.
 *
 * Returns: whether there is one; else there is an error that names the member, which is absent, null or of another type
 */
gboolean sluice_json_require_boolean (JsonObject *object, const char *member, gboolean *value, GError **error);

/**
 * sluice_json_require_object:
 * @node: (nullable): a node
 * @what: what it is, for the error
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the object; %NULL with an error that names @what if @node holds none
 */
JsonObject *sluice_json_require_object (JsonNode *node, const char *what, GError **error);

/**
 * sluice_json_require_array:
 * @node: (nullable): a node
 * @what: what it is, for the error
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the array; %NULL with an error that names @what if @node holds none
 */
JsonArray *sluice_json_require_array (JsonNode *node, const char *what, GError **error);

/**
 * sluice_json_array_get_object:
 * @array: an array
 * @index: a position
 *
 * Returns: (transfer none) (nullable): the object at @index; %NULL past the end or if it is something else
 */
JsonObject *sluice_json_array_get_object (JsonArray *array, guint index);

/**
 * sluice_json_array_get_string:
 * @array: an array
 * @index: a position
 *
 * Returns: (nullable): the text at @index; %NULL past the end or if it is something else
 */
const char *sluice_json_array_get_string (JsonArray *array, guint index);

/**
 * sluice_json_dup_time:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * A tolerant getter.
 *
 * Returns: (transfer full) (nullable): the time; %NULL if it is absent, null or no ISO 8601. One without a zone is UTC
 */
GDateTime *sluice_json_dup_time (JsonObject *object, const char *member);

/**
 * sluice_json_set_string:
 * @object: an object
 * @member: the name of a member
 * @value: (nullable): a text, or %NULL for null
 *
 * Sets a member that may have no value.
 */
void sluice_json_set_string (JsonObject *object, const char *member, const char *value);

/**
 * sluice_json_set_strv:
 * @object: an object
 * @member: the name of a member
 * @strings: (array zero-terminated=1) (nullable): texts, or %NULL for null
 *
 * Sets a member that may have no value.
 */
void sluice_json_set_strv (JsonObject *object, const char *member, const char *const *strings);

/**
 * sluice_json_set_time:
 * @object: an object
 * @member: the name of a member
 * @time: (nullable): a time, or %NULL for null
 *
 * Sets a member that may have no value. A time is written in ISO 8601.
 */
void sluice_json_set_time (JsonObject *object, const char *member, GDateTime *time);

/**
 * sluice_json_copy_members:
 * @object: an object
 * @from: another
 *
 * Sets all members of @from, in their order. Their values are shared, and json-glib counts references without regard to
 * threads: both objects belong to one thread then.
 */
void sluice_json_copy_members (JsonObject *object, JsonObject *from);

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

/**
 * sluice_json_dup_stamp:
 * @object: an object
 *
 * Gives a text that differs whenever anything in @object does, its order too, and that tells nothing of what is in it.
 *
 * Returns: (transfer full): the text
 */
char *sluice_json_dup_stamp (JsonObject *object);

G_END_DECLS
