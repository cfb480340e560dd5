/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ASSISTANT (sluice_assistant_get_type ())

/**
 * SluiceAssistant:
 *
 * The frame around the steps: a sidebar that shows where one is and what was chosen, Back and Next in the header bar.
 * It reads the steps' properties and never knows which page it shows. Property "session" (construct-only).
 *
 * Signals: "closed": the person is done, cancelled or closed it; take it away. "kept": asked whether to keep it for
 * later, the person chose to go on. Action "assistant.cancel" asks.
 */
G_DECLARE_FINAL_TYPE (SluiceAssistant, sluice_assistant, SLUICE, ASSISTANT, AdwNavigationPage)

/* (transfer floating) */
SluiceAssistant *sluice_assistant_new (SluiceSession *session);
SluiceSession *sluice_assistant_get_session (SluiceAssistant *self);

/**
 * sluice_assistant_get_has_input:
 * @self: an assistant
 *
 * Returns: whether something was typed or chosen that the person has to decide about before it is closed: not once the
 *   set-up runs, which goes on
 */
gboolean sluice_assistant_get_has_input (SluiceAssistant *self);

/**
 * sluice_assistant_want_type:
 * @self: an assistant that is on its first step
 * @name: a source type's name
 *
 * Goes on with a kind of source that was picked before: see sluice_source_page_want().
 */
void sluice_assistant_want_type (SluiceAssistant *self, const char *name);

G_END_DECLS
