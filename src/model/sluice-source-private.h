/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-source.h"

G_BEGIN_DECLS

/* A time of day and date in ISO 8601, or NULL if the member is absent, null or something else. (transfer full) */
GDateTime *sluice_source_read_time (JsonObject *object, const char *member);

G_END_DECLS
