/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-form-private.h"

struct _SluiceForm
{
  GObject parent_instance;

  SluiceSourceType *source_type;
  /* Path to value. Values of all fields are wiped, as a secret may have been typed into the wrong one. */
  GHashTable *values;
  gboolean for_webhook;
  gboolean complete;
};

G_DEFINE_FINAL_TYPE (SluiceForm, sluice_form, G_TYPE_OBJECT)

typedef enum
{
  PROP_SOURCE_TYPE = 1,
  PROP_FOR_WEBHOOK,
  PROP_COMPLETE,
} SluiceFormProps;

static GParamSpec *properties[PROP_COMPLETE + 1];

enum
{
  VALUE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

char *
sluice_form_join_path (const char *outer, const char *inner)
{
  return outer != NULL ? g_strconcat (outer, "/", inner, NULL) : g_strdup (inner);
}

static gboolean
walk_fields (SluiceForm *self,
             GPtrArray *fields,
             const char *outer,
             gboolean active,
             SluiceFormVisit visit,
             gpointer user_data)
{
  for (guint i = 0; i < fields->len; i++)
    {
      SluiceField *field = g_ptr_array_index (fields, i);
      GPtrArray *options = sluice_field_get_options (field);
      g_autofree char *path = sluice_form_join_path (outer, sluice_field_get_name (field));
      gboolean shown = active && !sluice_field_get_hidden (field);
      gboolean on = g_str_equal (sluice_form_get_value (self, path), "true");

      if (!visit (self, field, path, shown, user_data) ||
          !walk_fields (self, sluice_field_get_fields (field), path, shown && on, visit, user_data))
        return FALSE;

      for (guint j = 0; j < options->len; j++)
        {
          const SluiceFieldOption *option = g_ptr_array_index (options, j);
          gboolean chosen = g_str_equal (sluice_form_get_value (self, path), option->value);

          if (!walk_fields (self, option->fields, path, shown && chosen, visit, user_data))
            return FALSE;
        }
    }

  return TRUE;
}

GPtrArray *
sluice_form_get_fields (SluiceForm *self)
{
  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  return self->for_webhook ? sluice_source_type_get_webhook_fields (self->source_type) :
                             sluice_source_type_get_fields (self->source_type);
}

void
sluice_form_walk (SluiceForm *self, SluiceFormVisit visit, gpointer user_data)
{
  walk_fields (self, sluice_form_get_fields (self), NULL, TRUE, visit, user_data);
}

static const char *
get_first_value (SluiceField *field)
{
  const char *placeholder = sluice_field_get_placeholder (field);

  /* A placeholder is a hint only, but a port's is what nearly everybody means. */
  if (sluice_field_get_kind (field) == SLUICE_FIELD_KIND_NUMBER &&
      g_str_equal (sluice_field_get_name (field), "port") && placeholder != NULL &&
      placeholder[strspn (placeholder, "0123456789")] == '\0')
    return placeholder;

  return sluice_field_get_default_value (field) != NULL ? sluice_field_get_default_value (field) : "";
}

static gboolean
add_first_value (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  /* Two options of a select may have fields of the same name: they share the value. */
  if (!g_hash_table_contains (self->values, path))
    g_hash_table_insert (self->values, g_strdup (path), g_strdup (get_first_value (field)));

  return TRUE;
}

static void
update_complete (SluiceForm *self)
{
  g_autofree char *fault = sluice_form_dup_first_fault (self);

  if (self->complete == (fault == NULL))
    return;

  self->complete = fault == NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
sluice_form_constructed (GObject *object)
{
  SluiceForm *self = SLUICE_FORM (object);

  G_OBJECT_CLASS (sluice_form_parent_class)->constructed (object);

  sluice_form_walk (self, add_first_value, NULL);
  g_hash_table_insert (self->values, g_strdup (SLUICE_FORM_CREDENTIAL), g_strdup (""));
  update_complete (self);
}

static void
sluice_form_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  SluiceForm *self = SLUICE_FORM (object);

  switch ((SluiceFormProps) property_id)
    {
    case PROP_SOURCE_TYPE:
      g_value_set_object (value, self->source_type);
      break;
    case PROP_FOR_WEBHOOK:
      g_value_set_boolean (value, self->for_webhook);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, self->complete);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_form_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  SluiceForm *self = SLUICE_FORM (object);

  switch ((SluiceFormProps) property_id)
    {
    case PROP_SOURCE_TYPE:
      self->source_type = g_value_dup_object (value);
      break;
    case PROP_FOR_WEBHOOK:
      self->for_webhook = g_value_get_boolean (value);
      break;
    case PROP_COMPLETE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
sluice_form_finalize (GObject *object)
{
  SluiceForm *self = SLUICE_FORM (object);

  g_hash_table_unref (self->values);
  g_clear_object (&self->source_type);

  G_OBJECT_CLASS (sluice_form_parent_class)->finalize (object);
}

static void
sluice_form_class_init (SluiceFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = sluice_form_constructed;
  object_class->get_property = sluice_form_get_property;
  object_class->set_property = sluice_form_set_property;
  object_class->finalize = sluice_form_finalize;

  properties[PROP_SOURCE_TYPE] =
      g_param_spec_object ("source-type", NULL, NULL, SLUICE_TYPE_SOURCE_TYPE,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOR_WEBHOOK] =
      g_param_spec_boolean ("for-webhook", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPLETE] =
      g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[VALUE_CHANGED] =
      g_signal_new ("value-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
sluice_form_init (SluiceForm *self)
{
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, sluice_secret_free);
}

SluiceForm *
sluice_form_new (SluiceSourceType *source_type)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (source_type), NULL);

  return g_object_new (SLUICE_TYPE_FORM, "source-type", source_type, NULL);
}

SluiceForm *
sluice_form_new_for_webhook (SluiceSourceType *source_type)
{
  g_return_val_if_fail (SLUICE_IS_SOURCE_TYPE (source_type), NULL);

  return g_object_new (SLUICE_TYPE_FORM, "source-type", source_type, "for-webhook", TRUE, NULL);
}

SluiceForm *
sluice_form_copy (SluiceForm *self)
{
  SluiceForm *copy =
      self->for_webhook ? sluice_form_new_for_webhook (self->source_type) : sluice_form_new (self->source_type);
  GHashTableIter iter;
  gpointer path;
  gpointer value;

  g_hash_table_iter_init (&iter, self->values);
  while (g_hash_table_iter_next (&iter, &path, &value))
    g_hash_table_insert (copy->values, g_strdup (path), g_strdup (value));
  copy->complete = self->complete;

  return copy;
}

SluiceSourceType *
sluice_form_get_source_type (SluiceForm *self)
{
  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  return self->source_type;
}

const char *
sluice_form_get_value (SluiceForm *self, const char *path)
{
  const char *value;

  g_return_val_if_fail (SLUICE_IS_FORM (self), "");
  g_return_val_if_fail (path != NULL, "");

  value = g_hash_table_lookup (self->values, path);

  return value != NULL ? value : "";
}

static gboolean
clear_value (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  sluice_form_set_value (self, path, "");

  return TRUE;
}

void
sluice_form_clear (SluiceForm *self)
{
  g_return_if_fail (SLUICE_IS_FORM (self));

  sluice_form_walk (self, clear_value, NULL);
}

/* What was entered in the browser would win over what another way of signing in asks for. */
static gboolean
is_way_of_signing_in (SluiceForm *self, const char *path)
{
  SluiceField *field = sluice_form_get_field (self, path);
  GPtrArray *options = field != NULL ? sluice_field_get_options (field) : NULL;

  for (guint i = 0; options != NULL && i < options->len; i++)
    if (((const SluiceFieldOption *) g_ptr_array_index (options, i))->fields->len > 0)
      return TRUE;

  return FALSE;
}

void
sluice_form_set_value (SluiceForm *self, const char *path, const char *value)
{
  const char *old;
  g_autofree char *kept_path = NULL;
  gboolean drops_credential;

  g_return_if_fail (SLUICE_IS_FORM (self));
  g_return_if_fail (path != NULL);

  value = value != NULL ? value : "";
  old = g_hash_table_lookup (self->values, path);
  if (old == NULL || g_str_equal (old, value))
    return;

  /* @path may be freed by a handler. */
  kept_path = g_strdup (path);
  g_hash_table_insert (self->values, g_strdup (path), g_strdup (value));
  drops_credential =
      *sluice_form_get_value (self, SLUICE_FORM_CREDENTIAL) != '\0' && is_way_of_signing_in (self, kept_path);
  if (drops_credential)
    g_hash_table_insert (self->values, g_strdup (SLUICE_FORM_CREDENTIAL), g_strdup (""));
  /* Who hears of the value may ask at once whether the form is complete. */
  update_complete (self);
  g_signal_emit (self, signals[VALUE_CHANGED], g_quark_try_string (kept_path), kept_path);
  if (drops_credential)
    g_signal_emit (self, signals[VALUE_CHANGED], g_quark_try_string (SLUICE_FORM_CREDENTIAL), SLUICE_FORM_CREDENTIAL);
}

typedef struct
{
  const char *path;
  SluiceField *field;
} Search;

/* The field that is shown wins over one of the same path that is not. */
static gboolean
find_field (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  Search *search = user_data;

  if (!g_str_equal (path, search->path) || (search->field != NULL && !active))
    return TRUE;

  search->field = field;

  return !active;
}

SluiceField *
sluice_form_get_field (SluiceForm *self, const char *path)
{
  Search search = { path, NULL };

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  sluice_form_walk (self, find_field, &search);

  return search.field;
}

typedef struct
{
  const char *name;
  char *path;
} NameSearch;

static gboolean
find_name (SluiceForm *self, SluiceField *field, const char *path, gboolean active, gpointer user_data)
{
  NameSearch *search = user_data;

  if (active && search->path == NULL && g_str_equal (sluice_field_get_name (field), search->name))
    search->path = g_strdup (path);

  return search->path == NULL;
}

char *
sluice_form_find_path (SluiceForm *self, const char *name)
{
  NameSearch search = { name, NULL };

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  sluice_form_walk (self, find_name, &search);

  return search.path;
}

gboolean
sluice_form_get_complete (SluiceForm *self)
{
  g_return_val_if_fail (SLUICE_IS_FORM (self), FALSE);

  return self->complete;
}

char *
sluice_form_dup_shown_value (SluiceForm *self, const char *path)
{
  const char *value = sluice_form_get_value (self, path);

  return g_strstrip (g_strdup (sluice_form_may_hold_secret (value) ? "" : value));
}

char *
sluice_form_dup_summary (SluiceForm *self)
{
  g_autofree char *database = NULL;
  g_autofree char *host = NULL;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  database = sluice_form_dup_shown_value (self, "database");
  host = sluice_form_dup_shown_value (self, "host");
  if (*database != '\0' && *host != '\0')
    /* Translators: a database on a host: “shop on db.example.com”. */
    return g_strdup_printf (_ ("%s on %s"), database, host);
  if (*database != '\0')
    return g_steal_pointer (&database);
  if (*host != '\0')
    return g_steal_pointer (&host);

  return g_strdup (sluice_source_type_get_label (self->source_type));
}
