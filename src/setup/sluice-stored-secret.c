/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-stored-secret.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-keyring-item.h"

struct _SluiceStoredSecret
{
  GObject parent_instance;

  SluiceKeyringItem *item;
  GDateTime *stored_at;
};

G_DEFINE_FINAL_TYPE (SluiceStoredSecret, sluice_stored_secret, G_TYPE_OBJECT)

static void
sluice_stored_secret_finalize (GObject *object)
{
  SluiceStoredSecret *self = SLUICE_STORED_SECRET (object);

  g_clear_pointer (&self->item, sluice_keyring_item_unref);
  g_clear_pointer (&self->stored_at, g_date_time_unref);

  G_OBJECT_CLASS (sluice_stored_secret_parent_class)->finalize (object);
}

static void
sluice_stored_secret_class_init (SluiceStoredSecretClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_stored_secret_finalize;
}

static void
sluice_stored_secret_init (SluiceStoredSecret *self)
{
}

SluiceStoredSecret *
sluice_stored_secret_new (SluiceKeyringItem *item, GDateTime *stored_at)
{
  SluiceStoredSecret *self = g_object_new (SLUICE_TYPE_STORED_SECRET, NULL);

  self->item = sluice_keyring_item_ref (item);
  self->stored_at = stored_at != NULL ? g_date_time_ref (stored_at) : NULL;

  return self;
}

SluiceKeyringItem *
sluice_stored_secret_get_item (SluiceStoredSecret *self)
{
  return self->item;
}

SluiceStoredKind
sluice_stored_secret_get_kind (SluiceStoredSecret *self)
{
  g_return_val_if_fail (SLUICE_IS_STORED_SECRET (self), SLUICE_STORED_KIND_SETUP);

  if (sluice_stored_secret_get_attribute (self, "setup") != NULL)
    return SLUICE_STORED_KIND_SETUP;

  return sluice_stored_secret_get_attribute (self, "source") != NULL ? SLUICE_STORED_KIND_SOURCE :
                                                                       SLUICE_STORED_KIND_API_KEY;
}

const char *
sluice_stored_secret_get_attribute (SluiceStoredSecret *self, const char *name)
{
  g_return_val_if_fail (SLUICE_IS_STORED_SECRET (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->item->attributes, name);
}

const char *
sluice_stored_secret_get_label (SluiceStoredSecret *self)
{
  g_return_val_if_fail (SLUICE_IS_STORED_SECRET (self), "");

  return self->item->label != NULL ? self->item->label : "";
}

/* What each kind is labelled with when it is stored. */
static const char *
get_label_format (SluiceStoredKind kind)
{
  switch (kind)
    {
    case SLUICE_STORED_KIND_API_KEY:
      return _ ("PostHog API key for %s (Sluice)");
    case SLUICE_STORED_KIND_SOURCE:
      return _ ("%s (Sluice source)");
    case SLUICE_STORED_KIND_SETUP:
      return _ ("%s (Sluice set-up)");
    default:
      g_return_val_if_reached ("%s");
    }
}

char *
sluice_stored_secret_dup_title (SluiceStoredSecret *self)
{
  const char *label = sluice_stored_secret_get_label (self);
  g_auto (GStrv) parts = g_strsplit (get_label_format (sluice_stored_secret_get_kind (self)), "%s", 2);
  const gsize length = strlen (label);
  gsize begin, end;

  if (parts[0] == NULL || parts[1] == NULL)
    return g_strdup (label);

  begin = strlen (parts[0]);
  end = strlen (parts[1]);
  /* Stored in another language, or renamed by somebody: then as it is. */
  if (length < begin + end || !g_str_has_prefix (label, parts[0]) || !g_str_has_suffix (label, parts[1]))
    return g_strdup (label);

  return g_strndup (label + begin, length - begin - end);
}

GDateTime *
sluice_stored_secret_get_stored_at (SluiceStoredSecret *self)
{
  g_return_val_if_fail (SLUICE_IS_STORED_SECRET (self), NULL);

  return self->stored_at;
}

gboolean
sluice_stored_secret_is_of_project (SluiceStoredSecret *self, const char *origin, const char *project)
{
  g_return_val_if_fail (SLUICE_IS_STORED_SECRET (self), FALSE);

  return g_strcmp0 (sluice_stored_secret_get_attribute (self, "origin"), origin) == 0 &&
         g_strcmp0 (sluice_stored_secret_get_attribute (self, "project"), project) == 0;
}
