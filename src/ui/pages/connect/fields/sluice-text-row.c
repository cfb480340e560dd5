/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-secret-text.h"
#include "sluice-text-row.h"

#include <glib/gi18n.h>

struct _SluiceTextRow
{
  AdwPreferencesRow parent_instance;

  gboolean secret;
  gboolean writing;
  guint hide_id;
  GtkWidget *scroller;
  GtkTextView *view;
  GtkWidget *hidden;
  GtkLabel *lines;
  GtkWidget *reveal;
};

G_DEFINE_FINAL_TYPE (SluiceTextRow, sluice_text_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_LEFT,
  SIGNAL_REVEAL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
count_lines (const char *text)
{
  guint n_lines = 1;

  for (const char *at = text; *at != '\0'; at++)
    n_lines += *at == '\n' && at[1] != '\0';

  return n_lines;
}

static void
show_hidden (SluiceTextRow *self, const char *text)
{
  const guint n_lines = count_lines (text);
  /* Translators: in the place of a secret text such as a private key */
  g_autofree char *said = g_strdup_printf (ngettext ("●●●●●● %u line", "●●●●●● %u lines", n_lines), n_lines);
  const gboolean hide = *text != '\0';

  gtk_label_set_label (self->lines, said);
  gtk_widget_set_visible (self->hidden, hide);
  gtk_widget_set_visible (self->scroller, !hide);
}

/* The form has the text; the view lets go of it. */
static void
hide_secret (SluiceTextRow *self)
{
  char *text = sluice_text_row_dup_text (self);

  if (self->secret && *text != '\0')
    sluice_text_row_set_text (self, text, FALSE);
  sluice_secret_free (text);
}

static void
hide_cb (gpointer user_data)
{
  SluiceTextRow *self = user_data;

  self->hide_id = 0;
  if (!gtk_widget_has_focus (GTK_WIDGET (self->view)))
    hide_secret (self);
}

static void
changed_cb (SluiceTextRow *self)
{
  if (self->writing)
    return;

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  /* What assistive technology puts in without the focus is not left open either. */
  if (self->secret && self->hide_id == 0)
    self->hide_id = g_idle_add_once (hide_cb, self);
}

static void
leave_cb (SluiceTextRow *self)
{
  hide_secret (self);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
reveal_cb (SluiceTextRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REVEAL], 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
sluice_text_row_dispose (GObject *object)
{
  SluiceTextRow *self = SLUICE_TEXT_ROW (object);

  g_clear_handle_id (&self->hide_id, g_source_remove);

  G_OBJECT_CLASS (sluice_text_row_parent_class)->dispose (object);
}

static gboolean
sluice_text_row_grab_focus (GtkWidget *widget)
{
  SluiceTextRow *self = SLUICE_TEXT_ROW (widget);

  return gtk_widget_grab_focus (gtk_widget_get_visible (self->scroller) ? GTK_WIDGET (self->view) : self->reveal);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, SLUICE_TYPE_TEXT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_text_row_class_init (SluiceTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_text_row_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = sluice_text_row_grab_focus;

  signals[SIGNAL_CHANGED] = new_signal ("changed");
  signals[SIGNAL_LEFT] = new_signal ("left");
  signals[SIGNAL_REVEAL] = new_signal ("reveal");
}

static void
create_view (SluiceTextRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_input_hints (self->view, GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_text_view_set_left_margin (self->view, 8);
  gtk_text_view_set_right_margin (self->view, 8);

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 64);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 160);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_add_css_class (self->scroller, "text-area");

  g_signal_connect_swapped (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
}

static void
create_hidden (SluiceTextRow *self)
{
  self->hidden = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->lines = GTK_LABEL (gtk_label_new (NULL));
  self->reveal = gtk_button_new_from_icon_name ("view-reveal-symbolic");
  gtk_label_set_xalign (self->lines, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->lines), TRUE);
  gtk_widget_add_css_class (self->reveal, "flat");
  gtk_widget_set_tooltip_text (self->reveal, _ ("Show and Edit"));
  gtk_box_append (GTK_BOX (self->hidden), GTK_WIDGET (self->lines));
  gtk_box_append (GTK_BOX (self->hidden), self->reveal);
  gtk_widget_set_visible (self->hidden, FALSE);
  g_signal_connect_swapped (self->reveal, "clicked", G_CALLBACK (reveal_cb), self);
}

static void
sluice_text_row_init (SluiceTextRow *self)
{
  create_view (self);
  create_hidden (self);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
sluice_text_row_new (const char *title, gboolean secret)
{
  SluiceTextRow *self = g_object_new (SLUICE_TYPE_TEXT_ROW, "title", title, "use-markup", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *caption = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "title");
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dimmed");
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), self->hidden);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 10);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  self->secret = !!secret;
  if (secret)
    {
      /* Nothing is to be kept of it: not by undo, and not by an input method. */
      gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), FALSE);
      gtk_text_view_set_input_hints (self->view,
                                     GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI);
      gtk_text_view_set_monospace (self->view, TRUE);
    }

  return GTK_WIDGET (self);
}

char *
sluice_text_row_dup_text (SluiceTextRow *self)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (SLUICE_IS_TEXT_ROW (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

void
sluice_text_row_set_text (SluiceTextRow *self, const char *text, gboolean reveal)
{
  g_return_if_fail (SLUICE_IS_TEXT_ROW (self));
  g_return_if_fail (text != NULL);

  self->writing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), self->secret && !reveal ? "" : text, -1);
  self->writing = FALSE;
  show_hidden (self, self->secret && !reveal ? text : "");
}

GtkWidget *
sluice_text_row_get_view (SluiceTextRow *self)
{
  g_return_val_if_fail (SLUICE_IS_TEXT_ROW (self), NULL);

  return GTK_WIDGET (self->view);
}
