#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drags files or a text into a window, as from a file manager: run by itself, it is the window that they come from."""

import contextlib
import os
import select
import subprocess
import sys

from driver import until

TITLE = "What is dragged"
# At the edge of the display, beside the window that it is dropped on.
PLACE = (1200, 40)
SIZE = 60


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], check=True, capture_output=True, text=True).stdout.split()


def tells(source, word, seconds):
    """Whether the window says it within that time."""
    while select.select([source.stdout], [], [], seconds)[0]:
        line = source.stdout.readline()
        if line.strip() == word or not line:
            return bool(line)
    return False


def pick_up(source):
    """Presses and pulls until it hangs on the pointer: a press that came too early is made again."""
    x, y = (edge + SIZE // 2 for edge in PLACE)
    xdotool("mouseup", 1, "mousemove", x, y, "mousedown", 1)
    for step in range(1, 8):
        xdotool("mousemove", x - 6 * step, y + 6 * step)
        if tells(source, b"begun", 0.2):
            return True
    return False


def hold_over(source, x, y):
    """Moves it there, and waits for whoever is there to take it."""
    for slip in (-8, -4, 0):
        xdotool("mousemove", x + slip, y)
    return tells(source, b"taken", 0.5)


@contextlib.contextmanager
def held(*what):
    """What is dragged hangs on the pointer; gives a function that moves it to a place."""
    with subprocess.Popen([sys.executable, os.path.abspath(__file__), *what], stdout=subprocess.PIPE, bufsize=0) as source:
        try:
            assert tells(source, b"shown", 30), "there is nothing to drag from"
            window = until("the window to drag from",
                           lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(source.pid)],
                                                  check=False, capture_output=True, text=True).stdout.split())[0]
            xdotool("windowmove", window, *PLACE)
            until("something hanging on the pointer", lambda: pick_up(source))
            yield lambda x, y: until("somebody who takes it", lambda: hold_over(source, x, y))
            xdotool("mouseup", 1)
            assert tells(source, b"ended", 30), "it is still held"
        finally:
            xdotool("mouseup", 1)
            source.terminate()


def drop(x, y, *what):
    """Drops it there. what: paths of files, or --text and a text."""
    with held(*what) as move:
        move(x, y)


def main():
    import gi

    gi.require_version("Gdk", "4.0")
    gi.require_version("Gtk", "4.0")
    from gi.repository import Gdk, GLib, Gtk

    Gtk.init()
    loop = GLib.MainLoop()
    drag = Gtk.DragSource()
    if sys.argv[1] == "--text":
        content = Gdk.ContentProvider.new_for_value(sys.argv[2])
    else:
        uris = "".join(GLib.filename_to_uri(path) + "\r\n" for path in sys.argv[1:])
        content = Gdk.ContentProvider.new_for_bytes("text/uri-list", GLib.Bytes.new(uris.encode()))
    drag.set_content(content)

    def begun(unused, dragged):
        dragged.connect("notify::selected-action",
                        lambda *unused: print("taken" if dragged.get_selected_action() else "left", flush=True))
        print("begun", flush=True)

    drag.connect("drag-begin", begun)
    drag.connect("drag-end", lambda *unused: print("ended", flush=True))
    window = Gtk.Window(title=TITLE, decorated=False, default_width=SIZE, default_height=SIZE)
    window.add_controller(drag)
    window.connect("map", lambda *unused: print("shown", flush=True))
    window.present()
    loop.run()


if __name__ == "__main__":
    main()
