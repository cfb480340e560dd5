/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libdex.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sluice-api-error.h"
#include "sluice-file-field.h"
#include "sluice-form-rows.h"
#include "sluice-json.h"
#include "sluice-key-file.h"
#include "sluice-text-row.h"
#include "tables-common.h"

typedef struct
{
  GtkWidget *window;
  AdwPreferencesGroup *required;
  AdwExpanderRow *optional;
  AdwPreferencesGroup *switches;
  SluiceForm *form;
  SluiceFormRows *rows;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->required = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  fixture->switches = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  fixture->optional = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_group_add (fixture->switches, GTK_WIDGET (fixture->optional));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->required));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->switches));
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->folder = g_dir_make_tmp ("sluice-form-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  if (fixture->rows != NULL)
    sluice_form_rows_remove (fixture->rows);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->rows);
  g_clear_object (&fixture->form);
}

/* Shows the form of fields that are written as the server sends them, with single quotes. */
static void
show (Fixture *fixture, const char *fields)
{
  g_autofree char *text = g_strdup_printf ("{'name':'X','fields':%s}", fields);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (SluiceSourceType) type = NULL;
  g_autoptr (GError) error = NULL;

  node = sluice_json_parse (g_strdelimit (text, "'", '"'), -1, &error);
  g_assert_no_error (error);
  type = sluice_source_type_new_from_json (json_node_get_object (node), NULL);
  fixture->form = sluice_form_new (type);
  fixture->rows = sluice_form_rows_new (fixture->form, NULL, fixture->required, fixture->optional, fixture->switches);
}

static GtkWidget *
get_row (Fixture *fixture, const char *path)
{
  SluiceFieldEditor *editor = sluice_form_rows_find (fixture->rows, path);

  return editor != NULL ? g_ptr_array_index (sluice_field_editor_get_rows (editor), 0) : NULL;
}

static gboolean
is_invalid (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "error");
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;

  return FALSE;
}

/* What is required stands there, what is not is folded away, and what can be switched on stands by itself. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  show (fixture, "[{'type':'text','name':'a','required':true},{'type':'text','name':'b'},"
                 "{'type':'switch-group','name':'c','fields':[{'type':'text','name':'d','required':true},"
                 "{'type':'text','name':'e'}]},{'type':'text','name':'h','hidden':true},"
                 "{'type':'text','name':'connection_string','secret':true}]");

  g_assert_true (gtk_widget_is_ancestor (get_row (fixture, "a"), GTK_WIDGET (fixture->required)));
  g_assert_true (gtk_widget_is_ancestor (get_row (fixture, "b"), GTK_WIDGET (fixture->optional)));
  g_assert_true (gtk_widget_is_ancestor (get_row (fixture, "c"), GTK_WIDGET (fixture->switches)));
  g_assert_false (gtk_widget_is_ancestor (get_row (fixture, "c"), GTK_WIDGET (fixture->optional)));
  g_assert_null (get_row (fixture, "h"));
  g_assert_null (get_row (fixture, "connection_string"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->optional)));

  /* What is off does not count; the optional part of it is folded away as well. */
  g_assert_null (get_row (fixture, "c/d"));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (get_row (fixture, "c")), TRUE);
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "c"), ==, "true");
  g_assert_nonnull (get_row (fixture, "c/d"));
  g_assert_true (gtk_widget_get_ancestor (get_row (fixture, "c/e"), ADW_TYPE_EXPANDER_ROW) != get_row (fixture, "c"));
}

/* The fields of an option are there while it is chosen, whatever it is that chooses it. */
static void
test_options (Fixture *fixture, gconstpointer data)
{
  GtkWidget *select = NULL;
  SluiceFieldEditor *first = NULL;
  g_autofree char *fault = NULL;

  show (fixture, "[{'type':'select','name':'how','required':true,'defaultValue':'key','options':["
                 "{'label':'Key','value':'key','fields':[{'type':'password','name':'key','required':true}]},"
                 "{'label':'Login','value':'login','fields':[{'type':'text','name':'user','required':true},"
                 "{'type':'select','name':'more','defaultValue':'y','options':["
                 "{'label':'N','value':'n'},{'label':'Y','value':'y','fields':[{'type':'text','name':'deep'}]}]}]}]}]");
  select = get_row (fixture, "how");
  g_assert_true (gtk_widget_get_visible (get_row (fixture, "how/key")));
  g_assert_null (get_row (fixture, "how/user"));

  adw_combo_row_set_selected (ADW_COMBO_ROW (select), 1);
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "how"), ==, "login");
  g_assert_null (get_row (fixture, "how/key"));
  g_assert_true (gtk_widget_get_visible (get_row (fixture, "how/user")));
  g_assert_true (gtk_widget_get_visible (get_row (fixture, "how/more/deep")));
  first = sluice_form_rows_check (fixture->rows, &fault);
  g_assert_cmpstr (sluice_field_editor_get_path (first), ==, "how/user");

  sluice_form_set_value (fixture->form, "how", "key");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (select)), ==, 0);
  g_assert_true (gtk_widget_get_visible (get_row (fixture, "how/key")));
  g_assert_null (get_row (fixture, "how/more/deep"));
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Any number of options, on a line each in the form. */
static void
test_choices (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = NULL;

  show (fixture, "[{'type':'select','name':'m','required':true,'multiple':true,'options':["
                 "{'label':'One','value':'1'},{'label':'Two','value':'2'},{'label':'Three','value':'3'}]}]");
  row = get_row (fixture, "m");
  g_assert_true (has_label (row, "Not chosen"));
  sluice_form_set_value (fixture->form, "m", "3");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_type (row, GTK_TYPE_CHECK_BUTTON)), TRUE);
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "m"), ==, "1\n3");
  g_assert_true (has_label (row, "One, Three"));
}

/* A kind that nobody knows leads to the browser, and the rest of the form serves. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = NULL;
  guint n_browsed = 0;

  show (fixture, "[{'type':'hologram','name':'a','label':'A','required':true},{'type':'text','name':'b',"
                 "'required':true}]");
  row = get_row (fixture, "a");
  g_assert_true (has_label (row, "Set up in the browser"));
  g_signal_connect_swapped (fixture->rows, "browse", G_CALLBACK (g_atomic_int_inc), &n_browsed);
  g_signal_emit_by_name (find_type (row, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (n_browsed, ==, 1);
  g_assert_nonnull (get_row (fixture, "b"));
}

static gboolean
is_hidden (gpointer data)
{
  return has_label (data, "2 lines");
}

/* A private key is not kept by undo or an input method, and is out of sight as soon as nobody types it. */
static void
test_secret_text (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = NULL;
  GtkTextView *view = NULL;
  GtkTextBuffer *buffer = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *again = NULL;

  show (fixture, "[{'type':'textarea','name':'k','secret':true,'required':true},{'type':'textarea','name':'n',"
                 "'required':true}]");
  row = get_row (fixture, "k");
  view = GTK_TEXT_VIEW (sluice_text_row_get_view (SLUICE_TEXT_ROW (row)));
  buffer = gtk_text_view_get_buffer (view);
  g_assert_false (gtk_text_buffer_get_enable_undo (buffer));
  g_assert_cmpint (gtk_text_view_get_input_hints (view) & GTK_INPUT_HINT_PRIVATE, !=, 0);

  gtk_text_buffer_set_text (buffer, "BEGIN hunter2\nEND", -1);
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "k"), ==, "BEGIN hunter2\nEND");
  tables_common_wait (is_hidden, row);
  shown = sluice_text_row_dup_text (SLUICE_TEXT_ROW (row));
  g_assert_cmpstr (shown, ==, "");
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "k"), ==, "BEGIN hunter2\nEND");
  g_assert_false (has_label (row, "hunter2"));

  /* To be seen again it has to be asked for. */
  g_signal_emit_by_name (row, "reveal");
  again = sluice_text_row_dup_text (SLUICE_TEXT_ROW (row));
  g_assert_cmpstr (again, ==, "BEGIN hunter2\nEND");

  /* What is no secret stays. */
  row = get_row (fixture, "n");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (sluice_text_row_get_view (SLUICE_TEXT_ROW (row)))),
                            "a\nb", -1);
  g_assert_cmpstr (sluice_form_get_value (fixture->form, "n"), ==, "a\nb");
}

/* Two options share a value: what is a secret in one is masked in the other. */
static void
test_shared_secret (Fixture *fixture, gconstpointer data)
{
  show (fixture, "[{'type':'select','name':'a','required':true,'defaultValue':'1','options':["
                 "{'label':'1','value':'1','fields':[{'type':'text','name':'x'}]},"
                 "{'label':'2','value':'2','fields':[{'type':'password','name':'x'}]}]}]");
  g_assert_true (ADW_IS_PASSWORD_ENTRY_ROW (get_row (fixture, "a/x")));
}

/* The server's words stand at the field that it names, within a group too, until the value changes. */
static void
test_server_faults (Fixture *fixture, gconstpointer data)
{
  static const char ATTRIBUTE[] =
      "{\"type\":\"validation_error\",\"code\":\"invalid\",\"detail\":\"No such user.\",\"attr\":"
      "\"payload__ssh_tunnel__auth__username\"}";
  static const char NAMES[] =
      "{\"message\":\"Invalid source config: Required field 'host' is missing, Field 'port' has "
      "an invalid value\"}";
  g_autoptr (GBytes) attribute = g_bytes_new_static (ATTRIBUTE, strlen (ATTRIBUTE));
  g_autoptr (GBytes) names = g_bytes_new_static (NAMES, strlen (NAMES));
  g_autoptr (GError) first = sluice_api_error_new_for_answer (400, "Bad Request", "application/json", NULL, attribute);
  g_autoptr (GError) second = sluice_api_error_new_for_answer (400, "Bad Request", "application/json", NULL, names);
  SluiceFieldEditor *editor = NULL;

  show (fixture, "[{'type':'text','name':'host','required':true},{'type':'ssh-tunnel','name':'ssh_tunnel'}]");
  sluice_form_set_value (fixture->form, "ssh_tunnel", "true");

  editor = sluice_form_rows_show_error (fixture->rows, first);
  g_assert_cmpstr (sluice_field_editor_get_path (editor), ==, "ssh_tunnel/auth/username");
  g_assert_true (is_invalid (get_row (fixture, "ssh_tunnel/auth/username")));
  g_assert_true (has_label (fixture->window, "No such user."));
  g_assert_false (is_invalid (get_row (fixture, "host")));
  gtk_editable_set_text (GTK_EDITABLE (get_row (fixture, "ssh_tunnel/auth/username")), "tunnel");
  g_assert_false (is_invalid (get_row (fixture, "ssh_tunnel/auth/username")));
  g_assert_false (has_label (fixture->window, "No such user."));

  editor = sluice_form_rows_show_error (fixture->rows, second);
  g_assert_cmpstr (sluice_field_editor_get_path (editor), ==, "host");
  g_assert_true (has_label (fixture->window, "Required field 'host' is missing"));
  g_assert_true (is_invalid (get_row (fixture, "ssh_tunnel/port")));
}

/* Links lead to https alone, and markup of somebody else's is text. */
static void
test_captions (Fixture *fixture, gconstpointer data)
{
  show (fixture, "[{'type':'text','name':'a','required':true,'caption':'<b>Bold</b> & [x](javascript:y) **z**'},"
                 "{'type':'switch-group','name':'b','label':'<i>&','caption':'<u>&','fields':[{'type':'text',"
                 "'name':'c'}]},{'type':'text','name':'d','label':'<i>&','required':true}]");
  g_assert_true (has_label (fixture->window, "<b>Bold</b> & x (javascript:y) z"));
  g_assert_true (has_label (fixture->window, "<u>&"));
  g_assert_true (has_label (get_row (fixture, "b"), "<i>&"));
}

/* However deep or odd a config is, there is a form of it. */
static void
test_deep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 200; i++)
    g_string_append (text, i % 2 == 0 ?
                               "[{'type':'switch-group','name':'g','default':true,'fields':" :
                               "[{'type':'select','name':'s','defaultValue':'v','options':[{'value':'v','fields':");
  g_string_append (text, "[{'type':'text','name':'leaf'}]");
  for (guint i = 200; i > 0; i--)
    g_string_append (text, (i - 1) % 2 == 0 ? "}]" : "}]}]");
  show (fixture, text->str);
  g_assert_true (has_label (fixture->window, "Set up in the browser"));
}

static DexFuture *
read_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_canonicalize_filename (name, fixture->folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return sluice_key_file_read (file, sluice_form_get_field (fixture->form, "f"));
}

static gboolean
is_settled (gpointer data)
{
  return !dex_future_is_pending (data);
}

static void
assert_refused (Fixture *fixture, const char *name, const char *words)
{
  g_autoptr (DexFuture) future = read_file (fixture, name);
  g_autoptr (GError) error = NULL;

  tables_common_wait (is_settled, future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strstr (error->message, "hunter2"));
}

static void
write_file (Fixture *fixture, const char *name, const char *text, goffset size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  if (size > 0)
    g_assert_cmpint (truncate (path, size), ==, 0);
}

/* Whatever file is chosen: a clear word, in no time, and nothing of it. */
static void
test_key_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *closed = g_build_filename (fixture->folder, "closed", NULL);
  g_autoptr (DexFuture) future = NULL;
  const GValue *value = NULL;
  const SluiceKeyText *key = NULL;

  show (fixture, "[{'type':'file-upload','name':'f','required':true,'fileFormat':{'format':'.json','keys':"
                 "['client_email','private_key']}}]");
  write_file (fixture, "good", "{\"client_email\":\"a@b.c\",\"private_key\":\"hunter2\"}", 0);
  write_file (fixture, "huge", "{\"private_key\":\"hunter2\"", 100 * 1024 * 1024);
  write_file (fixture, "other", "{\"private_key\":\"hunter2\"}", 0);
  write_file (fixture, "text", "hunter2", 0);
  write_file (fixture, "cut", "{\"client_email\":\"hunter2", 0);
  write_file (fixture, "bytes", "\xff\xfe\x01", 0);
  write_file (fixture, "zeros", "{}", 10);
  write_file (fixture, "empty", "", 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  write_file (fixture, "closed", "{}", 0);
  g_assert_cmpint (chmod (closed, 0), ==, 0);

  assert_refused (fixture, "huge", "too large");
  assert_refused (fixture, "other", "it lacks client_email");
  assert_refused (fixture, "text", "does not hold a JSON object");
  assert_refused (fixture, "cut", "does not hold a JSON object");
  assert_refused (fixture, "bytes", "does not hold a JSON object");
  assert_refused (fixture, "zeros", "does not hold a JSON object");
  assert_refused (fixture, "empty", "does not hold a JSON object");
  assert_refused (fixture, "pipe", "not a file that can be read");
  assert_refused (fixture, ".", "not a file that can be read");
  assert_refused (fixture, "nowhere", "No such file");
  /* Reading it fails, whoever reads. */
  assert_refused (fixture, "/proc/self/mem", "");
  if (geteuid () != 0)
    assert_refused (fixture, "closed", "Permission denied");

  future = read_file (fixture, "good");
  tables_common_wait (is_settled, future);
  value = dex_future_get_value (future, NULL);
  key = g_value_get_boxed (value);
  g_assert_cmpstr (key->text, ==, "{\"client_email\":\"a@b.c\",\"private_key\":\"hunter2\"}");

  /* Of what is chosen only whose it is shows, which may break before an @ and a dot. */
  sluice_form_set_value (fixture->form, "f", key->text);
  g_assert_true (has_label (get_row (fixture, "f"), "a\u200b@b\u200b.c"));
  g_assert_false (has_label (get_row (fixture, "f"), "hunter2"));
}

/* Nothing holds on to a form that is gone. */
static void
test_lifetime (Fixture *fixture, gconstpointer data)
{
  show (fixture, "[{'type':'text','name':'a','required':true},{'type':'textarea','name':'b','secret':true},"
                 "{'type':'select','name':'c','options':[{'value':'v','fields':[{'type':'text','name':'x'}]}]},"
                 "{'type':'ssh-tunnel','name':'ssh_tunnel'},{'type':'oauth','name':'o','kind':'k'},"
                 "{'type':'file-upload','name':'f'}]");
  sluice_form_rows_remove (fixture->rows);
  g_assert_finalize_object (g_steal_pointer (&fixture->rows));
  g_assert_finalize_object (g_steal_pointer (&fixture->form));
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/form-fields/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add ("/form-fields/options", Fixture, NULL, set_up, test_options, tear_down);
  g_test_add ("/form-fields/choices", Fixture, NULL, set_up, test_choices, tear_down);
  g_test_add ("/form-fields/unknown", Fixture, NULL, set_up, test_unknown, tear_down);
  g_test_add ("/form-fields/secret-text", Fixture, NULL, set_up, test_secret_text, tear_down);
  g_test_add ("/form-fields/shared-secret", Fixture, NULL, set_up, test_shared_secret, tear_down);
  g_test_add ("/form-fields/server-faults", Fixture, NULL, set_up, test_server_faults, tear_down);
  g_test_add ("/form-fields/captions", Fixture, NULL, set_up, test_captions, tear_down);
  g_test_add ("/form-fields/deep", Fixture, NULL, set_up, test_deep, tear_down);
  g_test_add ("/form-fields/key-files", Fixture, NULL, set_up, test_key_files, tear_down);
  g_test_add ("/form-fields/lifetime", Fixture, NULL, set_up, test_lifetime, tear_down);

  return g_test_run ();
}
