/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-form-paste.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "sluice-connection-private.h"
#include "sluice-form-private.h"

typedef struct
{
  char *path;
  char *before;
} Change;

struct _SluiceFormPaste
{
  SluiceForm *form;
  GArray *changes;
  char *left_out;
};

/* Where each type has what (fields of `wizard`, contract, section 5.4); NULL: nowhere. */
typedef struct
{
  const char *source_type;
  SluiceEngines engines;
  const char *example;
  const char *user;
  const char *password;
  const char *tls;
  const char *verify;
} TypeRule;

static const TypeRule rules[] = {
  { "Postgres", SLUICE_ENGINE_POSTGRES, "postgresql://user@host/database", "user", "password", NULL, NULL },
  { "Supabase", SLUICE_ENGINE_POSTGRES, "postgresql://user@host/database", "user", "password", NULL, NULL },
  { "Redshift", SLUICE_ENGINE_POSTGRES | SLUICE_ENGINE_REDSHIFT, "redshift://user@host:5439/database", "user",
    "password", NULL, NULL },
  { "MySQL", SLUICE_ENGINE_MYSQL, "mysql://user@host/database", "user", "password", "using_ssl",
    "verify_server_certificate" },
  { "MSSQL", SLUICE_ENGINE_MSSQL, "Server=host,1433;Database=…;User Id=…", "user", "password", NULL, NULL },
  { "ClickHouse", SLUICE_ENGINE_CLICKHOUSE, "clickhouse://user@host:8443/database", "user", "password", "secure",
    "verify" },
  { "Snowflake", SLUICE_ENGINE_SNOWFLAKE, "snowflake://user@account/database", "auth_type/user", "auth_type/password",
    NULL, NULL },
  { "MongoDB", SLUICE_ENGINE_MONGODB, "mongodb+srv://user@host/database", NULL, NULL, NULL, NULL },
};

static const TypeRule *
get_rule (SluiceForm *form)
{
  const char *name = sluice_source_type_get_name (sluice_form_get_source_type (form));

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].source_type, name))
      return &rules[i];

  return NULL;
}

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_free (change->path);
  sluice_secret_free (change->before);
}

static void
set_value (SluiceFormPaste *self, const char *path, const char *value)
{
  Change change = { g_strdup (path), g_strdup (sluice_form_get_value (self->form, path)) };

  g_array_append_val (self->changes, change);
  sluice_form_set_value (self->form, path, value);
}

/* FALSE: the string says it, but the form has no field for it. */
static gboolean
fill (SluiceFormPaste *self, const char *path, const char *value)
{
  if (value == NULL)
    return TRUE;
  if (path == NULL || sluice_form_get_field (self->form, path) == NULL)
    return FALSE;
  set_value (self, path, value);

  return TRUE;
}

static void
fill_all (SluiceFormPaste *self, SluiceConnectionString *parts, GPtrArray *left_out)
{
  const TypeRule *rule = get_rule (self->form);
  struct
  {
    const char *path;
    const char *value;
    const char *name;
  } places[] = {
    { "host", parts->host, "host" },
    { "port", parts->port, "port" },
    { "account_id", parts->account, "account" },
    { "database", parts->database, "database" },
    { "warehouse", parts->warehouse, "warehouse" },
    { rule->user, parts->user, "user" },
    { rule->password, parts->password, "password" },
    { "schema", parts->schema, "schema" },
    { "role", parts->role, "role" },
    { rule->tls, parts->tls, parts->tls_keyword },
    { rule->verify, parts->verify, parts->verify_keyword },
  };

  /* A password is of no use while the form asks for a key pair. */
  if (parts->password != NULL && g_str_has_prefix (rule->password, "auth_type/"))
    set_value (self, "auth_type", "password");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!fill (self, places[i].path, places[i].value) && places[i].name != NULL &&
        !g_ptr_array_find (left_out, places[i].name, NULL))
      g_ptr_array_add (left_out, (gpointer) places[i].name);
}

static void
add_line (GString *lines, char *line)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, line);
  g_free (line);
}

static char *
dup_left_out (SluiceConnectionString *parts, GPtrArray *left_out)
{
  GString *lines = g_string_new (NULL);

  if (parts->n_hosts > 1)
    add_line (lines,
              g_strdup_printf (
                  /* Translators: after a connection string with several hosts was pasted */
                  ngettext ("Of its %u host only the first was taken: this form has room for one.",
                            "Of its %u hosts only the first was taken: this form has room for one.", parts->n_hosts),
                  parts->n_hosts));
  if (left_out->len > 0)
    {
      g_autofree char *list = NULL;

      g_ptr_array_add (left_out, NULL);
      list = g_strjoinv (", ", (char **) left_out->pdata);
      /* Translators: %s are keywords of a connection string: “sslmode, connect_timeout” */
      add_line (lines, g_strdup_printf (_ ("Left out, as this form has no field for it: %s"), list));
    }
  if (parts->n_unknown > 0)
    add_line (lines, g_strdup_printf (ngettext ("%u part that Sluice does not know was left out.",
                                                "%u parts that Sluice does not know were left out.", parts->n_unknown),
                                      parts->n_unknown));

  return lines->len > 0 ? g_string_free_and_steal (lines) : g_string_free (lines, TRUE);
}

gboolean
sluice_form_takes_connection_strings (SluiceForm *self)
{
  g_return_val_if_fail (SLUICE_IS_FORM (self), FALSE);

  return get_rule (self) != NULL;
}

const char *
sluice_form_get_connection_example (SluiceForm *self)
{
  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);

  return get_rule (self) != NULL ? get_rule (self)->example : NULL;
}

/* Of one that has a fault its beginning tells. */
static SluiceEngines
guess_engines (const char *text)
{
  g_auto (SluiceSecretText) start = NULL;
  const char *colon;

  text += strspn (text, " \t\r\n");
  if (g_str_has_prefix (text, "jdbc:"))
    text += strlen ("jdbc:");
  colon = strstr (text, "://");
  if (colon == NULL)
    return SLUICE_ENGINE_ALL;
  start = g_ascii_strdown (text, colon - text);
  if (!g_str_equal (start, "mongodb+srv"))
    start[strcspn (start, "+")] = '\0';
  /* A web address with a fault is one of anything. */
  if (g_str_has_prefix (start, "http"))
    return SLUICE_ENGINE_NONE;

  return sluice_engines_from_scheme (start);
}

static gboolean
is_web_address (const char *text)
{
  text += strspn (text, " \t\r\n");

  return g_ascii_strncasecmp (text, "http", 4) == 0;
}

gboolean
sluice_form_is_connection_string (SluiceForm *self, const char *text)
{
  g_autoptr (SluiceConnectionString) parts = NULL;
  SluiceEngines engines;
  const TypeRule *rule;

  g_return_val_if_fail (SLUICE_IS_FORM (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  rule = get_rule (self);
  if (rule == NULL || !sluice_connection_string_looks_like (text))
    return FALSE;

  /* One that has a fault is one too: pasting it says what is wrong. */
  parts = sluice_connection_string_parse (text, NULL);
  engines = parts != NULL ? parts->engines : guess_engines (text);

  return is_web_address (text) ? (engines & rule->engines) != 0 : engines != SLUICE_ENGINE_NONE;
}

static void
set_wrong_kind (SluiceForm *self, SluiceEngines engines, GError **error)
{
  const char *label = sluice_source_type_get_label (sluice_form_get_source_type (self));
  const char *kind = sluice_engines_get_label (engines);

  if (kind != NULL)
    /* Translators: both are kinds of databases: “This is a connection string of MySQL; this form is for Postgres.” */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("This is a connection string of %s; this form is for %s."), kind, label);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 /* Translators: %s is a type of source: “Postgres”. */
                 _ ("This connection string is not one for %s."), label);
}

const char *
sluice_form_paste_find_type (SluiceForm *self, const char *text)
{
  g_autoptr (SluiceConnectionString) parts = NULL;
  const TypeRule *rule;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  rule = get_rule (self);
  parts = sluice_connection_string_parse (text, NULL);
  if (parts == NULL || sluice_engines_get_label (parts->engines) == NULL ||
      (rule != NULL && (parts->engines & rule->engines) != 0))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if ((rules[i].engines & parts->engines) != 0)
      return rules[i].source_type;

  return NULL;
}

SluiceFormPaste *
sluice_form_paste (SluiceForm *self, const char *text, GError **error)
{
  g_autoptr (SluiceConnectionString) parts = NULL;
  g_auto (SluiceSecretText) whole = NULL;
  SluiceFormPaste *paste;
  const TypeRule *rule;

  g_return_val_if_fail (SLUICE_IS_FORM (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  rule = get_rule (self);
  parts = sluice_connection_string_parse (text, error);
  if (parts == NULL)
    return NULL;
  if (rule == NULL || (parts->engines & rule->engines) == 0)
    {
      set_wrong_kind (self, parts->engines, error);
      return NULL;
    }

  paste = g_new0 (SluiceFormPaste, 1);
  paste->form = g_object_ref (self);
  paste->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (paste->changes, change_clear);
  if (rule->engines == SLUICE_ENGINE_MONGODB)
    {
      whole = g_strstrip (g_strdup (text));
      set_value (paste, "connection_string", whole);
    }
  else
    {
      fill_all (paste, parts, parts->left_out);
      paste->left_out = dup_left_out (parts, parts->left_out);
    }

  return paste;
}

const char *
sluice_form_paste_get_left_out (SluiceFormPaste *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->left_out;
}

void
sluice_form_paste_undo (SluiceFormPaste *self)
{
  g_return_if_fail (self != NULL);

  /* From the last to the first, as a field may have been filled twice. */
  for (guint i = self->changes->len; i > 0; i--)
    {
      const Change *change = &g_array_index (self->changes, Change, i - 1);

      sluice_form_set_value (self->form, change->path, change->before);
    }
}

void
sluice_form_paste_free (SluiceFormPaste *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->changes);
  g_object_unref (self->form);
  g_free (self->left_out);
  g_free (self);
}
