/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-field-advice.h"
#include "sluice-form-rows.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_FORM_HINTS (sluice_form_hints_get_type ())

/**
 * SluiceFormHints:
 *
 * What there is to say of the values of a form before they are sent, beneath their fields: a little after the last
 * keystroke, and of a field that has the focus nothing that the next letters may put right. Nothing leaves this
 * computer for it.
 */
G_DECLARE_FINAL_TYPE (SluiceFormHints, sluice_form_hints, SLUICE, FORM_HINTS, GObject)

/**
 * sluice_form_hints_new:
 * @form: a form
 * @rows: its rows
 * @flags: what else there is to know: %SLUICE_ADVICE_CLOUD or not
 *
 * Says what there is to say, until the object goes.
 *
 * Returns: (transfer full): the hints
 */
SluiceFormHints *sluice_form_hints_new (SluiceForm *form, SluiceFormRows *rows, SluiceAdviceFlags flags);

G_END_DECLS
