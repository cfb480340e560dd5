/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_CALL_LOG_DIALOG (sluice_call_log_dialog_get_type ())

/**
 * SluiceCallLogDialog:
 *
 * What was sent when and what came back, for whoever looks for the reason of something, or asks for help: the calls of
 * [func@CallLog.get_default], all or those that failed, the details of each, and one button that copies all of it with
 * what else who helps has to know.
 */
G_DECLARE_FINAL_TYPE (SluiceCallLogDialog, sluice_call_log_dialog, SLUICE, CALL_LOG_DIALOG, AdwDialog)

/* (transfer floating) */
AdwDialog *sluice_call_log_dialog_new (void);

G_END_DECLS
