/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-client.h"
#include "sluice-clock.h"

G_BEGIN_DECLS

/**
 * SluiceBrowserState:
 * @SLUICE_BROWSER_ASKING: the server is asked for the page, and for what there is already
 * @SLUICE_BROWSER_READY: the page can be opened
 * @SLUICE_BROWSER_WAITING: the person is in the browser
 * @SLUICE_BROWSER_TIMED_OUT: nothing new came in time; it is looked at only when asked for
 * @SLUICE_BROWSER_CONNECTED: something new is there
 * @SLUICE_BROWSER_FAILED: see "error"
 * @SLUICE_BROWSER_CANCELLED: nobody waits any more
 *
 * How connecting something in the browser stands.
 */
typedef enum
{
  SLUICE_BROWSER_ASKING,
  SLUICE_BROWSER_READY,
  SLUICE_BROWSER_WAITING,
  SLUICE_BROWSER_TIMED_OUT,
  SLUICE_BROWSER_CONNECTED,
  SLUICE_BROWSER_FAILED,
  SLUICE_BROWSER_CANCELLED,
} SluiceBrowserState;

#define SLUICE_TYPE_BROWSER_STATE (sluice_browser_state_get_type ())
GType sluice_browser_state_get_type (void);

#define SLUICE_TYPE_BROWSER_CONNECTION (sluice_browser_connection_get_type ())

/**
 * SluiceBrowserConnection:
 *
 * The hand-off to the browser (contract, section 15): asks for the page on which a person connects an account or enters
 * secrets, then looks politely at the connected accounts and at the stored credentials until either has something new.
 * An account that is connected again may add none, so one that changed counts as well. It looks less and less often,
 * waits as long as the server asks for, and gives up after a quarter of an hour, which is said and can be taken back.
 *
 * Holds no secret: those never leave the browser. Main thread only. It stays alive while it runs: whoever lets go of it
 * before its end cancels it.
 *
 * Properties, all read-only: "state" (#SluiceBrowserState), "link" (SluiceConnectLink or NULL), "email" (whose key it
 * is; NULL where the key does not say), "project" (the name, or the id), "looking" (gboolean: at the person's request),
 * "note" (translated; what the last look came to, or why it cannot be looked; NULL for nothing), "error" (GError or
 * NULL), "integration" (SluiceIntegration or NULL) and "credential" (SluiceStoredCredential or NULL): what is new. Of
 * both at once only the integration is given, as tables can be listed with it.
 */
G_DECLARE_FINAL_TYPE (SluiceBrowserConnection, sluice_browser_connection, SLUICE, BROWSER_CONNECTION, GObject)

/**
 * sluice_browser_connection_new:
 * @client: the account
 * @source_type: the type of source
 * @kind: (nullable): the kind of connected account that serves it, such as "hubspot"; %NULL when only credentials do
 * @clock: where time comes from; copied
 *
 * Returns: (transfer full): one that has asked nothing yet
 */
SluiceBrowserConnection *sluice_browser_connection_new (SluiceClient *client,
                                                        const char *source_type,
                                                        const char *kind,
                                                        const SluiceClock *clock);

/**
 * sluice_browser_connection_start:
 * @self: one that has not begun, or has failed
 *
 * Asks the server. Ends in %SLUICE_BROWSER_READY or %SLUICE_BROWSER_FAILED.
 */
void sluice_browser_connection_start (SluiceBrowserConnection *self);

/**
 * sluice_browser_connection_wait:
 * @self: one that is ready, waiting or timed out
 *
 * The page is open: looks from now on, for another quarter of an hour.
 */
void sluice_browser_connection_wait (SluiceBrowserConnection *self);

/**
 * sluice_browser_connection_look:
 * @self: one that is waiting or timed out
 * @asked: whether the person asked for it, and so is told what came of it
 *
 * Looks at once.
 */
void sluice_browser_connection_look (SluiceBrowserConnection *self, gboolean asked);

/**
 * sluice_browser_connection_cancel:
 * @self: a connection
 *
 * Stops looking. What comes late changes nothing any more; what was connected stays connected.
 */
void sluice_browser_connection_cancel (SluiceBrowserConnection *self);

/* The properties. (transfer none) */
SluiceBrowserState sluice_browser_connection_get_state (SluiceBrowserConnection *self);
SluiceConnectLink *sluice_browser_connection_get_link (SluiceBrowserConnection *self);
const char *sluice_browser_connection_get_email (SluiceBrowserConnection *self);
const char *sluice_browser_connection_get_project (SluiceBrowserConnection *self);
gboolean sluice_browser_connection_get_looking (SluiceBrowserConnection *self);
const char *sluice_browser_connection_get_note (SluiceBrowserConnection *self);
const GError *sluice_browser_connection_get_error (SluiceBrowserConnection *self);
SluiceIntegration *sluice_browser_connection_get_integration (SluiceBrowserConnection *self);
SluiceStoredCredential *sluice_browser_connection_get_credential (SluiceBrowserConnection *self);

G_END_DECLS
