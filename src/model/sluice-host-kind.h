/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SluiceHostKind:
 * @SLUICE_HOST_PUBLIC: as far as this computer can tell, it can be reached from the internet
 * @SLUICE_HOST_LOCAL: this computer: localhost, 127.0.0.0/8, ::1, and the unspecified addresses
 * @SLUICE_HOST_PRIVATE: a network of one's own: RFC 1918, link-local, shared address space (RFC 6598), unique local
 * IPv6 addresses, and names such as db.local and db.internal
 * @SLUICE_HOST_SINGLE_LABEL: a name without a dot, which only a network of one's own knows
 * @SLUICE_HOST_IPV6: a public IPv6 address
 *
 * From where a host can be reached, by how it is written. Nothing is looked up.
 */
typedef enum
{
  SLUICE_HOST_PUBLIC,
  SLUICE_HOST_LOCAL,
  SLUICE_HOST_PRIVATE,
  SLUICE_HOST_SINGLE_LABEL,
  SLUICE_HOST_IPV6,
} SluiceHostKind;

/**
 * sluice_host_kind_get:
 * @host: a host name or an IP address, with or without brackets and spaces around it
 *
 * Returns: its kind; PUBLIC for what is empty or no host at all
 */
SluiceHostKind sluice_host_kind_get (const char *host);

G_END_DECLS
