/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-type-letter.h"
#include "sluice-type-tile.h"

struct _SluiceTypeTile
{
  GtkButton parent_instance;

  SluiceSourceType *source_type;

  SluiceTypeLetter *letter;
  GtkLabel *title;
  GtkLabel *note;
  GtkWidget *chosen_mark;
};

G_DEFINE_FINAL_TYPE (SluiceTypeTile, sluice_type_tile, GTK_TYPE_BUTTON)

static const char *const categories[] = {
  N_ ("Databases"),
  N_ ("File storage"),
  N_ ("Advertising"),
  N_ ("Marketing & email"),
  N_ ("CRM"),
  N_ ("Sales"),
  N_ ("Customer support"),
  N_ ("Payments & billing"),
  N_ ("Finance & accounting"),
  N_ ("Analytics"),
  N_ ("Engineering & monitoring"),
  N_ ("Productivity"),
  N_ ("HR & recruiting"),
  N_ ("Communication"),
  N_ ("E-commerce"),
};

const char *
sluice_category_get_label (const char *category)
{
  g_return_val_if_fail (category != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_str_equal (category, categories[i]))
      return _ (categories[i]);

  return category;
}

char *
sluice_type_tile_dup_obstacle (SluiceSourceType *source_type)
{
  const char *reason = NULL;

  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (source_type), NULL);

  reason = sluice_source_type_get_disabled_reason (source_type);
  if (reason != NULL)
    return g_strdup (reason);
  if (sluice_source_type_get_unreleased (source_type))
    /* Translators: under the name of a kind of source that the server announces but does not offer yet */
    return g_strdup (_ ("Coming soon"));
  if (!sluice_source_type_is_connectable (source_type))
    /* Translators: under the name of a kind of source that this version of Sluice cannot set up */
    return g_strdup (_ ("Not built yet"));

  return NULL;
}

static char *
dup_note (SluiceSourceType *source_type, guint n_connected)
{
  const char *status = sluice_source_type_get_release_status (source_type);
  const char *category = sluice_source_type_get_category (source_type);
  const char *kind = NULL;
  char *obstacle = sluice_type_tile_dup_obstacle (source_type);

  if (obstacle != NULL)
    return obstacle;
  if (n_connected > 0)
    /* Translators: under the name of a kind of source: how many of it there are */
    return g_strdup_printf (ngettext ("%u connected", "%u connected", n_connected), n_connected);

  if (sluice_source_type_is_database (source_type))
    kind = _ ("Database");
  else if (category != NULL)
    kind = sluice_category_get_label (category);
  if (g_strcmp0 (status, "beta") == 0)
    return g_strjoin (" · ", _ ("Beta"), kind, NULL);
  if (g_strcmp0 (status, "alpha") == 0)
    return g_strjoin (" · ", _ ("Alpha"), kind, NULL);

  return g_strdup (kind != NULL ? kind : "");
}

static void
sluice_type_tile_dispose (GObject *object)
{
  SluiceTypeTile *self = SLUICE_TYPE_TILE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_TYPE_TILE);
  g_clear_object (&self->source_type);

  G_OBJECT_CLASS (sluice_type_tile_parent_class)->dispose (object);
}

static void
sluice_type_tile_class_init (SluiceTypeTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_type_tile_dispose;

  g_type_ensure (SLUICE_TYPE_TYPE_LETTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/sluice_app/Sluice/widgets/sluice-type-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTypeTile, letter);
  gtk_widget_class_bind_template_child (widget_class, SluiceTypeTile, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceTypeTile, note);
  gtk_widget_class_bind_template_child (widget_class, SluiceTypeTile, chosen_mark);
}

static void
sluice_type_tile_init (SluiceTypeTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_type_tile_new (SluiceSourceType *source_type)
{
  SluiceTypeTile *self = g_object_new (SLUICE_TYPE_TYPE_TILE, NULL);
  const char *label = sluice_source_type_get_label (source_type);

  self->source_type = g_object_ref (source_type);
  sluice_type_letter_set_name (self->letter, sluice_source_type_get_name (source_type), label);
  gtk_label_set_label (self->title, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (!sluice_source_type_is_connectable (source_type))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "unavailable");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_DISABLED, TRUE, -1);
    }
  sluice_type_tile_update (self, 0, FALSE);

  return GTK_WIDGET (self);
}

SluiceSourceType *
sluice_type_tile_get_source_type (SluiceTypeTile *self)
{
  g_return_val_if_fail (SLUICE_IS_TYPE_TILE (self), NULL);

  return self->source_type;
}

void
sluice_type_tile_update (SluiceTypeTile *self, guint n_connected, gboolean chosen)
{
  g_autofree char *note = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (SLUICE_IS_TYPE_TILE (self));

  note = dup_note (self->source_type, n_connected);
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (self->chosen_mark, chosen);
  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (self), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "chosen");

  /* Translators: a screen reader says this after the name of the kind of source that was picked; %s is such as
   * “Database” */
  description = chosen ? g_strdup_printf (_ ("%s, chosen"), note) : g_strdup (note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}
