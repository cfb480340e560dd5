#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop starts Sluice by its name on the bus, and what the menu of its icon offers is what then happens."""

import glob
import os
import re
import shutil
import subprocess
import tempfile

# Kept in a file of the session's own home folder, as between two starts of a real program.
os.environ["GSETTINGS_BACKEND"] = "keyfile"

from gi.repository import Gio, GLib  # noqa: E402

import tap  # noqa: E402
from driver import LIMIT, Running, Sluice, until  # noqa: E402

DESKTOP_FILE = glob.glob(os.path.join(os.path.dirname(os.path.dirname(shutil.which("sluice"))), "share",
                                      "applications", "*.Sluice*.desktop"))[0]
NAME = os.path.basename(DESKTOP_FILE).removesuffix(".desktop")
PATH = "/" + NAME.replace(".", "/")

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
folder = None


def call(name, path, interface, method, arguments=None):
    return bus.call_sync(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                         int(LIMIT * 1000), None).unpack()


class Started(Sluice):
    """The Sluice that the bus started, and the window it shows."""

    def __init__(self):
        pid, = call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                    "GetConnectionUnixProcessID", GLib.Variant("(s)", (NAME,)))
        super().__init__(process=Running(pid), log=os.path.join(folder, "log"),
                         pictures=os.environ.get("SLUICE_PICTURES"))

    def stop(self):
        call(NAME, PATH, "org.freedesktop.Application", "ActivateAction",
             GLib.Variant("(sava{sv})", ("quit", [], {})))
        until("the program gone from the bus", lambda: not owned())
        self.log.close()


def owned():
    return call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                GLib.Variant("(s)", (NAME,)))[0]


def info():
    return Gio.DesktopAppInfo.new_from_filename(DESKTOP_FILE)


def launch_action(name):
    """What a desktop does when that is chosen in the menu of the icon."""
    info().launch_action(name, None)
    until("the program on the bus", owned)


def started_by_name():
    """Opening it from the desktop starts it by its name, with its window"""
    assert not owned(), "it is running already"
    assert info().launch_uris([], None)
    until("the program on the bus", owned)
    with Started() as app:
        app.find("button", "Connect to PostHog")
        with open(f"/proc/{app.process.pid}/cmdline", encoding="utf-8") as file:
            assert "--gapplication-service" in file.read(), "not by the bus"


def actions_exist():
    """Each action of the desktop file is one of the program's own"""
    call(NAME, PATH, "org.freedesktop.Application", "Activate", GLib.Variant("(a{sv})", ({},)))
    with Started() as app:
        app.find("button", "Connect to PostHog")
        names, = call(NAME, PATH, "org.gtk.Actions", "List")
        assert info().list_actions(), "the icon's menu is empty"
        assert set(info().list_actions()) <= set(names), (info().list_actions(), names)


def source_at_first_start():
    """“Add Source” without a project shows what can be connected"""
    launch_action("new-source")
    with Started() as app:
        app.find(None, "Whose catalogue")


def practice_and_source():
    """“Practice Workspace” opens it, “Add Source” begins one there, and what is begun stays when the icon is used again"""
    launch_action("practice")
    with Started() as app:
        app.find("button", re.compile("^Add Source"), 120)
        app.read("Practice workspace")

        launch_action("new-source")
        app.type("Search kinds of source", "postgres")
        app.press("Postgres")
        app.type("Host", "db.example.com")
        for action in ("new-source", "practice"):
            launch_action(action)
            assert app.text_of("Host") == "db.example.com"
        app.press("Cancel")
        app.press("Discard")
        app.find("button", re.compile("^Add Source"))


def without_the_bus():
    """A launcher that knows no bus gets there as well: the source is begun once the practice workspace is open"""
    with Sluice("--practice", "--new-source", log=os.path.join(folder, "log"),
                pictures=os.environ.get("SLUICE_PICTURES")) as app:
        app.find_entry("Search kinds of source", 120)
        app.find("button", "Next")
        # A second start hands over to the first.
        subprocess.run(["sluice", "--new-source"], check=True, timeout=LIMIT)
        app.find_entry("Search kinds of source")


def main():
    global folder
    folder = tempfile.mkdtemp(prefix="sluice-ui-")
    try:
        return tap.run(started_by_name, actions_exist, source_at_first_start, practice_and_source, without_the_bus)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main())
