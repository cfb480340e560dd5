/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-practice.h"

G_BEGIN_DECLS

/**
 * SluicePracticeServer:
 *
 * Listens on loopback, hands every request to a thread that may block, and misbehaves when told to. For the main
 * thread.
 */
typedef struct _SluicePracticeServer SluicePracticeServer;

/**
 * sluice_practice_server_new:
 * @practice: the workspace that answers; has to live as long
 * @port: the port to listen on, 0 for any free one
 * @error: return location for an error
 *
 * Returns: (transfer full): a server that listens, or %NULL
 */
SluicePracticeServer *sluice_practice_server_new (SluicePractice *practice, guint port, GError **error);

/**
 * sluice_practice_server_free:
 * @self: (nullable): a server
 *
 * Hangs up, cancels what runs, waits for it, and frees @self.
 */
void sluice_practice_server_free (SluicePracticeServer *self);

/**
 * sluice_practice_server_get_url:
 * @self: a server
 *
 * Returns: (transfer none): scheme, address and port, without a slash at the end
 */
const char *sluice_practice_server_get_url (SluicePracticeServer *self);

/**
 * sluice_practice_server_get_token:
 * @self: a server
 *
 * Returns: (transfer none): what a request to `/_practice/` has to bear
 */
const char *sluice_practice_server_get_token (SluicePracticeServer *self);

/**
 * sluice_practice_server_add_rule:
 * @self: a server
 * @text: a rule of misbehaviour
 * @error: return location for an error
 *
 * Adds a rule.
 *
 * Returns: whether it is one
 */
gboolean sluice_practice_server_add_rule (SluicePracticeServer *self, const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePracticeServer, sluice_practice_server_free)

G_END_DECLS
