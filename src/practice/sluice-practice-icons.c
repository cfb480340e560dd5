/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "sluice-practice-resources.h"
#include "sluice-practice-routes.h"

#define RESOURCE_PATH "/io/github/sluice_app/practice/catalogue/icons/"

/* A few are drawn; the others are not there, as happens on real servers. All are SVG, whatever the catalogue calls
 * them: what counts is the type that they are sent with. */
void
sluice_practice_get_icon (SluicePractice *practice, SluicePracticeRequest *request)
{
  g_autofree char *name = g_ascii_strdown (request->args[0], -1);
  char *dot = strrchr (name, '.');
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (dot != NULL)
    *dot = '\0';
  path = g_strconcat (RESOURCE_PATH, name, ".svg", NULL);
  bytes = g_resource_lookup_data (sluice_practice_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    {
      sluice_practice_reply_not_found (request);
      return;
    }

  sluice_practice_reply_header (request, "Cache-Control", "public, max-age=86400");
  request->reply = g_steal_pointer (&bytes);
  g_set_str (&request->content_type, "image/svg+xml");
}
