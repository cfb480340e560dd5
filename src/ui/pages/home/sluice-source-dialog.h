/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-workspace.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SOURCE_DIALOG (sluice_source_dialog_get_type ())

/**
 * SluiceSourceDialog:
 *
 * One source: how it stands, its tables with their rows, and *Sync Now*. It follows the workspace's list of sources.
 */
G_DECLARE_FINAL_TYPE (SluiceSourceDialog, sluice_source_dialog, SLUICE, SOURCE_DIALOG, AdwDialog)

/* (transfer floating) */
AdwDialog *sluice_source_dialog_new (SluiceWorkspace *workspace, SluiceSource *source);

G_END_DECLS
