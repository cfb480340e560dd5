/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-help-page.h"

#include <glib/gi18n.h>

#include "sluice-help-guide.h"
#include "sluice-markdown.h"
#include "sluice-open-link.h"

struct _SluiceHelpPage
{
  AdwNavigationPage parent_instance;

  const SluiceHelpTopic *topic;
  gboolean focused; /* once, when it came: later the focus stays where it was */

  GtkWidget *scroller;
  GtkBox *article;
  GtkLabel *heading;
  AdwPreferencesGroup *related;
};

G_DEFINE_FINAL_TYPE (SluiceHelpPage, sluice_help_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  SIGNAL_FOLLOW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
follow (SluiceHelpPage *self, const char *id)
{
  g_signal_emit (self, signals[SIGNAL_FOLLOW], 0, id);
}

static gboolean
link_cb (SluiceHelpPage *self, const char *uri)
{
  const SluiceHelpTopic *topic = sluice_help_find (uri);

  if (topic != NULL)
    follow (self, topic->id);
  else
    sluice_open_link (GTK_WIDGET (self), uri);

  return TRUE;
}

static GtkWidget *
new_label (const char *css_class)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "css-classes",
                       css_class != NULL ? (const char *[]) { css_class, NULL } : NULL, NULL);
}

static GtkWidget *
new_paragraph (SluiceHelpPage *self, const char *text)
{
  g_autofree char *markup = sluice_markdown_to_markup_with_links (_ (text), SLUICE_HELP_SCHEME);
  GtkWidget *label = new_label (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  g_signal_connect_object (label, "activate-link", G_CALLBACK (link_cb), self, G_CONNECT_SWAPPED);

  return label;
}

static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label", _ (text), "xalign", 0.0,
                    "wrap", TRUE, "margin-top", 12, "css-classes", (const char *[]) { "title-4", NULL }, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);

  return label;
}

/* Columns have to stay columns: what is too wide for a small window is scrolled. */
static GtkWidget *
new_example (const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _ (text), "xalign", 0.0, "css-classes",
                                   (const char *[]) { "monospace", "sql", NULL }, NULL);

  return g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", label, "vscrollbar-policy", GTK_POLICY_NEVER, "css-classes",
                       (const char *[]) { "card", NULL }, NULL);
}

/* A word and its meaning belong together, also for those who hear them. */
static GtkWidget *
new_term (SluiceHelpPage *self, const SluiceHelpBlock *block)
{
  GtkWidget *box =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, "accessible-role",
                    GTK_ACCESSIBLE_ROLE_LIST_ITEM, "css-classes", (const char *[]) { "help-term", NULL }, NULL);
  GtkWidget *term = new_label ("heading");

  gtk_label_set_text (GTK_LABEL (term), _ (block->text));
  gtk_box_append (GTK_BOX (box), term);
  gtk_box_append (GTK_BOX (box), new_paragraph (self, block->meaning));

  return box;
}

/* Gives the block after the last one of the list. */
static const SluiceHelpBlock *
add_terms (SluiceHelpPage *self, const SluiceHelpBlock *block)
{
  GtkWidget *list =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST,
                    "css-classes", (const char *[]) { "card", "help-terms", NULL }, NULL);

  for (; block->kind == SLUICE_HELP_TERM; block++)
    gtk_box_append (GTK_BOX (list), new_term (self, block));
  gtk_box_append (self->article, list);

  return block;
}

static void
add_blocks (SluiceHelpPage *self)
{
  const SluiceHelpBlock *block = self->topic->blocks;

  while (block->kind != SLUICE_HELP_END)
    {
      if (block->kind == SLUICE_HELP_TERM)
        {
          block = add_terms (self, block);
          continue;
        }
      if (block->kind == SLUICE_HELP_HEADING)
        gtk_box_append (self->article, new_heading (block->text));
      else if (block->kind == SLUICE_HELP_EXAMPLE)
        gtk_box_append (self->article, new_example (block->text));
      else
        gtk_box_append (self->article, new_paragraph (self, block->text));
      block++;
    }
}

static void
related_cb (SluiceHelpPage *self, AdwActionRow *row)
{
  follow (self, g_object_get_data (G_OBJECT (row), "topic"));
}

static void
add_related (SluiceHelpPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->related), self->topic->related != NULL);
  for (guint i = 0; self->topic->related != NULL && self->topic->related[i] != NULL; i++)
    {
      const SluiceHelpTopic *topic = sluice_help_find (self->topic->related[i]);
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _ (topic->title), "subtitle", _ (topic->summary),
                                     "use-markup", FALSE, "activatable", TRUE, NULL);

      g_object_set_data (G_OBJECT (row), "topic", (gpointer) topic->id);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      g_signal_connect_object (row, "activated", G_CALLBACK (related_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->related, row);
    }
}

static gboolean
scroll_cb (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  SluiceHelpPage *self = SLUICE_HELP_PAGE (widget);
  gboolean handled = FALSE;
  int type = GTK_SCROLL_NONE;

  g_variant_get (arguments, "(i)", &type);
  g_signal_emit_by_name (self->scroller, "scroll-child", type, FALSE, &handled);

  return TRUE;
}

static void
sluice_help_page_shown (AdwNavigationPage *page)
{
  SluiceHelpPage *self = SLUICE_HELP_PAGE (page);

  if (!self->focused)
    self->focused = gtk_widget_grab_focus (self->scroller);
}

static void
sluice_help_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_HELP_PAGE);

  G_OBJECT_CLASS (sluice_help_page_parent_class)->dispose (object);
}

static void
sluice_help_page_class_init (SluiceHelpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_help_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = sluice_help_page_shown;

  signals[SIGNAL_FOLLOW] = g_signal_new ("follow", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/sluice_app/Sluice/help/sluice-help-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpPage, article);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpPage, heading);
  gtk_widget_class_bind_template_child (widget_class, SluiceHelpPage, related);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, scroll_cb, "(i)", (int) GTK_SCROLL_STEP_DOWN);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, scroll_cb, "(i)", (int) GTK_SCROLL_STEP_UP);
}

static void
sluice_help_page_init (SluiceHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwNavigationPage *
sluice_help_page_new (const SluiceHelpTopic *topic)
{
  SluiceHelpPage *self = NULL;

  g_return_val_if_fail (topic != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_HELP_PAGE, "title", _ (topic->title), NULL);
  self->topic = topic;
  gtk_label_set_text (self->heading, sluice_help_topic_get_question (topic));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading), GTK_ACCESSIBLE_PROPERTY_LEVEL, 1, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sluice_help_topic_get_question (topic), -1);
  add_blocks (self);
  add_related (self);

  return ADW_NAVIGATION_PAGE (self);
}

GtkWidget *
sluice_help_page_get_article (SluiceHelpPage *self)
{
  g_return_val_if_fail (SLUICE_IS_HELP_PAGE (self), NULL);

  return self->scroller;
}

const SluiceHelpTopic *
sluice_help_page_get_topic (SluiceHelpPage *self)
{
  g_return_val_if_fail (SLUICE_IS_HELP_PAGE (self), NULL);

  return self->topic;
}
