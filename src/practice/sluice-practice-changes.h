/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-pg-catalogue.h"

G_BEGIN_DECLS

/**
 * SluicePracticeChangeKind:
 * @SLUICE_PRACTICE_INSERT: a row came
 * @SLUICE_PRACTICE_UPDATE: a row changed
 * @SLUICE_PRACTICE_DELETE: a row went
 * @SLUICE_PRACTICE_TRUNCATE: all rows went
 *
 * What happened.
 */
typedef enum
{
  SLUICE_PRACTICE_INSERT,
  SLUICE_PRACTICE_UPDATE,
  SLUICE_PRACTICE_DELETE,
  SLUICE_PRACTICE_TRUNCATE,
} SluicePracticeChangeKind;

/**
 * SluicePracticeValue:
 * @column: name of the column
 * @text: (nullable): the value as PostgreSQL writes it; %NULL for NULL
 * @unchanged: whether the log leaves the value out, since it is large and stayed as it was
 *
 * One value of a row.
 */
typedef struct
{
  char *column;
  char *text;
  gboolean unchanged;
} SluicePracticeValue;

/**
 * SluicePracticeChange:
 * @kind: what happened
 * @old_row: (nullable) (element-type SluicePracticeValue): what tells which row it was, where its key changed or it
 * went
 * @new_row: (nullable) (element-type SluicePracticeValue): the row as it is then
 *
 * One change of a table.
 */
typedef struct
{
  SluicePracticeChangeKind kind;
  GPtrArray *old_row;
  GPtrArray *new_row;
} SluicePracticeChange;

/**
 * sluice_practice_change_free:
 * @self: (nullable): a change
 *
 * Frees @self.
 */
void sluice_practice_change_free (SluicePracticeChange *self);

/**
 * SluicePracticeDecoder:
 *
 * Reads the messages of PostgreSQL's output plugin pgoutput, version 1 of its protocol, as far as they are about one
 * table. One thread at a time.
 */
typedef struct _SluicePracticeDecoder SluicePracticeDecoder;

/**
 * sluice_practice_decoder_new:
 * @table_oid: PostgreSQL's number of the table
 * @from: up to which place of the log changes were taken before: what was committed before it is passed over
 *
 * Returns: (transfer full): a new decoder
 */
SluicePracticeDecoder *sluice_practice_decoder_new (guint32 table_oid, guint64 from);

/**
 * sluice_practice_decoder_free:
 * @self: (nullable): a decoder
 *
 * Frees @self.
 */
void sluice_practice_decoder_free (SluicePracticeDecoder *self);

/**
 * sluice_practice_decoder_take:
 * @self: a decoder
 * @hex: one message in hexadecimal digits
 * @changes: (element-type SluicePracticeChange): gets the change, if it is one
 * @error: return location for an error
 *
 * Takes the next message.
 *
 * Returns: whether it could be read
 */
gboolean
sluice_practice_decoder_take (SluicePracticeDecoder *self, const char *hex, GPtrArray *changes, GError **error);

/**
 * sluice_practice_decoder_get_end:
 * @self: a decoder
 *
 * Returns: where the log goes on after the last whole transaction that was taken; the beginning when there was none
 */
guint64 sluice_practice_decoder_get_end (SluicePracticeDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeDecoder, sluice_practice_decoder_free)

G_END_DECLS
