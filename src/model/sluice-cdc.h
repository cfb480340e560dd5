/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-cdc-check.h"

G_BEGIN_DECLS

/**
 * SluiceCdcManagement:
 * @SLUICE_CDC_MANAGED_BY_POSTHOG: PostHog makes and drops the replication slot and the publication
 * @SLUICE_CDC_SELF_MANAGED: somebody else has made both and looks after them
 *
 * Who looks after what change data capture needs in the database (contract, section 13.2).
 */
typedef enum
{
  SLUICE_CDC_MANAGED_BY_POSTHOG,
  SLUICE_CDC_SELF_MANAGED,
} SluiceCdcManagement;

#define SLUICE_TYPE_CDC_MANAGEMENT (sluice_cdc_management_get_type ())
GType sluice_cdc_management_get_type (void);

/* The server's defaults (contract, section 13.2), in megabytes of log that nobody has read yet. */
#define SLUICE_CDC_LAG_WARNING_MB 1024
#define SLUICE_CDC_LAG_CRITICAL_MB 10240
/* More than this is a slip of the keyboard: a thousand terabytes. */
#define SLUICE_CDC_LAG_MAX_MB 1000000000

#define SLUICE_TYPE_CDC (sluice_cdc_get_type ())

/**
 * SluiceCdc:
 *
 * Near-real-time (change data capture) of a plan: whether it is asked for, how it is set up, and what the last check of
 * its prerequisites said. Properties: "enabled" (off at first), "management" (#SluiceCdcManagement), "slot-name",
 * "publication-name" ("": the server's default), "auto-drop-slot" (on), "lag-warning-mb", "lag-critical-mb" (unsigned),
 * "check" (#SluiceCdcCheck, %NULL before the first one and once something that it was about has changed).
 */
G_DECLARE_FINAL_TYPE (SluiceCdc, sluice_cdc, SLUICE, CDC, GObject)

/**
 * sluice_cdc_new:
 *
 * Returns: (transfer full): new settings, off, with the server's defaults
 */
SluiceCdc *sluice_cdc_new (void);

/**
 * sluice_cdc_reset:
 * @self: settings
 *
 * Makes them as they were at first.
 */
void sluice_cdc_reset (SluiceCdc *self);

/**
 * sluice_cdc_get_enabled:
 * @self: settings
 *
 * Returns: whether near-real-time is asked for
 */
gboolean sluice_cdc_get_enabled (SluiceCdc *self);

/**
 * sluice_cdc_set_enabled:
 * @self: settings
 * @enabled: whether near-real-time is asked for
 *
 * Asks for near-real-time, or no longer.
 */
void sluice_cdc_set_enabled (SluiceCdc *self, gboolean enabled);

/**
 * sluice_cdc_get_management:
 * @self: settings
 *
 * Returns: who looks after slot and publication
 */
SluiceCdcManagement sluice_cdc_get_management (SluiceCdc *self);

/**
 * sluice_cdc_get_slot_name:
 * @self: settings
 *
 * Returns: the replication slot, "" for one that the server names
 */
const char *sluice_cdc_get_slot_name (SluiceCdc *self);

/**
 * sluice_cdc_get_publication_name:
 * @self: settings
 *
 * Returns: the publication, "" for the one that the server takes by default
 */
const char *sluice_cdc_get_publication_name (SluiceCdc *self);

/**
 * sluice_cdc_dup_fault:
 * @self: settings
 * @property: "slot-name", "publication-name", "lag-warning-mb" or "lag-critical-mb"
 *
 * What is wrong with a setting as far as this computer can tell: a name that PostgreSQL does not take, no name where
 * somebody else has made the thing, a warning that does not come before the critical point (contract, section 13.3).
 *
 * Returns: (transfer full) (nullable): a translated sentence, or %NULL
 */
char *sluice_cdc_dup_fault (SluiceCdc *self, const char *property);

/**
 * sluice_cdc_get_complete:
 * @self: settings
 *
 * Returns: whether no setting has a fault; %TRUE while it is off
 */
gboolean sluice_cdc_get_complete (SluiceCdc *self);

/**
 * sluice_cdc_add_to_check:
 * @self: settings
 * @body: the flat body of `check_cdc_prerequisites`
 *
 * Adds how it is to be set up (contract, section 13.1).
 */
void sluice_cdc_add_to_check (SluiceCdc *self, JsonObject *body);

/**
 * sluice_cdc_add_to_payload:
 * @self: settings
 * @payload: `payload` of create
 *
 * Adds all of it (contract, section 13.2), whether it is asked for or not. What the server names is left out.
 */
void sluice_cdc_add_to_payload (SluiceCdc *self, JsonObject *payload);

/**
 * sluice_cdc_is_untouched:
 * @self: settings
 *
 * Returns: whether all is as it was at first
 */
gboolean sluice_cdc_is_untouched (SluiceCdc *self);

/**
 * sluice_cdc_to_json:
 * @self: settings
 *
 * Returns: (transfer full): the settings for a draft or an exported plan, without the check
 */
JsonObject *sluice_cdc_to_json (SluiceCdc *self);

/**
 * sluice_cdc_load_json:
 * @self: settings
 * @object: (nullable): what [method@Cdc.to_json] gave
 *
 * Takes what can be understood of it; the rest becomes as it was at first.
 */
void sluice_cdc_load_json (SluiceCdc *self, JsonObject *object);

/**
 * sluice_cdc_get_check:
 * @self: settings
 *
 * Returns: (transfer none) (nullable): the last check; %NULL before the first one and once something has changed
 */
SluiceCdcCheck *sluice_cdc_get_check (SluiceCdc *self);

/**
 * sluice_cdc_set_check:
 * @self: settings
 * @check: (nullable): a check
 *
 * Remembers a check, or forgets the last one. A change of the settings forgets it too.
 */
void sluice_cdc_set_check (SluiceCdc *self, SluiceCdcCheck *check);

G_END_DECLS
