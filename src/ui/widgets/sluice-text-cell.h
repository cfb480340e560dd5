/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TEXT_CELL (sluice_text_cell_get_type ())

/**
 * SluiceTextCell:
 *
 * A line of text in a cell of a long list. It takes whatever width there is and is as high as its font says, so another
 * text never makes anything be laid out again, and its own is laid out when it is drawn: of the two hundred rows that
 * GTK keeps alive, that is twenty. What does not fit ends in an ellipsis. Assistive technology sees a label.
 *
 * Before the text there may be a small widget.
 */
G_DECLARE_DERIVABLE_TYPE (SluiceTextCell, sluice_text_cell, SLUICE, TEXT_CELL, GtkWidget)

struct _SluiceTextCellClass
{
  GtkWidgetClass parent_class;
};

/* @lead: (nullable): stands before the text; @xalign: where the text stands, 0 at its beginning, 1 at its end */
GtkWidget *sluice_text_cell_new (GtkWidget *lead, float xalign);
/* (transfer none) (nullable) */
GtkWidget *sluice_text_cell_get_lead (SluiceTextCell *self);
/* In the place of the one there was. @lead: (nullable) */
void sluice_text_cell_set_lead (SluiceTextCell *self, GtkWidget *lead);
const char *sluice_text_cell_get_text (SluiceTextCell *self);
/* Plain text: what looks like markup is shown as it is. Unless a subclass has a name of its own, assistive technology
 * says it. */
void sluice_text_cell_set_text (SluiceTextCell *self, const char *text);
/* Something less important after the text, which is cut only when nothing is left of the tail, and then in its middle.
 * @tail: (nullable): none; @attributes: (nullable) (transfer none): never changed after; @ellipsize: where the tail is
 * cut; @stays: at least half of the room is the tail's, if it needs that */
void sluice_text_cell_set_tail (SluiceTextCell *self,
                                const char *tail,
                                PangoAttrList *attributes,
                                PangoEllipsizeMode ellipsize,
                                gboolean stays);
/* @attributes: (nullable) (transfer none): never changed after */
void sluice_text_cell_set_attributes (SluiceTextCell *self, PangoAttrList *attributes);

G_END_DECLS
