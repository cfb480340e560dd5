/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-host-kind.h"

#include <gio/gio.h>
#include <string.h>

static gboolean
is_in (GInetAddress *address, const char *const *masks)
{
  for (; *masks != NULL; masks++)
    {
      g_autoptr (GInetAddressMask) mask = g_inet_address_mask_new_from_string (*masks, NULL);

      if (g_inet_address_mask_get_family (mask) == g_inet_address_get_family (address) &&
          g_inet_address_mask_matches (mask, address))
        return TRUE;
    }

  return FALSE;
}

static SluiceHostKind
get_address_kind (GInetAddress *address)
{
  static const char *const local[] = { "127.0.0.0/8", "0.0.0.0/8", "::1/128", "::/128", NULL };
  static const char *const private[] = { "10.0.0.0/8",    "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
                                         "100.64.0.0/10", "fe80::/10",     "fc00::/7",       NULL };
  const guint8 *bytes = g_inet_address_to_bytes (address);

  /* An IPv4 address in IPv6’s clothes */
  if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
      memcmp (bytes, "\0\0\0\0\0\0\0\0\0\0\xff\xff", 12) == 0)
    {
      g_autoptr (GInetAddress) inner = g_inet_address_new_from_bytes (bytes + 12, G_SOCKET_FAMILY_IPV4);

      return get_address_kind (inner);
    }
  if (is_in (address, local))
    return SLUICE_HOST_LOCAL;
  if (is_in (address, private))
    return SLUICE_HOST_PRIVATE;

  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 ? SLUICE_HOST_IPV6 : SLUICE_HOST_PUBLIC;
}

static SluiceHostKind
get_name_kind (const char *name)
{
  /* RFC 6761, 6762 and 8375, ICANN's "internal", and what routers and containers use. */
  static const char *const private[] = { ".local", ".internal", ".lan", ".home.arpa", ".intranet", ".corp", ".home" };

  if (g_str_equal (name, "localhost") || g_str_has_suffix (name, ".localhost") ||
      g_str_equal (name, "localhost.localdomain"))
    return SLUICE_HOST_LOCAL;
  for (guint i = 0; i < G_N_ELEMENTS (private); i++)
    if (g_str_has_suffix (name, private[i]))
      return SLUICE_HOST_PRIVATE;

  return strchr (name, '.') == NULL ? SLUICE_HOST_SINGLE_LABEL : SLUICE_HOST_PUBLIC;
}

SluiceHostKind
sluice_host_kind_get (const char *host)
{
  g_autofree char *name = NULL;
  g_autoptr (GInetAddress) address = NULL;
  gsize length;

  g_return_val_if_fail (host != NULL, SLUICE_HOST_PUBLIC);

  name = g_strstrip (g_ascii_strdown (host, -1));
  length = strlen (name);
  if (length > 1 && *name == '[' && name[length - 1] == ']')
    {
      memmove (name, name + 1, length - 2);
      name[length - 2] = '\0';
    }
  address = g_inet_address_new_from_string (name);
  if (address != NULL)
    return get_address_kind (address);
  /* What is no name at all is found elsewhere. */
  if (*name == '\0' || strpbrk (name, ":/@ ,") != NULL)
    return SLUICE_HOST_PUBLIC;

  return get_name_kind (name);
}
