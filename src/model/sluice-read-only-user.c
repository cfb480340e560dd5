/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-read-only-user.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "sluice-connection-string.h"
#include "sluice-json.h"
#include "sluice-read-only-user-private.h"
#include "sluice-row-count-sql.h"
#include "sluice-secret-text.h"

#define DEFAULT_USER "posthog_reader"
#define PLACEHOLDER "<password>"

/* Where the form has the user and the password. */
typedef struct
{
  const char *source_type;
  char *(*write) (const SluiceReaderCase *each);
  const char *user_path;
  const char *password_path;
} Kind;

static const Kind kinds[] = {
  { "Postgres", sluice_reader_write_postgres, "user", "password" },
  { "Supabase", sluice_reader_write_postgres, "user", "password" },
  { "Neon", sluice_reader_write_postgres, "user", "password" },
  { "Redshift", sluice_reader_write_redshift, "user", "password" },
  { "MySQL", sluice_reader_write_mysql, "user", "password" },
  { "MSSQL", sluice_reader_write_mssql, "user", "password" },
  { "ClickHouse", sluice_reader_write_clickhouse, "user", "password" },
  { "Snowflake", sluice_reader_write_snowflake, "auth_type/user", "auth_type/password" },
  { "BigQuery", sluice_reader_write_bigquery, NULL, NULL },
  { "MongoDB", sluice_reader_write_mongodb, NULL, NULL },
};

static const Kind *
find_kind (SluiceForm *form)
{
  const char *source_type = sluice_source_type_get_name (sluice_form_get_source_type (form));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].source_type, source_type))
      return &kinds[i];

  return NULL;
}

static void
case_clear (SluiceReaderCase *self)
{
  g_free (self->role);
  g_free (self->database);
  g_free (self->schema);
  g_free (self->project);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SluiceReaderCase, case_clear)

static char *
dup_value (SluiceForm *form, const char *path)
{
  return g_strstrip (g_strdup (sluice_form_get_value (form, path)));
}

/* Supabase’s pooler is told the project along with the role: “postgres.abcdefghijklmnop”. "" elsewhere. */
static char *
dup_tenant (SluiceForm *form)
{
  g_autofree char *host = g_ascii_strdown (sluice_form_get_value (form, "host"), -1);
  g_autofree char *user = dup_value (form, "user");
  const char *dot = g_str_has_suffix (g_strstrip (host), ".pooler.supabase.com") ? strchr (user, '.') : NULL;

  return g_strdup (dot != NULL ? dot : "");
}

/* Who owns everything is made by nobody, and does not become read-only. */
static gboolean
is_administrator (const char *role)
{
  static const char *const names[] = { "postgres",     "root",      "sa",       "default",       "admin",
                                       "mysql",        "awsuser",   "rdsadmin", "administrator", "supabase_admin",
                                       "neondb_owner", "snowflake", NULL };
  g_autofree char *lower = g_ascii_strdown (role, -1);

  return g_strv_contains (names, lower);
}

static char *
dup_typed_user (const Kind *kind, SluiceForm *form)
{
  g_autoptr (SluiceConnectionString) parts = NULL;

  if (kind->user_path != NULL)
    return dup_value (form, kind->user_path);

  parts = sluice_connection_string_parse (sluice_form_get_value (form, "connection_string"), NULL);

  return g_strdup (parts != NULL && parts->user != NULL ? parts->user : "");
}

static char *
dup_project (SluiceForm *form)
{
  g_autoptr (JsonNode) key = NULL;

  if (g_str_equal (sluice_form_get_value (form, "dataset_project"), "true"))
    return dup_value (form, "dataset_project/dataset_project_id");

  key = sluice_json_parse (sluice_form_get_value (form, "key_file"), -1, NULL);

  return g_strdup (key != NULL && JSON_NODE_HOLDS_OBJECT (key) ?
                       sluice_json_get_string (json_node_get_object (key), "project_id", "") :
                       "");
}

static void
case_fill (SluiceReaderCase *self, const Kind *kind, SluiceForm *form, const char *password)
{
  g_autofree char *tenant = dup_tenant (form);
  g_autofree char *typed = dup_typed_user (kind, form);

  typed[strlen (typed) - strlen (tenant)] = '\0';
  self->form = form;
  self->password = password != NULL ? password : PLACEHOLDER;
  self->role = g_strdup (*typed == '\0' || is_administrator (typed) ? DEFAULT_USER : typed);
  self->database = dup_value (form, "database");
  self->schema = sluice_row_count_sql_dup_namespace (form);
  self->project = dup_project (form);
}

static char *
dup_where (const Kind *kind, const SluiceReaderCase *each)
{
  if (g_str_equal (kind->source_type, "MongoDB"))
    return g_strdup (
        _ ("An administrator runs it in mongosh, which asks for the new password. On Atlas, add a database "
           "user with the role “read” on its own page instead."));
  if (g_str_equal (kind->source_type, "BigQuery"))
    return g_strdup (_ ("An administrator of the project runs it in the Cloud Shell, or wherever gcloud and bq are set "
                        "up."));
  if (g_str_equal (kind->source_type, "Snowflake"))
    return g_strdup (_ ("An administrator runs it in a worksheet."));
  if (*each->database == '\0' || g_str_equal (kind->source_type, "MySQL") ||
      (g_str_equal (kind->source_type, "MSSQL") && !sluice_reader_is_azure (each)))
    return g_strdup (_ ("An administrator runs it with any client of the database."));

  /* Translators: %s is the name of a database */
  return g_strdup_printf (_ ("An administrator runs it with any client that is connected to “%s”."), each->database);
}

static const char *
get_postgres_caveat (const SluiceReaderCase *each)
{
  if (*each->schema != '\0')
    return _ ("It covers the tables that there are, and those that their owners add later.");

  return _ ("It covers the tables that there are, and those that their owners add later. A schema that is new needs it "
            "again, without its first line.");
}

static const char *
get_caveat (const Kind *kind, const SluiceReaderCase *each)
{
  if (kind->write == sluice_reader_write_postgres)
    return get_postgres_caveat (each);
  if (g_str_equal (kind->source_type, "MySQL") && *each->schema == '\0')
    return _ ("For more than this database, repeat the second line with the name of each.");
  if (g_str_equal (kind->source_type, "Snowflake") && sluice_reader_has_key_pair (each))
    return _ ("Put the public key in the place of <public key>, without its first and last line.");
  if (g_str_equal (kind->source_type, "BigQuery") &&
      !g_str_equal (sluice_form_get_value (each->form, "temporary-dataset"), "true"))
    return _ (
        "PostHog copies what it reads into temporary tables. Choose a dataset for them below: it may write there, "
        "and only read this one.");

  return NULL;
}

SluiceReadOnlyUser *
sluice_read_only_user_new (SluiceForm *form, const char *password)
{
  const Kind *kind;
  g_auto (SluiceReaderCase) each = { 0 };
  SluiceReadOnlyUser *self;
  const char *caveat;

  g_return_val_if_fail (SLUICE_IS_FORM (form), NULL);

  if ((kind = find_kind (form)) == NULL)
    return NULL;

  case_fill (&each, kind, form, password);
  self = g_new0 (SluiceReadOnlyUser, 1);
  self->text = kind->write (&each);
  self->where = dup_where (kind, &each);
  self->caveat = (caveat = get_caveat (kind, &each)) != NULL ? g_strdup (caveat) : NULL;
  if (kind->user_path != NULL)
    {
      g_autofree char *tenant = dup_tenant (form);

      self->user = g_strconcat (each.role, tenant, NULL);
      self->password = sluice_reader_has_key_pair (&each) ? NULL : g_strdup (password);
    }

  return self;
}

void
sluice_read_only_user_fill_form (SluiceReadOnlyUser *self, SluiceForm *form)
{
  const Kind *kind;

  g_return_if_fail (self != NULL);
  g_return_if_fail (SLUICE_IS_FORM (form));

  if ((kind = find_kind (form)) == NULL)
    return;
  if (self->user != NULL)
    sluice_form_set_value (form, kind->user_path, self->user);
  if (self->password != NULL)
    sluice_form_set_value (form, kind->password_path, self->password);
}

void
sluice_read_only_user_free (SluiceReadOnlyUser *self)
{
  if (self == NULL)
    return;
  sluice_secret_free (self->text);
  g_free (self->user);
  sluice_secret_free (self->password);
  g_free (self->where);
  g_free (self->caveat);
  g_free (self);
}

/* Characters that are not taken for one another, four groups of six. */
#define ALPHABET "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
#define GROUP_SIZE 6
#define N_GROUPS 4

/* FALSE if the system has no random numbers. Every character is as likely as every other. */
static gboolean
fill_random (char *text)
{
  const guint n_letters = strlen (ALPHABET);
  const guint limit = G_MAXUINT8 + 1 - (G_MAXUINT8 + 1) % n_letters;
  guint8 bytes[64];
  guint n_chars = 0;

  while (n_chars < N_GROUPS * (GROUP_SIZE + 1) - 1)
    {
      if (getentropy (bytes, sizeof bytes) != 0)
        return FALSE;
      for (guint i = 0; i < sizeof bytes && n_chars < N_GROUPS * (GROUP_SIZE + 1) - 1; i++)
        if (n_chars % (GROUP_SIZE + 1) == GROUP_SIZE)
          text[n_chars++] = '-';
        else if (bytes[i] < limit)
          text[n_chars++] = ALPHABET[bytes[i] % n_letters];
    }
  text[n_chars] = '\0';
  explicit_bzero (bytes, sizeof bytes);

  return TRUE;
}

char *
sluice_password_generate (void)
{
  char *text = g_malloc0 (N_GROUPS * (GROUP_SIZE + 1));

  /* Databases want one of each kind. */
  do
    if (!fill_random (text))
      {
        g_free (text);
        return NULL;
      }
  while (strpbrk (text, G_CSET_A_2_Z) == NULL || strpbrk (text, G_CSET_a_2_z) == NULL ||
         strpbrk (text, G_CSET_DIGITS) == NULL);

  return text;
}
