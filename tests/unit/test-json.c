/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "unit-common.h"

static void
test_bad_documents (void)
{
  static const char *const bad[] = { "", "{", "{} {}", "{'a':1}", "nope", "[1,]", "\"open" };
  g_autoptr (GError) none = NULL;
  g_autofree char *deep = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (sluice_json_parse (bad[i], -1, &error));
      g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE);
    }
  g_assert_null (sluice_json_parse (NULL, 0, &none));
  g_assert_error (none, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE);
  g_clear_error (&none);

  /* Nested without end, it is refused rather than followed. */
  deep = g_strnfill (100000, '[');
  g_assert_null (sluice_json_parse (deep, -1, &none));
  g_assert_error (none, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_PARSE);
}

static void
test_getters (void)
{
  g_autoptr (JsonNode) node =
      unit_parse ("{'s':'text','i':7,'d':2.5,'b':true,'n':null,'o':{'x':1},'a':['p',1,null,'q']}");
  JsonObject *object = json_node_get_object (node);
  g_auto (GStrv) strings = sluice_json_dup_strv (object, "a");

  g_assert_cmpstr (sluice_json_get_string (object, "s", "-"), ==, "text");
  g_assert_cmpstr (sluice_json_get_string (object, "i", "-"), ==, "-");
  g_assert_cmpstr (sluice_json_get_string (object, "n", "-"), ==, "-");
  g_assert_cmpstr (sluice_json_get_string (object, "gone", NULL), ==, NULL);
  g_assert_cmpstr (sluice_json_get_string (NULL, "s", "-"), ==, "-");
  g_assert_cmpint (sluice_json_get_int (object, "i", -1), ==, 7);
  /* json-glib's own getters make 1 of true and 2 of 2.5. */
  g_assert_cmpint (sluice_json_get_int (object, "b", -1), ==, -1);
  g_assert_cmpint (sluice_json_get_int (object, "d", -1), ==, -1);
  g_assert_cmpfloat (sluice_json_get_double (object, "d", 0), ==, 2.5);
  g_assert_cmpfloat (sluice_json_get_double (object, "i", 0), ==, 7);
  g_assert_true (sluice_json_get_boolean (object, "b", FALSE));
  g_assert_true (sluice_json_get_boolean (object, "i", TRUE));
  g_assert_nonnull (sluice_json_get_object (object, "o"));
  g_assert_null (sluice_json_get_object (object, "a"));
  g_assert_null (sluice_json_get_array (object, "o"));
  g_assert_cmpstrv (strings, ((const char *const[]) { "p", "q", NULL }));
  g_assert_null (sluice_json_dup_strv (object, "s"));
  g_assert_null (sluice_json_array_get_string (sluice_json_get_array (object, "a"), 99));
  g_assert_null (sluice_json_array_get_object (sluice_json_get_array (object, "a"), 0));
}

static void
test_demands (void)
{
  g_autoptr (JsonNode) node = unit_parse ("{'s':'text','i':7,'n':null,'b':true}");
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GError) error = NULL;
  gboolean flag = FALSE;

  g_assert_cmpstr (sluice_json_require_string (object, "s", &error), ==, "text");
  g_assert_no_error (error);
  g_assert_null (sluice_json_require_string (object, "n", &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING);
  g_assert_nonnull (g_strstr_len (error->message, -1, "“n”"));
  g_clear_error (&error);
  g_assert_null (sluice_json_require_string (object, "i", &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_false (sluice_json_require_boolean (object, "i", &flag, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_false (sluice_json_require_boolean (object, "n", &flag, &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (sluice_json_require_boolean (object, "b", &flag, &error));
  g_assert_no_error (error);
  g_assert_true (flag);
  g_assert_null (sluice_json_require_array (node, "The list", &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_null (sluice_json_require_object (NULL, "It", &error));
  g_assert_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_TYPE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/bad-documents", test_bad_documents);
  g_test_add_func ("/json/getters", test_getters);
  g_test_add_func ("/json/demands", test_demands);

  return g_test_run ();
}
