/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <libdex.h>
#include <locale.h>

#include "sluice-application.h"
#include "sluice-assistant.h"
#include "sluice-row-bar.h"
#include "sluice-step-row.h"
#include "tables-common.h"
#include "widget-common.h"

/*
 * A language that GTK has no translation for, as in a runtime that left it out; its words are Sluice's Arabic ones. So
 * whatever is mirrored here is mirrored by what Sluice itself says.
 */
#define LANGUAGE "qaa"

typedef struct
{
  SluiceWorkspace *workspace;
  SluicePlan *plan;
  SluiceSession *session;
  GtkWidget *assistant;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceClient) client = sluice_client_new ("http://127.0.0.1:1", "1", "phx_test", &error);

  g_assert_no_error (error);
  fixture->workspace = sluice_workspace_new (client, NULL);
  fixture->plan = sluice_plan_new ();
  fixture->session = sluice_session_new (fixture->workspace, fixture->plan);
  fixture->assistant = GTK_WIDGET (sluice_assistant_new (fixture->session));
  fixture->window =
      g_object_new (ADW_TYPE_WINDOW, "default-width", 1160, "default-height", 760, "content", fixture->assistant, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->plan);
  g_clear_object (&fixture->workspace);
}

static gboolean
has_size (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

static graphene_rect_t
get_place (Fixture *fixture, GtkWidget *widget)
{
  graphene_rect_t place;

  tables_common_wait (has_size, widget);
  g_assert_true (gtk_widget_compute_bounds (widget, fixture->window, &place));

  return place;
}

static gboolean
is_step (GtkWidget *widget, gconstpointer data)
{
  return SLUICE_IS_STEP_ROW (widget);
}

static gboolean
says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

/* The words of the window say how it is read, whatever GTK says. */
static void
test_direction (void)
{
  g_assert_cmpstr (g_dgettext ("gtk40", "default:LTR"), ==, "default:LTR");
  g_assert_cmpstr (_ ("Cancel"), !=, "Cancel");
  g_assert_cmpint (gtk_widget_get_default_direction (), ==, GTK_TEXT_DIR_RTL);
}

/* Steps are at the right, where one begins to read; what leads on is at the other end of the bar. */
static void
test_assistant (Fixture *fixture, gconstpointer data)
{
  GtkWidget *step = widget_common_wait_for (fixture->window, is_step, NULL);
  GtkWidget *next = widget_common_wait_for (fixture->window, says, _ ("Next"));
  GtkWidget *cancel = widget_common_wait_for (fixture->window, says, _ ("Cancel"));
  graphene_rect_t steps = get_place (fixture, step);
  graphene_rect_t on = get_place (fixture, next);
  graphene_rect_t off = get_place (fixture, cancel);

  g_assert_cmpfloat (steps.origin.x, >, gtk_widget_get_width (fixture->window) / 2.0);
  g_assert_cmpfloat (on.origin.x + on.size.width, <, gtk_widget_get_width (fixture->window) / 2.0);
  g_assert_cmpfloat (off.origin.x, >, steps.origin.x);
}

/* The number of a step stands before its name, on the right. */
static void
test_step (Fixture *fixture, gconstpointer data)
{
  GtkWidget *step = widget_common_wait_for (fixture->window, is_step, NULL);
  GtkWidget *line = gtk_widget_get_first_child (step);
  graphene_rect_t first = get_place (fixture, gtk_widget_get_first_child (line));
  graphene_rect_t last = get_place (fixture, gtk_widget_get_last_child (line));

  g_assert_cmpfloat (first.origin.x, >, last.origin.x);
}

/* What a bar of our own is filled with; the node is in its coordinates. */
static void
find_fill (GskRenderNode *node, graphene_rect_t *fill)
{
  switch ((guint) gsk_render_node_get_node_type (node))
    {
    case GSK_CONTAINER_NODE:
      for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
        find_fill (gsk_container_node_get_child (node, i), fill);
      break;
    case GSK_ROUNDED_CLIP_NODE:
      find_fill (gsk_rounded_clip_node_get_child (node), fill);
      break;
    case GSK_COLOR_NODE:
      gsk_render_node_get_bounds (node, fill);
      break;
    default:
      break;
    }
}

/* A bar grows from where one begins to read. */
static void
test_bar (void)
{
  GtkWidget *bar = g_object_ref_sink (g_object_new (SLUICE_TYPE_ROW_BAR, "rows", G_GINT64_CONSTANT (1000), NULL));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  graphene_rect_t fill = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, 100, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (bar, &(GtkAllocation) { 0, 0, 100, 8 }, -1);
  GTK_WIDGET_GET_CLASS (bar)->snapshot (bar, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  find_fill (node, &fill);

  g_assert_cmpfloat (fill.size.width, >, 0);
  g_assert_cmpfloat (fill.origin.x, >, 0);
  g_assert_cmpfloat_with_epsilon (fill.origin.x + fill.size.width, 100, 0.5);
  g_object_unref (bar);
}

/* The C library translates in a locale that is none of C's only, and few systems have one generated. */
static void
make_locale (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "en_US.UTF-8", NULL);
  const char *const command[] = { "localedef", "-i", "en_US", "-f", "UTF-8", path, NULL };
  int status = 0;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_setenv ("LOCPATH", folder, TRUE);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
}

/* Words of the built catalogue under the language's name, in a folder of this test. */
static void
speak (const char *folder)
{
  g_autofree char *messages = g_build_filename (folder, LANGUAGE, "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (messages, GETTEXT_PACKAGE ".mo", NULL);
  g_autofree char *words = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (g_getenv ("SLUICE_ARABIC"), &words, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  g_file_set_contents (path, words, (gssize) length, &error);
  g_assert_no_error (error);

  make_locale (folder);
  g_setenv ("LANGUAGE", LANGUAGE, TRUE);
  g_assert_nonnull (setlocale (LC_ALL, ""));
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("sluice-mirrored-XXXXXX", NULL);
  g_autoptr (SluiceApplication) application = NULL;

  /* What is announced makes the "test" context of GTK 4.18 crash. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  speak (folder);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  application = sluice_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/mirrored/direction", test_direction);
  g_test_add ("/mirrored/assistant", Fixture, NULL, set_up, test_assistant, tear_down);
  g_test_add ("/mirrored/step", Fixture, NULL, set_up, test_step, tear_down);
  g_test_add_func ("/mirrored/bar", test_bar);

  return g_test_run ();
}
