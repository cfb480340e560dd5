/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-cdc-sql-private.h"

#include <string.h>

#include "sluice-table.h"

/* A role that owns the published tables, so that their owner keeps them and the reader gets no other right of his. */
#define PUBLISHERS "posthog_publishers"
/* How many slots more than there are. */
#define MORE_SLOTS 10

void
sluice_cdc_table_free (SluiceCdcTable *self)
{
  g_ptr_array_unref (self->forms);
  g_free (self->schema);
  g_free (self->sql_name);
  g_free (self);
}

static char *
quote (const char *text, char mark)
{
  GString *quoted = g_string_new (NULL);

  g_string_append_c (quoted, mark);
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == mark)
        g_string_append_c (quoted, mark);
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, mark);

  return g_string_free_and_steal (quoted);
}

char *
sluice_cdc_quote_identifier (const char *name)
{
  return quote (name, '"');
}

char *
sluice_cdc_quote_literal (const char *text)
{
  g_autofree char *quoted = quote (text, '\'');
  g_autoptr (GString) escaped = g_string_new (quoted);

  /* A backslash means itself in every setting of PostgreSQL only in the form of literals that says so. */
  if (strchr (quoted, '\\') == NULL)
    return g_steal_pointer (&quoted);
  g_string_replace (escaped, "\\", "\\\\", 0);
  g_string_prepend_c (escaped, 'E');

  return g_string_free_and_steal (g_steal_pointer (&escaped));
}

/* Adds a name in quotation marks, and without where SQL needs none. */
static void
add_forms (GPtrArray *forms, const char *before, const char *name)
{
  g_autofree char *quoted = sluice_cdc_quote_identifier (name);

  g_ptr_array_add (forms, g_strconcat (before, quoted, NULL));
  if ((g_ascii_islower (*name) || *name == '_') &&
      strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (name))
    g_ptr_array_add (forms, g_strconcat (before, name, NULL));
}

/* How SQL may write a table's name. (transfer full) */
static GPtrArray *
list_forms (const char *schema, const char *name)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) schemas = g_ptr_array_new_with_free_func (g_free);

  if (schema != NULL)
    add_forms (schemas, "", schema);
  for (guint i = 0; i < schemas->len; i++)
    {
      g_autofree char *before = g_strconcat (g_ptr_array_index (schemas, i), ".", NULL);

      add_forms (forms, before, name);
    }
  if (schema == NULL)
    add_forms (forms, "", name);

  return forms;
}

/* Where the schema ends in a name such as “a.b.c”: at the first dot, unless @words write the name in another way. */
static const char *
find_dot (const char *name, const char *words)
{
  const char *first = strchr (name, '.');

  for (const char *dot = first; words != NULL && dot != NULL; dot = strchr (dot + 1, '.'))
    {
      g_autofree char *schema = g_strndup (name, (gsize) (dot - name));
      g_autoptr (GPtrArray) forms = list_forms (schema, dot + 1);

      for (guint i = 0; i < forms->len; i++)
        if (strstr (words, g_ptr_array_index (forms, i)) != NULL)
          return dot;
    }

  return first;
}

SluiceCdcTable *
sluice_cdc_table_new (SluiceTable *table, SluiceForm *form, const char *words)
{
  SluiceCdcTable *self = g_new0 (SluiceCdcTable, 1);
  const char *name = sluice_table_get_name (table);
  const char *only_schema = sluice_form_get_value (form, "schema");
  const char *dot = *only_schema == '\0' ? find_dot (name, words) : NULL;
  const char *bare = dot != NULL ? dot + 1 : name;
  g_autofree char *schema = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (only_schema);
  g_autofree char *quoted_name = sluice_cdc_quote_identifier (bare);

  self->table = table;
  self->forms = list_forms (*schema != '\0' ? schema : NULL, bare);
  g_ptr_array_add (self->forms, g_strdup (name));
  self->schema = *schema != '\0' ? sluice_cdc_quote_identifier (schema) : NULL;
  self->sql_name =
      self->schema != NULL ? g_strconcat (self->schema, ".", quoted_name, NULL) : g_steal_pointer (&quoted_name);

  return self;
}

/* The role that logs in. Supabase's pooler is told the project along with it: “postgres.abcdefghijklmnop”. */
static char *
dup_role (const SluiceCdcCase *each)
{
  g_autofree char *host = g_ascii_strdown (sluice_form_get_value (each->form, "host"), -1);
  g_autofree char *user = g_strdup (sluice_form_get_value (each->form, "user"));

  if (g_str_has_suffix (host, ".pooler.supabase.com"))
    user[strcspn (user, ".")] = '\0';

  return sluice_cdc_quote_identifier (user);
}

static char *
dup_publication (const SluiceCdcCase *each)
{
  const char *name = sluice_cdc_get_publication_name (each->cdc);

  return sluice_cdc_quote_identifier (*name != '\0' ? name : SLUICE_CDC_DEFAULT_PUBLICATION);
}

/* A statement for each table. (transfer full) */
static char *
for_each_table (const SluiceCdcCase *each, const char *before, const char *after)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < each->tables->len; i++)
    {
      const SluiceCdcTable *table = g_ptr_array_index (each->tables, i);

      g_string_append_printf (sql, "%s%s%s%s;", i > 0 ? "\n" : "", before, table->sql_name, after);
    }

  return g_string_free_and_steal (sql);
}

static char *
join_tables (const SluiceCdcCase *each)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < each->tables->len; i++)
    {
      const SluiceCdcTable *table = g_ptr_array_index (each->tables, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ",\n  " : "", table->sql_name);
    }

  return g_string_free_and_steal (names);
}

static char *
dup_slots_sql (const SluiceCdcCase *each)
{
  guint64 most = 0;

  /* “all 10 slots are in use” */
  for (const char *c = each->reason; *c != '\0';)
    if (g_ascii_isdigit (*c))
      {
        char *end = NULL;
        guint64 number = g_ascii_strtoull (c, &end, 10);

        most = number < G_MAXUINT16 ? MAX (most, number) : most;
        c = end;
      }
    else
      c++;

  return g_strdup_printf ("ALTER SYSTEM SET max_replication_slots = %" G_GUINT64_FORMAT ";", most + MORE_SLOTS);
}

static char *
dup_slot_sql (const SluiceCdcCase *each)
{
  g_autofree char *slot = sluice_cdc_quote_literal (sluice_cdc_get_slot_name (each->cdc));

  return g_strdup_printf ("SELECT pg_create_logical_replication_slot(%s, 'pgoutput');", slot);
}

static char *
dup_publication_sql (const SluiceCdcCase *each)
{
  g_autofree char *publication = dup_publication (each);
  g_autofree char *tables = join_tables (each);

  return g_strdup_printf ("CREATE PUBLICATION %s%s%s\n  WITH (publish_via_partition_root = true);", publication,
                          each->tables->len > 0 ? " FOR TABLE\n  " : "", tables);
}

static char *
dup_published_sql (const SluiceCdcCase *each)
{
  g_autofree char *publication = dup_publication (each);
  g_autofree char *tables = join_tables (each);

  return g_strdup_printf ("ALTER PUBLICATION %s ADD TABLE\n  %s;", publication, tables);
}

static char *
dup_create_sql (const SluiceCdcCase *each)
{
  g_autofree char *database = sluice_cdc_quote_identifier (sluice_form_get_value (each->form, "database"));
  g_autofree char *role = dup_role (each);

  return g_strdup_printf ("GRANT CREATE ON DATABASE %s TO %s;", database, role);
}

/* Each schema once, then each table. */
static char *
dup_select_sql (const SluiceCdcCase *each)
{
  g_autofree char *role = dup_role (each);
  g_autofree char *to_role = g_strconcat (" TO ", role, NULL);
  g_autofree char *tables = for_each_table (each, "GRANT SELECT ON TABLE ", to_role);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < each->tables->len; i++)
    {
      const SluiceCdcTable *table = g_ptr_array_index (each->tables, i);

      if (table->schema != NULL && g_hash_table_add (seen, table->schema))
        g_string_append_printf (sql, "GRANT USAGE ON SCHEMA %s%s;\n", table->schema, to_role);
    }
  g_string_append (sql, tables);

  return g_string_free_and_steal (sql);
}

/* What a block of code stands between: something that no table is called. (transfer full) */
static char *
dup_mark (const SluiceCdcCase *each)
{
  g_autofree char *tables = join_tables (each);
  char *mark = g_strdup ("$$");

  for (guint i = 1; strstr (tables, mark) != NULL; i++)
    {
      g_free (mark);
      mark = g_strdup_printf ("$posthog%u$", i);
    }

  return mark;
}

/* As Debezium's documentation has it: a role for the tables, whose members are who owned them and who publishes. */
static char *
dup_owner_sql (const SluiceCdcCase *each)
{
  g_autofree char *role = dup_role (each);
  g_autofree char *mark = dup_mark (each);
  g_autofree char *owners = for_each_table (each, "ALTER TABLE ", "\n  OWNER TO " PUBLISHERS);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql,
                          "DO %s\nDECLARE\n  owner name;\nBEGIN\n"
                          "  IF NOT EXISTS (\n    SELECT FROM pg_roles\n"
                          "    WHERE rolname = '" PUBLISHERS "'\n  ) THEN\n"
                          "    CREATE ROLE " PUBLISHERS " NOLOGIN;\n  END IF;\n"
                          "  FOR owner IN\n    SELECT DISTINCT pg_get_userbyid(relowner)\n"
                          "    FROM pg_class WHERE oid IN (",
                          mark);
  for (guint i = 0; i < each->tables->len; i++)
    {
      const SluiceCdcTable *table = g_ptr_array_index (each->tables, i);
      g_autofree char *literal = sluice_cdc_quote_literal (table->sql_name);

      g_string_append_printf (sql, "%s\n      %s::regclass", i > 0 ? "," : "", literal);
    }
  g_string_append_printf (sql,
                          ")\n  LOOP\n"
                          "    IF owner <> '" PUBLISHERS "' THEN\n"
                          "      EXECUTE format(\n"
                          "        'GRANT " PUBLISHERS " TO %%I', owner);\n    END IF;\n"
                          "  END LOOP;\nEND %s;\nGRANT " PUBLISHERS " TO %s;\n%s",
                          mark, role, owners);

  return g_string_free_and_steal (sql);
}

/* The key that was chosen, else a column called id, else a new one. */
static char *
dup_key_of_table (SluiceTable *table)
{
  const char *const *keys = sluice_table_get_primary_keys (table);
  guint n_columns = 0;
  const SluiceColumn *columns = sluice_table_get_columns (table, &n_columns);
  GString *names = NULL;

  if (keys != NULL && keys[0] != NULL)
    {
      names = g_string_new ("ADD PRIMARY KEY (");
      for (guint i = 0; keys[i] != NULL; i++)
        {
          g_autofree char *name = sluice_cdc_quote_identifier (keys[i]);

          g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
        }
      g_string_append_c (names, ')');
      return g_string_free_and_steal (names);
    }
  for (guint i = 0; i < n_columns; i++)
    if (g_strcmp0 (columns[i].name, "id") == 0)
      return g_strdup ("ADD PRIMARY KEY (\"id\")");

  return g_strdup ("ADD COLUMN \"id\" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY");
}

static char *
dup_key_sql (const SluiceCdcCase *each)
{
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < each->tables->len; i++)
    {
      const SluiceCdcTable *table = g_ptr_array_index (each->tables, i);
      g_autofree char *key = dup_key_of_table (table->table);

      g_string_append_printf (sql, "%sALTER TABLE %s %s;", i > 0 ? "\n" : "", table->sql_name, key);
    }

  return g_string_free_and_steal (sql);
}

char *
sluice_cdc_dup_sql (SluiceCdcNeed need, const SluiceCdcCase *each)
{
  g_autofree char *role = dup_role (each);

  switch (need)
    {
    case SLUICE_CDC_NEED_WAL_LEVEL:
      return g_strdup ("ALTER SYSTEM SET wal_level = 'logical';");
    case SLUICE_CDC_NEED_REPLICATION:
      return g_strdup_printf ("ALTER ROLE %s WITH REPLICATION;", role);
    case SLUICE_CDC_NEED_FREE_SLOT:
      return dup_slots_sql (each);
    case SLUICE_CDC_NEED_CREATE:
      return dup_create_sql (each);
    case SLUICE_CDC_NEED_SLOT:
      return *sluice_cdc_get_slot_name (each->cdc) != '\0' ? dup_slot_sql (each) : NULL;
    case SLUICE_CDC_NEED_PUBLICATION:
      return dup_publication_sql (each);
    case SLUICE_CDC_NEED_PUBLISHED:
      return each->tables->len > 0 ? dup_published_sql (each) : NULL;
    case SLUICE_CDC_NEED_SELECT:
      return each->tables->len > 0 ? dup_select_sql (each) : NULL;
    case SLUICE_CDC_NEED_OWNER:
      return each->tables->len > 0 ? dup_owner_sql (each) : NULL;
    case SLUICE_CDC_NEED_KEY:
      return each->tables->len > 0 ? dup_key_sql (each) : NULL;
    case SLUICE_CDC_NEED_IDENTITY:
      return each->tables->len > 0 ? for_each_table (each, "ALTER TABLE ", " REPLICA IDENTITY DEFAULT") : NULL;
    case SLUICE_CDC_NEED_VERSION:
    case SLUICE_CDC_NEED_OTHER:
    default:
      return NULL;
    }
}
