/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice-request.h"
#include "sluice-practice.h"

G_BEGIN_DECLS

/* What is connected or entered in the browser: accounts of services, and credentials that serve once (contract, 15). */

/**
 * sluice_practice_find_oauth:
 * @type: a source type's configuration
 * @path: (out) (optional) (transfer full): where the field stands: names and, within a select, the option's value, in
 *   turn and joined with "/"
 *
 * Returns: (transfer none) (nullable): the field in which an account is connected, wherever it stands
 */
JsonObject *sluice_practice_find_oauth (JsonObject *type, char **path);

/**
 * sluice_practice_list_accounts:
 * @practice: the workspace
 * @project: id of a project, as the store has it
 * @kind: a kind of account, such as "hubspot"
 *
 * Returns: (transfer full) (element-type JsonObject): the connected accounts as the API gives them, newest first
 */
GPtrArray *sluice_practice_list_accounts (SluicePractice *practice, const char *project, const char *kind);

/**
 * sluice_practice_connect_account:
 * @practice: the workspace
 * @project: id of a project, as the store has it
 * @kind: a kind of account
 * @name: what a new one is called
 * @number: id of one to connect again, or 0 for a new one
 *
 * Returns: the id of the account
 */
gint64 sluice_practice_connect_account (SluicePractice *practice,
                                        const char *project,
                                        const char *kind,
                                        const char *name,
                                        gint64 number);

/**
 * sluice_practice_store_credential:
 * @practice: the workspace
 * @project: id of a project, as the store has it
 * @source_type: a source type
 * @payload: the fields of its form
 *
 * Keeps what was entered for 24 hours, its values in the vault.
 *
 * Returns: (transfer full): it as the API gives it, without the values
 */
JsonObject *sluice_practice_store_credential (SluicePractice *practice,
                                              const char *project,
                                              const char *source_type,
                                              JsonObject *payload);

/**
 * sluice_practice_use_credential:
 * @practice: the workspace
 * @request: the request of create
 * @source_type: the type of the source
 * @payload: what was sent
 *
 * Puts the values of the credential that @payload names, if it does, in the place of those beside it; else answers as
 * the server does.
 *
 * Returns: (transfer full) (nullable): the payload to go on with, or %NULL when the request is answered
 */
JsonObject *sluice_practice_use_credential (SluicePractice *practice,
                                            SluicePracticeRequest *request,
                                            const char *source_type,
                                            JsonObject *payload);

/**
 * sluice_practice_forget_credential:
 * @practice: the workspace
 * @payload: what was sent
 *
 * The credential that @payload names, if it does, has served.
 */
void sluice_practice_forget_credential (SluicePractice *practice, JsonObject *payload);

G_END_DECLS
