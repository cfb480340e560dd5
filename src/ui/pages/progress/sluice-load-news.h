/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sluice-setup.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_LOAD_NEWS (sluice_load_news_get_type ())

/**
 * SluiceLoadNews:
 *
 * Announces to whoever hears the page that tables have ended their first load, and how: those of a few seconds together,
 * since thousands may end within a minute.
 */
G_DECLARE_FINAL_TYPE (SluiceLoadNews, sluice_load_news, SLUICE, LOAD_NEWS, GObject)

/**
 * sluice_load_news_new:
 * @setup: a set-up
 * @page: where its tables are shown, and what announces; the owner. Nothing is said while it is not on the screen.
 *
 * Returns: (transfer full): the news, for as long as they are kept
 */
SluiceLoadNews *sluice_load_news_new (SluiceSetup *setup, GtkWidget *page);

G_END_DECLS
