/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-type-letter.h"

/* As many as style.css has classes tile-0, tile-1, … */
#define N_COLOURS 8
/* With its padding in style.css as large as the letter's square there */
#define ICON_SIZE 30

struct _SluiceTypeLetter
{
  AdwBin parent_instance;

  GtkWidget *letter; /* the child, unless there is an icon */
  GtkImage *image;
  int colour;
};

G_DEFINE_FINAL_TYPE (SluiceTypeLetter, sluice_type_letter, ADW_TYPE_BIN)

static void
sluice_type_letter_dispose (GObject *object)
{
  SluiceTypeLetter *self = SLUICE_TYPE_LETTER (object);

  g_clear_object (&self->letter);
  g_clear_object (&self->image);

  G_OBJECT_CLASS (sluice_type_letter_parent_class)->dispose (object);
}

static void
sluice_type_letter_class_init (SluiceTypeLetterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_type_letter_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sluice_type_letter_init (SluiceTypeLetter *self)
{
  self->colour = -1;
  self->letter =
      g_object_ref_sink (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_widget_add_css_class (self->letter, "tile-letter");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), self->letter);
}

GtkWidget *
sluice_type_letter_new (void)
{
  return g_object_new (SLUICE_TYPE_TYPE_LETTER, NULL);
}

/* The seed was chosen so that the types one sees first stand beside others of another colour, and Postgres is blue. */
static int
pick_colour (const char *name)
{
  guint32 hash = 440;

  for (const char *at = name; *at != '\0'; at++)
    hash = hash * 33 + (guint8) *at;

  return (int) ((hash ^ (hash >> 15)) % N_COLOURS);
}

void
sluice_type_letter_set_name (SluiceTypeLetter *self, const char *name, const char *label)
{
  g_autofree char *letter = NULL;
  g_autofree char *upper = NULL;
  g_autofree char *class = NULL;

  g_return_if_fail (SLUICE_IS_TYPE_LETTER (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (label != NULL);

  letter = g_utf8_substring (label, 0, *label == '\0' ? 0 : 1);
  upper = g_utf8_strup (letter, -1);
  gtk_label_set_label (GTK_LABEL (self->letter), upper);

  if (self->colour >= 0)
    {
      class = g_strdup_printf ("tile-%d", self->colour);
      gtk_widget_remove_css_class (self->letter, class);
      g_clear_pointer (&class, g_free);
    }
  self->colour = pick_colour (name);
  class = g_strdup_printf ("tile-%d", self->colour);
  gtk_widget_add_css_class (self->letter, class);
}

void
sluice_type_letter_set_icon (SluiceTypeLetter *self, GdkPaintable *icon)
{
  g_return_if_fail (SLUICE_IS_TYPE_LETTER (self));
  g_return_if_fail (icon == NULL || GDK_IS_PAINTABLE (icon));

  if (icon == NULL)
    {
      adw_bin_set_child (ADW_BIN (self), self->letter);
      return;
    }

  if (self->image == NULL)
    {
      self->image =
          g_object_ref_sink (g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->image), "type-icon");
      gtk_image_set_pixel_size (self->image, ICON_SIZE);
    }
  gtk_image_set_from_paintable (self->image, icon);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->image));
}
