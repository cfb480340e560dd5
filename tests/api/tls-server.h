/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server on loopback that speaks TLS, and a proxy that leads there or does not. Each connection has a thread of its
 * own. (SoupServer falls over when it is taken down beside a handshake that was refused.) */

/* What the server says to every request that reaches it. */
#define TLS_SERVER_WORDS "You do not have editor access to this table."

typedef struct _TlsServer TlsServer;

/* @certificate: the name of a file in certificates/ */
TlsServer *tls_server_new (const char *certificate);
void tls_server_free (TlsServer *self);
const char *tls_server_get_url (TlsServer *self);
/* How many requests came through TLS. */
int tls_server_get_n_requests (TlsServer *self);
/* The head of the last one. (transfer full) */
char *tls_server_dup_head (TlsServer *self);

typedef struct _TestProxy TestProxy;

/* Leads wherever it is told, until it is told to do otherwise. */
TestProxy *test_proxy_new (void);
void test_proxy_free (TestProxy *self);
/* @answer: the status line of what it says instead of leading anywhere, or NULL.
 * @credentials: "user:password" without which it says 407, or NULL. Forgets what it was asked. */
void test_proxy_set (TestProxy *self, const char *answer, const char *credentials);
guint16 test_proxy_get_port (TestProxy *self);
/* How often it was asked to lead somewhere, and what for at last. (transfer full) */
int test_proxy_get_n_requests (TestProxy *self);
char *test_proxy_dup_head (TestProxy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlsServer, tls_server_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestProxy, test_proxy_free)

G_END_DECLS
