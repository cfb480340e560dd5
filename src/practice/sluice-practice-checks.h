/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-request.h"
#include "sluice-practice.h"

G_BEGIN_DECLS

/**
 * sluice_practice_require_type:
 * @practice: the workspace
 * @request: a request
 * @source_type: (nullable): a source type's name
 *
 * Looks up a type that can be connected; else answers as the server does (contract, 8.1: 1–3).
 *
 * Returns: (transfer none) (nullable): its configuration, or %NULL when the request is answered
 */
JsonObject *
sluice_practice_require_type (SluicePractice *practice, SluicePracticeRequest *request, const char *source_type);

/**
 * sluice_practice_check_prefix_free:
 * @practice: the workspace
 * @request: a request
 * @source_type: a source type's name
 * @prefix: (nullable): the wanted prefix
 *
 * Holds a prefix against those of the project's other sources; a clash is answered (contract, 7.1).
 *
 * Returns: whether it is free
 */
gboolean sluice_practice_check_prefix_free (SluicePractice *practice,
                                            SluicePracticeRequest *request,
                                            const char *source_type,
                                            const char *prefix);

/**
 * sluice_practice_check_billing:
 * @practice: the workspace
 * @request: a request
 * @source: a source, or one that is about to be made: its `source_type` and `conduct` matter
 *
 * Refuses to sync when the project's limit is reached (contract, 9.3: 6).
 *
 * Returns: whether there is room
 */
gboolean sluice_practice_check_billing (SluicePractice *practice, SluicePracticeRequest *request, JsonObject *source);

/**
 * sluice_practice_project_parent:
 * @request: a request in a project
 *
 * Returns: (transfer full): what the store calls the project
 */
char *sluice_practice_project_parent (SluicePracticeRequest *request);

/**
 * sluice_practice_require_source:
 * @practice: the workspace
 * @request: a request in a project
 * @id: a source's id
 *
 * Looks up a source of the request's project; else answers 404.
 *
 * Returns: (transfer full) (nullable): the source
 */
JsonObject *sluice_practice_require_source (SluicePractice *practice, SluicePracticeRequest *request, const char *id);

/**
 * sluice_practice_require_schema:
 * @practice: the workspace
 * @request: a request in a project
 * @id: a table's id
 * @source: (out) (optional) (transfer full): its source
 *
 * Looks up a table of the request's project; else answers 404.
 *
 * Returns: (transfer full) (nullable): the table
 */
JsonObject *sluice_practice_require_schema (SluicePractice *practice,
                                            SluicePracticeRequest *request,
                                            const char *id,
                                            JsonObject **source);

G_END_DECLS
