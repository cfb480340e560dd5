/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-call.h"

G_BEGIN_DECLS

/* The older ones are forgotten. */
#define SLUICE_CALL_LOG_SIZE 1000

#define SLUICE_TYPE_CALL_LOG (sluice_call_log_get_type ())

/**
 * SluiceCallLog:
 *
 * The last calls of this run, newest first: a #GListModel of #SluiceCall, in memory only. It changes from the main loop
 * and never while somebody sends, as who does may have a small stack. Main thread only.
 *
 * Signal "calls-changed": calls came, or something is known of them that was not before.
 */
G_DECLARE_FINAL_TYPE (SluiceCallLog, sluice_call_log, SLUICE, CALL_LOG, GObject)

/**
 * sluice_call_log_get_default:
 *
 * Returns: (transfer none): the log of this run, of all accounts
 */
SluiceCallLog *sluice_call_log_get_default (void);

/**
 * sluice_call_log_clear:
 * @self: a log
 *
 * Forgets all calls.
 */
void sluice_call_log_clear (SluiceCallLog *self);

/**
 * sluice_call_log_dup_text:
 * @self: a log
 *
 * Returns: (transfer full): its calls as technical text, oldest first, a line or two each
 */
char *sluice_call_log_dup_text (SluiceCallLog *self);

/* For [class@Call]: takes it in, or has it notify, once the main loop has time. */
void sluice_call_log_add (SluiceCallLog *self, SluiceCall *call);
void sluice_call_log_note_change (SluiceCallLog *self, SluiceCall *call);

G_END_DECLS
