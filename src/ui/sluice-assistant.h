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
 * Signal "closed": the person is done, cancelled or closed it; take it away.
 */
G_DECLARE_FINAL_TYPE (SluiceAssistant, sluice_assistant, SLUICE, ASSISTANT, AdwNavigationPage)

/* (transfer floating) */
SluiceAssistant *sluice_assistant_new (SluiceSession *session);
SluiceSession *sluice_assistant_get_session (SluiceAssistant *self);

G_END_DECLS
