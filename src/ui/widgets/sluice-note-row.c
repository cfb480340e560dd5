/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-note-row.h"

#include "sluice-entry-fault.h"
#include "sluice-open-link.h"

struct _SluiceNoteRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *row;
  GtkWidget *control;
  GtkWidget *caption;
  GtkWidget *fault;
  GtkWidget *hint;
  GtkWidget *hint_words;
  GtkWidget *hint_icon;
  GtkWidget *hint_label;
  GtkWidget *fix;
  const char *hint_class;
  gboolean shown;
};

G_DEFINE_FINAL_TYPE (SluiceNoteRow, sluice_note_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  SIGNAL_FIX,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* GtkListBox gives up at a row that takes no focus, and Tab would leave the list: pass it on to the next one. */
static gboolean
sluice_note_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  SluiceNoteRow *self = SLUICE_NOTE_ROW (widget);
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
  GtkWidget *sibling = widget;

  /* The button is the one thing here that can be done. */
  if (gtk_widget_get_mapped (self->fix) && !gtk_widget_has_focus (self->fix))
    return gtk_widget_grab_focus (self->fix);

  do
    sibling = back ? gtk_widget_get_prev_sibling (sibling) : gtk_widget_get_next_sibling (sibling);
  while (sibling != NULL && !gtk_widget_get_visible (sibling));

  return sibling != NULL && gtk_widget_child_focus (sibling, direction);
}

static GtkWidget *
create_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "visible", FALSE, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
update (SluiceNoteRow *self)
{
  gboolean visible = FALSE;

  /* A fault says what is wrong already; what can be done about it stays. */
  gtk_widget_set_visible (self->hint_words, !gtk_widget_get_visible (self->fault));
  gtk_widget_set_visible (self->hint, self->hint_class != NULL && (!gtk_widget_get_visible (self->fault) ||
                                                                   gtk_widget_get_visible (self->fix)));
  visible = self->shown && (gtk_widget_get_visible (self->fault) || gtk_widget_get_visible (self->caption) ||
                            gtk_widget_get_visible (self->hint));

  gtk_widget_set_visible (GTK_WIDGET (self), visible);
  if (visible)
    gtk_widget_add_css_class (self->row, "has-note");
  else
    gtk_widget_remove_css_class (self->row, "has-note");
}

/* The title of an entry in which nothing stands is in the middle of its row, far from what is written beneath. */
static void
update_empty (SluiceNoteRow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->row)) == '\0')
    gtk_widget_add_css_class (self->row, "empty");
  else
    gtk_widget_remove_css_class (self->row, "empty");
}

static void
sluice_note_row_dispose (GObject *object)
{
  SluiceNoteRow *self = SLUICE_NOTE_ROW (object);

  g_clear_object (&self->row);
  g_clear_object (&self->control);

  G_OBJECT_CLASS (sluice_note_row_parent_class)->dispose (object);
}

static void
sluice_note_row_class_init (SluiceNoteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_note_row_dispose;
  GTK_WIDGET_CLASS (klass)->focus = sluice_note_row_focus;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GENERIC);

  signals[SIGNAL_FIX] =
      g_signal_new ("fix", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static gboolean
activate_link_cb (SluiceNoteRow *self, const char *uri)
{
  sluice_open_link (GTK_WIDGET (self), uri);

  return TRUE;
}

static void
fix_cb (SluiceNoteRow *self)
{
  g_signal_emit (self, signals[SIGNAL_FIX], 0);
}

/* The button goes to the end of the line, or beneath the words where there is no room for both. */
static void
create_hint (SluiceNoteRow *self, GtkWidget *box)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  AdwWrapBox *wrap = ADW_WRAP_BOX (adw_wrap_box_new ());

  self->hint_icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->hint_label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_WORD, NULL);
  self->fix = gtk_button_new ();
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->hint_icon, GTK_ALIGN_START);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->hint_icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (self->hint_label, "caption");
  gtk_widget_set_hexpand (self->hint_label, TRUE);
  gtk_widget_add_css_class (self->fix, "small-button");
  gtk_widget_set_valign (self->fix, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->fix, FALSE);
  gtk_box_append (GTK_BOX (words), self->hint_icon);
  gtk_box_append (GTK_BOX (words), self->hint_label);
  adw_wrap_box_set_child_spacing (wrap, 9);
  adw_wrap_box_set_line_spacing (wrap, 6);
  adw_wrap_box_append (wrap, words);
  adw_wrap_box_append (wrap, self->fix);
  self->hint = GTK_WIDGET (wrap);
  self->hint_words = words;
  gtk_widget_add_css_class (self->hint, "field-hint");
  gtk_widget_set_visible (self->hint, FALSE);
  gtk_box_append (GTK_BOX (box), self->hint);
  g_signal_connect_swapped (self->fix, "clicked", G_CALLBACK (fix_cb), self);
}

static void
sluice_note_row_init (SluiceNoteRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->shown = TRUE;
  self->fault = create_label (box, "error");
  create_hint (self, box);
  self->caption = create_label (box, "dimmed");
  g_signal_connect_swapped (self->caption, "activate-link", G_CALLBACK (activate_link_cb), self);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "field-note");
}

GtkWidget *
sluice_note_row_new_for (GtkWidget *row, GtkWidget *control)
{
  SluiceNoteRow *self = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (row), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (control), NULL);

  self = g_object_new (SLUICE_TYPE_NOTE_ROW, NULL);
  self->row = g_object_ref (row);
  self->control = g_object_ref (control);
  if (ADW_IS_ENTRY_ROW (row))
    {
      g_signal_connect_object (row, "notify::text", G_CALLBACK (update_empty), self, G_CONNECT_SWAPPED);
      update_empty (self);
    }
  update (self);

  return GTK_WIDGET (self);
}

GtkWidget *
sluice_note_row_new (AdwEntryRow *entry)
{
  g_return_val_if_fail (ADW_IS_ENTRY_ROW (entry), NULL);

  /* What has the focus and is read out is the text within the row. */
  return sluice_note_row_new_for (GTK_WIDGET (entry), GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry))));
}

void
sluice_note_row_set_shown (SluiceNoteRow *self, gboolean shown)
{
  g_return_if_fail (SLUICE_IS_NOTE_ROW (self));

  self->shown = !!shown;
  update (self);
}

void
sluice_note_row_set_caption (SluiceNoteRow *self, const char *markup)
{
  g_return_if_fail (SLUICE_IS_NOTE_ROW (self));

  gtk_label_set_markup (GTK_LABEL (self->caption), markup != NULL ? markup : "");
  gtk_widget_set_visible (self->caption, markup != NULL && *markup != '\0');
  update (self);
}

void
sluice_note_row_set_fault (SluiceNoteRow *self, const char *fault)
{
  g_return_if_fail (SLUICE_IS_NOTE_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->fault), fault != NULL ? fault : "");
  gtk_widget_set_visible (self->fault, fault != NULL);
  update (self);
  sluice_fault_mark (self->row, self->control, fault != NULL, self->fault);
}

void
sluice_note_row_set_invalid (SluiceNoteRow *self, gboolean invalid)
{
  g_return_if_fail (SLUICE_IS_NOTE_ROW (self));

  sluice_fault_mark (self->row, self->control, invalid, gtk_widget_get_visible (self->fault) ? self->fault : NULL);
}

void
sluice_note_row_set_hint (SluiceNoteRow *self,
                          const char *icon_name,
                          const char *css_class,
                          const char *hint,
                          const char *fix)
{
  g_return_if_fail (SLUICE_IS_NOTE_ROW (self));
  g_return_if_fail (hint == NULL || (icon_name != NULL && css_class != NULL));

  if (self->hint_class != NULL)
    gtk_widget_remove_css_class (self->hint, self->hint_class);
  self->hint_class = hint != NULL ? css_class : NULL;
  if (self->hint_class != NULL)
    gtk_widget_add_css_class (self->hint, self->hint_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->hint_icon), icon_name);
  gtk_label_set_label (GTK_LABEL (self->hint_label), hint != NULL ? hint : "");
  gtk_button_set_label (GTK_BUTTON (self->fix), fix != NULL ? fix : "");
  gtk_widget_set_visible (self->fix, fix != NULL);
  update (self);

  if (hint != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}
