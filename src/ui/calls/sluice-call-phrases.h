/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-call.h"

G_BEGIN_DECLS

/* What there is to say of a call. All give translated text. (transfer full) */

/* "200", "Failed · 502", "Failed · no answer", "Cancelled", "Waiting…" */
char *sluice_call_dup_outcome (SluiceCall *call);
/* "35 ms", "2.5 s"; "" until it has ended */
char *sluice_call_dup_duration (SluiceCall *call);
/* "POST", its address, when, and what came of it: for a screen reader */
char *sluice_call_dup_spoken (SluiceCall *call);
/* When it was sent, on this computer's clock: with the date, or only the time of day */
char *sluice_call_dup_time (SluiceCall *call, gboolean with_date);
/* How it looks: an icon's name and the class that colours it, never enough without the word. */
const char *sluice_call_get_icon_name (SluiceCall *call);
const char *sluice_call_get_css_class (SluiceCall *call);

G_END_DECLS
