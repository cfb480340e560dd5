/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-region.h"

const char *
sluice_region_get_base_url (SluiceRegion region)
{
  const char *us = g_getenv ("SLUICE_CLOUD_US");
  const char *eu = g_getenv ("SLUICE_CLOUD_EU");

  switch (region)
    {
    case SLUICE_REGION_US:
      return us != NULL ? us : "https://us.posthog.com";
    case SLUICE_REGION_EU:
      return eu != NULL ? eu : "https://eu.posthog.com";
    case SLUICE_REGION_OWN:
    default:
      return NULL;
    }
}

const char *const *
sluice_region_get_addresses (SluiceRegion region)
{
  static const char *const us[] = { "44.205.89.55", "44.208.188.173", "52.4.194.122", NULL };
  static const char *const eu[] = { "3.75.65.221", "18.197.246.42", "3.120.223.253", NULL };
  static const char *const none[] = { NULL };

  switch (region)
    {
    case SLUICE_REGION_US:
      return us;
    case SLUICE_REGION_EU:
      return eu;
    case SLUICE_REGION_OWN:
    default:
      return none;
    }
}

SluiceRegion
sluice_region_from_base_url (const char *base_url)
{
  for (SluiceRegion region = SLUICE_REGION_US; region < SLUICE_REGION_OWN; region++)
    if (g_strcmp0 (base_url, sluice_region_get_base_url (region)) == 0)
      return region;

  return SLUICE_REGION_OWN;
}

char *
sluice_region_dup_label (const char *base_url)
{
  g_autoptr (GUri) uri = NULL;

  switch (sluice_region_from_base_url (base_url))
    {
    case SLUICE_REGION_US:
      return g_strdup ("US");
    case SLUICE_REGION_EU:
      return g_strdup ("EU");
    case SLUICE_REGION_OWN:
    default:
      uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);
      return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : base_url);
    }
}

char *
sluice_region_dup_origin (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *with_scheme =
      strstr (stripped, "://") != NULL ? g_strdup (stripped) : g_strconcat ("https://", stripped, NULL);
  g_autoptr (GUri) uri = g_uri_parse (with_scheme, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' || strpbrk (host, " \t") != NULL)
    return NULL;
  if (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http"))
    return NULL;

  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, host, g_uri_get_port (uri), "", NULL, NULL);
}
