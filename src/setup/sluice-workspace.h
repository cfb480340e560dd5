/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-client.h"
#include "sluice-practice-process.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_WORKSPACE (sluice_workspace_get_type ())

/**
 * SluiceWorkspace:
 *
 * What the window works on: a client, the sources that exist, the source types on offer, the set-ups that are not
 * finished, and in the practice workspace the server's process. Properties: "client", "practice" (SluicePracticeProcess
 * or NULL), "title" ("Practice workspace", "Acme · EU"), "sources" (GListModel of SluiceSource, always the same object),
 * "source-types" (GListModel of SluiceSourceType, always the same object), "unfinished" (GListModel of SluiceJournal,
 * always the same object), "loading" (gboolean).
 */
G_DECLARE_FINAL_TYPE (SluiceWorkspace, sluice_workspace, SLUICE, WORKSPACE, GObject)

SluiceWorkspace *sluice_workspace_new (SluiceClient *client, SluicePracticeProcess *practice);
SluiceClient *sluice_workspace_get_client (SluiceWorkspace *self);
SluicePracticeProcess *sluice_workspace_get_practice (SluiceWorkspace *self);
const char *sluice_workspace_get_title (SluiceWorkspace *self);
GListModel *sluice_workspace_get_sources (SluiceWorkspace *self);
GListModel *sluice_workspace_get_source_types (SluiceWorkspace *self);
GListModel *sluice_workspace_get_unfinished (SluiceWorkspace *self);
/* How many sources of a type exist */
guint sluice_workspace_count_sources (SluiceWorkspace *self, const char *source_type);
/* Each reads again and resolves to TRUE; the models keep what they had on an error. */
DexFuture *sluice_workspace_refresh_sources (SluiceWorkspace *self);
DexFuture *sluice_workspace_refresh_source_types (SluiceWorkspace *self);
DexFuture *sluice_workspace_refresh_unfinished (SluiceWorkspace *self);

G_END_DECLS
