/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sluice-keyring.h"

G_BEGIN_DECLS

/* What the tests share that run in tests/ui/session, with its real gnome-keyring-daemon. */

/* Spins the main context until the future is settled, and drops it. */
gboolean keyring_await_boolean (DexFuture *taken);
gboolean keyring_await (DexFuture *taken, GError **error);
/* (transfer full) (nullable) */
char *keyring_dup_secret (DexFuture *taken, GError **error);
SecretValue *keyring_new_secret (const char *text);

/* What another process sees: secret-tool asks the Secret Service itself. Attributes and values, ended by NULL.
 * (transfer full): "" when there is no such item */
char *keyring_dup_seen_by_another_process (const char *attribute, ...) G_GNUC_NULL_TERMINATED;

/* Stops the daemon as if it hung, and lets it go on. */
void keyring_hang (void);
void keyring_come_round (void);

void keyring_lock (void);
/* Does to each of the keyring's own dialogs, as they come, what a person does. (transfer full) */
GSubprocess *keyring_refuse_prompts (void);
GSubprocess *keyring_answer_prompts (void);
/* Once none is there any more, so that none is left for the next case. */
void keyring_leave_prompts (GSubprocess *taken);
gboolean keyring_has_prompt (void);
/* Spins the main context until the dialog is there and @keyring says that it waits for it. */
void keyring_until_prompted (SluiceKeyring *keyring);
void keyring_until_not_prompted (void);

/* Runs the test again in a process of its own, on the session's bus or on none. TRUE in that process. */
gboolean keyring_in_subprocess (gboolean with_bus);

G_END_DECLS
