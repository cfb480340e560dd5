/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceRegion:
 *
 * The places a project can be (contract, section 1.1).
 */
typedef enum
{
  SLUICE_REGION_US,
  SLUICE_REGION_EU,
  SLUICE_REGION_OWN,
} SluiceRegion;

/**
 * sluice_region_get_base_url:
 * @region: US or EU
 *
 * Tests set both by SLUICE_CLOUD_US and SLUICE_CLOUD_EU.
 *
 * Returns: (nullable): the origin of a cloud region; %NULL for a server of one's own
 */
const char *sluice_region_get_base_url (SluiceRegion region);

/**
 * sluice_region_get_addresses:
 * @region: a region
 *
 * The addresses that a region connects from, for a firewall in front of a database (contract, section 6.1; from the
 * public documentation, and may change).
 *
 * Returns: (array zero-terminated=1): the addresses; none for a server of one's own
 */
const char *const *sluice_region_get_addresses (SluiceRegion region);

/**
 * sluice_region_from_base_url:
 * @base_url: an origin
 *
 * Returns: the region it is, or %SLUICE_REGION_OWN
 */
SluiceRegion sluice_region_from_base_url (const char *base_url);

/**
 * sluice_region_dup_label:
 * @base_url: an origin
 *
 * Returns: (transfer full): "US", "EU" or the host
 */
char *sluice_region_dup_label (const char *base_url);

/**
 * sluice_region_dup_origin:
 * @text: what a person typed as the address of a server
 *
 * Makes an origin of an address that may have spaces around it, no scheme, a path or a slash at the end:
 * "posthog.example.com/project/1" gives "https://posthog.example.com".
 *
 * Returns: (transfer full) (nullable): the origin, or %NULL when @text is no address
 */
char *sluice_region_dup_origin (const char *text);

G_END_DECLS
