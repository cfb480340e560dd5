/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "play.h"

G_BEGIN_DECLS

/* The service's side of a source, and what PostHog tells of it. */
void play_tell_webhook (Play *play, SoupServerMessage *message);
void play_create_webhook (Play *play, SoupServerMessage *message);

G_END_DECLS
