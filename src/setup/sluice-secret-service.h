/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SECRET_SERVICE (sluice_secret_service_get_type ())

/**
 * SluiceSecretService:
 *
 * The Secret Service with prompts that can be taken off the screen: libsecret 0.21 never ends a call whose prompt was
 * cancelled through its cancellable. For SluiceKeyring alone; main thread only.
 */
G_DECLARE_FINAL_TYPE (SluiceSecretService, sluice_secret_service, SLUICE, SECRET_SERVICE, SecretService)

/**
 * sluice_secret_service_is_used:
 *
 * Returns: whether the Secret Service keeps the secrets; in a sandbox libsecret has a file of its own, encrypted with a
 *   key from the portal
 */
gboolean sluice_secret_service_is_used (void);

/**
 * sluice_secret_service_open:
 *
 * Returns: (transfer full): resolves to a new [class@SecretService], or rejects with what the bus says. Dropping it
 *   cancels nothing.
 */
DexFuture *sluice_secret_service_open (void);

/**
 * sluice_secret_service_dismiss_prompts:
 * @self: a service
 *
 * Refuses all prompts that are on the screen; the calls that need them reject with `G_IO_ERROR_CANCELLED`.
 */
void sluice_secret_service_dismiss_prompts (SluiceSecretService *self);

G_END_DECLS
