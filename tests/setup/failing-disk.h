/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A disk that is full, or can only be read: stands in the way of the C library's calls that write, in the program that
 * it is linked into or preloaded by. Everything outside one folder is left alone. */

/**
 * failing_disk_watch:
 * @folder: the folder whose writes fail
 * @how: a file that says how, from when it is there: "full", "full NAME" (only of files whose name begins so) or
 *   "read-only"
 *
 * A program that is preloaded says the same with the variables FAILING_DISK and FAILING_DISK_HOW.
 */
void failing_disk_watch (const char *folder, const char *how);
