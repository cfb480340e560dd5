/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-practice-tunnel-words.h"

#include <string.h>

/* A long text is a server's greeting, and not why something failed. */
#define LONGEST_WORDS 300

gboolean
sluice_practice_tunnel_port_was_taken (const char *said)
{
  return strstr (said, "bind [127.0.0.1]") != NULL && strstr (said, "Address already in use") != NULL;
}

static char *
find_words (const char *said, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, said, 0, &match) ? g_strstrip (g_match_info_fetch (match, 1)) : NULL;
}

static gboolean
tells_nothing (const char *line)
{
  return *line == '\0' || g_str_has_prefix (line, "Warning: Permanently added") || g_str_has_prefix (line, "** ") ||
         strlen (line) > LONGEST_WORDS;
}

char *
sluice_practice_tunnel_last_words (const char *said)
{
  g_autofree char *valid = g_utf8_make_valid (said, -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", -1);

  for (guint i = g_strv_length (lines); i-- > 0;)
    {
      const char *line = g_strstrip (lines[i]);

      if (!tells_nothing (line))
        return g_strdup (g_str_has_prefix (line, "ssh: ") ? line + strlen ("ssh: ") : line);
    }

  return g_strdup ("ssh ended without a word");
}

/* Under nobody's name means: the name of whoever runs the practice server. */
static char *
describe_rejection (const SluicePracticeTunnelLogin *login)
{
  g_autofree char *whom = login->user != NULL ? g_strdup_printf ("the SSH user '%s'", login->user) :
                                                g_strdup ("the SSH login, for which no username is filled in");

  return g_strdup_printf ("The SSH server rejected %s. Check the tunnel's username and %s and try again.", whom,
                          login->private_key != NULL ? "private key" : "password");
}

static char *
describe_other_key (const char *said, const SluicePracticeTunnelLogin *login, const char *known_hosts)
{
  g_autofree char *fingerprint = find_words (said, "^(SHA256:[A-Za-z0-9+/]+)");
  g_autofree char *which = fingerprint != NULL ? g_strdup_printf (", %s,", fingerprint) : g_strdup ("");

  return g_strdup_printf ("The SSH server %s, port %u, has another host key%s than the one it had before: it may be "
                          "another computer, so no password was sent to it. If its key was changed on purpose, remove "
                          "its line from %s and try again.",
                          login->host, login->port, which, known_hosts);
}

char *
sluice_practice_tunnel_why_not_opened (const char *said,
                                       const SluicePracticeTunnelLogin *login,
                                       const char *known_hosts)
{
  g_autofree char *words = NULL;

  if (strstr (said, "Host key verification failed") != NULL)
    return describe_other_key (said, login, known_hosts);
  if (strstr (said, ": Permission denied (") != NULL || strstr (said, "Too many authentication failures") != NULL)
    return describe_rejection (login);
  if (strstr (said, "Could not resolve hostname") != NULL)
    return g_strdup_printf ("Couldn't resolve the host '%s'. Check that it's spelled correctly and reachable from the "
                            "public internet.",
                            login->host);

  words = sluice_practice_tunnel_last_words (said);

  return g_strdup_printf ("The SSH tunnel through %s, port %u, could not be opened: %s", login->host, login->port,
                          words);
}

char *
sluice_practice_tunnel_why_not_reached (const char *said, const char *host, guint port)
{
  g_autofree char *reason = find_words (said, "^channel \\d+: open failed: (.*)$");
  const char *words = reason;

  if (reason == NULL)
    return NULL;
  if (g_str_has_prefix (reason, "connect failed: "))
    words = reason + strlen ("connect failed: ");
  else if (g_str_has_prefix (reason, "administratively prohibited"))
    words = "it does not allow that (administratively prohibited)";

  return g_strdup_printf ("The SSH tunnel is open, but from its server the database at %s, port %u, cannot be reached: "
                          "%s",
                          host, port, words);
}
