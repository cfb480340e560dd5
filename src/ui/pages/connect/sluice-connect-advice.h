/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-failure-advice.h"

G_BEGIN_DECLS

/**
 * sluice_connect_advice_get:
 * @error: why the check failed
 * @form: (nullable): what was checked
 *
 * Tells what to do about a connection that could not be made: by the server's words, or by a database's, which the
 * server passes on (sluice_failure_advice_get()); when nobody answered in time, how to have less to wait for. Errors
 * that have nothing to do with the source get the general advice of sluice_error_get_advice().
 *
 * Returns: the advice; all members empty for a cancelled call
 */
SluiceFailureAdvice sluice_connect_advice_get (const GError *error, SluiceForm *form);

/**
 * sluice_connect_advice_is_timeout:
 * @error: why the check failed
 *
 * A gateway in front of the server gives up before the server does, and says so with a status, or a page of its own.
 *
 * Returns: whether it took too long for somebody on the way
 */
gboolean sluice_connect_advice_is_timeout (const GError *error);

/**
 * sluice_connect_advice_dup_timeout:
 * @form: what was checked
 * @seconds: how long that took
 *
 * Says what took how long, and what makes it faster.
 *
 * Returns: (transfer full): translated sentences
 */
char *sluice_connect_advice_dup_timeout (SluiceForm *form, gint64 seconds);

G_END_DECLS
