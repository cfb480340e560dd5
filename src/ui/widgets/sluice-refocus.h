/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * SluiceRefocusFunc:
 * @bin: the bin whose breakpoint has changed
 *
 * Gives the focus back to what had it.
 */
typedef void (*SluiceRefocusFunc) (AdwBreakpointBin *bin);

/**
 * sluice_refocus_after_breakpoint:
 * @bin: a bin with a child
 * @within: in what the focus has to have been: @bin, or a widget in it
 * @func: called once what is in @bin is shown again, if the focus was in @within before
 *
 * A bin hides what is in it for a frame when its breakpoint changes, and then gives the focus to the nearest thing that
 * it knows, which is not a row of a list. @func is called a frame after that.
 */
void sluice_refocus_after_breakpoint (AdwBreakpointBin *bin, GtkWidget *within, SluiceRefocusFunc func);

G_END_DECLS
