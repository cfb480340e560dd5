#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What another program gets when somebody pastes there: run by itself, it prints the text of the clipboard, nothing
while there is none."""

import os
import subprocess
import sys


def read():
    """In a process of its own, as whoever copied has to be asked by somebody else."""
    return subprocess.run([sys.executable, os.path.abspath(__file__)], check=True, capture_output=True, text=True,
                          timeout=30).stdout


def main():
    import gi

    gi.require_version("Gdk", "4.0")
    gi.require_version("Gtk", "4.0")
    from gi.repository import Gdk, GLib, Gtk

    Gtk.init()
    loop = GLib.MainLoop()

    def got(clipboard, result):
        try:
            sys.stdout.write(clipboard.read_text_finish(result))
        except GLib.Error:
            pass  # nothing has been copied yet
        loop.quit()

    Gdk.Display.get_default().get_clipboard().read_text_async(None, got)
    loop.run()


if __name__ == "__main__":
    main()
