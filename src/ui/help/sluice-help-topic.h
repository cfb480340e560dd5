/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceHelpKind:
 * @SLUICE_HELP_END: after the last block
 * @SLUICE_HELP_PARAGRAPH: text in running words
 * @SLUICE_HELP_HEADING: a heading within a topic
 * @SLUICE_HELP_TERM: a word and what it means; those that follow each other are one list
 * @SLUICE_HELP_EXAMPLE: something to be read letter by letter: SQL, rows, an address
 */
typedef enum
{
  SLUICE_HELP_END,
  SLUICE_HELP_PARAGRAPH,
  SLUICE_HELP_HEADING,
  SLUICE_HELP_TERM,
  SLUICE_HELP_EXAMPLE,
} SluiceHelpKind;

/**
 * SluiceHelpBlock:
 * @kind: what it is
 * @text: not yet translated. Of a paragraph CommonMark, in which `[words](help:ID)` leads to the topic of that id; of
 * anything else plain text
 * @meaning: (nullable): of a term what it means, as a paragraph
 */
typedef struct
{
  SluiceHelpKind kind;
  const char *text;
  const char *meaning;
} SluiceHelpBlock;

/**
 * SluiceHelpTopic:
 * @id: what links name it by
 * @title: its name in the index, not yet translated, like all that follows
 * @question: (nullable): the question that it answers, which is what a button that leads to it says; %NULL: the title
 * @summary: what it is about, in one line
 * @words: (nullable): what else somebody may look for who wants this topic
 * @blocks: the text, up to one of kind %SLUICE_HELP_END
 * @related: (nullable): ids of topics to go on with, up to %NULL
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *question;
  const char *summary;
  const char *words;
  const SluiceHelpBlock *blocks;
  const char *const *related;
} SluiceHelpTopic;

/**
 * SluiceHelpChapter:
 * @title: its heading in the index, not yet translated
 * @topics: its topics, up to one whose id is %NULL
 */
typedef struct
{
  const char *title;
  const SluiceHelpTopic *topics;
} SluiceHelpChapter;

G_END_DECLS
