/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SluiceLogLevel:
 * @SLUICE_LOG_LEVEL_DEBUG: for whoever wrote the connector
 * @SLUICE_LOG_LEVEL_INFO: what happens
 * @SLUICE_LOG_LEVEL_WARNING: what may be wrong
 * @SLUICE_LOG_LEVEL_ERROR: what is wrong
 *
 * How much a line matters (contract, section 16.2).
 */
typedef enum
{
  SLUICE_LOG_LEVEL_DEBUG,
  SLUICE_LOG_LEVEL_INFO,
  SLUICE_LOG_LEVEL_WARNING,
  SLUICE_LOG_LEVEL_ERROR,
} SluiceLogLevel;

#define SLUICE_TYPE_LOG_LINE (sluice_log_line_get_type ())

/**
 * SluiceLogLine:
 *
 * A line that the server wrote while it synced a table (contract, section 16.2). Immutable.
 */
G_DECLARE_FINAL_TYPE (SluiceLogLine, sluice_log_line, SLUICE, LOG_LINE, GObject)

/**
 * sluice_log_line_new_from_json:
 * @object: one entry of `logs`
 * @error: return location for an error
 *
 * Reads a line. Only a missing "message" is an error, of `SLUICE_JSON_ERROR`.
 *
 * Returns: (transfer full) (nullable): a new line, or %NULL
 */
SluiceLogLine *sluice_log_line_new_from_json (JsonObject *object, GError **error);

/**
 * sluice_log_line_get_message:
 * @self: a line
 *
 * Returns: the server's words
 */
const char *sluice_log_line_get_message (SluiceLogLine *self);

/**
 * sluice_log_line_get_level:
 * @self: a line
 *
 * Returns: how much it matters; INFO for words nobody knows
 */
SluiceLogLevel sluice_log_line_get_level (SluiceLogLine *self);

/**
 * sluice_log_line_get_time:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): when it was written
 */
GDateTime *sluice_log_line_get_time (SluiceLogLine *self);

/**
 * sluice_log_line_get_run_id:
 * @self: a line
 *
 * Returns: (nullable): which run it belongs to
 */
const char *sluice_log_line_get_run_id (SluiceLogLine *self);

G_END_DECLS
