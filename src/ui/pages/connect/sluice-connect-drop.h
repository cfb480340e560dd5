/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sluice-connect-paste.h"
#include "sluice-form-rows.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECT_DROP (sluice_connect_drop_get_type ())

/**
 * SluiceConnectDrop:
 *
 * What is dropped anywhere on the page, and finds its place: a key file the field that it was dropped on, or the first one
 * that takes files; a plan file the window, which begins another set-up; a text that is a connection string the form.
 */
G_DECLARE_FINAL_TYPE (SluiceConnectDrop, sluice_connect_drop, SLUICE, CONNECT_DROP, GObject)

/* @page: where it may be dropped; @frozen: while this is insensitive, nothing can be; @paste: takes connection strings.
 * None is kept. (transfer full) */
SluiceConnectDrop *sluice_connect_drop_new (GtkWidget *page, GtkWidget *frozen, SluiceConnectPaste *paste);

/* @form, @rows: (nullable): what the page shows */
void sluice_connect_drop_set_rows (SluiceConnectDrop *self, SluiceForm *form, SluiceFormRows *rows);

G_END_DECLS
