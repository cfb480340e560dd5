/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sluice-pg-error.h"

#include <string.h>

G_DEFINE_QUARK (sluice - pg - error - quark, sluice_pg_error)

SluicePgError
sluice_pg_error_from_sqlstate (const char *sqlstate, SluicePgError fallback)
{
  if (sqlstate == NULL)
    return fallback;
  /* 28000 is also a missing line in pg_hba.conf, which no other password mends. */
  if (g_str_equal (sqlstate, "28P01"))
    return SLUICE_PG_ERROR_LOGIN;
  if (g_str_equal (sqlstate, "3D000"))
    return SLUICE_PG_ERROR_DATABASE;
  if (g_str_equal (sqlstate, "42501"))
    return SLUICE_PG_ERROR_PERMISSION;
  if (g_str_equal (sqlstate, "57014") || g_str_equal (sqlstate, "55P03"))
    return SLUICE_PG_ERROR_TIMEOUT;

  return fallback;
}

GError *
sluice_pg_error_new_for_connection (const char *text)
{
  g_autoptr (GRegex) state_regex = g_regex_new (":  ([0-9A-Z]{5}): ", 0, 0, NULL);
  g_autoptr (GRegex) place_regex = g_regex_new ("\\n[^\\n:]+:  \\w+, [\\w./-]+:\\d+(?=\\n|$)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *state = NULL;
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *without_state = NULL;
  g_autofree char *clean = NULL;

  if (g_regex_match (state_regex, valid, 0, &match))
    state = g_match_info_fetch (match, 1);
  without_state = g_regex_replace (state_regex, valid, -1, 0, ":  ", 0, NULL);
  clean = g_regex_replace (place_regex, without_state, -1, 0, "", 0, NULL);
  g_strchomp (clean);

  return g_error_new_literal (SLUICE_PG_ERROR, sluice_pg_error_from_sqlstate (state, SLUICE_PG_ERROR_CONNECT),
                              *clean != '\0' ? clean : "The connection failed");
}
