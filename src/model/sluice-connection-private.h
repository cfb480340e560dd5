/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-connection-string.h"
#include "sluice-secret-text.h"

G_BEGIN_DECLS

/* What the files that take connection strings apart share. */

/* Always FALSE. @message: translated, of which nothing is of the connection string. */
gboolean sluice_connection_fail (GError **error, const char *message);
/* Takes @value, which may be NULL; what is empty says nothing. */
void sluice_connection_take (char **part, char *value);
/* A part under the keyword that a driver has for it, in any spelling. Takes @value. */
void sluice_connection_take_keyword (SluiceConnectionString *self, const char *keyword, char *value);
/* Which kinds of databases have addresses with that scheme, in lower case and without a driver. */
SluiceEngines sluice_engines_from_scheme (const char *scheme);

/* “Server=…;Database=…” */
gboolean sluice_connection_is_pairs (const char *text);
gboolean sluice_connection_parse_pairs (SluiceConnectionString *self, const char *text, GError **error);
/* {"account": "…", "user": "…"} */
gboolean sluice_connection_is_json (const char *text);
gboolean sluice_connection_parse_json (SluiceConnectionString *self, const char *text, GError **error);
/* What Snowflake and ClickHouse have in other places than a database with a host and a port. */
void sluice_connection_settle (SluiceConnectionString *self);

G_END_DECLS
