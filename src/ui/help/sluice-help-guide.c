/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-help-guide.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sluice-help-text.h"

static const SluiceHelpChapter chapters[] = {
  { N_ ("First Steps"), sluice_help_start },
  { N_ ("Adding a Source, Page by Page"), sluice_help_pages },
  { N_ ("Getting a Connection"), sluice_help_connecting },
  { N_ ("How Tables Sync"), sluice_help_syncing },
  { N_ ("Afterwards"), sluice_help_afterwards },
};

/* How well a topic fits what was typed: the first is the best. */
typedef enum
{
  FIT_TITLE,
  FIT_SUBJECT,
  FIT_MENTION,
  N_FITS,
} Fit;

const SluiceHelpChapter *
sluice_help_list_chapters (guint *n_chapters)
{
  g_return_val_if_fail (n_chapters != NULL, NULL);

  *n_chapters = G_N_ELEMENTS (chapters);

  return chapters;
}

const SluiceHelpTopic *
sluice_help_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  if (g_str_has_prefix (id, SLUICE_HELP_SCHEME))
    id += strlen (SLUICE_HELP_SCHEME);
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    for (const SluiceHelpTopic *topic = chapters[i].topics; topic->id != NULL; topic++)
      if (g_str_equal (topic->id, id))
        return topic;

  return NULL;
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static void
append (GString *all, const char *text)
{
  g_autofree char *folded = text != NULL ? fold (_ (text)) : NULL;

  if (folded != NULL)
    g_string_append_printf (all, "%s\n", folded);
}

/* What is looked through: a better fit is part of a worse one. */
static char *
dup_haystack (const SluiceHelpTopic *topic, Fit fit)
{
  GString *all = g_string_new (NULL);

  append (all, topic->title);
  append (all, topic->question);
  if (fit >= FIT_SUBJECT)
    {
      append (all, topic->summary);
      append (all, topic->words);
    }
  for (const SluiceHelpBlock *block = topic->blocks; fit >= FIT_MENTION && block->kind != SLUICE_HELP_END; block++)
    {
      append (all, block->text);
      append (all, block->meaning);
    }

  return g_string_free_and_steal (all);
}

static gboolean
holds_all (const char *haystack, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (haystack, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
fits (const SluiceHelpTopic *topic, char **words, Fit fit)
{
  g_autofree char *haystack = dup_haystack (topic, fit);

  return holds_all (haystack, words);
}

static void
add_fitting (GPtrArray *found, char **words, Fit fit)
{
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    for (const SluiceHelpTopic *topic = chapters[i].topics; topic->id != NULL; topic++)
      if (!g_ptr_array_find (found, topic, NULL) && fits (topic, words, fit))
        g_ptr_array_add (found, (gpointer) topic);
}

GPtrArray *
sluice_help_search (const char *text)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  folded = g_strstrip (fold (text));
  if (*folded == '\0')
    return g_steal_pointer (&found);

  words = g_strsplit_set (folded, " \t", -1);
  for (Fit fit = FIT_TITLE; fit < N_FITS; fit++)
    add_fitting (found, words, fit);

  return g_steal_pointer (&found);
}

const char *
sluice_help_topic_get_question (const SluiceHelpTopic *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return _ (self->question != NULL ? self->question : self->title);
}
