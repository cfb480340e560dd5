/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-request.h"
#include "sluice-practice.h"

G_BEGIN_DECLS

/**
 * SluicePracticeShape:
 * @SLUICE_PRACTICE_SHAPE_SAME: as it is today
 * @SLUICE_PRACTICE_SHAPE_GONE: a server of 2025 does not have it
 * @SLUICE_PRACTICE_SHAPE_TYPES: the catalogue
 * @SLUICE_PRACTICE_SHAPE_DISCOVERY: tables of a source that does not exist yet
 * @SLUICE_PRACTICE_SHAPE_CREATE: a create and what it made
 * @SLUICE_PRACTICE_SHAPE_SOURCE: a source
 * @SLUICE_PRACTICE_SHAPE_SOURCES: a page of sources
 * @SLUICE_PRACTICE_SHAPE_TABLE: a table of a source
 * @SLUICE_PRACTICE_SHAPE_TABLES: a page of tables of sources
 * @SLUICE_PRACTICE_SHAPE_CURSORS: what a table can be synced by
 *
 * What became of an endpoint since 2025 (contract, section 19).
 */
typedef enum
{
  SLUICE_PRACTICE_SHAPE_SAME,
  SLUICE_PRACTICE_SHAPE_GONE,
  SLUICE_PRACTICE_SHAPE_TYPES,
  SLUICE_PRACTICE_SHAPE_DISCOVERY,
  SLUICE_PRACTICE_SHAPE_CREATE,
  SLUICE_PRACTICE_SHAPE_SOURCE,
  SLUICE_PRACTICE_SHAPE_SOURCES,
  SLUICE_PRACTICE_SHAPE_TABLE,
  SLUICE_PRACTICE_SHAPE_TABLES,
  SLUICE_PRACTICE_SHAPE_CURSORS,
} SluicePracticeShape;

/**
 * sluice_practice_era_get_shape:
 * @method: a method
 * @pattern: a path without the project, with a star for one part
 *
 * Returns: what a server of 2025 had there
 */
SluicePracticeShape sluice_practice_era_get_shape (const char *method, const char *pattern);

/**
 * sluice_practice_era_read:
 * @request: a request with its body parsed
 * @shape: what it asks for
 *
 * Makes of what a client of 2025 sends what one of today would have sent; what that server did not know, it passes
 * over.
 *
 * Returns: whether it is to be answered; else it is, with what that server refused
 */
gboolean sluice_practice_era_read (SluicePracticeRequest *request, SluicePracticeShape shape);

/**
 * sluice_practice_era_write:
 * @practice: the workspace
 * @request: an answered request
 * @shape: what it asked for
 *
 * Makes of an answer of today the one of 2025.
 */
void sluice_practice_era_write (SluicePractice *practice, SluicePracticeRequest *request, SluicePracticeShape shape);

G_END_DECLS
