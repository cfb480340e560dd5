/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"
#include "sluice-journal.h"
#include "sluice-keyring.h"
#include "sluice-practice-process.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WORKSPACE (sluice_workspace_get_type ())

/**
 * SluiceWorkspace:
 *
 * What the window works on: a client, the sources that exist, the source types on offer, the set-ups that are not
 * finished, and in the practice workspace the server's process. Main thread only.
 *
 * Property "keyring" (SluiceKeyring or NULL). Properties that are read-only: "client", "practice"
 * (SluicePracticeProcess or NULL), "title" (translated: "Practice workspace", "Acme · EU"), "sources" (GListModel of
 * SluiceSource, always the same object), "source-types" (GListModel of SluiceSourceType, always the same object),
 * "unfinished" (GListModel of SluiceJournal, always the same object), "loading" (gboolean: a refresh is under way).
 */
G_DECLARE_FINAL_TYPE (SluiceWorkspace, sluice_workspace, SLUICE, WORKSPACE, GObject)

/**
 * sluice_workspace_new:
 * @client: the account
 * @practice: (nullable): the process behind it, for the practice workspace; kept alive by the workspace
 *
 * Returns: (transfer full): a workspace whose lists are empty until they are refreshed
 */
SluiceWorkspace *sluice_workspace_new (SluiceClient *client, SluicePracticeProcess *practice);

/**
 * sluice_workspace_get_client:
 * @self: a workspace
 *
 * Returns: (transfer none): the account
 */
SluiceClient *sluice_workspace_get_client (SluiceWorkspace *self);

/**
 * sluice_workspace_get_practice:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the practice server's process
 */
SluicePracticeProcess *sluice_workspace_get_practice (SluiceWorkspace *self);

/**
 * sluice_workspace_get_keyring:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): where set-ups keep secrets
 */
SluiceKeyring *sluice_workspace_get_keyring (SluiceWorkspace *self);

/**
 * sluice_workspace_set_keyring:
 * @self: a workspace
 * @keyring: (nullable): the program's keyring; %NULL keeps secrets nowhere
 *
 * Says where set-ups keep secrets, and erases there what an earlier run could not.
 */
void sluice_workspace_set_keyring (SluiceWorkspace *self, SluiceKeyring *keyring);

/**
 * sluice_workspace_get_title:
 * @self: a workspace
 *
 * Returns: (transfer none): where one works, translated: "Practice workspace", "Acme · EU"
 */
const char *sluice_workspace_get_title (SluiceWorkspace *self);

/**
 * sluice_workspace_get_sources:
 * @self: a workspace
 *
 * Returns: (transfer none): a list of [class@Source], newest first; always the same object
 */
GListModel *sluice_workspace_get_sources (SluiceWorkspace *self);

/**
 * sluice_workspace_get_source_types:
 * @self: a workspace
 *
 * Returns: (transfer none): a list of [class@SourceType], featured first; always the same object
 */
GListModel *sluice_workspace_get_source_types (SluiceWorkspace *self);

/**
 * sluice_workspace_get_unfinished:
 * @self: a workspace
 *
 * The set-ups on this computer that were left unfinished and are not being run now: in the practice workspace those of
 * practice servers, elsewhere all others (a set-up keeps its own project whatever the window shows: DESIGN 6).
 *
 * Returns: (transfer none): a list of [class@Journal], newest first; always the same object
 */
GListModel *sluice_workspace_get_unfinished (SluiceWorkspace *self);

/**
 * sluice_workspace_has_project:
 * @self: a workspace
 * @origin: (nullable): an origin
 * @project: (nullable): the number of a project
 *
 * Returns: whether they are the project of this workspace; the practice server has another port each time
 */
gboolean sluice_workspace_has_project (SluiceWorkspace *self, const char *origin, const char *project);

/**
 * sluice_workspace_is_practice_origin:
 * @origin: (nullable): the origin that a set-up is pinned to
 *
 * Returns: whether it can be a practice server's; a person may have a PostHog of their own there, too
 */
gboolean sluice_workspace_is_practice_origin (const char *origin);

/**
 * sluice_workspace_find_source:
 * @self: a workspace
 * @journal: one of its unfinished set-ups
 *
 * Returns: (transfer full) (nullable): the source that came of it, as it was read last; %NULL when none is known. See
 *   [func@unfinished_find_source] for a set-up whose answer was lost
 */
SluiceSource *sluice_workspace_find_source (SluiceWorkspace *self, SluiceJournal *journal);

/**
 * sluice_workspace_is_gone:
 * @self: a workspace
 * @journal: one of its unfinished set-ups
 *
 * Returns: whether its source was there, and is not among those that were read last
 */
gboolean sluice_workspace_is_gone (SluiceWorkspace *self, SluiceJournal *journal);

/**
 * sluice_workspace_count_sources:
 * @self: a workspace
 * @source_type: the API's name of a type, such as "Postgres"
 *
 * Returns: how many of the sources read last are of that type
 */
guint sluice_workspace_count_sources (SluiceWorkspace *self, const char *source_type);

/**
 * sluice_workspace_refresh_sources:
 * @self: a workspace
 *
 * Reads the sources again. On an error the list keeps what it had; an answer that was overtaken by a newer one is not
 * shown. Dropping the future cancels the request: disown it to let it finish.
 *
 * Returns: (transfer full): resolves to %TRUE once the list is new; rejects with a [error@ApiError]
 */
DexFuture *sluice_workspace_refresh_sources (SluiceWorkspace *self);

/**
 * sluice_workspace_refresh_source_types:
 * @self: a workspace
 *
 * Reads the catalogue again, as [method@Workspace.refresh_sources] does the sources.
 *
 * Returns: (transfer full): resolves to %TRUE once the list is new; rejects with a [error@ApiError]
 */
DexFuture *sluice_workspace_refresh_source_types (SluiceWorkspace *self);

/**
 * sluice_workspace_refresh_unfinished:
 * @self: a workspace
 *
 * Reads the unfinished set-ups from disk again.
 *
 * Returns: (transfer full): resolves to %TRUE once the list is new; rejects with a `G_FILE_ERROR`
 */
DexFuture *sluice_workspace_refresh_unfinished (SluiceWorkspace *self);

/**
 * sluice_workspace_discard:
 * @self: a workspace
 * @journal: one of the unfinished set-ups
 *
 * Forgets an unfinished set-up: its secrets, then its record. What it made on the server stays.
 *
 * Returns: (transfer full): resolves to %TRUE once the list is new; rejects with what the disk or the keyring says
 */
DexFuture *sluice_workspace_discard (SluiceWorkspace *self, SluiceJournal *journal);

G_END_DECLS
