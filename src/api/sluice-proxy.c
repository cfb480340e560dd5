/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-proxy.h"

#include <gio/gio.h>

/* "" for “direct://” and what is no address */
static char *
dup_place (const char *proxy)
{
  g_autoptr (GUri) uri = proxy != NULL ? g_uri_parse (proxy, G_URI_FLAGS_HAS_PASSWORD, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0')
    return g_strdup ("");
  if (g_uri_get_port (uri) < 0)
    return g_strdup (host);

  return g_strdup_printf (strchr (host, ':') != NULL ? "[%s]:%d" : "%s:%d", host, g_uri_get_port (uri));
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_string (promise, dup_place (proxies != NULL ? proxies[0] : NULL));
}

DexFuture *
sluice_proxy_find (const char *url)
{
  DexPromise *promise = dex_promise_new_cancellable ();

  dex_future_set_static_name (DEX_FUTURE (promise), "sluice-proxy");
  g_proxy_resolver_lookup_async (g_proxy_resolver_get_default (), url, dex_promise_get_cancellable (promise),
                                 looked_up_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}
