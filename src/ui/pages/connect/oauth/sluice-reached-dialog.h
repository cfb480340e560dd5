/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * SluiceReachedFunc:
 * @search: what is searched for, "" for nothing
 * @user_data: the data
 *
 * Asks the server which accounts there are.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of #SluiceReachedAccount
 */
typedef DexFuture *(*SluiceReachedFunc) (const char *search, gpointer user_data);

#define SLUICE_TYPE_REACHED_DIALOG (sluice_reached_dialog_get_type ())

/**
 * SluiceReachedDialog:
 *
 * Lists the accounts that a connection reaches, to search in and choose from. Where the server refuses, its words are
 * shown, and that the account can be typed.
 *
 * Signal "chosen" (const char *value): the value, of several chosen ones one on each line.
 */
G_DECLARE_FINAL_TYPE (SluiceReachedDialog, sluice_reached_dialog, SLUICE, REACHED_DIALOG, AdwDialog)

/**
 * sluice_reached_dialog_new:
 * @label: what is chosen, such as “Repositories”
 * @multiple: whether several can be
 * @searches: whether the server searches; else what came first is searched in
 * @value: what is chosen already, on a line each
 *
 * Returns: (transfer floating): a dialog without a list
 */
SluiceReachedDialog *
sluice_reached_dialog_new (const char *label, gboolean multiple, gboolean searches, const char *value);

/* Whom to ask for the list. Asks at once. */
void sluice_reached_dialog_list_with (SluiceReachedDialog *self,
                                      SluiceReachedFunc func,
                                      gpointer user_data,
                                      GDestroyNotify destroy);

G_END_DECLS
