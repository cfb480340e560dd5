/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-form-private.h"
#include "unit-common.h"

/* A form whose fields are written as the server sends them. */
static SluiceForm *
make_form (const char *fields)
{
  g_autofree char *text = g_strdup_printf ("{'name':'X','fields':%s}", fields);
  g_autoptr (JsonNode) node = unit_parse (text);
  g_autoptr (SluiceSourceType) type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);

  return sluice_form_new (type);
}

static void
assert_fault (SluiceForm *form, const char *path, const char *value, const char *words)
{
  g_autofree char *fault = NULL;

  sluice_form_set_value (form, path, value);
  fault = sluice_form_dup_fault (form, path);
  if (words == NULL)
    g_assert_cmpstr (fault, ==, NULL);
  else
    g_assert_nonnull (strstr (fault != NULL ? fault : "(none)", words));
}

static void
test_kinds (void)
{
  g_autoptr (SluiceForm) form =
      make_form ("[{'type':'email','name':'e','label':'E','required':true},{'type':'url','name':'u'},"
                 "{'type':'time','name':'t'},{'type':'number','name':'n','label':'N'},{'type':'search','name':'s'}]");

  assert_fault (form, "e", "", "“E” is required.");
  assert_fault (form, "e", "ada", "e-mail address");
  assert_fault (form, "e", "@example.com", "e-mail address");
  assert_fault (form, "e", "ada @example.com", "e-mail address");
  assert_fault (form, "e", " ada@example.com ", NULL);
  assert_fault (form, "u", "https://", "Enter an address");
  assert_fault (form, "u", "not an address", "Enter an address");
  assert_fault (form, "u", "https://example.com/a?b=c#d", NULL);
  /* Half of one may be all that the server asks for. */
  assert_fault (form, "u", "example.com", NULL);
  assert_fault (form, "t", "25:00", "time of day");
  assert_fault (form, "t", "9.30", "time of day");
  assert_fault (form, "t", "09:30:61", "time of day");
  assert_fault (form, "t", "9:30", NULL);
  assert_fault (form, "t", "09:30:15", NULL);
  assert_fault (form, "n", "many", "“N” is a number.");
  assert_fault (form, "n", "1e3", "“N” is a number.");
  assert_fault (form, "n", "0x10", "“N” is a number.");
  assert_fault (form, "n", "-1.5", NULL);
  assert_fault (form, "n", "10", NULL);

  sluice_form_set_value (form, "s", "x");
  unit_assert_json (sluice_form_to_flat (form),
                    "{'source_type':'X','e':'ada@example.com','u':'example.com','t':'09:30:15','n':'10','s':'x'}");
}

static void
test_select (void)
{
  g_autoptr (SluiceForm) form =
      make_form ("[{'type':'select','name':'a','label':'A','required':true,'defaultValue':'gone',"
                 "'options':[{'label':'One','value':'1','fields':null},{'label':'Two','value':'2'}]},"
                 "{'type':'select','name':'m','multiple':true,'defaultValue':null,"
                 "'options':[{'label':'X','value':'x'},{'label':'Y','value':'y'},{'label':'Z','value':'z'}]}]");

  /* A default that is no option is none: the person has to choose. */
  assert_fault (form, "a", "gone", "Choose “A”.");
  g_assert_false (sluice_form_get_complete (form));
  assert_fault (form, "a", "2", NULL);
  g_assert_true (sluice_form_get_complete (form));
  unit_assert_json (sluice_form_to_flat (form), "{'source_type':'X','a':'2'}");
  sluice_form_set_value (form, "m", "x\nz");
  unit_assert_json (sluice_form_to_flat (form), "{'source_type':'X','a':'2','m':['x','z']}");
}

static void
test_accounts (void)
{
  g_autoptr (SluiceForm) form =
      make_form ("[{'type':'oauth','name':'o','label':'O','kind':'hubspot','required':true},"
                 "{'type':'credential-account-select','name':'c','label':'C','credentialFields':['k'],'required':true},"
                 "{'type':'oauth-account-select','name':'h','label':'H','hidden':true,'required':true}]");

  g_assert_cmpstr (sluice_field_get_integration_kind (sluice_form_get_field (form, "o")), ==, "hubspot");
  assert_fault (form, "o", "ada", "Connect an account first.");
  assert_fault (form, "o", "77", NULL);
  assert_fault (form, "c", "", "“C” is required.");
  assert_fault (form, "c", "acct", NULL);
  /* What is hidden holds nobody up and is not sent. */
  g_assert_true (sluice_form_get_complete (form));
  sluice_form_set_value (form, "h", "old");
  unit_assert_json (sluice_form_to_flat (form), "{'source_type':'X','o':77,'c':'acct'}");
}

static void
test_file_keys (void)
{
  g_autoptr (SluiceForm) form =
      make_form ("[{'type':'file-upload','name':'f','required':true,"
                 "'fileFormat':{'format':'.json','keys':['project_id','private_key']}},"
                 "{'type':'file-upload','name':'any','fileFormat':{'format':'.json','keys':'*'}}]");
  g_autoptr (JsonNode) draft = NULL;

  assert_fault (form, "f", "{\"project_id\":\"p\"}", "it lacks private_key.");
  assert_fault (form, "f", "{}", "it lacks project_id, private_key.");
  assert_fault (form, "f", "[]", "does not hold a JSON object");
  assert_fault (form, "f", "{\"project_id\":\"p\"", "does not hold a JSON object");
  assert_fault (form, "f", "{\"project_id\":\"p\",\"private_key\":\"hunter2\"}", NULL);
  assert_fault (form, "any", "{}", NULL);
  unit_assert_json (sluice_form_to_flat (form),
                    "{'source_type':'X','f':{'project_id':'p','private_key':'hunter2'},'any':{}}");
  draft = sluice_form_to_draft (form);
  g_assert_false (unit_node_holds (draft, "hunter2"));
}

/* A kind that nobody knows is said to be one, holds up only where it is required, and sends nothing. */
static void
test_unknown_kind (void)
{
  g_autoptr (SluiceForm) form = make_form ("[{'type':'hologram','name':'a','label':'A'},{'name':'b','type':7}]");
  g_autoptr (SluiceForm) needed = make_form ("[{'type':'hologram','name':'a','label':'A','required':true}]");

  g_assert_cmpint (sluice_field_get_kind (sluice_form_get_field (form, "a")), ==, SLUICE_FIELD_KIND_UNKNOWN);
  g_assert_cmpint (sluice_field_get_kind (sluice_form_get_field (form, "b")), ==, SLUICE_FIELD_KIND_UNKNOWN);
  g_assert_true (sluice_form_get_complete (form));
  unit_assert_json (sluice_form_to_flat (form), "{'source_type':'X'}");
  g_assert_false (sluice_form_get_complete (needed));
  assert_fault (needed, "a", "", "“A” can be set up in the browser only.");
}

/* Two fields of one name are one, as careful as either of them. */
static void
test_twins (void)
{
  g_autoptr (SluiceForm) form = make_form ("[{'type':'text','name':'key','label':'First'},"
                                           "{'type':'password','name':'key','label':'Second','required':true},"
                                           "{'type':'switch-group','name':'g','default':true,'fields':["
                                           "{'type':'text','name':'x'},{'type':'text','name':'x','required':true}]}]");
  g_autoptr (JsonNode) draft = NULL;

  g_assert_cmpuint (sluice_source_type_get_fields (sluice_form_get_source_type (form))->len, ==, 2);
  g_assert_cmpuint (sluice_field_get_fields (sluice_form_get_field (form, "g"))->len, ==, 1);
  g_assert_cmpstr (sluice_field_get_label (sluice_form_get_field (form, "key")), ==, "First");
  g_assert_true (sluice_form_is_secret (form, "key"));
  assert_fault (form, "key", "", "is required");
  sluice_form_set_value (form, "key", "hunter2");
  draft = sluice_form_to_draft (form);
  g_assert_false (unit_node_holds (draft, "hunter2"));
  g_assert_false (sluice_form_get_complete (form));
  sluice_form_set_value (form, "g/x", "y");
  unit_assert_json (sluice_form_to_flat (form), "{'source_type':'X','key':'hunter2','g':{'enabled':true,'x':'y'}}");
}

/* A value that two options share is a secret if it is one in either. */
static void
test_shared_secret (void)
{
  g_autoptr (SluiceForm) form =
      make_form ("[{'type':'select','name':'a','defaultValue':'1','options':["
                 "{'label':'1','value':'1','fields':[{'type':'text','name':'x'}]},"
                 "{'label':'2','value':'2','fields':[{'type':'password','name':'x'},{'type':'text','name':'y'}]}]}]");

  g_assert_true (sluice_form_is_secret (form, "a/x"));
  g_assert_false (sluice_form_is_secret (form, "a/y"));
  g_assert_false (sluice_form_is_secret (form, "a"));
}

/* What nobody could fill in any more is set up in the browser, and nothing overflows. */
static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SluiceForm) form = NULL;
  g_autoptr (JsonNode) flat = NULL;
  SluiceField *field = NULL;
  GString *path = NULL;
  guint n_deep = 0;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, "[{'type':'switch-group','name':'g','default':true,'fields':");
  g_string_append (text, "[{'type':'text','name':'leaf','required':true}]");
  for (guint i = 0; i < 200; i++)
    g_string_append (text, "}]");
  form = make_form (text->str);

  path = g_string_new ("g");
  while ((field = sluice_form_get_field (form, path->str)) != NULL &&
         sluice_field_get_kind (field) == SLUICE_FIELD_KIND_SWITCH_GROUP)
    {
      n_deep++;
      g_string_append (path, "/g");
    }
  g_assert_nonnull (field);
  g_assert_cmpint (sluice_field_get_kind (field), ==, SLUICE_FIELD_KIND_UNKNOWN);
  g_assert_cmpuint (n_deep, >=, 4);
  g_assert_cmpuint (n_deep, <, 20);
  g_assert_true (sluice_form_get_complete (form));
  flat = sluice_form_to_flat (form);
  g_assert_false (unit_node_holds (flat, "leaf"));
  g_string_free (path, TRUE);
}

/* Keys that are missing or of the wrong type do not take the rest of the form with them. */
static void
test_wrong_types (void)
{
  g_autoptr (SluiceForm) form = make_form (
      "[{'name':'bare'},{'type':'text','name':'t','label':5,'required':'yes','secret':null,'caption':[],"
      "'placeholder':{}},{'type':'select','name':'s','options':'none','defaultValue':3},"
      "{'type':'select','name':'o','options':[null,5,{},{'label':'No value'},{'value':'v','label':7,'fields':{}}]},"
      "{'type':'switch-group','name':'g','default':'on','fields':[null,7,{'type':'text'},{'type':'text','name':'x'}]},"
      "{'type':'file-upload','name':'f','fileFormat':[]},{'type':'oauth','name':'k','kind':7},"
      "{'type':'ssh-tunnel','name':'ssh_tunnel','supportsRequireTls':'maybe'}]");

  g_assert_cmpstr (sluice_field_get_label (sluice_form_get_field (form, "t")), ==, "t");
  g_assert_cmpuint (sluice_field_get_options (sluice_form_get_field (form, "o"))->len, ==, 1);
  g_assert_cmpuint (sluice_field_get_fields (sluice_form_get_field (form, "g"))->len, ==, 1);
  g_assert_null (sluice_field_get_integration_kind (sluice_form_get_field (form, "k")));
  g_assert_null (sluice_form_get_field (form, "ssh_tunnel/require_tls"));
  g_assert_true (sluice_form_get_complete (form));
  unit_assert_json (sluice_form_to_flat (form), "{'source_type':'X','g':{'enabled':false},"
                                                "'ssh_tunnel':{'enabled':false}}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fields/kinds", test_kinds);
  g_test_add_func ("/fields/select", test_select);
  g_test_add_func ("/fields/accounts", test_accounts);
  g_test_add_func ("/fields/file-keys", test_file_keys);
  g_test_add_func ("/fields/unknown-kind", test_unknown_kind);
  g_test_add_func ("/fields/twins", test_twins);
  g_test_add_func ("/fields/shared-secret", test_shared_secret);
  g_test_add_func ("/fields/depth", test_depth);
  g_test_add_func ("/fields/wrong-types", test_wrong_types);

  return g_test_run ();
}
