/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * sluice_certificate_dup_database:
 *
 * Gives the authorities that `SSL_CERT_FILE` names, as most programs on Unix read it. Without it, GIO has the system's.
 *
 * Returns: (transfer full) (nullable): a database, or %NULL to go by the system's
 */
GTlsDatabase *sluice_certificate_dup_database (void);

/**
 * sluice_certificate_dup_fault:
 * @certificate: the certificate that a server showed
 * @errors: why it was refused
 * @host: the server's name, as it was asked for
 *
 * Says what is wrong with a certificate, with its date, its names or who signed it.
 *
 * Returns: (transfer full): translated sentences, one for each fault
 */
char *sluice_certificate_dup_fault (GTlsCertificate *certificate, GTlsCertificateFlags errors, const char *host);

G_END_DECLS
