/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "sluice-debug-info.h"
#include "sluice-help-button.h"
#include "sluice-help-guide.h"
#include "sluice-help-page.h"
#include "widget-common.h"

/* The guide: whoever follows a link arrives, whoever looks for a word finds it, and nobody needs a pointer for that. */

typedef void (*TopicFunc) (const SluiceHelpTopic *topic, gpointer user_data);

static void
foreach_topic (TopicFunc func, gpointer user_data)
{
  guint n_chapters = 0;
  const SluiceHelpChapter *chapters = sluice_help_list_chapters (&n_chapters);

  for (guint i = 0; i < n_chapters; i++)
    for (const SluiceHelpTopic *topic = chapters[i].topics; topic->id != NULL; topic++)
      func (topic, user_data);
}

static void
assert_links_lead_somewhere (const char *text)
{
  for (const char *link = strstr (text, "](help:"); link != NULL; link = strstr (link + 1, "](help:"))
    {
      g_autofree char *target = g_strndup (link + 2, strcspn (link + 2, ")"));

      if (sluice_help_find (target) == NULL)
        g_error ("“%s” leads nowhere in: %s", target, text);
    }
}

static void
check_links (const SluiceHelpTopic *topic, gpointer unused)
{
  for (const SluiceHelpBlock *block = topic->blocks; block->kind != SLUICE_HELP_END; block++)
    {
      assert_links_lead_somewhere (block->text);
      g_assert_cmpint (block->meaning != NULL, ==, block->kind == SLUICE_HELP_TERM);
      if (block->meaning != NULL)
        assert_links_lead_somewhere (block->meaning);
    }
  for (guint i = 0; topic->related != NULL && topic->related[i] != NULL; i++)
    {
      g_assert_nonnull (sluice_help_find (topic->related[i]));
      g_assert_cmpstr (topic->related[i], !=, topic->id);
    }
}

/* No link and no “See Also” leads to a topic that does not exist. */
static void
test_links (void)
{
  foreach_topic (check_links, NULL);
}

static void
check_id (const SluiceHelpTopic *topic, gpointer user_data)
{
  g_autofree char *link = g_strconcat (SLUICE_HELP_SCHEME, topic->id, NULL);

  g_assert_true (sluice_help_find (topic->id) == topic);
  g_assert_true (sluice_help_find (link) == topic);
  g_assert_true (topic->title != NULL && topic->summary != NULL && topic->blocks->kind == SLUICE_HELP_PARAGRAPH);
  ++*(guint *) user_data;
}

/* Each topic has an id of its own, says something, and is what its id finds. */
static void
test_ids (void)
{
  guint n_topics = 0;

  foreach_topic (check_id, &n_topics);
  g_assert_cmpuint (n_topics, >, 20);
  g_assert_null (sluice_help_find ("nothing-of-this-name"));
}

static void
assert_first (const char *text, const char *id)
{
  g_autoptr (GPtrArray) found = sluice_help_search (text);

  g_assert_cmpuint (found->len, >, 0);
  g_assert_cmpstr (((const SluiceHelpTopic *) g_ptr_array_index (found, 0))->id, ==, id);
}

static void
check_title_is_found (const SluiceHelpTopic *topic, gpointer unused)
{
  g_autoptr (GPtrArray) found = sluice_help_search (topic->title);

  g_assert_true (g_ptr_array_find (found, topic, NULL));
}

/* What is typed finds the topic about it before those that only mention it; every word counts, case does not. */
static void
test_search (void)
{
  g_autoptr (GPtrArray) nothing = sluice_help_search ("zebra");
  g_autoptr (GPtrArray) empty = sluice_help_search ("  ");
  g_autoptr (GPtrArray) both = sluice_help_search ("cursor zebra");

  assert_first ("cursor", "cursor");
  assert_first ("CURSOR", "cursor");
  assert_first ("  what is  a cursor", "cursor");
  assert_first ("updated_at", "cursor");
  assert_first ("bastion", "ssh-tunnel");
  assert_first ("price", "cost");
  assert_first ("prefix", "prefix");
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (both->len, ==, 0);
  foreach_topic (check_title_is_found, NULL);
}

static gboolean
is_heading (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text) &&
         gtk_test_accessible_has_role (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_ROLE_HEADING);
}

static void
check_page (const SluiceHelpTopic *topic, gpointer user_data)
{
  AdwNavigationPage *page = sluice_help_page_new (topic);

  g_object_ref_sink (page);
  g_assert_true (sluice_help_page_get_topic (SLUICE_HELP_PAGE (page)) == topic);
  g_assert_nonnull (widget_common_find_folded (GTK_WIDGET (page), is_heading, sluice_help_topic_get_question (topic)));
  g_assert_finalize_object (page);
}

/* Each topic can be shown, its markup holds, and its heading is one for a screen reader, too. */
static void
test_pages (void)
{
  foreach_topic (check_page, NULL);
}

/* A button says its question; one without a topic is not there. */
static void
test_button (void)
{
  g_autoptr (GtkWidget) button = g_object_ref_sink (g_object_new (SLUICE_TYPE_HELP_BUTTON, NULL));

  g_assert_false (gtk_widget_get_visible (button));
  g_object_set (button, "topic", "cursor", NULL);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "What is a cursor?");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "What is a cursor?");
  g_object_set (button, "topic", NULL, NULL);
  g_assert_false (gtk_widget_get_visible (button));
}

/* What is copied for whoever helps says which versions these are, and not whose computer it is. */
static void
test_debug_info (void)
{
  static const char *const told[] = { "Sluice " PACKAGE_VERSION,
                                      "GTK ",
                                      "libadwaita ",
                                      "libsoup 3.",
                                      "libpq ",
                                      "System: ",
                                      "Sandbox: ",
                                      "Display: ",
                                      "Language: ",
                                      "Keyring: " };
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));
  g_autofree char *text = sluice_debug_info_dup (label);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_nonnull (strstr (text, told[i]));
  g_assert_null (strstr (text, g_get_home_dir ()));
  g_assert_null (strstr (text, g_get_host_name ()));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

  g_test_add_func ("/help/links", test_links);
  g_test_add_func ("/help/ids", test_ids);
  g_test_add_func ("/help/search", test_search);
  g_test_add_func ("/help/pages", test_pages);
  g_test_add_func ("/help/button", test_button);
  g_test_add_func ("/help/debug-info", test_debug_info);

  return g_test_run ();
}
