/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "sluice-type-letter.h"
#include "sluice-type-tile.h"
#include "sluice-when.h"

struct _SluiceTypeTile
{
  GtkButton parent_instance;

  SluiceSourceType *source_type;
  DexFuture *loading;
  gboolean has_icon;

  SluiceTypeLetter *letter;
  GtkLabel *title;
  GtkLabel *badge;
  GtkLabel *note;
  GtkWidget *oauth_mark;
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

  return NULL;
}

/* How finished the server says it is, as far as that is worth knowing. (nullable) */
static const char *
get_badge (SluiceSourceType *source_type)
{
  const char *status = sluice_source_type_get_release_status (source_type);

  if (!sluice_source_type_is_connectable (source_type))
    return NULL;
  if (g_strcmp0 (status, "beta") == 0)
    return _ ("Beta");
  if (g_strcmp0 (status, "alpha") == 0)
    return _ ("Alpha");
  if (sluice_source_type_get_preview (source_type))
    /* Translators: a badge on a kind of source that the server does not offer to everybody yet */
    return C_ ("badge", "Preview");

  return NULL;
}

static char *
dup_note (SluiceSourceType *source_type, guint n_connected)
{
  const char *category = sluice_source_type_get_category (source_type);
  char *obstacle = sluice_type_tile_dup_obstacle (source_type);

  if (obstacle != NULL)
    return obstacle;
  if (n_connected > 0)
    /* Translators: under the name of a kind of source: how many of it there are */
    return g_strdup_printf (ngettext ("%u connected", "%u connected", n_connected), n_connected);

  if (sluice_source_type_is_database (source_type))
    return g_strdup (_ ("Database"));

  return g_strdup (category != NULL ? sluice_category_get_label (category) : "");
}

static void
sluice_type_tile_dispose (GObject *object)
{
  SluiceTypeTile *self = SLUICE_TYPE_TILE (object);

  dex_clear (&self->loading);
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
  gtk_widget_class_bind_template_child (widget_class, SluiceTypeTile, badge);
  gtk_widget_class_bind_template_child (widget_class, SluiceTypeTile, note);
  gtk_widget_class_bind_template_child (widget_class, SluiceTypeTile, oauth_mark);
  gtk_widget_class_bind_template_child (widget_class, SluiceTypeTile, chosen_mark);
}

static void
sluice_type_tile_init (SluiceTypeTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_type_tile_new (void)
{
  return g_object_new (SLUICE_TYPE_TYPE_TILE, NULL);
}

static void
set_available (SluiceTypeTile *self, gboolean available)
{
  if (available)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unavailable");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "unavailable");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_DISABLED, !available, -1);
}

void
sluice_type_tile_set_source_type (SluiceTypeTile *self, SluiceSourceType *source_type)
{
  const char *label = NULL;
  const char *badge = NULL;

  g_return_if_fail (SLUICE_IS_TYPE_TILE (self));
  g_return_if_fail (SLUICE_IS_SOURCE_TYPE (source_type));

  if (!g_set_object (&self->source_type, source_type))
    return;

  dex_clear (&self->loading);
  self->has_icon = FALSE;
  sluice_type_letter_set_icon (self->letter, NULL);
  label = sluice_source_type_get_label (source_type);
  badge = get_badge (source_type);
  sluice_type_letter_set_name (self->letter, sluice_source_type_get_name (source_type), label);
  gtk_label_set_label (self->title, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), label);
  gtk_label_set_label (self->badge, badge != NULL ? badge : "");
  gtk_widget_set_visible (GTK_WIDGET (self->badge), badge != NULL);
  gtk_widget_set_visible (self->oauth_mark, sluice_source_type_get_oauth (source_type));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  set_available (self, sluice_source_type_is_connectable (source_type));
  sluice_type_tile_update (self, 0, FALSE);
}

static void
show_icon (SluiceTypeTile *self, GdkPaintable *icon)
{
  self->has_icon = TRUE;
  sluice_type_letter_set_icon (self->letter, icon);
}

static void
loaded_cb (gpointer owner, const GValue *value, const GError *error)
{
  SluiceTypeTile *self = owner;

  /* Whatever went wrong with an ornament: the letter does. */
  if (value != NULL)
    show_icon (self, g_value_get_object (value));
}

void
sluice_type_tile_load_icon (SluiceTypeTile *self, SluiceIconStore *icons)
{
  const char *path = NULL;
  GdkTexture *icon = NULL;

  g_return_if_fail (SLUICE_IS_TYPE_TILE (self));
  g_return_if_fail (icons == NULL || SLUICE_IS_ICON_STORE (icons));

  if (icons == NULL)
    {
      dex_clear (&self->loading);
      return;
    }

  path = self->source_type != NULL ? sluice_source_type_get_icon_path (self->source_type) : NULL;
  if (self->has_icon || self->loading != NULL || path == NULL || *path == '\0')
    return;
  if ((icon = sluice_icon_store_peek (icons, path)) != NULL)
    show_icon (self, GDK_PAINTABLE (icon));
  else
    self->loading = sluice_when (sluice_icon_store_load (icons, path), self, loaded_cb);
}

SluiceSourceType *
sluice_type_tile_get_source_type (SluiceTypeTile *self)
{
  g_return_val_if_fail (SLUICE_IS_TYPE_TILE (self), NULL);

  return self->source_type;
}

/* What a screen reader says after the name. (transfer full) */
static char *
dup_description (SluiceTypeTile *self, const char *note, gboolean chosen)
{
  const char *badge = get_badge (self->source_type);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  if (badge != NULL)
    g_strv_builder_add (parts, badge);
  if (*note != '\0')
    g_strv_builder_add (parts, note);
  if (sluice_source_type_get_oauth (self->source_type))
    g_strv_builder_add (parts, _ ("Connects an account in the browser"));
  if (chosen)
    /* Translators: a screen reader says this of the kind of source that was picked */
    g_strv_builder_add (parts, _ ("chosen"));
  texts = g_strv_builder_end (parts);

  return g_strjoinv (C_ ("read out", ", "), texts);
}

void
sluice_type_tile_update (SluiceTypeTile *self, guint n_connected, gboolean chosen)
{
  g_autofree char *note = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (SLUICE_IS_TYPE_TILE (self));
  g_return_if_fail (self->source_type != NULL);

  note = dup_note (self->source_type, n_connected);
  gtk_label_set_label (self->note, note);
  gtk_widget_set_visible (self->chosen_mark, chosen);
  if (chosen)
    gtk_widget_add_css_class (GTK_WIDGET (self), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "chosen");

  description = dup_description (self, note, chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}
