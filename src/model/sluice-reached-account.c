/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-reached-account.h"

#include <glib/gi18n.h>

#include "sluice-json.h"

struct _SluiceReachedAccount
{
  GObject parent_instance;

  char *value;
  char *name;
  char *group;
  char *secondary;
  char **badges; /* nullable */
  gboolean primary;
};

G_DEFINE_FINAL_TYPE (SluiceReachedAccount, sluice_reached_account, G_TYPE_OBJECT)

static void
sluice_reached_account_finalize (GObject *object)
{
  SluiceReachedAccount *self = SLUICE_REACHED_ACCOUNT (object);

  g_free (self->value);
  g_free (self->name);
  g_free (self->group);
  g_free (self->secondary);
  g_strfreev (self->badges);

  G_OBJECT_CLASS (sluice_reached_account_parent_class)->finalize (object);
}

static void
sluice_reached_account_class_init (SluiceReachedAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_reached_account_finalize;
}

static void
sluice_reached_account_init (SluiceReachedAccount *self)
{
}

static char *
dup_value (JsonObject *object)
{
  const gint64 number = sluice_json_get_int (object, "value", -1);

  if (number >= 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return g_strdup (sluice_json_get_string (object, "value", ""));
}

SluiceReachedAccount *
sluice_reached_account_new_from_json (JsonObject *object, GError **error)
{
  g_autofree char *value = dup_value (object);
  SluiceReachedAccount *self = NULL;
  const char *name = NULL;

  if (*value == '\0')
    {
      g_set_error (error, SLUICE_JSON_ERROR, SLUICE_JSON_ERROR_MISSING, _ ("“%s” is missing"), "value");
      return NULL;
    }

  self = g_object_new (SLUICE_TYPE_REACHED_ACCOUNT, NULL);
  name = sluice_json_get_string (object, "display_name", "");
  self->name = g_strdup (*name != '\0' ? name : value);
  self->value = g_steal_pointer (&value);
  self->group = g_strdup (sluice_json_get_string (object, "group", ""));
  self->secondary = g_strdup (sluice_json_get_string (object, "secondary_text", ""));
  self->badges = sluice_json_dup_strv (object, "badges");
  self->primary = sluice_json_get_boolean (object, "is_primary", FALSE);

  return self;
}

const char *
sluice_reached_account_get_value (SluiceReachedAccount *self)
{
  g_return_val_if_fail (SLUICE_IS_REACHED_ACCOUNT (self), NULL);

  return self->value;
}

const char *
sluice_reached_account_get_name (SluiceReachedAccount *self)
{
  g_return_val_if_fail (SLUICE_IS_REACHED_ACCOUNT (self), NULL);

  return self->name;
}

static void
add_detail (GString *details, const char *detail)
{
  if (*detail != '\0')
    g_string_append_printf (details, "%s%s", details->len > 0 ? " · " : "", detail);
}

char *
sluice_reached_account_dup_details (SluiceReachedAccount *self)
{
  GString *details = NULL;

  g_return_val_if_fail (SLUICE_IS_REACHED_ACCOUNT (self), NULL);

  details = g_string_new (NULL);
  add_detail (details, self->group);
  if (*self->secondary != '\0')
    add_detail (details, self->secondary);
  else if (!g_str_equal (self->name, self->value))
    add_detail (details, self->value);
  for (guint i = 0; self->badges != NULL && self->badges[i] != NULL; i++)
    add_detail (details, self->badges[i]);

  return g_string_free_and_steal (details);
}

gboolean
sluice_reached_account_get_primary (SluiceReachedAccount *self)
{
  g_return_val_if_fail (SLUICE_IS_REACHED_ACCOUNT (self), FALSE);

  return self->primary;
}
