/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-conduct.h"

#include "sluice-json.h"

/* More than these nobody asks for in one text. */
#define MAX_WORDS 50

struct _SluicePracticeConduct
{
  GMutex mutex;
  GPtrArray *rules;
  GStrv texts;
};

/* One thing that was asked for. */
typedef struct
{
  char *source_type; /* NULL in a source's own */
  char *glob;        /* NULL for the source and all of its tables */
  char *word;
  gint64 number;
} Request;

static const struct
{
  const char *word;
  const char *description;
} words[] = {
  { SLUICE_PRACTICE_BILLING_LIMIT, "the monthly limit is reached: no source, no sync; of a table: after N rows" },
  { SLUICE_PRACTICE_BILLING_LIMIT_TOO_LOW, "the limit is too low for the table, found after N rows" },
  { SLUICE_PRACTICE_MAX_SOURCES, "at most N sources of the type" },
  { SLUICE_PRACTICE_UNSUPPORTED_PLAN, "the project has not paid for sources" },
  { SLUICE_PRACTICE_SLOW_CREATE, "a new source is listed for N seconds before it has tables" },
  { SLUICE_PRACTICE_ROLLED_BACK, "a new source is listed for N seconds, then refused and gone" },
  { SLUICE_PRACTICE_FAIL, "a sync fails after N rows" },
  { SLUICE_PRACTICE_STALL, "a sync goes no further after N rows" },
  { SLUICE_PRACTICE_SLOW, "a sync reads N rows a second" },
  { SLUICE_PRACTICE_ROWS, "a played table has N rows" },
  { SLUICE_PRACTICE_UNSCHEDULED, "no sync starts by itself" },
  { SLUICE_PRACTICE_UNSAVED, "bulk_update_schemas cannot save it" },
  { SLUICE_PRACTICE_WEBHOOK_PENDING, "a webhook is made, but its signing secret has to be entered" },
  { SLUICE_PRACTICE_WEBHOOK_BLOCKED, "it is known beforehand that the key may not make webhooks" },
  { SLUICE_PRACTICE_WEBHOOK_FORBIDDEN, "the service refuses to make a webhook" },
  { SLUICE_PRACTICE_WEBHOOK_MANUAL, "webhooks are made by hand only; from the start, the catalogue says so too" },
  { SLUICE_PRACTICE_WEBHOOK_DISABLED, "a webhook is made, but switched off" },
  { SLUICE_PRACTICE_WEBHOOK_PARTIAL, "a webhook is made that does not send all events" },
  { SLUICE_PRACTICE_WEBHOOK_UNREADABLE, "a webhook is made, but the key may not look at it" },
};

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->source_type);
  g_free (self->glob);
  g_free (self->word);
  g_free (self);
}

static gboolean
is_word (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, text))
      return TRUE;

  return FALSE;
}

/* “WORD[:NUMBER]”; NULL for anything else. */
static Request *
request_parse (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  Request *self;
  guint64 number = 0;

  if (parts[0] == NULL || !is_word (parts[0]) ||
      (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXINT64, &number, NULL)))
    return NULL;
  self = g_new0 (Request, 1);
  self->word = g_strdup (parts[0]);
  self->number = (gint64) number;

  return self;
}

/* “TYPE[/TABLE-GLOB]=WORD[:NUMBER]” */
static Request *
request_parse_rule (const char *text, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);
  g_auto (GStrv) scope = g_strsplit (sides[0] != NULL ? sides[0] : "", "/", 2);
  Request *self =
      sides[0] != NULL && sides[1] != NULL && scope[0] != NULL && *scope[0] != '\0' ? request_parse (sides[1]) : NULL;

  if (self == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "“%s” is not TYPE[/TABLE-GLOB]=WORD[:NUMBER] with a word of --help", text);
      return NULL;
    }
  self->source_type = g_strdup (scope[0]);
  self->glob = g_strdup (scope[1]);

  return self;
}

SluicePracticeConduct *
sluice_practice_conduct_new (void)
{
  SluicePracticeConduct *self = g_new0 (SluicePracticeConduct, 1);

  g_mutex_init (&self->mutex);
  self->rules = g_ptr_array_new_with_free_func (request_free);
  self->texts = g_new0 (char *, 1);

  return self;
}

void
sluice_practice_conduct_free (SluicePracticeConduct *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rules);
  g_strfreev (self->texts);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gboolean
sluice_practice_conduct_set_rules (SluicePracticeConduct *self, const char *const *rules, GError **error)
{
  g_autoptr (GPtrArray) parsed = g_ptr_array_new_with_free_func (request_free);
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  for (guint i = 0; rules[i] != NULL; i++)
    {
      Request *rule = request_parse_rule (rules[i], error);

      if (rule == NULL)
        return FALSE;
      g_ptr_array_add (parsed, rule);
    }
  g_ptr_array_unref (self->rules);
  self->rules = g_steal_pointer (&parsed);
  g_strfreev (self->texts);
  self->texts = g_strdupv ((GStrv) rules);

  return TRUE;
}

GStrv
sluice_practice_conduct_dup_rules (SluicePracticeConduct *self)
{
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  return g_strdupv (self->texts);
}

static void
read_text (const char *text, JsonArray *found)
{
  g_auto (GStrv) parts = g_strsplit (text, "+", MAX_WORDS);

  /* What stands before the first plus is the credential itself. */
  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (parts[i], "@", 2);
      Request *request = request_parse (sides[0] != NULL ? sides[0] : "");

      if (request == NULL)
        continue;
      json_array_add_string_element (found, parts[i]);
      request_free (request);
    }
}

static void
read_node (JsonNode *node, JsonArray *found)
{
  JsonObjectIter iter;
  JsonNode *value;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    read_text (json_node_get_string (node), found);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, NULL, &value))
    read_node (value, found);
}

JsonArray *
sluice_practice_conduct_read (JsonObject *values)
{
  JsonArray *found = json_array_new ();
  JsonObjectIter iter;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, NULL, &value))
    read_node (value, found);

  return found;
}

static gboolean
fits (const Request *request, const char *glob, const char *table, const char *word)
{
  return g_str_equal (request->word, word) && (glob == NULL || (table != NULL && g_pattern_match_simple (glob, table)));
}

/* What the source was told itself. */
static gboolean
has_own (JsonObject *source, const char *table, const char *word, gint64 *number)
{
  JsonArray *own = sluice_json_get_array (source, "conduct");

  for (guint i = 0; own != NULL && i < json_array_get_length (own); i++)
    {
      const char *text = sluice_json_array_get_string (own, i);
      g_auto (GStrv) sides = g_strsplit (text != NULL ? text : "", "@", 2);
      Request *request = sides[0] != NULL ? request_parse (sides[0]) : NULL;
      gboolean found = request != NULL && fits (request, sides[1], table, word);

      if (found)
        *number = request->number;
      g_clear_pointer (&request, request_free);
      if (found)
        return TRUE;
    }

  return FALSE;
}

gboolean
sluice_practice_conduct_has (SluicePracticeConduct *self,
                             JsonObject *source,
                             const char *table,
                             const char *word,
                             gint64 *number)
{
  const char *source_type = sluice_json_get_string (source, "source_type", "");
  gint64 ignored;
  G_MUTEX_AUTO_LOCK (&self->mutex, locker);

  if (number == NULL)
    number = &ignored;
  *number = 0;
  if (has_own (source, table, word, number))
    return TRUE;
  for (guint i = 0; i < self->rules->len; i++)
    {
      const Request *rule = g_ptr_array_index (self->rules, i);

      if (!g_str_equal (rule->source_type, source_type) || !fits (rule, rule->glob, table, word))
        continue;
      *number = rule->number;
      return TRUE;
    }

  return FALSE;
}

char *
sluice_practice_conduct_describe (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_append_printf (text, "  %-22s %s\n", words[i].word, words[i].description);

  return g_string_free_and_steal (text);
}
