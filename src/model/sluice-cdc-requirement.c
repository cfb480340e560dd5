/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-cdc-requirement.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-cdc-sql-private.h"
#include "sluice-table.h"

struct _SluiceCdcRequirement
{
  GObject parent_instance;

  SluiceCdcNeed need;
  SluiceCdcState state;
  char *reason;
  char *sql;
};

G_DEFINE_FINAL_TYPE (SluiceCdcRequirement, sluice_cdc_requirement, G_TYPE_OBJECT)

static void
sluice_cdc_requirement_finalize (GObject *object)
{
  SluiceCdcRequirement *self = SLUICE_CDC_REQUIREMENT (object);

  g_free (self->reason);
  g_free (self->sql);

  G_OBJECT_CLASS (sluice_cdc_requirement_parent_class)->finalize (object);
}

static void
sluice_cdc_requirement_class_init (SluiceCdcRequirementClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_cdc_requirement_finalize;
}

static void
sluice_cdc_requirement_init (SluiceCdcRequirement *self)
{
}

/* --- what the server's words are about --- */

/* Whether a quotation mark at @c of @text begins or ends a quoted name, and is no apostrophe. */
static gboolean
is_outer_mark (const char *text, const char *c)
{
  gboolean after_word = c > text && (g_ascii_isalnum (c[-1]) || (c[-1] & 0x80) != 0);
  gboolean before_word = g_ascii_isalnum (c[1]) || (c[1] & 0x80) != 0;

  return !after_word || !before_word;
}

/* The words in lower case without what they quote: a table may be called “replication slots”. (transfer full) */
static char *
dup_plain_words (const char *error)
{
  g_autofree char *lower = g_utf8_strdown (error, -1);
  GString *plain = g_string_new (NULL);
  char open = '\0';

  for (const char *c = lower; *c != '\0'; c++)
    {
      gboolean is_mark = (*c == '\'' || *c == '"') && is_outer_mark (lower, c);

      if (open == '\0' && is_mark && strchr (c + 1, *c) != NULL)
        open = *c;
      else if (open != '\0' && is_mark && *c == open)
        open = '\0';
      else if (open == '\0')
        g_string_append_c (plain, *c);
    }

  return g_string_free_and_steal (plain);
}

static gboolean
has_any (const char *words, const char *const *wanted)
{
  for (guint i = 0; wanted[i] != NULL; i++)
    if (strstr (words, wanted[i]) != NULL)
      return TRUE;

  return FALSE;
}

#define HAS(words, ...) has_any (words, (const char *const[]) { __VA_ARGS__, NULL })

static SluiceCdcNeed
classify_publication (const char *words)
{
  if (HAS (words, "own"))
    return SLUICE_CDC_NEED_OWNER;
  if (HAS (words, "database", "right", "permission", "privilege"))
    return SLUICE_CDC_NEED_CREATE;
  if (HAS (words, "table") &&
      HAS (words, "not in ", "not part", "not include", "not contain", "lacks", "missing", "add "))
    return SLUICE_CDC_NEED_PUBLISHED;

  return SLUICE_CDC_NEED_PUBLICATION;
}

static SluiceCdcNeed
classify_slot (const char *words)
{
  if (HAS (words, "max_replication_slots", "capacity", "free", "in use", "available", "exhausted"))
    return SLUICE_CDC_NEED_FREE_SLOT;
  if (HAS (words, "right", "permission", "privilege", "superuser", "may not", "replication role", "attribute"))
    return SLUICE_CDC_NEED_REPLICATION;

  return SLUICE_CDC_NEED_SLOT;
}

/* The wording is free (contract, section 13.1); what words name, it does. */
static SluiceCdcNeed
classify (const char *error)
{
  g_autofree char *words = dup_plain_words (error);

  if (HAS (words, "wal_level"))
    return SLUICE_CDC_NEED_WAL_LEVEL;
  if (HAS (words, "primary key"))
    return SLUICE_CDC_NEED_KEY;
  if (HAS (words, "replica identity"))
    return SLUICE_CDC_NEED_IDENTITY;
  if (HAS (words, "max_replication_slots"))
    return SLUICE_CDC_NEED_FREE_SLOT;
  if (HAS (words, "publication"))
    return classify_publication (words);
  if (HAS (words, "slot"))
    return classify_slot (words);
  if (HAS (words, "replication") && HAS (words, "role", "right", "permission", "privilege", "attribute", "superuser"))
    return SLUICE_CDC_NEED_REPLICATION;
  if (HAS (words, "owner", " own ", "owned"))
    return SLUICE_CDC_NEED_OWNER;
  if (HAS (words, "select", "read the table", "permission denied for", "permission on table", "usage on schema"))
    return SLUICE_CDC_NEED_SELECT;
  if (HAS (words, "create") && HAS (words, "database"))
    return SLUICE_CDC_NEED_CREATE;
  if (HAS (words, "version", "or later", "or newer", "or above") && HAS (words, "postgres", "server"))
    return SLUICE_CDC_NEED_VERSION;

  return SLUICE_CDC_NEED_OTHER;
}

/* --- which tables they are about --- */

static gboolean
is_name_letter (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (c & 0x80) != 0;
}

/* Takes each mention of @name that is no part of a longer name out of @words. */
static gboolean
take_mentions (GString *words, const char *name)
{
  gboolean found = FALSE;
  gsize length = strlen (name);

  for (char *at = strstr (words->str, name); length > 0 && at != NULL; at = strstr (at + 1, name))
    {
      gboolean begins = at == words->str || (!is_name_letter (at[-1]) && at[-1] != '.');
      gboolean ends = !is_name_letter (at[length]) && (at[length] != '.' || !is_name_letter (at[length + 1]));

      if (!begins || !ends)
        continue;
      memset (at, ' ', length);
      found = TRUE;
    }

  return found;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const SluiceCdcTable *first = *(SluiceCdcTable *const *) a;
  const SluiceCdcTable *second = *(SluiceCdcTable *const *) b;
  gsize first_length = strlen (sluice_table_get_name (first->table));
  gsize second_length = strlen (sluice_table_get_name (second->table));

  return first_length > second_length ? -1 : first_length < second_length;
}

static gboolean
is_mentioned (GString *words, const SluiceCdcTable *table)
{
  gboolean found = FALSE;

  for (guint i = 0; i < table->forms->len; i++)
    found |= take_mentions (words, g_ptr_array_index (table->forms, i));

  return found;
}

/* Those of @tables that @reason names, in their order; all of them where it names none. Longer names first, so that
 * “orders” is not found in “orders.archive”. (transfer container) */
static GPtrArray *
find_mentioned (GPtrArray *tables, const char *reason)
{
  g_autoptr (GString) words = g_string_new (reason);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) by_length = g_ptr_array_copy (tables, NULL, NULL);
  GPtrArray *mentioned = g_ptr_array_new ();

  g_ptr_array_set_free_func (by_length, NULL);
  g_ptr_array_sort (by_length, compare_lengths);
  for (guint i = 0; i < by_length->len; i++)
    if (is_mentioned (words, g_ptr_array_index (by_length, i)))
      g_hash_table_add (found, g_ptr_array_index (by_length, i));
  for (guint i = 0; i < tables->len; i++)
    if (g_hash_table_size (found) == 0 || g_hash_table_contains (found, g_ptr_array_index (tables, i)))
      g_ptr_array_add (mentioned, g_ptr_array_index (tables, i));

  return mentioned;
}

/* --- the list --- */

/* What the server looks at, whether it says a word about it or not. */
static gboolean
is_looked_at (SluiceCdcNeed need, SluiceCdc *cdc, GPtrArray *tables)
{
  gboolean managed = sluice_cdc_get_management (cdc) == SLUICE_CDC_MANAGED_BY_POSTHOG;

  switch (need)
    {
    case SLUICE_CDC_NEED_VERSION:
    case SLUICE_CDC_NEED_WAL_LEVEL:
      return TRUE;
    case SLUICE_CDC_NEED_REPLICATION:
    case SLUICE_CDC_NEED_FREE_SLOT:
      return managed;
    case SLUICE_CDC_NEED_SLOT:
    case SLUICE_CDC_NEED_PUBLICATION:
      return !managed;
    case SLUICE_CDC_NEED_SELECT:
    case SLUICE_CDC_NEED_KEY:
      return tables->len > 0;
    case SLUICE_CDC_NEED_OWNER:
      return managed && tables->len > 0;
    case SLUICE_CDC_NEED_CREATE:
    case SLUICE_CDC_NEED_PUBLISHED:
    case SLUICE_CDC_NEED_IDENTITY:
    case SLUICE_CDC_NEED_OTHER:
    default:
      return FALSE;
    }
}

static void
add_requirement (GListStore *list, SluiceCdcNeed need, SluiceCdcState state, const char *reason, char *sql)
{
  g_autoptr (SluiceCdcRequirement) self = g_object_new (SLUICE_TYPE_CDC_REQUIREMENT, NULL);

  self->need = need;
  self->state = state;
  self->reason = g_strdup (reason);
  self->sql = sql;
  g_list_store_append (list, self);
}

/* All that was said of one need, a line each; NULL if nothing was. (transfer full) (nullable) */
static char *
dup_reason (const char *const *errors, SluiceCdcNeed need)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) reasons = NULL;

  for (guint i = 0; errors[i] != NULL; i++)
    if (classify (errors[i]) == need)
      g_strv_builder_add (lines, errors[i]);
  reasons = g_strv_builder_end (lines);

  return reasons[0] != NULL ? g_strjoinv ("\n", reasons) : NULL;
}

static void
add_unmet (GListStore *list, SluiceCdcNeed need, const char *reason, SluiceCdcCase *each)
{
  g_autoptr (GPtrArray) mentioned = find_mentioned (each->tables, reason);
  SluiceCdcCase narrowed = { each->cdc, each->form, mentioned, reason };

  add_requirement (list, need, SLUICE_CDC_UNMET, reason, sluice_cdc_dup_sql (need, &narrowed));
}

/* Each as a line of its own: nothing says that they belong together. */
static void
add_others (GListStore *list, const char *const *errors)
{
  for (guint i = 0; errors[i] != NULL; i++)
    if (classify (errors[i]) == SLUICE_CDC_NEED_OTHER)
      add_requirement (list, SLUICE_CDC_NEED_OTHER, SLUICE_CDC_UNMET, errors[i], NULL);
}

static gboolean
is_all_understood (SluiceCdcCheck *check)
{
  const char *const *errors = sluice_cdc_check_get_errors (check);
  g_autofree char *others = dup_reason (errors, SLUICE_CDC_NEED_OTHER);

  return sluice_cdc_check_get_valid (check) || (errors[0] != NULL && others == NULL);
}

GListModel *
sluice_cdc_requirement_list (SluiceCdcCheck *check, SluiceCdc *cdc, SluiceForm *form, GPtrArray *tables)
{
  GListStore *list = g_list_store_new (SLUICE_TYPE_CDC_REQUIREMENT);
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_cdc_table_free);
  g_autofree char *words = NULL;
  const char *const *errors;
  SluiceCdcCase each = { cdc, form, named, "" };
  gboolean understood;

  g_return_val_if_fail (SLUICE_IS_CDC_CHECK (check), G_LIST_MODEL (list));
  g_return_val_if_fail (SLUICE_IS_CDC (cdc), G_LIST_MODEL (list));
  g_return_val_if_fail (SLUICE_IS_FORM (form), G_LIST_MODEL (list));
  g_return_val_if_fail (tables != NULL, G_LIST_MODEL (list));

  errors = sluice_cdc_check_get_errors (check);
  understood = is_all_understood (check);
  words = g_strjoinv ("\n", (GStrv) errors);
  for (guint i = 0; i < tables->len; i++)
    g_ptr_array_add (named, sluice_cdc_table_new (g_ptr_array_index (tables, i), form, words));

  for (SluiceCdcNeed need = SLUICE_CDC_NEED_VERSION; need < SLUICE_CDC_NEED_OTHER; need++)
    {
      g_autofree char *reason = dup_reason (errors, need);

      if (reason != NULL)
        add_unmet (list, need, reason, &each);
      else if (is_looked_at (need, cdc, tables))
        add_requirement (list, need, understood ? SLUICE_CDC_MET : SLUICE_CDC_NOT_SAID, NULL, NULL);
    }
  add_others (list, errors);

  return G_LIST_MODEL (list);
}

SluiceCdcNeed
sluice_cdc_requirement_get_need (SluiceCdcRequirement *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC_REQUIREMENT (self), SLUICE_CDC_NEED_OTHER);

  return self->need;
}

SluiceCdcState
sluice_cdc_requirement_get_state (SluiceCdcRequirement *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC_REQUIREMENT (self), SLUICE_CDC_NOT_SAID);

  return self->state;
}

const char *
sluice_cdc_requirement_get_title (SluiceCdcRequirement *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC_REQUIREMENT (self), NULL);

  switch (self->need)
    {
    case SLUICE_CDC_NEED_VERSION:
      /* Translators: here and below, what near-real-time needs in the database, one line each. */
      return _ ("PostgreSQL 13 or newer");
    case SLUICE_CDC_NEED_WAL_LEVEL:
      return _ ("Logical replication switched on");
    case SLUICE_CDC_NEED_REPLICATION:
      return _ ("The user may replicate");
    case SLUICE_CDC_NEED_FREE_SLOT:
      return _ ("A free replication slot");
    case SLUICE_CDC_NEED_CREATE:
      return _ ("The user may create a publication");
    case SLUICE_CDC_NEED_SLOT:
      return _ ("The replication slot exists");
    case SLUICE_CDC_NEED_PUBLICATION:
      return _ ("The publication exists");
    case SLUICE_CDC_NEED_PUBLISHED:
      return _ ("The publication has the tables");
    case SLUICE_CDC_NEED_SELECT:
      return _ ("The user may read the tables");
    case SLUICE_CDC_NEED_OWNER:
      return _ ("The user may publish the tables");
    case SLUICE_CDC_NEED_KEY:
      return _ ("A primary key on each table");
    case SLUICE_CDC_NEED_IDENTITY:
      return _ ("A replica identity on each table");
    case SLUICE_CDC_NEED_OTHER:
    default:
      return _ ("Something else");
    }
}

const char *
sluice_cdc_requirement_get_reason (SluiceCdcRequirement *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC_REQUIREMENT (self), NULL);

  return self->reason;
}

const char *
sluice_cdc_requirement_get_sql (SluiceCdcRequirement *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC_REQUIREMENT (self), NULL);

  return self->sql;
}

const char *
sluice_cdc_requirement_get_note (SluiceCdcRequirement *self)
{
  g_return_val_if_fail (SLUICE_IS_CDC_REQUIREMENT (self), NULL);

  if (self->state != SLUICE_CDC_UNMET)
    return NULL;
  switch (self->need)
    {
    case SLUICE_CDC_NEED_VERSION:
      return _ ("Only an upgrade of the server mends this.");
    case SLUICE_CDC_NEED_WAL_LEVEL:
      return _ (
          "Works once the server has been restarted. Managed services have a setting of their own for it, such as "
          "rds.logical_replication at Amazon RDS.");
    case SLUICE_CDC_NEED_REPLICATION:
      return _ ("Amazon RDS has a role for it instead: rds_replication.");
    case SLUICE_CDC_NEED_FREE_SLOT:
      return _ ("Works once the server has been restarted. Instead, a slot that nobody reads any more can be dropped: "
                "pg_replication_slots lists them.");
    case SLUICE_CDC_NEED_SLOT:
      return _ ("From then on the server keeps its log until PostHog has read it.");
    case SLUICE_CDC_NEED_OWNER:
      return _ ("The tables go to a role whose members are their owners so far and this user, who then may change them "
                "too. Where that is not wanted, manage slot and publication yourself.");
    case SLUICE_CDC_NEED_KEY:
      return _ ("Locks each table meanwhile, and fails where values are missing or come twice.");
    case SLUICE_CDC_NEED_CREATE:
    case SLUICE_CDC_NEED_PUBLICATION:
    case SLUICE_CDC_NEED_PUBLISHED:
    case SLUICE_CDC_NEED_SELECT:
    case SLUICE_CDC_NEED_IDENTITY:
    case SLUICE_CDC_NEED_OTHER:
    default:
      return NULL;
    }
}
